//! A line of the log as a sentence.
use super::store::log::Line;
use crate::access::audit::Done;
use crate::access::{Module, Role};
use crate::base::language::Language;
use crate::say;
use crate::ui::person::role;

/// A module as people call it.
pub fn module(language: Language, code: &str) -> String {
    match Module::of(code) {
        Some(Module::News) => say!(language, school.news),
        Some(Module::Talks) => say!(language, school.talks),
        None => code.to_owned(),
    }
}

/// What was done, to whom. A deed of a later version is told by its code.
pub fn deed(language: Language, line: &Line, whom: &str) -> String {
    let (whom, child) = (whom.to_owned(), line.child.0.call_name.clone());
    let Some(done) = Done::of(&line.deed) else { return line.deed.clone() };
    match done {
        Done::SchoolImported => say!(language, school.school_imported),
        Done::GuardiansImported => say!(language, school.guardians_imported),
        Done::ImportUndone => say!(language, school.import_undone),
        Done::GuardianBlocked => say!(language, school.guardian_blocked, whom = whom, child = child),
        Done::BlockLifted => say!(language, school.block_lifted, whom = whom, child = child),
        Done::GuardianConfirmed => say!(language, school.guardian_confirmed, whom = whom, child = child),
        Done::RoleConfirmed => say!(language, school.role_confirmed, whom = whom, role = which_role(language, line)),
        Done::PersonErased => say!(language, school.person_erased),
        Done::ModuleOpened => say!(language, school.module_opened, module = module(language, &line.about_id)),
        Done::ModuleClosed => say!(language, school.module_closed, module = module(language, &line.about_id)),
        Done::SchoolDescribed => say!(language, school.described),
        Done::ListExported => say!(language, school.list_exported),
        Done::ContactChanged => say!(language, school.contact_changed, whom = whom),
        Done::ContactLetGo => say!(language, school.contact_let_go, whom = whom),
        Done::ChildMoved => say!(language, school.child_moved, child = child),
        Done::RoleGiven => say!(language, school.role_given, whom = whom, role = which_role(language, line)),
        Done::RoleEnded => say!(language, school.role_ended, whom = whom, role = which_role(language, line)),
        Done::PersonAdded => say!(language, school.person_added, whom = whom),
        Done::WorkGroupBegun => say!(language, school.work_group_begun),
        Done::WorkGroupJoined => say!(language, school.work_group_joined, whom = whom),
        Done::WorkGroupLeft => say!(language, school.work_group_left, whom = whom),
        Done::WorkGroupEnded => say!(language, school.work_group_ended),
        Done::Invited => invited(language, line, whom),
        Done::FamilyProtected => say!(language, school.family_protected),
        Done::FamilyUnprotected => say!(language, school.family_unprotected),
        Done::BoardCame => say!(language, school.board_came, whom = whom),
        Done::PlaceLetGo => say!(language, school.place_let_go, child = child),
        of_an_account => account(language, of_an_account, whom),
    }
}

/// Of somebody's account.
fn account(language: Language, done: Done, whom: String) -> String {
    match done {
        Done::SignedIn => say!(language, school.signed_in, whom = whom),
        Done::SignInFailed => say!(language, school.sign_in_failed, whom = whom),
        Done::GuessingStopped => say!(language, school.guessing_stopped, whom = whom),
        Done::SignedOut => say!(language, school.signed_out, whom = whom),
        Done::DeviceRevoked => say!(language, school.device_revoked, whom = whom),
        Done::PasswordSet => say!(language, school.password_set, whom = whom),
        Done::AccountEnded => say!(language, school.account_ended, whom = whom),
        Done::AccountLinked => say!(language, school.account_linked, whom = whom),
        Done::Joined => say!(language, school.joined, whom = whom),
        other => other.code().to_owned(),
    }
}

/// Of «mail:25» or «letter:25»; of one person «ID:mail» or «ID:letter».
fn invited(language: Language, line: &Line, whom: String) -> String {
    let (first, second) = line.about_id.split_once(':').unwrap_or_default();
    let count: usize = second.parse().unwrap_or_default();
    match (first, second) {
        ("mail", _) => say!(language, school.invited_mail, count = count),
        ("letter", _) => say!(language, school.invited_letter, count = count),
        (_, "mail") => say!(language, school.invited_one_mail, whom = whom),
        _ => say!(language, school.invited_one_letter, whom = whom),
    }
}

/// Of «KEY:role» or «ID:role».
fn which_role(language: Language, line: &Line) -> String {
    let code = line.about_id.rsplit(':').next().unwrap_or_default();
    Role::of(code).map_or_else(|| code.to_owned(), |known| role(language, known))
}
