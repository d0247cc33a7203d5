//! Taking the briefing away: as Markdown in a file, or a piece of it on the clipboard.

use std::sync::Arc;

use super::following::not_wholly_analysed;
use super::no_briefing;
use crate::app::command::{Command, Turn, When};
use crate::app::message::{Effect, Export};
use crate::app::state::{Over, State, Tone};
use crate::app::writing::{Question, QuestionKind};

pub(crate) const COMMANDS: &[Command] = &[
    Command::new(When::Briefing, "export", "Export the briefing with its notes to Markdown", &["x"], |state, turn| {
        export(state, turn, false)
    })
    .hinted("export")
    .unless(not_wholly_analysed),
    Command::new(
        When::Text,
        "copy",
        "Copy what is selected to the clipboard, or the paragraph under the cursor, or so many from it on",
        &["y"],
        copy,
    )
    .unless(no_briefing),
];

/// Writes the export; asks first where that would replace a file that is not ours.
pub(crate) fn export(state: &mut State, turn: &mut Turn, overwrite: bool) {
    let (Some(briefing), Some(analysis)) = (state.shared_briefing(), state.analysis().cloned()) else { return };
    turn.ask(Effect::Export { briefing, analysis, notes: state.jotting.book.clone(), overwrite });
    state.say(Tone::Plain, "exporting");
}

/// The export was written, or not.
pub(crate) fn exported(state: &mut State, result: Result<Export, String>) {
    match result {
        Ok(Export::Written(place)) => state.say(Tone::Good, format!("exported to {place}")),
        Ok(Export::WouldOverwrite(path)) => {
            state.over = Some(Over::Question(Question {
                words: format!(
                    "{} was not made by brief, or what was edited in it cannot be told. Replace it?",
                    path.display()
                ),
                kind: QuestionKind::OverwriteExport,
            }));
        }
        Err(why) => state.say(Tone::Error, why),
    }
}

fn copy(state: &mut State, turn: &mut Turn) {
    let Some(reading) = &state.reading else { return };
    let briefing = Arc::clone(&reading.briefing);
    if let Some(span) = reading.selected() {
        let words = briefing.slice(span).to_owned();
        let count = words.split_whitespace().count();
        turn.ask(Effect::Copy(words));
        state.say(Tone::Good, format!("copied {count} words"));
        return;
    }
    let first = reading.cursor.0;
    let past = (first + turn.times()).min(briefing.paragraphs.len());
    let words: Vec<&str> = (first..past).map(|i| briefing.words(crate::document::ParagraphId(i))).collect();
    let said = match past - first {
        1 => format!("copied ¶{}", first + 1),
        _ => format!("copied ¶{} to ¶{past}", first + 1),
    };
    turn.ask(Effect::Copy(words.join("\n\n")));
    state.say(Tone::Good, said);
}
