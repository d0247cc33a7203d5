//! The mouse: the wheel scrolls what is under it, a click selects or follows, a drag selects words.

mod support;

use brief::app::Point;
use brief::app::message::{Effect, Event, Mouse, MouseAct};
use support::{Room, TALKS};

/// Where these words start on the screen.
fn cell_of(room: &Room, words: &str) -> Point {
    for (y, line) in room.screen().lines().enumerate() {
        if let Some(at) = line.find(words) {
            let x = textwrap::core::display_width(&line[..at]);
            let cell = |n: usize| u16::try_from(n).expect("screens are small");
            return Point { x: cell(x), y: cell(y) };
        }
    }
    panic!("“{words}” is not on the screen:\n{}", room.screen());
}

fn act(room: &mut Room, at: Point, act: MouseAct) {
    room.tell(Event::Mouse(Mouse { at, act }));
}

fn click(room: &mut Room, at: Point) {
    act(room, at, MouseAct::Press);
    act(room, at, MouseAct::Release);
}

#[test]
fn a_click_puts_the_cursor_and_one_on_a_mention_follows_the_actor() {
    let mut room = Room::reading(TALKS, 120, 40);
    let at = cell_of(&room, "called the draft");
    click(&mut room, at);
    assert_eq!(room.paragraph(), 4);
    let at = cell_of(&room, "Emmanuel Macron in Geneva");
    click(&mut room, at);
    assert!(room.notice().contains("following Emmanuel Macron"), "{}", room.notice());
}

#[test]
fn a_drag_selects_words_which_are_copied_and_noted() {
    let mut room = Room::reading(TALKS, 120, 40);
    let from = cell_of(&room, "the draft a start");
    let to = Point { x: from.x + 8, y: from.y };
    act(&mut room, from, MouseAct::Press);
    act(&mut room, to, MouseAct::Drag);
    act(&mut room, to, MouseAct::Release);
    assert!(room.notice().contains("2 words selected"), "{}", room.notice());
    room.keys("y");
    let copied = room.effects.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("the draft"));
    room.keys("a").type_in("which draft?").keys("esc");
    let anchor = &room.saved().unwrap()[0].anchor;
    assert_eq!((anchor.quote.as_str(), anchor.whole_paragraph), ("the draft", false));
}

#[test]
fn paragraphs_are_selected_with_the_keyboard() {
    let mut room = Room::reading(TALKS, 120, 40);
    room.keys("2 G v j y");
    let copied = room.effects.iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.unwrap();
    assert!(copied.starts_with("Zelensky said") && copied.ends_with("saw the draft."), "{copied}");
    room.keys("esc y");
    assert!(room.notice().contains("copied ¶3"), "{}", room.notice());
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let long: String = (1..=100).map(|n| format!("Paragraph {n} speaks of the harbour.\n\n")).collect();
    let mut room = Room::reading(&format!("# Long\n\n{long}"), 120, 20);
    let text = cell_of(&room, "Paragraph 3 ");
    for _ in 0..5 {
        act(&mut room, text, MouseAct::WheelDown);
    }
    assert!(!room.screen().contains("Paragraph 3 "), "{}", room.screen());
    assert!(room.paragraph() > 3, "the cursor comes along");
    for _ in 0..9 {
        act(&mut room, text, MouseAct::WheelUp);
    }
    assert!(room.screen().contains("Paragraph 3 "));
}

#[test]
fn a_click_on_a_row_of_a_pane_goes_where_it_leads() {
    let mut room = Room::reading(TALKS, 120, 40);
    let at = cell_of(&room, "What comes next");
    click(&mut room, at);
    assert_eq!(room.paragraph(), 6);
}

#[test]
fn clicks_anywhere_at_any_size_do_no_harm() {
    for (width, height) in [(20, 5), (40, 12), (80, 24), (120, 40)] {
        for keys in ["", "w", "a", ":", "/", "L"] {
            let mut room = Room::reading(TALKS, width, height);
            room.keys(keys);
            for y in 0..height {
                for x in (0..width).step_by(7) {
                    let at = Point { x, y };
                    act(&mut room, at, MouseAct::WheelDown);
                    click(&mut room, at);
                    act(&mut room, at, MouseAct::Press);
                    act(&mut room, Point { x: width - 1 - x, y: height - 1 - y }, MouseAct::Drag);
                    room.screen();
                }
            }
        }
    }
}
