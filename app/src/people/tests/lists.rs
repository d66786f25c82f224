//! Taking in a file in the browser: looked at first, taken over group by group, taken back for a day.
use http::StatusCode;

use super::tables::contents;
use super::*;
use crate::base::clock::Moment;
use crate::base::db::counting;
use crate::people::{About, erase};
use crate::sql;
use crate::testing::{Answer, Probe};

const HEAD: &str = "marijke.oosterhuis@wilgenboom.example";
const NEWCOMER: &str = "<leerling key=\"L-PIP\"><achternaam>Zwaan</achternaam><voornamen>Pippa</voornamen><roepnaam>Pip</roepnaam>\
    <geboortedatum>2020-02-02</geboortedatum><geslacht>2</geslacht><bsn>999999990</bsn><jaargroep>3</jaargroep><groep key=\"G-OTTERS\"/>\
    <instroomdatum>2026-11-23</instroomdatum></leerling></leerlingen>";

/// One child comes, one moves to the Mussen, Noor is called otherwise, Salma goes, and so does Jayden.
fn changed() -> String {
    let (head, rest) = SCHOOL.split_once("<leerling key=\"L-0164\">").expect("Salma");
    let (_, rest) = rest.split_once("</leerling>").expect("her end");
    let without_salma = format!("{head}{rest}");
    let with_pip = without_salma.replace("</leerlingen>", NEWCOMER);
    let moved = with_pip.replacen("<groep key=\"G-EGELS\"/>", "<groep key=\"G-MUSSEN\"/>", 1);
    without(&moved.replace("<roepnaam>Noor<", "<roepnaam>Noortje<"), "T-JAYDEN")
}

async fn bring(who: &mut Probe, file: &str, fields: &[(&str, &str)]) -> Answer {
    who.post_files("people/bring", fields, &[("file", "export.xml", "text/xml", file.as_bytes())]).await
}

/// The id at the end of the address that an answer leads to.
fn id(answer: &Answer) -> String {
    let place = answer.location();
    assert!(place.starts_with("/school/lists/"), "{place} {}", answer.text());
    place.rsplit('/').next().unwrap_or_default().split('?').next().unwrap_or_default().to_owned()
}

async fn look(who: &mut Probe, id: &str) -> Answer {
    who.get(&format!("/school/lists/{id}")).await
}

/// Presses the button of a group of changes, as the page that is open now has it.
async fn take(who: &mut Probe, id: &str, part: &str, count: &str) -> Answer {
    let seen = look(who, id).await.field("seen").unwrap_or_default();
    who.post("people/take", &[("import", id), ("part", part), ("seen", &seen), ("count", count)]).await
}

/// The sentence on the page that follows.
async fn said(who: &mut Probe, answer: &Answer) -> String {
    who.follow(answer).await.text()
}

async fn take_back(who: &mut Probe) -> String {
    let taken = who.get("/school/lists").await.field("taken").expect("something to take back");
    let answer = who.post("people/take-back", &[("taken", &taken)]).await;
    said(who, &answer).await
}

async fn status(school: &School, pupil: &str, email: &str) -> String {
    let statement = sql!(
        "SELECT g.status FROM guardianships g JOIN pupils u ON u.id = g.pupil_id JOIN persons n ON n.id = g.person_id
         WHERE u.import_key = $1 AND n.email = $2"
    );
    let found: Option<(String,)> =
        school.robot().db().query(statement).bind(pupil).bind(email).maybe().await.expect("an answer");
    found.map(|(status,)| status).unwrap_or_default()
}

crate::stories! {
    async fn a_file_is_looked_at_before_anything_changes(school) {
        let before = contents(&school.robot()).await;
        let mut hanneke = school.hanneke().await;
        let brought = bring(&mut hanneke, &changed(), &[]).await;
        let page = hanneke.follow(&brought).await.text();
        for expected in [
            "School 99WB, schooljaar 2026-2027 · 9 groepen · 180 kinderen",
            "tekens: UTF-8",
            "Erbij (1)", "Pip Zwaan De Otters",
            "Naar een andere groep (1)", "De Egels → De Mussen (1)",
            "Gewijzigd (1)", "roepnaam: Noor → Noortje",
            "Weg (2)", "Salma Aït Benhaddou", "Jayden Kartosen",
        ] {
            assert!(page.contains(expected), "{expected}: {page}");
        }
        assert_eq!(contents(&school.robot()).await, before);
        // Numbers that no portal may have are not kept, not even while somebody looks.
        let kept = sql!("SELECT content || report FROM imports");
        let (kept,): (String,) = school.robot().db().query(kept).one().await.unwrap();
        assert!(kept.contains("Zwaan") && !kept.contains("999999990"));
    }

    async fn each_group_of_changes_has_its_button(school) {
        let mut hanneke = school.hanneke().await;
        for order in [["new", "moved", "changed", "gone"], ["gone", "changed", "moved", "new"]] {
            let brought = bring(&mut hanneke, &changed(), &[]).await;
            let id = id(&brought);
            for (at, part) in order.into_iter().enumerate() {
                let taken = take(&mut hanneke, &id, part, "").await;
                let page = said(&mut hanneke, &taken).await;
                assert!(page.contains("Overgenomen."), "{part}: {page}");
                assert_eq!(page.matches("Neem over").count(), 3 - at, "{part}: {page}");
            }
            assert!(look(&mut hanneke, &id).await.text().contains("Alles klopt al"));
            assert!(take_school(&school, &changed(), TODAY).await.unwrap().nothing, "{order:?}");
            for _ in order {
                take_back(&mut hanneke).await;
            }
        }
    }

    async fn what_was_taken_over_is_taken_back(school) {
        let mut hanneke = school.hanneke().await;
        let before = contents(&school.robot()).await;
        let brought = bring(&mut hanneke, &changed(), &[]).await;
        let id = id(&brought);
        for part in ["new", "moved", "changed", "gone"] {
            take(&mut hanneke, &id, part, "").await;
        }
        assert_ne!(contents(&school.robot()).await, before);
        let log = school.as_person(HEAD).await.get("/school/log").await.text();
        assert!(log.contains("Het bestand van de leerlingadministratie kwam binnen"), "{log}");
        for _ in 0..4 {
            let page = take_back(&mut hanneke).await;
            assert!(page.contains("Het is weer zoals het was."), "{page}");
        }
        assert_eq!(contents(&school.robot()).await, before);
        assert!(hanneke.get("/school/lists").await.field("taken").is_none());
        let log = school.as_person(HEAD).await.get("/school/log").await.text();
        assert!(log.contains("is ongedaan gemaakt"), "{log}");
        // A way back leads there once.
        assert!(take_school(&school, SCHOOL, TODAY).await.unwrap().nothing);
    }

    async fn what_people_did_meanwhile_stays(school) {
        let mut hanneke = school.hanneke().await;
        let mark = GUARDIANS.lines().find(|line| line.starts_with("L-DAAN") && line.contains("mark.jansen@")).unwrap();
        let rows = format!("{}\n{}\n\
            L-NOOR,H-901,Piet,,Proef,piet.proef@ouders.example,nl,yes,proposed,\n\
            L-NOOR,H-902,Kees,,Weg,kees.weg@ouders.example,nl,no,blocked,\n\
            L-NOOR,H-903,Toos,,Tijdelijk,toos.tijdelijk@ouders.example,nl,yes,proposed,\n",
            GUARDIANS.lines().next().unwrap(), mark.replace(",yes,confirmed,", ",no,confirmed,"));
        let brought = bring(&mut hanneke, &rows, &[("covers", "some")]).await;
        let id = id(&brought);
        let page = hanneke.follow(&brought).await.text();
        assert!(page.contains("een deel van de lijst") && page.contains("Mark Jansen bij Daan Jansen gezag: ja → nee"), "{page}");
        take(&mut hanneke, &id, "new", "").await;
        take(&mut hanneke, &id, "changed", "").await;
        // Somebody confirms Piet, and keeps Mark out.
        let link = sql!("SELECT g.id FROM guardianships g JOIN persons n ON n.id = g.person_id WHERE n.email = $1");
        for (email, from, to) in [
            ("piet.proef@ouders.example", "proposed", "confirmed"),
            ("mark.jansen@ouders.example", "confirmed", "blocked"),
        ] {
            let (link,): (String,) = school.robot().db().query(link).bind(email).one().await.unwrap();
            let fields = [("link", link.as_str()), ("from", from), ("to", to), ("reason", "Gebeld met school")];
            hanneke.post("people/decide", &fields).await;
        }
        for _ in 0..2 {
            let page = take_back(&mut hanneke).await;
            assert!(page.contains("Ongedaan gemaakt, op wat na"), "{page}");
        }
        // What a person decided, and what keeps somebody out, is not taken back by taking back a file.
        assert_eq!(status(&school, "L-NOOR", "piet.proef@ouders.example").await, "confirmed");
        assert_eq!(status(&school, "L-DAAN", "mark.jansen@ouders.example").await, "blocked");
        assert_eq!(status(&school, "L-NOOR", "kees.weg@ouders.example").await, "blocked");
        assert_eq!(status(&school, "L-NOOR", "toos.tijdelijk@ouders.example").await, "");
        let nobody = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM persons WHERE email = 'toos.tijdelijk@ouders.example'");
        assert_eq!(sql_number(&school, nobody).await, 0);
    }

    async fn a_list_of_guardians_in_any_order_of_its_parts(school) {
        let mut hanneke = school.hanneke().await;
        let list = without(GUARDIANS, "oksana.kovalenko@ouders.example")
            .replace("mark.jansen@ouders.example", "mark@jansen.example")
            .replace(",H-005,", ",H-501,")
            + "L-DAAN,H-950,Nieuw,,Hier,nieuw.hier@ouders.example,nl,yes,proposed,\n";
        for order in [["new", "changed", "gone"], ["gone", "new", "changed"], ["changed", "gone", "new"]] {
            let before = contents(&school.robot()).await;
            let brought = bring(&mut hanneke, &list, &[]).await;
            let id = id(&brought);
            for part in order {
                let taken = take(&mut hanneke, &id, part, "").await;
                let page = said(&mut hanneke, &taken).await;
                assert!(page.contains("Overgenomen."), "{order:?} {part}: {page}");
            }
            let again = take_guardians(&school, &list, TODAY).await.unwrap();
            assert!(again.nothing, "{order:?} {:?}", again.lines);
            for _ in order {
                take_back(&mut hanneke).await;
            }
            assert_eq!(contents(&school.robot()).await, before, "{order:?}");
        }
    }

    async fn where_much_would_end_somebody_types_how_much(school) {
        let mut hanneke = school.hanneke().await;
        let (head, rest) = SCHOOL.split_once("<leerlingen>").expect("children");
        let half = rest.match_indices("<leerling ").nth(90).map(|(at, _)| at).expect("ninety");
        let brought = bring(&mut hanneke, &format!("{head}<leerlingen>{}", &rest[half..]), &[]).await;
        let id = id(&brought);
        let page = hanneke.follow(&brought).await.text();
        assert!(page.contains("Typ dan het aantal: 90"), "{page}");
        let before = contents(&school.robot()).await;
        for (typed, expected) in [("", "Typ precies dit aantal: 90"), ("89", "Typ precies dit aantal: 90")] {
            let refused = take(&mut hanneke, &id, "gone", typed).await;
            let page = said(&mut hanneke, &refused).await;
            assert!(page.contains(expected), "{typed}: {page}");
        }
        assert_eq!(contents(&school.robot()).await, before);
        let taken = take(&mut hanneke, &id, "gone", " 90 ").await;
        assert!(said(&mut hanneke, &taken).await.contains("Overgenomen."));
        take_back(&mut hanneke).await;
        assert_eq!(contents(&school.robot()).await, before);
    }

    async fn whoever_looks_at_an_old_page_looks_again(school) {
        let (mut hanneke, mut marijke) = (school.hanneke().await, school.as_person(HEAD).await);
        let brought = bring(&mut hanneke, &changed(), &[]).await;
        let id = id(&brought);
        let seen = look(&mut hanneke, &id).await.field("seen").unwrap();
        take(&mut marijke, &id, "new", "").await;
        let late = hanneke.post("people/take", &[("import", &id), ("part", "gone"), ("seen", &seen), ("count", "")]).await;
        let page = said(&mut hanneke, &late).await;
        assert!(page.contains("Er veranderde intussen iets."), "{page}");
        // Meanwhile the file came in by another way.
        take_school(&school, &changed(), TODAY).await.unwrap();
        let late = take(&mut hanneke, &id, "gone", "").await;
        let page = said(&mut hanneke, &late).await;
        assert!(page.contains("Er veranderde intussen iets.") && page.contains("Alles klopt al"), "{page}");
        // The same tap twice takes over once.
        let again = bring(&mut hanneke, SCHOOL, &[]).await;
        let again = self::id(&again);
        let seen = look(&mut hanneke, &again).await.field("seen").unwrap();
        for expected in ["Overgenomen.", "Er veranderde intussen iets."] {
            let fields = [("import", again.as_str()), ("part", "changed"), ("seen", seen.as_str()), ("count", "")];
            let tapped = hanneke.post("people/take", &fields).await;
            assert!(said(&mut hanneke, &tapped).await.contains(expected));
        }
    }

    async fn what_is_wrong_with_a_file_is_said_by_line(school) {
        let mut hanneke = school.hanneke().await;
        let header = GUARDIANS.lines().next().unwrap();
        let photo = "\u{fffd}\u{fffd}JFIF, geen lijst";
        for (file, expected) in [
            (SCHOOL.replace("99WB", "77XY"), "Dit bestand is van een andere school (77XY)."),
            (SCHOOL.replace("2026-2027", "2019-2020"), "Dit bestand is van een ouder schooljaar (2019-2020)."),
            (SCHOOL.replace("<dependancecode>00<", "<dependancecode>02<"), "Dit bestand is van een andere locatie van deze school (99WB02)."),
            (format!("{header}\nL-NOOR,H,A,,B,geen adres,nl,yes,confirmed,\nL-NOOR,H,A,,B,a@b.nl,fr,yes,confirmed,\n"), "Regel 2, email: Dit is geen e-mailadres."),
            (format!("{header}\n{}", "L-NOOR,H,A,,B,geen adres,nl,yes,confirmed,\n".repeat(30)), "Regels 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21 …, email: Dit is geen e-mailadres."),
            (SCHOOL[..4_000].to_owned(), "Het bestand houdt hier ineens op."),
            (photo.to_owned(), "geen enkele kolom klopt"),
        ] {
            let brought = bring(&mut hanneke, &file, &[]).await;
            let page = hanneke.follow(&brought).await;
            assert_eq!(page.status, StatusCode::OK);
            let text = page.text();
            assert!(text.contains(expected) && text.contains("Er is niets veranderd."), "{expected}: {text}");
            assert!(!text.contains("Neem over") && !text.contains("--"), "nothing of a command line: {text}");
        }
        let nothing = hanneke.post_files("people/bring", &[], &[]).await;
        assert!(said(&mut hanneke, &nothing).await.contains("Kies een bestand."));
        let large = "x".repeat(8 * 1024 * 1024 + 1);
        let large = bring(&mut hanneke, &large, &[]).await;
        assert!(said(&mut hanneke, &large).await.contains("meer dan 8 MB"));
        let past = bring(&mut hanneke, SCHOOL, &[("day", "2026-11-01"), ("covers", "some")]).await;
        let page = hanneke.follow(&past).await;
        assert!(page.text().contains("Deze dag is voorbij."), "{}", page.text());
        assert_eq!(page.field("day").as_deref(), Some("2026-11-01"), "what was typed stays");
    }

    async fn a_new_school_year_is_looked_at_from_its_first_day(school) {
        let mut hanneke = school.hanneke().await;
        let next = SCHOOL.replace("2026-2027", "2027-2028").replace("<groep key=\"G-OTTERS\"/>", "<groep key=\"G-VOSSEN\"/>");
        let brought = bring(&mut hanneke, &next, &[]).await;
        let id = id(&brought);
        let page = hanneke.follow(&brought).await;
        assert!(page.text().contains("Dat begint op") && page.field("day").as_deref() == Some("2027-08-01"), "{}", page.text());
        let set = hanneke.post("people/set-day", &[("import", &id), ("day", "2027-08-23")]).await;
        let page = said(&mut hanneke, &set).await;
        assert!(page.contains("Een nieuw schooljaar") && page.contains("De Otters → De Vossen"), "{page}");
        assert!(page.contains("geldt vanaf 23 augustus 2027"), "{page}");
        take(&mut hanneke, &id, "moved", "").await;
        // Until then nothing is otherwise.
        let today = sql!(
            "SELECT g.name FROM memberships m JOIN pupils u ON u.id = m.pupil_id JOIN school_groups g ON g.id = m.group_id
             WHERE u.import_key = 'L-NOOR' AND $1 BETWEEN m.starts_on AND m.ends_on AND NOT g.composite"
        );
        for (on, expected) in [("2027-08-22", "De Otters"), ("2027-08-23", "De Vossen")] {
            let (group,): (String,) = school.robot().db().query(today).bind(on).one().await.unwrap();
            assert_eq!(group, expected, "{on}");
        }
    }

    async fn a_file_and_the_way_back_are_there_for_a_day(school) {
        let mut hanneke = school.hanneke().await;
        let brought = bring(&mut hanneke, &changed(), &[]).await;
        let id = id(&brought);
        take(&mut hanneke, &id, "new", "").await;
        let taken = hanneke.get("/school/lists").await.field("taken").unwrap();
        school.app.clock.advance(Moment::DAY + Moment::MINUTE);
        crate::jobs::work_off(&school.app).await.unwrap();
        let mut hanneke = school.hanneke().await;
        assert_eq!(look(&mut hanneke, &id).await.status, StatusCode::NOT_FOUND);
        let page = hanneke.get("/school/lists").await;
        assert!(page.field("taken").is_none() && page.text().contains("Erbij · 1 wijziging"), "{}", page.text());
        let late = hanneke.post("people/take-back", &[("taken", &taken)]).await;
        assert!(said(&mut hanneke, &late).await.contains("Ongedaan maken kan niet meer."));
        let left = sql!("SELECT CAST(COALESCE(SUM(LENGTH(undo)), 0) + (SELECT COUNT(*) FROM imports) AS BIGINT) FROM imports_taken");
        let left = sql_number(&school, left).await;
        assert_eq!(left, 0);
    }

    async fn whoever_is_forgotten_comes_back_with_no_file(school) {
        let mut hanneke = school.hanneke().await;
        let brought = bring(&mut hanneke, &SCHOOL.replace("<roepnaam>Karim<", "<roepnaam>Karel<"), &[]).await;
        let id = id(&brought);
        take(&mut hanneke, &id, "changed", "").await;
        assert!(hanneke.get("/school/lists").await.field("taken").is_some());
        let about = About { brin: None, who: "karim.benali@wilgenboom.example".into(), by: HEAD.into() };
        erase(&school.robot(), &About { brin: Some("99WB".into()), ..about }, day(TODAY)).await.unwrap();
        assert_eq!(look(&mut hanneke, &id).await.status, StatusCode::NOT_FOUND);
        assert!(hanneke.get("/school/lists").await.field("taken").is_none());
    }

    async fn a_file_is_thrown_away(school) {
        let mut hanneke = school.hanneke().await;
        let brought = bring(&mut hanneke, SCHOOL, &[]).await;
        let id = id(&brought);
        let left = hanneke.post("people/leave", &[("import", &id)]).await;
        assert!(said(&mut hanneke, &left).await.contains("Het bestand is weg."));
        assert_eq!(look(&mut hanneke, &id).await.status, StatusCode::NOT_FOUND);
    }

    async fn the_pages_ask_few_questions_however_much_changes(school) {
        let mut hanneke = school.hanneke().await;
        let brought = bring(&mut hanneke, &SCHOOL.replace("<roepnaam>", "<roepnaam>X"), &[]).await;
        let id = id(&brought);
        for page in ["/school/lists".to_owned(), format!("/school/lists/{id}")] {
            let (answer, asked) = counting(hanneke.get(&page)).await;
            assert!(answer.status == StatusCode::OK && asked <= 8, "{page}: {asked} statements");
        }
    }
}

async fn sql_number(school: &School, statement: &'static crate::base::db::Statement) -> i64 {
    school.robot().db().query(statement).one::<(i64,)>().await.expect("a number").0
}
