//! The composer: a plain form that becomes nicer on a phone that can. Photos travel while somebody is still writing, and nothing
//! that was typed is lost when something fails.
mod autosave;
mod bar;
#[cfg(feature = "staff")]
mod browser;
#[cfg(not(feature = "staff"))]
#[path = "still.rs"]
mod browser;
pub mod check;
mod complain;
mod desk;
pub mod draft;
mod pictures;
mod queue;
mod tile;

use leptos::ev::MouseEvent;
use leptos::html::Input;
use leptos::prelude::*;

use crate::ui::icon::Icon;
use crate::ui::text_area::TextArea;
use bar::bar;
use desk::Desk;
use draft::{Choice, Draft, Words};
use pictures::pictured;
use queue::chosen;

#[island]
pub fn Composer(
    draft: Draft,
    words: Words,
    /// More for whom it can be, inside the form: nothing of it moves.
    children: Children,
) -> impl IntoView {
    let desk = Desk::new(&draft, words.clone());
    let action = if desk.change { "/api/feed/edit" } else { "/api/feed/publish" };
    Effect::new(move || desk.wake());
    view! {
        <form
            class="feed-composer" method="post" enctype="multipart/form-data" action=action
            node_ref=desk.form on:submit=move |event| desk.submit(&event) on:input=move |_| desk.touched()
        >
            {hidden(desk, &draft)}
            {(!desk.change).then(|| audience(desk, draft.choices, words.audience, children))}
            <div class="field">
                <label class="field__label" for="body">{words.body}</label>
                <TextArea
                    id="body" name="body" typed=draft.body placeholder=words.body_hint rows="4"
                    {..} class="feed-composer__words" aria-describedby="body-problem" aria-invalid=move || desk.wrong("body")
                />
                {problem_at(desk, "body")}
            </div>
            {photos(desk, words.photos, words.photos_hint, words.choose, draft.description, words.description_all)}
            {(!desk.change).then(|| view! {
                <button class="feed-composer__seen" type="submit" formaction="/api/feed/preview" on:click=move |event| desk.preview(&event)>
                    <Icon name="eye"/><span>{words.who_sees.clone()}</span><Icon name="next" class="icon--turn"/>
                </button>
                {discard(desk, words.bar.discard, words.bar.discard_yes)}
            })}
            {bar(desk)}
        </form>
        {dialog(desk, words.who_sees, words.close)}
    }
}

/// What the form carries unseen. Its first button is the one that Enter presses: it publishes nothing.
fn hidden(desk: Desk, draft: &Draft) -> impl IntoView + use<> {
    let rest = if desk.change { "/api/feed/arrange" } else { "/api/feed/draft" };
    let (post, version) = draft.change.clone().unwrap_or_default();
    let quiet = move |event: MouseEvent| {
        event.prevent_default();
        desk.touched();
    };
    view! {
        <button class="hush" type="submit" tabindex="-1" aria-hidden="true" formaction=rest on:click=quiet></button>
        <input type="hidden" name="key" value=draft.key.clone()/>
        <input type="hidden" name="drew" value=draft.drew.clone()/>
        <input type="hidden" name="again" value=move || desk.again.get()/>
        {desk.change.then(|| view! {
            <input type="hidden" name="post" value=post/>
            <input type="hidden" name="version" value=version/>
        })}
    }
}

fn audience(desk: Desk, choices: Vec<Choice>, legend: String, more: Children) -> impl IntoView {
    let chip = |choice: Choice| {
        view! {
            <label class="chip"><input type="checkbox" name="audience" value=choice.value checked=choice.chosen/>{choice.label}</label>
        }
    };
    view! {
        <fieldset class="field" id="audience" aria-describedby="audience-problem">
            <legend class="field__label">{legend}</legend>
            <div class="chips">{choices.into_iter().map(chip).collect_view()}</div>
            {more()}
            {problem_at(desk, "audience")}
        </fieldset>
    }
}

fn photos(
    desk: Desk,
    legend: String,
    hint: String,
    choose: String,
    description: String,
    description_all: String,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    Effect::new(move || {
        // Files that were chosen before the page woke up.
        if let Some(input) = input.get() {
            desk.add(browser::take_files(&input));
        }
    });
    view! {
        <fieldset class="field" id="photo" aria-describedby="photo-problem">
            <legend class="field__label">{legend}</legend>
            <p class="field__hint" id="photos-hint">{hint}</p>
            <ul class="feed-photos" role="list">
                <For each=move || desk.tiles.get() key=|tile| tile.number children=move |tile| pictured(desk, tile)/>
                <li>
                    <label class="feed-photos__add">
                        <Icon name="camera"/>{choose}
                        <input
                            type="file" name="photo" accept="image/jpeg,image/png,image/webp" multiple aria-describedby="photos-hint"
                            node_ref=input on:change=move |event| chosen(desk, &event)
                        />
                    </label>
                </li>
            </ul>
            // Without JavaScript there is one line of words for all new photos; with it, each photo has its own.
            <label class="field" hidden=move || desk.awake.get()>
                <span class="field__hint">{description_all}</span>
                <input class="field__input" type="text" name="description" maxlength="500" value=description/>
            </label>
            {problem_at(desk, "photo")}
        </fieldset>
    }
}

/// Two steps, with or without JavaScript: what is thrown away cannot be brought back.
fn discard(desk: Desk, summary: String, yes: String) -> impl IntoView {
    view! {
        <details class="feed-discard">
            <summary class="button button--quiet button--small"><Icon name="trash" class="icon--small"/>{summary}</summary>
            <button class="button button--bad" type="submit" formaction="/api/feed/discard" on:click=move |_| desk.left.set_value(true)>{yes}</button>
        </details>
    }
}

/// What is wrong at a field; the bar says it too, and leads here.
fn problem_at(desk: Desk, field: &'static str) -> impl IntoView {
    let id = [field, "-problem"].concat();
    let line = move || {
        let what =
            desk.problems.with(|problems| problems.iter().find(|(at, _)| at == field).map(|(_, what)| what.clone()));
        what.map(|what| view! { <span class="field__problem"><Icon name="warning"/>{what}</span> })
    };
    view! { <div id=id>{line}</div> }
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
