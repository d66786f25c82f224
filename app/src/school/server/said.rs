//! A line of the log as a sentence.
use super::store::log::Line;
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
    match line.deed.as_str() {
        "signed_in" => say!(language, school.signed_in, whom = whom),
        "sign_in_failed" => say!(language, school.sign_in_failed, whom = whom),
        "guessing_stopped" => say!(language, school.guessing_stopped, whom = whom),
        "signed_out" => say!(language, school.signed_out, whom = whom),
        "device_revoked" => say!(language, school.device_revoked, whom = whom),
        "password_set" => say!(language, school.password_set, whom = whom),
        "account_ended" => say!(language, school.account_ended, whom = whom),
        "account_linked" => say!(language, school.account_linked, whom = whom),
        "school_imported" => say!(language, school.school_imported),
        "guardians_imported" => say!(language, school.guardians_imported),
        "guardian_blocked" => say!(language, school.guardian_blocked, whom = whom, child = child),
        "block_lifted" => say!(language, school.block_lifted, whom = whom, child = child),
        "guardian_confirmed" => say!(language, school.guardian_confirmed, whom = whom, child = child),
        "role_confirmed" => say!(language, school.role_confirmed, whom = whom, role = which_role(language, line)),
        "person_erased" => say!(language, school.person_erased),
        "module_opened" => say!(language, school.module_opened, module = module(language, &line.about_id)),
        "module_closed" => say!(language, school.module_closed, module = module(language, &line.about_id)),
        other => other.to_owned(),
    }
}

/// Of «KEY:role».
fn which_role(language: Language, line: &Line) -> String {
    let code = line.about_id.rsplit(':').next().unwrap_or_default();
    Role::of(code).map_or_else(|| code.to_owned(), |known| role(language, known))
}
