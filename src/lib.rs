//! `brief`: a terminal reading room for briefings.
//!
//! Data flows one way, and each module is a room that knows only the rooms before it:
//!
//! ```text
//! bytes -> intake -> document -> analysis -> library -> app -> { tui, export, cli }
//! ```
//!
//! `ARCHITECTURE.md` names what each room holds and may know; `tests/arrows.rs` holds the rooms to it.
//!
//! ```standalone_crate
//! use brief::{analysis, document, intake};
//!
//! let bytes = b"# Talks resume in Oslo\n\nNorwegian Prime Minister Kari Nordmann said the ports would stay open.\n";
//! let briefing = document::build(intake::from_bytes(bytes, None, None)?);
//! assert_eq!(briefing.title(), "Talks resume in Oslo");
//!
//! let found = analysis::analyse(&briefing, &analysis::Knowledge::default());
//! let speaker = found.actors.iter().find(|actor| actor.name == "Kari Nordmann").expect("she is named");
//! assert_eq!(briefing.slice(speaker.mentions[0].span), "Kari Nordmann");
//! # Ok::<(), intake::IntakeError>(())
//! ```
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
