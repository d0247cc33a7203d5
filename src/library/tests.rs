//! The library room from outside: folders that are read, indexed and searched.

use std::cell::Cell;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use super::*;
use crate::document::{Briefing, Format, Masthead, Outline, Paragraph, ParagraphKind, SourceInfo, Span};

/// Opens files whose first line is the headline and whose second is the only paragraph.
struct Lines {
    opened: Cell<usize>,
}

impl Reader for Lines {
    fn is_briefing(&self, path: &Path) -> bool {
        path.extension().is_some_and(|extension| extension == "txt")
    }

    fn open(&self, path: &Path) -> Result<(Briefing, Outline), String> {
        self.opened.set(self.opened.get() + 1);
        let content = fs::read_to_string(path).map_err(|error| error.to_string())?;
        let (headline, text) = content.split_once('\n').ok_or("it has one line only")?;
        let paragraph = Paragraph {
            kind: ParagraphKind::Text,
            span: Span::new(0, text.chars().count()),
            bytes: 0..text.len(),
            repeats: None,
            marks: Vec::new(),
        };
        let briefing = Briefing {
            source: SourceInfo { path: Some(path.to_owned()), format: Format::Text, sha256: "00".into() },
            masthead: Masthead { headline: Some(headline.to_owned()), ..Masthead::default() },
            outline: Outline::default(),
            paragraphs: vec![paragraph],
            text: text.to_owned(),
            language: None,
            diagnostics: Vec::new(),
        };
        Ok((briefing, Outline::default()))
    }

    fn notes(&self, _: &Path) -> usize {
        3
    }
}

#[test]
fn unchanged_files_come_from_the_index_and_changed_ones_are_opened() {
    let desk = tempfile::tempdir().unwrap();
    let (folder, cache) = (desk.path().join("briefings"), desk.path().join("cache"));
    fs::create_dir(&folder).unwrap();
    for (name, content) in [("a.txt", "Alpha\nwater rights"), ("b.txt", "Beta\nfish"), ("bad.txt", "no")] {
        fs::write(folder.join(name), content).unwrap();
    }
    let file = index_file(&cache, &folder);
    let reader = Lines { opened: Cell::new(0) };

    let shelf = read(&folder, Index::load(&file, &folder), &reader).unwrap();
    assert_eq!((shelf.opened, reader.opened.get()), (3, 3));
    Index::save(&shelf, &file, &folder).unwrap();

    let again = read(&folder, Index::load(&file, &folder), &reader).unwrap();
    assert_eq!(again.opened, 1, "only the one that could not be opened is tried again");
    assert_eq!(again.briefings, shelf.briefings);

    fs::write(folder.join("b.txt"), "Beta\nfish and water").unwrap();
    fs::remove_file(folder.join("a.txt")).unwrap();
    let later = read(&folder, Index::load(&file, &folder), &reader).unwrap();
    let catalogue = later.catalogue();
    assert_eq!(catalogue.entries().len(), 2);
    assert_eq!(catalogue.get(&folder.join("b.txt")).unwrap().words, 3);
    assert_eq!(catalogue.get(&folder.join("bad.txt")).unwrap().error.as_deref(), Some("it has one line only"));
    assert_eq!(catalogue.entries()[0].notes, 3);
    assert_eq!(search(&later.briefings, &Query::parse("water").unwrap()).len(), 1);
}

#[test]
fn an_index_that_is_broken_or_of_another_library_is_empty() {
    let desk = tempfile::tempdir().unwrap();
    let file = desk.path().join("index.json");
    for content in ["", "{", "{\"schema\": \"brief.index/0\", \"folder\": \"/\", \"briefings\": []}"] {
        fs::write(&file, content).unwrap();
        assert!(Index::load(&file, desk.path()).is_empty());
    }
    let shelf = Shelf::default();
    Index::save(&shelf, &file, desk.path()).unwrap();
    assert!(Index::load(&file, Path::new("/")).is_empty());
    assert!(Index::save(&shelf, &file.join("below/a/file"), desk.path()).is_err());
}

#[test]
fn the_reading_can_be_stopped() {
    struct Stopping;
    impl Reader for Stopping {
        fn is_briefing(&self, _: &Path) -> bool {
            true
        }
        fn open(&self, _: &Path) -> Result<(Briefing, Outline), String> {
            Err("not to be opened".into())
        }
        fn notes(&self, _: &Path) -> usize {
            0
        }
        fn progress(&self, _: Progress) -> ControlFlow<()> {
            ControlFlow::Break(())
        }
    }
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("a"), "x").unwrap();
    assert!(matches!(read(desk.path(), Index::default(), &Stopping), Err(LibraryError::Stopped)));
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_read_all_the_same() {
    use std::os::unix::ffi::OsStrExt as _;
    let desk = tempfile::tempdir().unwrap();
    let folder = desk.path().join(std::ffi::OsStr::from_bytes(b"lib\xff"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(std::ffi::OsStr::from_bytes(b"\xfe.txt")), "Alpha\nwater").unwrap();
    fs::write(folder.join("b.txt"), "Beta\nfish").unwrap();
    let file = index_file(&desk.path().join("cache"), &folder);
    let reader = Lines { opened: Cell::new(0) };
    let shelf = read(&folder, Index::default(), &reader).unwrap();
    Index::save(&shelf, &file, &folder).unwrap();
    let again = read(&folder, Index::load(&file, &folder), &reader).unwrap();
    assert_eq!(again.briefings, shelf.briefings);
    assert_eq!(again.opened, 1, "the one whose name is no text");
}
