//! `/board`: the schools of the board side by side, in numbers, and going into one.
use leptos::prelude::*;

use super::super::store::{self, Governed, School};
use crate::access::{Read, Viewer};
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::notice::{Notice, Tone};
use crate::ui::sent::SentFrom;
use crate::ui::text_area::TextArea;
use crate::ui::when;

pub async fn show(viewer: Viewer, kept: Kept) -> Result<Page> {
    let may = viewer.may(Read, Governed(viewer.school.clone())).await?;
    let schools = store::schools(&viewer, &may).await?;
    let (language, asker) = (viewer.language, viewer.clone());
    let title = say!(language, boards.board);
    Ok(Page::new(&viewer, Tab::Elsewhere, title.clone(), move || {
        let wrong = kept.problem(language, "reason");
        let refused = kept.refused_of(language, "boards/").filter(|_| wrong.is_none());
        let cards = schools.iter().map(|school| card(&asker, school, &kept)).collect_view();
        view! {
            <div class="page page--wide" id="board" data-form>
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, boards.hint)}</p></header>
                {refused.map(|why| view! { <Notice tone=Tone::Bad>{why}</Notice> })}
                <div class="around">{cards}</div>
            </div>
        }
    }))
}

fn card(viewer: &Viewer, school: &School, kept: &Kept) -> impl IntoView + use<> {
    let language = viewer.language;
    let imported = match school.imported_at {
        Moment(0) => say!(language, boards.never),
        at => when::ago(language, at, viewer.now, &viewer.zone),
    };
    let facts = [
        (say!(language, boards.households), format!("{} / {}", school.connected, school.households)),
        (say!(language, boards.imported), imported),
        (say!(language, boards.undone), school.undone.to_string()),
        (say!(language, boards.storage), weight(language, school.bytes)),
    ];
    let facts = facts.map(|(what, value)| view! { <dt>{what}</dt> <dd>{value}</dd> });
    view! {
        <article class="card" id=format!("school-{}", school.id)>
            <h2>{school.name.clone()}</h2>
            <p class="soft">{school.place.clone()}</p>
            <dl class="board__facts">{facts.into_iter().collect_view()}</dl>
            {way_in(language, school, kept)}
        </article>
    }
}

/// Whole megabytes: nobody compares schools by less.
fn weight(language: Language, bytes: i64) -> String {
    let megabytes = bytes.saturating_add(999_999) / 1_000_000;
    say!(language, boards.megabytes, count = megabytes)
}

/// The form, or whom to ask.
fn way_in(language: Language, school: &School, kept: &Kept) -> Markup {
    if school.open {
        visit(language, school, kept).into_markup()
    } else {
        view! { <p class="soft">{say!(language, boards.not_open)}</p> }.into_markup()
    }
}

fn visit(language: Language, school: &School, kept: &Kept) -> impl IntoView + use<> {
    let id = format!("reason-{}", school.id);
    let mine = kept.value("school") == school.id.0;
    let problem = if mine { kept.problem(language, "reason") } else { None };
    let typed = if mine { kept.value("reason") } else { String::new() };
    let label = say!(language, boards.go_in_to, school = school.name.clone());
    view! {
        <details class="fold" open=mine>
            <summary aria-label=label>{say!(language, boards.go_in)}</summary>
            <form class="form" method="post" action="/api/boards/visit">
                <SentFrom/>
                <input type="hidden" name="school" value=school.id.0.clone() autocomplete="off"/>
                <p>{say!(language, boards.go_in_hint)}</p>
                <div class="field">
                    <label class="field__label" for=id.clone()>{say!(language, boards.reason)}</label>
                    {problem.map(|said| view! { <p class="field__problem" role="alert">{said}</p> })}
                    <TextArea id=id name="reason" typed=typed rows="2"/>
                </div>
                <button class="button button--main" type="submit">{say!(language, boards.go_in_now)}</button>
            </form>
        </details>
    }
}
