//! A round portrait: initials on a colour that belongs to the name.
use leptos::prelude::*;

use crate::access::Role;
use crate::base::language::Language;
use crate::say;

/// `class` may be `portrait--small`, `portrait--big`, `portrait--ring`.
#[component]
pub fn Portrait(name: String, #[prop(optional)] class: &'static str) -> impl IntoView {
    let class = if class.is_empty() { "portrait".to_owned() } else { format!("portrait {class}") };
    view! { <span class=class data-tone=tone(&name) aria-hidden="true">{initials(&name)}</span> }
}

/// A role in one word.
pub fn role(language: Language, role: Role) -> String {
    match role {
        Role::Head => say!(language, role.head),
        Role::Office => say!(language, role.office),
        Role::Teacher => say!(language, role.teacher),
        Role::Coordinator => say!(language, role.coordinator),
        Role::Support => say!(language, role.support),
        Role::Other => say!(language, role.staff),
        Role::Council => say!(language, role.council),
        Role::Mr => say!(language, role.mr),
        Role::Board => say!(language, role.board),
        Role::Adviser => say!(language, role.adviser),
        Role::Swv => say!(language, role.swv),
    }
}

/// One of six colours, always the same for the same name.
pub fn tone(name: &str) -> u8 {
    let sum = name.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    u8::try_from(sum % 6 + 1).unwrap_or(1)
}

/// First letters of the first and the last word: «Anne-Floortje van der Heijden» is «AH».
pub fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next();
    let mut words = name.split_whitespace();
    let start = words.next().and_then(first);
    let end = words.next_back().and_then(first);
    start.into_iter().chain(end).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_skip_what_stands_between() {
        assert_eq!(initials("Anne-Floortje van der Heijden-Oosterbroek"), "AH");
        assert_eq!(initials("Noor"), "N");
        assert_eq!(initials("ömer şahin"), "ÖŞ");
        assert_eq!(initials(""), "");
    }
}
