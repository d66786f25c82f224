//! The sign-in page, «me» with devices and language, and the cookies that go with them.
use axum::extract::{Query, State};
use axum_extra::extract::cookie::{Cookie, SameSite};
use http::{HeaderValue, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::Deserialize;

use super::rules::safe_next;
use super::store::{self, Account, Device};
use crate::access::{App, Reason, Viewer, Visitor};
use crate::base::failure::{Failure, Result};
use crate::say;
use crate::shell::language::{self, Language};
use crate::shell::{Kept, Page, Tab};
use crate::ui::field::Field;
use crate::ui::icon::Icon;
use crate::ui::notice::Notice;
use crate::ui::person::Portrait;
use crate::ui::when;

#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    next: String,
}

/// The people that the demo offers at a tap, with what they are.
const DEMO: [(&str, &str, &str); 8] = [
    ("fatima.elamrani@ouders.example", "Fatima El Amrani", "Ouder van Noor en Ilias"),
    ("mark.jansen@ouders.example", "Mark Jansen", "Ouder van Daan, gescheiden"),
    ("eva.kuipers@ouders.example", "Eva Kuipers", "Ouder van Daan, gescheiden"),
    ("wei.chen@ouders.example", "Wei Chen", "Parent of Mei (English)"),
    ("sanne.dewit@wilgenboom.example", "Sanne de Wit", "Leerkracht van De Otters"),
    ("karim.benali@wilgenboom.example", "Karim Benali", "Leerkracht van De Vossen, duo"),
    ("marijke.oosterhuis@wilgenboom.example", "Marijke Oosterhuis", "Directeur"),
    ("hanneke.smit@wilgenboom.example", "Hanneke Smit", "Administratie"),
];

pub async fn sign_in(State(app): State<App>, visitor: Visitor, Query(wanted): Query<Wanted>, kept: Kept) -> Result<Page> {
    let language = visitor.language;
    let helper = store::helper(&visitor).await?;
    let next = safe_next(&wanted.next);
    let demo = app.settings.demo;
    let title = say!(language, accounts.title);
    Ok(Page::new(&visitor, Tab::None, title, move || {
        view! {
            <section class="sign-in">
                <img class="sign-in__mark" src="/icon.svg" alt="" width="72" height="72"/>
                <h1 class="sign-in__title">{say!(language, accounts.welcome)}</h1>
                {sign_in_form(language, &kept, next)}
                {helper.map(|name| view! { <p class="sign-in__help">{say!(language, accounts.help, name = name)}</p> })}
            </section>
            {demo.then(|| demo_list(language))}
        }
    }))
}

fn sign_in_form(language: Language, kept: &Kept, next: String) -> impl IntoView + use<> {
    let email = kept.value("email");
    let problem = kept.failure_of("accounts/sign-in").map(|failure| match failure {
        Failure::Busy => say!(language, failure.busy),
        _ => say!(language, accounts.wrong),
    });
    view! {
        <form class="card sign-in__form" method="post" action="/api/accounts/sign-in">
            {problem.map(|problem| view! { <Notice kind="problem">{problem}</Notice> })}
            <input type="hidden" name="next" value=next/>
            <Field id="email" label=say!(language, accounts.email)>
                <input class="field__input" id="email" name="email" type="email" autocomplete="username" required value=email/>
            </Field>
            <Field id="password" label=say!(language, accounts.password)>
                <input class="field__input" id="password" name="password" type="password" autocomplete="current-password" required/>
            </Field>
            <button class="button button--primary button--wide" type="submit">{say!(language, accounts.sign_in)}</button>
        </form>
    }
}

fn demo_list(language: Language) -> impl IntoView {
    let person = |(email, name, what): (&'static str, &'static str, &'static str)| {
        view! {
            <li>
                <form method="post" action="/api/accounts/demo">
                    <button class="demo__person" type="submit" name="person" value=email>
                        <Portrait name=name.to_owned()/>
                        <span class="demo__who"><strong>{name}</strong><span class="demo__what">{what}</span></span>
                    </button>
                </form>
            </li>
        }
    };
    view! {
        <section class="demo" aria-labelledby="demo-title">
            <h2 class="demo__title" id="demo-title">{say!(language, accounts.demo_title)}</h2>
            <p class="demo__hint">{say!(language, accounts.demo_hint)}</p>
            <ul class="demo__list" role="list">{DEMO.into_iter().map(person).collect_view()}</ul>
        </section>
    }
}

/// Who you are, your language, your devices, and the way out.
pub async fn me(viewer: Viewer) -> Result<Page> {
    let language = viewer.language;
    let devices = store::devices(&viewer).await?;
    let title = say!(language, accounts.me);
    let name = viewer.name.clone();
    let drawn = viewer.clone();
    Ok(Page::new(&viewer, Tab::Me, title, move || {
        view! {
            <header class="me">
                <Portrait name=name.clone()/>
                <h1 class="me__name">{name.clone()}</h1>
                <p class="me__roles">{roles(&drawn)}</p>
            </header>
            {language_form(language)}
            <section class="card devices" aria-labelledby="devices-title">
                <h2 id="devices-title">{say!(language, accounts.devices)}</h2>
                <ul class="devices__list" role="list">
                    {devices.iter().map(|device| device_row(&drawn, device)).collect_view()}
                </ul>
            </section>
            <form method="post" action="/api/accounts/sign-out">
                <button class="button button--wide" type="submit"><Icon name="sign-out"/>{say!(language, accounts.sign_out)}</button>
            </form>
        }
    }))
}

fn roles(viewer: &Viewer) -> String {
    let language = viewer.language;
    let mut roles: Vec<String> = Vec::new();
    for seat in &viewer.seats.0 {
        let role = match seat.reason {
            Reason::Head => say!(language, role.head),
            Reason::Office => say!(language, role.office),
            Reason::Guardian | Reason::Teacher | Reason::Staff => continue,
        };
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles.insert(0, viewer.school_name.clone());
    roles.join(" · ")
}

fn language_form(language: Language) -> impl IntoView {
    let choice = move |code: &'static str, name: &'static str| {
        let chosen = language::code(language) == code;
        view! {
            <label class="chip">
                <input class="chip__input" type="radio" name="code" value=code checked=chosen/>
                <span class="chip__label" lang=code>{name}</span>
            </label>
        }
    };
    view! {
        <form class="card" method="post" action="/api/accounts/language">
            <fieldset class="chips">
                <legend class="chips__legend">{say!(language, accounts.language)}</legend>
                {choice("nl", "Nederlands")}
                {choice("en", "English")}
            </fieldset>
            <button class="button" type="submit">{say!(language, accounts.language_save)}</button>
        </form>
    }
}

fn device_row(viewer: &Viewer, device: &Device) -> impl IntoView + use<> {
    let language = viewer.language;
    let here = device.id == viewer.session;
    let seen = when::ago(language, device.seen_at, viewer.now, &viewer.zone);
    let name = if device.device.is_empty() { say!(language, accounts.unknown_device) } else { device.device.clone() };
    let id = device.id.0.clone();
    view! {
        <li class="devices__row">
            <Icon name="device"/>
            <span class="devices__what"><strong>{name}</strong><span class="devices__seen">{say!(language, accounts.seen, when = seen)}</span></span>
            {if here {
                view! { <span class="badge">{say!(language, accounts.this_device)}</span> }.into_any()
            } else {
                view! {
                    <form method="post" action="/api/accounts/revoke">
                        <button class="button button--quiet" type="submit" name="session" value=id>{say!(language, accounts.revoke)}</button>
                    </form>
                }.into_any()
            }}
        </li>
    }
}

/// Starts a session, sets its cookie, and goes on. The cookie of before is worth nothing: every sign-in has its own token.
pub async fn welcome(visitor: &Visitor, account: &Account, next: &str) -> Result<()> {
    let token = store::start_session(visitor, account).await?;
    set_cookie(visitor.app(), super::cookie_name(visitor.app()), token, 90);
    leptos_axum::redirect(next);
    Ok(())
}

/// Takes the cookie away and asks the browser to clear what it kept.
pub fn farewell(app: &App) {
    set_cookie(app, super::cookie_name(app), String::new(), 0);
    let options = expect_context::<ResponseOptions>();
    options.insert_header(
        http::HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    leptos_axum::redirect("/sign-in");
}

/// So that pages without a session speak the same language.
pub fn remember_language(app: &App, code: &'static str) {
    set_cookie(app, language::COOKIE, code.to_owned(), 365);
}

fn set_cookie(app: &App, name: &'static str, value: String, days: i64) {
    let mut cookie = Cookie::new(name, value);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(app.settings.secure());
    let seconds = days * 24 * 60 * 60;
    let header = format!("{cookie}; Max-Age={seconds}");
    if let Ok(header) = HeaderValue::from_str(&header) {
        expect_context::<ResponseOptions>().append_header(header::SET_COOKIE, header);
    }
}
