//! The one text area of the house. The view library does not escape what stands inside a `<textarea>` (see
//! `docs/decisions/0010-escaping.md`), so this is the only file that may write one, and it must escape what it is given.
use leptos::prelude::*;

/// A text area with what was typed so far. Anything else it needs is spread onto it: `<TextArea … {..} node_ref=field/>`.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    name: &'static str,
    /// What stands in it; any text, from anybody.
    #[prop(into)]
    typed: String,
    rows: &'static str,
    #[prop(optional, into)] placeholder: String,
) -> impl IntoView {
    view! {
        <textarea class="field__input" id=id name=name rows=rows placeholder=placeholder dir="auto" inner_html=escaped(&typed)></textarea>
    }
}

/// The inside of a text area as markup: only `<` and `&` mean something there, and one line break at its start is swallowed.
fn escaped(typed: &str) -> String {
    let swallowed = if typed.starts_with(['\n', '\r']) { "\n" } else { "" };
    [swallowed, &typed.replace('&', "&amp;").replace('<', "&lt;")].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_text_area_stays_text() {
        assert_eq!(escaped("</textarea><b>&lt;"), "&lt;/textarea>&lt;b>&amp;lt;");
        assert_eq!(escaped("\nSecond line"), "\n\nSecond line");
        assert_eq!(escaped(""), "");
    }
}
