//! Who belongs to the viewer, on their own page: children with their groups, who else is at home, and the school.
use leptos::prelude::*;

use super::store::{self, Child};
use crate::access::Viewer;
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::base::name::Name;
use crate::say;
use crate::ui::person::Portrait;

pub struct Family {
    children: Vec<Child>,
    others: Vec<Name>,
    /// Of guardians: a wrong number is found out on the day on which it matters.
    reached_at: Option<(String, String)>,
    school: (String, String),
    contact: Option<Name>,
}

impl Family {
    pub async fn load(viewer: &Viewer) -> Result<Self> {
        Ok(Family {
            children: store::children(viewer).await?,
            others: store::household(viewer).await?,
            reached_at: if viewer.standing().guardian { store::reached_at(viewer).await? } else { None },
            school: (viewer.school_name.clone(), viewer.school_place.clone()),
            contact: store::contact(viewer).await?,
        })
    }

    pub fn draw(self, language: Language) -> impl IntoView {
        let children = (!self.children.is_empty()).then(|| {
            let rows = self.children.iter().map(|child| row(child.name.to_string(), child.groups.clone()));
            view! {
                <section class="section">
                    <h2>{say!(language, accounts.children)}</h2>
                    <ul class="list" role="list">{rows.collect_view()}</ul>
                </section>
            }
        });
        let others = (!self.others.is_empty()).then(|| {
            let rows = self.others.iter().map(|other| row(other.to_string(), String::new())).collect_view();
            view! {
                <section class="section">
                    <h2>{say!(language, accounts.at_home)}</h2>
                    <ul class="list" role="list">{rows}</ul>
                </section>
            }
        });
        let contact = self.contact.as_ref().map(|contact| say!(language, accounts.contact, name = contact.to_string()));
        view! {
            {children}
            {others}
            {self.reached_at.map(|at| reached(language, at))}
            <section class="section">
                <h2>{self.school.0}</h2>
                <p>{self.school.1}</p>
                {contact.map(|contact| view! { <p class="soft">{contact}</p> })}
            </section>
        }
    }
}

fn reached(language: Language, (email, phone): (String, String)) -> impl IntoView {
    let told = |text: String, none: String| if text.is_empty() { none } else { text };
    let (email, phone) =
        (told(email, say!(language, accounts.no_email)), told(phone, say!(language, accounts.no_phone)));
    view! {
        <section class="section">
            <h2>{say!(language, accounts.reached_at)}</h2>
            <ul class="list" role="list">{way(say!(language, accounts.email), email)}{way(say!(language, accounts.phone), phone)}</ul>
            <p class="soft">{say!(language, accounts.reached_wrong)}</p>
        </section>
    }
}

fn way(what: String, said: String) -> impl IntoView {
    view! { <li class="list__row"><span class="list__text"><small>{what}</small><b><bdi>{said}</bdi></b></span></li> }
}

fn row(name: String, about: String) -> impl IntoView {
    let about = (!about.is_empty()).then(|| view! { <small>{about}</small> });
    view! { <li class="list__row"><Portrait name=name.clone()/><span class="list__text"><b>{name}</b>{about}</span></li> }
}
