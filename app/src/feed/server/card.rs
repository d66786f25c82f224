//! A post as it stands in the feed and on its own page.
use leptos::prelude::*;

use super::PostId;
use super::cards::Hearts;
use super::rules::paragraphs;
use super::store::{Post, To};
use super::wording::part;
use crate::access::{Kind, Side, Viewer};
use crate::base::language::{self, Language};
use crate::base::shelf::Shelved;
use crate::base::text::links::{Piece, pieces};
use crate::comments::{self, Summary};
use crate::files::{Photo, PhotoGrid};
use crate::say;
use crate::shell::Kept;
use crate::ui::icon::Icon;
use crate::ui::person::Portrait;
use crate::ui::prose::drawn;
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
    text: Text,
    photos: Vec<Photo>,
    summary: Summary,
    /// The languages of its last comments, where they are told.
    tongues: Vec<Option<&'static str>>,
}

impl Shelved for Card {
    fn bytes(&self) -> usize {
        let photo = |photo: &Photo| size_of::<Photo>() + photo.placeholder.len() + photo.description.len() + 100;
        let photos: usize = self.photos.iter().map(photo).sum();
        let latest: usize = self.summary.latest.iter().map(|(name, words)| name.len() + words.len() + 100).sum();
        size_of::<Self>() + 400 + self.text.bytes() + photos + latest
    }
}

impl Card {
    pub fn new(viewer: &Viewer, post: Post, to: &To, photos: Vec<Photo>, summary: Summary) -> Self {
        let language = viewer.language;
        Card {
            language,
            author: post.name.to_string(),
            role: role(language, &post.role),
            audience: audience_name(language, to),
            when: when::ago(language, post.shared_at, viewer.now, &viewer.zone),
            edited: post.edited,
            at: post.shared_at.local(&viewer.zone).to_string(),
            id: post.id,
            text: Text::of(language, &post.body),
            photos,
            tongues: summary.latest.iter().map(|(_, body)| language::of_words(language, body)).collect(),
            summary,
        }
    }

    /// Whether it is the card of this post.
    pub fn is(&self, post: &str) -> bool {
        self.id.as_str() == post
    }

    pub fn author(&self) -> &str {
        &self.author
    }

    pub fn edited(&self) -> bool {
        self.edited > 0
    }

    /// In the feed: leads to its own page. `given`: how many hearts, and whether one is the viewer's.
    /// `place`: which one of the page it is; `way`: what leads from its own page back to this place in the list, as a query.
    pub fn brief(&self, given: Hearts, kept: &Kept, (place, way): (usize, &str)) -> impl IntoView + use<> {
        self.draw((given, kept), (place, way), (self.comments(way), self.latest()))
    }

    /// On its own page: what people say follows below it.
    pub fn whole(&self, given: Hearts, kept: &Kept) -> impl IntoView + use<> {
        self.draw((given, kept), (0, ""), (None::<()>, None::<()>))
    }

    fn draw<C: IntoView + 'static, L: IntoView + 'static>(
        &self,
        (given, kept): (Hearts, &Kept),
        (place, way): (usize, &str),
        (comments, latest): (C, L),
    ) -> impl IntoView + use<C, L> {
        let class = if self.photos.is_empty() { "feed-post feed-post--words" } else { "feed-post" };
        let byline = [self.role.as_str(), &self.audience];
        let byline = byline.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let edited = self.edited().then(|| format!(" · {}", say!(self.language, feed.edited)));
        let hearts = comments::hearts(self.language, (self.id.as_str(), &self.author), given, kept);
        let id = &self.id;
        // Its end alone: a page has it twice a card. Another card that comes in while the page is open has another.
        let by = ["by-", id.as_str().get(28..).unwrap_or_default()].concat();
        let named = by.clone();
        view! {
            <article class=class id=format!("subject-{id}") aria-labelledby=by>
                <header class="feed-post__head">
                    <Portrait name=self.author.clone()/>
                    <div class="feed-post__who" id=named>
                        <h2 class="feed-post__name"><bdi>{self.author.clone()}</bdi></h2>
                        <p class="when">
                            {byline}" · "
                            <a class="when feed-post__at" href=format!("/posts/{id}{way}")>
                                <time datetime=self.at.clone()>{self.when.clone()}</time>
                            </a>
                            {edited}
                        </p>
                    </div>
                </header>
                {self.text.draw()}
                <PhotoGrid language=self.language subject=self.id.0.clone() photos=self.photos.clone() first=place == 0/>
                {latest}
                <footer class="feed-post__foot">
                    {hearts}
                    {comments}
                </footer>
            </article>
        }
    }

    fn comments(&self, way: &str) -> impl IntoView + use<> {
        let count = self.summary.comments;
        let label = say!(self.language, feed.comments, count = count);
        view! {
            <a class="heart" href=format!("/posts/{}{way}#comments", self.id) aria-label=label>
                <Icon name="comment"/>
                <span aria-hidden="true">{(count > 0).then_some(count)}</span>
            </a>
        }
    }

    /// The last things that people said.
    fn latest(&self) -> impl IntoView + use<> {
        let said = |((author, body), lang): (&(String, String), &Option<&'static str>)| {
            let lang = *lang;
            view! { <p dir="auto"><b><bdi>{author.clone()}</bdi></b>" "<bdi lang=lang>{body.clone()}</bdi></p> }
        };
        let latest = &self.summary.latest;
        view! {
            <div class="feed-post__latest" data-swap>
                {latest.iter().zip(&self.tongues).map(said).collect_view()}
            </div>
        }
    }
}

/// What somebody wrote, read once for everybody: its paragraphs with what leads somewhere, and its language, where it is told.
#[derive(Debug)]
struct Text {
    lang: Option<&'static str>,
    paragraphs: Vec<Vec<Piece>>,
}

impl Text {
    fn of(page: Language, body: &str) -> Self {
        Text { lang: language::of_words(page, body), paragraphs: paragraphs(body).map(pieces).collect() }
    }

    fn bytes(&self) -> usize {
        let piece = |piece: &Piece| size_of::<Piece>() + piece.text.len() + piece.href.len();
        self.paragraphs.iter().flatten().map(piece).sum()
    }

    /// Each paragraph in the direction of its own letters.
    fn draw(&self) -> Option<impl IntoView + use<>> {
        let paragraph = |pieces: &Vec<Piece>| view! { <p dir="auto">{drawn(pieces)}</p> };
        let paragraphs = &self.paragraphs;
        (!paragraphs.is_empty())
            .then(|| view! { <div class="feed-post__text" lang=self.lang>{paragraphs.iter().map(paragraph).collect_view()}</div> })
    }
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

/// «De Otters en De Vossen», «Groep 3, alleen collega's».
fn audience_name(language: Language, to: &To) -> String {
    let names: Vec<String> = match to.circles.iter().find(|(kind, _)| *kind == Kind::School) {
        Some((kind, name)) => vec![part(language, *kind, name)],
        None => to.circles.iter().map(|(kind, name)| part(language, *kind, name)).collect(),
    };
    let names = match names.as_slice() {
        [first @ .., last] if !first.is_empty() => {
            say!(language, feed.and, first = first.join(", "), last = last.clone())
        }
        names => names.concat(),
    };
    match to.side {
        Some(Side::Family) => format!("{names}, {}", say!(language, feed.only_family)),
        Some(Side::Staff) => format!("{names}, {}", say!(language, feed.only_staff)),
        _ => names,
    }
}
