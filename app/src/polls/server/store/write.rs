//! What changes a poll: asking, answering, closing, taking away.
use super::super::poll::{OptionId, PollId};
use crate::access::asked::waits_otherwise;
use crate::access::{Audience, Manage, May, React, Remove, Shared, Touched, Viewer, audience, take_away, touch};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Problem, Result};
use crate::{change, sql};

/// A poll that is about to be asked.
#[derive(Debug, Clone)]
pub struct NewPoll {
    /// The key of the form: the same form twice is one poll.
    pub id: PollId,
    pub question: String,
    pub about: String,
    pub options: Vec<String>,
    pub several: bool,
    pub anonymous: bool,
    pub closes_at: Moment,
    pub audience: Audience,
}

/// Asks, and says under which id. A poll of the viewer's that is there already is the answer too.
pub async fn open(viewer: &Viewer, poll: NewPoll) -> Result<PollId> {
    viewer.db().write((viewer.clone(), poll), |tx, (viewer, poll)| Box::pin(open_in(tx, viewer, poll))).await
}

async fn open_in(tx: &mut Tx, viewer: &Viewer, poll: &NewPoll) -> Result<PollId> {
    let touched = match audience::save(tx, viewer, &poll.id, &poll.audience, false).await {
        Err(Failure::Gone) => return stands(tx, viewer, poll).await,
        saved => saved?,
    };
    touched
        .change(tx, change!(
            "INSERT INTO polls (id, school_id, question, about, several, anonymous, closes_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ))
        .bind(&poll.id)
        .bind(&viewer.school)
        .bind(&poll.question)
        .bind(&poll.about)
        .bind(poll.several)
        .bind(poll.anonymous)
        .bind(poll.closes_at)
        .run()
        .await?;
    for (place, label) in (0_i64..).zip(&poll.options) {
        let insert =
            change!("INSERT INTO poll_options (id, school_id, poll_id, place, label) VALUES ($1, $2, $3, $4, $5)");
        let query = touched.change(tx, insert).bind(OptionId::new(viewer.now));
        query.bind(&viewer.school).bind(&poll.id).bind(place).bind(label).run().await?;
    }
    Ok(poll.id.clone())
}

/// What this form made before is the answer to it; with other words it is another one, under a key that was used.
async fn stands(tx: &mut Tx, viewer: &Viewer, poll: &NewPoll) -> Result<PollId> {
    let statement = sql!(
        "SELECT x.question, x.about, x.closes_at FROM subjects a JOIN polls x ON x.id = a.id WHERE a.id = $1 AND a.owner_id = $2"
    );
    let query = tx.query(statement).bind(&poll.id).bind(&viewer.person);
    let (words, about, closes_at): (String, String, Moment) = query.maybe().await?.ok_or(Failure::Gone)?;
    match (words, about, closes_at) == (poll.question.clone(), poll.about.clone(), poll.closes_at) {
        true => Ok(poll.id.clone()),
        false => Err(Failure::invalid("key", Problem::SentBefore)),
    }
}

/// Answers, or answers in another way. What was answered without a name stays: nobody knows which answer it was.
pub async fn answer(viewer: &Viewer, may: &May<React, PollId>, chosen: Vec<OptionId>) -> Result<()> {
    let args = (viewer.clone(), may.clone(), chosen);
    viewer.db().write(args, |tx, (viewer, may, chosen)| Box::pin(answer_in(tx, viewer, may.thing(), chosen))).await
}

async fn answer_in(tx: &mut Tx, viewer: &Viewer, poll: &PollId, chosen: &[OptionId]) -> Result<()> {
    // First of all: who closes it meanwhile comes before or after, and after the result is shown nothing is counted.
    let touched = touch(tx, poll.id()).await?;
    let asked = sql!("SELECT several, anonymous, closes_at FROM polls WHERE id = $1");
    let found: Option<(bool, bool, Moment)> = tx.query(asked).bind(poll).maybe().await?;
    let (several, anonymous, closes_at) = found.ok_or(Failure::Gone)?;
    if closes_at <= viewer.app().clock.now() {
        return Err(Failure::invalid("choice", Problem::Closed));
    }
    if !several && chosen.len() > 1 {
        return Err(Failure::invalid("choice", Problem::TooMany));
    }
    let known = sql!(
        "SELECT CAST(COUNT(*) AS BIGINT) FROM poll_options WHERE poll_id = $1 AND id IN (SELECT value FROM json_each($2))"
    );
    let (known,): (i64,) = tx.query(known).bind(poll).bind_list(&ids_of(chosen)).one().await?;
    if usize::try_from(known) != Ok(chosen.len()) {
        return Err(Failure::invalid("choice", Problem::Unknown));
    }
    let come =
        change!("INSERT INTO poll_voters (poll_id, person_id, school_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
    let query = touched.change(tx, come).bind(poll).bind(&viewer.person);
    let first = query.bind(&viewer.school).run().await? > 0;
    match (anonymous, first) {
        (true, true) => count(tx, &touched, chosen).await?,
        (true, false) => {}
        (false, _) => note(tx, &touched, viewer, (poll, chosen)).await?,
    }
    waits_otherwise(tx, &viewer.person).await
}

fn ids_of(chosen: &[OptionId]) -> Vec<&str> {
    chosen.iter().map(|option| option.as_str()).collect()
}

async fn count(tx: &mut Tx, touched: &Touched, chosen: &[OptionId]) -> Result<()> {
    let count = change!("UPDATE poll_options SET votes = votes + 1 WHERE id IN (SELECT value FROM json_each($1))");
    touched.change(tx, count).bind_list(&ids_of(chosen)).run().await?;
    Ok(())
}

async fn note(tx: &mut Tx, touched: &Touched, viewer: &Viewer, (poll, chosen): (&PollId, &[OptionId])) -> Result<()> {
    let forget = change!("DELETE FROM poll_choices WHERE poll_id = $1 AND person_id = $2");
    touched.change(tx, forget).bind(poll).bind(&viewer.person).run().await?;
    for option in chosen {
        let note =
            change!("INSERT INTO poll_choices (poll_id, person_id, option_id, school_id) VALUES ($1, $2, $3, $4)");
        let query = touched.change(tx, note).bind(poll).bind(&viewer.person);
        query.bind(option).bind(&viewer.school).run().await?;
    }
    Ok(())
}

/// Closes it now; a poll that is closed already stays as it is.
pub async fn close(viewer: &Viewer, may: &May<Manage, PollId>) -> Result<()> {
    let args = (may.clone(), viewer.now);
    viewer.db().write(args, |tx, args| Box::pin(close_in(tx, &args.0, args.1))).await
}

async fn close_in(tx: &mut Tx, may: &May<Manage, PollId>, now: Moment) -> Result<()> {
    let touched = touch(tx, may.thing().id()).await?;
    let close = change!("UPDATE polls SET closes_at = $1 WHERE id = $2 AND closes_at > $1");
    touched.change(tx, close).bind(now).bind(may.thing()).run().await?;
    Ok(())
}

/// Takes it away, with everything that hangs under it.
pub async fn remove(viewer: &Viewer, may: &May<Remove, PollId>) -> Result<()> {
    viewer.db().write(may.clone(), |tx, may| Box::pin(remove_in(tx, may))).await
}

async fn remove_in(tx: &mut Tx, may: &May<Remove, PollId>) -> Result<()> {
    let touched = touch(tx, may.thing().id()).await?;
    take_away(tx, &touched).await
}
