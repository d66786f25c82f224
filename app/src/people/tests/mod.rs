//! Stories of people: files go in, twice is once, and nobody gets more than the school confirmed.
mod brake;
mod contacts;
mod decisions;
mod demo;
mod erasing;
mod given;
mod guardians;
mod lists;
mod long;
mod office;
mod places;
mod protected;
mod school;
mod tables;

use super::{Founding, ImportRefused, ImportReport, Which, import_guardians, import_school};
use crate::testing::{School, day};

pub const SCHOOL: &str = include_str!("../../../demo/school.edexml.xml");
pub const GUARDIANS: &str = include_str!("../../../demo/guardians.csv");
/// The day of the stories, and one a week later.
pub const TODAY: &str = "2026-11-23";
pub const NEXT_WEEK: &str = "2026-11-30";

pub fn wilgenboom() -> Which {
    Which { brin: Some("99WB".into()), ..Which::default() }
}

pub fn founding() -> Option<Founding> {
    Some(Founding { name: "De Toren".into(), board: "Stichting De Toren".into(), place: "Gouda".into() })
}

pub async fn take_school(school: &School, xml: &str, on: &str) -> Result<ImportReport, ImportRefused> {
    import_school(&school.robot(), &wilgenboom(), xml.as_bytes(), day(on), false).await
}

pub async fn take_guardians(school: &School, csv: &str, on: &str) -> Result<ImportReport, ImportRefused> {
    import_guardians(&school.robot(), &wilgenboom(), csv.as_bytes(), day(on), false).await
}

/// The text without the lines that hold this.
pub fn without(text: &str, mark: &str) -> String {
    text.split_inclusive('\n').filter(|line| !line.contains(mark)).collect()
}
