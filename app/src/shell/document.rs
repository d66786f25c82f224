//! The HTML document around every page, with its nonce, its links and its navigation.
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderValue, header};
use leptos::nonce::Nonce;
use leptos::prelude::*;

use super::feature::{self, Destination};
use super::here;
use super::host::Host;
use super::page::Tab;
use super::said::Said;
use crate::access::Viewer;
use crate::access::viewer::tag;
use crate::base::language::{self, Language};
use crate::base::site::{Bundle, Names};
use crate::say;
use crate::ui::carried::CARRIED;
use crate::ui::drawing::with_islands;
use crate::ui::icon::Icon;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::notice::{Notice, Tone};
use crate::ui::print::PRINT;
use crate::ui::search::SEARCH;
use crate::ui::sent::Sender;

/// What a school is called, where it stands, and the picture beside that.
#[derive(Debug, Clone, Default, sqlx::FromRow)]
pub struct SchoolName {
    pub name: String,
    pub place: String,
    /// The id of the picture; empty: none.
    pub logo: String,
}

impl SchoolName {
    fn of(viewer: &Viewer) -> Self {
        let (name, place) = (viewer.school_name.clone(), viewer.school_place.clone());
        SchoolName { name, place, logo: viewer.school_logo.clone() }
    }
}

/// Where the picture of a school is.
pub fn logo_address(id: &str) -> String {
    format!("/logo/{id}")
}

/// Everything the document needs to know.
#[derive(Clone)]
pub struct Frame {
    language: Language,
    title: String,
    tab: Tab,
    names: Names,
    accent: Option<String>,
    school: Option<SchoolName>,
    bar: Vec<&'static Destination>,
    /// The viewer, as forms name them.
    who: String,
    failed: bool,
}

impl Frame {
    pub fn new(host: &impl Host, tab: Tab, title: String) -> Self {
        let viewer = host.viewer();
        Frame {
            language: host.language(),
            title,
            tab,
            names: host.app().site.names.clone(),
            accent: viewer.and_then(|viewer| viewer.accent.clone()),
            school: viewer.map(SchoolName::of),
            bar: viewer.map(feature::bar).unwrap_or_default(),
            who: viewer.map(|viewer| tag(&viewer.person)).unwrap_or_default(),
            failed: here::failed(),
        }
    }

    pub fn fail(&mut self) {
        self.failed = true;
    }

    pub fn name(&mut self, school: SchoolName) {
        self.school.get_or_insert(school);
    }

    /// «Mislukt: Vandaag · De Wilgenboom».
    fn title(&self) -> String {
        let school = self.school.as_ref().map(|school| school.name.clone());
        let school = school.unwrap_or_else(|| say!(self.language, kring.name));
        let title = format!("{} · {school}", self.title);
        if self.failed { say!(self.language, failure.title, title = title) } else { title }
    }
}

/// Wakes the islands: loads the browser side when the phone has a moment, then hydrates each island in document order.
/// An island whose function is missing is an error that a test can see, not a silent nothing. Where the browser has translated the
/// page (its words stand in `font` now), nothing is where an island would look for it: there the plain forms go on working.
const WAKE: &str = r#"const wake=async()=>{const kring=await import(JS);kring.forms();if(document.querySelector("leptos-island")){await kring.default({module_or_path:WASM});if(document.querySelector("leptos-island font"))return;kring.hydrate()}for(const island of document.querySelectorAll("leptos-island")){const draw=kring[island.dataset.component];if(!draw){console.error("no island "+island.dataset.component);continue}island.closest("leptos-children")?.$$on_hydrate?.();await draw(island)}document.documentElement.dataset.awake="";kring.live()};"requestIdleCallback"in window?requestIdleCallback(wake,{timeout:500}):setTimeout(wake);"#;

/// Renders the document.
pub fn render(frame: Frame, draw: Box<dyn FnOnce() -> Markup + Send>) -> Response {
    let (html, nonce) = with_islands(|| {
        let nonce = Nonce::new();
        provide_context(nonce.clone());
        provide_context(Sender([frame.who.as_str(), &here::path()].concat()));
        let html = document(&frame, draw).to_html();
        (with_scripts(html, &frame, &nonce), nonce.to_string())
    });
    let mut response = Html(format!("<!DOCTYPE html>{html}")).into_response();
    if let Ok(policy) = HeaderValue::from_str(&security_policy(&nonce)) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn security_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'strict-dynamic' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; manifest-src 'self'; worker-src 'self'; \
         object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Looking through photos is one step for «back», however many there were: such a link takes the place of its page.
const REPLACE: &str = r#"document.addEventListener("click",event=>{const link=event.target.closest("a[data-replace]");if(link&&!event.button&&!event.metaKey&&!event.ctrlKey&&!event.shiftKey&&!event.altKey){event.preventDefault();location.replace(link.href)}})"#;

/// Only pages with an island, a live form or a live list load what wakes them, and without an island no module. Words that somebody typed never hold this tag: they are escaped.
/// Only the composer needs what staff have more.
fn with_scripts(html: String, frame: &Frame, nonce: &Nonce) -> String {
    let writes = html.contains("data-component=\"Composer_");
    let bundle = if writes { &frame.names.staff } else { &frame.names.parents };
    let lives = ["<leptos-island", " data-form", " data-live"].iter().any(|mark| html.contains(mark));
    let wakes = !bundle.js.is_empty() && lives;
    let wake = if wakes { wake(bundle, nonce).to_html() } else { String::new() };
    let small = [("data-replace", REPLACE), ("data-print", PRINT), ("data-search", SEARCH), ("data-carried", CARRIED)]
        .into_iter()
        .filter(|(mark, _)| html.contains(mark));
    let small =
        small.map(|(_, text)| view! { <script type="module" nonce=nonce.clone() inner_html=text></script> }.to_html());
    let scripts = [wake].into_iter().chain(small).collect::<String>();
    if scripts.is_empty() { html } else { html.replacen("</head>", &[scripts.as_str(), "</head>"].concat(), 1) }
}

fn document(frame: &Frame, draw: Box<dyn FnOnce() -> Markup + Send>) -> impl IntoView + use<> {
    let language = frame.language;
    let accent = frame.accent.as_ref().map(|accent| format!("/accent/{}.css", accent.trim_start_matches('#')));
    let navigation = (frame.tab != Tab::None).then(|| navigation(frame));
    let shell = if navigation.is_some() { "shell" } else { "shell shell--bare" };
    view! {
        <html
            lang=language::code(language) data-who=frame.who.clone()
            data-offline=say!(language, failure.offline) data-unreadable=say!(language, failure.unreadable)
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#faf5ec" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#1a131e" media="(prefers-color-scheme: dark)"/>
                <title>{frame.title()}</title>
                <link rel="stylesheet" href=frame.names.css.clone()/>
                {accent.map(|href| view! { <link rel="stylesheet" href=href/> })}
                <link rel="icon" type="image/svg+xml" href="/favicon.svg"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
            </head>
            <body>
                <a class="skip" href="#main">{say!(language, kring.skip)}</a>
                <div class=shell>
                    {brand(frame)}
                    {navigation}
                    <main class="shell__main" id="main" tabindex="-1">{said(language)}{draw()}</main>
                </div>
            </body>
        </html>
    }
}

/// What is said once, and stays in sight wherever on the page somebody lands.
fn said(language: Language) -> Option<impl IntoView> {
    let said = here::flash().said.and_then(|code| Said::of(&code)).map(|said| (said.sentence)(language));
    let said = if here::came_again() { Some(say!(language, said.again)) } else { said };
    said.map(|sentence| view! { <div class="said"><Notice tone=Tone::Good>{sentence}</Notice></div> })
}

fn wake(names: &Bundle, nonce: &Nonce) -> impl IntoView + use<> {
    let script = WAKE.replace("JS", &format!("{:?}", names.js)).replace("WASM", &format!("{:?}", names.wasm));
    view! {
        <link rel="modulepreload" href=names.js.clone() nonce=nonce.clone() fetchpriority="low"/>
        <script type="module" nonce=nonce.clone() inner_html=script></script>
    }
}

fn brand(frame: &Frame) -> impl IntoView + use<> {
    let kring = || SchoolName { name: say!(frame.language, kring.name), ..SchoolName::default() };
    let SchoolName { name, place, logo } = frame.school.clone().unwrap_or_else(kring);
    let logo = if logo.is_empty() {
        view! { <svg class="logo" aria-hidden="true"><use href="/icons.svg#kring"></use></svg> }.into_markup()
    } else {
        view! { <img class="logo logo--own" src=logo_address(&logo) alt=""/> }.into_markup()
    };
    view! {
        <header class="shell__top">
            <a class="brand" href="/">
                {logo}
                <span>{name}<small>{place}</small></span>
            </a>
        </header>
    }
}

fn navigation(frame: &Frame) -> impl IntoView + use<> {
    let language = frame.language;
    let current = frame.tab;
    let entry = move |place: &'static Destination| {
        let class = if place.tab == Tab::Write { "nav__item nav__plus" } else { "nav__item" };
        view! {
            <a class=class href=place.href aria-current=(place.tab == current).then_some("page")>
                <Icon name=place.icon/>
                <span>{(place.label)(language)}</span>
            </a>
        }
    };
    view! {
        <nav class="nav" aria-label=say!(language, kring.navigation)>
            {frame.bar.iter().map(|place| entry(place)).collect_view()}
        </nav>
    }
}
