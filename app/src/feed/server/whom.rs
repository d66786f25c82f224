//! For whom something can be: the chips that everybody sees first, and behind «Meer keuzes» years, roles, one family, one side.
use leptos::prelude::*;

use super::islands::draft::Choice;
use super::wording::part;
use crate::access::{Addressable, Audience, CircleId, Family, Kind, Side, Viewer, addressable, families};
use crate::base::failure::{Failure, Problem, Result};
use crate::base::language::Language;
use crate::feed::Whom;
use crate::say;
use crate::shell::Kept;
use crate::ui::markup::{IntoMarkup, Markup};

/// Fields of a form that say for whom it is.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    audience: &'static str,
    family: &'static str,
    side: &'static str,
    /// What was ticked before anybody chose.
    beforehand: &'static str,
}

/// As the composer calls them, and as every form does that sends a `Whom`.
pub const PLAIN: Fields = Fields { audience: "audience", family: "family", side: "side", beforehand: "beforehand" };
const OF_WHOM: Fields =
    Fields { audience: "whom[audience][]", family: "whom[family]", side: "whom[side]", beforehand: "whom[beforehand]" };

impl Whom {
    /// What came back with a form.
    pub fn of(form: &Kept) -> Self {
        Whom {
            audience: form.values(OF_WHOM.audience),
            family: form.value(OF_WHOM.family),
            side: form.value(OF_WHOM.side),
            beforehand: form.value(OF_WHOM.beforehand),
        }
    }

    fn values(&self, name: &str) -> Vec<String> {
        match name {
            _ if name == OF_WHOM.audience => self.audience.clone(),
            _ if name == OF_WHOM.family => vec![self.family.clone()],
            _ if name == OF_WHOM.side => vec![self.side.clone()],
            _ => vec![self.beforehand.clone()],
        }
    }

    /// Nobody was chosen.
    pub fn is_empty(&self) -> bool {
        chosen(OF_WHOM, |name| self.values(name)).0.is_empty()
    }

    /// Whom it is for; refuses whom the viewer may not write to, and what may be a mistake.
    pub async fn audience(&self, viewer: &Viewer) -> Result<Audience> {
        meant(OF_WHOM, |name| self.values(name))?;
        let (circles, side) = chosen(OF_WHOM, |name| self.values(name));
        Audience::chosen(viewer, &circles, side).await
    }

    /// What this person may choose from, with what they chose.
    pub async fn choices(viewer: &Viewer, form: &Kept) -> Result<Choices> {
        Choices::load(viewer, form, OF_WHOM).await
    }
}

/// What a form chose: values of circles, and whom of them. A list without a choice sends an empty value; one family is that family
/// alone, whatever is still ticked: what is about one child does not go to a group by mistake.
pub fn chosen(fields: Fields, values: impl Fn(&str) -> Vec<String>) -> (Vec<String>, Side) {
    let filled = |name: &str| values(name).into_iter().filter(|value| !value.is_empty()).collect::<Vec<String>>();
    let family = filled(fields.family);
    let circles = if family.is_empty() { filled(fields.audience) } else { family };
    let side = values(fields.side).first().and_then(|code| Side::of(code)).unwrap_or(Side::All);
    (circles, side)
}

/// Refuses once what may be a mistake: the only group was ticked already, and somebody chose something else behind «Meer keuzes».
pub fn meant(fields: Fields, values: impl Fn(&str) -> Vec<String>) -> Result<()> {
    let beforehand = values(fields.beforehand).concat();
    let (circles, _) = chosen(fields, values);
    let doubtful = circles.contains(&beforehand) && circles.iter().any(|circle| *circle != beforehand);
    if doubtful { Err(Failure::invalid("audience", Problem::TickedForYou)) } else { Ok(()) }
}

/// Everything that can be chosen, with what was.
pub struct Choices {
    fields: Fields,
    /// Groups and the school.
    pub first: Vec<Choice>,
    years: Vec<Choice>,
    named: Vec<Choice>,
    families: Vec<Family>,
    chosen: Vec<String>,
    side: Side,
    /// What is ticked although nobody chose it.
    beforehand: Option<String>,
}

impl Choices {
    /// What this person may write to. Who has one group only need not choose.
    pub async fn load(viewer: &Viewer, form: &Kept, fields: Fields) -> Result<Self> {
        let (chosen, side) = chosen(fields, |name| form.values(name));
        let of_kind = |kinds: &[Kind], all: &[Addressable]| {
            let ours = all.iter().filter(|one| kinds.contains(&one.kind));
            ours.map(|one| choice(viewer, one, &chosen)).collect::<Vec<Choice>>()
        };
        let all = addressable(viewer).await?;
        let mut choices = Choices {
            fields,
            first: of_kind(&[Kind::Group, Kind::School], &all),
            years: of_kind(&[Kind::Year], &all),
            named: of_kind(&[Kind::Role, Kind::WorkGroup], &all),
            families: families(viewer).await?,
            chosen,
            side,
            beforehand: None,
        };
        if let [only] = choices.first.as_mut_slice() {
            // A draft keeps what was ticked for somebody apart from what they ticked.
            let untouched = *choices.chosen == [only.value.clone()] && form.value(fields.beforehand) == only.value;
            if choices.chosen.is_empty() || untouched {
                only.chosen = true;
                choices.beforehand = Some(only.value.clone());
            }
        }
        Ok(choices)
    }

    /// Something behind «Meer keuzes» was chosen: it stands open.
    fn opened_beside(&self, first: &[Choice]) -> bool {
        let behind = |value: &String| first.iter().all(|choice| choice.value != *value);
        self.side != Side::All || self.chosen.iter().any(behind)
    }

    pub fn any(&self) -> bool {
        !self.chosen.is_empty()
    }

    /// All of it; `problem`: what is wrong with what was chosen, drawn.
    pub fn all(mut self, language: Language, problem: Option<Markup>) -> Markup {
        let name = self.fields.audience;
        let first = std::mem::take(&mut self.first);
        let opened = self.opened_beside(&first);
        let chips = first.into_iter().map(|choice| chip("checkbox", name, (choice.value, choice.label), choice.chosen));
        view! {
            <fieldset class="field">
                <legend class="field__label">{say!(language, feed.for_whom)}</legend>
                {problem}
                <div class="chips">{chips.collect_view()}</div>
                {self.behind(language, opened)}
            </fieldset>
        }
        .into_markup()
    }

    /// What stands behind «Meer keuzes»; drawn on the server only.
    pub fn more(self, language: Language) -> Markup {
        let open = self.opened_beside(&self.first);
        self.behind(language, open)
    }

    fn behind(self, language: Language, open: bool) -> Markup {
        let fields = self.fields;
        view! {
            <details class="fold feed-more" open=open>
                <summary>{say!(language, feed.more_choices)}</summary>
                {self.beforehand.map(|value| view! { <input type="hidden" name=fields.beforehand autocomplete="off" value=value/> })}
                {ticked(fields, say!(language, feed.years), self.years)}
                {ticked(fields, say!(language, feed.named), self.named)}
                {one_family(fields, language, self.families, &self.chosen)}
                {sides(fields, language, self.side)}
            </details>
        }
        .into_markup()
    }
}

fn choice(viewer: &Viewer, one: &Addressable, chosen: &[String]) -> Choice {
    let language = viewer.language;
    let value = match one.kind {
        Kind::Group => format!("group:{}", one.id),
        Kind::School => "school".to_owned(),
        _ => format!("circle:{}", one.id),
    };
    let name = if one.kind == Kind::Group { &one.name } else { &one.code };
    let label = part(language, one.kind, name);
    let publish = match one.guardians {
        0 => say!(language, feed.publish_for, name = label.clone()),
        count => say!(language, feed.publish_to, count = count),
    };
    Choice { chosen: chosen.contains(&value), value, label, publish }
}

/// One thing to tick (`checkbox`) or to choose (`radio`).
fn chip(kind: &'static str, name: &'static str, (value, label): (String, String), checked: bool) -> Markup {
    view! { <label class="chip"><input type=kind name=name value=value checked=checked/>{label}</label> }.into_markup()
}

fn set(legend: String, chips: Vec<Markup>) -> impl IntoView {
    view! {
        <fieldset class="field">
            <legend class="field__label">{legend}</legend>
            <div class="chips">{chips}</div>
        </fieldset>
    }
}

fn ticked(fields: Fields, legend: String, choices: Vec<Choice>) -> Option<impl IntoView> {
    let chips = choices
        .into_iter()
        .map(|choice| chip("checkbox", fields.audience, (choice.value, choice.label), choice.chosen));
    let chips: Vec<Markup> = chips.collect();
    (!chips.is_empty()).then(|| set(legend, chips))
}

/// Folded by group. No native list: on a phone it would cut off the end of a long name, and with it whose home is chosen.
fn one_family(
    fields: Fields,
    language: Language,
    families: Vec<Family>,
    chosen: &[String],
) -> Option<impl IntoView + use<>> {
    if families.is_empty() {
        return None;
    }
    let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for family in families {
        let rows = rows(language, &family);
        match groups.last_mut().filter(|(group, _)| *group == family.group) {
            Some((_, all)) => all.extend(rows),
            None => groups.push((family.group, rows)),
        }
    }
    let any = groups.iter().flat_map(|(_, rows)| rows).any(|(value, _)| chosen.contains(value));
    let groups = groups.into_iter().map(|group| of_group(fields, group, chosen)).collect_view();
    Some(view! {
        <fieldset class="field">
            <legend class="field__label">{say!(language, feed.one_family)}</legend>
            <p class="field__hint">{say!(language, feed.one_family_hint)}</p>
            <div class="chips">{chip("radio", fields.family, (String::new(), say!(language, feed.no_family)), !any)}</div>
            {groups}
        </fieldset>
    })
}

fn of_group(
    fields: Fields,
    (group, rows): (String, Vec<(String, String)>),
    chosen: &[String],
) -> impl IntoView + use<> {
    let open = rows.iter().any(|(value, _)| chosen.contains(value));
    let rows = rows.into_iter().map(|row| {
        let checked = chosen.contains(&row.0);
        chip("radio", fields.family, row, checked)
    });
    view! {
        <details class="fold" open=open>
            <summary>{group}</summary>
            <div class="chips">{rows.collect_view()}</div>
        </details>
    }
}

/// The child with all who care for it; and where it lives in two homes, each of them.
fn rows(language: Language, family: &Family) -> Vec<(String, String)> {
    let value = |circle: &CircleId| format!("circle:{circle}");
    let mut rows = vec![(value(&family.circle), family.pupil.clone())];
    for (household, adults) in &family.households {
        let names = adults.join(" & ");
        rows.push((value(household), say!(language, feed.at_home_of, pupil = family.pupil.clone(), names = names)));
    }
    rows
}

fn sides(fields: Fields, language: Language, chosen: Side) -> impl IntoView {
    let all = [
        (Side::All, say!(language, feed.side_all)),
        (Side::Family, say!(language, feed.side_family)),
        (Side::Staff, say!(language, feed.side_staff)),
    ];
    let chips = all.map(|(side, label)| chip("radio", fields.side, (side.code().to_owned(), label), side == chosen));
    set(say!(language, feed.whom_of_them), chips.into())
}
