//! What comes in (messages) and what goes out (effects). Both are plain data.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::key::Key;
use super::{Point, Size};
use crate::analysis::{Analysis, KnownPosition};
use crate::document::Briefing;
use crate::notes::{News, Note, NoteId, Notebook};

/// Something that happened, and when.
#[derive(Debug, Clone)]
pub struct Message {
    /// When, by the clock of whoever sends it.
    pub at: Timestamp,
    /// What.
    pub event: Event,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has a new size.
    Resize(Size),
    /// The time that the state asked to be woken at has come.
    Woken,
    /// The terminal told its background.
    Background(Background),
    /// A briefing was opened. It may come twice for one request: first the top of a large one, then all of it.
    Opened {
        /// The request's number: an answer to an older request is out of date.
        request: u64,
        /// What came of it.
        result: Result<Arc<Briefing>, String>,
        /// Whether there is more to come.
        partial: bool,
    },
    /// A briefing's notes, and where the reader was, were read.
    NotesRead {
        /// The request's number.
        request: u64,
        /// What came of it.
        result: Result<NotesRead, String>,
    },
    /// The file of the open briefing was written by somebody.
    SourceWritten,
    /// The open briefing was read again; `Ok(None)` where it is what it was.
    Reloaded {
        /// The number of the request that had opened it.
        request: u64,
        /// The revision of the notes that went along.
        revision: u64,
        /// What came of it.
        result: Result<Option<Box<Reloaded>>, String>,
    },
    /// An analysis is done. It may come twice for one request: first that of the top of a large briefing.
    Analysed {
        /// The request's number.
        request: u64,
        /// What was found.
        analysis: Arc<Analysis>,
        /// Whether there is more to come.
        partial: bool,
    },
    /// The notes were written, or not.
    NotesSaved {
        /// The revision that was to be written.
        revision: u64,
        /// `Ok` holds the notes as they are in the file now, where another program had changed it.
        result: Result<Option<Notebook>, String>,
    },
    /// Two versions that a merge left in the notes file were made one, or not; `Ok` holds how many notes both had changed.
    NotesMerged(Result<usize, String>),
    /// The external editor, which goes on, has written.
    EditorWrote {
        /// The text as it is now.
        text: String,
    },
    /// The external editor is back.
    Edited {
        /// The text as it was left, or why there is none.
        result: Result<String, String>,
    },
    /// The library's folder was read.
    LibraryRead(Result<Arc<Vec<Entry>>, String>),
    /// An export was written.
    Exported(Result<Export, String>),
    /// A position was added to the configuration, in this file, or not.
    PositionAdded(Result<PathBuf, String>),
    /// An effect that has no other answer failed: what to tell the reader.
    Failed(String),
    /// The program was told to end from outside (SIGTERM, SIGHUP, a closed terminal).
    Terminate,
}

/// A briefing's notes as they were found, and where the reader left off.
#[derive(Debug, Clone, Default)]
pub struct NotesRead {
    /// The notes, where the briefing has their text.
    pub book: Notebook,
    /// Why the notes file can't be written to, when it can't.
    pub locked: Option<String>,
    /// Whether that is because a merge left two versions in it.
    pub conflicted: bool,
    /// Words that were being typed when the program last ended.
    pub draft: Option<Draft>,
    /// Where the reader was.
    pub place: Option<Place>,
    /// What is new since the briefing was last read, where it was read before.
    pub news: Option<Arc<News>>,
    /// What there is to say of it all.
    pub said: Option<String>,
}

/// A briefing as it is now, and what stands where in it.
#[derive(Debug, Clone)]
pub struct Reloaded {
    /// The briefing.
    pub briefing: Arc<Briefing>,
    /// What is new in it since it was last read.
    pub news: Arc<News>,
    /// The same against the version that was on the screen: where the reader is now.
    pub moved: Arc<News>,
    /// The notes, where the briefing has their text.
    pub book: Notebook,
}

/// Where a reader is in a briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The paragraph under the cursor, from 0.
    pub paragraph: usize,
    /// Runs of paragraphs that were read: first, and one past the last.
    pub read: Vec<(usize, usize)>,
    /// Whether nothing is new that was not read: a later version is then compared with this one.
    pub caught_up: bool,
}

/// Words that are being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The note that is being changed; `None` for a new one.
    pub note: Option<NoteId>,
    /// The paragraph that it is on, from 0.
    pub paragraph: usize,
    /// The words.
    pub text: String,
}

/// What became of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Export {
    /// It is in this file, and what was edited there is kept: in words.
    Written(String),
    /// This file is there and was not made by us, or what was edited in it cannot be told: the reader must say.
    WouldOverwrite(PathBuf),
}

/// One briefing of the library's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The file.
    pub path: PathBuf,
    /// Its headline, or its name.
    pub headline: String,
    /// Its date, ISO.
    pub date: Option<String>,
    /// How many sections.
    pub sections: usize,
    /// How many paragraphs that say something new.
    pub paragraphs: usize,
    /// How many notes.
    pub notes: usize,
    /// How many of its paragraphs were read.
    pub read: usize,
    /// Why it can't be opened.
    pub error: Option<String>,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// Where.
    pub at: Point,
    /// What.
    pub act: MouseAct,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseAct {
    /// The left button went down.
    Press,
    /// It was moved with the left button down.
    Drag,
    /// The left button went up.
    Release,
    /// The wheel turned towards the top.
    WheelUp,
    /// The wheel turned towards the end.
    WheelDown,
}

/// Whether the terminal is dark or light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Background {
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
}

/// Something to be done outside.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Open a briefing; answered by `Opened`.
    Open {
        /// The request's number.
        request: u64,
        /// What to open.
        target: Target,
    },
    /// Tell when this file is written; answered by `SourceWritten`, each time. An earlier wish is forgotten.
    Watch(PathBuf),
    /// Read the open briefing again; answered by `Reloaded`.
    Reload {
        /// The number of the request that opened it.
        request: u64,
        /// What it was opened from.
        target: Target,
        /// The briefing on the screen.
        briefing: Arc<Briefing>,
        /// What it was compared with, where the reader has not caught up with that.
        news: Option<Arc<News>>,
        /// The revision of the notes.
        revision: u64,
        /// All notes.
        notes: Vec<Note>,
    },
    /// Read a briefing's notes, drafts and place; answered by `NotesRead`.
    ReadNotes {
        /// The request's number.
        request: u64,
        /// Whose.
        briefing: Arc<Briefing>,
    },
    /// Analyse a briefing; answered by `Analysed`. A newer request makes an older one stop.
    Analyse {
        /// The request's number.
        request: u64,
        /// Which.
        briefing: Arc<Briefing>,
    },
    /// Write the notes; answered by `NotesSaved`.
    SaveNotes {
        /// The revision that these notes are.
        revision: u64,
        /// Whose.
        briefing: Arc<Briefing>,
        /// All of them.
        notes: Vec<Note>,
    },
    /// Make one of two versions that a merge left in the notes file; answered by `NotesMerged`.
    MergeNotes {
        /// Whose.
        briefing: Arc<Briefing>,
    },
    /// Keep what is being typed; `None` removes the draft.
    KeepDraft {
        /// In which briefing.
        briefing: Arc<Briefing>,
        /// The words.
        draft: Option<Draft>,
    },
    /// Keep where the reader is.
    KeepPlace {
        /// In which briefing.
        briefing: Arc<Briefing>,
        /// Where.
        place: Place,
    },
    /// Give the screen to $VISUAL or $EDITOR with this text; answered by `Edited`.
    EditOutside {
        /// The text to start from.
        text: String,
    },
    /// Read the library's folder; answered by `LibraryRead`.
    ReadLibrary,
    /// Export the briefing as Markdown; answered by `Exported`.
    Export {
        /// Which.
        briefing: Arc<Briefing>,
        /// What was found in it.
        analysis: Arc<Analysis>,
        /// The notes on it.
        notes: Notebook,
        /// Whether a file that we did not make may be replaced.
        overwrite: bool,
    },
    /// Add a position to the reader's configuration; answered by `PositionAdded`. Analyses from then on look for it.
    AddPosition(KnownPosition),
    /// Put a text on the clipboard.
    Copy(String),
    /// Take the mouse, or leave it to the terminal.
    CaptureMouse(bool),
    /// Stop the process as Ctrl-Z does, and come back.
    Suspend,
    /// End the program.
    Quit,
}

/// Something that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A file.
    File(PathBuf),
    /// Standard input, which was read when the program started.
    StandardInput,
}
