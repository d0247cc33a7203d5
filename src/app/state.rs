//! The one place where state lives.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::card::Card;
use super::command::{Turn, When};
use super::key::Key;
use super::keymap::Keymap;
use super::library::Library;
use super::message::{Background, Effect, Target};
use super::panes::{PaneKind, Panes};
use super::reading::Reading;
use super::theme::ThemeChoice;
use super::window::Window;
use super::writing::{Jotting, Prompt, Question};
use super::{Size, layout};

/// Everything there is to know about what is on the screen and why.
#[derive(Debug)]
pub struct State {
    /// The size of the terminal.
    pub size: Size,
    /// What the reader chose.
    pub settings: Settings,
    /// Which keys mean what.
    pub keymap: Keymap,
    /// Keys and count typed so far of a command that is not whole yet.
    pub pending: Pending,
    /// Which screen is shown.
    pub screen: Screen,
    /// The list of briefings.
    pub library: Library,
    /// The open briefing.
    pub reading: Option<Reading>,
    /// The panes beside its text.
    pub panes: Panes,
    /// Its notes, and the one that is being written.
    pub jotting: Jotting,
    /// What lies over the screen and has the keys.
    pub over: Option<Over>,
    /// What just happened, in a few words.
    pub notice: Option<Notice>,
    /// The number of the last request.
    pub requests: u64,
    /// Whether the program ends once the notes are written.
    pub leaving: bool,
    /// Whether the program is about to end.
    pub ending: bool,
}

/// What the reader chose: from the configuration, changed by keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The widest that running text gets, in columns.
    pub measure: usize,
    /// Whether repeats are folded at first.
    pub fold_repeats: bool,
    /// The theme.
    pub theme: ThemeChoice,
    /// What the terminal told of its background.
    pub background: Option<Background>,
    /// Whether colours may be used.
    pub colour: bool,
    /// Whether the mouse is ours.
    pub mouse: bool,
    /// Whose name new notes carry.
    pub author: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: 72,
            fold_repeats: true,
            theme: ThemeChoice::Auto,
            background: None,
            colour: true,
            mouse: true,
            author: None,
        }
    }
}

/// Keys and count typed so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pending {
    /// Keys of a chord that is not whole.
    pub keys: Vec<Key>,
    /// A number typed ahead.
    pub count: Option<usize>,
}

/// Which screen is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The list of briefings.
    Library,
    /// A briefing.
    Briefing,
}

/// What lies over the screen and has the keys.
#[derive(Debug)]
pub enum Over {
    /// A query and a list: picker, palette, help.
    Window(Window),
    /// A line that is being typed.
    Prompt(Prompt),
    /// A question that waits for its answer.
    Question(Question),
    /// What there is to say of one thing.
    Card(Card),
}

/// What just happened, in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// The words.
    pub words: String,
}

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It is so.
    Plain,
    /// It went well.
    Good,
    /// It can't be done now.
    Refused,
    /// It went wrong: it stays until a key is pressed.
    Error,
}

/// What a state starts from.
#[derive(Debug)]
pub struct Setup {
    /// The size of the terminal.
    pub size: Size,
    /// What the reader chose.
    pub settings: Settings,
    /// Which keys mean what.
    pub keymap: Keymap,
    /// What was named on the command line; none of them opens the library.
    pub targets: Vec<Target>,
    /// The library's folder, for its title.
    pub folder: PathBuf,
    /// A word that no other run of the program has, for the ids of new notes.
    pub seed: String,
}

impl State {
    /// The state at the start, and what is to be done first.
    #[must_use]
    pub fn new(setup: Setup, at: Timestamp) -> (Self, Vec<Effect>) {
        let mut state = Self {
            size: setup.size,
            settings: setup.settings,
            keymap: setup.keymap,
            pending: Pending::default(),
            screen: Screen::Library,
            library: Library::new(setup.folder, &setup.targets),
            reading: None,
            panes: Panes::default(),
            jotting: Jotting::new(setup.seed),
            over: None,
            notice: None,
            requests: 0,
            leaving: false,
            ending: false,
        };
        let mut turn = Turn::new(at);
        if state.settings.mouse {
            turn.ask(Effect::CaptureMouse(true));
        }
        match setup.targets.into_iter().next() {
            Some(target) => state.open(target, &mut turn),
            None => turn.ask(Effect::ReadLibrary),
        }
        (state, turn.effects)
    }

    /// Asks for a briefing to be opened.
    pub fn open(&mut self, target: Target, turn: &mut Turn) {
        if self.jotting.unsaved().is_some() {
            // Another briefing would take the place of the notes that are only here.
            if self.jotting.failed() {
                self.save_notes(turn);
            }
            self.say(Tone::Error, "the notes on the open briefing are not saved yet: try again in a moment");
            return;
        }
        self.requests += 1;
        self.library.opening = Some((self.requests, target.clone()));
        turn.ask(Effect::Open { request: self.requests, target });
    }

    /// Says what just happened.
    pub fn say(&mut self, tone: Tone, words: impl Into<String>) {
        self.notice = Some(Notice { tone, words: words.into() });
    }

    /// The places whose keys count now, the most particular first.
    #[must_use]
    pub fn places(&self) -> &'static [When] {
        match &self.over {
            Some(Over::Window(_)) => return &[When::Window, When::Typing, When::Everywhere],
            Some(Over::Prompt(_)) => return &[When::Prompt, When::Typing, When::Everywhere],
            Some(Over::Question(_)) => return &[When::Question],
            Some(Over::Card(_)) => return &[When::Card, When::Everywhere],
            None => {}
        }
        if self.screen == Screen::Library {
            return &[When::Library, When::Everywhere];
        }
        if self.jotting.editing.is_some() {
            return &[When::Editor, When::Typing, When::Everywhere];
        }
        match self.panes.focus {
            None => &[When::Text, When::Briefing, When::Everywhere],
            Some(PaneKind::Sections) => &[When::Sections, When::Pane, When::Briefing, When::Everywhere],
            Some(PaneKind::Actors) => &[When::Actors, When::Pane, When::Briefing, When::Everywhere],
            Some(PaneKind::Positions) => &[When::Positions, When::Pane, When::Briefing, When::Everywhere],
            Some(PaneKind::Notes) => &[When::Notes, When::Pane, When::Briefing, When::Everywhere],
        }
    }

    /// Whether plain characters are typed into something.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.places().contains(&When::Typing)
    }

    /// Where everything stands on the screen.
    #[must_use]
    pub fn layout(&self) -> layout::Layout {
        layout::Layout::of(self)
    }

    /// When the state wants to be woken, to keep a draft or to take a notice away.
    #[must_use]
    pub fn wake_at(&self) -> Option<Timestamp> {
        self.jotting.wake_at()
    }

    /// The theme to paint in.
    #[must_use]
    pub fn theme(&self) -> ThemeChoice {
        self.settings.theme
    }

    /// The open briefing's analysis.
    #[must_use]
    pub fn analysis(&self) -> Option<&Arc<crate::analysis::Analysis>> {
        self.reading.as_ref().and_then(|reading| reading.analysis.as_ref())
    }
}
