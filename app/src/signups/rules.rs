//! Pure rules of lists: what a list must have, and who has a place.

/// Characters of a title, of what is said besides, of a task.
pub const LONGEST_TITLE: usize = 120;
pub const LONGEST_ABOUT: usize = 2_000;
pub const LONGEST_TASK: usize = 80;
/// Tasks of one list, and places of one task.
pub const MOST_TASKS: usize = 10;
pub const PLACES: std::ops::RangeInclusive<i64> = 1..=500;

/// How somebody stands on a list of so many places who came as the how-manieth, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    HasPlace,
    /// The how-manieth of those who wait, from 1.
    Waits(i64),
}

pub fn stands(before: i64, places: i64) -> Stands {
    if before < places { Stands::HasPlace } else { Stands::Waits(before - places + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_have_a_place_and_the_others_wait_in_their_order() {
        let stand: Vec<Stands> = (0..4).map(|before| stands(before, 2)).collect();
        assert_eq!(stand, [Stands::HasPlace, Stands::HasPlace, Stands::Waits(1), Stands::Waits(2)]);
    }
}
