//! How somebody is reached, put right by hand; and what a file says of it afterwards.
use http::StatusCode;

use super::*;
use crate::base::db::counting;
use crate::testing::{Answer, Probe};

const HEAD: &str = "marijke.oosterhuis@wilgenboom.example";
const FATIMA: &str = "fatima.elamrani@ouders.example";
const NEW: &str = "f.elamrani@ouders.example";
const SANNE: &str = "sanne.dewit@wilgenboom.example";

async fn reach(who: &mut Probe, person: &str, email: &str, phone: &str) -> Answer {
    let was = who.get(&format!("/school/people/{person}")).await.field("form[was]").unwrap_or_default();
    send(who, person, (email, phone), &was).await
}

async fn send(who: &mut Probe, person: &str, (email, phone): (&str, &str), was: &str) -> Answer {
    let fields = [("person", person), ("form[email]", email), ("form[phone]", phone), ("form[was]", was)];
    who.post("people/reach", &fields).await
}

async fn look_at(who: &mut Probe, person: &str) -> String {
    who.get(&format!("/school/people/{person}")).await.text()
}

/// How a field holds the id at the end of the address of a group.
fn held(page: &str) -> String {
    format!("value=\"{}\"", page.rsplit('/').next().unwrap_or_default())
}

/// A whole list, looked at: the page of it.
async fn bring(who: &mut Probe, name: &str, file: &str) -> (String, String) {
    let brought =
        who.post_files("people/bring", &[("covers", "all")], &[("file", name, "text/plain", file.as_bytes())]).await;
    let page = brought.location().split('?').next().unwrap_or_default().to_owned();
    assert!(page.starts_with("/school/lists/"), "{page} {}", brought.text());
    let text = who.get(&page).await.text();
    (page, text)
}

crate::stories! {
    async fn the_office_puts_right_how_somebody_is_reached(school) {
        let (mut hanneke, mut fatima) = (school.hanneke().await, school.fatima().await);
        let person = school.person(FATIMA).await;
        let before = look_at(&mut hanneke, &person).await;
        for expected in ["Fatima El Amrani", "Heeft een account", FATIMA, "Noor El Amrani", "Ziet wat school over Noor deelt", "Ilias"] {
            assert!(before.contains(expected), "{expected}: {before}");
        }
        let done = reach(&mut hanneke, &person, "F.ElAmrani@Ouders.example", "06 12 34 56 78").await;
        let page = hanneke.follow(&done).await.text();
        assert!(page.contains("Bewaard.") && page.contains(NEW) && page.contains("06 12 34 56 78"), "{page}");
        assert!(page.contains(&format!("Hanneke Smit wijzigde het mailadres, vandaag 10:00. Eerst was het {FATIMA}.")), "{page}");
        // What was open closes; the new address is the one that signs in.
        assert_eq!(fatima.get("/me").await.status, StatusCode::SEE_OTHER);
        assert!(school.as_person(NEW).await.get("/").await.text().contains("De Otters"));
        let log = school.as_person(HEAD).await.get("/school/log").await.text();
        assert!(log.contains("Het mailadres of nummer van Fatima El Amrani werd gewijzigd Hanneke Smit"), "{log}");
        assert!(!log.contains(NEW), "no address in the log");
        // Back to what it was: then nothing was changed by hand.
        reach(&mut hanneke, &person, FATIMA, "06 24681012").await;
        let page = look_at(&mut hanneke, &person).await;
        assert!(!page.contains("wijzigde het mailadres") && !page.contains("Volg weer"), "{page}");
    }

    async fn every_mistake_is_said_at_its_field_and_nothing_is_lost(school) {
        let mut hanneke = school.hanneke().await;
        let person = school.person(FATIMA).await;
        let wrong = reach(&mut hanneke, &person, "fatima bij werk", "bel maar").await;
        let page = hanneke.follow(&wrong).await;
        let text = page.text();
        assert!(text.contains("Dit is geen mailadres.") && text.contains("Dit is geen telefoonnummer."), "{text}");
        assert!(page.html().contains("value=\"fatima bij werk\"") && page.html().contains("value=\"bel maar\""), "{}", page.html());
        // Another form of the page that comes back leaves this one as it is.
        let other = hanneke.post("people/decide", &[("link", "none"), ("from", "x"), ("to", "y"), ("reason", "")]).await;
        let page = hanneke.follow(&other).await.html();
        assert!(page.contains(&format!("value=\"{FATIMA}\"")) && page.contains("notice"), "{page}");
        let taken = reach(&mut hanneke, &person, "mark.jansen@ouders.example", "").await;
        let text = hanneke.follow(&taken).await.text();
        assert!(text.contains("Iemand anders van school heeft dit mailadres al."), "{text}");
        assert!(look_at(&mut hanneke, &person).await.contains(FATIMA));
    }

    async fn two_who_change_it_at_once_see_each_other_and_one_tap_too_many_is_none(school) {
        let (mut hanneke, mut head) = (school.hanneke().await, school.as_person(HEAD).await);
        let person = school.person(FATIMA).await;
        let was = head.get(&format!("/school/people/{person}")).await.field("form[was]").unwrap();
        for _ in 0..2 {
            let done = send(&mut hanneke, &person, (FATIMA, "0182 11 11 11"), &was).await;
            assert!(hanneke.follow(&done).await.text().contains("Bewaard."));
        }
        let late = send(&mut head, &person, (FATIMA, "0182 22 22 22"), &was).await;
        let page = head.follow(&late).await;
        assert!(page.text().contains("Dit is intussen veranderd. Kijk nog even.") && page.html().contains("value=\"0182 22 22 22\""), "{}", page.text());
        let was = page.field("form[was]").unwrap();
        send(&mut head, &person, (FATIMA, "0182 22 22 22"), &was).await;
        assert!(look_at(&mut hanneke, &person).await.contains("Marijke Oosterhuis wijzigde het nummer"));
    }

    async fn whoever_has_no_address_any_more_signs_in_to_nothing(school) {
        let mut hanneke = school.hanneke().await;
        for email in [FATIMA, "mark.jansen@ouders.example"] {
            let (mut parent, person) = (school.as_person(email).await, school.person(email).await);
            let done = reach(&mut hanneke, &person, "", "").await;
            let page = hanneke.follow(&done).await.text();
            assert!(page.contains("Geen mailadres en geen telefoonnummer"), "{page}");
            assert_eq!(parent.get("/me").await.status, StatusCode::SEE_OTHER);
            assert_ne!(parent.post("accounts/demo", &[("person", email)]).await.location(), "/");
            reach(&mut hanneke, &person, email, "").await;
            assert_eq!(parent.post("accounts/demo", &[("person", email)]).await.location(), "/");
        }
    }

    async fn whoever_leads_is_reached_as_a_head_says(school) {
        let mut hanneke = school.hanneke().await;
        let marijke = school.person(HEAD).await;
        let page = look_at(&mut hanneke, &marijke).await;
        assert!(page.contains("wijzigt alleen de directie") && !page.contains("Wijzig "), "{page}");
        for person in [&marijke, &school.person("hanneke.smit@wilgenboom.example").await] {
            let asked = [("person", person.as_str()), ("form[email]", "iemand@elders.example"), ("form[phone]", "")];
            assert_eq!(hanneke.call("people/reach", &asked).await.status, StatusCode::FORBIDDEN);
            assert_eq!(hanneke.call("people/let-go", &[("person", person)]).await.status, StatusCode::FORBIDDEN);
        }
        let mut head = school.as_person(HEAD).await;
        let done = reach(&mut head, &school.person("hanneke.smit@wilgenboom.example").await, "hanneke@wilgenboom.example", "").await;
        assert!(head.follow(&done).await.text().contains("Bewaard."));
        assert_eq!(hanneke.get("/school").await.status, StatusCode::SEE_OTHER, "signed out");
    }

    async fn what_was_put_right_by_hand_stays_until_somebody_follows_the_list_again(school) {
        let mut hanneke = school.hanneke().await;
        let person = school.person(FATIMA).await;
        reach(&mut hanneke, &person, NEW, "0182 99 88 77").await;
        let list = GUARDIANS.replace("06 24681012", "0612000000");
        assert_ne!(list, GUARDIANS);
        let (place, page) = bring(&mut hanneke, "ouders.csv", &list).await;
        assert!(page.contains("Alles klopt al"), "the one whom the list calls by the old address is not gone: {page}");
        assert!(page.contains(&format!("Mailadres: hier staat {NEW}, in het bestand {FATIMA}")), "{page}");
        assert!(page.contains("Telefoon: hier staat 0182 99 88 77, in het bestand 0612000000"), "{page}");
        let report = import_guardians(&school.robot(), &wilgenboom(), list.as_bytes(), day(TODAY), true).await.unwrap();
        assert!(report.nothing && report.lines.iter().any(|line| line.change == "by_hand" && line.count == 2), "{report:?}");
        let import = place.rsplit('/').next().unwrap_or_default().to_owned();
        let followed = hanneke.post("people/let-go", &[("person", &person), ("import", &import)]).await;
        let page = hanneke.follow(&followed).await.text();
        assert!(!page.contains("Met de hand gewijzigd") && page.contains("Gewijzigd"), "{page}");
        assert!(page.contains(&format!("mailadres: {NEW} → {FATIMA}")), "{page}");
        assert!(page.contains("telefoon: 0182 99 88 77 → 0612000000"), "{page}");
    }

    async fn the_administration_calls_staff_by_their_key(school) {
        let mut head = school.as_person(HEAD).await;
        let person = school.person(SANNE).await;
        reach(&mut head, &person, "juf.sanne@wilgenboom.example", "").await;
        let (_, page) = bring(&mut head, "export.xml", SCHOOL).await;
        assert!(page.contains("Alles klopt al"), "{page}");
        assert!(page.contains("hier staat juf.sanne@wilgenboom.example, in het bestand sanne.dewit@wilgenboom.example"), "{page}");
        // Whoever comes to have the old address is somebody else.
        let fatima = school.person(FATIMA).await;
        reach(&mut head, &fatima, NEW, "").await;
        reach(&mut head, &school.person("mark.jansen@ouders.example").await, FATIMA, "").await;
        let (_, page) = bring(&mut head, "ouders.csv", GUARDIANS).await;
        assert!(!page.contains("Alles klopt al"), "{page}");
    }

    async fn who_is_in_a_group_and_who_teaches_it(school) {
        let mut hanneke = school.hanneke().await;
        let group = format!("/school/groups/{}", school.group("G-OTTERS").await);
        assert!(hanneke.get("/school").await.html().contains(&format!("href=\"{group}\"")));
        let page = hanneke.get(&group).await;
        for expected in [format!("/school/children/{}", school.pupil("L-NOOR").await), format!("/school/people/{}", school.person(SANNE).await)] {
            assert!(page.html().contains(&format!("href=\"{expected}\"")), "{expected}");
        }
        assert!(page.text().contains("De Otters") && page.text().contains("kinderen"), "{}", page.text());
        let list = page.attribute("href=\"/school/exports").expect("a list of it");
        let otters = hanneke.get(&list).await.html();
        let chip = otters.split("<input").find(|input| input.contains(&held(&group))).unwrap_or_default();
        assert!(chip.split('>').next().unwrap_or_default().contains("checked"), "{list}: {chip}");
        assert_eq!(hanneke.get("/school/groups/none").await.status, StatusCode::NOT_FOUND);
        let sanne = look_at(&mut hanneke, &school.person(SANNE).await).await;
        assert!(sanne.contains("Geeft les aan De Otters") && sanne.contains("Leerkracht"), "{sanne}");
        for page in [group, format!("/school/people/{}", school.person(FATIMA).await)] {
            let (answer, asked) = counting(hanneke.get(&page)).await;
            assert!(answer.status == StatusCode::OK && asked <= 8, "{page}: {asked} statements");
        }
    }
}
