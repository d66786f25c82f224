//! `/join`: a code, an address, a password; and the number from the mail, where the school does not know the address.
use axum::extract::Path;
use leptos::prelude::*;

use super::super::actions::JoinForm;
use super::super::join::typed;
use super::super::store;
use crate::access::{Viewer, Visitor};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::say;
use crate::shell::{Kept, Page, Sheet, Tab};
use crate::ui::field::{Field, described};
use crate::ui::notice::{Notice, Tone};
use crate::ui::sent::SentFrom;

pub async fn show(visitor: Visitor, viewer: Result<Viewer>, kept: Kept) -> Result<Page> {
    if let Ok(viewer) = viewer {
        return Ok(signed_in(&viewer, &kept));
    }
    let language = visitor.language;
    let title = say!(language, invitations.join);
    let sheet = Sheet::new(language, kept).with(|sheet| {
        let form = JoinForm { code: sheet.value("code", ""), email: sheet.value("email", "") };
        typed(&form).mistakes
    });
    Ok(Page::new(&visitor, Tab::None, title.clone(), move || {
        view! {
            <div class="sign-in" id="join">
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, invitations.join_hint)}</p></header>
                {refused(language, &sheet)}
                {form(&sheet)}
                <p class="soft">{say!(language, invitations.join_other)} " " <a href="/sign-in?next=/join">{say!(language, invitations.sign_in)}</a></p>
            </div>
        }
    }))
}

/// What belongs to no field.
fn refused(language: Language, sheet: &Sheet) -> Option<impl IntoView + use<>> {
    let of_a_field = ["code", "email", "password"].iter().any(|field| sheet.problem(field).is_some());
    let words = sheet.kept.refused_of(language, "invitations/").filter(|_| !of_a_field);
    words.map(|words| view! { <Notice tone=Tone::Bad>{words}</Notice> })
}

/// The sentence at a field: the feature's own words, where it has some.
fn problem(sheet: &Sheet, field: &str) -> Option<String> {
    let own =
        sheet.kept.problem(sheet.language, field).and_then(|_| sheet.kept.refused_of(sheet.language, "invitations/"));
    own.or_else(|| sheet.problem(field))
}

fn form(sheet: &Sheet) -> impl IntoView + use<> {
    let language = sheet.language;
    let (code, email, password) = (problem(sheet, "code"), problem(sheet, "email"), problem(sheet, "password"));
    let ((about_code, bad_code), (about_email, bad_email), (about_password, bad_password)) = (
        described("code", true, code.is_some()),
        described("email", true, email.is_some()),
        described("password", true, password.is_some()),
    );
    let (typed_code, typed_email) = (sheet.value("code", ""), sheet.value("email", ""));
    view! {
        <form class="card form" method="post" action="/api/invitations/join">
            <SentFrom/>
            <Field id="code" label=say!(language, invitations.code) hint=say!(language, invitations.code_hint) problem=code>
                <input class="field__input letter__code" id="code" name="form[code]" type="text" autocomplete="one-time-code" autocapitalize="characters"
                    spellcheck="false" required data-carried value=typed_code aria-describedby=about_code aria-invalid=bad_code/>
            </Field>
            <Field id="email" label=say!(language, invitations.email) hint=say!(language, invitations.email_hint) problem=email>
                <input class="field__input" id="email" name="form[email]" type="text" inputmode="email" autocapitalize="none" spellcheck="false"
                    autocomplete="username" required value=typed_email aria-describedby=about_email aria-invalid=bad_email/>
            </Field>
            <Field id="password" label=say!(language, invitations.new_password) hint=say!(language, invitations.new_password_hint) problem=password>
                <input class="field__input" id="password" name="password" type="password" autocomplete="new-password" required
                    aria-describedby=about_password aria-invalid=bad_password/>
            </Field>
            <button class="button button--main button--wide" type="submit">{say!(language, invitations.begin)}</button>
        </form>
    }
}

/// Whoever has an account already: another school comes to it. Whoever else holds the code signs them out first.
fn signed_in(viewer: &Viewer, kept: &Kept) -> Page {
    let (language, name) = (viewer.language, viewer.name.clone());
    let title = say!(language, invitations.join);
    let problem = kept.refused_of(language, "invitations/link");
    Page::new(viewer, Tab::None, title.clone(), move || {
        let (about, bad) = described("code", true, problem.is_some());
        view! {
            <div class="page" id="join">
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, invitations.join_as, name = name)}</p></header>
                <form class="card form" method="post" action="/api/invitations/link">
                    <SentFrom/>
                    <Field id="code" label=say!(language, invitations.code) hint=say!(language, invitations.code_hint) problem=problem>
                        <input class="field__input letter__code" id="code" name="secret" type="text" autocomplete="one-time-code"
                            autocapitalize="characters" spellcheck="false" required data-carried aria-describedby=about aria-invalid=bad/>
                    </Field>
                    <button class="button button--main button--wide" type="submit">{say!(language, invitations.link)}</button>
                </form>
                <form class="card form" method="post" action="/api/accounts/sign-out">
                    <SentFrom/>
                    <p>{say!(language, invitations.somebody_else)}</p>
                    <button class="button" type="submit">{say!(language, invitations.sign_out)}</button>
                </form>
            </div>
        }
    })
}

pub async fn proof(visitor: Visitor, Path(begun): Path<String>, kept: Kept) -> Result<Page> {
    let waiting = store::begun(&visitor, &begun).await?;
    let language = visitor.language;
    let title = say!(language, invitations.look);
    let problem = kept.refused_of(language, "invitations/prove");
    Ok(Page::new(&visitor, Tab::None, title.clone(), move || {
        let (about, bad) = described("number", true, problem.is_some());
        view! {
            <div class="sign-in" id="proof">
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, invitations.look_text, email = waiting.email)}</p></header>
                <form class="card form" method="post" action="/api/invitations/prove">
                    <SentFrom/>
                    <input type="hidden" name="begun" value=begun.clone() autocomplete="off"/>
                    <Field id="number" label=say!(language, invitations.number) hint=say!(language, invitations.number_hint) problem=problem>
                        <input class="field__input letter__code" id="number" name="number" type="text" inputmode="numeric"
                            autocomplete="one-time-code" required aria-describedby=about aria-invalid=bad/>
                    </Field>
                    <button class="button button--main button--wide" type="submit">{say!(language, invitations.finish)}</button>
                </form>
                <p class="soft">{say!(language, invitations.wrong_address)} " " <a href="/join">{say!(language, invitations.begin_again)}</a></p>
            </div>
        }
    }))
}
