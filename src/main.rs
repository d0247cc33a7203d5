//! The `brief` program: the command line, and the screen handed to it.

use std::process::ExitCode;

fn main() -> ExitCode {
    brief::cli::run(std::env::args_os(), |setup, services| Ok(brief::tui::run(setup, services)?))
}
