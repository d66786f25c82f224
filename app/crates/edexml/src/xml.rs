//! The small tree of the elements we keep, and of nothing else. An element that is not in `KEPT` is walked over without
//! copying a letter of it, so numbers, origins and weights that Kring must never store are never held either.

use super::{Reason, Refusal, text};
use quick_xml::XmlVersion::Implicit1_0;
use quick_xml::errors::SyntaxError;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

const MAX_DEPTH: usize = 64;

const NAMES: [&str; 5] = ["achternaam", "voorvoegsel", "voornamen", "voorletters-1", "roepnaam"];

/// Parent → children we read. `toevoegingen`, `vestigingen` and whatever a later version brings are ignored.
const KEPT: [(&str, &[&str]); 10] = [
    ("", &["EDEX"]),
    ("EDEX", &["school", "groepen", "leerlingen", "leerkrachten"]),
    ("school", &["schooljaar", "brincode", "dependancecode", "instellingsnummer", "schoolkey", "xsdversie"]),
    ("groepen", &["groep", "samengestelde_groep"]),
    ("groep", &["naam", "jaargroep", "omschrijving", "rol"]),
    ("samengestelde_groep", &["naam", "omschrijving", "rol"]),
    ("leerlingen", &["leerling"]),
    (
        "leerling",
        &[
            "geboortedatum",
            "geslacht",
            "jaargroep",
            "groep",
            "samengestelde_groepen",
            "instroomdatum",
            "uitstroomdatum",
        ],
    ),
    ("samengestelde_groepen", &["samengestelde_groep"]),
    ("leerkrachten", &["leerkracht"]),
];
const KEPT_OF_TEACHER: [&str; 3] = ["emailadres", "rol", "groepen"];

#[cfg_attr(test, derive(Debug))]
pub struct Node {
    pub name: &'static str,
    pub line: usize,
    pub key: Option<String>,
    text: String,
    children: Vec<Node>,
}

impl Node {
    pub fn all<'a>(&'a self, name: &'static str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    pub fn child(&self, name: &'static str) -> Option<&Node> {
        self.all(name).next()
    }

    pub fn need(&self, name: &'static str) -> Result<&Node, Refusal> {
        self.child(name).ok_or(Refusal::new(self.line, Reason::MissingElement, name))
    }

    pub fn children(&self) -> &[Node] {
        &self.children
    }

    /// The cleaned text of a child; an empty element says nothing.
    pub fn value(&self, name: &'static str) -> Result<Option<String>, Refusal> {
        self.child(name).map_or(Ok(None), Node::text)
    }

    pub fn refuse(&self, reason: Reason) -> Refusal {
        Refusal::new(self.line, reason, self.name)
    }

    /// The cleaned text of the element itself.
    pub fn text(&self) -> Result<Option<String>, Refusal> {
        text::clean(&self.text).map_err(|reason| self.refuse(reason))
    }
}

pub fn read(source: &str) -> Result<Node, Refusal> {
    let mut reader = Reader::from_str(source);
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk { lines: Lines { source, at: 0, line: 1 }, line: 1, open: Vec::new(), skipped: 0, root: None };
    loop {
        walk.line = walk.lines.of(reader.buffer_position());
        let event = reader.read_event().map_err(|error| {
            walk.line = walk.lines.of(reader.error_position());
            walk.refuse(reason_of(&error))
        })?;
        match event {
            Event::Start(tag) => walk.start(&tag)?,
            Event::End(_) => walk.end(),
            Event::Text(text) => walk.text(&text.xml_content(Implicit1_0))?,
            Event::CData(text) => walk.text(&text.xml_content(Implicit1_0))?,
            Event::GeneralRef(reference) => walk.reference(&reference)?,
            Event::DocType(_) => return Err(walk.refuse(Reason::DoctypeRefused)),
            Event::Eof => return walk.finish(),
            _ => {}
        }
    }
}

/// The library's own message may quote the file, so only the kind of error leaves this function.
fn reason_of(error: &quick_xml::Error) -> Reason {
    match error {
        quick_xml::Error::Syntax(SyntaxError::InvalidBangMarkup) => Reason::NotWellFormed,
        quick_xml::Error::Syntax(SyntaxError::UnclosedDoctype) => Reason::DoctypeRefused,
        quick_xml::Error::Syntax(_) => Reason::Truncated,
        _ => Reason::NotWellFormed,
    }
}

struct Walk<'a> {
    lines: Lines<'a>,
    line: usize,
    open: Vec<Node>,
    /// How deep we are inside an element that is not kept.
    skipped: usize,
    root: Option<Node>,
}

impl Walk<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let parent = self.open.last().map_or("", |node| node.name);
        let name = if self.skipped > 0 { None } else { kept(parent, tag.name().0) };
        let Some(name) = name else {
            // Only one root, and it has to be ours.
            if self.open.is_empty() {
                return Err(self.refuse(Reason::NotEdex));
            }
            self.skipped += 1;
            return if self.skipped > MAX_DEPTH { Err(self.refuse(Reason::TooDeep)) } else { Ok(()) };
        };
        let foreign = |space: &String| !space.to_lowercase().contains("edexml");
        if name == "EDEX" && (self.root.is_some() || self.attribute(tag, "xmlns")?.as_ref().is_some_and(foreign)) {
            return Err(self.refuse(Reason::NotEdex));
        }
        let key = self.attribute(tag, "key")?;
        let line = self.line;
        self.open.push(Node { name, line, key, text: String::new(), children: Vec::new() });
        Ok(())
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let Some(node) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None => self.root = Some(node),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Refusal> {
        if self.open.is_empty() && !text.trim().is_empty() {
            return Err(self.refuse(Reason::NotWellFormed));
        }
        // Containers hold other elements; text between those is white space or not ours.
        if self.skipped == 0
            && let Some(node) = self.open.last_mut()
            && node.children.is_empty()
        {
            node.text.push_str(text);
        }
        Ok(())
    }

    /// `&amp;` and `&#233;` are letters; every other entity needs a DTD, and those are refused.
    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), Refusal> {
        if let Some(predefined) = resolve_predefined_entity(reference) {
            return self.text(predefined);
        }
        match reference.resolve_char_ref() {
            Ok(Some(character)) => self.text(character.encode_utf8(&mut [0; 4])),
            Ok(None) => Err(self.refuse(Reason::EntityRefused)),
            Err(_) => Err(self.refuse(Reason::NotWellFormed)),
        }
    }

    fn attribute(&self, tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refusal> {
        let found = tag.try_get_attribute(name).map_err(|_| self.refuse(Reason::NotWellFormed))?;
        let Some(found) = found else { return Ok(None) };
        let value = found.normalized_value(Implicit1_0).map_err(|_| self.refuse(Reason::EntityRefused))?;
        text::clean(&value).map_err(|reason| self.refuse(reason))
    }

    fn finish(mut self) -> Result<Node, Refusal> {
        if !self.open.is_empty() {
            return Err(self.refuse(Reason::Truncated));
        }
        self.root.take().ok_or(self.refuse(Reason::NotEdex))
    }

    fn refuse(&self, reason: Reason) -> Refusal {
        Refusal::new(self.line, reason, self.open.last().map_or("EDEX", |node| node.name))
    }
}

fn kept(parent: &str, name: &str) -> Option<&'static str> {
    let find = |list: &[&'static str]| list.iter().copied().find(|kept| *kept == name);
    let listed = KEPT.iter().find(|(of, _)| *of == parent).and_then(|(_, list)| find(list));
    match parent {
        "leerling" => listed.or_else(|| find(&NAMES)),
        "leerkracht" => find(&KEPT_OF_TEACHER).or_else(|| find(&NAMES)),
        _ => listed,
    }
}

/// Byte position to line, counted once on the way through.
struct Lines<'a> {
    source: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, position: u64) -> usize {
        let to = usize::try_from(position).unwrap_or(usize::MAX).min(self.source.len());
        if to > self.at {
            self.line += text::newlines(&self.source.as_bytes()[self.at..to]);
            self.at = to;
        }
        self.line
    }
}
