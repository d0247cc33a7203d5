//! The library's list: moving in it, sorting it, opening from it, coming back to it.

use crate::app::command::{Command, Turn, When};
use std::sync::Arc;

use crate::app::message::{Effect, Entry, Target};
use crate::app::state::{Over, Screen, State, Tone};

const fn list(
    name: &'static str,
    does: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut State, &mut Turn),
) -> Command {
    Command::new(When::Library, name, does, keys, run)
}

pub(crate) const COMMANDS: &[Command] = &[
    list("library-open", "Open the selected briefing", &["enter", "l", "right"], open).hinted("read"),
    list("library-down", "Select the next briefing", &["j", "down", "ctrl-n"], |state, turn| select(state, turn, 1)),
    list("library-up", "Select the previous briefing", &["k", "up", "ctrl-p"], |state, turn| select(state, turn, -1)),
    list(
        "library-page-down",
        "Select a briefing a page further down",
        &["space", "pgdn", "ctrl-d", "ctrl-f"],
        |state, turn| select(state, turn, 10),
    ),
    list(
        "library-page-up",
        "Select a briefing a page further up",
        &["b", "pgup", "ctrl-u", "ctrl-b"],
        |state, turn| select(state, turn, -10),
    ),
    list("library-top", "Select the first briefing", &["g", "home"], |state, turn| select(state, turn, isize::MIN / 2)),
    list("library-end", "Select the last briefing", &["G", "end"], |state, turn| select(state, turn, isize::MAX / 2)),
    list("library-sort", "Sort by date, headline, what is unread, notes", &["s"], |state, _| {
        state.library.sort_next();
        state.say(Tone::Plain, format!("sorted by {}", state.library.sort.name()));
    })
    .hinted("sort"),
    list("library-read-again", "Read the folder again", &["r", "F5"], |_, turn| turn.ask(Effect::ReadLibrary)),
    Command::new(When::Briefing, "library", "Go to the list of briefings", &["L", "ctrl-l"], show),
    Command::new(When::Library, "library-back", "Go back to the open briefing", &["esc", "L"], |state, _| {
        state.screen = Screen::Briefing
    })
    .unless(|state| state.reading.is_none().then_some("no briefing is open: Enter opens the selected one")),
];

fn select(state: &mut State, turn: &mut Turn, by: isize) {
    state.library.select(by.saturating_mul(crate::app::reading::signed(turn.times())));
}

pub(crate) fn open(state: &mut State, turn: &mut Turn) {
    let Some(entry) = state.library.selected() else {
        state.say(Tone::Refused, "there is nothing to open");
        return;
    };
    let (path, error) = (entry.path.clone(), entry.error.clone());
    let is_open = state.reading.as_ref().is_some_and(|reading| reading.target == Target::File(path.clone()));
    match error {
        Some(why) => state.say(Tone::Error, why),
        None if is_open => state.screen = Screen::Briefing,
        None => state.open(Target::File(path), turn),
    }
}

/// The library was read, or not.
pub(crate) fn read(state: &mut State, result: Result<Arc<Vec<Entry>>, String>) {
    state.library.take(result);
    if let Some(Over::Window(window)) = &mut state.over {
        window.library_read(&state.library);
    }
}

/// Shows the list, read anew: notes and read marks have changed.
pub(crate) fn show(state: &mut State, turn: &mut Turn) {
    super::opening::leave(state, turn);
    state.screen = Screen::Library;
    turn.ask(Effect::ReadLibrary);
}
