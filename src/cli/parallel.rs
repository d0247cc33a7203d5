//! The same work on several things at once, with the results in the order of the things.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How many results of each thread may wait to be taken in.
const AHEAD: usize = 4;

/// Works on the things on as many threads as there are cores, and gives each result to `take` as soon as it and those
/// before it are there.
///
/// # Errors
/// The first that `take` gives; what has not been begun by then is left.
pub(crate) fn in_order<T: Sync, R: Send, E>(
    things: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(things.len());
    if threads <= 1 {
        return things.iter().try_for_each(|thing| take(work(thing)));
    }
    let next = AtomicUsize::new(0);
    let gate = Gate { open: Mutex::new(threads * AHEAD), moved: Condvar::new() };
    thread::scope(|scope| {
        let (sender, results) = mpsc::channel();
        for _ in 0..threads {
            let (sender, next, gate, work) = (sender.clone(), &next, &gate, &work);
            scope.spawn(move || {
                while let Some((i, thing)) = following(things, next) {
                    gate.wait_for(i);
                    // Nobody listens any more once `take` has failed.
                    if sender.send((i, work(thing))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let _opened = OpenedAtEnd(&gate);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (i, result) in results {
            waiting.insert(i, result);
            while let Some(result) = waiting.remove(&due) {
                take(result)?;
                due += 1;
                gate.open_to(due + threads * AHEAD);
            }
        }
        Ok(())
    })
}

/// Holds work back that is too far ahead of what has been taken in, so that one slow thing does not pile the results of
/// all the others up.
struct Gate {
    /// Work may be begun on the things ahead of this one.
    open: Mutex<usize>,
    moved: Condvar,
}

impl Gate {
    fn open(&self) -> MutexGuard<'_, usize> {
        // A number is never half changed.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_for(&self, thing: usize) {
        let held = self.moved.wait_while(self.open(), |open| *open <= thing);
        drop(held.unwrap_or_else(PoisonError::into_inner));
    }

    fn open_to(&self, end: usize) {
        let mut open = self.open();
        *open = end.max(*open);
        self.moved.notify_all();
    }
}

/// Opens a gate for good when it goes: after an error or the end, nothing is taken in any more.
struct OpenedAtEnd<'g>(&'g Gate);

impl Drop for OpenedAtEnd<'_> {
    fn drop(&mut self) {
        self.0.open_to(usize::MAX);
    }
}

fn following<'t, T>(things: &'t [T], next: &AtomicUsize) -> Option<(usize, &'t T)> {
    let i = next.fetch_add(1, Ordering::Relaxed);
    things.get(i).map(|thing| (i, thing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order() {
        let things: Vec<u64> = (0..500).collect();
        let slow_start = |thing: &u64| {
            if *thing == 0 {
                thread::sleep(std::time::Duration::from_millis(20));
            }
            thing * 2
        };
        let mut taken = Vec::new();
        let result: Result<(), ()> = in_order(&things, slow_start, |result| {
            taken.push(result);
            Ok(())
        });
        assert_eq!(result, Ok(()));
        assert_eq!(taken, things.iter().map(|thing| thing * 2).collect::<Vec<_>>());
    }

    #[test]
    fn no_more_than_a_window_waits_for_a_slow_start() {
        let things: Vec<usize> = (0..2000).collect();
        let (begun, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let most = AtomicUsize::new(0);
        let work = |thing: &usize| {
            let ahead = begun.fetch_add(1, Ordering::SeqCst) - taken.load(Ordering::SeqCst).min(*thing);
            most.fetch_max(ahead, Ordering::SeqCst);
            if *thing == 0 {
                thread::sleep(std::time::Duration::from_millis(30));
            }
        };
        let result: Result<(), ()> = in_order(&things, work, |()| {
            taken.fetch_add(1, Ordering::SeqCst);
            Ok(())
        });
        assert_eq!(result, Ok(()));
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        assert!(most.into_inner() <= threads * (AHEAD + 1), "more was begun than may wait");
    }

    #[test]
    fn an_error_ends_the_work() {
        let things: Vec<usize> = (0..10_000).collect();
        let done = AtomicUsize::new(0);
        let count = |_: &usize| done.fetch_add(1, Ordering::Relaxed);
        assert_eq!(in_order(&things, count, |_| Err("enough")), Err("enough"));
        assert!(done.load(Ordering::Relaxed) < things.len());
        assert_eq!(in_order(&[], |_: &u8| 0, |_| Err("never")), Ok(()));
    }
}
