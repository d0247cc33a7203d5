//! Typing: into the note, the line or the query that has the keys; what each key means there is the keymap's.

use super::{finding, notes};
use crate::app::command::{Command, Run, Turn, When};
use crate::app::editor::{ACTS, EditAct};
use crate::app::key::Key;
use crate::app::message::Effect;
use crate::app::state::{Over, State, Tone};
use crate::app::writing::PromptKind;

const fn line(
    name: &'static str,
    does: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut State, &mut Turn),
) -> Command {
    Command::new(When::Prompt, name, does, keys, run)
}

pub(crate) const COMMANDS: &[Command] = &[
    line("line-accept", "Take the line as it is", &["enter"], accept).hinted("done"),
    line("line-give-up", "Give the line up", &["esc", "ctrl-g", "ctrl-c"], |state, _| give_up(state)).hinted("give up"),
];

/// A command for each act of the editor, made from its own list.
pub(crate) const EDITS: &[Command] = &{
    let blank = Command {
        name: "",
        does: "",
        hint: None,
        keys: &[],
        when: When::Typing,
        run: Run::Edit(ACTS[0].3),
        refused: |_| None,
    };
    let mut commands = [blank; ACTS.len()];
    let mut i = 0;
    while i < ACTS.len() {
        let (name, does, keys, act) = ACTS[i];
        commands[i] = Command { name, does, keys, run: Run::Edit(act), ..blank };
        i += 1;
    }
    commands
};

/// Carries an act of the editor out where the keys are.
pub(crate) fn edit(state: &mut State, act: EditAct, turn: &mut Turn) {
    let copied = match &mut state.over {
        Some(Over::Window(window)) => window.query.act(act, turn.at),
        Some(Over::Prompt(prompt)) => prompt.line.act(act, turn.at),
        Some(Over::Question(_) | Over::Card(_)) => None,
        None => state.jotting.editing.as_mut().and_then(|editing| editing.editor.act(act, turn.at)),
    };
    if let Some(words) = copied {
        turn.ask(Effect::Copy(words));
        state.say(Tone::Good, "copied");
    }
    changed(state, turn);
}

/// A plain character.
pub(crate) fn type_key(state: &mut State, key: Key, turn: &mut Turn) {
    if let Some(c) = key.typed() {
        edit(state, EditAct::Type(c), turn);
    }
}

/// Pasted text: never commands.
pub(crate) fn paste(state: &mut State, text: &str, turn: &mut Turn) {
    match &mut state.over {
        Some(Over::Window(window)) => window.query.insert(text, turn.at),
        Some(Over::Prompt(prompt)) => prompt.line.insert(text, turn.at),
        Some(Over::Question(_) | Over::Card(_)) => return,
        None => {
            if let Some(editing) = &mut state.jotting.editing {
                editing.editor.insert(text, turn.at)
            } else {
                state.say(Tone::Refused, "nothing is being written: press a for a note, then paste");
                return;
            }
        }
    }
    changed(state, turn);
}

/// What was typed has changed: lists narrow, hits light up, the draft is due.
fn changed(state: &mut State, turn: &mut Turn) {
    match &mut state.over {
        Some(Over::Window(window)) => window.narrow(),
        Some(Over::Prompt(prompt)) => {
            let text = prompt.line.text().to_owned();
            match prompt.kind.clone() {
                PromptKind::Search { from, .. } => {
                    if let Some(reading) = &mut state.reading {
                        finding::typed(reading, &text, from);
                    }
                }
                PromptKind::Filter(kind) => {
                    state.panes.list_mut(kind).filter = text;
                    state.refresh_panes();
                }
                PromptKind::Tags(_) => {}
            }
        }
        Some(Over::Question(_) | Over::Card(_)) => {}
        None => state.jotting.typed(turn.at),
    }
}

fn accept(state: &mut State, turn: &mut Turn) {
    let Some(Over::Prompt(prompt)) = state.over.take() else { return };
    let text = prompt.line.text();
    match prompt.kind {
        PromptKind::Search { from, last } => finding::accepted(state, text, from, &last),
        PromptKind::Filter(_) => {}
        PromptKind::Tags(id) => notes::tagged(state, id, text, turn),
    }
}

/// Gives the line up: everything is as it was before.
pub(crate) fn give_up(state: &mut State) {
    let Some(Over::Prompt(prompt)) = state.over.take() else { return };
    match prompt.kind {
        PromptKind::Search { from, .. } => {
            if let Some(reading) = &mut state.reading {
                finding::given_up(reading, from);
            }
        }
        PromptKind::Filter(kind) => {
            state.panes.list_mut(kind).filter.clear();
            state.refresh_panes();
        }
        PromptKind::Tags(_) => {}
    }
}
