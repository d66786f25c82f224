//! Whether two names may be one person's, in whatever spelling: for noticing a blocked guardian who comes back. Too often is better
//! than not at all: whoever is noticed is only proposed, and somebody at school looks.

use crate::Names;
use identity::folded;

pub fn alike(one: &Names, other: &Names) -> bool {
    words(one) == words(other) || (surnames_meet(one, other) && given_meet(given(one), given(other)))
}

/// Whether the first names may be one person's.
pub fn given_alike(one: &Names, other: &Names) -> bool {
    given_meet(given(one), given(other))
}

/// Every word of a name, whichever cell it stands in.
fn words(names: &Names) -> Vec<String> {
    let cells = [&names.call_name, &names.infix, &names.last_name].into_iter().flatten();
    let mut words: Vec<String> =
        cells.flat_map(|cell| cell.split([' ', '-', '\''])).map(folded).filter(|word| !word.is_empty()).collect();
    words.sort();
    words
}

/// With the infix or without; one of two surnames is enough (Visser, Visser-Bakker).
fn surnames_meet(one: &Names, other: &Names) -> bool {
    let parts = |names: &Names| {
        let last = names.last_name.clone().unwrap_or_default();
        let whole = [names.infix.as_deref().unwrap_or_default(), &last].concat();
        let mut parts: Vec<String> = last.split('-').chain([last.as_str(), whole.as_str()]).map(folded).collect();
        parts.retain(|part| !part.is_empty());
        parts
    };
    let theirs = parts(other);
    parts(one).iter().any(|part| theirs.contains(part))
}

fn given(names: &Names) -> &str {
    names.call_name.as_deref().or(names.first_names.as_deref()).or(names.initials.as_deref()).unwrap_or_default()
}

/// The same, one the beginning of the other (Ron, Ronald), or initials for a name (R., RJ).
fn given_meet(one: &str, other: &str) -> bool {
    let (mine, theirs) = (folded(one), folded(other));
    let (short, long) = if mine.len() <= theirs.len() { (&mine, &theirs) } else { (&theirs, &mine) };
    let initials = is_initials(one) || is_initials(other);
    short.is_empty()
        || (short.chars().count() >= 3 && long.starts_with(short.as_str()))
        || mine == theirs
        || (initials && mine.chars().next() == theirs.chars().next())
}

fn is_initials(given: &str) -> bool {
    let letters: Vec<char> = given.chars().filter(|letter| letter.is_alphabetic()).collect();
    letters.len() <= 1
        || given.contains('.')
        || (letters.len() <= 3 && letters.iter().all(|letter| letter.is_uppercase()))
}

#[cfg(test)]
mod tests;
