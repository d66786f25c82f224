//! Stories of families: siblings one after the other, and the two households of one child.
use super::*;
use crate::stories;

stories! {
    async fn siblings_are_planned_one_after_the_other(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut fatima = school.fatima().await;
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "").await;
        let page = fatima.get(&afternoon.page(&afternoon.ilias)).await;
        assert!(page.text().contains("Noor heeft ook een gesprek: Donderdag 10 december om 14:15."), "{}", page.text());
        let hints = ["14:00", "14:15", "14:30", "14:45"].map(|time| hint(&page, time));
        assert_eq!(hints, ["aansluitend", "ander gesprek", "aansluitend", ""]);
    }

    async fn nobody_sits_in_two_classrooms(school) {
        let afternoon = Afternoon::open(&school).await;
        let mut fatima = school.fatima().await;
        let page = fatima.get(&afternoon.page(&afternoon.ilias)).await;
        let same_time = slot(&page, "14:15");
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "").await;
        let answer = afternoon.send(&mut fatima, &afternoon.ilias, &same_time, "").await;
        let text = fatima.follow(&answer).await.text();
        assert!(text.contains("Jullie hebben op dat moment al een gesprek."), "{text}");

        // The other parent of the same household runs into the same talk, also at the same moment.
        let mut youssef = school.as_person("youssef.elamrani@ouders.example").await;
        youssef.get(&afternoon.page(&afternoon.ilias)).await;
        let answer = afternoon.send(&mut youssef, &afternoon.ilias, &same_time, "").await;
        assert!(youssef.follow(&answer).await.text().contains("Jullie hebben op dat moment al een gesprek."));
    }

    async fn two_children_at_the_same_moment_from_two_telephones_are_one_talk(school) {
        let afternoon = Afternoon::open(&school).await;
        let (mut fatima, mut youssef) = (school.fatima().await, school.as_person("youssef.elamrani@ouders.example").await);
        let noor = slot(&fatima.get(&afternoon.page(&afternoon.noor)).await, "14:30");
        let ilias = slot(&youssef.get(&afternoon.page(&afternoon.ilias)).await, "14:30");
        let (first, second) = tokio::join!(
            afternoon.send(&mut fatima, &afternoon.noor, &noor, ""),
            afternoon.send(&mut youssef, &afternoon.ilias, &ilias, ""),
        );
        let booked = [&first, &second].iter().filter(|answer| answer.location() == "/talks?done=booked").count();
        assert_eq!(booked, 1, "{} {}", first.location(), second.location());
    }

    async fn divorced_parents_each_have_a_talk_and_do_not_see_the_others(school) {
        let afternoon = Afternoon::open(&school).await;
        let (mut mark, mut eva) = (school.as_person(MARK).await, school.as_person(EVA).await);
        afternoon.book(&mut mark, &afternoon.daan, "14:00", "Liever zonder Eva.").await;
        let told = afternoon.told(&mut eva).await;
        assert!(told.contains("Gesprek over Daan Kies een tijd"), "{told}");
        let page = eva.get(&afternoon.page(&afternoon.daan)).await;
        assert!(!page.html().contains("Liever zonder Eva"));
        assert!(!page.text().contains("Mark") && !page.text().contains("jouw tijd"), "{}", page.text());
        assert_eq!(hint(&page, "14:00"), "bezet");
        afternoon.book(&mut eva, &afternoon.daan, "14:30", "").await;
        assert!(afternoon.told(&mut eva).await.contains("14:30"));
        let his = afternoon.told(&mut mark).await;
        assert!(his.contains("14:00") && !his.contains("14:30"), "{his}");

        // Neither can take back what the other has.
        let booking = after(&mark.get("/talks").await, "name=\"booking\"");
        assert_eq!(eva.call("conferences/cancel", &[("booking", &booking)]).await.status, 404);
        assert!(afternoon.told(&mut mark).await.contains("14:00"));
    }
}
