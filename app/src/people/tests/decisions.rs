//! What a person decides: roles one by one, blocks that are lifted, modules that open, accounts that follow an address.
use super::*;
use crate::access::audit;
use crate::accounts::{open_account, password};
use crate::people::server::{
    Confirm, Decision, Refused, confirm_guardian, confirm_roles, lift_block, roles_waiting, with_address,
};
use crate::school::{modules, set_module};
use crate::sql;
use crate::testing::day;

const RONALD: &str = "ronald.visser@ouders.example";

fn decision(by: &str) -> Decision {
    let brin = Some("99WB".to_owned());
    Decision {
        brin,
        pupil: "L-LISA".into(),
        email: " Ronald.Visser@Ouders.Example".into(),
        by: by.into(),
        reason: "De rechter besliste op 20 november.".into(),
    }
}

async fn status(school: &School) -> String {
    let statement =
        sql!("SELECT g.status FROM guardianships g JOIN persons p ON p.id = g.person_id WHERE p.email = $1");
    let (status,): (String,) = school.robot().db().query(statement).bind(RONALD).one().await.expect("one");
    status
}

crate::stories! {
    async fn only_the_head_lifts_a_block_and_it_is_kept_who_and_why(school) {
        let robot = school.robot();
        for nobody in ["T-SANNE", "hanneke.smit@wilgenboom.example", RONALD, ""] {
            assert_eq!(lift_block(&robot, &decision(nobody), day(TODAY)).await, Err(Refused::NotAHead), "{nobody}");
        }
        let silent = Decision { reason: " \u{200B} ".into(), ..decision("T-MARIJKE") };
        assert_eq!(lift_block(&robot, &silent, day(TODAY)).await, Err(Refused::NeedsReason));
        let other = Decision { pupil: "L-MEI".into(), ..decision("T-MARIJKE") };
        assert_eq!(lift_block(&robot, &other, day(TODAY)).await, Err(Refused::NotBlocked));
        assert_eq!(status(&school).await, "blocked");
        lift_block(&robot, &decision("T-MARIJKE"), day(TODAY)).await.unwrap();
        assert_eq!(status(&school).await, "proposed", "nobody sees anything yet");
        assert_eq!(lift_block(&robot, &decision("T-MARIJKE"), day(TODAY)).await, Err(Refused::NotBlocked));
        let kept = sql!("SELECT p.import_key, d.reason, d.decided_on FROM guardianship_decisions d JOIN persons p ON p.id = d.decided_by WHERE d.school_id = p.school_id");
        let kept: Vec<(String, String, String)> = robot.db().query(kept).all().await.unwrap();
        assert_eq!(kept, [("T-MARIJKE".to_owned(), "De rechter besliste op 20 november.".to_owned(), TODAY.to_owned())]);
        let confirmed = GUARDIANS.replace("nl,no,blocked", "nl,yes,confirmed");
        take_guardians(&school, &confirmed, NEXT_WEEK).await.unwrap();
        assert_eq!(status(&school).await, "confirmed", "and the next list may confirm again");
    }

    async fn somebody_who_is_only_proposed_is_confirmed_by_the_head(school) {
        let robot = school.robot();
        assert_eq!(confirm_guardian(&robot, &decision("T-MARIJKE"), day(TODAY)).await, Err(Refused::NotProposed), "a block is no proposal");
        lift_block(&robot, &decision("T-MARIJKE"), day(TODAY)).await.unwrap();
        confirm_guardian(&robot, &decision("marijke.oosterhuis@wilgenboom.example"), day(TODAY)).await.unwrap();
        assert_eq!(status(&school).await, "confirmed");
        let log = audit::newest(&robot, 1).await.unwrap();
        assert_eq!((log[0].deed.as_str(), log[0].who.as_str()), ("guardian_confirmed", "marijke.oosterhuis@wilgenboom.example"));
    }

    async fn roles_are_confirmed_one_by_one(school) {
        let two = |text: String, name: &str| text.replace(&format!("{name}@wilgenboom.example</emailadres><rol>LRK"), &format!("{name}@wilgenboom.example</emailadres><rol>LRK</rol><rol>DIR"));
        let file = two(two(SCHOOL.to_owned(), "karim.benali"), "lotte.brouwer");
        take_school(&school, &file, NEXT_WEEK).await.unwrap();
        let robot = school.robot();
        let head = |key: &str| (key.to_owned(), "head".to_owned());
        assert_eq!(roles_waiting(&robot, Some("99WB"), day(NEXT_WEEK)).await.unwrap(), [head("T-KARIM"), head("T-LOTTE")]);
        let confirm = async |keys: &[&str]| {
            let keys = keys.iter().map(|key| (*key).to_owned()).collect();
            confirm_roles(&robot, Some("99WB"), Confirm::Some(keys), day(NEXT_WEEK)).await
        };
        assert_eq!(confirm(&[]).await.unwrap_err(), Refused::NoRoleNamed);
        let unknown = confirm(&["T-KARIM", "T-NOBODY", "T-LOTTE:office"]).await.unwrap_err();
        assert_eq!(unknown, Refused::UnknownKeys(vec!["T-NOBODY".into(), "T-LOTTE:office".into()]));
        assert_eq!(roles_waiting(&robot, Some("99WB"), day(NEXT_WEEK)).await.unwrap().len(), 2, "one wrong key confirms nobody");
        assert_eq!(confirm(&[" ,", "."]).await.unwrap_err(), Refused::NoRoleNamed);
        assert_eq!(confirm(&["T-LOTTE:head,", ""]).await.unwrap(), [head("T-LOTTE")], "as people write a list");
        assert_eq!(roles_waiting(&robot, Some("99WB"), day(NEXT_WEEK)).await.unwrap(), [head("T-KARIM")]);
        let teaches = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM roles r JOIN persons p ON p.id = r.person_id WHERE p.import_key = 'T-KARIM' AND r.role = 'teacher' AND r.status = 'confirmed' AND r.ends_on = '9999-12-31'");
        assert_eq!(robot.db().query(teaches).one::<(i64,)>().await.unwrap().0, 1, "a second role does not end the first");
        assert!(take_school(&school, &file, NEXT_WEEK).await.unwrap().nothing);
    }

    async fn a_module_opens_on_a_day_and_closes(school) {
        let robot = school.robot();
        assert_eq!(set_module(&robot, Some("99WB"), "toetsen", Some(TODAY)).await.unwrap_err(), Refused::UnknownModule);
        assert_eq!(set_module(&robot, Some("99WB"), "news", Some("1 december")).await.unwrap_err(), Refused::NotADay);
        let shown = set_module(&robot, Some("99WB"), "talks", None).await.unwrap();
        assert!(shown.iter().any(|(module, opens)| module == "talks" && opens.is_none()), "{shown:?}");
        set_module(&robot, Some("99WB"), "news", Some("2026-12-01")).await.unwrap();
        assert_eq!(modules(&robot, Some("99WB")).await.unwrap(), [("news".to_owned(), Some(day("2026-12-01"))), ("talks".to_owned(), None)]);
        assert!(!school.fatima().await.get("/").await.text().contains("Noor"), "before that day there is no news");
        let noted = crate::access::audit::newest(&robot, 50).await.unwrap();
        let of_modules = noted.iter().filter(|line| line.deed.starts_with("module_"));
        let mut noted: Vec<_> = of_modules.map(|line| (line.deed.as_str(), line.about.as_str())).collect();
        noted.sort_unstable();
        noted.dedup();
        assert_eq!(noted, [("module_closed", "talks"), ("module_opened", "news")]);
    }

    async fn somebody_with_another_address_stays_the_same_person(school) {
        let mut fatima = school.fatima().await;
        let list = GUARDIANS.replace("fatima.elamrani@ouders.example", "fatima@nieuwbedrijf.example");
        let report = take_guardians(&school, &list, NEXT_WEEK).await.unwrap();
        assert!(report.lines.iter().any(|line| line.change == "new_address"), "{:?}", report.lines);
        assert_eq!(fatima.get("/me").await.location(), "/sign-in?next=/me", "a changed address ends every session");
        assert!(school.as_person("fatima@nieuwbedrijf.example").await.get("/me").await.text().contains("Fatima El Amrani"));
        let accounts = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM accounts WHERE email = 'fatima.elamrani@ouders.example'");
        assert_eq!(school.robot().db().query(accounts).one::<(i64,)>().await.unwrap().0, 0, "the old address signs in to nothing");
        assert!(take_guardians(&school, &list, NEXT_WEEK).await.unwrap().nothing);
    }

    async fn a_relabelled_household_keeps_its_talk(school) {
        let bookings = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM bookings b WHERE NOT EXISTS (SELECT 1 FROM guardianships g WHERE g.household_id = b.household_id AND g.pupil_id = b.pupil_id AND g.ends_on = '9999-12-31')");
        let talks = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM bookings");
        assert!(school.robot().db().query(talks).one::<(i64,)>().await.unwrap().0 > 0);
        let list = GUARDIANS.replace(",H-", ",Huis-");
        take_guardians(&school, &list, NEXT_WEEK).await.unwrap();
        assert_eq!(school.robot().db().query(bookings).one::<(i64,)>().await.unwrap().0, 0, "no talk hangs in the air");
        assert!(take_guardians(&school, &list, NEXT_WEEK).await.unwrap().nothing);
    }

    async fn a_guardian_without_address_has_no_account_and_stays(school) {
        let list = format!("{}\nL-MEI,H-OPA,Opa,,Zondermail,,nl,yes,confirmed,06 – 11223344\n", GUARDIANS.trim_end());
        take_guardians(&school, &list, NEXT_WEEK).await.unwrap();
        let without = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM persons WHERE email IS NULL AND last_name = 'Zondermail' AND phone = '06 - 11223344'");
        assert_eq!(school.robot().db().query(without).one::<(i64,)>().await.unwrap().0, 1);
        assert!(take_guardians(&school, &list, NEXT_WEEK).await.unwrap().nothing);
    }

    async fn who_waits_is_listed_and_confirmed_by_name_without_an_address(school) {
        let robot = school.robot();
        let rows = "L-MEI,H-OPA,Opa,,Zondermail,,nl,yes,proposed,\nL-MEI,H-OMA,Oma,van,Zondermail,,nl,yes,confirmed,\nL-MEI,H-TWEE,Bo,,Dubbel,,nl,yes,proposed,\nL-MEI,H-DRIE,Bo,,Dubbel,,nl,yes,proposed,";
        take_guardians(&school, &format!("{}\n{rows}\n", GUARDIANS.trim_end()), TODAY).await.unwrap();
        let waiting = || async { crate::people::server::guardians_waiting(&robot, Some("99WB")).await.unwrap().into_iter().map(|one| (one.pupil, one.name.to_string(), one.email)).filter(|(pupil, ..)| pupil == "L-MEI").collect::<Vec<_>>() };
        let bo = ("L-MEI".to_owned(), "Bo Dubbel".to_owned(), None);
        assert_eq!(waiting().await, [bo.clone(), bo.clone(), ("L-MEI".into(), "Opa Zondermail".into(), None)]);
        let named = |name: &str| Decision { pupil: "L-MEI".into(), email: name.into(), ..decision("T-MARIJKE") };
        assert_eq!(confirm_guardian(&robot, &named("Bo Dubbel"), day(TODAY)).await, Err(Refused::NotProposed), "two have this name");
        assert_eq!(confirm_guardian(&robot, &named("Oma van Zondermail"), day(TODAY)).await, Err(Refused::NotProposed));
        confirm_guardian(&robot, &named("opa zondermail"), day(TODAY)).await.unwrap();
        assert_eq!(waiting().await, [bo.clone(), bo]);
    }

    async fn one_person_signs_in_in_every_spelling(school) {
        let robot = school.robot();
        let list = format!("{}\nL-MEI,H-NEW,Jörg,,Müller,Jörg@Müller.example,nl,yes,confirmed,\n", GUARDIANS.trim_end());
        take_guardians(&school, &list, NEXT_WEEK).await.unwrap();
        let found = with_address(&robot, "jo\u{308}rg@xn--mller-kva.example").await.unwrap();
        let [(person, _)] = found.as_slice() else { panic!("{found:?}") };
        let hash = password::hash(robot.app(), "caf\u{e9} in de kring".into()).await.unwrap();
        open_account(&robot, person, "JÖRG@MÜLLER.example", Some(&hash)).await.unwrap();
        for (email, typed) in [
            ("jörg@müller.example", "caf\u{e9} in de kring"),
            (" Jo\u{308}rg@XN--MLLER-KVA.example ", "cafe\u{301} in de kring"),
            ("jörg\u{200B}@müller.example.", "cafe\u{301} in de kring"),
        ] {
            let mut probe = school.visitor();
            probe.get("/sign-in").await;
            probe.post("accounts/sign-in", &[("email", email), ("password", typed), ("next", "/me")]).await;
            assert!(probe.get("/me").await.text().contains("Jörg Müller"), "{email:?} {typed:?}");
        }
        let same = list.replace("Jörg@Müller.example", "JÖRG@xn--mller-kva.example");
        assert!(take_guardians(&school, &same, NEXT_WEEK).await.unwrap().nothing, "one address, whatever the spelling");
    }
}
