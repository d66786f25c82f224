//! Somebody who has not signed in: reaches the few queries of signing in, and nothing else.
use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum_extra::extract::CookieJar;
use http::request::Parts;

use super::{App, network};
use crate::base::db::Db;
use crate::base::failure::Failure;
use crate::base::ids;
use crate::shell::language::{self, Language};

#[derive(Debug, Clone)]
pub struct Visitor {
    app: App,
    pub language: Language,
    /// The network that the request comes from: the key of a counter, never logged or stored as it is.
    pub network: String,
    /// The hash of what this browser got when somebody signed in before.
    pub known: Option<String>,
    pub device: String,
}

impl Visitor {
    pub fn app(&self) -> &App {
        &self.app
    }

    /// For the queries of `accounts` only.
    pub(crate) fn db(&self) -> &Db {
        &self.app.db
    }

    /// The visitor of the server function that runs now.
    pub async fn here() -> Result<Self, Failure> {
        let app = leptos::prelude::use_context::<App>().ok_or(Failure::SignedOut)?;
        leptos_axum::extract_with_state::<Visitor, App>(&app).await.map_err(|_| Failure::SignedOut)
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let jar = CookieJar::from_headers(&parts.headers);
        let known = jar.get(crate::accounts::device_cookie(app)).map(|cookie| ids::hash(cookie.value()));
        let agent = parts.headers.get(http::header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
        Ok(Visitor {
            app: app.clone(),
            language: language::of_request(&jar, &parts.headers),
            network: network_of(parts, app),
            known,
            device: device(agent),
        })
    }
}

/// Nothing is known of a request that no socket brought.
fn network_of(parts: &Parts, app: &App) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let client =
        |peer: &ConnectInfo<SocketAddr>| network::client(peer.0.ip(), &parts.headers, |hop| app.settings.trusts(hop));
    peer.map(client).map(network::network).unwrap_or_default()
}

/// «Chrome · Android»: enough to recognise one's own telephone in a list, too little to follow anybody.
fn device(agent: &str) -> String {
    let first =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let browser = first(&[("Firefox", "Firefox"), ("Edg", "Edge"), ("Chrome", "Chrome"), ("Safari", "Safari")]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac", "Mac"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
