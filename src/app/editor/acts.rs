//! What can be done while writing, by name: the list from which commands, keys and help are made.

use super::motion::Motion;

/// Something to do to the text or the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EditAct {
    /// Put a character in the place of the selection; control characters other than tab are ignored.
    Type(char),
    /// Start a new line.
    Newline,
    /// Delete the selection, or else everything up to where the motion leads.
    Delete(Motion),
    /// Move the cursor, and the end of the selection with it or not.
    Move {
        /// Where to.
        motion: Motion,
        /// Whether the selection goes along.
        select: bool,
    },
    /// Select the whole text.
    SelectAll,
    /// Select the word under the cursor.
    SelectWord,
    /// Copy the selection.
    Copy,
    /// Copy the selection and delete it.
    Cut,
    /// Put in what was last copied or cut here.
    Paste,
    /// Take the last step back.
    Undo,
    /// Do the step again that was taken back last.
    Redo,
}

const fn go(motion: Motion) -> EditAct {
    EditAct::Move { motion, select: false }
}

const fn select(motion: Motion) -> EditAct {
    EditAct::Move { motion, select: true }
}

/// Every act but typing: its command's name, what it does in a sentence without a full stop, its default keys, the act.
///
/// The same key never stands twice. Keys are written as [`crate::app::key`] reads them.
pub const ACTS: &[(&str, &str, &[&str], EditAct)] = &[
    ("edit-left", "Move one character left", &["left", "ctrl-b"], go(Motion::Left)),
    ("edit-right", "Move one character right", &["right", "ctrl-f"], go(Motion::Right)),
    ("edit-up", "Move to the row above", &["up", "ctrl-p"], go(Motion::Up)),
    ("edit-down", "Move to the row below", &["down", "ctrl-n"], go(Motion::Down)),
    ("edit-word-left", "Move to the start of the word", &["ctrl-left", "alt-left", "alt-b"], go(Motion::WordLeft)),
    ("edit-word-right", "Move to the end of the word", &["ctrl-right", "alt-right", "alt-f"], go(Motion::WordRight)),
    ("edit-row-start", "Move to the start of the row, then of the line", &["home"], go(Motion::RowStart)),
    ("edit-row-end", "Move to the end of the row, then of the line", &["end"], go(Motion::RowEnd)),
    ("edit-line-start", "Move to the start of the line", &["ctrl-a"], go(Motion::LineStart)),
    ("edit-line-end", "Move to the end of the line", &["ctrl-e"], go(Motion::LineEnd)),
    ("edit-page-up", "Move a screenful up", &["pgup"], go(Motion::PageUp)),
    ("edit-page-down", "Move a screenful down", &["pgdn"], go(Motion::PageDown)),
    ("edit-text-start", "Move to the start of the text", &["ctrl-home", "alt-<"], go(Motion::TextStart)),
    ("edit-text-end", "Move to the end of the text", &["ctrl-end", "alt->"], go(Motion::TextEnd)),
    ("edit-select-left", "Select one character to the left", &["shift-left"], select(Motion::Left)),
    ("edit-select-right", "Select one character to the right", &["shift-right"], select(Motion::Right)),
    ("edit-select-up", "Select up to the row above", &["shift-up"], select(Motion::Up)),
    ("edit-select-down", "Select down to the row below", &["shift-down"], select(Motion::Down)),
    (
        "edit-select-word-left",
        "Select to the start of the word",
        &["ctrl-shift-left", "alt-shift-left"],
        select(Motion::WordLeft),
    ),
    (
        "edit-select-word-right",
        "Select to the end of the word",
        &["ctrl-shift-right", "alt-shift-right"],
        select(Motion::WordRight),
    ),
    ("edit-select-row-start", "Select to the start of the row", &["shift-home"], select(Motion::RowStart)),
    ("edit-select-row-end", "Select to the end of the row", &["shift-end"], select(Motion::RowEnd)),
    ("edit-select-page-up", "Select a screenful up", &["shift-pgup"], select(Motion::PageUp)),
    ("edit-select-page-down", "Select a screenful down", &["shift-pgdn"], select(Motion::PageDown)),
    ("edit-select-text-start", "Select to the start of the text", &["ctrl-shift-home"], select(Motion::TextStart)),
    ("edit-select-text-end", "Select to the end of the text", &["ctrl-shift-end"], select(Motion::TextEnd)),
    ("edit-select-all", "Select the whole text", &["alt-a"], EditAct::SelectAll),
    ("edit-select-word", "Select the word under the cursor", &["alt-w"], EditAct::SelectWord),
    ("edit-newline", "Start a new line", &["enter", "ctrl-j"], EditAct::Newline),
    ("edit-tab", "Put in a tab", &["tab"], EditAct::Type('\t')),
    (
        "edit-delete-left",
        "Delete the selection or the character to the left",
        &["backspace", "shift-backspace", "ctrl-h"],
        EditAct::Delete(Motion::Left),
    ),
    (
        "edit-delete-right",
        "Delete the selection or the character to the right",
        &["delete", "ctrl-d"],
        EditAct::Delete(Motion::Right),
    ),
    (
        "edit-delete-word-left",
        "Delete back to the start of the word",
        &["ctrl-w", "alt-backspace", "ctrl-backspace"],
        EditAct::Delete(Motion::WordLeft),
    ),
    (
        "edit-delete-word-right",
        "Delete up to the end of the word",
        &["alt-d", "ctrl-delete", "alt-delete"],
        EditAct::Delete(Motion::WordRight),
    ),
    ("edit-delete-line-start", "Delete back to the start of the line", &["ctrl-u"], EditAct::Delete(Motion::LineStart)),
    ("edit-delete-line-end", "Delete up to the end of the line", &["ctrl-k"], EditAct::Delete(Motion::LineEnd)),
    ("edit-copy", "Copy the selection", &["ctrl-c", "alt-c"], EditAct::Copy),
    ("edit-cut", "Cut the selection", &["ctrl-x"], EditAct::Cut),
    ("edit-paste", "Put in what was last copied or cut here", &["ctrl-v"], EditAct::Paste),
    // Terminals send ctrl-_ as ctrl-7.
    ("edit-undo", "Take the last step back", &["ctrl-z", "ctrl-_", "ctrl-7"], EditAct::Undo),
    ("edit-redo", "Do the step again that was taken back last", &["ctrl-y", "alt-z"], EditAct::Redo),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::app::key::Key;

    #[test]
    fn names_and_keys_stand_once_and_leave_the_app_its_own() {
        let mut seen = HashSet::new();
        for (name, sentence, keys, act) in ACTS {
            assert!(seen.insert((*name).to_owned()), "{name} stands twice");
            assert!(!sentence.ends_with('.') && !keys.is_empty(), "{name}");
            assert!(ACTS.iter().filter(|other| other.3 == *act).count() == 1, "{name} has a twin");
            for words in *keys {
                let key: Key = words.parse().unwrap();
                assert!(key.typed().is_none(), "{words} would type");
                assert!(seen.insert(key.to_string()), "{words} stands twice");
            }
        }
        for free in ["esc", "ctrl-s", "ctrl-q", "ctrl-t", "ctrl-o"] {
            assert!(!seen.contains(free), "{free}");
        }
    }
}
