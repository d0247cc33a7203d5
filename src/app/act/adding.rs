//! Taking a proposed position over into the reader's configuration.

use std::path::PathBuf;
use std::sync::Arc;

use crate::analysis::{KnownPosition, Proposal};
use crate::app::command::{Command, Turn, When};
use crate::app::message::Effect;
use crate::app::panes::{PaneKind, Row};
use crate::app::state::{State, Tone};

pub(crate) const COMMANDS: &[Command] = &[Command::new(
    When::Positions,
    "add-position",
    "Add the proposed position to your configuration, so that every briefing is searched for it",
    &["+"],
    add,
)
.hinted("add")
.unless(not_proposed)];

fn selected(state: &State) -> Option<&Proposal> {
    match state.panes.list(PaneKind::Positions).row()? {
        Row::Proposal(place) => state.analysis()?.proposals.get(*place),
        _ => None,
    }
}

fn not_proposed(state: &State) -> Option<&'static str> {
    selected(state).is_none().then_some("select a proposed position first: the others are yours already")
}

fn add(state: &mut State, turn: &mut Turn) {
    let Some(Proposal { position, phrases, .. }) = selected(state) else { return };
    let known = KnownPosition {
        id: position.id.clone(),
        label: position.label.clone(),
        definition: None,
        phrases: phrases.clone(),
        supports: Vec::new(),
        opposes: Vec::new(),
    };
    state.say(Tone::Plain, format!("adding \u{201C}{}\u{201D}", known.label));
    turn.ask(Effect::AddPosition(known));
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
