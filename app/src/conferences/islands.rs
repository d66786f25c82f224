//! Choosing a time: a form that works as it is, and that the browser makes quicker. It never chooses for somebody.
use std::time::Duration;

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::actions::Booked;
use crate::base::failure::Refusal;
use crate::ui::call::call;
use crate::ui::icon::Icon;
use crate::ui::sent::SentFrom;
use crate::ui::text_area::TextArea;

/// How often the free times are asked for again.
const REFRESH: Duration = Duration::from_secs(20);

crate::props! {
    /// What the form carries.
    pub struct Form {
        pub round: String,
        pub pupil: String,
        pub household: String,
        pub key: String,
        pub note: String,
        /// The note as it stood when the form was drawn: whoever did not touch it does not overwrite what was written elsewhere since.
        pub had: String,
        /// The slot that is ticked: the talk that stands, or the one that was tried.
        pub chosen: String,
        /// The talk that stands; empty when there is none.
        pub standing: String,
        /// After a refusal without JavaScript.
        pub problem: String,
    }
}

impl Form {
    /// The fields that say whose talk it is.
    fn whose(&self) -> [(&'static str, &str); 3] {
        [("round", &self.round), ("pupil", &self.pupil), ("household", &self.household)]
    }
}

crate::props! {
    pub struct Leaf {
        /// Local ISO date.
        pub date: String,
        pub number: String,
        pub month: String,
        pub weekday: String,
        pub hours: String,
    }
}

crate::props! {
    /// One teacher on one day.
    pub struct Part {
        pub date: String,
        pub teacher: String,
        pub initials: String,
        pub tone: String,
    }
}

crate::props! {
    pub struct Choice {
        pub id: String,
        /// Where its day and teacher stand among the parts.
        pub part: i64,
        pub time: String,
        /// «dinsdag 1 december, 15:15»: what the time is called where its day is not beside it.
        pub spoken: String,
        pub weekday: String,
        pub free: bool,
        /// «aansluitend»: said while it is free.
        pub hint: String,
        /// This household has another talk then.
        pub busy: bool,
    }
}

crate::props! {
    /// Finished sentences.
    pub struct Words {
        pub taken: String,
        pub busy: String,
        pub yours: String,
        pub near: String,
        pub note: String,
        pub note_hint: String,
        pub submit: String,
        pub done: String,
    }
}

/// What the page says after an attempt.
#[derive(Clone, Copy)]
struct State {
    open: RwSignal<Vec<String>>,
    chosen: RwSignal<String>,
    standing: RwSignal<String>,
    note: RwSignal<String>,
    said: RwSignal<String>,
    /// The session has ended: the answer leads to where one signs in.
    out: RwSignal<bool>,
    near: RwSignal<Vec<String>>,
    done: RwSignal<bool>,
    sending: RwSignal<bool>,
    /// Where the answer stands.
    place: NodeRef<Div>,
}

impl State {
    fn new(form: &Form, near: Vec<String>, choices: &[Choice]) -> Self {
        let open = choices.iter().filter(|choice| choice.free).map(|choice| choice.id.clone()).collect();
        State {
            open: RwSignal::new(open),
            chosen: RwSignal::new(form.chosen.clone()),
            standing: RwSignal::new(form.standing.clone()),
            note: RwSignal::new(form.note.clone()),
            said: RwSignal::new(form.problem.clone()),
            out: RwSignal::new(false),
            near: RwSignal::new(near),
            done: RwSignal::new(false),
            sending: RwSignal::new(false),
            place: NodeRef::new(),
        }
    }

    /// Whoever chose a time far down is taken to the answer.
    fn show(self) {
        let show = move || {
            if let Some(place) = self.place.get_untracked() {
                // A page that is gone needs no focus.
                let _focused = place.focus();
            }
        };
        set_timeout(show, Duration::ZERO);
    }
}

/// Sends the wish; the answer comes in place.
fn send(form: StoredValue<Form>, state: State, slot: String) {
    if state.sending.get_untracked() {
        return;
    }
    state.sending.set(true);
    let asked = form.get_value();
    spawn_local(async move {
        let note = state.note.get_untracked();
        let [round, pupil, household] = asked.whose();
        let fields =
            [round, pupil, household, ("slot", &slot), ("note", &note), ("had", &asked.had), ("key", &asked.key)];
        match call::<Booked>("conferences/book", &fields).await {
            Ok(booked) => {
                form.update_value(|form| form.had = note);
                state.standing.set(slot.clone());
                state.chosen.set(slot);
                state.near.set(Vec::new());
                state.out.set(false);
                state.said.set(booked.sentence);
                state.done.set(true);
            }
            Err(refusal) => {
                state.done.set(false);
                state.out.set(refusal.signed_out());
                state.said.set(refusal.sentence);
                if refusal.code == Refusal::TAKEN {
                    // It looks free no longer.
                    state.open.update(|open| open.retain(|id| *id != slot));
                    state.chosen.set(String::new());
                }
                state.near.set(refusal.free);
            }
        }
        state.sending.set(false);
        state.show();
        refresh(form, state);
    });
}

fn refresh(form: StoredValue<Form>, state: State) {
    let asked = form.get_value();
    spawn_local(async move {
        // Without an answer what stood there stays; the school decides anyway.
        if let Ok(ids) = call("conferences/free", &asked.whose()).await {
            state.open.set(ids);
        }
    });
}

fn keep_fresh(form: StoredValue<Form>, state: State) {
    let ask = move || {
        if !document().hidden() {
            refresh(form, state);
        }
    };
    set_interval(ask, REFRESH);
}

#[island]
pub fn SlotPicker(
    form: Form,
    /// After a refusal without JavaScript: the nearest free slots.
    near: Vec<String>,
    days: Vec<Leaf>,
    parts: Vec<Part>,
    choices: Vec<Choice>,
    words: Words,
) -> impl IntoView {
    let state = State::new(&form, near, &choices);
    let (form, words) = (StoredValue::new(form), StoredValue::new(words));
    Effect::new(move |_| keep_fresh(form, state));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let slot = state.chosen.get_untracked();
        send(form, state, slot);
    };
    let drawn: Vec<_> = days.into_iter().map(|day| draw_day(day, &parts, &choices, (words, state))).collect();
    view! {
        {answer(form, choices, words, state)}
        <form class="page" method="post" action="/api/conferences/book" on:submit=submit>
            <SentFrom/>
            {hidden(form)}
            <div class="slots">{drawn}</div>
            {note_field(words, state)}
            <div class="actionbar">
                <button class="button button--main" type="submit" aria-busy=move || state.sending.get().to_string()>
                    {words.with_value(|words| words.submit.clone())}
                </button>
            </div>
        </form>
    }
}

fn hidden(form: StoredValue<Form>) -> impl IntoView {
    let form = form.get_value();
    view! {
        <input type="hidden" name="round" value=form.round/>
        <input type="hidden" name="pupil" value=form.pupil/>
        <input type="hidden" name="household" value=form.household/>
        <input type="hidden" name="key" value=form.key/>
        <input type="hidden" name="had" value=form.had/>
    }
}

fn note_field(words: StoredValue<Words>, state: State) -> impl IntoView {
    let words = words.get_value();
    let typed = state.note.get_untracked();
    view! {
        <div class="field">
            <label class="field__label" for="note">{words.note}</label>
            <p class="field__hint" id="note-hint">{words.note_hint}</p>
            <TextArea
                id="note" name="note" typed=typed rows="2" {..} aria-describedby="note-hint"
                on:input=move |event| state.note.set(event_target_value(&event))
            />
        </div>
    }
}

/// What was said after the last attempt, with the nearest times as buttons. Always there, so that it is read out.
fn answer(form: StoredValue<Form>, choices: Vec<Choice>, words: StoredValue<Words>, state: State) -> impl IntoView {
    let tone = move || if state.done.get() { "good" } else { "warn" };
    let near = move || {
        let found =
            state.near.get().into_iter().filter_map(|id| choices.iter().find(|choice| choice.id == id).cloned());
        found.map(|choice| near_button(choice, form, state)).collect::<Vec<_>>()
    };
    let note = move || state.note.get();
    let text = words.get_value();
    view! {
        <div aria-live="assertive">
            <div class="notice" tabindex="-1" node_ref=state.place data-tone=tone hidden=move || state.said.get().is_empty()>
                <Icon name="info"/>
                <div>
                    <p><b><a target="_blank" href=move || state.out.get().then_some("/sign-in")>{move || state.said.get()}</a></b></p>
                    <p hidden=move || state.near.get().is_empty()>{text.near}</p>
                    <p hidden=move || !state.done.get()><a href="/talks">{text.done}</a></p>
                </div>
            </div>
        </div>
        <form class="slots__near" method="post" action="/api/conferences/book" hidden=move || state.near.get().is_empty()>
            <SentFrom/>
            {hidden(form)}
            <input type="hidden" name="note" value=note/>
            {near}
        </form>
    }
}

fn near_button(choice: Choice, form: StoredValue<Form>, state: State) -> impl IntoView {
    let slot = choice.id.clone();
    let take = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        send(form, state, slot.clone());
    };
    view! {
        <button class="slot slot--near" type="submit" name="slot" value=choice.id aria-label=choice.spoken on:click=take>
            <span>{choice.time}</span>
            <small>{choice.weekday}</small>
        </button>
    }
}

type Shared = (StoredValue<Words>, State);

fn draw_day(day: Leaf, parts: &[Part], choices: &[Choice], shared: Shared) -> impl IntoView + use<> {
    let that_day = parts.iter().enumerate().filter(|(_, part)| part.date == day.date);
    let parts: Vec<_> = that_day
        .map(|(at, part)| {
            let own = choices.iter().filter(|choice| choice.part == at as i64);
            draw_part(part.clone(), own.cloned().map(|choice| draw_choice(choice, shared)).collect())
        })
        .collect();
    view! {
        <section class="slots__day">
            <header class="slots__head">
                <time class="disc" datetime=day.date>{day.number}<small>{day.month}</small></time>
                <div>
                    <h2 class="big">{day.weekday}</h2>
                    <p class="soft small">{day.hours}</p>
                </div>
            </header>
            {parts}
        </section>
    }
}

fn draw_part<T: IntoView>(part: Part, slots: Vec<T>) -> impl IntoView {
    view! {
        <fieldset class="slots__teacher">
            <legend>
                <span class="portrait portrait--small" data-tone=part.tone aria-hidden="true">{part.initials}</span>
                {part.teacher}
            </legend>
            <div class="slots__times">{slots}</div>
        </fieldset>
    }
}

fn draw_choice(choice: Choice, (words, state): Shared) -> impl IntoView + use<> {
    let Choice { id, time, spoken, hint, busy, .. } = choice;
    let (value, ticked, wanted, own, now) = (id.clone(), id.clone(), id.clone(), id.clone(), id.clone());
    let yours = Memo::new(move |_| state.standing.with(|standing| *standing == own));
    // What somebody chose stays chosen: the school says whether it is still free.
    let open =
        Memo::new(move |_| state.chosen.with(|chosen| *chosen == id) || state.open.with(|open| open.contains(&id)));
    let enabled = move || !busy && (open.get() || yours.get());
    let told = move || {
        words.with_value(|words| match () {
            () if yours.get() => words.yours.clone(),
            () if busy => words.busy.clone(),
            () if open.get() => hint.clone(),
            () => words.taken.clone(),
        })
    };
    let told = Memo::new(move |_| told());
    let name = move || match told.get() {
        told if told.is_empty() => spoken.clone(),
        told => [&spoken, ", ", &told].concat(),
    };
    view! {
        <label class="slot">
            <input
                type="radio"
                aria-label=name
                name="slot"
                value=value
                required
                checked=state.chosen.get_untracked() == ticked
                prop:checked=move || state.chosen.with(|chosen| *chosen == now)
                disabled=move || !enabled()
                on:change=move |_| state.chosen.set(wanted.clone())
            />
            <span>{time}</span>
            <small>{told}</small>
        </label>
    }
}
