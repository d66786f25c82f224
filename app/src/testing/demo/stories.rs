//! The autumn of the demo school, as its teachers told it: posts with photos, hearts and comments, counted back from today.
use serde::Deserialize;

use super::Size;
use super::deeds::{Deeds, Number, Post, What};
use super::people::Seeded;
use crate::base::clock::Moment;
use crate::base::db::broken;
use crate::base::failure::Result;

const STORIES: &[u8] = include_bytes!("../../../demo/stories.json");
/// What a story test needs: enough posts for every group of its people, hardly any photos.
const FEW_POSTS: usize = 10;
const FEW_PHOTOS: usize = 4;
/// So long after a post its hearts come: everybody has read it by then.
const READ: i64 = 20 * Moment::MINUTE;

#[derive(Debug, Clone, Deserialize)]
pub struct Told {
    author: String,
    groups: Audience,
    days_ago: i64,
    hour: i8,
    minute: i8,
    text: String,
    photos: Vec<Photo>,
    hearts: Vec<String>,
    comments: Vec<Comment>,
}

/// "school", or the keys of groups.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Audience {
    School(#[expect(dead_code, reason = "its presence says it all")] String),
    Groups(Vec<String>),
}

/// A file, and what can be seen on it.
#[derive(Debug, Clone, Deserialize)]
struct Photo {
    file: String,
    alt: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Comment {
    by: String,
    text: String,
    hours_after: i64,
    #[serde(default)]
    replies: Vec<Comment>,
}

/// Everything that was told by `now`.
pub fn tell(deeds: &mut Deeds, school: &Seeded, now: Moment, size: Size) -> Result<()> {
    let told = told(size)?;
    if size == Size::Full {
        let photos: usize = told.iter().map(|post| post.photos.len()).sum();
        println!("  {} posts with {photos} photos …", told.len());
    }
    // Nobody has spoken in the future.
    let latest = now.plus(-Moment::MINUTE);
    for post in told {
        tell_one(deeds, school, latest, post)?;
    }
    Ok(())
}

fn told(size: Size) -> Result<Vec<Told>> {
    let mut told: Vec<Told> = serde_json::from_slice(STORIES).map_err(|error| broken(&error))?;
    let (posts, mut photos) = match size {
        Size::Full => return Ok(told),
        Size::Story => (FEW_POSTS, FEW_PHOTOS),
        #[cfg(test)]
        Size::Words => (told.len(), 0),
    };
    told.truncate(posts);
    for post in &mut told {
        post.photos.truncate(photos);
        photos -= post.photos.len();
    }
    Ok(told)
}

fn tell_one(deeds: &mut Deeds, school: &Seeded, latest: Moment, told: Told) -> Result<()> {
    let published = school.at(-told.days_ago, told.hour, told.minute)?;
    let post = Post {
        audience: audience(school, &told.groups)?,
        body: told.text,
        photos: told.photos.into_iter().map(|photo| (photo.file, photo.alt)).collect(),
    };
    let post = deeds.add(published, &told.author, What::Post(post));
    for email in &told.hearts {
        deeds.add(published.plus(READ).min(latest), email, What::Heart { post });
    }
    talk(deeds, post, None, &told.comments, |hours| published.plus(hours * Moment::HOUR).min(latest));
    Ok(())
}

fn talk(
    deeds: &mut Deeds,
    post: Number,
    answers: Option<Number>,
    comments: &[Comment],
    when: impl Fn(i64) -> Moment + Copy,
) {
    for comment in comments {
        let what = What::Say { post, answers, body: comment.text.clone() };
        let said = deeds.add(when(comment.hours_after), &comment.by, what);
        talk(deeds, post, Some(said), &comment.replies, when);
    }
}

fn audience(school: &Seeded, audience: &Audience) -> Result<Vec<String>> {
    match audience {
        Audience::School(_) => Ok(vec!["school".to_owned()]),
        Audience::Groups(keys) => keys.iter().map(|key| Ok(format!("group:{}", school.group(key)?))).collect(),
    }
}
