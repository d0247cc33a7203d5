//! The services of the screen, on files of their own.

use std::fs;

use super::*;
use crate::app::Services as _;
use crate::config::{self, Places};
use crate::document::ParagraphId;
use crate::notes::{Anchor, NoteId, Notebook};

const TALKS: &str = "River pact\n\nThe ministers met in Basel on Monday.\n\nThey agreed on nothing but the date.\n";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(desk.path("briefings")).unwrap();
        fs::write(desk.talks(), TALKS).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn talks(&self) -> PathBuf {
        self.path("briefings/talks.txt")
    }

    fn other(&self) -> PathBuf {
        let path = self.path("other.txt");
        fs::write(&path, "Other\n\nWords of another kind.\n").unwrap();
        path
    }

    fn services(&self, targets: Vec<Target>) -> Services {
        let places = Places { library: Some(self.path("briefings")), ..Places::default() };
        let folder = |name| Some(self.path(name));
        let home = Home {
            data: folder("data"),
            state: folder("state"),
            cache: folder("cache"),
            config: folder("config/config.yaml"),
        };
        Services::new(config::load(&places).unwrap().config, targets, home)
    }

    fn open(&self, services: &Services) -> Arc<Briefing> {
        services.open(&Target::File(self.talks()), &mut |_| panic!("it is small")).unwrap()
    }
}

fn note(id: &str, briefing: &Briefing) -> Note {
    let now = Timestamp::UNIX_EPOCH;
    let anchor = Anchor::on_paragraph(briefing, ParagraphId(0)).unwrap();
    Note {
        id: NoteId(id.into()),
        anchor,
        text: id.into(),
        tags: vec![],
        author: None,
        created: now,
        changed: now,
        removed: None,
    }
}

#[test]
fn what_was_opened_ahead_is_taken_once() {
    let desk = Desk::new();
    let target = Target::File(desk.talks());
    let services = desk.services(vec![target.clone()]).with(Ahead::begin(&target, None));
    assert_eq!(desk.open(&services).paragraphs.len(), 2);
    fs::write(desk.talks(), TALKS.replace("nothing but the date", "a date\n\nand no more")).unwrap();
    assert_eq!(desk.open(&services).paragraphs.len(), 3, "the next time it is read again");
    for other in [Target::StandardInput, Target::File(desk.path("none.txt")), Target::File(desk.path("briefings"))] {
        assert!(Ahead::begin(&other, None).is_none(), "{other:?}");
    }
}

#[test]
fn notes_are_kept_and_those_of_others_come_back() {
    let desk = Desk::new();
    let (here, there) = (desk.services(vec![]), desk.services(vec![]));
    let briefing = desk.open(&here);
    assert!(here.read_notes(&briefing).unwrap().book.is_empty());
    assert!(there.read_notes(&briefing).unwrap().book.is_empty());

    assert_eq!(there.save_notes(&briefing, &[note("theirs", &briefing)]).unwrap(), None);
    let merged = here.save_notes(&briefing, &[note("ours", &briefing)]).unwrap().unwrap();
    assert_eq!(merged.len(), 2, "{merged:?}");
    let merged: Vec<Note> = merged.notes().cloned().collect();
    assert_eq!(here.save_notes(&briefing, &merged).unwrap(), None);
    assert_eq!(here.save_notes(&briefing, &merged[..1]).unwrap(), None, "a removal is ours too");
    assert_eq!(desk.services(vec![]).read_notes(&briefing).unwrap().book.len(), 1);
}

#[test]
fn a_broken_notes_file_locks_the_notes_and_nothing_else() {
    let desk = Desk::new();
    fs::write(desk.path("briefings/talks.txt.notes.yaml"), "notes: [\n").unwrap();
    let services = desk.services(vec![]);
    let briefing = desk.open(&services);
    let read = services.read_notes(&briefing).unwrap();
    assert!(read.locked.is_some_and(|why| why.contains("talks.txt.notes.yaml")));
    assert!(services.save_notes(&briefing, &[note("a", &briefing)]).is_err());
    assert_eq!(fs::read_to_string(desk.path("briefings/talks.txt.notes.yaml")).unwrap(), "notes: [\n");
}

#[test]
fn drafts_and_places_outlive_the_program() {
    let desk = Desk::new();
    let briefing = desk.open(&desk.services(vec![]));
    let draft = |paragraph, text: &str| Draft { note: None, paragraph, text: text.to_owned() };
    let found = || desk.services(vec![]).read_notes(&briefing).unwrap();

    let services = desk.services(vec![]);
    services.keep_draft(&briefing, Some(&draft(0, "one"))).unwrap();
    services.keep_draft(&briefing, Some(&draft(1, "two"))).unwrap();
    assert_eq!(found().draft, Some(draft(1, "two")), "the one before is gone");

    let later = desk.services(vec![]);
    later.read_notes(&briefing).unwrap();
    later.keep_draft(&briefing, None).unwrap();
    assert_eq!(found().draft, None, "the one that was found is removed too");

    // A draft on another briefing is none of this one's business.
    let other = services.open(&Target::File(desk.other()), &mut |_| {}).unwrap();
    services.keep_draft(&other, Some(&draft(0, "elsewhere"))).unwrap();
    services.keep_draft(&briefing, Some(&draft(0, "here"))).unwrap();
    services.keep_draft(&briefing, None).unwrap();
    let read = desk.services(vec![]).read_notes(&other).unwrap();
    assert_eq!((read.draft, read.said), (Some(draft(0, "elsewhere")), None));

    let place = Place { paragraph: 1, read: vec![(0, 2)], caught_up: true };
    services.keep_place(&briefing, &place).unwrap();
    assert_eq!(found().place, Some(place));
}

#[test]
fn what_is_new_is_told_until_it_was_read_and_the_place_comes_along() {
    let desk = Desk::new();
    let services = desk.services(vec![]);
    let briefing = desk.open(&services);
    assert_eq!(services.read_notes(&briefing).unwrap().news, None, "it was never read before");
    let place = |paragraph, read, caught_up| Place { paragraph, read, caught_up };
    services.keep_place(&briefing, &place(1, vec![(0, 2)], true)).unwrap();
    assert_eq!(services.read_notes(&briefing).unwrap().news, None);

    let (head, tail) = TALKS.split_once("\n\n").unwrap();
    let new = format!("{head}\n\nNobody had expected the envoys of the lower states.\n\n{tail}");
    fs::write(desk.talks(), new).unwrap();
    for read_it in [false, true] {
        let changed = desk.open(&services);
        let found = services.read_notes(&changed).unwrap();
        let news = found.news.unwrap();
        assert_eq!(news.changed().collect::<Vec<_>>(), [ParagraphId(0)]);
        assert_eq!(found.place.as_ref().unwrap().paragraph, 2);
        if !read_it {
            assert_eq!(found.place.unwrap().read, [(1, 2), (2, 3)]);
        }
        services.keep_place(&changed, &place(2, vec![(1, 3)], read_it)).unwrap();
    }
    assert_eq!(services.read_notes(&desk.open(&services)).unwrap().news, None);
}

#[test]
fn a_briefing_is_read_again_with_its_notes_in_their_places() {
    let desk = Desk::new();
    let services = desk.services(vec![]);
    let briefing = desk.open(&services);
    services.read_notes(&briefing).unwrap();
    let target = Target::File(desk.talks());
    let notes = vec![note("n", &briefing)];
    assert!(services.reload(&target, &briefing, &briefing.text, notes.clone()).unwrap().is_none());
    let (head, tail) = TALKS.split_once("\n\n").unwrap();
    let edited = tail.replace("on Monday", "on Tuesday");
    fs::write(desk.talks(), format!("{head}\n\nNobody had expected the envoys of the lower states.\n\n{edited}"))
        .unwrap();
    let reloaded = services.reload(&target, &briefing, &briefing.text, notes).unwrap().unwrap();
    assert_eq!(reloaded.briefing.paragraphs.len(), 3);
    assert_eq!(reloaded.book.all()[0].placement.paragraph(), Some(ParagraphId(1)));
    assert_eq!((reloaded.moved.now(ParagraphId(1)), reloaded.news.changed().count()), (ParagraphId(2), 2));
    fs::remove_file(desk.talks()).unwrap();
    assert!(services.reload(&target, &briefing, "", Vec::new()).is_err());
}

#[test]
fn a_draft_whose_paragraph_is_gone_or_whose_file_is_broken_is_left_where_it_is() {
    let desk = Desk::new();
    let services = desk.services(vec![]);
    let briefing = desk.open(&services);
    let draft = Draft { note: None, paragraph: 1, text: "words".into() };
    services.keep_draft(&briefing, Some(&draft)).unwrap();
    let kept = || fs::read_dir(desk.path("state/drafts")).unwrap().count();
    fs::write(desk.talks(), "River pact\n\nOf all this nothing is left in the second version.\n").unwrap();
    let later = desk.services(vec![]);
    let shorter = desk.open(&later);
    assert_eq!(later.read_notes(&shorter).unwrap().draft, None);
    later.keep_draft(&shorter, None).unwrap();
    assert_eq!(kept(), 1);
    fs::write(desk.path("state/drafts/broken.yaml"), "text: [\n").unwrap();
    let said = later.read_notes(&shorter).unwrap().said.unwrap();
    assert!(said.contains("broken.yaml"), "{said}");
    assert_eq!(kept(), 2);
}

#[test]
fn the_library_is_the_folder_or_the_files_that_were_named() {
    let desk = Desk::new();
    desk.other();
    let files = |names: &[&str]| names.iter().map(|name| Target::File(desk.path(name))).collect::<Vec<_>>();
    for (targets, expected) in [
        (vec![], vec!["talks.txt"]),
        (files(&["other.txt"]), vec!["talks.txt"]),
        (files(&["other.txt", "briefings/talks.txt"]), vec!["other.txt", "talks.txt"]),
    ] {
        let services = desk.services(targets);
        let briefing = desk.open(&services);
        services.keep_place(&briefing, &Place { paragraph: 1, read: vec![(0, 1)], caught_up: true }).unwrap();
        let entries = services.read_library().unwrap();
        let names: Vec<_> = entries.iter().map(|entry| entry.path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, expected);
        assert_eq!(entries.last().unwrap().read, 1);
    }
    assert!(desk.path("cache/libraries").is_dir(), "the index is kept");
}

#[test]
fn an_export_asks_before_it_replaces_what_is_not_ours() {
    let desk = Desk::new();
    let services = desk.services(vec![]);
    let briefing = desk.open(&services);
    let small = &mut |_| panic!("it is small");
    let analysis = services.analyse(&briefing, &|| true, small).unwrap();
    assert!(services.analyse(&briefing, &|| false, small).is_none());
    let path = desk.path("briefings/talks.txt.brief.md");
    fs::write(&path, "my own").unwrap();
    let export = |overwrite| services.export(&briefing, &analysis, &Notebook::default(), overwrite).unwrap();
    assert_eq!(export(false), Export::WouldOverwrite(path.clone()));
    assert_eq!(fs::read_to_string(&path).unwrap(), "my own");
    assert_eq!(export(true), Export::Written(path.display().to_string()));
    assert_eq!(export(false), Export::Written(path.display().to_string()), "now it is ours");
}

#[test]
fn a_format_that_is_named_overrules_what_the_named_files_look_like() {
    let desk = Desk::new();
    let marked = desk.path("marked.md");
    fs::write(&marked, format!("# Marked\n\n{}", "The *dams* are full.\n\n".repeat(60_000))).unwrap();
    let small = Target::File(desk.other());
    let targets = vec![Target::File(marked), small.clone()];
    let ahead = Ahead::begin(&small, Some(document::Format::Html));
    let services = desk.services(targets.clone()).reading_as(Some(document::Format::Html)).with(ahead);
    let mut formats = Vec::new();
    for target in &targets {
        let opened = services.open(target, &mut |top| assert_eq!(top.source.format, document::Format::Html));
        formats.push(opened.unwrap().source.format);
    }
    assert_eq!(formats, [document::Format::Html; 2]);
    assert_eq!(desk.open(&services).source.format, document::Format::Text, "the library's own are what they are");
    assert!(services.read_library().unwrap().iter().all(|entry| entry.headline != "Other"), "a page has one paragraph");
}

#[test]
fn a_large_file_is_shown_from_its_top_first() {
    let desk = Desk::new();
    let paragraph = "Words that go on and on about the water of the river.\n\n";
    fs::write(desk.talks(), format!("The long report\n\n{}", paragraph.repeat(25_000))).unwrap();
    let services = desk.services(vec![]);
    let mut tops = Vec::new();
    let whole = services.open(&Target::File(desk.talks()), &mut |top| tops.push(top)).unwrap();
    assert_eq!(tops.len(), 1);
    assert!(tops[0].paragraphs.len() < whole.paragraphs.len());
    assert_eq!(tops[0].masthead.headline, whole.masthead.headline);
}

#[test]
fn what_is_found_in_the_top_of_a_large_briefing_comes_first() {
    let desk = Desk::new();
    let paragraph = "Norway and Denmark went on and on about the water of the river.\n\n";
    fs::write(desk.talks(), format!("The long report\n\n{}", paragraph.repeat(20_000))).unwrap();
    let services = desk.services(vec![]);
    let briefing = Arc::new(document::plain(
        document::SourceInfo { path: None, format: document::Format::Text, sha256: String::new() },
        fs::read_to_string(desk.talks()).unwrap(),
        Vec::new(),
    ));
    let mut tops = Vec::new();
    let whole = services.analyse(&briefing, &|| true, &mut |top| tops.push(top)).unwrap();
    let mentions = |analysis: &Analysis| analysis.actors.iter().map(|actor| actor.mentions.len()).sum::<usize>();
    assert_eq!(tops.len(), 1);
    assert!(mentions(&tops[0]) > 0 && mentions(&tops[0]) < mentions(&whole));
}

#[test]
fn a_position_that_was_added_is_in_the_file_and_is_found_from_then_on() {
    let desk = Desk::new();
    let services = desk.services(vec![]);
    let briefing = desk.open(&services);
    let found = || services.analyse(&briefing, &|| true, &mut |_| {}).unwrap();
    let has = |analysis: &Analysis| analysis.positions.iter().any(|position| position.id.0 == "the-date");
    assert!(!has(&found()));
    let position = KnownPosition {
        id: analysis::PositionId("the-date".into()),
        label: "The date".into(),
        definition: None,
        phrases: vec!["nothing but the date".into()],
        supports: vec![],
        opposes: vec![],
    };
    let file = services.add_position(&position).unwrap();
    assert!(has(&found()));
    let places = Places { user: Some(file.clone()), ..Places::default() };
    let config = config::load(&places).unwrap().config;
    assert_eq!(config.positions.last().unwrap().label, "The date");
    let before = fs::read_to_string(&file).unwrap();
    assert!(services.add_position(&position).unwrap_err().contains("already"));
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
}
