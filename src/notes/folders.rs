//! The user's own folders, where what cannot stand beside a briefing is kept.

use std::path::PathBuf;

use etcetera::BaseStrategy as _;

/// The user's folders for this program. They are made when something is first written into them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// What must last: notes (`$XDG_DATA_HOME/brief`).
    pub data: PathBuf,
    /// What is convenient: drafts, places (`$XDG_STATE_HOME/brief`).
    pub state: PathBuf,
}

/// There is no home folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no home folder, so notes can only be kept beside the briefing; set HOME")]
pub struct NoHome;

impl Folders {
    /// The folders of the user who runs the program.
    ///
    /// # Errors
    /// Where there is no home folder.
    pub fn of_user() -> Result<Self, NoHome> {
        let base = etcetera::choose_base_strategy().map_err(|_| NoHome)?;
        let data = base.data_dir().join("brief");
        // Windows has no folder for state.
        let state = base.state_dir().map_or_else(|| data.join("state"), |state| state.join("brief"));
        Ok(Self { data, state })
    }
}
