//! `brief` without a command: the screen, or the same in print where there is no terminal.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use anyhow::Context as _;
use jiff::Timestamp;

use super::arguments::{Colour, Global, Show};
use super::failure::{Outcome, report};
use super::{Screen, identity, input, keys, settings, shelf, show};
use crate::analysis::Knowledge;
use crate::app::Settings;
use crate::app::keymap::Keymap;
use crate::app::message::Target;
use crate::config::Config;

/// What the screen is opened with.
#[derive(Debug)]
pub struct Opening {
    /// What to open, the first at once; none for the library.
    pub targets: Vec<Target>,
    /// How it looks and behaves.
    pub settings: Settings,
    /// The keys, the reader's own among them.
    pub keymap: Keymap,
    /// What analysis is told.
    pub knowledge: Knowledge,
    /// The configuration they were taken from.
    pub config: Config,
    /// A word that no other run of the program has, for the ids of new notes.
    pub seed: String,
    /// Whether colour may be used.
    pub colour: bool,
}

pub(crate) fn open(mut files: Vec<PathBuf>, global: &Global, screen: Screen) -> anyhow::Result<Outcome> {
    let library = match files.as_slice() {
        [folder] if folder.is_dir() => files.pop(),
        _ => None,
    };
    if !io::stdout().is_terminal() {
        return if files.is_empty() { shelf::list(library, global) } else { print(&files, global) };
    }
    for file in files.iter().filter(|file| !input::is_stdin(file)) {
        let about = std::fs::metadata(file);
        about.with_context(|| format!("{} cannot be opened; check the spelling and the folder", file.display()))?;
    }
    let config = settings::load(global, library)?.config;
    screen(Opening {
        targets: files.into_iter().map(target).collect(),
        settings: settings::screen(&config),
        keymap: keys::keymap(&config)?,
        knowledge: settings::knowledge(&config),
        config,
        seed: identity::seed(Timestamp::now()),
        colour: match global.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        },
    })?;
    Ok(Outcome::Done)
}

fn target(file: PathBuf) -> Target {
    if input::is_stdin(&file) { Target::StandardInput } else { Target::File(file) }
}

fn print(files: &[PathBuf], global: &Global) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Done;
    for file in files {
        if let Err(error) = show::run(&Show { file: file.clone(), json: false, width: None }, global) {
            report(&error);
            outcome = Outcome::Partly;
        }
    }
    Ok(outcome)
}
