//! What of a talk reaches the phone: the frame of a thread, the forms in it, and the heart. Each works as a plain form
//! first. It must never make markup of what somebody typed.
use leptos::either::Either;
use leptos::ev::{CustomEvent, SubmitEvent};
use leptos::html::{Details, Textarea};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::rules::{Form, Given, Heart, Thread, Written};
use crate::base::failure::Refusal;
use crate::ui::call::call;
use crate::ui::drawn::{self, Drawn};
use crate::ui::icon::Icon;
use crate::ui::sent::SentFrom;
use crate::ui::text_area::TextArea;

/// What the forms of one thread share. One key for all of them: whoever sends first uses it up, and brings the next.
#[derive(Clone, Copy)]
struct Talk {
    about: StoredValue<Thread>,
    key: RwSignal<String>,
    count: RwSignal<i64>,
}

/// For the forms that are drawn from here on. Gives the number of comments.
pub fn in_thread(thread: Thread) -> RwSignal<i64> {
    let (key, count) = (RwSignal::new(thread.key.clone()), RwSignal::new(thread.count));
    provide_context(Talk { about: StoredValue::new(thread), key, count });
    count
}

/// The talk under a post; the comments themselves are drawn on the server and stay as they are.
#[island]
pub fn CommentThread(thread: Thread, children: Children) -> impl IntoView {
    let title = thread.title.clone();
    let count = in_thread(thread);
    view! {
        <section class="comments" id="comments" aria-labelledby="comments-title" on:count=move |told| count.set(number(&told))>
            <h2 id="comments-title" data-count>{title}" "<span class="counter">{move || count.get()}</span></h2>
            {children()}
        </section>
    }
}

/// A form of a thread, with what was written just now above it: for a new comment, or for an answer, folded away until somebody
/// wants it.
#[island]
pub fn CommentForm(form: Form) -> impl IntoView {
    if form.parent.is_empty() { Either::Left(newest(form)) } else { Either::Right(answers(form)) }
}

fn newest(form: Form) -> impl IntoView {
    let writing = Writing::new(form.problem.clone());
    view! {
        <div class="comments__own">
            {just_now(writing, "comments__thread")}
            {write(form, writing, (NodeRef::new(), NodeRef::new()))}
        </div>
    }
}

fn answers(form: Form) -> impl IntoView {
    let talk = expect_context::<Talk>();
    let open = !form.problem.is_empty() || !form.typed.is_empty();
    let writing = Writing::new(form.problem.clone());
    let fold = NodeRef::<Details>::new();
    let field = NodeRef::<Textarea>::new();
    let unfold = move |_| {
        if fold.get_untracked().is_some_and(|fold| fold.open()) {
            focus(field);
        }
    };
    let answer = talk.about.with_value(|about| about.answer.clone());
    view! {
        <div class="comments__own">
            {just_now(writing, "comments__replies")}
            <details class="fold" open=open node_ref=fold on:toggle=unfold>
                <summary aria-label=form.name.clone()>{answer}</summary>
                {write(form, writing, (field, fold))}
            </details>
        </div>
    }
}

fn focus(field: NodeRef<Textarea>) {
    if let Some(field) = field.get_untracked() {
        // A field that is gone needs no focus.
        let _focused = field.focus();
    }
}

/// A number that came in from the open page (`frontend/live.js`); whoever takes it says so.
fn number(told: &CustomEvent) -> i64 {
    told.prevent_default();
    told.detail().as_f64().unwrap_or_default() as i64
}

#[derive(Clone, Copy)]
struct Writing {
    /// What was written just now.
    fresh: RwSignal<Vec<(String, Drawn)>>,
    problem: RwSignal<String>,
    /// The session has ended: the problem leads to where one signs in.
    out: RwSignal<bool>,
    busy: RwSignal<bool>,
}

impl Writing {
    fn new(problem: String) -> Self {
        Writing {
            fresh: RwSignal::new(Vec::new()),
            problem: RwSignal::new(problem),
            out: RwSignal::new(false),
            busy: RwSignal::new(false),
        }
    }

    fn push(self, id: String, item: Drawn) {
        // The open page may have brought it in already.
        if let Some(there) = document().get_element_by_id(&["comment-", &id].concat()) {
            there.remove();
        }
        self.fresh.update(|fresh| fresh.push((id, item)));
        self.complain(&Refusal::default());
    }

    fn complain(self, refusal: &Refusal) {
        self.out.set(refusal.signed_out());
        self.problem.set(refusal.sentence.clone());
    }
}

/// Read out when something comes in; empty until then. The server draws it, with all that one can do with it.
fn just_now(writing: Writing, class: &'static str) -> impl IntoView {
    let items = move || {
        let fresh = writing.fresh.get().into_iter();
        fresh.map(|(id, item)| drawn::item(["comment-", &id].concat(), item)).collect_view()
    };
    view! { <div aria-live="polite"><ul class=class role="list">{items}</ul></div> }
}

type Places = (NodeRef<Textarea>, NodeRef<Details>);

fn write(form: Form, writing: Writing, (field, fold): Places) -> impl IntoView {
    let talk = expect_context::<Talk>();
    let Form { parent, typed, .. } = form;
    let id = ["write-", &parent].concat();
    let problem_id = [&id, "-problem"].concat();
    let (subject, label, placeholder, send) = talk.about.with_value(|about| {
        (about.subject.clone(), about.label.clone(), about.placeholder.clone(), about.send.clone())
    });
    let bad = move || writing.problem.with(|problem| !problem.is_empty());
    let described = problem_id.clone();
    let on_submit = {
        let parent = parent.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = field.get_untracked() {
                send_off(talk, writing, parent.clone(), (field, fold));
            }
        }
    };
    view! {
        <form class="comments__write" method="post" action="/api/comments/write" on:submit=on_submit>
            <SentFrom place=id.clone()/>
            <input type="hidden" name="subject" autocomplete="off" value=subject/>
            <input type="hidden" name="parent" autocomplete="off" value=parent/>
            <input type="hidden" name="key" autocomplete="off" value=move || talk.key.get()/>
            <label class="field__label" for=id.clone()>{label}</label>
            {complaint(writing, problem_id)}
            <TextArea
                id=id name="body" typed=typed placeholder=placeholder rows="1" {..} required=true node_ref=field
                aria-invalid=move || bad().then_some("true") aria-describedby=move || bad().then(|| described.clone())
                on:input=move |_| writing.complain(&Refusal::default())
            />
            <button class="button button--main" type="submit" aria-label=send aria-busy=move || writing.busy.get().then_some("true")>
                <Icon name="send" class="icon--turn"/>
            </button>
        </form>
    }
}

/// What went wrong; it leads to where one signs in when that is what is missing.
fn complaint(writing: Writing, id: String) -> impl IntoView {
    let problem = writing.problem;
    view! {
        <p class="field__problem" id=id role="alert" hidden=move || problem.with(String::is_empty)>
            <Icon name="warning"/>
            <a target="_blank" href=move || writing.out.get().then_some("/sign-in")>{move || problem.get()}</a>
        </p>
    }
}

type Field = leptos::web_sys::HtmlTextAreaElement;

/// Sends the words and shows them; after a problem they stay where they are. The focus stays with the person.
fn send_off(talk: Talk, writing: Writing, parent: String, (field, fold): (Field, NodeRef<Details>)) {
    if writing.busy.get_untracked() {
        return;
    }
    writing.busy.set(true);
    let body = field.value();
    let (subject, key) = (talk.about.with_value(|about| about.subject.clone()), talk.key.get_untracked());
    spawn_local(async move {
        let fields = [("subject", subject.as_str()), ("parent", &parent), ("body", &body), ("key", &key)];
        match call::<Written>("comments/write", &fields).await {
            Ok(written) => {
                talk.key.set(written.key);
                talk.count.set(written.count);
                writing.push(written.id, written.item);
                if field.value() == body {
                    field.set_value("");
                    if let Some(fold) = fold.get_untracked() {
                        fold.set_open(false);
                    }
                }
                // What came in above has pushed the field away.
                request_animation_frame(move || field.scroll_into_view_with_bool(false));
            }
            Err(refusal) => writing.complain(&refusal),
        }
        writing.busy.set(false);
    });
}

/// A heart for a post. Its name stays the same and its state is «pressed», so that a screen reader says both.
#[island]
pub fn Hearts(heart: Heart) -> impl IntoView {
    let Heart { subject, count, mine, label, problem } = heart;
    // What the school knows, and what the person wishes: the same but for the moments under way.
    let known = RwSignal::new((count, mine));
    let wish = RwSignal::new(mine);
    let shown = move || known.get().0 + i64::from(wish.get()) - i64::from(known.get().1);
    let busy = RwSignal::new(false);
    let wrong = Wrong { problem: RwSignal::new(problem), out: RwSignal::new(false) };
    let (sent, place) = (subject.clone(), ["subject-", &subject].concat());
    let tap = move |event: SubmitEvent| {
        event.prevent_default();
        wish.update(|wish| *wish = !*wish);
        if !busy.get_untracked() {
            busy.set(true);
            spawn_local(tell(sent.clone(), (known, wish, busy), wrong));
        }
    };
    view! {
        <form class="hearts" method="post" action="/api/comments/heart" on:submit=tap on:count=move |told| others(&told, known, busy)>
            <SentFrom place=place/>
            <input type="hidden" name="subject" value=subject/>
            <button
                class="heart" type="submit" name="on" value=move || if wish.get() { "false" } else { "true" }
                aria-pressed=move || if wish.get() { "true" } else { "false" }
            >
                <Icon name="heart"/>
                <span class="hush">{label}</span>
                <span>{move || Some(shown()).filter(|shown| *shown > 0)}</span>
            </button>
            {wrong.draw()}
        </form>
    }
}

/// What others gave meanwhile; what is under way here brings the number along itself.
fn others(told: &CustomEvent, known: RwSignal<(i64, bool)>, busy: RwSignal<bool>) {
    let count = number(told);
    if !busy.get_untracked() {
        known.update(|known| known.0 = count);
    }
}

#[derive(Clone, Copy)]
struct Wrong {
    problem: RwSignal<String>,
    out: RwSignal<bool>,
}

impl Wrong {
    fn draw(self) -> impl IntoView {
        view! {
            <p class="hearts__problem" role="alert" hidden=move || self.problem.with(String::is_empty)>
                <a target="_blank" href=move || self.out.get().then_some("/sign-in")>{move || self.problem.get()}</a>
            </p>
        }
    }
}

type Wishes = (RwSignal<(i64, bool)>, RwSignal<bool>, RwSignal<bool>);

/// One request at a time, until the school knows the last wish. A failure brings back what it knew, and says so.
async fn tell(subject: String, (known, wish, busy): Wishes, wrong: Wrong) {
    let mut problem = String::new();
    while wish.get_untracked() != known.get_untracked().1 {
        let on = if wish.get_untracked() { "true" } else { "false" };
        match call::<Given>("comments/heart", &[("subject", &subject), ("on", on)]).await {
            Ok(given) => known.set((given.count, given.mine)),
            Err(refusal) => {
                wish.set(known.get_untracked().1);
                wrong.out.set(refusal.signed_out());
                problem = refusal.sentence;
            }
        }
    }
    wrong.problem.set(problem);
    busy.set(false);
}
