//! Stories of the first card of the news: it knows of a talk at once, and of nothing that is somebody else's by now.
use super::*;
use crate::sql;
use crate::stories;

stories! {
    async fn the_first_card_follows_a_talk_at_once(school) {
        let afternoon = Afternoon::open(&school).await;
        let (mut mark, mut eva) = (school.as_person(MARK).await, school.as_person(EVA).await);
        let choose = "Kies een tijd voor het gesprek over Daan";
        assert!(mark.get("/").await.text().contains(choose));
        assert!(eva.get("/").await.text().contains(choose));
        afternoon.book(&mut mark, &afternoon.daan, "14:15", "").await;
        assert!(!mark.get("/").await.text().contains(choose));
        assert!(eva.get("/").await.text().contains(choose), "a household of her own");
        let (booking,): (String,) = school
            .robot()
            .db()
            .query(sql!("SELECT id FROM bookings WHERE round_id = $1"))
            .bind(&afternoon.round)
            .one()
            .await
            .expect("the talk");
        mark.post("conferences/cancel", &[("booking", &booking)]).await;
        assert!(mark.get("/").await.text().contains(choose));
    }

    async fn who_is_no_longer_the_guardian_hears_nothing_from_that_moment(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut mark = school.as_person(MARK).await;
        assert!(mark.get("/").await.text().contains("het gesprek over Daan"));
        let args = (school.person(MARK).await, afternoon.daan.clone());
        school
            .robot()
            .db()
            .write(args, |tx, (person, pupil)| {
                Box::pin(async move {
                    tx.query(sql!("UPDATE guardianships SET status = 'blocked' WHERE person_id = $1 AND pupil_id = $2"))
                        .bind(person)
                        .bind(pupil)
                        .run()
                        .await?;
                    Ok(())
                })
            })
            .await
            .expect("blocked");
        let text = mark.get("/").await.text();
        assert!(!text.contains("Daan"), "{text}");
    }
}
