//! The table of formats, and which of them a text is in.

use std::path::Path;

use super::{Draft, Unreadable, docx, email, epub, gzip, html, markdown, odt, pdf, rtf, text};
use crate::document::Format;

/// One format: how it is told, and who reads it.
struct Entry {
    format: Format,
    /// The names' endings, lower case.
    extensions: &'static [&'static str],
    kind: Kind,
}

/// How the bytes of a format become blocks.
enum Kind {
    /// Its bytes are text, which is decoded first.
    Text {
        /// How surely a text is in this format by its content alone.
        likeness: fn(&str) -> Likeness,
        read: fn(&str) -> Draft,
    },
    /// It reads its bytes itself: a container, or a text that says its own charset.
    Bytes {
        /// Whether the bytes open as this format does; that is surer than any name.
        is: fn(&[u8]) -> bool,
        /// Whether a name alone is enough, where nothing says otherwise.
        by_name: bool,
        read: BytesReader,
    },
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
    Entry {
        format: Format::Text,
        extensions: &["txt", "text"],
        kind: Kind::Text { likeness: |_| Likeness::None, read: text::read },
    },
    Entry {
        format: Format::Markdown,
        extensions: &["md", "markdown", "mdown", "mkd"],
        kind: Kind::Text { likeness: markdown::likeness, read: markdown::read },
    },
    Entry {
        format: Format::Pdf,
        extensions: &["pdf"],
        kind: Kind::Bytes { is: pdf::is, by_name: false, read: pdf::read },
    },
    Entry {
        format: Format::Html,
        extensions: &["html", "htm", "xhtml", "mht", "mhtml"],
        kind: Kind::Bytes { is: html::is, by_name: true, read: html::read },
    },
    Entry {
        format: Format::Docx,
        extensions: &["docx", "docm", "dotx"],
        kind: Kind::Bytes { is: docx::is, by_name: false, read: docx::read },
    },
    Entry {
        format: Format::Odt,
        extensions: &["odt", "ott"],
        kind: Kind::Bytes { is: odt::is, by_name: false, read: odt::read },
    },
    Entry {
        format: Format::Rtf,
        extensions: &["rtf"],
        kind: Kind::Bytes { is: rtf::is, by_name: false, read: rtf::read },
    },
    Entry {
        format: Format::Epub,
        extensions: &["epub"],
        kind: Kind::Bytes { is: epub::is, by_name: false, read: epub::read },
    },
    Entry {
        format: Format::Email,
        extensions: &["eml", "mbox", "mbx"],
        kind: Kind::Bytes { is: email::is, by_name: true, read: email::read },
    },
];

/// How to read these bytes, where they are of a format that reads its bytes itself: by what was asked for, by how they
/// open, by their name. `None` for text, of which [`detect`] says more.
pub(super) fn of_bytes(bytes: &[u8], path: Option<&Path>, wanted: Option<Format>) -> Option<(Format, BytesReader)> {
    let readers = || {
        FORMATS.iter().filter_map(|entry| match entry.kind {
            Kind::Bytes { is, by_name, read } => Some((entry.format, is, by_name, read)),
            Kind::Text { .. } => None,
        })
    };
    let named = path.and_then(by_name).map(|entry| entry.format);
    let found = match wanted {
        Some(wanted) => readers().find(|(format, ..)| *format == wanted),
        // Content first: a wrong name is no obstacle.
        None => readers()
            .find(|(_, is, ..)| is(bytes))
            .or_else(|| readers().find(|(format, _, by_name, _)| *by_name && named == Some(*format))),
    };
    found.map(|(format, _, _, read)| (format, read))
}

/// Reads the bytes of a format.
pub(super) type BytesReader = fn(&[u8]) -> Result<Draft, Unreadable>;

/// The format of a text: what its name says, else what its content suggests.
pub(super) fn detect(text: &str, path: Option<&Path>) -> Format {
    let named = path.and_then(by_name).filter(|entry| matches!(entry.kind, Kind::Text { .. }));
    let likeliest = || {
        FORMATS.iter().find(|entry| match entry.kind {
            Kind::Text { likeness, .. } => likeness(text) > Likeness::None,
            Kind::Bytes { .. } => false,
        })
    };
    named.or_else(likeliest).unwrap_or(&FORMATS[0]).format
}

/// The blocks of a text in this format.
pub(super) fn read(format: Format, text: &str) -> Draft {
    let read = FORMATS.iter().find(|entry| entry.format == format).map(|entry| &entry.kind);
    match read {
        Some(Kind::Text { read, .. }) => read(text),
        _ => text::read(text),
    }
}

/// The format with this name (`text`, `markdown`), as the command line spells it.
#[must_use]
pub fn format_named(name: &str) -> Option<Format> {
    FORMATS.iter().map(|entry| entry.format).find(|format| format.name() == name)
}

/// The names of all formats, as the command line spells them.
pub fn format_names() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|entry| entry.format.name())
}

/// Whether a file's name says that it is in a format that is read here: what a folder's listing goes by.
#[must_use]
pub fn names_a_briefing(path: &Path) -> bool {
    by_name(path).is_some()
}

fn by_name(path: &Path) -> Option<&'static Entry> {
    let inner = gzip::inner_name(path);
    let extension = inner.as_deref().unwrap_or(path).extension()?.to_str()?.to_ascii_lowercase();
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
        assert!(!names_a_briefing(Path::new("talks.txt.notes.yaml")) && !names_a_briefing(Path::new("talks.tar.gz")));
        assert!(names_a_briefing(Path::new("talks.txt.GZ")) && names_a_briefing(Path::new("talks.Eml")));
    }
}
