//! Every statement of the feed.
use super::PostId;
use crate::access::audience::{self, Owner};
use crate::access::{Part, Robot};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::Result;
use crate::photos::{self, Photo};
use crate::sql;

/// A post that a robot brings along.
#[derive(Debug)]
pub struct Planted {
    pub robot: Robot,
    pub owner: Owner,
    pub post: PostId,
    pub parts: Vec<Part>,
    pub body: String,
    pub at: Moment,
    pub photos: Vec<Photo>,
}

pub async fn plant(robot: &Robot, planted: Planted) -> Result<()> {
    robot.db().write(planted, |tx, planted| Box::pin(plant_in(tx, planted))).await
}

async fn plant_in(tx: &mut Tx, planted: &Planted) -> Result<()> {
    let Planted { robot, owner, post, parts, body, at, photos } = planted;
    audience::plant(tx, robot, owner, post, parts).await?;
    insert(tx, owner, post, body, *at).await?;
    let mut attached = Vec::with_capacity(photos.len());
    for photo in photos {
        photos::insert(tx, &owner.school, &owner.person, photo, *at).await?;
        attached.push((photo.id.clone(), photo.description.clone()));
    }
    photos::attach(tx, &owner.person, post, &attached).await
}

async fn insert(tx: &mut Tx, owner: &Owner, post: &PostId, body: &str, at: Moment) -> Result<()> {
    tx.query(sql!("INSERT INTO posts (id, school_id, author_id, body, published_at) VALUES ($1, $2, $3, $4, $5)"))
        .bind(post.clone())
        .bind(owner.school.clone())
        .bind(owner.person.clone())
        .bind(body.to_owned())
        .bind(at)
        .run()
        .await?;
    Ok(())
}
