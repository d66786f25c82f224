//! Every statement about the school itself.
pub mod log;

use crate::access::audit::{self, By, Done};
use crate::access::{Manage, May, SchoolId, Viewer, Visitor};
use crate::base::day::Day;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::sql;

/// From which day guardians see a module.
pub async fn open_module(tx: &mut Tx, school: &SchoolId, module: &str, opens_on: Day) -> Result<()> {
    tx.query(sql!(
        "INSERT INTO openings (school_id, module, opens_on) VALUES ($1, $2, $3)
         ON CONFLICT (school_id, module) DO UPDATE SET opens_on = excluded.opens_on"
    ))
    .bind(school)
    .bind(module)
    .bind(opens_on)
    .run()
    .await?;
    Ok(())
}

/// Guardians see nothing of this module any more; what is in it stays.
pub async fn close_module(tx: &mut Tx, school: &SchoolId, module: &str) -> Result<()> {
    let statement = sql!("DELETE FROM openings WHERE school_id = $1 AND module = $2");
    tx.query(statement).bind(school).bind(module).run().await?;
    Ok(())
}

/// What is open, and since when.
pub async fn openings(tx: &mut Tx, school: &SchoolId) -> Result<Vec<(String, Day)>> {
    let statement = sql!("SELECT module, opens_on FROM openings WHERE school_id = $1 ORDER BY module");
    Ok(tx.query(statement).bind(school).all().await?)
}

/// What the school is called and how it looks.
#[derive(Debug, Clone)]
pub struct About {
    pub name: String,
    pub place: String,
    pub contact: String,
    /// `#c2410c`
    pub accent: Option<String>,
}

pub async fn describe(viewer: &Viewer, may: &May<Manage, SchoolId>, about: About) -> Result<()> {
    let by = By { school: may.thing().clone(), person: Some(viewer.person.clone()), at: viewer.now };
    viewer.db().write((by, about), |tx, (by, about)| Box::pin(describe_in(tx, by, about))).await
}

/// The picture beside the school's name from now on, or none; says which one it was.
pub async fn set_logo(viewer: &Viewer, may: &May<Manage, SchoolId>, id: &str) -> Result<String> {
    let by = By { school: may.thing().clone(), person: Some(viewer.person.clone()), at: viewer.now };
    viewer.db().write((by, id.to_owned()), |tx, (by, id)| Box::pin(set_logo_in(tx, by, id))).await
}

async fn set_logo_in(tx: &mut Tx, by: &By, id: &str) -> Result<String> {
    // Two who choose at once follow each other, so that no picture is left behind.
    let hold = sql!("UPDATE schools SET logo = logo WHERE id = $1 RETURNING logo");
    let (before,): (String,) = tx.query(hold).bind(&by.school).one().await?;
    tx.query(sql!("UPDATE schools SET logo = $1 WHERE id = $2")).bind(id).bind(&by.school).run().await?;
    audit::note(tx, by, Done::SchoolDescribed, "").await?;
    Ok(before)
}

/// Whether a school here shows this picture now: everybody may see it who sees its name.
pub async fn is_logo(visitor: &Visitor, id: &str) -> Result<bool> {
    let statement = sql!("SELECT 1 FROM schools WHERE logo = $1 AND logo <> ''");
    Ok(visitor.db().query(statement).bind(id).maybe::<(i32,)>().await?.is_some())
}

async fn describe_in(tx: &mut Tx, by: &By, about: &About) -> Result<()> {
    tx.query(sql!("UPDATE schools SET name = $2, place = $3, contact = $4, accent = $5 WHERE id = $1"))
        .bind(&by.school)
        .bind(&about.name)
        .bind(&about.place)
        .bind(&about.contact)
        .bind(&about.accent)
        .run()
        .await?;
    audit::note(tx, by, Done::SchoolDescribed, "").await
}
