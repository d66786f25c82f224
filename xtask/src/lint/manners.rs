//! Small habits that readers rely on: every file says what it is, every endpoint has a name, no test sleeps, no inline style.

use super::tokens::{Word, lines_of};
use super::{Finding, source::Source};

pub fn module_doc(source: &Source) -> Vec<Finding> {
    let missing = source.is_rust() && !source.text.starts_with("//!");
    if missing {
        vec![Finding::new(&source.path, 1, "begin with a `//!` line: what this file is and what it must never do")]
    } else {
        Vec::new()
    }
}

/// Without a fixed name an open tab breaks with the next version.
pub fn endpoints(source: &Source) -> Vec<Finding> {
    if source.path.starts_with("xtask/") {
        return Vec::new();
    }
    // `#[server(default)]` stands on an argument and names nothing.
    let named = |at: usize| {
        attribute(&source.words[at..]).iter().any(|word| ["endpoint", "default"].contains(&word.text.as_str()))
    };
    (0..source.words.len())
        .filter(|at| starts_with(&source.words[*at..], &["#", "[", "server"]) && !named(*at))
        .map(|at| {
            Finding::new(
                &source.path,
                source.words[at].line,
                "name the endpoint: #[server(endpoint = \"feature/verb\")]",
            )
        })
        .collect()
}

pub fn forbidden_words(source: &Source) -> Vec<Finding> {
    let ignored = lines_of(&source.words, &["#", "[", "ignore"])
        .into_iter()
        .map(|line| (line, "a test that is ignored proves nothing: repair it or remove it"));
    let styled = inline_styles(&source.words)
        .into_iter()
        .map(|line| (line, "no style attributes: the content security policy drops them, use a class"));
    ignored.chain(styled).map(|(line, reason)| Finding::new(&source.path, line, reason)).collect()
}

/// Elements whose text the view library does not escape, and what writes markup as it is: each has one file that may.
const RAW: [(&str, &str); 6] = [
    ("textarea", "app/src/ui/text_area.rs"),
    ("script", "app/src/shell/document.rs"),
    ("style", ""),
    ("noscript", ""),
    ("iframe", ""),
    ("inner_html", "app/src/ui/text_area.rs app/src/ui/drawn.rs app/src/shell/document.rs"),
];

pub fn raw_text(source: &Source) -> Vec<Finding> {
    if !source.path.starts_with("app/") && !source.path.starts_with("frontend/") {
        return Vec::new();
    }
    let forbidden =
        |name: &str| RAW.iter().any(|(raw, files)| *raw == name && !files.split(' ').any(|file| file == source.path));
    let opens = |at: usize| {
        let before = at.checked_sub(1).map_or("", |at| source.words[at].text.as_str());
        let after = source.words.get(at + 1).map_or("", |word| word.text.as_str());
        // `<textarea` in a view, `textarea()` of the builder, and `inner_html` wherever it stands.
        (source.words[at].in_view && before == "<") || after == "(" || source.words[at].text == "inner_html"
    };
    let found = (0..source.words.len()).filter(|at| forbidden(&source.words[*at].text) && opens(*at));
    let reason =
        "what stands in this element is not escaped: use ui::text_area::TextArea, or plain text (decision 0010)";
    found.map(|at| Finding::new(&source.path, source.words[at].line, reason)).collect()
}

/// Without `<SentFrom/>` a refused form finds its page by the `Referer` alone, and what one person chose is sent as another.
/// Forms with files say it in a header.
pub fn senders(source: &Source) -> Vec<Finding> {
    let words = &source.words;
    let nameless = |at: &usize| {
        let rest = &words[*at..];
        let end = (0..rest.len()).find(|end| starts_with(&rest[*end..], &["<", "/", "form"])).unwrap_or(rest.len());
        let has = |text: &str| rest[..end].iter().any(|word| word.text == text);
        starts_with(rest, &["<", "form"]) && rest[0].in_view && has("\"post\"") && !has("enctype") && !has("SentFrom")
    };
    let reason = "say who sends this form from where: begin it with <SentFrom/>";
    (0..words.len()).filter(nameless).map(|at| Finding::new(&source.path, words[at].line, reason)).collect()
}

/// `style="…"` and `style:width=…` among the attributes of a view; a Rust variable of that name is none.
fn inline_styles(words: &[Word]) -> Vec<usize> {
    words
        .windows(2)
        .filter(|pair| pair[0].in_view && pair[0].text == "style" && ["=", ":"].contains(&pair[1].text.as_str()))
        .map(|pair| pair[0].line)
        .collect()
}

fn starts_with(words: &[Word], wanted: &[&str]) -> bool {
    words.len() >= wanted.len() && words.iter().zip(wanted).all(|(word, want)| word.text == *want)
}

/// The words of an attribute that begins with `#`, up to its closing bracket.
fn attribute(words: &[Word]) -> &[Word] {
    let mut depth = 0;
    for (at, word) in words.iter().enumerate() {
        match word.text.as_str() {
            "[" => depth += 1,
            "]" if depth == 1 => return &words[..at],
            "]" => depth -= 1,
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(check: fn(&Source) -> Vec<Finding>, text: &str) -> Vec<usize> {
        check(&Source::new("app/src/feed/page.rs", text)).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn a_form_that_does_not_say_where_it_is_is_found() {
        let form = |inside: &str| {
            format!(
                "fn a() {{ view! {{ <p/>\n<form method=\"post\" action=\"/api/a/b\">{inside}<button>a</button></form> }} }}"
            )
        };
        assert_eq!(lines(senders, &form("")), [2]);
        assert!(lines(senders, &form("<SentFrom place=id/>")).is_empty());
        assert!(lines(senders, &form("").replace("post", "get")).is_empty(), "whoever only asks comes back by Back");
    }

    #[test]
    fn a_file_without_a_word_about_itself_is_found() {
        assert_eq!(lines(module_doc, "use x::y;\n//! too late"), [1]);
        assert!(lines(module_doc, "//! The feed.\n").is_empty());
    }

    #[test]
    fn a_server_function_without_an_endpoint_is_found() {
        assert_eq!(lines(endpoints, "#[server]\nfn a() {}\n#[server(input = Json)]\nfn b() {}"), [1, 3]);
        let argument = "#[server(prefix = \"/api\", endpoint = \"feed/publish\")] fn a(#[server(default)] x: u8) {}";
        assert!(lines(endpoints, argument).is_empty());
        assert!(lines(endpoints, "#[server(endpoint = \"feed/publish\")] fn a() {}").is_empty());
    }

    #[test]
    fn an_ignored_test_is_found() {
        assert_eq!(lines(forbidden_words, "#[test]\n#[ignore = \"later\"]\nfn a() {}"), [2]);
    }

    #[test]
    fn an_element_that_does_not_escape_is_found_wherever_it_is_drawn() {
        assert_eq!(lines(raw_text, "fn a() { view! { <p>\n<textarea>{typed}</textarea></p> } }"), [2]);
        assert_eq!(lines(raw_text, "fn a() { view! { <div inner_html=words></div> } }"), [1]);
        assert_eq!(lines(raw_text, "fn a() { html::textarea().child(words) }"), [1]);
        assert_eq!(lines(raw_text, "fn a() { view! { <noscript>{words}</noscript> } }"), [1]);
        assert!(lines(raw_text, "fn a() { view! { <TextArea typed=words/> } }").is_empty());
        let own = Source::new(
            "app/src/ui/text_area.rs",
            "fn a() { view! { <textarea inner_html=escaped(&typed)></textarea> } }",
        );
        assert!(raw_text(&own).is_empty());
    }

    #[test]
    fn a_style_attribute_in_a_view_is_found_and_a_variable_is_not() {
        assert_eq!(lines(forbidden_words, "fn a() { view! { <p class=\"x\">\n<b style=\"color: red\"/></p> } }"), [2]);
        assert_eq!(lines(forbidden_words, "fn a() { view! { <b style:width=w/> } }"), [1]);
        assert!(lines(forbidden_words, "fn a() { let style = 1; view! { <b>{let style = 2; style}</b> } }").is_empty());
    }
}
