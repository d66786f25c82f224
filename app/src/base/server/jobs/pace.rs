//! When a job is tried again. Pure.
use crate::base::clock::Moment;

/// So often a job is tried whose failure is its own.
pub const MOST_TRIES: i64 = 8;
/// So long a job waits for what is away.
pub const LONGEST_WAIT: i64 = 3 * Moment::DAY;

/// A minute after the first try, then four times as long each time, at most six hours.
pub fn back_off(tries: i64) -> i64 {
    let exponent = u32::try_from((tries - 1).clamp(0, 8)).unwrap_or(8);
    (Moment::MINUTE * 4_i64.pow(exponent)).min(6 * Moment::HOUR)
}

/// Half as long as it waited already, from one minute to a quarter of an hour: when the mail server is back, mail leaves soon.
pub fn steady(waited: i64) -> i64 {
    (waited / 2).clamp(Moment::MINUTE, 15 * Moment::MINUTE)
}

/// What failed together need not come back together.
pub fn spread(wait: i64, chance: impl Fn(i64) -> i64) -> i64 {
    wait + chance(wait / 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_longer_after_every_failure_but_never_more_than_six_hours() {
        let waits: Vec<i64> = (1..=6).map(|tries| back_off(tries) / Moment::MINUTE).collect();
        assert_eq!(waits, [1, 4, 16, 64, 256, 360]);
        assert_eq!(back_off(i64::MAX), 6 * Moment::HOUR);
    }

    #[test]
    fn looks_at_a_steady_pace_whether_what_was_away_is_back() {
        let mut waited = 0;
        let mut looks = Vec::new();
        while waited < Moment::HOUR {
            looks.push(steady(waited) / Moment::MINUTE);
            waited += steady(waited);
        }
        assert_eq!(looks, [1, 1, 1, 1, 2, 3, 5, 7, 11, 15, 15]);
        assert_eq!(steady(LONGEST_WAIT), 15 * Moment::MINUTE);
    }

    #[test]
    fn spreads_by_a_fifth_at_most() {
        assert_eq!(spread(100, |most| most), 120);
        assert_eq!(spread(100, |_| 0), 100);
    }
}
