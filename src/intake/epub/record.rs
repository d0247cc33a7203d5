//! The book's record (its package document): what it is, which parts it has, and in which order they are read.

use std::collections::{HashMap, HashSet};

use super::path_of;
use crate::document::{Metadata, date_in};
use crate::intake::spaces::one_line;
use crate::intake::xml::{Event, Tag, Xml};
use crate::intake::{Unreadable, tags};

/// Pages that only serve the book, as its guide calls them.
const SERVICE: &[&str] = &[
    "cover",
    "toc",
    "title-page",
    "titlepage",
    "copyright-page",
    "colophon",
    "index",
    "loi",
    "lot",
    "other.copyright",
];
/// The same, as makers name their files.
const SERVICE_FILES: &[&str] =
    &["cover", "coverpage", "titlepage", "title", "toc", "nav", "contents", "copyright", "imprint"];

/// A part in the reading order.
pub(super) struct Item {
    pub(super) path: String,
    /// Whether it stands aside from the reading order, or is the table of contents.
    is_aside: bool,
}

/// A book's record.
#[derive(Default)]
pub(super) struct Record {
    pub(super) metadata: Metadata,
    pub(super) spine: Vec<Item>,
    /// The table of contents, and its older form.
    pub(super) nav: Option<String>,
    pub(super) ncx: Option<String>,
    /// The paths of pages that only serve the book.
    service: HashSet<String>,
}

/// What is read before it is known what it refers to.
#[derive(Default)]
struct Pending {
    titles: Vec<(String, String)>,
    creators: Vec<(String, String, Option<String>)>,
    dates: Vec<(String, bool)>,
    /// What a later line says of one with this id: its property, and the words.
    refined: Vec<(String, String, String)>,
    items: HashMap<String, (String, bool)>,
}

impl Record {
    /// The record in this text, which stands at `at`.
    ///
    /// # Errors
    /// Where it goes beyond a limit.
    pub(super) fn read(text: &str, at: &str) -> Result<Self, Unreadable> {
        let mut record = Self::default();
        let mut pending = Pending::default();
        let mut xml = Xml::new(text);
        while let Some(event) = xml.next()? {
            let Event::Open(tag) = event else { continue };
            match tag.local() {
                "item" => record.item(&tag, at, &mut pending),
                "itemref" => record.itemref(&tag, &pending),
                "reference" => {
                    let kind = tag.attribute("type").unwrap_or_default();
                    if SERVICE.contains(&kind.as_str()) {
                        record.service.extend(tag.attribute("href").map(|href| path_of(at, &href)));
                    }
                }
                "title" | "creator" | "date" | "meta" => pending.line(&tag, &mut xml)?,
                "publisher" | "language" | "subject" | "description" => record.line(&tag, &mut xml)?,
                _ => {}
            }
        }
        record.settle(&pending);
        Ok(record)
    }

    /// Whether a part is no reading: aside, the table of contents, or a page that only serves the book.
    pub(super) fn is_furniture(&self, item: &Item) -> bool {
        let file = item.path.rsplit('/').next().unwrap_or_default();
        let stem = file.split('.').next().unwrap_or_default().to_lowercase();
        let name: String = stem.chars().filter(char::is_ascii_alphabetic).collect();
        item.is_aside || self.service.contains(&item.path) || SERVICE_FILES.contains(&name.as_str())
    }

    fn item(&mut self, tag: &Tag<'_>, at: &str, pending: &mut Pending) {
        let (Some(id), Some(href)) = (tag.attribute("id"), tag.attribute("href")) else {
            return;
        };
        let path = path_of(at, &href);
        let is_nav = tag.attribute("properties").is_some_and(|all| all.split_whitespace().any(|one| one == "nav"));
        if is_nav {
            self.nav = Some(path.clone());
        }
        if tag.attribute("media-type").is_some_and(|kind| kind == "application/x-dtbncx+xml") {
            self.ncx = Some(path.clone());
        }
        pending.items.insert(id, (path, is_nav));
    }

    fn itemref(&mut self, tag: &Tag<'_>, pending: &Pending) {
        let is_aside = tag.attribute("linear").is_some_and(|value| value == "no");
        if let Some((path, is_nav)) = tag.attribute("idref").and_then(|id| pending.items.get(&id)) {
            self.spine.push(Item { path: path.clone(), is_aside: is_aside || *is_nav });
        }
    }

    fn line(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Unreadable> {
        let words = one_line(&xml.words()?);
        if words.is_empty() {
            return Ok(());
        }
        let metadata = &mut self.metadata;
        match tag.local() {
            "publisher" => metadata.publisher = metadata.publisher.take().or(Some(words)),
            "language" => metadata.language = metadata.language.take().or(Some(words)),
            "description" => {
                let paragraphs: Vec<String> = tags::paragraphs(&words).iter().map(|words| one_line(words)).collect();
                metadata.summary = Some(paragraphs.join(" ")).filter(|words| !words.is_empty());
            }
            _ if !metadata.tags.contains(&words) => metadata.tags.push(words),
            _ => {}
        }
        Ok(())
    }

    fn settle(&mut self, pending: &Pending) {
        let refined = |id: &str, property: &str| {
            let found = pending.refined.iter().find(|(of, name, _)| !id.is_empty() && of == id && name == property);
            found.map(|(_, _, words)| words.as_str())
        };
        let metadata = &mut self.metadata;
        for (id, title) in &pending.titles {
            match refined(id, "title-type") {
                Some("subtitle") => metadata.subtitle = Some(title.clone()),
                None | Some("main") if metadata.headline.is_none() => metadata.headline = Some(title.clone()),
                _ => {}
            }
        }
        let is_author = |role: Option<&str>| matches!(role, None | Some("aut"));
        let authors =
            pending.creators.iter().filter(|(id, _, role)| is_author(role.as_deref().or(refined(id, "role"))));
        let names: Vec<&str> = authors.map(|(_, name, _)| name.as_str()).collect();
        metadata.byline = (!names.is_empty()).then(|| names.join(", "));
        let published = pending.dates.iter().filter(|(_, is_publication)| *is_publication).chain(&pending.dates);
        metadata.date = published.map(|(words, _)| words).find_map(|words| date_in(words));
    }
}

impl Pending {
    fn line(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Unreadable> {
        let words = one_line(&xml.words()?);
        let id = tag.attribute("id").unwrap_or_default();
        match tag.local() {
            "title" if !words.is_empty() => self.titles.push((id, words)),
            "creator" if !words.is_empty() => self.creators.push((id, words, tag.attribute("role"))),
            "date" => {
                let event = tag.attribute("event");
                self.dates.push((words, event.is_some_and(|event| event.contains("publication"))));
            }
            "meta" => {
                if let (Some(of), Some(property)) = (tag.attribute("refines"), tag.attribute("property")) {
                    self.refined.push((of.trim_start_matches('#').to_owned(), property, words));
                }
            }
            _ => {}
        }
        Ok(())
    }
}
