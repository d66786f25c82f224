//! Putting right how somebody is reached: reading what was typed, and doing it.
use super::import::conversation;
use super::store::contacts::{self, Contact};
use crate::access::{PersonId, Viewer, Write};
use crate::base::failure::{Problem, Result};
use crate::base::text;
use crate::people::actions::ReachForm;
use crate::shell::Sheet;
use crate::shell::flash::say_next;
use crate::shell::sheet::{Mistake, refuse};
use crate::shell::typed::Reading;

/// An address and a number as somebody typed them; empty: none.
pub struct Reached {
    pub email: String,
    pub phone: String,
}

pub fn read(email: &str, phone: &str, reading: &mut Reading) -> Reached {
    let (address, number) = (text::one_line(email), text::one_line(phone));
    let email = match edexml::email(&address) {
        _ if address.is_empty() => String::new(),
        Ok(email) => email,
        Err(_) => {
            reading.wrong("email", Problem::NotAnAddress);
            address
        }
    };
    let phone = match edexml::phone(&number) {
        _ if number.is_empty() => String::new(),
        Some(phone) => phone,
        None => {
            reading.wrong("phone", Problem::NotANumber);
            number
        }
    };
    Reached { email, phone }
}

fn typed(form: &ReachForm, reading: &mut Reading) -> Contact {
    let Reached { email, phone } = read(&form.email, &form.phone, reading);
    Contact { email, phone, was: form.was.clone() }
}

/// All that is wrong with a form that came back.
pub fn mistakes(sheet: &Sheet) -> Vec<Mistake> {
    let mut reading = Reading::default();
    let form = ReachForm { email: sheet.value("email", ""), phone: sheet.value("phone", ""), was: String::new() };
    typed(&form, &mut reading);
    reading.0
}

pub async fn reach(person: String, form: ReachForm) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Write, PersonId::from(person)).await?;
    let mut reading = Reading::default();
    let contact = typed(&form, &mut reading);
    refuse(&reading.0)?;
    contacts::change(&viewer, &may, contact).await?;
    say_next(viewer.app(), &super::REACHED);
    Ok(())
}

/// `import`: the file that is looked at, if it was there that somebody let go.
pub async fn let_go(person: String, import: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Write, PersonId::from(person)).await?;
    let file = conversation::looked_at(&viewer, import).await?;
    contacts::let_go(&viewer, &may).await?;
    conversation::look_again(&viewer, file).await?;
    say_next(viewer.app(), &super::LET_GO);
    Ok(())
}
