//! The rows of each pane, from what was found and noted, narrowed by the pane's filter.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{ActorOrder, Lead, NoteLine, PaneKind, Row};
use crate::analysis::{ActorKind, Analysis, Stance, Statement};
use crate::app::reading::Reading;
use crate::app::state::State;
use crate::app::writing::Jotting;
use crate::document::{Briefing, ParagraphId, SectionId};
use crate::notes::Placed;

impl State {
    /// Makes the rows of every pane anew: something that they show has changed.
    pub(crate) fn refresh_panes(&mut self) {
        let Some(reading) = &self.reading else { return };
        for kind in PaneKind::ALL {
            let filter = Filter::new(&self.panes.list(kind).filter);
            let rows = match kind {
                PaneKind::Sections => sections(reading, &filter),
                PaneKind::Actors => actors(reading, self.panes.actors_by, &filter),
                PaneKind::Positions => positions(reading, &filter),
                PaneKind::Notes => notes(&self.jotting, self.panes.trash_open, &filter),
            };
            self.panes.list_mut(kind).put(rows);
        }
    }

    /// Where Enter on the selected row of a pane leads.
    #[must_use]
    pub fn lead(&self, kind: PaneKind) -> Lead {
        let (Some(row), Some(reading)) = (self.panes.list(kind).row(), &self.reading) else { return Lead::Nowhere };
        let analysis = reading.analysis.as_deref();
        let lead = match row {
            Row::Opening => Some(Lead::Paragraph(ParagraphId(0))),
            Row::Section(id) => Some(Lead::Section(*id)),
            Row::Actor(i) | Row::ActorDetail(i) => Some(Lead::Actor(*i)),
            Row::Position(i) => {
                analysis.and_then(|a| a.positions[*i].mentions.first()).map(|mention| Lead::Evidence(mention.span))
            }
            Row::Proposal(i) => {
                analysis.and_then(|a| a.proposals[*i].position.mentions.first()).map(|at| Lead::Evidence(at.span))
            }
            Row::Statement(i) | Row::Evidence(i) => analysis.map(|a| Lead::Evidence(a.statements[*i].evidence.span)),
            Row::Note(id) | Row::NoteLine(id, _) => {
                let place = self.jotting.book.get(id).map(|placed| placed.placement);
                place.and_then(|place| place.paragraph().or(place.near())).map(Lead::Paragraph)
            }
            Row::Trashed(id) => {
                let place = self.jotting.book.find(id).map(|placed| placed.placement);
                place.and_then(|place| place.paragraph().or(place.near())).map(Lead::Paragraph)
            }
            Row::Proposals | Row::NoPosition | Row::Stance(..) | Row::Trash(_) | Row::Empty(_) => None,
        };
        lead.unwrap_or(Lead::Nowhere)
    }
}

/// Words that a row must have, all of them, in any order and case.
struct Filter {
    words: Vec<String>,
}

impl Filter {
    fn new(words: &str) -> Self {
        Self { words: words.split_whitespace().map(str::to_lowercase).collect() }
    }

    fn lets_through(&self, text: impl FnOnce() -> String) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let text = text().to_lowercase();
        self.words.iter().all(|word| text.contains(word.as_str()))
    }

    fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

fn or_empty(rows: Vec<Row>, filter: &Filter, nothing: &'static str) -> Vec<Row> {
    match (rows.is_empty(), filter.is_empty()) {
        (true, true) => vec![Row::Empty(nothing)],
        (true, false) => vec![Row::Empty("nothing fits the filter")],
        _ => rows,
    }
}

fn sections(reading: &Reading, filter: &Filter) -> Vec<Row> {
    let sections = reading.outline().sections();
    let leads_in = sections.first().is_some_and(|section| section.start > ParagraphId(0));
    let mut rows: Vec<Row> = (leads_in && filter.is_empty()).then_some(Row::Opening).into_iter().collect();
    let kept = sections.iter().enumerate().filter(|(_, section)| filter.lets_through(|| section.title.clone()));
    rows.extend(kept.map(|(i, _)| Row::Section(SectionId(i))));
    or_empty(rows, filter, if reading.analysis.is_some() { "no sections" } else { "reading…" })
}

fn actors(reading: &Reading, by: ActorOrder, filter: &Filter) -> Vec<Row> {
    let Some(analysis) = &reading.analysis else { return vec![Row::Empty("reading…")] };
    let mut rows = Vec::with_capacity(analysis.actors.len() * 2);
    let mut order: Vec<usize> = (0..analysis.actors.len()).collect();
    match by {
        ActorOrder::Weight => {}
        ActorOrder::Kind => {
            order.sort_by_key(|i| ActorKind::ALL.iter().position(|kind| *kind == analysis.actors[*i].kind))
        }
        ActorOrder::Name => order.sort_by_cached_key(|i| analysis.actors[*i].name.to_lowercase()),
    }
    for i in order {
        let actor = &analysis.actors[i];
        let kept = filter.lets_through(|| {
            let mut text = format!("{} {}", actor.name, actor.kind.name());
            for more in actor.aliases.iter().chain(&actor.role).chain(&actor.affiliation) {
                let _ = write!(text, " {more}");
            }
            text
        });
        if kept {
            rows.push(Row::Actor(i));
            if actor.role.is_some() || actor.affiliation.is_some() {
                rows.push(Row::ActorDetail(i));
            }
        }
    }
    or_empty(rows, filter, "no actors found")
}

fn positions(reading: &Reading, filter: &Filter) -> Vec<Row> {
    let Some(analysis) = &reading.analysis else { return vec![Row::Empty("reading…")] };
    let mut rows = Vec::new();
    for (i, position) in analysis.positions.iter().enumerate() {
        let of = |statement: &&(usize, &Statement)| statement.1.position.as_ref() == Some(&position.id);
        let all: Vec<(usize, &Statement)> = analysis.statements.iter().enumerate().collect();
        let named = filter.lets_through(|| position.label.clone());
        let held: Vec<(usize, &Statement)> = all
            .iter()
            .filter(of)
            .filter(|(_, s)| named || holder_fits(reading, analysis, s, filter))
            .copied()
            .collect();
        if named || !held.is_empty() {
            rows.push(Row::Position(i));
            by_stance(&held, &mut rows);
        }
    }
    let tied = proposals(reading, analysis, filter, &mut rows);
    let unnamed: Vec<(usize, &Statement)> = analysis
        .statements
        .iter()
        .enumerate()
        .filter(|(i, _)| !tied.contains(i))
        .filter(|(_, s)| s.position.is_none() && s.actor.is_some() && holder_fits(reading, analysis, s, filter))
        .collect();
    if !unnamed.is_empty() {
        rows.push(Row::NoPosition);
        rows.extend(unnamed.iter().flat_map(|(i, _)| [Row::Statement(*i), Row::Evidence(*i)]));
    }
    or_empty(rows, filter, "no positions found; describe yours in config.yaml")
}

/// The positions that the program proposes, below a line that says so; gives the statements on them.
fn proposals(reading: &Reading, analysis: &Analysis, filter: &Filter, rows: &mut Vec<Row>) -> BTreeSet<usize> {
    let mut tied = BTreeSet::new();
    for (i, proposal) in analysis.proposals.iter().enumerate() {
        let all = proposal.statements.iter().filter_map(|at| Some((*at, analysis.statements.get(*at)?)));
        let named = filter.lets_through(|| proposal.position.label.clone());
        let held: Vec<(usize, &Statement)> =
            all.filter(|(_, s)| named || holder_fits(reading, analysis, s, filter)).collect();
        if named || !held.is_empty() {
            if tied.is_empty() && !rows.contains(&Row::Proposals) {
                rows.push(Row::Proposals);
            }
            rows.push(Row::Proposal(i));
            by_stance(&held, rows);
            tied.extend(held.iter().map(|(at, _)| *at));
        }
    }
    tied
}

fn holder_fits(reading: &Reading, analysis: &Analysis, statement: &Statement, filter: &Filter) -> bool {
    filter.lets_through(|| format!("{} {}", holder(&reading.briefing, analysis, statement), statement.stance.name()))
}

/// The name of who makes a statement or, where no actor does, the text's own words for them, in quotation marks.
#[must_use]
pub(crate) fn holder(briefing: &Briefing, analysis: &Analysis, statement: &Statement) -> String {
    let actor = statement.actor.as_ref().and_then(|id| analysis.actors.iter().find(|actor| actor.id == *id));
    let words = || statement.source.map_or_else(|| "somebody".to_owned(), |at| format!("“{}”", briefing.slice(at)));
    actor.map_or_else(words, |actor| actor.name.clone())
}

fn by_stance(statements: &[(usize, &Statement)], rows: &mut Vec<Row>) {
    for stance in Stance::ALL {
        let held: Vec<usize> = statements.iter().filter(|(_, s)| s.stance == stance).map(|(i, _)| *i).collect();
        if !held.is_empty() {
            rows.push(Row::Stance(stance, held.len()));
            rows.extend(held.into_iter().flat_map(|i| [Row::Statement(i), Row::Evidence(i)]));
        }
    }
}

fn notes(jotting: &Jotting, trash_open: bool, filter: &Filter) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut orphans = false;
    for placed in jotting.book.all().iter().filter(|placed| filter.lets_through(|| searchable(placed))) {
        if placed.placement.paragraph().is_none() && !std::mem::replace(&mut orphans, true) {
            rows.push(Row::NoteLine(placed.note.id.clone(), NoteLine::Orphans));
        }
        rows.push(Row::Note(placed.note.id.clone()));
        if placed.placement.is_revised() || !placed.note.anchor.whole_paragraph {
            rows.push(Row::NoteLine(placed.note.id.clone(), NoteLine::Quote));
        }
        if placed.placement.near().is_some() {
            rows.push(Row::NoteLine(placed.note.id.clone(), NoteLine::Near));
        }
        if !placed.note.tags.is_empty() {
            rows.push(Row::NoteLine(placed.note.id.clone(), NoteLine::Tags));
        }
    }
    let nothing = if jotting.is_read { "no notes yet: a writes one" } else { "reading…" };
    let mut rows = or_empty(rows, filter, nothing);
    let trash = jotting.book.trash();
    if !trash.is_empty() {
        rows.push(Row::Trash(trash.len()));
        let shown = trash.iter().filter(|placed| trash_open && filter.lets_through(|| searchable(placed)));
        rows.extend(shown.map(|placed| Row::Trashed(placed.note.id.clone())));
    }
    rows
}

fn searchable(placed: &Placed) -> String {
    let mut text = format!("{} {}", placed.note.text, placed.note.anchor.quote);
    for tag in &placed.note.tags {
        let _ = write!(text, " #{tag}");
    }
    text
}
