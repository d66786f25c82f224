//! `/school/modules`: what families see, and from which day.
use leptos::prelude::*;

use crate::access::{Manage, Module, Viewer};
use crate::base::day::Day;
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::people;
use crate::say;
use crate::school::server::said;
use crate::shell::{Kept, Page, Tab};
use crate::ui::notice::{Notice, Tone};
use crate::ui::sent::SentFrom;
use crate::ui::when;

pub async fn show(viewer: Viewer, kept: Kept) -> Result<Page> {
    viewer.may(Manage, viewer.school.clone()).await?;
    let language = viewer.language;
    let title = say!(language, school.modules);
    let drawn = viewer.clone();
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        let refused = kept.refused_of(language, "school/");
        let cards = Module::ALL.map(|module| card(&drawn, &kept, module)).into_iter().collect_view();
        view! {
            <div class="page" id="modules" data-form>
                {people::back(language)}
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, school.modules_hint)}</p></header>
                {refused.map(|why| view! { <Notice tone=Tone::Bad>{why}</Notice> })}
                {cards}
            </div>
        }
    }))
}

/// One module: how it stands, a day from which it is open, and a way to close it.
fn card(viewer: &Viewer, kept: &Kept, module: Module) -> impl IntoView + use<> {
    let (language, opens) = (viewer.language, viewer.openings.day(module));
    let name = said::module(language, module.code());
    let (tone, stands) = stands(viewer, opens);
    let mine = kept.value("module") == module.code();
    let problem = if mine { kept.problem(language, "opens") } else { None };
    let usual = opens.unwrap_or(viewer.today).to_string();
    let typed = if mine { kept.value("opens") } else { usual };
    let id = format!("opens-{}", module.code());
    let close = opens.map(|_| close(language, module, &name));
    view! {
        <section class="card" id=format!("module-{}", module.code())>
            <header class="around__head"><h2 class="list__text">{name.clone()}</h2><span class="tag" data-tone=tone>{stands}</span></header>
            <form class="find__row" method="post" action="/api/school/module">
                <SentFrom/>
                <input type="hidden" name="module" value=module.code()/>
                <div class="field">
                    <label class="field__label" for=id.clone()>{say!(language, school.opens)}</label>
                    {problem.map(|said| view! { <p class="field__problem" role="alert">{said}</p> })}
                    <input class="field__input" type="date" id=id name="opens" value=typed required/>
                </div>
                <button class="button" type="submit" aria-label=format!("{}: {name}", say!(language, school.set))>{say!(language, school.set)}</button>
            </form>
            {close}
        </section>
    }
}

fn stands(viewer: &Viewer, opens: Option<Day>) -> (&'static str, String) {
    let language = viewer.language;
    match opens {
        Some(day) if day <= viewer.today => (
            "good",
            say!(language, school.open_since, day = when::with_year(language, day.date(), viewer.today.date())),
        ),
        Some(day) => {
            ("warn", say!(language, school.opens_on, day = when::with_year(language, day.date(), viewer.today.date())))
        }
        None => ("bad", say!(language, school.closed)),
    }
}

/// Asked once more: families see nothing of it from that moment.
fn close(language: Language, module: Module, name: &str) -> impl IntoView + use<> {
    let question = say!(language, school.close_hint, module = name.to_owned());
    let label = format!("{}: {name}", say!(language, school.close));
    view! {
        <details class="fold" id=format!("close-{}", module.code())>
            <summary aria-label=label>{say!(language, school.close)}</summary>
            <form class="form" method="post" action="/api/school/module">
                <SentFrom/>
                <input type="hidden" name="module" value=module.code()/>
                <input type="hidden" name="opens" value=""/>
                <p>{question}</p>
                <button class="button button--bad" type="submit">{say!(language, school.close_yes)}</button>
            </form>
        </details>
    }
}
