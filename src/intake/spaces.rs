//! White space evened out: runs of it become one space, whatever its kind, and marks follow the words they were on.

use super::ink::Words;
use crate::document::{Mark, Span};

/// A text with its spaces evened out, and the marks that fit it; mark spans count from `origin` scalar values before it.
pub(super) fn even(text: &str, origin: usize, marks: &[Mark], keep_breaks: bool) -> Words {
    if marks.is_empty() && is_even(text) {
        return Words { text: text.to_owned(), marks: Vec::new() };
    }
    let mut out = String::with_capacity(text.len());
    let mut evener = Evener::new(&mut out, keep_breaks);
    if marks.is_empty() {
        evener.push(text);
        return Words { text: out, marks: Vec::new() };
    }
    // How many scalar values were written once each of the text's was seen.
    let mut written = vec![0];
    for c in text.chars() {
        evener.push_char(c);
        written.push(evener.written);
    }
    let moved = |mark: &Mark| {
        let (start, end) = (mark.span.start - origin, mark.span.end - origin);
        let first_word = (start..end).find(|&at| written[at + 1] > written[at])?;
        Some(Mark { span: Span::new(written[first_word + 1] - 1, written[end]), kind: mark.kind.clone() })
    };
    let mut marks: Vec<Mark> = marks.iter().filter_map(moved).collect();
    // Outer marks before those within them.
    marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    Words { text: out, marks }
}

/// Whether there is nothing to even out, as is the rule.
fn is_even(text: &str) -> bool {
    let mut after_space = true;
    for c in text.chars() {
        let is_space = c.is_whitespace();
        if is_space && (after_space || c != ' ') {
            return false;
        }
        after_space = is_space;
    }
    !after_space
}

/// Writes text with its white space evened out.
struct Evener<'a> {
    out: &'a mut String,
    written: usize,
    pending: Option<char>,
    keep_breaks: bool,
}

impl<'a> Evener<'a> {
    fn new(out: &'a mut String, keep_breaks: bool) -> Self {
        Self { out, written: 0, pending: None, keep_breaks }
    }

    fn push(&mut self, text: &str) {
        text.chars().for_each(|c| self.push_char(c));
    }

    fn push_char(&mut self, c: char) {
        if c.is_whitespace() {
            let space = match c {
                '\n' if self.keep_breaks => '\n',
                // One no-break space alone is the author's; beside other spaces it is padding.
                '\u{A0}' | '\u{202F}' if self.pending.is_none() => c,
                _ => ' ',
            };
            self.pending = Some(if self.pending == Some('\n') { '\n' } else { space });
            return;
        }
        if let Some(space) = self.pending.take()
            && self.written > 0
        {
            self.out.push(space);
            self.written += 1;
        }
        self.out.push(c);
        self.written += 1;
    }
}

/// Words on one line: every run of white space, no-break spaces too, is one plain space.
pub(super) fn one_line(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
