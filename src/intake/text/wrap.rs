//! Where paragraphs end when no blank line says so: were the lines broken by hand at a column, or is each a paragraph?
//!
//! A line was broken by hand when the next word would not have fitted, and such lines seldom happen to end a sentence;
//! lines that are paragraphs nearly always do. The shares of both, over the document and over the run, decide.

use std::ops::Range;

use super::line::{LONGEST_WRAPPED, Line};
use super::list::Marker;

/// A run of so many lines is judged by itself; a shorter one by the document's habit.
const TELLING_RUN: usize = 4;
/// The most lines of a title and who wrote it.
const TITLE_LINES: usize = 4;
/// The narrowest column that anyone wraps at.
const NARROWEST: usize = 30;

/// How a document breaks its lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wrap {
    /// The column that nearly all wrapped lines stay within.
    column: usize,
    /// Whether most runs of lines are wrapped paragraphs.
    pub(super) is_wrapped: bool,
}

impl Wrap {
    /// The habit of a document, from the lines that have another right below them.
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut widths = [0usize; LONGEST_WRAPPED + 2];
        let (mut broken, mut inner) = (0, 0);
        for pair in lines.windows(2) {
            if pair[0].is_blank() || pair[1].is_blank() || starts_anew(&pair[1]) || pair[0].is_bold().is_some() {
                continue;
            }
            inner += 1;
            widths[pair[0].width.min(LONGEST_WRAPPED + 1)] += 1;
            broken += usize::from(!pair[0].ends_sentence());
        }
        let column = percentile(&widths, inner);
        Self { column, is_wrapped: inner > 0 && broken * 2 > inner && (NARROWEST..=LONGEST_WRAPPED).contains(&column) }
    }

    /// The paragraphs in a run of lines without a blank line between them.
    pub(super) fn paragraphs(self, run: &[Line<'_>]) -> Vec<Range<usize>> {
        let wrap = self.within(run);
        let (mut paragraphs, mut from) = (Vec::new(), 0);
        let base = if wrap.is_wrapped { set_in_from(run) } else { usize::MAX };
        for at in 1..run.len() {
            let set_in = run[at].indent >= base && run[at - 1].indent < base;
            if !wrap.is_wrapped || set_in || !wrap.joins(&run[at - 1], &run[at]) {
                paragraphs.push(from..at);
                from = at;
            }
        }
        paragraphs.push(from..run.len());
        paragraphs
    }

    /// The lines of what stands on top of a wrapped text, each for itself, where the next word had room on all of them:
    /// a title, and who wrote it.
    pub(super) fn title_lines(self, run: &[Line<'_>]) -> Option<Vec<Range<usize>>> {
        let is_broken = |pair: &[Line<'_>]| self.has_room(&pair[0], &pair[1]) && !pair[0].ends_sentence();
        let is_upper = |line: &Line<'_>| !line.body.starts_with(char::is_lowercase);
        let fits = self.is_wrapped && (2..=TITLE_LINES).contains(&run.len());
        let is_title = fits && run.windows(2).all(is_broken) && run.iter().all(is_upper);
        is_title.then(|| (0..run.len()).map(|at| at..at + 1).collect())
    }

    /// The habit within one run.
    fn within(self, run: &[Line<'_>]) -> Self {
        let widest = run.iter().map(|line| line.width).max().unwrap_or(0);
        let inner = &run[..run.len().saturating_sub(1)];
        if inner.is_empty() || inner.iter().any(Line::is_long) {
            return Self { is_wrapped: false, ..self };
        }
        let broken = inner.iter().filter(|line| !line.ends_sentence()).count();
        let goes_on = run[1..].iter().filter(|line| line.body.starts_with(char::is_lowercase)).count();
        let is_wrapped = if run.len() >= TELLING_RUN {
            broken * 2 > inner.len()
        } else {
            self.is_wrapped || goes_on * 2 > inner.len()
        };
        let column = match (self.is_wrapped, run.len() >= TELLING_RUN) {
            // A quotation set in is narrower, but not by much: far narrower lines are short, not wrapped.
            (true, true) if widest * 4 > self.column * 3 => widest.min(self.column),
            (true, _) => self.column,
            (false, _) => widest,
        };
        Self { column, is_wrapped }
    }

    /// Whether a line of wrapped text goes on in the next.
    pub(super) fn joins(self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let has_ended = line.ends_sentence() || line.body.ends_with(':');
        !self.has_room(line, next)
            || next.body.starts_with(char::is_lowercase)
            || !has_ended && line.width * 2 > self.column
    }

    /// Whether the first word of a line would have fitted on the one before it.
    fn has_room(self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let word = next.body.split(char::is_whitespace).next().map_or(0, |word| word.chars().count());
        // Hands are less exact than programs: a tenth of the column is let go.
        line.width + 1 + word <= self.column - self.column / 10
    }
}

/// The indent that starts a paragraph in this run: some lines are set in, most are not.
fn set_in_from(run: &[Line<'_>]) -> usize {
    let base = run.iter().map(|line| line.indent).min().unwrap_or(0);
    let set_in = run.iter().filter(|line| line.indent >= base + 2).count();
    if set_in > 0 && set_in * 2 <= run.len() + 1 { base + 2 } else { usize::MAX }
}

/// Whether a line starts something that no wrapping leads into.
fn starts_anew(line: &Line<'_>) -> bool {
    line.body.starts_with(['>', '#', '|']) || line.is_rule() || Marker::of(line).is_some() || line.is_labelled()
}

/// The width that nineteen of twenty lines stay within.
fn percentile(widths: &[usize], all: usize) -> usize {
    let mut seen = 0;
    widths
        .iter()
        .position(|count| {
            seen += count;
            seen * 20 >= all * 19 && seen > 0
        })
        .unwrap_or(0)
}

/// What stands between two joined lines: nothing where a word was parted at its hyphen, or in scripts without spaces.
pub(super) fn space_before(last: Option<char>, next: &str) -> &'static str {
    let first = next.chars().next();
    match (last, first) {
        (None, _) => "",
        (Some('-'), Some(first)) if first.is_lowercase() => "",
        (Some(last), Some(first)) if is_unspaced(last) && is_unspaced(first) => "",
        _ => " ",
    }
}

/// Scripts that set no space between words: Chinese and Japanese.
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<String> {
        let lines: Vec<Line<'_>> = text.split('\n').map(Line::new).collect();
        let wrap = Wrap::of(&lines);
        let runs = lines.split(Line::is_blank).filter(|run| !run.is_empty());
        let ranges = runs.flat_map(|run| wrap.paragraphs(run).into_iter().map(|range| &run[range]));
        ranges.map(|lines| lines.iter().map(|line| line.body).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The ministers met in the old town hall and talked about\nland, about money and about who would guard the border\nonce the guns fall silent. Nothing was signed.\n\nThey meet again on Friday in the same place, and the\nhost expects a text by then.";
        assert_eq!(paragraphs(text).len(), 2);
    }

    #[test]
    fn a_line_that_had_room_ends_its_paragraph() {
        let text = "The ministers met in the old town hall and talked about\nland and about money.\nThey meet again on Friday in the same place, and their\nhost expects a text by then, although nobody has yet\nseen a draft of it.";
        assert_eq!(paragraphs(text).len(), 2);
    }

    #[test]
    fn one_paragraph_a_line_stays_so() {
        let text = "The ministers met in the old town hall and talked about land.\nThey meet again on Friday in the same place.\nThe host expects a text by then.\nNobody has seen a draft of it, and the seats are not yet settled.";
        assert_eq!(paragraphs(text).len(), 4);
        let long = format!("{}.\n{}.\n{}.", "word ".repeat(60), "word ".repeat(40), "word ".repeat(80));
        assert_eq!(paragraphs(&long).len(), 3);
    }

    #[test]
    fn first_lines_set_in_start_paragraphs() {
        let text = "  The ministers met in the old town hall and talked on\nland, about money and about who would guard the border\nonce the guns fall silent along the whole of the line.\n  They meet again on Friday in the same place, and the\nhost expects a text by then, although nobody has seen.";
        assert_eq!(paragraphs(text).len(), 2);
    }

    #[test]
    fn hyphens_and_unspaced_scripts_join_without_a_space() {
        assert_eq!(space_before(Some('-'), "term"), "");
        assert_eq!(space_before(Some('談'), "判"), "");
        assert_eq!(space_before(Some('a'), "b"), " ");
        assert_eq!(space_before(None, "b"), "");
    }
}
