//! The step: a state and a message give a new state and effects. Everything that happens comes through here.

use std::sync::Arc;

use super::command::{Command, Run, Turn};
use super::key::{Key, KeyCode};
use super::keymap::Meaning;
use super::message::{Effect, Event, Message};
use super::state::{Over, Pending, Screen, State, Tone};
use super::{act, mouse};

/// Takes one message in and says what is to be done outside because of it.
pub fn update(state: &mut State, message: Message) -> Vec<Effect> {
    let mut turn = Turn::new(message.at);
    take(state, message.event, &mut turn);
    settle(state, &mut turn);
    turn.effects
}

fn take(state: &mut State, event: Event, turn: &mut Turn) {
    match event {
        Event::Key(key) => press(state, key, turn),
        Event::Paste(text) => act::typing::paste(state, &text, turn),
        Event::Mouse(what) => mouse::happened(state, what, turn),
        Event::Resize(size) => state.size = size,
        Event::Woken => {}
        Event::Background(background) => state.settings.background = Some(background),
        Event::Opened { request, result, partial } => act::opening::opened(state, request, result, partial, turn),
        Event::NotesRead { request, result } => act::opening::notes_read(state, request, result, turn),
        Event::Analysed { request, analysis, partial } => act::opening::analysed(state, request, analysis, partial),
        Event::NotesSaved { revision, result } => {
            act::notes::saved(state, revision, result, turn);
            if std::mem::take(&mut state.leaving) {
                act::program::leave(state, turn);
            }
        }
        Event::NotesMerged(result) => act::trash::merged(state, result, turn),
        Event::EditorWrote { text } => act::notes::written_outside(state, &text, turn),
        Event::Edited { result } => act::notes::edited_outside(state, result, turn),
        Event::LibraryRead(result) => act::library::read(state, result),
        Event::Exported(result) => act::exporting::exported(state, result),
        Event::PositionAdded(result) => act::adding::added(state, result, turn),
        Event::Failed(words) => state.say(Tone::Error, words),
        Event::Terminate => act::program::terminate(state, turn),
    }
}

/// What follows from any change: sizes reach the reader, places are kept, drafts are kept when they are due.
fn settle(state: &mut State, turn: &mut Turn) {
    let layout = state.layout();
    if let Some(reading) = &mut state.reading {
        let columns =
            super::layout::TextColumns::of(layout.text, reading.briefing.paragraphs.len(), state.settings.measure);
        reading.resize(usize::from(columns.measure), usize::from(layout.text.height));
        if state.screen == Screen::Briefing && !reading.partial {
            reading.mark_read();
            act::opening::keep_place_now_and_then(reading, turn);
        }
    }
    state.settle_writing(turn);
    if state.ending && !turn.effects.iter().any(|effect| matches!(effect, Effect::Quit)) {
        turn.ask(Effect::Quit);
    }
}

/// A key: into the question, the chord, the count, the text that is being typed, or a command.
fn press(state: &mut State, key: Key, turn: &mut Turn) {
    state.notice = None;
    if key == Key::plain(KeyCode::Esc) && (!state.pending.keys.is_empty() || state.pending.count.is_some()) {
        state.pending = Pending::default();
        return;
    }
    let places = state.places();
    let typing = state.is_typing() && key.typed().is_some() && state.pending.keys.is_empty();
    // Plain characters belong to what is being typed, unless the most particular place has a command for them.
    let places = if typing { &places[..1] } else { places };
    if !typing && state.pending.keys.is_empty() && count(state, key) {
        return;
    }
    let mut keys = std::mem::take(&mut state.pending.keys);
    keys.push(key);
    match state.keymap.meaning(places, &keys) {
        Meaning::Command(command) => {
            turn.count = state.pending.count.take();
            run(state, command, turn);
        }
        Meaning::Prefix => state.pending.keys = keys,
        Meaning::Nothing if typing => act::typing::type_key(state, key, turn),
        Meaning::Nothing => {
            state.pending.count = None;
            if keys.len() > 1 || !state.is_typing() {
                let words = super::key::Chord(keys).to_string();
                state.say(Tone::Refused, format!("{words} does nothing here; ? shows the keys"));
            }
        }
    }
}

/// Takes a digit of a count. Whether it was one.
fn count(state: &mut State, key: Key) -> bool {
    if state.is_typing() || matches!(state.over, Some(Over::Question(_))) {
        return false;
    }
    let digit = key.typed().and_then(|c| c.to_digit(10)).map(|digit| digit as usize);
    match digit {
        Some(digit) if digit > 0 || state.pending.count.is_some() => {
            let so_far = state.pending.count.unwrap_or(0);
            state.pending.count = Some((so_far.saturating_mul(10).saturating_add(digit)).min(99_999_999));
            true
        }
        _ => false,
    }
}

/// Carries out a command, or says why it can't be done now.
pub(crate) fn run(state: &mut State, command: &'static Command, turn: &mut Turn) {
    if let Some(reason) = (command.refused)(state) {
        state.say(Tone::Refused, reason);
        return;
    }
    match command.run {
        Run::Do(act) => act(state, turn),
        Run::Edit(edit) => act::typing::edit(state, edit, turn),
    }
}

impl State {
    /// Shares the open briefing, for effects.
    pub(crate) fn shared_briefing(&self) -> Option<Arc<crate::document::Briefing>> {
        self.reading.as_ref().map(|reading| Arc::clone(&reading.briefing))
    }
}
