//! The headings that people type in plain text: underlined, marked with `#`, in capitals, numbered, or just short and alone.

use super::line::Line;
use super::list::Marker;
use super::table;
use crate::document::{is_all_capitals, is_furniture, is_heading_like, is_kicker, is_title_like, word_count};

/// A plain line over a paragraph is a heading if it has no more words than this, and is not the only one.
const PLAIN_TITLE_WORDS: usize = 8;
/// The widest such line.
const PLAIN_TITLE_WIDTH: usize = 60;
/// How many lines below a heading its text is looked for, and how many of a paragraph are looked at.
const REACH: usize = 8;
const PARAGRAPH: usize = 40;

/// The most lines of a title broken by hand.
const TITLE_LINES: usize = 3;

/// A heading found.
pub(super) struct Heading {
    pub(super) level: u8,
    /// How many lines its words take.
    pub(super) words: usize,
    /// How many lines it takes, its underline counted in.
    pub(super) lines: usize,
}

/// What tells headings from other lines.
pub(super) struct Headings<'a> {
    lines: &'a [Line<'a>],
    /// Whether short lines alone over paragraphs are this author's headings.
    has_plain_titles: bool,
}

impl<'a> Headings<'a> {
    pub(super) fn of(lines: &'a [Line<'a>]) -> Self {
        let mut headings = Self { lines, has_plain_titles: false };
        let is_sure = |at: &usize| headings.is_plain_title(*at) && headings.stands_over_sentences(*at);
        headings.has_plain_titles = (1..lines.len()).filter(is_sure).nth(1).is_some();
        headings
    }

    /// The heading that stands at a line; `opens` where nothing stands before it.
    pub(super) fn at(&self, at: usize, opens: bool) -> Option<Heading> {
        let line = &self.lines[at];
        if line.is_blank() || line.is_long() {
            return None;
        }
        if let Some(level) = self.underlined(at) {
            return Some(Heading { level, words: 1, lines: 2 });
        }
        if let Some(lines) = opens.then(|| self.shouted_lines(at)).flatten() {
            return Some(Heading { level: 1, words: lines, lines });
        }
        let is_over_text = || self.stands_over_sentences(at) || self.stands_over_more(at);
        let is_plain = || self.has_plain_titles && !opens && self.is_plain_title(at) && is_over_text();
        let plain_level = || is_plain().then_some(2);
        let level = line
            .hashes()
            .or_else(|| self.is_shouted(at).then_some(if opens { 1 } else { 2 }))
            .or_else(plain_level)
            .or_else(|| self.numbered(at))?;
        Some(Heading { level, words: 1, lines: 1 })
    }

    /// Whether the line before ends a paragraph by itself: a sentence that ends, or a heading in bold.
    pub(super) fn ended_before(&self, at: usize) -> bool {
        at > 0 && (self.lines[at - 1].ends_sentence() || self.lines[at - 1].is_bold().is_some())
    }

    fn is_after_gap(&self, at: usize) -> bool {
        at == 0 || self.lines[at - 1].is_blank() || self.lines[at - 1].is_rule()
    }

    /// The line right below, if it has words.
    fn below(&self, at: usize) -> Option<&Line<'a>> {
        self.lines.get(at + 1).filter(|line| !line.is_blank())
    }

    /// The next line that has words.
    fn next(&self, at: usize) -> Option<&Line<'a>> {
        self.lines[at + 1..].iter().take(REACH).find(|line| !line.is_blank())
    }

    fn underlined(&self, at: usize) -> Option<u8> {
        let level = self.below(at)?.underline()?;
        let line = &self.lines[at];
        let is_free = self.is_after_gap(at) || self.ended_before(at);
        (is_free && line.is_plain() && is_heading_like(line.body)).then_some(level)
    }

    /// A line in capitals, with text below it that is not.
    fn is_shouted(&self, at: usize) -> bool {
        let line = &self.lines[at];
        is_capitals_heading(line.body)
            && (self.is_after_gap(at) || self.ended_before(at))
            && line.is_plain()
            && line.is_bold().is_none()
            && !self.below(at).is_some_and(|below| is_all_capitals(below.body))
            && self.next(at).is_some()
            && !is_furniture(line.body)
    }

    /// How many lines a title in capitals takes that was broken by hand, alone between blank lines.
    fn shouted_lines(&self, at: usize) -> Option<usize> {
        let is_part =
            |line: &&Line<'a>| is_capitals_heading(line.body) && !is_furniture(line.body) && !is_kicker(line.body);
        let parts = self.lines[at..].iter().take(TITLE_LINES + 1).take_while(is_part).count();
        let is_alone = self.is_after_gap(at) && self.lines.get(at + parts).is_none_or(Line::is_blank);
        ((2..=TITLE_LINES).contains(&parts) && is_alone).then_some(parts)
    }

    /// A number and a title, alone between blank lines, and no item of a list.
    fn numbered(&self, at: usize) -> Option<u8> {
        let line = &self.lines[at];
        let level = line.section_number()?;
        let next = self.next(at)?;
        let ordinal = |line: &Line<'a>| Marker::of(line).and_then(|marker| marker.ordinal);
        let goes_on = ordinal(line).zip(ordinal(next)).is_some_and(|(this, next)| next == this.saturating_add(1));
        let is_item = goes_on || next.indent > line.indent;
        let is_alone = self.is_after_gap(at) && self.below(at).is_none();
        (is_alone && !is_item && is_title_like(line.body) && !is_furniture(line.body)).then_some(level)
    }

    /// Whether a line is a short title, alone over what follows.
    fn is_plain_title(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let is_short = line.width <= PLAIN_TITLE_WIDTH && line.indent == 0 && line.body.starts_with(char::is_uppercase);
        let is_free = is_short && at > 0 && self.lines[at - 1].is_blank();
        is_free
            && word_count(line.body) <= PLAIN_TITLE_WORDS
            && is_title_like(line.body)
            && !line.body.ends_with('!')
            && Marker::of(line).is_none()
            && !is_furniture(line.body)
    }

    /// Whether what follows a blank line is a table, or a wider paragraph of several lines: enough for one more title in a
    /// document that has some.
    fn stands_over_more(&self, at: usize) -> bool {
        let below = &self.lines[at + 1..];
        if !below.first().is_some_and(Line::is_blank) {
            return false;
        }
        let Some(first) = below.iter().take(3).position(|line| !line.is_blank()) else { return false };
        let (text, next) = (&below[first], below.get(first + 1));
        let is_paragraph = text.width > self.lines[at].width
            && Marker::of(text).is_none()
            && next.is_some_and(|line| !line.is_blank() && Marker::of(line).is_none());
        table::at(&below[first..]).is_some() || is_paragraph
    }

    /// Whether what follows, after two blank lines at the most, is a wider paragraph that ends as a sentence does.
    fn stands_over_sentences(&self, at: usize) -> bool {
        let below = &self.lines[at + 1..];
        let Some(first) = below.iter().take(3).position(|line| !line.is_blank()) else {
            return false;
        };
        let text = &below[first];
        let last = below[first..].iter().take(PARAGRAPH).take_while(|line| !line.is_blank()).last();
        text.width > self.lines[at].width
            && Marker::of(text).is_none()
            && !text.is_labelled()
            && !is_furniture(text.body)
            && last.is_some_and(Line::ends_sentence)
    }
}

/// Capitals that head a section: not an exclamation, not a short code.
fn is_capitals_heading(line: &str) -> bool {
    is_all_capitals(line)
        && is_heading_like(line)
        && !line.ends_with(['!', '?'])
        && line.chars().filter(|c| c.is_alphabetic()).nth(3).is_some()
}
