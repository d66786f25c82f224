//! A PostgreSQL of the tests' own: started on a free port, in a folder of its own, and gone when the tests are.
use std::io::Write;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};

use super::engine::STORY_BEGINS;
use crate::base::ids;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

pub struct Server {
    port: u16,
    /// Its standard input is the thread that the server hangs on: when this process ends, however it ends, it closes. A line
    /// on it is an order: `restart`, or the name of a database that nobody needs any more.
    keeper: Child,
}

/// A PostgreSQL of one story's own: what happens to it happens to nobody else.
pub fn own() -> Outcome<Server> {
    start()
}

impl Server {
    /// A new, empty database here.
    pub async fn empty(&self) -> Outcome<String> {
        create_at(self.port, "").await
    }

    /// Stops the server under everybody who is connected, and starts it; comes back when it answers again.
    pub async fn restart(&mut self) -> Outcome<()> {
        let before = began(self.port).await?;
        self.order("restart")?;
        for _ in 0..300 {
            // In between it answers nobody, or is the one from before.
            if began(self.port).await.is_ok_and(|now| now != before) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err("it did not come back".into())
    }

    fn order(&self, order: &str) -> std::io::Result<()> {
        let mut orders = self.keeper.stdin.as_ref().ok_or(std::io::ErrorKind::BrokenPipe)?;
        orders.write_all(format!("{order}\n").as_bytes())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        self.keeper.wait().ok();
    }
}

/// When the server began.
#[expect(clippy::disallowed_methods, reason = "asking a server when it began is no statement of Kring")]
async fn began(port: u16) -> Outcome<String> {
    let mut connection = connect(port).await?;
    let (began,): (String,) =
        sqlx::query_as("SELECT CAST(pg_postmaster_start_time() AS TEXT)").fetch_one(&mut connection).await?;
    Ok(began)
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

/// Throws a database away, soon: a few hundred stories would fill a small disk with their copies.
pub fn forget(url: &str) -> Outcome<()> {
    Ok(server()?.order(url.rsplit('/').next().unwrap_or_default())?)
}

/// A new, empty database that is made in another way than ours.
pub async fn empty_with(how: &str) -> Outcome<String> {
    create(how).await
}

async fn create(how: &str) -> Outcome<String> {
    create_at(server()?.port, how).await
}

#[expect(clippy::disallowed_methods, reason = "making databases is no statement of Kring")]
async fn create_at(port: u16, how: &str) -> Outcome<String> {
    let name = format!("kring_{}", ids::fresh(STORY_BEGINS).replace('-', ""));
    let mut connection = connect(port).await?;
    sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name} {how}"))).execute(&mut connection).await?;
    connection.close().await?;
    Ok(format!("postgres://kring@127.0.0.1:{port}/{name}"))
}

/// Refuses every row that is written to this database with what a full disk says, or takes them again.
pub async fn no_room(url: &str, full: bool) -> Outcome<()> {
    const FULL: &str = "
        CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
        DO $$ DECLARE t record; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE format('CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION no_room()', t.tablename);
        END LOOP; END $$";
    let options: sqlx::postgres::PgConnectOptions = url.parse()?;
    let mut connection = options.connect().await?;
    let text = if full { FULL } else { "DROP FUNCTION IF EXISTS no_room CASCADE" };
    sqlx::raw_sql(text).execute(&mut connection).await?;
    connection.close().await?;
    Ok(())
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
         as {bin}/pg_ctl -D {folder}/data -s -l {folder}/data/log -o '-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c wal_level=minimal -c max_wal_senders=0 -c checkpoint_timeout=1h -c max_wal_size=4GB -c max_connections=300' start >>{folder}/log 2>&1
         while read -r order; do case $order in
           restart) as {bin}/pg_ctl -D {folder}/data -m fast -w -s -l {folder}/data/log restart ;;
           *) as {bin}/dropdb -h 127.0.0.1 -p {port} -U kring --force $order ;;
         esac >>{folder}/log 2>&1 </dev/null; done
         as {bin}/pg_ctl -D {folder}/data -m immediate stop >/dev/null 2>&1; rm -rf {folder}",
        folder = folder.display(),
        bin = binaries.display(),
    );
    let keeper = Command::new("sh").arg("-c").arg(script).stdin(Stdio::piped()).spawn()?;
    Ok(Server { port, keeper })
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
