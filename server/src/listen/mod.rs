//! Accepting connections so that nobody's idleness is anybody else's problem: every wait has an end, and when there is no room
//! left it is the quietest connection that goes, never the newest.
mod quiet;
mod tracked;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::ServiceExt;

use quiet::{Busy, Connections, Place};
use tracked::Tracked;

/// How long anybody may take, and how many there may be.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the first byte of a request to the end of its headers.
    pub header: Duration,
    /// Without a request and without a byte, either way.
    pub idle: Duration,
    /// Not reading what is being sent.
    pub stall: Duration,
    /// After being asked to stop, for whoever is being served.
    pub patience: Duration,
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            header: Duration::from_secs(15),
            idle: Duration::from_secs(75),
            stall: Duration::from_secs(30),
            patience: Duration::from_secs(10),
            connections: 4096,
        }
    }
}

/// Bytes of a connection that the system holds before they are under way.
#[cfg(target_os = "linux")]
const MOST_UNSENT: u32 = 128 * 1024;
/// The headers of one request.
const LARGEST_HEAD: usize = 32 * 1024;

/// Serves until `stop`; then lets open requests finish for a while.
pub async fn listen(listener: TcpListener, house: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let connections = Arc::new(Connections::new(limits.connections));
    let (stopping, stopped) = watch::channel(false);
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((socket, peer)) => {
                let place = connections.enter().await;
                tokio::spawn(serve(socket, peer, house.clone(), limits, place, stopped.clone()));
            }
            // No file left, or somebody hung up before being greeted: neither may end the loop or spin it.
            Err(error) => {
                tracing::warn!(kind = ?error.kind(), "a connection was not accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    stopping.send_replace(true);
    if tokio::time::timeout(limits.patience, connections.empty()).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
}

async fn serve(
    socket: TcpStream,
    peer: SocketAddr,
    house: Router,
    limits: Limits,
    place: Place,
    mut stopped: watch::Receiver<bool>,
) {
    // Small answers leave at once: without this every page waits 40 ms for an acknowledgement.
    if let Err(error) = socket.set_nodelay(true) {
        tracing::debug!(%error, "no delay");
    }
    keep_little_unsent(&socket);
    let track = place.track();
    let io = TokioIo::new(Tracked::new(socket, track.clone(), limits.stall));
    let answer = service_fn(|request| answer(request, peer, house.clone(), track.begin()));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        // Waiting is bounded by `overdue`, which knows idle connections from unfinished requests.
        .header_read_timeout(None)
        .max_header_size(LARGEST_HEAD)
        .max_buf_size(64 * 1024)
        .serve_connection(io, answer);
    let mut connection = pin!(connection);
    tokio::select! {
        ended = connection.as_mut() => return noted(ended),
        () = track.overdue(limits.header, limits.idle) => return,
        _ = stopped.wait_for(|stopping| *stopping) => connection.as_mut().graceful_shutdown(),
    }
    tokio::select! {
        ended = connection.as_mut() => noted(ended),
        () = tokio::time::sleep(limits.patience) => {}
    }
}

/// Pages for somebody who does not read wait in us, where they are counted, and not by the megabyte in the system.
fn keep_little_unsent(socket: &TcpStream) {
    #[cfg(target_os = "linux")]
    if let Err(error) = socket2::SockRef::from(socket).set_tcp_notsent_lowat(MOST_UNSENT) {
        tracing::debug!(%error, "unsent bytes are not bounded");
    }
}

async fn answer(
    request: Request<Incoming>,
    peer: SocketAddr,
    house: Router,
    busy: Busy,
) -> Result<Response, Infallible> {
    let mut request = request.map(axum::body::Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = house.oneshot(request).await;
    drop(busy);
    response
}

fn noted(ended: Result<(), hyper::Error>) {
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

#[cfg(test)]
mod tests;
