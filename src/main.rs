//! The `brief` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    brief::cli::run(std::env::args_os(), |_| Ok(()))
}
