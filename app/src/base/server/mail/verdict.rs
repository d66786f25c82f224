//! What an answer of a mail server means for a mail. Pure. Only a refused recipient is final: a wrong password of the school's, a
//! certificate, a full disk are repaired, and then the mail leaves. Codes only: the texts of mail servers hold addresses.

/// Why a mail did not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undelivered {
    /// This address will never work.
    Refused(&'static str),
    /// The server is away, slow, wrongly set up or asks for patience: later.
    Later(&'static str),
}

impl Undelivered {
    pub fn code(self) -> &'static str {
        match self {
            Undelivered::Refused(code) | Undelivered::Later(code) => code,
        }
    }
}

/// How far a mail came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Greeting,
    Starttls,
    SignIn,
    From,
    To,
    Text,
}

/// An answer that is no «yes»: its number, its second number (5.1.1), and whether it asks for STARTTLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    pub code: u16,
    pub detail: Option<[u16; 3]>,
    pub wants_tls: bool,
}

impl Answer {
    pub fn of(code: u16, text: &str) -> Self {
        let first = text.split_whitespace().next().unwrap_or_default();
        let parts: Vec<u16> = first.split('.').filter_map(|part| part.parse().ok()).collect();
        let detail = <[u16; 3]>::try_from(parts).ok().filter(|detail| detail[0] == 4 || detail[0] == 5);
        Answer { code, detail, wants_tls: text.to_ascii_uppercase().contains("STARTTLS") }
    }
}

pub fn verdict(stage: Stage, answer: Answer) -> Undelivered {
    use Undelivered::{Later, Refused};
    let about =
        |class: u16, subject: u16| answer.detail.is_some_and(|detail| detail[1] == class && detail[2] == subject);
    if answer.wants_tls {
        return Later("mail_starttls");
    }
    match (stage, answer.code) {
        (_, 530 | 534 | 535 | 538) => Later("mail_auth"),
        (_, 452 | 552) if stage != Stage::Text || about(2, 2) || about(3, 1) => Later("mail_full"),
        (_, 400..=499) => Later("mail_busy"),
        (Stage::To, code) if final_for(code, answer.detail) => Refused("mail_refused"),
        (Stage::To, _) => Later("mail_refused_by_rule"),
        (Stage::Greeting, _) => Later("mail_unwelcome"),
        (Stage::Starttls, _) => Later("mail_tls"),
        (Stage::SignIn, _) => Later("mail_auth"),
        (Stage::From, _) => Later("mail_refused_sender"),
        (Stage::Text, _) => Later("mail_refused_text"),
    }
}

/// «No such address». A rule of the server (5.7.x: no relaying, listed as spam) says 550 too, and says nothing about the address.
fn final_for(code: u16, detail: Option<[u16; 3]>) -> bool {
    match detail {
        // 5.1.7 and 5.1.8 are about the sender.
        Some([5, 1, what]) => what != 7 && what != 8,
        Some([5, 2, what]) => what != 2 && matches!(code, 550 | 551 | 553),
        Some([5, 0, _]) | None => matches!(code, 550 | 551 | 553),
        Some(_) => false,
    }
}

/// What a code means and what to do, in English, for whoever looks after the machine.
pub fn explained(code: &str) -> &'static str {
    match code {
        "mail_address" => "the address is none",
        "mail_address_letters" => "the address has letters that this mail server cannot send to",
        "mail_refused" => "the mail server says that this address does not exist",
        "mail_refused_by_rule" => {
            "a rule of the mail server refuses this receiver (relaying, or a list of senders of spam): ask whoever runs it"
        }
        "mail_auth" => "the mail server does not accept this name and password: look at `mail` in the settings",
        "mail_no_sign_in" => {
            "the mail server offers no way to sign in here: try smtps://, or leave name and password out"
        }
        "mail_starttls" => "TLS is needed and was not agreed on: write smtps://, or smtp:// with ?tls=required",
        "mail_tls" => {
            "TLS did not work: a certificate that is not for this host name, has ended, or was made by nobody known"
        }
        "mail_name" => {
            "the name of the mail server is not found: look at `mail` in the settings, and at the DNS of this machine"
        }
        "mail_unreachable" => {
            "nobody answers at the mail server's host and port: look at `mail` in the settings, and at the firewall"
        }
        "mail_unwelcome" => "the mail server does not want to speak with this machine: ask whoever runs it",
        "mail_refused_sender" => "the mail server refuses the sender: look at `mail_from` in the settings",
        "mail_refused_text" => "the mail server refuses the message itself: ask whoever runs it",
        "mail_full" => "the mailbox or the mail server is full",
        "mail_busy" => "the mail server asks to come back later",
        "mail_slow" => "the mail server took more than a minute",
        "mail_lost" => "the mail server broke off the connection",
        "mail_folder" => "the folder for mail cannot be written: look at its rights, and at the room on the disk",
        _ => "it did not work",
    }
}
