//! `brief analyze`: who is in a briefing, what each of them wants, and where it says so.

use std::io;
use std::path::{Path, PathBuf};

use super::arguments::{Analyze, Global};
use super::failure::{Outcome, report};
use super::page::{Ink, Page, columns};
use super::parallel::in_order;
use super::progress::Progress;
use super::{input, json, settings};
use crate::analysis::{self, Actor, Analysis, Knowledge, Mention, PositionId, Statement};
use crate::document::{Briefing, ParagraphId};

pub(crate) fn run(analyze: &Analyze, global: &Global) -> anyhow::Result<Outcome> {
    let knowledge = settings::knowledge(&settings::load(global, None)?.config);
    let mut page = Page::stdout(global.color);
    let (mut outcome, mut first) = (Outcome::Done, true);
    let work = |file: &PathBuf| find(file, analyze, &knowledge, global.verbose);
    let mut progress = Progress::of(analyze.files.len());
    let mut files = analyze.files.iter();
    in_order(&analyze.files, work, |found| -> io::Result<()> {
        files.next().into_iter().for_each(|file| progress.step(file));
        let starts = std::mem::take(&mut first);
        match found {
            Ok((briefing, analysis)) if analyze.json => page.json(&json::Report::of(&briefing, &analysis)),
            Ok((briefing, analysis)) => {
                if !starts {
                    page.end()?;
                }
                Findings { briefing: &briefing, analysis: &analysis, width: columns() }.print(&mut page)
            }
            Err(error) => {
                progress.clear();
                report(&error);
                outcome = Outcome::Partly;
                Ok(())
            }
        }
    })?;
    page.finish()?;
    Ok(outcome)
}

fn find(file: &Path, how: &Analyze, knowledge: &Knowledge, verbose: bool) -> anyhow::Result<(Briefing, Analysis)> {
    let open = || input::open(file, how.reading.format, verbose);
    let briefing = if how.plain { input::open_plain(file, verbose) } else { open() }?;
    let analysis = analysis::analyse(&briefing, knowledge);
    Ok((briefing, analysis))
}

/// An analysis on paper.
struct Findings<'a> {
    briefing: &'a Briefing,
    analysis: &'a Analysis,
    width: usize,
}

impl Findings<'_> {
    fn print(&self, page: &mut Page) -> io::Result<()> {
        page.text(Ink::Strong, &self.briefing.title(), 0, self.width)?;
        for notice in &self.analysis.notices {
            page.text(Ink::Quiet, &format!("Note: {notice}."), 2, self.width)?;
        }
        self.sections(page)?;
        self.actors(page)?;
        self.positions(page)
    }

    fn sections(&self, page: &mut Page) -> io::Result<()> {
        heading(page, "Sections", self.analysis.outline.is_empty())?;
        for section in self.analysis.outline.sections() {
            let first = section.start.number();
            page.text(Ink::Plain, &format!("{} ¶{first} ({})", section.title, section.origin.name()), 2, self.width)?;
        }
        Ok(())
    }

    fn actors(&self, page: &mut Page) -> io::Result<()> {
        heading(page, "Actors", self.analysis.actors.is_empty())?;
        for actor in &self.analysis.actors {
            page.put(Ink::Plain, "  ")?;
            page.put(Ink::Found, &actor.name)?;
            let affiliation = actor.affiliation.as_deref().map(|id| self.actor_name(id));
            let facts = [Some(actor.kind.name()), actor.role.as_deref(), affiliation];
            let facts: Vec<_> = facts.into_iter().flatten().collect();
            page.put(Ink::Plain, &format!(": {}", facts.join(", ")))?;
            page.line(Ink::Quiet, &format!("  {}× {}", actor.mentions.len(), paragraphs(&actor.mentions)))?;
        }
        Ok(())
    }

    fn positions(&self, page: &mut Page) -> io::Result<()> {
        heading(page, "Positions", self.analysis.positions.is_empty())?;
        for position in &self.analysis.positions {
            page.put(Ink::Plain, "  ")?;
            page.put(Ink::Found, &position.label)?;
            page.line(Ink::Quiet, &format!("  {}", paragraphs(&position.mentions)))?;
            self.statements(page, Some(&position.id))?;
        }
        heading(page, "Proposed positions", self.analysis.proposals.is_empty())?;
        for proposal in &self.analysis.proposals {
            page.put(Ink::Plain, "  ")?;
            page.put(Ink::Found, &proposal.position.label)?;
            page.line(Ink::Quiet, &format!("  {}", paragraphs(&proposal.position.mentions)))?;
        }
        let is_other = |statement: &Statement| statement.position.is_none();
        heading(page, "Other statements", !self.analysis.statements.iter().any(is_other))?;
        self.statements(page, None)
    }

    fn statements(&self, page: &mut Page, position: Option<&PositionId>) -> io::Result<()> {
        let on = |statement: &&Statement| statement.position.as_ref() == position;
        for statement in self.analysis.statements.iter().filter(on) {
            let words = || statement.source.map_or("somebody", |source| self.briefing.slice(source));
            let who = statement.actor.as_ref().map_or_else(words, |actor| self.actor_name(&actor.0));
            let evidence = self.briefing.slice(statement.evidence.span);
            let number = statement.evidence.paragraph.number();
            let line = format!("{} {who} ¶{number}: {evidence}", statement.stance.name());
            page.text(Ink::Plain, &line, 4, self.width)?;
        }
        Ok(())
    }

    /// The name of the actor with this id; what is no id is a name itself.
    fn actor_name<'n>(&'n self, id: &'n str) -> &'n str {
        let is_it = |actor: &&Actor| actor.id.0 == id;
        self.analysis.actors.iter().find(is_it).map_or(id, |actor| &actor.name)
    }
}

fn heading(page: &mut Page, words: &str, empty: bool) -> io::Result<()> {
    if empty {
        return Ok(());
    }
    page.end()?;
    page.line(Ink::Title, words)
}

/// The paragraphs of some mentions, each once.
fn paragraphs(mentions: &[Mention]) -> String {
    let mut ids: Vec<ParagraphId> = mentions.iter().map(|mention| mention.paragraph).collect();
    ids.dedup();
    ids.iter().map(|id| format!("¶{}", id.number())).collect::<Vec<_>>().join(" ")
}
