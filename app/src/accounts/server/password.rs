//! Argon2id, in a bounded number of threads. A wrong address costs as much time as a wrong password.
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::access::{App, Asking, Visitor};
use crate::base::db::broken;
use crate::base::failure::Result;
use crate::base::ids;

/// A hash that belongs to no password: checked when there is no account.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Hashes a new password, for a command or the demo.
pub async fn hash(app: &App, password: String) -> Result<String> {
    hash_for(app, Asking::Ourselves, password).await
}

/// The same for somebody at the door: those of one network one after the other.
pub async fn hash_of_visitor(visitor: &Visitor, password: String) -> Result<String> {
    hash_for(visitor.app(), Asking::From(&visitor.network), password).await
}

async fn hash_for(app: &App, asking: Asking<'_>, password: String) -> Result<String> {
    let salt = STANDARD_NO_PAD.encode(&ids::token().as_bytes()[..16]);
    heavy(app, asking, move || {
        let salt = SaltString::from_b64(&salt).map_err(|error| broken(&error))?;
        Ok(argon2()
            .hash_password(identity::password(&password).as_bytes(), &salt)
            .map_err(|error| broken(&error))?
            .to_string())
    })
    .await
}

/// Whether the password belongs to the hash; `None` stands for no account and takes as long.
pub async fn verify(app: &App, asking: Asking<'_>, password: String, hash: Option<String>) -> Result<bool> {
    heavy(app, asking, move || {
        let hash = hash.filter(|hash| !hash.is_empty());
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        let parsed = PasswordHash::new(&hash).map_err(|error| broken(&error))?;
        Ok(argon2().verify_password(identity::password(&password).as_bytes(), &parsed).is_ok() && known)
    })
    .await
}

/// Runs something heavy outside the async threads, a few at a time.
async fn heavy<T: Send + 'static>(
    app: &App,
    asking: Asking<'_>,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let _turn = app.turns.password.turn(asking).await?;
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(broken(&error)))
}
