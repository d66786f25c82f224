//! What the house needs to know of a feature: its pages, what it does later, its places in the navigation, what waits for somebody.
use std::sync::LazyLock;

use axum::response::{IntoResponse, Response};
use futures::future::BoxFuture;
use http::request::Parts;

use super::carried::Carried;
use super::page::Tab;
use super::router::Route;
use crate::access::{App, Ended, Erasing, Following, Known, PersonId, Robot, Viewer, Worker};
use crate::base::clock::Moment;
use crate::base::db::Tx;
use crate::base::failure::{Failure, Result};
use crate::base::language::Language;
use crate::ui::links::Way;

pub struct Feature {
    /// Every address; the demo has a few more.
    pub routes: fn(demo: bool) -> Vec<Route>,
    /// The kinds of jobs it does.
    pub jobs: &'static [Worker],
    pub navigation: &'static [Destination],
    /// The page for whoever was signed out while they wrote. One feature has it: the one that signs in.
    pub sign_in_again: Option<SignInAgain>,
    /// Another way in than signing in: it stands under that form.
    pub door: Option<Share>,
    /// Where the form leads that goes on at another school of the account. One feature has it.
    pub switch: Option<&'static str>,
    /// What came since then, in a sentence: for whoever looks around at another school of theirs.
    pub fresh: for<'v> fn(&'v Viewer, Moment) -> BoxFuture<'v, Result<Option<String>>>,
    /// What somebody who writes can share.
    pub shares: &'static [Share],
    /// Its pages of the work of head and office.
    pub chapters: &'static [Chapter],
    /// Its own words for what went wrong in one of its actions («comments/write»), where the common ones say too little.
    pub refusals: fn(Language, &str, &Failure) -> Option<String>,
    /// Takes out what it holds of one person. What belongs to the school (a post) stays, without their name.
    pub erase: for<'t> fn(&'t mut Tx, &'t Erasing) -> BoxFuture<'t, Result<()>>,
    /// Lets what hangs on who belongs to whom follow, in the transaction that changed it; says what ended by it.
    pub follow: for<'t> fn(&'t mut Tx, &'t Following) -> BoxFuture<'t, Result<Vec<Ended>>>,
    /// What it holds of one person, for that person.
    pub export: for<'r> fn(&'r Robot, &'r PersonId) -> BoxFuture<'r, Result<Vec<Known>>>,
    /// Where one goes on from an adult whom head or office found.
    pub found: fn(Language, &FoundAdult) -> Option<Way>,
    /// What waits for this viewer, and is told on Today.
    pub due: for<'v> fn(&'v Viewer) -> BoxFuture<'v, Result<Vec<Due>>>,
}

/// Draws what was carried along and the form to sign in; `failure`: the password was wrong, or it was tried too often.
pub type SignInAgain = for<'a> fn(&'a App, Parts, Carried, Option<Failure>) -> BoxFuture<'a, Response>;

impl Feature {
    /// A feature that has nothing of all that.
    pub const NONE: Feature = Feature {
        routes: |_| Vec::new(),
        jobs: &[],
        navigation: &[],
        sign_in_again: None,
        door: None,
        switch: None,
        shares: &[],
        chapters: &[],
        refusals: |_, _, _| None,
        erase: |_, _| Box::pin(async { Ok(()) }),
        follow: |_, _| Box::pin(async { Ok(Vec::new()) }),
        export: |_, _| Box::pin(async { Ok(Vec::new()) }),
        fresh: |_, _| Box::pin(async { Ok(None) }),
        found: |_, _| None,
        due: |_| Box::pin(async { Ok(Vec::new()) }),
    };
}

/// The other ways in.
pub fn doors(language: Language) -> Vec<Way> {
    let all = features().filter_map(|feature| feature.door.as_ref());
    all.map(|door| Way { href: door.href.to_owned(), label: (door.label)(language), here: false }).collect()
}

/// A form that somebody can go to, and what it is called.
pub struct Share {
    pub href: &'static str,
    pub label: fn(Language) -> String,
}

/// The ways between the forms of everything that can be shared; `here`: the one that is open.
pub fn shares(language: Language, here: &str) -> Vec<Way> {
    let all = features().flat_map(|feature| feature.shares);
    all.map(|share| Way { href: share.href.to_owned(), label: (share.label)(language), here: share.href == here })
        .collect()
}

/// Somebody whom head or office found.
#[derive(Debug, Clone)]
pub struct FoundAdult {
    pub id: PersonId,
    /// They have an account.
    pub registered: bool,
    /// They care for a child here, or are something at school.
    pub belongs: bool,
}

/// What the features offer of somebody.
pub fn ways_of(language: Language, adult: &FoundAdult) -> Vec<Way> {
    features().filter_map(|feature| (feature.found)(language, adult)).collect()
}

/// A page of the work of head and office; «School» names them all.
pub struct Chapter {
    pub href: &'static str,
    pub icon: &'static str,
    pub label: fn(Language) -> String,
    /// For whom it is there.
    pub shown: fn(&Viewer) -> bool,
}

/// Those of this viewer: what it is called, where it stands, its picture.
pub fn chapters(viewer: &Viewer) -> Vec<(String, &'static str, &'static str)> {
    let all = features().flat_map(|feature| feature.chapters).filter(|chapter| (chapter.shown)(viewer));
    all.map(|chapter| ((chapter.label)(viewer.language), chapter.href, chapter.icon)).collect()
}

/// A place in the bar.
pub struct Destination {
    pub tab: Tab,
    pub href: &'static str,
    pub icon: &'static str,
    pub label: fn(Language) -> String,
    /// From left to right.
    pub place: u8,
    /// For whom it is there.
    pub shown: fn(&Viewer) -> bool,
}

/// Something that waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub icon: &'static str,
    pub sentence: String,
    pub href: String,
    /// What has to be done by then comes before what only happens then.
    pub needed: bool,
    pub at: Moment,
}

/// A feature, in the order of the table of contents.
pub struct Listed(pub u8, pub Feature);
inventory::collect!(Listed);

/// Every feature of the house, in the order of the table of contents.
pub fn features() -> impl Iterator<Item = &'static Feature> {
    // They never change, and every page asks for them.
    static IN_ORDER: LazyLock<Vec<&'static Listed>> = LazyLock::new(|| {
        let mut listed: Vec<&'static Listed> = inventory::iter::<Listed>.into_iter().collect();
        listed.sort_unstable_by_key(|listed| listed.0);
        listed
    });
    IN_ORDER.iter().map(|listed| &listed.1)
}

/// Who does this kind of job. `None`: a kind that no feature knows, or not any more.
pub fn worker(kind: &str) -> Option<&'static Worker> {
    features().flat_map(|feature| feature.jobs).find(|worker| worker.kind == kind)
}

/// Call it at the end of every transaction that changes groups, pupils or guardians of a school.
pub async fn follow(tx: &mut Tx, following: &Following) -> Result<Vec<Ended>> {
    let mut ended = Vec::new();
    for feature in features() {
        ended.extend((feature.follow)(tx, following).await?);
    }
    ended.retain(|(_, count)| *count > 0);
    Ok(ended)
}

/// What waits for this viewer, of all features: what is needed first, then by time.
pub async fn due(viewer: &Viewer) -> Result<Vec<Due>> {
    let mut all = Vec::new();
    for feature in features() {
        all.extend((feature.due)(viewer).await?);
    }
    all.sort_by_key(|due| (!due.needed, due.at));
    Ok(all)
}

/// What was carried along, and the form to sign in.
pub async fn sign_in_again(app: &App, parts: Parts, carried: Carried, failure: Option<Failure>) -> Response {
    match features().find_map(|feature| feature.sign_in_again) {
        Some(page) => page(app, parts, carried, failure).await,
        None => Failure::SignedOut.into_response(),
    }
}

/// The bar of this viewer.
pub fn bar(viewer: &Viewer) -> Vec<&'static Destination> {
    let all = features().flat_map(|feature| feature.navigation);
    let mut bar: Vec<&'static Destination> = all.filter(|place| (place.shown)(viewer)).collect();
    bar.sort_unstable_by_key(|place| place.place);
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_holds_five_places_at_most() {
        let mut places: Vec<u8> = features().flat_map(|feature| feature.navigation).map(|place| place.place).collect();
        let all = places.len();
        places.sort_unstable();
        places.dedup();
        assert!(all > 2 && all <= 5 && places.len() == all, "{places:?}");
    }

    #[test]
    fn every_kind_of_job_is_done_by_one_feature() {
        let mut kinds: Vec<&str> = features().flat_map(|feature| feature.jobs).map(|job| job.kind).collect();
        let all = kinds.len();
        kinds.sort_unstable();
        kinds.dedup();
        assert!(all > 2 && kinds.len() == all, "{kinds:?}");
    }
}
