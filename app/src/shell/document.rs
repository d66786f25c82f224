//! The HTML document around every page, with its nonce, its links and its navigation.
use std::sync::Arc;

use axum::response::{Html, IntoResponse, Response};
use http::{HeaderValue, header};
use hydration_context::SsrSharedContext;
use leptos::nonce::Nonce;
use leptos::prelude::*;

use super::host::Host;
use super::language::{self, Language};
use super::page::Tab;
use super::site::{Bundle, Names};
use crate::say;
use crate::ui::icon::Icon;

/// Everything the document needs to know.
#[derive(Debug, Clone)]
pub struct Frame {
    language: Language,
    title: String,
    tab: Tab,
    names: Names,
    accent: Option<String>,
    school: Option<(String, String)>,
    writes: bool,
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
            school: viewer.map(|viewer| (viewer.school_name.clone(), viewer.school_place.clone())),
            writes: viewer.is_some_and(|viewer| viewer.standing().writes()),
        }
    }
}

/// Wakes the islands: loads the browser side when the phone has a moment, then hydrates each island in document order.
/// An island whose function is missing is an error that a test can see, not a silent nothing.
const WAKE: &str = r#"const wake=async()=>{const kring=await import(JS);await kring.default({module_or_path:WASM});kring.hydrate();for(const island of document.querySelectorAll("leptos-island")){const draw=kring[island.dataset.component];if(!draw){console.error("no island "+island.dataset.component);continue}island.closest("leptos-children")?.$$on_hydrate?.();await draw(island)}document.documentElement.dataset.awake=""};"requestIdleCallback"in window?requestIdleCallback(wake,{timeout:500}):setTimeout(wake);"#;

/// Renders the document. The owner lives as long as the rendering.
pub fn render(frame: Frame, draw: Box<dyn FnOnce() -> AnyView + Send>) -> Response {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let (html, nonce) = owner.with(|| {
        let nonce = Nonce::new();
        provide_context(nonce.clone());
        let html = document(&frame, &nonce, draw).to_html();
        (html, nonce.to_string())
    });
    owner.unset_with_forced_cleanup();
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

fn document(frame: &Frame, nonce: &Nonce, draw: Box<dyn FnOnce() -> AnyView + Send>) -> impl IntoView + use<> {
    let language = frame.language;
    let title = format!(
        "{} · {}",
        frame.title,
        frame.school.as_ref().map_or_else(|| say!(language, kring.name), |(name, _)| name.clone())
    );
    // Only the composer needs what staff have more.
    let bundle = if frame.tab == Tab::Write { &frame.names.staff } else { &frame.names.parents };
    let wake = (!bundle.js.is_empty()).then(|| wake(bundle, nonce));
    let accent = frame.accent.as_ref().map(|accent| format!("/accent/{}.css", accent.trim_start_matches('#')));
    let navigation = (frame.tab != Tab::None).then(|| navigation(frame));
    let shell = if navigation.is_some() { "shell" } else { "shell shell--bare" };
    view! {
        <html lang=language::code(language)>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{title}</title>
                <link rel="stylesheet" href=frame.names.css.clone()/>
                {accent.map(|href| view! { <link rel="stylesheet" href=href/> })}
                <link rel="icon" type="image/svg+xml" href="/favicon.svg"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                {wake}
            </head>
            <body>
                <a class="skip" href="#main">{say!(language, kring.skip)}</a>
                <div class=shell>
                    {brand(frame)}
                    {navigation}
                    <main class="shell__main" id="main" tabindex="-1">{draw()}</main>
                </div>
            </body>
        </html>
    }
}

fn wake(names: &Bundle, nonce: &Nonce) -> impl IntoView + use<> {
    let script = WAKE.replace("JS", &format!("{:?}", names.js)).replace("WASM", &format!("{:?}", names.wasm));
    view! {
        <link rel="modulepreload" href=names.js.clone() nonce=nonce.clone() fetchpriority="low"/>
        <script type="module" nonce=nonce.clone() inner_html=script></script>
    }
}

fn brand(frame: &Frame) -> impl IntoView + use<> {
    let (name, place) = frame.school.clone().unwrap_or_else(|| (say!(frame.language, kring.name), String::new()));
    view! {
        <header class="shell__top">
            <a class="brand" href="/">
                <svg class="logo" aria-hidden="true"><use href="/icons.svg#kring"></use></svg>
                <span>{name}<small>{place}</small></span>
            </a>
        </header>
    }
}

fn navigation(frame: &Frame) -> impl IntoView + use<> {
    let language = frame.language;
    let current = frame.tab;
    let entry = move |tab: Tab, href: &'static str, icon: &'static str, label: String| {
        let class = if tab == Tab::Write { "nav__item nav__plus" } else { "nav__item" };
        view! {
            <a class=class href=href aria-current=(tab == current).then_some("page")>
                <Icon name=icon/>
                <span>{label}</span>
            </a>
        }
    };
    view! {
        <nav class="nav" aria-label=say!(language, kring.navigation)>
            {entry(Tab::Feed, "/", "home", say!(language, nav.feed))}
            {entry(Tab::Talks, "/talks", "calendar", say!(language, nav.talks))}
            {frame.writes.then(|| entry(Tab::Write, "/new", "plus", say!(language, nav.write)))}
            {entry(Tab::Me, "/me", "person", say!(language, nav.me))}
        </nav>
    }
}
