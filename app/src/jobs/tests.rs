//! Stories of jobs: lanes, panics, patience, outages, and what a person sees of it.
use super::*;
use crate::sql;
use crate::stories;
use crate::testing::School;

const SOON: Duration = Duration::from_millis(50);

/// A job of this lane, due now.
async fn enqueue(school: &School, lane: Lane) {
    let now = school.app.clock.now();
    let (id,): (String,) = school.robot().db().query(sql!("SELECT MIN(id) FROM schools")).one().await.unwrap();
    let robot = school.robot();
    let write = robot.db().write((lane, id, now), |tx, (lane, id, now)| {
        Box::pin(jobs::enqueue(tx, *lane, (id.as_str(), "story/nothing"), None, &(), *now))
    });
    write.await.unwrap();
}

async fn run(school: &School, lane: Lane, deed: impl AsyncFnOnce(&Robot, &Job) -> Ended) -> Option<Ended> {
    step_with(&school.robot(), lane, school.app.clock.now(), SOON, deed).await.unwrap()
}

async fn fresh(school: &School) {
    work_off(&school.app).await.unwrap();
    // What the demo school leaves for later is none of these stories.
    school
        .robot()
        .db()
        .write((), |tx, ()| {
            Box::pin(async move {
                tx.query(sql!("DELETE FROM jobs")).run().await?;
                Ok(())
            })
        })
        .await
        .unwrap();
}

stories! {
    async fn a_lane_takes_its_own_jobs_only(school) {
        fresh(&school).await;
        enqueue(&school, Lane::Photos).await;
        assert_eq!(run(&school, Lane::Mail, async |_, _| Ended::Done).await, None);
        assert_eq!(run(&school, Lane::Rest, async |_, _| Ended::Done).await, None);
        assert_eq!(run(&school, Lane::Photos, async |_, _| Ended::Done).await, Some(Ended::Done));
        assert_eq!(run(&school, Lane::Photos, async |_, _| Ended::Done).await, None);
    }

    async fn a_job_that_is_being_done_is_not_taken_again_before_its_patience_is_over(school) {
        fresh(&school).await;
        enqueue(&school, Lane::Mail).await;
        let (robot, now) = (school.robot(), school.app.clock.now());
        assert!(jobs::take(robot.db(), Lane::Mail, now).await.unwrap().is_some());
        let patience = i64::try_from(Lane::Mail.patience().as_micros()).unwrap();
        assert!(jobs::take(robot.db(), Lane::Mail, now.plus(patience)).await.unwrap().is_none());
        assert!(jobs::take(robot.db(), Lane::Mail, now.plus(2 * patience)).await.unwrap().is_some());
    }

    async fn a_panic_and_a_job_without_end_end_the_job_and_not_the_worker(school) {
        fresh(&school).await;
        enqueue(&school, Lane::Rest).await;
        assert_eq!(run(&school, Lane::Rest, async |_, _| panic!("a defect")).await, Some(Ended::Later("panic")));
        school.app.clock.advance(Moment::HOUR);
        assert_eq!(run(&school, Lane::Rest, async |_, _| std::future::pending().await).await, Some(Ended::Later("slow")));
        school.app.clock.advance(Moment::HOUR);
        assert_eq!(run(&school, Lane::Rest, async |_, _| Ended::Done).await, Some(Ended::Done));
    }

    async fn eight_tries_and_a_person_sees_it_and_revives_it(school) {
        fresh(&school).await;
        enqueue(&school, Lane::Rest).await;
        for _ in 0..8 {
            assert_eq!(run(&school, Lane::Rest, async |_, _| Ended::Later("blobs")).await, Some(Ended::Later("blobs")));
            school.app.clock.advance(8 * Moment::HOUR);
        }
        let robot = school.robot();
        assert_eq!(run(&school, Lane::Rest, async |_, _| Ended::Done).await, None, "it was given up");
        let listed = jobs::list(robot.db()).await.unwrap();
        assert_eq!((listed.len(), listed[0].dead, listed[0].problem.as_str(), listed[0].tries), (1, true, "blobs", 8));
        assert_eq!(jobs::dead(robot.db()).await.unwrap(), 1);
        let now = school.app.clock.now();
        assert_eq!(jobs::revive(robot.db(), Some("another"), now).await.unwrap(), 0);
        assert_eq!(jobs::revive(robot.db(), Some(&listed[0].id), now).await.unwrap(), 1);
        assert_eq!(run(&school, Lane::Rest, async |_, _| Ended::Done).await, Some(Ended::Done));
        assert_eq!(jobs::revive(robot.db(), None, now).await.unwrap(), 0);
    }

    async fn whoever_repaired_what_was_wrong_need_not_wait_for_the_next_try(school) {
        fresh(&school).await;
        enqueue(&school, Lane::Mail).await;
        assert_eq!(run(&school, Lane::Mail, async |_, _| Ended::Waiting("mail_auth")).await, Some(Ended::Waiting("mail_auth")));
        let (robot, now) = (school.robot(), school.app.clock.now());
        assert_eq!(run(&school, Lane::Mail, async |_, _| Ended::Done).await, None, "its time has not come");
        assert_eq!(jobs::waiting(robot.db()).await.unwrap(), 0, "it has a problem");
        assert_eq!(jobs::revive(robot.db(), None, now).await.unwrap(), 1);
        assert_eq!(run(&school, Lane::Mail, async |_, _| Ended::Done).await, Some(Ended::Done));
        enqueue(&school, Lane::Mail).await;
        assert_eq!(jobs::waiting(robot.db()).await.unwrap(), 1);
        assert_eq!(jobs::revive(robot.db(), None, now).await.unwrap(), 0, "it only waits for its turn");
    }

    async fn a_mail_server_that_is_away_for_two_days_costs_no_mail_and_after_three_a_person_is_asked(school) {
        fresh(&school).await;
        enqueue(&school, Lane::Mail).await;
        let (robot, began) = (school.robot(), school.app.clock.now());
        let mut looks = 0;
        while school.app.clock.now().0 - began.0 < 2 * Moment::DAY {
            looks += i32::from(run(&school, Lane::Mail, async |_, _| Ended::Waiting("mail_auth")).await.is_some());
            school.app.clock.advance(20 * Moment::MINUTE);
        }
        assert!((130..=144).contains(&looks), "a steady pace: {looks}");
        let troubles = jobs::troubles(robot.db()).await.unwrap();
        assert_eq!(troubles, [jobs::Trouble { lane: "mail".into(), problem: "mail_auth".into(), jobs: 1 }]);
        assert_eq!(jobs::list(robot.db()).await.unwrap()[0].tries, 0, "none of the tries was eaten");
        school.app.clock.advance(Moment::DAY);
        run(&school, Lane::Mail, async |_, _| Ended::Waiting("mail_auth")).await;
        assert_eq!(jobs::dead(robot.db()).await.unwrap(), 1);
        jobs::revive(robot.db(), None, school.app.clock.now()).await.unwrap();
        assert_eq!(run(&school, Lane::Mail, async |_, _| Ended::Waiting("mail_auth")).await, Some(Ended::Waiting("mail_auth")));
        assert_eq!(jobs::dead(robot.db()).await.unwrap(), 0, "three new days");
    }
}
