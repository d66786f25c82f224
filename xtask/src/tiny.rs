//! `cargo xtask tiny`: a tiny feature is added to a copy of the repository as `docs/architecture.md` says – its folder, one migration,
//! one word, its rows of the inventory, and nothing else – and the copy proves itself. Then what must not be forgotten is forgotten.

use crate::lint;
use crate::place::Place;
use crate::shell::{cargo, timed};
use crate::tools;
use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The feature as it lies in the repository, compiled by nobody.
const TEMPLATE: &str = "xtask/tiny";
const MIGRATION: &str = "app/migrations/0010_thoughts.sql";
const FOLDER: &str = "app/src/thoughts";
/// The id that its rows name.
const KEY: &str = "01a2181e-c740-7000-800f-bdecf916ef72";

/// What is put into files that are there, and behind what.
const ROWS: [(&str, &str, &str); 4] = [
    ("app/src/lib.rs", "people, undone", ", thoughts"),
    (
        "app/src/access/inventory/pages.rs",
        "PAGES: &[(&str, &str, &str)] = &[",
        r#"("/thoughts", "/thoughts", "soooooooooooo"),"#,
    ),
    (
        "app/src/access/inventory/functions.rs",
        "FUNCTIONS: &[(&str, &str, &str)] = &[",
        r#"("/api/thoughts/share", "key=KEY&words=Samen&group={group}", "s/----/o-oo--"),
           ("/api/thoughts/change", "thought=KEY&words=Beter", "s------o-oo--"),"#,
    ),
    (
        "app/src/access/inventory/escaping.rs",
        "TEXTS: &[(&str, &str, &str, &str)] = &[",
        r#"("/api/thoughts/share", SANNE, "/thoughts", "key=KEY&words={text}&group={group}"),
           ("/api/thoughts/change", SANNE, "/thoughts", "thought=KEY&words={text}"),"#,
    ),
];

/// What is forgotten, in which file, and what is done instead.
const FORGOTTEN: [(&str, &str, &str, &str); 3] = [
    (
        "the touch",
        "server/store.rs",
        "let update = change!(\"UPDATE thoughts SET words = $2 WHERE id = $1\");\n            touched.change(tx, update)",
        "let update = sql!(\"UPDATE thoughts SET words = $2 WHERE id = $1\");\n            tx.query(update)",
    ),
    (
        "the grant of one thing",
        "server/deeds.rs",
        "let may = viewer.may(Manage, ThoughtId::from(thought)).await?;",
        "let may = ThoughtId::from(thought);",
    ),
    (
        "the grant of a list",
        "server/page.rs",
        "let visible = viewer.visible::<ThoughtId>((i64::MAX, \"\"), MOST).await?;",
        "let visible = Vec::<ThoughtId>::with_capacity(MOST);",
    ),
];

pub fn run(place: &Place) -> Result<()> {
    let copy = Copy::of(place)?;
    println!("· added: {FOLDER}, {MIGRATION}, and a row or word in {}", ROWS.map(|(file, ..)| file).join(", "));
    timed("the rules of the house hold", || lint::run(&copy.place()))?;
    timed("its stories, the inventory, the matrix, the oracle", || {
        ensure!(copy.test(&["thoughts::", "access::"])?, "the tiny feature does not stand");
        Ok(())
    })?;
    for (what, file, said, instead) in FORGOTTEN {
        timed(&format!("without {what} it does not pass"), || copy.forgetting((file, said, instead)))?;
    }
    Ok(())
}

struct Copy<'p> {
    from: &'p Place,
    root: PathBuf,
}

impl<'p> Copy<'p> {
    /// The repository as it is, with the feature in it.
    fn of(from: &'p Place) -> Result<Self> {
        let copy = Copy { from, root: from.target.join("tiny") };
        let listed =
            Command::new("git").current_dir(&from.root).args(["ls-files", "-zco", "--exclude-standard"]).output()?;
        ensure!(listed.status.success(), "git does not list the files of the repository");
        let names = String::from_utf8_lossy(&listed.stdout).into_owned();
        for name in names.split('\0').filter(|name| from.root.join(name).is_file()) {
            copy.put(name, &std::fs::read(from.root.join(name))?)?;
        }
        for name in names.split('\0').filter_map(|name| name.strip_prefix(&format!("{TEMPLATE}/thoughts/"))) {
            copy.put(&format!("{FOLDER}/{name}"), &copy.template(&format!("thoughts/{name}"))?)?;
        }
        copy.put(MIGRATION, &copy.template("thoughts.sql")?)?;
        for (file, behind, row) in ROWS {
            copy.replace(file, behind, &[behind, &row.replace("KEY", KEY)].concat())?;
        }
        Ok(copy)
    }

    fn template(&self, name: &str) -> Result<Vec<u8>> {
        std::fs::read(self.from.root.join(TEMPLATE).join(name)).with_context(|| format!("{name} of the tiny feature"))
    }

    /// A file that is the same stays untouched, so that less is built.
    fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.root.join(name);
        if std::fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
        Ok(std::fs::write(path, bytes)?)
    }

    fn replace(&self, name: &str, said: &str, instead: &str) -> Result<()> {
        let text = std::fs::read_to_string(self.root.join(name))?;
        ensure!(text.matches(said).count() == 1, "{name} does not say «{said}» once");
        self.put(name, text.replace(said, instead).as_bytes())
    }

    fn place(&self) -> Place {
        let at = |path: &Path| self.root.join(path.strip_prefix(&self.from.root).unwrap_or(path));
        Place {
            root: self.root.clone(),
            target: self.from.target.clone(),
            site: self.from.site.clone(),
            style: at(&self.from.style),
            public: at(&self.from.public),
        }
    }

    /// The matrix of who may do what grows by the feature; all else stands as it was.
    fn test(&self, names: &[&str]) -> Result<bool> {
        let mut command = cargo();
        command.current_dir(&self.root).args([
            "test",
            "-q",
            "--locked",
            "-p",
            "app",
            "--features",
            "ssr",
            "--lib",
            "--",
        ]);
        command
            .args(names)
            .env("CARGO_TARGET_DIR", &self.from.target)
            .env("INSTA_UPDATE", "always")
            .env("RUST_BACKTRACE", "0");
        command.env("KRING_POSTGRES_BIN", tools::POSTGRES.ensure()?);
        Ok(command.status().context("cargo does not start")?.success())
    }

    /// Either it does not build, or a test of touching is red.
    fn forgetting(&self, (file, said, instead): (&str, &str, &str)) -> Result<()> {
        let file = format!("{FOLDER}/{file}");
        self.replace(&file, said, instead)?;
        let passed = self.test(&["access::tests::touching"])?;
        self.replace(&file, instead, said)?;
        if passed {
            bail!("it was forgotten, and nobody noticed");
        }
        Ok(())
    }
}
