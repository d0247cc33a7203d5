//! The panes beside the text, a line a row.

use super::{Line, Role};
use crate::analysis::{Actor, ActorKind, Analysis, Stance};
use crate::app::panes::{NoteLine, Row};
use crate::app::reading::Reading;
use crate::app::state::State;
use crate::document::{ParagraphId, SectionId, SectionOrigin, on_one_line, printable};
use crate::notes::{NoteId, Placement};

/// One row of a pane as a line of so many columns.
pub(super) fn line(state: &State, reading: &Reading, row: &Row, width: usize) -> Line {
    let nothing = Line::default();
    match row {
        Row::Empty(words) => Line::of(Role::Dim, format!(" {words}")),
        Row::Opening => opening(reading, width),
        Row::Section(id) => section(reading, *id, width),
        Row::NoPosition => Line::of(Role::Heading, "Other statements"),
        Row::Proposals => Line::of(Role::Dim, "proposed by brief, + adds one to yours"),
        Row::Note(id) => note(state, id, width),
        Row::Trash(count) => {
            let fold = if state.panes.trash_open { "▾" } else { "▸" };
            pair(
                Line::of(Role::Dim, format!("{fold} ")),
                Role::Dim,
                "Trash",
                Line::of(Role::Dim, count.to_string()),
                width,
            )
        }
        Row::Trashed(id) => trashed(state, id, width),
        Row::NoteLine(id, what) => note_line(state, reading, id, what, width),
        Row::Stance(stance, count) => Line::of(role_of(*stance), format!(" {} {} ", mark_of(*stance), stance.name()))
            .with(Role::Dim, count.to_string()),
        Row::Actor(_)
        | Row::ActorDetail(_)
        | Row::Position(_)
        | Row::Proposal(_)
        | Row::Statement(_)
        | Row::Evidence(_) => {
            reading.analysis.as_deref().map_or(nothing, |analysis| found(reading, analysis, row, width))
        }
    }
}

fn found(reading: &Reading, analysis: &Analysis, row: &Row, width: usize) -> Line {
    match row {
        Row::Actor(i) => actor(reading, &analysis.actors[*i], width),
        Row::ActorDetail(i) => actor_detail(analysis, &analysis.actors[*i], width),
        Row::Position(i) => {
            let position = &analysis.positions[*i];
            let aside = position.mentions.len().to_string();
            pair(Line::default(), Role::Heading, &printable(&position.label), Line::of(Role::Dim, aside), width)
        }
        Row::Proposal(i) => {
            let position = &analysis.proposals[*i].position;
            let aside = Line::of(Role::Dim, position.mentions.len().to_string());
            pair(Line::of(Role::Dim, "? "), Role::Heading, &printable(&position.label), aside, width)
        }
        Row::Statement(i) => {
            let statement = &analysis.statements[*i];
            let name = flat(&crate::app::panes::holder(&reading.briefing, analysis, statement));
            let sure = if statement.confidence < 0.5 { "? " } else { "" };
            let aside = format!("{sure}¶{}", statement.evidence.paragraph.number());
            pair(Line::of(Role::Text, "   "), Role::Text, &printable(&name), Line::of(Role::Number, aside), width)
        }
        Row::Evidence(i) => {
            let words = reading.briefing.slice(analysis.statements[*i].evidence.span);
            Line::of(Role::Dim, format!("     {}", cut(&flat(words), width.saturating_sub(5))))
        }
        _ => Line::default(),
    }
}

fn opening(reading: &Reading, width: usize) -> Line {
    let end = reading.outline().sections().first().map_or(0, |section| section.start.0);
    let here = reading.section().is_none();
    let lead = Line::of(Role::Cursor, if here { "▸ " } else { "  " });
    pair(lead, Role::Dim, "(opening)", Line::of(Role::Dim, progress(reading, 0, end)), width)
}

/// The title with how many paragraphs it holds, or how many of them were read.
fn section(reading: &Reading, id: SectionId, width: usize) -> Line {
    let section = &reading.outline().sections()[id.0];
    let here = reading.section() == Some(id);
    let indent = 2 * usize::from(section.level.saturating_sub(1).min(4));
    let lead = Line::of(Role::Cursor, if here { "▸ " } else { "  " }).with(Role::Text, " ".repeat(indent));
    let aside = if section.is_empty() { String::new() } else { progress(reading, section.start.0, section.end.0) };
    let role = if section.origin == SectionOrigin::Derived { Role::Text } else { Role::Heading };
    pair(lead, role, &printable(&section.title), Line::of(Role::Dim, aside), width)
}

/// `✓` where all paragraphs were read, `2/5` where some were, `5` where none was.
fn progress(reading: &Reading, first: usize, past: usize) -> String {
    let (read, of) = (reading.read.count_in(first, past), past - first);
    match read {
        0 => of.to_string(),
        _ if read == of => format!("✓ {of}"),
        _ => format!("{read}/{of}"),
    }
}

const STRIP: usize = 8;

fn actor(reading: &Reading, actor: &Actor, width: usize) -> Line {
    let followed = reading.finder.follow.as_ref().is_some_and(|follow| follow.actor == actor.id);
    let lead = if followed {
        Line::of(Role::Followed, "▶ ")
    } else {
        Line::of(Role::Dim, format!("{} ", mark_of_kind(actor.kind)))
    };
    let role = if followed { Role::Followed } else { Role::Text };
    let cells = if width >= 30 { STRIP } else { 4 };
    let aside =
        Line::of(Role::Dim, format!("{} ", actor.mentions.len())).with(Role::Strip, strip(reading, actor, cells));
    pair(lead, role, &printable(&actor.name), aside, width)
}

fn actor_detail(analysis: &Analysis, actor: &Actor, width: usize) -> Line {
    let affiliation = actor.affiliation.as_ref().map(|id| {
        analysis.actors.iter().find(|other| other.id.0 == *id).map_or(id.as_str(), |other| other.name.as_str())
    });
    let parts = [actor.role.as_deref(), affiliation];
    let words = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Line::of(Role::Dim, format!("  {}", cut(&printable(&words), width.saturating_sub(2))))
}

/// Where in the briefing an actor is named: one cell a stretch of it, the higher the oftener.
fn strip(reading: &Reading, actor: &Actor, cells: usize) -> String {
    let paragraphs = reading.briefing.paragraphs.len().max(1);
    let mut counts = vec![0usize; cells];
    for mention in &actor.mentions {
        counts[(mention.paragraph.0 * cells / paragraphs).min(cells - 1)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let bars = ['▂', '▃', '▄', '▅', '▆', '▇'];
    counts
        .iter()
        .map(|n| if *n == 0 { '▁' } else { bars[(n * (bars.len() - 1)).div_ceil(most).min(bars.len() - 1)] })
        .collect()
}

fn note(state: &State, id: &NoteId, width: usize) -> Line {
    let Some(placed) = state.jotting.book.get(id) else { return Line::default() };
    let number =
        placed.placement.paragraph().map_or_else(|| "¶—".to_owned(), |p: ParagraphId| format!("¶{}", p.number()));
    let words = if placed.note.text.trim().is_empty() { "(highlight)".to_owned() } else { flat(&placed.note.text) };
    let mut aside = Line::default();
    match placed.placement {
        Placement::Changed(_) => aside.push(Role::Warning, "changed "),
        Placement::ParagraphOnly(_) => aside.push(Role::Warning, "words gone "),
        _ => {}
    }
    pair(Line::of(Role::Note, "● "), Role::Text, &words, aside.with(Role::Number, number), width)
}

fn trashed(state: &State, id: &NoteId, width: usize) -> Line {
    let Some(placed) = state.jotting.book.find(id) else { return Line::default() };
    let number = placed.placement.paragraph().map_or_else(|| "¶—".to_owned(), |p| format!("¶{}", p.number()));
    let words = if placed.note.text.trim().is_empty() { "(highlight)".to_owned() } else { flat(&placed.note.text) };
    pair(Line::of(Role::Dim, "  × "), Role::Dim, &words, Line::of(Role::Number, number), width)
}

fn note_line(state: &State, reading: &Reading, id: &NoteId, what: &NoteLine, width: usize) -> Line {
    let Some(placed) = state.jotting.book.get(id) else { return Line::default() };
    let room = width.saturating_sub(4);
    match what {
        NoteLine::Orphans => Line::of(Role::Warning, " their text is gone"),
        NoteLine::Quote => Line::of(Role::Dim, format!("  “{}”", cut(&flat(&placed.note.anchor.quote), room))),
        NoteLine::Near => {
            let near = placed.placement.near().map(|near| nearest(reading, near)).unwrap_or_default();
            Line::of(Role::Dim, format!("  {}", cut(&format!("stood near {near}"), room)))
        }
        NoteLine::Tags => {
            let tags: Vec<String> = placed.note.tags.iter().map(|tag| format!("#{}", printable(tag))).collect();
            Line::of(Role::Tag, format!("  {}", cut(&tags.join(" "), room)))
        }
    }
}

/// A paragraph by its number and its section.
fn nearest(reading: &Reading, paragraph: ParagraphId) -> String {
    let section = reading.outline().section_of(paragraph).map(|id| &reading.outline().sections()[id.0].title);
    let title = section.map(|title| format!(", {}", flat(title))).unwrap_or_default();
    format!("¶{}{title}", paragraph.number())
}

/// A lead, words that are cut to fit, and an aside at the right edge.
pub(super) fn pair(lead: Line, role: Role, words: &str, aside: Line, width: usize) -> Line {
    let taken = lead.width() + aside.width();
    let room = width.saturating_sub(taken + usize::from(!aside.segments.is_empty()));
    let words = cut(words, room);
    let gap = width.saturating_sub(taken + textwrap::core::display_width(&words));
    let mut line = lead;
    line.push(role, words);
    line.push(Role::Text, " ".repeat(gap));
    line.segments.extend(aside.segments);
    line
}

/// A text cut to so many columns, with a mark where something is missing.
pub(super) fn cut(text: &str, width: usize) -> String {
    if textwrap::core::display_width(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in text.chars() {
        let wide = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used + wide + 1 > width {
            break;
        }
        used += wide;
        kept.push(c);
    }
    if width > 0 {
        kept.truncate(kept.trim_end().len());
        kept.push('…');
    }
    kept
}

/// More than the widest pane has room for.
fn flat(text: &str) -> String {
    on_one_line(text, 400)
}

const fn role_of(stance: Stance) -> Role {
    match stance {
        Stance::Supports => Role::Supports,
        Stance::Opposes => Role::Opposes,
        Stance::Conditional => Role::Conditional,
        Stance::Reports | Stance::Unclear => Role::OtherStance,
    }
}

const fn mark_of(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "+",
        Stance::Opposes => "−",
        Stance::Conditional => "±",
        Stance::Reports => "“",
        Stance::Unclear => "?",
    }
}

const fn mark_of_kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "●",
        ActorKind::State => "◆",
        ActorKind::Organisation => "■",
        ActorKind::Group => "◌",
        ActorKind::Place => "◇",
    }
}
