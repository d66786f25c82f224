//! Pure rules of talks: which slots a day has, when booking is possible, what is near. Knows no zone, no clock, no database.

/// From and until, half-open: minutes of a day, or microseconds.
pub type Span = (i64, i64);

const DAY: i64 = 24 * 60;
/// With time to walk from one classroom to the next, and not so long that a family waits: microseconds.
pub const WALK: i64 = 15 * 60 * 1_000_000;
/// How long a talk and the time between talks may be, in minutes.
pub const MINUTES: std::ops::RangeInclusive<i64> = 5..=60;
pub const GAP: std::ops::RangeInclusive<i64> = 0..=30;
pub const LONGEST_NOTE: usize = 500;
pub const LONGEST_TITLE: usize = 80;

pub fn overlaps(a: Span, b: Span) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// The talks that fit: each wholly inside the hours and outside every break; after a break they start again at its end.
pub fn slots(hours: Span, breaks: &[Span], minutes: i64, gap: i64) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = hours.0;
    while minutes > 0 && start + minutes <= hours.1 {
        let talk = (start, start + minutes);
        match breaks.iter().filter(|pause| overlaps(talk, **pause)).map(|pause| pause.1).max() {
            Some(after) => start = after,
            None => {
                found.push(talk);
                start = talk.1 + gap.max(0);
            }
        }
    }
    found
}

/// «15:05» as minutes of the day. Midnight at the end of a day («24:00») is no time of that day.
pub fn minute_of(text: &str) -> Option<i64> {
    let (hour, minute) = text.trim().split_once(':')?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    let of_day = hour * 60 + minute;
    (minute < 60 && of_day < DAY).then_some(of_day)
}

/// The same at the end of hours: midnight is «24:00», and «00:00» where a browser knows no other word for it.
pub fn end_of(text: &str) -> Option<i64> {
    if matches!(text.trim(), "24:00" | "00:00") { Some(DAY) } else { minute_of(text) }
}

/// Whether hours run from the evening into the night: two days, and no mistake in typing.
pub fn past_midnight(hours: Span) -> bool {
    hours.1 < hours.0 && hours.0 >= DAY / 2 && hours.1 <= DAY / 4
}

/// What tells people apart who stand in one list, by id, name and group: the name, with the group where two have one name,
/// and a number where they share the group too. In the order of ids, so that every page says the same.
pub fn apart(people: &[(String, String, String)]) -> Vec<(String, String)> {
    let mut people: Vec<_> = people.to_vec();
    people.sort();
    people.dedup_by(|a, b| a.0 == b.0);
    let label = |(place, (id, name, group)): (usize, &(String, String, String))| {
        let same = |other: &&(String, String, String)| other.1 == *name;
        let twin = |other: &&(String, String, String)| same(other) && other.2 == *group;
        let number = people[..=place].iter().filter(twin).count();
        let label = match (people.iter().filter(same).count(), people.iter().filter(twin).count(), group.is_empty()) {
            (1, ..) => name.clone(),
            (_, 1, false) => format!("{name} ({group})"),
            (_, _, false) => format!("{name} ({group}, {number})"),
            (_, _, true) => format!("{name} ({number})"),
        };
        (id.clone(), label)
    };
    people.iter().enumerate().map(label).collect()
}

/// 905 as «15:05».
pub fn clock_of(minute: i64) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Where a round stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Announced,
    Open,
    Closed,
}

pub fn stage(opens: i64, closes: i64, now: i64) -> Stage {
    match now {
        _ if now < opens => Stage::Announced,
        _ if now < closes => Stage::Open,
        _ => Stage::Closed,
    }
}

/// Whether a talk may still be booked, moved or cancelled: by the family while booking is open, by the office until it starts.
pub fn changeable(stage: Stage, office: bool, talk_starts: i64, now: i64) -> bool {
    now < talk_starts && (office || stage == Stage::Open)
}

/// The slots nearest in time to the wanted one, nearest first, at most three.
pub fn nearest(free: &[(String, i64)], wanted: i64) -> Vec<String> {
    let mut near: Vec<(i64, i64, &String)> =
        free.iter().map(|(id, starts)| ((starts - wanted).abs(), *starts, id)).collect();
    near.sort();
    near.into_iter().take(3).map(|(_, _, id)| id.clone()).collect()
}

/// Whether one talk follows on the other, with time to walk and none to wait.
pub fn adjoins(a: Span, b: Span) -> bool {
    let between = if a.1 <= b.0 { b.0 - a.1 } else { a.0 - b.1 };
    !overlaps(a, b) && (0..=WALK).contains(&between)
}

/// How much of a whole, in whole percents: 100 only when it is all.
pub fn percent(part: i64, whole: i64) -> i64 {
    if whole <= 0 { 0 } else { (part.clamp(0, whole) * 100) / whole }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_afternoon_with_a_break() {
        let times = |found: Vec<Span>| found.into_iter().map(|slot| clock_of(slot.0)).collect::<Vec<_>>().join(" ");
        assert_eq!(times(slots((900, 960), &[], 10, 2)), "15:00 15:12 15:24 15:36 15:48");
        assert_eq!(times(slots((900, 990), &[(930, 945)], 10, 5)), "15:00 15:15 15:45 16:00 16:15");
        assert_eq!(times(slots((900, 905), &[], 10, 0)), "");
        assert_eq!(times(slots((905, 900), &[], 10, 0)), "");
    }

    #[test]
    fn times_are_written_as_on_a_clock() {
        assert_eq!(minute_of("15:05"), Some(905));
        assert_eq!(minute_of("00:00"), Some(0));
        for wrong in ["24:00", "12:60", "9:00", "12", "", "-1:00", "12:0a", "１２:00", "+1:00"] {
            assert_eq!(minute_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn hours_end_at_midnight_and_not_after() {
        assert_eq!(
            [end_of("24:00"), end_of("00:00"), end_of("23:59"), end_of("24:01")],
            [Some(1440), Some(1440), Some(1439), None]
        );
        assert_eq!(slots((22 * 60, 1440), &[], 60, 0).last(), Some(&(23 * 60, 1440)));
        assert_eq!(clock_of(1440), "24:00");
        assert!(past_midnight((22 * 60, 30)) && !past_midnight((15 * 60, 14 * 60)) && !past_midnight((8 * 60, 60)));
    }

    #[test]
    fn two_of_one_name_are_told_apart() {
        let told = |people: &[(&str, &str, &str)]| {
            let people: Vec<_> =
                people.iter().map(|(id, name, group)| ((*id).into(), (*name).into(), (*group).into())).collect();
            apart(&people).into_iter().map(|(id, label)| format!("{id}: {label}")).collect::<Vec<_>>().join("; ")
        };
        assert_eq!(told(&[("a", "Anna", "G1"), ("b", "Bas", "G1"), ("a", "Anna", "G1")]), "a: Anna; b: Bas");
        assert_eq!(told(&[("b", "Anna", "G2"), ("a", "Anna", "G1")]), "a: Anna (G1); b: Anna (G2)");
        assert_eq!(
            told(&[("a", "Anna", "G1"), ("b", "Anna", "G1"), ("c", "Anna", "")]),
            "a: Anna (G1, 1); b: Anna (G1, 2); c: Anna (1)"
        );
    }

    #[test]
    fn a_family_books_while_it_is_open_and_the_office_until_it_starts() {
        let (opens, closes, talk) = (10, 20, 30);
        let may = |office, now| changeable(stage(opens, closes, now), office, talk, now);
        assert_eq!([9, 10, 19, 20, 29, 30].map(|now| may(false, now)), [false, true, true, false, false, false]);
        assert_eq!([9, 10, 19, 20, 29, 30].map(|now| may(true, now)), [true, true, true, true, true, false]);
    }

    #[test]
    fn three_slots_are_offered_nearest_first() {
        let free: Vec<(String, i64)> = [5, 30, 42, 60, 90].map(|starts| (starts.to_string(), starts)).to_vec();
        assert_eq!(nearest(&free, 36), ["30", "42", "60"]);
        assert_eq!(nearest(&free[..1], 36), ["5"]);
    }

    #[test]
    fn siblings_are_planned_one_after_the_other() {
        let minute = 60_000_000;
        let talk = |from: i64, to: i64| (from * minute, to * minute);
        assert!(adjoins(talk(0, 10), talk(12, 22)) && adjoins(talk(12, 22), talk(0, 10)));
        assert!(adjoins(talk(0, 10), talk(10, 20)));
        assert!(!adjoins(talk(0, 10), talk(5, 15)) && !adjoins(talk(0, 10), talk(40, 50)));
    }

    #[test]
    fn the_ring_closes_only_when_all_have_chosen() {
        assert_eq!([percent(0, 0), percent(1, 3), percent(199, 200), percent(7, 7)], [0, 33, 99, 100]);
    }

    proptest! {
        #[test]
        fn slots_lie_inside_the_hours_outside_the_breaks_and_apart(
            from in 0_i64..1440, length in 0_i64..1440, minutes in 5_i64..=60, gap in 0_i64..=30,
            breaks in proptest::collection::vec((0_i64..1440, 0_i64..120), 0..4),
        ) {
            let (hours, breaks) = ((from, from + length), breaks.iter().map(|(at, long)| (*at, at + long)).collect::<Vec<_>>());
            let found = slots(hours, &breaks, minutes, gap);
            for slot in &found {
                prop_assert!(slot.1 - slot.0 == minutes && hours.0 <= slot.0 && slot.1 <= hours.1);
                prop_assert!(breaks.iter().all(|pause| !overlaps(*slot, *pause)));
            }
            prop_assert!(found.windows(2).all(|two| two[0].1 + gap <= two[1].0 || breaks.iter().any(|pause| pause.1 == two[1].0)));
            prop_assert!(found.windows(2).all(|two| two[0].1 <= two[1].0));
        }

        #[test]
        fn without_a_break_no_talk_is_lost(from in 0_i64..600, talks in 0_i64..20, minutes in 5_i64..=60, gap in 0_i64..=30) {
            let until = from + talks * (minutes + gap) - if talks > 0 { gap } else { 0 };
            prop_assert_eq!(slots((from, until), &[], minutes, gap).len() as i64, talks);
        }

        #[test]
        fn every_minute_of_the_day_is_written_and_read(minute in 0_i64..1440) {
            prop_assert_eq!(minute_of(&clock_of(minute)), Some(minute));
        }
    }
}
