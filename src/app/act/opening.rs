//! What happens as a briefing comes in: its text, its notes and where the reader was, its analysis.

use std::sync::Arc;

use jiff::SignedDuration;

use crate::analysis::Analysis;
use crate::app::command::Turn;
use crate::app::message::{Effect, NotesRead};
use crate::app::reading::Reading;
use crate::app::reading::read::ReadSet;
use crate::app::state::{Screen, State, Tone};
use crate::document::{Briefing, ParagraphId};

/// A briefing was opened, or the top of a large one, or not.
pub(crate) fn opened(
    state: &mut State,
    request: u64,
    result: Result<Arc<Briefing>, String>,
    partial: bool,
    turn: &mut Turn,
) {
    match result {
        Err(why) => {
            if state.library.opening.as_ref().is_some_and(|(number, _)| *number == request) {
                state.library.opening = None;
            }
            state.say(Tone::Error, why);
            if state.reading.is_none() && !state.library.is_read() {
                turn.ask(Effect::ReadLibrary);
            }
        }
        Ok(briefing) => take(state, request, briefing, partial, turn),
    }
}

fn take(state: &mut State, request: u64, briefing: Arc<Briefing>, partial: bool, turn: &mut Turn) {
    if let Some(target) = state.library.opening.take_if(|(number, _)| *number == request).map(|(_, target)| target) {
        leave(state, turn);
        state.reading = Some(Reading::new(target, request, Arc::clone(&briefing), partial));
        if !state.settings.fold_repeats {
            super::walking::unfold_all(state);
        }
        state.screen = Screen::Briefing;
        state.panes.focus = None;
        state.jotting.begin();
    } else if let Some(reading) = state.reading.as_mut().filter(|reading| reading.request == request) {
        reading.complete(Arc::clone(&briefing), partial);
    } else {
        return;
    }
    state.refresh_panes();
    if let Some(warning) = briefing.diagnostics.first() {
        state.say(Tone::Plain, warning.message.clone());
    }
    if !partial {
        if let Some(reading) = &state.reading {
            super::news::watch(&reading.target, turn);
        }
        turn.ask(Effect::ReadNotes { request, briefing: Arc::clone(&briefing) });
        turn.ask(Effect::Analyse { request, briefing });
    }
}

/// The notes were read, and where the reader was.
pub(crate) fn notes_read(state: &mut State, request: u64, result: Result<NotesRead, String>, turn: &mut Turn) {
    let Some(reading) = state.reading.as_mut().filter(|reading| reading.request == request) else { return };
    match result {
        Err(why) => {
            state.jotting.lock(why.clone());
            state.say(Tone::Error, why);
        }
        Ok(read) => {
            reading.news.clone_from(&read.news);
            if let Some(place) = &read.place {
                reading.read = ReadSet::of(place.read.iter().copied());
                // A reader who has moved already is not moved.
                if reading.cursor == ParagraphId(0) && place.paragraph > 0 {
                    reading.go_to(ParagraphId(place.paragraph));
                    let number = reading.cursor.number();
                    state.say(Tone::Plain, format!("where you were: ¶{number}"));
                }
            }
            if let Some(news) = &read.news {
                super::news::tell(state, news);
            }
            super::notes::take(state, read, turn);
        }
    }
    state.refresh_panes();
}

/// The analysis is done, or that of the top.
pub(crate) fn analysed(state: &mut State, request: u64, analysis: Arc<Analysis>, partial: bool) {
    let Some(reading) = state.reading.as_mut().filter(|reading| reading.request == request) else { return };
    let limits = analysis.notices.first().map(ToString::to_string);
    reading.take_analysis(analysis, partial);
    state.refresh_panes();
    if let Some(limits) = limits {
        state.say(Tone::Plain, limits);
    }
}

/// A crash costs no more than this of where the reader was.
const PLACE_KEPT_EVERY: SignedDuration = SignedDuration::from_secs(15);

/// Keeps where the reader is while they walk; nothing wakes up for it.
pub(crate) fn keep_place_now_and_then(reading: &mut Reading, turn: &mut Turn) {
    let (kept, cursor) = *reading.kept.get_or_insert((turn.at, reading.cursor));
    if cursor != reading.cursor && turn.at.duration_since(kept) >= PLACE_KEPT_EVERY {
        reading.kept = Some((turn.at, reading.cursor));
        turn.ask(Effect::KeepPlace { briefing: Arc::clone(&reading.briefing), place: reading.place() });
    }
}

/// Leaves the open briefing: where the reader is, is kept.
pub(crate) fn leave(state: &mut State, turn: &mut Turn) {
    if let Some(reading) = &state.reading
        && !reading.partial
        && !reading.briefing.paragraphs.is_empty()
    {
        turn.ask(Effect::KeepPlace { briefing: Arc::clone(&reading.briefing), place: reading.place() });
    }
}
