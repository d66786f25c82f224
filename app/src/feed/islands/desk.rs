//! What the parts of the composer share, and what a tap on «Plaatsen» does: nothing leaves before every photo has arrived, and
//! nothing that was typed is lost when something fails.
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::html::{Dialog, Div, Form};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

use super::browser::{self, Contents, Pause};
use super::draft::{Choice, Draft, Words};
use super::tile::{State, Tile};
use crate::feed::seen::Seen;

#[derive(Clone, Copy)]
pub struct Desk {
    /// A post that is out is changed.
    pub change: bool,
    pub words: StoredValue<Words>,
    pub choices: StoredValue<Vec<Choice>>,
    pub tiles: RwSignal<Vec<Tile>>,
    /// Where something is wrong, and what.
    pub problems: RwSignal<Vec<(String, String)>>,
    pub seen: RwSignal<Seen>,
    /// To whom it would go.
    pub chosen: RwSignal<Vec<String>>,
    /// Only to those of them who work at school.
    pub colleagues: RwSignal<bool>,
    pub awake: RwSignal<bool>,
    /// Somebody tapped «Plaatsen», and it goes as soon as it can.
    pub wanted: RwSignal<bool>,
    pub busy: RwSignal<bool>,
    pub again: RwSignal<String>,
    pub saved: RwSignal<bool>,
    /// Something was typed that the school does not have yet.
    pub dirty: StoredValue<bool>,
    /// How many times it is on its way there.
    pub saving: StoredValue<u32>,
    /// Runs until nothing was typed for a while.
    pub pause: StoredValue<Option<Pause>, LocalStorage>,
    /// Nothing is kept any more: it was published, or thrown away.
    pub left: StoredValue<bool>,
    pub form: NodeRef<Form>,
    pub dialog: NodeRef<Dialog>,
    pub news: NodeRef<Div>,
}

impl Desk {
    pub fn new(draft: &Draft, words: Words) -> Self {
        let tiles = draft
            .pictures
            .iter()
            .cloned()
            .enumerate()
            .map(|(number, picture)| Tile::arrived(number, picture))
            .collect();
        Desk {
            change: draft.change.is_some(),
            words: StoredValue::new(words),
            choices: StoredValue::new(draft.choices.clone()),
            tiles: RwSignal::new(tiles),
            problems: RwSignal::new(draft.problems.clone()),
            seen: RwSignal::new(Seen::default()),
            chosen: RwSignal::new(Vec::new()),
            colleagues: RwSignal::new(false),
            awake: RwSignal::new(false),
            wanted: RwSignal::new(false),
            busy: RwSignal::new(false),
            again: RwSignal::new(draft.again.clone()),
            saved: RwSignal::new(false),
            dirty: StoredValue::new(false),
            saving: StoredValue::new(0),
            pause: StoredValue::new_local(None),
            left: StoredValue::new(false),
            form: NodeRef::new(),
            dialog: NodeRef::new(),
            news: NodeRef::new(),
        }
    }

    /// For `aria-invalid`.
    pub fn wrong(self, field: &str) -> Option<&'static str> {
        self.problems.with(|problems| problems.iter().any(|(at, _)| at == field)).then_some("true")
    }

    pub fn contents(self) -> Option<Contents> {
        self.form.get_untracked().map(|form| browser::contents(&form))
    }

    /// How many photos are under way, and how many did not make it.
    pub fn counts(self) -> (usize, usize) {
        self.tiles.with(|tiles| {
            let count = |wanted: fn(&State) -> bool| tiles.iter().filter(|tile| tile.state.with(wanted)).count();
            let under_way = count(|state| matches!(state, State::Waiting | State::Sending(_)));
            (under_way, count(|state| matches!(state, State::Refused { .. })))
        })
    }

    /// A tap on «Plaatsen».
    pub fn submit(self, event: &SubmitEvent) {
        if self.left.get_value() {
            return;
        }
        event.prevent_default();
        self.publish();
    }

    pub fn publish(self) {
        let Some(contents) = self.contents() else { return };
        if self.busy.get_untracked() {
            return;
        }
        let wrong = self.mistakes(&contents);
        if !wrong.is_empty() {
            self.wanted.set(false);
            return self.complain(wrong);
        }
        self.problems.set(Vec::new());
        match untrack(|| self.counts()) {
            (0, 0) => self.send(contents),
            (_, failed) => {
                self.wanted.set(true);
                if failed > 0 {
                    self.look();
                }
            }
        }
    }

    fn send(self, contents: Contents) {
        self.busy.set(true);
        let action = if self.change { "feed/edit" } else { "feed/publish" };
        spawn_local(async move {
            match browser::send::<String>(action, contents).await {
                Ok(id) => {
                    self.left.set_value(true);
                    browser::replace(&["/posts/", &id].concat());
                }
                Err(refusal) => {
                    self.busy.set(false);
                    self.wanted.set(false);
                    self.refused(refusal);
                }
            }
        });
    }

    /// Goes on with what was tapped, when the last photo is there.
    pub fn settle(self) {
        if self.wanted.get_untracked() && untrack(|| self.counts()) == (0, 0) {
            // The form has to be drawn with its last photo first.
            set_timeout(move || self.publish(), Duration::ZERO);
        }
    }

    pub fn preview(self, event: &MouseEvent) {
        event.prevent_default();
        let Some(contents) = self.contents() else { return };
        spawn_local(async move {
            match browser::send::<Seen>("feed/preview", contents).await {
                Ok(seen) => {
                    self.problems.set(Vec::new());
                    self.seen.set(seen);
                    if let Some(Err(error)) = self.dialog.get_untracked().map(|dialog| dialog.show_modal()) {
                        leptos::logging::error!("{error:?}");
                    }
                }
                Err(refusal) => self.refused(refusal),
            }
        });
    }
}
