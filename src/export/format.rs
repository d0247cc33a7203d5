//! The formats that there are. A new one is a file of its own and a line in [`Format::ALL`].

use super::{Material, html, markdown, network, tables, web_annotation};

/// A format to export to.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) extension: &'static str,
    pub(super) render: fn(Material<'_>) -> String,
    pub(super) is_ours: fn(&str) -> bool,
    /// Whether what somebody edits in its files stays when they are written anew.
    pub(super) keeps_edits: bool,
}

impl Format {
    /// Every format, the default first.
    pub const ALL: [Self; 14] = [
        Self::MARKDOWN,
        markdown::FOR_OBSIDIAN,
        markdown::FOR_GITHUB,
        markdown::FOR_PANDOC,
        markdown::FOR_LOGSEQ,
        html::FORMAT,
        web_annotation::FORMAT,
        tables::NOTES,
        tables::STATEMENTS,
        tables::ACTORS,
        tables::READWISE,
        network::TWO_MODE,
        network::CONGRUENCE,
        network::CONFLICT,
    ];
    /// Markdown that every reader of it shows alike.
    pub const MARKDOWN: Self = markdown::MARKDOWN;

    /// Its name on the command line and in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// What it is, in a few words.
    #[must_use]
    pub const fn about(self) -> &'static str {
        self.about
    }

    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name == name)
    }

    /// What its files end in, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        self.extension
    }

    /// The material in this format. Same input, same bytes.
    #[must_use]
    pub fn render(self, material: Material<'_>) -> String {
        (self.render)(material)
    }

    /// Whether this program wrote this text, by the mark it leaves at its head.
    #[must_use]
    pub fn is_ours(self, text: &str) -> bool {
        (self.is_ours)(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing;

    #[test]
    fn each_format_knows_its_own_work_and_no_other() {
        let owned = testing::Owned::new();
        for format in Format::ALL {
            let text = format.render(owned.material());
            for other in Format::ALL {
                assert_eq!(other.is_ours(&text), other.name == format.name, "{} {}", format.name, other.name);
            }
            assert!(!format.is_ours("Words of somebody else.\n") && !format.is_ours(""), "{}", format.name);
        }
    }

    #[test]
    fn names_and_endings_are_told_apart() {
        for (at, format) in Format::ALL.into_iter().enumerate() {
            let named = Format::named(format.name).map(Format::name);
            assert_eq!(named, Some(format.name));
            let same = Format::ALL.into_iter().skip(at + 1).find(|other| other.extension == format.extension);
            assert_eq!(same.map(Format::name), None, "exports beside each other need endings of their own");
        }
        assert!(Format::named("docx").is_none());
    }

    #[test]
    fn nothing_in_an_export_acts_on_a_terminal() {
        let owned = testing::Owned::hostile();
        for format in Format::ALL {
            let text = format.render(owned.material());
            let acts = text.chars().find(|c| *c != '\n' && crate::document::is_unprintable(*c));
            assert_eq!(acts, None, "{}", format.name);
        }
    }
}
