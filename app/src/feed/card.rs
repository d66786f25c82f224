//! A post as it stands in the feed and on its own page.
use leptos::prelude::*;

use super::PostId;
use super::rules::{Piece, paragraphs, pieces};
use super::store::Post;
use crate::access::Viewer;
use crate::access::viewer::full_name;
use crate::comments::{self, Summary};
use crate::photos::{Photo, PhotoGrid};
use crate::say;
use crate::shell::language::Language;
use crate::ui::icon::Icon;
use crate::ui::person::Portrait;
use crate::ui::when;

/// Everything that a card shows to everybody who reads this language today, in words.
#[derive(Debug)]
pub struct Card {
    language: Language,
    id: PostId,
    author: String,
    role: String,
    audience: String,
    when: String,
    /// How often its words were changed.
    edited: i64,
    /// For machines.
    at: String,
    body: String,
    photos: Vec<Photo>,
    summary: Summary,
}

impl Card {
    pub fn new(viewer: &Viewer, post: Post, audience: &[(String, String)], photos: Vec<Photo>, summary: Summary) -> Self {
        let language = viewer.language;
        Card {
            language,
            author: full_name(&post.call_name, &post.infix, &post.last_name),
            role: role(language, &post.role),
            audience: audience_name(language, audience),
            when: when::ago(language, post.published_at, viewer.now, &viewer.zone),
            edited: post.edited,
            at: post.published_at.local(&viewer.zone).to_string(),
            id: post.id,
            body: post.body,
            photos,
            summary,
        }
    }

    pub fn author(&self) -> &str {
        &self.author
    }

    pub fn edited(&self) -> bool {
        self.edited > 0
    }

    /// In the feed: leads to its own page. `mine`: the viewer gave one of the hearts.
    pub fn brief(&self, mine: bool) -> impl IntoView + use<> {
        self.draw(mine, self.comments(), self.latest())
    }

    /// On its own page: what people say follows below it.
    pub fn whole(&self, mine: bool) -> impl IntoView + use<> {
        self.draw(mine, None::<()>, None::<()>)
    }

    fn draw<C: IntoView + 'static, L: IntoView + 'static>(&self, mine: bool, comments: C, latest: L) -> impl IntoView + use<C, L> {
        let class = if self.photos.is_empty() { "feed-post feed-post--words" } else { "feed-post" };
        let byline = [self.role.as_str(), &self.audience];
        let byline = byline.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let edited = self.edited().then(|| format!(" · {}", say!(self.language, feed.edited)));
        let hearts = comments::hearts(self.language, &self.id, self.summary.hearts, mine);
        view! {
            <article class=class>
                <header class="feed-post__head">
                    <Portrait name=self.author.clone()/>
                    <p class="feed-post__who">
                        <b>{self.author.clone()}</b>
                        <span class="when">{byline}" · "<a class="when" href=format!("/posts/{}", self.id)><time datetime=self.at.clone()>{self.when.clone()}</time></a>{edited}</span>
                    </p>
                </header>
                {text(&self.body)}
                <PhotoGrid language=self.language post=self.id.0.clone() photos=self.photos.clone()/>
                {latest}
                <footer class="feed-post__foot">
                    {hearts}
                    {comments}
                </footer>
            </article>
        }
    }

    fn comments(&self) -> impl IntoView + use<> {
        let count = self.summary.comments;
        let label = match count {
            1 => say!(self.language, feed.one_comment),
            _ => say!(self.language, feed.comments, count = count),
        };
        view! {
            <a class="heart" href=format!("/posts/{}#comments", self.id) aria-label=label>
                <Icon name="comment"/>
                <span aria-hidden="true">{(count > 0).then_some(count)}</span>
            </a>
        }
    }

    /// The last things that people said.
    fn latest(&self) -> Option<impl IntoView + use<>> {
        let said = |(author, body): &(String, String)| view! { <p><b>{author.clone()}</b>" "{body.clone()}</p> };
        let latest = &self.summary.latest;
        (!latest.is_empty()).then(|| view! { <div class="feed-post__latest">{latest.iter().map(said).collect_view()}</div> })
    }
}

/// Plain text with its paragraphs and its links; whatever else somebody typed is shown as typed.
fn text(body: &str) -> Option<impl IntoView + use<>> {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Text(text) => text.to_owned().into_any(),
        Piece::Link(link) => {
            let href = link.to_owned();
            view! { <a href=href rel="noopener nofollow">{link.to_owned()}</a> }.into_any()
        }
    };
    let paragraph = |text: &str| view! { <p>{pieces(text).into_iter().map(piece).collect_view()}</p> };
    (!body.is_empty()).then(|| view! { <div class="feed-post__text">{paragraphs(body).map(paragraph).collect_view()}</div> })
}

fn role(language: Language, code: &str) -> String {
    match code {
        "teacher" => say!(language, feed.teacher),
        "head" => say!(language, role.head),
        "office" => say!(language, role.office),
        "" => String::new(),
        _ => say!(language, role.staff),
    }
}

/// «De Otters en De Vossen», or «Hele school».
fn audience_name(language: Language, parts: &[(String, String)]) -> String {
    if parts.iter().any(|(kind, _)| kind == "school") {
        return say!(language, feed.whole_school);
    }
    let names: Vec<&str> = parts.iter().map(|(_, name)| name.as_str()).collect();
    match names.as_slice() {
        [first @ .., last] if !first.is_empty() => say!(language, feed.and, first = first.join(", "), last = (*last).to_owned()),
        names => names.concat(),
    }
}
