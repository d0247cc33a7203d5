//! What is printed: wrapped lines, with styles where colour is on, and nothing in them that acts on a terminal.

use std::io::{self, IsTerminal as _, Write};

use super::arguments::Colour;
use crate::document::{is_unprintable, printable};

/// The columns used where nobody tells.
const PIPED: usize = 80;

/// How words are set apart; each also differs in place or mark, so that nothing is lost without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Plain,
    Strong,
    Title,
    Quiet,
    Found,
}

impl Ink {
    /// The parameters of its `SGR` sequence.
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "0",
            Self::Strong => "1",
            Self::Title => "1;36",
            Self::Quiet => "2",
            Self::Found => "1;33",
        }
    }
}

/// Whether there is to be colour. `NO_COLOR` counts where nothing was asked for (<https://no-color.org>).
pub(crate) fn is_wanted(colour: Colour, on_terminal: bool) -> bool {
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => on_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

/// Standard output as a page.
pub(crate) struct Page {
    out: Box<dyn Write>,
    styled: bool,
}

impl Page {
    /// Standard output, with colour as asked for.
    pub(crate) fn stdout(colour: Colour) -> Self {
        let out = io::stdout().lock();
        let styled = is_wanted(colour, out.is_terminal());
        Self { out: Box::new(io::BufWriter::with_capacity(1 << 16, out)), styled }
    }

    /// Bytes as they are, for what is read by programs: exports, completions.
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Words within a line.
    pub(crate) fn put(&mut self, ink: Ink, words: &str) -> io::Result<()> {
        let words = printable(words);
        if self.styled && ink != Ink::Plain && !words.is_empty() {
            write!(self.out, "\x1b[{}m{words}\x1b[0m", ink.code())
        } else {
            self.out.write_all(words.as_bytes())
        }
    }

    /// The end of a line.
    pub(crate) fn end(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// One line.
    pub(crate) fn line(&mut self, ink: Ink, words: &str) -> io::Result<()> {
        self.put(ink, words)?;
        self.end()
    }

    /// Words in as many lines as they need, each behind the same number of blanks.
    pub(crate) fn text(&mut self, ink: Ink, words: &str, indent: usize, width: usize) -> io::Result<()> {
        for line in wrap(&printable(words), width.saturating_sub(indent)) {
            write!(self.out, "{:indent$}", "")?;
            self.line(ink, &line)?;
        }
        Ok(())
    }

    /// One line of JSON.
    pub(crate) fn json(&mut self, value: &impl serde::Serialize) -> io::Result<()> {
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut self.out, Safe))?;
        self.end()
    }

    /// Everything out.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// JSON in which what would act on a terminal is written as an escape: it means the same to whoever parses it.
struct Safe;

impl serde_json::ser::Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_unprintable(*c)) {
            out.write_all(&fragment.as_bytes()[from..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            from = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[from..])
    }
}

/// A text in lines of at most `width` columns; a word that is longer is broken.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<std::borrow::Cow<'_, str>> {
    let options = textwrap::Options::new(width.max(10)).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options)
}

/// The columns of the terminal, and 80 where there is none.
pub(crate) fn columns() -> usize {
    terminal_size::terminal_size_of(io::stdout()).map_or(PIPED, |(width, _)| usize::from(width.0))
}

#[cfg(test)]
mod tests {
    use serde::Serialize as _;

    use super::*;

    #[test]
    fn json_means_the_same_and_acts_on_no_terminal() {
        let words = "é \u{1b}[2J \u{9b}2J \u{7f} \u{202e} \u{e0041} \"\\\n漢";
        let mut out = Vec::new();
        words.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Safe)).unwrap();
        let json = String::from_utf8(out).unwrap();
        assert!(!json.chars().any(is_unprintable) && json.contains('é') && json.contains("\\u009b2J"), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), words);
    }
}
