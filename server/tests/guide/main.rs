//! The guide for schools, followed word for word: from an empty computer to a parent who reads a post behind the web server of the guide,
//! to the same post in a school that came back from its backup. A command that does not work is a guide that is not true.
mod blocks;
mod browser;
mod files;
mod machine;
mod proxy;

use pixels::testing::phone_jpeg;

use self::blocks::{Piece, pieces};
use self::browser::Browser;
use self::machine::{Machine, PASSWORD};

const GUIDE: &str = include_str!("../../../docs/guide-for-schools.md");
const WORDS: &str = "Vandaag hebben we boten gevouwen.";

/// Whoever follows the guide, and what they have got so far.
struct Reader {
    machine: Machine,
    proxy: Option<u16>,
    /// The address of the first post.
    post: Option<String>,
    /// What the last command said.
    said: String,
    /// The chapters that end with something to try.
    tried: Vec<&'static str>,
}

#[test]
fn the_guide_leads_from_an_empty_computer_to_a_parent_and_back_from_a_backup() {
    let mut reader =
        Reader { machine: Machine::new(), proxy: None, post: None, said: String::new(), tried: Vec::new() };
    let mut chapter = String::new();
    for piece in pieces(GUIDE) {
        match piece {
            Piece::Heading(next) => {
                reader.finish(&chapter);
                chapter = next;
            }
            Piece::File(name, text) => reader.machine.write(&name, &text),
            Piece::Commands(lines) => lines.iter().for_each(|line| reader.type_in(line)),
        }
    }
    reader.finish(&chapter);
    let all = [
        "De webserver ervoor",
        "Inloggen",
        "Het eerste bericht",
        "Elke nacht een kopie",
        "Terugzetten",
        "Een nieuwe versie",
        "Als mail niet aankomt",
    ];
    assert_eq!(reader.tried, all, "every chapter with something to try");
}

impl Reader {
    /// Types a line, and reads what comes back.
    fn type_in(&mut self, line: &str) {
        self.said = self.machine.run(line);
        if line.contains("kring doctor") {
            assert!(self.said.contains("ok     database") && self.said.contains("FAULT  mail"), "{}", self.said);
        }
        if line.contains("kring mail test") {
            assert!(self.said.contains("the mail did not leave") && self.said.contains("(mail_name)"), "{}", self.said);
        }
    }

    /// What the guide asks its reader to do in a browser, or to look at, at the end of a chapter.
    fn finish(&mut self, chapter: &str) {
        let tried = match chapter {
            "De webserver ervoor" => self.look_through_the_proxy(),
            "Inloggen" => self.who_can_sign_in(),
            "Het eerste bericht" => self.first_post(),
            "Elke nacht een kopie" => self.everything_can_come_back(),
            "Terugzetten" => self.read_what_came_back(),
            "Een nieuwe versie" => self.read(self.proxy.expect("a web server")),
            "Als mail niet aankomt" => "Als mail niet aankomt",
            _ => return,
        };
        self.tried.push(tried);
    }

    fn look_through_the_proxy(&mut self) -> &'static str {
        let sample = proxy::Sample::read(&self.machine.read("/etc/nginx/sites-available/kring"));
        self.proxy = Some(proxy::start(sample));
        let page = self.browser().get("/sign-in");
        assert_eq!(page.status, 200);
        assert!(page.text().contains("name=\"password\""), "{}", page.text());
        "De webserver ervoor"
    }

    /// Whoever got a password, and nobody else.
    fn who_can_sign_in(&mut self) -> &'static str {
        self.signed_in("anna.bos@ouders.example");
        for (email, password) in
            [("anna.bos@ouders.example", "drie rode laarzen"), ("elif.yilmaz@ouders.example", PASSWORD)]
        {
            let mut refused = self.browser();
            refused.sign_in(email, password);
            assert_ne!(refused.get("/me").status, 200, "{email}");
        }
        "Inloggen"
    }

    fn first_post(&mut self) -> &'static str {
        let mut bart = self.signed_in("bart.prins@deschool.example");
        let form = bart.get("/new");
        let field = |name: &str| {
            form.after(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}: {}", form.text()))
        };
        let (key, group) = (field("key"), field("audience"));
        let photo = phone_jpeg(1, 640, 480, 1);
        let fields = [("key", key.as_str()), ("audience", &group), ("body", WORDS)];
        let answer = bart.post("/api/feed/publish", &fields, &photo);
        let post = answer.header("location").unwrap_or_default();
        assert_eq!(post, format!("/posts/{key}"), "{} {}", answer.status, answer.text());
        self.post = Some(post);
        self.read(self.proxy.expect("a web server"));
        "Het eerste bericht"
    }

    fn everything_can_come_back(&mut self) -> &'static str {
        let night = std::fs::read_dir(self.machine.here("/var/backups/kring")).expect("backups").count();
        assert_eq!(night, 2, "one of the night, one by hand");
        assert!(self.said.contains("Everything in it can be brought back."), "{}", self.said);
        "Elke nacht een kopie"
    }

    /// The same school from the copy, on a port of its own, with the two settings that were printed.
    fn read_what_came_back(&mut self) -> &'static str {
        let settings = self.machine.read("/etc/kring/kring.toml");
        let kept =
            settings.lines().filter(|line| !["database", "blobs", "listen"].iter().any(|key| line.starts_with(key)));
        let told = self.said.lines().filter(|line| line.starts_with("database = ") || line.starts_with("blobs = "));
        let port = machine::free_port();
        let lines: Vec<String> = kept.chain(told).map(str::to_owned).collect();
        let text = format!("{}\nlisten = \"127.0.0.1:{port}\"\n", lines.join("\n"));
        assert!(
            text.contains("/var/lib/kring/terug/kring.db") && text.contains("/var/lib/kring/terug/photos"),
            "{text}"
        );
        self.machine.save("terug.toml", &text);
        let service = self.machine.serve(&["serve", "--settings", "terug.toml"]);
        self.read(port);
        drop(service);
        "Terugzetten"
    }

    /// Anna reads the post and sees its photo, wherever the school is.
    fn read(&self, port: u16) -> &'static str {
        let mut anna = Browser::new(port);
        anna.sign_in("anna.bos@ouders.example", PASSWORD);
        let page = anna.get(self.post.as_deref().expect("a post"));
        assert_eq!(page.status, 200, "{}", page.text());
        assert!(page.text().contains(WORDS), "{}", page.text());
        let address = page.after("src=\"/photos/").map(|rest| format!("/photos/{rest}")).expect("a photo");
        let photo = anna.get(&address);
        assert!(photo.status == 200 && photo.body.starts_with(b"RIFF"), "{address}");
        assert!(anna.get("/").text().contains(WORDS), "it is among the news, too");
        "Een nieuwe versie"
    }

    fn browser(&self) -> Browser {
        Browser::new(self.proxy.expect("a web server"))
    }

    fn signed_in(&self, email: &str) -> Browser {
        let mut browser = self.browser();
        let answer = browser.sign_in(email, PASSWORD);
        assert_eq!(answer.header("location").as_deref(), Some("/"), "{email}: {} {}", answer.status, answer.text());
        assert_eq!(browser.get("/me").status, 200, "{email}");
        browser
    }
}
