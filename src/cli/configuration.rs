//! `brief config`: whether the configuration is right, and what it says.

use super::arguments::{Config, Global};
use super::failure::Outcome;
use super::page::{Ink, Page};
use super::{keys, settings};

pub(crate) fn run(command: Config, global: &Global) -> anyhow::Result<Outcome> {
    let loaded = settings::load(global, None)?;
    let mut page = Page::stdout(global.color);
    match command {
        Config::Check => {
            keys::keymap(&loaded.config)?;
            let layers: Vec<_> = loaded.layers().iter().map(ToString::to_string).collect();
            page.line(Ink::Plain, &format!("the configuration is right; its layers: {}", layers.join(", ")))?;
        }
        Config::Show => page.raw(loaded.show().as_bytes())?,
    }
    page.finish()?;
    Ok(Outcome::Done)
}
