//! `brief`: a terminal reading room for briefings.
//!
//! Data flows one way, and each module is a room that knows only the rooms before it:
//!
//! ```text
//! bytes -> intake -> document -> analysis -> library -> app -> { tui, export, cli }
//! ```
//!
//! `ARCHITECTURE.md` names what each room holds and may know; `tests/arrows.rs` holds the rooms to it.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod analysis;
pub mod app;
pub mod cli;
pub mod config;
pub mod document;
pub mod export;
pub mod intake;
pub mod library;
pub mod notes;
pub mod tui;
pub mod yaml;
