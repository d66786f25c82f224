//! The thread under a post, drawn on the server, and the page of what was said earlier.
use axum::extract::{Path, Query};
use leptos::prelude::*;
use serde::Deserialize;

use super::CommentId;
use super::drawing::Drawing;
use super::islands::{self, CommentForm, CommentThread, Hearts};
use super::rules::{Form, Heart, Said};
use super::store::{self, ANSWERS, Found, PAGE};
use super::words;
use crate::access::{Manage, May, React, Read, Reason, SubjectId, Viewer};
use crate::base::clock::Moment;
use crate::base::failure::{Failure, Result};
use crate::base::ids;
use crate::base::language::{self, Language};
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::drawn::Drawn;
use crate::ui::icon::Icon;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::notice::{Notice, Tone};
use crate::ui::{person, when};

/// What draws itself inside a page, when everything is loaded.
type Draw = Box<dyn FnOnce() -> Markup + Send>;

/// The newest comments of a subject with their answers, the forms, and a link to what was said earlier.
pub async fn thread(viewer: &Viewer, may: &May<Read, SubjectId>, kept: &Kept) -> Result<Draw> {
    let found = store::threads(viewer, may, None).await?;
    let thread = Thread::load(viewer, may, kept, (found, true)).await?;
    Ok(Box::new(move || draw(thread).into_markup()))
}

/// The heart of a post, as it stands below it; `kept`: what came back to this page without JavaScript.
pub fn hearts(
    language: Language,
    (subject, author): (&str, &str),
    (count, mine): (i64, bool),
    kept: &Kept,
) -> impl IntoView + use<> {
    let here = kept.value("subject") == subject;
    let problem = kept.refused_of(language, "comments/heart").filter(|_| here);
    let label = say!(language, comments.heart_for, name = author.to_owned());
    let problem = problem.unwrap_or_default();
    view! { <Hearts heart=Heart { subject: subject.to_owned(), count, mine, label, problem }/> }
}

/// Why a heart failed, where its post is not on the page any more: above what is there.
pub fn lost_heart(language: Language, kept: &Kept, shows: impl Fn(&str) -> bool) -> Option<Markup> {
    let told = kept.refused_of(language, "comments/heart")?;
    (!shows(&kept.value("subject"))).then(|| view! { <Notice tone=Tone::Bad>{told}</Notice> }.into_markup())
}

#[derive(Debug, Deserialize)]
pub struct Before {
    #[serde(default)]
    before: String,
    /// Only the answers to this comment.
    #[serde(default)]
    to: String,
}

/// What was said before a comment, a page at a time.
pub async fn earlier(
    viewer: Viewer,
    Path(subject): Path<String>,
    Query(before): Query<Before>,
    kept: Kept,
) -> Result<Page> {
    let may = viewer.may(Read, SubjectId::from(subject)).await?;
    let place = match before.before.as_str() {
        "" => None,
        id => Some(store::place(&viewer, &may, &CommentId::from(id)).await?.ok_or(Failure::Gone)?),
    };
    let found = match (before.to.as_str(), &place) {
        ("", _) => store::threads(&viewer, &may, place.as_ref()).await?,
        (top, Some(place)) => store::answers(&viewer, &may, &CommentId::from(top), place).await?,
        _ => return Err(Failure::Gone),
    };
    let thread = Thread::load(&viewer, &may, &kept, (found, false)).await?;
    let language = viewer.language;
    let back = format!("{}#comments", viewer.page_of(&may).await?);
    Ok(Page::new(&viewer, Tab::Feed, say!(language, comments.title), move || {
        view! {
            <div class="page">
                <h1 class="hush">{say!(language, comments.title)}</h1>
                <a class="back" href=back><Icon name="back" class="icon--turn"/>{say!(language, comments.back)}</a>
                {draw(thread)}
            </div>
        }
    }))
}

/// A comment with its answers; `None` where the words were taken away.
pub struct Talk {
    pub id: CommentId,
    pub said: Option<Said>,
    pub answers: Vec<(CommentId, Option<Said>)>,
    /// There are answers before the first one.
    pub more: bool,
}

/// Everything that a thread shows, finished.
struct Thread {
    language: Language,
    subject: SubjectId,
    count: i64,
    talks: Vec<Talk>,
    /// There is more before the first one.
    more: bool,
    /// The last one is the newest: here is where to go on talking.
    newest: bool,
    /// The viewer may take away what others said.
    keeps: bool,
    /// The viewer is here for a child of their own.
    guardian: bool,
    back: Back,
    key: String,
}

/// A form that came back with a problem: under which comment, and with which words.
#[derive(Default)]
pub struct Back {
    parent: String,
    /// The comment that somebody was putting right, instead of writing one.
    edited: String,
    typed: String,
    problem: String,
    /// Taking away did not work.
    notice: Option<String>,
}

impl Thread {
    async fn load(
        viewer: &Viewer,
        may: &May<Read, SubjectId>,
        kept: &Kept,
        (found, newest): (Vec<Found>, bool),
    ) -> Result<Self> {
        let count = store::count(viewer, may).await?;
        let keeps = viewer.may(Manage, may.thing().clone()).await.is_ok();
        let (talks, more) = gather(viewer, found);
        let back = Back::of(kept, viewer.language).at_hand(&talks);
        // A form that came back keeps its key: perhaps it did arrive.
        let key = Some(kept.value("key")).filter(|key| ids::is_id(key)).unwrap_or_else(|| ids::fresh(viewer.now));
        let subject = may.thing().clone();
        Ok(Thread {
            language: viewer.language,
            subject,
            count,
            talks,
            more,
            newest,
            keeps,
            guardian: !viewer.standing().staff,
            back,
            key,
        })
    }
}

impl Back {
    fn of(kept: &Kept, language: Language) -> Self {
        let notice = kept.refused_of(language, "comments/remove");
        // Whoever had to sign in again finds their words without a failure.
        let problem = kept.refused_of(language, "comments/").unwrap_or_default();
        let (parent, edited, typed) = (kept.value("parent"), kept.value("comment"), kept.value("body"));
        match kept.action.as_str() {
            "comments/write" => Back { parent, typed, problem, notice, edited: String::new() },
            "comments/edit" => Back { parent: "-".to_owned(), edited, typed, problem, notice },
            _ => Back { notice, ..Back::default() },
        }
    }

    /// Where the comment that was put right or answered is not on this page any more, the words come back in the form for a new one.
    fn at_hand(mut self, talks: &[Talk]) -> Self {
        let place = if self.edited.is_empty() { &self.parent } else { &self.edited };
        let there = talks.iter().any(|talk| {
            let mut answers = talk.answers.iter();
            (talk.id.0 == *place && talk.said.is_some()) || answers.any(|(id, said)| id.0 == *place && said.is_some())
        });
        if !there {
            self.parent.clear();
            self.edited.clear();
        }
        self
    }

    /// The same for a comment that was being put right.
    pub fn at(&self, comment: &str) -> Option<(String, String)> {
        (self.edited == comment).then(|| (self.typed.clone(), self.problem.clone()))
    }

    /// Typed words and problem, for the form under this comment.
    pub fn under(&self, parent: &str) -> (String, String) {
        if self.parent == parent { (self.typed.clone(), self.problem.clone()) } else { Default::default() }
    }
}

/// Puts answers under their comments. The oldest comment of a full answer only says that there is more.
fn gather(viewer: &Viewer, found: Vec<Found>) -> (Vec<Talk>, bool) {
    let (tops, answers): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|one| one.parent_id.is_none());
    let more = tops.len() > PAGE;
    let mut places = std::collections::HashMap::new();
    let mut talks = Vec::new();
    for one in tops.into_iter().skip(usize::from(more)) {
        places.insert(one.id.clone(), talks.len());
        talks.push(Talk { id: one.id.clone(), said: said(viewer, one), answers: Vec::new(), more: false });
    }
    for one in answers {
        let place = one.parent_id.as_ref().and_then(|parent| places.get(parent));
        if let Some(talk) = place.and_then(|place| talks.get_mut(*place)) {
            talk.answers.push((one.id.clone(), said(viewer, one)));
        }
    }
    for talk in &mut talks {
        talk.more = talk.answers.len() > ANSWERS;
        talk.answers.drain(..talk.answers.len().saturating_sub(ANSWERS));
    }
    (talks, more)
}

fn said(viewer: &Viewer, one: Found) -> Option<Said> {
    let author = one.name.to_string();
    let lang = lang(viewer, &one.body);
    (!one.removed).then(|| Said {
        id: one.id.0,
        initials: person::initials(&author),
        tone: person::tone(&author),
        author,
        badge: badge(viewer.language, one.standing),
        body: one.body,
        when: when::ago(viewer.language, one.written_at, viewer.now, &viewer.zone),
        own: one.own,
        edited: one.edited,
        lang,
    })
}

fn lang(viewer: &Viewer, body: &str) -> String {
    language::of_words(viewer.language, body).unwrap_or_default().to_owned()
}

/// What the viewer said this moment, as it stands in the thread; `answer`: to another comment.
pub async fn fresh(
    viewer: &Viewer,
    may: &May<React, SubjectId>,
    said: (&CommentId, String),
    answer: bool,
) -> Result<Drawn> {
    let subject = may.thing().clone();
    let keeps = viewer.may(Manage, subject.clone()).await.is_ok();
    let page = viewer.page_of(may).await?;
    let (id, body) = said;
    let said = Some(said_now(viewer, id, body));
    let drawing = Drawing { language: viewer.language, subject: subject.clone(), keeps, back: Back::default() };
    let drawn = Drawn::on(viewer, &page, || {
        islands::in_thread(words::thread(viewer.language, &subject, ids::fresh(viewer.now), 0));
        if answer {
            drawing.one(said, true)
        } else {
            drawing.talk(Talk { id: id.clone(), said, answers: Vec::new(), more: false })
        }
    });
    Ok(drawn)
}

fn said_now(viewer: &Viewer, id: &CommentId, body: String) -> Said {
    let standing = match viewer.standing().first() {
        Some(Reason::Head) => 4,
        Some(Reason::Office) => 3,
        Some(Reason::Teacher) => 2,
        Some(Reason::Staff) => 1,
        _ => 0,
    };
    let lang = lang(viewer, &body);
    Said {
        id: id.0.clone(),
        author: viewer.name.clone(),
        initials: person::initials(&viewer.name),
        tone: person::tone(&viewer.name),
        badge: badge(viewer.language, standing),
        body,
        when: when::ago(viewer.language, viewer.now, viewer.now, &viewer.zone),
        own: true,
        edited: false,
        lang,
    }
}

/// Who speaks for the school. The numbers are those of the statement in `store::threads`.
fn badge(language: Language, standing: i64) -> String {
    match standing {
        4 => say!(language, role.head),
        3 => say!(language, role.office),
        2 => say!(language, comments.teacher),
        1 => say!(language, role.staff),
        _ => String::new(),
    }
}

fn draw(thread: Thread) -> impl IntoView {
    let about = words::thread(thread.language, &thread.subject, thread.key.clone(), thread.count);
    // The forms find their thread while they are drawn: so they are drawn inside it, and not before.
    view! { <CommentThread thread=about>{inside(thread)}</CommentThread> }
}

fn inside(thread: Thread) -> impl IntoView {
    let Thread { language, subject, talks, more, newest, keeps, guardian, back, .. } = thread;
    let earlier = talks.first().filter(|_| more).map(|first| format!("/comments/under/{subject}?before={}", first.id));
    let earlier = earlier.map(|href| view! { <a class="button" href=href>{say!(language, comments.earlier)}</a> });
    let (typed, problem) = back.under("");
    let notice = back.notice.clone().map(|notice| view! { <Notice tone=Tone::Bad>{notice}</Notice> });
    let live = newest.then(|| subject.0.clone());
    let drawing = Drawing { language, subject, keeps, back };
    let items = talks.into_iter().map(|talk| drawing.item(talk)).collect_view();
    let form = newest.then(|| {
        view! {
            <CommentForm form=Form { typed, problem, ..Form::default() }/>
            {guardian.then(|| view! { <p class="field__hint">{say!(language, comments.private_hint)}</p> })}
        }
    });
    view! {
        {notice}
        {earlier}
        <ul class="comments__thread" role="list" id="thread" data-list data-live=live>{items}</ul>
        {form}
    }
}

/// Everything that a comment said before it was put right: for who keeps the subject.
pub async fn versions(viewer: Viewer, Path(comment): Path<String>) -> Result<Page> {
    let may = viewer.may(Manage, CommentId::from(comment)).await?;
    let versions = store::versions(&viewer, &may).await?;
    let subject = store::whose(&viewer, may.thing()).await?.ok_or(Failure::Gone)?.0;
    let under = viewer.may(Read, subject).await?;
    let language = viewer.language;
    let back = format!("{}#comment-{}", viewer.page_of(&under).await?, may.thing());
    let title = say!(language, comments.versions);
    let until = |at: Moment| say!(language, comments.until, when = when::ago(language, at, viewer.now, &viewer.zone));
    let versions: Vec<(String, String)> = versions.into_iter().map(|(body, at)| (until(at), body)).collect();
    Ok(Page::new(&viewer, Tab::Feed, title.clone(), move || {
        view! {
            <div class="page">
                <a class="back" href=back><Icon name="back" class="icon--turn"/>{say!(language, comments.back)}</a>
                <header class="page__head"><h1>{title}</h1></header>
                {versions.into_iter().map(|(until, body)| {
                    let lang = language::of_words(language, &body);
                    view! { <article class="card"><p class="when">{until}</p><p class="comment__text" dir="auto" lang=lang>{body}</p></article> }
                }).collect_view()}
            </div>
        }
    }))
}

/// Without JavaScript: to a place on the page that asked.
pub fn go_to(place: &str) {
    leptos_axum::redirect(&format!("#{place}"));
}
