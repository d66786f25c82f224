//! A round portrait: initials on a colour that belongs to the name.
use leptos::prelude::*;

#[component]
pub fn Portrait(name: String) -> impl IntoView {
    let colour = name.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) % 8;
    view! {
        <span class=format!("portrait portrait--{colour}") aria-hidden="true">{initials(&name)}</span>
    }
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
