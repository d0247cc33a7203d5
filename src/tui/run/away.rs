//! While somebody else has the terminal: the reader's editor, or the shell after a stop.

use std::time::{Duration, Instant};

use super::Stay;
use crate::app::message::Event;
use crate::tui::arrival::Arrival;
use crate::tui::editor::Editing;
use crate::tui::room::Room;
use crate::tui::signals;
use crate::tui::terminal::{self, Terminal};

/// How long the end waits for an editor that was asked to end.
const EDITOR_ENDS: Duration = Duration::from_secs(2);

impl<R: Room> Stay<R> {
    pub(super) fn edit(&mut self, text: String) {
        if self.ending || self.editing.is_some() {
            return;
        }
        self.input = None;
        self.on_terminal(|_| terminal::give_back());
        match Editing::start(text, self.sender.clone()) {
            Ok(editing) => self.editing = Some(editing),
            Err(why) => {
                self.come_back();
                self.tell(Event::Edited { result: Err(why) });
            }
        }
    }

    pub(super) fn suspend(&mut self) {
        if !signals::can_stop() {
            self.tell(Event::Failed("There is no shell to go back to.".into()));
        } else if let Err(error) = signals::ask_job_to_stop() {
            self.tell(Event::Failed(format!("The program can't be stopped: {error}.")));
        }
    }

    /// Stops until SIGCONT, which arrives as [`Signal::Continue`].
    pub(super) fn stop(&mut self) {
        if !signals::can_stop() {
            return;
        }
        if self.editing.is_none() {
            self.on_terminal(|_| terminal::give_back());
            self.away = true;
        }
        if signals::stop().is_err() {
            self.come_back();
        }
    }

    /// Takes the terminal again, of which nothing is known any more.
    pub(super) fn come_back(&mut self) {
        if self.ending {
            return;
        }
        self.away = false;
        self.screen.forget();
        self.on_terminal(Terminal::enter);
        self.listen();
        self.tell(Event::Resize(terminal::size()));
    }

    pub(super) fn end_editor(&mut self, editing: &Editing) {
        editing.end();
        let until = Instant::now() + EDITOR_ENDS;
        while let Ok(arrival) = self.arrivals.recv_timeout(until.saturating_duration_since(Instant::now())) {
            match arrival {
                Arrival::Edited(result) => return self.tell(Event::Edited { result }),
                Arrival::Event(event) => self.tell(event),
                _ => {}
            }
        }
    }
}
