//! Builds the demo school through the same importers that a real school uses.
mod many;
mod other;
mod people;
mod pictures;
mod stories;
mod talks;
#[cfg(test)]
mod tests;
mod words;

pub use many::many_posts;

use crate::access::{App, Robot};
use crate::base::clock::zone;
use crate::base::failure::Result;

/// How much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Everything, with all posts and photos.
    Full,
    /// Everybody, and a few posts with small photos: what stories need.
    Story,
}

/// Seeds an empty database; one that holds a school already stays as it is.
pub async fn seed(app: &App, size: Size) -> Result<()> {
    let robot = Robot::new(app, "demo");
    if !people::is_empty(&robot).await? {
        return Ok(());
    }
    let today = app.clock.today(&zone("Europe/Amsterdam"));
    let school = people::seed(&robot, today).await?;
    stories::seed(&robot, &school, size).await?;
    talks::seed(&robot, &school).await?;
    if size == Size::Story {
        other::seed(&robot, today).await?;
    }
    Ok(())
}

/// The password of every demo person.
pub const PASSWORD: &str = "samen in de kring";

/// The people that the demo shows first.
pub const SHOWN: [(&str, &str, &str); 8] = [
    ("fatima.elamrani@ouders.example", "Fatima El Amrani", "Moeder van Noor en Ilias"),
    ("mark.jansen@ouders.example", "Mark Jansen", "Vader van Daan, gescheiden"),
    ("eva.kuipers@ouders.example", "Eva Kuipers", "Moeder van Daan, gescheiden"),
    ("wei.chen@ouders.example", "Wei Chen", "Parent of Mei, in English"),
    ("sanne.dewit@wilgenboom.example", "Sanne de Wit", "Leerkracht van De Otters"),
    ("karim.benali@wilgenboom.example", "Karim Benali", "Leerkracht van De Vossen, duo"),
    ("marijke.oosterhuis@wilgenboom.example", "Marijke Oosterhuis", "Directeur"),
    ("hanneke.smit@wilgenboom.example", "Hanneke Smit", "Administratie"),
];
