//! Where a web address begins and ends in a sentence. Never leads anywhere but to the web.

/// A web address that begins here. Telephones write «Https» at the start of a sentence.
pub(super) fn address(text: &str) -> Option<(usize, String)> {
    let scheme = ["http://", "https://"]
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let ends = |letter: char| letter.is_whitespace() || letter.is_control() || "<>\"`\\«»“”".contains(letter);
    let whole = &text[..text.find(ends).unwrap_or(text.len())];
    let link = without_sentence(whole);
    let host = link.get(scheme.len()..).unwrap_or_default();
    let rest = host.to_ascii_lowercase();
    let true_host = host.starts_with(|letter: char| letter.is_alphanumeric() || letter == '[');
    let doubled = rest.starts_with("http:") || rest.starts_with("https:");
    (true_host && !doubled).then(|| (link.len(), link.to_owned()))
}

/// Without the full stop of its sentence, and without a bracket that was opened before the address began.
fn without_sentence(whole: &str) -> &str {
    let mut link = whole;
    while let Some(last) = link.chars().next_back() {
        let opened = match last {
            ')' => Some('('),
            ']' => Some('['),
            '}' => Some('{'),
            _ => None,
        };
        let goes = match opened {
            Some(opened) => link.matches(last).count() > link.matches(opened).count(),
            None => ".,;:!?'’…*".contains(last),
        };
        if !goes {
            break;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
    link
}

#[cfg(test)]
mod tests {
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
}
