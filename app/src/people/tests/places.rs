//! A child put into another group by hand; and what a file says of it afterwards.
use http::StatusCode;

use super::*;
use crate::sql;
use crate::testing::{Answer, Probe};

const HEAD: &str = "marijke.oosterhuis@wilgenboom.example";
const NEXT_YEAR: &str = "2027-08-23";

async fn put(who: &mut Probe, child: &str, (from, to): (&str, &str)) -> Answer {
    who.get(&format!("/school/children/{child}")).await;
    who.post("people/move", &[("child", child), ("from", from), ("to", to)]).await
}

async fn page(who: &mut Probe, child: &str) -> String {
    who.get(&format!("/school/children/{child}")).await.text()
}

/// A whole export of the administration, looked at: the page of it.
async fn bring(who: &mut Probe, file: &str, fields: &[(&str, &str)]) -> (String, String) {
    let brought = who.post_files("people/bring", fields, &[("file", "export.xml", "text/xml", file.as_bytes())]).await;
    let page = brought.location().split('?').next().unwrap_or_default().to_owned();
    assert!(page.starts_with("/school/lists/"), "{page} {}", brought.text());
    let text = who.get(&page).await.text();
    (page.rsplit('/').next().unwrap_or_default().to_owned(), text)
}

/// The names of the groups that a child is in on a day.
async fn groups(school: &School, child: &str, on: &str) -> Vec<String> {
    let statement = sql!(
        "SELECT g.name FROM memberships m JOIN school_groups g ON g.id = m.group_id
         WHERE m.pupil_id = $1 AND $2 BETWEEN m.starts_on AND m.ends_on ORDER BY g.name"
    );
    let rows: Vec<(String,)> = school.robot().db().query(statement).bind(child).bind(on).all().await.expect("groups");
    rows.into_iter().map(|(name,)| name).collect()
}

crate::stories! {
    async fn a_child_goes_to_another_group_from_today(school) {
        let (mut hanneke, mut fatima) = (school.hanneke().await, school.fatima().await);
        let (noor, otters, egels) = (school.pupil("L-NOOR").await, school.group("G-OTTERS").await, school.group("G-EGELS").await);
        let news = fatima.get("/").await.text();
        let first = page(&mut hanneke, &noor).await;
        assert!(first.contains("De Otters") && !first.contains("verplaatste"), "{first}");
        let done = put(&mut hanneke, &noor, (&otters, &egels)).await;
        let after = hanneke.follow(&done).await.text();
        assert!(after.contains("Verplaatst.") && after.contains("Hanneke Smit verplaatste Noor van De Otters naar De Egels, vandaag 10:00."), "{after}");
        assert_eq!(groups(&school, &noor, TODAY).await, ["De Egels"]);
        assert_eq!(groups(&school, &noor, "2026-11-22").await, ["De Otters"]);
        // What was shared with the old group stays hers to see.
        let still = fatima.get("/").await.text();
        assert!(news.contains("De Otters") && still.contains("De Otters"), "{still}");
        let log = school.as_person(HEAD).await.get("/school/log").await.text();
        assert!(log.contains("Noor El Amrani ging naar een andere groep Hanneke Smit") || log.contains("Noor ging naar een andere groep Hanneke Smit"), "{log}");
        // Back to where the files have her: nothing was changed by hand.
        put(&mut hanneke, &noor, (&egels, &otters)).await;
        let back = page(&mut hanneke, &noor).await;
        assert!(!back.contains("verplaatste") && !back.contains("Volg weer"), "{back}");
        assert_eq!(groups(&school, &noor, TODAY).await, ["De Otters"]);
    }

    async fn the_same_tap_twice_is_one_move_and_two_people_see_each_other(school) {
        let (mut hanneke, mut head) = (school.hanneke().await, school.as_person(HEAD).await);
        let (noor, otters, egels, mussen) = (
            school.pupil("L-NOOR").await, school.group("G-OTTERS").await, school.group("G-EGELS").await, school.group("G-MUSSEN").await,
        );
        for _ in 0..2 {
            let done = put(&mut hanneke, &noor, (&otters, &egels)).await;
            assert!(hanneke.follow(&done).await.text().contains("Verplaatst."));
        }
        let late = put(&mut head, &noor, (&otters, &mussen)).await;
        let text = head.follow(&late).await.text();
        assert!(text.contains("Dit kind zit intussen in een andere groep."), "{text}");
        assert_eq!(groups(&school, &noor, TODAY).await, ["De Egels"]);
        // Without a choice, into a group of nowhere, or into the one where it is: nothing happens.
        let nothing = put(&mut hanneke, &noor, (&egels, "")).await;
        assert!(hanneke.follow(&nothing).await.text().contains("Kies"), "{}", nothing.text());
        for to in ["none", egels.as_str()] {
            put(&mut hanneke, &noor, (&egels, to)).await;
            assert_eq!(groups(&school, &noor, TODAY).await, ["De Egels"], "{to}");
        }
        let mut sanne = school.sanne().await;
        assert_eq!(sanne.call("people/move", &[("child", &noor), ("from", &egels), ("to", &otters)]).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_file_that_says_otherwise_is_shown_and_followed_when_somebody_says_so(school) {
        let mut hanneke = school.hanneke().await;
        let (noor, otters, egels) = (school.pupil("L-NOOR").await, school.group("G-OTTERS").await, school.group("G-EGELS").await);
        put(&mut hanneke, &noor, (&otters, &egels)).await;
        let (import, text) = bring(&mut hanneke, SCHOOL, &[]).await;
        assert!(text.contains("Alles klopt al"), "{text}");
        assert!(text.contains("Met de hand gewijzigd") && text.contains("Noor El Amrani Groep: hier staat De Egels, in het bestand De Otters"), "{text}");
        take_school(&school, SCHOOL, TODAY).await.expect("nothing changes");
        assert_eq!(groups(&school, &noor, TODAY).await, ["De Egels"], "an import by command keeps it, too");
        let followed = hanneke.post("people/let-go-place", &[("child", &noor), ("import", &import)]).await;
        let text = hanneke.follow(&followed).await.text();
        assert!(!text.contains("Met de hand gewijzigd") && text.contains("De Egels → De Otters (1)"), "{text}");
        take_school(&school, SCHOOL, TODAY).await.expect("back to the file");
        assert_eq!(groups(&school, &noor, TODAY).await, ["De Otters"]);
    }

    async fn the_administration_that_caught_up_says_nothing_new(school) {
        let mut hanneke = school.hanneke().await;
        let (noor, otters, egels) = (school.pupil("L-NOOR").await, school.group("G-OTTERS").await, school.group("G-EGELS").await);
        put(&mut hanneke, &noor, (&otters, &egels)).await;
        let (_, text) = bring(&mut hanneke, &noor_in("G-EGELS"), &[]).await;
        assert!(text.contains("Alles klopt al") && !text.contains("Met de hand"), "{text}");
        // Into a third group: the administration knows of it, and counts.
        let (_, text) = bring(&mut hanneke, &noor_in("G-MUSSEN"), &[]).await;
        assert!(text.contains("De Egels → De Mussen (1)") && !text.contains("Met de hand"), "{text}");
    }

    async fn a_new_school_year_says_anew_who_is_where(school) {
        let mut hanneke = school.hanneke().await;
        let (noor, otters, egels) = (school.pupil("L-NOOR").await, school.group("G-OTTERS").await, school.group("G-EGELS").await);
        put(&mut hanneke, &noor, (&otters, &egels)).await;
        let next = SCHOOL.replace("2026-2027", "2027-2028");
        let (_, text) = bring(&mut hanneke, &next, &[("day", NEXT_YEAR)]).await;
        assert!(text.contains("De Egels → De Otters (1)") && !text.contains("Met de hand"), "{text}");
    }
}

/// The export, with Noor in another group.
fn noor_in(group: &str) -> String {
    let (head, rest) = SCHOOL.split_once("<leerling key=\"L-NOOR\">").expect("Noor");
    let (noor, rest) = rest.split_once("</leerling>").expect("her end");
    let noor = noor.replace("G-OTTERS", group);
    format!("{head}<leerling key=\"L-NOOR\">{noor}</leerling>{rest}")
}
