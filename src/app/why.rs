//! Why something is on the screen: by which rule or score it was found, how sure that is, and the words that show it.

use super::card::Card;
use super::panes::{PaneKind, Row, holder};
use super::reading::Reading;
use super::state::State;
use crate::analysis::{Analysis, Mention, Origin, Position, Statement, company};
use crate::document::{ParagraphId, SectionId, SectionOrigin, Span, on_one_line};
use crate::notes::{Placed, Placement};

/// So many paragraphs, wordings, companions are told of.
const SHOWN: usize = 8;
/// More of one fact is not shown, in scalar values.
const LONGEST: usize = 2000;
/// So much of a paragraph around a mention is shown, in scalar values either side.
const AROUND: usize = 100;

impl State {
    /// Why the selected row of a pane is there; `None` where the row is the reader's own, or none.
    #[must_use]
    pub fn why(&self, kind: PaneKind) -> Option<Card> {
        let reading = self.reading.as_ref()?;
        let found = reading.analysis.as_deref();
        match self.panes.list(kind).row()? {
            Row::Section(id) => Some(section(reading, *id)),
            Row::Actor(place) => Some(actor(reading, found?, *place)),
            Row::Position(place) => Some(position(reading, found?.positions.get(*place)?)),
            Row::Proposal(place) => Some(position(reading, &found?.proposals.get(*place)?.position)),
            Row::Statement(place) => Some(statement(reading, found?, found?.statements.get(*place)?)),
            Row::Note(id) | Row::NoteLine(id, _) => Some(note(reading, self.jotting.book.get(id)?)),
            Row::Trashed(id) => {
                let placed = self.jotting.book.find(id)?;
                let removed = placed.note.removed.map(|at| at.strftime("%Y-%m-%d %H:%M UTC").to_string());
                Some(
                    note(reading, placed)
                        .with("removed", removed.unwrap_or_default())
                        .with("said", flat(&placed.note.text)),
                )
            }
            _ => None,
        }
    }
}

/// Where a note stands, and what its text was and is.
fn note(reading: &Reading, placed: &Placed) -> Card {
    let old = flat(&placed.note.anchor.quote);
    let first = placed.note.text.lines().next().unwrap_or_default();
    let card = Card::new(if first.trim().is_empty() { "Highlight".to_owned() } else { flat(first) });
    let card = |head, paragraph: Option<ParagraphId>, why: &str| {
        let place = paragraph.map_or_else(|| "nobody can tell where".to_owned(), |id| format!("¶{}", id.number()));
        card.with(head, place).with("why", why)
    };
    let at = placed.placement.paragraph();
    match placed.placement {
        Placement::Exact(_) => card("stands in", at, "Its text is as it was.").quoting("on", old),
        Placement::Moved(_) => {
            card("stands in", at, "The briefing was revised; these words are the same.").quoting("on", old)
        }
        Placement::Changed(spot) => {
            let why = "The briefing was revised, and these words with it. That they are the same place is found by brief: a guess.";
            card("stands in", at, why).comparing(old, words(reading, spot.span))
        }
        Placement::ParagraphOnly(paragraph) => {
            let why = "The briefing was revised: the words are gone, their paragraph is still there.";
            card("stands in", at, why).comparing(old, flat(reading.briefing.words(paragraph)))
        }
        Placement::Orphan { near } => {
            let why =
                "The briefing was revised, and its text is gone. R puts the note on the paragraph under the cursor.";
            card("stood near", near, why).quoting("was on", old)
        }
    }
}

fn section(reading: &Reading, id: SectionId) -> Card {
    let section = &reading.outline().sections()[id.0];
    let why = match section.origin {
        SectionOrigin::Heading => "The author's own heading.",
        SectionOrigin::Derived => {
            "Found by brief: the words that the text is about change here. The title is a phrase of the section."
        }
    };
    let paragraphs = format!("¶{} to ¶{}", section.start.number(), section.end.0.max(section.start.number()));
    let card = Card::new(flat(&section.title)).with("why", why).with("holds", paragraphs);
    match reading.briefing.paragraphs.get(section.start.0) {
        Some(first) => card.quoting("opens with", words(reading, cut(first.span))),
        None => card,
    }
}

fn actor(reading: &Reading, analysis: &Analysis, place: usize) -> Card {
    let actor = &analysis.actors[place];
    let mut card = Card::new(flat(&actor.name)).with("kind", actor.kind.name()).with("why", origin(actor.origin));
    let affiliation = actor.affiliation.as_ref().map(|id| {
        analysis.actors.iter().find(|other| other.id.0 == *id).map_or(id.as_str(), |other| other.name.as_str())
    });
    for (head, fact) in [("role", actor.role.as_deref()), ("belongs to", affiliation)] {
        if let Some(fact) = fact {
            card = card.with(head, flat(fact));
        }
    }
    if !actor.aliases.is_empty() {
        card = card.with("also named", flat(&actor.aliases.join(", ")));
    }
    card = card.with("named", places(&actor.mentions));
    let company = company(analysis, place);
    if !company.is_empty() {
        let with = company.iter().take(SHOWN).map(|(other, count)| {
            let name = flat(&analysis.actors[*other].name);
            format!("{name} ({count} ¶)")
        });
        card = card.with("appears with", with.collect::<Vec<_>>().join(", "));
    }
    evidence(reading, &actor.mentions, card)
}

fn position(reading: &Reading, position: &Position) -> Card {
    let why = match position.origin {
        Origin::Proposed => {
            "Proposed by brief: the text speaks of it as of a policy, and your configuration does not name it. \
             + in the positions pane adds it there."
        }
        other => origin(other),
    };
    let card = Card::new(flat(&position.label)).with("why", why).with("named", places(&position.mentions));
    evidence(reading, &position.mentions, card)
}

fn statement(reading: &Reading, analysis: &Analysis, statement: &Statement) -> Card {
    let on = statement.position.as_ref().and_then(|id| analysis.positions.iter().find(|other| other.id == *id));
    let on = on.map_or_else(|| "something that no position names".to_owned(), |position| flat(&position.label));
    let title = format!("{} {}: {on}", flat(&holder(&reading.briefing, analysis, statement)), statement.stance.name());
    let mut card = Card::new(title).with("why", origin(statement.origin));
    if statement.origin == Origin::Found {
        card = card.with("by which rule", statement.reason.sentence());
    }
    card = card.with("how sure", format!("{:.0} %", statement.confidence * 100.0));
    for (head, span) in [("who", statement.source), ("says by", statement.cue), ("what", Some(statement.content))] {
        if let Some(span) = span {
            card = card.quoting(head, words(reading, span));
        }
    }
    let number = statement.evidence.paragraph.number();
    card.with("stands in", format!("¶{number}")).quoting("evidence", words(reading, statement.evidence.span))
}

/// The first mention, with what stands around it.
fn evidence(reading: &Reading, mentions: &[Mention], card: Card) -> Card {
    let Some(first) = mentions.first() else { return card };
    let paragraph = reading.briefing.paragraphs[first.paragraph.0].span;
    let start = first.span.start.saturating_sub(AROUND).max(paragraph.start);
    let end = (first.span.end + AROUND).min(paragraph.end);
    let ahead = if start > paragraph.start { "…" } else { "" };
    let behind = if end < paragraph.end { "…" } else { "" };
    card.quoting("first", format!("{ahead}{}{behind}", words(reading, Span::new(start, end))))
}

/// How often, and in which paragraphs.
fn places(mentions: &[Mention]) -> String {
    let mut numbers: Vec<usize> = mentions.iter().map(|mention| mention.paragraph.number()).collect();
    numbers.dedup();
    let shown: Vec<String> = numbers.iter().take(SHOWN).map(|number| format!("¶{number}")).collect();
    let more = if numbers.len() > SHOWN { " …" } else { "" };
    format!("{}× in {}{more}", mentions.len(), shown.join(" "))
}

const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Found => "Found by brief in the text: a guess.",
        Origin::Proposed => "Proposed by brief: a guess.",
        Origin::Config => "Your configuration names it.",
        Origin::Confirmed => "You confirmed it.",
    }
}

fn cut(span: Span) -> Span {
    Span::new(span.start, span.end.min(span.start + 2 * AROUND))
}

fn words(reading: &Reading, span: Span) -> String {
    flat(reading.briefing.slice(span))
}

fn flat(text: &str) -> String {
    on_one_line(text, LONGEST)
}
