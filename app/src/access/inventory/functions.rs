//! A line per server function: its path, a form, and who gets what, as in `pages`. A form that begins with `files:` is sent
//! with a photo. Everybody goes through the lines from top to bottom, so what takes away stands last. Add yours here.
use crate::testing::{Answer, Probe};

/// Path, form, and a letter for each of everybody: v p q b n u d t k h o r j.
pub const FUNCTIONS: &[(&str, &str, &str)] = &[
    ("/api/accounts/sign-in", "email=fatima.elamrani@ouders.example&password=wrong&next=/", "iiiiiiiiiiiii"),
    ("/api/photos/upload", "files:", "s//////ooooo/"),
    ("/api/feed/preview", "files:key={key}&audience=group:{group}", "s//////o-oo-/"),
    ("/api/feed/publish", "files:key={key}&audience=group:{group}&body=Dag", "s//////o-oo-/"),
    ("/api/feed/draft", "files:key={key}&audience=group:{group}&body=Dag", "s//////ooooo/"),
    ("/api/feed/arrange", "files:key={key}&audience=group:{group}&body=Dag&drop=", "s//////ooooo/"),
    ("/api/feed/discard", "files:key={key}", "s//////ooooo/"),
    ("/api/feed/edit", "files:post={post}&version=0&body=Dag", "s//////o-oo-/"),
    ("/api/comments/write", "subject={post}&parent=&body=Leuk&key={key}", "so----oo-oo--"),
    ("/api/comments/heart", "subject={post}&on=true", "so----oo-oo--"),
    ("/api/conferences/free", "round={round}&pupil={noor}", "so-------oo--"),
    (
        "/api/conferences/book",
        "round={round}&pupil={noor}&household={household}&slot={slot}&note=&key={key}",
        "so-------oo--",
    ),
    ("/api/conferences/cancel", "booking={booking}", "s--------oo--"),
    ("/api/conferences/deadline", "round={round}&closes=2026-12-01T20:00", "s/----//-oo--"),
    ("/api/conferences/open", "key={key}&form[title]=Rapport&form[group][0]={group}", "s/----/i-ii--"),
    ("/api/comments/edit", "comment={comment}&body=Beter", "so----//-//--"),
    ("/api/comments/remove", "comment={comment}", "so----/o-oo--"),
    ("/api/feed/remove", "post={post}", "s/----/o-oo--"),
    (
        "/api/polls/open",
        "key={fresh}&form[question]=Wat?&form[option][]=Ja&form[option][]=Nee&form[closes]=2026-12-18T20:00&whom[audience][]=group:{group}",
        "s//////o-oo-/",
    ),
    ("/api/polls/answer", "poll={poll}&choice[]={option}", "so----o/-//--"),
    ("/api/polls/close", "poll={poll}", "s/----/o-oo--"),
    ("/api/polls/remove", "poll={poll}", "s/----/o-oo--"),
    (
        "/api/signups/open",
        "key={fresh_list}&form[title]=Soep&form[task][]=Koken&form[places][]=2&form[closes]=2026-12-18T20:00&whom[audience][]=group:{group}",
        "s//////o-oo-/",
    ),
    ("/api/signups/join", "task={task}", "so----o/-//--"),
    ("/api/signups/pass", "list={list}", "so----oo-oo--"),
    ("/api/signups/offer", "own={own}&other={other}", "s-----o------"),
    ("/api/signups/swap", "offer={other}&answer=no", "s-----o------"),
    ("/api/signups/leave", "task={task}", "so----o/-//--"),
    ("/api/signups/close", "list={list}", "s/----/o-oo--"),
    ("/api/signups/remove", "list={list}", "s/----/o-oo--"),
    ("/api/conferences/withdraw", "round={round}", "s/----//-oo--"),
    ("/api/undone/revive", "job={key}", "s//---///--//"),
    ("/api/invitations/ask", "form[group][]={group}&form[way]=letter&password=dit is het niet", "s//---///ii//"),
    ("/api/invitations/join", "form[code]=7KMP&form[email]=iemand@gezin.example&password=lang genoeg", "iiiiiiiiiiiii"),
    ("/api/invitations/prove", "begun={key}&number=123456", "-------------"),
    ("/api/invitations/link", "secret=7KMP", "siiiiiiiiiiii"),
    ("/api/people/find", "q=noor", "s//---///oo//"),
    ("/api/school/look-up", "q=noor", "s--------o---"),
    ("/api/people/decide", "link={link}&from=proposed&to=confirmed&reason=Goed", "s--------ii--"),
    ("/api/people/confirm-role", "role[]={key}", "s//---///--//"),
    ("/api/people/reach", "person={sanne}&form[email]=sanne.dewit@wilgenboom.example", "s--------oo--"),
    ("/api/people/let-go", "person={sanne}&import=", "s--------oo--"),
    ("/api/people/give-role", "person={sanne}&what=mr", "s--------oo--"),
    ("/api/people/end-role", "role={key}", "s------------"),
    ("/api/people/add", "key={key}&form[call_name]=An&form[last_name]=Bos", "s//---///oo//"),
    ("/api/people/protect", "household={household}&reason=Bedreiging", "s--------oo--"),
    ("/api/people/unprotect", "household={household}", "s--------o/--"),
    ("/api/people/move", "child={noor}&from=none&to={group}", "s--------oo--"),
    ("/api/people/let-go-place", "child={noor}&import=", "s--------oo--"),
    ("/api/workgroups/begin", "key={fresh_group}&name=Koor", "s//---///oo//"),
    ("/api/workgroups/find", "group={work_group}&q=noor", "s--------oo--"),
    ("/api/workgroups/add", "group={work_group}&person={sanne}", "s--------oo--"),
    ("/api/workgroups/drop", "group={work_group}&person={sanne}", "s--------oo--"),
    ("/api/workgroups/rename", "group={work_group}&name=Band", "s--------oo--"),
    ("/api/workgroups/end", "group={key}", "s------------"),
    ("/api/boards/visit", "school={group}&reason=Kijken", "s------------"),
    ("/api/people/bring", "files:covers=some", "s//---///oo//"),
    ("/api/people/take", "import={import}&part=changed&seen=0&count=", "s--------oo--"),
    ("/api/people/set-day", "import={import}&day=2027-01-11", "s--------oo--"),
    ("/api/people/take-back", "taken={key}", "s------------"),
    ("/api/people/leave", "import={import}", "s--------oo--"),
    ("/api/school/logo", "files:", "s//---///oo//"),
    ("/api/school/drop-logo", "", "s//---///oo//"),
    ("/api/school/describe", "form[name]=De Boom&form[place]=Gouda", "s//---///oo//"),
    ("/api/exports/ask", "form[list]=pupils&form[reason]=Schoolreis&password=wrong", "s//---///ii//"),
    ("/api/school/module", "module=news&opens=2026-09-01", "s//---///oo//"),
    ("/api/accounts/revoke", "session={session}", "so-----------"),
    ("/api/accounts/switch", "person={key}&next=/", "s------------"),
    ("/api/accounts/language", "code=en", "soooooooooooo"),
    ("/api/accounts/sign-out", "", "soooooooooooo"),
    ("/api/accounts/demo", "person=nobody@ouders.example", "-------------"),
];

/// Sends the form as the browser side does.
pub async fn ask(probe: &mut Probe, path: &str, form: &str) -> Answer {
    let action = path.trim_start_matches("/api/");
    let (files, form) = form.strip_prefix("files:").map_or((false, form), |form| (true, form));
    let pairs: Vec<(&str, &str)> = form.split('&').filter_map(|pair| pair.split_once('=')).collect();
    if !files {
        return probe.call(action, &pairs).await;
    }
    let photo = photo();
    probe.call_files(action, &pairs, &[("photo", "circle.jpg", "image/jpeg", &photo)]).await
}

/// Sends a form with a photo as a browser without JavaScript does.
pub async fn attach(probe: &mut Probe, action: &str, pairs: &[(&str, &str)]) -> Answer {
    let photo = photo();
    probe.post_files(action, pairs, &[("photo", "circle.jpg", "image/jpeg", &photo)]).await
}

fn photo() -> Vec<u8> {
    pixels::testing::phone_jpeg(16, 64, 48, 1)
}
