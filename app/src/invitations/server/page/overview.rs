//! `/school/invitations`: how far the school is, group by group, and inviting many at once.
use leptos::prelude::*;

use super::super::store::{self, Group, Meter};
use super::{ASK, how, refused};
use crate::access::{Manage, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::people;
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::sent::SentFrom;

/// So many of a hundred households make it the way of the school (R70).
const GOAL: i64 = 80;

pub async fn show(viewer: Viewer, kept: Kept) -> Result<Page> {
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let meter = store::meter(&viewer, &may).await?;
    let groups = store::groups(&viewer, &may).await?;
    let staff = store::staff(&viewer, &may).await?;
    let language = viewer.language;
    let title = say!(language, invitations.title);
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let all = groups.into_iter().chain([Group { name: say!(language, invitations.staff), ..staff }]);
        let rows = all.map(|group| row(language, &group, &kept)).collect_view();
        view! {
            <div class="page page--wide" id="invitations" data-form>
                {people::back(language)}
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, invitations.intro)}</p></header>
                {refused(language, &kept)}
                {drawn(language, meter)}
                <form class="around" method="post" action=format!("/api/{ASK}")>
                    <SentFrom/>
                    <fieldset class="field">
                        <legend><h2 class="big">{say!(language, invitations.whom)}</h2></legend>
                        <p class="field__hint">{say!(language, invitations.whom_hint)}</p>
                        <ul class="list" role="list">{rows}</ul>
                    </fieldset>
                    <div class="card form">
                        {how(language, &kept, true, Some(again(language, &kept)))}
                    </div>
                </form>
            </div>
        }
    }))
}

/// Whoever lost a letter gets another one.
fn again(language: Language, kept: &Kept) -> Markup {
    let ticked = !kept.value("form[again]").is_empty();
    view! {
        <label class="tick">
            <input type="checkbox" name="form[again]" value="yes" checked=ticked autocomplete="off"/>
            <span class="list__text"><b>{say!(language, invitations.again)}</b><small>{say!(language, invitations.again_hint)}</small></span>
        </label>
    }
    .into_markup()
}

/// A bar with the goal in it.
fn drawn(language: Language, Meter { households, connected }: Meter) -> impl IntoView {
    let share = if households == 0 { 0 } else { connected * 100 / households };
    let words = say!(language, invitations.meter, connected = connected, households = households, share = share);
    view! {
        <section class="card invitations__meter">
            <p><b>{words}</b> " " <span class="soft">{say!(language, invitations.goal, goal = GOAL)}</span></p>
            <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="invitations__all" width="100" height="6"></rect>
                <rect class="invitations__there" width=share height="6"></rect>
                <rect class="invitations__goal" x=GOAL width="0.6" height="6"></rect>
            </svg>
        </section>
    }
}

fn row(language: Language, group: &Group, kept: &Kept) -> impl IntoView + use<> {
    let id = group.id.0.clone();
    let left = group.people - group.registered - group.invited;
    let count = |count: i64| usize::try_from(count).unwrap_or_default();
    let parts = [
        (left, say!(language, invitations.count_not, count = count(left))),
        (group.invited, say!(language, invitations.count_invited, count = count(group.invited))),
        (group.registered, say!(language, invitations.count_registered, count = count(group.registered))),
        (group.unreached, say!(language, invitations.count_unreached, count = count(group.unreached))),
    ];
    let about: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    let about = if about.is_empty() { say!(language, invitations.nobody_there) } else { about.join(" · ") };
    let ticked = kept.values("form[group][]").contains(&id);
    let (href, label) = (
        format!("/school/invitations/groups/{id}"),
        say!(language, invitations.open_group, group = group.name.clone()),
    );
    let bar = bar(group);
    view! {
        <li class="list__row invitations__group">
            <label class="tick">
                <input type="checkbox" name="form[group][]" value=id checked=ticked autocomplete="off"/>
                <span class="list__text"><b>{group.name.clone()}</b><small>{about}</small>{bar}</span>
            </label>
            <a class="button button--small" href=href aria-label=label><Icon name="next" class="icon--turn"/></a>
        </li>
    }
}

/// Green, orange, red, as long as there are many; the words beside it say the same.
fn bar(group: &Group) -> impl IntoView + use<> {
    let all = group.people.max(1);
    let (there, asked) = (group.registered * 100 / all, group.invited * 100 / all);
    (group.people > 0).then(|| {
        view! {
            <svg class="invitations__bar" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
                <rect class="invitations__not" width="100" height="2"></rect>
                <rect class="invitations__asked" width=there + asked height="2"></rect>
                <rect class="invitations__there" width=there height="2"></rect>
            </svg>
        }
    })
}
