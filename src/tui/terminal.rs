//! Takes the terminal and gives it back as it was: on quit, on error, on a panic, when the process stops or is ended.
//!
//! It never asks the terminal anything and never touches its title. Everything is written to the file descriptor in one
//! go, past any lock, so that it also works from a panic and from another thread.

use std::io;
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command, queue};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::stdio::stdout;
use rustix::termios::tcgetwinsize;

use crate::app::Size;

/// Buttons, the wheel and dragging with SGR coordinates; not every move, which would wake us for nothing.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";
/// Keys that are told apart (kitty's protocol, flag 1), and back to what was.
const KEYBOARD_ON: &str = "\x1b[>1u";
const KEYBOARD_OFF: &str = "\x1b[<u";

/// Whether the terminal is in our hands.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether the keyboard's flags were changed.
static KEYBOARD: AtomicBool = AtomicBool::new(false);

/// The terminal in our hands; dropping it gives it back.
pub(super) struct Terminal {
    mouse: bool,
    keyboard: bool,
    _panics: PanicHook,
}

impl Terminal {
    /// Takes the terminal.
    pub(super) fn take() -> io::Result<Self> {
        let panics = PanicHook::install();
        let mut terminal = Self { mouse: false, keyboard: false, _panics: panics };
        terminal.enter()?;
        Ok(terminal)
    }

    /// Takes it again after [`give_back`], or after someone else changed its modes.
    pub(super) fn enter(&mut self) -> io::Result<()> {
        // What was kept as the modes before ours may be out of date by now.
        let _ = disable_raw_mode();
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let mut bytes = commands(|bytes| queue!(bytes, EnterAlternateScreen, EnableBracketedPaste, Hide));
        if self.mouse {
            bytes.extend_from_slice(MOUSE_ON.as_bytes());
        }
        send(&bytes)?;
        if self.keyboard { self.tell_keys_apart() } else { Ok(()) }
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub(super) fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        if self.mouse == on {
            return Ok(());
        }
        self.mouse = on;
        send(if on { MOUSE_ON } else { MOUSE_OFF }.as_bytes())
    }

    /// Asks for keys that are told apart, of a terminal that said it can.
    pub(super) fn tell_keys_apart(&mut self) -> io::Result<()> {
        self.keyboard = true;
        if KEYBOARD.swap(true, Ordering::SeqCst) { Ok(()) } else { send(KEYBOARD_ON.as_bytes()) }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A terminal that is gone can't be given back.
        let _ = give_back();
    }
}

/// Gives the terminal back as it was. Does nothing when it is not taken; may be called from any thread.
pub(super) fn give_back() -> io::Result<()> {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return Ok(());
    }
    let mut bytes = commands(|bytes| queue!(bytes, EndSynchronizedUpdate));
    bytes.extend_from_slice(MOUSE_OFF.as_bytes());
    if KEYBOARD.swap(false, Ordering::SeqCst) {
        bytes.extend_from_slice(KEYBOARD_OFF.as_bytes());
    }
    bytes.extend(commands(|bytes| {
        queue!(bytes, DisableBracketedPaste, SetAttribute(Attribute::Reset), LeaveAlternateScreen, Show)
    }));
    let sent = send(&bytes);
    disable_raw_mode().and(sent)
}

/// The bytes of commands.
pub(super) fn commands(queue: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Vec<u8> {
    let mut bytes = Vec::new();
    queue(&mut bytes).expect("writing to memory does not fail");
    bytes
}

/// The bytes of one command.
pub(super) fn command(command: impl Command) -> Vec<u8> {
    commands(|bytes| queue!(bytes, command))
}

/// Writes to the terminal, all of it.
pub(super) fn send(mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(stdout(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = &bytes[count..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => wait_for_room()?,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// For a terminal that someone made non-blocking.
fn wait_for_room() -> io::Result<()> {
    match poll(&mut [PollFd::from_borrowed_fd(stdout(), PollFlags::OUT)], None) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The terminal's size; 80 by 24 where it does not know.
pub(super) fn size() -> Size {
    match tcgetwinsize(stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Size { width: size.ws_col, height: size.ws_row },
        _ => Size { width: 80, height: 24 },
    }
}

type Hook = Arc<dyn Fn(&panic::PanicHookInfo<'_>) + Send + Sync>;

/// While it is there, a panic of the thread that made it gives the terminal back before it says anything. Panics of
/// other threads say nothing at all: whoever started them hears of it and tells the reader.
struct PanicHook {
    before: Hook,
}

impl PanicHook {
    fn install() -> Self {
        let before: Hook = Arc::from(panic::take_hook());
        let owner = thread::current().id();
        let then = Arc::clone(&before);
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == owner {
                let _ = give_back();
                then(info);
            }
        }));
        Self { before }
    }
}

impl Drop for PanicHook {
    fn drop(&mut self) {
        // A panicking thread may not change the hook; the process is ending then anyway.
        if !thread::panicking() {
            let before = Arc::clone(&self.before);
            panic::set_hook(Box::new(move |info| before(info)));
        }
    }
}
