//! The demo itself: complete, the same twice, and quick enough.
use super::*;
use crate::sql;

crate::stories! {
    async fn everybody_is_there(school) {
        let db = school.robot();
        let db = db.db();
        let (pupils,): (i64,) = db.query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM pupils")).one().await.unwrap();
        let (accounts,): (i64,) = db.query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM accounts")).one().await.unwrap();
        let (proposed,): (i64,) = db.query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM staff_roles WHERE status = 'proposed'")).one().await.unwrap();
        let (posts,): (i64,) = db.query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM posts")).one().await.unwrap();
        let (photos,): (i64,) = db.query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM photos")).one().await.unwrap();
        assert!(pupils > 170 && accounts > 250, "{pupils} pupils, {accounts} accounts");
        assert_eq!((proposed, posts, photos), (0, 11, 4));
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
        let daan: Vec<(String,)> = robot.db().query(of).bind("L-DAAN".to_owned()).all().await.unwrap();
        let noor: Vec<(String,)> = robot.db().query(of).bind("L-NOOR".to_owned()).all().await.unwrap();
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
