//! Undo and redo: every change is kept, and what was typed in one go is one step.
//!
//! A step is a word with the gap behind it; a pause, a move or another kind of change starts a new one.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use super::buffer::{Buffer, Extent, Position};
use super::cursor::Cursor;

/// A pause after which what is typed is a step of its own.
const PAUSE: SignedDuration = SignedDuration::from_millis(1500);
/// How much text the steps may hold before the oldest are let go.
const LIMIT: usize = 32 << 20;

/// How a change came about: which of its neighbours it may share a step with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A character was typed.
    Typing,
    /// The character before the cursor was deleted.
    ErasingBack,
    /// The character after the cursor was deleted.
    ErasingOn,
    /// Anything else: always a step of its own.
    Whole,
}

/// One change: at `start`, `removed` gave way to `inserted`.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub start: Position,
    pub removed: String,
    pub inserted: String,
}

/// What one undo takes back.
#[derive(Debug, Clone)]
struct Step {
    change: Change,
    kind: Kind,
    before: Cursor,
    after: Cursor,
    at: Timestamp,
}

/// The steps that can be taken back, and those that were.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    bytes: usize,
    sealed: bool,
}

impl History {
    /// Keeps a change that was made at `at` and took the cursor from `before` to `after`.
    pub fn record(&mut self, change: Change, kind: Kind, (before, after): (Cursor, Cursor), at: Timestamp) {
        self.undone.clear();
        self.bytes += change.removed.len() + change.inserted.len();
        let step = Step { change, kind, before, after, at };
        let open = self.done.back_mut().filter(|last| !self.sealed && last.takes(&step));
        match open {
            Some(last) => last.take(&step),
            None => self.done.push_back(step),
        }
        self.sealed = false;
        while self.bytes > LIMIT && self.done.len() > 1 {
            self.bytes -= self.done.pop_front().map_or(0, |step| step.change.size());
        }
    }

    /// Ends the step: what comes next is another one.
    pub fn seal(&mut self) {
        self.sealed = true;
    }

    /// Takes the last step back.
    pub fn undo(&mut self, buffer: &mut Buffer) -> Option<(Extent, Cursor)> {
        let step = self.done.pop_back()?;
        let Change { start, removed, inserted } = &step.change;
        let extent = buffer.replace(*start, start.after(inserted), removed);
        let cursor = step.before;
        self.bytes -= step.change.size();
        self.undone.push(step);
        self.sealed = true;
        Some((extent, cursor))
    }

    /// Does the step again that was taken back last.
    pub fn redo(&mut self, buffer: &mut Buffer) -> Option<(Extent, Cursor)> {
        let step = self.undone.pop()?;
        let Change { start, removed, inserted } = &step.change;
        let extent = buffer.replace(*start, start.after(removed), inserted);
        let cursor = step.after;
        self.bytes += step.change.size();
        self.done.push_back(step);
        self.sealed = true;
        Some((extent, cursor))
    }
}

impl Change {
    fn size(&self) -> usize {
        self.removed.len() + self.inserted.len()
    }
}

impl Step {
    /// Whether `next` goes on with what this step does.
    fn takes(&self, next: &Self) -> bool {
        let (mine, new) = (&self.change, &next.change);
        let in_one_go = self.kind == next.kind && next.at.duration_since(self.at) < PAUSE;
        in_one_go
            && match next.kind {
                Kind::Typing => {
                    new.removed.is_empty()
                        && new.start == mine.start.after(&mine.inserted)
                        && same_word(&mine.inserted, &new.inserted)
                }
                Kind::ErasingBack => {
                    new.start.after(&new.removed) == mine.start && same_word(&new.removed, &mine.removed)
                }
                Kind::ErasingOn => new.start == mine.start && same_word(&mine.removed, &new.removed),
                Kind::Whole => false,
            }
    }

    fn take(&mut self, next: &Self) {
        match next.kind {
            Kind::Typing => self.change.inserted.push_str(&next.change.inserted),
            Kind::ErasingOn | Kind::Whole => self.change.removed.push_str(&next.change.removed),
            Kind::ErasingBack => {
                self.change.removed.insert_str(0, &next.change.removed);
                self.change.start = next.change.start;
            }
        }
        self.after = next.after;
        self.at = next.at;
    }
}

/// Whether no word starts where `second` follows `first`.
fn same_word(first: &str, second: &str) -> bool {
    !(first.ends_with(char::is_whitespace) && second.starts_with(|c: char| !c.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_steps_go_when_there_is_too_much_to_keep() {
        let mut history = History::default();
        let paste = "x".repeat(LIMIT / 4);
        for _ in 0..7 {
            let change = Change { start: Position::default(), removed: String::new(), inserted: paste.clone() };
            history.record(change, Kind::Whole, (Cursor::default(), Cursor::default()), Timestamp::UNIX_EPOCH);
        }
        assert_eq!((history.done.len(), history.bytes), (4, LIMIT));
    }

    #[test]
    fn a_word_and_the_gap_behind_it_belong_together() {
        for (first, second, together) in [("a", "b", true), ("a", " ", true), (" ", " ", true), (" ", "a", false)] {
            assert_eq!(same_word(first, second), together, "{first:?} {second:?}");
        }
    }
}
