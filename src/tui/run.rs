//! The loop: what arrives becomes messages, effects are run, and each burst of arrivals is painted once.

mod away;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::style::force_color_output;
use jiff::Timestamp;
use rustix::io::Errno;

use super::arrival::{Arrival, Signal};
use super::editor::Editing;
use super::environment::Environment;
use super::input::Input;
use super::replies::questions;
use super::room::Room;
use super::screen::Screen;
use super::signals::Listener;
use super::terminal::{self, Terminal};
use super::theme::Theme;
use super::watch::Watch;
use super::workers::Workers;
use crate::app::message::{Background, Effect, Event, Message};
use crate::app::{Services, Setup, Size, State};

/// A burst is painted after this long even when it goes on.
const BURST: Duration = Duration::from_millis(12);
/// No wake-up is sooner than this.
const NEXT_TICK: Duration = Duration::from_millis(5);
/// The first frame waits so long for something to read: longer would be felt.
const FIRST_TEXT: Duration = Duration::from_millis(40);
/// An answer of the terminal that is this late won't come.
const ANSWERS_TAKE: Duration = Duration::from_secs(1);
/// How long the end waits for an answer, so that the shell does not get it.
const LAST_ANSWER: Duration = Duration::from_millis(150);
/// Terminals drop a longer text for the clipboard without a word.
const LONGEST_COPY: usize = 74_994;

/// Why the reading room had to close.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// The terminal can't be used, or no longer.
    #[error("The terminal can't be used: {0}. `brief show` prints a briefing without one.")]
    Terminal(#[from] io::Error),
    /// Something that was to be kept at the end was not.
    #[error("{0}")]
    NotKept(String),
}

/// Opens the reading room and stays until it is left. The setup's size is the terminal's, whatever it says; `colour` is
/// whether there may be any, whatever `NO_COLOR` says.
///
/// # Errors
/// When the terminal can't be used, or when at the end something could not be kept.
pub fn run(setup: Setup, services: impl Services + 'static, colour: bool) -> Result<(), TuiError> {
    stay(|size, at| State::new(Setup { size, ..setup }, at), Arc::new(services), colour)
}

/// Opens a room on the terminal and stays until it is left. Whatever happens, the terminal is given back.
///
/// # Errors
/// When the terminal can't be used, or when at the end something could not be kept.
pub fn stay<R: Room>(
    open: impl FnOnce(Size, Timestamp) -> (R, Vec<Effect>),
    services: Arc<dyn Services>,
    colour: bool,
) -> Result<(), TuiError> {
    force_color_output(colour);
    let (sender, arrivals) = mpsc::channel();
    let _listener = Listener::start(sender.clone())?;
    let terminal = Terminal::take()?;
    let (room, effects) = open(terminal::size(), Timestamp::now());
    let environment = Environment::of_process(colour);
    let mut stay = Stay::new(room, terminal, environment, services, (sender, arrivals));
    stay.begin(effects);
    while !stay.ending {
        stay.take_in();
        stay.show();
    }
    stay.end()
}

struct Stay<R> {
    room: R,
    environment: Environment,
    background: Option<Background>,
    screen: Screen,
    workers: Workers,
    sender: Sender<Arrival>,
    arrivals: Receiver<Arrival>,
    input: Option<Input>,
    /// Of the open briefing's file.
    watch: Option<Watch>,
    /// While an editor has the terminal.
    editing: Option<Editing>,
    /// The shell has the terminal.
    away: bool,
    /// When questions were asked whose answers did not come yet.
    asked: Option<Instant>,
    ending: bool,
    failure: Option<io::Error>,
    terminal: Terminal,
}

impl<R: Room> Stay<R> {
    fn new(
        room: R,
        terminal: Terminal,
        environment: Environment,
        services: Arc<dyn Services>,
        (sender, arrivals): (Sender<Arrival>, Receiver<Arrival>),
    ) -> Self {
        Self {
            room,
            environment,
            background: None,
            screen: Screen::unknown(environment.links),
            workers: Workers::new(services, sender.clone()),
            sender,
            arrivals,
            input: None,
            watch: None,
            editing: None,
            away: false,
            asked: None,
            ending: false,
            failure: None,
            terminal,
        }
    }

    /// The first frame, and only then what need not come before it.
    fn begin(&mut self, effects: Vec<Effect>) {
        let text_comes = effects.iter().any(|effect| matches!(effect, Effect::Open { .. } | Effect::ReadLibrary));
        self.perform_all(effects);
        if let Some(background) = self.environment.background {
            self.take(Arrival::Background(background));
        }
        let later = if text_comes { self.first_text() } else { Vec::new() };
        self.show();
        self.listen();
        self.perform_all(later);
        let questions = questions(self.environment, self.background.is_some());
        if !questions.is_empty() {
            self.asked = Some(Instant::now());
            self.on_terminal(|_| terminal::send(&questions));
        }
    }

    /// Takes in what is to be read, where it comes soon. Gives back what is to be done about it: that would take time
    /// from the first frame.
    fn first_text(&mut self) -> Vec<Effect> {
        match self.arrivals.recv_timeout(FIRST_TEXT) {
            Ok(Arrival::Event(event)) => self.room.update(Message { at: Timestamp::now(), event }),
            Ok(other) => {
                self.take(other);
                Vec::new()
            }
            Err(_) => Vec::new(),
        }
    }

    /// Waits for something, and takes in all that is there by then.
    fn take_in(&mut self) {
        match self.next() {
            Some(arrival) => self.take(arrival),
            None => self.tell(Event::Woken),
        }
        let started = Instant::now();
        while !self.ending && started.elapsed() < BURST {
            match self.arrivals.try_recv() {
                Ok(arrival) => self.take(arrival),
                Err(_) => break,
            }
        }
    }

    /// The next arrival; `None` when the time has come that the room wants to be woken at.
    fn next(&self) -> Option<Arrival> {
        let waited = match self.room.wake_at() {
            None => self.arrivals.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(at) => {
                let left = Duration::try_from(at.duration_since(Timestamp::now())).unwrap_or_default();
                self.arrivals.recv_timeout(left.max(NEXT_TICK))
            }
        };
        match waited {
            Ok(arrival) => Some(arrival),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Arrival::Lost),
        }
    }

    fn take(&mut self, arrival: Arrival) {
        match arrival {
            Arrival::Event(event) => self.tell(event),
            Arrival::Background(background) => {
                self.background = Some(background);
                self.tell(Event::Background(background));
            }
            Arrival::KeyboardFlags if self.editing.is_none() => self.on_terminal(Terminal::tell_keys_apart),
            Arrival::KeyboardFlags => {}
            Arrival::LastAnswer => self.asked = None,
            Arrival::Lost => self.terminate(),
            Arrival::Signal(signal) => self.take_signal(signal),
            Arrival::Edited(result) => {
                self.editing = None;
                self.come_back();
                self.tell(Event::Edited { result });
            }
        }
    }

    fn take_signal(&mut self, signal: Signal) {
        match signal {
            // Meant for the editor, which has the keyboard.
            Signal::Interrupt | Signal::Continue if self.editing.is_some() => {}
            Signal::End | Signal::Interrupt => self.terminate(),
            Signal::Stop => self.stop(),
            Signal::Continue => self.come_back(),
            Signal::Resize => {
                // It may have been smaller for a moment and have lost what did not fit.
                self.screen.forget();
                self.tell(Event::Resize(terminal::size()));
            }
        }
    }

    fn tell(&mut self, event: Event) {
        let effects = self.room.update(Message { at: Timestamp::now(), event });
        self.perform_all(effects);
    }

    fn perform_all(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.ending = true,
                Effect::Suspend => self.suspend(),
                Effect::Copy(text) => self.copy(&text),
                Effect::CaptureMouse(on) => self.on_terminal(|terminal| terminal.capture_mouse(on)),
                Effect::EditOutside { text } => self.edit(text),
                Effect::Watch(path) => self.watch(&path),
                effect => self.workers.start(effect),
            }
        }
    }

    fn show(&mut self) {
        if self.ending || self.away || self.editing.is_some() {
            return;
        }
        let theme = Theme::of(self.room.theme(), self.background, self.environment);
        let sent = self.screen.frame(&self.room.view(), &theme).and_then(|bytes| terminal::send(&bytes));
        self.on_terminal(|_| sent);
    }

    /// Does something with the terminal; when that fails, the terminal is gone.
    fn on_terminal(&mut self, act: impl FnOnce(&mut Terminal) -> io::Result<()>) {
        if let Err(error) = act(&mut self.terminal) {
            self.failure.get_or_insert(error);
            self.terminate();
        }
    }

    fn listen(&mut self) {
        if self.input.is_some() {
            return;
        }
        match Input::start(self.sender.clone()) {
            Ok(input) => self.input = Some(input),
            Err(error) => self.on_terminal(|_| Err(error)),
        }
    }

    /// The room keeps what is to be kept, and that is the end.
    fn terminate(&mut self) {
        if self.ending {
            return;
        }
        self.ending = true;
        if let Some(editing) = self.editing.take() {
            self.end_editor(&editing);
        }
        self.tell(Event::Terminate);
    }

    /// Where a file can't be watched the reader has to ask for it to be read again.
    fn watch(&mut self, path: &Path) {
        let sender = self.sender.clone();
        self.watch = Watch::start(path, move || drop(sender.send(Arrival::Event(Event::SourceWritten)))).ok();
    }

    fn copy(&mut self, text: &str) {
        let bytes = terminal::command(CopyToClipboard::to_clipboard_from(text));
        if bytes.len() > LONGEST_COPY {
            let kilobytes = text.len() / 1000;
            self.tell(Event::Failed(format!("{kilobytes} KB are too much for the terminal's clipboard; export it.")));
        } else {
            self.on_terminal(|_| terminal::send(&bytes));
        }
    }

    /// Gives the terminal back and waits until all is written.
    fn end(mut self) -> Result<(), TuiError> {
        let mut late = self.await_last_answer();
        self.input = None;
        let left = terminal::give_back();
        self.workers.finish();
        late.extend(self.arrivals.try_iter());
        if let Some(why) = not_kept(&late) {
            return Err(TuiError::NotKept(why));
        }
        match self.failure.or(left.err()) {
            Some(error) if !is_closed(&error) => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Waits a moment for answers that are under way; gives back what else arrived.
    fn await_last_answer(&mut self) -> Vec<Arrival> {
        let mut late = Vec::new();
        if self.failure.is_some() || self.asked.is_none_or(|asked| asked.elapsed() > ANSWERS_TAKE) {
            return late;
        }
        let until = Instant::now() + LAST_ANSWER;
        while let Ok(arrival) = self.arrivals.recv_timeout(until.saturating_duration_since(Instant::now())) {
            if matches!(arrival, Arrival::LastAnswer | Arrival::Lost) {
                break;
            }
            late.push(arrival);
        }
        late
    }
}

/// Whether the terminal was closed: that is an end like any other, and nobody is there to be told.
fn is_closed(error: &io::Error) -> bool {
    let closed = [Errno::IO, Errno::PIPE, Errno::NXIO, Errno::NOTTY].map(Errno::raw_os_error);
    error.raw_os_error().is_some_and(|code| closed.contains(&code))
}

/// What the room can't be told any more: the failure of a write that no later one made good.
fn not_kept(late: &[Arrival]) -> Option<String> {
    let mut failure = None;
    for arrival in late {
        match arrival {
            Arrival::Event(Event::NotesSaved { result: Err(why), .. } | Event::Failed(why)) => {
                failure = Some(why.clone());
            }
            Arrival::Event(Event::NotesSaved { result: Ok(_), .. }) => failure = None,
            _ => {}
        }
    }
    failure
}
