//! The photos of a subject, side by side. Every one has its place before it arrives, so that nothing jumps.
use leptos::prelude::*;

use super::page::{description, spoken};
use super::photo::Photo;
use super::rules::SHOWN;
use crate::base::language::Language;
use crate::say;

/// Up to five photos; a sixth and more are behind the fifth. Each leads to its large view.
#[component]
pub fn PhotoGrid(
    language: Language,
    subject: String,
    photos: Vec<Photo>,
    /// On the first card of a page the first photo is what people wait for.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let count = photos.len();
    let shown = count.min(SHOWN);
    let hidden = count - shown;
    // Beside others a photo is never wider than half a column: its largest file is for its own page.
    let most = if shown == 1 { usize::MAX } else { 2 };
    let sizes = if shown == 1 { "(min-width: 44rem) 40rem, 100vw" } else { "(min-width: 44rem) 20rem, 50vw" };
    let tile = move |(at, photo): (usize, &Photo)| {
        let now = first && at == 0;
        let more = (hidden > 0 && at + 1 == shown).then(|| more(language, hidden));
        view! {
            <a class="photo" href=format!("/photos/under/{subject}/{}", at + 1)>
                <img class="photo__blur" src=photo.placeholder.clone() alt=""/>
                <img
                    class="photo__img" src=photo.smallest() srcset=photo.srcset(most) sizes=sizes width=photo.width height=photo.height
                    loading=(!now).then_some("lazy") fetchpriority=now.then_some("high") decoding="async" alt=description(language, photo, at, count) lang=spoken(language, photo)
                />
                {more}
            </a>
        }
    };
    (count > 0).then(|| {
        view! { <div class="photos" data-count=shown.to_string()>{photos.iter().take(shown).enumerate().map(tile).collect_view()}</div> }
    })
}

fn more(language: Language, hidden: usize) -> impl IntoView {
    let words = say!(language, photos.more, count = hidden);
    view! {
        <span class="photo__more" aria-hidden="true">{format!("+{hidden}")}</span>
        <span class="hush">{words}</span>
    }
}
