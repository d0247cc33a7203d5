//! A reading room for tests: a briefing made of text, a state that is driven by words for keys.

#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use brief::analysis::{self, Knowledge, KnownPosition, PositionId};
use brief::app::key::Key;
use brief::app::keymap::Keymap;
use brief::app::message::{Effect, Event, Message, NotesRead, Target};
use brief::app::view::view;
use brief::app::{Settings, Setup, Size, State, update};
use brief::document::{self, Briefing, ParagraphId};
use brief::intake;
use brief::notes::{Anchor, Note, NoteId, Notebook, Versions};
use jiff::Timestamp;

/// A state, and the effects that nobody has run yet.
pub struct Room {
    pub state: State,
    pub effects: Vec<Effect>,
    pub at: Timestamp,
}

/// A briefing out of Markdown.
pub fn briefing(text: &str) -> Arc<Briefing> {
    let source = intake::from_bytes(text.as_bytes(), Some(Path::new("talks.md")), None).expect("this is a text");
    Arc::new(document::build(source))
}

/// One position, so that there is something to hold.
pub fn knowledge() -> Knowledge {
    let position = KnownPosition {
        id: PositionId("land-for-security".into()),
        label: "Land for security".into(),
        definition: None,
        phrases: vec!["land for security".into(), "cede land".into()],
        supports: Vec::new(),
        opposes: vec!["not cede land".into()],
    };
    Knowledge { positions: vec![position], actors: Vec::new() }
}

impl Room {
    /// A room of a size with nothing open yet: it has asked for the file.
    pub fn asking(width: u16, height: u16) -> Self {
        let at = Timestamp::from_second(1_755_500_000).expect("a time");
        let setup = Setup {
            size: Size { width, height },
            settings: Settings::default(),
            keymap: Keymap::new(&[]).expect("the default keys fit"),
            targets: vec![Target::File(PathBuf::from("talks.md"))],
            folder: PathBuf::from("briefings"),
            seed: "test".into(),
        };
        let (state, effects) = State::new(setup, at);
        Self { state, effects, at }
    }

    /// A room with this briefing open, its notes read and its analysis done.
    pub fn reading(text: &str, width: u16, height: u16) -> Self {
        let mut room = Self::asking(width, height);
        let briefing = briefing(text);
        room.open(&briefing);
        room
    }

    /// Answers the last request with this briefing, no notes, and its analysis.
    pub fn open(&mut self, briefing: &Arc<Briefing>) {
        let request = self.state.requests;
        self.tell(Event::Opened { request, result: Ok(Arc::clone(briefing)), partial: false });
        self.tell(Event::NotesRead { request, result: Ok(NotesRead::default()) });
        let analysis = Arc::new(analysis::analyse(briefing, &knowledge()));
        self.tell(Event::Analysed { request, analysis, partial: false });
        self.effects.clear();
    }

    /// A room with a revised briefing open, and the notes that were made on these paragraphs (from 0) of the text before.
    pub fn revised(old: &str, new: &str, notes: &[(usize, &str)], width: u16, height: u16) -> Self {
        let (old, new) = (briefing(old), briefing(new));
        let mut versions = Versions::default();
        versions.insert(old.source.sha256.clone(), old.text.clone());
        let mut room = Self::asking(width, height);
        let at = room.at;
        let note = |(i, (paragraph, text)): (usize, &(usize, &str))| Note {
            id: NoteId(format!("n-{i}")),
            anchor: Anchor::on_paragraph(&old, ParagraphId(*paragraph)).expect("the paragraph is there"),
            text: (*text).to_owned(),
            tags: Vec::new(),
            author: None,
            created: at,
            changed: at,
            removed: None,
        };
        let book = Notebook::carried_over(notes.iter().enumerate().map(note).collect(), &new, &versions);
        let request = room.state.requests;
        room.tell(Event::Opened { request, result: Ok(Arc::clone(&new)), partial: false });
        room.tell(Event::NotesRead { request, result: Ok(NotesRead { book, ..NotesRead::default() }) });
        room.effects.clear();
        room
    }

    /// Tells the state what happened.
    pub fn tell(&mut self, event: Event) {
        self.effects.extend(update(&mut self.state, Message { at: self.at, event }));
    }

    /// Presses keys, written as in config.yaml with spaces between.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.tell(Event::Key(key.parse::<Key>().expect("a key")));
        }
        self
    }

    /// Types a text, a character at a time.
    pub fn type_in(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let key = Key::plain(brief::app::key::KeyCode::Char(c));
            self.tell(Event::Key(key));
        }
        self
    }

    /// What is to be seen, as plain text.
    pub fn screen(&self) -> String {
        view(&self.state).plain()
    }

    /// The number of the paragraph under the cursor.
    pub fn paragraph(&self) -> usize {
        self.state.reading.as_ref().expect("a briefing is open").cursor.number()
    }

    /// The notice at the foot.
    pub fn notice(&self) -> &str {
        self.state.notice.as_ref().map_or("", |notice| notice.words.as_str())
    }

    /// The notes that the last save would write.
    pub fn saved(&self) -> Option<&[Note]> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::SaveNotes { notes, .. } => Some(notes.as_slice()),
            _ => None,
        })
    }
}

/// Talks in three parts, with a repeat: what most scripts are played on.
pub const TALKS: &str = "\
# Talks on the river resume

## Who came

Ukrainian President Volodymyr Zelensky met French President Emmanuel Macron in Geneva on Monday. Both delegations stayed for two days.

Zelensky said Ukraine would not cede land. His delegation repeated the point at every session of the week.

## What is on the table

The United States proposed land for security, according to two officials who saw the draft.

Macron called the draft a start. He asked for a second round before the end of the month.

Zelensky said Ukraine would not cede land. His delegation repeated the point at every session of the week.

## What comes next

The delegations meet again in June.
";

/// The same talks, revised: the proposal in other words, what Macron said taken out.
pub fn revised_talks() -> String {
    TALKS
        .replace(
            "proposed land for security, according to two officials who saw",
            "put forward land for security, say three officials who read",
        )
        .replace("Macron called the draft a start. He asked for a second round before the end of the month.\n\n", "")
}
