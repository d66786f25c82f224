//! Connections as strangers make them, on a clock that runs when everybody waits.
use app::base::clock::ticking;
use axum::body::Body;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;

const GREETING: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

struct Door {
    address: SocketAddr,
    close: tokio::sync::oneshot::Sender<()>,
    closed: tokio::task::JoinHandle<()>,
}

async fn open(connections: usize) -> Door {
    let endless = || async { Body::from_stream(futures_lite_chunks()) };
    let never = || std::future::pending::<&'static str>();
    let house =
        Router::new().route("/", get(|| async { "hello" })).route("/endless", get(endless)).route("/never", get(never));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (close, asked) = tokio::sync::oneshot::channel::<()>();
    let stop = async move {
        asked.await.ok();
    };
    let closed = tokio::spawn(listen(listener, house, Limits { connections, ..Limits::default() }, stop));
    Door { address, close, closed }
}

/// More than any socket's buffers hold, for ever.
fn futures_lite_chunks() -> impl futures::Stream<Item = Result<Vec<u8>, Infallible>> {
    futures::stream::repeat_with(|| Ok(vec![b'x'; 64 * 1024]))
}

async fn call(door: &Door) -> TcpStream {
    TcpStream::connect(door.address).await.unwrap()
}

/// What comes back for one request, up to the end of the body.
async fn ask(socket: &mut TcpStream) -> String {
    socket.write_all(GREETING).await.unwrap();
    let (mut said, mut buffer) = (String::new(), [0; 1024]);
    while !said.ends_with("hello") {
        let size = socket.read(&mut buffer).await.unwrap();
        assert!(size > 0, "the connection ended: {said}");
        said.push_str(&String::from_utf8_lossy(&buffer[..size]));
    }
    said
}

async fn ends(socket: &mut TcpStream) -> Duration {
    let (begin, mut rest) = (ticking(), Vec::new());
    socket.read_to_end(&mut rest).await.ok();
    begin.elapsed()
}

#[tokio::test(start_paused = true)]
async fn somebody_who_says_nothing_leaves_after_a_while() {
    let door = open(10).await;
    let mut silent = call(&door).await;
    let waited = ends(&mut silent).await;
    let idle = Limits::default().idle;
    assert!(waited >= idle && waited < idle + idle / 2, "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn half_a_request_is_waited_for_less_long() {
    let door = open(10).await;
    let mut slow = call(&door).await;
    slow.write_all(b"GET / HTTP/1.1\r\nHos").await.unwrap();
    let waited = ends(&mut slow).await;
    assert!(waited >= Limits::default().header && waited < Limits::default().idle, "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn a_connection_is_used_again_and_its_idle_time_begins_anew() {
    let door = open(10).await;
    let mut steady = call(&door).await;
    for _ in 0..3 {
        assert!(ask(&mut steady).await.starts_with("HTTP/1.1 200"));
        tokio::time::sleep(Limits::default().idle / 2).await;
    }
    assert!(ends(&mut steady).await > Limits::default().idle / 4);
}

#[tokio::test(start_paused = true)]
async fn somebody_who_does_not_read_is_given_up() {
    let door = open(1).await;
    let mut deaf = call(&door).await;
    deaf.write_all(b"GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    // There is one place: another gets in only once the deaf one is gone.
    tokio::time::sleep(Limits::default().stall * 2).await;
    assert!(ask(&mut call(&door).await).await.contains("hello"));
}

#[tokio::test(start_paused = true)]
async fn somebody_who_does_not_read_is_given_up_where_nobody_needs_the_place_too() {
    let door = open(10).await;
    let mut deaf = call(&door).await;
    deaf.write_all(b"GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    for _ in 0..2 * Limits::default().stall.as_secs() {
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let (mut read, mut buffer) = (0, vec![0; 64 * 1024]);
    while let Ok(size @ 1..) = deaf.read(&mut buffer).await {
        read += size;
        assert!(read < 64 * 1024 * 1024, "it goes on for ever");
    }
}

#[tokio::test]
async fn the_quietest_makes_room_and_nobody_is_refused() {
    let door = open(4).await;
    let mut idle = Vec::new();
    for _ in 0..40 {
        idle.push(call(&door).await);
        assert!(ask(&mut call(&door).await).await.contains("hello"));
    }
    assert!(ask(idle.last_mut().unwrap()).await.contains("hello"), "the newest of the quiet ones is still there");
}

#[tokio::test(start_paused = true)]
async fn stopping_does_not_wait_for_ever() {
    let door = open(10).await;
    let mut slow = call(&door).await;
    slow.write_all(b"GET /never HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut silent = call(&door).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let begin = ticking();
    door.close.send(()).unwrap();
    door.closed.await.unwrap();
    assert!(begin.elapsed() <= Limits::default().patience + Duration::from_secs(1));
    assert!(ends(&mut silent).await < Duration::from_secs(1));
}
