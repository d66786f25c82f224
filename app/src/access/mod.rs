//! WHO MAY DO WHAT: the one place that decides.
//!
//! Three locks: no viewer, no database (`Viewer`, `Visitor`, `Robot` are the only ways to it); no grant, no row (`May`
//! can only be made here); lists start at the viewer (everything joins the view `scopes`).
mod app;
pub mod audience;
pub mod audit;
mod health;
mod lanes;
mod may;
mod network;
pub mod policy;
mod queues;
mod robot;
mod seats;
mod things;
pub mod viewer;
mod visitor;

pub use app::{ARRIVING, App};
pub use audience::{Audience, Part};
pub use lanes::Asking;
pub use may::{Action, Book, Edit, Manage, May, React, Read, Remove, Write};
pub use policy::Denied;
pub use robot::Robot;
pub use seats::{Kind, Reason, Seat, Seats, Standing};
pub use things::{Shared, Thing};
pub use viewer::{Claim, PersonId, SchoolId, SessionId, Viewer};
pub use visitor::{Visitor, asker};

crate::id!(GroupId);
crate::id!(PupilId);
crate::id!(HouseholdId);

#[cfg(test)]
mod inventory;
#[cfg(test)]
mod tests;
