//! The files of a made-up school of any size, as an administration exports them: the same size and seed give the same school, and its
//! next year is of the same children. Shapes as in a Dutch primary school: groups of 25, siblings, two homes for one in six families,
//! colleagues who share a group, some parents without an address.
use std::fmt::Write;

use jiff::civil::Date;

use crate::access::{App, Duty, Robot};
use crate::accounts::{open_account, password};
use crate::base::clock::zone;
use crate::base::db::broken;
use crate::base::failure::Result;
use crate::people::{Confirm, Founding, Which, confirm_roles, import_school, with_address};

/// How many children sit in a group.
const IN_A_GROUP: usize = 25;
const YEARS: u8 = 8;

const GIVEN: [&str; 40] = [
    "Noor", "Sem", "Lieke", "Daan", "Yara", "Finn", "Zoë", "Luuk", "Amina", "Thijs", "Fenna", "Mees", "Elif", "Jens",
    "Saar", "Bilal", "Isa", "Guus", "Maud", "Ravi", "Jinte", "Tygo", "Safiya", "Pepijn", "Evi", "Emre", "Roos",
    "Stijn", "Hailey", "Ties", "Nynke", "Owen", "Liv", "Koen", "Aïcha", "Boaz", "Puck", "Jelle", "Meryem", "Hidde",
];
const LAST: [(&str, &str); 40] = [
    ("van der", "Werf"),
    ("", "Bakker"),
    ("de", "Boer"),
    ("", "Yılmaz"),
    ("van", "Leeuwen"),
    ("", "Hoekstra"),
    ("", "El Idrissi"),
    ("van den", "Brink"),
    ("", "Postma"),
    ("ter", "Haar"),
    ("", "Kowalski"),
    ("", "Verbeek"),
    ("van 't", "Hof"),
    ("", "Nguyen"),
    ("", "Schouten"),
    ("de", "Graaf"),
    ("", "Ramdin"),
    ("", "Willemsen"),
    ("van", "Dam"),
    ("", "Öztürk"),
    ("", "Mulder"),
    ("", "Haddad"),
    ("", "Kuipers"),
    ("van de", "Ven"),
    ("", "Jansen"),
    ("", "Sijbesma"),
    ("", "Pinas"),
    ("op den", "Kamp"),
    ("", "Vink"),
    ("", "Molenaar"),
    ("", "Çelik"),
    ("", "Brouwer"),
    ("de", "Lange"),
    ("", "Wong"),
    ("", "Peeters"),
    ("van", "Es"),
    ("", "Hendriks"),
    ("", "Bouzid"),
    ("", "Scholten"),
    ("van der", "Heijden"),
];

/// Chance that comes out the same every time: a linear congruential generator of 64 bits (Knuth, MMIX).
#[derive(Debug, Clone)]
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % most
    }
}

#[derive(Debug, Clone)]
struct Family {
    last: usize,
    /// Two homes.
    apart: bool,
    /// The second parent has no address.
    unreached: bool,
}

#[derive(Debug, Clone)]
struct Child {
    number: usize,
    family: usize,
    given: usize,
    /// In the first of its years here it was in this one: 1 to 8.
    began_in: i16,
    /// Which of the groups of its year.
    beside: usize,
}

/// A school of so many pupils, with everybody who comes in the year after.
#[derive(Debug, Clone)]
pub struct Made {
    brin: String,
    /// In which its first school year begins.
    year: i16,
    groups_a_year: usize,
    families: Vec<Family>,
    children: Vec<Child>,
}

impl Made {
    /// Its first school year is the one in which this day lies.
    pub fn new(brin: &str, pupils: usize, today: Date) -> Self {
        let mut chance = Chance(7_013);
        let groups_a_year = pupils.div_ceil(usize::from(YEARS) * IN_A_GROUP).max(1);
        let year = if today.month() < 8 { today.year() - 1 } else { today.year() };
        let mut made = Made { brin: brin.to_owned(), year, groups_a_year, families: Vec::new(), children: Vec::new() };
        let in_a_year = pupils.div_ceil(usize::from(YEARS));
        for number in 0..pupils + in_a_year {
            // Whoever comes next year is in no year yet.
            let began_in = if number < pupils { 1 + i16::try_from(number / in_a_year).unwrap_or_default() } else { 0 };
            let sibling = !made.families.is_empty() && chance.below(10) < 4;
            let family = if sibling { chance.below(made.families.len()) } else { made.family(&mut chance) };
            let (given, beside) = (chance.below(GIVEN.len()), number % groups_a_year);
            made.children.push(Child { number, family, given, began_in, beside });
        }
        made
    }

    fn family(&mut self, chance: &mut Chance) -> usize {
        let (last, apart, unreached) = (chance.below(LAST.len()), chance.below(6) == 0, chance.below(20) == 0);
        self.families.push(Family { last, apart, unreached });
        self.families.len() - 1
    }

    /// The first day of lessons, so many years after the first.
    pub fn begins(&self, later: i16) -> Date {
        Date::constant(self.year + later, 8, 16)
    }

    /// The export of the year that begins so many years after the first.
    pub fn school(&self, later: i16) -> String {
        let year = self.year + later;
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<EDEX>\n<school><schooljaar>{year}-{}</schooljaar><brincode>{}</brincode>\
             <dependancecode>00</dependancecode><schoolkey>GEMAAKT</schoolkey><xsdversie>2.1</xsdversie></school>\n<groepen>\n",
            year + 1,
            self.brin
        );
        for (at, beside) in self.groups() {
            let name = group_name(at, beside);
            put(
                &mut xml,
                format_args!("<groep key=\"G-{name}\"><naam>Groep {name}</naam><jaargroep>{at}</jaargroep></groep>\n"),
            );
        }
        xml.push_str("</groepen>\n<leerlingen>\n");
        for child in self.children.iter().filter(|child| here(child, later)) {
            self.pupil(&mut xml, child, later);
        }
        xml.push_str("</leerlingen>\n<leerkrachten>\n");
        self.staff(&mut xml);
        xml.push_str("</leerkrachten>\n</EDEX>\n");
        xml
    }

    fn groups(&self) -> impl Iterator<Item = (i16, usize)> {
        let beside = self.groups_a_year;
        (1..=i16::from(YEARS)).flat_map(move |year| (0..beside).map(move |at| (year, at)))
    }

    fn pupil(&self, xml: &mut String, child: &Child, later: i16) {
        let (given, (infix, last)) = (GIVEN[child.given], LAST[self.families[child.family].last]);
        let infix = if infix.is_empty() { String::new() } else { format!("<voorvoegsel>{infix}</voorvoegsel>") };
        let (at, began) =
            (child.began_in + later, self.year + 1 - child.began_in.max(1) + i16::from(child.began_in == 0));
        let name = group_name(at, child.beside);
        put(
            xml,
            format_args!(
                "<leerling key=\"L-{:04}\"><achternaam>{last}</achternaam>{infix}<voornamen>{given}</voornamen><roepnaam>{given}</roepnaam>\
                 <geboortedatum>{}-{:02}-{:02}</geboortedatum><geslacht>{}</geslacht><jaargroep>{at}</jaargroep><groep key=\"G-{name}\"/>\
                 <instroomdatum>{began}-08-16</instroomdatum></leerling>\n",
                child.number,
                self.year - 4 - child.began_in,
                1 + child.number % 12,
                1 + child.number % 28,
                1 + child.number % 2,
            ),
        );
    }

    /// A head, an office, somebody for support, and two colleagues for every group: one of them in every third has it alone.
    fn staff(&self, xml: &mut String) {
        for (key, given, last, role) in [
            ("HEAD", "Ineke", "Terlouw", "DIR"),
            ("OFFICE", "Wim", "Zandstra", "ADM"),
            ("SUPPORT", "Gerda", "Prins", "IB"),
        ] {
            put(xml, format_args!("{}<rol>{role}</rol></leerkracht>\n", colleague(key, given, last)));
        }
        for (number, (at, beside)) in self.groups().enumerate() {
            for second in 0..=usize::from(number % 3 != 0) {
                let key = format!("{at}{beside}{second}");
                let (given, (_, last)) =
                    (GIVEN[(number * 2 + second) % GIVEN.len()], LAST[(number * 3 + second) % LAST.len()]);
                let name = group_name(at, beside);
                put(
                    xml,
                    format_args!(
                        "{}<rol>LRK</rol><groepen><groep key=\"G-{name}\"/></groepen></leerkracht>\n",
                        colleague(&key, given, last)
                    ),
                );
            }
        }
    }

    /// The list of the parents of everybody who is here in that year.
    pub fn guardians(&self, later: i16) -> String {
        let mut csv =
            "pupil_key,household,call_name,infix,last_name,email,language,authority,status,phone\n".to_owned();
        for child in self.children.iter().filter(|child| here(child, later)) {
            let family = &self.families[child.family];
            let (infix, last) = LAST[family.last];
            for second in 0..2 {
                let number = child.family * 2 + second;
                let home = if family.apart && second == 1 { "b" } else { "" };
                let email = if family.unreached && second == 1 {
                    String::new()
                } else {
                    format!("ouder{number:04}@gezin.example")
                };
                // One in forty still waits for somebody to look at it.
                let status = if number % 40 == 39 { "proposed" } else { "confirmed" };
                put(
                    &mut csv,
                    format_args!(
                        "L-{:04},H-{:04}{home},{},{infix},{last},{email},nl,yes,{status},06 1{:07}\n",
                        child.number,
                        child.family,
                        GIVEN[(number * 7 + 3) % GIVEN.len()],
                        number
                    ),
                );
            }
        }
        csv
    }
}

/// A made-up school in which nobody is but its head, with an account: what a school is before its first list comes in.
pub struct Founded {
    pub brin: &'static str,
    pub head: &'static str,
    pub made: Made,
}

/// Founds one of so many pupils, whose lists are still to be brought in.
pub async fn found(app: &App, pupils: usize, password: &str) -> Result<Founded> {
    let robot = Robot::new(app, Duty::Trial("made"));
    let (brin, head) = ("88GM", "t-head@gemaakt.example");
    let today = app.clock.now().local(&zone("Europe/Amsterdam")).date();
    let founding = Founding { name: "De Gemaakte".into(), board: "Stichting Gemaakt".into(), place: "Gouda".into() };
    let which = Which { founding: Some(founding), ..Which::default() };
    let nobody = Made::new(brin, 0, today).school(0);
    import_school(&robot, &which, nobody.as_bytes(), today.into(), false)
        .await
        .map_err(|why| broken(&format_args!("the made-up school was refused: {why:?}")))?;
    let named = Confirm::Some(vec!["T-HEAD".to_owned()]);
    confirm_roles(&robot, Some(brin), named, today.into())
        .await
        .map_err(|why| broken(&format_args!("the head of the made-up school: {why:?}")))?;
    let hash = password::hash(app, password.to_owned()).await?;
    for (person, _) in with_address(&robot, head).await? {
        open_account(&robot, &person, head, Some(&hash)).await?;
    }
    Ok(Founded { brin, head, made: Made::new(brin, pupils, today) })
}

/// Writing to a text does not fail.
fn put(text: &mut String, written: std::fmt::Arguments<'_>) {
    text.write_fmt(written).unwrap_or_default();
}

/// Eight years, and then to another school.
fn here(child: &Child, later: i16) -> bool {
    (1..=i16::from(YEARS)).contains(&(child.began_in + later))
}

/// «5B».
fn group_name(year: i16, beside: usize) -> String {
    let letter = char::from_u32('A' as u32 + u32::try_from(beside).unwrap_or_default()).unwrap_or('A');
    format!("{year}{letter}")
}

fn colleague(key: &str, given: &str, last: &str) -> String {
    let address = format!("t-{}@gemaakt.example", key.to_lowercase());
    format!(
        "<leerkracht key=\"T-{key}\"><achternaam>{last}</achternaam><roepnaam>{given}</roepnaam><emailadres>{address}</emailadres>"
    )
}
