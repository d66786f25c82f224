//! Every list of things that belong to somebody, beside what the oracle says: what I see, what asks me, whom I may write to, who sees this.
use std::collections::BTreeSet;

use super::oracle::Oracle;
use super::relations::{PERSONS, Written};
use crate::access::{
    CircleId, Manage, May, PersonId, Read, Shared, SubjectKind, Viewer, Write, addressable, asked, audience, families,
};
use crate::base::failure::Failure;

/// One subject of every kind stands in every world; `Some` says where house and oracle differ.
pub async fn one_kind<T>(viewer: &Viewer, oracle: Oracle<'_>, written: &Written, person: usize) -> Option<String>
where
    T: Shared + From<String> + std::fmt::Debug,
{
    let kind = T::KIND;
    let thing = T::from(written.id(kind.code, 0));
    let sees = person < PERSONS && oracle.sees(person, kind.rules.module);
    let may = viewer.may(Read, thing.clone()).await;
    if !(if sees { may.is_ok() } else { matches!(may, Err(Failure::Gone)) }) {
        return Some(format!("gets {may:?} of the {}, the oracle says {sees}", kind.code));
    }
    let listed = viewer.visible::<T>((i64::MAX, ""), 9).await.expect("a list");
    if listed.ids().contains(&thing.id()) != sees {
        return Some(format!("the list shows {:?} of kind {}, the oracle says {sees}", listed.ids(), kind.code));
    }
    asks(viewer, oracle, &thing, person).await
}

async fn asks<T: Shared + From<String>>(
    viewer: &Viewer,
    oracle: Oracle<'_>,
    thing: &T,
    person: usize,
) -> Option<String> {
    let kind = T::KIND;
    let listed = viewer.asked::<T>().await.expect("what asks");
    let says = kind.asks && person < PERSONS && oracle.is_asked(person, kind.rules.module);
    if listed.ids().contains(&thing.id()) != says {
        return Some(format!("what asks is {:?} of kind {}, the oracle says {says}", listed.ids(), kind.code));
    }
    let is = viewer.is_asked(thing).await.expect("whether it asks");
    let says = person < PERSONS && oracle.is_asked(person, None);
    (is != says).then(|| format!("is asked by the {}: {is}, the oracle says {says}", kind.code))
}

/// «Who sees this?», and who is asked, by name and with reasons.
pub async fn who_sees<T: Shared + From<String>>(
    viewer: &Viewer,
    oracle: Oracle<'_>,
    written: &Written,
) -> Option<String> {
    let may = May::<Manage, T>::grant(T::from(written.id(T::KIND.code, 0)));
    let members = audience::members(viewer, &may).await.expect("the members");
    let named =
        |members: &[audience::Member]| members.iter().map(|one| one.person.0.clone()).collect::<BTreeSet<String>>();
    let says = |holds: &dyn Fn(usize) -> bool| {
        (0..PERSONS)
            .filter(|person| holds(*person))
            .map(|person| written.id("person", person))
            .collect::<BTreeSet<String>>()
    };
    let expected = says(&|person| oracle.in_audience(person));
    let reasons = members.iter().all(|member| !member.reasons.is_empty());
    if named(&members) != expected || !reasons {
        return Some(format!("«who sees this» of the {} says {members:?}, the oracle {expected:?}", T::KIND.code));
    }
    let owner = PersonId(written.id("person", PERSONS));
    let all = asked::all_asked(viewer, &may, &owner).await.expect("all who are asked");
    let expected = says(&|person| oracle.is_asked(person, None));
    (named(&all) != expected).then(|| format!("the {} asks {all:?}, the oracle {expected:?}", T::KIND.code))
}

/// What the composer offers, and what is taken from it.
pub async fn addresses(viewer: &Viewer, oracle: Oracle<'_>, written: &Written, person: usize) -> Option<String> {
    let offered: BTreeSet<String> =
        addressable(viewer).await.expect("circles").into_iter().map(|circle| circle.id.0).collect();
    let theirs = if person < PERSONS { oracle.addresses(person) } else { Vec::new() };
    let expected: BTreeSet<String> = theirs.iter().map(|(kind, number)| written.circle(*kind, *number)).collect();
    if offered != expected {
        return Some(format!("may choose {offered:?}, the oracle says {expected:?}"));
    }
    let children: BTreeSet<String> =
        families(viewer).await.expect("families").into_iter().map(|family| family.circle.0).collect();
    let theirs = if person < PERSONS { oracle.writes_about(person) } else { BTreeSet::new() };
    let expected: BTreeSet<String> = theirs.into_iter().map(|pupil| written.id("family", pupil)).collect();
    if children != expected {
        return Some(format!("may write about {children:?}, the oracle says {expected:?}"));
    }
    for circle in offered.iter().chain(&children) {
        if let Err(failure) = viewer.may(Write, CircleId::from(circle.as_str())).await {
            return Some(format!("is offered {circle}, and refused it: {failure:?}"));
        }
    }
    None
}

/// A kind that nobody asks about here would go unseen.
#[test]
fn every_kind_of_subject_is_asked_about() {
    let mut codes: Vec<&str> = SubjectKind::all().map(|kind| kind.code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["list", "poll", "post", "round"]);
}
