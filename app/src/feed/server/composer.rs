//! The page on which staff write: empty, with what they were writing, or with everything that came back.
use axum::extract::Query;
use leptos::prelude::*;
use serde::Deserialize;

use super::islands::Composer;
use super::islands::draft::{Draft, Picture};
use super::whom::{self, Choices};
use super::wording::words;
use super::{check, rules, store};
use crate::access::Viewer;
use crate::base::clock::Moment;
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::base::language::Language;
use crate::files::rules::MOST_PHOTOS;
use crate::files::{self, Photo, REFUSED};
use crate::say;
use crate::shell::failures::{problem_sentence, refused};
use crate::shell::kept::LEFT_BEHIND;
use crate::shell::{Kept, Page, Tab, sharing};
use crate::ui::notice::{Notice, Tone};
use crate::ui::when;

/// How somebody came here.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    /// They kept their draft a moment ago.
    #[serde(default)]
    saved: String,
}

pub async fn show(viewer: Viewer, Query(wanted): Query<Wanted>, kept: Kept) -> Result<Page> {
    files::may_upload(&viewer).await?;
    let language = viewer.language;
    let (form, saved_at) = form(&viewer, kept).await?;
    let choices = Choices::load(&viewer, &form, whom::PLAIN).await?;
    let waiting = files::waiting(&viewer, &form.values("uploaded")).await?;
    let draft = Draft {
        key: Some(form.value("key")).filter(|key| ids::is_id(key)).unwrap_or_else(|| ids::fresh(viewer.now)),
        again: form.value("again"),
        choices: choices.first.clone(),
        pictures: waiting.iter().map(|photo| picture(photo, &form)).collect(),
        problems: problems(language, &form, choices.any()),
        ..drawn(&viewer, &form, form.value("body"))
    };
    let news = saved_at.map(|at| found_again(&viewer, at, !wanted.saved.is_empty()));
    let title = say!(language, nav.write);
    Ok(Page::new(&viewer, Tab::Write, title.clone(), move || {
        let inside = view! {
            {news.map(|news| view! { <Notice tone=Tone::Good><p>{news}</p></Notice> })}
            <Composer draft=draft words=words(language, false)>{choices.more(language)}</Composer>
        };
        sharing::frame(language, "/new", title, inside)
    }))
}

/// What came back, or else what this person was writing, and since when.
async fn form(viewer: &Viewer, kept: Kept) -> Result<(Kept, Option<Moment>)> {
    if !kept.is_empty() {
        return Ok((kept, None));
    }
    let (fields, saved_at) = store::unfinished(viewer).await?.unzip();
    let mut form = Kept::of(fields.unwrap_or_default());
    (form.failure, form.action) = (kept.failure, kept.action);
    Ok((form, saved_at))
}

fn found_again(viewer: &Viewer, at: Moment, just_now: bool) -> String {
    let language = viewer.language;
    let when = when::ago(language, at, viewer.now, &viewer.zone);
    if just_now { say!(language, feed.draft_kept) } else { say!(language, feed.draft_found, when = when) }
}

/// What every form of this kind has. A form that came back belongs to whom it was drawn for.
pub fn drawn(viewer: &Viewer, form: &Kept, body: String) -> Draft {
    let drew = Some(form.value("drew")).filter(|drew| ids::is_id(drew)).unwrap_or_else(|| viewer.person.0.clone());
    Draft { drew, body, description: form.value("description"), ..Draft::default() }
}

pub fn picture(photo: &Photo, form: &Kept) -> Picture {
    Picture {
        id: photo.id.0.clone(),
        src: photo.smallest(),
        description: form.value(&format!("description-{}", photo.id)),
    }
}

/// Where something is wrong, and what: everything that a look at the form shows, not only the first.
pub fn problems(language: Language, form: &Kept, audience: bool) -> Vec<(String, String)> {
    let Some(failure) = &form.failure else { return left_behind(language, form) };
    let (at, what) = problem(language, &form.action, failure);
    let mut problems = vec![(at, what)];
    let others = form.values(REFUSED).into_iter().filter_map(|text| serde_json::from_str::<Failure>(&text).ok());
    problems.extend(others.filter(|other| other != failure).map(|other| problem(language, &form.action, &other)));
    if matches!(failure, Failure::Invalid { .. }) && form.action != "feed/preview" && form.action != "feed/draft" {
        let photos = form.values("uploaded").len();
        // A photo that was refused is not in the form any more, but it was meant to be.
        let photos = if problems[0].0 == "photo" { photos.max(1) } else { photos };
        for (field, problem) in check::mistakes(&rules::tidy(&form.value("body")), audience, photos, MOST_PHOTOS) {
            if field != problems[0].0 {
                problems.push((field.to_owned(), problem_sentence(language, problem)));
            }
        }
    }
    problems
}

/// Words that came along over a sign-in come without their photos.
fn left_behind(language: Language, form: &Kept) -> Vec<(String, String)> {
    let left = !form.value(LEFT_BEHIND).is_empty();
    left.then(|| ("photo".to_owned(), problem_sentence(language, Problem::PhotosLeft))).into_iter().collect()
}

/// «Foto 3: dit is geen foto.»
fn problem(language: Language, action: &str, failure: &Failure) -> (String, String) {
    let what = refused(language, action, failure);
    match failure {
        Failure::Invalid { field, .. } => match field.split_once('-') {
            Some(("photo", number)) => {
                ("photo".into(), say!(language, feed.photo_problem, number = number.to_owned(), problem = what))
            }
            _ => (field.clone(), what),
        },
        _ => (String::new(), what),
    }
}
