//! The `brief` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    brief::cli::run(std::env::args_os(), |setup, desk| {
        let colour = setup.settings.colour;
        Ok(brief::tui::run(setup, desk, colour)?)
    })
}
