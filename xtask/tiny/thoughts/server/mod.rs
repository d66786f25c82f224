//! The side of the server.
pub mod deeds;
mod page;
mod store;
mod thought;

use crate::shell::{Feature, Route};

use super::rules;

crate::said! { SHARED = thoughts.said_shared }

pub const FEATURE: Feature = Feature { routes: |_| vec![Route::get("/thoughts", page::show)], ..Feature::NONE };
