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
use crate::shell::{Kept, Page, Route, Tab};
use crate::testing::demo::SHOWN;
use crate::ui::field::{Field, described};
use crate::ui::icon::Icon;
use crate::ui::person::Portrait;
use crate::ui::when;

#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    next: String,
}

pub async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
    kept: Kept,
) -> Result<Page> {
    let language = visitor.language;
    let helper = store::helper(&visitor).await?;
    let next = safe_next(&wanted.next);
    let demo = app.settings.demo;
    let title = say!(language, accounts.title);
    Ok(Page::new(&visitor, Tab::None, title, move || {
        view! {
            <div class="sign-in">
                <header class="sign-in__hero">
                    <svg class="circle" aria-hidden="true"><use href="/icons.svg#circle"></use></svg>
                    <h1>{say!(language, accounts.welcome)}</h1>
                    <p>{say!(language, accounts.welcome_text)}</p>
                </header>
                {demo.then(|| demo_list(language))}
                {sign_in_form(language, &kept, next)}
                {helper.map(|name| help(language, name))}
            </div>
        }
    }))
}

fn help(language: Language, name: String) -> impl IntoView {
    let sentence = say!(language, accounts.help, name = name.clone());
    view! {
        <div class="sign-in__help">
            <Portrait name=name class="portrait--ring"/>
            <p>{sentence}</p>
        </div>
    }
}

fn sign_in_form(language: Language, kept: &Kept, next: String) -> impl IntoView + use<> {
    let email = kept.value("email");
    let problem = kept.failure_of("accounts/sign-in").map(|failure| match failure {
        Failure::Busy => say!(language, failure.busy),
        _ => say!(language, accounts.wrong),
    });
    let (described, invalid) = described("password", false, problem.is_some());
    view! {
        <form class="card form" method="post" action="/api/accounts/sign-in">
            <input type="hidden" name="next" value=next/>
            <Field id="email" label=say!(language, accounts.email)>
                <input class="field__input" id="email" name="email" type="email" autocomplete="username" required value=email/>
            </Field>
            <Field id="password" label=say!(language, accounts.password) problem=problem>
                <input
                    class="field__input" id="password" name="password" type="password"
                    autocomplete="current-password" required aria-describedby=described aria-invalid=invalid
                />
            </Field>
            <button class="button button--main button--wide" type="submit">{say!(language, accounts.sign_in)}</button>
        </form>
    }
}

fn demo_list(language: Language) -> impl IntoView {
    let person = |(email, name, what): (&'static str, &'static str, &'static str)| {
        view! {
            <li>
                <button class="list__row demo__person" type="submit" name="person" value=email>
                    <Portrait name=name.to_owned()/>
                    <span class="list__text"><b>{name}</b><small>{what}</small></span>
                    <Icon name="next" class="icon--turn icon--small"/>
                </button>
            </li>
        }
    };
    view! {
        <section class="demo" aria-labelledby="demo-title">
            <h2 class="big" id="demo-title">{say!(language, accounts.demo_title)}" "<span class="tag">"demo"</span></h2>
            <p class="soft">{say!(language, accounts.demo_hint)}</p>
            <form method="post" action="/api/accounts/demo">
                <ul class="list" role="list">{SHOWN.into_iter().map(person).collect_view()}</ul>
            </form>
        </section>
    }
}

/// Who you are, your language, your devices, and the way out.
pub async fn me(viewer: Viewer) -> Result<Page> {
    let language = viewer.language;
    let devices = store::devices(&viewer).await?;
    let title = say!(language, accounts.me);
    let drawn = viewer.clone();
    Ok(Page::new(&viewer, Tab::Me, title, move || {
        view! {
            <div class="page">
                <div class="talk-round">
                    <Portrait name=drawn.name.clone() class="portrait--big portrait--ring"/>
                    <div><h1>{drawn.name.clone()}</h1><p class="soft">{role(&drawn)}</p></div>
                </div>
                {language_form(language)}
                <section class="section">
                    <h2>{say!(language, accounts.devices)}</h2>
                    <ul class="list" role="list">
                        {devices.iter().map(|device| device_row(&drawn, device)).collect_view()}
                    </ul>
                </section>
                <form method="post" action="/api/accounts/sign-out">
                    <button class="button button--bad button--wide" type="submit">
                        <Icon name="sign-out" class="icon--turn"/>{say!(language, accounts.sign_out)}
                    </button>
                </form>
            </div>
        }
    }))
}

/// What somebody is at school, in one word, with the school's name.
fn role(viewer: &Viewer) -> String {
    let language = viewer.language;
    let role = match viewer.standing().first() {
        Some(Reason::Head) => say!(language, role.head),
        Some(Reason::Office) => say!(language, role.office),
        Some(Reason::Teacher) => say!(language, role.teacher),
        Some(Reason::Staff) => say!(language, role.staff),
        Some(Reason::Guardian) => say!(language, role.guardian),
        None => return viewer.school_name.clone(),
    };
    format!("{role} · {}", viewer.school_name)
}

fn language_form(language: Language) -> impl IntoView {
    let choice = move |code: &'static str, name: &'static str| {
        let chosen = language::code(language) == code;
        view! {
            <label class="chip"><input type="radio" name="code" value=code checked=chosen/><span lang=code>{name}</span></label>
        }
    };
    view! {
        <section class="section">
            <h2 id="language-title">{say!(language, accounts.language)}</h2>
            <form class="chips" method="post" action="/api/accounts/language" role="group" aria-labelledby="language-title">
                {choice("nl", "Nederlands")}
                {choice("en", "English")}
                <button class="button button--small" type="submit">{say!(language, accounts.save)}</button>
            </form>
        </section>
    }
}

fn device_row(viewer: &Viewer, device: &Device) -> impl IntoView + use<> {
    let language = viewer.language;
    let here = device.id == viewer.session;
    let seen = when::ago(language, device.seen_at, viewer.now, &viewer.zone);
    let name =
        if device.device.is_empty() { say!(language, accounts.unknown_device) } else { device.device.clone() };
    let note = if here { say!(language, accounts.this_device) } else { say!(language, accounts.seen, when = seen) };
    let id = device.id.0.clone();
    let label = format!("{}: {name}", say!(language, accounts.revoke));
    view! {
        <li class="list__row">
            <Icon name="device"/>
            <span class="list__text"><b>{name}</b><small class=here.then_some("devices__this")>{note}</small></span>
            {(!here).then(|| view! {
                <form method="post" action="/api/accounts/revoke">
                    <button class="button button--small" type="submit" name="session" value=id aria-label=label>
                        {say!(language, accounts.revoke)}
                    </button>
                </form>
            })}
        </li>
    }
}

/// Starts a session, sets its cookie, and goes on. The cookie of before is worth nothing: every sign-in has its own token.
pub async fn welcome(visitor: &Visitor, account: &Account, next: &str) -> Result<()> {
    let token = store::start_session(visitor, account).await?;
    set_cookie(visitor.app(), cookie_name(visitor.app()), token, 90);
    leptos_axum::redirect(next);
    Ok(())
}

/// Takes the cookie away and asks the browser to clear what it kept.
pub fn farewell(app: &App) {
    set_cookie(app, cookie_name(app), String::new(), 0);
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

/// The addresses of accounts.
pub fn routes(_demo: bool) -> Vec<Route> {
    vec![Route::get("/sign-in", sign_in), Route::get("/me", me)]
}

/// `__Host-` binds the cookie to this host and to a secure connection.
pub fn cookie_name(app: &App) -> &'static str {
    if app.settings.secure() { "__Host-kring" } else { "kring" }
}
