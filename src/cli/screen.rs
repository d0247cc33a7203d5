//! `brief` without a command: the screen, or the same in print where there is no terminal.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use anyhow::bail;
use jiff::Timestamp;

use super::arguments::{Global, Reading, Show};
use super::failure::{Outcome, Usage, is_closed_pipe, report};
use super::page::is_wanted;
use super::services::{Ahead, Services};
use super::settings::Home;
use super::{Screen, identity, input, keys, settings, shelf, show};
use crate::app::message::Target;
use crate::app::{Settings, Setup, Size};

pub(crate) fn open(
    mut files: Vec<PathBuf>,
    reading: Reading,
    global: &Global,
    screen: Screen,
) -> anyhow::Result<Outcome> {
    let library = match files.as_slice() {
        [folder] if folder.is_dir() => files.pop(),
        _ => None,
    };
    if files.is_empty() && reading.format.is_some() {
        return Err(Usage("`--format` is for files; a library's are each read as what they are".to_owned()).into());
    }
    if !io::stdout().is_terminal() {
        return if files.is_empty() { shelf::list(library, global) } else { print(&files, reading, global) };
    }
    if io::stdin().is_terminal() && files.iter().any(|file| input::is_stdin(file)) {
        return Err(Usage("standard input is the terminal; pipe a briefing into `brief -`".to_owned()).into());
    }
    for file in files.iter().filter(|file| !input::is_stdin(file)) {
        if let Err(cause) = std::fs::metadata(file) {
            bail!("{} cannot be opened ({cause}); check the spelling and the folder", file.display());
        }
    }
    let targets: Vec<_> = files.into_iter().map(target).collect();
    let ahead = targets.first().and_then(|target| Ahead::begin(target, reading.format));
    let config = settings::load(global, library)?.config;
    let setup = Setup {
        // The screen knows its size once it has the terminal.
        size: Size::default(),
        settings: Settings { colour: is_wanted(global.color, true), ..settings::screen(&config) },
        keymap: keys::keymap(&config)?,
        targets: targets.clone(),
        folder: config.library.clone(),
        seed: identity::seed(Timestamp::now()),
    };
    let home = Home::of_user().with_named(global.config.clone());
    let services = Services::new(config, targets, home);
    screen(setup, services.reading_as(reading.format).with(ahead))?;
    Ok(Outcome::Done)
}

fn target(file: PathBuf) -> Target {
    if input::is_stdin(&file) { Target::StandardInput } else { Target::File(file) }
}

fn print(files: &[PathBuf], reading: Reading, global: &Global) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Done;
    for file in files {
        match show::run(&Show { file: file.clone(), reading, json: false, width: None }, global) {
            Ok(_) => {}
            Err(error) if is_closed_pipe(&error) => return Err(error),
            Err(error) => {
                report(&error);
                outcome = Outcome::Partly;
            }
        }
    }
    Ok(outcome)
}
