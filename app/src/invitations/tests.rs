//! Stories of inviting: letters and mails with a code, coming in with one, and what a stranger gets by guessing: nothing.
use http::StatusCode;

use super::rules;
use crate::base::clock::Moment;
use crate::base::db::{Statement, counting};
use crate::base::ids;
use crate::jobs::work_off;
use crate::sql;
use crate::testing::{Answer, Probe, School};

const HEAD: &str = "marijke.oosterhuis@wilgenboom.example";
const PASSWORD: &str = "samen in de kring";
const MARK: &str = "mark.jansen@ouders.example";
const FATIMA: &str = "fatima.elamrani@ouders.example";
const NEW: &str = "vier gele laarzen";

/// Does this with one value.
async fn write(school: &School, statement: &'static Statement, value: &str) {
    let robot = school.robot();
    let written = robot.db().write(value.to_owned(), move |tx, value| {
        Box::pin(async move {
            tx.query(statement).bind(&*value).run().await?;
            Ok(())
        })
    });
    written.await.expect("it is written");
}

/// Somebody who has not come in yet.
async fn without_account(school: &School, email: &str) {
    for statement in [
        sql!("DELETE FROM sessions WHERE account_id IN (SELECT id FROM accounts WHERE email = $1)"),
        sql!("DELETE FROM known_devices WHERE account_id IN (SELECT id FROM accounts WHERE email = $1)"),
        sql!("DELETE FROM account_persons WHERE account_id IN (SELECT id FROM accounts WHERE email = $1)"),
        sql!("DELETE FROM accounts WHERE email = $1"),
    ] {
        write(school, statement, email).await;
    }
}

async fn ask(who: &mut Probe, page: &str, fields: &[(&str, &str)]) -> Answer {
    who.get(page).await;
    let fields: Vec<_> = fields.iter().copied().chain([("password", PASSWORD)]).collect();
    who.post("invitations/ask", &fields).await
}

/// The codes on the letters of a page.
fn codes(letters: &str) -> Vec<String> {
    let after = letters.split("Vul deze code in: ").skip(1);
    after.filter_map(|rest| rest.split(' ').next()).map(str::to_owned).collect()
}

/// A letter for one person: its code.
async fn letter(school: &School, office: &mut Probe, email: &str) -> String {
    let id = school.person(email).await;
    let page = format!("/school/invitations/people/{id}");
    let asked = ask(office, &page, &[("form[person]", &id), ("form[way]", "letter")]).await;
    let text = office.follow(&asked).await.text();
    codes(&text).pop().unwrap_or_else(|| panic!("no code: {text}"))
}

async fn join(who: &mut Probe, (code, email, password): (&str, &str, &str)) -> Answer {
    who.get("/join").await;
    who.post("invitations/join", &[("form[code]", code), ("form[email]", email), ("password", password)]).await
}

/// Opens an account with a letter: the number comes by mail. Says what the page says then.
async fn come_in(school: &School, who: &mut Probe, (code, email): (&str, &str)) -> String {
    let begun = join(who, (code, email, NEW)).await;
    let way = begun.location();
    assert!(way.starts_with("/join/"), "{way} {}", who.follow(&begun).await.text());
    work_off(&school.app).await.expect("the mail");
    let (number, token) =
        (number(school, &email.to_lowercase()), way.rsplit('/').next().unwrap_or_default().to_owned());
    who.get(&way).await;
    let came = who.post("invitations/prove", &[("begun", &token), ("number", &number)]).await;
    who.follow(&came).await.text()
}

/// What somebody reads whose code does not work.
async fn refused(school: &School, code: &str) -> String {
    let mut somebody = school.visitor();
    let answer = join(&mut somebody, (code, MARK, NEW)).await;
    somebody.follow(&answer).await.text()
}

/// The number in the newest mail to this address.
fn number(school: &School, to: &str) -> String {
    let mail = school.mails().into_iter().rfind(|mail| mail.to == to).unwrap_or_else(|| panic!("no mail to {to}"));
    let digits: Vec<&str> =
        mail.text.split_whitespace().filter(|word| word.len() == 6 && word.parse::<u32>().is_ok()).collect();
    digits.first().unwrap_or_else(|| panic!("no number: {}", mail.text)).to_string()
}

crate::stories! {
    async fn a_letter_lets_one_parent_in_once(school) {
        without_account(&school, MARK).await;
        let mut hanneke = school.hanneke().await;
        let overview = hanneke.get("/school/invitations").await.text();
        assert!(overview.contains("gezinnen zijn erbij") && overview.contains("1 nog niet uitgenodigd"), "{overview}");
        let group = school.group("G-OTTERS").await;
        let page = hanneke.get(&format!("/school/invitations/groups/{group}")).await.text();
        assert!(page.contains("Mark Jansen Ouder van Daan Jansen Niet uitgenodigd") && page.contains("Fatima El Amrani Ouder van Noor El Amrani Heeft een account"), "{page}");
        let asked = ask(&mut hanneke, "/school/invitations", &[("form[group][]", &group), ("form[way]", "letter")]).await;
        let way = asked.location();
        assert!(way.starts_with("/school/invitations/letters/"), "{way} {}", asked.text());
        let (letters, asked) = counting(hanneke.get(&way)).await;
        assert!(asked <= 8, "{asked} statements");
        let (text, html) = (letters.text(), letters.html());
        assert!(text.contains("Beste Mark Jansen,") && text.contains("ouder of verzorger van Daan") && text.contains("1 brief."), "{text}");
        assert!(html.contains("letter__square") && !html.contains("Fatima"), "{text}");
        let code = codes(&text).pop().expect("a code");
        assert_eq!(codes(&hanneke.get(&way).await.text()), std::slice::from_ref(&code), "printed twice it is the same");
        assert!(hanneke.get(&format!("/school/invitations/groups/{group}")).await.text().contains("Mark Jansen Ouder van Daan Jansen Uitgenodigd"));
        // Nobody else sees it, not even on another device of the same person, and not for long.
        for mut other in [school.hanneke().await, school.as_person(HEAD).await, school.fatima().await] {
            assert_eq!(other.get(&way).await.status, StatusCode::NOT_FOUND);
        }
        school.app.clock.advance(11 * Moment::MINUTE);
        assert_eq!(hanneke.get(&way).await.status, StatusCode::NOT_FOUND);

        let mut mark = school.visitor();
        let today = come_in(&school, &mut mark, (&code.to_lowercase().replace('-', " "), "Mark.Jansen@ouders.example")).await;
        assert!(today.contains("Welkom! Je account is er."), "{today}");
        assert!(mark.get("/me").await.text().contains("Mark Jansen"));
        assert!(refused(&school, &code).await.contains("Deze code werkt niet."), "it works once");
        let page = hanneke.get(&format!("/school/invitations/groups/{group}")).await.text();
        assert!(page.contains("Mark Jansen Ouder van Daan Jansen Heeft een account"), "{page}");
        let log = school.as_person(HEAD).await.get("/school/log").await.text();
        assert!(log.contains("Voor Mark Jansen werd een brief met een code gemaakt") && log.contains("Mark Jansen opende een account"), "{log}");
        assert!(!log.contains(&code));
    }

    async fn a_mail_carries_a_link_that_works_in_another_window(school) {
        without_account(&school, MARK).await;
        let mut hanneke = school.hanneke().await;
        let group = school.group("G-OTTERS").await;
        for _ in 0..2 {
            ask(&mut hanneke, "/school/invitations", &[("form[group][]", &group), ("form[way]", "mail")]).await;
        }
        work_off(&school.app).await.expect("the mails");
        let mails: Vec<_> = school.mails().into_iter().filter(|mail| mail.subject.contains("Maak je account")).collect();
        assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), [MARK], "once, and only who has no account");
        assert!(!mails[0].text.contains("Daan"), "no child in a mail: {}", mails[0].text);
        let link = mails[0].text.lines().find(|line| line.contains("/join#")).expect("a link").to_owned();
        // What stands behind the sign reaches no server, and so no log.
        let code = link.split_once('#').and_then(|(_, code)| rules::read(code)).expect("a code");
        assert!(mails[0].text.contains(&rules::shown(&code)), "{}", mails[0].text);
        // Whoever has this code reads the mailbox: no number is asked.
        let mut mark = school.visitor();
        assert_eq!(join(&mut mark, (&code, MARK, NEW)).await.location(), "/");
    }

    async fn a_mail_to_a_wrong_address_works_no_more_once_the_office_knows(school) {
        without_account(&school, MARK).await;
        let mut hanneke = school.hanneke().await;
        let id = school.person(MARK).await;
        let page = format!("/school/invitations/people/{id}");
        ask(&mut hanneke, &page, &[("form[person]", &id), ("form[way]", "mail")]).await;
        work_off(&school.app).await.expect("the mail");
        let mail = school.mails().into_iter().rfind(|mail| mail.to == MARK).expect("a mail");
        let code = mail.text.split_once('#').and_then(|(_, rest)| rules::read(rest.lines().next()?)).expect("a code");
        write(&school, sql!("UPDATE persons SET email = 'mark@goed.example' WHERE email = $1"), MARK).await;
        assert!(refused(&school, &code).await.contains("Deze code werkt niet."));
        // A new invitation of one person ends those of before.
        let first = letter(&school, &mut hanneke, "mark@goed.example").await;
        let second = letter(&school, &mut hanneke, "mark@goed.example").await;
        assert!(refused(&school, &first).await.contains("Deze code werkt niet."));
        assert!(come_in(&school, &mut school.visitor(), (&second, "mark@goed.example")).await.contains("Welkom!"));
    }

    async fn nobody_becomes_a_head_by_a_letter_but_through_a_head(school) {
        without_account(&school, HEAD).await;
        let mut hanneke = school.hanneke().await;
        let id = school.person(HEAD).await;
        let page = format!("/school/invitations/people/{id}");
        assert!(hanneke.get(&page).await.text().contains("Alleen de directie nodigt iemand van directie"));
        let fields = [("form[person]", id.as_str()), ("form[way]", "letter"), ("password", PASSWORD)];
        assert_eq!(hanneke.call("invitations/ask", &fields).await.status, StatusCode::FORBIDDEN);
        // Nor among all colleagues.
        let asked = ask(&mut hanneke, "/school/invitations", &[("form[group][]", "staff"), ("form[way]", "letter"), ("form[again]", "yes")]).await;
        let text = hanneke.follow(&asked).await.text();
        assert!(!text.contains("Beste Marijke"), "{text}");
    }

    async fn an_address_that_the_school_does_not_know_is_proved(school) {
        without_account(&school, MARK).await;
        let mut hanneke = school.hanneke().await;
        let code = letter(&school, &mut hanneke, MARK).await;
        let (mut mark, own) = (school.visitor(), "mark@thuis.example");
        let begun = join(&mut mark, (&code, own, NEW)).await;
        let way = begun.location();
        assert!(way.starts_with("/join/") && !way.contains(&code) && !way.contains('@'), "{way}");
        assert!(mark.get(&way).await.text().contains(own));
        work_off(&school.app).await.expect("the mail");
        let (right, token) = (number(&school, own), way.rsplit('/').next().unwrap_or_default().to_owned());
        let wrong = if right == "000000" { "000001" } else { "000000" };
        let refused = mark.post("invitations/prove", &[("begun", &token), ("number", wrong)]).await;
        assert!(mark.follow(&refused).await.text().contains("Dit nummer klopt niet."));
        let spaced = format!("{} {}", &right[..3], &right[3..]);
        let came = mark.post("invitations/prove", &[("begun", &token), ("number", &spaced)]).await;
        assert!(mark.follow(&came).await.text().contains("Welkom! Je account is er."));
        let page = hanneke.get(&format!("/school/people/{}", school.person(own).await)).await.text();
        assert!(page.contains(own) && page.contains(&format!("Eerst was het {MARK}.")), "{page}");
        assert_eq!(mark.get(&way).await.status, StatusCode::NOT_FOUND);
        work_off(&school.app).await.expect("the mail");
        let told = school.mails().into_iter().rfind(|mail| mail.to == MARK).expect("a mail to the address of before");
        assert!(told.text.contains("met een ander mailadres dan dit") && !told.text.contains(own), "{}", told.text);
    }

    async fn a_number_is_guessed_five_times_and_mailed_five_times(school) {
        without_account(&school, MARK).await;
        let code = letter(&school, &mut school.hanneke().await, MARK).await;
        let mut mark = school.visitor();
        let begun = join(&mut mark, (&code, "mark@thuis.example", NEW)).await;
        work_off(&school.app).await.expect("the mail");
        let right = number(&school, "mark@thuis.example");
        let token = begun.location().rsplit('/').next().unwrap_or_default().to_owned();
        for guess in 0..5 {
            let number = format!("{:06}", (right.parse::<u32>().expect("digits") + 1 + guess) % 1_000_000);
            assert_eq!(mark.call("invitations/prove", &[("begun", &token), ("number", &number)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        mark.get(&begun.location()).await;
        let over = mark.post("invitations/prove", &[("begun", &token), ("number", &right)]).await;
        assert!(mark.follow(&over).await.text().contains("Dit nummer werkt niet meer."));
        for _ in 0..4 {
            assert!(join(&mut mark, (&code, "mark@thuis.example", NEW)).await.location().starts_with("/join/"));
        }
        let refused = join(&mut mark, (&code, "mark@thuis.example", NEW)).await;
        assert!(mark.follow(&refused).await.text().contains("veel mails met een nummer"), "{}", refused.location());
    }

    async fn all_mistakes_are_said_at_once_and_nothing_typed_is_lost(school) {
        let mut mark = school.visitor();
        let refused = join(&mut mark, ("7KMP-3RXV", "mark zonder apenstaart", "kort")).await;
        let page = mark.follow(&refused).await;
        assert_eq!(page.html().matches("field__problem").count(), 2, "{}", page.text());
        assert!(page.html().contains("value=\"mark zonder apenstaart\"") && page.html().contains("value=\"7KMP-3RXV\""), "{}", page.html());
        assert!(!page.html().contains("value=\"kort\""));
        let mut hanneke = school.hanneke().await;
        let nobody = ask(&mut hanneke, "/school/invitations", &[("form[way]", "letter")]).await;
        assert!(hanneke.follow(&nobody).await.text().contains("Kies eerst wie je uitnodigt."));
        hanneke.get("/school/invitations").await;
        let group = school.group("G-OTTERS").await;
        let wrong = hanneke.post("invitations/ask", &[("form[group][]", &group), ("form[way]", "letter"), ("password", "dit is het niet")]).await;
        let page = hanneke.follow(&wrong).await;
        assert!(page.html().contains(&format!("value=\"{group}\" checked")) && page.text().contains("klopt niet"), "{}", page.text());
    }

    async fn a_stranger_who_guesses_finds_nothing_and_locks_nobody_out(school) {
        without_account(&school, MARK).await;
        let code = letter(&school, &mut school.hanneke().await, MARK).await;
        let mut stranger = school.visitor().from_address("203.0.113.9");
        let mut waits = 0;
        for guess in 0..70 {
            let guessed = rules::code([guess, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
            let answer = stranger.call("invitations/join", &[("form[code]", &guessed), ("form[email]", MARK), ("password", NEW)]).await;
            assert_ne!(answer.status, StatusCode::OK);
            waits += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
        }
        assert_eq!(waits, 10, "after sixty they wait");
        // A slip of the finger is no guess.
        let typo = stranger.call("invitations/join", &[("form[code]", "7KMP-3RXV-QT40"), ("form[email]", MARK), ("password", NEW)]).await;
        assert_eq!(typo.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut mark = school.visitor().from_address("198.51.100.7");
        assert!(come_in(&school, &mut mark, (&code, MARK)).await.contains("Welkom!"));
    }

    async fn two_who_use_one_code_at_once_are_one(school) {
        without_account(&school, MARK).await;
        let code = letter(&school, &mut school.hanneke().await, MARK).await;
        // Each of them proves an address of their own.
        let mut begun = Vec::new();
        for at in 0..4 {
            let email = format!("mark{at}@thuis.example");
            let way = join(&mut school.visitor(), (&code, &email, NEW)).await.location();
            work_off(&school.app).await.expect("the mail");
            begun.push((way.rsplit('/').next().unwrap_or_default().to_owned(), number(&school, &email)));
        }
        let tries = begun.into_iter().map(|(token, number)| {
            let mut probe = Probe::new(&school.app);
            async move { probe.call("invitations/prove", &[("begun", &token), ("number", &number)]).await.status }
        });
        let all = futures::future::join_all(tries).await;
        assert_eq!(all.iter().filter(|status| **status == StatusCode::OK).count(), 1, "{all:?}");
    }

    async fn who_goes_meanwhile_is_not_let_in(school) {
        without_account(&school, MARK).await;
        let mut hanneke = school.hanneke().await;
        let code = letter(&school, &mut hanneke, MARK).await;
        // Who is kept out after the letter, or after the number was mailed, comes in no more.
        let mut mark = school.visitor();
        let begun = join(&mut mark, (&code, MARK, NEW)).await.location();
        work_off(&school.app).await.expect("the mail");
        write(&school, sql!("UPDATE guardianships SET status = 'blocked' WHERE person_id = (SELECT id FROM persons WHERE email = $1)"), MARK).await;
        let token = begun.rsplit('/').next().unwrap_or_default().to_owned();
        let late = mark.call("invitations/prove", &[("begun", &token), ("number", &number(&school, MARK))]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused(&school, &code).await.contains("Deze code werkt niet."));
        write(&school, sql!("UPDATE guardianships SET status = 'confirmed' WHERE person_id = (SELECT id FROM persons WHERE email = $1)"), MARK).await;
        school.app.clock.advance(29 * Moment::DAY);
        assert!(refused(&school, &code).await.contains("Deze code werkt niet."), "a letter ends");
        let mut hanneke = school.hanneke().await;
        let id = school.person(MARK).await;
        assert!(hanneke.get(&format!("/school/invitations/people/{id}")).await.text().contains("De code is verlopen"));
        // Who is kept out gets no letter, and nobody gets one who does not belong to the school.
        let ronald = school.person("ronald.visser@ouders.example").await;
        without_account(&school, "ronald.visser@ouders.example").await;
        let page = hanneke.get(&format!("/school/invitations/people/{ronald}")).await.text();
        assert!(page.contains("kun je geen uitnodiging maken"), "{page}");
        let refused = ask(&mut hanneke, "/school/invitations", &[("form[person]", &ronald), ("form[way]", "letter")]).await;
        assert!(hanneke.follow(&refused).await.text().contains("Er is niemand om uit te nodigen"));
        for mut other in [school.sanne().await, school.fatima().await] {
            assert_eq!(other.call("invitations/ask", &[("form[person]", &id), ("form[way]", "letter"), ("password", PASSWORD)]).await.status, StatusCode::FORBIDDEN);
        }
    }

    async fn an_account_of_another_school_comes_along_with_its_code(school) {
        let julia = "julia.mendes@lindeboom.example";
        write(&school, sql!("UPDATE persons SET email = $1 WHERE email = 'julia.mendes@ouders.example'"), julia).await;
        without_account(&school, "julia.mendes@ouders.example").await;
        let (code, id) = (rules::code([3; 11]), school.person(julia).await);
        let row = (ids::hash(&code), id.clone(), school.app.clock.now());
        let robot = school.robot();
        let made = robot.db().write(row, |tx, (hash, id, now)| Box::pin(async move {
            let statement = sql!("INSERT INTO invitations (id, school_id, person_id, way, code_hash, letters_id, made_at, ends_at)
                SELECT $1, n.school_id, n.id, 'letter', $2, '', CAST($3 AS BIGINT), CAST($4 AS BIGINT) FROM persons n WHERE n.id = $5");
            tx.query(statement).bind(ids::fresh(*now)).bind(&*hash).bind(*now).bind(now.plus(Moment::DAY)).bind(&*id).run().await?;
            Ok(())
        }));
        made.await.expect("an invitation");
        // Fatima is a parent at De Wilgenboom; somebody who is not signed in is told to sign in first.
        let asked = school.visitor().call("invitations/join", &[("form[code]", &code), ("form[email]", FATIMA), ("password", NEW)]).await;
        assert_eq!(asked.status, StatusCode::OK, "whether an address has an account is told to its mailbox only");
        work_off(&school.app).await.expect("the mail");
        let mail = school.mails().into_iter().rfind(|mail| mail.to == FATIMA).expect("a mail");
        assert!(mail.text.contains("is er al een account"), "{}", mail.text);
        let mut fatima = school.fatima().await;
        assert!(fatima.get("/join").await.text().contains("Je bent ingelogd als Fatima El Amrani."));
        let linked = fatima.post("invitations/link", &[("secret", &code)]).await;
        assert!(fatima.follow(&linked).await.text().contains("hoort nu ook bij je account"));
        assert!(fatima.get("/me").await.text().contains("De Lindeboom"));
        let again = fatima.call("invitations/link", &[("secret", &code)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "it works once");
    }
}
