//! The demo school: its people come in through the importers of a real school, and then live through their autumn at the front door,
//! with a clock that is turned from one deed to the next.
mod crowd;
mod days;
mod deeds;
mod other;
mod people;
mod photos;
mod stories;
mod talks;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub use other::GUARDIANS as LINDEBOOM_GUARDIANS;
pub use photos::picture;

use crate::access::{App, Duty, Robot};
use crate::base::clock::{Clock, Moment, zone};
use crate::base::db::broken;
use crate::base::failure::Result;
use crate::base::site::Site;
use days::Days;
use deeds::Deeds;

/// How much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Everything, with all posts and photos.
    Full,
    /// Everybody, and a few posts with small photos: what stories need.
    Story,
    /// Everything but the photos, which take most of the time.
    #[cfg(test)]
    Words,
}

/// So long ago the school began with Kring.
const BEGAN: i64 = -60 * Moment::DAY;

/// Fills an empty database; one that holds a school already stays as it is.
pub async fn seed(app: &App, size: Size) -> Result<()> {
    if !people::is_empty(&Robot::new(app, Duty::Trial("demo"))).await? {
        return Ok(());
    }
    let now = app.clock.now();
    let then = earlier(app, now.plus(BEGAN)).await?;
    let robot = Robot::new(&then, Duty::Trial("demo"));
    let today = now.local(&zone("Europe/Amsterdam")).date();
    let school = people::seed(&robot, today).await?;
    let mut deeds = Deeds::default();
    stories::tell(&mut deeds, &school, now, size)?;
    talks::plan(&mut deeds, &robot, &school).await?;
    if size == Size::Story {
        other::found(&mut deeds, &robot, today).await?;
    }
    Days::of(&then, size).live(deeds, now).await?;
    then.close().await;
    Ok(())
}

/// The same school at an earlier moment, with a clock of its own.
async fn earlier(app: &App, at: Moment) -> Result<App> {
    App::open(app.settings.clone(), Site::default(), Clock::turned(at)).await.map_err(|error| broken(&error))
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
