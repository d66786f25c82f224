//! What head and office do with work groups.
use leptos::prelude::*;

use crate::base::failure::Failure;

/// Makes a work group. `key`: made with the form, so that it is sent once.
#[server(endpoint = "workgroups/begin", prefix = "/api")]
pub async fn begin(#[server(default)] key: String, #[server(default)] name: String) -> Result<(), Failure> {
    super::server::deeds::begin(key, name).await
}

/// Calls it otherwise.
#[server(endpoint = "workgroups/rename", prefix = "/api")]
pub async fn rename(group: String, #[server(default)] name: String) -> Result<(), Failure> {
    super::server::deeds::rename(group, name).await
}

/// Looks for somebody who comes into it. A name stands in no address.
#[server(endpoint = "workgroups/find", prefix = "/api")]
pub async fn find(group: String, #[server(default)] q: String) -> Result<(), Failure> {
    super::server::deeds::find(group, q).await
}

/// Somebody comes into it, from today on.
#[server(endpoint = "workgroups/add", prefix = "/api")]
pub async fn add(group: String, person: String) -> Result<(), Failure> {
    super::server::deeds::add(group, person).await
}

/// Somebody goes out of it.
#[server(endpoint = "workgroups/drop", prefix = "/api")]
pub async fn drop(group: String, person: String) -> Result<(), Failure> {
    super::server::deeds::drop(group, person).await
}

/// Ends it for everybody.
#[server(endpoint = "workgroups/end", prefix = "/api")]
pub async fn end(group: String) -> Result<(), Failure> {
    super::server::deeds::end(group).await
}
