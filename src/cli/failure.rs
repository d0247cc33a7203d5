//! What went wrong, as the exit status and one sentence on standard error.

use std::io::{self, Write as _};
use std::process::ExitCode;

use crate::document::printable;

/// The command line asks for something that cannot be asked for.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Usage(pub(crate) String);

/// How a command that could do its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All of it was done.
    Done,
    /// Some of it was not, and that has been reported.
    Partly,
}

/// The exit status of the program; what went wrong is reported here.
pub(crate) fn status(result: anyhow::Result<Outcome>) -> ExitCode {
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Partly) => ExitCode::FAILURE,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            if error.is::<Usage>() { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}

/// Says on standard error what went wrong.
pub(crate) fn report(error: &anyhow::Error) {
    say(&sentence(error));
}

/// The error and what caused it; a cause that the error has told already is not told again.
pub(crate) fn sentence(error: &anyhow::Error) -> String {
    let mut words = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !words.contains(&cause) {
            words.push_str(": ");
            words.push_str(&cause);
        }
    }
    words
}

/// A message on standard error, one or more lines.
pub(crate) fn say(message: &str) {
    let mut err = io::stderr().lock();
    for line in message.lines() {
        // Where standard error is gone too, nobody is left to tell.
        let _ = writeln!(err, "brief: {}", printable(line));
    }
}

/// Whether somebody stopped listening, as `brief show | head` does: that is no failure.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context as _;

    #[test]
    fn a_cause_is_told_once() {
        let cause = || anyhow::anyhow!("the disk is full");
        assert_eq!(sentence(&cause().context("cannot write notes.yaml")), "cannot write notes.yaml: the disk is full");
        let told =
            Err::<(), _>(cause()).context("cannot write notes.yaml: the disk is full; free some room").unwrap_err();
        assert_eq!(sentence(&told), "cannot write notes.yaml: the disk is full; free some room");
    }
}
