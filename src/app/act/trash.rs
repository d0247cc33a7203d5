//! Notes that were removed: seeing them, putting them back, purging them; and notes that a merge left in two versions.

use crate::app::command::{Command, Turn, When};
use crate::app::message::Effect;
use crate::app::panes::{PaneKind, Row};
use crate::app::state::{Over, State, Tone};
use crate::app::writing::{Question, QuestionKind};
use crate::document::on_one_line;
use crate::notes::{Change, NoteId};

pub(crate) const COMMANDS: &[Command] = &[
    Command::new(When::Notes, "trash", "Show the notes in the trash, or put them out of sight", &["z"], fold)
        .unless(|state| state.jotting.book.trash().is_empty().then_some("the trash is empty")),
    Command::new(
        When::Notes,
        "restore-note",
        "Put the selected note of the trash back where it stood",
        &["r"],
        restore,
    )
    .unless(|state| selected(state).is_none().then_some(NOTHING)),
    Command::new(
        When::Notes,
        "purge-note",
        "Remove the selected note of the trash for good, or on the line of the trash all of them",
        &["X"],
        ask_to_purge,
    )
    .unless(|state| to_purge(state).is_empty().then_some(NOTHING)),
    Command::new(
        When::Briefing,
        "merge-notes",
        "Make one of two versions of the notes that a git merge left in their file; nothing of either is lost",
        &[],
        merge,
    )
    .unless(|state| {
        let in_trouble = state.jotting.failed() || state.jotting.locked().is_some();
        (!in_trouble).then_some("the notes file holds no merge that was left half done")
    }),
];

const NOTHING: &str = "select a note in the trash: z in the notes pane shows it";

pub(crate) fn fold(state: &mut State, _: &mut Turn) {
    state.panes.trash_open = !state.panes.trash_open;
    state.refresh_panes();
}

/// The selected note of the trash.
fn selected(state: &State) -> Option<NoteId> {
    match state.panes.list(PaneKind::Notes).row()? {
        Row::Trashed(id) => Some(id.clone()),
        _ => None,
    }
}

fn restore(state: &mut State, turn: &mut Turn) {
    let Some(id) = selected(state) else { return };
    super::notes::make(state, Change::Restore(id), "note put back; u takes it out again".to_owned(), turn);
}

/// The notes that are purged from the selected row.
fn to_purge(state: &State) -> Vec<NoteId> {
    match state.panes.list(PaneKind::Notes).row() {
        Some(Row::Trash(_)) => state.jotting.book.trash().iter().map(|placed| placed.note.id.clone()).collect(),
        _ => selected(state).into_iter().collect(),
    }
}

fn ask_to_purge(state: &mut State, _: &mut Turn) {
    let ids = to_purge(state);
    let words = match ids.as_slice() {
        [id] => {
            let text = state.jotting.book.find(id).map_or("", |placed| placed.note.text.as_str());
            format!("Remove \u{201C}{}\u{201D} for good?", on_one_line(text, 40))
        }
        ids => format!("Remove {} notes for good?", ids.len()),
    };
    state.over = Some(Over::Question(Question { words, kind: QuestionKind::Purge(ids) }));
}

/// The reader said yes.
pub(crate) fn purge(state: &mut State, ids: Vec<NoteId>, turn: &mut Turn) {
    let count = ids.len();
    for id in ids {
        if let Err(error) = state.jotting.change(Change::Purge(id)) {
            return state.say(Tone::Error, error.to_string());
        }
    }
    state.save_notes(turn);
    let words = if count == 1 {
        "purged; u brings it back until the program ends"
    } else {
        "purged; u brings them back one by one until the program ends"
    };
    state.say(Tone::Good, words);
}

/// Offers to merge what a version control system could not.
pub(crate) fn offer_merge(state: &mut State) {
    if state.over.is_none() {
        let words = "A merge left two versions of the notes. Make one of them, and keep what either says?";
        state.over = Some(Over::Question(Question { words: words.to_owned(), kind: QuestionKind::MergeNotes }));
    }
}

pub(crate) fn merge(state: &mut State, turn: &mut Turn) {
    if let Some(briefing) = state.shared_briefing() {
        turn.ask(Effect::MergeNotes { briefing });
    }
}

/// The two versions were made one, or not: what is not on disk yet is written now, or what is there is read.
pub(crate) fn merged(state: &mut State, result: Result<usize, String>, turn: &mut Turn) {
    match result {
        Err(why) => state.say(Tone::Error, why),
        Ok(conflicts) => {
            let said = match conflicts {
                0 => "the notes are merged".to_owned(),
                1 => "the notes are merged; the note that both had changed is there twice, one tagged #conflict"
                    .to_owned(),
                _ => format!(
                    "the notes are merged; {conflicts} that both had changed are there twice, one each tagged #conflict"
                ),
            };
            if state.jotting.locked().is_some() {
                let Some(reading) = &state.reading else { return };
                let (request, briefing) = (reading.request, std::sync::Arc::clone(&reading.briefing));
                state.jotting.begin();
                turn.ask(Effect::ReadNotes { request, briefing });
            } else {
                state.save_notes(turn);
            }
            state.say(Tone::Good, said);
        }
    }
}
