//! What of a talk reaches the phone: the frame of a thread, the forms in it, and the heart. Each works as a plain form
//! first. It must never make markup of what somebody typed.
use leptos::ev::SubmitEvent;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::rules::{Given, Said, Words, Written};
use crate::ui::call::call;
use crate::ui::icon::Icon;
use crate::ui::prose::linked;
use crate::ui::text_area::TextArea;

/// What the forms of one thread share. One key for all of them: whoever sends first uses it up, and brings the next.
#[derive(Clone, Copy)]
struct Thread {
    post: StoredValue<String>,
    words: StoredValue<Words>,
    key: RwSignal<String>,
    count: RwSignal<i64>,
}

/// The talk under a post; the comments themselves are drawn on the server and stay as they are.
#[island]
pub fn CommentThread(post: String, key: String, count: i64, words: Words, children: Children) -> impl IntoView {
    let title = words.title.clone();
    let count = RwSignal::new(count);
    provide_context(Thread {
        post: StoredValue::new(post),
        words: StoredValue::new(words),
        key: RwSignal::new(key),
        count,
    });
    view! {
        <section class="comments" id="comments" aria-labelledby="comments-title">
            <h2 id="comments-title">{title}" "<span class="counter">{move || count.get()}</span></h2>
            {children()}
        </section>
    }
}

/// The form for a new comment, with what was written just now above it.
#[island]
pub fn CommentForm(
    /// What came back after a problem without JavaScript.
    typed: String,
    problem: String,
) -> impl IntoView {
    let writing = Writing::new(problem);
    view! {
        <div class="comments__own">
            {just_now(writing, "comments__thread")}
            {form(String::new(), typed, writing)}
        </div>
    }
}

/// The form for an answer: folded away until somebody wants it.
#[island]
pub fn AnswerForm(parent: String, typed: String, problem: String) -> impl IntoView {
    let thread = expect_context::<Thread>();
    let open = !problem.is_empty();
    let writing = Writing::new(problem);
    view! {
        <div class="comments__own">
            {just_now(writing, "comments__replies")}
            <details class="fold" open=open>
                <summary>{thread.words.with_value(|words| words.answer.clone())}</summary>
                {form(parent, typed, writing)}
            </details>
        </div>
    }
}

#[derive(Clone, Copy)]
struct Writing {
    fresh: RwSignal<Vec<Said>>,
    problem: RwSignal<String>,
    busy: RwSignal<bool>,
}

impl Writing {
    fn new(problem: String) -> Self {
        Writing { fresh: RwSignal::new(Vec::new()), problem: RwSignal::new(problem), busy: RwSignal::new(false) }
    }
}

/// Read out when something comes in; empty until then.
fn just_now(writing: Writing, class: &'static str) -> impl IntoView {
    let small = class == "comments__replies";
    let item = move |said: Said| view! { <li>{bubble(said, small, ())}</li> };
    view! {
        <div aria-live="polite">
            <ul class=class role="list">{move || writing.fresh.get().into_iter().map(item).collect_view()}</ul>
        </div>
    }
}

fn form(parent: String, typed: String, writing: Writing) -> impl IntoView {
    let thread = expect_context::<Thread>();
    let field = NodeRef::<Textarea>::new();
    let id = format!("write-{parent}");
    let problem_id = format!("{id}-problem");
    let (label, placeholder, send) =
        thread.words.with_value(|words| (words.label.clone(), words.placeholder.clone(), words.send.clone()));
    let problem = writing.problem;
    let bad = move || problem.with(|problem| !problem.is_empty());
    let described = problem_id.clone();
    let on_submit = {
        let parent = parent.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = field.get_untracked() {
                send_off(thread, writing, parent.clone(), field);
            }
        }
    };
    view! {
        <form class="comments__write" method="post" action="/api/comments/write" on:submit=on_submit>
            <input type="hidden" name="post" autocomplete="off" value=thread.post.get_value()/>
            <input type="hidden" name="parent" autocomplete="off" value=parent/>
            <input type="hidden" name="key" autocomplete="off" value=move || thread.key.get()/>
            <label class="field__label" for=id.clone()>{label}</label>
            <p class="field__problem" id=problem_id role="alert" hidden=move || !bad()>
                <Icon name="warning"/><span>{move || problem.get()}</span>
            </p>
            <TextArea
                id=id name="body" typed=typed placeholder=placeholder rows="1" {..} required=true node_ref=field
                aria-invalid=move || bad().then_some("true") aria-describedby=move || bad().then(|| described.clone())
            />
            <button class="button button--main" type="submit" aria-label=send aria-busy=move || writing.busy.get().then_some("true")>
                <Icon name="send" class="icon--turn"/>
            </button>
        </form>
    }
}

/// Sends the words and shows them; after a problem they stay where they are. The focus stays with the person.
fn send_off(thread: Thread, writing: Writing, parent: String, field: leptos::web_sys::HtmlTextAreaElement) {
    if writing.busy.get_untracked() {
        return;
    }
    writing.busy.set(true);
    let body = field.value();
    let (post, key) = (thread.post.get_value(), thread.key.get_untracked());
    spawn_local(async move {
        let fields = [("post", post.as_str()), ("parent", &parent), ("body", &body), ("key", &key)];
        match call::<Written>("comments/write", &fields).await {
            Ok(written) => {
                thread.key.set(written.key);
                thread.count.update(|count| *count += 1);
                writing.fresh.update(|fresh| fresh.push(written.said));
                writing.problem.set(String::new());
                if field.value() == body {
                    field.set_value("");
                }
            }
            Err(failure) => writing.problem.set(thread.words.with_value(|words| words.of(&failure))),
        }
        writing.busy.set(false);
    });
}

/// One comment, with what one can do with it at its foot. On the server for all of them, on the phone for what was
/// written just now.
pub fn bubble(said: Said, small: bool, more: impl IntoView) -> impl IntoView {
    let portrait = if small { "portrait portrait--small" } else { "portrait" };
    let badge = (!said.badge.is_empty()).then(|| view! { " "<span class="tag" data-tone="accent">{said.badge}</span> });
    view! {
        <article class="comment">
            <span class=portrait data-tone=said.tone aria-hidden="true">{said.initials}</span>
            <div class="comment__bubble" data-own=said.own.then_some("")>
                <span class="comment__who"><bdi>{said.author}</bdi>{badge}</span>
                <p class="comment__text" dir="auto">{linked(&said.body)}</p>
            </div>
            <div class="comment__foot"><span class="when">{said.when}</span>{more}</div>
        </article>
    }
}

/// A heart for a post. Its name stays the same and its state is «pressed», so that a screen reader says both.
#[island]
pub fn Hearts(post: String, count: i64, mine: bool, label: String) -> impl IntoView {
    // What the school knows, and what the person wishes: the same but for the moments under way.
    let known = RwSignal::new((count, mine));
    let wish = RwSignal::new(mine);
    let shown = move || {
        let (count, mine) = known.get();
        count + i64::from(wish.get()) - i64::from(mine)
    };
    let busy = RwSignal::new(false);
    let sent = post.clone();
    let tap = move |event: SubmitEvent| {
        event.prevent_default();
        wish.update(|wish| *wish = !*wish);
        if !busy.get_untracked() {
            busy.set(true);
            spawn_local(tell(sent.clone(), known, wish, busy));
        }
    };
    view! {
        <form method="post" action="/api/comments/heart" on:submit=tap>
            <input type="hidden" name="post" value=post/>
            <button
                class="heart" type="submit" name="on" value=move || if wish.get() { "false" } else { "true" }
                aria-pressed=move || if wish.get() { "true" } else { "false" }
            >
                <Icon name="heart"/>
                <span class="hush">{label}</span>
                <span>{move || Some(shown()).filter(|shown| *shown > 0)}</span>
            </button>
        </form>
    }
}

/// One request at a time, until the school knows the last wish. A failure brings back what it knew.
async fn tell(post: String, known: RwSignal<(i64, bool)>, wish: RwSignal<bool>, busy: RwSignal<bool>) {
    while wish.get_untracked() != known.get_untracked().1 {
        let on = if wish.get_untracked() { "true" } else { "false" };
        match call::<Given>("comments/heart", &[("post", &post), ("on", on)]).await {
            Ok(given) => known.set((given.count, given.mine)),
            Err(_) => wish.set(known.get_untracked().1),
        }
    }
    busy.set(false);
}
