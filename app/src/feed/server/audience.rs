//! «Who sees this?», asked before sending: everybody by name, with the reason. The same query that decides who may read.
use axum::extract::{Path, Query};
use leptos::prelude::*;
use serde::Deserialize;

use super::PostId;
use super::seen::Seen;
use crate::access::audience::{Member, members};
use crate::access::{Manage, May, Reason, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::say;
use crate::shell::{Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::person::{Portrait, role};

/// The form that waits to be sent, for the way back.
#[derive(Debug, Deserialize)]
pub struct Draft {
    #[serde(default)]
    draft: String,
}

/// The first of them, in sentences.
pub async fn seen(viewer: &Viewer, may: &May<Manage, PostId>, most: usize) -> Result<Seen> {
    let language = viewer.language;
    let members = members(viewer, may).await?;
    let count = members.len();
    let more = count.saturating_sub(most);
    let named = members.into_iter().take(most).map(|member| {
        let why = why(language, &member);
        (member.name, why)
    });
    Ok(Seen {
        title: title(language, count),
        count: count.to_string(),
        people: named.collect(),
        more: match more {
            0 => String::new(),
            more => say!(language, feed.more_people, count = more),
        },
    })
}

/// The page of everybody who would see it, for whoever has no JavaScript or wants to read them all.
pub async fn show(viewer: Viewer, Path(post): Path<String>, Query(draft): Query<Draft>) -> Result<Page> {
    let may = viewer.may(Manage, PostId::from(post)).await?;
    let members = members(&viewer, &may).await?;
    let language = viewer.language;
    let safe = draft.draft.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let back = format!("/new?__kept={}", if safe { draft.draft } else { String::new() });
    let heading = say!(language, feed.who_sees);
    Ok(Page::new(&viewer, Tab::Write, heading.clone(), move || {
        let (guardians, school): (Vec<_>, Vec<_>) = members.into_iter().partition(guardian);
        let count = guardians.len() + school.len();
        view! {
            <div class="page">
                <a class="back" href=back><Icon name="back" class="icon--turn"/>{say!(language, feed.back_to_post)}</a>
                <header class="page__head"><h1>{heading}</h1></header>
                <div class="who-sees">
                    <div class="who-sees__count">
                        <Icon name="people"/>
                        <p><b>{title(language, count)}</b><span class="soft">{say!(language, feed.not_sent_yet)}</span></p>
                    </div>
                    <Notice tone=Tone::Accent><p>{say!(language, feed.only_confirmed)}</p></Notice>
                    {list(language, say!(language, feed.guardians), guardians)}
                    {list(language, say!(language, feed.school_people), school)}
                </div>
            </div>
        }
    }))
}

fn title(language: Language, count: usize) -> String {
    say!(language, feed.people_see, count = count)
}

fn guardian(member: &Member) -> bool {
    member.reasons.iter().any(|(reason, _)| *reason == Reason::Guardian)
}

fn list(language: Language, heading: String, members: Vec<Member>) -> Option<impl IntoView> {
    let row = move |member: Member| {
        let why = why(language, &member);
        view! {
            <li class="list__row">
                <Portrait name=member.name.clone()/>
                <span class="list__text"><b>{member.name}</b><small>{why}</small></span>
            </li>
        }
    };
    (!members.is_empty()).then(|| {
        view! {
            <section>
                <div class="who-sees__group"><h2 class="big">{heading}</h2><span class="tag">{members.len()}</span></div>
                <ul class="list" role="list">{members.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}

/// «Ouder van Noor · Ouder van Ilias».
fn why(language: Language, member: &Member) -> String {
    let mut reasons: Vec<String> = Vec::new();
    for (reason, name) in &member.reasons {
        let words = match reason {
            Reason::Guardian => say!(language, feed.guardian_of, name = name.clone()),
            Reason::Teacher => say!(language, feed.teacher_of, name = name.clone()),
            Reason::Head => say!(language, role.head),
            Reason::Office => say!(language, role.office),
            Reason::Staff => say!(language, role.staff),
            Reason::Holds(held) => role(language, *held),
            Reason::Member => say!(language, feed.member_of, name = name.clone()),
        };
        if !reasons.contains(&words) {
            reasons.push(words);
        }
    }
    if member.protected {
        reasons.push(say!(language, feed.protected));
    }
    reasons.join(" · ")
}
