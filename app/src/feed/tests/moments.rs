//! Stories of a new year: families keep the time of their own child, and see nothing of the time before it.
use super::{OTTERS, VOSSEN, hidden, publish};
use crate::access::audience::members;
use crate::access::{Manage, Viewer};
use crate::base::clock::Moment;
use crate::feed::server::PostId;
use crate::people::{self, Which};
use crate::stories;
use crate::testing::{Probe, School, day};
use pixels::testing::phone_jpeg;

const SCHOOL: &str = include_str!("../../../demo/school.edexml.xml");

/// A week later: Noor goes on to De Vossen, Mei comes to De Otters, Daan has left, and Karim teaches De Otters too.
async fn a_week_later(school: &School) {
    school.app.clock.advance(7 * Moment::DAY);
    let child = |file: &str, key: &str, from: &str, to: &str| {
        let at = file.find(&format!("<leerling key=\"{key}\">")).expect("the child");
        format!("{}{}", &file[..at], file[at..].replacen(&format!("key=\"{from}\""), &format!("key=\"{to}\""), 1))
    };
    let file = child(&child(SCHOOL, "L-NOOR", OTTERS, VOSSEN), "L-MEI", "G-ARENDEN", OTTERS);
    let (before, rest) = file.split_once("<leerling key=\"L-DAAN\">").expect("Daan");
    let file = format!("{before}{}", rest.split_once("</leerling>").expect("his end").1);
    let at = file.find("<leerkracht key=\"T-KARIM\">").expect("Karim");
    let own = format!("<groep key=\"{VOSSEN}\"/>");
    let file = format!("{}{}", &file[..at], file[at..].replacen(&own, &format!("{own}<groep key=\"{OTTERS}\"/>"), 1));
    let here = Which { brin: Some("99WB".into()), ..Which::default() };
    let taken = people::import_school(&school.robot(), &here, file.as_bytes(), day("2026-11-30"), false).await;
    assert!(!taken.expect("taken in").nothing);
}

/// A post with a photo for De Otters: its address, and the one of the photo.
async fn with_photo(school: &School, sanne: &mut Probe) -> (String, String) {
    let key = hidden(&sanne.get("/new").await, "key");
    let group = format!("group:{}", school.group(OTTERS).await);
    let fields = [("key", key.as_str()), ("audience", group.as_str()), ("body", "Kastanjes geraapt.")];
    let photo = phone_jpeg(1, 640, 480, 6);
    let post =
        sanne.post_files("feed/publish", &fields, &[("photo", "IMG_1.jpg", "image/jpeg", &photo)]).await.location();
    let photo = sanne.get(&post).await.attribute("src=\"/photos/").expect("a photo");
    (post, photo)
}

/// The posts of somebody's news that these stories are about, and whether both addresses open.
async fn sees(who: &mut Probe, post: &str, photo: &str) -> (Vec<&'static str>, bool, bool) {
    let news = who.get("/").await.text();
    let told = ["Kastanjes geraapt.", "De eerste sneeuw."].into_iter().filter(|words| news.contains(words)).collect();
    (told, who.get(post).await.status.is_success(), who.get(photo).await.status.is_success())
}

/// The names behind «Who sees this?».
async fn named(viewer: &Viewer, post: &str) -> Vec<String> {
    let post = PostId::from(post.trim_start_matches("/posts/"));
    let may = viewer.may(Manage, post).await.expect("the author");
    members(viewer, &may).await.expect("the members").into_iter().map(|member| member.name).collect()
}

stories! {
    async fn families_keep_the_time_of_their_own_child_and_see_none_before_it(school) {
        let mut sanne = school.sanne().await;
        let (post, photo) = with_photo(&school, &mut sanne).await;
        let (mut fatima, mut wei) = (school.fatima().await, school.wei().await);
        let mut mark = school.as_person("mark.jansen@ouders.example").await;
        let all = (vec!["Kastanjes geraapt."], true, true);
        assert_eq!(sees(&mut fatima, &post, &photo).await, all);
        assert_eq!(sees(&mut mark, &post, &photo).await, all);
        assert_eq!(sees(&mut wei, &post, &photo).await, (vec![], false, false));

        a_week_later(&school).await;
        let later = publish(&school, &mut sanne, OTTERS, "De eerste sneeuw.").await;
        // Noor was there, and is at school; Mei came after it; Daan has left.
        assert_eq!(sees(&mut fatima, &post, &photo).await, all);
        assert_eq!(sees(&mut wei, &post, &photo).await, (vec!["De eerste sneeuw."], false, false));
        let (told, opens, shown) = sees(&mut mark, &post, &photo).await;
        assert!(told.is_empty() && !opens && !shown, "{told:?} {opens} {shown}");
        assert!(!fatima.get(&later).await.status.is_success());
        // Who works here sees what was there before they came.
        for email in ["karim.benali@wilgenboom.example", "sanne.dewit@wilgenboom.example", "hanneke.smit@wilgenboom.example"] {
            let (told, opens, shown) = sees(&mut school.as_person(email).await, &post, &photo).await;
            assert!(told.len() == 2 && opens && shown, "{email}: {told:?} {opens} {shown}");
        }
    }

    async fn who_sees_this_says_who_was_there_on_the_day(school) {
        let mut sanne = school.sanne().await;
        let post = publish(&school, &mut sanne, OTTERS, "Kastanjes geraapt.").await;
        a_week_later(&school).await;
        let later = publish(&school, &mut sanne, OTTERS, "De eerste sneeuw.").await;
        let viewer = sanne.viewer(&school.app).await.expect("Sanne");
        let (then, now) = (named(&viewer, &post).await, named(&viewer, &later).await);
        let has = |names: &[String], name: &str| names.iter().any(|one| one == name);
        assert!(has(&then, "Fatima El Amrani") && !has(&now, "Fatima El Amrani"), "{then:?} {now:?}");
        assert!(!has(&then, "Wei Chen") && has(&now, "Wei Chen"), "{then:?} {now:?}");
        assert!(!has(&then, "Mark Jansen") && !has(&now, "Mark Jansen"), "{then:?} {now:?}");
    }
}
