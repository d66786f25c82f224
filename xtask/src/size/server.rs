//! A demo school of its own in a temporary folder, stopped and removed when measuring ends.

use super::http::Client;
use crate::place::Place;
use anyhow::{Context, Result, bail};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Seeding draws photos, which a slow machine takes a while for.
const PATIENCE: Duration = Duration::from_secs(180);

pub struct Server {
    child: Child,
    port: u16,
    _data: TempDir,
}

/// A port that nobody uses at this moment.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

impl Server {
    pub fn start(place: &Place, binary: &Path) -> Result<Self> {
        let (data, port) = (tempfile::tempdir()?, free_port()?);
        let mut command = Command::new(binary);
        command
            .arg("demo")
            .arg("--data")
            .arg(data.path())
            .arg("--site")
            .arg(&place.site)
            .args(["--port", &port.to_string()]);
        println!("· starting a demo school on port {port}");
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("{} does not start", binary.display()))?;
        let mut server = Self { child, port, _data: data };
        server.wait()?;
        Ok(server)
    }

    pub fn client(&self) -> Client {
        Client::new(self.port)
    }

    pub fn address(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    fn wait(&mut self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait()? {
                bail!("the demo server ended by itself ({status})");
            }
            if self.client().get("/sign-in").is_ok_and(|answer| answer.status == 200) {
                println!("  ready after {:.1} s", start.elapsed().as_secs_f32());
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(200));
        }
        bail!("the demo server did not answer /sign-in within {} s", PATIENCE.as_secs())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
