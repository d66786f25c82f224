//! Changing a post that is out: the same form, to the same people. What it said before is kept for the school.
use axum::extract::Path;
use leptos::prelude::*;
use server_fn::codec::MultipartData;

use super::composer::{drawn, picture, problems};
use super::islands::Composer;
use super::islands::draft::Draft;
use super::store::{self, Change, Standing};
use super::wording::words;
use super::{PostId, compose, rules};
use crate::access::{Edit, May, Read, Viewer};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::language::{self, Language};
use crate::files::{self, Form, Photo};
use crate::say;
use crate::shell::flash;
use crate::shell::{Kept, Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};

pub async fn edit(data: MultipartData) -> Result<String> {
    let (viewer, form) = compose::receive(data).await?;
    match try_edit(&viewer, &form).await {
        Ok(post) => {
            flash::say_next(viewer.app(), &super::POST_EDITED);
            leptos_axum::redirect(&format!("/posts/{post}"));
            Ok(post.0)
        }
        Err(failure) => compose::back(&viewer, &form, "feed/edit", failure).await.map(|()| String::new()),
    }
}

async fn try_edit(viewer: &Viewer, form: &Form) -> Result<PostId> {
    let post = PostId::from(form.value("post"));
    let may = viewer.may(Edit, post.clone()).await?;
    compose::sound(viewer, form)?;
    let (body, photos) = (rules::tidy(form.value("body")), compose::photos_of(form));
    compose::complete(&body, true, photos.len())?;
    let from = form.value("version").parse().map_err(|_| Failure::invalid("form", Problem::Required))?;
    store::edit(viewer, may, Change { from, body, photos }).await?;
    Ok(post)
}

/// The form with the post as it stands, or as it came back.
pub async fn show(viewer: Viewer, Path(id): Path<String>, kept: Kept) -> Result<Page> {
    let language = viewer.language;
    let may = viewer.may(Edit, PostId::from(id)).await?;
    let standing = store::standing(&viewer, &may).await?;
    let newer =
        (!kept.is_empty() && kept.value("version") != standing.edited.to_string()).then(|| standing.body.clone());
    let draft = draft(&viewer, &may, standing, &kept).await?;
    let title = say!(language, feed.change_title);
    let back = format!("/posts/{}", may.thing());
    Ok(Page::new(&viewer, Tab::Feed, title.clone(), move || {
        view! {
            <div class="page">
                <a class="back" href=back><Icon name="close"/>{say!(language, share.cancel)}</a>
                <header class="page__head"><h1>{title}</h1><p class="soft">{say!(language, feed.change_hint)}</p></header>
                {newer.map(|theirs| other_words(language, &theirs))}
                <Composer draft=draft words=words(language, true)>""</Composer>
            </div>
        }
    }))
}

async fn draft(viewer: &Viewer, may: &May<Edit, PostId>, standing: Standing, kept: &Kept) -> Result<Draft> {
    let post = may.thing();
    let reading = viewer.may(Read, post.clone()).await?;
    let photos = files::of_one(viewer, &reading.subject()).await?;
    let change = Some((post.0.clone(), standing.edited.to_string()));
    if kept.is_empty() {
        let pictures = photos.iter().map(|photo| {
            let described = photo.description.clone();
            super::islands::draft::Picture { description: described, ..picture(photo, kept) }
        });
        return Ok(Draft { change, pictures: pictures.collect(), ..drawn(viewer, kept, standing.body) });
    }
    let wanted = kept.values("uploaded");
    let own: Vec<Photo> = files::waiting(viewer, &wanted).await?;
    let find = |id: &String| photos.iter().chain(&own).find(|photo| photo.id.as_str() == id);
    let pictures = wanted.iter().filter_map(find).map(|photo| picture(photo, kept)).collect();
    let problems = problems(viewer.language, kept, true);
    Ok(Draft { change, pictures, problems, ..drawn(viewer, kept, kept.value("body")) })
}

/// Somebody else was first: their words stand here, one's own in the form, and nothing is lost.
fn other_words(language: Language, theirs: &str) -> impl IntoView + use<> {
    let (lang, theirs) = (language::of_words(language, theirs), theirs.to_owned());
    view! {
        <Notice tone=Tone::Warn>
            <p><b>{say!(language, feed.change_theirs)}</b></p>
            <p class="feed-version" dir="auto" lang=lang>{theirs}</p>
            <p>{say!(language, feed.change_yours)}</p>
        </Notice>
    }
}
