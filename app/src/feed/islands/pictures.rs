//! The photos of the composer as they are seen: each with its progress, its words and its ways out.
use leptos::either::EitherOf3;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::desk::Desk;
use super::tile::{State, Tile};
use crate::ui::icon::Icon;

/// One photo, whatever its state. Its buttons work without JavaScript too: they come back with the form.
pub fn pictured(desk: Desk, tile: Tile) -> impl IntoView {
    let Tile { number, src, description, state, .. } = tile;
    let code = move || match state.get() {
        State::Waiting => "waiting",
        State::Sending(_) => "sending",
        State::Arrived(_) => "done",
        State::Refused { .. } => "refused",
    };
    let inside = move || match state.get() {
        State::Waiting => EitherOf3::A(ring(0)),
        State::Sending(percent) => EitherOf3::A(ring(percent)),
        State::Arrived(id) => EitherOf3::B(view! { <input type="hidden" name="uploaded" value=id/> }),
        State::Refused { .. } => EitherOf3::C(()),
    };
    let id = move || if let State::Arrived(id) = state.get() { id } else { String::new() };
    let name =
        move || if let State::Arrived(id) = state.get() { ["description-", &id].concat() } else { String::new() };
    let (hint, short, words) =
        desk.words.with_value(|words| (words.description.clone(), words.description_short.clone(), words.tile.clone()));
    view! {
        <li class="feed-photos__cell">
            <div class="feed-photos__item" data-state=code>
                <img src=src alt=""/>
                {inside}
                {tool(id, "drop", "feed-photos__remove", "close", words.remove, move || desk.remove(number))}
                {tool(id, "earlier", "feed-photos__earlier", "back", words.earlier, move || desk.move_forward(number))}
            </div>
            {move || refusal(desk, state.get())}
            <input
                class="field__input" type="text" name=name maxlength="500" aria-label=hint placeholder=short value=description
                hidden=move || matches!(state.get(), State::Refused { .. })
            />
        </li>
    }
}

fn tool(
    id: impl Fn() -> String + Send + Copy + 'static,
    name: &'static str,
    class: &'static str,
    icon: &'static str,
    label: String,
    deed: impl Fn() + 'static,
) -> impl IntoView {
    let tap = move |event: MouseEvent| {
        event.prevent_default();
        deed();
    };
    view! {
        <button
            class=["button button--disc ", class].concat() type="submit" formaction="/api/feed/arrange" name=name value=id
            aria-label=label on:click=tap
        >
            <Icon name=icon class="icon--small"/>
        </button>
    }
}

/// Why a photo did not make it, below it; and trying again where that can help.
fn refusal(desk: Desk, state: State) -> Option<impl IntoView> {
    let State::Refused { why, again } = state else { return None };
    let words = desk.words.with_value(|words| words.tile.again.clone());
    Some(view! {
        <p class="field__problem">{why}</p>
        {again.then(|| view! {
            <button class="button button--small" type="button" on:click=move |_| desk.try_again()>{words}</button>
        })}
    })
}

/// The ring fills while the photo travels.
fn ring(percent: u8) -> impl IntoView {
    let (said, drawn) = (percent.to_string() + "%", percent.to_string() + " 100");
    let label = said.clone();
    view! {
        <span class="ring" role="img" aria-label=label>
            <svg viewBox="0 0 40 40" aria-hidden="true">
                <circle class="ring__track" cx="20" cy="20" r="17" pathLength="100"></circle>
                <circle class="ring__value" cx="20" cy="20" r="17" pathLength="100" stroke-dasharray=drawn></circle>
            </svg>
            {said}
        </span>
    }
}
