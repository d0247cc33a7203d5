//! Key scripts: walking, jumping, folding, searching, following.

mod support;

use std::sync::Arc;

use brief::analysis::{self, Knowledge};
use brief::app::Size;
use brief::app::message::{Effect, Event};
use support::{Room, TALKS, briefing};

fn room() -> Room {
    Room::reading(TALKS, 100, 30)
}

#[test]
fn the_habits_of_less_and_vim_walk_the_text() {
    for (keys, paragraph) in [
        ("j", 2),
        ("j j k", 2),
        ("down down up", 2),
        ("3 j", 4),
        ("G", 6),
        ("G g", 1),
        ("end home", 1),
        ("4 G", 4),
        ("J", 3),
        ("J J", 6),
        ("J J K", 3),
        ("] s ] s [ s", 3),
        ("enter enter", 3),
        ("5 G ctrl-o", 1),
    ] {
        assert_eq!(room().keys(keys).paragraph(), paragraph, "{keys}");
    }
}

#[test]
fn a_number_past_the_end_goes_to_the_end_and_says_so() {
    let mut room = room();
    assert_eq!(room.keys("9 9 G").paragraph(), 6);
    assert!(room.notice().contains("6 paragraphs"), "{}", room.notice());
}

#[test]
fn pages_reach_the_end_and_the_top_of_a_long_briefing() {
    let long: String =
        (1..=200).map(|n| format!("Paragraph {n} speaks of harbour {n} and of nothing else.\n\n")).collect();
    let mut room = Room::reading(&format!("# Long\n\n{long}"), 80, 24);
    let mut seen = vec![room.paragraph()];
    for _ in 0..40 {
        room.keys("space");
        seen.push(room.paragraph());
    }
    assert!(seen.windows(2).all(|pair| pair[0] <= pair[1]) && seen[1] > 5, "{seen:?}");
    assert_eq!(room.paragraph(), 200);
    assert!(room.screen().contains("harbour 200"));
    for _ in 0..40 {
        room.keys("b");
    }
    assert_eq!(room.paragraph(), 1);
    assert!(room.screen().contains("harbour 1 "));
}

#[test]
fn a_paragraph_longer_than_the_screen_is_read_to_its_end_first() {
    let words: String = (1..=900).map(|n| format!("word{n} ")).collect();
    let mut room = Room::reading(&format!("# One\n\n{words}\n\nThe second one.\n"), 80, 24);
    let mut presses = 0;
    while room.paragraph() == 1 && presses < 50 {
        presses += 1;
        room.keys("j");
        if room.paragraph() == 1 && room.screen().contains("word900") {
            break;
        }
    }
    assert!(room.screen().contains("word900"), "its end was in sight before the next one came:\n{}", room.screen());
    assert_eq!(room.keys("j").paragraph(), 2);
}

#[test]
fn a_repeat_is_one_line_until_it_is_unfolded() {
    let mut room = room();
    assert!(room.screen().contains("repeats ¶2"), "{}", room.screen());
    room.keys("] r");
    assert_eq!(room.paragraph(), 5);
    room.keys("z");
    assert!(!room.screen().contains("repeats ¶2 ·"), "{}", room.screen());
    assert_eq!(room.screen().matches("at every session of the week").count(), 2);
    room.keys("z");
    assert!(room.screen().contains("repeats ¶2 ·"));
}

#[test]
fn a_search_shows_hits_while_it_is_typed_and_steps_around_the_end() {
    let mut room = room();
    room.keys("/").type_in("delegation");
    assert!(room.screen().contains("1 of 4"), "{}", room.screen());
    room.keys("enter n");
    assert!(room.notice().starts_with("hit 2 of 4"), "{}", room.notice());
    assert_eq!(room.paragraph(), 2);
    room.keys("n n n");
    assert!(room.notice().contains("on from the top"), "{}", room.notice());
    room.keys("N");
    assert!(room.notice().contains("hit 4 of 4"), "{}", room.notice());
}

#[test]
fn a_search_that_is_given_up_leaves_the_reader_where_they_were() {
    let mut room = room();
    room.keys("2 G /").type_in("june");
    assert_eq!(room.paragraph(), 6);
    room.keys("esc");
    assert_eq!(room.paragraph(), 2);
    room.keys("n");
    assert!(room.notice().contains("nothing is searched"), "{}", room.notice());
}

#[test]
fn a_search_for_what_is_not_there_says_so_and_stays() {
    let mut room = room();
    room.keys("3 G /").type_in("zeppelin").keys("enter");
    assert_eq!(room.paragraph(), 3);
    assert!(room.notice().contains("not in the text"), "{}", room.notice());
}

#[test]
fn following_an_actor_keeps_to_its_paragraphs_until_escape() {
    let mut room = room();
    room.keys("w");
    let screen = room.screen();
    assert!(screen.contains("Volodymyr Zelensky"), "{screen}");
    room.keys("f").type_in("zelensky").keys("enter");
    eprintln!("{}", room.screen());
    room.keys("enter");
    assert!(room.notice().contains("following Volodymyr Zelensky"), "{}", room.notice());
    let screen = room.screen();
    assert!(!screen.contains("meet again in June") && screen.contains("⋯"), "{screen}");
    room.keys("n");
    assert_eq!(room.paragraph(), 2);
    room.keys("esc");
    assert!(room.screen().contains("meet again in June"), "{}", room.screen());
}

#[test]
fn a_position_leads_to_its_evidence() {
    let mut room = room();
    room.keys("p");
    let screen = room.screen();
    assert!(screen.contains("Land for security") && screen.contains("opposes"), "{screen}");
    room.keys("j enter");
    let reading = room.state.reading.as_ref().unwrap();
    let evidence = reading.finder.evidence.expect("the evidence is marked");
    assert!(
        reading.briefing.slice(evidence).contains("cede land")
            || reading.briefing.slice(evidence).contains("land for security")
    );
    assert!(room.state.panes.focus.is_none());
}

#[test]
fn what_can_not_be_done_says_why() {
    let mut room = Room::asking(100, 30);
    room.keys("L");
    assert!(room.notice().contains("no briefing is open"), "{}", room.notice());
    let mut room = self::room();
    room.keys("z");
    assert!(room.notice().contains("repeats nothing"), "{}", room.notice());
    room.keys("u");
    assert!(room.notice().contains("nothing to undo"), "{}", room.notice());
    room.keys("%");
    assert!(room.notice().contains("does nothing here"), "{}", room.notice());
}

#[test]
fn a_pending_prefix_shows_what_may_follow() {
    let mut room = room();
    room.keys("]");
    let foot = room.screen().lines().last().unwrap().to_owned();
    assert!(foot.contains("s next section") && foot.contains("n next note"), "{foot}");
    room.keys("esc");
    assert!(!room.screen().lines().last().unwrap().contains("next section"));
}

#[test]
fn the_palette_finds_a_command_by_what_it_does() {
    let mut room = room();
    room.keys(":").type_in("unfold every").keys("enter");
    assert!(room.notice().contains("1 repeats unfolded") || room.notice().contains("unfolded"), "{}", room.notice());
    room.keys("? esc F1");
    assert!(room.screen().contains("Help"), "{}", room.screen());
}

#[test]
fn resizing_keeps_the_paragraph_and_never_panics() {
    let mut room = room();
    room.keys("4 G");
    for (width, height) in
        [(200, 60), (120, 40), (80, 24), (60, 20), (40, 12), (24, 6), (10, 3), (1, 1), (0, 0), (120, 40)]
    {
        room.tell(Event::Resize(Size { width, height }));
        let screen = room.screen();
        assert_eq!(room.paragraph(), 4);
        if width >= 40 {
            assert!(screen.contains("called the draft"), "{width}x{height}\n{screen}");
        }
    }
}

#[test]
fn where_the_reader_was_is_kept_and_found_again() {
    let mut room = room();
    room.keys("4 G q");
    let place = room.effects.iter().find_map(|effect| match effect {
        Effect::KeepPlace { place, .. } => Some(place.clone()),
        _ => None,
    });
    let place = place.expect("the place is kept");
    assert_eq!(place.paragraph, 3);
    let mut again = Room::asking(100, 30);
    let request = again.state.requests;
    again.tell(Event::Opened { request, result: Ok(briefing(TALKS)), partial: false });
    let read = brief::app::message::NotesRead { place: Some(place), ..Default::default() };
    again.tell(Event::NotesRead { request, result: Ok(read) });
    assert_eq!(again.paragraph(), 4);
}

#[test]
fn a_large_briefing_is_completed_under_the_reader() {
    let mut room = Room::asking(100, 30);
    let request = room.state.requests;
    let top = TALKS.split("## What is on the table").next().unwrap();
    room.tell(Event::Opened { request, result: Ok(briefing(top)), partial: true });
    assert!(room.screen().contains("opening"));
    room.keys("j");
    room.tell(Event::Opened { request, result: Ok(briefing(TALKS)), partial: false });
    assert_eq!(room.paragraph(), 2);
    assert_eq!(room.keys("G").paragraph(), 6);
}

#[test]
fn an_actor_that_is_followed_is_followed_on_when_the_whole_analysis_comes() {
    let mut room = Room::asking(100, 30);
    let request = room.state.requests;
    let whole = briefing(TALKS);
    room.tell(Event::Opened { request, result: Ok(Arc::clone(&whole)), partial: false });
    let found = |briefing: &_| Arc::new(analysis::analyse(briefing, &Knowledge::default()));
    room.tell(Event::Analysed { request, analysis: found(&whole.top(120)), partial: true });
    assert!(room.screen().contains("⠋ reading"), "{}", room.screen());
    room.keys("w f").type_in("zelensky").keys("enter enter n");
    let before = (room.paragraph(), room.notice().to_owned());
    room.keys("x");
    assert!(room.notice().contains("still reading"), "an export would hold but a part: {}", room.notice());
    room.tell(Event::Analysed { request, analysis: found(&whole), partial: false });
    assert_eq!(before.0, room.paragraph());
    assert!(!room.screen().contains("⠋ reading"), "{}", room.screen());
    room.keys("N n");
    assert_ne!(before.1, room.notice(), "there are more mentions now");
    room.keys("x");
    assert!(room.effects.iter().any(|effect| matches!(effect, Effect::Export { .. })));
}

#[test]
fn q_leaves_and_ctrl_c_leaves() {
    for keys in ["q", "Q", "ctrl-c", "ctrl-q"] {
        let mut room = room();
        room.keys(keys);
        assert!(room.effects.iter().any(|effect| matches!(effect, Effect::Quit)), "{keys}");
    }
}

#[test]
fn the_picker_lists_the_library_also_when_that_is_read_later() {
    let mut room = room();
    room.keys("o");
    assert!(room.effects.iter().any(|effect| matches!(effect, Effect::ReadLibrary)));
    let entry = brief::app::message::Entry {
        path: "briefings/floods.md".into(),
        headline: "Floods in the delta".into(),
        date: None,
        sections: 1,
        paragraphs: 2,
        notes: 0,
        read: 0,
        error: None,
    };
    room.tell(Event::LibraryRead(Ok(std::sync::Arc::new(vec![entry]))));
    room.type_in("flo").keys("enter");
    let opened = room.effects.iter().any(|effect| matches!(effect, Effect::Open { .. }));
    assert!(opened, "{:?}", room.effects);
}

#[test]
fn where_the_reader_is_is_kept_now_and_then_while_they_walk() {
    let mut room = room();
    room.keys("j");
    room.at += jiff::SignedDuration::from_secs(20);
    room.keys("j j");
    let kept = room.effects.iter().filter(|effect| matches!(effect, Effect::KeepPlace { .. })).count();
    assert_eq!(kept, 1, "{:?}", room.effects);
}

#[test]
fn the_palette_knows_what_vim_knows() {
    let mut room = room();
    room.keys(":").type_in("4").keys("enter");
    assert_eq!(room.paragraph(), 4);
    room.keys(":").type_in("q").keys("enter");
    assert!(room.effects.iter().any(|effect| matches!(effect, Effect::Quit)));
}
