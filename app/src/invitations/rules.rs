//! Codes: twelve signs, of which the last follows from the others, so that a slip of the finger is told from a code that is not there. Pure.

/// Crockford's thirty-two: none looks like another.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// By chance: 55 bits.
const BY_CHANCE: usize = 11;

/// A code of these bytes; each gives five bits.
pub fn code(bytes: [u8; BY_CHANCE]) -> String {
    let signs = bytes.map(|byte| usize::from(byte) % SIGNS.len());
    signs.iter().chain([&last(&signs)]).map(|sign| char::from(SIGNS[*sign])).collect()
}

/// The last sign, after Luhn: with it every single slip and nearly every exchange of two neighbours is found.
fn last(signs: &[usize]) -> usize {
    let base = SIGNS.len();
    let sum: usize = signs
        .iter()
        .rev()
        .enumerate()
        .map(|(at, sign)| {
            let weighed = sign * (2 - at % 2);
            weighed / base + weighed % base
        })
        .sum();
    (base - sum % base) % base
}

/// As a letter shows it: «7KMP-3RXV-QT4C».
pub fn shown(code: &str) -> String {
    let signs: Vec<char> = code.chars().collect();
    signs.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// What somebody typed, in small letters or with spaces, as a code; `None`: there is no such code.
pub fn read(typed: &str) -> Option<String> {
    let letters = typed.chars().filter(|letter| letter.is_alphanumeric());
    let letters = letters.map(|letter| match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        letter => letter,
    });
    let signs: Option<Vec<usize>> =
        letters.map(|letter| SIGNS.iter().position(|sign| char::from(*sign) == letter)).collect();
    let signs = signs?;
    let (check, rest) = signs.split_last()?;
    let right = rest.len() == BY_CHANCE && last(rest) == *check;
    right.then(|| signs.iter().map(|sign| char::from(SIGNS[*sign])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = code([0, 1, 2, 3, 250, 251, 17, 18, 24, 9, 31]);
        assert_eq!((code.len(), shown(&code).len()), (12, 14));
        for typed in [
            code.clone(),
            shown(&code),
            shown(&code).to_lowercase(),
            format!("  {} ", code.replace('1', "l").replace('0', "o")),
        ] {
            assert_eq!(read(&typed).as_ref(), Some(&code), "{typed}");
        }
        for typed in ["", "0", "niet dit", &code[1..], &format!("{code}0"), "7KMP-3RXV-QT4€"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn one_wrong_sign_is_no_code() {
        let code = code([7, 14, 21, 28, 3, 10, 17, 24, 31, 6, 13]);
        for at in 0..code.len() {
            for sign in SIGNS.map(char::from) {
                let mut typed: Vec<char> = code.chars().collect();
                let same = typed[at] == sign;
                typed[at] = sign;
                assert_eq!(read(&typed.iter().collect::<String>()).is_some(), same, "{sign} at {at}");
            }
        }
    }
}
