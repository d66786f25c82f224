//! Ways back: from where a form was sent, and where its answer leads. Never to another site, whatever a form says.
use http::{HeaderMap, header};

/// Who drew a form and for which page, as the form says it: `WHO/path?query#place`.
pub const FIELD: &str = "__from";
/// The same from the browser side, without the path.
pub const HEADER: &str = "x-kring-who";
const KEPT: &str = "__kept";

/// Where a form was sent from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sender {
    /// Empty when nobody was signed in, or when the form does not say.
    pub who: String,
    /// Path, query and place; empty when nothing says it.
    pub from: String,
}

impl Sender {
    pub fn of(headers: &HeaderMap, fields: &[(String, String)]) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        match fields.iter().find(|(name, _)| name == FIELD) {
            Some((_, value)) => {
                let (who, from) = value.split_at(value.find('/').unwrap_or(value.len()));
                Sender { who: who.to_owned(), from: local(from) }
            }
            None => Sender {
                who: text(HEADER).to_owned(),
                from: match text(header::REFERER.as_str()) {
                    "" => String::new(),
                    address => local(address),
                },
            },
        }
    }

    /// Where to go on: to the place that an action named (`#comment-1` is one on the same page), or back.
    pub fn way(&self, location: Option<&str>) -> String {
        match location {
            Some(place) if place.starts_with('#') => [self.page(), place].concat(),
            Some(address) => here_only(address),
            None => self.back(),
        }
    }

    pub fn back(&self) -> String {
        if self.from.is_empty() { "/".to_owned() } else { self.from.clone() }
    }

    fn page(&self) -> &str {
        match self.from.split('#').next().unwrap_or_default() {
            "" => "/",
            page => page,
        }
    }

    /// The page again, with what was kept under this id.
    pub fn back_with(&self, kept: &str) -> String {
        with_kept(&self.back(), kept)
    }
}

/// An address with the id of what was kept, before the place on the page.
pub fn with_kept(address: &str, kept: &str) -> String {
    let (page, place) = address.split_at(address.find('#').unwrap_or(address.len()));
    let sign = if page.contains('?') { '&' } else { '?' };
    format!("{page}{sign}{KEPT}={kept}{place}")
}

/// Path, query and place of an address of this school, without what an earlier answer left in it.
pub fn local(address: &str) -> String {
    without_traces(&here_only(address))
}

/// The same with everything, in letters that a header can hold.
fn here_only(address: &str) -> String {
    let after_scheme = match address.split_once("://") {
        Some((scheme, rest)) if !scheme.contains(['/', '?', '#']) => rest.find('/').map_or("/", |at| &rest[at..]),
        _ => address,
    };
    let path = format!("/{}", after_scheme.trim_start_matches(['/', '\\']));
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if plain { path } else { "/".to_owned() }
}

/// An address without what an earlier answer left in it: what was kept of a failure, and what was done.
pub fn without_traces(address: &str) -> String {
    let (page, place) = address.split_at(address.find('#').unwrap_or(address.len()));
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let left = |pair: &str| pair.starts_with("__") || pair.starts_with("done=");
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !left(pair)).collect();
    if kept.is_empty() { [path, place].concat() } else { format!("{path}?{}{place}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(value: &str) -> Sender {
        Sender::of(&HeaderMap::new(), &[(FIELD.to_owned(), value.to_owned())])
    }

    #[test]
    fn comes_back_to_this_school_only() {
        assert_eq!(local("http://localhost:3000/posts/1?before=2"), "/posts/1?before=2");
        assert_eq!(local("https://evil.example"), "/");
        assert_eq!(local("//evil.example/x"), "/evil.example/x");
        assert_eq!(local("/\\evil.example"), "/evil.example");
        assert_eq!(local("/posts/\u{e9}\r\nx: y"), "/");
        assert_eq!(local("/sign-in?next=https://x"), "/sign-in?next=https://x");
    }

    #[test]
    fn a_form_says_who_drew_it_and_where() {
        assert_eq!(sent("abc/posts/1?x=2#heart"), Sender { who: "abc".into(), from: "/posts/1?x=2#heart".into() });
        assert_eq!(sent("/sign-in"), Sender { who: String::new(), from: "/sign-in".into() });
        assert_eq!(sent("abc//evil.example/x").from, "/evil.example/x");
        assert_eq!(sent("").back(), "/");
    }

    #[test]
    fn goes_on_to_a_place_and_back_with_what_was_kept() {
        let sender = sent("abc/posts/1?before=2&__kept=old#write");
        assert_eq!(sender.back(), "/posts/1?before=2#write");
        assert_eq!(sender.way(Some("#comment-3")), "/posts/1?before=2#comment-3");
        assert_eq!(sender.way(Some("/talks?done=booked")), "/talks?done=booked");
        assert_eq!(sender.way(Some("/new?__kept=k")), "/new?__kept=k");
        assert_eq!(sender.way(Some("https://evil.example/x")), "/x");
        assert_eq!(sender.back_with("k"), "/posts/1?before=2&__kept=k#write");
        assert_eq!(sent("/me").back_with("k"), "/me?__kept=k");
    }
}
