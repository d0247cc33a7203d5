//! The table of contents, in its newer form (a page with a `nav`) and its older (NCX): which chapter has which title.

use std::collections::HashMap;

use super::path_of;
use crate::intake::Unreadable;
use crate::intake::spaces::one_line;
use crate::intake::xml::{Event, Xml};

/// The titles of chapters, by their paths.
#[derive(Default)]
pub(super) struct Titles(HashMap<String, String>);

impl Titles {
    pub(super) fn of(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Adds the titles in this table, which stands at `at`. The first that leads to a chapter is the chapter's.
    ///
    /// # Errors
    /// Where it goes beyond a limit.
    pub(super) fn read(&mut self, text: &str, at: &str) -> Result<(), Unreadable> {
        let mut xml = Xml::new(text);
        let mut label = String::new();
        let mut is_contents = true;
        while let Some(event) = xml.next()? {
            let Event::Open(tag) = event else { continue };
            match tag.local() {
                // Lists of pages and of landmarks lead to chapters too, under names that are no titles.
                "nav" => is_contents = tag.attribute("type").is_none_or(|kind| kind == "toc"),
                "pageList" => is_contents = false,
                "a" if is_contents => {
                    let words = xml.words()?;
                    self.add(tag.attribute("href"), &words, at);
                }
                "navLabel" => label = xml.words()?,
                "content" if is_contents => self.add(tag.attribute("src"), &label, at),
                _ => {}
            }
        }
        Ok(())
    }

    fn add(&mut self, address: Option<String>, title: &str, at: &str) {
        let title = one_line(title);
        if let Some(address) = address.filter(|_| !title.is_empty()) {
            self.0.entry(path_of(at, &address)).or_insert(title);
        }
    }
}
