//! A PostgreSQL of the tests' own: started on a free port, in a folder of its own, and gone when the tests are.
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};

use super::engine::STORY_BEGINS;
use crate::base::ids;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

struct Server {
    port: u16,
    /// Its standard input is the thread that the server hangs on: when this process ends, however it ends, it closes.
    _keeper: Child,
}

/// A new, empty database.
pub async fn empty() -> Outcome<String> {
    create("").await
}

/// A copy of a database that nobody is connected to.
pub async fn copy_of(url: &str) -> Outcome<String> {
    let name = url.rsplit('/').next().unwrap_or_default();
    create(&format!("TEMPLATE {name} STRATEGY FILE_COPY")).await
}

#[expect(clippy::disallowed_methods, reason = "making databases is no statement of Kring")]
async fn create(how: &str) -> Outcome<String> {
    let port = server()?.port;
    let name = format!("kring_{}", ids::fresh(STORY_BEGINS).replace('-', ""));
    let mut connection = connect(port).await?;
    sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name} {how}"))).execute(&mut connection).await?;
    connection.close().await?;
    Ok(format!("postgres://kring@127.0.0.1:{port}/{name}"))
}

async fn connect(port: u16) -> Outcome<PgConnection> {
    let options: sqlx::postgres::PgConnectOptions = format!("postgres://kring@127.0.0.1:{port}/postgres").parse()?;
    let mut last = None;
    for _ in 0..150 {
        match options.connect().await {
            Ok(connection) => return Ok(connection),
            Err(error) => last = Some(error),
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(last.map_or_else(|| "no PostgreSQL".into(), Into::into))
}

fn server() -> Outcome<&'static Server> {
    static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
    let server = SERVER.get_or_init(|| start().map_err(|error| error.to_string()));
    server.as_ref().map_err(|error| error.clone().into())
}

/// PostgreSQL refuses to run as root; then it runs as the system's own user `postgres`.
fn start() -> Outcome<Server> {
    let binaries = binaries().ok_or("no PostgreSQL found: install it (Debian: apt-get install postgresql)")?;
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let folder = std::env::temp_dir().join(format!("kring-postgres-{port}"));
    std::fs::create_dir_all(&folder)?;
    let script = format!(
        "trap '' INT; as() {{ if [ \"$(id -u)\" = 0 ]; then runuser -u postgres -- \"$@\"; else \"$@\"; fi; }}
         [ \"$(id -u)\" = 0 ] && chown postgres {folder}
         cd {folder} && as {bin}/initdb -D {folder}/data -U kring -A trust -E UTF8 --locale=C.UTF-8 --no-sync >{folder}/log 2>&1 || exit 1
         as {bin}/pg_ctl -D {folder}/data -s -l {folder}/data/log -o '-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=300' start >>{folder}/log 2>&1
         cat >/dev/null
         as {bin}/pg_ctl -D {folder}/data -m immediate stop >/dev/null 2>&1; rm -rf {folder}",
        folder = folder.display(),
        bin = binaries.display(),
    );
    let keeper = Command::new("sh").arg("-c").arg(script).stdin(Stdio::piped()).spawn()?;
    Ok(Server { port, _keeper: keeper })
}

/// The folder with `initdb`: named by `KRING_POSTGRES_BIN`, from the PATH, or where Debian puts it.
fn binaries() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("KRING_POSTGRES_BIN") {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")));
    std::env::split_paths(&path).chain(debian).find(|folder| folder.join("initdb").exists())
}
