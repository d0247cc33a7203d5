//! Notes in files: found again, merged, never written over.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::document::Briefing;
use crate::notes::testing::{ERRORS, briefing, failing, moment, note};

/// A briefing in a folder of its own, and a data folder beside it.
struct Desk {
    folder: tempfile::TempDir,
    briefing: Briefing,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("briefings")).unwrap();
        let mut briefing = briefing(&["One thing is said.", "Another thing is said."]);
        briefing.source.path = Some(folder.path().join("briefings/talks.txt"));
        Self { folder, briefing }
    }

    fn store(&self) -> FileStore {
        FileStore::new(None, Some(self.folder.path().join("data")))
    }

    fn subject(&self) -> Subject {
        Subject::of(&self.briefing)
    }

    fn notes_file(&self) -> PathBuf {
        self.folder.path().join("briefings/talks.txt.notes.yaml")
    }

    fn note(&self, id: &str, text: &str) -> Note {
        note(id, &self.briefing, 0, text)
    }
}

fn texts(notes: &[Note]) -> Vec<&str> {
    notes.iter().map(|note| note.text.as_str()).collect()
}

/// A store that may not write into the folder of the briefing.
fn refused(desk: &Desk) -> FileStore {
    let forbidden = desk.folder.path().join("briefings");
    let gate = move |step, path: &Path| match step {
        Step::Create if path.starts_with(&forbidden) => Err(io::ErrorKind::ReadOnlyFilesystem.into()),
        _ => Ok(()),
    };
    FileStore { disk: Disk::asking(gate), ..desk.store() }
}

#[test]
fn the_text_that_notes_are_on_is_kept_beside_them_and_for_its_user_alone() {
    let desk = Desk::new();
    let (store, source) = (desk.store(), desk.briefing.source.sha256.clone());
    let base = store.load(&desk.subject()).unwrap().base;
    assert_eq!(store.old_text(&base, &source), None);
    store.keep_text(&base, &source, &desk.briefing.text).unwrap();
    store.keep_text(&base, &source, "another text").unwrap();
    assert_eq!(store.old_text(&base, &source).as_deref(), Some(desk.briefing.text.as_str()));
    let path = desk.folder.path().join(format!("briefings/.brief-texts/{source}.txt.gz"));
    #[cfg(unix)]
    for (path, expected) in [(path.as_path(), 0o600), (folder_of(&path), 0o700)] {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions());
        assert_eq!(mode & 0o777, expected);
    }
    let whole = fs::read(&path).unwrap();
    for broken in [&whole[..whole.len() - 9], b"no gzip", b""] {
        fs::write(&path, broken).unwrap();
        assert_eq!(store.old_text(&base, &source), None);
    }
}

#[test]
fn a_hash_that_is_a_path_leads_nowhere() {
    let desk = Desk::new();
    let (store, base) = (desk.store(), desk.store().load(&desk.subject()).unwrap().base);
    let source = "../".repeat(21) + "x";
    store.keep_text(&base, &source, "text").unwrap();
    assert_eq!(store.old_text(&base, &source), None);
    assert!(!desk.folder.path().join("briefings/.brief-texts").exists());
}

#[test]
fn what_is_saved_is_loaded() {
    let desk = Desk::new();
    let (store, subject) = (desk.store(), desk.subject());
    let loaded = store.load(&subject).unwrap();
    assert!(loaded.notes.is_empty() && !desk.notes_file().exists());
    let saved = store.save(&subject, &loaded.base, &[&desk.note("n", "Words.")]).unwrap();
    assert_eq!(saved.base.path(), desk.notes_file());
    assert_eq!(store.load(&subject).unwrap().notes, saved.notes);
    let gone = store.save(&subject, &saved.base, &[]).unwrap();
    assert!(gone.notes.is_empty() && store.load(&subject).unwrap().notes.is_empty());
}

#[test]
fn notes_may_live_in_a_folder_of_their_own() {
    let desk = Desk::new();
    let own = desk.folder.path().join("my/notes");
    let store = FileStore::new(Some(own.clone()), None);
    let loaded = store.load(&desk.subject()).unwrap();
    store.save(&desk.subject(), &loaded.base, &[&desk.note("n", "x")]).unwrap();
    assert!(own.join("talks.txt.notes.yaml").is_file());
}

#[test]
fn standard_input_is_known_by_its_content() {
    let mut desk = Desk::new();
    desk.briefing.source.path = None;
    let store = desk.store();
    let loaded = store.load(&desk.subject()).unwrap();
    let saved = store.save(&desk.subject(), &loaded.base, &[&desk.note("n", "x")]).unwrap();
    let name = saved.base.path().file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(name, format!("{}.notes.yaml", desk.briefing.source.sha256));
    assert!(matches!(FileStore::new(None, None).load(&desk.subject()), Err(StoreError::Nowhere)));
}

#[test]
fn where_the_folder_refuses_notes_go_to_the_users_own() {
    let desk = Desk::new();
    let (store, subject) = (refused(&desk), desk.subject());
    let loaded = store.load(&subject).unwrap();
    let saved = store.save(&subject, &loaded.base, &[&desk.note("n", "kept")]).unwrap();
    assert!(saved.base.path().starts_with(desk.folder.path().join("data")));
    assert!(!desk.notes_file().exists());
    let again = store.load(&subject).unwrap();
    assert_eq!(texts(&again.notes), ["kept"]);
    let nowhere = FileStore { data: None, ..refused(&desk) };
    assert!(matches!(nowhere.save(&subject, &loaded.base, &[]), Err(StoreError::Write(_))));
}

#[test]
fn a_broken_file_is_never_written_over() {
    let desk = Desk::new();
    let (store, subject) = (desk.store(), desk.subject());
    let loaded = store.load(&subject).unwrap();
    let saved = store.save(&subject, &loaded.base, &[&desk.note("n", "Words.")]).unwrap();
    let broken = fs::read_to_string(desk.notes_file()).unwrap() + "  - id: [\n";
    fs::write(desk.notes_file(), &broken).unwrap();
    for error in [
        store.load(&subject).unwrap_err(),
        store.save(&subject, &saved.base, &[&desk.note("n", "Other words.")]).unwrap_err(),
        store.save(&subject, &loaded.base, &[]).unwrap_err(),
    ] {
        let StoreError::Unreadable { cause, .. } = &error else { panic!("{error}") };
        assert!(cause.place().is_some(), "{error}");
    }
    assert_eq!(fs::read_to_string(desk.notes_file()).unwrap(), broken);
    fs::write(desk.notes_file(), broken.replace("  - id: [\n", "")).unwrap();
    let mended = store.save(&subject, &saved.base, &[&desk.note("n", "Other words.")]).unwrap();
    assert_eq!(texts(&mended.notes), ["Other words."]);
}

#[test]
fn two_programs_lose_nothing_of_each_other() {
    let desk = Desk::new();
    let (store, subject) = (desk.store(), desk.subject());
    let start = store.load(&subject).unwrap();
    let shared = store.save(&subject, &start.base, &[&desk.note("a", "a"), &desk.note("b", "b")]).unwrap();

    let edited = Note { text: "theirs".into(), changed: moment(9), ..desk.note("a", "") };
    store.save(&subject, &shared.base, &[&edited, &desk.note("b", "b"), &desk.note("c", "c")]).unwrap();
    let edited = Note { text: "ours".into(), changed: moment(8), ..desk.note("a", "") };
    let saved = store.save(&subject, &shared.base, &[&edited, &desk.note("d", "d")]).unwrap();

    let mut found = texts(&saved.notes);
    found.sort_unstable();
    assert_eq!(found, ["c", "d", "ours", "theirs"]);
    assert_eq!(saved.conflicts.len(), 1);
    assert_eq!(store.load(&subject).unwrap().notes.len(), 4);
}

/// One sentence: what, where, why.
fn assert_is_one_sentence(error: &StoreError, desk: &Desk) {
    let said = error.to_string();
    assert!(said.starts_with("cannot ") && !said.contains('\n') && !said.ends_with('.'), "{said}");
    assert!(said.contains(desk.folder.path().to_str().unwrap()), "{said}");
}

#[test]
fn whichever_operation_of_a_save_fails_the_notes_are_whole_and_the_next_save_has_all() {
    let operations = {
        let desk = Desk::new();
        let (disk, asked) = failing(usize::MAX, 0);
        let store = FileStore { disk, ..desk.store() };
        let base = store.load(&desk.subject()).unwrap().base;
        asked.store(0, Ordering::Relaxed);
        store.save(&desk.subject(), &base, &[&desk.note("n", "old")]).unwrap();
        asked.load(Ordering::Relaxed)
    };
    assert!(operations > 8, "{operations}");
    for (error, at) in ERRORS.into_iter().flat_map(|error| (0..operations).map(move |at| (error, at))) {
        let desk = Desk::new();
        let (store, subject) = (desk.store(), desk.subject());
        let loaded = store.load(&subject).unwrap();
        let saved = store.save(&subject, &loaded.base, &[&desk.note("n", "old")]).unwrap();
        let old = fs::read(desk.notes_file()).unwrap();

        let new = [desk.note("n", "new"), desk.note("m", "more")];
        let new: Vec<&Note> = new.iter().collect();
        let failing = FileStore { disk: failing(at, error).0, ..desk.store() };
        let outcome = failing.save(&subject, &saved.base, &new);
        let kept = store.load(&subject).unwrap();
        match outcome {
            Ok(_) => assert_eq!(texts(&kept.notes), ["more", "new"], "{error} at {at}"),
            Err(why) => {
                assert_is_one_sentence(&why, &desk);
                let is_there = matches!(&why, StoreError::Write(why) if why.step == Step::SyncFolder);
                let kept = fs::read(kept.base.path()).unwrap();
                assert!(is_there || kept == old, "{error} at {at}: {}", String::from_utf8_lossy(&kept));
            }
        }
        // The program goes on with what it knew.
        let again = store.save(&subject, &saved.base, &new).unwrap();
        assert!(again.conflicts.is_empty(), "{error} at {at}");
        assert_eq!(texts(&store.load(&subject).unwrap().notes), ["more", "new"], "{error} at {at}");
        let temporary = |path: &PathBuf| path.extension().is_some_and(|end| end == "tmp");
        let left = Disk::default().list(folder_of(&desk.notes_file())).unwrap();
        assert!(!left.iter().any(temporary), "{error} at {at}: {left:?}");
    }
}

#[test]
fn a_text_that_cannot_be_kept_costs_no_note() {
    for at in 0..16 {
        let desk = Desk::new();
        let source = &desk.briefing.source.sha256;
        let base = desk.store().load(&desk.subject()).unwrap().base;
        let failing = FileStore { disk: failing(at, 28).0, ..desk.store() };
        if let Err(error) = failing.keep_text(&base, source, &desk.briefing.text) {
            assert_is_one_sentence(&error, &desk);
        }
        let saved = desk.store().save(&desk.subject(), &base, &[&desk.note("n", "x")]).unwrap();
        desk.store().keep_text(&saved.base, source, &desk.briefing.text).unwrap();
        assert_eq!(desk.store().old_text(&saved.base, source).as_deref(), Some(desk.briefing.text.as_str()));
    }
}

#[test]
fn notes_that_cannot_be_looked_at_are_not_taken_for_none() {
    let desk = Desk::new();
    let (store, subject) = (refused(&desk), desk.subject());
    let loaded = store.load(&subject).unwrap();
    store.save(&subject, &loaded.base, &[&desk.note("n", "in the user's folder")]).unwrap();
    for at in 0..3 {
        let failing = FileStore { disk: failing(at, 5).0, ..desk.store() };
        assert_is_one_sentence(&failing.load(&subject).unwrap_err(), &desk);
    }
}

#[test]
fn what_a_merge_left_is_made_one_only_when_asked() {
    let desk = Desk::new();
    let (store, subject) = (desk.store(), desk.subject());
    let start = store.load(&subject).unwrap();
    let saved = store.save(&subject, &start.base, &[&desk.note("n", "both")]).unwrap();
    let text = fs::read_to_string(desk.notes_file()).unwrap();
    let sides = "<<<<<<< HEAD\n    text: ours\n=======\n    text: theirs\n>>>>>>> branch\n";
    let marked = text.replace("    text: both\n", sides);
    fs::write(desk.notes_file(), &marked).unwrap();
    for error in
        [store.load(&subject).unwrap_err(), store.save(&subject, &saved.base, &[&desk.note("n", "x")]).unwrap_err()]
    {
        assert!(matches!(&error, StoreError::Conflicted(path) if *path == desk.notes_file()), "{error}");
    }
    assert_eq!(fs::read_to_string(desk.notes_file()).unwrap(), marked);
    assert_eq!(store.merge_conflict(&subject).unwrap().len(), 1);
    let mut kept = store.load(&subject).unwrap();
    kept.notes.sort_by(|a, b| a.text.cmp(&b.text));
    assert_eq!(texts(&kept.notes), ["ours", "theirs"]);
    assert!(store.merge_conflict(&subject).unwrap().is_empty());

    // What was written meanwhile is merged in as ever.
    let all = store.save(&subject, &saved.base, &[&desk.note("n", "both"), &desk.note("m", "meanwhile")]).unwrap();
    assert_eq!(all.notes.len(), 3);
}

#[test]
fn a_file_that_was_taken_away_is_written_again() {
    let desk = Desk::new();
    let (store, subject) = (desk.store(), desk.subject());
    let loaded = store.load(&subject).unwrap();
    let saved = store.save(&subject, &loaded.base, &[&desk.note("n", "Words.")]).unwrap();
    fs::remove_file(desk.notes_file()).unwrap();
    store.save(&subject, &saved.base, &[&desk.note("n", "Words.")]).unwrap();
    assert_eq!(texts(&store.load(&subject).unwrap().notes), ["Words."]);
}

#[test]
fn what_has_not_changed_is_not_written() {
    let desk = Desk::new();
    let writes = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&writes);
    let gate = move |step, _: &Path| {
        counter.fetch_add(usize::from(step == Step::Create), Ordering::Relaxed);
        Ok(())
    };
    let store = FileStore { disk: Disk::asking(gate), ..desk.store() };
    let loaded = store.load(&desk.subject()).unwrap();
    let saved = store.save(&desk.subject(), &loaded.base, &[&desk.note("n", "Words.")]).unwrap();
    store.save(&desk.subject(), &saved.base, &[&desk.note("n", "Words.")]).unwrap();
    assert_eq!(writes.load(Ordering::Relaxed), 1);
}

#[test]
fn keys_of_a_later_version_outlive_a_save() {
    let desk = Desk::new();
    let (store, subject) = (desk.store(), desk.subject());
    let loaded = store.load(&subject).unwrap();
    store.save(&subject, &loaded.base, &[&desk.note("n", "Words.")]).unwrap();
    let text = fs::read_to_string(desk.notes_file()).unwrap();
    fs::write(desk.notes_file(), text.replace("    about:", "    colour: amber\n    about:") + "mood: calm\n").unwrap();
    let loaded = store.load(&subject).unwrap();
    store.save(&subject, &loaded.base, &[&desk.note("n", "Other."), &desk.note("m", "More.")]).unwrap();
    let text = fs::read_to_string(desk.notes_file()).unwrap();
    assert!(text.contains("colour: amber") && text.contains("mood: calm") && text.contains("Other."), "{text}");
}

#[test]
fn many_writers_at_once_lose_nothing() {
    let desk = Desk::new();
    let subject = desk.subject();
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let (desk, subject) = (&desk, &subject);
            scope.spawn(move || {
                let store = desk.store();
                let Loaded { mut notes, mut base } = store.load(subject).unwrap();
                for i in 0..10 {
                    notes.push(desk.note(&format!("w{writer}-{i}"), "x"));
                    let saved = store.save(subject, &base, &notes.iter().collect::<Vec<_>>()).unwrap();
                    (notes, base) = (saved.notes, saved.base);
                }
            });
        }
    });
    assert_eq!(desk.store().load(&subject).unwrap().notes.len(), 80);
}
