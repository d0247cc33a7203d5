//! The reading room without a terminal: what is open, what a key means, what happens next, and what is to be seen.
//!
//! State lives in one place ([`State`]). A key becomes a command by the keymap; a command changes the state and gives
//! effects; whoever runs the effects sends what came of them back as messages. [`view::view`] turns the state into a
//! [`view::View`], which any painter can paint. Nothing here reads a clock, a file or a terminal, and nothing here names
//! a colour.

mod act;
pub mod card;
pub mod command;
pub mod editor;
pub mod geometry;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod library;
pub mod message;
mod mouse;
pub mod panes;
pub mod reading;
pub mod services;
pub mod state;
pub mod theme;
mod update;
pub mod view;
mod why;
pub mod window;
pub mod writing;

pub use geometry::{Area, Point, Size};
pub use services::Services;
pub use state::{Settings, Setup, State};
pub use theme::ThemeChoice;
pub use update::update;
