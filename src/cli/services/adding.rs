//! A position added to the reader's configuration: the file read, the text changed, the file replaced whole.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context as _, anyhow};

use crate::analysis::KnownPosition;
use crate::cli::export::make_folder_of;
use crate::config::{self, PositionConfig};
use crate::notes::atomic::{Audience, write_for};

/// Adds a position to a configuration file, which is made where there is none.
pub(super) fn add_position(file: &Path, position: &KnownPosition) -> anyhow::Result<()> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error).with_context(|| format!("{} can't be read", file.display())),
    };
    let position = PositionConfig {
        id: position.id.0.clone(),
        label: position.label.clone(),
        definition: position.definition.clone(),
        phrases: position.phrases.clone(),
        supports: position.supports.clone(),
        opposes: position.opposes.clone(),
    };
    let text = config::with_position(&text, &position)
        .map_err(|error| anyhow!("{} was left as it is: {error}", file.display()))?;
    make_folder_of(file)?;
    Ok(write_for(Audience::Umask, file, text.as_bytes())?)
}
