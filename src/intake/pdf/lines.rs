//! Words to lines: what stands on one baseline, from left to right.

use super::glyphs::Style;
use super::words::Word;

/// How far, in ems, a small word may be raised or lowered.
const RAISED: f32 = 0.62;

/// A line of one column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) words: Vec<Word>,
    pub(super) page: usize,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The baseline that most of it stands on.
    pub(super) y: f32,
    /// The size that most of it is set in.
    pub(super) size: f32,
    /// What all of its words have.
    pub(super) style: Style,
}

impl Line {
    fn of(mut words: Vec<Word>, page: usize) -> Self {
        words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let main = words.iter().max_by_key(|word| word.text.len());
        let (y, size) = main.map_or((0.0, 0.0), |word| (word.y, word.size));
        let size = main_size(&words).unwrap_or(size);
        let counts = |word: &&Word| word.text.chars().any(char::is_alphanumeric);
        let is_all = |has: fn(&Style) -> bool| {
            let mut worded = words.iter().filter(counts).peekable();
            worded.peek().is_some() && worded.all(|word| has(&word.style))
        };
        let style = Style { is_bold: is_all(|style| style.is_bold), is_italic: is_all(|style| style.is_italic) };
        let x0 = words.iter().map(|word| word.x0).fold(f32::INFINITY, f32::min);
        let x1 = words.iter().map(|word| word.x1).fold(f32::NEG_INFINITY, f32::max);
        Self { words, page, x0, x1, y, size, style }
    }

    /// Its words, spaced.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for word in &self.words {
            if !text.is_empty() && !word.is_joined {
                text.push(' ');
            }
            text.push_str(&word.text);
        }
        text
    }

    pub(super) fn first_word(&self) -> &str {
        self.words.first().map_or("", |word| &word.text)
    }

    pub(super) fn last_word(&self) -> &str {
        self.words.last().map_or("", |word| &word.text)
    }
}

/// The size that most characters have.
fn main_size(words: &[Word]) -> Option<f32> {
    let mut by_size: Vec<(f32, usize)> = Vec::new();
    for word in words {
        match by_size.iter_mut().find(|(size, _)| (size - word.size).abs() < 0.1) {
            Some((_, letters)) => *letters += word.text.len(),
            None => by_size.push((word.size, word.text.len())),
        }
    }
    by_size.iter().max_by_key(|(_, letters)| *letters).map(|(size, _)| *size)
}

/// The lines that words of one column make, from top to bottom.
pub(super) fn of(mut words: Vec<Word>, page: usize) -> Vec<Line> {
    words.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Row> = Vec::new();
    for word in words {
        // A raised or lowered word lies close to a row that was begun just before.
        let near = rows.iter_mut().rev().take(3).find(|row| row.takes(&word));
        match near {
            Some(row) => row.push(word),
            None => rows.push(Row { y: word.y, size: word.size, words: vec![word] }),
        }
    }
    let mut lines: Vec<Line> = rows.into_iter().map(|row| Line::of(row.words, page)).collect();
    lines.sort_by(|a, b| a.y.total_cmp(&b.y));
    lines
}

/// A line in the making, with the baseline and size of its largest word.
struct Row {
    y: f32,
    size: f32,
    words: Vec<Word>,
}

impl Row {
    fn takes(&self, word: &Word) -> bool {
        let shift = (word.y - self.y).abs();
        let (small, large) = if word.size < self.size { (word.size, self.size) } else { (self.size, word.size) };
        if small > 0.95 * large { shift < 0.35 * small } else { shift < RAISED * large }
    }

    fn push(&mut self, word: Word) {
        if word.size > self.size {
            (self.y, self.size) = (word.y, word.size);
        }
        self.words.push(word);
    }
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    #[test]
    fn words_come_together_by_their_baseline() {
        let page = words::tests::page(&[
            (60.0, 20.0, 10.0, "right"),
            (10.0, 20.0, 10.0, "left"),
            (10.0, 32.0, 10.0, "below"),
            (35.0, 28.5, 6.0, "2"),
        ]);
        let texts: Vec<String> = of(words::of(&page), 0).iter().map(Line::text).collect();
        assert_eq!(texts, ["left right", "below2"]);
    }
}
