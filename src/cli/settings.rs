//! The configuration as the other rooms want it.

use std::path::PathBuf;

use super::arguments::Global;
use super::failure::say;
use crate::analysis::{ActorKind, Knowledge, KnownActor, KnownPosition, PositionId};
use crate::app::{Settings, ThemeChoice};
use crate::config::{self, ActorKindConfig, Config, ConfigError, Folders, Loaded, Places, Theme};
use crate::notes;

/// Reads the configuration; `library` is the folder that the command line names.
pub(crate) fn load(global: &Global, library: Option<PathBuf>) -> Result<Loaded, ConfigError> {
    let folders = Folders::of_user();
    let places = Places {
        user: folders.as_ref().map(users_file),
        home: folders.map(|folders| folders.home).unwrap_or_default(),
        named: global.config.clone(),
        library,
    };
    let loaded = config::load(&places)?;
    if global.verbose {
        for layer in loaded.layers() {
            say(&format!("configuration: {layer}"));
        }
    }
    Ok(loaded)
}

fn users_file(folders: &Folders) -> PathBuf {
    folders.config.join("config.yaml")
}

/// The user's folders, as far as there are any.
#[derive(Debug, Clone, Default)]
pub(crate) struct Home {
    /// What must not be lost.
    pub(crate) data: Option<PathBuf>,
    /// Where the reader was, and what was being typed.
    pub(crate) state: Option<PathBuf>,
    /// What may be lost without harm.
    pub(crate) cache: Option<PathBuf>,
    /// The configuration that positions are added to: a file, which need not exist.
    pub(crate) config: Option<PathBuf>,
}

impl Home {
    /// The folders of the user who runs this.
    pub(crate) fn of_user() -> Self {
        let kept = notes::Folders::of_user().ok();
        let (data, state) = kept.map(|folders| (folders.data, folders.state)).unzip();
        let folders = Folders::of_user();
        let config = folders.as_ref().map(users_file);
        Self { data, state, cache: folders.map(|folders| folders.cache), config }
    }

    /// The same, where the command line may name a configuration.
    pub(crate) fn with_named(self, named: Option<PathBuf>) -> Self {
        Self { config: named.or(self.config), ..self }
    }
}

/// What the configuration tells analysis.
pub(crate) fn knowledge(config: &Config) -> Knowledge {
    let positions = config.positions.iter().map(|position| KnownPosition {
        id: PositionId(position.id.clone()),
        label: position.label.clone(),
        definition: position.definition.clone(),
        phrases: position.phrases.clone(),
        supports: position.supports.clone(),
        opposes: position.opposes.clone(),
    });
    let actors = config.actors.iter().map(|actor| KnownActor {
        name: actor.name.clone(),
        kind: kind(actor.kind),
        aliases: actor.aliases.clone(),
        role: actor.role.clone(),
        affiliation: actor.affiliation.clone(),
    });
    Knowledge { positions: positions.collect(), actors: actors.collect() }
}

/// What the configuration tells the screen.
pub(crate) fn screen(config: &Config) -> Settings {
    Settings {
        measure: usize::from(config.reading.measure),
        fold_repeats: config.reading.fold_repeats,
        theme: theme(config.theme),
        mouse: config.mouse,
        author: config.notes.author.clone(),
        ..Settings::default()
    }
}

const fn theme(theme: Theme) -> ThemeChoice {
    match theme {
        Theme::Auto => ThemeChoice::Auto,
        Theme::Dark => ThemeChoice::Dark,
        Theme::Light => ThemeChoice::Light,
        Theme::HighContrast => ThemeChoice::HighContrast,
        Theme::Terminal => ThemeChoice::Terminal,
    }
}

const fn kind(kind: ActorKindConfig) -> ActorKind {
    match kind {
        ActorKindConfig::Person => ActorKind::Person,
        ActorKindConfig::Organisation => ActorKind::Organisation,
        ActorKindConfig::State => ActorKind::State,
        ActorKindConfig::Group => ActorKind::Group,
        ActorKindConfig::Place => ActorKind::Place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn analysis_is_told_what_the_configuration_says() {
        let config = config::load(&Places::default()).unwrap().config;
        let knowledge = knowledge(&config);
        assert_eq!(knowledge.positions.len(), config.positions.len());
        assert_eq!(knowledge.positions[0].id.0, config.positions[0].id);
        assert_eq!(knowledge.positions[0].opposes, config.positions[0].opposes);
        assert_eq!(knowledge.actors[0].name, config.actors[0].name);
        assert_eq!(knowledge.actors[0].kind, ActorKind::Organisation);
    }
}
