//! What a page of a book says it is.

use crate::intake::spaces::one_line;
use crate::intake::xml::{Event, Xml};

/// Pages that only serve the book, in the words of EPUB's vocabulary of structure.
const SERVICE: &[&str] = &[
    "cover",
    "titlepage",
    "halftitlepage",
    "toc",
    "landmarks",
    "copyright-page",
    "imprint",
    "colophon",
    "loi",
    "lot",
    "index",
];

/// Whether a page says, ahead of its first words, that it only serves the book.
pub(super) fn is_furniture(text: &str) -> bool {
    let mut xml = Xml::new(text);
    let mut is_body = false;
    while let Ok(Some(event)) = xml.next() {
        match event {
            Event::Open(tag) => {
                is_body |= tag.local() == "body";
                let says = |kinds: String| kinds.split_whitespace().any(|kind| SERVICE.contains(&kind));
                if is_body && tag.attribute("type").is_some_and(says) {
                    return true;
                }
            }
            Event::Words(words) if is_body && !words.trim().is_empty() => return false,
            _ => {}
        }
    }
    false
}

/// The subtitle on the title page of a book, where the page says which words it is.
pub(super) fn subtitle(text: &str) -> Option<String> {
    let mut xml = Xml::new(text);
    while let Ok(Some(event)) = xml.next() {
        let Event::Open(tag) = event else { continue };
        let says = |name: &str| {
            tag.attribute(name).is_some_and(|kinds| kinds.split_whitespace().any(|kind| kind == "subtitle"))
        };
        if says("type") || says("class") {
            return xml.words().ok().map(|words| one_line(&words)).filter(|words| !words.is_empty());
        }
    }
    None
}
