//! `/polls/{id}`: the question, the answer of the viewer, the result as bars, and for whoever asked it who has not answered.
use std::collections::{HashMap, HashSet};

use axum::extract::Path;
use leptos::prelude::*;

use super::poll::PollId;
use super::rules::{self, Outcome, Standing};
use super::store::{self, Choice, Poll};
use crate::access::asked::all_asked;
use crate::access::audience::Member;
use crate::access::{Manage, May, Read, Viewer};
use crate::base::failure::Result;
use crate::base::language::Language;
use crate::comments;
use crate::say;
use crate::shell::{Kept, Page, Tab};
use crate::ui::icon::Icon;
use crate::ui::markup::{IntoMarkup, Markup};
use crate::ui::notice::{Notice, Tone};
use crate::ui::one_button::one_button;
use crate::ui::prose;
use crate::ui::sent::SentFrom;
use crate::ui::when;

/// Everything that the page shows.
struct Shown {
    language: Language,
    poll: Poll,
    choices: Vec<Choice>,
    outcome: Outcome,
    until: String,
    open: bool,
    /// The viewer is one of those who are asked.
    asked: bool,
    watched: Option<Watched>,
    refused: Option<String>,
}

/// What only whoever asked it sees.
struct Watched {
    waiting: Vec<String>,
    /// Who chose what, by answer; empty where that is not known.
    chose: HashMap<String, Vec<String>>,
}

pub async fn show(viewer: Viewer, Path(id): Path<String>, kept: Kept) -> Result<Page> {
    let may = viewer.may(Read, PollId::from(id)).await?;
    let thread = comments::thread(&viewer, &may.subject(), &kept).await?;
    let shown = load(&viewer, &may, &kept).await?;
    let language = viewer.language;
    let title = shown.poll.question.clone();
    Ok(Page::new(&viewer, Tab::Elsewhere, title, move || {
        view! {
            <div class="page">
                <a class="back" href="/polls"><Icon name="back" class="icon--turn"/>{say!(language, polls.title)}</a>
                {draw(shown)}
                {thread()}
            </div>
        }
    }))
}

async fn load(viewer: &Viewer, may: &May<Read, PollId>, kept: &Kept) -> Result<Shown> {
    let language = viewer.language;
    let poll = store::poll(viewer, may).await?;
    let choices = store::choices(viewer, may).await?;
    let asked = viewer.is_asked(may.thing()).await?;
    let watched = match viewer.may(Manage, may.thing().clone()).await {
        Ok(may) => Some(watched(viewer, &may, &poll).await?),
        Err(_) => None,
    };
    let open = poll.closes_at > viewer.now;
    let standing = Standing {
        anonymous: poll.anonymous,
        closed: !open,
        answered: poll.answered,
        manages: watched.is_some(),
        answers: poll.answers,
    };
    let closes = when::moment(language, poll.closes_at, viewer.now, &viewer.zone);
    Ok(Shown {
        outcome: rules::outcome(standing),
        until: if open {
            say!(language, polls.until, when = closes)
        } else {
            say!(language, polls.closed_at, when = closes)
        },
        refused: kept.refused_of(language, "polls/"),
        language,
        poll,
        choices,
        open,
        asked,
        watched,
    })
}

async fn watched(viewer: &Viewer, may: &May<Manage, PollId>, poll: &Poll) -> Result<Watched> {
    let members = all_asked(viewer, may, &poll.owner_id).await?;
    let answers = store::answers(viewer, may).await?;
    let names: HashMap<&str, &Member> = members.iter().map(|member| (member.person.as_str(), member)).collect();
    let mut chose: HashMap<String, Vec<String>> = HashMap::new();
    for (person, option) in &answers {
        if let (Some(member), Some(option)) = (names.get(person.as_str()), option) {
            chose.entry(option.0.clone()).or_default().push(member.name.clone());
        }
    }
    let answered: HashSet<&str> = answers.iter().map(|(person, _)| person.as_str()).collect();
    let waiting = members.iter().filter(|member| !answered.contains(member.person.as_str()));
    Ok(Watched { waiting: waiting.map(|member| member.name.clone()).collect(), chose })
}

fn draw(shown: Shown) -> impl IntoView {
    let Shown { language, poll, choices, outcome, until, open, asked, watched, refused } = shown;
    let asker = poll.name.to_string();
    let about = (!poll.about.is_empty()).then(|| view! { <p class="poll__about">{prose::linked(&poll.about)}</p> });
    let first = open && asked && !poll.answered;
    let again = open && asked && poll.answered && !poll.anonymous;
    let kept_secret = (poll.anonymous && poll.answered && open)
        .then(|| view! { <Notice tone=Tone::Good><p>{say!(language, polls.counted)}</p></Notice> });
    view! {
        <article class="card poll" id=format!("poll-{}", poll.id.as_str()) data-form>
            <header class="page__head">
                <h1 class="poll__question">{poll.question.clone()}</h1>
                <p class="soft">{say!(language, polls.asked_by, name = asker)}" · "{until}</p>
            </header>
            {about}
            {refused.map(|refused| view! { <Notice tone=Tone::Bad><p>{refused}</p></Notice> })}
            {kept_secret}
            {first.then(|| answer(language, &poll, &choices))}
            <div class="poll__result" data-swap>{result(language, &poll, &choices, outcome)}</div>
            {again.then(|| view! {
                <details class="fold" id="poll-again">
                    <summary>{say!(language, polls.answer_again)}</summary>
                    {answer(language, &poll, &choices)}
                </details>
            })}
            {watched.map(|watched| manage(language, &poll, &choices, watched, open))}
        </article>
    }
}

fn answer(language: Language, poll: &Poll, choices: &[Choice]) -> impl IntoView + use<> {
    let kind = if poll.several { "checkbox" } else { "radio" };
    let choice = |choice: &Choice| {
        view! {
            <label class="tick">
                <input type=kind name="choice[]" value=choice.id.0.clone() checked=choice.mine required=kind == "radio"/>
                <span>{choice.label.clone()}</span>
            </label>
        }
    };
    let hint = match (poll.anonymous, poll.several) {
        (true, _) => say!(language, polls.without_name),
        (false, true) => say!(language, polls.with_name_several),
        (false, false) => say!(language, polls.with_name),
    };
    let send = if poll.answered { say!(language, polls.answer_again) } else { say!(language, polls.answer) };
    view! {
        <form class="form" method="post" action="/api/polls/answer">
            <SentFrom/>
            <input type="hidden" name="poll" autocomplete="off" value=poll.id.0.clone()/>
            <fieldset class="field">
                <legend class="hush">{say!(language, polls.your_answer)}</legend>
                <p class="field__hint">{hint}</p>
                {choices.iter().map(choice).collect_view()}
            </fieldset>
            <button class="button button--main" type="submit">{send}</button>
        </form>
    }
}

fn result(language: Language, poll: &Poll, choices: &[Choice], outcome: Outcome) -> Markup {
    let later = |words: String| view! { <p class="soft">{words}</p> }.into_markup();
    let answers = say!(language, polls.answers, count = poll.answers);
    match outcome {
        Outcome::AfterAnswer => later(say!(language, polls.after_answer)),
        Outcome::AfterClosing => later([answers, say!(language, polls.after_closing)].join(" ")),
        Outcome::TooFew => later(say!(language, polls.too_few)),
        Outcome::Shown => {
            let most = choices.iter().map(|choice| choice.votes).max().unwrap_or_default();
            let bars = choices.iter().map(|choice| bar(poll, choice, most)).collect_view();
            view! {
                <h2 class="poll__heading">{say!(language, polls.result)}</h2>
                <ul class="poll__bars" role="list">{bars}</ul>
                <p class="soft small">{answers}</p>
            }
            .into_markup()
        }
    }
}

/// The words tell everything; the bar is for who sees at a glance.
fn bar(poll: &Poll, choice: &Choice, most: i64) -> impl IntoView + use<> {
    let percent = rules::percent(choice.votes, poll.answers);
    let first = (choice.votes == most && most > 0).then_some("");
    view! {
        <li class="poll__bar" data-first=first>
            <span class="poll__label">{choice.label.clone()}{choice.mine.then(|| view! { <Icon name="check" class="icon--small"/> })}</span>
            <span class="poll__number">{format!("{} · {percent} %", choice.votes)}</span>
            <svg class="poll__line" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect class="poll__whole" width="100" height="4"></rect>
                <rect width=percent.to_string() height="4"></rect>
            </svg>
        </li>
    }
}

fn manage(language: Language, poll: &Poll, choices: &[Choice], watched: Watched, open: bool) -> impl IntoView + use<> {
    let Watched { waiting, chose } = watched;
    let names =
        |names: &[String]| names.iter().map(|name| view! { <li class="list__row">{name.clone()}</li> }).collect_view();
    let who = choices.iter().filter_map(|choice| {
        let chosen = chose.get(&choice.id.0)?;
        Some(view! { <h3 class="poll__heading">{choice.label.clone()}</h3><ul class="list" role="list">{names(chosen)}</ul> })
    });
    let who = who.collect::<Vec<_>>();
    let id = |what: &str| format!("poll-{what}");
    let about = || ("poll", poll.id.0.clone());
    view! {
        <footer class="poll__manage">
            <details class="fold" id=id("waiting")>
                <summary>{say!(language, polls.not_answered, count = waiting.len())}</summary>
                <ul class="list" role="list">{names(&waiting)}</ul>
            </details>
            {(!who.is_empty()).then(|| view! {
                <details class="fold" id=id("who")><summary>{say!(language, polls.who_chose)}</summary>{who}</details>
            })}
            {open.then(|| one_button("polls/close", about(), say!(language, polls.close), "button button--small"))}
            <details class="fold" id=id("remove")>
                <summary>{say!(language, polls.remove)}</summary>
                <p class="soft">{say!(language, polls.remove_hint)}</p>
                {one_button("polls/remove", about(), say!(language, polls.remove_now), "button button--small button--bad")}
            </details>
        </footer>
    }
}
