//! What a page of a book says it is.

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
