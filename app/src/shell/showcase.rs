//! Every building block on one page, with every state it has: for who builds, and for the browser tests. Demo only.
use leptos::prelude::*;

use super::{Page, Route, Tab};
use crate::access::{Viewer, Visitor};
use crate::base::clock::{Moment, zone};
use crate::base::failure::Failure;
use crate::base::language::Language;
use crate::say;
use crate::ui::dialog::{Dialog, Fold};
use crate::ui::field::{Field, described};
use crate::ui::icon::Icon;
use crate::ui::links::{Pager, Tabs, Way};
use crate::ui::notice::{Empty, Notice, Tone};
use crate::ui::person::Portrait;
use crate::ui::ring::{Ring, Skeleton};
use crate::ui::text_area::TextArea;
use crate::ui::when;

/// The page without a network is there in every school.
pub fn routes(demo: bool) -> Vec<Route> {
    let offline = Route::get("/offline", offline);
    if demo { vec![Route::get("/ui", show), offline] } else { vec![offline] }
}

/// What a service worker shows when the school cannot be reached.
async fn offline(visitor: Visitor, viewer: Result<Viewer, Failure>) -> Page {
    let language = viewer.as_ref().map_or(visitor.language, |viewer| viewer.language);
    let title = say!(language, offline.title);
    let draw = move || {
        view! {
            <Empty title=say!(language, offline.title) text=say!(language, offline.text) lost=true>
                <a class="button button--main" href="/">{say!(language, offline.again)}</a>
            </Empty>
        }
    };
    match viewer {
        Ok(viewer) => Page::new(&viewer, Tab::Elsewhere, title, draw),
        Err(_) => Page::new(&visitor, Tab::None, title, draw),
    }
}

async fn show(visitor: Visitor) -> Page {
    let language = visitor.language;
    let now = visitor.app().clock.now();
    Page::new(&visitor, Tab::None, say!(language, showcase.title), move || {
        view! {
            <div class="page">
                <h1>{say!(language, showcase.title)}</h1>
                {section(say!(language, showcase.buttons), buttons(language))}
                {section(say!(language, showcase.fields), fields(language))}
                {section(say!(language, showcase.chips), chips(language))}
                {section(say!(language, showcase.portraits), portraits(language))}
                {section(say!(language, showcase.cards), cards(language))}
                {section(say!(language, showcase.notices), notices(language))}
                {section(say!(language, showcase.loading), view! { <Skeleton label=say!(language, showcase.loading) photo=true/> })}
                {section(say!(language, showcase.links), links(language))}
                {section(say!(language, showcase.dialog), dialog(language))}
                {section(say!(language, showcase.dates), dates(language, now))}
                {section(say!(language, showcase.empty), view! { <Empty title=say!(language, showcase.empty_title) text=say!(language, showcase.empty_text)/> })}
            </div>
        }
    })
}

fn section(title: String, inside: impl IntoView) -> impl IntoView {
    view! { <section class="section"><h2>{title}</h2>{inside}</section> }
}

fn buttons(language: Language) -> impl IntoView {
    view! {
        <div class="row">
            <button class="button button--main" type="button">{say!(language, showcase.send)}</button>
            <button class="button" type="button">{say!(language, showcase.keep)}</button>
            <button class="button button--quiet" type="button">{say!(language, showcase.cancel)}</button>
            <button class="button button--bad" type="button"><Icon name="trash"/>{say!(language, showcase.remove)}</button>
            <button class="button button--small" type="button">{say!(language, showcase.small)}</button>
            <button class="button button--main" type="button" disabled>{say!(language, showcase.cannot)}</button>
            <button class="button" type="button" aria-busy="true"><Icon name="clock"/>{say!(language, showcase.busy)}</button>
            <button class="button button--disc" type="button" aria-label=say!(language, showcase.print)><Icon name="print"/></button>
        </div>
    }
}

fn fields(language: Language) -> impl IntoView {
    let (hinted, _) = described("ui-name", true, false);
    let (bad, invalid) = described("ui-email", false, true);
    view! {
        <form class="form card">
            <Field id="ui-name" label=say!(language, showcase.name) hint=say!(language, showcase.name_hint)>
                <input class="field__input" id="ui-name" aria-describedby=hinted/>
            </Field>
            <Field id="ui-email" label=say!(language, accounts.email) problem=say!(language, showcase.email_problem)>
                <input class="field__input" id="ui-email" type="email" value="noor@" aria-describedby=bad aria-invalid=invalid/>
            </Field>
            <Field id="ui-text" label=say!(language, showcase.text)>
                <TextArea id="ui-text" name="text" typed="" rows="3"/>
            </Field>
            <label class="tick">
                <input type="checkbox" checked/>
                <span>{say!(language, showcase.tick)}<small>{say!(language, showcase.tick_hint)}</small></span>
            </label>
            <label class="toggle"><span>{say!(language, showcase.toggle)}</span><input type="checkbox" role="switch" checked/></label>
        </form>
    }
}

fn chips(language: Language) -> impl IntoView {
    let chip = |group: &'static str, checked: bool| {
        view! { <label class="chip"><input type="checkbox" name="group" value=group checked=checked/>{group}</label> }
    };
    view! {
        <div class="chips">{chip("De Otters", true)}{chip("De Vossen", false)}{chip("De Uilen", false)}</div>
        <div class="row">
            <span class="tag">{say!(language, showcase.done)}</span>
            <span class="tag" data-tone="good">{say!(language, showcase.open)}</span>
            <span class="tag" data-tone="warn">{say!(language, showcase.waits)}</span>
            <span class="tag" data-tone="bad">{say!(language, showcase.closed)}</span>
            <span class="tag" data-tone="accent">{say!(language, showcase.fresh)}</span>
            <span class="counter">"3"</span>
        </div>
    }
}

fn portraits(language: Language) -> impl IntoView {
    let names =
        ["Noor El Amrani", "Daan Kuipers", "Mei Chen", "Temitope Oyelaran", "Iryna Tkachenko", "Wiebe van der Meulen"];
    let portrait = |name: &str| view! { <Portrait name=name.to_owned()/> };
    let percent = move |percent: u8| say!(language, showcase.percent, percent = percent);
    view! {
        <div class="row">
            {names.map(portrait).into_iter().collect_view()}
            <Portrait name="Noor El Amrani".to_owned() class="portrait--big portrait--ring"/>
            <span class="portraits">{names.map(portrait).into_iter().take(3).collect_view()}</span>
            <Ring percent=0 label=percent(0)/>
            <Ring percent=40 label=percent(40) class="ring--busy"/>
            <Ring percent=100 label=percent(100)><Icon name="check"/></Ring>
            <Ring percent=66 label=percent(66) class="ring--big"/>
        </div>
    }
}

fn cards(language: Language) -> impl IntoView {
    view! {
        <div class="card"><h3>{say!(language, showcase.name)}</h3><p>{say!(language, showcase.name_hint)}</p></div>
        <ul class="list" role="list">
            <li><a class="list__row" href="#"><Portrait name="Sanne de Wit".to_owned()/>
                <span class="list__text"><b>"Sanne de Wit"</b><small>"De Otters"</small></span>
                <Icon name="next" class="icon--turn"/></a></li>
            <li class="list__row"><Portrait name="Karim Benali".to_owned()/>
                <span class="list__text"><b>"Karim Benali"</b><small>"De Vossen"</small></span>
                <span class="tag" data-tone="good">{say!(language, showcase.open)}</span></li>
        </ul>
    }
}

fn notices(language: Language) -> impl IntoView {
    view! {
        <Notice tone=Tone::Accent><p>{say!(language, showcase.notice_info)}</p></Notice>
        <Notice tone=Tone::Good><p>{say!(language, showcase.notice_good)}</p></Notice>
        <Notice tone=Tone::Warn><p>{say!(language, showcase.notice_warn)}</p></Notice>
        <Notice tone=Tone::Bad><p>{say!(language, failure.broken, reference = "7QK2")}</p></Notice>
        <div class="offline" role="status"><Icon name="offline"/>{say!(language, offline.bar)}</div>
    }
}

fn links(language: Language) -> impl IntoView {
    let way = |label: String, here: bool| Way { href: "#".to_owned(), label, here };
    let tabs =
        vec![way(say!(language, showcase.all), true), way("De Otters".into(), false), way("De Vossen".into(), false)];
    let (newer, older) = (way(say!(language, showcase.newer), false), way(say!(language, showcase.older), false));
    view! {
        <Tabs label=say!(language, showcase.chips) ways=tabs/>
        <Pager label=say!(language, showcase.links) newer=Some(newer) older=Some(older)/>
    }
}

fn dialog(language: Language) -> impl IntoView {
    view! {
        <div class="row">
            <button class="button" type="button" popovertarget="ui-dialog">{say!(language, showcase.dialog_open)}</button>
        </div>
        <Dialog id="ui-dialog" title=say!(language, showcase.dialog) close=say!(language, showcase.dialog_close)>
            <p>{say!(language, showcase.dialog_text)}</p>
        </Dialog>
        <Fold title=say!(language, showcase.fold)><p>{say!(language, showcase.dialog_text)}</p></Fold>
    }
}

fn dates(language: Language, now: Moment) -> impl IntoView {
    let zone = zone("Europe/Amsterdam");
    let ago = [0, 1, 4, 40].map(|days| when::ago(language, now.plus(-days * Moment::DAY), now, &zone));
    let today = now.local(&zone).date().into();
    view! {
        <ul>
            {ago.into_iter().map(|text| view! { <li class="when">{text}</li> }).collect_view()}
            <li>{when::date(language, today)}</li>
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use crate::stories;

    stories! {
        async fn the_building_blocks_stand_on_one_page(school) {
            let page = school.visitor().get("/ui").await;
            assert_eq!(page.status, StatusCode::OK);
            for words in ["Bouwstenen", "Hier mist iets", "66%", "Geef dit door aan school: 7QK2"] {
                assert!(page.text().contains(words), "{words}");
            }
        }

        async fn without_a_network_there_is_a_page_for_everybody(school) {
            let page = school.visitor().get("/offline").await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.text().contains("Even geen internet"));
        }
    }
}
