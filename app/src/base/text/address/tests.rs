//! What `address` promises, tried.
use super::super::links::led;
use super::super::links::{Piece, pieces};

fn addresses(text: &str) -> Vec<String> {
    led(text).into_iter().map(|(_, href)| href).collect()
}

#[test]
fn an_address_ends_where_its_sentence_goes_on() {
    let text = "Kijk op https://school.example/musical?dag=2, of (http://a.example). Tot dan!";
    assert_eq!(addresses(text), ["https://school.example/musical?dag=2", "http://a.example"]);
    assert_eq!(addresses("Https://Hoofdletter.example"), ["Https://Hoofdletter.example"]);
    assert_eq!(
        addresses("http://[2001:db8::1]/ en https://müller.example/é."),
        ["http://[2001:db8::1]/", "https://müller.example/é"]
    );
}

#[test]
fn a_bracket_that_belongs_to_an_address_stays() {
    let text =
        "Lees https://nl.wikipedia.example/wiki/Haas_(dier) en (zie ook https://nl.wikipedia.example/wiki/Egels).";
    assert_eq!(
        addresses(text),
        ["https://nl.wikipedia.example/wiki/Haas_(dier)", "https://nl.wikipedia.example/wiki/Egels"]
    );
    assert_eq!(addresses("(https://a.example/x_(y))."), ["https://a.example/x_(y)"]);
    assert_eq!(addresses("https://x.example/o'neill"), ["https://x.example/o'neill"]);
}

#[test]
fn what_is_no_address_stays_text() {
    for text in [
        "javascript:alert(1)",
        "http://",
        "https:// nee",
        "https://\"onmouseover=x",
        "mail naar a@b.example",
        "//evil.example",
    ] {
        assert_eq!(pieces(text), [Piece::plain(text)], "{text}");
    }
    assert_eq!(addresses("http://http://http://a.example"), ["http://a.example"]);
    assert_eq!(addresses("http://a.example/\"><script>"), ["http://a.example/"], "it cannot leave its attribute");
}
