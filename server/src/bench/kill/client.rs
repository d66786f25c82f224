//! One request a connection, as small as it can be: what counts is only whether an answer came, and which.
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::commands::Outcome;

/// Longer waits nobody.
const PATIENCE: Duration = Duration::from_secs(20);
const BOUNDARY: &str = "kring-bench-boundary";

#[derive(Debug, Clone, Copy)]
pub struct Client {
    pub port: u16,
}

/// What is sent: fields, and files of photos.
#[derive(Debug, Clone, Default)]
pub struct Form {
    pub action: &'static str,
    pub fields: Vec<(&'static str, String)>,
    pub photos: Vec<Vec<u8>>,
}

impl Client {
    pub async fn is_there(self) -> bool {
        let head = format!("GET /sign-in HTTP/1.1\r\n{}\r\n", self.common(""));
        matches!(self.exchange(head.into_bytes()).await, Ok(200))
    }

    /// The status of a complete answer; an error when the server went away before it was.
    pub async fn send(self, cookie: &str, form: &Form) -> Outcome<u16> {
        let (kind, body) = if form.photos.is_empty() { form.plain() } else { form.multipart() };
        let head = format!(
            "POST /api/{} HTTP/1.1\r\n{}Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            form.action,
            self.common(cookie),
            body.len()
        );
        self.exchange([head.into_bytes(), body].concat()).await
    }

    fn common(self, cookie: &str) -> String {
        format!(
            "Host: localhost:{}\r\nAccept: application/json\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\nConnection: close\r\n",
            self.port
        )
    }

    async fn exchange(self, request: Vec<u8>) -> Outcome<u16> {
        tokio::time::timeout(PATIENCE, async {
            let mut socket = TcpStream::connect(("127.0.0.1", self.port)).await?;
            socket.write_all(&request).await?;
            let mut answer = Vec::new();
            socket.read_to_end(&mut answer).await?;
            status(&answer).ok_or_else(|| "no whole answer".into())
        })
        .await?
    }
}

/// Of an answer whose head came whole.
fn status(answer: &[u8]) -> Option<u16> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    std::str::from_utf8(&answer[..end]).ok()?.split(' ').nth(1)?.parse().ok()
}

impl Form {
    /// Nothing that we send needs more than its spaces encoded.
    fn plain(&self) -> (String, Vec<u8>) {
        let pairs: Vec<String> =
            self.fields.iter().map(|(name, value)| format!("{name}={}", value.replace(' ', "+"))).collect();
        ("application/x-www-form-urlencoded".into(), pairs.join("&").into_bytes())
    }

    fn multipart(&self) -> (String, Vec<u8>) {
        let mut body = Vec::new();
        for (name, value) in &self.fields {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(head.bytes());
        }
        for photo in &self.photos {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
            );
            body.extend(head.bytes());
            body.extend_from_slice(photo);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        (format!("multipart/form-data; boundary={BOUNDARY}"), body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_head_is_no_answer() {
        assert_eq!(status(b"HTTP/1.1 200 OK\r\nA: b\r\n\r\n"), Some(200));
        assert_eq!(status(b"HTTP/1.1 200 OK\r\nA: b\r\n"), None);
        assert_eq!(status(b""), None);
    }
}
