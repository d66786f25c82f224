//! `/talks/{round}?child=…`: choosing a time. The same form on both sides; the island makes it quicker.
use axum::extract::{Path, Query};
use leptos::prelude::*;

use super::{Asked, back};
use crate::access::{PupilId, Read, Viewer};
use crate::base::day::Day;
use crate::base::failure::{Failure, Result};
use crate::base::ids;
use crate::base::language;
use crate::conferences::server::booking::pick;
use crate::conferences::server::islands::{Choice, Form, Leaf, Part, SlotPicker, Words};
use crate::conferences::server::round::proxy;
use crate::conferences::server::rules::{self, Stage};
use crate::conferences::server::store::read::{self, About, Family, Other, Slot};
use crate::conferences::server::{RoundId, words};
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::markup::IntoMarkup;
use crate::ui::notice::{Notice, Tone};
use crate::ui::person::{Portrait, initials, tone};

struct Picker {
    round: RoundId,
    pupil: PupilId,
    about: About,
    family: Family,
    families: Vec<Family>,
    slots: Vec<Slot>,
    others: Vec<Other>,
}

pub async fn show(viewer: Viewer, Path(round): Path<String>, Query(asked): Query<Asked>, kept: Kept) -> Result<Page> {
    let may = viewer.may(Read, (RoundId::from(round), PupilId::from(asked.child))).await?;
    let about = read::about(&viewer, &may).await?;
    let families = read::families(&viewer, &may).await?;
    let family = pick(families.clone(), &asked.household).ok_or(Failure::Gone)?;
    let slots = read::slots(&viewer, &may, &family.id).await?;
    let others = read::others(&viewer, &may, &family.id).await?;
    let (round, pupil) = may.thing().clone();
    let picker = Picker { round, pupil, about, family, families, slots, others };
    let title = say!(viewer.language, talks.about, pupil = picker.about.pupil.clone());
    let drawn = viewer.clone();
    Ok(Page::new(&viewer, Tab::Talks, title, move || draw(&drawn, &picker, &kept)))
}

fn draw(viewer: &Viewer, picker: &Picker, kept: &Kept) -> impl IntoView + use<> {
    let language = viewer.language;
    let about = &picker.about;
    let stage = rules::stage(about.opens_at.0, about.closes_at.0, viewer.now.0);
    let may_choose = stage == Stage::Open || proxy(viewer);
    let told = words::stage(viewer, stage, about.opens_at, about.closes_at);
    let facts = say!(language, talks.facts, group = about.group_name.clone(), minutes = about.minutes);
    let chooser = may_choose.then(|| {
        let Times { days, parts, choices } = Times::of(viewer, picker);
        let (form, near, words) = (form(viewer, picker, kept), near(kept), all_words(viewer));
        view! { <SlotPicker form near days parts choices words/> }.into_markup()
    });
    view! {
        <div class="page">
            {back(language)}
            <div class="talk-round">
                <Portrait name=about.pupil.clone() class="portrait--big portrait--ring"/>
                <div>
                    <h1>{say!(language, talks.about, pupil = about.pupil.clone())}</h1>
                    <p class="soft" dir="auto" lang=language::of_words(language, &about.title)>{about.title.clone()}</p>
                    <p class="soft">{facts}</p>
                    <p class="soft">{told.clone()}</p>
                </div>
            </div>
            {(!picker.family.mine).then(|| for_whom(viewer, picker))}
            {picker.others.iter().map(|other| sibling(viewer, other)).collect_view()}
            {(!may_choose).then(|| view! { <Notice tone=Tone::Accent><p>{told}</p></Notice> })}
            {chooser}
            <details class="fold"><summary>{say!(language, talks.no_time)}</summary><p>{say!(language, talks.no_time_text)}</p></details>
        </div>
    }
}

/// The office books for somebody: for which household?
fn for_whom(viewer: &Viewer, picker: &Picker) -> impl IntoView + use<> {
    let language = viewer.language;
    let chip = |family: &Family| {
        let href = format!("/talks/{}?child={}&household={}", picker.round, picker.pupil, family.id);
        let here = family.id == picker.family.id;
        view! { <a class="chip" href=href aria-current=here.then_some("true")>{family.guardians.join(", ")}</a> }
    };
    view! {
        <nav class="chips" aria-label=say!(language, talks.for_whom)>{picker.families.iter().map(chip).collect_view()}</nav>
    }
}

fn sibling(viewer: &Viewer, other: &Other) -> impl IntoView + use<> {
    let language = viewer.language;
    let (day, time) = (words::day(language, other.date), other.starts.clone());
    let sentence = match other.known {
        true => say!(language, talks.sibling, pupil = other.pupil.clone(), day = day, time = time),
        false => say!(language, talks.other_talk, day = day, time = time),
    };
    view! { <Notice tone=Tone::Accent><p>{sentence}</p></Notice> }
}

fn form(viewer: &Viewer, picker: &Picker, kept: &Kept) -> Form {
    let standing = picker.slots.iter().find(|slot| slot.booking_id.is_some());
    let id = |slot: Option<&Slot>| slot.map(|slot| slot.id.0.clone()).unwrap_or_default();
    let tried = kept.value("slot");
    let open = |slot: &&Slot| slot.id.0 == tried && (!slot.taken || slot.booking_id.is_some());
    let chosen = if kept.is_empty() { standing } else { picker.slots.iter().find(open) };
    let key = kept.value("key");
    let note = standing.and_then(|slot| slot.note.clone()).unwrap_or_default();
    Form {
        round: picker.round.0.clone(),
        pupil: picker.pupil.0.clone(),
        household: if picker.family.mine { String::new() } else { picker.family.id.0.clone() },
        key: if key.is_empty() { ids::fresh(viewer.now) } else { key },
        note: if kept.is_empty() { note.clone() } else { kept.value("note") },
        had: if kept.is_empty() { note } else { kept.value("had") },
        chosen: id(chosen),
        standing: id(standing),
        problem: kept.refused_of(viewer.language, "conferences/book").unwrap_or_default(),
    }
}

fn near(kept: &Kept) -> Vec<String> {
    match kept.failure_of("conferences/book") {
        Some(Failure::Taken { free }) => free.clone(),
        _ => Vec::new(),
    }
}

/// What can be chosen, under its day and its teacher.
#[derive(Default)]
struct Times {
    days: Vec<Leaf>,
    parts: Vec<Part>,
    choices: Vec<Choice>,
}

impl Times {
    fn of(viewer: &Viewer, picker: &Picker) -> Self {
        let people: Vec<_> =
            picker.slots.iter().map(|slot| (slot.teacher_id.0.clone(), slot.teacher(), slot.teaches.clone())).collect();
        let names = rules::apart(&people);
        let name = |slot: &Slot| names.iter().find(|(id, _)| *id == slot.teacher_id.0).map(|(_, name)| name.clone());
        let mut times = Times::default();
        for slot in picker.slots.iter().filter(|slot| slot.starts_at > viewer.now) {
            times.add(viewer, picker, slot, name(slot).unwrap_or_default());
        }
        times
    }

    /// The next one: they come by day, and on a day by teacher.
    fn add(&mut self, viewer: &Viewer, picker: &Picker, slot: &Slot, teacher: String) {
        if self.days.last().is_none_or(|day| day.date != slot.date.to_string()) {
            self.days.push(day(viewer, picker, slot.date));
        }
        if self.parts.last().is_none_or(|part| part.date != slot.date.to_string() || part.teacher != teacher) {
            let name = slot.teacher();
            let (initials, tone) = (initials(&name), tone(&name).to_string());
            self.parts.push(Part { date: slot.date.to_string(), teacher, initials, tone });
        }
        let weekday = self.days.last().map(|day| day.weekday.to_lowercase()).unwrap_or_default();
        self.choices.push(choice(viewer, picker, slot, (self.parts.len() as i64 - 1, weekday)));
    }
}

fn day(viewer: &Viewer, picker: &Picker, date: Day) -> Leaf {
    let language = viewer.language;
    let (number, month) = words::leaf(language, date);
    let text = words::day(language, date);
    let that_day = || picker.slots.iter().filter(|slot| slot.date == date);
    let from = that_day().map(|slot| slot.starts.clone()).min().unwrap_or_default();
    let to = that_day().map(|slot| slot.ends.clone()).max().unwrap_or_default();
    Leaf {
        date: date.to_string(),
        number,
        month,
        weekday: text.split(' ').next().unwrap_or_default().to_owned(),
        hours: say!(language, talks.hours_of, from = from, to = to),
    }
}

fn choice(viewer: &Viewer, picker: &Picker, slot: &Slot, (part, weekday): (i64, String)) -> Choice {
    let language = viewer.language;
    let own = slot.booking_id.is_some();
    let span = |other: &Other| (other.starts_at.0, other.ends_at.0);
    let beside = picker.others.iter().any(|other| rules::adjoins(slot.span(), span(other)));
    let hint = if beside { say!(language, talks.adjoins) } else { String::new() };
    Choice {
        id: slot.id.0.clone(),
        part,
        time: slot.starts.clone(),
        spoken: words::spoken(language, slot.date, &slot.starts),
        weekday,
        free: own || !slot.taken,
        hint,
        busy: picker.others.iter().any(|other| rules::overlaps(slot.span(), span(other))),
    }
}

fn all_words(viewer: &Viewer) -> Words {
    let language = viewer.language;
    Words {
        taken: say!(language, talks.taken),
        busy: say!(language, talks.own_talk),
        yours: say!(language, talks.yours),
        near: say!(language, talks.near),
        note: say!(language, talks.note),
        note_hint: say!(language, talks.note_hint),
        submit: say!(language, talks.submit),
        done: say!(language, talks.to_talks),
    }
}
