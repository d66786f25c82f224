//! How heavy a parent's page may be. Raising a number is a decision about a tired parent with a cheap phone: write it down.

use super::page::Page;

const KB: usize = 1024;

struct Budget {
    what: &'static str,
    limit: usize,
    of: fn(&Page) -> usize,
}

/// Bytes as they are sent, for each page by itself, as if nothing were cached yet.
const BUDGETS: [Budget; 3] = [
    Budget { what: "JavaScript and WASM", limit: 96 * KB, of: |page| page.script.packed + page.module.packed },
    Budget { what: "CSS", limit: 15 * KB, of: |page| page.style.packed },
    Budget { what: "HTML", limit: 25 * KB, of: |page| page.document.packed },
];

pub fn over(pages: &[Page]) -> Vec<String> {
    let mut complaints = Vec::new();
    for page in pages {
        for budget in &BUDGETS {
            let bytes = (budget.of)(page);
            if bytes > budget.limit {
                complaints.push(format!(
                    "{}: {} is {bytes} bytes, {} over its budget of {}",
                    page.address,
                    budget.what,
                    bytes - budget.limit,
                    budget.limit
                ));
            }
        }
        if page.style.packed == 0 {
            complaints.push(format!("{}: no style sheet found, so nothing was measured", page.address));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::super::page::Weight;
    use super::*;

    fn page(document: usize, style: usize, script: usize, module: usize) -> Page {
        let weight = |packed| Weight { raw: packed, packed };
        Page {
            address: "/".into(),
            html: String::new(),
            document: weight(document),
            style: weight(style),
            script: weight(script),
            module: weight(module),
        }
    }

    #[test]
    fn a_page_exactly_at_its_budget_passes_and_one_byte_more_does_not() {
        assert!(over(&[page(25 * KB, 15 * KB, 10 * KB, 86 * KB)]).is_empty());
        assert_eq!(over(&[page(25 * KB + 1, 15 * KB + 1, 10 * KB, 86 * KB + 1)]).len(), 3);
    }

    #[test]
    fn a_page_without_style_is_not_measured_by_mistake() {
        assert_eq!(over(&[page(1, 0, 0, 0)]).len(), 1);
    }
}
