//! `brief keys`: every command of the screen, what it does, and its keys.

use super::arguments::Global;
use super::failure::Outcome;
use super::page::{Ink, Page};
use super::settings;
use crate::app::command::{self, When};
use crate::app::keymap::{self, Keymap};
use crate::config::Config;

pub(crate) fn run(global: &Global) -> anyhow::Result<Outcome> {
    let keymap = keymap(&settings::load(global, None)?.config)?;
    let mut page = Page::stdout(global.color);
    for when in When::ALL {
        let commands: Vec<_> = command::all().filter(|command| command.when == when).collect();
        if commands.is_empty() {
            continue;
        }
        page.line(Ink::Title, when.title())?;
        for command in commands {
            page.put(Ink::Strong, &format!("  {:24}", command.name))?;
            page.put(Ink::Found, &format!(" {:28}", keymap.keys_of(command).join(", ")))?;
            page.line(Ink::Plain, &format!(" {}", command.does))?;
        }
        page.end()?;
    }
    page.finish()?;
    Ok(Outcome::Done)
}

/// The keymap with the configuration's keys in it.
pub(crate) fn keymap(config: &Config) -> anyhow::Result<Keymap> {
    let bindings: Vec<_> = config
        .keys
        .iter()
        .map(|binding| keymap::Binding {
            command: binding.command.clone(),
            keys: binding.keys.clone(),
            place: binding.place.to_string(),
        })
        .collect();
    Keymap::new(&bindings).map_err(|errors| {
        let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
        anyhow::anyhow!(errors.join("\n"))
    })
}
