//! `cargo xtask tiny`: a tiny feature is added to a copy of the repository as `docs/architecture.md` says – its folder, one migration,
//! one word, its rows of the inventory, and nothing else – and the copy proves itself. Then what must not be forgotten is forgotten.

use crate::lint;
use crate::native;
use crate::place::Place;
use crate::shell::timed;
use crate::tools;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The feature as it lies in the repository, compiled by nobody.
const TEMPLATE: &str = "xtask/tiny";
const MIGRATIONS: &str = "app/migrations";
const MATRIX: &str = "app/src/access/tests/snapshots/app__access__tests__matrix__who_may_do_what.snap";
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

/// What is forgotten and by what that is noticed, in which file, and what is done instead.
const FORGOTTEN: [((&str, &str), &str, &str, &str); 3] = [
    (
        ("the touch", "whatever_changes_what_is_shown_touches_its_subject"),
        "server/store.rs",
        "let update = change!(\"UPDATE thoughts SET words = $2 WHERE id = $1\");\n            touched.change(tx, update)",
        "let update = sql!(\"UPDATE thoughts SET words = $2 WHERE id = $1\");\n            tx.query(update)",
    ),
    (
        ("the grant of one thing", "expected `&May<Manage, ThoughtId>`"),
        "server/deeds.rs",
        "let may = viewer.may(Manage, ThoughtId::from(thought)).await?;",
        "let may = ThoughtId::from(thought);",
    ),
    (
        ("the grant of a list", "expected `&Visible<ThoughtId>`"),
        "server/page.rs",
        "let visible = viewer.visible::<ThoughtId>((i64::MAX, \"\"), MOST).await?;",
        "let visible = Vec::<ThoughtId>::with_capacity(MOST);",
    ),
];

pub fn run(place: &Place) -> Result<()> {
    let copy = Copy::of(place)?;
    println!("· added: {FOLDER}, a migration, and a row or word in {}", ROWS.map(|(file, ..)| file).join(", "));
    timed("the rules of the house hold", || lint::run(&copy.place()))?;
    timed("its stories, the inventory, the matrix, the oracle", || {
        let (passed, said) = copy.test(&["thoughts::", "access::"])?;
        ensure!(passed, "the tiny feature does not stand:\n{said}");
        copy.only_more_in_the_matrix()
    })?;
    for ((what, notices), file, said, instead) in FORGOTTEN {
        timed(&format!("without {what} it does not pass"), || copy.forgetting(notices, (file, said, instead)))?;
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
        // What was there once is not in the way.
        for folder in ["app/src", MIGRATIONS] {
            let _none_yet = std::fs::remove_dir_all(copy.root.join(folder));
        }
        for name in names.split('\0').filter(|name| from.root.join(name).is_file()) {
            copy.put(name, &std::fs::read(from.root.join(name))?)?;
        }
        for name in names.split('\0').filter_map(|name| name.strip_prefix(&format!("{TEMPLATE}/thoughts/"))) {
            copy.put(&format!("{FOLDER}/{name}"), &copy.template(&format!("thoughts/{name}"))?)?;
        }
        copy.put(&copy.migration()?, &copy.template("thoughts.sql")?)?;
        for (file, behind, row) in ROWS {
            copy.replace(file, behind, &[behind, &row.replace("KEY", KEY)].concat())?;
        }
        Ok(copy)
    }

    /// The one after the last.
    fn migration(&self) -> Result<String> {
        let number = |entry: std::fs::DirEntry| entry.file_name().to_str()?.split('_').next()?.parse::<u32>().ok();
        let last =
            std::fs::read_dir(self.root.join(MIGRATIONS))?.flatten().filter_map(number).max().unwrap_or_default();
        Ok(format!("{MIGRATIONS}/{:04}_thoughts.sql", last + 1))
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

    /// Whether these tests pass, and what they say.
    fn test(&self, names: &[&str]) -> Result<(bool, String)> {
        let mut command = native::command("test", &native::LIBRARIES, &[]);
        command.current_dir(&self.root).args(["-q", "--"]);
        command.args(names).env("CARGO_TARGET_DIR", &self.from.target).env("INSTA_UPDATE", "always");
        command.env("RUST_BACKTRACE", "0").env("KRING_POSTGRES_BIN", tools::POSTGRES.ensure()?);
        let output = command.output().context("cargo does not start")?;
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        Ok((output.status.success(), said))
    }

    /// The page of who may do what has a thought more; all else stands as it was.
    fn only_more_in_the_matrix(&self) -> Result<()> {
        let read = |root: &Path| std::fs::read_to_string(root.join(MATRIX)).context("the matrix");
        let (before, after) = (read(&self.from.root)?, read(&self.root)?);
        let old = |piece: &&str| !piece.trim_start().starts_with("# thought");
        let kept: Vec<&str> = after.trim_end().split("\n\n").filter(old).collect();
        ensure!(kept.join("\n\n") == before.trim_end(), "what others may do has changed");
        ensure!(after.contains("# thought"), "the matrix does not know the thought");
        Ok(())
    }

    /// Either it does not build, or a test is red; and it is said why.
    fn forgetting(&self, notices: &str, (file, said, instead): (&str, &str, &str)) -> Result<()> {
        let file = format!("{FOLDER}/{file}");
        self.replace(&file, said, instead)?;
        let (passed, output) = self.test(&["access::tests::touching"])?;
        self.replace(&file, instead, said)?;
        ensure!(!passed, "it was forgotten, and nobody noticed");
        ensure!(output.contains(notices), "something else is wrong:\n{output}");
        Ok(())
    }
}
