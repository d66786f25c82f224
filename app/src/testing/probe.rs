//! Somebody at a browser without JavaScript: asks for pages, sends forms, keeps cookies, goes in through the real router.
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use axum::Router;
use axum::body::{Body, BodyDataStream, to_bytes};
use axum::extract::{ConnectInfo, FromRequestParts};
use http::{Method, Request, StatusCode, header};
use tower::ServiceExt;

use crate::access::{App, Viewer, Visitor};
use crate::base::failure::Refusal;
use crate::shell;

#[derive(Clone)]
pub struct Probe {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// The page that forms are sent from, for the way back after a problem.
    at: String,
    /// The other end of the socket: a proxy on this machine, as the guide for schools has it.
    pub peer: IpAddr,
    /// What the proxy says it speaks for.
    pub forwarded: Option<String>,
    /// What the request says it was meant for.
    pub host: String,
    /// What an open page says of its language.
    pub page_language: Option<String>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Where it redirects to; empty when it does not.
    pub fn location(&self) -> String {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    }

    /// What an open page is told of a failure.
    pub fn refusal(&self) -> Refusal {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("nothing was refused: {}", self.html()))
    }

    /// What a person reads: no tags, single spaces, in order.
    pub fn text(&self) -> String {
        let html = self.html();
        let body = html.find("<main").map_or(html.as_str(), |at| &html[at..]);
        let mut text = String::new();
        let mut inside = false;
        for letter in body.chars() {
            match letter {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                _ if !inside => text.push(letter),
                _ => {}
            }
        }
        let plain = text
            .replace("&amp;", "&")
            .replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The value of the first attribute that starts so: `attribute("href=\"/posts/")` is `/posts/…`.
    pub fn attribute(&self, start: &str) -> Option<String> {
        let html = self.html();
        let at = html.find(start)?;
        let from = at + start.find('"')? + 1;
        let length = html[from..].find('"')?;
        Some(html[from..from + length].replace("&amp;", "&"))
    }

    /// The value of the first field with this name, as the browser would send it.
    pub fn field(&self, name: &str) -> Option<String> {
        self.fields(name).into_iter().next()
    }

    /// The value of every input of this name that has one.
    pub fn fields(&self, name: &str) -> Vec<String> {
        let (html, named) = (self.html(), format!("name=\"{name}\""));
        let inputs = html.split(&named).skip(1).filter_map(|rest| rest.split('>').next());
        let values = inputs.filter_map(|input| input.split("value=\"").nth(1)?.split('"').next());
        let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")];
        values
            .map(|value| plain.iter().fold(value.to_owned(), |text, (coded, sign)| text.replace(coded, sign)))
            .collect()
    }

    /// All values of attributes that start so, without repeats.
    pub fn attributes(&self, start: &str) -> Vec<String> {
        let html = self.html();
        let mut found: Vec<String> = Vec::new();
        for (at, _) in html.match_indices(start) {
            let from = at + start.find('"').unwrap_or(0) + 1;
            let value = html[from..].split('"').next().unwrap_or_default().replace("&amp;", "&");
            if !found.contains(&value) {
                found.push(value);
            }
        }
        found
    }
}

#[expect(clippy::expect_used, reason = "the probe stops a test at once where the school does not answer")]
impl Probe {
    pub fn new(app: &App) -> Self {
        Probe {
            router: shell::router(app.clone()),
            cookies: BTreeMap::new(),
            at: "/".into(),
            peer: IpAddr::from([127, 0, 0, 1]),
            forwarded: None,
            host: "localhost:3000".into(),
            page_language: None,
        }
    }

    pub async fn sign_in(&mut self, email: &str) {
        let answer = self.post("accounts/demo", &[("person", email)]).await;
        assert_eq!(answer.location(), "/", "{email} cannot sign in: {}", answer.text());
    }

    /// The same person, or nobody yet, behind the proxy at this address of the world.
    pub fn from_address(mut self, address: &str) -> Self {
        self.forwarded = Some(address.to_owned());
        self
    }

    /// Puts a cookie into the browser, as somebody else might.
    pub fn plant(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// The value of a cookie, as it is now.
    pub fn cookie_named(&self, name: &str) -> Option<String> {
        self.cookies.get(name).cloned()
    }

    /// Who this is at the door, as a server function would learn it.
    pub async fn at_the_door(&self, app: &App) -> Visitor {
        let (mut parts, ()) = self.request(Method::GET, "/sign-in").body(()).expect("a request").into_parts();
        Visitor::from_request_parts(&mut parts, app).await.expect("everybody may come to the door")
    }

    /// Name and value of every cookie, as a browser sends them.
    pub fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Who this is, as a page would learn it.
    pub async fn viewer(&self, app: &App) -> crate::base::failure::Result<Viewer> {
        let (mut parts, ()) = self.request(Method::GET, "/").body(()).expect("a request").into_parts();
        Viewer::from_request_parts(&mut parts, app).await
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.at = path.to_owned();
        let request = self.request(Method::GET, path).body(Body::empty()).expect("a request");
        self.send(request).await
    }

    /// Sends a form to a server function, as a browser does without JavaScript.
    pub async fn post(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_html_form::to_string(fields).expect("a form");
        self.post_raw(action, "application/x-www-form-urlencoded", body.into_bytes()).await
    }

    /// The same from a browser that says nothing about where it comes from.
    pub async fn post_without_referer(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_html_form::to_string(fields).expect("a form");
        let request = self
            .request(Method::POST, &format!("/api/{action}"))
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }

    /// Sends a form with files: `(name, file name, type, bytes)`.
    pub async fn post_files(&mut self, action: &str, fields: &[(&str, &str)], files: &[File<'_>]) -> Answer {
        let (kind, body) = multipart(fields, files);
        self.post_raw(action, &kind, body).await
    }

    /// Sends a form with files as the browser side does: the answer is data, not a page.
    pub async fn call_files(&mut self, action: &str, fields: &[(&str, &str)], files: &[File<'_>]) -> Answer {
        let (kind, body) = multipart(fields, files);
        self.call_raw(action, &kind, body).await
    }

    /// Sends a form as the browser side does: the answer is data, not a page.
    pub async fn call(&mut self, action: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_html_form::to_string(fields).expect("a form");
        self.call_raw(action, "application/x-www-form-urlencoded", body.into_bytes()).await
    }

    async fn call_raw(&mut self, action: &str, kind: &str, body: Vec<u8>) -> Answer {
        let request = self
            .request(Method::POST, &format!("/api/{action}"))
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }

    async fn post_raw(&mut self, action: &str, kind: &str, body: Vec<u8>) -> Answer {
        let request = self
            .request(Method::POST, &format!("/api/{action}"))
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, kind)
            .header(header::REFERER, format!("http://localhost:3000{}", self.at))
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }

    fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .extension(ConnectInfo(SocketAddr::from((self.peer, 49_152))))
            .header(header::HOST, &self.host)
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, self.cookie());
        let said = [("x-forwarded-for", &self.forwarded), ("x-kring-language", &self.page_language)];
        said.into_iter().fold(request, |request, (name, value)| match value {
            Some(value) => request.header(name, value),
            None => request,
        })
    }

    /// Sends any request with this person's cookies left to the caller.
    pub async fn send(&mut self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        // What never ends is not waited for.
        let endless = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let body = if endless { Vec::new() } else { to_bytes(body, usize::MAX).await.expect("a body").to_vec() };
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// What comes in after the headers, for as long as somebody reads it.
    pub async fn listen(&self, path: &str) -> BodyDataStream {
        let request = self.request(Method::GET, path).body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.into_body().into_data_stream()
    }

    /// The page that a redirect leads to.
    pub async fn follow(&mut self, answer: &Answer) -> Answer {
        let to = answer.location();
        assert!(!to.is_empty(), "no redirect: {} {}", answer.status, answer.text());
        self.get(&to).await
    }
}

/// A file of a form: `(name, file name, type, bytes)`.
pub type File<'f> = (&'f str, &'f str, &'f str, &'f [u8]);

/// Content type and body of a form with files.
fn multipart(fields: &[(&str, &str)], files: &[File<'_>]) -> (String, Vec<u8>) {
    let boundary = "kring-story-boundary";
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("Content-Disposition: form-data; name=\"{name}\"");
        body.extend(format!("--{boundary}\r\n{head}\r\n\r\n{value}\r\n").bytes());
    }
    for (name, file, kind, bytes) in files {
        let head =
            format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: {kind}");
        body.extend(format!("--{boundary}\r\n{head}\r\n\r\n").bytes());
        body.extend_from_slice(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{boundary}--\r\n").bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}
