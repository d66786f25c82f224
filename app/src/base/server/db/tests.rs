//! Both engines understand every statement; the writer groups commits, survives a panic, and PostgreSQL tries again.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Barrier;

use super::{Db, Statement, Tx, copy, statements};
use crate::access::Robot;
use crate::base::failure::{Failure, Result};
use crate::sql;
use crate::testing::{Engine, School};

/// «feed/store.rs:7: why», for every statement that the engine does not understand.
async fn misunderstood(db: &Db, statements: impl Iterator<Item = &'static Statement>) -> Vec<String> {
    let mut problems = Vec::new();
    for statement in statements {
        if let Err(problem) = db.prepare(statement).await {
            problems.push(format!("{}:{}: {problem:?}", statement.file, statement.line));
        }
    }
    problems
}

/// A new board: the smallest row there is.
async fn board(tx: &mut Tx, id: &str) -> Result<()> {
    let statement = sql!("INSERT INTO boards (id, name) VALUES ($1, 'a board')");
    tx.query(statement).bind(id).run().await?;
    Ok(())
}

async fn boards(db: &Db) -> Vec<String> {
    let rows: Vec<(String,)> =
        db.query(sql!("SELECT id FROM boards WHERE name = 'a board' ORDER BY id")).all().await.expect("boards");
    rows.into_iter().map(|(id,)| id).collect()
}

crate::stories! {
    async fn every_statement_is_understood(school) {
        assert!(statements().count() > 100, "only {} statements are registered", statements().count());
        let problems = misunderstood(school.robot().db(), statements()).await;
        assert!(problems.is_empty(), "on {:?}:\n{}", school.engine, problems.join("\n"));
    }

    async fn a_statement_is_planned_once_whatever_is_bound(school) {
        if let Db::Sqlite(lite) = school.robot().db() {
            assert!(lite.built_with("ENABLE_QPSG").await.unwrap(), "else `kind = $1` is planned anew for every page");
            assert!(!lite.built_with("ENABLE_STAT4").await.unwrap());
        }
    }

    async fn forms_that_came_back_are_found_without_reading_all_of_them(school) {
        if school.engine == Engine::Postgres {
            // It reads a table of three rows whole, and says nothing of one with thousands: that the indexes are there is what counts.
            let indexes: &'static Statement = Box::leak(Box::new(Statement { text: "SELECT indexname::text FROM pg_indexes WHERE tablename = 'kept_forms' ORDER BY 1", file: file!(), line: line!(), changes: false }));
            let found: Vec<(String,)> = school.robot().db().query(indexes).all().await.unwrap();
            let found: Vec<&str> = found.iter().map(|(name,)| name.as_str()).collect();
            assert_eq!(found, ["kept_forms_by_age", "kept_forms_of_person", "kept_forms_pkey"]);
            return;
        }
        let about = statements().filter(|one| one.file.ends_with("base/server/kept.rs") && !one.text.starts_with("INSERT"));
        let mut looked = 0;
        for statement in about {
            let text: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {}", statement.text).into_boxed_str());
            let plan: &'static Statement = Box::leak(Box::new(Statement { text, file: statement.file, line: statement.line, changes: false }));
            let steps: Vec<(i64, i64, i64, String)> = school.robot().db().query(plan).all().await.unwrap();
            assert!(steps.iter().all(|(.., step)| !step.starts_with("SCAN kept_forms")), "{}: {steps:?}", statement.text);
            looked += steps.len();
        }
        assert!(looked >= 4, "{looked} steps");
    }

    async fn a_wrong_statement_is_named_with_its_place(school) {
        let wrong: &'static Statement = Box::leak(Box::new(Statement { text: "SELECT nothing FROM nowhere", file: "feed/store.rs", line: 7, changes: false }));
        let problems = misunderstood(school.robot().db(), std::iter::once(wrong)).await;
        assert!(matches!(problems.as_slice(), [one] if one.starts_with("feed/store.rs:7: ")), "{problems:?}");
    }

    async fn a_refused_write_leaves_its_neighbours_alone(school) {
        let robot = school.robot();
        // All three wait in the queue before the first is done.
        let (one, two, three) = tokio::join!(
            robot.db().write((), |tx, ()| Box::pin(board(tx, "a"))),
            robot.db().write((), |tx, ()| Box::pin(refused_after_writing(tx))),
            robot.db().write((), |tx, ()| Box::pin(board(tx, "c"))),
        );
        assert_eq!((one, two, three), (Ok(()), Err(Failure::Denied), Ok(())));
        assert_eq!(boards(robot.db()).await, ["a", "c"]);
    }

    async fn what_is_taken_back_is_not_said(school) {
        let db = school.robot().db().clone();
        let mut hearing = db.hear();
        let refused = db.write((), |tx, ()| Box::pin(async move {
            tx.announce("of what was refused".to_owned()).await?;
            Err::<(), Failure>(Failure::Gone)
        }));
        assert_eq!(refused.await, Err(Failure::Gone));
        db.write((), |tx, ()| Box::pin(async move { tx.announce("of what stands".to_owned()).await })).await.unwrap();
        loop {
            let line = tokio::time::timeout(std::time::Duration::from_secs(20), hearing.recv()).await.expect("in time").unwrap();
            if &*line == super::EVERYTHING {
                // PostgreSQL began to listen; what was said before that is not heard.
                db.write((), |tx, ()| Box::pin(async move { tx.announce("of what stands".to_owned()).await })).await.unwrap();
                continue;
            }
            break assert_eq!(&*line, "of what stands");
        }
    }

    async fn a_statement_that_fails_takes_back_only_its_own_write(school) {
        let robot = school.robot();
        robot.db().write((), |tx, ()| Box::pin(board(tx, "a"))).await.unwrap();
        let (again, other) = tokio::join!(
            robot.db().write((), |tx, ()| Box::pin(twice(tx))),
            robot.db().write((), |tx, ()| Box::pin(board(tx, "c"))),
        );
        assert!(matches!(again, Err(Failure::Taken { .. })), "{again:?}");
        assert_eq!((other, boards(robot.db()).await), (Ok(()), vec!["a".to_owned(), "c".to_owned()]));
    }

    async fn the_writer_goes_on_after_a_panic(school) {
        if school.engine == Engine::Postgres {
            // There a panic is the request's own: it has its own connection.
            return;
        }
        let robot = school.robot();
        let panicked = robot.db().write((), |tx, ()| Box::pin(panics(tx))).await;
        assert!(matches!(panicked, Err(Failure::Broken { .. })), "{panicked:?}");
        robot.db().write((), |tx, ()| Box::pin(board(tx, "after"))).await.unwrap();
        assert_eq!(boards(robot.db()).await, ["after"]);
    }

    async fn a_zero_byte_is_never_stored(school) {
        let robot = school.robot();
        robot.db().write((), |tx, ()| Box::pin(board(tx, "a\0b"))).await.unwrap();
        assert_eq!(boards(robot.db()).await, ["a\u{fffd}b"]);
        let found: Option<(String,)> =
            robot.db().query(sql!("SELECT id FROM boards WHERE id = $1")).bind(Some("a\0b".to_owned())).maybe().await.unwrap();
        assert!(found.is_some());
    }

    async fn two_writes_that_each_look_first_are_as_one_after_the_other(school) {
        let robot = school.robot();
        // SQLite has one writer: the two cannot meet, and need not.
        let meet = Arc::new(Barrier::new(if school.engine == Engine::Sqlite { 1 } else { 2 }));
        let write = |id: &'static str| {
            let args = (id, meet.clone(), AtomicUsize::new(0));
            robot.db().write(args, |tx, (id, meet, tries)| Box::pin(look_first(tx, id, meet, tries)))
        };
        let (one, two) = tokio::join!(write("one"), write("two"));
        assert_eq!([one, two].iter().filter(|answer| answer.is_ok()).count(), 1);
        assert_eq!(boards(robot.db()).await.len(), 1);
    }

    async fn nobody_reads_what_is_not_committed_and_readers_cannot_write(school) {
        let robot = school.robot();
        let written = robot.db().query(sql!("DELETE FROM openings")).run().await;
        assert!(written.is_err(), "readers are read-only");
        let (openings,): (i64,) = robot.db().query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM openings")).one().await.unwrap();
        assert!(openings > 0);
    }
}

/// Only where there is no board yet: checks, and writes what the check allowed.
async fn look_first(tx: &mut Tx, id: &str, meet: &Barrier, tries: &AtomicUsize) -> Result<()> {
    let (there,): (i64,) =
        tx.query(sql!("SELECT CAST(COUNT(*) AS BIGINT) FROM boards WHERE name = 'a board'")).one().await?;
    if tries.fetch_add(1, Ordering::SeqCst) == 0 {
        meet.wait().await;
    }
    if there > 0 {
        return Err(Failure::Denied);
    }
    board(tx, id).await
}

async fn refused_after_writing(tx: &mut Tx) -> Result<()> {
    board(tx, "b").await?;
    Err(Failure::Denied)
}

async fn twice(tx: &mut Tx) -> Result<()> {
    board(tx, "b").await?;
    board(tx, "a").await
}

async fn panics(tx: &mut Tx) -> Result<()> {
    board(tx, "never").await?;
    panic!("a defect in one write");
}

/// Two writes that take the same two rows in opposite order, the first time at the same moment.
#[derive(Clone)]
struct Crossing {
    order: [&'static str; 2],
    meet: Arc<Barrier>,
    tries: Arc<AtomicUsize>,
}

async fn cross(tx: &mut Tx, crossing: &Crossing) -> Result<()> {
    let take = sql!("UPDATE boards SET name = name || '+' WHERE id = $1");
    let first_time = crossing.tries.fetch_add(1, Ordering::SeqCst) < 2;
    tx.query(take).bind(crossing.order[0].to_owned()).run().await?;
    if first_time {
        crossing.meet.wait().await;
    }
    tx.query(take).bind(crossing.order[1].to_owned()).run().await?;
    Ok(())
}

#[tokio::test]
async fn postgres_tries_again_when_two_writes_were_in_each_others_way() {
    let school = School::open(Engine::Postgres).await;
    let robot: Robot = school.robot();
    for id in ["a", "b"] {
        robot.db().write(id, |tx, id| Box::pin(board(tx, id))).await.unwrap();
    }
    let (meet, tries) = (Arc::new(Barrier::new(2)), Arc::new(AtomicUsize::new(0)));
    let crossing = |order| Crossing { order, meet: meet.clone(), tries: tries.clone() };
    let write = |order| robot.db().write(crossing(order), |tx, crossing| Box::pin(cross(tx, crossing)));
    let (one, two) = tokio::join!(write(["a", "b"]), write(["b", "a"]));
    assert_eq!((one, two), (Ok(()), Ok(())));
    assert!(tries.load(Ordering::SeqCst) > 2, "one of them had to start again");
    let named = sql!("SELECT name FROM boards WHERE id = 'a' OR id = 'b' ORDER BY id");
    let names: Vec<(String,)> = robot.db().query(named).all().await.unwrap();
    assert_eq!(names, [("a board++".to_owned(),), ("a board++".to_owned(),)]);
}

#[tokio::test]
async fn a_copy_is_made_while_others_write_and_its_faults_are_told() {
    let school = School::open(Engine::Sqlite).await;
    let path = school.app.settings.database.file().expect("a file of SQLite").to_owned();
    let folder = tempfile::tempdir().expect("a folder");
    let (sound, strange) = (folder.path().join("sound"), folder.path().join("strange"));
    copy::copy(path.as_ref(), &sound).await.expect("a copy");
    assert_eq!(copy::faults(&sound).await.expect("an examination"), Vec::<String>::new());
    let db = Db::look_at(&sound).await.expect("a copy to look at");
    assert!(db.write((), |tx, ()| Box::pin(board(tx, "late"))).await.is_err(), "nobody writes to a copy");
    assert_eq!(folder.path().read_dir().expect("a folder").count(), 1, "nothing appears beside a copy");

    let robot = school.robot();
    robot.db().write((), |tx, ()| Box::pin(make_newer(tx))).await.expect("a step of another version");
    copy::copy(path.as_ref(), &strange).await.expect("a copy");
    let faults = copy::faults(&strange).await.expect("an examination");
    assert!(matches!(faults.as_slice(), [one] if one.contains("another version")), "{faults:?}");

    let mut bytes = std::fs::read(&sound).expect("bytes");
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0x5a);
    std::fs::write(&sound, bytes).expect("a spoilt copy");
    assert!(!matches!(copy::faults(&sound).await.as_deref(), Ok([])), "a spoilt page is found");
}

/// As if a newer program had been here.
async fn make_newer(tx: &mut Tx) -> Result<()> {
    tx.query(sql!("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1")).run().await?;
    Ok(())
}
