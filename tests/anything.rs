//! Random keys, clicks and sizes on random briefings: nothing panics, nothing is lost, what is shown is printable.

mod support;

use brief::app::key::{Key, KeyCode};
use brief::app::message::{Effect, Event, Mouse, MouseAct};
use brief::app::view::view;
use brief::app::{Point, Size};
use brief::document::is_unprintable;
use proptest::prelude::*;
use support::{Room, TALKS};

#[derive(Debug, Clone)]
enum Step {
    Key(Key),
    Mouse(Mouse),
    Resize(Size),
    Paste(String),
}

fn key() -> impl Strategy<Value = Key> {
    let codes = prop_oneof![
        6 => prop::char::range(' ', '~').prop_map(KeyCode::Char),
        1 => any::<char>().prop_filter("a key types no control character", |c| !c.is_control()).prop_map(KeyCode::Char),
        3 => prop::sample::select(vec![
            KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::Backspace, KeyCode::Delete, KeyCode::Home, KeyCode::End,
            KeyCode::PageUp, KeyCode::PageDown, KeyCode::Up, KeyCode::Down, KeyCode::Left, KeyCode::Right, KeyCode::F(1),
            KeyCode::F(2), KeyCode::F(5),
        ]),
    ];
    (codes, prop::bool::weighted(0.1), prop::bool::weighted(0.05)).prop_map(|(code, ctrl, alt)| Key {
        code,
        ctrl,
        alt,
        shift: false,
    })
}

fn step() -> impl Strategy<Value = Step> {
    let acts = prop::sample::select(vec![
        MouseAct::Press,
        MouseAct::Drag,
        MouseAct::Release,
        MouseAct::WheelUp,
        MouseAct::WheelDown,
    ]);
    prop_oneof![
        12 => key().prop_map(Step::Key),
        2 => (0u16..140, 0u16..50, acts).prop_map(|(x, y, act)| Step::Mouse(Mouse { at: Point { x, y }, act })),
        1 => (0u16..220, 0u16..60).prop_map(|(width, height)| Step::Resize(Size { width, height })),
        1 => "[ -~\n\u{202e}\u{1b}漢]{0,20}".prop_map(Step::Paste),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let block = prop_oneof![
        3 => "[A-Z][a-z]{1,8}( [A-Za-z]{1,9}){0,40}\\.",
        1 => "## [A-Z][a-z]{1,9}( [a-z]{1,9}){0,5}",
        1 => "- [a-z]{1,9}( [a-z]{1,9}){0,9}",
        1 => "[\u{0}-\u{ff}漢字\u{200b}\u{202e}👩]{0,80}",
        1 => Just("Zelensky said Ukraine would not cede land, and he said so at every session of the whole long week.".to_owned()),
    ];
    prop::collection::vec(block, 1..25).prop_map(|blocks| format!("Words first.\n\n{}", blocks.join("\n\n")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn nothing_panics_and_what_is_shown_is_printable(text in text(), steps in prop::collection::vec(step(), 0..120)) {
        // What is mostly control characters is refused as no text.
        prop_assume!(brief::intake::from_bytes(text.as_bytes(), Some(std::path::Path::new("talks.md")), None).is_ok());
        let mut room = Room::reading(&text, 100, 30);
        for step in steps {
            match step {
                Step::Key(key) => room.tell(Event::Key(key)),
                Step::Mouse(mouse) => room.tell(Event::Mouse(mouse)),
                Step::Resize(size) => room.tell(Event::Resize(size)),
                Step::Paste(text) => room.tell(Event::Paste(text)),
            }
            let view = view(&room.state);
            for panel in &view.panels {
                for line in panel.lines.iter().chain([&panel.title]) {
                    prop_assert!(!line.words().chars().any(is_unprintable), "{:?}", line.words());
                }
            }
            if let Some(reading) = &room.state.reading {
                prop_assert!(reading.cursor.0 < reading.briefing.paragraphs.len().max(1));
                prop_assert!(reading.top.item < reading.items.all().len().max(1));
            }
        }
    }

    #[test]
    fn notes_are_what_was_saved_last(steps in prop::collection::vec(key(), 0..150)) {
        let mut room = Room::reading(TALKS, 100, 30);
        for key in steps {
            room.tell(Event::Key(key));
        }
        let kept = room.effects.iter().rev().find_map(|effect| match effect {
            Effect::SaveNotes { notes, .. } => Some(notes.clone()),
            _ => None,
        });
        prop_assert_eq!(kept.unwrap_or_default(), room.state.jotting.notes());
    }
}
