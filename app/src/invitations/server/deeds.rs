//! What the office does to invite.
use super::actions::AskForm;
use super::store::{self, Asked, Whom};
use crate::access::{Manage, OwnSecret, PersonId, Viewer, Write};
use crate::accounts::step_up;
use crate::base::failure::{Failure, Problem, Result};
use crate::shell::flash::say_next;

pub async fn ask(form: AskForm, password: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let mail = form.way == "mail";
    let (whom, again) = match form.person.as_str() {
        "" => (Whom::Groups(form.group), !form.again.is_empty()),
        // Whoever opens one person's page means them, whatever they had before. With a code one becomes them: it takes the right to say
        // how they are reached.
        person => (Whom::One(viewer.may(Write, PersonId::from(person.to_owned())).await?.thing().clone()), true),
    };
    if matches!(&whom, Whom::Groups(groups) if groups.is_empty()) {
        return Err(Failure::invalid("group", Problem::Required));
    }
    if password.is_empty() {
        return Err(Failure::invalid("password", Problem::Required));
    }
    step_up(&viewer, password).await?;
    let people = store::whom(&viewer, &may, (&whom, again, mail)).await?;
    if people.is_empty() {
        return Err(Failure::invalid("group", Problem::Unknown));
    }
    let OwnSecret(key) = OwnSecret::here().await?;
    let one = matches!(whom, Whom::One(_));
    match store::write(&viewer, &may, Asked { people, mail, one, key }).await? {
        Some(letters) => {
            say_next(viewer.app(), &super::PRINTED);
            leptos_axum::redirect(&format!("/school/invitations/letters/{letters}"));
        }
        None => say_next(viewer.app(), &super::MAILED),
    }
    Ok(())
}
