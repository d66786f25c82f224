//! Short messages in the page: something worked, something did not, or there is nothing (and that is fine).
use leptos::prelude::*;

use super::icon::Icon;

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Good,
    Warn,
    Bad,
    Accent,
}

impl Tone {
    pub fn code(self) -> &'static str {
        match self {
            Tone::Good => "good",
            Tone::Warn => "warn",
            Tone::Bad => "bad",
            Tone::Accent => "accent",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Tone::Good => "check",
            Tone::Warn | Tone::Bad => "warning",
            Tone::Accent => "info",
        }
    }
}

/// A message that a screen reader reads out: at once where something went wrong.
#[component]
pub fn Notice<C: IntoView + 'static>(tone: Tone, children: TypedChildren<C>) -> impl IntoView {
    let children = children.into_inner();
    let role = if matches!(tone, Tone::Warn | Tone::Bad) { "alert" } else { "status" };
    view! {
        <div class="notice" data-tone=tone.code() role=role>
            <Icon name=tone.icon()/>
            <div>{children()}</div>
        </div>
    }
}

/// Nothing here: said warmly, with the ring. `lost` draws the ring with a gap, for what is not there.
#[component]
pub fn Empty(
    title: String,
    #[prop(optional)] text: String,
    #[prop(optional)] lost: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let ring = if lost { "/icons.svg#circle-gap" } else { "/icons.svg#circle" };
    view! {
        <section class="empty">
            <svg class="circle" aria-hidden="true"><use href=ring></use></svg>
            <h1>{title}</h1>
            {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
            {children.map(|children| children())}
        </section>
    }
}
