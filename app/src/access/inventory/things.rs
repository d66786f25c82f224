//! Real things of group De Otters, for the addresses and forms of the inventory.
use crate::base::db::Statement;
use crate::base::ids;
use crate::sql;
use crate::testing::School;

pub struct Things(Vec<(&'static str, String)>);

impl Things {
    pub async fn of(school: &School) -> Self {
        // A session of Fatima's on another device.
        school.fatima().await;
        let mut things = vec![
            ("group", school.group("G-OTTERS").await),
            ("noor", school.pupil("L-NOOR").await),
            ("daan", school.pupil("L-DAAN").await),
            ("sanne", school.person("sanne.dewit@wilgenboom.example").await),
            ("key", ids::fresh(school.app.clock.now())),
        ];
        for (name, statement) in of_posts().into_iter().chain(of_talks()) {
            let (id,): (String,) = school.robot().db().query(statement).one().await.expect("the thing is there");
            // Of the widths of a photo the smallest.
            things.push((name, id.split(',').next().unwrap_or_default().to_owned()));
        }
        things.extend(asked(school).await);
        things.extend(listed(school).await);
        things.push(("import", brought(school).await));
        things.push(("work_group", working(school).await));
        things.push(("fresh_group", ids::fresh(school.app.clock.now())));
        Things(things)
    }

    /// Puts the ids into an address or a form.
    pub fn fill(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (name, id)| text.replace(&format!("{{{name}}}"), id))
    }
}

/// A list of guardians that the office looks at: one of them would be called otherwise.
async fn brought(school: &School) -> String {
    let newest = sql!("SELECT id FROM imports WHERE kind = 'guardians' ORDER BY id DESC LIMIT 1");
    let found: Option<(String,)> = school.robot().db().query(newest).maybe().await.expect("an answer");
    match found {
        Some((id,)) => id,
        None => bring(school).await,
    }
}

pub async fn bring(school: &School) -> String {
    let list = "pupil_key,household,call_name,infix,last_name,email,language,authority,status,phone\n\
        L-NOOR,H-001,Fatima,,Amrani,fatima.elamrani@ouders.example,nl,yes,confirmed,\n";
    let mut hanneke = school.hanneke().await;
    let file = [("file", "ouders.csv", "text/csv", list.as_bytes())];
    let brought = hanneke.call_files("people/bring", &[("covers", "some")], &file).await;
    let place = brought.text();
    serde_json::from_str(&place).unwrap_or_else(|_| panic!("{place}"))
}

/// A work group with nobody in it.
async fn working(school: &School) -> String {
    let known = sql!("SELECT id FROM circles WHERE kind = 'work_group' ORDER BY id LIMIT 1");
    if let Some((id,)) = school.robot().db().query(known).maybe().await.expect("an answer") {
        return id;
    }
    let key = ids::fresh(school.app.clock.now());
    let mut hanneke = school.hanneke().await;
    let begun = hanneke.call("workgroups/begin", &[("key", &key), ("name", "Avondvierdaagse")]).await;
    assert!(begun.status.is_success(), "{}", begun.text());
    key
}

/// A poll of De Otters, and an answer to it.
async fn asked(school: &School) -> Vec<(&'static str, String)> {
    let mut sanne = school.sanne().await;
    let key = ids::fresh(school.app.clock.now());
    let group = format!("group:{}", school.group("G-OTTERS").await);
    let fields = [
        ("key", key.as_str()),
        ("form[question]", "Welke dag?"),
        ("form[option][]", "Dinsdag"),
        ("form[option][]", "Donderdag"),
        ("form[closes]", "2026-12-18T20:00"),
        ("whom[audience][]", &group),
    ];
    assert_eq!(sanne.post("polls/open", &fields).await.location(), format!("/polls/{key}"));
    let option = sanne.get("/polls").await;
    assert!(option.text().contains("Welke dag?"), "{}", option.text());
    let statement = sql!("SELECT o.id FROM poll_options o WHERE o.poll_id = $1 ORDER BY o.place LIMIT 1");
    let (option,): (String,) =
        school.robot().db().query(statement).bind(&key).one().await.expect("the answer is there");
    vec![
        ("poll", key),
        ("option", option),
        ("fresh", ids::fresh(school.app.clock.now())),
        ("fresh_list", ids::fresh(school.app.clock.now())),
    ]
}

/// A list of De Otters, a task of it, the sign-up of Eva, and that of Mark, who asks her to change.
async fn listed(school: &School) -> Vec<(&'static str, String)> {
    let (mut sanne, key) = (school.sanne().await, ids::fresh(school.app.clock.now()));
    let group = format!("group:{}", school.group("G-OTTERS").await);
    let fields = [
        ("key", key.as_str()),
        ("form[title]", "Kerstviering"),
        ("form[task][]", "Soep"),
        ("form[places][]", "9"),
        ("form[task][]", "Zaal"),
        ("form[places][]", "9"),
        ("form[closes]", "2026-12-18T20:00"),
        ("whom[audience][]", &group),
    ];
    assert_eq!(sanne.post("signups/open", &fields).await.location(), format!("/lists/{key}"));
    let robot = school.robot();
    let tasks = sql!("SELECT t.id FROM sign_up_tasks t WHERE t.list_id = $1 ORDER BY t.place");
    let tasks: Vec<(String,)> = robot.db().query(tasks).bind(&key).all().await.expect("tasks");
    let mut ids = Vec::new();
    for (who, (task,)) in [("eva.kuipers@ouders.example", &tasks[0]), ("mark.jansen@ouders.example", &tasks[1])] {
        school.as_person(who).await.post("signups/join", &[("task", task)]).await;
        let statement = sql!("SELECT s.id FROM sign_ups s WHERE s.task_id = $1");
        ids.push(robot.db().query(statement).bind(task).one::<(String,)>().await.expect("a sign-up").0);
    }
    let mut mark = school.as_person("mark.jansen@ouders.example").await;
    mark.post("signups/offer", &[("own", &ids[1]), ("other", &ids[0])]).await;
    vec![("list", key), ("task", tasks[0].0.clone()), ("own", ids[0].clone()), ("other", ids[1].clone())]
}

/// A post of De Otters with a photo, and what Fatima said under one.
fn of_posts() -> Vec<(&'static str, &'static Statement)> {
    let post = sql!(
        "SELECT p.id FROM posts p JOIN subject_parts a ON a.subject_id = p.id JOIN school_groups g ON g.id = a.circle_id
         JOIN files f ON f.subject_id = p.id WHERE g.import_key = 'G-OTTERS' ORDER BY p.id LIMIT 1"
    );
    let photo = sql!(
        "SELECT f.id FROM files f JOIN subject_parts a ON a.subject_id = f.subject_id JOIN school_groups g ON g.id = a.circle_id
         WHERE g.import_key = 'G-OTTERS' ORDER BY f.id LIMIT 1"
    );
    let width = sql!(
        "SELECT f.widths FROM files f JOIN subject_parts a ON a.subject_id = f.subject_id JOIN school_groups g ON g.id = a.circle_id
         WHERE g.import_key = 'G-OTTERS' ORDER BY f.id LIMIT 1"
    );
    let comment = sql!(
        "SELECT c.id FROM comments c JOIN persons n ON n.id = c.author_id JOIN subject_parts a ON a.subject_id = c.subject_id
         JOIN school_groups g ON g.id = a.circle_id
         WHERE g.import_key = 'G-OTTERS' AND n.email = 'fatima.elamrani@ouders.example' ORDER BY c.id LIMIT 1"
    );
    let link = sql!(
        "SELECT g.id FROM guardianships g JOIN pupils u ON u.id = g.pupil_id JOIN persons n ON n.id = g.person_id
         WHERE u.import_key = 'L-NOOR' AND n.email = 'fatima.elamrani@ouders.example'"
    );
    vec![("post", post), ("photo", photo), ("width", width), ("comment", comment), ("link", link)]
}

/// The round that is open, a free slot, the talk of Daan's other household, and a session of Fatima's.
fn of_talks() -> Vec<(&'static str, &'static Statement)> {
    let round = sql!("SELECT id FROM rounds WHERE title = 'Herfstgesprekken'");
    let date =
        sql!("SELECT MIN(s.date) FROM slots s JOIN rounds r ON r.id = s.round_id WHERE r.title = 'Herfstgesprekken'");
    let slot = sql!(
        "SELECT s.id FROM slots s JOIN rounds r ON r.id = s.round_id JOIN persons n ON n.id = s.teacher_id
         WHERE r.title = 'Herfstgesprekken' AND n.email = 'sanne.dewit@wilgenboom.example'
           AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.slot_id = s.id) ORDER BY s.id LIMIT 1"
    );
    let booking = sql!(
        "SELECT b.id FROM bookings b JOIN rounds r ON r.id = b.round_id JOIN persons n ON n.id = b.booked_by
         WHERE r.title = 'Herfstgesprekken' AND n.email = 'mark.jansen@ouders.example'"
    );
    let household = sql!("SELECT id FROM households WHERE label = 'H-001'");
    let jansen = sql!("SELECT id FROM households WHERE label = 'H-002'");
    let session = sql!(
        "SELECT s.id FROM sessions s JOIN persons n ON n.id = s.person_id
         WHERE n.email = 'fatima.elamrani@ouders.example' ORDER BY s.id LIMIT 1"
    );
    vec![
        ("round", round),
        ("date", date),
        ("slot", slot),
        ("booking", booking),
        ("household", household),
        ("jansen", jansen),
        ("session", session),
    ]
}
