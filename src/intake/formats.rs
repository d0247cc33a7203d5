//! The table of formats, and which of them a text is in.

use std::path::Path;

use super::{Draft, markdown, text};
use crate::document::Format;

/// One format: how it is told, and who reads it.
struct Entry {
    format: Format,
    /// The names' endings, lower case.
    extensions: &'static [&'static str],
    /// How surely the text is in this format by its content alone.
    likeness: fn(&str) -> Likeness,
    read: fn(&str) -> Draft,
}

/// What a look at the content says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Nothing speaks for it.
    None,
    /// It may be; a name that says otherwise wins.
    Likely,
}

/// Every format; the first is what anything may be read as.
const FORMATS: &[Entry] = &[
    Entry { format: Format::Text, extensions: &["txt", "text"], likeness: |_| Likeness::None, read: text::read },
    Entry {
        format: Format::Markdown,
        extensions: &["md", "markdown", "mdown", "mkd"],
        likeness: markdown::likeness,
        read: markdown::read,
    },
];

/// The format of a text: what its name says, else what its content suggests.
///
/// Content that is certain (a signature) has been seen to before there was a text; among the formats that are text, none
/// has one, and a name is surer than a likeness.
pub(super) fn detect(text: &str, path: Option<&Path>) -> Format {
    if let Some(entry) = path.and_then(by_name) {
        return entry.format;
    }
    let likeliest = FORMATS.iter().find(|entry| (entry.likeness)(text) > Likeness::None);
    likeliest.unwrap_or(&FORMATS[0]).format
}

/// The blocks of a text in this format.
pub(super) fn read(format: Format, text: &str) -> Draft {
    FORMATS.iter().find(|entry| entry.format == format).map_or_else(|| text::read(text), |entry| (entry.read)(text))
}

/// The format with this name (`text`, `markdown`), as the command line spells it.
#[must_use]
pub fn format_named(name: &str) -> Option<Format> {
    FORMATS.iter().map(|entry| entry.format).find(|format| format.name() == name)
}

/// Whether a file's name says that it is in a format that is read here: what a folder's listing goes by.
#[must_use]
pub fn names_a_briefing(path: &Path) -> bool {
    by_name(path).is_some()
}

fn by_name(path: &Path) -> Option<&'static Entry> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    FORMATS.iter().find(|entry| entry.extensions.contains(&extension.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_decide_between_the_plain_formats_and_content_where_there_is_no_name() {
        let marked = "# Title\n\nWords with a [link](https://example.org).\n";
        let prose = "Title\n\nWords, 3 * 4 of them.\n";
        for (text, name, format) in [
            (marked, Some("a.md"), Format::Markdown),
            (prose, Some("a.MD"), Format::Markdown),
            (marked, Some("a.txt"), Format::Text),
            (marked, None, Format::Markdown),
            (marked, Some("README"), Format::Markdown),
            (prose, None, Format::Text),
            ("**Bold line**\n**Another**\nProse.", None, Format::Text),
        ] {
            assert_eq!(detect(text, name.map(Path::new)), format, "{name:?}");
        }
    }

    #[test]
    fn every_format_is_found_by_its_own_name() {
        for entry in FORMATS {
            assert_eq!(format_named(entry.format.name()), Some(entry.format));
        }
        assert!(!names_a_briefing(Path::new("talks.txt.notes.yaml")));
    }
}
