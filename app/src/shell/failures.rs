//! What a person sees when something did not work: a page with a sentence, never a code alone.
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use http::StatusCode;
use leptos::prelude::*;

use super::host::Host;
use super::language::{self, Language};
use super::page::{Page, Tab};
use crate::access::{App, Viewer};
use crate::base::failure::{Failure, Problem};
use crate::say;
use crate::ui::notice::Empty;

/// The status that belongs to a failure.
pub fn status(failure: &Failure) -> StatusCode {
    match failure {
        Failure::SignedOut => StatusCode::UNAUTHORIZED,
        Failure::Denied | Failure::NotYet { .. } => StatusCode::FORBIDDEN,
        Failure::Gone => StatusCode::NOT_FOUND,
        Failure::Taken { .. } => StatusCode::CONFLICT,
        Failure::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Failure::Busy => StatusCode::TOO_MANY_REQUESTS,
        Failure::Offline | Failure::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status(&self).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Somebody whose page failed: only the language is known.
struct Lost {
    app: App,
    language: Language,
}

impl Host for Lost {
    fn app(&self) -> &App {
        &self.app
    }
    fn language(&self) -> Language {
        self.language
    }
    fn viewer(&self) -> Option<&Viewer> {
        None
    }
}

/// Turns failures of pages into pages: signed out goes to the sign-in page and comes back.
pub async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let language = language::of_request(&jar, request.headers());
    let wanted = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let response = next.run(request).await;
    let Some(failure) = response.extensions().get::<Failure>().cloned() else { return response };
    if failure == Failure::SignedOut {
        let next = percent_encoded(&wanted);
        return Redirect::to(&format!("/sign-in?next={next}")).into_response();
    }
    let title = sentence(language, &failure);
    let text = if failure == Failure::Gone { say!(language, failure.gone_text) } else { String::new() };
    let lost = Lost { app, language };
    let home = say!(language, failure.home);
    let shown = status(&failure);
    Page::new(&lost, Tab::None, title.clone(), move || {
        view! {
            <Empty title=title text=text lost=true>
                <a class="button button--main" href="/">{home}</a>
            </Empty>
        }
    })
    .status(shown)
    .into_response()
}

fn percent_encoded(text: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte);
    text.bytes().map(|byte| if safe(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The sentence of a failure.
pub fn sentence(language: Language, failure: &Failure) -> String {
    match failure {
        Failure::SignedOut => say!(language, failure.signed_out),
        Failure::Denied => say!(language, failure.denied),
        Failure::NotYet { opens } => say!(language, failure.not_yet, date = crate::ui::when::date(language, opens)),
        Failure::Gone => say!(language, failure.gone),
        Failure::Taken { .. } => say!(language, failure.taken),
        Failure::Invalid { problem, .. } => problem_sentence(language, *problem),
        Failure::Busy => say!(language, failure.busy),
        Failure::Offline => say!(language, failure.offline),
        Failure::Broken { reference } => say!(language, failure.broken, reference = reference.clone()),
    }
}

/// What is wrong with a field, said at the field.
pub fn problem_sentence(language: Language, problem: Problem) -> String {
    match problem {
        Problem::Required => say!(language, problem.required),
        Problem::TooLong => say!(language, problem.too_long),
        Problem::TooShort => say!(language, problem.too_short),
        Problem::TooMany => say!(language, problem.too_many),
        Problem::NotADate => say!(language, problem.not_a_date),
        Problem::NotATime => say!(language, problem.not_a_time),
        Problem::EndsBeforeStart => say!(language, problem.ends_before_start),
        Problem::OutOfRange => say!(language, problem.out_of_range),
        Problem::Unknown => say!(language, problem.unknown),
        Problem::Wrong => say!(language, problem.wrong),
        Problem::NotAPhoto => say!(language, problem.not_a_photo),
        Problem::PhotoTooLarge => say!(language, problem.photo_too_large),
        Problem::PhotoBroken => say!(language, problem.photo_broken),
        Problem::Closed => say!(language, problem.closed),
        Problem::Overlaps => say!(language, problem.overlaps),
        Problem::Past => say!(language, problem.past),
        Problem::PastMidnight => say!(language, problem.past_midnight),
        Problem::AfterLastTalk => say!(language, problem.after_last_talk),
        Problem::Changed => say!(language, problem.changed),
    }
}
