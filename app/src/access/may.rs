//! `May<Action, Thing>`: the proof that somebody may do this to that. Its field is private to `access`, so that nobody
//! can make one from an id in a URL; a store function that takes it cannot be called without having asked.
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
actions!(Read, React, Write, Remove, Manage, Book);

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
