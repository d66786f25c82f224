//! The ring that closes while something gets done, and the shape of what is still loading.
use crate::ui::markup::IntoMarkup;
use leptos::prelude::*;

#[component]
pub fn Ring(
    /// 0 to 100.
    percent: u8,
    /// «40 procent», «3 van de 5»: the ring in words.
    label: String,
    /// `ring--big`, `ring--busy`.
    #[prop(optional)]
    class: &'static str,
    /// What stands inside; otherwise the percentage.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let percent = percent.min(100);
    let class = ["ring ", class].concat().trim_end().to_owned();
    let inside = children.map_or_else(|| format!("{percent}%").into_markup(), |children| children().into_markup());
    view! {
        <span class=class role="img" aria-label=label>
            <svg viewBox="0 0 40 40" aria-hidden="true">
                <circle class="ring__track" cx="20" cy="20" r="17" pathLength="100"></circle>
                <circle class="ring__value" cx="20" cy="20" r="17" pathLength="100" stroke-dasharray=format!("{percent} 100")></circle>
            </svg>
            {inside}
        </span>
    }
}

/// Where something comes in a moment: as large as it will be, so that nothing jumps.
#[component]
pub fn Skeleton(
    label: String,
    /// With room for a photo.
    #[prop(optional)]
    photo: bool,
) -> impl IntoView {
    view! {
        <div class="card" role="status" aria-label=label>
            <div class="row">
                <span class="skeleton skeleton--disc"></span>
                <div class="list__text section">
                    <span class="skeleton skeleton--line"></span>
                    <span class="skeleton skeleton--line"></span>
                </div>
            </div>
            {photo.then(|| view! { <span class="skeleton skeleton--photo"></span> })}
        </div>
    }
}
