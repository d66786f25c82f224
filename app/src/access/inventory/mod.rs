//! Every door and everybody: each route and each server function, asked by each kind of person, about real things of
//! group De Otters. A door without a row fails the test: nobody adds one without saying for whom it is.
mod escaping;
mod extra;
mod functions;
mod pages;
mod things;
mod zero;

use std::collections::BTreeSet;

use http::StatusCode;

use crate::testing::{Answer, Engine, Probe, School};
use things::Things;

/// Everybody, in the order of the letters in a row.
const EVERYBODY: [(char, &str); 13] = [
    ('v', ""),                                      // visitor
    ('p', "fatima.elamrani@ouders.example"),        // parent in De Otters
    ('q', "wei.chen@ouders.example"),               // parent in another group
    ('b', "ronald.visser@ouders.example"),          // blocked guardian in De Otters
    ('n', "oksana.kovalenko@ouders.example"),       // guardian without authority in De Otters
    ('u', "judith.bakker@ouders.example"),          // proposed guardian in De Otters
    ('d', "eva.kuipers@ouders.example"),            // the other household of Daan, in De Otters
    ('t', "sanne.dewit@wilgenboom.example"),        // teacher of De Otters
    ('k', "nynke.dijkstra@wilgenboom.example"),     // teacher of another group
    ('h', "marijke.oosterhuis@wilgenboom.example"), // head
    ('o', "hanneke.smit@wilgenboom.example"),       // office
    ('r', "ruben.koster@lindeboom.example"),        // teacher at another school
    ('j', "julia.mendes@ouders.example"),           // parent at another school
];

/// What comes back, as one letter.
fn letter(answer: &Answer) -> char {
    match answer.status {
        StatusCode::OK => 'o',
        StatusCode::SEE_OTHER | StatusCode::FOUND if answer.location().starts_with("/sign-in") => 's',
        StatusCode::SEE_OTHER | StatusCode::FOUND => 'r',
        StatusCode::UNAUTHORIZED => 's',
        StatusCode::NOT_FOUND => '-',
        StatusCode::FORBIDDEN => '/',
        StatusCode::UNPROCESSABLE_ENTITY => 'i',
        StatusCode::CONFLICT => 't',
        _ => '!',
    }
}

/// Somebody at the door, and the things they ask about.
async fn arrive(school: &School, who: &str) -> (Probe, Things) {
    let things = Things::of(school).await;
    (come(school, who).await, things)
}

/// Somebody by their address; without one a stranger.
async fn come(school: &School, who: &str) -> Probe {
    if who.is_empty() { school.visitor() } else { school.as_person(who).await }
}

fn compare(asked: &[(String, String, String)]) {
    let wrong = asked.iter().filter(|(_, expected, answered)| expected != answered);
    let wrong: Vec<String> = wrong
        .map(|(door, expected, answered)| format!("{door}\n    expected {expected}\n    answered {answered}"))
        .collect();
    let everybody: String = EVERYBODY.iter().map(|(letter, _)| *letter).collect();
    assert!(wrong.is_empty(), "             {everybody}\n{}", wrong.join("\n"));
}

fn same<'a>(there: BTreeSet<&str>, listed: impl Iterator<Item = &'a str>) {
    let listed: BTreeSet<&str> = listed.collect();
    let unlisted: Vec<_> = there.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&there).collect();
    assert!(unlisted.is_empty() && gone.is_empty(), "without a row: {unlisted:?}; a row for nothing: {gone:?}");
}

#[test]
fn every_page_has_a_row() {
    let routes = crate::shell::routes(true);
    same(routes.iter().map(|route| route.path).collect(), pages::PAGES.iter().map(|row| row.0));
}

#[test]
fn every_server_function_has_a_row() {
    let there = server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    same(there, functions::FUNCTIONS.iter().map(|row| row.0));
}

#[tokio::test]
async fn every_page_answers_everybody_as_it_should() {
    let school = School::open(Engine::Sqlite).await;
    let mut asked: Vec<(String, String, String)> = Vec::new();
    for (_, who) in EVERYBODY {
        let (mut probe, things) = arrive(&school, who).await;
        for (at, (path, address, expected)) in pages::PAGES.iter().enumerate() {
            if asked.len() <= at {
                asked.push(((*path).to_owned(), (*expected).to_owned(), String::new()));
            }
            let answer = probe.get(&things.fill(address)).await;
            asked[at].2.push(letter(&answer));
        }
    }
    compare(&asked);
}

/// Everybody finds the school as it was: what one of them did does not change what the next may do.
#[tokio::test]
async fn every_server_function_answers_everybody_as_it_should() {
    let mut asked: Vec<(String, String, String)> = Vec::new();
    for (_, who) in EVERYBODY {
        let school = School::open(Engine::Sqlite).await;
        let (mut probe, things) = arrive(&school, who).await;
        for (at, (path, fields, expected)) in functions::FUNCTIONS.iter().enumerate() {
            if asked.len() <= at {
                asked.push((format!("{path} {fields}"), (*expected).to_owned(), String::new()));
            }
            let answer = functions::ask(&mut probe, path, &things.fill(fields)).await;
            asked[at].2.push(letter(&answer));
        }
    }
    compare(&asked);
}
