//! One request on a connection of its own, for benches that behave like many people.
use std::time::Duration;

use pixels::testing::phone_jpeg;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::commands::Outcome;

/// Longer than anybody waits: then it counts as refused.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Debug)]
pub struct Answer {
    pub head: String,
    pub body: String,
}

impl Answer {
    /// Answered as somebody honest hopes: with a page, with data, or sent on without a problem.
    pub fn well(&self) -> bool {
        let status = self.head.split_whitespace().nth(1).unwrap_or_default();
        let problem =
            self.head.contains("__err=") || self.head.contains("__kept=") || self.head.contains("location: /sign-in");
        (status == "200" || status == "303") && !problem
    }
}

/// Asks, and reads the answer to its end. `line` is the request line, `head` whole header lines.
pub async fn call(address: &str, line: &str, head: &str, body: &[u8]) -> Outcome<Answer> {
    tokio::time::timeout(PATIENCE, ask(address, line, head, body)).await?
}

async fn ask(address: &str, line: &str, head: &str, body: &[u8]) -> Outcome<Answer> {
    let mut socket = TcpStream::connect(address).await?;
    socket.set_nodelay(true)?;
    let length = body.len();
    let text = format!(
        "{line}\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n{head}Content-Length: {length}\r\n\r\n"
    );
    socket.write_all(text.as_bytes()).await?;
    socket.write_all(body).await?;
    let mut bytes = Vec::new();
    socket.read_to_end(&mut bytes).await?;
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").ok_or("no answer")?;
    Ok(Answer { head: head.to_lowercase(), body: body.to_owned() })
}

/// An urlencoded form of plain words.
pub fn form(fields: &[(&str, &str)]) -> Vec<u8> {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let encoded = |text: &str| -> String {
        text.bytes()
            .map(|byte| if safe(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
            .collect()
    };
    fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&").into_bytes()
}

/// A form with one small photo: its content type and its bytes.
pub fn photo(boundary: &str) -> (String, Vec<u8>) {
    let mut body = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n").into_bytes();
    body.extend(phone_jpeg(16, 640, 480, 1));
    body.extend(format!("\r\n--{boundary}--\r\n").into_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}
