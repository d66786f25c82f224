//! Putting right how somebody is reached: reading what was typed, and doing it.
use edexml::{email, phone};

use super::import::conversation;
use super::store::brought::ImportId;
use super::store::contacts::{self, Contact};
use crate::access::{Manage, PersonId, Viewer, Write};
use crate::base::failure::{Problem, Result};
use crate::base::text;
use crate::people::actions::ReachForm;
use crate::shell::Sheet;
use crate::shell::flash::say_next;
use crate::shell::sheet::{Mistake, refuse};
use crate::shell::typed::Reading;

fn typed(form: &ReachForm, reading: &mut Reading) -> Contact {
    let (address, number) = (text::one_line(&form.email), text::one_line(&form.phone));
    let email = match email(&address) {
        _ if address.is_empty() => String::new(),
        Ok(email) => email,
        Err(_) => {
            reading.wrong("email", Problem::NotAnAddress);
            address
        }
    };
    let phone = match phone(&number) {
        _ if number.is_empty() => String::new(),
        Some(phone) => phone,
        None => {
            reading.wrong("phone", Problem::NotANumber);
            number
        }
    };
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
    let file = match import.as_str() {
        "" => None,
        import => Some(viewer.may(Manage, ImportId::from(import.to_owned())).await?),
    };
    contacts::let_go(&viewer, &may).await?;
    if let Some(file) = file {
        conversation::look_again(&viewer, &file).await?;
    }
    say_next(viewer.app(), &super::LET_GO);
    Ok(())
}
