//! Stories of photos: what they lose on the way in, and who sees them.
mod arriving;
mod refusals;

use http::StatusCode;
use pixels::testing::{SECRETS, phone_jpeg};

use super::server::store;
use super::{Photo, PhotoId, Uploaded};
use crate::access::{PersonId, SchoolId};
use crate::base::clock::Moment;
use crate::base::ids;
use crate::jobs::work_off;
use crate::testing::{Answer, Probe, School};
use crate::{sql, stories};

async fn upload(who: &mut Probe, bytes: &[u8]) -> Answer {
    who.call_files("photos/upload", &[], &[("photo", "IMG_0042.jpg", "image/jpeg", bytes)]).await
}

/// Uploads a photo that is accepted.
async fn uploaded(who: &mut Probe, bytes: &[u8]) -> Uploaded {
    let answer = upload(who, bytes).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.html());
    serde_json::from_slice(&answer.body).expect("a photo")
}

/// Publishes a post of Sanne's with these photos for De Otters; gives its address.
async fn publish(school: &School, sanne: &mut Probe, photos: &[&str]) -> String {
    let key = ids::fresh(school.app.clock.now());
    let otters = format!("group:{}", school.group("G-OTTERS").await);
    let mut fields = vec![("key", key.as_str()), ("audience", otters.as_str())];
    fields.extend(photos.iter().map(|photo| ("uploaded", *photo)));
    let answer = sanne.post_files("feed/publish", &fields, &[]).await;
    assert_eq!(answer.location(), format!("/posts/{key}"), "{}", answer.text());
    answer.location()
}

/// The names of the chunks of a WebP file.
fn chunks(webp: &[u8]) -> Vec<String> {
    assert_eq!((&webp[..4], &webp[8..12]), (b"RIFF".as_slice(), b"WEBP".as_slice()));
    let (mut at, mut names) = (12, Vec::new());
    while at + 8 <= webp.len() {
        names.push(String::from_utf8_lossy(&webp[at..at + 4]).into_owned());
        let size = u32::from_le_bytes([webp[at + 4], webp[at + 5], webp[at + 6], webp[at + 7]]) as usize;
        at += 8 + size.next_multiple_of(2);
    }
    names
}

/// Addresses of all renditions on a page.
fn renditions(page: &Answer) -> Vec<String> {
    let sets = page.attributes("srcset=\"").join(", ");
    sets.split(", ").filter_map(|one| one.split(' ').next()).map(str::to_owned).collect()
}

fn contains(bytes: &[u8], needle: &str) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
}

/// The page of one photo of a post.
fn large(post: &str, number: usize) -> String {
    format!("{}/{number}", post.replace("/posts/", "/photos/under/"))
}

stories! {
    async fn a_photo_forgets_where_and_by_whom_it_was_taken(school) {
        let mut sanne = school.sanne().await;
        let original = phone_jpeg(4, 600, 900, 6);
        assert!(contains(&original, SECRETS[0]), "the telephone hides a name in it");
        let photo = uploaded(&mut sanne, &original).await;
        assert_eq!((photo.width, photo.height), (600, 900), "upright");
        let post = publish(&school, &mut sanne, &[&photo.id]).await;

        let mut fatima = school.fatima().await;
        let files = renditions(&fatima.get(&post).await);
        assert_eq!(files.len(), 2, "{files:?}");
        for file in files {
            let answer = fatima.get(&file).await;
            assert_eq!(answer.status, StatusCode::OK);
            let strangers: Vec<_> = chunks(&answer.body).into_iter().filter(|name| !["VP8 ", "VP8L", "VP8X", "ALPH"].contains(&name.as_str())).collect();
            assert_eq!(strangers, Vec::<String>::new());
            assert!(SECRETS.iter().all(|secret| !contains(&answer.body, secret)));
            let picture = image::load_from_memory(&answer.body).expect("a picture");
            let width = file.rsplit('/').next().and_then(|width| width.parse::<u32>().ok());
            assert_eq!(Some(picture.width()), width);
            assert_eq!(picture.height(), picture.width() * 3 / 2, "upright");
        }
    }

    async fn a_waiting_photo_is_its_uploaders_alone(school) {
        let mut sanne = school.sanne().await;
        let photo = uploaded(&mut sanne, &phone_jpeg(1, 64, 48, 1)).await;
        let file = format!("/photos/{}/64", photo.id);
        let own = sanne.get(&file).await;
        assert_eq!(own.status, StatusCode::OK);
        assert_eq!(own.headers["content-type"], "image/webp");
        assert_eq!(own.headers["cache-control"], "private, max-age=31536000, immutable");
        assert_eq!(own.headers["content-disposition"], "inline");
        assert_eq!(own.headers["x-content-type-options"], "nosniff");
        for email in ["karim.benali@wilgenboom.example", "marijke.oosterhuis@wilgenboom.example", "fatima.elamrani@ouders.example"] {
            assert_eq!(school.as_person(email).await.get(&file).await.status, StatusCode::NOT_FOUND, "{email}");
        }
        assert!(school.visitor().get(&file).await.location().starts_with("/sign-in"));
    }

    async fn a_photo_is_as_private_as_its_post(school) {
        let mut sanne = school.sanne().await;
        let photo = uploaded(&mut sanne, &phone_jpeg(1, 64, 48, 1)).await;
        let post = publish(&school, &mut sanne, &[&photo.id]).await;
        let (file, large) = (format!("/photos/{}/64", photo.id), large(&post, 1));
        for path in [&file, &large] {
            assert_eq!(school.fatima().await.get(path).await.status, StatusCode::OK);
            for mut other in [school.wei().await, school.ronald().await] {
                assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND);
            }
        }
        for wrong in ["65", "64.webp", "..", "%2e%2e%2f64", ""] {
            let path = format!("/photos/{}/{wrong}", photo.id);
            assert_eq!(sanne.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn nobody_uses_anothers_photo_and_none_is_used_twice(school) {
        let mut sanne = school.sanne().await;
        let photo = uploaded(&mut sanne, &phone_jpeg(1, 64, 48, 1)).await;
        let vossen = format!("group:{}", school.group("G-VOSSEN").await);
        let otters = format!("group:{}", school.group("G-OTTERS").await);
        let mut karim = school.as_person("karim.benali@wilgenboom.example").await;
        let key = ids::fresh(school.app.clock.now());
        let fields = [("key", key.as_str()), ("audience", vossen.as_str()), ("uploaded", photo.id.as_str())];
        assert_eq!(karim.call_files("feed/publish", &fields, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(karim.get(&format!("/posts/{key}")).await.status, StatusCode::NOT_FOUND, "all or nothing");

        publish(&school, &mut sanne, &[&photo.id]).await;
        let key = ids::fresh(school.app.clock.now());
        let fields = [("key", key.as_str()), ("audience", otters.as_str()), ("uploaded", photo.id.as_str())];
        assert_eq!(sanne.call_files("feed/publish", &fields, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_photo_that_nobody_used_goes_after_a_day(school) {
        let mut sanne = school.sanne().await;
        let (used, unused) = (uploaded(&mut sanne, &phone_jpeg(1, 64, 48, 1)).await, uploaded(&mut sanne, &phone_jpeg(2, 64, 48, 1)).await);
        publish(&school, &mut sanne, &[&used.id]).await;
        school.app.clock.advance(Moment::DAY - Moment::MINUTE);
        work_off(&school.app).await.expect("jobs");
        let blob = |photo: &Uploaded| format!("photos/{}/64.webp", photo.id);
        assert!(school.app.blobs.get(&blob(&unused)).await.is_ok(), "not yet");
        school.app.clock.advance(2 * Moment::MINUTE);
        work_off(&school.app).await.expect("jobs");
        assert!(school.app.blobs.get(&blob(&unused)).await.is_err());
        assert_eq!(sanne.get(&format!("/photos/{}/64", unused.id)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(sanne.get(&format!("/photos/{}/64", used.id)).await.status, StatusCode::OK);
    }

    async fn uploads_are_for_staff_and_not_without_end(school) {
        let small = phone_jpeg(1, 64, 48, 1);
        assert_eq!(upload(&mut school.fatima().await, &small).await.status, StatusCode::FORBIDDEN);
        let mut sanne = school.sanne().await;
        let now = school.app.clock.now();
        let sixty = school.robot().db().write(now, |tx, now| Box::pin(async move {
            let mut sixty = Vec::new();
            let (person, at): (PersonId, SchoolId) = tx
                .query(sql!("SELECT id, school_id FROM persons WHERE email = 'sanne.dewit@wilgenboom.example'"))
                .one()
                .await?;
            for _ in 0..60 {
                let photo = Photo {
                    id: PhotoId::new(*now), width: 1, height: 1, widths: "1".into(),
                    placeholder: String::new(), description: String::new(),
                };
                store::insert(tx, (&at, &person), &photo, (*now, 1)).await?;
                sixty.push(photo.id);
            }
            Ok(sixty)
        })).await.expect("sixty photos");
        // The one that was chosen first makes room for the one that is chosen now.
        let answer = upload(&mut sanne, &small).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.html());
        let waiting = sql!("SELECT id FROM files WHERE subject_id IS NULL ORDER BY id");
        let waiting: Vec<(PhotoId,)> = school.robot().db().query(waiting).all().await.expect("the photos");
        let newest = waiting.last().expect("a photo").0.as_str();
        assert!(answer.html().contains(newest), "{newest} is not the one that was sent");
        assert_eq!(waiting[..59].iter().map(|(id,)| id).collect::<Vec<_>>(), sixty[1..].iter().collect::<Vec<_>>());
    }

    async fn a_form_of_another_kind_is_refused_and_the_school_goes_on(school) {
        let mut sanne = school.sanne().await;
        let answer = sanne.call("photos/upload", &[("photo", "x")]).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(sanne.get("/").await.status, StatusCode::OK);
    }

    async fn photos_lead_to_their_neighbours(school) {
        let mut sanne = school.sanne().await;
        let (one, two) = (uploaded(&mut sanne, &phone_jpeg(1, 64, 48, 1)).await, uploaded(&mut sanne, &phone_jpeg(2, 64, 48, 1)).await);
        let post = publish(&school, &mut sanne, &[&one.id, &two.id]).await;
        let first = sanne.get(&large(&post, 1)).await;
        assert!(first.html().contains(&one.id) && !first.html().contains("rel=\"prev\""));
        let second = sanne.get(&first.attribute("href=\"/photos/under/").unwrap_or_default()).await;
        assert!(second.html().contains(&two.id) && !second.html().contains("rel=\"next\""));
        assert_eq!(sanne.get(&large(&post, 3)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(sanne.get(&large(&post, 0)).await.status, StatusCode::NOT_FOUND);
    }
}
