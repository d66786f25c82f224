//! Whether a lane stands still for one and the same reason: said in the log once an hour, not once a job. Pure.
use crate::base::clock::Moment;
use crate::base::jobs::Ended;

/// So many failures in a row are no accident.
const ACCIDENTS: u32 = 10;

#[derive(Debug, Default)]
pub struct Outage {
    code: &'static str,
    times: u32,
    said_at: Option<Moment>,
}

impl Outage {
    /// Takes in how a job ended; gives the code that deserves a line in the log now.
    pub fn heard(&mut self, ended: Ended, now: Moment) -> Option<&'static str> {
        let code = match ended {
            Ended::Waiting(code) => code,
            Ended::Done => {
                *self = Outage::default();
                return None;
            }
            Ended::Later(_) | Ended::Never(_) => return None,
        };
        if code != self.code {
            *self = Outage { code, times: 0, said_at: self.said_at };
        }
        self.times += 1;
        let silent = self.said_at.is_none_or(|at| now.0 - at.0 >= Moment::HOUR);
        if self.times <= ACCIDENTS || !silent {
            return None;
        }
        self.said_at = Some(now);
        Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_that_stands_still_is_told_once_an_hour() {
        let mut outage = Outage::default();
        let said: Vec<i64> = (0..180)
            .filter(|minute| outage.heard(Ended::Waiting("mail_auth"), Moment(minute * Moment::MINUTE)).is_some())
            .collect();
        assert_eq!(said, [10, 70, 130]);
    }

    #[test]
    fn one_success_ends_it_and_other_failures_do_not_count() {
        let mut outage = Outage::default();
        for _ in 0..10 {
            assert_eq!(outage.heard(Ended::Waiting("mail_name"), Moment(0)), None);
            assert_eq!(outage.heard(Ended::Never("mail_refused"), Moment(0)), None);
        }
        assert_eq!(outage.heard(Ended::Done, Moment(0)), None);
        assert_eq!(outage.heard(Ended::Waiting("mail_name"), Moment(0)), None);
    }
}
