//! What the loop sees of the reading room, so that it can be tried with a smaller one.

use jiff::Timestamp;

use crate::app::message::{Effect, Message};
use crate::app::view::{View, view};
use crate::app::{self, State, ThemeChoice};

/// What the loop needs of the reading room.
pub trait Room {
    /// Takes a message in; what is to be done about it comes back.
    fn update(&mut self, message: Message) -> Vec<Effect>;
    /// What is to be seen.
    fn view(&self) -> View;
    /// When it wants [`Woken`](crate::app::message::Event::Woken).
    fn wake_at(&self) -> Option<Timestamp>;
    /// Which look the reader chose.
    fn theme(&self) -> ThemeChoice;
}

impl Room for State {
    fn update(&mut self, message: Message) -> Vec<Effect> {
        app::update(self, message)
    }

    fn view(&self) -> View {
        view(self)
    }

    fn wake_at(&self) -> Option<Timestamp> {
        self.wake_at()
    }

    fn theme(&self) -> ThemeChoice {
        self.theme()
    }
}
