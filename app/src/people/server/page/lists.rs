//! `/school/lists`: bringing in a file, what is not finished yet, and what was taken over.
use leptos::prelude::*;

use crate::access::{Manage, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::people::server::import::words;
use crate::people::server::store::brought::{self, Open, Taken};
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::field::{Field, described};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::sent::SentFrom;
use crate::ui::when;

pub async fn show(viewer: Viewer, kept: Kept) -> Result<Page> {
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let open = brought::open(&viewer, &may).await?;
    let taken = brought::taken(&viewer, &may).await?;
    let (language, shown) = (viewer.language, viewer.clone());
    let refused = kept.refused_of(language, "people/");
    let title = say!(language, bring.title);
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        view! {
            <div class="page page--wide" id="lists">
                {super::back(language)}
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, bring.intro)}</p></header>
                {refused.map(|why| view! { <Notice tone=Tone::Bad>{why}</Notice> })}
                {unfinished(&shown, open)}
                <div class="around">{form(&shown, &kept)} {how(language)}</div>
                {history(&shown, taken)}
            </div>
        }
    }))
}

fn at(viewer: &Viewer, at: crate::base::clock::Moment, who: &str) -> String {
    let when = when::moment(viewer.language, at, viewer.now, &viewer.zone);
    say!(viewer.language, bring.by, when = when, who = who.to_owned())
}

fn unfinished(viewer: &Viewer, open: Vec<Open>) -> impl IntoView + use<> {
    let row = |one: Open| {
        let (what, by) = (words::kind(viewer.language, &one.kind), at(viewer, one.brought_at, &one.name.to_string()));
        view! {
            <li>
                <a class="list__row" href=format!("/school/lists/{}", one.id)>
                    <span class="list__text"><b>{what}</b><small>{by}</small></span><Icon name="next" class="icon--turn"/>
                </a>
            </li>
        }
    };
    let title = say!(viewer.language, bring.open_files);
    (!open.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2 class="big">{title}</h2>
                <ul class="list" role="list">{open.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}

fn form(viewer: &Viewer, kept: &Kept) -> impl IntoView + use<> {
    let language = viewer.language;
    let wrong = |field: &str| kept.problem(language, field).and_then(|_| kept.refused_of(language, "people/bring"));
    let (file, day) = (wrong("file"), wrong("day"));
    let ((about_file, bad_file), (about_day, bad_day)) =
        (described("file", true, file.is_some()), described("day", true, day.is_some()));
    let some = kept.value("covers") == "some";
    let cover = |value: &'static str, checked: bool, words: String, hint: String| {
        view! {
            <label class="tick">
                <input type="radio" name="covers" value=value checked=checked autocomplete="off"/>
                <span class="list__text"><b>{words}</b><small>{hint}</small></span>
            </label>
        }
    };
    let (typed, open) = (kept.value("day"), !kept.value("day").is_empty() || day.is_some());
    view! {
        <form class="card form" method="post" action="/api/people/bring" enctype="multipart/form-data">
            <input type="hidden" name="drew" value=viewer.person.0.clone() autocomplete="off"/>
            <Field id="file" label=say!(language, bring.file) hint=say!(language, bring.file_hint) problem=file>
                <input class="field__input" id="file" name="file" type="file" accept=".xml,.csv,.txt,text/xml,text/csv" required
                    aria-describedby=about_file aria-invalid=bad_file/>
            </Field>
            <fieldset class="bring__covers">
                <legend class="field__label">{say!(language, bring.covers)}</legend>
                {cover("everybody", !some, say!(language, bring.covers_all), say!(language, bring.covers_all_hint))}
                {cover("some", some, say!(language, bring.covers_some), say!(language, bring.covers_some_hint))}
            </fieldset>
            <details class="fold" open=open>
                <summary>{say!(language, bring.other_day)}</summary>
                <Field id="day" label=say!(language, bring.day) hint=say!(language, bring.day_hint) problem=day>
                    <input class="field__input" id="day" name="day" type="date" value=typed autocomplete="off"
                        aria-describedby=about_day aria-invalid=bad_day/>
                </Field>
            </details>
            <button class="button button--main button--wide" type="submit">{say!(language, bring.look)}</button>
            <p class="soft">{say!(language, bring.look_hint)}</p>
        </form>
    }
}

/// The columns of a list of guardians, and what stands in them.
fn how(language: Language) -> impl IntoView {
    let columns = [
        ("pupil_key", say!(language, bring.how_pupil_key)),
        ("household", say!(language, bring.how_household)),
        ("call_name, infix, last_name", say!(language, bring.how_name)),
        ("email", say!(language, bring.how_email)),
        ("language", say!(language, bring.how_language)),
        ("authority", say!(language, bring.how_authority)),
        ("status", say!(language, bring.how_status)),
        ("phone", say!(language, bring.how_phone)),
    ];
    let row = |(column, words): (&'static str, String)| view! { <dt><code>{column}</code></dt> <dd>{words}</dd> };
    view! {
        <details class="fold">
            <summary>{say!(language, bring.how)}</summary>
            <p>{say!(language, bring.how_text)}</p>
            <dl class="bring__columns">{columns.into_iter().map(row).collect_view()}</dl>
        </details>
    }
}

/// What was taken over, the newest first; the newest that stands can be taken back.
fn history(viewer: &Viewer, taken: Vec<Taken>) -> impl IntoView + use<> {
    let language = viewer.language;
    let last = taken.iter().find(|one| one.undone_at.0 == 0).map(|one| one.id.clone());
    let rows: Vec<_> = taken
        .into_iter()
        .map(|one| {
            let (part, _) = words::part(language, &one.part);
            let count = usize::try_from(one.changes).unwrap_or_default();
            let what = format!("{part} · {}", say!(language, bring.changes, count = count));
            let about =
                format!("{} · {}", words::kind(language, &one.kind), at(viewer, one.taken_at, &one.name.to_string()));
            let undone =
                (one.undone_at.0 != 0).then(|| view! { <span class="tag">{say!(language, bring.taken_back)}</span> });
            let back = (one.undoable && last.as_ref() == Some(&one.id)).then(|| take_back(language, &one));
            view! {
                <li class="list__row bring__taken">
                    <span class="list__text"><b>{what}</b><small>{about}</small></span>
                    {undone}
                    {back}
                </li>
            }
        })
        .collect();
    let empty = rows.is_empty().then(|| view! { <p class="soft">{say!(language, bring.nothing_taken)}</p> });
    view! {
        <section class="section">
            <h2 class="big">{say!(language, bring.taken)}</h2>
            <p class="soft">{say!(language, bring.taken_hint)}</p>
            {empty}
            <ul class="list" role="list">{rows}</ul>
        </section>
    }
}

fn take_back(language: Language, one: &Taken) -> impl IntoView + use<> {
    let words = say!(language, bring.take_back);
    view! {
        <details class="fold" id="take-back">
            <summary>{words.clone()}</summary>
            <form class="form" method="post" action="/api/people/take-back">
                <SentFrom/>
                <input type="hidden" name="taken" value=one.id.0.clone() autocomplete="off"/>
                <p>{say!(language, bring.take_back_sure)}</p>
                <button class="button button--bad" type="submit">{words}</button>
            </form>
        </details>
    }
}
