//! The `brief` program: the command line, and the screen handed to it.

use std::process::ExitCode;

fn main() -> ExitCode {
    brief::cli::run(std::env::args_os(), |setup, services| {
        let colour = setup.settings.colour;
        Ok(brief::tui::run(setup, services, colour)?)
    })
}
