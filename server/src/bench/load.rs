//! A small load generator: keep-alive connections on this machine, bounded in time, every answer read to its end.
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use crate::commands::Outcome;

/// What one stretch of load gave.
#[derive(Debug, Default, Clone)]
pub struct Load {
    /// Duration of every request, sorted.
    pub took: Vec<Duration>,
    pub seconds: f64,
    /// Bytes of one body.
    pub bytes: usize,
    pub failed: usize,
}

impl Load {
    pub fn per_second(&self) -> f64 {
        self.took.len() as f64 / self.seconds
    }

    pub fn percentile(&self, percent: usize) -> Duration {
        let at = (self.took.len() * percent / 100).min(self.took.len().saturating_sub(1));
        self.took.get(at).copied().unwrap_or_default()
    }
}

/// Asks for one path over some connections until the time is over; each connection is every one of these people in turn.
#[expect(clippy::disallowed_methods, reason = "a bench measures real time")]
pub async fn run(address: &str, path: &str, cookies: &[String], connections: usize, length: Duration) -> Outcome<Load> {
    let request = |cookie: &String| {
        format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nAccept: text/html\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n"
        )
    };
    let mut requests: Vec<String> = cookies.iter().map(request).collect();
    let begin = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..connections {
        requests.rotate_left(cookies.len() / connections);
        tasks.push(tokio::spawn(connection(address.to_owned(), requests.clone(), begin + length)));
    }
    let mut total = Load::default();
    for task in tasks {
        let part = task.await??;
        total.took.extend(part.took);
        total.failed += part.failed;
        total.bytes = part.bytes.max(total.bytes);
    }
    total.seconds = begin.elapsed().as_secs_f64();
    total.took.sort();
    Ok(total)
}

#[expect(clippy::disallowed_methods, reason = "a bench measures real time")]
async fn connection(address: String, requests: Vec<String>, until: Instant) -> Outcome<Load> {
    let socket = TcpStream::connect(&address).await?;
    socket.set_nodelay(true)?;
    let mut socket = BufReader::with_capacity(64 * 1024, socket);
    let mut load = Load::default();
    for request in requests.iter().cycle() {
        let begin = Instant::now();
        if begin >= until {
            break;
        }
        socket.get_mut().write_all(request.as_bytes()).await?;
        let (status, bytes) = answer(&mut socket).await?;
        load.took.push(begin.elapsed());
        load.bytes = bytes;
        load.failed += usize::from(status != 200);
    }
    Ok(load)
}

/// Reads one answer: its status, and how long its body was.
async fn answer(socket: &mut BufReader<TcpStream>) -> Outcome<(u16, usize)> {
    let mut line = String::new();
    socket.read_line(&mut line).await?;
    let status = line.split_whitespace().nth(1).and_then(|code| code.parse().ok()).ok_or("no status")?;
    let (mut length, mut chunked) = (0, false);
    loop {
        line.clear();
        socket.read_line(&mut line).await?;
        let lower = line.trim().to_lowercase();
        if lower.is_empty() {
            break;
        }
        if let Some(value) = lower.strip_prefix("content-length:") {
            length = value.trim().parse()?;
        }
        chunked |= lower == "transfer-encoding: chunked";
    }
    if !chunked {
        let mut body = vec![0; length];
        socket.read_exact(&mut body).await?;
        return Ok((status, length));
    }
    chunks(socket, status).await
}

async fn chunks(socket: &mut BufReader<TcpStream>, status: u16) -> Outcome<(u16, usize)> {
    let (mut total, mut line) = (0, String::new());
    loop {
        line.clear();
        socket.read_line(&mut line).await?;
        let size = usize::from_str_radix(line.trim(), 16)?;
        let mut chunk = vec![0; size + 2];
        socket.read_exact(&mut chunk).await?;
        total += size;
        if size == 0 {
            return Ok((status, total));
        }
    }
}
