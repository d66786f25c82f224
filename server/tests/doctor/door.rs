//! A door before a server, which speaks TLS with whoever comes: as mail servers and databases do.
use std::io;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

use super::folder;

#[derive(Debug, Clone, Copy)]
pub enum Front {
    /// TLS from the first byte.
    Wrapped,
    /// A mail server that offers STARTTLS.
    Starttls,
    /// PostgreSQL is asked for TLS in eight bytes, and agrees with one.
    Postgres,
}

/// Stands before a server, speaks TLS with whoever comes, and passes on what they say.
pub struct Door {
    pub port: u16,
    /// What was said before TLS began.
    clear: Arc<Mutex<Vec<String>>>,
    work: JoinHandle<()>,
}

impl Drop for Door {
    fn drop(&mut self) {
        self.work.abort();
    }
}

impl Door {
    pub async fn open(front: Front, certificate: &Certificate, behind: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let clear = Arc::new(Mutex::new(Vec::new()));
        let (acceptor, said) = (certificate.acceptor.clone(), Arc::clone(&clear));
        let work = tokio::spawn(async move {
            while let Ok((guest, _)) = listener.accept().await {
                let (acceptor, said) = (acceptor.clone(), Arc::clone(&said));
                // Whoever does not trust the certificate hangs up: that is what is tried.
                tokio::spawn(async move { pass_on(front, guest, &acceptor, behind, &said).await.ok() });
            }
        });
        Door { port, clear, work }
    }

    pub fn heard_in_clear(&self) -> Vec<String> {
        self.clear.lock().expect("a list").clone()
    }
}

async fn pass_on(
    front: Front,
    mut guest: TcpStream,
    acceptor: &TlsAcceptor,
    behind: u16,
    clear: &Mutex<Vec<String>>,
) -> io::Result<()> {
    match front {
        Front::Wrapped => {}
        Front::Starttls => {
            guest.write_all(b"220 mail.school.example\r\n").await?;
            for answer in ["250-mail.school.example\r\n250 STARTTLS\r\n", "220 go ahead\r\n"] {
                let said = line(&mut guest).await?;
                clear.lock().expect("a list").push(said);
                guest.write_all(answer.as_bytes()).await?;
            }
        }
        Front::Postgres => {
            guest.read_exact(&mut [0; 8]).await?;
            guest.write_all(b"S").await?;
        }
    }
    let mut guest = acceptor.accept(guest).await?;
    let mut server = TcpStream::connect(("127.0.0.1", behind)).await?;
    if matches!(front, Front::Starttls) {
        // It has been greeted.
        line(&mut server).await?;
    }
    copy_bidirectional(&mut guest, &mut server).await.map(drop)
}

async fn line(stream: &mut TcpStream) -> io::Result<String> {
    let mut said = Vec::new();
    while !said.ends_with(b"\n") {
        said.push(stream.read_u8().await?);
    }
    Ok(String::from_utf8_lossy(&said).trim_end().to_owned())
}

pub struct Certificate {
    acceptor: TlsAcceptor,
    /// For `SSL_CERT_FILE`: what this computer trusts.
    pub file: String,
    _folder: tempfile::TempDir,
}

impl Certificate {
    pub fn of_localhost() -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        let folder = folder();
        let file = folder.path().join("root.pem");
        std::fs::write(&file, made.cert.pem()).expect("written");
        let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config
            .expect("TLS")
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key.into())
            .expect("a pair");
        Certificate {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            file: file.to_str().expect("a path").to_owned(),
            _folder: folder,
        }
    }
}
