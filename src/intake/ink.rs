//! Inline words on their way to a block: text, its marks, and the stray bold markers that no parser could pair.
//!
//! Spaces are evened out on the way, for every format alike: runs of white space become one space, soft breaks too. Only hard
//! breaks stay, as `\n`, and only where both sides have words.

use std::ops::Range;

use super::spaces::even;
use crate::document::{
    Block, BlockKind, Mark, MarkKind, Span, ends_sentence, is_furniture, is_rule, memo_field, speaker_turn,
};

/// A line of so many scalar values was not wrapped by hand: it is a paragraph, though no blank line follows it.
const UNWRAPPED: usize = 240;

/// The longest of two lines, in scalar values, that can be bylines or dates with only a soft break between them.
const FURNITURE: usize = 60;

/// A line break that the author's editor made, not the author.
const SOFT: char = '\r';
/// A line break that the author meant.
const HARD: char = '\n';

/// Words and their marks, being written.
#[derive(Debug, Default)]
pub(super) struct Ink {
    text: String,
    /// Scalar values in `text`.
    length: usize,
    marks: Vec<Mark>,
    /// Where in `text`, in scalar values, a lone `*` stands that may be half of a bold marker that was not paired.
    stars: Vec<usize>,
}

/// Words whose spaces are even and whose marks fit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
}

impl Words {
    pub(super) fn into_block(self, kind: BlockKind) -> Block {
        Block { kind, text: self.text, marks: self.marks }
    }

    /// Takes the underscores or asterisks off words that stand wholly between two, as typists set italics.
    pub(super) fn take_italics(&mut self) {
        let between = |mark: char| {
            let inner = self.text.strip_prefix(mark)?.strip_suffix(mark)?;
            (!inner.trim().is_empty() && !inner.contains(mark)).then_some(inner)
        };
        let Some(inner) = between('_').or_else(|| between('*')).filter(|_| self.marks.is_empty()) else {
            return;
        };
        self.text = inner.trim().to_owned();
        let span = Span::new(0, self.text.chars().count());
        self.marks.push(Mark { span, kind: MarkKind::Emphasis });
    }
}

impl Ink {
    pub(super) fn push(&mut self, words: &str) {
        self.text.push_str(words);
        self.length += words.chars().count();
    }

    /// Words ahead of all that is written, in no mark.
    pub(super) fn put_ahead(&mut self, words: &str) {
        let by = words.chars().count();
        self.text.insert_str(0, words);
        self.length += by;
        for mark in &mut self.marks {
            mark.span = Span::new(mark.span.start + by, mark.span.end + by);
        }
        self.stars.iter_mut().for_each(|star| *star += by);
    }

    /// Words of a source in which asterisks still stand as they were typed.
    pub(super) fn push_raw(&mut self, words: &str) {
        if words.contains("**") {
            let stars = words.chars().enumerate().filter(|(_, c)| *c == '*').map(|(at, _)| self.length + at);
            self.stars.extend(stars);
        }
        self.push(words);
    }

    /// One asterisk that the parser left as it was typed.
    pub(super) fn push_star(&mut self) {
        self.stars.push(self.length);
        self.push("*");
    }

    pub(super) fn soft_break(&mut self) {
        self.push(SOFT.encode_utf8(&mut [0; 4]));
    }

    pub(super) fn hard_break(&mut self) {
        self.push(HARD.encode_utf8(&mut [0; 4]));
    }

    /// Where the next words will stand.
    pub(super) const fn place(&self) -> usize {
        self.length
    }

    /// Marks everything written since `start`.
    pub(super) fn mark(&mut self, start: usize, kind: MarkKind) {
        if start < self.length {
            self.marks.push(Mark { span: Span::new(start, self.length), kind });
        }
    }

    /// The last character written.
    pub(super) fn last(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Everything as one run of words; no breaks are left.
    pub(super) fn line(mut self) -> Words {
        self.pair_stars();
        even(&self.text, 0, &self.marks, false)
    }

    /// Everything with its lines kept as they are (a table).
    pub(super) fn rows(self) -> Words {
        Words { text: self.text, marks: self.marks }
    }

    /// The paragraphs in it: hard breaks with nothing but white space between them part paragraphs, as does a speaker's
    /// turn on a new line, as does (where `free_lines`) a line that is wholly bold or too long to have been wrapped.
    pub(super) fn paragraphs(mut self, free_lines: bool) -> Vec<Words> {
        self.pair_stars();
        if !self.text.contains([HARD, SOFT]) {
            return std::iter::once(even(&self.text, 0, &self.marks, false)).filter(has_words).collect();
        }
        let lines = lines_of(&self.text);
        let bold = self.bold();
        let first = Place { byte: 0, at: 0 };
        let cuts = lines.windows(2).filter(|pair| self.parts(&pair[0], &pair[1], &bold, free_lines));
        let places: Vec<Place> = std::iter::once(first).chain(cuts.map(|pair| pair[1].place())).collect();
        let mut marks = self.marks_by_piece(&places);
        let ends = places.iter().skip(1).map(|place| place.byte).chain([self.text.len()]);
        let pieces = places.iter().zip(ends).zip(&mut marks);
        pieces
            .map(|((from, end), marks)| even(&self.text[from.byte..end], from.at, marks, true))
            .filter(has_words)
            .collect()
    }

    /// The bold stretches, in order.
    fn bold(&self) -> Vec<Span> {
        let mut bold: Vec<Span> =
            self.marks.iter().filter(|mark| mark.kind == MarkKind::Strong).map(|mark| mark.span).collect();
        bold.sort_unstable();
        bold
    }

    /// Each piece's marks, cut to its size.
    fn marks_by_piece(&self, places: &[Place]) -> Vec<Vec<Mark>> {
        let mut pieces = vec![Vec::new(); places.len()];
        for mark in &self.marks {
            let first = places.partition_point(|place| place.at <= mark.span.start).saturating_sub(1);
            for (piece, marks) in pieces.iter_mut().enumerate().skip(first) {
                let start = places[piece].at;
                if start >= mark.span.end {
                    break;
                }
                let end = places.get(piece + 1).map_or(self.length, |place| place.at);
                let span = Span::new(mark.span.start.max(start), mark.span.end.min(end));
                if !span.is_empty() {
                    marks.push(Mark { span, kind: mark.kind.clone() });
                }
            }
        }
        pieces
    }

    /// Whether a paragraph ends between these two lines.
    fn parts(&self, line: &Line, next: &Line, bold: &[Span], free_lines: bool) -> bool {
        let words = self.text[next.bytes.clone()].trim();
        let is_field = |words: &str| memo_field(words).is_some();
        let leads_in = || line.hard || is_field(self.text[line.bytes.clone()].trim());
        if words.is_empty() || line.hard && speaker_turn(words).is_some() || is_field(words) && leads_in() {
            return true;
        }
        // Each of them stands alone: who wrote it, and when.
        if line.end - line.start <= FURNITURE && words.len() <= FURNITURE {
            let before = self.text[line.bytes.clone()].trim();
            if !before.is_empty() && is_furniture(words) && is_furniture(before) {
                return true;
            }
        }
        let starts_anew =
            || words.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase() || "“\"‘'".contains(c));
        let is_paragraph = || line.end - line.start >= UNWRAPPED && ends_sentence(&self.text[line.bytes.clone()]);
        free_lines
            && (self.is_bold(line, bold) || self.is_bold(next, bold) || is_paragraph())
            && starts_anew()
            && !crosses(bold, next.start)
    }

    /// Whether every word of a line stands in bold that starts and ends with the line.
    fn is_bold(&self, line: &Line, bold: &[Span]) -> bool {
        let text = &self.text[line.bytes.clone()];
        let lead = text.chars().take_while(|c| c.is_whitespace()).count();
        let tail = text.chars().rev().take_while(|c| c.is_whitespace()).count();
        let words = Span::new(line.start + lead, line.end.saturating_sub(tail));
        let after = bold.partition_point(|span| span.start <= words.start);
        !words.is_empty()
            && after > 0
            && bold[after - 1].covers(words)
            && Span::new(line.start, line.end).covers(bold[after - 1])
    }

    /// Turns asterisk pairs that a parser left standing into the bold that they were meant as: it refuses `** Word**`, which
    /// word processors write all the time.
    fn pair_stars(&mut self) {
        if self.stars.len() < 4 {
            return;
        }
        let chars: Vec<char> = self.text.chars().collect();
        let mut markers: Vec<usize> = Vec::new();
        for pair in self.stars.windows(2) {
            if pair[1] == pair[0] + 1 && markers.last().is_none_or(|last| last + 1 < pair[0]) {
                markers.push(pair[0]);
            }
        }
        let mut gone = Vec::new();
        let mut bold = Vec::new();
        for pair in markers.chunks_exact(2) {
            let (open, close) = (pair[0], pair[1]);
            let is_word = |at: Option<&char>| at.is_some_and(|c| !c.is_whitespace());
            let attached = is_word(chars.get(open + 2)) || is_word(close.checked_sub(1).and_then(|at| chars.get(at)));
            if attached && open + 2 < close {
                gone.extend([open, open + 1, close, close + 1]);
                bold.push(Span::new(open + 2, close));
            }
        }
        if gone.is_empty() {
            return;
        }
        let before = |place: usize| gone.partition_point(|at| *at < place);
        let moved = |span: Span| Span::new(span.start - before(span.start), span.end - before(span.end));
        for mark in &mut self.marks {
            mark.span = moved(mark.span);
        }
        self.marks.extend(bold.into_iter().map(|span| Mark { span: moved(span), kind: MarkKind::Strong }));
        let mut at = 0;
        self.text.retain(|_| {
            at += 1;
            gone.binary_search(&(at - 1)).is_err()
        });
        self.length -= gone.len();
    }
}

/// Whether there is something to read: a row of marks is a rule, not words.
fn has_words(words: &Words) -> bool {
    !words.text.is_empty() && !is_rule(&words.text)
}

/// Whether a bold stretch runs over this place.
fn crosses(bold: &[Span], place: usize) -> bool {
    let before = bold.partition_point(|span| span.start < place);
    before > 0 && bold[before - 1].end > place
}

/// A place in an ink's text.
struct Place {
    byte: usize,
    /// The same, in scalar values.
    at: usize,
}

/// One line of an ink's text, its break left out.
struct Line {
    bytes: Range<usize>,
    start: usize,
    end: usize,
    /// Whether the author meant the break after it.
    hard: bool,
}

impl Line {
    const fn place(&self) -> Place {
        Place { byte: self.bytes.start, at: self.start }
    }
}

fn lines_of(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut from, mut start, mut count) = (0, 0, 0);
    for (byte, c) in text.char_indices() {
        if c == HARD || c == SOFT {
            lines.push(Line { bytes: from..byte, start, end: count, hard: c == HARD });
            (from, start) = (byte + 1, count + 1);
        }
        count += 1;
    }
    lines.push(Line { bytes: from..text.len(), start, end: count, hard: false });
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inked(text: &str) -> Ink {
        let mut ink = Ink::default();
        ink.push_raw(text);
        ink
    }

    #[test]
    fn spaces_are_evened_and_marks_follow() {
        let mut ink = Ink::default();
        ink.push("  a \u{A0} b");
        let start = ink.place();
        ink.push("  bold\u{A0}word ");
        ink.mark(start, MarkKind::Strong);
        ink.soft_break();
        ink.push("after ");
        let words = ink.line();
        assert_eq!(words.text, "a b bold\u{A0}word after");
        assert_eq!(words.marks, [Mark { span: Span::new(4, 13), kind: MarkKind::Strong }]);
    }

    #[test]
    fn bold_that_no_parser_pairs_is_paired() {
        for (raw, text, bold) in [
            ("Article ** Termination** here", "Article Termination here", Some("Termination")),
            ("**Consult **at once", "Consult at once", Some("Consult")),
            ("2 ** 3 and 4 ** 5", "2 ** 3 and 4 ** 5", None),
            ("a ** b", "a ** b", None),
            ("****", "****", None),
        ] {
            let words = inked(raw).line();
            assert_eq!(words.text, text);
            let found = words
                .marks
                .first()
                .map(|mark| words.text.chars().skip(mark.span.start).take(mark.span.len()).collect::<String>());
            assert_eq!(found.as_deref().map(str::trim), bold, "{raw}");
        }
    }

    #[test]
    fn blank_lines_between_hard_breaks_part_paragraphs() {
        let words = inked("one\r two\n\u{A0}\nthree\nfour").paragraphs(false);
        let texts: Vec<&str> = words.iter().map(|words| words.text.as_str()).collect();
        assert_eq!(texts, ["one two", "three\nfour"]);
    }

    #[test]
    fn a_turn_on_a_new_line_is_a_paragraph() {
        let words = inked("MS. LEE: Go on.\nQ  Hi?\nMR. OKORO: No.").paragraphs(false);
        assert_eq!(words.len(), 3);
    }
}
