//! The configuration as plain data.

use std::path::PathBuf;

use serde::Deserialize;

use super::Place;

/// What holds after all layers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Config {
    /// The folder of briefings that `brief` opens.
    pub library: PathBuf,
    /// Where notes are kept, and who writes them.
    pub notes: NotesConfig,
    /// How text is set.
    pub reading: ReadingConfig,
    /// Which colours.
    pub theme: Theme,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// The positions to look for, in the order in which they are shown.
    pub positions: Vec<PositionConfig>,
    /// The actors known by name.
    pub actors: Vec<ActorConfig>,
    /// Keys of the reader's own.
    #[serde(skip)]
    pub keys: Vec<Binding>,
    /// How and where exports are written.
    pub export: ExportConfig,
}

/// Where notes are kept, and who writes them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct NotesConfig {
    /// The folder; `None`: beside each briefing.
    pub folder: Option<PathBuf>,
    /// The name that notes carry.
    pub author: Option<String>,
}

/// How text is set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ReadingConfig {
    /// How many columns a line of text may have.
    pub measure: u16,
    /// Whether repeats are folded to one line.
    pub fold_repeats: bool,
}

/// Which colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// By the terminal's background.
    Auto,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// Black, white, and few strong colours.
    HighContrast,
    /// The terminal's own 16 colours.
    Terminal,
}

/// A policy idea to look for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct PositionConfig {
    /// Its id, in kebab case.
    pub id: String,
    /// What is shown.
    pub label: String,
    /// What it means, in a sentence.
    pub definition: Option<String>,
    /// Wordings that name it.
    pub phrases: Vec<String>,
    /// Wordings that speak for it.
    pub supports: Vec<String>,
    /// Wordings that speak against it.
    pub opposes: Vec<String>,
}

/// An actor known by name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ActorConfig {
    /// The full name.
    pub name: String,
    /// What it is.
    pub kind: ActorKindConfig,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Office or function.
    #[serde(default)]
    pub role: Option<String>,
    /// The name of the actor it belongs to.
    #[serde(default)]
    pub affiliation: Option<String>,
}

/// What a known actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKindConfig {
    /// A person.
    Person,
    /// A ministry, alliance, company, newspaper.
    Organisation,
    /// A state.
    State,
    /// People spoken of together.
    Group,
    /// A place where things happen.
    Place,
}

/// The keys of one command. Whether there is such a command, and whether its keys are keys, is for others to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The command's name.
    pub command: String,
    /// Its keys, as written; empty where the command is to have none.
    pub keys: Vec<String>,
    /// Where that stands.
    pub place: Place,
}

/// How and where exports are written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ExportConfig {
    /// The format: one of [`super::EXPORT_FORMATS`].
    pub format: String,
    /// A template of the reader's, in place of the format.
    pub template: Option<PathBuf>,
    /// The folder; `None`: beside each briefing.
    pub folder: Option<PathBuf>,
}
