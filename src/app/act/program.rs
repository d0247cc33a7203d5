//! The program itself: leaving, themes, the mouse, answers to questions, Escape.

use crate::app::command::{Command, Turn, When};
use crate::app::message::Effect;
use crate::app::state::{Over, Screen, State, Tone};
use crate::app::writing::QuestionKind;

const fn everywhere(
    name: &'static str,
    does: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut State, &mut Turn),
) -> Command {
    Command::new(When::Everywhere, name, does, keys, run)
}

const fn answer(
    name: &'static str,
    does: &'static str,
    keys: &'static [&'static str],
    run: fn(&mut State, &mut Turn),
) -> Command {
    Command::new(When::Question, name, does, keys, run)
}

pub(crate) const COMMANDS: &[Command] = &[
    Command::new(When::Briefing, "close", "Close the briefing and go to the library, or leave", &["q"], close)
        .hinted("close"),
    Command::new(When::Library, "leave", "Leave", &["q"], quit).hinted("leave"),
    Command::new(
        When::Briefing,
        "escape",
        "Let go of what is selected, followed, searched or marked, or of the pane",
        &["esc"],
        escape,
    ),
    everywhere("quit", "Leave at once; notes are saved", &["Q", "ctrl-q"], quit),
    everywhere("interrupt", "Leave; while typing, stop typing", &["ctrl-c"], interrupt),
    everywhere("suspend", "Go back to the shell; `fg` comes back here", &["ctrl-z"], |_, turn| {
        turn.ask(Effect::Suspend)
    }),
    everywhere(
        "theme",
        "Use the next theme: auto, dark, light, high contrast, the terminal's own",
        &["T"],
        |state, _| {
            state.settings.theme = state.settings.theme.next();
            state.say(Tone::Plain, format!("theme: {}", state.settings.theme.name()));
        },
    ),
    everywhere("mouse", "Leave the mouse to the terminal, or take it back", &["M"], mouse),
    answer("answer-yes", "Yes", &["y", "Y", "enter"], yes).hinted("yes"),
    answer("answer-no", "No", &["n", "N", "esc", "q", "ctrl-c", "ctrl-g"], no).hinted("no"),
];

fn close(state: &mut State, turn: &mut Turn) {
    if state.library.of_folder || state.library.is_read() {
        super::library::show(state, turn);
    } else {
        quit(state, turn);
    }
}

/// Ends the program: what is being written is saved first, and what could not be saved is tried again.
pub(crate) fn quit(state: &mut State, turn: &mut Turn) {
    super::notes::put_down(state, turn);
    if state.jotting.failed() {
        // What was in the way may be gone.
        state.save_notes(turn);
    }
    leave(state, turn);
}

/// Ends the program once nothing is being written; asks where notes could not be saved.
pub(crate) fn leave(state: &mut State, turn: &mut Turn) {
    if state.jotting.is_being_written() {
        state.leaving = true;
        return;
    }
    if let Some(why) = state.jotting.unsaved() {
        state.over = Some(Over::Question(crate::app::writing::Question {
            words: format!("Notes are not saved: {why}. Leave all the same?"),
            kind: QuestionKind::LeaveUnsaved,
        }));
        return;
    }
    terminate(state, turn);
}

/// Ends the program without asking: the terminal is gone or the system says so. What is being typed stays as a draft.
pub(crate) fn terminate(state: &mut State, turn: &mut Turn) {
    state.keep_draft_now(turn);
    super::opening::leave(state, turn);
    state.ending = true;
}

fn interrupt(state: &mut State, turn: &mut Turn) {
    match state.over {
        Some(Over::Prompt(_)) => super::typing::give_up(state),
        Some(_) => state.over = None,
        None => quit(state, turn),
    }
}

fn escape(state: &mut State, _: &mut Turn) {
    if state.panes.focus.take().is_some() {
        return;
    }
    let Some(reading) = &mut state.reading else { return };
    if reading.selection.take().is_some() || reading.finder.evidence.take().is_some() {
        return;
    }
    if reading.finder.follow.is_some() {
        super::following::stop(state);
    } else if reading.finder.search.take().is_none() && state.screen == Screen::Briefing {
        state.say(Tone::Plain, "q closes the briefing");
    }
}

fn mouse(state: &mut State, turn: &mut Turn) {
    state.settings.mouse = !state.settings.mouse;
    turn.ask(Effect::CaptureMouse(state.settings.mouse));
    let words = if state.settings.mouse { "the mouse is ours" } else { "the mouse is the terminal's: select as ever" };
    state.say(Tone::Plain, words);
}

fn yes(state: &mut State, turn: &mut Turn) {
    let Some(Over::Question(question)) = state.over.take() else { return };
    match question.kind {
        QuestionKind::OverwriteExport => super::exporting::export(state, turn, true),
        QuestionKind::LeaveUnsaved => terminate(state, turn),
        QuestionKind::Purge(ids) => super::trash::purge(state, ids, turn),
        QuestionKind::MergeNotes => super::trash::merge(state, turn),
    }
}

fn no(state: &mut State, _: &mut Turn) {
    state.over = None;
    state.say(Tone::Plain, "left as it is");
}
