//! A form that is not sent yet: kept as a draft, thrown away, or only put in another order. Nothing here publishes.
use server_fn::codec::MultipartData;

use super::compose::{back, key, page_of, receive, sound};
use super::store::{self, Unfinished};
use super::{PostId, rules};
use crate::access::Viewer;
use crate::base::failure::Result;
use crate::files::Form;
use crate::shell::Kept;
use crate::shell::flash;
use crate::shell::kept::plain;

/// What of a form is a draft. Not who drew it, and not that something was sent before.
const KEPT: [&str; 8] = ["key", "audience", "beforehand", "family", "side", "body", "description", "uploaded"];

/// Keeps the form, for the same person on any device.
pub async fn save(data: MultipartData) -> Result<()> {
    let (viewer, form) = receive(data).await?;
    match try_save(&viewer, &form).await {
        Ok(()) => {
            leptos_axum::redirect("/new?saved=yes");
            Ok(())
        }
        Err(failure) => back(&viewer, &form, "feed/draft", failure).await,
    }
}

async fn try_save(viewer: &Viewer, form: &Form) -> Result<()> {
    sound(viewer, form)?;
    let post = key(form)?;
    if rules::tidy(form.value("body")).is_empty() && form.values("uploaded").is_empty() {
        return store::discard(viewer, post).await;
    }
    let ours = |name: &str| KEPT.contains(&name) || name.starts_with("description-");
    let fields = form.fields.iter().filter(|(name, _)| ours(name)).cloned().collect();
    store::save(viewer, Unfinished { post, fields }).await
}

/// Throws the draft away.
pub async fn discard(data: MultipartData) -> Result<()> {
    let (viewer, form) = receive(data).await?;
    viewer.drew(form.value("drew"))?;
    store::discard(&viewer, PostId::from(form.value("key"))).await?;
    flash::say_next(viewer.app(), &super::THROWN_AWAY);
    leptos_axum::redirect("/");
    Ok(())
}

/// Takes a photo out of the form, or moves it one place forward, and comes back with everything else: for whoever has no
/// JavaScript.
pub async fn arrange(data: MultipartData) -> Result<()> {
    let (viewer, mut form) = receive(data).await?;
    if let Err(failure) = sound(&viewer, &form) {
        return back(&viewer, &form, "feed/arrange", failure).await;
    }
    let (out, forward) = (form.value("drop").to_owned(), form.value("earlier").to_owned());
    form.fields.retain(|(name, value)| !(name == "uploaded" && *value == out));
    move_forward(&mut form.fields, &forward);
    if plain() {
        let kept = Kept::keep(&viewer, &form.fields).await?;
        leptos_axum::redirect(&format!("{}?form={kept}", page_of(&form)));
    }
    Ok(())
}

fn move_forward(fields: &mut [(String, String)], photo: &str) {
    let places: Vec<usize> = (0..fields.len()).filter(|at| fields[*at].0 == "uploaded").collect();
    for pair in places.windows(2) {
        if fields[pair[1]].1 == photo {
            fields.swap(pair[0], pair[1]);
            return;
        }
    }
}
