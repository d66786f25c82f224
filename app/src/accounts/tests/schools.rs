//! Stories of one account at two schools: Eva's Daan is at De Wilgenboom, her Bo at De Lindeboom.
use http::StatusCode;

use super::try_password;
use crate::access::PersonId;
use crate::access::audit;
use crate::accounts::open_account;
use crate::people::{ImportReport, Which, import_guardians};
use crate::sql;
use crate::stories;
use crate::testing::{Probe, School, day, demo};

const EVA: &str = "eva.kuipers@ouders.example";
const SANNE: &str = "sanne.dewit@wilgenboom.example";
const LINDEBOOM: &str = "99LB";
const NEXT_WEEK: &str = "2026-11-30";

/// Who Eva is there.
async fn person(school: &School, brin: &str) -> PersonId {
    let asked = sql!(
        "SELECT p.id FROM persons p JOIN schools c ON c.id = p.school_id WHERE p.email = 'eva.kuipers@ouders.example' AND c.brin = $1"
    );
    let (id,): (PersonId,) = school.robot().db().query(asked).bind(brin).one().await.unwrap();
    id
}

async fn post_of(school: &School, brin: &str) -> String {
    let asked = sql!(
        "SELECT MAX(s.id) FROM subjects s JOIN schools c ON c.id = s.school_id WHERE s.kind = 'post' AND NOT s.draft AND c.brin = $1"
    );
    let (id,): (String,) = school.robot().db().query(asked).bind(brin).one().await.unwrap();
    id
}

/// The list of De Lindeboom with another address for Eva, brought in.
async fn moved(school: &School, address: &str) -> ImportReport {
    let which = Which { brin: Some(LINDEBOOM.into()), ..Which::default() };
    let list = demo::LINDEBOOM_GUARDIANS.replace(EVA, address);
    import_guardians(&school.robot(), &which, list.as_bytes(), day(NEXT_WEEK), false).await.unwrap()
}

async fn over(probe: &mut Probe, person: &PersonId, next: &str) -> crate::testing::Answer {
    probe.post("accounts/switch", &[("person", &person.0), ("next", next)]).await
}

stories! {
    async fn one_tap_leads_to_the_other_school(school) {
        let mut eva = school.as_person(EVA).await;
        let today = eva.get("/").await.text();
        assert!(today.contains("Je andere school") && today.contains("De Lindeboom 1 nieuw bericht"), "{today}");
        assert!(!today.contains("elf meter"));
        school.app.clock.advance(1);
        let there = over(&mut eva, &person(&school, LINDEBOOM).await, "/").await;
        assert_eq!(there.location(), "/");
        let today = eva.get("/").await.text();
        assert!(today.contains("elf meter") && today.contains("De Wilgenboom"), "{today}");
        let post = post_of(&school, "99WB").await;
        assert_eq!(eva.get(&format!("/posts/{post}")).await.status, StatusCode::NOT_FOUND, "each school for itself");
        school.app.clock.advance(1);
        over(&mut eva, &person(&school, "99WB").await, "/talks").await;
        let me = eva.get("/me").await.text();
        assert!(me.contains("De Lindeboom Niets nieuws"), "she has looked around there: {me}");
        over(&mut eva, &person(&school, LINDEBOOM).await, "/").await;
        let mut anew = school.visitor();
        try_password(&mut anew, EVA, demo::PASSWORD).await;
        assert!(anew.get("/me").await.text().contains("Ouder of verzorger · De Lindeboom"), "where she went last");
    }

    async fn what_lies_at_the_other_school_is_offered_there(school) {
        let post = format!("/posts/{}", post_of(&school, LINDEBOOM).await);
        let mut eva = school.as_person(EVA).await;
        let lost = eva.get(&post).await;
        assert_eq!(lost.status, StatusCode::NOT_FOUND);
        assert!(lost.text().contains("Hoort het misschien bij je andere school?"), "{}", lost.text());
        assert_eq!(lost.field("next").as_deref(), Some(post.as_str()));
        let there = over(&mut eva, &person(&school, LINDEBOOM).await, &post).await;
        assert_eq!(there.location(), post);
        assert!(eva.get(&post).await.text().contains("elf meter"));
        let fatima = school.fatima().await.get(&post).await;
        assert!(fatima.status == StatusCode::NOT_FOUND && !fatima.text().contains("andere school"));
    }

    async fn nobody_becomes_somebody_else(school) {
        let theirs = person(&school, LINDEBOOM).await;
        let mut fatima = school.fatima().await;
        for next in ["/", "//evil.example"] {
            let refused = fatima.call("accounts/switch", &[("person", &theirs.0), ("next", next)]).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND);
        }
        assert!(fatima.get("/me").await.text().contains("Fatima El Amrani"));
        let mut eva = school.as_person(EVA).await;
        let fatima = school.person("fatima.elamrani@ouders.example").await;
        assert_eq!(eva.call("accounts/switch", &[("person", &fatima), ("next", "/")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(over(&mut eva, &theirs, "https://evil.example/").await.location(), "/");
        assert_eq!(over(&mut eva, &theirs, "/me").await.location(), "/me", "twice is once");
    }

    async fn a_form_of_another_tab_lands_at_its_own_school(school) {
        let (here, there) = (person(&school, "99WB").await, person(&school, LINDEBOOM).await);
        let post = post_of(&school, LINDEBOOM).await;
        let mut eva = school.as_person(EVA).await;
        over(&mut eva, &there, "/").await;
        let tab = eva.get(&format!("/posts/{post}")).await;
        let (from, key) = (tab.field("__from").unwrap(), tab.field("key").unwrap());
        over(&mut eva, &here, "/").await;
        let fields = [("subject", post.as_str()), ("parent", ""), ("key", key.as_str()), ("body", "Bo mat ook mee."), ("__from", from.as_str())];
        let sent = eva.post_without_referer("comments/write", &fields).await;
        assert!(sent.location().starts_with(&format!("/posts/{post}")), "{}", sent.location());
        assert!(eva.follow(&sent).await.text().contains("Bo mat ook mee."), "and she is there, too");
    }

    async fn one_school_cannot_move_the_account_of_another(school) {
        let mut phone = school.as_person(EVA).await;
        let mut tablet = school.as_person(EVA).await;
        over(&mut tablet, &person(&school, LINDEBOOM).await, "/").await;
        let report = moved(&school, "iemand.anders@ouders.example").await;
        assert!(!report.nothing, "{:?}", report.lines);
        assert_eq!(tablet.get("/me").await.location(), "/sign-in?next=/me", "there it has ended");
        let me = phone.get("/me").await.text();
        assert!(me.contains("Eva Kuipers") && !me.contains("De Lindeboom"), "here it goes on: {me}");
        let mut stranger = school.visitor();
        try_password(&mut stranger, "iemand.anders@ouders.example", demo::PASSWORD).await;
        assert_eq!(stranger.get("/me").await.location(), "/sign-in?next=/me");
    }

    async fn an_account_of_one_school_goes_along_and_a_password_is_of_all(school) {
        let (here, there) = (person(&school, "99WB").await, person(&school, LINDEBOOM).await);
        let mut eva = school.as_person(EVA).await;
        let hash = crate::accounts::password::hash(&school.app, "vier groene jassen".to_owned()).await.unwrap();
        open_account(&school.robot(), &there, EVA, Some(&hash)).await.unwrap();
        assert_eq!(eva.get("/me").await.location(), "/sign-in?next=/me");
        assert_eq!(try_password(&mut eva, EVA, "vier groene jassen").await.location(), "/talks");
        assert!(eva.get("/me").await.text().contains("De Lindeboom"));
        // Another address is another account; the old one opens what is left.
        open_account(&school.robot(), &there, "bo@kuipers.example", Some(&hash)).await.unwrap();
        assert!(!eva.get("/me").await.text().contains("De Lindeboom"));
        let mut bo = school.visitor();
        assert_eq!(try_password(&mut bo, "bo@kuipers.example", "vier groene jassen").await.location(), "/talks");
        let me = bo.get("/me").await.text();
        assert!(me.contains("De Lindeboom") && !me.contains("De Wilgenboom"), "{me}");
        // And linked again, without a word about passwords.
        open_account(&school.robot(), &there, EVA, None).await.unwrap();
        assert_eq!(bo.get("/me").await.location(), "/sign-in?next=/me");
        assert!(eva.get("/me").await.text().contains("De Lindeboom"));
        let noted = audit::newest(&school.robot(), 1).await.unwrap();
        assert_eq!((noted[0].deed.as_str(), noted[0].about.as_str()), ("account_linked", EVA));
        assert_ne!(here, there);
    }

    async fn an_address_is_one_persons_at_a_school(school) {
        let hash = crate::accounts::password::hash(&school.app, "vier groene jassen".to_owned()).await.unwrap();
        let asked = sql!("SELECT id FROM persons WHERE email = 'karim.benali@wilgenboom.example'");
        let (heir,): (PersonId,) = school.robot().db().query(asked).one().await.unwrap();
        let mut sanne = school.as_person(SANNE).await;
        // Sanne left; her address is of somebody else now.
        open_account(&school.robot(), &heir, SANNE, Some(&hash)).await.unwrap();
        assert_eq!(sanne.get("/me").await.location(), "/sign-in?next=/me");
        let mut karim = school.visitor();
        assert_eq!(try_password(&mut karim, SANNE, "vier groene jassen").await.status, http::StatusCode::SEE_OTHER);
        let me = karim.get("/me").await.text();
        assert!(me.contains("Karim Benali") && !me.contains("Sanne de Wit"), "{me}");
        let noted = audit::newest(&school.robot(), 3).await.unwrap();
        assert!(noted.iter().any(|noted| noted.deed == "account_ended"), "{noted:?}");
    }

    async fn devices_and_language_are_of_the_account(school) {
        let mut eva = school.as_person(EVA).await;
        eva.post("accounts/language", &[("code", "en")]).await;
        over(&mut eva, &person(&school, LINDEBOOM).await, "/").await;
        let me = eva.get("/me").await.text();
        assert!(me.contains("This device") && me.contains("De Lindeboom"), "{me}");
        assert_eq!(me.matches("This device").count(), 1);
    }
}
