//! The school file: twice is once, a new year, another school, and roles that wait for a person.
use super::tables::contents;
use super::*;
use crate::people::server::{Confirm, confirm_roles};
use crate::sql;
use crate::testing::day;
use edexml::Reason;

async fn one(school: &School, statement: &'static crate::base::db::Statement, key: &str) -> String {
    let robot = school.robot();
    let row: Option<(String,)> = robot.db().query(statement).bind(key).maybe().await.expect("an answer");
    row.map(|(value,)| value).unwrap_or_default()
}

crate::stories! {
    async fn the_same_file_twice_changes_nothing(school) {
        let before = contents(&school.robot()).await;
        for on in [TODAY, NEXT_WEEK] {
            let report = take_school(&school, SCHOOL, on).await.unwrap();
            assert!(report.nothing && !report.new_school, "{:?}", report.lines);
        }
        assert_eq!(contents(&school.robot()).await, before);
    }

    async fn a_group_that_is_named_twice_is_one_membership_the_next_day_too(school) {
        let once = "<groep key=\"G-OTTERS\"/>";
        let twice = SCHOOL.replacen(once, &format!("{once}<samengestelde_groepen><samengestelde_groep key=\"G-OTTERS\"/></samengestelde_groepen>"), 5);
        assert_ne!(twice, SCHOOL);
        for day in [TODAY, "2026-11-24", NEXT_WEEK] {
            assert!(take_school(&school, &twice, day).await.unwrap().nothing, "{day}");
        }
        let doubled = sql!(
            "SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT pupil_id, group_id FROM memberships WHERE ends_on = '9999-12-31'
             GROUP BY pupil_id, group_id HAVING COUNT(*) > 1) AS d"
        );
        assert_eq!(school.robot().db().query(doubled).one::<(i64,)>().await.unwrap().0, 0);
    }

    async fn a_dry_run_tells_and_does_not_touch(school) {
        let before = contents(&school.robot()).await;
        let moved = SCHOOL.replacen("<groep key=\"G-EGELS\"/>", "<groep key=\"G-MUSSEN\"/>", 1);
        let report = import_school(&school.robot(), &wilgenboom(), moved.as_bytes(), day(NEXT_WEEK), true).await.unwrap();
        assert!(!report.nothing);
        assert_eq!(contents(&school.robot()).await, before);
        let founded = Which { founding: founding(), ..Which::default() };
        let other = SCHOOL.replace("99WB", "77XY");
        let report = import_school(&school.robot(), &founded, other.as_bytes(), day(TODAY), true).await.unwrap();
        assert!(report.new_school);
        assert_eq!(contents(&school.robot()).await, before);
    }

    async fn a_child_who_moves_on_was_in_the_old_year_until_yesterday(school) {
        let years = async || -> Vec<(String, String, String)> {
            let of = sql!(
                "SELECT y.code, y.starts_on, y.ends_on FROM pupil_years y JOIN pupils p ON p.id = y.pupil_id
                 WHERE p.import_key = 'L-0164' ORDER BY y.starts_on, y.code"
            );
            school.robot().db().query(of).all().await.expect("the years")
        };
        let row = |code: &str, from: &str, until: &str| (code.to_owned(), from.to_owned(), until.to_owned());
        assert_eq!(years().await, [row("1", "2026-08-24", "9999-12-31")], "from her first day on");
        let (head, rest) = SCHOOL.split_once("<leerling key=\"L-0164\">").expect("Salma");
        let older = format!("{head}<leerling key=\"L-0164\">{}", rest.replacen("<jaargroep>1<", "<jaargroep>2<", 1));
        take_school(&school, &older, NEXT_WEEK).await.unwrap();
        assert_eq!(years().await, [row("1", "2026-08-24", "2026-11-29"), row("2", "2026-11-30", "9999-12-31")]);
        // Back on the same day, and once more: never two at once.
        for file in [SCHOOL, &older, &older] {
            take_school(&school, file, NEXT_WEEK).await.unwrap();
        }
        let open: Vec<_> = years().await.into_iter().filter(|(.., until)| until == "9999-12-31").collect();
        assert_eq!(open, [row("2", "2026-11-30", "9999-12-31")]);
        let seats = sql!(
            "SELECT DISTINCT b.circle_id FROM belongs b JOIN pupils p ON p.id = b.about_id
             WHERE p.import_key = 'L-0164' AND b.kind = 'year' AND b.side = 'family' AND '2026-11-30' BETWEEN b.starts_on AND b.ends_on"
        );
        let circles: Vec<(String,)> = school.robot().db().query(seats).all().await.expect("the circles");
        assert!(matches!(circles.as_slice(), [(one,)] if one.ends_with("/year/2")), "{circles:?}");
    }

    async fn a_child_who_changes_groups_was_in_the_old_one_until_yesterday(school) {
        let moved = SCHOOL.replacen("<groep key=\"G-EGELS\"/>", "<groep key=\"G-MUSSEN\"/>", 1);
        take_school(&school, &moved, NEXT_WEEK).await.unwrap();
        let last_day = one(&school, sql!("SELECT m.ends_on FROM memberships m JOIN pupils p ON p.id = m.pupil_id WHERE p.import_key = $1 AND m.ends_on < '9999-12-31'"), "L-0164").await;
        assert_eq!(last_day, "2026-11-29");
        assert!(take_school(&school, &moved, NEXT_WEEK).await.unwrap().nothing);
        let back = take_school(&school, SCHOOL, NEXT_WEEK).await.unwrap();
        assert!(!back.nothing, "and back on the same day");
        assert!(take_school(&school, SCHOOL, NEXT_WEEK).await.unwrap().nothing);
    }

    async fn a_teacher_who_leaves_teaches_nobody_and_keeps_no_role(school) {
        take_school(&school, &without(SCHOOL, "T-SANNE"), NEXT_WEEK).await.unwrap();
        let seats = sql!("SELECT s.reason FROM belongs s JOIN persons p ON p.id = s.person_id WHERE p.import_key = $1 AND '2026-11-30' BETWEEN s.starts_on AND s.ends_on LIMIT 1");
        assert_eq!(one(&school, seats, "T-SANNE").await, "");
        take_school(&school, SCHOOL, "2026-12-07").await.unwrap();
        let role = sql!("SELECT r.status FROM roles r JOIN persons p ON p.id = r.person_id WHERE p.import_key = $1 AND r.ends_on = '9999-12-31'");
        assert_eq!(one(&school, role, "T-SANNE").await, "proposed", "who comes back is confirmed anew");
        assert!(take_school(&school, SCHOOL, "2026-12-07").await.unwrap().nothing);
    }

    async fn another_role_waits_for_somebody_to_confirm_it(school) {
        let head = SCHOOL.replace("karim.benali@wilgenboom.example</emailadres><rol>LRK", "karim.benali@wilgenboom.example</emailadres><rol>DIR");
        take_school(&school, &head, NEXT_WEEK).await.unwrap();
        let leads = sql!("SELECT r.status FROM roles r JOIN persons p ON p.id = r.person_id WHERE p.import_key = $1 AND r.role = 'head' AND r.ends_on = '9999-12-31'");
        assert_eq!(one(&school, leads, "T-KARIM").await, "proposed");
        let confirmed = confirm_roles(&school.robot(), Some("99wb"), Confirm::Some(vec!["T-KARIM".into()]), day(NEXT_WEEK)).await.unwrap();
        assert_eq!(confirmed, [("T-KARIM".to_owned(), "head".to_owned())]);
        assert_eq!(one(&school, leads, "T-KARIM").await, "confirmed");
        assert!(take_school(&school, &head, NEXT_WEEK).await.unwrap().nothing);
    }

    async fn two_teachers_may_exchange_their_addresses(school) {
        let (karim, lotte) = ("karim.benali@wilgenboom.example", "lotte.brouwer@wilgenboom.example");
        let swapped = SCHOOL.replace(karim, "X").replace(lotte, karim).replace("<emailadres>X<", &format!("<emailadres>{lotte}<"));
        take_school(&school, &swapped, NEXT_WEEK).await.unwrap();
        assert_eq!(one(&school, sql!("SELECT email FROM persons WHERE import_key = $1"), "T-KARIM").await, lotte);
        assert_eq!(one(&school, sql!("SELECT a.email FROM accounts a JOIN account_persons i ON i.account_id = a.id JOIN persons p ON p.id = i.person_id WHERE p.import_key = $1"), "T-KARIM").await, lotte);
        assert!(take_school(&school, &swapped, NEXT_WEEK).await.unwrap().nothing);
    }

    async fn an_address_that_somebody_else_has_is_not_taken_over(school) {
        let stolen = SCHOOL.replace("karim.benali@wilgenboom.example", "fatima.elamrani@ouders.example");
        let report = take_school(&school, &stolen, NEXT_WEEK).await.unwrap();
        assert!(report.nothing && report.lines.iter().any(|line| line.change == "shared_email"), "{:?}", report.lines);
    }

    async fn another_schools_file_is_refused(school) {
        let before = contents(&school.robot()).await;
        let other = SCHOOL.replace("99WB", "77XY");
        assert_eq!(take_school(&school, &other, TODAY).await.unwrap_err(), ImportRefused::OtherSchool { file: "77XY".into() });
        let nobody = import_school(&school.robot(), &Which::default(), other.as_bytes(), day(TODAY), false).await;
        assert_eq!(nobody.unwrap_err(), ImportRefused::UnknownSchool);
        let unsaid = SCHOOL.replace("<brincode>99WB</brincode>", "");
        assert!(take_school(&school, &unsaid, TODAY).await.unwrap().nothing, "who names the school need not have it in the file");
        let refused = import_school(&school.robot(), &Which::default(), unsaid.as_bytes(), day(TODAY), false).await.unwrap_err();
        assert!(matches!(&refused, ImportRefused::File(lines) if lines[0].reason == Reason::MissingElement));
        assert_eq!(contents(&school.robot()).await, before);
    }

    async fn a_new_school_is_founded_once(school) {
        let which = Which { founding: founding(), ..Which::default() };
        let other = SCHOOL.replace("99WB", "77XY");
        let report = import_school(&school.robot(), &which, other.as_bytes(), day(TODAY), false).await.unwrap();
        assert!(report.new_school);
        let again = import_school(&school.robot(), &which, other.as_bytes(), day(TODAY), false).await.unwrap();
        assert!(!again.new_school && again.nothing);
    }
}
