//! Picker, palette and help: opening them, moving in their lists, choosing.

use crate::app::command::{Command, Turn, When};
use crate::app::message::Target;
use crate::app::state::{Over, State, Tone};
use crate::app::update;
use crate::app::window::{Lists, Window, WindowChoice};

const fn within(
    name: &'static str,
    does: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut State, &mut Turn),
) -> Command {
    Command::new(When::Window, name, does, keys, run)
}

pub(crate) const COMMANDS: &[Command] = &[
    Command::new(When::Briefing, "open", "Open another briefing of the library", &["o"], |state, turn| {
        pick(state, turn)
    })
    .hinted("open"),
    Command::new(When::Library, "pick", "Find a briefing of the library by its words and open it", &["o", "/"], pick)
        .hinted("find"),
    Command::new(When::Everywhere, "palette", "Choose a command by what it does", &[":", "alt-x"], |state, _| {
        state.over = Some(Over::Window(Window::palette(state)));
    })
    .hinted("commands"),
    Command::new(When::Everywhere, "help", "Show every key, searchable", &["?", "F1"], |state, _| {
        state.over = Some(Over::Window(Window::help(state)));
    })
    .hinted("help"),
    within("window-choose", "Choose the selected row", &["enter"], choose),
    within("window-close", "Close the window", &["esc", "ctrl-g", "ctrl-c", "F1"], |state, _| state.over = None),
    within("window-down", "Select the next row", &["down", "ctrl-n", "tab"], |state, _| select(state, 1)),
    within("window-up", "Select the previous row", &["up", "ctrl-p", "shift-tab"], |state, _| select(state, -1)),
    within("window-page-down", "Select a row a page further down", &["pgdn"], |state, _| select(state, 10)),
    within("window-page-up", "Select a row a page further up", &["pgup"], |state, _| select(state, -10)),
];

fn pick(state: &mut State, turn: &mut Turn) {
    if !state.library.is_read() {
        turn.ask(crate::app::message::Effect::ReadLibrary);
    }
    state.over = Some(Over::Window(Window::briefings(state)));
}

fn select(state: &mut State, by: isize) {
    if let Some(Over::Window(window)) = &mut state.over {
        window.select(by);
    }
}

/// `:12` goes to that paragraph.
fn go_to(state: &mut State, number: usize) {
    state.over = None;
    super::walking::go_to_number(state, Some(number), 1);
}

pub(crate) fn choose(state: &mut State, turn: &mut Turn) {
    let Some(Over::Window(window)) = &state.over else { return };
    let choice = window.choice().cloned();
    let number = window.query.text().trim().parse::<usize>().ok().filter(|_| window.lists == Lists::Commands);
    let Some(choice) = choice else {
        match number.filter(|_| state.reading.is_some()) {
            Some(number) => go_to(state, number),
            None => state.say(Tone::Refused, "nothing matches"),
        }
        return;
    };
    state.over = None;
    match choice {
        WindowChoice::Command(command) if state.places().contains(&command.when) => update::run(state, command, turn),
        WindowChoice::Command(command) => {
            state.say(Tone::Refused, format!("this key counts elsewhere: {}", command.when.title()));
        }
        WindowChoice::Open(path) => state.open(Target::File(path), turn),
        WindowChoice::Follow(actor) => {
            super::following::follow_id(state, &actor, turn);
        }
    }
}
