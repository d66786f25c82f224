//! Stories of thoughts.
use crate::base::ids;
use crate::stories;

stories! {
    async fn a_thought_reaches_its_group_and_is_put_right(school) {
        let (mut sanne, mut fatima, mut wei) = (school.sanne().await, school.fatima().await, school.wei().await);
        let (key, group) = (ids::fresh(school.app.clock.now()), school.group("G-OTTERS").await);
        sanne.post("thoughts/share", &[("key", &key), ("words", "Samen is leuker."), ("group", &group)]).await;
        assert!(fatima.get("/thoughts").await.text().contains("Samen is leuker."));
        assert!(!wei.get("/thoughts").await.text().contains("Samen"), "another group");
        sanne.post("thoughts/change", &[("thought", &key), ("words", "Samen is het leukst.")]).await;
        assert!(fatima.get("/thoughts").await.text().contains("Samen is het leukst."));
        fatima.post("thoughts/change", &[("thought", &key), ("words", "Alleen ook.")]).await;
        assert!(fatima.get("/thoughts").await.text().contains("Samen is het leukst."));
    }
}
