//! Saying why something was found.

use crate::app::command::{Command, Turn, When};
use crate::app::reading::signed;
use crate::app::state::{Over, State};

const fn card(
    name: &'static str,
    does: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut State, &mut Turn),
) -> Command {
    Command::new(When::Card, name, does, keys, run)
}

pub(crate) const COMMANDS: &[Command] = &[
    Command::new(
        When::Pane,
        "why",
        "Say why the selected row is there: by which rule, how sure, on what evidence; of a note, what its text was and is",
        &["i"],
        |state, _| {
            let why = state.panes.focus.and_then(|kind| state.why(kind));
            if let Some(card) = why {
                state.over = Some(Over::Card(card));
            }
        },
    )
    .hinted("why")
    .unless(nothing_to_say),
    card("card-close", "Close the card", &["esc", "enter", "q", "i", "ctrl-g", "ctrl-c"], |state, _| state.over = None)
        .hinted("close"),
    card("card-down", "Scroll the card down", &["j", "down", "ctrl-n"], |state, turn| scroll(state, turn, 1)),
    card("card-up", "Scroll the card up", &["k", "up", "ctrl-p"], |state, turn| scroll(state, turn, -1)),
    card("card-page-down", "Scroll the card down by ten rows", &["space", "pgdn"], |state, turn| {
        scroll(state, turn, 10)
    }),
    card("card-page-up", "Scroll the card up by ten rows", &["b", "pgup"], |state, turn| scroll(state, turn, -10)),
];

fn nothing_to_say(state: &State) -> Option<&'static str> {
    let card = state.panes.focus.and_then(|kind| state.why(kind));
    card.is_none().then_some("select an actor, a position, a statement, a section or a note first")
}

fn scroll(state: &mut State, turn: &mut Turn, by: isize) {
    if let Some(Over::Card(card)) = &mut state.over {
        card.scroll(by.saturating_mul(signed(turn.times())));
    }
}
