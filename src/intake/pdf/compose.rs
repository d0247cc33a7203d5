//! Paragraphs to blocks: words joined across lines, marks for what is bold or italic.

use std::collections::HashSet;

use super::glyphs::Style;
use super::hyphens::Hyphens;
use super::lines::Line;
use super::lists::Marker;
use super::paragraphs::Paragraph;
use super::tables;
use crate::document::{Mark, MarkKind, Span};

/// The words of a paragraph and what marks them.
#[derive(Debug, Default)]
pub(super) struct Composed {
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
}

/// Joins the lines of a paragraph; the mark of a list item is left out where the kind of the block says it. A raised figure
/// that calls one of the `notes` is put in brackets.
pub(super) fn compose(paragraph: &Paragraph, hyphens: &Hyphens, notes: &HashSet<u64>) -> Composed {
    if paragraph.is_table {
        return Composed { text: tables::text(&paragraph.lines), marks: Vec::new() };
    }
    let skip = usize::from(matches!(paragraph.marker, Some(Marker::Bullet | Marker::Number(_))));
    joined(Composer { notes: Some(notes), ..Composer::default() }, paragraph, skip, hyphens)
}

/// Joins the lines of a note under its number.
pub(super) fn compose_note(paragraph: &Paragraph, number: u64, hyphens: &Hyphens, notes: &HashSet<u64>) -> Composed {
    let mut composer = Composer { notes: Some(notes), ..Composer::default() };
    composer.push(&format!("[{number}]"));
    composer.needs_space = true;
    joined(composer, paragraph, 1, hyphens)
}

fn joined(mut composer: Composer<'_>, paragraph: &Paragraph, skip: usize, hyphens: &Hyphens) -> Composed {
    let mut lines = paragraph.lines.iter().peekable();
    let mut skipped = skip;
    while let Some(line) = lines.next() {
        composer.line(line, skipped);
        skipped = 0;
        if let Some(next) = lines.peek() {
            composer.end_line(line, next, hyphens);
        }
    }
    composer.finish()
}

#[derive(Default)]
struct Composer<'a> {
    notes: Option<&'a HashSet<u64>>,
    text: String,
    scalars: usize,
    needs_space: bool,
    bold: Option<usize>,
    italic: Option<usize>,
    /// Where the words so far end, without the space after them.
    end: usize,
    marks: Vec<Mark>,
}

impl Composer<'_> {
    fn line(&mut self, line: &Line, skip: usize) {
        for (at, word) in line.words.iter().enumerate().skip(skip) {
            let is_after_note_mark = at == 1 && line.words[0].size < 0.95 * line.size && is_figure(&line.words[0].text);
            if at > skip && (!word.is_joined || is_after_note_mark) {
                self.needs_space = true;
            }
            self.space();
            self.style(word.style);
            match self.note_called(line, at) {
                Some(number) => self.push(&format!("[{number}]")),
                None => self.push(&word.text),
            }
        }
    }

    /// The note that a raised figure behind a word calls.
    fn note_called(&self, line: &Line, at: usize) -> Option<u64> {
        let word = line.words.get(at).filter(|word| at > 0 && word.is_joined && is_figure(&word.text))?;
        let is_raised = word.size < 0.85 * line.size && word.y < line.y - 0.1 * line.size;
        let number = word.text.parse().ok().filter(|_| is_raised)?;
        self.notes.filter(|notes| notes.contains(&number)).map(|_| number)
    }

    /// A space, or none where the line ends with a broken word.
    fn end_line(&mut self, line: &Line, next: &Line, hyphens: &Hyphens) {
        let first = next.first_word();
        match hyphens.join(line.last_word(), first) {
            Some(true) => {
                if let Some(hyphen) = self.text.pop() {
                    debug_assert!(!hyphen.is_alphanumeric(), "only a hyphen goes");
                    self.scalars -= 1;
                    self.end = self.scalars;
                }
            }
            Some(false) => {}
            None => {
                self.needs_space =
                    !(is_unspaced(line.last_word().chars().next_back()) && is_unspaced(first.chars().next()))
            }
        }
    }

    fn space(&mut self) {
        if std::mem::take(&mut self.needs_space) && !self.text.is_empty() {
            self.text.push(' ');
            self.scalars += 1;
        }
    }

    fn push(&mut self, words: &str) {
        for c in words.chars() {
            let is_soft = c == '\u{AD}';
            // Within a line a soft hyphen shows nothing; at its end it is taken off when the next line comes.
            if is_soft && !words.ends_with(c) {
                continue;
            }
            self.text.push(c);
            self.scalars += 1;
        }
        self.end = self.scalars;
    }

    fn style(&mut self, style: Style) {
        let (at, end) = (self.scalars, self.end);
        for (open, is_on, kind) in
            [(&mut self.bold, style.is_bold, MarkKind::Strong), (&mut self.italic, style.is_italic, MarkKind::Emphasis)]
        {
            match *open {
                None if is_on => *open = Some(at),
                Some(start) if !is_on => {
                    self.marks.push(Mark { span: Span::new(start, end), kind });
                    *open = None;
                }
                _ => {}
            }
        }
    }

    fn finish(mut self) -> Composed {
        while self.text.ends_with('\u{AD}') {
            self.text.pop();
            self.scalars -= 1;
            self.end = self.end.min(self.scalars);
        }
        self.style(Style::default());
        self.marks.retain(|mark| mark.span.start < mark.span.end);
        self.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        Composed { text: self.text, marks: self.marks }
    }
}

fn is_figure(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a character is of a script that is written without spaces.
fn is_unspaced(c: Option<char>) -> bool {
    c.is_some_and(|c| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}'))
}
