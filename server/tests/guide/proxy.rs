//! The web server before Kring, as its sample in the guide says: how much may come in, and which headers go on.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

use crate::machine::all;

/// A visitor from elsewhere: the proxy passes this on, Kring sees only the proxy.
const VISITOR: &str = "203.0.113.7";

/// What nginx would read from its file.
#[derive(Debug)]
pub struct Sample {
    upstream: String,
    pub most: usize,
    headers: Vec<(String, String)>,
}

impl Sample {
    pub fn read(text: &str) -> Self {
        let value = |name: &str| {
            let line =
                text.lines().find_map(|line| line.trim().strip_prefix(name)).unwrap_or_else(|| panic!("no {name}"));
            line.trim().trim_end_matches(';').to_owned()
        };
        let most = value("client_max_body_size ");
        let header = |line: &str| {
            let (name, value) = line.trim().strip_prefix("proxy_set_header ")?.trim_end_matches(';').split_once(' ')?;
            Some((name.to_owned(), value.trim_matches('"').to_owned()))
        };
        Sample {
            upstream: value("proxy_pass http://"),
            most: most.strip_suffix('m').and_then(|most| most.parse::<usize>().ok()).expect("mebibytes") * 1024 * 1024,
            headers: text.lines().filter_map(header).collect(),
        }
    }
}

/// Serves on a port of its own until the tests end.
pub fn start(sample: Sample) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let sample = Arc::new(sample);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let sample = Arc::clone(&sample);
            std::thread::spawn(move || pass_on(&stream, &sample));
        }
    });
    port
}

/// What a visitor sent before the body.
struct Head(Vec<String>);

impl Head {
    fn read(from: &mut impl BufRead) -> Option<Self> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            from.read_line(&mut line).ok()?;
            if line.trim().is_empty() {
                return Some(Head(lines));
            }
            lines.push(line.trim_end().to_owned());
        }
    }

    fn value(&self, name: &str) -> &str {
        let pairs = self.0.iter().skip(1).filter_map(|line| line.split_once(": "));
        pairs.filter(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value).next().unwrap_or_default()
    }

    /// As it goes on: what was sent, but the proxy's own for what the sample sets. An empty value sends none.
    fn passed_on(&self, sample: &Sample) -> String {
        let own = |line: &&String| {
            let name = line.split(':').next().unwrap_or_default();
            name.eq_ignore_ascii_case("connection")
                || sample.headers.iter().any(|(set, _)| set.eq_ignore_ascii_case(name))
        };
        let mut lines: Vec<String> = self.0.iter().filter(|line| !own(line)).cloned().collect();
        for (name, value) in &sample.headers {
            let value = self.meant(value);
            if !value.is_empty() {
                lines.push(format!("{name}: {value}"));
            }
        }
        lines.push("Connection: close".into());
        format!("{}\r\n\r\n", lines.join("\r\n"))
    }

    /// What nginx makes of its variables.
    fn meant(&self, value: &str) -> String {
        match value {
            "$host" => self.value("host").to_owned(),
            "$scheme" => "https".to_owned(),
            "$proxy_add_x_forwarded_for" => {
                format!("{}, {VISITOR}", self.value("x-forwarded-for")).trim_start_matches(", ").to_owned()
            }
            plain => plain.to_owned(),
        }
    }
}

fn pass_on(visitor: &TcpStream, sample: &Sample) -> Option<()> {
    let mut from = BufReader::new(visitor);
    let head = Head::read(&mut from)?;
    let length: usize = head.value("content-length").parse().unwrap_or(0);
    let mut to = visitor;
    if length > sample.most {
        return to.write_all(b"HTTP/1.1 413 Too Large\r\nConnection: close\r\n\r\n").ok();
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    let mut kring = TcpStream::connect(&sample.upstream).ok()?;
    kring.write_all(head.passed_on(sample).as_bytes()).ok()?;
    kring.write_all(&body).ok()?;
    to.write_all(&all(kring)).ok()
}
