//! The modules that a school opens for families, each from a day of its own.
use super::policy::Denied;
use crate::base::day::Day;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Module {
    News,
    Talks,
}

impl Module {
    pub const ALL: [Module; 2] = [Module::News, Module::Talks];

    pub fn code(self) -> &'static str {
        match self {
            Module::News => "news",
            Module::Talks => "talks",
        }
    }

    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|module| module.code() == code)
    }
}

/// From which day each module is open for families. One that is not listed is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Openings(Vec<(Module, Day)>);

impl Openings {
    /// «news 2026-09-01,talks 2026-10-05», as one statement brings them along.
    pub(super) fn of(list: &str) -> Self {
        let opening = |one: &str| {
            let (module, opens) = one.split_once(' ')?;
            Some((Module::of(module)?, opens.parse().ok()?))
        };
        Openings(list.split(',').filter_map(opening).collect())
    }

    #[cfg(test)]
    pub(super) fn from(openings: &[(Module, Day)]) -> Self {
        Openings(openings.to_vec())
    }

    /// The day, if there is one.
    pub fn day(&self, module: Module) -> Option<Day> {
        self.0.iter().find(|(known, _)| *known == module).map(|(_, opens)| *opens)
    }

    /// Whether it is open for families today.
    pub fn check(&self, module: Module, today: Day) -> Result<(), Denied> {
        match self.day(module) {
            Some(opens) if opens <= today => Ok(()),
            Some(opens) => Err(Denied::NotYet(opens)),
            None => Err(Denied::NotFound),
        }
    }
}
