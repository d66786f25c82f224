//! `/school/about`: what the school is called, where it stands, whom parents ask, and its colour.
use leptos::prelude::*;

use super::store::{self, About};
use crate::access::{Manage, Viewer};
use crate::base::failure::{Problem, Result};
use crate::people;
use crate::say;
use crate::school::actions::AboutForm;
use crate::shell::flash::say_next;
use crate::shell::sheet::refuse;
use crate::shell::typed::Reading;
use crate::shell::{Kept, Page, Sheet, Tab};
use crate::ui::sent::SentFrom;

const LONGEST_NAME: usize = 80;
const LONGEST_CONTACT: usize = 300;
/// What stands in the field of somebody who has no colour of their own yet.
const USUAL: &str = "#f26a2e";

fn typed(form: &AboutForm, reading: &mut Reading) -> About {
    let own = !form.own.is_empty();
    if own && !is_colour(&form.colour) {
        reading.wrong("colour", Problem::Unknown);
    }
    About {
        name: reading.line("name", &form.name, LONGEST_NAME),
        place: reading.line("place", &form.place, LONGEST_NAME),
        contact: reading.words("contact", &form.contact, LONGEST_CONTACT),
        accent: own.then(|| form.colour.to_lowercase()),
    }
}

/// As a browser sends it.
fn is_colour(typed: &str) -> bool {
    typed
        .strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

fn of(sheet: &Sheet) -> AboutForm {
    let value = |name: &str| sheet.value(name, "");
    AboutForm {
        name: value("name"),
        place: value("place"),
        contact: value("contact"),
        own: value("own"),
        colour: value("colour"),
    }
}

pub async fn describe(form: AboutForm) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    let mut reading = Reading::default();
    let about = typed(&form, &mut reading);
    refuse(&reading.0)?;
    store::describe(&viewer, &may, about).await?;
    say_next(viewer.app(), &super::DESCRIBED);
    Ok(())
}

pub async fn show(viewer: Viewer, kept: Kept) -> Result<Page> {
    viewer.may(Manage, viewer.school.clone()).await?;
    let language = viewer.language;
    let title = say!(language, school.about);
    // Where the other form of the page came back, this one has what is so.
    let (kept, picture) = match kept.failure_of("school/logo") {
        Some(_) => (Kept::default(), kept),
        None => (kept, Kept::default()),
    };
    let sheet = Sheet::new(language, kept).with(|sheet| {
        let mut reading = Reading::default();
        typed(&of(sheet), &mut reading);
        reading.0
    });
    let drawn = viewer.clone();
    Ok(Page::new(&viewer, Tab::School, title.clone(), move || {
        view! {
            <div class="page" id="about">
                {people::back(language)}
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, school.about_hint)}</p></header>
                {sheet.refused("school/describe")}
                {form(&drawn, &sheet)}
                {super::logo::form(&drawn, &picture)}
            </div>
        }
    }))
}

fn form(viewer: &Viewer, sheet: &Sheet) -> impl IntoView + use<> {
    let language = sheet.language;
    let accent = viewer.accent.clone();
    let own = if sheet.kept.is_empty() { accent.is_some() } else { sheet.ticked("own") };
    let contact = sheet.value("contact", &viewer.school_contact);
    view! {
        <form class="card form" method="post" action="/api/school/describe">
            <SentFrom/>
            {sheet.input(("name", "name"), say!(language, school.name), "text", &viewer.school_name)}
            {sheet.input(("place", "place"), say!(language, school.place), "text", &viewer.school_place)}
            <div class="field">
                <label class="field__label" for="f-contact">{say!(language, school.contact)}</label>
                <p class="field__hint" id="f-contact-hint">{say!(language, school.contact_hint)}</p>
                {sheet.complaint("contact")}
                <crate::ui::text_area::TextArea id="f-contact".to_owned() name="form[contact]" typed=contact rows="3"
                    {..} aria-describedby="f-contact-hint"/>
            </div>
            <label class="tick">
                <input type="checkbox" name="form[own]" value="yes" checked=own autocomplete="off"/>
                <span class="list__text">
                    <b>{say!(language, school.own_colour)}</b><small>{say!(language, school.own_colour_hint)}</small>
                </span>
            </label>
            {sheet.input(("colour", "colour"), say!(language, school.colour), "color", accent.as_deref().unwrap_or(USUAL))}
            <p class="soft">{say!(language, school.colour_hint)}</p>
            <button class="button button--main button--wide" type="submit">{say!(language, school.keep)}</button>
        </form>
    }
}
