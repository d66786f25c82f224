//! Pure rules of accounts: what an address and a password must be, and how often somebody may try.

pub const SHORTEST_PASSWORD: usize = 8;
pub const LONGEST_PASSWORD: usize = 256;

/// Addresses are compared without case and without the spaces that telephones add.
pub fn tidy_email(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// Long enough, not absurdly long, and not one that everybody tries first.
pub fn acceptable_password(password: &str) -> bool {
    let length = password.chars().count();
    (SHORTEST_PASSWORD..=LONGEST_PASSWORD).contains(&length) && !COMMON.contains(&password.to_lowercase().as_str())
}

const COMMON: [&str; 16] = [
    "12345678", "123456789", "1234567890", "password", "wachtwoord", "welkom01", "welkom123", "qwertyuiop", "iloveyou",
    "geheim123", "password1", "password123", "wachtwoord1", "11111111", "00000000", "abcdefgh",
];

/// Failed tries in a quarter of an hour: so many for one account from one network address, so many for an account
/// from anywhere (high, so that nobody can lock out a parent by typing wrong passwords), so many from one address.
pub const TRIES_HERE: i64 = 10;
pub const TRIES_ACCOUNT: i64 = 100;
pub const TRIES_ADDRESS: i64 = 200;

/// Where to go after signing in: a path of this school, or the start.
pub fn safe_next(wanted: &str) -> String {
    // Only letters that an address can hold: anything else could not be sent back in a header.
    let letters = wanted.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let plain = wanted.starts_with('/') && !wanted.starts_with("//") && letters;
    if plain { wanted.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_people_stay_at_school() {
        assert_eq!(safe_next("/posts/1?before=2"), "/posts/1?before=2");
        for evil in ["//evil.example", "/\\evil.example", "https:evil", "javascript:alert(1)", "/\tevil", "/caf\u{e9}", ""] {
            assert_eq!(safe_next(evil), "/", "{evil:?}");
        }
    }

    #[test]
    fn passwords_are_long_and_not_everybodys_first_idea() {
        assert!(acceptable_password("drie gele laarzen"));
        assert!(!acceptable_password("kort"));
        assert!(!acceptable_password("Welkom123"));
        assert!(!acceptable_password(&"a".repeat(300)));
    }

    #[test]
    fn addresses_are_compared_without_case() {
        assert_eq!(tidy_email(" Fatima@Ouders.Example "), "fatima@ouders.example");
    }
}
