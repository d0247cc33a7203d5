//! The reader: gutter and running text, with mentions, hits and evidence marked in it.

use super::{Address, Line, Role, Segment, Style};
use crate::app::layout::TextColumns;
use crate::app::reading::Reading;
use crate::app::reading::finder::Finder;
use crate::app::reading::findings::Named;
use crate::app::reading::items::Item;
use crate::app::reading::wrap::Row;
use crate::app::state::State;
use crate::document::{Mark, MarkKind, ParagraphId, ParagraphKind, Span, printable_char};
use crate::notes::Fate;

/// The lines of the text pane, the rows in sight and no others.
#[must_use]
pub(super) fn lines(state: &State, reading: &Reading, columns: TextColumns, margin: u16, height: usize) -> Vec<Line> {
    let mut lines = Vec::with_capacity(height);
    let mut place = reading.top.item;
    let mut skip = reading.top.row;
    while lines.len() < height && place < reading.items.all().len() {
        let item = reading.items.all()[place];
        let rows = reading.item_rows(place);
        let layers = Layers::of(state, reading, item);
        for (i, row) in rows.text.iter().enumerate().skip(skip) {
            let mut line = gutter(state, reading, item, i, columns, margin);
            push_indent(&mut line, reading, item, i);
            let text = reading.text_of(item);
            layers.push(&mut line, &text, row);
            if matches!(item, Item::Folded(_)) && row.bytes.end < text.len() {
                line.push(Role::Repeat, "…");
            }
            lines.push(line);
        }
        let blank = (rows.text.len() + rows.space).saturating_sub(skip.max(rows.text.len()));
        lines.extend(std::iter::repeat_with(Line::default).take(blank));
        skip = 0;
        place += 1;
    }
    lines.truncate(height);
    lines
}

/// The cursor's bar, the mark of a note or a repeat, the paragraph's number.
fn gutter(state: &State, reading: &Reading, item: Item, row: usize, columns: TextColumns, margin: u16) -> Line {
    let mut line = Line::of(Role::Text, " ".repeat(usize::from(margin)));
    let digits = usize::from(columns.digits);
    let Some(id) = item.paragraph() else {
        line.push(Role::Text, " ".repeat(digits + 3));
        return line;
    };
    let here = id == reading.cursor;
    line.push(Role::Cursor, if here { "▌" } else { " " });
    let noted = !state.jotting.book.on(id).is_empty();
    let (mark, role) = match (row, noted, reading.briefing.paragraphs[id.0].repeats.is_some()) {
        (0, true, _) => ("●", Role::Note),
        (0, false, true) => ("≡", Role::Repeat),
        _ => (" ", Role::Text),
    };
    line.push(role, mark);
    let number = if row == 0 { id.number().to_string() } else { String::new() };
    line.push(if here { Role::Cursor } else { Role::Number }, format!("{number:>digits$}"));
    let (mark, role) = match reading.news.as_ref().filter(|_| row == 0).map(|news| news.of(id)) {
        Some(Fate::New) => ("+", Role::Success),
        Some(Fate::Changed(_)) => ("~", Role::Warning),
        Some(Fate::Same) | None => (" ", Role::Text),
    };
    line.push(role, mark);
    line
}

fn push_indent(line: &mut Line, reading: &Reading, item: Item, row: usize) {
    let indent = reading.indent_of(item);
    let Item::Paragraph(id) = item else { return };
    match reading.briefing.paragraphs[id.0].kind {
        ParagraphKind::ListItem { depth, ordinal } if row == 0 => {
            let outer = 2 * usize::from(depth.min(6));
            let mark = ordinal.map_or_else(|| "•".to_owned(), |n| format!("{n}."));
            line.push(Role::Number, format!("{:outer$}{mark:<width$}", "", width = indent - outer));
        }
        ParagraphKind::Quote => line.push(Role::Dim, "│ "),
        _ => line.push(Role::Text, " ".repeat(indent)),
    }
}

/// What lies over an item's text, the topmost last; spans count from the start of the item's text.
struct Layers {
    base: Role,
    marks: Vec<Mark>,
    over: Vec<(Span, Role)>,
    selected: Option<Span>,
}

impl Layers {
    fn of(state: &State, reading: &Reading, item: Item) -> Self {
        let base = match item {
            Item::Headline => Role::Headline,
            Item::Subtitle | Item::Summary => Role::Subtitle,
            Item::Imprint | Item::Gap(_) => Role::Dim,
            Item::Heading(_) => Role::Heading,
            Item::Folded(_) => Role::Repeat,
            Item::Paragraph(id) => match reading.briefing.paragraphs[id.0].kind {
                ParagraphKind::Quote => Role::Quote,
                ParagraphKind::Code | ParagraphKind::Table => Role::Code,
                ParagraphKind::Caption => Role::Dim,
                _ => Role::Text,
            },
        };
        match item {
            Item::Paragraph(id) => {
                let paragraph = &reading.briefing.paragraphs[id.0];
                let selected = reading.selected().filter(|span| span.overlaps(paragraph.span));
                Self {
                    base,
                    marks: paragraph.marks.clone(),
                    over: over(state, reading, id),
                    selected: selected.map(|span| within(span, paragraph.span)),
                }
            }
            _ => Self { base, marks: Vec::new(), over: Vec::new(), selected: None },
        }
    }

    /// Adds one row's words, cut where their look changes.
    fn push(&self, line: &mut Line, text: &str, row: &Row) {
        let mut run = Run { text: String::with_capacity(row.bytes.len()), look: None };
        // Rows are about as long as a screen is wide: looking at each layer for each character is cheap.
        for (place, c) in (row.span.start..).zip(text[row.bytes.clone()].chars()) {
            run.push(line, printable_char(c), (self.style_at(place), self.target_at(place)));
        }
        run.end(line);
    }

    fn target_at(&self, place: usize) -> Option<&str> {
        self.marks.iter().rev().find_map(|mark| match &mark.kind {
            MarkKind::Link(target) if mark.span.contains(place) => Some(target.as_str()),
            _ => None,
        })
    }

    fn style_at(&self, place: usize) -> Style {
        let selected = self.selected.is_some_and(|span| span.contains(place));
        let mut style = Style { role: self.base, selected, ..Style::default() };
        for mark in self.marks.iter().filter(|mark| mark.span.contains(place)) {
            match mark.kind {
                MarkKind::Strong => style.strong = true,
                MarkKind::Emphasis => style.emphasis = true,
                MarkKind::Code => style.role = Role::Code,
                MarkKind::Link(_) => style.role = Role::Link,
            }
        }
        for (_, role) in self.over.iter().filter(|(span, _)| span.contains(place)) {
            style.role = *role;
        }
        style
    }
}

/// How a character looks, and where the link leads that it is part of.
type CharLook<'a> = (Style, Option<&'a str>);

/// A run of characters that look the same and lead to the same place.
struct Run<'a> {
    text: String,
    look: Option<CharLook<'a>>,
}

impl<'a> Run<'a> {
    fn push(&mut self, line: &mut Line, c: char, look: CharLook<'a>) {
        if self.look != Some(look) {
            self.end(line);
            self.look = Some(look);
        }
        self.text.push(c);
    }

    fn end(&mut self, line: &mut Line) {
        if let (Some((style, target)), false) = (self.look, self.text.is_empty()) {
            let address = target.and_then(Address::of);
            line.segments.push(Segment { text: std::mem::take(&mut self.text), style, address });
        }
    }
}

/// A span of the canonical text counted from the start of a paragraph.
fn within(span: Span, paragraph: Span) -> Span {
    Span::new(span.start.saturating_sub(paragraph.start), span.end.saturating_sub(paragraph.start))
}

fn over(state: &State, reading: &Reading, id: ParagraphId) -> Vec<(Span, Role)> {
    let paragraph = reading.briefing.paragraphs[id.0].span;
    let Finder { search, follow, evidence, .. } = &reading.finder;
    let mut layers: Vec<(Span, Role)> = Vec::new();
    let followed = |actor: usize| {
        let analysis = reading.analysis.as_ref();
        follow.as_ref().is_some_and(|f| analysis.is_some_and(|a| a.actors[actor].id == f.actor))
    };
    let found = reading.findings.in_paragraph(id);
    layers
        .extend(found.iter().filter_map(|f| matches!(f.named, Named::Position(_)).then_some((f.span, Role::Position))));
    layers.extend(found.iter().filter_map(|f| match f.named {
        Named::Actor(i) => Some((f.span, if followed(i) { Role::Followed } else { Role::Actor })),
        Named::Position(_) => None,
    }));
    let notes = state.jotting.book.on(id).iter().filter(|placed| !placed.note.anchor.whole_paragraph);
    layers.extend(notes.filter_map(|placed| Some((placed.placement.span()?, Role::Note))));
    if let Some(evidence) = evidence.filter(|span| span.overlaps(paragraph)) {
        layers.insert(0, (evidence, Role::Evidence));
    }
    if let Some(search) = search {
        for (hit, span) in search.in_paragraph(&reading.briefing, id) {
            layers.push((span, if search.at == Some(hit) { Role::CurrentHit } else { Role::Hit }));
        }
    }
    layers.into_iter().map(|(span, role)| (within(span, paragraph), role)).collect()
}
