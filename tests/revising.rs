//! Key scripts: the file changes while it is open, and what is new since it was last read.

mod support;

use std::sync::Arc;

use brief::app::message::{Effect, Event, NotesRead, Reloaded};
use brief::notes::{News, Notebook, Versions};
use support::{Room, TALKS, briefing, revised_talks};

/// Writes the file anew, as if the services had read it again.
fn rewrite(room: &mut Room, text: &str) {
    room.tell(Event::SourceWritten);
    let asked = room.effects.iter().rev().find_map(|effect| match effect {
        Effect::Reload { request, briefing, news, revision, notes, .. } => {
            Some((*request, Arc::clone(briefing), news.clone(), *revision, notes.clone()))
        }
        _ => None,
    });
    let (request, old, news, revision, notes) = asked.expect("it is read again");
    let new = briefing(text);
    let mut versions = Versions::default();
    versions.insert(old.source.sha256.clone(), old.text.clone());
    let moved = Arc::new(News::since(&old.text, &new));
    let since = news.as_ref().map_or(old.text.as_str(), |news| news.old());
    let news = Arc::new(News::since(since, &new));
    let book = Notebook::carried_over(notes, &new, &versions);
    let reloaded = Box::new(Reloaded { briefing: new, news, moved, book });
    room.tell(Event::Reloaded { request, revision, result: Ok(Some(reloaded)) });
}

fn words_here(room: &Room) -> String {
    let reading = room.state.reading.as_ref().unwrap();
    reading.briefing.words(reading.cursor).to_owned()
}

fn room() -> Room {
    Room::reading(TALKS, 120, 40)
}

#[test]
fn the_reader_stays_where_they_are_and_notes_come_along() {
    let mut room = room();
    room.keys("G a").type_in("on the last one").keys("esc");
    let (here, before) = (words_here(&room), room.paragraph());
    let revision = room.state.jotting.revision();
    room.tell(Event::NotesSaved { revision, result: Ok(None) });
    rewrite(&mut room, &TALKS.replacen("\n\n", "\n\nA paragraph that nobody had seen before stands here now.\n\n", 2));
    assert_eq!(words_here(&room), here);
    assert!(room.paragraph() > before);
    let placed = &room.state.jotting.book.all()[0];
    assert_eq!(placed.placement.paragraph().unwrap().number(), room.paragraph());
    assert!(room.notice().contains("since you last read this: "), "{}", room.notice());
    assert!(room.effects.iter().any(|effect| matches!(effect, Effect::Analyse { .. })));
    room.keys("u");
    assert!(room.state.jotting.book.is_empty(), "what was done before can be undone");
    room.keys("U");
    assert_eq!(room.state.jotting.book.all()[0].placement.paragraph().unwrap().number(), room.paragraph());
}

#[test]
fn what_is_being_typed_is_not_touched() {
    let mut room = room();
    room.keys("G a").type_in("half a thou");
    let here = words_here(&room);
    rewrite(&mut room, &TALKS.replacen("\n\n", "\n\nA paragraph that nobody had seen before stands here now.\n\n", 2));
    room.type_in("ght").keys("esc");
    let note = room.state.jotting.notes().pop().unwrap();
    assert_eq!((note.text.as_str(), note.anchor.quote), ("half a thought", here));
}

#[test]
fn a_note_that_is_written_while_the_file_is_read_comes_along() {
    let mut room = room();
    room.tell(Event::SourceWritten);
    let Some(Effect::Reload { request, revision, .. }) = room.effects.pop() else { panic!("it is read again") };
    room.keys("a").type_in("meanwhile").keys("esc");
    let new = briefing(&revised_talks());
    let news = Arc::new(News::since("", &new));
    let reloaded =
        Box::new(Reloaded { briefing: new, news: Arc::clone(&news), moved: news, book: Notebook::default() });
    room.tell(Event::Reloaded { request, revision, result: Ok(Some(reloaded)) });
    assert_eq!(room.state.jotting.notes().len(), 1);
    assert!(matches!(room.effects.last(), Some(Effect::Reload { notes, .. }) if notes.len() == 1));
}

#[test]
fn what_is_new_is_marked_walked_filtered_and_compared() {
    let mut room = room();
    rewrite(&mut room, &revised_talks());
    assert!(room.screen().contains("3~The United States put forward"), "{}", room.screen());
    let changed: Vec<usize> =
        room.state.reading.as_ref().unwrap().news.as_ref().unwrap().changed().map(|id| id.number()).collect();
    assert!(!changed.is_empty());
    room.keys("g ] c");
    assert!(changed.contains(&room.paragraph()));
    room.keys("c");
    assert!(room.screen().contains('⋯'), "{}", room.screen());
    room.keys("g");
    assert_eq!(room.paragraph(), changed[0]);
    room.keys("esc");
    assert!(!room.screen().contains('⋯'), "{}", room.screen());
    room.keys("g C");
    let screen = room.screen();
    for words in ["Since you last read this", "two officials who saw", "three officials who read", "gone"] {
        assert!(screen.contains(words), "{words} is not on:\n{screen}");
    }
}

#[test]
fn where_nothing_is_new_that_is_said() {
    let mut room = room();
    room.keys("c");
    assert!(room.notice().contains("nothing is new"), "{}", room.notice());
    let request = room.state.reading.as_ref().unwrap().request;
    room.tell(Event::Reloaded { request, revision: 0, result: Ok(None) });
    room.tell(Event::Reloaded { request, revision: 0, result: Err("it is gone".into()) });
    assert!(room.notice().contains("it is gone") && room.state.reading.is_some());
    let news = Some(Arc::new(News::since("Other words.", &briefing(TALKS))));
    let mut again = Room::asking(120, 40);
    let request = again.state.requests;
    again.tell(Event::Opened { request, result: Ok(briefing(TALKS)), partial: false });
    assert!(again.effects.iter().any(|effect| matches!(effect, Effect::Watch(_))));
    again.tell(Event::NotesRead { request, result: Ok(NotesRead { news, ..Default::default() }) });
    assert!(again.notice().contains("since you last read this"), "{}", again.notice());
}
