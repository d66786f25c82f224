//! Where a web address begins and ends in a sentence. Never leads anywhere but to the web.

/// What is longer is no address: nobody typed it, and looking for its end would take long.
const LONGEST: usize = 2_000;

/// A web address that begins here. Telephones write «Https» at the start of a sentence.
pub(super) fn address(text: &str) -> Option<(usize, String)> {
    let scheme = ["http://", "https://"]
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let ends = |letter: char| letter.is_whitespace() || letter.is_control() || "<>\"`\\«»“”".contains(letter);
    let near = text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end]);
    let whole = &near[..near.find(ends).unwrap_or(near.len())];
    if whole.len() == near.len() && near.len() < text.len() {
        return None;
    }
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
mod tests;
