//! What a thought may be.
use crate::base::failure::Problem;
use crate::base::text;

/// Characters.
pub const LONGEST: usize = 300;

/// The words without what surrounds them.
pub fn tidy(typed: &str) -> Result<String, Problem> {
    let words = text::visible(typed);
    match words.chars().count() {
        0 => Err(Problem::Required),
        length if length > LONGEST => Err(Problem::TooLong),
        _ => Ok(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thought_has_one_to_three_hundred_characters() {
        assert_eq!(tidy(" Samen "), Ok("Samen".to_owned()));
        assert_eq!(tidy("  "), Err(Problem::Required));
        assert_eq!(tidy(&"é".repeat(LONGEST + 1)), Err(Problem::TooLong));
    }
}
