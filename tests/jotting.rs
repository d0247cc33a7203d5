//! Key scripts: writing, changing, tagging, removing notes; drafts; what is told when writing fails.

mod support;

use brief::app::message::{Draft, Effect, Event, NotesRead};
use jiff::ToSpan;
use support::{Room, TALKS, briefing};

fn room() -> Room {
    Room::reading(TALKS, 120, 40)
}

fn words(room: &Room) -> Vec<String> {
    room.state.jotting.notes().iter().map(|note| note.text.clone()).collect()
}

#[test]
fn a_note_is_written_on_the_paragraph_and_saved_when_it_is_closed() {
    let mut room = room();
    room.keys("2 G a").type_in("Check: who said that first? 第一").keys("esc");
    let saved = room.saved().expect("it is saved at once").to_vec();
    assert_eq!(saved.len(), 1);
    assert_eq!(saved[0].text, "Check: who said that first? 第一");
    assert_eq!(saved[0].anchor.paragraph.number(), 2);
    assert!(saved[0].anchor.quote.starts_with("Zelensky said"));
    assert!(room.screen().contains("●2"), "{}", room.screen());
    assert!(room.screen().contains("1 note"));
}

#[test]
fn keys_are_words_while_a_note_is_written() {
    let mut room = room();
    room.keys("a").type_in("q?:/ 12 jj").keys("enter").type_in("second line").keys("ctrl-s");
    assert_eq!(words(&room), ["q?:/ 12 jj\nsecond line"]);
}

#[test]
fn several_notes_stand_on_one_paragraph_and_the_last_is_changed() {
    let mut room = room();
    room.keys("a").type_in("one").keys("esc a").type_in("two").keys("esc e").type_in("!").keys("esc");
    assert_eq!(words(&room), ["one", "two!"]);
}

#[test]
fn removing_is_undone_and_redone() {
    let mut room = room();
    let standing = |room: &Room| room.state.jotting.book.len();
    room.keys("a").type_in("keep me").keys("esc D");
    assert_eq!(standing(&room), 0);
    room.keys("u");
    assert_eq!(standing(&room), 1);
    room.keys("U");
    assert_eq!(standing(&room), 0);
    room.keys("u u");
    assert!(words(&room).is_empty());
    room.keys("U");
    assert_eq!((words(&room), standing(&room)), (vec!["keep me".to_owned()], 1));
    assert_eq!(room.saved().unwrap().len(), 1, "the last save has what is on the screen");
}

#[test]
fn the_trash_is_shown_put_back_and_purged() {
    let mut room = room();
    room.keys("a").type_in("first").keys("esc a").type_in("second").keys("esc D D m");
    assert!(words(&room).len() == 2 && room.state.jotting.book.is_empty(), "the file keeps both");
    assert!(room.screen().contains("Trash") && !room.screen().contains("× first"), "{}", room.screen());
    room.keys("G enter");
    assert!(room.screen().contains("× first") && room.screen().contains("× second"), "{}", room.screen());
    room.keys("G r");
    assert_eq!(room.state.jotting.book.len(), 1);
    room.keys("u");
    assert_eq!(room.state.jotting.book.trash().len(), 2);

    room.keys("G X");
    assert!(room.screen().contains("for good?"), "{}", room.screen());
    room.keys("n G X y");
    assert_eq!((room.state.jotting.book.trash().len(), room.saved().unwrap().len()), (1, 1));
    room.keys("u");
    assert_eq!(room.state.jotting.book.trash().len(), 2, "until the program ends");
    room.keys("k k k k X");
    assert!(room.screen().contains("Remove 2 notes for good?"), "{}", room.screen());
    room.keys("y");
    assert!(room.saved().unwrap().is_empty() && room.state.jotting.book.trash().is_empty());
    room.keys("X");
    assert!(room.notice().contains("select a note in the trash"), "{}", room.notice());
}

#[test]
fn what_a_merge_left_is_offered_to_be_made_one_and_then_read() {
    let mut room = Room::asking(120, 40);
    let request = room.state.requests;
    room.tell(Event::Opened { request, result: Ok(briefing(TALKS)), partial: false });
    let locked = Some("a merge left two versions of the notes in talks.md.notes.yaml".to_owned());
    let read = NotesRead { locked, conflicted: true, ..Default::default() };
    room.tell(Event::NotesRead { request, result: Ok(read.clone()) });
    assert!(room.screen().contains("Make one of them"), "{}", room.screen());
    room.keys("n a");
    assert!(room.state.jotting.editing.is_none() && room.notice().contains("can't be written"), "{}", room.notice());
    room.effects.clear();
    room.tell(Event::NotesRead { request, result: Ok(read) });
    room.keys("y");
    assert!(matches!(room.effects.as_slice(), [Effect::MergeNotes { .. }]), "{:?}", room.effects);
    room.tell(Event::NotesMerged(Ok(1)));
    assert!(matches!(room.effects.last(), Some(Effect::ReadNotes { .. })), "{:?}", room.effects);
    assert!(room.notice().contains("#conflict"), "{}", room.notice());
    room.tell(Event::NotesRead { request, result: Ok(NotesRead::default()) });
    room.keys("a").type_in("on").keys("esc");
    assert_eq!(room.saved().unwrap().len(), 1);
}

#[test]
fn an_empty_note_is_none_and_an_unchanged_one_is_not_written() {
    let mut room = room();
    room.keys("a esc a space enter esc");
    assert!(words(&room).is_empty() && room.saved().is_none());
    room.keys("a").type_in("x").keys("esc");
    room.effects.clear();
    room.keys("e esc");
    assert!(room.saved().is_none());
}

#[test]
fn tags_are_typed_in_a_line() {
    let mut room = room();
    room.keys("a").type_in("x").keys("esc t").type_in("#memo, check memo").keys("enter");
    assert_eq!(room.state.jotting.notes()[0].tags, ["memo", "check"]);
    room.keys("m");
    assert!(room.screen().contains("#memo #check"), "{}", room.screen());
    room.keys("f").type_in("#other").keys("enter");
    assert!(room.screen().contains("nothing fits"), "{}", room.screen());
}

#[test]
fn enter_in_the_notes_pane_jumps_to_the_paragraph() {
    let mut room = room();
    room.keys("4 G a").type_in("late").keys("esc g m enter");
    assert_eq!(room.paragraph(), 4);
}

#[test]
fn what_is_typed_is_kept_as_a_draft_within_a_second_and_offered_again() {
    let mut room = room();
    room.keys("2 G a").type_in("half a thou");
    let wake = room.state.wake_at().expect("the draft is due");
    assert!(wake <= room.at + 1.second());
    room.at = wake;
    room.tell(Event::Woken);
    let draft = room.effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepDraft { draft, .. } => draft.clone(),
        _ => None,
    });
    let draft = draft.expect("it is kept");
    assert_eq!((draft.paragraph, draft.text.as_str()), (1, "half a thou"));
    assert!(room.state.wake_at().is_none(), "idle means idle");

    let mut again = Room::asking(120, 40);
    let request = again.state.requests;
    again.tell(Event::Opened { request, result: Ok(briefing(TALKS)), partial: false });
    again.tell(Event::NotesRead { request, result: Ok(NotesRead { draft: Some(draft), ..Default::default() }) });
    again.type_in("ght").keys("esc");
    assert_eq!(words(&again), ["half a thought"]);
    assert_eq!(last_draft(&again), None, "it stays until the note is on the disk");
    let revision = again.state.jotting.revision();
    again.tell(Event::NotesSaved { revision, result: Err("the disk is full".into()) });
    assert_eq!(last_draft(&again).as_deref(), Some("half a thought"), "to the last letter");
    again.tell(Event::NotesSaved { revision, result: Ok(None) });
    assert_eq!(last_draft(&again).as_deref(), Some(""), "the draft is gone once its words are a note");
}

/// What the last draft that was to be kept says; nothing where it was to be removed.
fn last_draft(room: &Room) -> Option<String> {
    room.effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepDraft { draft, .. } => Some(draft.as_ref().map_or_else(String::new, |draft| draft.text.clone())),
        _ => None,
    })
}

#[test]
fn a_draft_whose_words_are_a_note_already_is_forgotten() {
    let mut room = room();
    room.keys("2 G a").type_in("saved and killed").keys("esc");
    let book = room.state.jotting.book.clone();
    let id = book.all()[0].note.id.clone();
    for note in [None, Some(id)] {
        let mut again = Room::asking(120, 40);
        let request = again.state.requests;
        again.tell(Event::Opened { request, result: Ok(briefing(TALKS)), partial: false });
        let draft = Some(Draft { note, paragraph: 1, text: "saved and killed".into() });
        let read = NotesRead { book: book.clone(), draft, ..Default::default() };
        again.tell(Event::NotesRead { request, result: Ok(read) });
        assert!(again.state.jotting.editing.is_none());
        assert_eq!(last_draft(&again).as_deref(), Some(""));
    }
}

#[test]
fn the_note_is_saved_whenever_the_external_editor_writes() {
    let mut room = room();
    room.keys("E");
    for text in ["first words", "first words", "first words, and second"] {
        room.tell(Event::EditorWrote { text: text.to_owned() });
        assert_eq!(words(&room), [text]);
        assert_eq!(room.saved().unwrap()[0].text, text);
    }
    room.effects.clear();
    room.tell(Event::Edited { result: Ok("first words, and second".into()) });
    assert!(room.state.jotting.editing.is_none() && room.saved().is_none(), "it is saved already");
    room.keys("u u");
    assert!(words(&room).is_empty());
}

#[test]
fn an_external_editor_that_wrote_nothing_makes_nothing() {
    let mut room = room();
    room.keys("E");
    room.tell(Event::Edited { result: Ok(String::new()) });
    assert!(room.state.jotting.editing.is_none() && room.saved().is_none());
    room.keys("a").type_in("typed here").keys("ctrl-o");
    room.tell(Event::Edited { result: Ok("typed here".into()) });
    assert!(room.state.jotting.editing.is_some() && room.saved().is_none(), "it goes on here");
    room.keys("esc E");
    room.effects.clear();
    room.tell(Event::Edited { result: Ok("typed here".into()) });
    assert!(room.state.jotting.editing.is_none() && room.saved().is_none());
}

#[test]
fn no_other_briefing_takes_the_place_of_notes_that_are_not_saved() {
    let mut room = room();
    room.keys("a").type_in("precious").keys("esc");
    let revision = room.state.jotting.revision();
    room.tell(Event::NotesSaved { revision, result: Err("the disk is full".into()) });
    room.effects.clear();
    let mut turn = brief::app::command::Turn::new(room.at);
    room.state.open(brief::app::message::Target::File("other.md".into()), &mut turn);
    assert!(matches!(turn.effects.as_slice(), [Effect::SaveNotes { .. }]), "{:?}", turn.effects);
    assert!(room.notice().contains("not saved yet"), "{}", room.notice());
    room.tell(Event::NotesSaved { revision, result: Ok(None) });
    room.state.open(brief::app::message::Target::File("other.md".into()), &mut turn);
    assert!(matches!(turn.effects.last(), Some(Effect::Open { .. })));
}

#[test]
fn a_draft_of_a_note_that_is_gone_becomes_a_new_note() {
    let mut room = Room::asking(120, 40);
    let request = room.state.requests;
    room.tell(Event::Opened { request, result: Ok(briefing(TALKS)), partial: false });
    let draft = Draft { note: Some(brief::notes::NoteId("n-gone-1".into())), paragraph: 0, text: "words".into() };
    room.tell(Event::NotesRead { request, result: Ok(NotesRead { draft: Some(draft), ..Default::default() }) });
    room.keys("esc");
    assert_eq!(words(&room), ["words"]);
}

#[test]
fn a_failed_write_is_told_and_the_note_stays() {
    let mut room = room();
    room.keys("a").type_in("precious").keys("esc");
    let revision = room.state.jotting.revision();
    room.tell(Event::NotesSaved { revision, result: Err("the disk is full".into()) });
    assert!(room.screen().contains("the disk is full"), "{}", room.screen());
    assert_eq!(words(&room), ["precious"]);
    room.effects.clear();
    room.keys("q");
    assert_eq!(room.saved().unwrap().len(), 1, "what was in the way may be gone");
    room.tell(Event::NotesSaved { revision, result: Err("the disk is full".into()) });
    assert!(room.screen().contains("Leave all the same?"), "{}", room.screen());
    room.keys("n");
    assert!(!room.effects.iter().any(|effect| matches!(effect, Effect::Quit)));
    room.tell(Event::NotesSaved { revision, result: Ok(None) });
    room.keys("q");
    assert!(room.effects.iter().any(|effect| matches!(effect, Effect::Quit)));
}

#[test]
fn a_locked_notes_file_is_said_and_nothing_is_written() {
    let mut room = Room::asking(120, 40);
    let request = room.state.requests;
    room.tell(Event::Opened { request, result: Ok(briefing(TALKS)), partial: false });
    room.tell(Event::NotesRead { request, result: Err("talks.md.notes.yaml:3:1: broken".into()) });
    room.keys("a");
    assert!(room.notice().contains("can't be written"), "{}", room.notice());
    assert!(room.screen().contains("notes can't be written"));
    assert!(room.saved().is_none());
}

#[test]
fn an_external_editor_gets_the_words_and_gives_them_back() {
    let mut room = room();
    room.keys("a").type_in("start").keys("ctrl-o");
    let text = room.effects.iter().find_map(|effect| match effect {
        Effect::EditOutside { text } => Some(text.clone()),
        _ => None,
    });
    assert_eq!(text.as_deref(), Some("start"));
    room.tell(Event::Edited { result: Err("vi: not found".into()) });
    assert!(room.screen().contains("vi: not found") && room.state.jotting.editing.is_some());
    room.tell(Event::Edited { result: Ok("start, and more\n".into()) });
    assert_eq!(words(&room), ["start, and more"]);
}

#[test]
fn a_paste_is_never_a_command() {
    let mut room = room();
    room.tell(Event::Paste("qQDu".into()));
    assert!(room.effects.is_empty() && room.state.reading.is_some());
    room.keys("a");
    room.tell(Event::Paste("two\r\nlines\u{1b}".into()));
    room.keys("esc");
    assert_eq!(words(&room), ["two\nlines"]);
}

#[test]
fn leaving_while_a_note_is_written_saves_it() {
    let mut room = room();
    room.keys("a").type_in("not lost");
    room.tell(Event::Terminate);
    let kept = room
        .effects
        .iter()
        .any(|effect| matches!(effect, Effect::KeepDraft { draft: Some(draft), .. } if draft.text == "not lost"));
    assert!(kept, "{:?}", room.effects);
}

#[test]
fn an_export_asks_before_it_replaces_a_file_that_is_not_ours() {
    let mut room = room();
    room.keys("x");
    assert!(matches!(room.effects.last(), Some(Effect::Export { overwrite: false, .. })));
    room.tell(Event::Exported(Ok(brief::app::message::Export::WouldOverwrite("talks.md.brief.md".into()))));
    assert!(room.screen().contains("Replace it?"), "{}", room.screen());
    room.keys("n");
    assert!(matches!(room.effects.last(), Some(Effect::Export { overwrite: false, .. })));
    room.tell(Event::Exported(Ok(brief::app::message::Export::WouldOverwrite("talks.md.brief.md".into()))));
    room.keys("y");
    assert!(matches!(room.effects.last(), Some(Effect::Export { overwrite: true, .. })));
}

#[test]
fn leaving_waits_for_the_notes_and_asks_only_where_they_could_not_be_written() {
    let quits = |room: &Room| room.effects.iter().any(|effect| matches!(effect, Effect::Quit));
    for (result, asks) in [(Ok(None), false), (Err("the disk is full".to_owned()), true)] {
        let mut room = room();
        room.keys("a").type_in("precious").keys("esc q");
        assert!(!quits(&room) && !room.screen().contains("Leave all the same?"));
        let revision = room.state.jotting.revision();
        room.tell(Event::NotesSaved { revision, result });
        assert_eq!((quits(&room), room.screen().contains("Leave all the same?")), (!asks, asks));
    }
}

#[test]
fn a_note_on_revised_text_says_so_and_shows_both_texts() {
    let mut room = Room::revised(TALKS, &support::revised_talks(), &[(2, "Who leaked it?")], 120, 40);
    assert!(room.notice().contains("1 note was changed"), "{}", room.notice());
    room.keys("m");
    assert!(room.screen().contains("changed ¶3"), "{}", room.screen());
    room.keys("i");
    let screen = room.screen();
    assert!(screen.contains("two officials who saw") && screen.contains("three officials who read"), "{screen}");
}

#[test]
fn a_note_whose_text_is_gone_is_put_on_the_paragraph_under_the_cursor() {
    let mut room = Room::revised(TALKS, &support::revised_talks(), &[(3, "Hold him to it")], 120, 40);
    room.keys("m");
    let screen = room.screen();
    assert!(screen.contains("their text is gone") && screen.contains("Macron called the draft a sta"), "{screen}");
    assert!(screen.contains("stood near ¶3, What is on"), "{screen}");
    // Enter goes to where it stood; from there the reader looks for a better place.
    room.keys("down enter j");
    let here = room.paragraph();
    room.keys("R");
    let saved = room.saved().expect("it is written");
    assert_eq!(saved[0].anchor.paragraph.number(), here);
    assert!(room.state.jotting.book.orphans().is_empty() && room.notice().contains("u takes it back"));
    room.keys("u");
    assert_eq!(room.state.jotting.book.orphans().len(), 1);
    room.keys("u R u R");
    assert_eq!(room.state.jotting.book.orphans().len(), 0);
}

#[test]
fn a_note_on_text_that_stands_is_not_put_elsewhere_by_a_slip() {
    let mut room = room();
    room.keys("a").type_in("x").keys("esc m R");
    assert!(room.notice().contains("changed or is gone"), "{}", room.notice());
}
