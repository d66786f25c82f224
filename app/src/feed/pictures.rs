//! The photos of the composer: each with its progress, its words and its way out. Each is sent once, as soon as it was chosen.
use leptos::either::EitherOf3;
use leptos::prelude::*;

use super::browser::Picked;
use super::draft::{Picture, Words};
use super::islands::sentence;
use crate::ui::icon::Icon;

/// How far a photo is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// In percent.
    Sending(u8),
    /// It has this id.
    Arrived(String),
    /// And why.
    Refused(String),
}

/// One photo in the form.
#[derive(Clone)]
pub struct Tile {
    /// Only to tell them apart.
    pub number: usize,
    src: String,
    description: String,
    pub state: RwSignal<State>,
    picked: StoredValue<Option<Picked>, LocalStorage>,
}

impl Tile {
    pub fn arrived(number: usize, picture: Picture) -> Self {
        let state = RwSignal::new(State::Arrived(picture.id));
        Tile { number, src: picture.src, description: picture.description, state, picked: StoredValue::new_local(None) }
    }

    pub fn picked(number: usize, picked: Picked) -> Self {
        let state = RwSignal::new(State::Sending(0));
        Tile { number, src: picked.src(), description: String::new(), state, picked: StoredValue::new_local(Some(picked)) }
    }

    /// Sends the photo, or sends it again.
    pub fn send(&self, words: StoredValue<Words>) {
        let state = self.state;
        let Some(picked) = self.picked.get_value() else { return };
        state.set(State::Sending(0));
        picked.send(
            // Ninety-nine at most: the last percent is the school's, which looks at the photo.
            move |percent| state.set(State::Sending(percent.min(99))),
            move |outcome| {
                state.set(match outcome {
                    Ok(id) => State::Arrived(id),
                    Err(failure) => State::Refused(words.with_value(|words| sentence(&words.problems, &failure))),
                });
            },
        );
    }
}

/// One photo, whatever its state.
#[component]
pub fn Pictured(tile: Tile, words: StoredValue<Words>, remove: Callback<usize>) -> impl IntoView {
    let Tile { number, src, description, state, .. } = tile.clone();
    let tile = StoredValue::new_local(tile);
    let code = move || match state.get() {
        State::Sending(_) => "sending",
        State::Arrived(_) => "done",
        State::Refused(_) => "refused",
    };
    let inside = move || match state.get() {
        State::Sending(percent) => EitherOf3::A(ring(percent)),
        State::Arrived(id) => EitherOf3::B(view! { <input type="hidden" name="uploaded" value=id/> }),
        State::Refused(why) => EitherOf3::C(view! {
            <span role="alert"><b>{why}</b></span>
            <button class="button button--small" type="button" on:click=move |_| tile.with_value(|tile| tile.send(words))>
                {words.with_value(|words| words.again.clone())}
            </button>
        }),
    };
    let name = move || match state.get() {
        State::Arrived(id) => ["description-", &id].concat(),
        _ => String::new(),
    };
    let (hint, remove_label) = words.with_value(|words| (words.description.clone(), words.remove.clone()));
    view! {
        <li class="feed-photos__cell">
            <div class="feed-photos__item" data-state=code>
                <img src=src alt=""/>
                {inside}
                <button class="button button--disc feed-photos__remove" type="button" aria-label=remove_label on:click=move |_| remove.run(number)>
                    <Icon name="close" class="icon--small"/>
                </button>
            </div>
            <input class="field__input" type="text" name=name maxlength="500" aria-label=hint.clone() placeholder=hint value=description/>
        </li>
    }
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
