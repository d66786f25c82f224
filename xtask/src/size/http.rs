//! As much HTTP as measuring needs: HTTP/1.0, so that an answer simply ends; cookies by name; no redirects.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

pub struct Client {
    port: u16,
    cookies: BTreeMap<String, String>,
}

pub struct Answer {
    pub status: u16,
    /// What came over the line.
    pub sent: usize,
    /// What it says.
    pub body: Vec<u8>,
    cookies: Vec<(String, String)>,
}

impl Client {
    pub fn new(port: u16) -> Self {
        Self { port, cookies: BTreeMap::new() }
    }

    pub fn get(&mut self, address: &str) -> Result<Answer> {
        self.send(&format!("GET {address} HTTP/1.0\r\n"), "")
    }

    pub fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let body = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&");
        let head = format!(
            "POST {address} HTTP/1.0\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
            body.len()
        );
        self.send(&head, &body)
    }

    fn send(&mut self, head: &str, body: &str) -> Result<Answer> {
        let (port, cookies) = (
            self.port,
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; "),
        );
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        // What a browser sends along with a form of the same site.
        let common = format!(
            "Host: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nSec-Fetch-Site: same-origin\r\nAccept: text/html, */*\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: nl\r\nCookie: {cookies}\r\n"
        );
        stream.write_all(format!("{head}{common}\r\n{body}").as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let answer =
            parse(&bytes).with_context(|| format!("no HTTP answer to {}", head.lines().next().unwrap_or_default()))?;
        self.cookies.extend(answer.cookies.iter().cloned());
        Ok(answer)
    }
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let headers = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    let cookies =
        headers.clone().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")).filter_map(|(_, value)| {
            let (name, value) = value.split(';').next()?.split_once('=')?;
            Some((name.trim().to_owned(), value.trim().to_owned()))
        });
    let brotli =
        headers.clone().any(|(name, value)| name.eq_ignore_ascii_case("content-encoding") && value.trim() == "br");
    let sent = &bytes[end + 4..];
    let body = if brotli { unpacked(sent)? } else { sent.to_vec() };
    Some(Answer { status, cookies: cookies.collect(), sent: sent.len(), body })
}

fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    brotli::BrotliDecompress(&mut &bytes[..], &mut body).ok()?;
    Some(body)
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_apart() {
        let answer =
            parse(b"HTTP/1.0 303 See Other\r\nSet-Cookie: __Host-kring=a=b; Path=/; Secure\r\n\r\n<p>\xc3\xab</p>")
                .unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (303, "<p>ë</p>".as_bytes()));
        assert_eq!(answer.cookies, [("__Host-kring".to_owned(), "a=b".to_owned())]);
        assert!(parse(b"nonsense").is_none());
    }

    #[test]
    fn what_was_sent_is_counted_and_what_it_says_is_read() {
        let text = "de kring ".repeat(200);
        let mut bytes = b"HTTP/1.0 200 OK\r\ncontent-encoding: br\r\n\r\n".to_vec();
        let head = bytes.len();
        brotli::BrotliCompress(&mut text.as_bytes(), &mut bytes, &Default::default()).unwrap();
        let answer = parse(&bytes).unwrap();
        assert_eq!((answer.sent, answer.body.as_slice()), (bytes.len() - head, text.as_bytes()));
        assert!(parse(b"HTTP/1.0 200 OK\r\nContent-Encoding: br\r\n\r\nnot brotli").is_none());
    }

    #[test]
    fn a_field_survives_its_encoding() {
        assert_eq!(encode("noor+ë@x.nl"), "noor%2B%C3%AB%40x.nl");
    }
}
