//! The composer: a plain form that becomes nicer on a phone that can. Photos travel while somebody is still writing, and nothing
//! that was typed is lost when something fails.
use leptos::ev::{Event, MouseEvent, SubmitEvent};
use leptos::html::{Dialog, Form, Input};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::actions::{preview, publish};
use super::browser;
use super::draft::{Choice, Draft, Problems, Words};
use super::pictures::{Pictured, State, Tile};
use super::seen::Seen;
use crate::base::failure::{Failure, Problem};
use crate::photos::rules::MOST_PHOTOS;
use crate::ui::icon::Icon;
use crate::ui::text_area::TextArea;

/// The signals that the parts of the composer share.
#[derive(Clone, Copy)]
struct Desk {
    key: StoredValue<String>,
    words: StoredValue<Words>,
    tiles: RwSignal<Vec<Tile>>,
    /// Where something is wrong, and what.
    problem: RwSignal<(String, String)>,
    seen: RwSignal<Seen>,
    busy: RwSignal<bool>,
    form: NodeRef<Form>,
    dialog: NodeRef<Dialog>,
}

#[island]
pub fn Composer(draft: Draft, words: Words) -> impl IntoView {
    let tiles: Vec<Tile> = draft.pictures.into_iter().enumerate().map(|(number, picture)| Tile::arrived(number, picture)).collect();
    let desk = Desk {
        key: StoredValue::new(draft.key.clone()),
        words: StoredValue::new(words.clone()),
        tiles: RwSignal::new(tiles),
        problem: RwSignal::new(draft.problem),
        seen: RwSignal::new(Seen::default()),
        busy: RwSignal::new(false),
        form: NodeRef::new(),
        dialog: NodeRef::new(),
    };
    view! {
        <form
            class="feed-composer" method="post" enctype="multipart/form-data" action="/api/feed/publish"
            node_ref=desk.form on:submit=move |event| desk.publish(&event)
        >
            <input type="hidden" name="key" value=draft.key/>
            {move || desk.problem_at("")}
            {audience(desk, draft.choices, words.audience)}
            <div class="field">
                <label class="field__label" for="body">{words.body}</label>
                <TextArea id="body" name="body" typed=draft.body placeholder=words.body_hint rows="4" {..} class="feed-composer__words"/>
                {move || desk.problem_at("body")}
            </div>
            {photos(desk, words.photos, words.photos_hint, words.choose, draft.description, words.description_all)}
            <button class="feed-composer__seen" type="submit" formaction="/api/feed/preview" on:click=move |event| desk.preview(&event)>
                <Icon name="eye"/><span>{words.who_sees.clone()}</span><Icon name="next" class="icon--turn"/>
            </button>
            <div class="actionbar">
                <button class="button button--main" type="submit" aria-busy=move || desk.busy.get().then_some("true")>{words.publish}</button>
            </div>
        </form>
        {dialog(desk, words.who_sees, words.close)}
    }
}

fn audience(desk: Desk, choices: Vec<Choice>, legend: String) -> impl IntoView {
    let chip = |choice: Choice| {
        view! {
            <label class="chip"><input type="checkbox" name="audience" value=choice.value checked=choice.chosen/>{choice.label}</label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{legend}</legend>
            <div class="chips">{choices.into_iter().map(chip).collect_view()}</div>
            {move || desk.problem_at("audience")}
        </fieldset>
    }
}

fn photos(desk: Desk, legend: String, hint: String, choose: String, description: String, description_all: String) -> impl IntoView {
    let remove = Callback::new(move |number| desk.tiles.update(|tiles| tiles.retain(|tile| tile.number != number)));
    let input = NodeRef::<Input>::new();
    // Without JavaScript there is one line of words for all new photos; with it, each photo has its own.
    let awake = RwSignal::new(false);
    Effect::new(move || {
        awake.set(true);
        // Files that were chosen before the page woke up.
        if let Some(input) = input.get() {
            desk.add(browser::take_files(&input));
        }
    });
    view! {
        <fieldset class="field">
            <legend class="field__label">{legend}</legend>
            <p class="field__hint" id="photos-hint">{hint}</p>
            <ul class="feed-photos" role="list">
                <For each=move || desk.tiles.get() key=|tile| tile.number let:tile>
                    <Pictured tile=tile words=desk.words remove=remove/>
                </For>
                <li>
                    <label class="feed-photos__add">
                        <input
                            type="file" name="photo" accept="image/jpeg,image/png,image/webp" multiple aria-describedby="photos-hint"
                            node_ref=input on:change=move |event| desk.chosen(&event)
                        />
                        <Icon name="camera"/>{choose}
                    </label>
                </li>
            </ul>
            <label class="field" hidden=move || awake.get()>
                <span class="field__hint">{description_all}</span>
                <input class="field__input" type="text" name="description" maxlength="500" value=description/>
            </label>
            {move || desk.problem_at("photo")}
        </fieldset>
    }
}

fn dialog(desk: Desk, title: String, close: String) -> impl IntoView {
    let row = |(name, why): (String, String)| {
        view! { <li class="list__row"><span class="list__text"><b>{name}</b><small>{why}</small></span></li> }
    };
    view! {
        <dialog class="dialog" node_ref=desk.dialog aria-labelledby="seen-title">
            <div class="dialog__head">
                <h2 id="seen-title">{title}</h2>
                <form method="dialog">
                    <button class="button button--quiet button--disc" type="submit" aria-label=close><Icon name="close"/></button>
                </form>
            </div>
            <div class="who-sees">
                <div class="who-sees__count"><Icon name="people"/><p><b>{move || desk.seen.get().title}</b></p></div>
                <ul class="list" role="list">{move || desk.seen.get().people.into_iter().map(row).collect_view()}</ul>
                <p class="soft">{move || desk.seen.get().more}</p>
            </div>
        </dialog>
    }
}

impl Desk {
    /// What is wrong at this field, if that is where something is wrong.
    fn problem_at(self, field: &'static str) -> Option<impl IntoView + use<>> {
        let known = ["audience", "body", "photo"];
        let (at, what) = self.problem.get();
        let here = if field.is_empty() { !known.contains(&at.as_str()) } else { at == field };
        (here && !what.is_empty()).then(|| view! { <p class="field__problem" role="alert"><Icon name="warning"/>{what}</p> })
    }

    fn chosen(self, event: &Event) {
        if let Some(input) = browser::input_of(event) {
            self.add(browser::take_files(&input));
        }
    }

    /// Sends every new photo at once. Those that are too many are left out, and that is said.
    fn add(self, picked: Vec<browser::Picked>) {
        let free = MOST_PHOTOS.saturating_sub(self.tiles.with(Vec::len));
        if picked.len() > free {
            self.problem.set(("photo".to_owned(), self.words.with_value(|words| words.problems.too_many.clone())));
        }
        for picked in picked.into_iter().take(free) {
            let number = self.tiles.with(|tiles| tiles.iter().map(|tile| tile.number + 1).max().unwrap_or(0));
            let tile = Tile::picked(number, picked);
            tile.send(self.words);
            self.tiles.update(|tiles| tiles.push(tile));
        }
    }

    fn publish(self, event: &SubmitEvent) {
        event.prevent_default();
        let Some(form) = self.form.get() else { return };
        if self.tiles.with(|tiles| tiles.iter().any(|tile| matches!(tile.state.get(), State::Sending(_)))) {
            self.problem.set(("photo".to_owned(), self.words.with_value(|words| words.wait.clone())));
            return;
        }
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let contents = browser::contents(&form);
        spawn_local(async move {
            match publish(contents).await {
                Ok(()) => browser::go(&["/posts/", &self.key.get_value()].concat()),
                Err(failure) => {
                    self.busy.set(false);
                    self.complain(&failure);
                }
            }
        });
    }

    fn preview(self, event: &MouseEvent) {
        event.prevent_default();
        let Some(form) = self.form.get() else { return };
        let contents = browser::contents(&form);
        spawn_local(async move {
            match preview(contents).await {
                Ok(seen) => {
                    self.problem.set(Default::default());
                    self.seen.set(seen);
                    if let Some(Err(error)) = self.dialog.get_untracked().map(|dialog| dialog.show_modal()) {
                        leptos::logging::error!("{error:?}");
                    }
                }
                Err(failure) => self.complain(&failure),
            }
        });
    }

    /// Says what went wrong, where it went wrong. What was typed stays.
    fn complain(self, failure: &Failure) {
        let what = self.words.with_value(|words| sentence(&words.problems, failure));
        let at = match failure {
            Failure::Invalid { field, .. } => field.split('-').next().unwrap_or_default().to_owned(),
            _ => String::new(),
        };
        self.problem.set((at, what));
    }
}

/// The sentence of a failure, out of those the server sent along.
pub fn sentence(problems: &Problems, failure: &Failure) -> String {
    let words = match failure {
        Failure::Invalid { problem, .. } => match problem {
            Problem::TooLong => &problems.too_long,
            Problem::TooMany => &problems.too_many,
            // Its photo went away while it waited.
            Problem::Unknown => problems.of_photo(Problem::PhotoBroken).unwrap_or(&problems.required),
            problem => problems.of_photo(*problem).unwrap_or(&problems.required),
        },
        Failure::Offline => &problems.offline,
        Failure::SignedOut => &problems.signed_out,
        Failure::Denied | Failure::Gone => &problems.denied,
        _ => &problems.busy,
    };
    words.clone()
}
