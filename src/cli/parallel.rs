//! The same work on several things at once, with the results in the order of the things.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
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
    thread::scope(|scope| {
        let (sender, results) = mpsc::sync_channel(threads * AHEAD);
        for _ in 0..threads {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                while let Some((i, thing)) = following(things, next) {
                    // Nobody listens any more once `take` has failed.
                    if sender.send((i, work(thing))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (i, result) in results {
            waiting.insert(i, result);
            while let Some(result) = waiting.remove(&due) {
                take(result)?;
                due += 1;
            }
        }
        Ok(())
    })
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
    fn an_error_ends_the_work() {
        let things: Vec<usize> = (0..10_000).collect();
        let done = AtomicUsize::new(0);
        let count = |_: &usize| done.fetch_add(1, Ordering::Relaxed);
        assert_eq!(in_order(&things, count, |_| Err("enough")), Err("enough"));
        assert!(done.load(Ordering::Relaxed) < things.len());
        assert_eq!(in_order(&[], |_: &u8| 0, |_| Err("never")), Ok(()));
    }
}
