//! Does on other threads what needs the disk or takes long, and sends back what came of it.
//!
//! Whatever writes is done on one thread in the order in which it was asked for, and all of it is done before
//! [`Workers::finish`] returns. The rest has a thread each. A panic becomes the answer that the reader is told.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use super::arrival::Arrival;
use crate::app::Services;
use crate::app::message::{Effect, Event};

/// Threads that work for the room; dropping them finishes what is to be written.
pub(super) struct Workers {
    services: Arc<dyn Services>,
    arrivals: Sender<Arrival>,
    /// The number of the newest wish that makes older analyses useless.
    newest: Arc<AtomicU64>,
    writer: Option<(Sender<Job>, JoinHandle<()>)>,
}

/// Who does a job.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lane {
    /// The one thread that keeps the order.
    Writer,
    /// A thread for it alone.
    Own,
}

type Give<'a> = &'a mut dyn FnMut(Event);
type Work = dyn FnOnce(&dyn Services, Give<'_>) + Send;

/// Something to be done.
struct Job {
    work: Box<Work>,
    /// The answer where the work broke off.
    broken: Box<dyn FnOnce(String) -> Event + Send>,
}

impl Workers {
    /// Nobody works yet.
    pub(super) fn new(services: Arc<dyn Services>, arrivals: Sender<Arrival>) -> Self {
        Self { services, arrivals, newest: Arc::default(), writer: None }
    }

    /// Starts to do what an effect asks for. Effects that need no worker are none of this one's business.
    pub(super) fn start(&mut self, effect: Effect) {
        let lane = lane(&effect);
        let Some(job) = self.job(effect) else { return };
        let started = match lane {
            Lane::Writer => self.hand_to_writer(job),
            Lane::Own => {
                let (services, arrivals) = (Arc::clone(&self.services), self.arrivals.clone());
                thread::Builder::new().name("worker".into()).spawn(move || do_job(job, &*services, &arrivals)).map(drop)
            }
        };
        if let Err(error) = started {
            let _ = self.arrivals.send(Arrival::Event(Event::Failed(format!("No thread could be started: {error}."))));
        }
    }

    /// Waits until all that was to be written is written, or failed.
    pub(super) fn finish(&mut self) {
        self.newest.fetch_add(1, Ordering::Relaxed);
        if let Some((jobs, thread)) = self.writer.take() {
            drop(jobs);
            let _ = thread.join();
        }
    }

    fn hand_to_writer(&mut self, job: Job) -> std::io::Result<()> {
        if self.writer.is_none() {
            let (jobs, queue) = mpsc::channel();
            let (services, arrivals) = (Arc::clone(&self.services), self.arrivals.clone());
            let write = move || queue.into_iter().for_each(|job| do_job(job, &*services, &arrivals));
            self.writer = Some((jobs, thread::Builder::new().name("writer".into()).spawn(write)?));
        }
        if let Some((jobs, _)) = &self.writer {
            // The thread ends only after its queue was closed.
            let _ = jobs.send(job);
        }
        Ok(())
    }

    fn job(&self, effect: Effect) -> Option<Job> {
        Some(match effect {
            Effect::Open { request, target } => {
                self.newest.fetch_add(1, Ordering::Relaxed);
                let answer = move |result, partial| Event::Opened { request, result, partial };
                let broken = move |why| answer(Err(why), false);
                Job::new(broken, move |services, give| {
                    let result = services.open(&target, &mut |top| give(answer(Ok(top), true)));
                    give(answer(result, false));
                })
            }
            Effect::ReadNotes { request, briefing } => {
                let answer = move |result| Event::NotesRead { request, result };
                Job::answered(answer, move |services| services.read_notes(&briefing))
            }
            Effect::Analyse { request, briefing } => {
                let newest = Arc::clone(&self.newest);
                let wish = newest.fetch_add(1, Ordering::Relaxed) + 1;
                let answer = move |analysis, partial| Event::Analysed { request, analysis, partial };
                Job::new(Event::Failed, move |services, give| {
                    let keep_going = || newest.load(Ordering::Relaxed) == wish;
                    let whole = services.analyse(&briefing, &keep_going, &mut |top| give(answer(top, true)));
                    if let Some(analysis) = whole {
                        give(answer(analysis, false));
                    }
                })
            }
            Effect::SaveNotes { revision, briefing, notes } => {
                let answer = move |result| Event::NotesSaved { revision, result };
                Job::answered(answer, move |services| services.save_notes(&briefing, &notes))
            }
            Effect::MergeNotes { briefing } => {
                Job::answered(Event::NotesMerged, move |services| services.merge_notes(&briefing))
            }
            Effect::KeepDraft { briefing, draft } => {
                Job::quiet(move |services| services.keep_draft(&briefing, draft.as_ref()))
            }
            Effect::KeepPlace { briefing, place } => Job::quiet(move |services| services.keep_place(&briefing, &place)),
            Effect::ReadLibrary => Job::answered(Event::LibraryRead, |services| services.read_library()),
            Effect::Export { briefing, analysis, notes, overwrite } => {
                Job::answered(Event::Exported, move |services| services.export(&briefing, &analysis, &notes, overwrite))
            }
            Effect::AddPosition(position) => {
                Job::answered(Event::PositionAdded, move |services| services.add_position(&position))
            }
            Effect::EditOutside { .. } | Effect::Copy(_) | Effect::CaptureMouse(_) | Effect::Suspend | Effect::Quit => {
                return None;
            }
        })
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.finish();
    }
}

impl Job {
    fn new(
        broken: impl FnOnce(String) -> Event + Send + 'static,
        work: impl FnOnce(&dyn Services, Give<'_>) + Send + 'static,
    ) -> Self {
        Self { work: Box::new(work), broken: Box::new(broken) }
    }

    /// One answer, also where it broke off.
    fn answered<T: 'static>(
        answer: impl Fn(Result<T, String>) -> Event + Clone + Send + 'static,
        work: impl FnOnce(&dyn Services) -> Result<T, String> + Send + 'static,
    ) -> Self {
        let broken = answer.clone();
        Self::new(move |why| broken(Err(why)), move |services, give| give(answer(work(services))))
    }

    /// No answer unless it failed.
    fn quiet(work: impl FnOnce(&dyn Services) -> Result<(), String> + Send + 'static) -> Self {
        Self::new(Event::Failed, move |services, give| {
            if let Err(why) = work(services) {
                give(Event::Failed(why));
            }
        })
    }
}

/// Reading the notes waits its turn too: it must see what was written before.
fn lane(effect: &Effect) -> Lane {
    match effect {
        Effect::ReadNotes { .. }
        | Effect::SaveNotes { .. }
        | Effect::MergeNotes { .. }
        | Effect::KeepDraft { .. }
        | Effect::KeepPlace { .. }
        | Effect::AddPosition(_)
        | Effect::Export { .. } => Lane::Writer,
        _ => Lane::Own,
    }
}

fn do_job(job: Job, services: &dyn Services, arrivals: &Sender<Arrival>) {
    let Job { work, broken } = job;
    // The loop may be gone already; then nobody needs the answer.
    let mut give = |event| drop(arrivals.send(Arrival::Event(event)));
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| work(services, &mut give))) {
        let why = words_of(&*payload);
        give(broken(format!("{why} (a fault in the program; please report it)")));
    }
}

fn words_of(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("it panicked without a word")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Mutex;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use super::*;
    use crate::analysis::{Analysis, KnownPosition};
    use crate::app::message::{Draft, Entry, Export, NotesRead, Place, Target};
    use crate::document::{Briefing, Format, Masthead, Outline, SourceInfo};
    use crate::notes::{Note, Notebook};

    const PATIENCE: Duration = Duration::from_secs(10);

    /// Keeps a log; a library that panics, an analysis that lasts until it is told to end.
    #[derive(Default)]
    struct Logged {
        log: Mutex<Vec<String>>,
        slow: Duration,
    }

    impl Logged {
        fn note(&self, words: impl Into<String>) {
            self.log.lock().unwrap().push(words.into());
        }
    }

    impl Services for Logged {
        fn open(&self, _: &Target, partial: &mut dyn FnMut(Arc<Briefing>)) -> Result<Arc<Briefing>, String> {
            partial(briefing());
            Err("no such file".into())
        }
        fn read_notes(&self, _: &Briefing) -> Result<NotesRead, String> {
            self.note("read");
            Ok(NotesRead::default())
        }
        fn analyse(
            &self,
            _: &Briefing,
            keep_going: &(dyn Fn() -> bool + Sync),
            _: &mut dyn FnMut(Arc<Analysis>),
        ) -> Option<Arc<Analysis>> {
            while keep_going() {
                thread::yield_now();
            }
            self.note("analysis ended");
            None
        }
        fn save_notes(&self, _: &Briefing, notes: &[Note]) -> Result<Option<Notebook>, String> {
            thread::sleep(self.slow);
            self.note(format!("save {}", notes.len()));
            Ok(None)
        }
        fn merge_notes(&self, _: &Briefing) -> Result<usize, String> {
            Ok(0)
        }
        fn keep_draft(&self, _: &Briefing, draft: Option<&Draft>) -> Result<(), String> {
            self.note(format!("draft {}", draft.is_some()));
            Ok(())
        }
        fn keep_place(&self, _: &Briefing, place: &Place) -> Result<(), String> {
            self.note(format!("place {}", place.paragraph));
            Err("the folder is read-only".into())
        }
        fn read_library(&self) -> Result<Arc<Vec<Entry>>, String> {
            panic!("the library broke")
        }
        fn export(&self, _: &Briefing, _: &Analysis, _: &Notebook, _: bool) -> Result<Export, String> {
            Ok(Export::Written("out.md".into()))
        }
        fn add_position(&self, _: &KnownPosition) -> Result<PathBuf, String> {
            Ok("config.yaml".into())
        }
    }

    fn briefing() -> Arc<Briefing> {
        Arc::new(Briefing {
            source: SourceInfo { path: None, format: Format::Text, sha256: String::new() },
            masthead: Masthead::default(),
            outline: Outline::default(),
            paragraphs: Vec::new(),
            text: String::new(),
            language: None,
            diagnostics: Vec::new(),
        })
    }

    fn working(services: &Arc<Logged>) -> (Workers, Receiver<Arrival>) {
        let (sender, arrivals) = channel();
        (Workers::new(Arc::clone(services) as Arc<dyn Services>, sender), arrivals)
    }

    #[test]
    fn what_writes_keeps_its_order_and_is_done_when_it_ends() {
        let services = Arc::new(Logged { slow: Duration::from_millis(20), ..Logged::default() });
        let (mut workers, arrivals) = working(&services);
        for revision in 0..5 {
            workers.start(Effect::SaveNotes { revision, briefing: briefing(), notes: Vec::new() });
        }
        workers.start(Effect::KeepDraft { briefing: briefing(), draft: None });
        workers.start(Effect::ReadNotes { request: 1, briefing: briefing() });
        drop(workers);
        assert_eq!(services.log.lock().unwrap()[4..], ["save 0", "draft false", "read"]);
        let revisions: Vec<u64> = arrivals
            .iter()
            .filter_map(|arrival| match arrival {
                Arrival::Event(Event::NotesSaved { revision, result: Ok(None) }) => Some(revision),
                _ => None,
            })
            .collect();
        assert_eq!(revisions, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_newer_wish_ends_an_older_analysis() {
        for newer in [
            Effect::Analyse { request: 2, briefing: briefing() },
            Effect::Open { request: 2, target: Target::StandardInput },
        ] {
            let services = Arc::new(Logged::default());
            let (mut workers, arrivals) = working(&services);
            workers.start(Effect::Analyse { request: 1, briefing: briefing() });
            workers.start(newer);
            workers.finish();
            drop(workers);
            // The channel closes once every worker is gone.
            while arrivals.recv_timeout(PATIENCE).is_ok() {}
            assert!(!services.log.lock().unwrap().is_empty());
        }
    }

    #[test]
    fn opening_gives_the_top_first() {
        let (mut workers, arrivals) = working(&Arc::default());
        workers.start(Effect::Open { request: 7, target: Target::StandardInput });
        let first = arrivals.recv_timeout(PATIENCE).unwrap();
        let second = arrivals.recv_timeout(PATIENCE).unwrap();
        assert!(matches!(first, Arrival::Event(Event::Opened { request: 7, result: Ok(_), partial: true })));
        assert!(matches!(second, Arrival::Event(Event::Opened { request: 7, result: Err(_), partial: false })));
    }

    #[test]
    fn a_panic_is_an_answer() {
        let (mut workers, arrivals) = working(&Arc::default());
        workers.start(Effect::ReadLibrary);
        let Arrival::Event(Event::LibraryRead(Err(why))) = arrivals.recv_timeout(PATIENCE).unwrap() else {
            panic!("another answer");
        };
        assert!(why.contains("the library broke"), "{why}");
    }

    #[test]
    fn a_failure_without_an_answer_of_its_own_is_told() {
        let (mut workers, arrivals) = working(&Arc::default());
        workers.start(Effect::KeepPlace { briefing: briefing(), place: Place::default() });
        workers.finish();
        assert!(
            matches!(arrivals.try_recv().unwrap(), Arrival::Event(Event::Failed(why)) if why.contains("read-only"))
        );
    }
}
