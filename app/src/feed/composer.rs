//! The page on which staff write: empty, or with everything that came back.
use leptos::prelude::*;

use super::draft::{Choice, Draft, Picture, Problems, Words};
use super::islands::Composer;
use super::store;
use crate::access::{Viewer, Write};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::ids;
use crate::photos::rules::MOST_PHOTOS;
use crate::photos::{self, Photo};
use crate::say;
use crate::shell::failures::{problem_sentence, sentence};
use crate::shell::language::Language;
use crate::shell::{Kept, Page, Tab};
use crate::ui::icon::Icon;

pub async fn show(viewer: Viewer, kept: Kept) -> Result<Page> {
    photos::may_upload(&viewer).await?;
    let language = viewer.language;
    let choices = choices(&viewer, &kept.values("audience")).await?;
    let waiting = photos::waiting(&viewer, &kept.values("uploaded")).await?;
    let key = Some(kept.value("key")).filter(|key| ids::is_id(key)).unwrap_or_else(|| ids::fresh(viewer.now));
    let draft = Draft {
        key,
        body: kept.value("body"),
        choices,
        pictures: waiting.iter().map(|photo| picture(photo, &kept)).collect(),
        description: kept.value("description"),
        problem: problem(language, &kept),
    };
    let title = say!(language, nav.write);
    Ok(Page::new(&viewer, Tab::Write, title.clone(), move || {
        view! {
            <div class="page">
                <a class="back" href="/"><Icon name="close"/>{say!(language, feed.cancel)}</a>
                <header class="page__head"><h1>{title}</h1></header>
                <Composer draft=draft words=words(language)/>
            </div>
        }
    }))
}

/// What this person may write to. Who has one group only need not choose.
async fn choices(viewer: &Viewer, chosen: &[String]) -> Result<Vec<Choice>> {
    let language = viewer.language;
    let mut choices = Vec::new();
    for (group, _, name) in store::groups(viewer).await? {
        if viewer.may(Write, group.clone()).await.is_ok() {
            choices.push(choice(format!("group:{group}"), name, chosen));
        }
    }
    if viewer.may(Write, viewer.school.clone()).await.is_ok() {
        choices.push(choice("school".to_owned(), say!(language, feed.whole_school), chosen));
    }
    if let [only] = choices.as_mut_slice() {
        only.chosen = true;
    }
    Ok(choices)
}

fn choice(value: String, label: String, chosen: &[String]) -> Choice {
    Choice { chosen: chosen.contains(&value), value, label }
}

fn picture(photo: &Photo, kept: &Kept) -> Picture {
    Picture {
        id: photo.id.0.clone(),
        src: photo.smallest(),
        description: kept.value(&format!("description-{}", photo.id)),
    }
}

/// Where something is wrong, and what: «Foto 3: dit is geen foto.»
fn problem(language: Language, kept: &Kept) -> (String, String) {
    let Some(failure) = &kept.failure else { return Default::default() };
    let what = sentence(language, failure);
    match failure {
        Failure::Invalid { field, .. } => match field.split_once('-') {
            Some(("photo", number)) => ("photo".into(), say!(language, feed.photo_problem, number = number.to_owned(), problem = what)),
            _ => (field.clone(), what),
        },
        _ => (String::new(), what),
    }
}

fn words(language: Language) -> Words {
    Words {
        audience: say!(language, feed.for_whom),
        body: say!(language, feed.body),
        body_hint: say!(language, feed.body_hint),
        photos: say!(language, feed.photos),
        photos_hint: say!(language, feed.photos_hint, count = MOST_PHOTOS),
        choose: say!(language, feed.choose_photos),
        description: say!(language, feed.description),
        description_all: say!(language, feed.description_all),
        remove: say!(language, feed.remove_photo),
        again: say!(language, feed.again),
        who_sees: say!(language, feed.who_sees),
        publish: say!(language, feed.publish),
        close: say!(language, feed.close),
        wait: say!(language, feed.wait),
        problems: problems(language),
    }
}

fn problems(language: Language) -> Problems {
    Problems {
        required: say!(language, problem.required),
        too_long: say!(language, problem.too_long),
        too_many: say!(language, problem.too_many),
        photo: Problem::OF_PHOTOS.map(|problem| (problem, problem_sentence(language, problem))).to_vec(),
        busy: say!(language, failure.busy),
        offline: say!(language, failure.offline),
        signed_out: say!(language, failure.signed_out),
        denied: say!(language, failure.denied),
    }
}
