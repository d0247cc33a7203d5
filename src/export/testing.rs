//! Briefings with findings and notes to export, for tests.

use super::Material;
use crate::analysis::{
    Actor, ActorId, ActorKind, Analysis, Attribution, Decider, Mention, Origin, Position, PositionId, Reason, Stance,
    Statement,
};
use crate::document::{
    Briefing, Mark, MarkKind, Outline, ParagraphId, ParagraphKind, Section, SectionOrigin, Span, WrittenDate,
};
use crate::notes::testing::{briefing, note};
use crate::notes::{Anchor, Notebook};

/// What is exported, with what holds it.
pub(super) struct Owned {
    pub(super) briefing: Briefing,
    pub(super) analysis: Analysis,
    pub(super) notes: Notebook,
}

impl Owned {
    /// Talks with every kind of paragraph, an actor, a position, a statement and notes in every place.
    pub(super) fn new() -> Self {
        let briefing = talks();
        let (analysis, notes) = (analysis(&briefing), notes(&briefing));
        Self { briefing, analysis, notes }
    }

    /// The same with words everywhere that act on terminals, spreadsheets and browsers.
    pub(super) fn hostile() -> Self {
        let bad = "=cmd()<script>\u{1b}[2J\u{9b}2J\u{202e}</script><img src=x onerror=\"y\">&\u{fffe}";
        let mut owned = Self::new();
        owned.briefing.masthead.headline = Some(bad.to_owned());
        owned.briefing.masthead.url = Some(format!("javascript:{bad}"));
        owned.briefing.language = Some(bad.to_owned());
        owned.briefing.paragraphs[0].marks =
            vec![Mark { span: Span::new(0, 9), kind: MarkKind::Link(format!("javascript:{bad}")) }];
        owned.analysis.actors[0].name = bad.to_owned();
        owned.analysis.actors[0].role = Some(bad.to_owned());
        owned.analysis.positions[0].label = bad.to_owned();
        let mut worst = note("e", &owned.briefing, 1, bad);
        worst.tags = vec![bad.to_owned()];
        worst.author = Some(bad.to_owned());
        let notes = owned.notes.notes().cloned().chain([worst]).collect();
        owned.notes = Notebook::new(notes, &owned.briefing);
        owned
    }

    /// Talks in which actors, by number, take these stances on positions, by number.
    pub(super) fn with_stances(stances: &[(usize, usize, Stance)]) -> Self {
        let mut owned = Self::new();
        let (actor, position) = (owned.analysis.actors[0].clone(), owned.analysis.positions[0].clone());
        let statement = owned.analysis.statements[0].clone();
        let actor_id = |n: usize| ActorId(format!("actor-{n}"));
        let position_id = |n: usize| PositionId(format!("position-{n}"));
        let most = |of: fn(&(usize, usize, Stance)) -> usize| stances.iter().map(of).max().unwrap_or(0);
        owned.analysis.actors = (0..=most(|s| s.0)).map(|n| Actor { id: actor_id(n), ..actor.clone() }).collect();
        owned.analysis.positions =
            (0..=most(|s| s.1)).map(|n| Position { id: position_id(n), ..position.clone() }).collect();
        let stated = |&(actor, position, stance): &(usize, usize, Stance)| Statement {
            actor: Some(actor_id(actor)),
            position: Some(position_id(position)),
            stance,
            ..statement.clone()
        };
        owned.analysis.statements = stances.iter().map(stated).collect();
        owned
    }

    pub(super) fn material(&self) -> Material<'_> {
        Material { briefing: &self.briefing, analysis: &self.analysis, notes: &self.notes }
    }
}

fn mention(briefing: &Briefing, words: &str) -> Mention {
    let (at, _) = briefing.text.match_indices(words).next().unwrap();
    let start = briefing.text[..at].chars().count();
    let span = Span::new(start, start + words.chars().count());
    Mention { span, paragraph: briefing.paragraph_at(start).unwrap() }
}

pub(super) fn talks() -> Briefing {
    let mut talks = briefing(&[
        "1. is not a list, says *Ana Brook*, and [neither] is <b>this</b> | that.",
        "“We will not trade land,” she said. See https://example.org/a_b, and https.",
        "first point",
        "second point",
        "Side | Ask\nNorth | land_for_security\nSouth",
        "if a < b {\n    `x` ``` y\n}",
        "A caption_",
        "first point",
        "Last \u{1b}[31mwords\u{202e}.",
    ]);
    talks.paragraphs[1].kind = ParagraphKind::Quote;
    talks.paragraphs[2].kind = ParagraphKind::ListItem { depth: 0, ordinal: Some(1) };
    talks.paragraphs[3].kind = ParagraphKind::ListItem { depth: 1, ordinal: None };
    talks.paragraphs[4].kind = ParagraphKind::Table;
    talks.paragraphs[5].kind = ParagraphKind::Code;
    talks.paragraphs[6].kind = ParagraphKind::Caption;
    talks.paragraphs[0].marks = vec![Mark { span: Span::new(24, 33), kind: MarkKind::Strong }];
    talks.masthead.subtitle = Some("What was said, and by whom".into());
    talks.masthead.date = Some(WrittenDate { day: jiff::civil::date(2026, 3, 4), written: "4 March 2026".into() });
    talks.masthead.byline = Some("A. Writer".into());
    talks.masthead.tags = vec!["talks".into()];
    talks
}

pub(super) fn analysis(talks: &Briefing) -> Analysis {
    let section = |title: &str, start, end| Section {
        title: title.to_owned(),
        level: 1,
        origin: SectionOrigin::Derived,
        start: ParagraphId(start),
        end: ParagraphId(end),
    };
    let ana = ActorId("ana-brook".into());
    let evidence = mention(talks, "“We will not trade land,” she said.");
    Analysis {
        outline: Outline::new(vec![section("Who says #1", 0, 4), section("The asks", 4, 9)]),
        actors: vec![Actor {
            id: ana.clone(),
            name: "Ana Brook".into(),
            kind: ActorKind::Person,
            role: Some("Foreign Minister".into()),
            affiliation: Some("North".into()),
            aliases: vec!["Brook".into()],
            origin: Origin::Found,
            mentions: vec![mention(talks, "Ana Brook")],
        }],
        positions: vec![Position {
            id: PositionId("land-for-security".into()),
            label: "Land for security".into(),
            origin: Origin::Config,
            mentions: vec![mention(talks, "land_for_security")],
        }],
        statements: vec![Statement {
            actor: Some(ana),
            position: Some(PositionId("land-for-security".into())),
            stance: Stance::Opposes,
            source: None,
            cue: None,
            content: evidence.span,
            evidence,
            quoted: true,
            confidence: 0.8,
            origin: Origin::Confirmed,
            reason: Reason { attribution: Attribution::Reported, decider: Decider::Verb },
        }],
        proposals: Vec::new(),
        key_phrases: Vec::new(),
        notices: Vec::new(),
    }
}

pub(super) fn notes(talks: &Briefing) -> Notebook {
    let mut words = note("b", talks, 0, "");
    words.anchor = Anchor::on_span(talks, Span::new(25, 34)).unwrap();
    let mut item = note("c", talks, 3, "Is it?\n\n- who\n    - says #so");
    item.tags = vec!["follow_up".into(), "talks".into()];
    item.author = Some("M. Reader".into());
    let mut gone = note("d", talks, 0, "Kept.");
    gone.anchor = Anchor { source: "old".into(), quote: "What is gone.".into(), ..gone.anchor };
    Notebook::new(vec![words, item, gone], talks)
}
