//! The reader's own editor: which it is, and a text through it and back.
//!
//! The text goes through a file that only the reader may read. What the editor writes is told each time that it does. The
//! file is removed when the editor is done, but kept, and named, when the editor failed after it had changed it: no word
//! is lost.

use std::env;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::arrival::Arrival;
use super::watch::Watch;
use crate::app::message::Event;

/// Why a text did not come back.
#[derive(Debug, thiserror::Error)]
enum EditorError {
    #[error("`{0}` is no command: {1}. Set $VISUAL or $EDITOR to your editor.")]
    Words(String, shell_words::ParseError),
    #[error("$VISUAL and $EDITOR name no editor.")]
    Nothing,
    #[error("The editor `{0}` can't be started: {1}. Set $VISUAL or $EDITOR to another one.")]
    Start(String, io::Error),
    #[error("The text can't be handed to the editor: {0}.")]
    File(#[from] io::Error),
    #[error("The editor ended with {0}; the text is as it was.")]
    Ended(std::process::ExitStatus),
    #[error("The editor ended with {0}; what it had written is in {1}.")]
    Kept(std::process::ExitStatus, String),
}

/// An editor that has the terminal.
pub(super) struct Editing {
    process: Pid,
}

impl Editing {
    /// Starts the reader's editor on a text; an [`Arrival::Edited`] will tell what came of it.
    pub(super) fn start(text: String, arrivals: Sender<Arrival>) -> Result<Self, String> {
        let words = words(|name| env::var(name).ok()).map_err(|error| error.to_string())?;
        let mut session = Session::start(&words, text).map_err(|error| error.to_string())?;
        let told = arrivals.clone();
        session.watch(move |text| drop(told.send(Arrival::Event(Event::EditorWrote { text }))));
        let process = Pid::from_child(&session.child);
        let wait = move || {
            let result = session.finish().map_err(|error| error.to_string());
            let _ = arrivals.send(Arrival::Edited(result));
        };
        thread::Builder::new().name("editor".into()).spawn(wait).map_err(|error| error.to_string())?;
        Ok(Self { process })
    }

    /// Asks it to end.
    pub(super) fn end(&self) {
        // It may have ended by itself.
        let _ = kill_process(self.process, Signal::TERM);
    }
}

/// `$VISUAL`, else `$EDITOR`, else `vi`, in words as a shell takes them.
fn words(variable: impl Fn(&str) -> Option<String>) -> Result<Vec<String>, EditorError> {
    let named = |name| variable(name).filter(|value| !value.trim().is_empty());
    let line = named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| "vi".into());
    shell_words::split(&line).map_err(|error| EditorError::Words(line, error))
}

struct Session {
    child: Child,
    /// A folder for the file alone: editors put files of their own beside it.
    folder: TempDir,
    file: PathBuf,
    text: String,
    watch: Option<Watch>,
}

impl Session {
    fn start(words: &[String], text: String) -> Result<Self, EditorError> {
        Self::start_with(words, text, |command| {
            if !io::stdin().is_terminal()
                && let Ok(terminal) = File::open("/dev/tty")
            {
                command.stdin(Stdio::from(terminal));
            }
        })
    }

    fn start_with(words: &[String], text: String, prepare: impl FnOnce(&mut Command)) -> Result<Self, EditorError> {
        let (program, arguments) = words.split_first().ok_or(EditorError::Nothing)?;
        let folder = tempfile::Builder::new().prefix("brief-").tempdir()?;
        let file = folder.path().join("note.md");
        File::options().write(true).create_new(true).mode(0o600).open(&file)?.write_all(text.as_bytes())?;
        let mut command = Command::new(program);
        command.args(arguments).arg(&file);
        prepare(&mut command);
        let child = command.spawn().map_err(|error| EditorError::Start(program.clone(), error))?;
        Ok(Self { child, folder, file, text, watch: None })
    }

    /// Tells what the editor writes, from now on. Where the file can't be watched only the end is told.
    fn watch(&mut self, wrote: impl Fn(String) + Send + 'static) {
        let (file, was) = (self.file.clone(), self.text.clone());
        let mut last = was.clone();
        let written = move || {
            // While an editor puts a new file in its place there is none for a moment.
            if let Ok(bytes) = fs::read(&file) {
                let text = without_last_line_end(&bytes, &was);
                if last != text {
                    last.clone_from(&text);
                    wrote(text);
                }
            }
        };
        // The editor runs already, and may have written.
        self.watch = Watch::start_late(&self.file, written).ok();
    }

    fn finish(mut self) -> Result<String, EditorError> {
        let status = self.child.wait()?;
        self.watch.take();
        // By its name: many editors put a new file in its place.
        let edited = without_last_line_end(&fs::read(&self.file)?, &self.text);
        if !status.success() {
            if edited == self.text {
                return Err(EditorError::Ended(status));
            }
            let _ = self.folder.keep();
            return Err(EditorError::Kept(status, self.file.display().to_string()));
        }
        Ok(edited)
    }
}

/// What an editor wrote. Editors end the last line; the text that they were given may not have.
fn without_last_line_end(bytes: &[u8], was: &str) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    if text.ends_with('\n') && !was.ends_with('\n') {
        text.pop();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(script: &str, text: &str) -> Result<String, EditorError> {
        let words = ["sh", "-c", script, "sh"].map(str::to_owned);
        Session::start(&words, text.to_owned())?.finish()
    }

    #[test]
    fn which_editor() {
        type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
        let table: &[Case<'_>] = &[
            (&[], &["vi"]),
            (&[("EDITOR", "nano")], &["nano"]),
            (&[("EDITOR", "nano"), ("VISUAL", "code --wait")], &["code", "--wait"]),
            (&[("VISUAL", "  "), ("EDITOR", "vim")], &["vim"]),
            (&[("VISUAL", "'/opt/my editor/bin' -c \"set tw=72\"")], &["/opt/my editor/bin", "-c", "set tw=72"]),
        ];
        for (variables, expected) in table {
            let variable =
                |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(words(variable).unwrap(), *expected);
        }
        assert!(words(|_| Some("'half".into())).is_err());
    }

    #[test]
    fn a_text_goes_and_comes_back() {
        assert_eq!(edit("echo more >> $1", "one\n").unwrap(), "one\nmore\n");
        assert_eq!(edit("echo >> $1", "one").unwrap(), "one");
        assert_eq!(edit("printf 'new' > $1.tmp && mv $1.tmp $1", "old").unwrap(), "new");
    }

    #[test]
    fn only_the_reader_may_read_the_file_and_it_does_not_stay() {
        let seen = edit("ls -l $1 > $1.seen; cat $1.seen > $1; rm $1.seen", "secret").unwrap();
        assert!(seen.starts_with("-rw-------"), "{seen}");
        let path = seen.split_whitespace().last().unwrap();
        assert!(path.contains("/brief-") && !fs::exists(path).unwrap());
    }

    #[test]
    fn each_write_is_told_while_the_editor_runs() {
        let (tell, told) = std::sync::mpsc::channel();
        let script = "echo one >> $1; read line; echo two > $1.new; mv $1.new $1; read line";
        let words = ["sh", "-c", script, "sh"].map(str::to_owned);
        let (mut keys, input) = std::os::unix::net::UnixStream::pair().unwrap();
        let mut session = Session::start_with(&words, "was ".to_owned(), |command| {
            command.stdin(std::os::fd::OwnedFd::from(input));
        })
        .unwrap();
        session.watch(move |text| tell.send(text).unwrap());
        let patience = std::time::Duration::from_secs(20);
        // It may be written before anybody watches.
        assert_eq!(told.recv_timeout(patience).as_deref(), Ok("was one"));
        keys.write_all(b"\n").unwrap();
        assert_eq!(told.recv_timeout(patience).as_deref(), Ok("two"));
        keys.write_all(b"\n").unwrap();
        assert_eq!(session.finish().unwrap(), "two");
    }

    #[test]
    fn a_failing_editor_loses_nothing() {
        assert!(matches!(edit("exit 3", "words"), Err(EditorError::Ended(_))));
        let Err(EditorError::Kept(_, path)) = edit("echo more >> $1; exit 1", "words ") else { panic!("not kept") };
        assert_eq!(fs::read_to_string(&path).unwrap(), "words more\n");
        fs::remove_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
        let missing = Session::start(&["/no/such/editor".to_owned()], String::new());
        assert!(matches!(missing, Err(EditorError::Start(..))));
    }
}
