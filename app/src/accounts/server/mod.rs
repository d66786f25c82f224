//! The side of the server: pages, statements, jobs.
mod again;
pub mod deeds;
mod family;
mod jobs;
mod page;
pub mod password;
pub mod store;

use super::rules;

pub use again::{Carried, sign_in_again};
pub use jobs::job;
pub use page::{cookie_name, device_cookie, routes};
pub use store::{account_elsewhere, end_sessions, follow_address, free_address, open_account};
