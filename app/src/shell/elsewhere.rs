//! The other schools of an account: what is new there, and the one tap that leads there.
use leptos::prelude::*;

use super::feature::{due, features};
use crate::access::{Elsewhere, OtherSchool, Read, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::say;
use crate::ui::icon::Icon;
use crate::ui::sent::SentFrom;

/// A school where this account is somebody, too.
#[derive(Debug, Clone)]
pub struct Door {
    school: OtherSchool,
    /// What is new there, and what waits; `None` where nobody asked.
    news: Option<String>,
}

/// The schools alone.
pub async fn doors(viewer: &Viewer) -> Result<Vec<Door>> {
    Ok(viewer.other_schools().await?.into_iter().map(|school| Door { school, news: None }).collect())
}

/// The schools, with what is new there for this account.
pub async fn doors_with_news(viewer: &Viewer) -> Result<Vec<Door>> {
    let mut doors = doors(viewer).await?;
    for door in &mut doors {
        door.news = Some(news(viewer, &door.school).await?);
    }
    Ok(doors)
}

async fn news(viewer: &Viewer, school: &OtherSchool) -> Result<String> {
    let may = viewer.may(Read, Elsewhere(school.person_id.clone())).await?;
    let there = viewer.over_there(&may).await?;
    let mut told = Vec::new();
    for feature in features() {
        told.extend((feature.fresh)(&there, school.looked_at).await?);
    }
    told.extend(due(&there).await?.into_iter().map(|due| due.sentence));
    Ok(if told.is_empty() { say!(viewer.language, elsewhere.quiet) } else { told.join(" · ") })
}

/// One button a school, above the news.
pub fn draw(language: Language, doors: Vec<Door>) -> Option<impl IntoView + use<>> {
    let title = match doors.len() {
        1 => say!(language, elsewhere.title),
        _ => say!(language, elsewhere.titles),
    };
    list(title, doors, "/")
}

/// What is not here may be there: `wanted`, again.
pub fn perhaps(language: Language, doors: Vec<Door>, wanted: &str) -> Option<impl IntoView + use<>> {
    list(say!(language, elsewhere.perhaps), doors, wanted)
}

fn list(title: String, doors: Vec<Door>, next: &str) -> Option<impl IntoView + use<>> {
    let action = features().find_map(|feature| feature.switch).filter(|_| !doors.is_empty())?;
    let next = next.to_owned();
    Some(view! {
        <section class="section" aria-labelledby="elsewhere">
            <h2 class="elsewhere__title" id="elsewhere">{title}</h2>
            <form method="post" action=action>
                <SentFrom/>
                <input type="hidden" name="next" value=next/>
                <ul class="list" role="list">{doors.into_iter().map(door).collect_view()}</ul>
            </form>
        </section>
    })
}

fn door(door: Door) -> impl IntoView {
    let about = door.news.unwrap_or(door.school.place);
    view! {
        <li>
            <button class="list__row" type="submit" name="person" value=door.school.person_id.0>
                <Icon name="circle"/>
                <span class="list__text"><b>{door.school.name}</b><small>{about}</small></span>
                <Icon name="next" class="icon--turn icon--small"/>
            </button>
        </li>
    }
}
