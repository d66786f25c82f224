//! Short sentences on what was just done. Each feature has its own; the cookie between two pages holds which one, not its words.
use crate::base::language::Language;

/// Something that is said once, on the page that follows.
#[derive(Debug)]
pub struct Said {
    /// Its key among the sentences: «feed.posted».
    pub code: &'static str,
    pub sentence: fn(Language) -> String,
}

inventory::collect!(&'static Said);

impl Said {
    /// `None`: nothing that we say, or not any more.
    pub fn of(code: &str) -> Option<&'static Said> {
        inventory::iter::<&'static Said>.into_iter().copied().find(|said| said.code == code)
    }
}

/// Declares what a feature says once: `said! { POSTED = feed.posted }`.
#[macro_export]
macro_rules! said {
    ($($name:ident = $feature:ident.$key:ident),* $(,)?) => {$(
        pub static $name: $crate::shell::flash::Said = $crate::shell::flash::Said {
            code: concat!(stringify!($feature), ".", stringify!($key)),
            sentence: |language| $crate::say!(language, $feature.$key),
        };
        inventory::submit! { &$name }
    )*};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_said_has_a_code_of_its_own() {
        let mut codes: Vec<&str> = inventory::iter::<&'static Said>.into_iter().map(|said| said.code).collect();
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert!(all > 10 && codes.len() == all, "{codes:?}");
        assert!(Said::of("feed.posted").is_some() && Said::of("feed.title").is_none());
    }
}
