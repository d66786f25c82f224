//! What head and office do with the school.
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::{MultipartData, MultipartFormData};

use crate::base::failure::Failure;

/// Looks something up in the log: names stand in no address.
#[server(endpoint = "school/look-up", prefix = "/api")]
pub async fn look_up(#[server(default)] q: String, #[server(default)] doors: String) -> Result<(), Failure> {
    super::server::deeds::look_up(q, doors).await
}

/// Opens a module for families from a day on; an empty day closes it.
#[server(endpoint = "school/module", prefix = "/api")]
pub async fn module(module: String, #[server(default)] opens: String) -> Result<(), Failure> {
    super::server::deeds::module(module, opens).await
}

/// What the school is called, where it stands, whom to ask, and its colour.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AboutForm {
    pub name: String,
    pub place: String,
    pub contact: String,
    /// Ticked: `colour` counts.
    pub own: String,
    /// `#c2410c`
    pub colour: String,
}

/// Chooses the picture beside the school's name.
#[server(endpoint = "school/logo", prefix = "/api", input = MultipartFormData)]
pub async fn choose_logo(form: MultipartData) -> Result<(), Failure> {
    super::server::logo::choose(form).await
}

/// Takes it away.
#[server(endpoint = "school/drop-logo", prefix = "/api")]
pub async fn drop_logo() -> Result<(), Failure> {
    super::server::logo::drop().await
}

/// Says what the school is called and how it looks.
#[server(endpoint = "school/describe", prefix = "/api")]
pub async fn describe(#[server(default)] form: AboutForm) -> Result<(), Failure> {
    super::server::about::describe(form).await
}
