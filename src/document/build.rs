//! A [`Source`] to a [`Briefing`]: masthead, sections, paragraphs, repeats, language. A pure function; nothing is lost.

use super::canonical::Canonical;
use super::{
    Block, BlockKind, Briefing, Diagnostic, Level, MarkKind, Masthead, Outline, Paragraph, ParagraphKind, Source,
    SourceInfo, Span, language, masthead, repeats, sections,
};

/// The briefing that a source makes.
#[must_use]
pub fn build(source: Source) -> Briefing {
    let Source { info, metadata, blocks, mut diagnostics } = source;
    let declared = metadata.language.clone();
    let (masthead, blocks) = masthead::read(metadata, blocks);
    let mut canonical = Canonical::default();
    let mut headings = sections::Headings::default();
    for (at, block) in blocks.iter().enumerate() {
        match sections::heading_level(&blocks, at) {
            Some(level) => headings.push(level, &block.text, canonical.next()),
            None => canonical.push(block),
        }
    }
    let outline = headings.outline(canonical.next());
    let (text, mut paragraphs) = canonical.finish();
    repeats::mark(&text, &mut paragraphs);
    if paragraphs.is_empty() {
        diagnostics.push(Diagnostic { level: Level::Info, message: "It has no text below its masthead.".to_owned() });
    }
    let language = language::of(declared.as_deref(), &text);
    Briefing { source: info, masthead, outline, paragraphs, text, language, diagnostics }
}

/// A briefing of running text: the text as it stands, with no masthead, no headings and no repeats looked for.
///
/// Paragraphs are what blank lines part; where there are none, the lines.
#[must_use]
pub fn plain(info: SourceInfo, text: String, diagnostics: Vec<Diagnostic>) -> Briefing {
    let by_blank_lines = runs(&text, true);
    let ranges = if by_blank_lines.len() > 1 { by_blank_lines } else { runs(&text, false) };
    let (mut bytes, mut scalars) = (0, 0);
    let mut paragraphs = Vec::with_capacity(ranges.len());
    for range in ranges {
        scalars += text[bytes..range.start].chars().count();
        let start = scalars;
        scalars += text[range.clone()].chars().count();
        bytes = range.end;
        let span = Span::new(start, scalars);
        paragraphs.push(Paragraph { kind: ParagraphKind::Text, span, bytes: range, repeats: None, marks: Vec::new() });
    }
    let language = language::of(None, &text);
    let (masthead, outline) = (Masthead::default(), Outline::default());
    Briefing { source: info, masthead, outline, paragraphs, text, language, diagnostics }
}

/// The stretches of a text between blank lines, or its lines; white space around them left out.
fn runs(text: &str, between_blank_lines: bool) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    let (mut at, mut is_open) = (0, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() {
            is_open = false;
        } else {
            let start = at + (line.len() - line.trim_start().len());
            match runs.last_mut() {
                Some(run) if is_open => run.end = start + words.len(),
                _ => runs.push(start..start + words.len()),
            }
            is_open = between_blank_lines;
        }
        at += line.len();
    }
    runs
}

impl From<BlockKind> for ParagraphKind {
    /// A heading that heads nothing is text.
    fn from(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Heading(_) | BlockKind::Text => Self::Text,
            BlockKind::Quote => Self::Quote,
            BlockKind::ListItem { depth, ordinal } => Self::ListItem { depth, ordinal },
            BlockKind::Table => Self::Table,
            BlockKind::Code => Self::Code,
            BlockKind::Caption => Self::Caption,
        }
    }
}

impl Block {
    /// Whether every word of it stands in this markup, in one stretch or in several.
    pub(super) fn is_wholly(&self, kind: &MarkKind) -> bool {
        let mut spans: Vec<Span> = self.marks.iter().filter(|mark| mark.kind == *kind).map(|mark| mark.span).collect();
        spans.sort_unstable();
        let mut inside = spans.iter().peekable();
        !spans.is_empty()
            && self.text.chars().enumerate().all(|(at, c)| {
                while inside.next_if(|span| span.end <= at).is_some() {}
                c.is_whitespace() || inside.peek().is_some_and(|span| span.contains(at))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, Mark, ParagraphId};

    fn info() -> SourceInfo {
        SourceInfo { path: None, format: Format::Text, sha256: String::new() }
    }

    fn block(kind: BlockKind, text: &str) -> Block {
        Block { kind, text: text.to_owned(), marks: Vec::new() }
    }

    fn built(blocks: Vec<Block>) -> Briefing {
        build(Source { info: info(), metadata: super::super::Metadata::default(), blocks, diagnostics: Vec::new() })
    }

    #[test]
    fn spans_bytes_and_marks_fit_the_canonical_text() {
        let mut marked = block(BlockKind::Text, "Zelenskyy’s aides said so.");
        marked.marks.push(Mark { span: Span::new(0, 11), kind: MarkKind::Emphasis });
        let briefing = built(vec![block(BlockKind::Text, "The talks, née “pourparlers”, began."), marked]);
        assert_eq!(briefing.text, "The talks, née “pourparlers”, began.\n\nZelenskyy’s aides said so.");
        let second = &briefing.paragraphs[1];
        assert_eq!(briefing.slice(second.span), briefing.words(ParagraphId(1)));
        assert_eq!(briefing.slice(second.marks[0].span.shifted(second.span.start)), "Zelenskyy’s");
    }

    #[test]
    fn plain_text_is_parted_at_blank_lines_else_at_lines() {
        let words = |text: &str| -> Vec<String> {
            let briefing = plain(info(), text.to_owned(), Vec::new());
            briefing.paragraphs.iter().map(|p| briefing.slice(p.span).to_owned()).collect()
        };
        assert_eq!(words("\n a é\nb \n\n \n c"), ["a é\nb", "c"]);
        assert_eq!(words("a\r\nb\n"), ["a", "b"]);
        assert!(words(" \n").is_empty());
    }
}
