//! `May<Action, Thing>`: the proof that somebody may do this to that. Its field is private to `access`, so that nobody
//! can make one from an id in a URL; a store function that takes it cannot be called without having asked.
//!
//! A store function asks for what it needs:
//! ```
//! use app::access::{May, Read, Remove};
//! use app::feed::PostId;
//! fn read(may: &May<Read, PostId>) -> &PostId { may.thing() }
//! fn remove(may: May<Remove, PostId>) { drop(may) }
//! fn asked(may: May<Remove, PostId>) { remove(may) }
//! ```
//! Nobody makes a `May` outside `access`, not by its fields and not by its constructor:
//! ```compile_fail,E0451
//! use app::access::{May, Remove};
//! use app::feed::PostId;
//! let may: May<Remove, PostId> = May { thing: PostId::from("from a URL"), action: std::marker::PhantomData };
//! ```
//! ```compile_fail,E0624
//! use app::access::{May, Remove};
//! use app::feed::PostId;
//! let may: May<Remove, PostId> = May::grant(PostId::from("from a URL"));
//! ```
//! An id is no `May`:
//! ```compile_fail,E0308
//! use app::access::{May, Remove};
//! use app::feed::PostId;
//! fn remove(may: May<Remove, PostId>) { drop(may) }
//! remove(PostId::from("from a URL"));
//! ```
//! Who may read may not therefore remove:
//! ```compile_fail,E0308
//! use app::access::{May, Read, Remove};
//! use app::feed::PostId;
//! fn remove(may: May<Remove, PostId>) { drop(may) }
//! fn read(may: May<Read, PostId>) { remove(may) }
//! ```
use std::marker::PhantomData;

use super::policy::Deed;

/// A kind of deed, as a type.
pub trait Action: Send + Sync + 'static {
    const DEED: Deed;
}

macro_rules! actions {
    ($($name:ident),*) => {$(
        #[derive(Debug, Clone, Copy)]
        pub struct $name;
        impl Action for $name {
            const DEED: Deed = Deed::$name;
        }
    )*};
}
actions!(Read, React, Write, Remove, Manage, Edit, Book, Lift);

#[derive(Debug)]
pub struct May<A, T> {
    thing: T,
    action: PhantomData<fn() -> A>,
}

impl<A: Action, T> May<A, T> {
    pub(super) fn grant(thing: T) -> Self {
        May { thing, action: PhantomData }
    }

    /// What was granted.
    pub fn thing(&self) -> &T {
        &self.thing
    }
}

impl<A, T: Clone> Clone for May<A, T> {
    fn clone(&self) -> Self {
        May { thing: self.thing.clone(), action: PhantomData }
    }
}
