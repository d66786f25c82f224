//! WHO MAY DO WHAT: the one place that decides.
//!
//! Three locks: no viewer, no database (`Viewer`, `Visitor`, `Robot` are the only ways to it); no grant, no row (`May`
//! can only be made here); lists start at the viewer (everything joins the view `belongs`).
mod addressing;
mod app;
pub mod asked;
pub mod audience;
pub mod audit;
pub mod circles;
mod cookies;
mod elsewhere;
mod erasing;
mod health;
mod lanes;
pub mod live;
mod may;
mod module;
mod network;
pub mod policy;
mod queues;
mod robot;
mod roles;
mod seats;
mod subjects;
mod things;
pub mod viewer;
mod visitor;
mod work;

pub use addressing::{Addressable, CircleId, Family, addressable, families};
pub use app::{ARRIVING, App};
pub use audience::{Audience, Part};
pub use circles::{Kind, Side};
pub use cookies::{cookie_name, device_cookie};
pub use elsewhere::{Elsewhere, OtherSchool, go};
pub use erasing::{Ended, Erasing, Following, Known};
pub use lanes::Asking;
pub use may::{Action, Book, Edit, Lift, Manage, May, React, Read, Remove, Write};
pub use module::{Module, Openings};
pub use policy::Denied;
pub use robot::{Duty, Robot};
pub use roles::Role;
pub use seats::{Reason, Seat, Seats, Standing};
pub use subjects::{Change, Listed, Shared, SubjectId, SubjectKind, Touched, Visible, take_away, touch};
pub use things::{OWN, Thing};
pub use viewer::{AccountId, Claim, PersonId, SchoolId, SessionId, Viewer};
pub use visitor::{OwnSecret, Visitor, asker};
pub use work::{Work, Worker, later, later_once};

crate::id!(GroupId);
crate::id!(PupilId);
crate::id!(HouseholdId);

#[cfg(test)]
mod inventory;
#[cfg(test)]
mod tests;
