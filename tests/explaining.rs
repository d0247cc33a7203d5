//! The card that says why something was found.

mod support;

use support::{Room, TALKS};

fn card(keys: &str, width: u16) -> String {
    let mut room = Room::reading(TALKS, width, 40);
    room.keys(keys);
    room.screen()
}

#[test]
fn an_actor_says_who_it_is_with_whom_it_appears_and_where_it_is_named() {
    let screen = card("w i", 120);
    for words in ["Volodymyr Zelensky", "a guess", "person", "appears with", "Emmanuel Macron", "first"] {
        assert!(screen.contains(words), "no {words:?} in\n{screen}");
    }
}

#[test]
fn a_statement_says_how_sure_it_is_and_shows_its_evidence() {
    let screen = card("p j i", 120);
    for words in ["how sure", "%", "evidence", "¶"] {
        assert!(screen.contains(words), "no {words:?} in\n{screen}");
    }
}

#[test]
fn a_section_says_whose_it_is() {
    assert!(card("s i", 80).contains("The author's own heading"));
}

#[test]
fn a_card_is_closed_with_what_opened_it_and_never_scrolled_past_its_end() {
    let mut room = Room::reading(TALKS, 40, 12);
    room.keys("w i");
    let top = room.screen();
    room.keys("9 9 j");
    let end = room.screen();
    assert_ne!(top, end, "there is more than fits");
    room.keys("k j");
    assert_eq!(room.screen(), end);
    room.keys("i");
    assert!(room.state.over.is_none());
    room.keys("esc i");
    assert!(room.state.over.is_none(), "the text has no card");
}
