//! A story of what a post leaves behind: jobs, files and mails, word for word, so that a change of them is seen.
use std::collections::BTreeSet;

use pixels::testing::phone_jpeg;

use super::{OTTERS, hidden};
use crate::base::ids;
use crate::jobs::work_off;
use crate::testing::School;
use crate::{sql, stories};

/// A text with a word for every id in it.
fn plain(text: &str) -> String {
    let words = text.split(|letter: char| !(letter.is_ascii_hexdigit() || letter == '-'));
    let found: BTreeSet<&str> = words.filter_map(|word| word.get(..36)).filter(|word| ids::is_id(word)).collect();
    found.into_iter().fold(text.to_owned(), |text, id| text.replace(id, "ID"))
}

/// The jobs that wait: lane, kind, what they are told, and in how many minutes they are due.
async fn jobs(school: &School) -> Vec<String> {
    let robot = school.robot();
    let asked = robot.db().query(sql!("SELECT lane, kind, payload, due_at FROM jobs"));
    let all: Vec<(String, String, String, i64)> = asked.all().await.expect("the jobs");
    let now = school.app.clock.now().0;
    let line = |(lane, kind, told, due): (String, String, String, i64)| {
        plain(&format!("{lane} {kind} {told} in {} min", (due - now) / 60_000_000))
    };
    let mut lines: Vec<String> = all.into_iter().map(line).collect();
    lines.sort();
    lines
}

/// The jobs that did not wait before.
async fn new_jobs(school: &School, before: &[String]) -> Vec<String> {
    jobs(school).await.into_iter().filter(|line| !before.contains(line)).collect()
}

async fn files(school: &School) -> BTreeSet<String> {
    school.app.blobs.keys("photos").await.expect("the files").into_iter().collect()
}

/// What is there now and was not before, file by file.
async fn new_files(school: &School, before: &BTreeSet<String>) -> Vec<String> {
    let mut new: Vec<String> = files(school).await.difference(before).map(|key| plain(key)).collect();
    new.sort();
    new
}

stories! {
    async fn what_a_post_leaves_behind(school) {
        work_off(&school.app).await.expect("jobs");
        let (waiting, before, mails) = (jobs(&school).await, files(&school).await, school.mails().len());
        let mut sanne = school.sanne().await;
        let key = hidden(&sanne.get("/new").await, "key");
        let group = format!("group:{}", school.group(OTTERS).await);
        let photo = phone_jpeg(1, 640, 480, 6);
        let fields = [("key", key.as_str()), ("audience", group.as_str()), ("body", "Met een foto.")];
        let answer = sanne.post_files("feed/publish", &fields, &[("photo", "IMG_1.jpg", "image/jpeg", &photo)]).await;
        assert_eq!(answer.location(), format!("/posts/{key}"), "{}", answer.text());
        let comment = [("subject", key.as_str()), ("parent", ""), ("body", "Mooi!"), ("key", &ids::fresh(school.app.clock.now()))];
        school.fatima().await.call("comments/write", &comment).await;

        let mut left = vec!["sent:".to_owned()];
        left.extend(new_jobs(&school, &waiting).await);
        left.extend(new_files(&school, &before).await);
        work_off(&school.app).await.expect("jobs");
        left.push("worked off:".to_owned());
        left.extend(new_jobs(&school, &waiting).await);
        left.extend(new_files(&school, &before).await);
        sanne.call("feed/remove", &[("post", key.as_str())]).await;
        left.push("removed:".to_owned());
        left.extend(new_jobs(&school, &waiting).await);
        work_off(&school.app).await.expect("jobs");
        left.push("worked off:".to_owned());
        left.extend(new_jobs(&school, &waiting).await);
        left.extend(new_files(&school, &before).await);
        left.push(format!("mails: {}", school.mails().len() - mails));
        insta::allow_duplicates! {
            insta::assert_snapshot!(left.join("\n"), @r#"
            sent:
            photos photos/clear {"photo":"ID","widths":"480,640"} in 1440 min
            photos/ID/480.webp
            photos/ID/640.webp
            worked off:
            photos photos/clear {"photo":"ID","widths":"480,640"} in 1440 min
            photos/ID/480.webp
            photos/ID/640.webp
            removed:
            photos photos/clear {"photo":"ID","widths":"480,640"} in 0 min
            photos photos/clear {"photo":"ID","widths":"480,640"} in 1440 min
            worked off:
            photos photos/clear {"photo":"ID","widths":"480,640"} in 1440 min
            mails: 0
            "#);
        }
    }
}
