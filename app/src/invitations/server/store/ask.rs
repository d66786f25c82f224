//! Inviting: whom it is about, and writing down that they were.
use super::super::jobs::Invite;
use super::super::rules;
use super::{InvitationId, LettersId, MAIL};
use crate::access::audit::{self, By, Done};
use crate::access::{Manage, May, PersonId, SchoolId, Viewer, later};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::ids;
use crate::sql;

/// So long a letter works: it lies in a bag for a week, and then on a table.
const LETTER: i64 = 28 * Moment::DAY;
/// So long letters are printed after they were asked for.
const PRINTED: i64 = 10 * Moment::MINUTE;

/// Whom somebody wants to invite.
#[derive(Debug, Clone)]
pub enum Whom {
    /// Everybody around these groups; `staff`: those who work here.
    Groups(Vec<String>),
    One(PersonId),
}

/// Those of them who belong to the school today and have no account; `again`: also those whose code still works; `mail`: only who has an
/// address. Whoever leads the school, or is of its board, is invited by a head only: a code is as good as being them.
pub async fn whom(
    viewer: &Viewer,
    may: &May<Manage, SchoolId>,
    (whom, again, mail): (&Whom, bool, bool),
) -> Result<Vec<PersonId>> {
    let (groups, person) = match whom {
        Whom::Groups(groups) => (groups.clone(), ""),
        Whom::One(person) => (Vec::new(), person.as_str()),
    };
    let statement = sql!(
        "SELECT DISTINCT n.id FROM persons n
         WHERE n.school_id = $1
           AND (n.id = $3 AND EXISTS (SELECT 1 FROM invitable v WHERE v.person_id = n.id AND $2 BETWEEN v.starts_on AND v.ends_on)
                OR EXISTS (SELECT 1 FROM caring k JOIN memberships m ON m.pupil_id = k.pupil_id AND $2 BETWEEN m.starts_on AND m.ends_on
                           WHERE k.person_id = n.id AND $2 BETWEEN k.starts_on AND k.ends_on AND m.group_id IN (SELECT value FROM json_each($4)))
                OR 'staff' IN (SELECT value FROM json_each($4)) AND EXISTS (
                  SELECT 1 FROM roles r WHERE r.person_id = n.id AND r.status = 'confirmed' AND $2 BETWEEN r.starts_on AND r.ends_on))
           AND ($8 OR NOT EXISTS (SELECT 1 FROM roles l WHERE l.person_id = n.id AND l.role IN ('head', 'office', 'board') AND l.ends_on >= $2))
           AND NOT EXISTS (SELECT 1 FROM account_persons a WHERE a.person_id = n.id)
           AND ($5 OR NOT EXISTS (SELECT 1 FROM invitations i WHERE i.person_id = n.id AND i.ends_at > $6))
           AND (NOT $7 OR n.email IS NOT NULL)
         ORDER BY n.id"
    );
    let query = viewer.db().query(statement).bind(may.thing()).bind(viewer.today).bind(person).bind_list(&groups);
    let all: Vec<(PersonId,)> =
        query.bind(again).bind(viewer.now).bind(mail).bind(viewer.standing().head).all().await?;
    Ok(all.into_iter().map(|(id,)| id).collect())
}

/// An invitation of these people. `key`: what only the device knows that asks; from it and the id of a letter its code follows, so that
/// the code stands nowhere and can be printed twice.
#[derive(Debug, Clone)]
pub struct Asked {
    pub people: Vec<PersonId>,
    pub mail: bool,
    /// It is about one person: what they had before works no more.
    pub one: bool,
    pub key: String,
}

/// Says where the letters are; nothing: mails go out.
pub async fn ask(viewer: &Viewer, may: &May<Manage, SchoolId>, asked: Asked) -> Result<Option<LettersId>> {
    let by = By { school: may.thing().clone(), person: Some(viewer.person.clone()), at: viewer.now };
    let args = (by, viewer.clone(), asked);
    viewer.db().write(args, |tx, (by, viewer, asked)| Box::pin(ask_in(tx, by, viewer, asked))).await
}

async fn ask_in(tx: &mut Tx, by: &By, viewer: &Viewer, asked: &Asked) -> Result<Option<LettersId>> {
    let over = sql!("DELETE FROM letters WHERE school_id = $1 AND ends_at < $2");
    tx.query(over).bind(&by.school).bind(by.at).run().await?;
    let letters = if asked.mail { None } else { Some(printed(tx, by, viewer).await?) };
    for person in &asked.people {
        if asked.one {
            super::withdraw(tx, person).await?;
        }
        let id = InvitationId::new(by.at);
        let hash = if asked.mail { String::new() } else { ids::hash(&code(&asked.key, &id)) };
        let (way, lasts) = if asked.mail { ("mail", MAIL) } else { ("letter", LETTER) };
        tx.query(sql!(
            "INSERT INTO invitations (id, school_id, person_id, way, code_hash, letters_id, made_at, ends_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ))
        .bind(&id)
        .bind(&by.school)
        .bind(person)
        .bind(way)
        .bind(hash)
        .bind(letters.as_ref().map_or("", LettersId::as_str))
        .bind(by.at)
        .bind(by.at.plus(lasts))
        .run()
        .await?;
        if asked.mail {
            later(tx, &by.school, &Invite { invitation: id }, by.at).await?;
        }
    }
    let way = if asked.mail { "mail" } else { "letter" };
    let about = match asked.people.as_slice() {
        [one] => format!("{one}:{way}"),
        many => format!("{way}:{}", many.len()),
    };
    audit::note(tx, by, Done::Invited, &about).await?;
    Ok(letters)
}

async fn printed(tx: &mut Tx, by: &By, viewer: &Viewer) -> Result<LettersId> {
    let id = LettersId::new(by.at);
    let statement =
        sql!("INSERT INTO letters (id, school_id, person_id, session_id, ends_at) VALUES ($1, $2, $3, $4, $5)");
    let query = tx.query(statement).bind(&id).bind(&by.school).bind(&viewer.person).bind(&viewer.session);
    query.bind(by.at.plus(PRINTED)).run().await?;
    Ok(id)
}

/// The code of a letter, for the device that asked for it.
pub fn code(key: &str, id: &InvitationId) -> String {
    rules::code(ids::mixed(key, id.as_str()))
}
