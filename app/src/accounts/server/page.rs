//! The sign-in page, «me» with devices and language, and the cookies that go with them.
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, SameSite};
use http::{HeaderValue, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use serde::Deserialize;

use super::family::Family;
use super::rules::safe_next;
use super::store::tries::Attempt;
use super::store::{self, Account, Device};
use crate::access::{App, Reason, Viewer, Visitor, cookie_name, device_cookie};
use crate::base::failure::{Failure, Result};
use crate::base::language::{self, Language};
use crate::say;
use crate::shell::elsewhere;
use crate::shell::failures::refused;
use crate::shell::flash;
use crate::shell::{Kept, Page, Route, Tab, doors};
use crate::testing::demo::SHOWN;
use crate::ui::field::{Field, described};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::person::Portrait;
use crate::ui::sent::SentFrom;
use crate::ui::when;

#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    next: String,
}

pub async fn sign_in(
    State(app): State<App>,
    visitor: Visitor,
    viewer: Result<Viewer>,
    Query(wanted): Query<Wanted>,
    kept: Kept,
) -> Result<Response> {
    let next = safe_next(&wanted.next);
    if viewer.is_ok() {
        return Ok(Redirect::to(&next).into_response());
    }
    let language = visitor.language;
    let helper = store::helper(&visitor).await?;
    let school = store::only_school(&visitor).await?;
    let demo = app.settings.demo;
    let title = say!(language, accounts.title);
    let failure = kept.failure_of("accounts/sign-in").cloned();
    let page = Page::new(&visitor, Tab::None, title, move || {
        // Whoever tries again finds the form first, and nothing in its way.
        let again = failure.is_some();
        let entry = Entry { email: kept.value("email"), next, carried: String::new(), failure };
        view! {
            <div class="sign-in">
                {(!again).then(|| hero(language))}
                {(demo && !again).then(|| demo_list(language))}
                {sign_in_form(language, entry)}
                {doors(language).into_iter().map(|way| view! { <p><a href=way.href>{way.label}</a></p> }).collect_view()}
                {helper.map(|name| help(language, name))}
            </div>
        }
    });
    let page = match school {
        Some(school) => page.of_school(school),
        None => page,
    };
    Ok(page.into_response())
}

fn hero(language: Language) -> impl IntoView {
    view! {
        <header class="sign-in__hero">
            <svg class="circle" aria-hidden="true"><use href="/icons.svg#circle"></use></svg>
            <h1>{say!(language, accounts.welcome)}</h1>
            <p>{say!(language, accounts.welcome_text)}</p>
        </header>
    }
}

pub fn help(language: Language, name: String) -> impl IntoView {
    let sentence = say!(language, accounts.help, name = name.clone());
    view! {
        <div class="sign-in__help">
            <Portrait name=name class="portrait--ring"/>
            <p>{sentence}</p>
        </div>
    }
}

/// What the form of signing in shows and carries.
pub struct Entry {
    pub email: String,
    pub next: String,
    /// What was typed before somebody had to sign in again; empty on an ordinary day.
    pub carried: String,
    pub failure: Option<Failure>,
}

pub fn sign_in_form(language: Language, entry: Entry) -> impl IntoView {
    let wrong = matches!(entry.failure, Some(Failure::Invalid { .. }));
    let problem = entry.failure.as_ref().map(|failure| refused(language, "accounts/sign-in", failure));
    let waiting = matches!(entry.failure, Some(Failure::Wait { .. })).then(|| say!(language, accounts.wait_hint));
    let carried =
        (!entry.carried.is_empty()).then(|| view! { <input type="hidden" name="carried" value=entry.carried/> });
    let again = problem.is_some();
    let (described, invalid) = described("password", false, again);
    view! {
        <form class="card form" method="post" action="/api/accounts/sign-in">
            <SentFrom/>
            <input type="hidden" name="next" value=entry.next/>
            {carried}
            <Field id="email" label=say!(language, accounts.email)>
                <input class="field__input" id="email" name="email" type="text" inputmode="email" autocapitalize="none" spellcheck="false" autocomplete="username" required value=entry.email/>
            </Field>
            <Field id="password" label=say!(language, accounts.password) problem=problem>
                <input
                    class="field__input" id="password" name="password" type="password" autocomplete="current-password" required
                    autofocus=again aria-describedby=described aria-invalid=invalid.filter(|_| wrong)
                />
            </Field>
            {waiting.map(|hint| view! { <p class="field__hint">{hint}</p> })}
            <button class="button button--main button--wide" type="submit">{say!(language, accounts.sign_in)}</button>
        </form>
    }
}

/// The field for the password of whoever is signed in already; `step_up` reads it.
pub fn password_again(label: String, hint: String, problem: Option<String>) -> impl IntoView {
    let (about, bad) = described("password", true, problem.is_some());
    view! {
        <Field id="password" label=label hint=hint problem=problem>
            <input class="field__input" id="password" name="password" type="password" autocomplete="current-password" required
                aria-describedby=about aria-invalid=bad/>
        </Field>
    }
}

fn demo_list(language: Language) -> impl IntoView {
    let person = |(email, name, what): (&'static str, &'static str, &'static str)| {
        view! {
            <li>
                <button class="list__row" type="submit" name="person" value=email>
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
                <SentFrom/>
                <ul class="list" role="list">{SHOWN.into_iter().map(person).collect_view()}</ul>
            </form>
        </section>
    }
}

/// Who you are, your language, your devices, and the way out.
pub async fn me(viewer: Viewer, kept: Kept) -> Result<Page> {
    let language = viewer.language;
    let devices = store::devices(&viewer).await?;
    let family = Family::load(&viewer).await?;
    let doors = elsewhere::doors_with_news(&viewer).await?;
    let title = say!(language, accounts.me);
    let refused = kept.refused_of(language, "");
    let drawn = viewer.clone();
    Ok(Page::new(&viewer, Tab::Me, title, move || {
        view! {
            <div class="page">
                {refused.map(|why| view! { <Notice tone=Tone::Warn><p>{why}</p></Notice> })}
                <div class="talk-round">
                    <Portrait name=drawn.name.clone() class="portrait--big portrait--ring"/>
                    <div><h1>{drawn.name.clone()}</h1><p class="soft">{role(&drawn)}</p></div>
                </div>
                {elsewhere::draw(language, doors)}
                {family.draw(language)}
                {contact(&drawn)}
                {language_form(language)}
                <section class="section">
                    <h2>{say!(language, accounts.devices)}</h2>
                    <ul class="list" role="list">
                        {devices.iter().map(|device| device_row(&drawn, device)).collect_view()}
                    </ul>
                </section>
                <form method="post" action="/api/accounts/sign-out">
                    <SentFrom/>
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
        _ => return viewer.school_name.clone(),
    };
    format!("{role} · {}", viewer.school_name)
}

/// Whom to ask at school.
fn contact(viewer: &Viewer) -> Option<impl IntoView + use<>> {
    let (language, contact) = (viewer.language, viewer.school_contact.clone());
    (!contact.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>{say!(language, accounts.ask_school)}</h2>
                <p class="prose" dir="auto">{contact}</p>
            </section>
        }
    })
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
            <form class="chips" method="post" action="/api/accounts/language" aria-labelledby="language-title">
                <SentFrom/>
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
    let name = if device.device.is_empty() { say!(language, accounts.unknown_device) } else { device.device.clone() };
    let note = if here { say!(language, accounts.this_device) } else { say!(language, accounts.seen, when = seen) };
    let id = device.id.0.clone();
    let label = format!("{}: {name}", say!(language, accounts.revoke));
    view! {
        <li class="list__row">
            <Icon name="device"/>
            <span class="list__text"><b>{name}</b><small class=here.then_some("devices__this")>{note}</small></span>
            {(!here).then(|| view! {
                <form method="post" action="/api/accounts/revoke">
                    <SentFrom/>
                    <button class="button button--small" type="submit" name="session" value=id aria-label=label>
                        {say!(language, accounts.revoke)}
                    </button>
                </form>
            })}
        </li>
    }
}

/// Starts a session, sets its cookie, and goes on. The cookie of before is worth nothing: every sign-in has its own token.
pub async fn welcome(visitor: &Visitor, account: &Account, attempt: Option<&Attempt>, next: &str) -> Result<()> {
    let started = store::start_session(visitor, account, attempt).await?;
    set_cookie(visitor.app(), cookie_name(visitor.app()), started.session, 90);
    set_cookie(visitor.app(), device_cookie(visitor.app()), started.device, 400);
    leptos_axum::redirect(next);
    Ok(())
}

/// Takes the cookie away and asks the browser to clear what it kept.
pub fn farewell(app: &App) {
    set_cookie(app, cookie_name(app), String::new(), 0);
    let options = expect_context::<ResponseOptions>();
    options.insert_header(
        http::HeaderName::from_static("clear-site-data"),
        // Not the cache: large ones hang the browser for half a minute, and our pages are kept in none.
        HeaderValue::from_static("\"storage\""),
    );
    flash::say_next(app, &super::SIGNED_OUT);
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
