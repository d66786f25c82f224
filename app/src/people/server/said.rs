//! What imports and their commands say, in the language of whoever reads it. Holds counts, codes and keys; never a name or an address.
use crate::access::Module;
use leptos_i18n::td_string;

use super::{ImportRefused, Refused};
use crate::base::day::Day;
use crate::base::language::Language;
use crate::say;
use edexml::plan::Line;
use edexml::{Reason, Refusal};

/// So many keys are named; the rest is three dots.
const SHOWN: usize = 12;

/// `leerlingen: 3 nieuw (L-0001 L-0002 L-0003)`.
pub fn line(language: Language, line: &Line) -> String {
    let mut keys: Vec<&str> = line.keys.iter().map(String::as_str).filter(|key| !key.is_empty()).collect();
    keys.sort_unstable();
    let more = if keys.len() > SHOWN { " …" } else { "" };
    let shown = keys.iter().take(SHOWN).copied().collect::<Vec<_>>().join(" ");
    let shown = if shown.is_empty() { String::new() } else { format!(" ({shown}{more})") };
    if line.part == "remark" {
        return format!("{}{shown}", say!(language, import.note, text = remark(language, line.change)));
    }
    let (part, change) = (part(language, line.part), change(language, line.change));
    format!("{}{shown}", say!(language, import.line, part = part, count = line.count, change = change))
}

/// Why a file or a command was refused: everything at once.
pub fn refused(language: Language, refused: &ImportRefused) -> String {
    match refused {
        ImportRefused::File(refusals) => {
            let lines = refusals.iter().map(|mistake| format!("\n  {}", refusal(language, mistake)));
            std::iter::once(say!(language, import.file)).chain(lines).collect()
        }
        ImportRefused::ManyWouldEnd { lines, count } => {
            let lines = lines.iter().map(|ends| format!("  {}\n", line(language, ends)));
            lines
                .chain([say!(language, import.many_would_end, count = *count)])
                .collect::<String>()
                .trim_start()
                .to_owned()
        }
        ImportRefused::OtherSchool { file } => say!(language, import.other_school, file = file.as_str()),
        ImportRefused::OtherLocation { file } => say!(language, import.other_location, file = file.as_str()),
        ImportRefused::UnknownSchool => say!(language, import.unknown_school),
        ImportRefused::WhichSchool => say!(language, import.which_school),
        ImportRefused::OlderYear { file } => say!(language, import.older_year, file = file.as_str()),
        ImportRefused::LaterYear { file, begins } => {
            say!(language, import.later_year, file = file.as_str(), begins = begins.to_string())
        }
        ImportRefused::NobodyKnown => say!(language, import.nobody_known),
        ImportRefused::Failed(failure) => say!(language, import.failed, why = failure.to_string()),
    }
}

/// `Regel 12, email: Dit is geen e-mailadres.`
pub fn refusal(language: Language, refusal: &Refusal) -> String {
    let (line, text) = (refusal.line, reason(language, refusal));
    if !has_place(refusal) {
        return say!(language, import.at, line = line, text = text);
    }
    say!(language, import.at_place, line = line, what = refusal.what, text = text)
}

/// Whether it is about one column or element, and not about a whole line.
pub fn has_place(refusal: &Refusal) -> bool {
    !matches!(refusal.what, "row" | "file" | "encoding" | "EDEX")
}

pub fn reason(language: Language, refusal: &Refusal) -> String {
    match (refusal.reason, refusal.what) {
        (Reason::InvalidCode, "language") => say!(language, import.invalid_language),
        (Reason::InvalidCode, "authority") => say!(language, import.invalid_authority),
        (Reason::MissingElement, "brincode") => say!(language, import.missing_brin),
        (Reason::InvalidCode, "status") => say!(language, import.invalid_status),
        (reason, _) => plain(language, reason),
    }
}

macro_rules! sentences {
    ($language:ident, $code:expr, $($name:pat => $sentence:ident),+ $(,)?) => {
        match $code {
            $($name => td_string!($language, import.$sentence).to_string(),)+
        }
    };
}

fn plain(language: Language, reason: Reason) -> String {
    sentences!(language, reason,
        Reason::TooLarge => too_large, Reason::UnsupportedEncoding => unsupported_encoding, Reason::BadEncoding => bad_encoding,
        Reason::NotWellFormed => not_well_formed, Reason::Truncated => truncated, Reason::TooDeep => too_deep,
        Reason::DoctypeRefused => doctype_refused, Reason::EntityRefused => entity_refused, Reason::NotEdex => not_edex,
        Reason::MissingElement => missing_element, Reason::MissingKey => missing_key, Reason::DuplicateKey => duplicate_key,
        Reason::UnknownGroup => unknown_group, Reason::MissingName => missing_name, Reason::MissingValue => missing_value,
        Reason::InvalidDate => invalid_date, Reason::InvalidCode => invalid_code, Reason::InvalidEmail => invalid_email,
        Reason::InvalidSchoolYear => invalid_school_year, Reason::BadCharacter => bad_character, Reason::TooLong => too_long,
        Reason::MissingColumn => missing_column, Reason::DuplicateColumn => duplicate_column, Reason::WrongColumnCount => wrong_column_count,
        Reason::Conflict => conflict, Reason::OpenQuote => open_quote, Reason::NoRows => no_rows, Reason::NotAList => not_a_list, Reason::NotDutch => not_dutch,
    )
}

fn part(language: Language, part: &str) -> String {
    sentences!(language, part,
        "groups" => part_groups,
        "identity" => part_identity, "pupils" => part_pupils, "memberships" => part_memberships, "teachers" => part_teachers,
        "roles" => part_roles, "teaching" => part_teaching, "households" => part_households, "guardians" => part_guardians, "talks" => part_talks, "sign_ups" => part_sign_ups, _ => part_links,
    )
}

fn change(language: Language, change: &str) -> String {
    sentences!(language, change, "new" => fresh, "changed" => changed, "gone" => gone, "ends" => ends, _ => unchanged)
}

pub fn remark(language: Language, code: &str) -> String {
    sentences!(language, code,
        "unstable_key" => unstable_key, "unknown_role" => unknown_role, "shared_email" => shared_email, "bad_email" => bad_email,
        "left_already" => left_already, "never_here" => never_here, "unknown_pupil" => unknown_pupil, "blocked_kept" => blocked_kept,
        "confirmed_kept" => confirmed_kept, "looks_blocked" => looks_blocked, "new_address" => new_address,
        "phone_left_out" => phone_left_out, "odd_address" => odd_address, "by_hand" => by_hand, _ => blocked_elsewhere,
    )
}

/// A role of staff as the school says it.
pub fn role(language: Language, code: &str) -> String {
    sentences!(language, code,
        "head" => as_head, "office" => as_office, "support" => as_support, "teacher" => as_teacher, _ => as_else)
}

/// Why a command about people was refused.
pub fn command(language: Language, refused: &Refused) -> String {
    match refused {
        Refused::Import(refused) => self::refused(language, refused),
        Refused::UnknownKeys(keys) => say!(language, import.unknown_key, keys = keys.join(" ")),
        Refused::NoRoleNamed => say!(language, import.no_role_named),
        Refused::NotAHead => say!(language, import.not_a_head),
        Refused::Blocked => say!(language, import.blocked_stays),
        Refused::UnknownPerson => say!(language, import.unknown_person),
        Refused::NotBlocked => say!(language, import.not_blocked),
        Refused::NotProposed => say!(language, import.not_proposed),
        Refused::NeedsReason => say!(language, import.needs_reason),
        Refused::UnknownModule => {
            say!(language, import.unknown_module, modules = Module::ALL.map(Module::code).join(", "))
        }
        Refused::NotADay => say!(language, import.not_a_day),
    }
}

/// `news: open sinds 2026-09-01`; a module without a day is closed.
pub fn module(language: Language, module: &str, opens: Option<Day>, today: Day) -> String {
    match opens {
        Some(day) if day <= today => say!(language, import.module_open, module = module, date = day.to_string()),
        Some(day) => say!(language, import.module_opens, module = module, date = day.to_string()),
        None => say!(language, import.module_closed, module = module),
    }
}

/// What a command says besides.
#[derive(Debug, Clone, Copy)]
pub enum Saying<'a> {
    School(&'a str),
    NewSchool(&'a str),
    NeedsName,
    DryRun,
    Nothing,
    Done,
    NotADay,
    DayPast,
    RolesWait(usize),
    GuardiansWait(usize),
    RolesConfirmed(usize),
    Unblocked,
    Confirmed,
    NoAddress,
    AddressOfMany,
    AccountElsewhere(&'a str),
    AccountLinked(&'a str),
    Erased,
    AskPassword,
    WeakPassword,
    AccountOpen,
}

pub fn say(language: Language, saying: Saying<'_>) -> String {
    match saying {
        Saying::School(brin) => say!(language, import.school, brin = brin),
        Saying::NewSchool(brin) => say!(language, import.school_new, brin = brin),
        Saying::NeedsName => say!(language, import.needs_name),
        Saying::DryRun => say!(language, import.dry_run),
        Saying::Nothing => say!(language, import.nothing),
        Saying::Done => say!(language, import.done),
        Saying::NotADay => say!(language, import.not_a_day),
        Saying::DayPast => say!(language, import.day_past),
        Saying::RolesWait(count) => say!(language, import.roles_wait, count = count),
        Saying::GuardiansWait(count) => say!(language, import.guardians_wait, count = count),
        Saying::RolesConfirmed(count) => say!(language, import.roles_confirmed, count = count),
        Saying::Unblocked => say!(language, import.unblocked),
        Saying::Confirmed => say!(language, import.confirmed),
        Saying::NoAddress => say!(language, import.no_account_address),
        Saying::AddressOfMany => say!(language, import.account_which),
        Saying::AccountElsewhere(brin) => say!(language, import.account_elsewhere, brin = brin),
        Saying::AccountLinked(brin) => say!(language, import.account_linked, brin = brin),
        Saying::Erased => say!(language, import.erased),
        Saying::AskPassword => say!(language, import.password_ask),
        Saying::WeakPassword => say!(language, import.password_weak),
        Saying::AccountOpen => say!(language, import.account_open),
    }
}
