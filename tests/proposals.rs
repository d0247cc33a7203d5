//! Positions that the program proposes: shown apart, and taken over with a key.

mod support;

use std::path::PathBuf;
use std::sync::Arc;

use brief::analysis::{self, Analysis, Mention, Origin, Position, PositionId, Proposal};
use brief::app::message::{Effect, Event};
use brief::document::{Briefing, ParagraphId, Span};
use support::{Room, TALKS, briefing, knowledge};

/// The talks with a position proposed that the text names twice, in two wordings.
fn found(briefing: &Briefing) -> Arc<Analysis> {
    let mut analysis = analysis::analyse(briefing, &knowledge());
    let mention = |words: &str| {
        let byte = briefing.text.find(words).expect("the talks say so");
        let start = briefing.text[..byte].chars().count();
        let paragraph = briefing.paragraph_at(start).unwrap_or(ParagraphId(0));
        Mention { span: Span::new(start, start + words.chars().count()), paragraph }
    };
    analysis.proposals = vec![Proposal {
        position: Position {
            id: PositionId("second-round".into()),
            label: "Second round".into(),
            origin: Origin::Proposed,
            mentions: vec![mention("second round"), mention("start")],
        },
        phrases: vec!["second round".into(), "start".into()],
        statements: Vec::new(),
    }];
    Arc::new(analysis)
}

fn room() -> Room {
    let mut room = Room::reading(TALKS, 120, 30);
    let briefing = briefing(TALKS);
    let request = room.state.requests;
    room.tell(Event::Analysed { request, analysis: found(&briefing), partial: false });
    room.keys("p");
    room
}

#[test]
fn a_proposed_position_stands_apart_and_says_so() {
    let screen = room().screen();
    let place = |words: &str| screen.find(words).unwrap_or_else(|| panic!("no {words:?} in\n{screen}"));
    assert!(place("Land for security") < place("proposed by brief"));
    assert!(place("proposed by brief") < place("? Second round"));
}

#[test]
fn a_key_adds_it_to_the_configuration_and_the_briefing_is_analysed_anew() {
    let mut room = room();
    room.keys("+");
    assert!(room.notice().contains("already"), "the first row is no proposal: {}", room.notice());
    room.keys("f").type_in("second").keys("enter +");
    let Some(Effect::AddPosition(position)) = room.effects.last() else { panic!("{:?}", room.effects.last()) };
    assert_eq!((position.id.0.as_str(), position.label.as_str()), ("second-round", "Second round"));
    assert_eq!(position.phrases, ["second round", "start"]);
    room.tell(Event::PositionAdded(Ok(PathBuf::from("config.yaml"))));
    assert!(matches!(room.effects.last(), Some(Effect::Analyse { .. })));
    assert!(room.notice().contains("added to config.yaml"), "{}", room.notice());
    room.tell(Event::PositionAdded(Err("config.yaml was left as it is".into())));
    assert!(room.notice().contains("left as it is"));
}
