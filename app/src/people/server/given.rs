//! Giving somebody a role, ending it, and writing down somebody who is in no file.
use super::contact;
use super::store::RoleId;
use super::store::given::{self, Appointment, Newcomer};
use crate::access::{Manage, PersonId, Role, Viewer};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::base::name::Name;
use crate::base::text;
use crate::people::actions::NewcomerForm;
use crate::shell::Sheet;
use crate::shell::flash::say_next;
use crate::shell::sheet::{Mistake, refuse};
use crate::shell::typed::Reading;

/// Longer than any name in a register.
const LONGEST_NAME: usize = 80;

pub async fn give(person: String, what: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    // Who may not give any sees nothing of the person.
    viewer.may(Manage, PersonId::from(person.clone())).await?;
    let role = match what.as_str() {
        "" => return Err(Failure::invalid("what", Problem::Required)),
        code => Role::of(code).ok_or_else(|| Failure::invalid("what", Problem::Unknown))?,
    };
    let may = viewer.may(Manage, Appointment { person: PersonId::from(person), role }).await?;
    given::give(&viewer, &may).await?;
    say_next(viewer.app(), &super::ROLE_GIVEN);
    Ok(())
}

pub async fn end(role: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, RoleId::from(role)).await?;
    given::end(&viewer, &may).await?;
    say_next(viewer.app(), &super::ROLE_ENDED);
    Ok(())
}

fn typed(form: &NewcomerForm, reading: &mut Reading) -> (Name, contact::Reached) {
    let call_name = reading.line("call_name", &form.call_name, LONGEST_NAME);
    let infix = text::one_line(&form.infix);
    if infix.chars().count() > LONGEST_NAME {
        reading.wrong("infix", Problem::TooLong);
    }
    let last_name = reading.line("last_name", &form.last_name, LONGEST_NAME);
    let reached = contact::read(&form.email, &form.phone, reading);
    (Name { call_name, infix, last_name }, reached)
}

/// All that is wrong with a form that came back.
pub fn mistakes(sheet: &Sheet) -> Vec<Mistake> {
    let one = |name: &str| sheet.value(name, "");
    let form = NewcomerForm {
        call_name: one("call_name"),
        infix: one("infix"),
        last_name: one("last_name"),
        email: one("email"),
        phone: one("phone"),
    };
    let mut reading = Reading::default();
    typed(&form, &mut reading);
    reading.0
}

pub async fn add(key: String, form: NewcomerForm) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let mut reading = Reading::default();
    let (name, reached) = typed(&form, &mut reading);
    refuse(&reading.0)?;
    let id = if ids::is_id(&key) { PersonId::from(key) } else { PersonId::new(viewer.now) };
    let newcomer = Newcomer { id: id.clone(), name, email: reached.email, phone: reached.phone };
    given::add(&viewer, &may, newcomer).await?;
    say_next(viewer.app(), &super::ADDED);
    leptos_axum::redirect(&format!("/school/people/{id}"));
    Ok(())
}
