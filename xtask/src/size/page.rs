//! One page and what it makes a browser fetch. It reads HTML by looking for quoted addresses, which also finds preloads and scripts in line.

use super::http::{Answer, Client};
use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

#[derive(Clone, Copy, Default)]
pub struct Weight {
    pub raw: usize,
    /// As it is sent to a browser.
    pub packed: usize,
}

impl Weight {
    fn of(answer: &Answer) -> Self {
        Self { raw: answer.body.len(), packed: answer.sent }
    }
}

pub struct Page {
    pub address: String,
    pub html: String,
    pub document: Weight,
    pub style: Weight,
    pub script: Weight,
    pub module: Weight,
}

/// Fetches and weighs. An asset that several pages name is fetched once, as a browser does.
pub struct Scales {
    pub client: Client,
    known: BTreeMap<String, Weight>,
}

impl Scales {
    pub fn new(client: Client) -> Self {
        Self { client, known: BTreeMap::new() }
    }

    pub fn page(&mut self, address: &str) -> Result<Page> {
        let answer = self.client.get(address)?;
        ensure!(answer.status == 200, "{address} answers {}", answer.status);
        let html = String::from_utf8_lossy(&answer.body).into_owned();
        let document = Weight::of(&answer);
        let [mut style, mut script, mut module] = [Weight::default(); 3];
        for asset in assets(&html) {
            let weight = self.asset(&asset).with_context(|| format!("{address} names {asset}"))?;
            let sum = match asset.rsplit('.').next() {
                Some("css") => &mut style,
                Some("wasm") => &mut module,
                _ => &mut script,
            };
            *sum = Weight { raw: sum.raw + weight.raw, packed: sum.packed + weight.packed };
        }
        Ok(Page { address: address.to_owned(), html, document, style, script, module })
    }

    fn asset(&mut self, address: &str) -> Result<Weight> {
        if let Some(weight) = self.known.get(address) {
            return Ok(*weight);
        }
        let answer = self.client.get(address)?;
        ensure!(answer.status == 200, "which answers {}", answer.status);
        let weight = Weight::of(&answer);
        self.known.insert(address.to_owned(), weight);
        Ok(weight)
    }
}

/// Every address of our own that ends like a script, a module or a style sheet.
fn assets(html: &str) -> BTreeSet<String> {
    let quoted = html.split(['"', '\'', '`']).map(|part| part.split(['?', '#']).next().unwrap_or_default());
    let ours =
        quoted.filter(|part| part.starts_with('/') && !part.starts_with("//") && !part.contains(char::is_whitespace));
    ours.filter(|part| ["js", "wasm", "css"].iter().any(|kind| part.ends_with(&format!(".{kind}"))))
        .map(str::to_owned)
        .collect()
}

/// The first link that begins with `prefix` and goes on after it.
pub fn link(html: &str, prefix: &str) -> Option<String> {
    // The question stays: a round of talks is asked for together with a child.
    let addresses = html.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next());
    let found = addresses.into_iter().find(|address| address.starts_with(prefix) && address.len() > prefix.len());
    found.map(|address| address.replace("&amp;", "&"))
}

/// The first person that the sign-in page of the demo offers: a button, a field or the first choice of a list.
pub fn first_person(html: &str) -> Option<String> {
    let at = html.find("name=\"person\"")?;
    let tag = html[..at].rfind('<')?;
    let (_, value) = html[tag..].split_once("value=\"")?;
    value.split('"').next().filter(|person| !person.is_empty()).map(str::to_owned)
}

/// A frontend that forgets `use app;` drops its islands without a word: the page draws them, and nothing wakes them up.
pub fn islands_lost(pages: &[Page], script: &str) -> Vec<String> {
    let drawn: BTreeSet<&str> = pages.iter().flat_map(|page| islands(&page.html)).collect();
    if drawn.is_empty() {
        return vec!["no page has an island: was the right school measured?".to_owned()];
    }
    let lost = drawn.into_iter().filter(|island| !script.contains(island));
    lost.map(|island| format!("the island {island} is drawn, but missing in the script: does the frontend `use app`?"))
        .collect()
}

fn islands(html: &str) -> impl Iterator<Item = &str> {
    html.split("data-component=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

pub fn table(pages: &[Page]) -> String {
    let mut out = format!(
        "{:<44} {:>16} {:>16} {:>16} {:>18} {:>9}\n",
        "as sent (as read), bytes", "HTML", "CSS", "JS", "WASM", "total"
    );
    for page in pages {
        let parts = [page.document, page.style, page.script, page.module];
        let [document, style, script, module] = parts.map(|weight| format!("{} ({})", weight.packed, weight.raw));
        let total: usize = parts.iter().map(|weight| weight.packed).sum();
        let _ = writeln!(out, "{:<44} {document:>16} {style:>16} {script:>16} {module:>18} {total:>9}", page.address);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_tags_and_in_scripts_but_not_elsewhere() {
        let html = "<link href=\"/pkg/k.1.css?x\"><script>import('/pkg/k.js').then(m => m.default({module_or_path: `/pkg/k.wasm`}))</script><a href=\"/a.html\"><i src=\"//x/y.js\"><p title=\"/no way.js\">";
        assert_eq!(assets(html).into_iter().collect::<Vec<_>>(), ["/pkg/k.1.css", "/pkg/k.js", "/pkg/k.wasm"]);
    }

    #[test]
    fn a_link_goes_beyond_its_prefix() {
        assert_eq!(
            link("<a href=\"/posts/\"><a href=\"/posts/7?from=feed\">", "/posts/").as_deref(),
            Some("/posts/7?from=feed")
        );
        assert_eq!(link("<a href=\"/talks\">", "/talks/"), None);
    }

    #[test]
    fn the_first_person_is_read_from_a_button_a_field_or_a_list() {
        let person = Some("noor@example.nl".to_owned());
        assert_eq!(first_person("<button value=\"noor@example.nl\" name=\"person\">"), person);
        assert_eq!(first_person("<input value=\"x\"><input name=\"person\" value=\"noor@example.nl\">"), person);
        assert_eq!(first_person("<select name=\"person\"><option value=\"noor@example.nl\">"), person);
        assert_eq!(first_person("<p>nobody</p>"), None);
    }

    #[test]
    fn an_island_that_is_drawn_but_not_in_the_script_is_a_complaint() {
        let html = "<leptos-island data-component=\"Composer_17\">".to_owned();
        let none = Weight::default();
        let page = Page { address: "/".into(), html, document: none, style: none, script: none, module: none };
        assert!(islands_lost(std::slice::from_ref(&page), "export function Composer_17(){}").is_empty());
        assert_eq!(islands_lost(&[page], "export function Other_1(){}").len(), 1);
        assert_eq!(islands_lost(&[], "").len(), 1);
    }
}
