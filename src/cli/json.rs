//! The JSON that scripts rely on: `brief.document/1`, `brief.analysis/1`, `brief.note-list/1` and `brief.search/1`. A field is
//! never renamed or dropped; absent things are null, lists are never null.

mod hits;
mod notes;

use serde::Serialize;

use crate::analysis::{self, Analysis};
use crate::document::{self, Briefing, Level, Outline, ParagraphId, Span};
pub(crate) use hits::Results;
pub(crate) use notes::NoteList;

/// `brief show --json`.
#[derive(Serialize)]
pub(crate) struct Document<'a> {
    schema: &'static str,
    source: Source<'a>,
    headline: Option<&'a str>,
    subtitle: Option<&'a str>,
    summary: Option<&'a str>,
    byline: Option<&'a str>,
    dateline: Option<&'a str>,
    date: Option<String>,
    publisher: Option<&'a str>,
    language: Option<&'a str>,
    text: &'a str,
    sections: Vec<Section<'a>>,
    paragraphs: Vec<Paragraph>,
    diagnostics: Vec<Diagnostic<'a>>,
}

/// `brief analyze --json`.
#[derive(Serialize)]
pub(crate) struct Report<'a> {
    schema: &'static str,
    source: Source<'a>,
    text: &'a str,
    sections: Vec<SectionStart<'a>>,
    actors: Vec<Actor<'a>>,
    positions: Vec<Position<'a>>,
    statements: Vec<Statement<'a>>,
    proposals: Vec<Proposal<'a>>,
    key_phrases: Vec<KeyPhrase<'a>>,
    notices: Vec<Notice>,
}

#[derive(Serialize)]
struct Source<'a> {
    path: Option<std::borrow::Cow<'a, str>>,
    format: &'static str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Section<'a> {
    id: String,
    title: &'a str,
    level: u8,
    origin: &'static str,
    paragraphs: Vec<String>,
}

#[derive(Serialize)]
struct SectionStart<'a> {
    id: String,
    title: &'a str,
    origin: &'static str,
    start: usize,
}

#[derive(Serialize)]
struct Paragraph {
    id: String,
    section: Option<String>,
    kind: &'static str,
    start: usize,
    end: usize,
    repeats: Option<String>,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    level: &'static str,
    message: &'a str,
}

#[derive(Serialize)]
struct Actor<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    role: Option<&'a str>,
    affiliation: Option<&'a str>,
    aliases: &'a [String],
    origin: &'static str,
    mentions: Vec<Mention>,
}

#[derive(Serialize)]
struct Position<'a> {
    id: &'a str,
    label: &'a str,
    origin: &'static str,
    mentions: Vec<Mention>,
}

#[derive(Serialize)]
struct Statement<'a> {
    id: String,
    actor: Option<&'a str>,
    position: Option<&'a str>,
    stance: &'static str,
    source: Option<Range>,
    cue: Option<Range>,
    content: Range,
    evidence: Mention,
    quoted: bool,
    confidence: f64,
    origin: &'static str,
    reason: Reason,
}

#[derive(Serialize)]
struct Reason {
    attribution: &'static str,
    stance: &'static str,
}

#[derive(Serialize)]
struct Proposal<'a> {
    #[serde(flatten)]
    position: Position<'a>,
    phrases: &'a [String],
    statements: Vec<String>,
}

#[derive(Serialize)]
struct KeyPhrase<'a> {
    text: &'a str,
    score: f64,
}

#[derive(Serialize)]
struct Notice {
    kind: &'static str,
    message: String,
}

#[derive(Serialize)]
struct Range {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Mention {
    start: usize,
    end: usize,
    paragraph: String,
}

impl<'a> Document<'a> {
    pub(crate) fn of(briefing: &'a Briefing, outline: &'a Outline) -> Self {
        let masthead = &briefing.masthead;
        Self {
            schema: "brief.document/1",
            source: Source::of(briefing),
            headline: masthead.headline.as_deref(),
            subtitle: masthead.subtitle.as_deref(),
            summary: masthead.summary.as_deref(),
            byline: masthead.byline.as_deref(),
            dateline: masthead.dateline.as_deref(),
            date: masthead.date.as_ref().map(|date| date.day.to_string()),
            publisher: masthead.publisher.as_deref(),
            language: briefing.language.as_deref(),
            text: &briefing.text,
            sections: sections(outline).map(|(id, section)| Section::of(id, section)).collect(),
            paragraphs: paragraphs(briefing, outline),
            diagnostics: briefing.diagnostics.iter().map(Diagnostic::of).collect(),
        }
    }
}

impl<'a> Report<'a> {
    pub(crate) fn of(briefing: &'a Briefing, analysis: &'a Analysis) -> Self {
        let start = |paragraph: ParagraphId| {
            briefing.paragraphs.get(paragraph.0).map_or_else(|| briefing.text.chars().count(), |p| p.span.start)
        };
        let sections = sections(&analysis.outline).map(|(id, section)| SectionStart {
            id,
            title: &section.title,
            origin: section.origin.name(),
            start: start(section.start),
        });
        Self {
            schema: "brief.analysis/1",
            source: Source::of(briefing),
            text: &briefing.text,
            sections: sections.collect(),
            actors: analysis.actors.iter().map(Actor::of).collect(),
            positions: analysis.positions.iter().map(Position::of).collect(),
            statements: analysis.statements.iter().enumerate().map(|(i, s)| Statement::of(i, s)).collect(),
            proposals: analysis.proposals.iter().map(Proposal::of).collect(),
            key_phrases: analysis
                .key_phrases
                .iter()
                .map(|phrase| KeyPhrase { text: &phrase.text, score: phrase.score })
                .collect(),
            notices: analysis
                .notices
                .iter()
                .map(|notice| Notice { kind: notice.name(), message: notice.to_string() })
                .collect(),
        }
    }
}

fn sections(outline: &Outline) -> impl Iterator<Item = (String, &document::Section)> {
    let id = |i| document::SectionId(i).to_string();
    outline.sections().iter().enumerate().map(move |(i, section)| (id(i), section))
}

/// Walks the sections beside the paragraphs, so that a long document costs no search for each.
fn paragraphs(briefing: &Briefing, outline: &Outline) -> Vec<Paragraph> {
    let mut ahead = outline.sections().iter().enumerate().peekable();
    let mut current = None;
    let numbered = briefing.paragraphs.iter().enumerate().map(|(i, paragraph)| {
        let id = ParagraphId(i);
        while let Some((at, section)) = ahead.next_if(|(_, section)| section.start <= id) {
            if !section.is_empty() {
                current = Some((document::SectionId(at), section.end));
            }
        }
        Paragraph {
            id: id.to_string(),
            section: current.filter(|(_, end)| id < *end).map(|(section, _)| section.to_string()),
            kind: paragraph.kind.name(),
            start: paragraph.span.start,
            end: paragraph.span.end,
            repeats: paragraph.repeats.map(|original| original.to_string()),
        }
    });
    numbered.collect()
}

impl<'a> Source<'a> {
    fn of(briefing: &'a Briefing) -> Self {
        let source = &briefing.source;
        Self {
            path: source.path.as_ref().map(|path| path.to_string_lossy()),
            format: source.format.name(),
            sha256: &source.sha256,
        }
    }
}

impl<'a> Section<'a> {
    fn of(id: String, section: &'a document::Section) -> Self {
        let paragraphs = section.paragraphs().map(|paragraph| paragraph.to_string()).collect();
        Self { id, title: &section.title, level: section.level, origin: section.origin.name(), paragraphs }
    }
}

impl<'a> Diagnostic<'a> {
    fn of(diagnostic: &'a document::Diagnostic) -> Self {
        let level = match diagnostic.level {
            Level::Info => "info",
            Level::Warning => "warning",
        };
        Self { level, message: &diagnostic.message }
    }
}

impl<'a> Actor<'a> {
    fn of(actor: &'a analysis::Actor) -> Self {
        Self {
            id: &actor.id.0,
            name: &actor.name,
            kind: actor.kind.name(),
            role: actor.role.as_deref(),
            affiliation: actor.affiliation.as_deref(),
            aliases: &actor.aliases,
            origin: actor.origin.name(),
            mentions: actor.mentions.iter().map(Mention::of).collect(),
        }
    }
}

impl<'a> Position<'a> {
    fn of(position: &'a analysis::Position) -> Self {
        Self {
            id: &position.id.0,
            label: &position.label,
            origin: position.origin.name(),
            mentions: position.mentions.iter().map(Mention::of).collect(),
        }
    }
}

impl<'a> Statement<'a> {
    fn of(i: usize, statement: &'a analysis::Statement) -> Self {
        Self {
            id: statement_id(i),
            actor: statement.actor.as_ref().map(|actor| actor.0.as_str()),
            position: statement.position.as_ref().map(|position| position.0.as_str()),
            stance: statement.stance.name(),
            source: statement.source.map(Range::of),
            cue: statement.cue.map(Range::of),
            content: Range::of(statement.content),
            evidence: Mention::of(&statement.evidence),
            quoted: statement.quoted,
            confidence: statement.confidence,
            origin: statement.origin.name(),
            reason: Reason {
                attribution: statement.reason.attribution.name(),
                stance: statement.reason.decider.name(),
            },
        }
    }
}

impl<'a> Proposal<'a> {
    fn of(proposal: &'a analysis::Proposal) -> Self {
        Self {
            position: Position::of(&proposal.position),
            phrases: &proposal.phrases,
            statements: proposal.statements.iter().map(|&i| statement_id(i)).collect(),
        }
    }
}

fn statement_id(i: usize) -> String {
    format!("st{}", i + 1)
}

impl Range {
    fn of(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

impl Mention {
    fn of(mention: &analysis::Mention) -> Self {
        Self { start: mention.span.start, end: mention.span.end, paragraph: mention.paragraph.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, Masthead, ParagraphKind, SectionOrigin, SourceInfo};

    fn briefing(count: usize) -> Briefing {
        let paragraph = |i: usize| document::Paragraph {
            kind: ParagraphKind::Text,
            span: Span::new(3 * i, 3 * i + 1),
            bytes: 3 * i..3 * i + 1,
            repeats: (i == 4).then_some(ParagraphId(1)),
            marks: Vec::new(),
        };
        Briefing {
            source: SourceInfo { path: None, format: Format::Text, sha256: String::new() },
            masthead: Masthead::default(),
            outline: Outline::default(),
            paragraphs: (0..count).map(paragraph).collect(),
            text: vec!["a"; count].join("\n\n"),
            language: None,
            diagnostics: Vec::new(),
        }
    }

    fn section(start: usize, end: usize) -> document::Section {
        let (start, end) = (ParagraphId(start), ParagraphId(end));
        document::Section { title: "T".to_owned(), level: 1, origin: SectionOrigin::Heading, start, end }
    }

    #[test]
    fn each_paragraph_has_the_section_that_the_outline_gives_it() {
        let briefing = briefing(6);
        for sections in [
            vec![],
            vec![section(0, 6)],
            vec![section(1, 1), section(1, 3), section(4, 6)],
            vec![section(2, 3), section(3, 3), section(3, 5), section(6, 6)],
        ] {
            let outline = Outline::new(sections);
            let document = Document::of(&briefing, &outline);
            for (i, paragraph) in document.paragraphs.iter().enumerate() {
                let expected = outline.section_of(ParagraphId(i)).map(|id| id.to_string());
                assert_eq!(paragraph.section, expected, "{outline:?} {i}");
            }
        }
    }

    #[test]
    fn absent_things_are_null_and_lists_are_not() {
        let (briefing, outline) = (briefing(0), Outline::default());
        let json = serde_json::to_value(Document::of(&briefing, &outline)).unwrap();
        assert!(json["headline"].is_null() && json["source"]["path"].is_null() && json["date"].is_null());
        assert!(json["sections"].is_array() && json["paragraphs"].is_array() && json["diagnostics"].is_array());
        let json = serde_json::to_value(Report::of(&briefing, &Analysis::default())).unwrap();
        for list in ["sections", "actors", "positions", "statements", "key_phrases", "notices"] {
            assert!(json[list].is_array(), "{list}");
        }
    }

    #[test]
    fn a_repeat_names_its_original() {
        let briefing = briefing(5);
        let outline = Outline::default();
        let json = serde_json::to_value(Document::of(&briefing, &outline)).unwrap();
        assert_eq!(json["paragraphs"][4]["repeats"], "p2");
        assert_eq!(json["paragraphs"][4]["id"], "p5");
    }
}
