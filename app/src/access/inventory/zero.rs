//! A zero byte in any address, query or field is nobody's defect: PostgreSQL refuses it, and no page and no function may break on it.
use http::StatusCode;

use super::functions::{FUNCTIONS, ask};
use super::pages::PAGES;
use super::things::Things;
use super::{EVERYBODY, arrive};
use crate::testing::{Engine, School};

/// Visitor, parent, teacher, office.
const WHO: [char; 4] = ['v', 'p', 't', 'o'];

fn people() -> impl Iterator<Item = &'static str> {
    EVERYBODY.iter().filter(|(letter, _)| WHO.contains(letter)).map(|(_, who)| *who)
}

/// The address with a zero byte for each thing, after each thing, and in a question.
fn addresses(things: &Things, address: &str) -> Vec<String> {
    let (path, question) = address.split_once('?').unwrap_or((address, "a={noor}"));
    let (mut instead, mut inside) = (String::new(), false);
    for letter in address.chars() {
        match letter {
            '{' => inside = true,
            '}' => {
                inside = false;
                instead.push_str("%00");
            }
            _ if !inside => instead.push(letter),
            _ => {}
        }
    }
    let after = address.replace('}', "}%00");
    let question = question.replace('}', "}%00");
    let asked = format!("{path}?{question}&before=%00&__kept=%00&__err=%00&done=%00&next=%00");
    [instead, after, asked].iter().map(|address| things.fill(address)).collect()
}

#[tokio::test]
async fn no_page_breaks_on_a_zero_byte() {
    let school = School::open(Engine::Postgres).await;
    for who in people() {
        let (mut probe, things) = arrive(&school, who).await;
        for (_, address, _) in PAGES {
            for address in addresses(&things, address) {
                let answer = probe.get(&address).await;
                assert_ne!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{who} at {address}: {}", answer.text());
            }
        }
    }
}

#[tokio::test]
async fn no_function_breaks_on_a_zero_byte() {
    let school = School::open(Engine::Postgres).await;
    for who in people() {
        let (mut probe, things) = arrive(&school, who).await;
        for (path, form, _) in FUNCTIONS.iter().filter(|row| row.0 != "/api/accounts/sign-out") {
            let filled = things.fill(form);
            for place in 0..=filled.matches('=').count() {
                let answer = ask(&mut probe, path, &with_zero(&filled, place)).await;
                let broken = answer.status == StatusCode::INTERNAL_SERVER_ERROR;
                assert!(!broken, "{who} at {path}, field {place}: {}", answer.html());
            }
        }
    }
}

/// A zero byte at the end of one value; past the last field in every one.
fn with_zero(form: &str, place: usize) -> String {
    let (files, form) = form.strip_prefix("files:").map_or(("", form), |form| ("files:", form));
    let fields: Vec<&str> = form.split('&').collect();
    let field =
        |(number, field): (usize, &&str)| match field.contains('=') && (number == place || place >= fields.len()) {
            true => format!("{field}\0"),
            false => (*field).to_owned(),
        };
    format!("{files}{}", fields.iter().enumerate().map(field).collect::<Vec<_>>().join("&"))
}
