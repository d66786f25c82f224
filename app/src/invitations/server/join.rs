//! What whoever was invited does.
use super::actions::JoinForm;
use super::rules;
use super::store::{self, Joining, Outcome};
use crate::access::{Viewer, Visitor};
use crate::accounts;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::base::language;
use crate::shell::flash::say_next;
use crate::shell::sheet::{Mistake, refuse};
use crate::shell::typed::Reading;

/// Longer than anybody types, with spaces.
const LONGEST: usize = 200;

/// What a form says.
pub struct Typed {
    pub code: String,
    pub email: String,
    pub mistakes: Vec<Mistake>,
}

pub fn typed(form: &JoinForm) -> Typed {
    let mut reading = Reading::default();
    let code = match (reading.line("code", &form.code, LONGEST), rules::read(&form.code)) {
        (_, Some(code)) => code,
        (line, None) => {
            // What is empty or far too long was said already.
            if reading.0.is_empty() {
                reading.wrong("code", Problem::Wrong);
            }
            line
        }
    };
    let before = reading.0.len();
    let line = reading.line("email", &form.email, LONGEST);
    let email = match edexml::email(&line) {
        Ok(email) => email,
        Err(_) => {
            if reading.0.len() == before {
                reading.wrong("email", Problem::NotAnAddress);
            }
            line
        }
    };
    Typed { code, email, mistakes: reading.0 }
}

pub async fn join(form: JoinForm, password: String) -> Result<()> {
    let visitor = Visitor::here().await?;
    let mut typed = typed(&form);
    if !accounts::acceptable_password(&password) {
        typed.mistakes.push(("password", Problem::TooShort));
    }
    refuse(&typed.mistakes)?;
    accounts::guess(&visitor).await?;
    let code_hash = ids::hash(&typed.code);
    // Whoever guesses costs no more than a look.
    store::look_up(&visitor, &code_hash).await?;
    let password_hash = accounts::password::hash_of_visitor(&visitor, password).await?;
    let (token, language) = (ids::token(), language::code(visitor.language));
    let email = identity::address(&typed.email);
    let joining = Joining { code_hash, email: email.clone(), password_hash, language };
    let outcome = store::begin(&visitor, joining, &token).await?;
    accounts::guessed_right(&visitor).await?;
    match outcome {
        Outcome::Open => come_in(&visitor, &email).await,
        Outcome::Prove => {
            leptos_axum::redirect(&format!("/join/{token}"));
            Ok(())
        }
    }
}

async fn come_in(visitor: &Visitor, email: &str) -> Result<()> {
    accounts::come_in(visitor, email, "/").await?;
    say_next(visitor.app(), &super::CAME);
    Ok(())
}

pub async fn prove(begun: String, number: String) -> Result<()> {
    let visitor = Visitor::here().await?;
    let begun = store::begun(&visitor, &begun).await?;
    let number: String = number.chars().filter(char::is_ascii_digit).take(LONGEST).collect();
    if number.is_empty() {
        return Err(Failure::invalid("number", Problem::Required));
    }
    store::finish(&visitor, &begun, &number).await?;
    come_in(&visitor, &begun.email).await
}

pub async fn link(code: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let visitor = Visitor::here().await?;
    if code.trim().is_empty() {
        return Err(Failure::invalid("code", Problem::Required));
    }
    let code = rules::read(&code).ok_or_else(|| Failure::invalid("code", Problem::Wrong))?;
    accounts::guess(&visitor).await?;
    store::link(&viewer, ids::hash(&code)).await?;
    accounts::guessed_right(&visitor).await?;
    say_next(viewer.app(), &super::LINKED);
    leptos_axum::redirect("/");
    Ok(())
}
