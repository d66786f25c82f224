//! Typed ids: a post's id cannot be passed where a pupil's is wanted.

/// Declares a typed id over TEXT.
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, sqlx::Type)]
        #[sqlx(transparent)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            pub fn new(now: $crate::base::clock::Moment) -> Self {
                Self($crate::base::ids::fresh(now))
            }
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl $crate::base::db::Value for $name {
            type Kept = Self;

            fn storable(self) -> Self {
                Self(self.0.storable())
            }
        }
        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }
        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
