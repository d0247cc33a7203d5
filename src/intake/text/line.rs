//! One line of plain text, and what it looks like.

use super::list::Marker;
use crate::document::{ends_sentence, is_heading_like, is_rule, memo_field, speaker_turn};

/// A line longer than this was not wrapped by hand, and is no heading.
pub(super) const LONGEST_WRAPPED: usize = 160;
/// How far a tab goes.
const TAB: usize = 4;

/// A line without the space around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its words, trimmed.
    pub(super) body: &'a str,
    /// The columns before them.
    pub(super) indent: usize,
    /// The scalar values up to the last word's end, the indent counted in.
    pub(super) width: usize,
}

impl<'a> Line<'a> {
    pub(super) fn new(raw: &'a str) -> Self {
        let body = raw.trim();
        let lead = &raw[..raw.len() - raw.trim_start().len()];
        let indent = lead.chars().map(|c| if c == '\t' { TAB } else { 1 }).sum();
        Self { body, indent, width: indent + body.chars().count() }
    }

    pub(super) const fn is_blank(&self) -> bool {
        self.body.is_empty()
    }

    pub(super) const fn is_long(&self) -> bool {
        self.width > LONGEST_WRAPPED
    }

    pub(super) fn ends_sentence(&self) -> bool {
        ends_sentence(self.body)
    }

    pub(super) fn is_rule(&self) -> bool {
        is_rule(self.body)
    }

    /// Whether it is a row of a table: between bars, with one more at least.
    pub(super) fn is_row(&self) -> bool {
        let inner = self.body.strip_prefix('|').and_then(|row| row.strip_suffix('|'));
        inner.is_some_and(|row| row.contains('|'))
    }

    /// Whether anything on it can be read.
    pub(super) fn has_words(&self) -> bool {
        self.body.contains(char::is_alphanumeric)
    }

    /// The level of the heading that this line underlines.
    pub(super) fn underline(&self) -> Option<u8> {
        let level = match self.body.as_bytes() {
            [b'=', ..] => 1,
            [b'-', ..] => 2,
            [b'~', ..] => 3,
            _ => return None,
        };
        (self.is_rule() && !self.body.contains(' ')).then_some(level)
    }

    /// The level of a heading marked as Markdown marks it.
    pub(super) fn hashes(&self) -> Option<u8> {
        let title = self.body.trim_start_matches('#');
        let level = self.body.len() - title.len();
        let fits = (1..=6).contains(&level) && title.starts_with(' ') && is_heading_like(title);
        fits.then_some(u8::try_from(level).ok()?)
    }

    /// The words between bold markers that hold the whole line.
    pub(super) fn is_bold(&self) -> Option<&'a str> {
        let inner = self.body.strip_prefix("**")?.strip_suffix("**")?;
        (!inner.trim().is_empty() && !inner.contains("**")).then_some(inner)
    }

    /// Whether it is a paragraph of its own wherever it stands: a speaker's turn, or a field of a memorandum.
    pub(super) fn is_labelled(&self) -> bool {
        speaker_turn(self.body).is_some() || memo_field(self.body).is_some()
    }

    /// Whether it is neither a quotation nor a bullet.
    pub(super) fn is_plain(&self) -> bool {
        !self.body.starts_with('>') && Marker::of(self).is_none_or(|marker| marker.ordinal.is_some())
    }

    /// The words of a heading, its markers taken off.
    pub(super) fn title(&self) -> &'a str {
        let title = self.hashes().map_or(self.body, |_| self.body.trim_matches('#').trim());
        title.strip_prefix("**").and_then(|inner| inner.strip_suffix("**")).unwrap_or(title)
    }

    /// The level of a heading that carries a number: `2. Scope`, `2.1 Scope`, `IV. Scope`, `Annex A`.
    pub(super) fn section_number(&self) -> Option<u8> {
        let (number, title) = self.body.split_once(char::is_whitespace)?;
        if !title.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
            return None;
        }
        if matches!(number, "Section" | "Article" | "Chapter" | "Part" | "Annex" | "Appendix") {
            return is_numeral(title.split([':', '.', ' ', '\u{A0}']).next()?).then_some(2);
        }
        let bare = number.strip_suffix('.');
        let parts = bare.unwrap_or(number).split('.');
        let is_dotted =
            parts.clone().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
        let depth = parts.count();
        if is_dotted && (bare.is_some() || depth > 1) {
            return u8::try_from(depth + 1).ok().filter(|level| *level <= 6);
        }
        (bare.is_some_and(is_numeral)).then_some(2)
    }

    /// The same line with one quote mark taken off, or all of a `> >`.
    pub(super) fn unquoted(&self) -> Self {
        Self::new(self.body.trim_start_matches(['>', ' ']))
    }
}

/// A Roman numeral, one capital letter, or a number.
fn is_numeral(word: &str) -> bool {
    let roman = word.len() <= 6 && word.bytes().all(|b| b"IVXLC".contains(&b));
    let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    let number = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    !word.is_empty() && (roman || letter || number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_underlines_and_titles() {
        assert!(Line::new("  * * *").is_rule() && Line::new("-----").is_rule() && !Line::new("--").is_rule());
        assert!(!Line::new("- item").is_rule());
        assert_eq!(Line::new("=====").underline(), Some(1));
        assert_eq!(Line::new("- - -").underline(), None);
        assert_eq!(Line::new("## Scope ##").title(), "Scope");
        assert_eq!(Line::new(" **A b** ").is_bold(), Some("A b"));
        assert_eq!(Line::new("**A** b **c**").is_bold(), None);
    }

    #[test]
    fn numbers_of_sections() {
        for (line, level) in [
            ("1. Background", Some(2)),
            ("2.1 Land and security", Some(3)),
            ("2.1.3. Verification", Some(4)),
            ("IV. Next steps", Some(2)),
            ("B. Training", Some(2)),
            ("Annex A", Some(2)),
            ("Article IV: Reform", Some(2)),
            ("2025 was a year", None),
            ("1. and so on", None),
            ("Article writers say", None),
        ] {
            assert_eq!(Line::new(line).section_number(), level, "{line}");
        }
    }
}
