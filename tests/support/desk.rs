//! A folder with one briefing in it, and `brief` on it in a pseudo-terminal; nothing of this machine's reader in sight.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;

#[path = "pty.rs"]
#[allow(dead_code)]
pub mod pty;

use pty::{CommandBuilder, Pty};

pub const TALKS: &str = "# Talks end without a deal\n\nEnvoys met in Oslo on Monday.\n\nThe second day went no better.\n\n\
                         ## What comes next\n\nNobody set a date.\n";

pub struct Desk(TempDir);

impl Desk {
    pub fn new() -> Self {
        Self::with(TALKS)
    }

    pub fn with(talks: &str) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::write(desk.path("talks.md"), talks).unwrap();
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn command(&self, program: &str) -> CommandBuilder {
        let mut command = CommandBuilder::new(program);
        command.cwd(self.0.path());
        for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
            command.env(variable, self.path("home"));
        }
        command
    }

    /// `brief` on the briefing.
    pub fn brief(&self) -> CommandBuilder {
        let mut command = self.command(env!("CARGO_BIN_EXE_brief"));
        command.arg("talks.md");
        command
    }

    /// `brief` on the briefing, once its text is there.
    pub fn open(&self) -> Pty {
        self.open_at(80, 24)
    }

    /// The same on a screen of another size.
    pub fn open_at(&self, columns: u16, rows: u16) -> Pty {
        let pty = Pty::start(self.brief(), columns, rows);
        pty.wait_for("Envoys met in Oslo");
        pty
    }

    /// The files below a folder whose text has these words in it; those that are still being written don't count.
    pub fn files_with(&self, folder: &str, words: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.path(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                match entry.path() {
                    path if path.is_dir() => folders.push(path),
                    path if path.extension().is_some_and(|end| end == "tmp") => {}
                    path if read(&path).contains(words) => found.push(path),
                    _ => {}
                }
            }
        }
        found
    }

    /// Waits until a file below a folder has these words in it.
    pub fn wait_for_file(&self, folder: &str, words: &str) {
        let until = Instant::now() + Duration::from_secs(20);
        while self.files_with(folder, words).is_empty() {
            assert!(Instant::now() < until, "no file below {folder} got the words {words:?}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

pub fn quit(pty: &mut Pty) {
    pty.press("q");
    let status = pty.wait_for_end();
    assert!(status.success(), "{status:?}");
    pty.assert_given_back();
}
