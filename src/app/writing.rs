//! What the reader writes: the notebook and its history, the note under way, lines that are typed, questions.

use jiff::{SignedDuration, Timestamp};

use super::command::Turn;
use super::editor::{Editor, SingleLine};
use super::message::{Draft, Effect};
use super::panes::PaneKind;
use super::state::{Over, State};
use super::{Size, layout};
use crate::document::{ParagraphId, Span};
use crate::notes::{Change, ChangeError, History, Note, NoteId, Notebook};

/// How long typing may go on before the draft is kept: what a crash can cost.
const DRAFT_AFTER: SignedDuration = SignedDuration::from_millis(800);

/// The notes of the open briefing, and the one that is being written.
#[derive(Debug)]
pub struct Jotting {
    /// The notes where the briefing has their text.
    pub book: Notebook,
    /// The note that is being written.
    pub editing: Option<Editing>,
    /// Whether the notes were read.
    pub is_read: bool,
    history: History,
    revision: u64,
    saved: u64,
    failure: Option<String>,
    locked: Option<String>,
    draft_due: Option<Timestamp>,
    /// The words that were put down last, until they are on the disk, and the revision that has them.
    put_down: Option<(u64, Draft)>,
    seed: String,
    made: u64,
}

/// A note under way.
#[derive(Debug)]
pub struct Editing {
    /// The note that is changed; `None` for a new one.
    pub note: Option<NoteId>,
    /// The paragraph that it is on.
    pub paragraph: ParagraphId,
    /// The words that a new one is on; `None` where it is on the paragraph as a whole.
    pub span: Option<Span>,
    /// Its words.
    pub editor: Editor,
}

impl Jotting {
    /// No notes yet. `seed` is a word that no other run of the program has.
    #[must_use]
    pub fn new(seed: String) -> Self {
        Self {
            book: Notebook::default(),
            editing: None,
            is_read: false,
            history: History::default(),
            revision: 0,
            saved: 0,
            failure: None,
            locked: None,
            draft_due: None,
            put_down: None,
            seed,
            made: 0,
        }
    }

    /// Another briefing was opened: its notes are still to be read.
    pub fn begin(&mut self) {
        let (seed, made) = (std::mem::take(&mut self.seed), self.made);
        let revision = self.revision;
        *self = Self { made, revision, saved: revision, ..Self::new(seed) };
    }

    /// Takes in the notes as the file has them, where the briefing has their text.
    pub fn take(&mut self, book: Notebook) {
        self.book = book;
        self.is_read = true;
    }

    /// The notes can't be written to: why.
    pub fn lock(&mut self, why: String) {
        self.locked = Some(why);
        self.is_read = true;
    }

    /// Why notes can't be written, where they can't.
    #[must_use]
    pub fn locked(&self) -> Option<&str> {
        self.locked.as_deref()
    }

    /// All notes, and those in the trash.
    #[must_use]
    pub fn notes(&self) -> Vec<Note> {
        self.book.everything().cloned().collect()
    }

    /// An id that no other note has.
    pub fn new_id(&mut self) -> NoteId {
        self.made += 1;
        NoteId(format!("n-{}-{}", self.seed, self.made))
    }

    /// Makes a change that can be undone.
    ///
    /// # Errors
    /// Where it is about a note that is not there.
    pub fn change(&mut self, change: Change) -> Result<(), ChangeError> {
        self.history.apply(&mut self.book, change)?;
        self.revision += 1;
        Ok(())
    }

    /// Takes the last change back, or makes it again: the note it was about.
    ///
    /// # Errors
    /// Where the note is not there any more.
    pub fn step_history(&mut self, back: bool) -> Result<Option<NoteId>, ChangeError> {
        let stepped = if back { self.history.undo(&mut self.book)? } else { self.history.redo(&mut self.book)? };
        self.revision += u64::from(stepped.is_some());
        Ok(stepped)
    }

    /// Whether there is a change to take back, or to make again.
    #[must_use]
    pub fn can_step_history(&self, back: bool) -> bool {
        if back { self.history.can_undo() } else { self.history.can_redo() }
    }

    /// A revision was written, or not.
    pub fn saved(&mut self, revision: u64, failure: Option<String>) {
        if failure.is_none() {
            self.saved = self.saved.max(revision);
        }
        self.failure = failure;
    }

    /// What the title bar says of notes that are not on disk; `None` when all are.
    #[must_use]
    pub fn unsaved(&self) -> Option<&str> {
        if self.saved == self.revision {
            return None;
        }
        Some(self.failure.as_deref().or(self.locked.as_deref()).unwrap_or("they are being written"))
    }

    /// Whether what is not on disk is on its way there.
    #[must_use]
    pub fn is_being_written(&self) -> bool {
        self.saved != self.revision && self.failure.is_none() && self.locked.is_none()
    }

    /// Whether writing failed.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.failure.is_some()
    }

    /// The revision of the notes now.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// When the draft is to be kept.
    #[must_use]
    pub fn wake_at(&self) -> Option<Timestamp> {
        self.draft_due
    }

    /// The words were changed: the draft is due in a moment.
    pub fn typed(&mut self, at: Timestamp) {
        self.draft_due.get_or_insert(at.saturating_add(DRAFT_AFTER).unwrap_or(at));
    }

    /// The words under way, to be kept; else those that were put down and are not on the disk yet.
    #[must_use]
    pub fn draft(&self) -> Option<Draft> {
        let under_way = self.editing.as_ref().map(|editing| Draft {
            note: editing.note.clone(),
            paragraph: editing.paragraph.0,
            text: editing.editor.text(),
        });
        under_way.or_else(|| self.put_down.as_ref().map(|(_, draft)| draft.clone()))
    }

    /// These words are part of the notes now: their draft stays until this revision of the notes is on the disk.
    pub fn put_down(&mut self, draft: Draft) {
        self.put_down = Some((self.revision, draft));
        self.draft_due = None;
    }

    /// Whether what was put down is on the disk by now; it is told once.
    pub fn is_put_down_safe(&mut self) -> bool {
        self.put_down.take_if(|(revision, _)| *revision <= self.saved).is_some()
    }

    /// The notes are on their way to the disk once more.
    pub fn try_again(&mut self) {
        self.failure = None;
    }
}

impl State {
    /// What follows for the writing: the editor knows its size, and the draft is kept when it is due.
    pub(crate) fn settle_writing(&mut self, turn: &mut Turn) {
        if let Some(area) = self.layout().editor {
            let inner = layout::editor_inside(area);
            if let Some(editing) = &mut self.jotting.editing {
                editing.editor.resize(Size { width: inner.width, height: inner.height });
            }
        }
        self.settle_lines();
        if self.jotting.draft_due.is_some_and(|due| due <= turn.at) {
            self.keep_draft_now(turn);
        }
    }

    /// A line that is typed is as wide as there is room.
    fn settle_lines(&mut self) {
        match &mut self.over {
            Some(Over::Prompt(prompt)) => prompt.line.resize(self.size.width.saturating_sub(24).max(8)),
            Some(Over::Window(window)) => {
                let inside = super::view::window_inside(layout::Layout::of_size(self.size).body);
                window.query.resize(inside.width.saturating_sub(3).max(4));
            }
            Some(Over::Card(card)) => {
                let lowest = super::view::card_lowest(card, layout::Layout::of_size(self.size).body);
                card.top = card.top.min(lowest);
            }
            Some(Over::Question(_)) | None => {}
        }
    }

    /// Keeps the draft, or removes it where nothing is being written any more.
    pub(crate) fn keep_draft_now(&mut self, turn: &mut Turn) {
        if self.jotting.draft_due.take().is_none() {
            return;
        }
        if let Some(briefing) = self.shared_briefing() {
            turn.ask(Effect::KeepDraft { briefing, draft: self.jotting.draft() });
        }
    }

    /// Asks for the notes to be written as they are now.
    pub(crate) fn save_notes(&mut self, turn: &mut Turn) {
        if let Some(briefing) = self.shared_briefing() {
            self.jotting.try_again();
            let (revision, notes) = (self.jotting.revision(), self.jotting.notes());
            turn.ask(Effect::SaveNotes { revision, briefing, notes });
        }
        self.refresh_panes();
    }
}

/// Columns of a line that is typed, at first: a longer one scrolls.
const PROMPT_WIDTH: u16 = 40;

/// A line that is typed at the foot of the screen.
#[derive(Debug)]
pub struct Prompt {
    /// What for.
    pub kind: PromptKind,
    /// The line.
    pub line: SingleLine,
}

/// What a line is typed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromptKind {
    /// To search the text.
    Search {
        /// Where the reader was.
        from: ParagraphId,
        /// The last query, for an empty one.
        last: String,
    },
    /// To narrow a pane.
    Filter(PaneKind),
    /// To tag a note.
    Tags(NoteId),
}

impl Prompt {
    /// A line to be typed, from this text on.
    #[must_use]
    pub fn new(kind: PromptKind, text: &str) -> Self {
        Self { kind, line: SingleLine::new(text, PROMPT_WIDTH) }
    }

    /// What stands ahead of the line.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self.kind {
            PromptKind::Search { .. } => "/",
            PromptKind::Filter(_) => "filter: ",
            PromptKind::Tags(_) => "tags: ",
        }
    }
}

/// A question that is answered with yes or no.
#[derive(Debug)]
pub struct Question {
    /// The question.
    pub words: String,
    /// What it is about.
    pub kind: QuestionKind,
}

/// What a question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionKind {
    /// Whether an export may replace a file that is not ours.
    OverwriteExport,
    /// Whether to leave although notes are not on disk.
    LeaveUnsaved,
    /// Whether these notes are to leave the trash for good.
    Purge(Vec<NoteId>),
    /// Whether to make one of two versions that a merge left in the notes file.
    MergeNotes,
}
