//! Somebody who has not signed in: reaches the few queries of signing in, and nothing else.
use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum_extra::extract::CookieJar;
use http::request::Parts;

use super::{App, network};
use crate::base::db::Db;
use crate::base::failure::Failure;
use crate::base::ids;
use crate::base::language::{self, Language};

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
        let known = jar.get(crate::access::device_cookie(app)).map(|cookie| ids::hash(cookie.value()));
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

/// What only the device of this session knows, and nothing of ours keeps: the cookie as it was sent.
pub struct OwnSecret(pub String);

impl OwnSecret {
    /// Of the server function that runs now.
    pub async fn here() -> Result<Self, Failure> {
        let app = leptos::prelude::use_context::<App>().ok_or(Failure::SignedOut)?;
        leptos_axum::extract_with_state::<OwnSecret, App>(&app).await.map_err(|_| Failure::SignedOut)
    }
}

impl FromRequestParts<App> for OwnSecret {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let jar = CookieJar::from_headers(&parts.headers);
        let cookie = jar.get(crate::access::cookie_name(app)).ok_or(Failure::SignedOut)?;
        Ok(OwnSecret(cookie.value().to_owned()))
    }
}

/// Nothing is known of a request that no socket brought.
fn network_of(parts: &Parts, app: &App) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let client = |peer: &ConnectInfo<SocketAddr>| {
        network::told(peer.0.ip(), &parts.headers, &app.settings);
        network::client(peer.0.ip(), &parts.headers, |hop| app.settings.trusts(hop))
    };
    peer.map(client).map(network::network).unwrap_or_default()
}

/// Who asks, for sharing out turns: a session's cookie as it was sent, or else the network. Not looked up, never kept.
pub fn asker(parts: &Parts, app: &App) -> String {
    let jar = CookieJar::from_headers(&parts.headers);
    jar.get(crate::access::cookie_name(app)).map_or_else(|| network_of(parts, app), |cookie| cookie.value().to_owned())
}

/// «Chrome · Android»: enough to recognise one's own telephone in a list, too little to follow anybody.
fn device(agent: &str) -> String {
    let first =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    // The special ones first: everybody calls themselves Safari, and most also Chrome.
    let browser = first(&[
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("EdgiOS", "Edge"),
        ("SamsungBrowser", "Samsung Internet"),
        ("OPR/", "Opera"),
        ("Firefox", "Firefox"),
        ("Edg", "Edge"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "Chromebook"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ]);
    // Safari on a tablet says that it is a Mac and cannot be told from one.
    let system = if system == Some("Mac") && browser == Some("Safari") { Some("Mac / iPad") } else { system };
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn people_recognise_their_own_devices() {
        let apple = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
        let android = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko)";
        let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";
        for (agent, name) in [
            (format!("{apple} Version/18.5 Mobile/15E148 Safari/604.1"), "Safari · iPhone"),
            (format!("{apple} CriOS/137.0.7151.51 Mobile/15E148 Safari/604.1"), "Chrome · iPhone"),
            (format!("{apple} FxiOS/139.0 Mobile/15E148 Safari/605.1.15"), "Firefox · iPhone"),
            (format!("{apple} EdgiOS/136.0 Version/17.0 Mobile/15E148 Safari/604.1"), "Edge · iPhone"),
            (
                format!("{android} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36"),
                "Samsung Internet · Android",
            ),
            (format!("{android} Chrome/137.0.0.0 Mobile Safari/537.36"), "Chrome · Android"),
            (format!("{mac} Version/18.5 Safari/605.1.15"), "Safari · Mac / iPad"),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:139.0) Gecko/20100101 Firefox/139.0".to_owned(),
                "Firefox · Mac",
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/137.0.0.0 Safari/537.36".to_owned(),
                "Chrome · Chromebook",
            ),
            ("curl/8.5".to_owned(), ""),
        ] {
            assert_eq!(device(&agent), name, "{agent}");
        }
    }
}
