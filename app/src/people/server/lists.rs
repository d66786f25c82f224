//! What the doors of the lists do: bringing a file in, and the conversation about it.
use server_fn::codec::MultipartData;

use edexml::plan::{Covers, Part};

use super::import::conversation::{self, Arrived};
use super::store::brought::{ImportId, TakenId};
use crate::access::{Manage, Viewer};
use crate::base::day::Day;
use crate::base::failure::{Failure, Problem, Result};
use crate::files::Document;
use crate::shell::Kept;
use crate::shell::flash::say_next;
use crate::shell::kept::{carry, plain};

/// An export of a thousand children is a fifth of it.
const LARGEST: usize = 8 * 1024 * 1024;
const PAGE: &str = "/school/lists";

pub async fn bring(data: MultipartData) -> Result<String> {
    let viewer = match Viewer::here().await {
        Ok(viewer) => viewer,
        Err(failure) => {
            carry(data).await;
            return Err(failure);
        }
    };
    viewer.may(Manage, viewer.school.clone()).await?;
    let mut document = Document::receive(&viewer, data, LARGEST).await;
    let bytes = std::mem::take(&mut document.bytes);
    match try_bring(&viewer, &document, bytes).await {
        Ok(id) => {
            leptos_axum::redirect(&format!("{PAGE}/{id}"));
            Ok(id.0)
        }
        Err(failure) if plain() => {
            let way = Kept::back(&viewer, PAGE, "people/bring", &failure, &document.fields).await?;
            leptos_axum::redirect(&way);
            Ok(String::new())
        }
        Err(failure) => Err(failure),
    }
}

async fn try_bring(viewer: &Viewer, document: &Document, bytes: Vec<u8>) -> Result<ImportId> {
    viewer.drew(document.value("drew"))?;
    if let Some(problem) = &document.problem {
        return Err(problem.clone());
    }
    if bytes.is_empty() {
        return Err(Failure::invalid("file", Problem::Required));
    }
    let day = match document.value("day") {
        "" => None,
        typed => Some(from_today(viewer, typed)?),
    };
    let covers = if document.value("covers") == "some" { Covers::Some } else { Covers::Everybody };
    let may = viewer.may(Manage, viewer.school.clone()).await?;
    conversation::bring(viewer, &may, Arrived { bytes, covers, day }).await
}

/// Nothing that a file says holds in the past: what people saw then was right then.
fn from_today(viewer: &Viewer, typed: &str) -> Result<Day> {
    let day = Day::typed(typed).ok_or(Failure::invalid("day", Problem::NotADate))?;
    if day < viewer.today { Err(Failure::invalid("day", Problem::Past)) } else { Ok(day) }
}

pub async fn take(import: String, part: String, seen: i64, count: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, ImportId::from(import)).await?;
    let part = Part::from_code(&part).ok_or(Failure::invalid("part", Problem::Unknown))?;
    conversation::take(&viewer, &may, part, seen, &count).await?;
    say_next(viewer.app(), &super::TAKEN);
    Ok(())
}

pub async fn set_day(import: String, day: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, ImportId::from(import)).await?;
    let day = from_today(&viewer, &day)?;
    conversation::set_day(&viewer, &may, day).await?;
    say_next(viewer.app(), &super::DAY_SET);
    Ok(())
}

pub async fn leave(import: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, ImportId::from(import)).await?;
    conversation::leave(&viewer, &may).await?;
    say_next(viewer.app(), &super::LEFT);
    leptos_axum::redirect(PAGE);
    Ok(())
}

pub async fn take_back(taken: String) -> Result<()> {
    let viewer = Viewer::here().await?;
    let may = viewer.may(Manage, TakenId::from(taken)).await?;
    let kept = conversation::take_back(&viewer, &may).await?;
    say_next(viewer.app(), if kept == 0 { &super::UNDONE } else { &super::UNDONE_PARTLY });
    Ok(())
}
