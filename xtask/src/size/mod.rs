//! `cargo xtask size`: what a parent's phone downloads, page by page, as the real server sends it to a browser from the demo school.

mod budget;
mod http;
mod page;
mod server;

pub use http::Client;
pub use server::free_port;

use crate::place::Place;
use anyhow::{Context, Result, bail, ensure};
use budget::over;
use page::{Page, Scales, link};
pub use server::Server;

/// Where the demo signs a person in without a password; exists in the demo only.
const SIGN_IN: &str = "/api/accounts/demo";
/// How the addresses of a post and of a conference round begin.
const POST: &str = "/posts/";
const ROUND: &str = "/talks/";

pub fn measure(place: &Place, person: Option<&str>) -> Result<()> {
    let server = Server::start(place, &place.server())?;
    let pages = visit(&mut Scales::new(server.client()), person)?;
    println!("{}", page::table(&pages));
    let mut complaints = over(&pages);
    complaints.extend(page::islands_lost(&pages, &script(place)?));
    ensure!(complaints.is_empty(), "size:\n  {}", complaints.join("\n  "));
    println!("size: every page is within its budget");
    Ok(())
}

/// The script of the site, as the manifest names it.
fn script(place: &Place) -> Result<String> {
    let manifest =
        std::fs::read_to_string(place.site.join("manifest.json")).context("the site has no manifest.json")?;
    let manifest: serde_json::Value = serde_json::from_str(&manifest)?;
    let address = manifest["parents"]["js"].as_str().context("manifest.json names no script for parents")?;
    Ok(std::fs::read_to_string(place.site.join(address.trim_start_matches('/')))?)
}

fn visit(scales: &mut Scales, person: Option<&str>) -> Result<Vec<Page>> {
    let mut pages = vec![scales.page("/sign-in")?];
    let person = match person {
        Some(person) => person.to_owned(),
        None => page::first_person(&pages[0].html)
            .context("the sign-in page of the demo offers nobody (a field named `person`)")?,
    };
    let answer = scales.client.post(SIGN_IN, &[("person", &person)])?;
    ensure!(answer.status < 400, "{SIGN_IN} answers {} to {person}", answer.status);
    for address in ["/", "/talks"] {
        pages.push(scales.page(address)?);
    }
    for (from, prefix) in [("/", POST), ("/talks", ROUND)] {
        let page = pages.iter().find(|page| page.address == from).context("page")?;
        match link(&page.html, prefix) {
            Some(address) => pages.push(scales.page(&address)?),
            None => bail!(
                "{from} has no link that begins with {prefix}: is {person} signed in, and is the demo school complete?"
            ),
        }
    }
    Ok(pages)
}
