//! What reaches the loop, from whatever thread.

use crate::app::message::{Background, Event};

/// Something for the loop.
#[derive(Debug)]
pub(super) enum Arrival {
    /// Something for the room.
    Event(Event),
    /// The terminal told its ground.
    Background(Background),
    /// The terminal knows the keyboard protocol.
    KeyboardFlags,
    /// The last question was answered.
    LastAnswer,
    /// The terminal is gone.
    Lost,
    /// A signal.
    Signal(Signal),
    /// The external editor ended.
    Edited(Result<String, String>),
}

/// A signal that means something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signal {
    /// To end: SIGTERM, SIGHUP.
    End,
    /// From a keyboard that is not in our hands: SIGINT, SIGQUIT.
    Interrupt,
    /// To stop: SIGTSTP.
    Stop,
    /// Running again: SIGCONT.
    Continue,
    /// A new size: SIGWINCH.
    Resize,
}
