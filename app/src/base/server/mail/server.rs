//! Speaking with a mail server, step by step, so that what went wrong has a name. One connection is kept for the next mail.
use std::error::Error as _;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use lettre::Address;
use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use secrecy::ExposeSecret;
use tokio::sync::Mutex;
use tokio::time::timeout;

use super::verdict::{Answer, Stage, Undelivered, verdict};
use crate::base::settings::{Smtp, Tls};

const CONNECT: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(60);
/// So long a kept connection has to show that it still lives.
const ALIVE: Duration = Duration::from_secs(5);

/// What succeeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Found,
    Connected,
    Secured,
    SignedIn,
    Accepted,
}

type Told<'t> = &'t (dyn Fn(Step) + Send + Sync);

pub struct Server {
    smtp: Smtp,
    hello: ClientId,
    kept: Mutex<Option<AsyncSmtpConnection>>,
    /// For one mail, from the first word to the last.
    pub(super) patience: Duration,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "mail server {}", self.smtp)
    }
}

impl Server {
    /// `host` is the name under which this machine presents itself.
    pub fn new(smtp: Smtp, host: String) -> Self {
        let address = host.trim_matches(['[', ']']).parse();
        let hello = match address {
            Ok(std::net::IpAddr::V4(address)) => ClientId::Ipv4(address),
            Ok(std::net::IpAddr::V6(address)) => ClientId::Ipv6(address),
            Err(_) => ClientId::Domain(host),
        };
        Server { smtp, hello, kept: Mutex::new(None), patience: WHOLE }
    }

    pub async fn send(&self, envelope: &Envelope, message: &[u8], told: Told<'_>) -> Result<(), Undelivered> {
        let work = async {
            let mut line = match self.still_open().await {
                Some(line) => line,
                None => self.connect(told).await?,
            };
            hand_over(&mut line, envelope, message).await?;
            Ok(line)
        };
        let line = timeout(self.patience, work).await.unwrap_or(Err(Undelivered::Later("mail_slow")))?;
        told(Step::Accepted);
        *self.kept.lock().await = Some(line);
        Ok(())
    }

    /// Everything that comes before a mail, and a goodbye.
    pub async fn greet(&self, told: Told<'_>) -> Result<(), Undelivered> {
        let work = async {
            // Whoever signed in is let go politely; how the goodbye is answered does not matter.
            self.connect(told).await?.quit().await.ok();
            Ok(())
        };
        timeout(self.patience, work).await.unwrap_or(Err(Undelivered::Later("mail_slow")))
    }

    async fn still_open(&self) -> Option<AsyncSmtpConnection> {
        let mut line = self.kept.lock().await.take()?;
        timeout(ALIVE, line.test_connected()).await.unwrap_or(false).then_some(line)
    }

    async fn connect(&self, told: Told<'_>) -> Result<AsyncSmtpConnection, Undelivered> {
        let addresses = self.addresses().await?;
        told(Step::Found);
        let params = || TlsParameters::new(self.smtp.host.clone()).map_err(|_| Undelivered::Later("mail_tls"));
        let wrapped = if self.smtp.tls == Tls::Always { Some(params()?) } else { None };
        let line = AsyncSmtpConnection::connect_tokio1(&addresses[..], Some(CONNECT), &self.hello, wrapped, None).await;
        let mut line = line.map_err(|error| self.not_connected(&error))?;
        told(Step::Connected);
        let upgrade = match self.smtp.tls {
            Tls::Required if !line.can_starttls() => return Err(Undelivered::Later("mail_starttls")),
            Tls::Required => true,
            Tls::Offered => line.can_starttls(),
            Tls::Always | Tls::Never => false,
        };
        if upgrade {
            let secured = line.starttls(params()?, &self.hello).await;
            secured.map_err(|error| wrong(Stage::Starttls, &error))?;
        }
        if line.is_encrypted() {
            told(Step::Secured);
        }
        if let Some((name, password)) = &self.smtp.user {
            let credentials = Credentials::new(name.clone(), password.expose_secret().to_owned());
            let signed_in = line.auth(DEFAULT_MECHANISMS, &credentials).await;
            signed_in.map_err(|error| wrong(Stage::SignIn, &error))?;
            told(Step::SignedIn);
        }
        Ok(line)
    }

    async fn addresses(&self) -> Result<Vec<SocketAddr>, Undelivered> {
        const UNKNOWN: Undelivered = Undelivered::Later("mail_name");
        let found = timeout(CONNECT, tokio::net::lookup_host((self.smtp.host.as_str(), self.smtp.port))).await;
        let addresses: Vec<SocketAddr> = found.map_err(|_| UNKNOWN)?.map_err(|_| UNKNOWN)?.collect();
        if addresses.is_empty() { Err(UNKNOWN) } else { Ok(addresses) }
    }

    /// The library tells a refused connection and a refused certificate in one word; the cause below it tells them apart.
    fn not_connected(&self, error: &Error) -> Undelivered {
        if error.status().is_some() || error.is_response() {
            return wrong(Stage::Greeting, error);
        }
        let agreeing = self.smtp.tls == Tls::Always
            && matches!(cause(error), Some(io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof));
        Undelivered::Later(if agreeing || error.is_tls() { "mail_tls" } else { "mail_unreachable" })
    }
}

fn cause(error: &Error) -> Option<io::ErrorKind> {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return Some(error.kind());
        }
        source = error.source();
    }
    None
}

/// One mail, one receiver.
async fn hand_over(line: &mut AsyncSmtpConnection, envelope: &Envelope, message: &[u8]) -> Result<(), Undelivered> {
    let ascii = |address: &Address| AsRef::<str>::as_ref(address).is_ascii();
    let mut options = Vec::new();
    if !envelope.to().iter().all(ascii) {
        if !line.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(Undelivered::Refused("mail_address_letters"));
        }
        options.push(MailParameter::SmtpUtfEight);
    }
    let from = Mail::new(envelope.from().cloned(), options);
    line.command(from).await.map_err(|error| wrong(Stage::From, &error))?;
    for to in envelope.to() {
        let to = Rcpt::new(to.clone(), Vec::new());
        line.command(to).await.map_err(|error| wrong(Stage::To, &error))?;
    }
    line.command(Data).await.map_err(|error| wrong(Stage::Text, &error))?;
    line.message(message).await.map_err(|error| wrong(Stage::Text, &error))?;
    Ok(())
}

fn wrong(stage: Stage, error: &Error) -> Undelivered {
    let Some(code) = error.status() else {
        return Undelivered::Later(match stage {
            Stage::Starttls => "mail_tls",
            Stage::SignIn if error.is_client() => "mail_no_sign_in",
            _ => "mail_lost",
        });
    };
    let text = error.source().map(ToString::to_string).unwrap_or_default();
    verdict(stage, Answer::of(code.into(), &text))
}
