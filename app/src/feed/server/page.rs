//! The feed and the page of one post. A constant number of statements, however many posts there are.
use std::sync::Arc;

use axum::extract::{Path, Query};
use leptos::prelude::*;
use serde::Deserialize;

use super::card::Card;
use super::cards::{Hearts, cards};
use super::menu::menu;
use super::rules::Cursor;
use super::{PostId, audience, composer, edit, versions};
use crate::access::{Read, Viewer};
use crate::base::db::PAGE;
use crate::base::failure::{Failure, Result};
use crate::base::language::Language;
use crate::comments;
use crate::say;
use crate::shell::elsewhere::{self, Door};
use crate::shell::{Due, Kept, Page, Route, Tab, due};
use crate::ui::icon::Icon;
use crate::ui::markup::IntoMarkup;
use crate::ui::notice::Empty;

pub fn routes(_demo: bool) -> Vec<Route> {
    vec![
        Route::get("/", feed),
        Route::get("/posts/{id}", one),
        Route::get("/posts/{id}/edit", edit::show),
        Route::get("/posts/{id}/versions", versions::show),
        Route::get("/new", composer::show),
        Route::get("/new/audience/{key}", audience::show),
    ]
}

#[derive(Debug, Deserialize)]
pub struct Wanted {
    before: Option<String>,
}

/// The viewer's posts, newest first.
async fn feed(viewer: Viewer, Query(wanted): Query<Wanted>, kept: Kept) -> Result<Page> {
    let loaded = Loaded::load(&viewer, wanted.before.as_deref()).await?;
    Ok(loaded.page(&viewer, &kept))
}

/// Everything that a page of the feed shows.
#[derive(Debug, Clone)]
pub struct Loaded {
    cards: Vec<(Arc<Card>, Hearts)>,
    older: Option<Cursor>,
    /// What leads back to this page, as a query; empty on the first.
    way: String,
    /// On the first page, what waits for the viewer. For guardians it is said also when it is nothing.
    calm: Option<Vec<Due>>,
    /// On the first page, the other schools of this account.
    doors: Vec<Door>,
    /// The school has not confirmed yet who this is.
    waits: bool,
}

impl Loaded {
    pub async fn load(viewer: &Viewer, before: Option<&str>) -> Result<Self> {
        let after = match before {
            Some(code) => Cursor::of(code).ok_or(Failure::Gone)?,
            None => Cursor::newest(),
        };
        // Families see them once the school has opened its news.
        let (posts, more) = viewer.visible::<PostId>((after.at, &after.id), PAGE + 1).await?.page(PAGE);
        let last = posts.listed().last().filter(|_| more);
        let older = last.map(|post| Cursor { at: post.shared_at.0, id: post.id.0.clone() });
        let cards = cards(viewer, &posts).await?;
        let way = before.map(|_| format!("?before={}", after.code())).unwrap_or_default();
        let due = if before.is_none() { due(viewer).await? } else { Vec::new() };
        let doors = if before.is_none() { elsewhere::doors_with_news(viewer).await? } else { Vec::new() };
        let guardian = before.is_none() && viewer.standing().guardian;
        let calm = Some(due).filter(|due| guardian || !due.is_empty());
        let waits = viewer.seats.0.is_empty() && viewer.waits().await?;
        Ok(Loaded { cards, older, way, calm, doors, waits })
    }

    pub fn page(self, viewer: &Viewer, kept: &Kept) -> Page {
        let language = viewer.language;
        let later = !self.way.is_empty();
        let title = if later { say!(language, feed.older) } else { say!(language, nav.feed) };
        let kept = kept.clone();
        Page::new(viewer, Tab::Feed, title.clone(), move || {
            let empty = self.cards.is_empty().then(|| empty(language, self.waits));
            let lost = comments::lost_heart(language, &kept, |post| self.cards.iter().any(|(card, _)| card.is(post)));
            view! {
                <div class="page">
                    {if later { further(language, title).into_markup() } else { view! { <h1 class="hush">{title}</h1> }.into_markup() }}
                    {lost}
                    {self.calm.map(|next| calm(language, next))}
                    {elsewhere::draw(language, self.doors)}
                    {empty}
                    <div class="feed" id="feed" data-list="newest" data-live=(!later).then_some("")>
                        {self.cards.iter().enumerate().map(|(at, (card, hearts))| card.brief(*hearts, &kept, (at, &self.way))).collect_view()}
                    </div>
                    {match self.older {
                        Some(older) => pager(language, &older).into_markup(),
                        None => (!self.cards.is_empty()).then(|| view! { <p class="soft feed__end">{say!(language, feed.end)}</p> }).into_markup(),
                    }}
                </div>
            }
        })
    }
}

/// Why there is no card.
fn empty(language: Language, waits: bool) -> impl IntoView {
    let (title, text) = match waits {
        true => (say!(language, feed.nobody), say!(language, feed.nobody_hint)),
        false => (say!(language, feed.empty), say!(language, feed.empty_hint)),
    };
    view! { <Empty title=title text=text/> }
}

/// The head of a page of older posts.
fn further(language: Language, title: String) -> impl IntoView {
    view! {
        <a class="back" href="/"><Icon name="back" class="icon--turn"/>{say!(language, nav.feed)}</a>
        <header class="page__head"><h1>{title}</h1></header>
    }
}

fn pager(language: Language, older: &Cursor) -> impl IntoView + use<> {
    view! {
        <nav class="pager" aria-label=say!(language, feed.more)>
            <a class="button" rel="next" href=format!("/?before={}", older.code())>{say!(language, feed.older)}</a>
        </nav>
    }
}

/// The state worth showing: nothing to do, or what waits.
fn calm(language: Language, due: Vec<Due>) -> impl IntoView {
    let title = if due.is_empty() { say!(language, feed.nothing_needed) } else { say!(language, feed.next) };
    let rest = due.is_empty().then(|| view! { <p class="soft">{say!(language, feed.look_around)}</p> });
    let due = due.into_iter().map(|due| {
        view! {
            <a class="calm__next" href=due.href>
                <Icon name=due.icon/>
                <span><b>{due.sentence}</b></span>
                <Icon name="next" class="icon--turn"/>
            </a>
        }
    });
    let due = due.collect_view();
    view! {
        <section class="calm">
            <svg class="circle circle--small" aria-hidden="true"><use href="/icons.svg#circle"></use></svg>
            <div><h2>{title}</h2>{rest}</div>
            {due}
        </section>
    }
}

/// One post, with everything that people say about it.
async fn one(viewer: Viewer, Path(id): Path<String>, Query(wanted): Query<Wanted>, kept: Kept) -> Result<Page> {
    let language = viewer.language;
    let may = viewer.may(Read, PostId::from(id)).await?;
    let listed = viewer.listed(&may).await?;
    let (card, hearts) = cards(&viewer, &listed).await?.pop().ok_or(Failure::Gone)?;
    let id = may.thing().clone();
    let thread = comments::thread(&viewer, &may.subject(), &kept).await?;
    let menu = menu(&viewer, &id, card.edited()).await;
    // To the card one came from, on the page where it stood.
    let before = wanted.before.as_deref().and_then(Cursor::of).map(|cursor| format!("?before={}", cursor.code()));
    let back = format!("/{}#subject-{id}", before.unwrap_or_default());
    let title = say!(language, feed.post_of, name = card.author().to_owned());
    Ok(Page::new(&viewer, Tab::Feed, title.clone(), move || {
        view! {
            <div class="page">
                <div class="feed-one">
                    <a class="back" href=back><Icon name="back" class="icon--turn"/>{say!(language, nav.feed)}</a>
                    {menu}
                </div>
                <h1 class="hush">{title}</h1>
                {comments::lost_heart(language, &kept, |post| card.is(post))}
                {card.whole(hearts, &kept)}
                {thread()}
            </div>
        }
    }))
}
