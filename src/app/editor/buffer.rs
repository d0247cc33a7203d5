//! The text as lines, places in it, and the one way to change it: a range gives way to other words.
//!
//! Knows nothing of cursors, rows or graphemes.

/// A place in the text: ahead of a byte of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Position {
    /// The line, from 0.
    pub line: usize,
    /// The byte in it; always between two characters.
    pub byte: usize,
}

impl Position {
    /// A place.
    pub const fn new(line: usize, byte: usize) -> Self {
        Self { line, byte }
    }

    /// Where `text` ends when it starts here.
    pub fn after(self, text: &str) -> Self {
        match text.rfind('\n') {
            None => Self::new(self.line, self.byte + text.len()),
            Some(last) => Self::new(self.line + text.matches('\n').count(), text.len() - last - 1),
        }
    }
}

/// Where the text changed: what stood from `start` to `old_end` now goes from `start` to `new_end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    pub start: Position,
    pub old_end: Position,
    pub new_end: Position,
}

/// The text, line by line. There is always at least one line.
#[derive(Debug, Clone)]
pub(super) struct Buffer {
    lines: Vec<String>,
    bytes: usize,
}

impl Buffer {
    /// The text as it stands: only `\n` ends a line, everything else is kept.
    pub fn new(text: &str) -> Self {
        Self { lines: text.split('\n').map(str::to_owned).collect(), bytes: text.len() }
    }

    /// The text, byte for byte.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Whether this is the text. Compares nothing where the lengths differ.
    pub fn is(&self, text: &str) -> bool {
        self.bytes == text.len() && text.split('\n').eq(self.lines.iter().map(String::as_str))
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// A line, without its end.
    pub fn line(&self, line: usize) -> &str {
        &self.lines[line]
    }

    /// The end of a line.
    pub fn line_end(&self, line: usize) -> Position {
        Position::new(line, self.lines[line].len())
    }

    /// The end of the text.
    pub fn end(&self) -> Position {
        self.line_end(self.lines.len() - 1)
    }

    /// The words between two places.
    pub fn slice(&self, from: Position, to: Position) -> String {
        if from.line == to.line {
            return self.lines[from.line][from.byte..to.byte].to_owned();
        }
        let mut words = self.lines[from.line][from.byte..].to_owned();
        for line in &self.lines[from.line + 1..to.line] {
            words.push('\n');
            words.push_str(line);
        }
        words.push('\n');
        words.push_str(&self.lines[to.line][..to.byte]);
        words
    }

    /// Puts `text` in the place of what stands between two places.
    pub fn replace(&mut self, from: Position, to: Position, text: &str) -> Extent {
        let extent = Extent { start: from, old_end: to, new_end: from.after(text) };
        if from.line == to.line && extent.new_end.line == from.line {
            self.bytes = self.bytes - (to.byte - from.byte) + text.len();
            self.lines[from.line].replace_range(from.byte..to.byte, text);
            return extent;
        }
        let gone = &self.lines[from.line..=to.line];
        let before: usize = gone.iter().map(|line| line.len() + 1).sum();
        let tail = self.lines[to.line].split_off(to.byte);
        let mut new = text.split('\n');
        self.lines[from.line].truncate(from.byte);
        self.lines[from.line].push_str(new.next().unwrap_or_default());
        self.lines.splice(from.line + 1..=to.line, new.map(str::to_owned));
        self.lines[extent.new_end.line].push_str(&tail);
        let after: usize = self.lines[from.line..=extent.new_end.line].iter().map(|line| line.len() + 1).sum();
        self.bytes = self.bytes + after - before;
        extent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_gives_way_to_other_words() {
        let cases = [
            ("one", (0, 1), (0, 2), "XY", "oXYe"),
            ("one\ntwo", (0, 3), (1, 0), "", "onetwo"),
            ("one", (0, 1), (0, 1), "\n", "o\nne"),
            ("one\ntwo\nthree", (0, 1), (2, 2), "A\nB\nC\nD", "oA\nB\nC\nDree"),
            ("", (0, 0), (0, 0), "a\n", "a\n"),
            ("a\n\nb", (1, 0), (2, 0), "x", "a\nxb"),
        ];
        for (text, from, to, new, expected) in cases {
            let (from, to) = (Position::new(from.0, from.1), Position::new(to.0, to.1));
            let mut buffer = Buffer::new(text);
            let removed = buffer.slice(from, to);
            let extent = buffer.replace(from, to, new);
            assert_eq!(buffer.text(), expected);
            assert!(buffer.is(expected), "{expected}");
            buffer.replace(extent.start, extent.new_end, &removed);
            assert_eq!(buffer.text(), text);
            assert!(buffer.is(text));
        }
    }

    #[test]
    fn every_byte_is_kept() {
        for text in ["", "\n", "a\r\nb\u{85}\u{2028}\0", "\n\n\n"] {
            assert_eq!(Buffer::new(text).text(), text);
        }
    }
}
