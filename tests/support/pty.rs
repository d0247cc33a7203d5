//! Runs a program in a pseudo-terminal: keys go in, a terminal emulator shows what it sees.
//!
//! Nothing here sleeps to be in step: every wait is for something to be seen, up to a deadline.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

pub use portable_pty::CommandBuilder;
use portable_pty::{ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use vt100::{MouseProtocolMode, Parser, Screen};

/// Nothing should take this long, even on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);

/// What the terminal got so far.
struct Seen {
    emulator: Parser,
    bytes: Vec<u8>,
}

/// A program in a terminal of its own.
pub struct Pty {
    master: Box<dyn MasterPty + Send>,
    /// Kept, so that the terminal's modes outlive the program.
    _slave: Box<dyn SlavePty + Send>,
    keys: Box<dyn Write + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    process: Pid,
    ended: Receiver<ExitStatus>,
    modes: String,
}

impl Pty {
    /// Starts a program on a screen of this size. `TERM` is set, other variables that speak of colours are not.
    pub fn start(mut command: CommandBuilder, columns: u16, rows: u16) -> Self {
        for variable in ["COLORTERM", "COLORFGBG", "NO_COLOR", "VISUAL", "EDITOR"] {
            if command.get_env(variable).is_some_and(|value| std::env::var_os(variable).as_deref() == Some(value)) {
                command.env_remove(variable);
            }
        }
        if command.get_env("TERM") == std::env::var_os("TERM").as_deref() {
            command.env("TERM", "xterm-256color");
        }
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let modes = modes(&*pair.master);
        let mut child = pair.slave.spawn_command(command).unwrap();
        let process = child.process_id().and_then(|id| Pid::from_raw(id.try_into().ok()?)).unwrap();
        let (tell, ended) = channel();
        thread::spawn(move || tell.send(child.wait().unwrap()));

        let emulator = Parser::new(rows, columns, 0);
        let seen = Arc::new((Mutex::new(Seen { emulator, bytes: Vec::new() }), Condvar::new()));
        watch(pair.master.try_clone_reader().unwrap(), Arc::clone(&seen));
        let keys = pair.master.take_writer().unwrap();
        Self { master: pair.master, _slave: pair.slave, keys, seen, process, ended, modes }
    }

    /// Types.
    pub fn press(&mut self, keys: impl AsRef<[u8]>) {
        self.keys.write_all(keys.as_ref()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Gives the terminal another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        // Frames of the former size may still be under way, and an emulator of one cell can't take their cells in.
        self.seen.0.lock().unwrap().emulator.screen_mut().set_size(rows.max(3), columns.max(10));
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Sends the program a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.process, signal).unwrap();
    }

    /// Waits until the words are on the screen.
    pub fn wait_for(&self, words: &str) {
        self.wait_until(words, |screen| screen.contents().contains(words));
    }

    /// Waits until the screen is as is asked; `what` says it in words.
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&Screen) -> bool) {
        self.wait(what, |seen| is_so(seen.emulator.screen()));
    }

    /// Waits until the program sent these bytes.
    pub fn wait_for_bytes(&self, bytes: &[u8]) {
        let what = bytes.escape_ascii().to_string();
        self.wait(&what, |seen| seen.bytes.windows(bytes.len()).any(|window| window == bytes));
    }

    /// Waits until the frame that is on its way is whole: its synchronized update has ended.
    pub fn wait_for_whole_frame(&self) {
        self.wait("the end of the frame", |seen| seen.bytes.ends_with(b"\x1b[?2026l"));
    }

    /// Everything that the program sent so far.
    pub fn received(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes.clone()
    }

    /// What is on the screen.
    pub fn screen(&self) -> String {
        self.seen.0.lock().unwrap().emulator.screen().contents()
    }

    /// Waits for the program's end.
    pub fn wait_for_end(&self) -> ExitStatus {
        match self.ended.recv_timeout(DEADLINE) {
            Ok(status) => status,
            Err(why) => panic!("the program did not end ({why}); the screen:\n{}", self.screen()),
        }
    }

    /// The terminal is as the program found it.
    pub fn assert_given_back(&self) {
        self.wait_until("a terminal that was given back", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && !screen.inverse()
                && screen.mouse_protocol_mode() == MouseProtocolMode::None
        });
        assert_eq!(modes(&*self.master), self.modes, "the terminal's modes");
    }

    fn wait(&self, what: &str, is_so: impl Fn(&Seen) -> bool) {
        let (seen, changed) = &*self.seen;
        let until = Instant::now() + DEADLINE;
        let mut seen = seen.lock().unwrap();
        while !is_so(&seen) {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited in vain for {what}; the screen:\n{}", seen.emulator.screen().contents());
            seen = changed.wait_timeout(seen, left).unwrap().0;
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // Most have ended by now.
        let _ = kill_process(self.process, Signal::KILL);
    }
}

fn watch(mut output: Box<dyn Read + Send>, seen: Arc<(Mutex<Seen>, Condvar)>) {
    thread::spawn(move || {
        let mut chunk = [0; 4096];
        while let Ok(count @ 1..) = output.read(&mut chunk) {
            let mut now = seen.0.lock().unwrap();
            now.emulator.process(&chunk[..count]);
            now.bytes.extend_from_slice(&chunk[..count]);
            seen.1.notify_all();
        }
    });
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn modes(master: &dyn MasterPty) -> String {
    let modes = master.get_termios().unwrap();
    format!("{:?}", (modes.input_flags, modes.output_flags, modes.control_flags, modes.local_flags))
}
