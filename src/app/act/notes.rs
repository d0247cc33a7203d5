//! Notes: adding, changing, tagging, removing, undoing; and what becomes of them on disk.

use super::no_briefing;
use crate::app::command::{Command, Turn, When};
use crate::app::editor::Editor;
use crate::app::message::{Draft, Effect, NotesRead};
use crate::app::panes::PaneKind;
use crate::app::state::{Over, State, Tone};
use crate::app::writing::{Editing, Prompt, PromptKind};
use crate::app::{Size, reading::Reading};
use crate::document::ParagraphId;
use crate::notes::{Anchor, Change, Note, NoteId, Notebook};

pub(crate) const COMMANDS: &[Command] = &[
    Command::new(
        When::Briefing,
        "add-note",
        "Write a note on the paragraph under the cursor, or on what is selected",
        &["a"],
        add,
    )
    .unless(cannot_write)
    .hinted("note"),
    Command::new(
        When::Briefing,
        "edit-note",
        "Change the note that is selected, or the one on the paragraph under the cursor",
        &["e"],
        edit,
    )
    .unless(no_note),
    Command::new(
        When::Briefing,
        "edit-note-outside",
        "Change the note, or write a new one, in $VISUAL or $EDITOR",
        &["E"],
        edit_outside,
    )
    .unless(cannot_write),
    Command::new(When::Briefing, "tag-note", "Change the tags of the note", &["t"], tag).unless(no_note),
    Command::new(When::Briefing, "remove-note", "Put the note in the trash; u brings it back", &["D", "delete"], remove)
        .unless(no_note),
    Command::new(
        When::Briefing,
        "reattach-note",
        "Put the note that is selected in the notes pane, whose text was changed or is gone, on the paragraph under the cursor",
        &["R"],
        reattach,
    )
    .unless(nothing_to_reattach),
    Command::new(When::Briefing, "copy-note", "Copy the note to the clipboard", &["Y"], copy).unless(no_note),
    Command::new(When::Briefing, "undo", "Take back the last change to the notes", &["u"], |state, turn| {
        step(state, turn, true)
    })
    .unless(|state| nothing_to(state, true)),
    Command::new(
        When::Briefing,
        "redo",
        "Make the change again that was taken back",
        &["U", "ctrl-r"],
        |state, turn| step(state, turn, false),
    )
    .unless(|state| nothing_to(state, false)),
    Command::new(When::Text, "next-note", "Go to the next note", &["] n"], |state, _| walk(state, true))
        .unless(no_briefing),
    Command::new(When::Text, "previous-note", "Go to the previous note", &["[ n"], |state, _| walk(state, false))
        .unless(no_briefing),
    Command::new(When::Editor, "save-and-close", "Save the note and close it", &["esc", "ctrl-s"], put_down)
        .hinted("save and close"),
    Command::new(When::Editor, "note-outside", "Go on in $VISUAL or $EDITOR", &["ctrl-o"], edit_outside)
        .hinted("$EDITOR"),
    Command::new(
        When::Editor,
        "discard",
        "Close the note without saving what was changed; the words stay as a draft until the next note",
        &["ctrl-q"],
        discard,
    )
    .hinted("discard"),
];

fn cannot_write(state: &State) -> Option<&'static str> {
    let reading = state.reading.as_ref();
    no_briefing(state)
        .or_else(|| reading.is_some_and(|reading| reading.partial).then_some("still opening: notes come in a moment"))
        .or_else(|| (!state.jotting.is_read).then_some("still reading the notes: in a moment"))
        .or_else(|| state.jotting.locked().map(|_| "the notes file can't be written to: see the title bar"))
}

fn no_note(state: &State) -> Option<&'static str> {
    cannot_write(state).or_else(|| chosen(state).is_none().then_some("there is no note here: a adds one"))
}

fn nothing_to(state: &State, back: bool) -> Option<&'static str> {
    let words = if back { "there is nothing to undo" } else { "there is nothing to redo" };
    no_briefing(state).or_else(|| (!state.jotting.can_step_history(back)).then_some(words))
}

/// The note that is selected in its pane, else the last one on the paragraph under the cursor.
fn chosen(state: &State) -> Option<NoteId> {
    if state.panes.focus == Some(PaneKind::Notes) {
        return state.panes.list(PaneKind::Notes).note();
    }
    let cursor = state.reading.as_ref()?.cursor;
    state.jotting.book.on(cursor).last().map(|placed| placed.note.id.clone())
}

fn begin(state: &mut State, note: Option<NoteId>, paragraph: ParagraphId, text: &str) {
    let area = state.layout().text;
    let editor = Editor::new(text, Size { width: area.width, height: 5 });
    state.panes.focus = None;
    state.jotting.editing = Some(Editing { note, paragraph, span: None, editor });
    if let Some(reading) = &mut state.reading {
        reading.go_to(paragraph);
    }
}

fn add(state: &mut State, _: &mut Turn) {
    let Some(reading) = &mut state.reading else { return };
    let span = reading.selected();
    reading.selection = None;
    let start = span.and_then(|span| reading.briefing.paragraph_at(span.start));
    let paragraph = start.unwrap_or(reading.cursor);
    begin(state, None, paragraph, "");
    if let Some(editing) = &mut state.jotting.editing {
        editing.span = span;
    }
}

fn edit(state: &mut State, _: &mut Turn) {
    let Some((id, paragraph, text)) = words(state) else { return };
    begin(state, Some(id), paragraph, &text);
}

/// The chosen note: its id, its paragraph, its words.
fn words(state: &State) -> Option<(NoteId, ParagraphId, String)> {
    let placed = state.jotting.book.get(&chosen(state)?)?;
    let cursor = state.reading.as_ref()?.cursor;
    Some((placed.note.id.clone(), placed.placement.paragraph().unwrap_or(cursor), placed.note.text.clone()))
}

fn edit_outside(state: &mut State, turn: &mut Turn) {
    if state.jotting.editing.is_none() {
        match words(state) {
            Some((id, paragraph, text)) => begin(state, Some(id), paragraph, &text),
            None => add(state, turn),
        }
    }
    if let Some(editing) = &state.jotting.editing {
        turn.ask(Effect::EditOutside { text: editing.editor.text() });
    }
}

/// The external editor has written and goes on: what it wrote is the note.
pub(crate) fn written_outside(state: &mut State, text: &str, turn: &mut Turn) {
    let Some(mut editing) = state.jotting.editing.take() else { return };
    editing.editor.replace_all(text.trim_end(), turn.at);
    if let Some(id) = keep(state, &editing, turn) {
        editing.note = Some(id);
        editing.editor.mark_saved();
    }
    state.jotting.editing = Some(editing);
}

/// The external editor is back: what it left is the note. Where it wrote nothing, what was typed ahead of it goes on.
pub(crate) fn edited_outside(state: &mut State, result: Result<String, String>, turn: &mut Turn) {
    match result {
        Ok(text) => {
            let Some(editing) = &mut state.jotting.editing else { return };
            let text = text.trim_end();
            if editing.editor.text().trim_end() != text {
                editing.editor.replace_all(text, turn.at);
                put_down(state, turn);
            } else if !editing.editor.is_changed() {
                put_down(state, turn);
            }
        }
        Err(why) => state.say(Tone::Error, why),
    }
}

/// Saves the note that is being written and closes it. An empty new one is none.
pub(crate) fn put_down(state: &mut State, turn: &mut Turn) {
    let Some(editing) = state.jotting.editing.take() else { return };
    if keep(state, &editing, turn).is_none() {
        state.jotting.typed(turn.at);
        state.keep_draft_now(turn);
    }
}

/// Makes what is being written a note, or the words of its note, and saves it; `None` where there is nothing to save. The
/// draft stays until it is on the disk.
fn keep(state: &mut State, editing: &Editing, turn: &mut Turn) -> Option<NoteId> {
    let text = editing.editor.text();
    let change = match (&editing.note, text.trim().is_empty()) {
        (None, true) => None,
        (None, false) => new_note(state, editing, &text, turn),
        (Some(id), _) if state.jotting.book.get(id).is_some_and(|placed| placed.note.text == text) => None,
        (Some(id), _) => Some(Change::Edit { id: id.clone(), text: text.clone(), changed: turn.at }),
    }?;
    let mut id = change.id().clone();
    if let Err(error) = state.jotting.change(change) {
        // The note went away under the editor: the words are kept as a new one.
        state.say(Tone::Error, error.to_string());
        let change = new_note(state, editing, &text, turn)?;
        id = change.id().clone();
        let _ = state.jotting.change(change);
    }
    state.jotting.put_down(Draft { note: editing.note.clone(), paragraph: editing.paragraph.0, text });
    state.save_notes(turn);
    Some(id)
}

fn new_note(state: &mut State, editing: &Editing, text: &str, turn: &Turn) -> Option<Change> {
    let briefing = state.shared_briefing()?;
    let on_words = editing.span.and_then(|span| Anchor::on_span(&briefing, span));
    let anchor = on_words.or_else(|| Anchor::on_paragraph(&briefing, editing.paragraph))?;
    let note = Note {
        id: state.jotting.new_id(),
        anchor,
        text: text.trim_end().to_owned(),
        tags: Vec::new(),
        author: state.settings.author.clone(),
        created: turn.at,
        changed: turn.at,
        removed: None,
    };
    Some(Change::add(note, &briefing))
}

fn discard(state: &mut State, turn: &mut Turn) {
    state.jotting.typed(turn.at);
    state.keep_draft_now(turn);
    state.jotting.editing = None;
    state.say(Tone::Plain, "not saved; the words are kept as a draft until the next note");
}

fn tag(state: &mut State, _: &mut Turn) {
    let Some(placed) = chosen(state).and_then(|id| state.jotting.book.get(&id)) else { return };
    let tags = placed.note.tags.join(" ");
    state.over = Some(Over::Prompt(Prompt::new(PromptKind::Tags(placed.note.id.clone()), &tags)));
}

/// The line of tags is whole: words apart by spaces or commas, `#` or not.
pub(crate) fn tagged(state: &mut State, id: NoteId, line: &str, turn: &mut Turn) {
    let mut tags: Vec<String> = Vec::new();
    for tag in line.split([' ', ',']).map(|tag| tag.trim_start_matches('#')).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|other| other == tag) {
            tags.push(tag.to_owned());
        }
    }
    let words = if tags.is_empty() { "no tags".to_owned() } else { format!("tagged #{}", tags.join(" #")) };
    make(state, Change::Retag { id, tags, changed: turn.at }, words, turn);
}

fn remove(state: &mut State, turn: &mut Turn) {
    if let Some(id) = chosen(state) {
        let removed = Change::Remove { id, removed: turn.at };
        make(state, removed, "note put in the trash; u brings it back".to_owned(), turn);
    }
}

/// The note selected in the notes pane, if its text was changed or is gone.
fn revised(state: &State) -> Option<NoteId> {
    let id = state.panes.list(PaneKind::Notes).note()?;
    let placed = state.jotting.book.get(&id)?;
    placed.placement.is_revised().then_some(id)
}

fn nothing_to_reattach(state: &State) -> Option<&'static str> {
    let words = "select a note in the notes pane whose text was changed or is gone";
    cannot_write(state).or_else(|| revised(state).is_none().then_some(words))
}

fn reattach(state: &mut State, turn: &mut Turn) {
    let (Some(id), Some(reading)) = (revised(state), &state.reading) else { return };
    let cursor = reading.cursor;
    if let Some(change) = Change::reattach(id, cursor, &reading.briefing, turn.at) {
        make(state, change, format!("the note is on ¶{} now; u takes it back", cursor.number()), turn);
    }
}

pub(crate) fn make(state: &mut State, change: Change, said: String, turn: &mut Turn) {
    match state.jotting.change(change) {
        Ok(()) => {
            state.save_notes(turn);
            state.say(Tone::Good, said);
        }
        Err(error) => state.say(Tone::Error, error.to_string()),
    }
}

fn step(state: &mut State, turn: &mut Turn, back: bool) {
    for _ in 0..turn.times() {
        match state.jotting.step_history(back) {
            Ok(Some(id)) => {
                let paragraph = state.jotting.book.get(&id).and_then(|placed| placed.placement.paragraph());
                if let (Some(reading), Some(paragraph)) = (&mut state.reading, paragraph) {
                    reading.go_to(paragraph);
                }
                state.say(Tone::Plain, if back { "undone; U does it again" } else { "done again" });
            }
            Ok(None) => break,
            Err(error) => state.say(Tone::Error, error.to_string()),
        }
    }
    state.save_notes(turn);
}

fn copy(state: &mut State, turn: &mut Turn) {
    if let Some((_, paragraph, text)) = words(state) {
        turn.ask(Effect::Copy(text));
        state.say(Tone::Good, format!("copied the note on ¶{}", paragraph.number()));
    }
}

fn walk(state: &mut State, forward: bool) {
    let Some(reading) = &mut state.reading else { return };
    let on = |placed: &crate::notes::Placed| placed.placement.paragraph();
    let all = state.jotting.book.all();
    let found = if forward {
        all.iter().filter_map(on).find(|id| *id > reading.cursor)
    } else {
        all.iter().rev().filter_map(on).find(|id| *id < reading.cursor)
    };
    match found {
        Some(id) => Reading::jump_to(reading, id),
        None => state.say(Tone::Refused, if forward { "no note further on" } else { "no note further back" }),
    }
}

/// The notes file was read.
pub(crate) fn take(state: &mut State, read: NotesRead, turn: &mut Turn) {
    state.jotting.take(read.book);
    if let Some(words) = revision(&state.jotting.book) {
        state.say(Tone::Plain, words);
    }
    if let Some(words) = read.said {
        state.say(Tone::Error, words);
    }
    if read.conflicted {
        super::trash::offer_merge(state);
    }
    if let Some(why) = read.locked {
        state.say(Tone::Error, why.clone());
        state.jotting.lock(why);
    } else if let Some(draft) = read.draft {
        take_draft(state, draft, turn);
    }
}

/// What a revision of the briefing did to its notes, where it did anything.
fn revision(book: &Notebook) -> Option<String> {
    let of = |count: usize| if count == 1 { "1 note".to_owned() } else { format!("{count} notes") };
    let lost = book.orphans().len();
    let changed = book.all().iter().filter(|placed| placed.placement.is_revised()).count() - lost;
    match (changed, lost) {
        (0, 0) => None,
        (changed, 0) => Some(format!("the text under {} was changed: i in the notes pane shows how", of(changed))),
        (0, lost) => Some(format!("the text under {} is gone: they are last in the notes pane", of(lost))),
        (changed, lost) => Some(format!(
            "the text under {} was changed, under {} it is gone: see the notes pane",
            of(changed),
            of(lost)
        )),
    }
}

/// Words that were being typed when the program last ended are typed on.
fn take_draft(state: &mut State, draft: Draft, turn: &mut Turn) {
    let book = &state.jotting.book;
    let says_it = |placed: &crate::notes::Placed| placed.note.text.trim_end() == draft.text.trim_end();
    let is_saved = match &draft.note {
        Some(id) => book.get(id).is_some_and(says_it),
        None => book.on(ParagraphId(draft.paragraph)).iter().any(says_it),
    };
    if is_saved {
        // The program ended between saving it and forgetting the draft.
        state.jotting.typed(turn.at);
        return state.keep_draft_now(turn);
    }
    let known = draft.note.filter(|id| state.jotting.book.get(id).is_some());
    let text = known.as_ref().and_then(|id| state.jotting.book.get(id)).map(|placed| placed.note.text.clone());
    begin(state, known, ParagraphId(draft.paragraph), text.as_deref().unwrap_or(""));
    if let Some(editing) = &mut state.jotting.editing {
        editing.editor.replace_all(&draft.text, turn.at);
    }
    state.say(Tone::Plain, "words you were typing when the program ended; Esc saves them, Ctrl-Q leaves them");
}

/// A revision of the notes was written, or not.
pub(crate) fn saved(state: &mut State, revision: u64, result: Result<Option<Notebook>, String>, turn: &mut Turn) {
    match result {
        Ok(merged) => {
            state.jotting.saved(revision, None);
            if state.jotting.is_put_down_safe() && state.jotting.editing.is_none() {
                state.jotting.typed(turn.at);
                state.keep_draft_now(turn);
            }
            if let (Some(book), true) = (merged, state.jotting.revision() == revision) {
                state.jotting.take(book);
                state.refresh_panes();
                state.say(Tone::Plain, "another program had changed the notes: both are kept");
            }
        }
        Err(why) => {
            state.say(Tone::Error, format!("notes are not saved: {why}"));
            state.jotting.saved(revision, Some(why));
            // The disk of the drafts may be another.
            if let (Some(draft), Some(briefing)) = (state.jotting.draft(), state.shared_briefing()) {
                turn.ask(Effect::KeepDraft { briefing, draft: Some(draft) });
            }
        }
    }
}
