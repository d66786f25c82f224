//! The demo itself: complete, the same twice, and quick enough.
use super::*;
use crate::sql;

crate::stories! {
    async fn everybody_is_there(school) {
        let db = school.robot();
        let db = db.db();
        let (pupils,): (i64,) = db.query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM pupils")).one().await.unwrap();
        let (accounts,): (i64,) = db.query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM accounts")).one().await.unwrap();
        let (proposed,): (i64,) = db.query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM roles WHERE status = 'proposed'")).one().await.unwrap();
        let (posts,): (i64,) = db.query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM posts")).one().await.unwrap();
        let (photos,): (i64,) = db.query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM files")).one().await.unwrap();
        assert!(pupils > 170 && accounts > 250, "{pupils} pupils, {accounts} accounts");
        assert_eq!((proposed, posts, photos), (0, 11, 4));
    }

    async fn everything_was_done_at_its_moment_and_no_telephone_is_left_behind(school) {
        let robot = school.robot();
        let count = async |statement| robot.db().query(statement).one::<(i64,)>().await.unwrap().0;
        assert_eq!(count(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM hearts")).await, 133);
        assert_eq!(count(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM comments")).await, 24);
        assert_eq!(count(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM bookings")).await, 90);
        let late = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM subjects a WHERE a.kind = 'post'
                        AND a.id > (SELECT MIN(o.id) FROM subjects o WHERE o.kind = 'post' AND o.shared_at > a.shared_at)");
        assert_eq!(count(late).await, 0, "ids follow the clock");
        let left = sql!("SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM sessions) + (SELECT COUNT(*) FROM known_devices) + (SELECT COUNT(*) FROM jobs)");
        assert_eq!(count(left).await, 0);
        let newest: (Moment,) = robot.db().query(sql!("SELECT MAX(shared_at) FROM subjects WHERE kind = 'post' AND school_id = (SELECT id FROM schools WHERE name = 'De Wilgenboom')")).one().await.unwrap();
        assert_eq!(newest.0.local(&zone("Europe/Amsterdam")).to_string(), "2026-11-22T14:50:00");
    }

    async fn a_second_seeding_changes_nothing(school) {
        seed(&school.app, Size::Full).await.unwrap();
        let robot = school.robot();
        let (posts,): (i64,) = robot.db().query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM posts")).one().await.unwrap();
        assert_eq!(posts, 11);
    }

    async fn both_households_of_daan_have_a_talk_and_noor_has_none(school) {
        let robot = school.robot();
        let of = sql!(
            "SELECT r.title FROM bookings b JOIN pupils u ON u.id = b.pupil_id JOIN rounds r ON r.id = b.round_id
             WHERE u.import_key = $1 AND r.title = 'Herfstgesprekken'"
        );
        let daan: Vec<(String,)> = robot.db().query(of).bind("L-DAAN").all().await.unwrap();
        let noor: Vec<(String,)> = robot.db().query(of).bind("L-NOOR").all().await.unwrap();
        assert_eq!((daan.len(), noor.len()), (2, 0));
    }
}

/// The interface says «je», and so does everybody at this school.
#[test]
fn nobody_says_u() {
    let words: Vec<&str> =
        include_str!("../../../demo/stories.json").split(|letter: char| !letter.is_alphabetic()).collect();
    assert!(words.len() > 500, "the file holds the demo");
    let formal: Vec<&[&str]> = words.windows(4).filter(|near| matches!(near[1], "u" | "U" | "uw" | "Uw")).collect();
    assert!(formal.is_empty(), "{formal:?}");
}

/// Nobody of it is refused at the front door: they may do what they do, and nobody's child comes later.
#[tokio::test]
async fn the_demo_stands_on_any_day() {
    let zone = zone("Europe/Amsterdam");
    for day in ["2027-09-10T21:30", "2028-10-31T00:10"] {
        let folder = tempfile::tempdir().unwrap();
        let settings = crate::base::settings::Settings::below(folder.path());
        let clock = Clock::turned(Moment::of_local(day.parse().unwrap(), &zone).unwrap());
        let app = App::open(settings, Site::default(), clock).await.unwrap();
        seed(&app, Size::Words).await.expect(day);
        app.close().await;
    }
}
