//! What a post must have before it goes out; the same on both sides, so that the phone can say it without asking.
use crate::base::failure::Problem;

/// The longest post, in characters.
pub const LONGEST_BODY: usize = 10_000;

/// Everything that is wrong, in the order of the form: which field, and what.
pub fn mistakes(body: &str, audience: bool, photos: usize, most_photos: usize) -> Vec<(&'static str, Problem)> {
    let empty = body.trim().is_empty() && photos == 0;
    let all = [
        (!audience, "audience", Problem::Required),
        (empty, "body", Problem::Required),
        (body.chars().count() > LONGEST_BODY, "body", Problem::TooLong),
        (photos > most_photos, "photo", Problem::TooMany),
    ];
    all.into_iter().filter(|(wrong, ..)| *wrong).map(|(_, field, problem)| (field, problem)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_mistakes_are_said_at_once() {
        let nothing = [("audience", Problem::Required), ("body", Problem::Required)];
        assert_eq!(mistakes(" \n", false, 0, 20), nothing);
        assert_eq!(mistakes("", true, 1, 20), []);
        assert_eq!(mistakes("Dag", true, 21, 20), [("photo", Problem::TooMany)]);
        assert_eq!(mistakes(&"é".repeat(LONGEST_BODY), true, 0, 20), []);
        assert_eq!(mistakes(&"é".repeat(LONGEST_BODY + 1), true, 0, 20), [("body", Problem::TooLong)]);
    }
}
