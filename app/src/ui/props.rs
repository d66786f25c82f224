//! What an island is given. It travels as a list of texts, in the order of its fields: a reader for named fields of every island would
//! weigh more on the phone than what they hold.
/// A value that travels as a text.
pub trait Told: Sized {
    fn told(self) -> String;
    fn of(text: String) -> Self;
}

impl Told for String {
    fn told(self) -> String {
        self
    }

    fn of(text: String) -> Self {
        text
    }
}

impl Told for bool {
    fn told(self) -> String {
        if self { "1".to_owned() } else { String::new() }
    }

    fn of(text: String) -> Self {
        !text.is_empty()
    }
}

impl Told for i64 {
    fn told(self) -> String {
        self.to_string()
    }

    fn of(text: String) -> Self {
        text.parse().unwrap_or_default()
    }
}

/// Declares a struct that an island is given.
#[macro_export]
macro_rules! props {
    ($(#[$about:meta])* pub struct $Name:ident { $($(#[$doc:meta])* pub $field:ident: $kind:ty,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(from = "Vec<String>", into = "Vec<String>")]
        pub struct $Name { $($(#[$doc])* pub $field: $kind,)* }

        impl From<Vec<String>> for $Name {
            fn from(told: Vec<String>) -> Self {
                let mut told = told.into_iter();
                $Name { $($field: $crate::ui::props::Told::of(told.next().unwrap_or_default()),)* }
            }
        }

        impl From<$Name> for Vec<String> {
            fn from(given: $Name) -> Self {
                vec![$($crate::ui::props::Told::told(given.$field),)*]
            }
        }
    };
}

#[cfg(test)]
mod tests {
    crate::props! {
        /// A heart, say.
        pub struct Sample {
            pub name: String,
            pub mine: bool,
            pub count: i64,
        }
    }

    #[test]
    fn what_an_island_is_given_arrives_as_it_was() {
        for (mine, count) in [(true, 3), (false, -1), (false, i64::MAX)] {
            let sample = Sample { name: "Noor, \"de\" <jongste>".to_owned(), mine, count };
            let told = serde_json::to_string(&sample).unwrap_or_default();
            assert!(told.starts_with('[') && !told.contains("name"), "{told}");
            assert_eq!(serde_json::from_str::<Sample>(&told).ok(), Some(sample));
        }
        assert_eq!(serde_json::from_str::<Sample>("[]").ok(), Some(Sample::default()));
    }
}
