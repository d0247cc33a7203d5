//! What a file's properties say of it. Programs fill them in and writers forget them: they speak only where the page is silent.

use crate::document::{Block, Masthead, Metadata, above, date_in, same_words};
use crate::intake::spaces::one_line;

/// How many blocks a title can stand among.
const LEAD: usize = 12;
/// Titles that programs give.
const NO_TITLES: &[&str] = &["untitled", "document", "dokument", "title", "word document", "powerpoint presentation"];
/// Creators that are no persons.
const NO_AUTHORS: &[&str] =
    &["admin", "administrator", "user", "owner", "unknown", "author", "microsoft", "python", "user name"];

/// A file's properties, as they stand in it.
#[derive(Debug, Default)]
pub(in crate::intake) struct Properties {
    pub(in crate::intake) title: String,
    pub(in crate::intake) subject: String,
    pub(in crate::intake) summary: String,
    pub(in crate::intake) creators: Vec<String>,
    pub(in crate::intake) created: String,
    pub(in crate::intake) publisher: String,
    pub(in crate::intake) tags: Vec<String>,
    pub(in crate::intake) language: String,
}

impl Properties {
    /// Keywords as they stand in one property.
    pub(in crate::intake) fn keywords(&mut self, words: &str) {
        let tags = words.split([',', ';']).map(one_line).filter(|tag| !tag.is_empty());
        for tag in tags {
            if !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
    }

    /// What stands on the page, and from the properties what does not.
    pub(super) fn complete(self, mut metadata: Metadata, blocks: &[Block]) -> Metadata {
        let title = self.title();
        // A property that the page agrees with points to the headline among the lines that could be it.
        if metadata.headline.is_none() {
            let agrees = |title: &&String| blocks.iter().take(LEAD).any(|block| same_words(&block.text, title));
            metadata.headline = title.as_ref().filter(agrees).cloned();
        }
        let Masthead { headline, byline, date, .. } = above(&metadata, blocks);
        if headline.is_none() {
            metadata.headline = title;
        }
        if byline.is_none() {
            metadata.byline = self.byline();
        }
        if date.is_none() {
            metadata.date = date_in(&self.created);
        }
        let filled = |words: String| Some(one_line(&words)).filter(|words| !words.is_empty());
        metadata.summary = metadata.summary.or(filled(self.summary));
        metadata.publisher = metadata.publisher.or(filled(self.publisher));
        metadata.language = metadata.language.or(filled(self.language));
        if metadata.tags.is_empty() {
            metadata.tags = self.tags;
        }
        metadata
    }

    /// The title, unless a program made it up: a file's name, or nothing that says anything.
    fn title(&self) -> Option<String> {
        let title = one_line(&self.title);
        let low = title.to_lowercase();
        let bare = low.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let is_file =
            low.starts_with("microsoft word") || low.rsplit_once('.').is_some_and(|(_, end)| is_extension(end));
        (!bare.is_empty() && !NO_TITLES.contains(&bare) && !is_file).then_some(title)
    }

    /// The creators, as far as they are names of people: two words at least, and no program's or account's.
    fn byline(&self) -> Option<String> {
        let is_name = |name: &String| {
            let low = name.to_lowercase();
            let first = low.split([' ', '-', '.']).next().unwrap_or_default();
            name.contains(' ')
                && name.split_whitespace().all(|word| {
                    word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase() || "(&".contains(c))
                        || word.len() <= 3
                })
                && !name.contains(|c: char| c.is_ascii_digit() || "@\\/_".contains(c))
                && !NO_AUTHORS.contains(&first)
        };
        let names: Vec<String> = self.creators.iter().map(|name| one_line(name)).filter(is_name).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

fn is_extension(end: &str) -> bool {
    ["doc", "docx", "docm", "dot", "dotx", "odt", "rtf", "pdf", "txt", "wpd"].contains(&end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    fn with(title: &str, creator: &str) -> Properties {
        Properties { title: title.to_owned(), creators: vec![creator.to_owned()], ..Properties::default() }
    }

    #[test]
    fn stale_properties_are_not_believed() {
        for (title, expected) in [
            ("Ferries and Floods", Some("Ferries and Floods")),
            ("Microsoft Word - memo.doc", None),
            ("memo-final-2.docx", None),
            ("Document1", None),
            (" ", None),
        ] {
            assert_eq!(with(title, "").title().as_deref(), expected, "{title}");
        }
        for (creator, expected) in [
            ("Ann Lee", Some("Ann Lee")),
            ("Ann van der Berg", Some("Ann van der Berg")),
            ("alee", None),
            ("Microsoft Office User", None),
            ("", None),
        ] {
            assert_eq!(with("", creator).byline().as_deref(), expected, "{creator}");
        }
    }

    #[test]
    fn the_page_speaks_first() {
        let text = |words: &str| Block { kind: BlockKind::Text, text: words.to_owned(), marks: Vec::new() };
        let heading = |words: &str| Block { kind: BlockKind::Heading(1), ..text(words) };
        let body = text("The ministers met on Monday and agreed on next to nothing at all.");
        for (blocks, headline) in [
            (vec![heading("On the page"), body.clone()], None),
            (vec![heading("A kicker"), heading("In the file"), body.clone()], Some("In the file")),
            (vec![body], Some("In the file")),
        ] {
            let found = with("In the file", "").complete(Metadata::default(), &blocks);
            assert_eq!(found.headline.as_deref(), headline);
        }
    }
}
