//! The configuration: its layers, what each key takes, and what is wrong with it, with file, line and column.
//!
//! `config.yaml` at the top of the repository is the built-in layer and the documentation of every key. A new key is a
//! line there, a line in `schema`, and a field in `model`. This room knows nothing of the others: that a command exists
//! or a key string is one is for those to say who have commands and keys; each [`Binding`] brings its [`Place`] for it.

mod adding;
mod check;
mod folders;
mod layers;
mod merge;
mod model;
mod place;
mod schema;
mod show;
#[cfg(test)]
mod tests;

pub use adding::{AddError, with_position};
pub use folders::Folders;
pub use layers::{LIBRARY_FILE, Layer, Loaded, Places, load};
pub use model::{
    ActorConfig, ActorKindConfig, Binding, Config, ExportConfig, NotesConfig, PositionConfig, ReadingConfig, Theme,
};
pub use place::{ConfigError, Place, Problem};
pub use schema::EXPORT_FORMATS;
