//! Invitations: how somebody whom the school knows gets an account. The office makes letters or sends mails, each with a code; whoever
//! has a code chooses an address and a password. Nobody at school sees a code but on the letter itself.
mod actions;
#[cfg(feature = "ssr")]
mod rules;
#[cfg(feature = "ssr")]
mod server;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use server::FEATURE;
