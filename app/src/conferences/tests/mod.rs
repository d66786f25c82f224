//! Stories of talks, on both engines: the round that the office opens, and what people do with it.
mod booking;
mod follow;
mod lists;
mod mails;
mod office;
mod order;
mod rounds;
mod siblings;
mod strangers;
mod upcoming;

use crate::base::clock::Moment;
use crate::base::ids;
use crate::testing::{Answer, Probe, School};

pub const KARIM: &str = "karim.benali@wilgenboom.example";
pub const MARK: &str = "mark.jansen@ouders.example";
pub const EVA: &str = "eva.kuipers@ouders.example";

/// The afternoon of Thursday 10 December: 14:00, 14:15, 14:30 and 14:45, ten minutes each.
pub struct Afternoon {
    pub round: String,
    pub noor: String,
    pub ilias: String,
    pub daan: String,
}

impl Afternoon {
    /// Opened by the office for De Otters (Sanne) and De Vossen (Karim).
    pub async fn open(school: &School) -> Self {
        let mut office = school.hanneke().await;
        let answer = send(school, &mut office, &["G-OTTERS", "G-VOSSEN"], &["Sanne de Wit", "Karim Benali"], &[]).await;
        let round = round_of(&answer);
        Afternoon {
            round,
            noor: school.pupil("L-NOOR").await,
            ilias: school.pupil("L-ILIAS").await,
            daan: school.pupil("L-DAAN").await,
        }
    }

    pub fn page(&self, pupil: &str) -> String {
        format!("/talks/{}?child={pupil}", self.round)
    }

    /// Opens the picker, ticks a time, sends the form.
    pub async fn book(&self, probe: &mut Probe, pupil: &str, time: &str, note: &str) -> Answer {
        let page = probe.get(&self.page(pupil)).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let slot = slot(&page, time);
        self.send(probe, pupil, &slot, note).await
    }

    pub async fn send(&self, probe: &mut Probe, pupil: &str, slot: &str, note: &str) -> Answer {
        let key = ids::fresh(Moment(1));
        let fields = [("round", self.round.as_str()), ("pupil", pupil), ("slot", slot), ("note", note), ("key", &key)];
        probe.post("conferences/book", &fields).await
    }

    /// What `/talks` says about this child to this person.
    pub async fn told(&self, probe: &mut Probe) -> String {
        probe.get("/talks").await.text()
    }
}

/// The id of the slot at this time on a picker.
pub fn slot(page: &Answer, time: &str) -> String {
    let html = page.html();
    let form = html.find("class=\"slots\"").unwrap_or_else(|| panic!("no slots: {}", page.text()));
    let at = html[form..].find(&format!("<span>{time}</span>")).unwrap_or_else(|| panic!("no {time}: {}", page.text()));
    before(&html[..form + at], "value=\"")
}

/// The value of the first input with this attribute.
pub fn after(page: &Answer, attribute: &str) -> String {
    let html = page.html();
    let at = html.find(attribute).unwrap_or_else(|| panic!("no {attribute}: {}", page.text()));
    html[at..].split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// The attribute that stands last in a text.
fn before(html: &str, start: &str) -> String {
    let from = html.rfind(start).map_or(0, |at| at + start.len());
    html[from..].split('"').next().unwrap_or_default().to_owned()
}

/// What is said at this time on a picker: «bezet», «aansluitend», nothing.
pub fn hint(page: &Answer, time: &str) -> String {
    let html = page.html();
    let form = html.find("class=\"slots\"").unwrap();
    let after = html[form..].split(&format!("<span>{time}</span>")).nth(1).unwrap_or_default();
    let small = after.split("<small>").nth(1).unwrap_or_default();
    small.split('<').next().unwrap_or_default().trim().to_owned()
}

/// The form of a new round as a person fills it in; `change` replaces fields.
pub async fn send(
    school: &School,
    probe: &mut Probe,
    groups: &[&str],
    teachers: &[&str],
    change: &[(&str, &str)],
) -> Answer {
    let mut ids_of = Vec::new();
    for key in groups {
        ids_of.push(school.group(key).await);
    }
    let query: Vec<String> = ids_of.iter().map(|id| format!("group={id}")).collect();
    let page = probe.get(&format!("/talks/new?{}", query.join("&"))).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let mut fields: Vec<(String, String)> = vec![("key".into(), after(&page, "name=\"key\""))];
    fields.extend(ids_of.iter().map(|id| ("form[group][]".to_owned(), id.clone())));
    for name in teachers {
        fields.push(("form[teacher][]".into(), teacher(&page, name)));
    }
    for (name, value) in USUAL {
        let value = change.iter().find(|(other, _)| other == name).map_or(*value, |(_, value)| value);
        fields.push(((*name).to_owned(), value.to_owned()));
    }
    for (name, value) in change.iter().filter(|(name, _)| !USUAL.iter().any(|(usual, _)| usual == name)) {
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    probe.post("conferences/open", &fields).await
}

const USUAL: &[(&str, &str)] = &[
    ("form[title]", "Adventgesprekken"),
    ("form[minutes]", "10"),
    ("form[gap]", "5"),
    ("form[opens]", "2026-11-20T08:00"),
    ("form[closes]", "2026-12-04T17:00"),
    ("form[date][0]", "2026-12-10"),
    ("form[from][0]", "14:00"),
    ("form[to][0]", "15:00"),
];

/// The id of a teacher on the form of a new round.
pub fn teacher(page: &Answer, name: &str) -> String {
    let html = page.html();
    let at = html.find(&format!("<b>{name}</b>")).unwrap_or_else(|| panic!("no {name}: {}", page.text()));
    before(&html[..at], "name=\"form[teacher][]\" value=\"")
}

/// The id in `/talks/{round}/manage`.
pub fn round_of(answer: &Answer) -> String {
    let location = answer.location();
    assert!(location.ends_with("/manage"), "{} {location} {}", answer.status, answer.text());
    location.trim_start_matches("/talks/").trim_end_matches("/manage").to_owned()
}
