//! Screens as they are seen, at the widths that readers have. A change here is a change for every reader: look at it.

mod support;

use brief::app::message::{Entry, Event};
use std::path::PathBuf;
use std::sync::Arc;
use support::{Room, TALKS, revised_talks};

#[test]
fn a_briefing_at_every_width() {
    for (width, height) in [(40, 12), (60, 20), (80, 24), (120, 30), (200, 30)] {
        let mut room = Room::reading(TALKS, width, height);
        room.keys("2 G a").type_in("Who said this first?").keys("esc t").type_in("check").keys("enter g");
        insta::assert_snapshot!(format!("briefing_{width}"), room.screen());
    }
}

#[test]
fn the_panes() {
    for (name, keys) in [("sections", "s"), ("actors", "w j"), ("positions", "p j"), ("notes", "m")] {
        let mut room = Room::reading(TALKS, 80, 24);
        room.keys("2 G a").type_in("Who said this first?").keys("esc").keys(keys);
        insta::assert_snapshot!(format!("pane_{name}"), room.screen());
    }
}

#[test]
fn what_lies_over_the_screen() {
    for (name, keys) in [("palette", ":"), ("help", "?"), ("prefix", "]"), ("count", "1 2"), ("editor", "a x")] {
        let mut room = Room::reading(TALKS, 80, 24);
        room.keys(keys);
        insta::assert_snapshot!(format!("over_{name}"), room.screen());
    }
}

#[test]
fn the_library() {
    let entry = |name: &str, date: Option<&str>, notes: usize, read: usize| Entry {
        path: PathBuf::from(format!("briefings/{name}.md")),
        headline: format!("{name} and what came of it"),
        date: date.map(str::to_owned),
        sections: 3,
        paragraphs: 12,
        notes,
        read,
        error: None,
    };
    let mut entries = vec![
        entry("Talks", Some("2025-08-18"), 4, 12),
        entry("Floods", Some("2026-01-02"), 0, 3),
        entry("Cables", None, 0, 0),
    ];
    entries.push(Entry { error: Some("it holds no text".into()), ..entry("Broken", None, 0, 0) });
    for width in [40, 100] {
        let mut room = Room::reading(TALKS, width, 16);
        room.keys("L");
        room.tell(Event::LibraryRead(Ok(Arc::new(entries.clone()))));
        insta::assert_snapshot!(format!("library_{width}"), room.screen());
    }
}

#[test]
fn notes_on_a_revised_briefing() {
    for (width, height) in [(60, 24), (80, 24), (120, 26), (200, 26)] {
        let notes = [(1, "Firm"), (2, "Who leaked it?"), (3, "Hold him to it")];
        let mut room = Room::revised(TALKS, &revised_talks(), &notes, width, height);
        room.keys("m");
        insta::assert_snapshot!(format!("revised_pane_{width}"), room.screen());
        room.keys("down i");
        insta::assert_snapshot!(format!("revised_card_{width}"), room.screen());
    }
}
