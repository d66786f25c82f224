//! The autumn of the demo school, as its teachers told it: posts with photos, hearts and comments, counted back from today.
use futures::{StreamExt, TryStreamExt, stream};
use serde::Deserialize;

use super::Size;
use super::people::Seeded;
use super::pictures::{self, Picture};
use super::words::{self, Comment, Words};
use crate::access::{Kind, Part, Robot};
use crate::base::db::broken;
use crate::base::failure::Result;
use crate::feed::{self, SeededPost};

const STORIES: &[u8] = include_bytes!("../../../demo/stories.json");
/// What a story test needs: enough posts for every group of its people, hardly any photos.
const FEW_POSTS: usize = 10;
const FEW_PHOTOS: usize = 4;

#[derive(Debug, Clone, Deserialize)]
pub struct Told {
    pub author: String,
    pub groups: Audience,
    pub days_ago: i64,
    pub hour: i8,
    pub minute: i8,
    pub text: String,
    pub photos: Vec<Picture>,
    pub hearts: Vec<String>,
    pub comments: Vec<Comment>,
}

/// "school", or the keys of groups.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    School(#[expect(dead_code, reason = "its presence says it all")] String),
    Groups(Vec<String>),
}

pub async fn seed(robot: &Robot, school: &Seeded, size: Size) -> Result<()> {
    let told = told(size)?;
    let photos: usize = told.iter().map(|post| post.photos.len()).sum();
    if size == Size::Full {
        println!("  {} posts with {photos} photos …", told.len());
    }
    // Two at a time: drawing and encoding are the work, and small machines have two cores.
    stream::iter(told).map(|post| publish(robot, school, post, size)).buffered(2).try_collect::<()>().await
}

fn told(size: Size) -> Result<Vec<Told>> {
    let mut told: Vec<Told> = serde_json::from_slice(STORIES).map_err(|error| broken(&error))?;
    if size == Size::Story {
        told.truncate(FEW_POSTS);
        let mut left = FEW_PHOTOS;
        for post in &mut told {
            post.photos.truncate(left);
            left -= post.photos.len();
        }
    }
    Ok(told)
}

async fn publish(robot: &Robot, school: &Seeded, told: Told, size: Size) -> Result<()> {
    let published_at = school.at(-told.days_ago, told.hour, told.minute)?;
    let mut photos = Vec::with_capacity(told.photos.len());
    for picture in told.photos {
        photos.push(pictures::draw(picture, size).await?);
    }
    let drawn = photos.len();
    let post = SeededPost {
        school: school.id.clone(),
        author: school.person(&told.author)?,
        parts: parts(school, &told.groups)?,
        body: told.text,
        published_at,
        photos,
    };
    let post = feed::seed(robot, post).await?;
    words::seed(robot, school, &post, Words { published_at, hearts: told.hearts, comments: told.comments }).await?;
    if size == Size::Full && drawn > 0 {
        println!("  {}: {drawn} photos", school.day(-told.days_ago)?);
    }
    Ok(())
}

fn parts(school: &Seeded, audience: &Audience) -> Result<Vec<Part>> {
    match audience {
        Audience::School(_) => Ok(vec![Part { kind: Kind::School, target: school.id.0.clone() }]),
        Audience::Groups(keys) => {
            keys.iter().map(|key| Ok(Part { kind: Kind::Group, target: school.group(key)?.0 })).collect()
        }
    }
}
