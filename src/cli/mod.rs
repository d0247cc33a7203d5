//! The subcommands: each reads what it needs, prints, and says with its exit status how it went.
//!
//! 0 is success, 1 something that went wrong with the work, 2 a wrong command line. Errors are one sentence on standard
//! error. Nothing from a document reaches the terminal unescaped. The screen is not known here: `main` hands it over.

mod analyze;
mod anchor;
mod arguments;
mod configuration;
mod export;
mod failure;
mod form;
mod identity;
mod input;
mod json;
mod keys;
mod note;
mod page;
mod parallel;
mod progress;
mod screen;
mod services;
mod settings;
mod shelf;
mod show;

use std::ffi::OsString;
use std::process::ExitCode;
use std::{panic, thread};

use clap::{CommandFactory as _, Parser as _};

use crate::app::Setup;
use crate::intake;
use arguments::{Arguments, Command};
use failure::{Outcome, Usage, status};
use page::Page;

pub use services::Services;

/// Shows the screen until the reader leaves it.
pub type Screen = fn(Setup, Services) -> anyhow::Result<()>;

/// The whole program: parses `arguments`, of which the first is the program's name, and does what they say.
pub fn run(arguments: impl IntoIterator<Item = OsString>, screen: Screen) -> ExitCode {
    keep_guarded_threads_quiet();
    match Arguments::try_parse_from(arguments) {
        Ok(arguments) => status(dispatch(arguments, screen)),
        Err(error) => {
            // Help and version arrive here too. Where the output is closed, nobody is left to tell.
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    }
}

/// What breaks off on a guarded thread is told as an error, in one sentence.
fn keep_guarded_threads_quiet() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(intake::GUARDED_THREAD) {
            before(info);
        }
    }));
}

fn dispatch(arguments: Arguments, screen: Screen) -> anyhow::Result<Outcome> {
    let Arguments { files, reading, global, command } = arguments;
    let Some(command) = command else {
        return screen::open(files, reading, &global, screen);
    };
    if !files.is_empty() {
        let message = "a command comes ahead of its files: put it first, or write ./NAME for a file of that name";
        return Err(Usage(message.to_owned()).into());
    }
    if reading.format.is_some() {
        return Err(Usage("a command comes ahead of its `--format`: put it first".to_owned()).into());
    }
    match command {
        Command::Show(show) => show::run(&show, &global),
        Command::Analyze(analyze) => analyze::run(&analyze, &global),
        Command::Anchor(anchor) => anchor::run(&anchor, &global),
        Command::Note(note) => note::run(&note, &global),
        Command::Export(export) => export::run(&export, &global),
        Command::Search(search) => shelf::search(&search, &global),
        Command::Index(library) => shelf::index(library.folder, &global),
        Command::Config(config) => configuration::run(config, &global),
        Command::Keys => keys::run(&global),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "brief", &mut script);
            print(&script, &global)
        }
        Command::Man => {
            let mut manual = Vec::new();
            clap_mangen::Man::new(Arguments::command()).render(&mut manual)?;
            print(&manual, &global)
        }
    }
}

fn print(bytes: &[u8], global: &arguments::Global) -> anyhow::Result<Outcome> {
    let mut page = Page::stdout(global.color);
    page.raw(bytes)?;
    page.finish()?;
    Ok(Outcome::Done)
}
