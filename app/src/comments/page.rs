//! The thread under a post, drawn on the server, and the page of what was said earlier.
use axum::extract::{Path, Query};
use leptos::prelude::*;
use serde::Deserialize;

use super::CommentId;
use super::islands::{AnswerForm, CommentForm, CommentThread, Hearts, bubble};
use super::rules::{Said, Words};
use super::store::{self, Found, PAGE};
use crate::access::viewer::full_name;
use crate::access::{Manage, May, Read, Reason, Viewer};
use crate::base::clock::Moment;
use crate::base::failure::{Failure, Result};
use crate::base::ids;
use crate::feed::PostId;
use crate::say;
use crate::shell::language::Language;
use crate::shell::{Kept, Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, Tone};
use crate::ui::{person, when};

/// What draws itself inside a page, when everything is loaded.
type Draw = Box<dyn FnOnce() -> AnyView + Send>;

/// The newest comments of a post with their answers, the forms, and a link to what was said earlier.
pub async fn thread(viewer: &Viewer, may: &May<Read, PostId>, kept: &Kept) -> Result<Draw> {
    let thread = Thread::load(viewer, may, kept, None).await?;
    Ok(Box::new(move || draw(thread).into_any()))
}

/// The heart of a post, as it stands below it.
pub fn hearts(language: Language, post: &PostId, count: i64, mine: bool) -> impl IntoView + use<> {
    let post = post.0.clone();
    view! { <Hearts post=post count=count mine=mine label=say!(language, comments.heart)/> }
}

#[derive(Debug, Deserialize)]
pub struct Before {
    #[serde(default)]
    before: String,
}

/// What was said before a comment, a page at a time.
pub async fn earlier(
    viewer: Viewer,
    Path(post): Path<String>,
    Query(before): Query<Before>,
    kept: Kept,
) -> Result<Page> {
    let may = viewer.may(Read, PostId::from(post)).await?;
    let place = match before.before.as_str() {
        "" => None,
        id => Some(store::place(&viewer, &may, &CommentId::from(id)).await?.ok_or(Failure::Gone)?),
    };
    let thread = Thread::load(&viewer, &may, &kept, place.as_ref()).await?;
    let language = viewer.language;
    let back = format!("/posts/{}#comments", may.thing());
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
struct Talk {
    id: CommentId,
    said: Option<Said>,
    answers: Vec<(CommentId, Option<Said>)>,
}

/// Everything that a thread shows, finished.
struct Thread {
    language: Language,
    post: PostId,
    count: i64,
    talks: Vec<Talk>,
    /// There is more before the first one.
    more: bool,
    /// The last one is the newest: here is where to go on talking.
    newest: bool,
    /// The viewer may take away what others said.
    keeps: bool,
    back: Back,
    words: Words,
    key: String,
}

/// A form that came back with a problem: under which comment, and with which words.
#[derive(Default)]
struct Back {
    parent: String,
    typed: String,
    problem: String,
    /// Something else did not work: a heart, taking away.
    notice: Option<String>,
}

impl Thread {
    async fn load(
        viewer: &Viewer,
        may: &May<Read, PostId>,
        kept: &Kept,
        before: Option<&(Moment, CommentId)>,
    ) -> Result<Self> {
        let found = store::threads(viewer, may, before).await?;
        let count = store::count(viewer, may).await?;
        let keeps = viewer.may(Manage, may.thing().clone()).await.is_ok();
        let (talks, more) = gather(viewer, found);
        let words = words(viewer.language);
        let back = Back::of(kept, &words);
        // A form that came back keeps its key: perhaps it did arrive.
        let key = Some(kept.value("key")).filter(|key| ids::is_id(key)).unwrap_or_else(|| ids::fresh(viewer.now));
        let post = may.thing().clone();
        Ok(Thread {
            language: viewer.language,
            post,
            count,
            talks,
            more,
            newest: before.is_none(),
            keeps,
            back,
            words,
            key,
        })
    }
}

impl Back {
    fn of(kept: &Kept, words: &Words) -> Self {
        let notice = ["comments/heart", "comments/remove"].into_iter().find_map(|action| kept.failure_of(action));
        let notice = notice.map(|failure| words.of(failure));
        match kept.failure_of("comments/write") {
            Some(failure) => {
                Back { parent: kept.value("parent"), typed: kept.value("body"), problem: words.of(failure), notice }
            }
            None => Back { notice, ..Back::default() },
        }
    }

    /// Typed words and problem, for the form under this comment.
    fn under(&self, parent: &str) -> (String, String) {
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
        talks.push(Talk { id: one.id.clone(), said: said(viewer, one), answers: Vec::new() });
    }
    for one in answers {
        let place = one.parent_id.as_ref().and_then(|parent| places.get(parent));
        if let Some(talk) = place.and_then(|place| talks.get_mut(*place)) {
            talk.answers.push((one.id.clone(), said(viewer, one)));
        }
    }
    (talks, more)
}

fn said(viewer: &Viewer, one: Found) -> Option<Said> {
    let author = full_name(&one.call_name, &one.infix, &one.last_name);
    (!one.removed).then(|| Said {
        id: one.id.0,
        initials: person::initials(&author),
        tone: person::tone(&author),
        author,
        badge: badge(viewer.language, one.standing),
        body: one.body,
        when: when::ago(viewer.language, one.written_at, viewer.now, &viewer.zone),
        own: one.own,
    })
}

/// What the viewer said this moment.
pub fn said_now(viewer: &Viewer, id: &CommentId, body: String) -> Said {
    let standing = match viewer.standing().first() {
        Some(Reason::Head) => 4,
        Some(Reason::Office) => 3,
        Some(Reason::Teacher) => 2,
        Some(Reason::Staff) => 1,
        Some(Reason::Guardian) | None => 0,
    };
    Said {
        id: id.0.clone(),
        author: viewer.name.clone(),
        initials: person::initials(&viewer.name),
        tone: person::tone(&viewer.name),
        badge: badge(viewer.language, standing),
        body,
        when: when::ago(viewer.language, viewer.now, viewer.now, &viewer.zone),
        own: true,
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

fn words(language: Language) -> Words {
    Words {
        title: say!(language, comments.title),
        label: say!(language, comments.label),
        placeholder: say!(language, comments.placeholder),
        send: say!(language, comments.send),
        answer: say!(language, comments.answer),
        required: say!(language, problem.required),
        too_long: say!(language, problem.too_long),
        signed_out: say!(language, failure.signed_out),
        gone: say!(language, comments.gone),
        busy: say!(language, failure.busy),
        offline: say!(language, failure.offline),
        broken: say!(language, failure.broken, reference = "#"),
    }
}

fn draw(thread: Thread) -> impl IntoView {
    let (post, key, count, words) = (thread.post.0.clone(), thread.key.clone(), thread.count, thread.words.clone());
    // The forms find their thread while they are drawn: so they are drawn inside it, and not before.
    view! { <CommentThread post=post key=key count=count words=words>{inside(thread)}</CommentThread> }
}

fn inside(thread: Thread) -> impl IntoView {
    let Thread { language, post, talks, more, newest, keeps, back, .. } = thread;
    let earlier = talks.first().filter(|_| more).map(|first| format!("/posts/{post}/comments?before={}", first.id));
    let earlier = earlier.map(|href| view! { <a class="button" href=href>{say!(language, comments.earlier)}</a> });
    let (typed, problem) = back.under("");
    let notice = back.notice.clone().map(|notice| view! { <Notice tone=Tone::Bad>{notice}</Notice> });
    let items = talks.into_iter().map(|talk| item(language, talk, keeps, &back)).collect_view();
    let form = newest.then(|| {
        view! {
            <CommentForm typed=typed problem=problem/>
            <p class="field__hint">{say!(language, comments.private_hint)}</p>
        }
    });
    view! {
        {notice}
        {earlier}
        <ul class="comments__thread" role="list">{items}</ul>
        {form}
    }
}

fn item(language: Language, talk: Talk, keeps: bool, back: &Back) -> impl IntoView + use<> {
    let (typed, problem) = back.under(&talk.id.0);
    let anchor = format!("comment-{}", talk.id);
    let answers = talk.answers.into_iter().map(|(id, said)| {
        view! { <li id=format!("comment-{id}")>{one(language, said, keeps, true)}</li> }
    });
    let answers = answers.collect_view();
    view! {
        <li id=anchor>
            {one(language, talk.said, keeps, false)}
            <ul class="comments__replies" role="list">{answers}</ul>
            <AnswerForm parent=talk.id.0 typed=typed problem=problem/>
        </li>
    }
}

/// A comment with the way to take it away, or the place where one was.
fn one(language: Language, said: Option<Said>, keeps: bool, small: bool) -> AnyView {
    let Some(said) = said else {
        return view! {
            <article class="comment comment--gone">
                <span class="portrait" aria-hidden="true">"–"</span>
                <div class="comment__bubble">{say!(language, comments.removed)}</div>
            </article>
        }
        .into_any();
    };
    let remove = (keeps || said.own).then(|| remove_form(language, said.id.clone()));
    bubble(said, small, remove).into_any()
}

/// Two taps: nobody takes words away by brushing past a button.
fn remove_form(language: Language, id: String) -> impl IntoView {
    view! {
        <details class="comments__remove">
            <summary class="button button--quiet button--small">{say!(language, comments.remove)}</summary>
            <form method="post" action="/api/comments/remove">
                <button class="button button--bad button--small" type="submit" name="comment" value=id>
                    {say!(language, comments.remove_sure)}
                </button>
            </form>
        </details>
    }
}

/// Without JavaScript: back to the page that asked, at the comment itself.
pub fn back_to(comment: &CommentId) {
    let Some(parts) = use_context::<http::request::Parts>() else { return };
    let text = |name| parts.headers.get(name).and_then(|value: &http::HeaderValue| value.to_str().ok());
    let plain = text(http::header::ACCEPT).is_some_and(|accept| accept.contains("text/html"));
    if let (true, Some(from)) = (plain, text(http::header::REFERER)) {
        leptos_axum::redirect(&format!("{}#comment-{comment}", clean(from)));
    }
}

/// An address without what an earlier failure left in it.
fn clean(address: &str) -> String {
    let address = address.split('#').next().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("__")).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}
