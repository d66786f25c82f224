//! `/school/log`: who did what when, to whom, in sentences; for heads.
use leptos::prelude::*;

use crate::access::{May, Read, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::base::text::order::folded;
use crate::people;
use crate::say;
use crate::school::server::said;
use crate::school::server::store::log::{self, Log};
use crate::shell::{Kept, Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::notice::Empty;
use crate::ui::sent::SentFrom;
use crate::ui::when;

/// Looked through for the words, and shown at once.
const LOOKED_AT: i64 = 3000;
const SHOWN: usize = 100;

/// When, by whom, what.
struct Told {
    at: String,
    who: String,
    what: String,
}

pub async fn show(viewer: Viewer, kept: Kept) -> Result<Page> {
    let may = viewer.may(Read, Log(viewer.school.clone())).await?;
    let (language, doors) = (viewer.language, !kept.value("doors").is_empty());
    let typed = kept.value("q");
    let told = told(&viewer, &may, &typed, doors).await?;
    let title = say!(language, school.log);
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let empty = told.is_empty().then(|| {
            view! { <Empty title=say!(language, school.log_none) text=say!(language, school.log_none_text)/> }
        });
        let list = (!told.is_empty()).then(|| {
            view! { <ul class="list" role="list">{told.into_iter().map(row).collect_view()}</ul> }
        });
        view! {
            <div class="page" id="log" data-form>
                {people::back(language)}
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, school.log_hint)}</p></header>
                {search(language, typed, doors)}
                {empty}
                {list}
            </div>
        }
    }))
}

/// The lines that have all words in them.
async fn told(viewer: &Viewer, may: &May<Read, Log>, typed: &str, doors: bool) -> Result<Vec<Told>> {
    let lines = log::lines(viewer, may, doors, LOOKED_AT).await?;
    let names = log::names(viewer, may, &lines).await?;
    let language = viewer.language;
    let tell = |line: log::Line| {
        let unknown = say!(language, school.somebody);
        let who = if line.who.is_empty() { say!(language, school.no_person) } else { line.who.to_string() };
        // Who signs in does it about themselves.
        let own = (line.about_id.is_empty() && !line.who.is_empty()).then(|| who.clone());
        let whom = own.or_else(|| names.get(line.whom()).cloned()).unwrap_or(unknown);
        let at = when::ago(language, line.done_at, viewer.now, &viewer.zone);
        Told { at, who, what: said::deed(language, &line, &whom) }
    };
    let words: Vec<String> = folded(typed).split(' ').map(str::to_owned).collect();
    let fits = |told: &Told| {
        let all = folded(&format!("{} {}", told.who, told.what));
        words.iter().all(|word| all.contains(word.as_str()))
    };
    Ok(lines.into_iter().map(tell).filter(fits).take(SHOWN).collect())
}

fn search(language: Language, typed: String, doors: bool) -> impl IntoView {
    view! {
        <form class="find" role="search" method="post" action="/api/school/look-up">
            <SentFrom/>
            <label class="field__label" for="find">{say!(language, school.log_find)}</label>
            <div class="find__row">
                <input class="field__input" id="find" name="q" type="search" value=typed autocomplete="off"/>
                <button class="button" type="submit"><Icon name="search"/>{say!(language, people.find_button)}</button>
            </div>
            <label class="chip"><input type="checkbox" name="doors" value="yes" checked=doors/><span>{say!(language, school.doors)}</span></label>
        </form>
    }
}

fn row(told: Told) -> impl IntoView {
    view! {
        <li class="list__row"><span class="list__text"><b>{told.what}</b><small>{told.who}</small></span><small class="soft">{told.at}</small></li>
    }
}
