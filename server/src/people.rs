//! The commands that look after people: roles, decisions about guardians, modules, accounts.
use std::io::BufRead;

use app::access::{App, Duty, Robot};
use app::accounts;
use app::base::language::Language;
use app::people::{
    self, Confirm, Decision,
    said::{self, Saying},
};
use app::school;
use clap::{Args, Subcommand};

use crate::commands::Outcome;
use crate::import::{At, today};

#[derive(Debug, Subcommand)]
pub enum People {
    /// Show the roles that imports proposed and nobody confirmed yet.
    Roles {
        #[command(flatten)]
        at: At,
    },
    /// Confirm proposed roles: of whom, by key (T3), or one role of somebody (T3:head).
    ConfirmRoles {
        keys: Vec<String>,
        /// Every role that waits.
        #[arg(long, conflicts_with = "keys")]
        all: bool,
        #[command(flatten)]
        at: At,
    },
    /// Show the guardians who are only proposed: of which pupil, who.
    Guardians {
        #[command(flatten)]
        at: At,
    },
    /// Lift the block of a guardian. Only the head of the school decides this.
    Unblock(About),
    /// Confirm a guardian who is only proposed, for example because the name looks like that of somebody blocked.
    ConfirmGuardian(About),
    /// Write everything that Kring holds of somebody to standard output, as JSON: for that person.
    Export {
        /// Their key or address.
        who: String,
        #[command(flatten)]
        at: At,
    },
    /// Take out everything that Kring holds of somebody. Only the head of the school decides this. It cannot be undone.
    Erase {
        /// Their key or address.
        who: String,
        /// The head who decides: key or address.
        #[arg(long)]
        by: String,
        #[command(flatten)]
        at: At,
    },
}

#[derive(Debug, Args)]
pub struct About {
    #[command(flatten)]
    at: At,
    /// The key of the pupil.
    #[arg(long)]
    pupil: String,
    /// The address of the guardian; or, for who has none, the name in full.
    #[arg(long)]
    email: String,
    /// The head who decides: key or address.
    #[arg(long)]
    by: String,
    /// Why. Is kept, with the name and the day.
    #[arg(long)]
    reason: String,
}

#[derive(Debug, Args)]
pub struct Modules {
    #[command(subcommand)]
    change: Option<Change>,
    #[command(flatten)]
    at: At,
}

#[derive(Debug, Subcommand)]
pub enum Change {
    /// Open a module for guardians: today, or on a day.
    Open {
        module: String,
        #[arg(long, value_name = "DAY")]
        on: Option<String>,
        #[command(flatten)]
        at: At,
    },
    /// Close a module: guardians see nothing of it any more.
    Close {
        module: String,
        #[command(flatten)]
        at: At,
    },
}

pub async fn people(app: &App, command: People) -> Outcome {
    match command {
        People::Roles { at } => roles(app, &at).await,
        People::ConfirmRoles { keys, all, at } => {
            confirm(app, if all { Confirm::All } else { Confirm::Some(keys) }, &at).await
        }
        People::Guardians { at } => waiting(app, &at).await,
        People::Unblock(about) => decide(app, about, false).await,
        People::ConfirmGuardian(about) => decide(app, about, true).await,
        People::Export { who, at } => export(app, &who, &at).await,
        People::Erase { who, by, at } => erase(app, people::About { brin: None, who, by }, &at).await,
    }
}

async fn export(app: &App, who: &str, at: &At) -> Outcome {
    let robot = Robot::new(app, Duty::Command("export a person"));
    let all = people::export(&robot, at.school.as_deref(), who).await;
    println!("{:#}", all.map_err(|refused| said::command(at.language(), &refused))?);
    Ok(())
}

async fn erase(app: &App, about: people::About, at: &At) -> Outcome {
    let (robot, language) = (Robot::new(app, Duty::Command("erase a person")), at.language());
    let about = people::About { brin: at.school.clone(), ..about };
    people::erase(&robot, &about, today(app)).await.map_err(|refused| said::command(language, &refused))?;
    println!("{}", said::say(language, Saying::Erased));
    Ok(())
}

async fn roles(app: &App, at: &At) -> Outcome {
    let language = at.language();
    let waiting =
        people::roles_waiting(&Robot::new(app, Duty::Command("roles")), at.school.as_deref(), today(app)).await;
    let waiting = waiting.map_err(|refused| said::command(language, &refused))?;
    for (number, (key, role)) in waiting.iter().enumerate() {
        println!("  {}. {key}: {} ({role})", number + 1, said::role(language, role));
    }
    println!("{}", said::say(language, Saying::RolesWait(waiting.len())));
    Ok(())
}

/// Names and addresses: whoever confirms must know whom.
async fn waiting(app: &App, at: &At) -> Outcome {
    let language = at.language();
    let waiting = people::guardians_waiting(&Robot::new(app, Duty::Command("guardians")), at.school.as_deref()).await;
    let waiting = waiting.map_err(|refused| said::command(language, &refused))?;
    for people::Waiting { pupil, name, email } in &waiting {
        println!("  {pupil}: {name} {}", email.as_deref().unwrap_or("-"));
    }
    println!("{}", said::say(language, Saying::GuardiansWait(waiting.len())));
    Ok(())
}

async fn confirm(app: &App, which: Confirm, at: &At) -> Outcome {
    let (robot, language) = (Robot::new(app, Duty::Command("confirm roles")), at.language());
    let confirmed = people::confirm_roles(&robot, at.school.as_deref(), which, today(app)).await;
    let confirmed = confirmed.map_err(|refused| said::command(language, &refused))?;
    for (key, role) in &confirmed {
        println!("  {key}: {}", said::role(language, role));
    }
    println!("{}", said::say(language, Saying::RolesConfirmed(confirmed.len())));
    Ok(())
}

async fn decide(app: &App, about: About, confirm: bool) -> Outcome {
    let (robot, language) = (Robot::new(app, Duty::Command("decide")), about.at.language());
    let About { at, pupil, email, by, reason } = about;
    let decision = Decision { brin: at.school, pupil, email, by, reason };
    let done = match confirm {
        true => people::confirm_guardian(&robot, &decision, today(app)).await,
        false => people::lift_block(&robot, &decision, today(app)).await,
    };
    done.map_err(|refused| said::command(language, &refused))?;
    println!(
        "{}",
        if confirm { said::say(language, Saying::Confirmed) } else { said::say(language, Saying::Unblocked) }
    );
    Ok(())
}

pub async fn modules(app: &App, modules: Modules) -> Outcome {
    let (robot, today) = (Robot::new(app, Duty::Command("modules")), today(app));
    let (at, shown) = match modules.change {
        None => {
            let shown = school::modules(&robot, modules.at.school.as_deref()).await;
            (modules.at, shown)
        }
        Some(Change::Open { module, on, at }) => {
            let day = on.unwrap_or_else(|| today.to_string());
            let shown = school::set_module(&robot, at.school.as_deref(), &module, Some(&day)).await;
            (at, shown)
        }
        Some(Change::Close { module, at }) => {
            let shown = school::set_module(&robot, at.school.as_deref(), &module, None).await;
            (at, shown)
        }
    };
    let language = at.language();
    for (module, opens) in shown.map_err(|refused| said::command(language, &refused))? {
        println!("  {}", said::module(language, &module, opens, today));
    }
    Ok(())
}

/// Opens an account, or gives it a new password; the password is one line on standard input. An account that signs in at another school
/// opens this one, too, only when that is asked for (`link`): the same address is not yet the same person.
pub async fn account(app: &App, email: &str, at: &At, link: bool) -> Outcome {
    let (robot, language) = (Robot::new(app, Duty::Command("account")), at.language());
    let mut found = people::with_address(&robot, email).await?;
    if let Some(school) = &at.school {
        found.retain(|(_, brin)| brin.eq_ignore_ascii_case(school));
    }
    let person = match found.as_slice() {
        [(person, _)] => person,
        [] => return Err(said::say(language, Saying::NoAddress).into()),
        _ => return Err(said::say(language, Saying::AddressOfMany).into()),
    };
    if let Some(brin) = accounts::account_elsewhere(&robot, person, email).await? {
        if !link {
            return Err(said::say(language, Saying::AccountElsewhere(&brin)).into());
        }
        accounts::open_account(&robot, person, email, None).await?;
        println!("{}", said::say(language, Saying::AccountLinked(&brin)));
        return Ok(());
    }
    let password = typed(language)?;
    let hash = accounts::password::hash(app, password).await?;
    accounts::open_account(&robot, person, email, Some(&hash)).await?;
    println!("{}", said::say(language, Saying::AccountOpen));
    Ok(())
}

fn typed(language: Language) -> Outcome<String> {
    eprintln!("{}", said::say(language, Saying::AskPassword));
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']);
    if !accounts::acceptable_password(password) {
        return Err(said::say(language, Saying::WeakPassword).into());
    }
    Ok(password.to_owned())
}
