//! The id of a photo, and whose it is: as private as its subject, and nobody's but the uploader's while it waits for one.
use futures::future::BoxFuture;

use super::store;
use crate::access::policy::{Facts, Stated};
use crate::access::{OWN, Thing, Viewer};
use crate::base::failure::Result;

crate::id!(PhotoId);

impl Thing for PhotoId {
    fn stated<'v>(&'v self, viewer: &'v Viewer) -> BoxFuture<'v, Result<Option<Stated>>> {
        Box::pin(async move {
            match store::whose(viewer, self).await? {
                None => Ok(None),
                Some((Some(subject), _)) => subject.stated(viewer).await,
                Some((None, author)) => Ok(Some(Stated::new(&OWN, Facts { author, ..Facts::default() }))),
            }
        })
    }
}

/// A photo, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Photo {
    pub id: PhotoId,
    pub width: i64,
    pub height: i64,
    /// «480,960,1600», smallest first.
    pub widths: String,
    pub placeholder: String,
    pub description: String,
}

impl Photo {
    pub fn widths(&self) -> impl Iterator<Item = &str> {
        self.widths.split(',')
    }

    /// Address of the rendition with this width.
    pub fn address(&self, width: &str) -> String {
        format!("/photos/{}/{width}", self.id)
    }

    pub fn smallest(&self) -> String {
        self.address(self.widths().next().unwrap_or_default())
    }

    pub fn largest(&self) -> String {
        self.address(self.widths().last().unwrap_or_default())
    }

    /// For the browser to choose from: so many at most, the smallest first.
    pub fn srcset(&self, most: usize) -> String {
        self.widths().take(most).map(|width| format!("{} {width}w", self.address(width))).collect::<Vec<_>>().join(", ")
    }
}

/// Where a rendition lies.
pub fn blob(id: &PhotoId, width: &str) -> String {
    format!("photos/{id}/{width}.webp")
}
