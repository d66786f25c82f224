//! The pages of inviting, and of coming in with a code.
pub mod group;
pub mod join;
pub mod letters;
pub mod overview;
pub mod person;

use leptos::prelude::*;

use crate::access::Viewer;
use crate::accounts::password_again;
use crate::base::clock::Moment;
use crate::base::language::Language;
use crate::say;
use crate::shell::Kept;
use crate::ui::icon::Icon;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::notice::{Notice, Tone};

pub const ASK: &str = "invitations/ask";

/// What went wrong with the form of inviting, but for the password, which says it itself.
fn refused(language: Language, kept: &Kept) -> Option<Markup> {
    let words = kept.refused_of(language, ASK)?;
    let at_the_field = kept.problem(language, "password").is_some();
    (!at_the_field).then(|| view! { <Notice tone=Tone::Bad>{words}</Notice> }.into_markup())
}

/// Letters or mails, the password, and the button. `mail`: whether there is anybody to mail to; `more`: what else is asked.
fn how(language: Language, kept: &Kept, mail: bool, more: Option<Markup>) -> impl IntoView + use<> {
    let chosen = kept.value("form[way]");
    let by_mail = mail && chosen != "letter";
    let way = |value: &'static str, checked: bool, (words, hint): (String, String)| {
        let off = value == "mail" && !mail;
        view! {
            <label class="tick">
                <input type="radio" name="form[way]" value=value checked=checked disabled=off autocomplete="off"/>
                <span class="list__text"><b>{words}</b><small>{hint}</small></span>
            </label>
        }
    };
    let mail_hint =
        if mail { say!(language, invitations.by_mail_hint) } else { say!(language, invitations.no_address) };
    view! {
        <fieldset class="field">
            <legend class="field__label">{say!(language, invitations.how)}</legend>
            {way("mail", by_mail, (say!(language, invitations.by_mail), mail_hint))}
            {way("letter", !by_mail, (say!(language, invitations.by_letter), say!(language, invitations.by_letter_hint)))}
        </fieldset>
        {more}
        {password_again(say!(language, invitations.password), say!(language, invitations.password_hint), kept.problem(language, "password"))}
        <button class="button button--main button--wide" type="submit">{say!(language, invitations.invite)}</button>
    }
}

/// Red, orange or green, and the word for it.
fn state(viewer: &Viewer, registered: bool, ends_at: Moment) -> impl IntoView + use<> {
    let language = viewer.language;
    let (tone, words) = match (registered, ends_at > viewer.now) {
        (true, _) => ("good", say!(language, invitations.registered)),
        (false, true) => ("warn", say!(language, invitations.invited)),
        (false, false) => ("bad", say!(language, invitations.not_invited)),
    };
    view! { <span class="tag" data-tone=tone>{words}</span> }
}

fn back(language: Language) -> impl IntoView {
    view! { <a class="back" href="/school/invitations"><Icon name="back" class="icon--turn"/>{say!(language, invitations.title)}</a> }
}
