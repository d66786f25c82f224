//! What a person sees when something did not work: a page with a sentence, never a code alone.
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use http::{HeaderMap, StatusCode};
use leptos::prelude::*;

use super::actions::wants_page;
use super::elsewhere::{self, Door};
use super::feature::features;
use super::host::Host;
use super::page::{Page, Tab};
use crate::access::{App, Viewer};
use crate::base::failure::{Failure, Problem, Refusal};
use crate::base::language::{self, Language};
use crate::say;
use crate::ui::notice::Empty;

/// The status that belongs to a failure.
pub fn status(failure: &Failure) -> StatusCode {
    match failure {
        Failure::SignedOut => StatusCode::UNAUTHORIZED,
        Failure::Denied | Failure::NotYet { .. } => StatusCode::FORBIDDEN,
        Failure::Gone => StatusCode::NOT_FOUND,
        Failure::Taken { .. } | Failure::NotYou => StatusCode::CONFLICT,
        Failure::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Failure::Busy | Failure::Wait { .. } => StatusCode::TOO_MANY_REQUESTS,
        Failure::Full => StatusCode::INSUFFICIENT_STORAGE,
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

/// Somebody whose page failed, and who they are as far as that can be known.
struct Lost {
    app: App,
    language: Language,
    viewer: Option<Viewer>,
    /// What is not here may be at another school of theirs.
    doors: Vec<Door>,
    wanted: String,
}

impl Host for Lost {
    fn app(&self) -> &App {
        &self.app
    }
    fn language(&self) -> Language {
        self.language
    }
    fn viewer(&self) -> Option<&Viewer> {
        self.viewer.as_ref()
    }
}

/// Turns failures of pages into pages: signed out goes to the sign-in page and comes back.
pub async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let language = language::of_request(&jar, request.headers());
    let wanted = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let (parts, body) = request.into_parts();
    let mut asked = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(failure) = response.extensions().get::<Failure>().cloned() else { return response };
    if failure == Failure::SignedOut {
        let next = percent_encoded(&wanted);
        return Redirect::to(&format!("/sign-in?next={next}")).into_response();
    }
    let viewer = Viewer::from_request_parts(&mut asked, &app).await.ok();
    let language = viewer.as_ref().map_or(language, |viewer| viewer.language);
    let doors = match &viewer {
        Some(viewer) if failure == Failure::Gone => elsewhere::doors(viewer).await.unwrap_or_default(),
        _ => Vec::new(),
    };
    lost(Lost { app, language, viewer, doors, wanted }, &failure)
}

/// The page of a failure: with the school and its ways for who is signed in.
fn lost(mut lost: Lost, failure: &Failure) -> Response {
    let language = lost.language;
    let title = sentence(language, failure);
    let text = match failure {
        Failure::Gone => say!(language, failure.gone_text),
        Failure::Denied => say!(language, failure.denied_text),
        Failure::NotYou => say!(language, failure.not_you_text),
        _ => String::new(),
    };
    let home = say!(language, failure.home);
    let shown = status(failure);
    let doors = std::mem::take(&mut lost.doors);
    let wanted = lost.wanted.clone();
    let tab = if lost.viewer.is_some() { Tab::Elsewhere } else { Tab::None };
    Page::new(&lost, tab, title.clone(), move || {
        view! {
            <Empty title=title text=text lost=true>
                <a class="button button--main" href="/">{home}</a>
            </Empty>
            {elsewhere::perhaps(language, doors, &wanted)}
        }
    })
    .status(shown)
    .into_response()
}

/// The answer to a write that came from another site, or seems to.
pub fn stranger(app: App, headers: &HeaderMap) -> Response {
    let language = language::of_request(&CookieJar::from_headers(headers), headers);
    if !wants_page(headers) {
        return (StatusCode::FORBIDDEN, axum::Json(refusal(language, "", &Failure::Denied))).into_response();
    }
    let lost = Lost { app, language, viewer: None, doors: Vec::new(), wanted: String::new() };
    let (title, text) = (say!(language, failure.stranger), say!(language, failure.stranger_text));
    let home = say!(language, failure.home);
    Page::new(&lost, Tab::None, title.clone(), move || {
        view! {
            <Empty title=title text=text lost=true>
                <a class="button button--main" href="/">{home}</a>
            </Empty>
        }
    })
    .status(StatusCode::FORBIDDEN)
    .into_response()
}

fn percent_encoded(text: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte);
    text.bytes().map(|byte| if safe(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// What is said of a failure of this action: in the words of its feature, or the common ones.
pub fn refused(language: Language, action: &str, failure: &Failure) -> String {
    let own = features().find_map(|feature| (feature.refusals)(language, action, failure));
    own.unwrap_or_else(|| sentence(language, failure))
}

/// The same for an open page, which says it in place.
pub fn refusal(language: Language, action: &str, failure: &Failure) -> Refusal {
    let (named, field) = match failure {
        Failure::Invalid { field, problem } => (format!("{problem:?}"), field.clone()),
        other => (format!("{other:?}"), String::new()),
    };
    let code = named.split(' ').next().unwrap_or_default().to_owned();
    let free = if let Failure::Taken { free } = failure { free.clone() } else { Vec::new() };
    Refusal { code, field, sentence: refused(language, action, failure), free }
}

/// The sentence of a failure, whatever was done.
pub fn sentence(language: Language, failure: &Failure) -> String {
    match failure {
        Failure::SignedOut => say!(language, failure.signed_out),
        Failure::NotYou => say!(language, failure.not_you),
        Failure::Denied => say!(language, failure.denied),
        Failure::NotYet { opens } => say!(
            language,
            failure.not_yet,
            date = opens.parse().map_or_else(|_| opens.clone(), |day| crate::ui::when::date(language, day))
        ),
        Failure::Gone => say!(language, failure.gone),
        Failure::Taken { .. } => say!(language, failure.taken),
        Failure::Invalid { problem, .. } => problem_sentence(language, *problem),
        Failure::Busy => say!(language, failure.busy),
        Failure::Wait { minutes } => say!(language, failure.wait, count = (*minutes).max(1)),
        Failure::Full => say!(language, failure.full),
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
        Problem::TooMany => say!(language, problem.too_numerous),
        Problem::NotADate => say!(language, problem.not_a_date),
        Problem::NotATime => say!(language, problem.not_a_time),
        Problem::NotAnAddress => say!(language, problem.not_an_address),
        Problem::NotANumber => say!(language, problem.not_a_number),
        Problem::AddressTaken => say!(language, problem.address_taken),
        Problem::EndsBeforeStart => say!(language, problem.ends_before_start),
        Problem::OutOfRange => say!(language, problem.out_of_range),
        Problem::Unknown => say!(language, problem.unknown),
        Problem::Wrong => say!(language, problem.wrong),
        Problem::Closed => say!(language, problem.closed),
        Problem::Overlaps => say!(language, problem.overlaps),
        Problem::Past => say!(language, problem.past),
        Problem::PastMidnight => say!(language, problem.past_midnight),
        Problem::AfterLastTalk => say!(language, problem.after_last_talk),
        Problem::SomebodyElse => say!(language, problem.somebody_else),
        Problem::TickedForYou => say!(language, problem.ticked_for_you),
        Problem::SentBefore => say!(language, problem.sent_before),
        Problem::Changed => say!(language, problem.changed),
        Problem::PhotosLeft => say!(language, problem.photos_left),
        photo => photo_sentence(language, photo),
    }
}

/// What is wrong with a photo.
fn photo_sentence(language: Language, problem: Problem) -> String {
    match problem {
        Problem::PhotoTooLarge => say!(language, problem.photo_too_large),
        Problem::PhotoHeldUp => say!(language, problem.photo_held_up),
        Problem::PhotoTooFine => say!(language, problem.photo_too_fine),
        Problem::PhotoTooLong => say!(language, problem.photo_too_long),
        Problem::PhotoBroken => say!(language, problem.photo_broken),
        Problem::PhotoEmpty => say!(language, problem.photo_empty),
        Problem::PhotoHeic => say!(language, problem.photo_heic),
        Problem::PhotoAvif => say!(language, problem.photo_avif),
        Problem::PhotoMoves => say!(language, problem.photo_moves),
        Problem::PhotoVector => say!(language, problem.photo_vector),
        Problem::PhotoPage => say!(language, problem.photo_page),
        Problem::PhotoFilm => say!(language, problem.photo_film),
        Problem::PhotoPdf => say!(language, problem.photo_pdf),
        Problem::PhotoOtherKind => say!(language, problem.photo_other_kind),
        Problem::PhotoColours => say!(language, problem.photo_colours),
        _ => say!(language, problem.not_a_photo),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_island_knows_failures_by_the_names_they_have() {
        let code = |failure| refusal(Language::nl, "", &failure).code;
        let wrong = |problem| code(Failure::invalid("", problem));
        assert_eq!(code(Failure::Offline), Refusal::OFFLINE);
        assert_eq!(code(Failure::SignedOut), Refusal::SIGNED_OUT);
        assert_eq!(code(Failure::NotYou), Refusal::NOT_YOU);
        assert_eq!(code(Failure::Denied), Refusal::DENIED);
        assert_eq!(code(Failure::Gone), Refusal::GONE);
        assert_eq!(code(Failure::Taken { free: Vec::new() }), Refusal::TAKEN);
        assert_eq!(wrong(Problem::SentBefore), Refusal::SENT_BEFORE);
        assert_eq!(wrong(Problem::SomebodyElse), Refusal::SOMEBODY_ELSE);
        assert_eq!(wrong(Problem::TickedForYou), Refusal::TICKED_FOR_YOU);
    }
}
