//! From what the command line names to briefings.

use std::path::Path;

use super::failure::say;
use crate::analysis;
use crate::document::{self, Briefing, Format, Outline};
use crate::intake::{self, IntakeError};

/// Whether a path means standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Opens a file, or standard input for `-`; `format` overrules what it looks like.
pub(crate) fn open(path: &Path, format: Option<Format>, verbose: bool) -> Result<Briefing, IntakeError> {
    let source = if is_stdin(path) { intake::read_stdin(format) } else { intake::open(path, format) }?;
    let briefing = document::build(source);
    tell(&briefing, verbose);
    Ok(briefing)
}

/// Opens a file, or standard input for `-`, as running text.
pub(crate) fn open_plain(path: &Path, verbose: bool) -> Result<Briefing, IntakeError> {
    let briefing = if is_stdin(path) { intake::read_stdin_plain() } else { intake::open_plain(path) }?;
    tell(&briefing, verbose);
    Ok(briefing)
}

/// The sections: the author's, or those that are derived.
pub(crate) fn outline(briefing: &Briefing) -> Outline {
    analysis::outline(briefing)
}

fn tell(briefing: &Briefing, verbose: bool) {
    if verbose {
        let name = briefing.source.name();
        say(&format!("{name}: read as {}", briefing.source.format.name()));
        for diagnostic in &briefing.diagnostics {
            say(&format!("{name}: {}", diagnostic.message));
        }
    }
}
