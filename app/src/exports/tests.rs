//! Stories of lists that leave the school: asked for with a password and a reason, for a moment and on one device, and never unseen.
use http::StatusCode;

use crate::base::clock::Moment;
use crate::base::db::counting;
use crate::sql;
use crate::testing::{Answer, Probe, School};

const HEAD: &str = "marijke.oosterhuis@wilgenboom.example";
const PASSWORD: &str = "samen in de kring";

async fn ask(who: &mut Probe, list: &str, group: &str, (reason, password): (&str, &str)) -> Answer {
    who.get("/school/exports").await;
    let fields = [("form[list]", list), ("form[group]", group), ("form[reason]", reason), ("password", password)];
    who.post("exports/ask", &fields).await
}

/// The address of a list that was asked for rightly.
async fn fetch(who: &mut Probe, list: &str, group: &str) -> String {
    let asked = ask(who, list, group, ("Belrondje voor de schoolreis.", PASSWORD)).await;
    let way = asked.location();
    assert!(way.starts_with("/school/exports/") && !way.contains('?'), "{way}");
    way
}

async fn number(school: &School, statement: &'static crate::base::db::Statement) -> i64 {
    school.robot().db().query(statement).one::<(i64,)>().await.expect("a number").0
}

/// Somebody writes their own name.
async fn rename(school: &School, email: &str, name: &str) {
    let statement = sql!("UPDATE persons SET call_name = $2, phone = '+31612345678' WHERE email = $1");
    let row = (email.to_owned(), name.to_owned());
    let robot = school.robot();
    let written = robot.db().write(row, move |tx, (email, name)| {
        Box::pin(async move {
            tx.query(statement).bind(&*email).bind(&*name).run().await?;
            Ok(())
        })
    });
    written.await.expect("it is written");
}

crate::stories! {
    async fn a_list_is_fetched_with_a_password_and_a_reason(school) {
        let mut hanneke = school.hanneke().await;
        // All mistakes at once, and nothing typed is lost; the password is nowhere.
        let nothing = ask(&mut hanneke, "", "", (" ", PASSWORD)).await;
        let page = hanneke.follow(&nothing).await;
        assert_eq!(page.html().matches("field__problem").count(), 2, "{}", page.text());
        assert!(!page.html().contains(PASSWORD));
        let wrong = ask(&mut hanneke, "families", "", ("Belrondje", "dit is het niet")).await;
        let page = hanneke.follow(&wrong).await;
        assert!(page.text().contains("klopt niet") && page.html().contains("value=\"Belrondje\""), "{}", page.text());
        assert!(page.html().contains("value=\"families\" checked") && !page.html().contains("dit is het niet"), "{}", page.html());
        assert_eq!(number(&school, sql!("SELECT COUNT(*) FROM exports")).await, 0);
        let group = school.group("G-OTTERS").await;
        let way = fetch(&mut hanneke, "families", &group).await;
        let page = hanneke.get(&way).await.text();
        assert!(page.contains("De lijst staat klaar.") && page.contains("Fatima El Amrani") && page.contains("De Otters"), "{page}");
        assert!(!page.contains("Wei Chen"), "of another group");
        let file = hanneke.get(&format!("{way}/list.csv")).await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.headers["content-disposition"], "attachment; filename=\"families-2026-11-23.csv\"");
        assert_eq!(file.headers["cache-control"], "no-store");
        let text = String::from_utf8(file.body).unwrap();
        assert!(text.starts_with('\u{feff}') && text.contains("De Otters;Noor El Amrani;Fatima El Amrani;fatima.elamrani@ouders.example;"), "{text}");
        assert_eq!(hanneke.get(&format!("{way}/list.pdf")).await.status, StatusCode::NOT_FOUND);
        for list in ["pupils", "staff"] {
            let way = fetch(&mut hanneke, list, "").await;
            let page = hanneke.get(&way).await.text();
            assert!(page.contains(if list == "staff" { "Leerkracht" } else { "Noor" }), "{page}");
        }
    }

    async fn who_is_kept_out_or_not_confirmed_stands_on_no_list(school) {
        let mut hanneke = school.hanneke().await;
        let way = fetch(&mut hanneke, "families", "").await;
        let file = String::from_utf8(hanneke.get(&format!("{way}/list.csv")).await.body).unwrap();
        assert!(file.contains("fatima.elamrani@ouders.example") && file.contains("Wei Chen"), "{file}");
        for nobody in ["ronald.visser@ouders.example", "judith.bakker@ouders.example", "Julia Mendes"] {
            assert!(!file.contains(nobody), "{nobody}: {file}");
        }
    }

    async fn only_the_device_that_asked_gets_it_and_only_for_a_while(school) {
        let (mut hanneke, mut sanne) = (school.hanneke().await, school.sanne().await);
        let way = fetch(&mut hanneke, "pupils", "").await;
        let file = format!("{way}/list.xlsx");
        assert_eq!(hanneke.get(&file).await.status, StatusCode::OK);
        let (mut elsewhere, mut head) = (school.hanneke().await, school.as_person(HEAD).await);
        for other in [&mut elsewhere, &mut head, &mut sanne] {
            for address in [&way, &file] {
                assert_eq!(other.get(address).await.status, StatusCode::NOT_FOUND);
            }
        }
        assert_eq!(sanne.get("/school/exports").await.status, StatusCode::FORBIDDEN);
        school.app.clock.advance(10 * Moment::MINUTE);
        assert_eq!(hanneke.get(&file).await.status, StatusCode::NOT_FOUND);
    }

    async fn the_head_is_told_and_reads_who_fetched_what_and_why(school) {
        let (mut hanneke, mut marijke) = (school.hanneke().await, school.as_person(HEAD).await);
        fetch(&mut hanneke, "families", "").await;
        crate::jobs::work_off(&school.app).await.unwrap();
        let told: Vec<_> = school.mails().into_iter().filter(|mail| mail.subject.contains("lijst met gegevens")).collect();
        assert_eq!(told.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), [HEAD]);
        let text = &told[0].text;
        assert!(text.contains("/school/exports") && !text.contains("Hanneke") && !text.contains("schoolreis"), "{text}");
        let page = marijke.get("/school/exports").await.text();
        assert!(page.contains("Ouders · De hele school") && page.contains("Belrondje voor de schoolreis."), "{page}");
        assert!(page.contains("Hanneke Smit"), "{page}");
        let log = marijke.get("/school/log").await.text();
        assert!(log.contains("Een lijst met gegevens werd opgehaald Hanneke Smit"), "{log}");
        // What the head fetches, the office hears of where there is no other head; and does not read why.
        fetch(&mut marijke, "staff", "").await;
        crate::jobs::work_off(&school.app).await.unwrap();
        let last = school.mails().into_iter().rfind(|mail| mail.subject.contains("lijst met gegevens")).unwrap();
        assert_eq!(last.to, "hanneke.smit@wilgenboom.example");
        assert!(!hanneke.get("/school/exports").await.text().contains("Marijke Oosterhuis"));
    }

    async fn nobody_fetches_one_list_after_the_other(school) {
        let mut hanneke = school.hanneke().await;
        for _ in 0..10 {
            fetch(&mut hanneke, "pupils", "").await;
        }
        let enough = ask(&mut hanneke, "pupils", "", ("Nog een", PASSWORD)).await;
        let page = hanneke.follow(&enough).await.text();
        assert!(page.contains("Morgen kan het weer."), "{page}");
        assert_eq!(number(&school, sql!("SELECT COUNT(*) FROM exports")).await, 10);
        // Somebody else of the school still can.
        let mut marijke = school.as_person(HEAD).await;
        fetch(&mut marijke, "pupils", "").await;
        school.app.clock.advance(Moment::DAY);
        fetch(&mut hanneke, "pupils", "").await;
    }

    async fn guessing_the_password_has_an_end(school) {
        let mut hanneke = school.hanneke().await;
        let mut said = String::new();
        for _ in 0..40 {
            let wrong = ask(&mut hanneke, "pupils", "", ("Schoolreis", "dit is het niet")).await;
            said = hanneke.follow(&wrong).await.text();
        }
        assert!(said.contains("minuten") && !said.contains("klopt niet"), "{said}");
        let right = ask(&mut hanneke, "pupils", "", ("Schoolreis", PASSWORD)).await;
        assert!(right.location().contains("kept="), "not even the right one: {}", right.location());
        assert_eq!(number(&school, sql!("SELECT COUNT(*) FROM exports")).await, 0);
    }

    async fn no_cell_of_a_list_is_reckoned_out(school) {
        let mut hanneke = school.hanneke().await;
        for name in ["=HYPERLINK(\"http://evil.example\")", "@SUM(A1)", "\t=1+1", "＝1+1", "-2+3"] {
            rename(&school, "fatima.elamrani@ouders.example", name).await;
            rename(&school, "sanne.dewit@wilgenboom.example", name).await;
            let way = fetch(&mut hanneke, if name.starts_with('=') { "families" } else { "staff" }, "").await;
            let file = String::from_utf8(hanneke.get(&format!("{way}/list.csv")).await.body).unwrap();
            let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(file.trim_start_matches('\u{feff}').as_bytes());
            let cells: Vec<String> = reader.records().flat_map(|line| line.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
            assert!(cells.len() > 20 && cells.iter().any(|cell| cell.starts_with('\'')), "{cells:?}");
            let formula = |cell: &&String| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠']);
            assert_eq!(cells.iter().find(formula), None);
            assert!(file.contains(";0612345678"), "a number as it is dialled: {file}");
            let book = hanneke.get(&format!("{way}/list.xlsx")).await.body;
            let sheet = inside(&book, "xl/worksheets/sheet1.xml");
            assert!(sheet.contains("t=\"s\"") && !sheet.contains("<f>") && !sheet.contains("<f "), "{sheet}");
        }
    }

    async fn the_pages_ask_few_questions(school) {
        let mut hanneke = school.hanneke().await;
        let way = fetch(&mut hanneke, "families", "").await;
        for page in ["/school/exports", &way, &format!("{way}/list.xlsx")] {
            let (answer, asked) = counting(hanneke.get(page)).await;
            assert!(answer.status == StatusCode::OK && asked <= 8, "{page}: {asked} statements");
        }
    }
}

/// A file of a workbook, which is an archive.
fn inside(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("a workbook");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).expect("the sheet"), &mut text).expect("text");
    text
}
