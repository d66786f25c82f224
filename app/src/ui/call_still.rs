//! On the server no island is awake, so that nothing ever calls. The signatures are those of `call.rs`.
use serde::de::DeserializeOwned;

use crate::base::failure::Refusal;

pub async fn call<T: DeserializeOwned>(_action: &str, _fields: &[(&str, &str)]) -> Result<T, Refusal> {
    Err(Refusal::default())
}

pub fn told(_name: &str) -> String {
    String::new()
}

/// Whose form this is and on which page: the document knows it.
pub fn sender() -> String {
    leptos::prelude::use_context::<super::sent::Sender>().map(|sender| sender.0).unwrap_or_default()
}
