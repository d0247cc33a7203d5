//! What holds for every briefing, whatever bytes it was read from: shared by the tests and the fuzz targets.

use brief::document::{self, Briefing, Format, ParagraphId, is_unprintable, printable};
use brief::intake;

/// Reads bytes as this format, or as what they look like. What comes of it is sound, or one sentence that says why there
/// is nothing.
pub fn read(bytes: &[u8], format: Option<Format>) {
    match intake::from_bytes(bytes, None, format) {
        Ok(source) => check(&document::build(source)),
        Err(error) => {
            let sentence = error.to_string();
            assert!(!sentence.is_empty() && !sentence.chars().any(is_unprintable), "{sentence:?}");
        }
    }
}

/// Everything that holds for any briefing.
pub fn check(briefing: &Briefing) {
    let mut place = 0;
    for (at, paragraph) in briefing.paragraphs.iter().enumerate() {
        assert_eq!(paragraph.span.start, place, "paragraphs are joined by exactly two line breaks");
        assert!(!paragraph.span.is_empty());
        place = paragraph.span.end + 2;
        // A slice of the whole is found by a walk from its start.
        let words = briefing.words(ParagraphId(at));
        assert_eq!(words, &briefing.text[paragraph.bytes.clone()]);
        assert_eq!(words.chars().count(), paragraph.span.len());
        assert_eq!(briefing.text[paragraph.bytes.end..].starts_with("\n\n"), at + 1 < briefing.paragraphs.len());
        assert!(paragraph.marks.iter().all(|mark| !mark.span.is_empty() && mark.span.end <= paragraph.span.len()));
        assert!(
            paragraph.repeats.is_none_or(|earlier| earlier.0 < at && briefing.paragraphs[earlier.0].repeats.is_none())
        );
    }
    assert_eq!(place.saturating_sub(2), briefing.text.chars().count());
    let last = briefing.paragraphs.len().saturating_sub(1);
    for at in [0, last / 2, last].into_iter().filter(|at| *at < briefing.paragraphs.len()) {
        assert_eq!(briefing.words(ParagraphId(at)), briefing.slice(briefing.paragraphs[at].span));
    }
    for section in briefing.outline.sections() {
        assert!(section.end.0 <= briefing.paragraphs.len() && !section.title.is_empty() && section.level > 0);
        shows_safely(&section.title);
    }
    shows_safely(&briefing.text);
    let masthead = &briefing.masthead;
    let fields = [&masthead.headline, &masthead.subtitle, &masthead.summary, &masthead.byline];
    fields.into_iter().chain([&masthead.dateline, &masthead.publisher]).flatten().for_each(|field| shows_safely(field));
    masthead.date.iter().for_each(|date| shows_safely(&date.written));
    briefing.diagnostics.iter().for_each(|diagnostic| shows_safely(&diagnostic.message));
}

/// What a terminal is sent of words has nothing in it that acts, and as many characters as there are.
fn shows_safely(words: &str) {
    let shown = printable(words);
    assert!(!shown.chars().any(is_unprintable), "{shown:?}");
    assert_eq!(shown.chars().count(), words.chars().count());
}
