//! What somebody typed stays text, wherever it is shown and whoever looks: a corpus goes through every text field of every server
//! function and into every name, and every page must have the same elements as with harmless words.
use std::collections::BTreeMap;

use scraper::{Html, Node};

use super::functions::{FUNCTIONS, attach};
use super::pages::PAGES;
use super::things::{self, Things};
use super::{EVERYBODY, come, same};
use crate::sql;
use crate::testing::{Engine, Probe, School};

/// What the other runs are compared with.
const HARMLESS: &str = "zomaar woorden";
/// Words that end what they stand in, in every place where words can stand.
/// None is longer than the shortest limit of a field, so that nothing is refused for its length.
const CORPUS: [&str; 6] = [
    "</textarea></title></style></script></noscript><meta content=0><b>x",
    "</p></button></select></template></svg></main></form><form><input name=x>",
    "<!-- <!--> ]]> <script> <![CDATA[ <plaintext>",
    "\"><img src=x onerror=window.__xss=1>' onfocus=window.__xss=1 autofocus '>",
    "&lt;b&gt; &#60;b&#62; &quot;><i> {{constructor}} ${7*7} \\u003cb\\u003e",
    "\u{202e}<b>\u{200f}<i>\u{feff}</textarea><u>",
];

const MARK: &str = "mark.jansen@ouders.example";
const FATIMA: &str = "fatima.elamrani@ouders.example";
const SANNE: &str = "sanne.dewit@wilgenboom.example";
const HANNEKE: &str = "hanneke.smit@wilgenboom.example";
const HEAD: &str = "marijke.oosterhuis@wilgenboom.example";

/// A line per server function: who sends which form from which page, with `{text}` in every field that is a text. A function that takes no words has an
/// empty form. Everything a person can type is here; add yours.
const TEXTS: &[(&str, &str, &str, &str)] = &[
    ("/api/accounts/sign-in", "", "/sign-in", "email={text}&password={text}&next={text}"),
    ("/api/accounts/sign-in", "", "/sign-in", "email=x&password=x&next=/&carried={text}"),
    ("/api/accounts/demo", "", "/sign-in", "person={text}"),
    ("/api/accounts/language", FATIMA, "/me", "code={text}"),
    ("/api/undone/revive", HANNEKE, "/undone", "job={text}"),
    ("/api/people/find", HANNEKE, "/school", "q={text}"),
    ("/api/school/look-up", HEAD, "/school/log", "q={text}&doors={text}"),
    ("/api/people/decide", HANNEKE, "/school/children/{noor}", "link={link}&from=proposed&to=blocked&reason={text}"),
    ("/api/people/decide", HANNEKE, "/school/children/{noor}", "link={text}&from={text}&to={text}&reason={text}"),
    ("/api/people/confirm-role", HANNEKE, "/school/roles", "role[]={text}"),
    (
        "/api/people/reach",
        HANNEKE,
        "/school/people/{sanne}",
        "person={sanne}&form[email]={text}&form[phone]={text}&form[was]={text}",
    ),
    ("/api/people/reach", HANNEKE, "/school/people/{sanne}", "person={text}&form[email]={text}&form[phone]={text}"),
    ("/api/people/give-role", HANNEKE, "/school/people/{sanne}", "person={text}&what={text}"),
    ("/api/people/protect", HANNEKE, "/school/children/{noor}", "household={household}&reason={text}"),
    ("/api/people/protect", HANNEKE, "/school/children/{noor}", "household={text}&reason={text}"),
    ("/api/people/unprotect", HANNEKE, "/school/children/{noor}", "household={text}"),
    ("/api/people/end-role", HANNEKE, "/school/people/{sanne}", "role={text}"),
    (
        "/api/people/add",
        HANNEKE,
        "/school/people/new",
        "key={key}&form[call_name]={text}&form[infix]={text}&form[last_name]={text}&form[email]={text}&form[phone]={text}",
    ),
    (
        "/api/invitations/ask",
        HANNEKE,
        "/school/invitations",
        "form[group][]={text}&form[way]={text}&form[again]={text}&password={text}",
    ),
    (
        "/api/invitations/ask",
        HANNEKE,
        "/school/invitations/people/{sanne}",
        "form[person]={text}&form[way]={text}&password={text}",
    ),
    ("/api/invitations/join", "", "/join", "form[code]={text}&form[email]={text}&password={text}"),
    ("/api/invitations/prove", "", "/join", "begun={text}&number={text}"),
    ("/api/invitations/link", MARK, "/join", "secret={text}"),
    ("/api/workgroups/begin", HANNEKE, "/school/work-groups", "key={key}&name={text}"),
    ("/api/workgroups/find", HANNEKE, "/school/work-groups/{work_group}", "group={work_group}&q={text}"),
    ("/api/workgroups/add", HANNEKE, "/school/work-groups/{work_group}", "group={work_group}&person={text}"),
    ("/api/workgroups/drop", HANNEKE, "/school/work-groups/{work_group}", "group={work_group}&person={text}"),
    ("/api/workgroups/rename", HANNEKE, "/school/work-groups/{work_group}", "group={work_group}&name={text}"),
    ("/api/workgroups/end", HANNEKE, "/school/work-groups/{work_group}", "group={text}"),
    ("/api/school/logo", HANNEKE, "/school/about", "files:drew={text}"),
    ("/api/school/drop-logo", HANNEKE, "/school/about", ""),
    ("/api/boards/visit", HANNEKE, "/school", "school={text}&reason={text}"),
    ("/api/people/move", HANNEKE, "/school/children/{noor}", "child={text}&from={text}&to={text}"),
    ("/api/people/let-go-place", HANNEKE, "/school/children/{noor}", "child={text}&import={text}"),
    ("/api/people/let-go", HANNEKE, "/school/people/{sanne}", "person={text}&import={text}"),
    ("/api/people/bring", HANNEKE, "/school/lists", "files:covers={text}&day={text}"),
    ("/api/people/bring", HANNEKE, "/school/lists", "files:covers={text}&drew={text}"),
    ("/api/people/take", HANNEKE, "/school/lists/{import}", "import={import}&part={text}&seen=0&count={text}"),
    ("/api/people/take", HANNEKE, "/school/lists/{import}", "import={import}&part=gone&seen=0&count={text}"),
    ("/api/people/set-day", HANNEKE, "/school/lists/{import}", "import={import}&day={text}"),
    ("/api/people/take-back", HANNEKE, "/school/lists", "taken={text}"),
    ("/api/people/leave", HANNEKE, "/school/lists/{import}", "import={text}"),
    ("/api/school/describe", HANNEKE, "/school/about", "form[name]={text}&form[place]={text}&form[contact]={text}"),
    (
        "/api/school/describe",
        HANNEKE,
        "/school/about",
        "form[name]={text}&form[place]={text}&form[own]={text}&form[colour]={text}",
    ),
    ("/api/school/module", HANNEKE, "/school/modules", "module={text}&opens={text}"),
    ("/api/school/module", HANNEKE, "/school/modules", "module=news&opens={text}"),
    (
        "/api/exports/ask",
        HANNEKE,
        "/school/exports",
        "form[list]={text}&form[group]={text}&form[reason]={text}&password={text}",
    ),
    ("/api/exports/ask", HANNEKE, "/school/exports", "form[list]=staff&form[reason]={text}&password=samen in de kring"),
    ("/api/accounts/revoke", FATIMA, "/me", "session={text}"),
    ("/api/accounts/switch", FATIMA, "/me", "person={text}&next={text}"),
    ("/api/accounts/sign-out", "", "/me", ""),
    ("/api/photos/upload", SANNE, "/new", "files:description={text}"),
    ("/api/feed/preview", SANNE, "/new", "files:key={key}&audience=group:{group}&body={text}&description={text}"),
    ("/api/feed/publish", SANNE, "/new", "files:key={key}&audience=group:{group}&body={text}&description={text}"),
    ("/api/feed/publish", SANNE, "/new", "files:key={text}&audience=group:{text}&body={text}&description={text}"),
    ("/api/feed/draft", SANNE, "/new", "files:key={key}&audience=group:{text}&body={text}&description={text}"),
    ("/api/feed/draft", SANNE, "/new", "files:key={text}&audience={text}&body={text}&drew={text}"),
    (
        "/api/feed/arrange",
        SANNE,
        "/new",
        "files:key={text}&body={text}&description={text}&drop={text}&earlier={text}&again={text}",
    ),
    ("/api/feed/discard", SANNE, "/new", "files:key={text}"),
    ("/api/feed/edit", SANNE, "/posts/{post}/edit", "files:post={post}&version=0&body={text}&description={text}"),
    (
        "/api/feed/edit",
        SANNE,
        "/posts/{post}/edit",
        "files:post={post}&version={text}&body={text}&description={text}&again={text}",
    ),
    ("/api/feed/remove", SANNE, "/posts/{post}", "post={text}"),
    ("/api/comments/write", MARK, "/posts/{post}", "subject={post}&parent=&body={text}&key={key}"),
    ("/api/comments/write", MARK, "/posts/{post}", "subject={post}&parent={comment}&body={text}&key={slot}"),
    ("/api/comments/write", MARK, "/posts/{post}", "subject={post}&parent={text}&body={text}&key={text}"),
    ("/api/comments/write", "", "/sign-in", "subject={text}&parent={text}&body={text}&key={text}&__from={text}"),
    ("/api/comments/heart", MARK, "/posts/{post}", "subject={post}&on={text}"),
    ("/api/comments/edit", FATIMA, "/posts/{post}", "comment={comment}&body={text}"),
    ("/api/comments/edit", MARK, "/posts/{post}", "comment={text}&body={text}"),
    ("/api/comments/remove", MARK, "/posts/{post}", "comment={text}"),
    (
        "/api/conferences/book",
        MARK,
        "/talks/{round}?child={daan}",
        "round={round}&pupil={daan}&household=&slot={slot}&note={text}&key={key}",
    ),
    (
        "/api/conferences/book",
        MARK,
        "/talks/{round}?child={daan}",
        "round={round}&pupil={daan}&household={text}&slot={text}&note={text}&key={text}",
    ),
    ("/api/conferences/cancel", MARK, "/talks", "booking={text}&slot={text}&from={text}"),
    ("/api/conferences/withdraw", HANNEKE, "/talks/{round}/manage", "round={text}"),
    ("/api/conferences/free", MARK, "/talks/{round}?child={daan}", "round={round}&pupil={daan}&household={text}"),
    ("/api/conferences/deadline", HANNEKE, "/talks/{round}/manage", "round={round}&closes={text}"),
    ("/api/conferences/open", HANNEKE, "/talks/new?group={group}", ROUND),
    ("/api/conferences/open", HANNEKE, "/talks/new?group={group}", ROUND_WITH_MISTAKES),
    ("/api/signups/open", SANNE, "/lists/new", LIST),
    ("/api/signups/open", SANNE, "/lists/new", LIST_WITH_MISTAKES),
    ("/api/signups/join", FATIMA, "/lists/{list}", "task={text}"),
    ("/api/signups/leave", FATIMA, "/lists/{list}", "task={text}"),
    ("/api/signups/pass", FATIMA, "/lists/{list}", "list={text}"),
    ("/api/signups/offer", MARK, "/lists/{list}", "own={text}&other={text}"),
    ("/api/signups/swap", MARK, "/lists/{list}", "offer={text}&answer={text}"),
    ("/api/signups/close", SANNE, "/lists/{list}", "list={text}"),
    ("/api/signups/remove", SANNE, "/lists/{list}", "list={text}"),
    ("/api/polls/open", SANNE, "/polls/new", POLL),
    ("/api/polls/open", SANNE, "/polls/new", POLL_WITH_MISTAKES),
    ("/api/polls/answer", MARK, "/polls/{poll}", "poll={poll}&choice[]={text}"),
    ("/api/polls/close", SANNE, "/polls/{poll}", "poll={text}"),
    ("/api/polls/remove", SANNE, "/polls/{poll}", "poll={text}"),
];

const ROUND: &str = "key={key}&form[title]={text}&form[minutes]=10&form[gap]=0&form[opens]=2026-11-20T09:00&form[closes]=2027-01-15T20:00\
     &form[group][0]={group}&form[date][0]=2027-01-20&form[from][0]=15:00&form[to][0]=16:00&form[teacher][0]={sanne}";
const ROUND_WITH_MISTAKES: &str = "key={text}&form[title]={text}&form[minutes]={text}&form[gap]={text}&form[opens]={text}&form[closes]={text}\
     &form[group][0]={group}&form[date][0]={text}&form[from][0]={text}&form[to][0]={text}&form[break_day][0]={text}\
     &form[break_from][0]={text}&form[break_to][0]={text}&form[teacher][0]={sanne}";

const LIST: &str = "key={fresh_list}&form[title]={text}&form[about]={text}&form[task][]={text}&form[places][]=2\
     &form[closes]=2026-12-18T20:00&whom[audience][]=group:{group}";
const LIST_WITH_MISTAKES: &str = "key={text}&form[title]={text}&form[about]={text}&form[task][]={text}&form[places][]={text}\
     &form[day]={text}&form[closes]={text}&whom[audience][]={text}";
const POLL: &str = "key={fresh}&form[question]={text}&form[about]={text}&form[option][]={text}&form[option][]=Nee\
     &form[closes]=2026-12-18T20:00&whom[audience][]=group:{group}";
const POLL_WITH_MISTAKES: &str = "key={text}&form[question]={text}&form[about]={text}&form[option][]={text}&form[closes]={text}\
     &form[several]={text}&form[anonymous]={text}&whom[audience][]={text}&whom[family]={text}&whom[side]={text}&whom[beforehand]={text}";

#[test]
fn every_server_function_says_which_words_it_takes() {
    let there = server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    same(there, TEXTS.iter().map(|row| row.0));
    assert_eq!(FUNCTIONS.iter().filter(|row| !TEXTS.iter().any(|text| text.0 == row.0)).count(), 0);
}

/// How many elements of each kind a page has, with the attributes that could do something; read as a browser reads it.
fn elements(html: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for node in Html::parse_document(html).tree.values() {
        let name = match node {
            Node::Element(element) => {
                let mut active: Vec<&str> = element
                    .attrs()
                    .map(|(name, _)| name)
                    .filter(|name| name.starts_with("on") || *name == "autofocus")
                    .collect();
                active.sort_unstable();
                format!("{} {}", element.name(), active.join(" "))
            }
            Node::Comment(_) => "comment".to_owned(),
            _ => continue,
        };
        *found.entry(name).or_insert(0) += 1;
    }
    found
}

type Seen = BTreeMap<String, BTreeMap<String, usize>>;

/// A school where these words stand wherever words can stand, seen by everybody; and every page that a refusal led to.
async fn seen_with(words: &str) -> Seen {
    let school = School::open(Engine::Sqlite).await;
    let mut seen = Seen::new();
    let mut things = Things::of(&school).await;
    for (row, (path, who, page, form)) in TEXTS.iter().enumerate() {
        let mut probe = come(&school, who).await;
        if form.is_empty() {
            continue;
        }
        probe.get(&things.fill(page)).await;
        let answer = send(&mut probe, &things, path, form, words).await;
        let page = if answer.location().is_empty() { answer } else { probe.follow(&answer).await };
        assert!(!page.status.is_server_error(), "{path} {form}: {}", page.text());
        seen.insert(format!("{row} {path} sent by {who}"), elements(&page.html()));
        // What a form names may be over then. Making things takes longer than reading a page.
        if form.replace("{text}", "").contains('{') {
            things = Things::of(&school).await;
        }
    }
    name_everything(&school, words).await;
    // What is looked at has the names of before, too.
    things::bring(&school).await;
    look_at_everything(&school, words, &mut seen).await;
    seen
}

/// Every page as everybody, and those that are asked with words in their address.
async fn look_at_everything(school: &School, words: &str, seen: &mut Seen) {
    let things = Things::of(school).await;
    for who in EVERYBODY.iter().map(|(_, who)| *who).chain([MARK]) {
        let mut probe = come(school, who).await;
        for (path, address) in PAGES.iter().map(|row| (row.0, row.1)).chain([DAAN]) {
            let page = probe.get(&things.fill(address)).await;
            seen.insert(format!("{path} as {who}"), elements(&page.html()));
        }
        let asked = serde_html_form::to_string([
            ("child", words),
            ("before", words),
            ("household", words),
            ("next", words),
            ("done", words),
        ]);
        for path in ["/", "/sign-in", "/talks", "/talks/new", "/me", "/new", "/nowhere"] {
            let page = probe.get(&format!("{path}?{}", asked.as_deref().unwrap_or_default())).await;
            seen.insert(format!("{path} asked with words as {who}"), elements(&page.html()));
        }
    }
}

/// Sends the form as a browser without JavaScript does, so that what is refused comes back as a page.
async fn send(probe: &mut Probe, things: &Things, path: &str, form: &str, words: &str) -> crate::testing::Answer {
    let action = path.trim_start_matches("/api/");
    let (files, form) = form.strip_prefix("files:").map_or((false, form), |form| (true, form));
    let filled = things.fill(form);
    let pairs: Vec<(&str, String)> = filled
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name, value.replace("{text}", words)))
        .collect();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    if files { attach(probe, action, &pairs).await } else { probe.post(action, &pairs).await }
}

/// The page where the family and the office see the note of Mark's booking.
const DAAN: (&str, &str) = ("/talks/{round} of Daan", "/talks/{round}?child={daan}&household={jansen}");

/// What comes from files and not from forms: names of people, groups, schools, and the descriptions of photos.
async fn name_everything(school: &School, words: &str) {
    let statements = [
        sql!("UPDATE persons SET call_name = $1, infix = $1, last_name = $1, phone = $1"),
        sql!("UPDATE pupils SET call_name = $1, infix = $1, last_name = $1"),
        sql!("UPDATE school_groups SET name = $1, description = $1"),
        sql!("UPDATE schools SET name = $1, place = $1"),
        sql!("UPDATE sessions SET device = $1"),
        sql!("UPDATE files SET description = $1 "),
    ];
    let robot = school.robot();
    for statement in statements {
        let row = (statement, words.to_owned());
        let wrote = robot.db().write(row, |tx, (statement, words)| {
            Box::pin(async move { Ok(tx.query(statement).bind(words).run().await?) })
        });
        assert!(wrote.await.expect("names are written") > 0, "{} changed nothing", statement.text);
    }
}

#[tokio::test]
async fn nobodys_words_become_elements_of_a_page() {
    let expected = seen_with(HARMLESS).await;
    assert!(expected.len() > EVERYBODY.len() * PAGES.len());
    for words in CORPUS {
        let seen = seen_with(words).await;
        let mut wrong = Vec::new();
        for (page, elements) in &seen {
            let harmless = &expected[page];
            let more = elements.iter().filter(|(name, count)| harmless.get(*name) != Some(count));
            let less = harmless.iter().filter(|(name, _)| !elements.contains_key(*name));
            wrong.extend(more.chain(less).map(|(name, count)| format!("{page}: {count} × {name}")));
        }
        assert!(wrong.is_empty(), "{words}\n{}", wrong.join("\n"));
    }
}
