//! `kring mail test`: one mail, now, told step by step.
use app::base::clock::Clock;
use app::base::mail::{self, Post, Step, verdict};
use app::base::settings::{MailPlace, Settings};
use clap::Subcommand;

use crate::commands::Outcome;

#[derive(Debug, Subcommand)]
pub enum Mail {
    /// Send one mail now, and say how far it came.
    Test { address: String },
}

pub async fn run(settings: Settings, what: Mail) -> Outcome {
    let Mail::Test { address } = what;
    let post = Post::open(&settings, Clock::System)?;
    match &settings.mail {
        MailPlace::Smtp(smtp) => println!("Sending a mail by {smtp}, from {}:", settings.mail_from.0.email),
        MailPlace::Folder(folder) => {
            println!(
                "`mail` names the folder {}: mail is laid there, and nothing leaves this machine.",
                folder.display()
            );
        }
        MailPlace::Memory => println!("`mail` is memory: nothing leaves this machine."),
    }
    let test = mail::Mail {
        to: address,
        subject: "Kring: proefmail / test mail".into(),
        text: format!("Deze mail is een proef. This mail is a test.\n{}\n", settings.public_url),
    };
    let sent = post.send_told(&test, &|step| println!("  {}", told(step))).await;
    sent.map_err(|why| format!("the mail did not leave: {} ({})", verdict::explained(why.code()), why.code()))?;
    println!("Done.");
    Ok(())
}

fn told(step: Step) -> &'static str {
    match step {
        Step::Found => "the name of the mail server is found",
        Step::Connected => "connected",
        Step::Secured => "speaking TLS",
        Step::SignedIn => "signed in",
        Step::Accepted => "the mail server has taken the mail",
    }
}
