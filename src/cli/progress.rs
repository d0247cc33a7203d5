//! How far work on several files has come: one line on standard error, kept up to date, where that is a terminal and
//! the results go elsewhere. It never stays, and never mixes with what is printed.

use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use super::page::columns;
use crate::document::printable;

/// How wide the bar is, in columns.
const BAR: usize = 20;

/// A line that tells how far the work has come.
pub(crate) struct Progress {
    /// `None` where nobody would see it.
    out: Option<io::Stderr>,
    all: usize,
    done: usize,
}

impl Progress {
    /// For so many files. On a terminal the results themselves show how far it has come.
    pub(crate) fn of(all: usize) -> Self {
        let out = io::stderr();
        let seen = all > 1 && out.is_terminal() && !io::stdout().is_terminal();
        Self { out: seen.then_some(out), all, done: 0 }
    }

    /// Another file is done.
    pub(crate) fn step(&mut self, file: &Path) {
        self.done += 1;
        let line = line(self.done, self.all, &file.to_string_lossy(), columns());
        self.put(&format!("\r{line}\x1b[K"));
    }

    /// Takes the line away: something is to be said, or all is done.
    pub(crate) fn clear(&mut self) {
        self.put("\r\x1b[K");
    }

    fn put(&mut self, words: &str) {
        if let Some(out) = &mut self.out {
            // Where standard error is gone, nobody is left to tell.
            let _ = out.write_all(words.as_bytes()).and_then(|()| out.flush());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

/// `[#####...............]   5/20  talks.txt`, within the columns that there are.
fn line(done: usize, all: usize, name: &str, columns: usize) -> String {
    let full = done.min(all) * BAR / all.max(1);
    let width = all.to_string().len();
    let line = format!("[{}{}] {done:>width$}/{all}  ", "#".repeat(full), ".".repeat(BAR - full));
    // Characters of two columns take the room of two.
    let room = columns.saturating_sub(line.len() + 1) / 2;
    let name = printable(name).chars().take(room).collect::<String>();
    format!("{line}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_fits_and_tells_how_far() {
        assert_eq!(line(5, 20, "talks.txt", 80), "[#####...............]  5/20  talks.txt");
        assert_eq!(line(20, 20, "", 80), "[####################] 20/20  ");
        assert!(line(1, 3, &"long-name".repeat(30), 60).chars().count() < 60);
        assert!(!line(1, 3, "\u{1b}[2Jgone", 80).contains('\u{1b}'));
    }
}
