//! The guardians the school has, and everybody it knows by address.
use std::collections::BTreeMap;

use super::{Place, filled};
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::base::name::Name;
use crate::people::server::kept::{Addresses, Known};
use crate::people::server::periods;
use crate::sql;
use edexml::Names;
use edexml::guardians::{Language, Status, nameless};
use edexml::plan::{CurrentGuardians, Guardian, Held, Household, Link};

pub async fn guardians(tx: &mut Tx, place: &Place, addresses: &Addresses) -> Result<CurrentGuardians> {
    let guardians = people(tx, place).await?;
    let who = guardians.iter().map(|held| (held.id.clone(), held.value.email.clone())).collect();
    Ok(CurrentGuardians {
        pupil_keys: pupil_keys(tx, place).await?.into_iter().map(|(key,)| key).collect(),
        households: households(tx, place).await?,
        links: links(tx, place, &who).await?,
        guardians,
        addresses: addresses.iter().map(|(address, known)| (address.clone(), known.staff_key.is_some())).collect(),
    })
}

async fn pupil_keys(tx: &mut Tx, place: &Place) -> Result<Vec<(String,)>> {
    let statement = sql!("SELECT import_key FROM pupils WHERE school_id = $1 AND ends_on >= $2");
    Ok(tx.query(statement).bind(&place.school).bind(place.on).all().await?)
}

/// What every child of the school is called, by key.
pub async fn pupil_names(tx: &mut Tx, place: &Place) -> Result<Vec<(String, Name)>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        import_key: String,
        #[sqlx(flatten)]
        name: Name,
    }
    let statement = sql!("SELECT import_key, call_name, infix, last_name FROM pupils WHERE school_id = $1");
    let rows: Vec<Row> = tx.query(statement).bind(&place.school).all().await?;
    Ok(rows.into_iter().map(|row| (row.import_key, row.name)).collect())
}

/// A household is there as long as somebody in it is a guardian here.
async fn households(tx: &mut Tx, place: &Place) -> Result<Vec<Held<Household>>> {
    let statement = sql!(
        "SELECT h.id, h.label, COALESCE(MAX(g.ends_on), '0001-01-01') FROM households h LEFT JOIN guardianships g ON g.household_id = h.id
         WHERE h.school_id = $1 GROUP BY h.id, h.label ORDER BY h.id"
    );
    let rows: Vec<(String, String, Day)> = tx.query(statement).bind(&place.school).all().await?;
    let held = |(id, label, ends_on): (String, String, Day)| Held {
        id,
        ended: periods::ended(ends_on),
        value: Household { label },
    };
    Ok(rows.into_iter().map(held).collect())
}

#[derive(sqlx::FromRow)]
struct GuardianRow {
    id: String,
    email: String,
    call_name: String,
    infix: String,
    last_name: String,
    language: String,
    phone: String,
    label: String,
    ends_on: Day,
}

async fn people(tx: &mut Tx, place: &Place) -> Result<Vec<Held<Guardian>>> {
    let statement = sql!(
        "SELECT p.id, COALESCE(p.email, '') AS email, p.call_name, p.infix, p.last_name, p.language, p.phone,
                MAX(h.label) AS label, MAX(g.ends_on) AS ends_on
         FROM persons p JOIN guardianships g ON g.person_id = p.id JOIN households h ON h.id = g.household_id
         WHERE p.school_id = $1
         GROUP BY p.id, p.email, p.call_name, p.infix, p.last_name, p.language, p.phone ORDER BY p.id"
    );
    let rows: Vec<GuardianRow> = tx.query(statement).bind(&place.school).all().await?;
    Ok(rows.into_iter().map(guardian).collect())
}

fn guardian(row: GuardianRow) -> Held<Guardian> {
    let names = names(row.call_name, row.infix, row.last_name);
    let value = Guardian {
        email: if row.email.is_empty() { nameless(&names, &row.label) } else { row.email },
        names,
        language: Language::from_code(&row.language).unwrap_or(Language::Nl),
        phone: filled(row.phone),
        household: row.label,
    };
    Held { id: row.id, ended: periods::ended(row.ends_on), value }
}

pub(super) fn names(call_name: String, infix: String, last_name: String) -> Names {
    Names { call_name: filled(call_name), infix: filled(infix), last_name: filled(last_name), ..Names::default() }
}

async fn links(tx: &mut Tx, place: &Place, who: &BTreeMap<String, String>) -> Result<Vec<Held<Link>>> {
    let statement = sql!(
        "SELECT g.id, g.person_id, u.import_key, g.authority, g.status, g.ends_on
         FROM guardianships g JOIN pupils u ON u.id = g.pupil_id
         WHERE g.school_id = $1 ORDER BY g.id"
    );
    let rows: Vec<(String, String, String, bool, String, Day)> = tx.query(statement).bind(&place.school).all().await?;
    let held = |(id, person, pupil_key, authority, status, ends_on): (String, String, String, bool, String, Day)| {
        // A status nobody knows is read as the one that opens nothing and that no file lifts.
        let status = Status::from_code(&status).unwrap_or(Status::Blocked);
        let email = who.get(&person).cloned().unwrap_or_default();
        Held { id, ended: periods::ended(ends_on), value: Link { email, pupil_key, authority, status } }
    };
    Ok(rows.into_iter().map(held).collect())
}

/// Everybody here with an address.
pub async fn addresses(tx: &mut Tx, place: &Place) -> Result<Addresses> {
    let statement = sql!(
        "SELECT p.email, p.import_key, p.call_name, p.infix, p.last_name, p.language FROM persons p
         WHERE p.school_id = $1 AND p.email IS NOT NULL"
    );
    let rows: Vec<(String, Option<String>, String, String, String, String)> =
        tx.query(statement).bind(&place.school).all().await?;
    let known = |(email, staff_key, call_name, infix, last_name, language): (
        String,
        Option<String>,
        String,
        String,
        String,
        String,
    )| {
        let language = Language::from_code(&language).unwrap_or(Language::Nl);
        (email, Known { staff_key, names: names(call_name, infix, last_name), language })
    };
    Ok(rows.into_iter().map(known).collect())
}
