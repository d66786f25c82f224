//! What Today says of lists: what one does and when, who asks to change places, and where help is still wanted.
use super::list::ListId;
use super::rules::{Stands, stands};
use super::store::{self, Offer, Own, Wanted};
use crate::access::Viewer;
use crate::base::clock::Moment;
use crate::base::failure::Result;
use crate::base::shelf::Shelved;
use crate::say;
use crate::shell::Due;
use crate::ui::when;

#[derive(Debug, Default)]
struct Waiting {
    own: Vec<Own>,
    offers: Vec<Offer>,
    wanted: Vec<Wanted>,
}

impl Shelved for Waiting {
    fn bytes(&self) -> usize {
        self.own.bytes() + self.offers.bytes() + self.wanted.bytes()
    }
}

/// Three statements a minute where there is a list.
pub async fn due(viewer: &Viewer) -> Result<Vec<Due>> {
    let waiting = viewer.app().shelf.or_read(viewer.waiting_key("lists"), read(viewer)).await?;
    let offers = waiting.offers.iter().map(|offer| offered(viewer, offer));
    let wanted = waiting.wanted.iter().map(|list| help(viewer, list));
    Ok(offers.chain(wanted).chain(waiting.own.iter().map(|own| doing(viewer, own))).collect())
}

async fn read(viewer: &Viewer) -> Result<Waiting> {
    let asked = viewer.asked::<ListId>().await?;
    if asked.is_empty() {
        return Ok(Waiting::default());
    }
    Ok(Waiting {
        own: store::own(viewer, &asked).await?,
        offers: store::offers(viewer, &asked).await?,
        wanted: store::wanted(viewer, &asked).await?,
    })
}

fn offered(viewer: &Viewer, offer: &Offer) -> Due {
    Due {
        icon: "people",
        sentence: say!(viewer.language, signups.due_offer, title = offer.title.clone()),
        href: format!("/lists/{}", offer.list_id),
        needed: true,
        at: offer.closes_at,
    }
}

fn help(viewer: &Viewer, list: &Wanted) -> Due {
    Due {
        icon: "people",
        sentence: say!(viewer.language, signups.due_wanted, title = list.title.clone()),
        href: format!("/lists/{}", list.id),
        needed: true,
        at: list.closes_at,
    }
}

fn doing(viewer: &Viewer, own: &Own) -> Due {
    let language = viewer.language;
    let what = say!(language, signups.what, task = own.label.clone(), title = own.title.clone());
    let sentence = match (stands(own.before, own.places), own.happens_on) {
        (Stands::Waits(_), _) => say!(language, signups.due_waits, what = what),
        (Stands::HasPlace, Some(day)) => {
            say!(language, signups.due_day, what = what, day = when::date(language, day))
        }
        (Stands::HasPlace, None) => say!(language, signups.due_doing, what = what),
    };
    let starts = own.happens_on.and_then(|day| Moment::of_local(day.at(0, 0, 0, 0), &viewer.zone));
    Due {
        icon: "check",
        sentence,
        href: format!("/lists/{}", own.list_id),
        needed: false,
        at: starts.unwrap_or(own.closes_at),
    }
}
