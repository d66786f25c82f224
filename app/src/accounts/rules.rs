//! Pure rules of accounts: what an address and a password must be, and how often somebody may try.

pub const SHORTEST_PASSWORD: usize = 8;
pub const LONGEST_PASSWORD: usize = 256;

/// Long enough, not absurdly long, and not one that everybody tries first.
pub fn acceptable_password(password: &str) -> bool {
    let length = password.chars().count();
    (SHORTEST_PASSWORD..=LONGEST_PASSWORD).contains(&length) && !COMMON.contains(&password.to_lowercase().as_str())
}

const COMMON: [&str; 16] = [
    "12345678",
    "123456789",
    "1234567890",
    "password",
    "wachtwoord",
    "welkom01",
    "welkom123",
    "qwertyuiop",
    "iloveyou",
    "geheim123",
    "password1",
    "password123",
    "wachtwoord1",
    "11111111",
    "00000000",
    "abcdefgh",
];

/// Wrong tries in a browser where this account has signed in before. Nobody else's guesses count there.
pub const TRIES_KNOWN: i64 = 10;

/// Wrong tries of the last quarter of an hour: for this account from anywhere, and from this network for anybody.
#[derive(Debug, Clone, Copy)]
pub struct Failures {
    pub account: i64,
    pub network: i64,
}

/// How many wrong tries one network has for one account in a quarter of an hour. The more is being guessed, the fewer; but never none, so that
/// nobody's guesses lock out whoever knows the password.
pub fn allowed(failures: &Failures) -> i64 {
    match (failures.account, failures.network) {
        (0..50, 0..200) => 10,
        (0..500, 0..1000) => 5,
        _ => 3,
    }
}

/// Where to go after signing in: a path of this school, or the start.
pub fn safe_next(wanted: &str) -> String {
    let plain = wanted.starts_with('/')
        && !wanted.starts_with("//")
        && !wanted.contains('\\')
        && !wanted.contains(char::is_control);
    // An address is ASCII; letters that are not travel as bytes.
    let letter = |letter: char| if letter.is_ascii() { letter.to_string() } else { percent_encoded(letter) };
    if plain { wanted.chars().map(letter).collect() } else { "/".to_owned() }
}

fn percent_encoded(letter: char) -> String {
    letter.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_people_stay_at_school() {
        assert_eq!(safe_next("/posts/1?before=2"), "/posts/1?before=2");
        assert_eq!(safe_next("/posts/é?q=ü"), "/posts/%C3%A9?q=%C3%BC");
        for evil in [
            "//evil.example",
            "/a\r\nSet-Cookie: x",
            "/\u{0}",
            "/\\evil.example",
            "https:evil",
            "javascript:alert(1)",
            "/\tevil",
            "",
        ] {
            assert_eq!(safe_next(evil), "/", "{evil:?}");
        }
    }

    #[test]
    fn the_more_is_guessed_the_fewer_tries_but_never_none() {
        let tries = |account, network| allowed(&Failures { account, network });
        assert_eq!((tries(0, 0), tries(49, 199), tries(50, 0), tries(0, 200)), (10, 10, 5, 5));
        assert_eq!((tries(500, 0), tries(0, 1000), tries(i64::MAX, i64::MAX)), (3, 3, 3));
    }

    #[test]
    fn passwords_are_long_and_not_everybodys_first_idea() {
        assert!(acceptable_password("drie gele laarzen"));
        assert!(!acceptable_password("kort"));
        assert!(!acceptable_password("Welkom123"));
        assert!(!acceptable_password(&"a".repeat(300)));
    }
}
