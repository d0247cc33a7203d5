//! One text in every format that is read: the model comes out the same, but for what a format cannot say.

use std::path::Path;

use brief::document::{self, Briefing, Format, ParagraphId, ParagraphKind};
use brief::intake;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/formats");

/// What a file has of the text, as its maker wrote it.
#[derive(Clone, Copy)]
struct Has {
    /// The line under the headline, told as such.
    subtitle: bool,
    /// What sets a quotation apart.
    quotes: bool,
    /// What tells a line that is broken within a paragraph from the end of one.
    breaks: bool,
}

const ALL: Has = Has { subtitle: true, quotes: true, breaks: true };

/// The files, each with its format.
const FILES: &[(&str, Format, Has)] = &[
    ("reservoirs.html", Format::Html, ALL),
    ("reservoirs.html.gz", Format::Html, ALL),
    ("reservoirs.docx", Format::Docx, ALL),
    ("reservoirs.odt", Format::Odt, ALL),
    ("reservoirs.epub", Format::Epub, ALL),
    ("reservoirs.pdf", Format::Pdf, ALL),
    ("reservoirs-browser.pdf", Format::Pdf, ALL),
    ("reservoirs-office.pdf", Format::Pdf, ALL),
    ("reservoirs.eml", Format::Email, Has { subtitle: false, ..ALL }),
    ("reservoirs.rtf", Format::Rtf, Has { subtitle: false, quotes: false, ..ALL }),
    ("reservoirs.txt", Format::Text, Has { subtitle: false, breaks: false, ..ALL }),
];

fn open(name: &str) -> Briefing {
    document::build(intake::open(&Path::new(FIXTURES).join(name), None).unwrap_or_else(|cause| panic!("{cause}")))
}

/// The paragraphs with their kinds: as one file has them.
fn paragraphs(briefing: &Briefing, has: Has) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, paragraph) in briefing.paragraphs.iter().enumerate() {
        let kind = match paragraph.kind {
            ParagraphKind::Quote if !has.quotes => ParagraphKind::Text,
            kind => kind,
        };
        let words = &briefing.text[paragraph.bytes.clone()];
        assert_eq!(words, briefing.words(ParagraphId(at)));
        let is_split = kind == ParagraphKind::Text && !has.breaks;
        let parts: Vec<&str> = if is_split { words.split('\n').collect() } else { vec![words] };
        lines.extend(parts.iter().map(|part| format!("{}: {}", kind.name(), one_line(part))));
    }
    lines
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn headings(briefing: &Briefing) -> Vec<&str> {
    briefing.outline.sections().iter().map(|section| section.title.as_str()).collect()
}

#[test]
fn one_text_comes_out_the_same_of_every_format() {
    let text = open("reservoirs.md");
    assert_eq!((text.paragraphs.len(), headings(&text).len()), (18, 4));
    for (file, format, has) in FILES {
        let found = open(file);
        assert_eq!(found.source.format, *format, "{file}");
        assert_eq!(paragraphs(&found, ALL), paragraphs(&text, *has), "{file}");
        assert_eq!(headings(&found), headings(&text), "{file}");
        assert_eq!(found.masthead.headline, text.masthead.headline, "{file}");
        assert_eq!(found.masthead.subtitle, text.masthead.subtitle.clone().filter(|_| has.subtitle), "{file}");
        assert_eq!(found.masthead.byline, text.masthead.byline, "{file}");
        let day = |briefing: &Briefing| briefing.masthead.date.as_ref().map(|date| date.day);
        assert_eq!(day(&found), day(&text), "{file}");
        assert_eq!(found.language, text.language, "{file}");
        assert!(found.diagnostics.is_empty(), "{file}: {:?}", found.diagnostics);
    }
}

#[test]
fn a_wrong_name_is_no_obstacle() {
    for (file, format, _) in FILES {
        let bytes = std::fs::read(Path::new(FIXTURES).join(file)).unwrap();
        for wrong in ["a.bin", "a.txt", "a.pdf", "a.docx", "a"] {
            let source = intake::from_bytes(&bytes, Some(Path::new(wrong)), None);
            assert_eq!(source.unwrap().info.format, *format, "{file} as {wrong}");
        }
    }
}
