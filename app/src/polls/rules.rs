//! Pure rules of polls: what a poll must have, and when its result is shown.

/// Characters of a question, an answer to choose, and what is said besides.
pub const LONGEST_QUESTION: usize = 160;
pub const LONGEST_OPTION: usize = 80;
pub const LONGEST_ABOUT: usize = 2_000;
/// Answers to choose from.
pub const FEWEST: usize = 2;
pub const MOST: usize = 10;
/// So many must have answered before the result of an anonymous poll is shown: below that it would tell who said what.
pub const ENOUGH: i64 = 3;

/// What of the result somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Not before they answered, so that nobody follows the others.
    AfterAnswer,
    /// Not before it closes: while answers come in one by one, each would show.
    AfterClosing,
    /// Never: too few answered.
    TooFew,
    Shown,
}

/// How somebody stands to a poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub anonymous: bool,
    pub closed: bool,
    pub answered: bool,
    /// Shared it, or leads the school.
    pub manages: bool,
    /// How many answered.
    pub answers: i64,
}

pub fn outcome(standing: Standing) -> Outcome {
    match standing {
        Standing { anonymous: true, closed: false, .. } => Outcome::AfterClosing,
        Standing { anonymous: true, answers, .. } if answers < ENOUGH => Outcome::TooFew,
        Standing { closed: false, answered: false, manages: false, .. } => Outcome::AfterAnswer,
        _ => Outcome::Shown,
    }
}

/// How much of the whole, in percent.
pub fn percent(votes: i64, answers: i64) -> i64 {
    if answers == 0 { 0 } else { (votes * 100 + answers / 2) / answers }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: Standing = Standing { anonymous: false, closed: false, answered: false, manages: false, answers: 5 };

    #[test]
    fn a_result_is_shown_to_who_answered_and_to_all_when_it_is_closed() {
        assert_eq!(outcome(OPEN), Outcome::AfterAnswer);
        for shown in
            [Standing { answered: true, ..OPEN }, Standing { manages: true, ..OPEN }, Standing { closed: true, ..OPEN }]
        {
            assert_eq!(outcome(shown), Outcome::Shown);
        }
    }

    #[test]
    fn what_is_anonymous_is_shown_when_it_is_closed_and_enough_answered() {
        let anonymous = Standing { anonymous: true, answered: true, manages: true, ..OPEN };
        assert_eq!(outcome(anonymous), Outcome::AfterClosing);
        assert_eq!(outcome(Standing { closed: true, ..anonymous }), Outcome::Shown);
        assert_eq!(outcome(Standing { closed: true, answers: ENOUGH - 1, ..anonymous }), Outcome::TooFew);
    }

    #[test]
    fn percents_are_rounded_and_of_nobody_nothing() {
        assert_eq!([percent(1, 3), percent(2, 3), percent(3, 3), percent(0, 0)], [33, 67, 100, 0]);
    }
}
