//! Markdown: the briefing by its sections with each note under its paragraph, then positions, evidence and actors.
//!
//! It reads the same on GitHub, in pandoc and as it stands. Nothing out of the document is taken for markup.

mod body;
mod escape;
mod findings;
mod front_matter;
mod inline;
mod page;

use crate::analysis::Analysis;
use crate::document::Briefing;
use crate::notes::Notebook;
use page::Page;

pub(super) const FORMAT: super::Format = super::Format {
    name: "markdown",
    about: "Markdown that GitHub and pandoc read alike",
    extension: "md",
    render: |material| markdown(material.briefing, material.analysis, material.notes),
    is_ours: front_matter::is_ours,
};

/// The briefing, what was found in it and what was noted on it, as Markdown. Same input, same bytes.
#[must_use]
pub fn markdown(briefing: &Briefing, analysis: &Analysis, notes: &Notebook) -> String {
    let material = super::Material { briefing, analysis, notes };
    let mut page = Page::default();
    page.block(&front_matter::front_matter(material));
    body::masthead(&mut page, material);
    body::paragraphs(&mut page, material);
    body::orphans(&mut page, notes);
    findings::positions(&mut page, material);
    findings::actors(&mut page, material);
    page.finish()
}

#[cfg(test)]
mod tests;
