//! What is printed: wrapped lines, with styles where colour is on, and nothing in them that acts on a terminal.

use std::io::{self, IsTerminal as _, Write};

use super::arguments::Colour;
use crate::document::printable;
use crate::export;

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
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut self.out, export::Safe))?;
        self.end()
    }

    /// Everything out.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.out.flush()
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
