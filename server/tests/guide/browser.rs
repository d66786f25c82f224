//! Somebody's telephone, as far as the guide needs one: pages, forms, photos, cookies.
use std::collections::BTreeMap;
use std::io::Write;
use std::net::TcpStream;

use crate::machine::all;

const HOST: &str = "kring.deschool.example";
const BOUNDARY: &str = "kring-guide-boundary";

#[derive(Clone)]
pub struct Browser {
    pub port: u16,
    cookies: BTreeMap<String, String>,
}

pub struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<String> {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.filter(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned()).next()
    }

    /// The value of the first attribute or field that begins so: `after("name=\"key\" value=\"")`.
    pub fn after(&self, start: &str) -> Option<String> {
        let text = self.text();
        let from = text.find(start)? + start.len();
        Some(text[from..].split('"').next()?.replace("&amp;", "&"))
    }
}

impl Browser {
    pub fn new(port: u16) -> Self {
        Browser { port, cookies: BTreeMap::new() }
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\n"), &[])
    }

    pub fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        let encoded = |text: &str| text.replace('@', "%40").replace(' ', "+");
        let body = format!("email={}&password={}&next=", encoded(email), encoded(password));
        let head = "POST /api/accounts/sign-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        self.send(head, body.as_bytes())
    }

    /// Sends a form with a photo.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)], photo: &[u8]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(head.bytes());
        }
        let head = "Content-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg";
        body.extend(format!("--{BOUNDARY}\r\n{head}\r\n\r\n").bytes());
        body.extend_from_slice(photo);
        body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
        let kind = format!("Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n");
        self.send(&format!("POST {path} HTTP/1.1\r\n{kind}"), &body)
    }

    fn send(&mut self, head: &str, body: &[u8]) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let common = format!(
            "Host: {HOST}\r\nAccept: text/html\r\nAccept-Language: nl\r\nSec-Fetch-Site: same-origin\r\nReferer: https://{HOST}/\r\nCookie: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            cookies.join("; "),
            body.len()
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("somebody listens");
        stream.write_all(&[head.as_bytes(), common.as_bytes(), body].concat()).expect("a request");
        let answer = parse(&all(&stream)).unwrap_or_else(|| panic!("no answer to {head}"));
        for line in answer.head.lines() {
            let Some((name, value)) = line.split_once(':') else { continue };
            let pair = value.split(';').next().unwrap_or_default();
            if let (true, Some((cookie, value))) =
                (name.eq_ignore_ascii_case("set-cookie"), pair.trim().split_once('='))
            {
                self.cookies.insert(cookie.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let chunked = head.to_lowercase().contains("transfer-encoding: chunked");
    let body = &bytes[end + 4..];
    Some(Answer { status, head, body: if chunked { joined(body) } else { body.to_vec() } })
}

fn joined(mut rest: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
        let size = usize::from_str_radix(String::from_utf8_lossy(&rest[..end]).trim(), 16).unwrap_or(0);
        let Some(chunk) = rest.get(end + 2..end + 2 + size).filter(|chunk| !chunk.is_empty()) else { break };
        whole.extend_from_slice(chunk);
        rest = rest.get(end + 4 + size..).unwrap_or_default();
    }
    whole
}
