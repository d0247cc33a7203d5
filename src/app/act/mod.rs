//! What a reader can do, a file a subject: each lists its commands beside the functions that carry them out.

pub mod adding;
pub mod explaining;
pub mod exporting;
pub mod finding;
pub mod following;
pub mod library;
pub mod notes;
pub mod opening;
pub mod panes;
pub mod program;
pub mod trash;
pub mod typing;
pub mod walking;
pub mod windows;

use super::command::Command;
use super::reading::Reading;
use super::state::State;

/// Every subject's commands, in the order in which help shows them.
pub(crate) const SUBJECTS: &[&[Command]] = &[
    walking::COMMANDS,
    finding::COMMANDS,
    following::COMMANDS,
    notes::COMMANDS,
    trash::COMMANDS,
    panes::COMMANDS,
    adding::COMMANDS,
    explaining::COMMANDS,
    exporting::COMMANDS,
    library::COMMANDS,
    windows::COMMANDS,
    typing::COMMANDS,
    typing::EDITS,
    program::COMMANDS,
];

/// For commands that need an open briefing with something in it.
pub(crate) fn no_briefing(state: &State) -> Option<&'static str> {
    match &state.reading {
        None => Some("no briefing is open"),
        Some(reading) if reading.briefing.paragraphs.is_empty() => Some("this briefing has no paragraphs"),
        Some(_) => None,
    }
}

/// Does something with the open briefing, where one is open.
pub(crate) fn with_reading(state: &mut State, act: impl FnOnce(&mut Reading)) {
    if let Some(reading) = &mut state.reading {
        act(reading);
    }
}
