//! Signals from outside become arrivals; none of them ends the process with the terminal in our hands.

use std::io;
use std::process;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rustix::process::{Signal as Number, getpid, getppid, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};
use signal_hook::low_level::emulate_default_handler;

use super::arrival::{Arrival, Signal};
use super::terminal;

/// A second SIGTERM ends the process at once, when the first has had this long. SIGTERM and SIGHUP often come together.
const PATIENCE: Duration = Duration::from_secs(2);

/// Listens while it is there.
pub(super) struct Listener {
    handle: Handle,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    /// Starts to listen.
    pub(super) fn start(arrivals: Sender<Arrival>) -> io::Result<Self> {
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
        let handle = signals.handle();
        let listen = move || {
            let mut asked = None;
            for number in signals.forever() {
                if number == SIGTERM {
                    insist(&mut asked);
                }
                if arrivals.send(Arrival::Signal(meaning(number))).is_err() {
                    break;
                }
            }
        };
        let thread = thread::Builder::new().name("signals".into()).spawn(listen)?;
        Ok(Self { handle, thread: Some(thread) })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.handle.close();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn meaning(number: i32) -> Signal {
    match number {
        SIGINT | SIGQUIT => Signal::Interrupt,
        SIGTSTP => Signal::Stop,
        SIGCONT => Signal::Continue,
        SIGWINCH => Signal::Resize,
        _ => Signal::End,
    }
}

/// Ends the process where the loop did not within its time.
fn insist(asked: &mut Option<Instant>) {
    if asked.get_or_insert_with(Instant::now).elapsed() > PATIENCE {
        let _ = terminal::give_back();
        process::exit(128 + SIGTERM);
    }
}

/// Whether a shell is there to start us again once we stopped.
pub(super) fn can_stop() -> bool {
    let session = getsid(None).ok();
    session != Some(getpid()) && getppid().is_some_and(|parent| getsid(Some(parent)).ok() == session)
}

/// Sends SIGTSTP to every process of our job, as the terminal does for Ctrl-Z.
pub(super) fn ask_job_to_stop() -> io::Result<()> {
    Ok(kill_current_process_group(Number::TSTP)?)
}

/// Stops this process; returns when it runs again.
pub(super) fn stop() -> io::Result<()> {
    emulate_default_handler(SIGTSTP)
}
