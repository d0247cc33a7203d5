//! The user's folders, as the XDG base directory specification names them.

use std::path::PathBuf;

use etcetera::BaseStrategy as _;

/// Where this program may keep what, for this user. None of the folders need exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// The home folder.
    pub home: PathBuf,
    /// What the user writes: `config.yaml`.
    pub config: PathBuf,
    /// What may be lost without harm: indexes.
    pub cache: PathBuf,
}

impl Folders {
    /// The folders of the user who runs this; `None` where there is no home folder.
    pub fn of_user() -> Option<Self> {
        let base = etcetera::choose_base_strategy().ok()?;
        Some(Self {
            home: base.home_dir().to_owned(),
            config: base.config_dir().join("brief"),
            cache: base.cache_dir().join("brief"),
        })
    }
}
