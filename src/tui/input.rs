//! Reads the terminal on a thread of its own, which sleeps until there is something and can be ended at any time.
//!
//! It ends while an editor has the terminal, so that no key is taken from it. A closed terminal ends it too.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;

use super::arrival::Arrival;
use super::decode::Decoder;

/// The thread that reads; dropping it ends it.
pub(super) struct Input {
    /// Closing it wakes the thread.
    wake: Option<UnixStream>,
    thread: Option<JoinHandle<()>>,
}

impl Input {
    /// Starts to read.
    pub(super) fn start(arrivals: Sender<Arrival>) -> io::Result<Self> {
        let keyboard = Keyboard::open()?;
        let (wake, woken) = UnixStream::pair()?;
        let read = move || {
            let result = catch_unwind(AssertUnwindSafe(|| read_until_woken(&keyboard, &woken, &arrivals)));
            if !matches!(result, Ok(Ok(()))) {
                let _ = arrivals.send(Arrival::Lost);
            }
        };
        let thread = thread::Builder::new().name("input".into()).spawn(read)?;
        Ok(Self { wake: Some(wake), thread: Some(thread) })
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        self.wake.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Where keys come from: standard input, or the terminal itself when that is something else.
pub(super) enum Keyboard {
    StandardInput,
    Terminal(File),
}

impl Keyboard {
    /// Opens it.
    pub(super) fn open() -> io::Result<Self> {
        if io::stdin().is_terminal() {
            Ok(Self::StandardInput)
        } else {
            File::options().read(true).write(true).open("/dev/tty").map(Self::Terminal)
        }
    }
}

impl AsFd for Keyboard {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::StandardInput => stdin(),
            Self::Terminal(file) => file.as_fd(),
        }
    }
}

/// Reads until the other end of `woken` is closed. An error means that the terminal is gone.
fn read_until_woken(keyboard: &Keyboard, woken: &UnixStream, arrivals: &Sender<Arrival>) -> io::Result<()> {
    let mut decoder = Decoder::default();
    let mut chunk = [0; 4096];
    let pass = |arrival| {
        let _ = arrivals.send(arrival);
    };
    loop {
        let mut ready = [PollFd::new(keyboard, PollFlags::IN), PollFd::new(woken, PollFlags::IN)];
        let timeout = decoder.deadline().and_then(|wait| Timespec::try_from(wait).ok());
        match poll(&mut ready, timeout.as_ref()) {
            Ok(0) => decoder.release(pass),
            Ok(_) if !ready[1].revents().is_empty() => return Ok(()),
            Ok(_) if ready[0].revents().contains(PollFlags::IN) => match rustix::io::read(keyboard, &mut chunk) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => decoder.feed(&chunk[..count], pass),
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(error) => return Err(error.into()),
            },
            Ok(_) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
