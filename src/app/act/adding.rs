//! Taking a proposed position over into the reader's configuration.

use std::path::PathBuf;
use std::sync::Arc;

use crate::analysis::{KnownPosition, Origin, Position};
use crate::app::command::{Command, Turn, When};
use crate::app::message::Effect;
use crate::app::panes::{PaneKind, Row};
use crate::app::state::{State, Tone};
use crate::document::Briefing;

pub(crate) const COMMANDS: &[Command] = &[Command::new(
    When::Positions,
    "add-position",
    "Add the proposed position to your configuration, so that every briefing is searched for it",
    &["+"],
    add,
)
.hinted("add")
.unless(not_proposed)];

/// So many of a position's wordings are taken over.
const PHRASES: usize = 8;

fn selected(state: &State) -> Option<&Position> {
    match state.panes.list(PaneKind::Positions).row()? {
        Row::Position(place) => state.analysis()?.positions.get(*place),
        _ => None,
    }
}

fn not_proposed(state: &State) -> Option<&'static str> {
    match selected(state).map(|position| position.origin) {
        Some(Origin::Proposed) => None,
        Some(_) => Some("this position is in your configuration already"),
        None => Some("select a proposed position first"),
    }
}

fn add(state: &mut State, turn: &mut Turn) {
    let (Some(position), Some(briefing)) = (selected(state), state.shared_briefing()) else { return };
    let known = known(position, &briefing);
    state.say(Tone::Plain, format!("adding \u{201C}{}\u{201D}", known.label));
    turn.ask(Effect::AddPosition(known));
}

/// A position as the configuration describes it, in the words by which the briefing names it.
fn known(position: &Position, briefing: &Briefing) -> KnownPosition {
    let mut phrases = vec![position.label.to_lowercase()];
    for mention in &position.mentions {
        let words = briefing.slice(mention.span).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if phrases.len() < PHRASES && !phrases.contains(&words) {
            phrases.push(words);
        }
    }
    KnownPosition {
        id: position.id.clone(),
        label: position.label.clone(),
        definition: None,
        phrases,
        supports: Vec::new(),
        opposes: Vec::new(),
    }
}

/// The position was added, or not: the briefing is analysed anew with it.
pub(crate) fn added(state: &mut State, result: Result<PathBuf, String>, turn: &mut Turn) {
    match result {
        Err(why) => state.say(Tone::Error, why),
        Ok(file) => {
            state.say(Tone::Good, format!("added to {}; give it `supports` and `opposes` there", file.display()));
            if let Some(reading) = &mut state.reading {
                reading.analysed = false;
                let (request, briefing) = (reading.request, Arc::clone(&reading.briefing));
                turn.ask(Effect::Analyse { request, briefing });
            }
        }
    }
}
