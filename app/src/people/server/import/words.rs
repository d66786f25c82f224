//! What the conversation about a file says: codes of a report as words. Names come from the report itself.
use edexml::Refusal;
use edexml::guardians::Status;
use edexml::plan::Part;
use edexml::school::{Gender, Role};
use leptos_i18n::td_string;

use super::ImportRefused;
use super::content::Kind;
use super::report::{About, Was};
use crate::base::day::Day;
use crate::base::language::Language;
use crate::people::server::{kept, said};
use crate::say;
use crate::ui::when;

/// So many lines of one mistake are named: who mends these finds the rest.
const MOST_LINES: usize = 20;

/// Why a file cannot be taken over: everything at once.
pub fn refusals(language: Language, refused: &ImportRefused) -> Vec<String> {
    match refused {
        ImportRefused::File(refusals) => mistakes(language, refusals),
        ImportRefused::LaterYear { file, begins } => {
            vec![say!(language, bring.later_year, file = file.clone(), begins = full(language, *begins))]
        }
        ImportRefused::OtherLocation { file } => vec![say!(language, bring.other_location, file = file.clone())],
        other => vec![said::refused(language, other)],
    }
}

/// The same mistake in many lines is one sentence, where it is first met.
fn mistakes(language: Language, refusals: &[Refusal]) -> Vec<String> {
    let mut kinds: Vec<Vec<&Refusal>> = Vec::new();
    for refusal in refusals {
        let same = kinds.iter_mut().find(|kind| (kind[0].reason, kind[0].what) == (refusal.reason, refusal.what));
        match same {
            Some(kind) => kind.push(refusal),
            None => kinds.push(vec![refusal]),
        }
    }
    kinds.iter().map(|kind| mistake(language, kind)).collect()
}

fn mistake(language: Language, kind: &[&Refusal]) -> String {
    let [first, _, ..] = kind else { return kind.iter().map(|one| said::refusal(language, one)).collect() };
    let mut lines: Vec<String> = kind.iter().take(MOST_LINES).map(|one| one.line.to_string()).collect();
    lines.dedup();
    let more = if kind.len() > MOST_LINES { " …" } else { "" };
    let lines = format!("{}{more}", lines.join(", "));
    let text = said::reason(language, first);
    match said::has_place(first) {
        true => say!(language, bring.lines_at, lines = lines, what = first.what, text = text),
        false => say!(language, bring.lines, lines = lines, text = text),
    }
}

macro_rules! sentences {
    ($language:ident, $code:expr, $($name:pat => $sentence:ident),+ $(,)?) => {
        match $code {
            $($name => td_string!($language, bring.$sentence).to_string(),)+
        }
    };
}

pub fn kind(language: Language, code: &str) -> String {
    match Kind::from_code(code) {
        Some(Kind::School) => say!(language, bring.kind_school),
        Some(Kind::Guardians) => say!(language, bring.kind_guardians),
        None => say!(language, bring.kind_nothing),
    }
}

/// What the file is: of which school and year, how many of what, how its letters are written.
pub fn facts(language: Language, about: &About, day: Option<Day>) -> String {
    let school = (!about.year.is_empty())
        .then(|| say!(language, bring.facts_school, brin = about.brin.clone(), year = about.year.clone()));
    let list = about.year.is_empty().then(|| match about.some {
        true => say!(language, bring.facts_some),
        false => say!(language, bring.facts_all),
    });
    let counts = about.counts.iter().map(|(what, count)| how_many(language, what, *count));
    let letters =
        (!about.encoding.is_empty()).then(|| say!(language, bring.letters, encoding = about.encoding.clone()));
    let from = day.map(|day| say!(language, bring.holds_from, day = full(language, day)));
    let all: Vec<String> = school.into_iter().chain(list).chain(counts).chain(letters).chain(from).collect();
    all.join(" · ")
}

/// A number of something that the file has, or that ends by it.
pub fn how_many(language: Language, what: &str, count: usize) -> String {
    match what {
        "groups" => say!(language, bring.n_groups, count = count),
        "pupils" => say!(language, bring.n_pupils, count = count),
        "teachers" => say!(language, bring.n_teachers, count = count),
        "talks" => say!(language, bring.end_talks, count = count),
        "sign_ups" => say!(language, bring.end_sign_ups, count = count),
        _ => say!(language, bring.n_links, count = count),
    }
}

/// A group of changes: its name, and what it is.
pub fn part(language: Language, code: &str) -> (String, String) {
    match Part::from_code(code) {
        Some(Part::New) => (say!(language, bring.is_new), say!(language, bring.new_hint)),
        Some(Part::Moved) => (say!(language, bring.moved), say!(language, bring.moved_hint)),
        Some(Part::Gone) => (say!(language, bring.gone), say!(language, bring.gone_hint)),
        _ => (say!(language, bring.changed), say!(language, bring.changed_hint)),
    }
}

pub fn list(language: Language, kind: &str) -> String {
    sentences!(language, kind,
        "groups_new" => l_groups_new, "groups_changed" => l_groups_changed, "groups_gone" => l_groups_gone,
        "pupils_new" => l_pupils_new, "moves" => l_moves, "pupils_changed" => l_pupils_changed, "pupils_gone" => l_pupils_gone,
        "teachers_new" => l_teachers_new, "teachers_changed" => l_teachers_changed, "teachers_gone" => l_teachers_gone,
        "teaching" => l_teaching, "guardians_new" => l_guardians_new, "links_new" => l_links_new,
        "guardians_changed" => l_guardians_changed, "links_changed" => l_links_changed,
        "households_changed" => l_households_changed, _ => l_links_gone,
    )
}

pub fn field(language: Language, code: &str) -> String {
    sentences!(language, code,
        "last_name" => f_last_name, "infix" => f_infix, "first_names" => f_first_names, "initials" => f_initials,
        "call_name" => f_call_name, "birth_date" => f_birth_date, "gender" => f_gender, "year_group" => f_year_group,
        "from" => f_from, "until" => f_until, "name" => f_name, "description" => f_description, "composite" => f_composite,
        "email" => f_email, "role" => f_role, "language" => f_language, "phone" => f_phone, "authority" => f_authority,
        "status" => f_status, "group" => f_group, "teaches" => f_teaches, _ => f_household,
    )
}

/// A value of a field as people say it.
pub fn value(language: Language, field: &str, value: &str) -> String {
    if value.is_empty() {
        return match field {
            "group" | "teaches" => say!(language, bring.no_group),
            _ => say!(language, bring.v_nothing),
        };
    }
    match field {
        "birth_date" | "from" => day(language, value, 0),
        // A period ends on the first day that it no longer holds; people name the last.
        "until" => day(language, value, -1),
        "authority" | "composite" => yes_or_no(language, value),
        "gender" => match Gender::from_code(value) {
            Some(Gender::Male) => say!(language, bring.v_male),
            Some(Gender::Female) => say!(language, bring.v_female),
            _ => say!(language, bring.v_unknown),
        },
        "language" if value == "en" => say!(language, bring.v_english),
        "language" => say!(language, bring.v_dutch),
        "status" => match Status::from_code(value) {
            Some(Status::Confirmed) => say!(language, people.confirmed),
            Some(Status::Blocked) => say!(language, people.blocked),
            _ => say!(language, people.proposed),
        },
        "role" => {
            let each = value.split(' ').map(|code| said::role(language, kept::role_code(Role::from_code(code))));
            each.collect::<Vec<_>>().join(", ")
        }
        _ => value.to_owned(),
    }
}

fn day(language: Language, value: &str, later: i64) -> String {
    Day::typed(value).map_or_else(|| value.to_owned(), |day| full(language, day.plus(later)))
}

/// A day with its year: of a birth, of a year to come.
fn full(language: Language, day: Day) -> String {
    when::with_year(language, day.date(), Day::ALWAYS.date())
}

fn yes_or_no(language: Language, value: &str) -> String {
    if value == "yes" { say!(language, bring.v_yes) } else { say!(language, bring.v_no) }
}

/// «naam: Daan → Daniël»
pub fn was(language: Language, was: &Was) -> String {
    let (old, new) = (value(language, &was.field, &was.old), value(language, &was.field, &was.new));
    format!("{}: {}", field(language, &was.field), say!(language, bring.way, from = old, to = new))
}
