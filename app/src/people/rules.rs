//! Finding somebody by a few letters or digits. Names are compared without accents, capitals and signs.
use crate::base::text::order::folded;

/// Fewer digits than these are in every telephone number.
const DIGITS: usize = 4;
/// Longer than any name that somebody types to find another.
pub const LONGEST: usize = 60;

/// What somebody looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    words: Vec<String>,
    /// The same as one text.
    all: String,
    address: String,
    digits: String,
}

/// How well something fits: the best stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The name begins with it, or the last name does.
    Begins,
    /// Every word begins a word of the name.
    Name,
    /// The address or the telephone number has it.
    Contact,
}

impl Wanted {
    /// One letter is nothing to look for.
    pub fn of(typed: &str) -> Option<Self> {
        let typed: String = typed.chars().take(LONGEST).collect();
        let words: Vec<String> = folded(&typed).split(' ').map(str::to_owned).filter(|word| !word.is_empty()).collect();
        let letters = words.iter().map(String::len).sum::<usize>();
        let digits = local(&typed);
        let (all, address) = (words.join(" "), typed.trim().to_lowercase());
        (letters > 1).then_some(Wanted { words, all, address, digits })
    }

    /// Whether somebody of this name, with this address and number, is meant.
    pub fn fits(&self, name: (&str, &str), address: &str, phone: &str) -> Option<Fit> {
        let (said, last) = (folded(name.0), folded(name.1));
        let mut words: Vec<&str> = said.split(' ').collect();
        if said.starts_with(&self.all) || last.starts_with(&self.all) {
            return Some(Fit::Begins);
        }
        // Every word that was typed takes a word of its own.
        let mut takes = |word: &String| {
            let at = words.iter().position(|known| known.starts_with(word.as_str()))?;
            Some(words.remove(at))
        };
        if self.words.iter().all(|word| takes(word).is_some()) {
            return Some(Fit::Name);
        }
        let by_address = self.address.len() > 2 && address.to_lowercase().contains(&self.address);
        let by_number = self.digits.len() >= DIGITS && local(phone).contains(&self.digits);
        (by_address || by_number).then_some(Fit::Contact)
    }
}

/// The digits of a number without what stands before it at home or abroad: «06 12…», «+31 6 12…» and «0031612…» are one.
fn local(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let short = digits.strip_prefix("0031").or_else(|| digits.strip_prefix("31").filter(|_| number.contains('+')));
    short.or_else(|| digits.strip_prefix('0')).unwrap_or(&digits).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(typed: &str, name: (&str, &str), address: &str, phone: &str) -> Option<Fit> {
        Wanted::of(typed).and_then(|wanted| wanted.fits(name, address, phone))
    }

    #[test]
    fn three_letters_of_any_name_are_enough() {
        let sam = ("Sam van 't Hof", "Hof");
        for (typed, expected) in [
            ("sam", Some(Fit::Begins)),
            ("hof", Some(Fit::Begins)),
            ("SAM V", Some(Fit::Begins)),
            ("ho sa", Some(Fit::Name)),
            ("van", Some(Fit::Name)),
            ("am", None),
            ("hof hof", None),
            ("samuel", None),
            ("s", None),
            ("  ", None),
        ] {
            assert_eq!(fit(typed, sam, "", ""), expected, "{typed}");
        }
        assert_eq!(fit("ozd", ("Ayşe Özdemir", "Özdemir"), "", ""), Some(Fit::Begins));
    }

    #[test]
    fn an_address_or_a_number_leads_to_somebody_too() {
        let bo = ("Bo Smit", "Smit");
        assert_eq!(fit("kuipers@ou", bo, "eva.kuipers@ouders.example", ""), Some(Fit::Contact));
        for typed in ["06 12345678", "+31 6 1234", "0031612345678", "345678"] {
            assert_eq!(fit(typed, bo, "", "+31 6 12 34 56 78"), Some(Fit::Contact), "{typed}");
            assert_eq!(fit(typed, bo, "", "0612345678"), Some(Fit::Contact), "{typed}");
        }
        assert_eq!(fit("0612", bo, "", ""), None);
        assert_eq!(fit("678", bo, "", "0612345678"), None, "three digits are in too many numbers");
    }
}
