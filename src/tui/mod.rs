//! The terminal: takes it, reads it, paints views into it, runs effects, and gives it back as it was.
//!
//! The only room that names ratatui or crossterm. It decides nothing: whatever comes in becomes a message for the
//! reading room, and what is shown is the reading room's view. One subject a file: [`terminal`] takes and gives back,
//! [`input`] reads on its own thread, [`sequence`] and [`decode`] say what the bytes mean, [`signals`] listens,
//! [`workers`] do what needs the disk, [`watch`] tells of files that others write, [`paint`], [`links`] and [`screen`] put a frame on the terminal, [`run`] is the loop.

mod arrival;
mod decode;
mod editor;
mod environment;
mod input;
mod links;
mod paint;
mod palette;
#[cfg(test)]
mod pty_tests;
mod replies;
mod room;
mod run;
mod screen;
mod sequence;
mod signals;
mod terminal;
mod theme;
mod watch;
mod workers;

pub use room::Room;
pub use run::{TuiError, run, stay};
