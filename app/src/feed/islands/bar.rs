//! The bar at the thumb: what would happen, what is under way, what went wrong, and what to do about it. Nothing that the composer
//! answers stands anywhere else first.
use leptos::prelude::*;

use super::desk::Desk;
use crate::ui::icon::Icon;

pub fn bar(desk: Desk) -> impl IntoView {
    let words = desk.words.with_value(|words| words.bar.clone());
    let save = (!desk.change).then(|| {
        // With JavaScript it is kept by itself.
        view! {
            <button class="button feed-bar__save" type="submit" formaction="/api/feed/draft" hidden=move || desk.awake.get()>{words.save}</button>
        }
    });
    view! {
        <div class="actionbar feed-bar">
            <div class="feed-bar__news" role="alert" tabindex="-1" node_ref=desk.news>{move || complaints(desk)}{move || failed(desk)}</div>
            <p class="feed-bar__state" role="status">{move || state(desk)}</p>
            <button class="button button--main feed-bar__send" type="submit" aria-busy=move || desk.busy.get().then_some("true")>
                {move || label(desk)}
            </button>
            {save}
        </div>
    }
}

/// «Plaatsen voor 44 ouders». Before the page is awake the button cannot follow what is chosen, so it does not say.
fn label(desk: Desk) -> String {
    let (chosen, colleagues) = (desk.chosen.get(), desk.colleagues.get());
    desk.words.with_value(|words| match chosen.as_slice() {
        [] => words.bar.publish.clone(),
        _ if colleagues => words.bar.publish_staff.clone(),
        _ if desk.change => words.bar.publish.clone(),
        chosen => desk.choices.with_value(|choices| {
            let school = chosen.iter().find(|value| *value == "school");
            match (school, chosen) {
                (Some(one), _) | (None, [one]) => {
                    choices.iter().find(|choice| choice.value == *one).map(|choice| choice.publish.clone())
                }
                // Groups have a number; a group beside a year or a family has none that is true.
                (None, many) if many.iter().any(|value| !value.starts_with("group:")) => None,
                (None, many) => at(&words.bar.publish_groups, many.len() - 1),
            }
            .unwrap_or_else(|| words.bar.publish.clone())
        }),
    })
}

/// The sentence for this number, from one; the last one for more.
fn at(sentences: &[String], number: usize) -> Option<String> {
    sentences.get(number.saturating_sub(1)).or(sentences.last()).cloned()
}

fn state(desk: Desk) -> String {
    let ((under_way, _), wanted, saved) = (desk.counts(), desk.wanted.get(), desk.saved.get());
    let busy = desk.busy.get();
    desk.words.with_value(|words| match (under_way, wanted) {
        _ if busy => words.bar.sending.clone(),
        (0, _) if saved => words.bar.saved.clone(),
        (0, _) => String::new(),
        (count, true) => at(&words.bar.then_publish, count).unwrap_or_default(),
        (count, false) => at(&words.bar.under_way, count).unwrap_or_default(),
    })
}

/// What is wrong: all of it, each with the way to where it is.
fn complaints(desk: Desk) -> impl IntoView {
    let line = move |(field, what): (String, String)| {
        let (label, sign_in) = desk.words.with_value(|words| {
            let label = match field.as_str() {
                "audience" => words.audience.clone(),
                "body" => words.body.clone(),
                "photo" => words.photos.clone(),
                _ => String::new(),
            };
            (label, words.bar.sign_in.clone())
        });
        let href = ["#", &field].concat();
        let sign_in = (field == "sign-in").then(|| view! { " "<a href="/sign-in" target="_blank">{sign_in}</a> });
        let place = (!label.is_empty()).then(|| view! { <a href=href>{label}</a>" " });
        view! { <p class="feed-bar__line"><Icon name="warning"/><span>{place}{what}{sign_in}</span></p> }
    };
    desk.problems.get().into_iter().map(line).collect_view()
}

/// «1 foto lukte niet»: again, or without.
fn failed(desk: Desk) -> Option<impl IntoView> {
    let (_, failed) = desk.counts();
    let words = desk.words.with_value(|words| words.bar.clone());
    let what = at(&words.failed, failed).filter(|_| failed > 0)?;
    let again = desk.can_try_again().then(|| {
        view! { <button class="button button--small" type="button" on:click=move |_| desk.try_again()>{words.again}</button> }
    });
    let without = if desk.wanted.get() { words.without_publish } else { words.without };
    Some(view! {
        <p class="feed-bar__line"><Icon name="warning"/><a href="#photo">{what}</a></p>
        <p class="feed-bar__ways">
            {again}
            <button class="button button--small" type="button" on:click=move |_| desk.without()>{without}</button>
        </p>
    })
}
