//! Stories of mails about talks: one for each guardian and talk after a minute of quiet, and a mail server that is away.
use super::*;
use crate::access::App;
use crate::base::clock::Clock;
use crate::base::jobs::{self, Lane};
use crate::base::settings::{MailPlace, Settings};
use crate::base::site::Site;
use crate::jobs::{keep_working, work_off};
use crate::testing::smtp::{MailServer, Mood};
use crate::{sql, stories};

/// Does everything that is due, and says what was mailed since.
async fn mailed(school: &School, before: usize) -> Vec<String> {
    work_off(&school.app).await.unwrap();
    school.mails()[before..].iter().map(|mail| format!("{}: {}", mail.to, mail.subject)).collect()
}

/// Takes back the talk that this household has in the round of the afternoon.
async fn cancel(school: &School, afternoon: &Afternoon, probe: &mut Probe) {
    let statement = sql!("SELECT id FROM bookings WHERE round_id = $1");
    let robot = school.robot();
    let (booking,): (String,) = robot.db().query(statement).bind(&afternoon.round).one().await.unwrap();
    let answer = probe.post("conferences/cancel", &[("booking", &booking)]).await;
    assert!(answer.location().starts_with("/talks"), "{}", answer.text());
}

/// How many mails wait.
async fn waiting(school: &School) -> i64 {
    let statement = sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM jobs WHERE lane = 'mail'");
    let (count,): (i64,) = school.robot().db().query(statement).one().await.unwrap();
    count
}

const BOTH: [&str; 2] = ["fatima.elamrani@ouders.example", "youssef.elamrani@ouders.example"];

fn to_both(subject: &str) -> Vec<String> {
    BOTH.iter().map(|to| format!("{to}: {subject}")).collect()
}

fn sorted(mut mails: Vec<String>) -> Vec<String> {
    mails.sort();
    mails
}

stories! {
    async fn whoever_books_and_cancels_ten_times_sends_nothing(school) {
        let afternoon = Afternoon::open(&school).await;
        mailed(&school, 0).await;
        let before = school.mails().len();
        let mut fatima = school.fatima().await;
        for _ in 0..10 {
            afternoon.book(&mut fatima, &afternoon.noor, "14:15", "").await;
            cancel(&school, &afternoon, &mut fatima).await;
        }
        assert_eq!(waiting(&school).await, 2, "one for each parent, however often");
        assert_eq!(mailed(&school, before).await, [""; 0]);
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "").await;
        assert_eq!(sorted(mailed(&school, before).await), to_both("Je gesprek is vastgelegd"));
    }

    async fn a_mail_waits_until_it_was_quiet_for_a_minute(school) {
        let afternoon = Afternoon::open(&school).await;
        mailed(&school, 0).await;
        let mut fatima = school.fatima().await;
        let robot = school.robot();
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "").await;
        school.app.clock.advance(40 * Moment::SECOND);
        afternoon.book(&mut fatima, &afternoon.noor, "14:45", "").await;
        school.app.clock.advance(40 * Moment::SECOND);
        let taken = jobs::take(robot.db(), Lane::Mail, school.app.clock.now()).await.unwrap();
        assert!(taken.is_none(), "the second change began a new minute");
        school.app.clock.advance(20 * Moment::SECOND);
        let taken = jobs::take(robot.db(), Lane::Mail, school.app.clock.now()).await.unwrap();
        assert!(taken.is_some_and(|job| !job.payload.contains("fatima")), "and a job names ids only");
    }

    async fn a_change_while_the_mail_before_it_leaves_is_told_too(school) {
        let afternoon = Afternoon::open(&school).await;
        mailed(&school, 0).await;
        let before = school.mails().len();
        let mut fatima = school.fatima().await;
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "").await;
        school.app.clock.advance(jobs::QUIET);
        let (robot, now) = (school.robot(), school.app.clock.now());
        let leaving = jobs::take(robot.db(), Lane::Mail, now).await.unwrap().unwrap();
        cancel(&school, &afternoon, &mut fatima).await;
        jobs::note(robot.db(), &leaving, jobs::Ended::Done, now).await.unwrap();
        let told = mailed(&school, before).await;
        assert_eq!(told.len(), 1, "whoever knew nothing yet hears nothing, the other one of the cancelling: {told:?}");
        assert!(told[0].ends_with("Je gesprek is afgezegd"), "{told:?}");
    }

    async fn the_mails_of_an_afternoon(school) {
        let afternoon = Afternoon::open(&school).await;
        mailed(&school, 0).await;
        let before = school.mails().len();
        let mut fatima = school.fatima().await;
        afternoon.book(&mut fatima, &afternoon.noor, "14:15", "Over het pesten.").await;
        mailed(&school, before).await;
        school.as_person(BOTH[1]).await.post("accounts/language", &[("code", "en")]).await;
        cancel(&school, &afternoon, &mut fatima).await;
        mailed(&school, before).await;
        let mut messages: Vec<String> = school.app.mail.messages()[before..].iter().map(|raw| shown(raw)).collect();
        messages[..2].sort();
        messages[2..].sort();
        insta::assert_snapshot!("the_mails_of_an_afternoon", messages.join("\n----\n"));
    }

    async fn a_mail_server_that_hangs_delays_mail_and_nothing_else(school) {
        let afternoon = Afternoon::open(&school).await;
        mailed(&school, 0).await;
        afternoon.book(&mut school.fatima().await, &afternoon.noor, "14:15", "").await;
        school.app.clock.advance(jobs::QUIET);
        let server = MailServer::open(Mood::Hanging).await;
        let app = with_mail(&school, &server).await;
        let due = (school.app.clock.now(), afternoon.noor.clone());
        let robot = app_robot(&app);
        let write = robot.db().write(due, |tx, (now, pupil)| Box::pin(async move {
            let (school,): (String,) = tx.query(sql!("SELECT school_id FROM pupils WHERE id = $1")).bind(pupil).one().await?;
            jobs::enqueue(tx, Lane::Photos, (&school, "story/photos"), None, &(), *now).await?;
            jobs::enqueue(tx, Lane::Rest, (&school, "story/rest"), None, &(), *now).await
        }));
        write.await.unwrap();
        let both_done = async {
            while jobs::dead(app_robot(&app).db()).await.unwrap() < 2 {
                tokio::task::yield_now().await;
            }
            while server.connections() < 2 {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            () = keep_working(app.clone()) => {}
            done = tokio::time::timeout(std::time::Duration::from_secs(20), both_done) => done.expect("others go on"),
        }
        assert_eq!(waiting(&school).await, 2, "and no mail is lost");
        app.close().await;
    }

    async fn a_wrong_password_of_the_school_loses_no_mail(school) {
        let afternoon = Afternoon::open(&school).await;
        mailed(&school, 0).await;
        afternoon.book(&mut school.fatima().await, &afternoon.noor, "14:15", "").await;
        let server = MailServer::open(Mood::Auth535).await;
        let app = with_mail(&school, &server).await;
        work_off(&app).await.unwrap();
        let troubles = jobs::troubles(app_robot(&app).db()).await.unwrap();
        assert_eq!(troubles, [jobs::Trouble { lane: "mail".into(), problem: "mail_auth".into(), jobs: 2 }]);
        server.becomes(Mood::Fine);
        school.app.clock.advance(Moment::HOUR);
        work_off(&app).await.unwrap();
        assert_eq!((server.mails().len(), waiting(&school).await), (2, 0));
        app.close().await;
    }
}

/// The same school with another way out for mail.
async fn with_mail(school: &School, server: &MailServer) -> App {
    let url = format!("smtp://kring:geheim@127.0.0.1:{}?tls=none", server.port);
    let settings = Settings { mail: MailPlace::parse(&url).unwrap(), ..school.app.settings.clone() };
    let clock: Clock = school.app.clock.clone();
    App::open(settings, Site::default(), clock).await.unwrap()
}

fn app_robot(app: &App) -> crate::access::Robot {
    crate::access::Robot::new(app, crate::access::Duty::Trial("story"))
}

/// A message without what differs every time.
fn shown(raw: &str) -> String {
    let lines = raw.lines().filter(|line| !line.starts_with("Date: ") && !line.starts_with("Message-ID: "));
    lines.collect::<Vec<_>>().join("\n")
}
