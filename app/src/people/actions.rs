//! What head and office do about people.
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::{MultipartData, MultipartFormData};

use crate::base::failure::Failure;

/// Finds somebody. What is looked for is a name: it stands in no address, and no log of a proxy holds it.
#[server(endpoint = "people/find", prefix = "/api")]
pub async fn find(#[server(default)] q: String) -> Result<(), Failure> {
    super::server::deeds::find(q).await
}

/// Confirms a guardian of a pupil, keeps one out, or lets them in again. `from`: what they were when the page was drawn.
#[server(endpoint = "people/decide", prefix = "/api")]
pub async fn decide(link: String, from: String, to: String, #[server(default)] reason: String) -> Result<(), Failure> {
    super::server::deeds::decide(link, from, to, reason).await
}

/// Confirms roles that a file proposed: those that somebody ticked.
#[server(endpoint = "people/confirm-role", prefix = "/api")]
pub async fn confirm_role(#[server(default)] role: Vec<String>) -> Result<(), Failure> {
    super::server::deeds::confirm_roles(role).await
}

/// Gives somebody a role from today on. `what`: its code.
#[server(endpoint = "people/give-role", prefix = "/api")]
pub async fn give_role(person: String, #[server(default)] what: String) -> Result<(), Failure> {
    super::server::given::give(person, what).await
}

/// Yesterday was the last day of a role.
#[server(endpoint = "people/end-role", prefix = "/api")]
pub async fn end_role(role: String) -> Result<(), Failure> {
    super::server::given::end(role).await
}

/// Somebody who is in no file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewcomerForm {
    pub call_name: String,
    pub infix: String,
    pub last_name: String,
    /// Empty: none.
    pub email: String,
    pub phone: String,
}

/// Writes somebody down who is in no file. `key`: made with the form, so that it is sent once.
#[server(endpoint = "people/add", prefix = "/api")]
pub async fn add(#[server(default)] key: String, #[server(default)] form: NewcomerForm) -> Result<(), Failure> {
    super::server::given::add(key, form).await
}

/// How somebody is reached; an empty field is none.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReachForm {
    pub email: String,
    pub phone: String,
    /// Both, as the page had them.
    pub was: String,
}

/// Puts right by hand how somebody is reached.
#[server(endpoint = "people/reach", prefix = "/api")]
pub async fn reach(person: String, #[server(default)] form: ReachForm) -> Result<(), Failure> {
    super::server::contact::reach(person, form).await
}

/// What files say of that counts again. `import`: the file that is looked at.
#[server(endpoint = "people/let-go", prefix = "/api")]
pub async fn let_go(person: String, #[server(default)] import: String) -> Result<(), Failure> {
    super::server::contact::let_go(person, import).await
}

/// Marks a family as protected, for who must know.
#[server(endpoint = "people/protect", prefix = "/api")]
pub async fn protect(household: String, #[server(default)] reason: String) -> Result<(), Failure> {
    super::server::deeds::protect(household, reason).await
}

/// Takes that mark away.
#[server(endpoint = "people/unprotect", prefix = "/api")]
pub async fn unprotect(household: String) -> Result<(), Failure> {
    super::server::deeds::unprotect(household).await
}

/// Puts a child into another group from today on. `from`: the group that it leaves; empty: it is in none.
#[server(endpoint = "people/move", prefix = "/api")]
pub async fn put(child: String, #[server(default)] from: String, #[server(default)] to: String) -> Result<(), Failure> {
    super::server::places::put(child, from, to).await
}

/// Files say again where a child is. `import`: the file that is looked at.
#[server(endpoint = "people/let-go-place", prefix = "/api")]
pub async fn let_go_place(child: String, #[server(default)] import: String) -> Result<(), Failure> {
    super::server::places::let_go(child, import).await
}

/// Brings a file in, of the pupil administration or a list of guardians. Nothing changes by it; says under which id it is looked at.
#[server(endpoint = "people/bring", prefix = "/api", input = MultipartFormData)]
pub async fn bring(form: MultipartData) -> Result<String, Failure> {
    super::server::lists::bring(form).await
}

/// Takes one group of changes over. `seen`: the version that was looked at; `count`: how many endings somebody confirmed.
#[server(endpoint = "people/take", prefix = "/api")]
pub async fn take(import: String, part: String, seen: i64, #[server(default)] count: String) -> Result<(), Failure> {
    super::server::lists::take(import, part, seen, count).await
}

/// Looks at a file as it holds from another day.
#[server(endpoint = "people/set-day", prefix = "/api")]
pub async fn set_day(import: String, #[server(default)] day: String) -> Result<(), Failure> {
    super::server::lists::set_day(import, day).await
}

/// Throws a file away that was brought in.
#[server(endpoint = "people/leave", prefix = "/api")]
pub async fn leave(import: String) -> Result<(), Failure> {
    super::server::lists::leave(import).await
}

/// Takes back what was taken over last.
#[server(endpoint = "people/take-back", prefix = "/api")]
pub async fn take_back(taken: String) -> Result<(), Failure> {
    super::server::lists::take_back(taken).await
}
