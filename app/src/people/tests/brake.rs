//! Files that would end too much, of another year or another place: nothing happens until somebody says so, with the number.
use super::tables::contents;
use super::*;
use crate::testing::day;
use edexml::Reason;
use edexml::plan::Covers;

fn may_end(count: usize) -> Which {
    Which { may_end: Some(count), ..wilgenboom() }
}

async fn with(school: &School, which: &Which, list: &str) -> Result<ImportReport, ImportRefused> {
    import_guardians(&school.robot(), which, list.as_bytes(), day(NEXT_WEEK), false).await
}

fn heading_and(rows: usize) -> String {
    GUARDIANS.split_inclusive('\n').take(1 + rows).collect()
}

crate::stories! {
    async fn a_list_of_one_family_does_not_end_all_others(school) {
        let before = contents(&school.robot()).await;
        let one = heading_and(1);
        let refused = take_guardians(&school, &one, NEXT_WEEK).await.unwrap_err();
        let ImportRefused::ManyWouldEnd { lines, count } = refused else { panic!("{refused:?}") };
        assert!(count > 100 && lines.iter().any(|line| line.part == "links" && line.count == count && line.keys.len() == count), "{lines:?}");
        for wrong in [0, 1, count - 1, count + 1] {
            assert!(matches!(with(&school, &may_end(wrong), &one).await, Err(ImportRefused::ManyWouldEnd { .. })), "{wrong} is not the number");
        }
        assert_eq!(contents(&school.robot()).await, before);
        assert!(with(&school, &Which { covers: Covers::Some, ..wilgenboom() }, &one).await.unwrap().nothing, "a list that adds ends nobody");
        with(&school, &may_end(count), &one).await.unwrap();
        assert!(with(&school, &wilgenboom(), &one).await.unwrap().nothing);
    }

    async fn a_column_that_makes_one_household_of_all_families_is_asked_about(school) {
        let before = contents(&school.robot()).await;
        let one: Vec<String> = GUARDIANS
            .lines()
            .map(|line| {
                let mut cells: Vec<&str> = line.split(',').collect();
                if cells[1] != "household" {
                    cells[1] = "X";
                }
                cells.join(",")
            })
            .collect();
        for dry_run in [true, false] {
            let refused = import_guardians(&school.robot(), &wilgenboom(), one.join("\n").as_bytes(), day(NEXT_WEEK), dry_run).await;
            let Err(ImportRefused::ManyWouldEnd { lines, count }) = refused else { panic!("{refused:?}") };
            assert!(count > 100 && lines.iter().any(|line| line.part == "households" && line.count == count), "{lines:?}");
        }
        assert_eq!(contents(&school.robot()).await, before);
    }

    async fn a_list_that_knows_nobody_ends_nobody_whatever_is_said(school) {
        let before = contents(&school.robot()).await;
        let refused = with(&school, &may_end(288), &heading_and(0)).await.unwrap_err();
        assert!(matches!(&refused, ImportRefused::File(lines) if lines[0].reason == Reason::NoRows), "{refused:?}");
        let spoiled = GUARDIANS.lines().skip(1).map(|line| format!("1{line}\n")).collect::<String>();
        let spoiled = format!("{}{spoiled}", heading_and(0));
        for which in [wilgenboom(), may_end(288), Which { covers: Covers::Some, ..wilgenboom() }] {
            assert_eq!(with(&school, &which, &spoiled).await.unwrap_err(), ImportRefused::NobodyKnown);
        }
        assert_eq!(contents(&school.robot()).await, before);
    }

    async fn half_a_school_does_not_leave_by_mistake(school) {
        let before = contents(&school.robot()).await;
        let few = SCHOOL.split_inclusive('\n').collect::<String>().replace("<groep key=\"G-EGELS\"/>", "<groep key=\"G-MUSSEN\"/>");
        let ImportRefused::ManyWouldEnd { lines, count } = take_school(&school, &few, TODAY).await.unwrap_err() else { panic!("a whole class moved") };
        assert!(lines.iter().any(|line| line.part == "memberships"), "{lines:?}");
        assert_eq!(contents(&school.robot()).await, before);
        let looked = import_school(&school.robot(), &may_end(count), few.as_bytes(), day(TODAY), false).await;
        assert!(!looked.unwrap().nothing);
        let mut none = SCHOOL.to_owned();
        let (from, to) = (none.find("<leerling key").unwrap(), none.rfind("</leerling>").unwrap());
        none.replace_range(from..to + "</leerling>".len(), "");
        for which in [wilgenboom(), may_end(176)] {
            let refused = import_school(&school.robot(), &which, none.as_bytes(), day(TODAY), false).await.unwrap_err();
            assert_eq!(refused, ImportRefused::NobodyKnown);
        }
    }

    async fn a_file_of_another_year_waits_or_is_refused(school) {
        let before = contents(&school.robot()).await;
        let of = |year: &str| SCHOOL.replace("2026-2027", year);
        for old in ["2025-2026", "2014-2015"] {
            assert_eq!(take_school(&school, &of(old), TODAY).await.unwrap_err(), ImportRefused::OlderYear { file: old.into() });
        }
        let refused = take_school(&school, &of("2027-2028"), TODAY).await.unwrap_err();
        assert_eq!(refused, ImportRefused::LaterYear { file: "2027-2028".into(), begins: day("2027-08-01") });
        assert_eq!(contents(&school.robot()).await, before);
        let named = Which { day_named: true, ..wilgenboom() };
        import_school(&school.robot(), &named, of("2027-2028").as_bytes(), day("2027-08-23"), false).await.unwrap();
        assert!(take_school(&school, SCHOOL, NEXT_WEEK).await.unwrap().nothing, "until then this year goes on");
        assert_eq!(take_school(&school, SCHOOL, "2027-08-24").await.unwrap_err(), ImportRefused::OlderYear { file: "2026-2027".into() });
    }

    async fn two_locations_of_one_school_stand_side_by_side(school) {
        let before = contents(&school.robot()).await;
        let mut south = SCHOOL.replace("<dependancecode>00</dependancecode>", "<dependancecode>01</dependancecode>");
        for which in [wilgenboom(), Which::default()] {
            let refused = import_school(&school.robot(), &which, south.as_bytes(), day(TODAY), false).await.unwrap_err();
            assert_eq!(refused, ImportRefused::OtherLocation { file: "99WB01".into() });
        }
        assert_eq!(contents(&school.robot()).await, before);
        let which = Which { founding: founding(), ..Which::default() };
        let report = import_school(&school.robot(), &which, south.as_bytes(), day(TODAY), false).await.unwrap();
        assert!(report.new_school && report.brin == "99WB01");
        assert!(take_school(&school, SCHOOL, TODAY).await.unwrap().nothing, "the first goes on as it was");
        south = without(&south, "T-SANNE");
        import_school(&school.robot(), &Which { brin: Some("99wb01".into()), ..Which::default() }, south.as_bytes(), day(TODAY), false).await.unwrap();
        assert!(take_school(&school, SCHOOL, TODAY).await.unwrap().nothing);
        let other = import_school(&school.robot(), &Which { brin: Some("99WB01".into()), ..Which::default() }, SCHOOL.as_bytes(), day(TODAY), false).await;
        assert_eq!(other.unwrap_err(), ImportRefused::OtherLocation { file: "99WB".into() });
    }

    async fn a_list_that_is_absent_from_the_file_is_left_alone(school) {
        let before = contents(&school.robot()).await;
        let (start, end) = (SCHOOL.find("<leerkrachten>").unwrap(), SCHOOL.find("</leerkrachten>").unwrap());
        let file = format!("{}{}", &SCHOOL[..start], &SCHOOL[end + "</leerkrachten>".len()..]);
        assert!(take_school(&school, &file, NEXT_WEEK).await.unwrap().nothing);
        assert_eq!(contents(&school.robot()).await, before);
    }

    async fn a_new_school_can_be_tried_before_it_has_a_name(school) {
        let other = SCHOOL.replace("99WB", "77XY");
        let tried = import_school(&school.robot(), &Which::default(), other.as_bytes(), day(TODAY), true).await.unwrap();
        assert!(tried.new_school && !tried.nothing);
        assert_eq!(import_school(&school.robot(), &Which::default(), other.as_bytes(), day(TODAY), false).await.unwrap_err(), ImportRefused::UnknownSchool);
    }
}
