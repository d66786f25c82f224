//! Stories of the order in which names stand: that of a Dutch list, the same on both engines.
use super::*;
use crate::{sql, stories};

/// Gives somebody on the staff another last name.
async fn called(school: &School, email: &str, last_name: &str) {
    let robot = school.robot();
    let renamed = robot.db().write((email.to_owned(), last_name.to_owned()), |tx, (email, last_name)| {
        Box::pin(async move {
            let statement = sql!("UPDATE persons SET infix = '', last_name = $1 WHERE email = $2");
            tx.query(statement).bind(last_name).bind(email).run().await?;
            Ok(())
        })
    });
    renamed.await.expect("another name");
}

stories! {
    async fn the_list_of_a_day_and_the_list_of_who_has_not_chosen_are_dutch_lists(school) {
        let afternoon = Afternoon::open(&school).await;
        called(&school, "sanne.dewit@wilgenboom.example", "Zwart").await;
        called(&school, KARIM, "Özdemir").await;
        let mut office = school.hanneke().await;
        let day = office.get(&format!("/talks/{}/days/2026-12-10", afternoon.round)).await.text();
        let (karim, sanne) = (day.find("Karim Özdemir"), day.find("Sanne Zwart"));
        assert!(karim.is_some() && karim < sanne, "{day}");

        let waiting = office.get(&format!("/talks/{}/manage", afternoon.round)).await.text();
        let (noor, daan) = (waiting.find("Noor El Amrani"), waiting.find("Daan Jansen"));
        assert!(noor.is_some() && noor < daan, "by last name, not by first: {waiting}");
    }
}
