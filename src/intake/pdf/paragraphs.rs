//! Lines to paragraphs: by spacing, indent, the length of lines and the marks of lists; across columns and pages too.

use std::collections::HashMap;

use super::body::{Body, OTHER_SIZE, bucket, is_size};
use super::lines::Line;
use super::lists::{self, Marker};
use super::quotes::{self, SetIn};
use super::tables;

/// How much larger a gap than the usual one parts paragraphs.
const PARTING_GAP: f32 = 1.22;
/// The same where the sentence goes on: a raised figure pushes its line down.
const PARTING_GAP_WITHIN: f32 = 1.5;
/// The size, beside the text's, from which lines are set for show.
const DISPLAY: f32 = 1.3;
/// An indent, in ems.
const INDENT: f32 = 0.7;
/// How much smaller than the text notes are.
const SMALL: f32 = 0.93;
/// The least space between words, in ems.
const SPACE: f32 = 0.22;
/// How much room, in ems, the signs leave that quotation marks hold together, in scripts without spaces.
const GLUED: f32 = 5.0;
/// How close edges that are the same are, in ems.
const SAME_EDGE: f32 = 0.35;

/// One line in so many may hang out over the margin, where there are more than a few.
const HANGING: usize = 25;
const FEW_LINES: usize = 15;

/// The lines of a column.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) lines: Vec<Line>,
}

/// Lines that belong together.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub(super) lines: Vec<Line>,
    /// The mark that it begins with.
    pub(super) marker: Option<Marker>,
    /// Whether it stands alone: more space above it than between lines.
    pub(super) is_apart: bool,
    /// Whether its lines stand in cells.
    pub(super) is_table: bool,
    /// How it is set in, as quotations are.
    pub(super) set_in: Option<SetIn>,
    /// Whether a line of it ends although the next word had room.
    pub(super) has_short_lines: bool,
}

impl Paragraph {
    /// The number of a note that begins with it: `4`, raised or not, or `4.`
    pub(super) fn note_number(&self) -> Option<u64> {
        let line = self.lines.first().filter(|line| line.words.len() > 1)?;
        let figures = line.first_word().trim_matches(['.', ')', '(', '[', ']']);
        let is_number = (1..=3).contains(&figures.len()) && figures.bytes().all(|byte| byte.is_ascii_digit());
        figures.parse().ok().filter(|_| is_number)
    }
}

/// Whether a line goes on with the sentence of the one before it.
pub(super) fn runs_on(last: &Line, line: &Line) -> bool {
    !ends_clause(last) && (line.first_word().starts_with(char::is_lowercase) || is_broken(last))
}

/// Whether a line ends within a word.
fn is_broken(line: &Line) -> bool {
    line.last_word().ends_with(['-', '\u{2010}', '\u{AD}'])
}

/// The paragraphs of all columns, in order.
pub(super) fn of(columns: Vec<Column>, body: Body) -> Vec<Paragraph> {
    let margins = margins(&columns, body);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut margin_before = Margin::default();
    for (column, margin) in columns.into_iter().zip(margins) {
        let mut found = split(column.lines, body, margin).into_iter();
        if let Some(next) = found.next() {
            match paragraphs.last_mut() {
                Some(last) if goes_on(last, &next, margin_before, margin) => last.lines.extend(next.lines),
                _ => paragraphs.push(next),
            }
        }
        paragraphs.extend(found);
        margin_before = margin;
    }
    quotes::settle(&mut paragraphs);
    paragraphs
}

/// Takes the notes from the feet of the columns, so that the text above them goes on in the next: what is smaller than
/// the text down to the end of a column, and begins with a figure or a sign.
pub(super) fn take_notes(columns: &mut [Column], body: Body) -> Vec<Column> {
    let is_small = |line: &&Line| line.size < SMALL * body.size;
    let mut notes = Vec::new();
    for column in columns {
        let small = column.lines.iter().rev().take_while(is_small).count();
        let foot = column.lines.len() - small;
        if foot == 0 {
            continue;
        }
        let first = column.lines[foot..].iter().position(|line| is_note_mark(line.first_word()));
        if let Some(first) = first {
            notes.push(Column { lines: column.lines.split_off(foot + first) });
        }
    }
    notes
}

fn is_note_mark(word: &str) -> bool {
    let figures = word.chars().take_while(char::is_ascii_digit).count();
    (1..=3).contains(&figures) || word.starts_with(['*', '†', '‡'])
}

/// Where the text of a column begins and ends.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Margin {
    pub(super) left: f32,
    pub(super) right: f32,
}

impl Margin {
    fn of<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> Self {
        Self {
            left: lines.clone().map(|line| line.x0).fold(f32::INFINITY, f32::min),
            right: lines.map(|line| line.x1).fold(f32::NEG_INFINITY, f32::max),
        }
    }
}

/// The margins of each column; those that begin at the same place on their pages end there too, however short the lines
/// of one are.
pub(super) fn margins(columns: &[Column], body: Body) -> Vec<Margin> {
    let own: Vec<Margin> = columns.iter().map(|column| Margin::of(column.lines.iter())).collect();
    let mut ends: HashMap<i32, Vec<f32>> = HashMap::new();
    for (column, margin) in columns.iter().zip(&own) {
        let text = column.lines.iter().filter(|line| is_size(line, body.size));
        ends.entry(place(margin.left)).or_default().extend(text.map(|line| line.x1));
    }
    for ends in ends.values_mut() {
        ends.sort_by(f32::total_cmp);
    }
    own.iter()
        .map(|margin| {
            let right = ends.get(&place(margin.left)).and_then(|ends| usual_end(ends)).unwrap_or(margin.right);
            // Another column of another page may be far wider: then it says nothing of this one.
            let is_alike = right - margin.left < 1.35 * (margin.right - margin.left);
            Margin { left: margin.left, right: if is_alike { right } else { margin.right } }
        })
        .collect()
}

/// Where the longest lines end, but for the few that hang out.
fn usual_end(sorted: &[f32]) -> Option<f32> {
    let outside = if sorted.len() < FEW_LINES { 0 } else { sorted.len() / HANGING };
    sorted.get(sorted.len().checked_sub(1 + outside)?).copied()
}

fn place(x: f32) -> i32 {
    bucket(x, 0.2)
}

/// The paragraphs and tables of one column.
fn split(lines: Vec<Line>, body: Body, margin: Margin) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut parts = Vec::new();
    let mut lines = lines;
    for table in tables::find(&lines).into_iter().rev() {
        parts.push((false, lines.split_off(table.end)));
        parts.push((true, lines.split_off(table.start)));
    }
    parts.push((false, lines));
    for (is_table, lines) in parts.into_iter().rev().filter(|(_, lines)| !lines.is_empty()) {
        if is_table {
            paragraphs.push(Paragraph {
                lines,
                marker: None,
                is_apart: true,
                is_table,
                set_in: None,
                has_short_lines: false,
            });
        } else {
            split_text(lines, body, margin, &mut paragraphs);
        }
    }
    for paragraph in &mut paragraphs {
        paragraph.set_in = quotes::set_in(paragraph, margin);
        paragraph.has_short_lines = paragraph.lines.windows(2).any(|pair| has_room(&pair[0], &pair[1], margin.right));
    }
    paragraphs
}

fn split_text(lines: Vec<Line>, body: Body, margin: Margin, paragraphs: &mut Vec<Paragraph>) {
    let mut chunk: Vec<Line> = Vec::new();
    for line in lines {
        if chunk.last().is_some_and(|last| is_apart(last, &line, body)) {
            split_chunk(std::mem::take(&mut chunk), margin, body, paragraphs);
        }
        chunk.push(line);
    }
    split_chunk(chunk, margin, body, paragraphs);
}

/// Whether two lines are parted by space, or by how they are set.
pub(super) fn is_apart(last: &Line, line: &Line, body: Body) -> bool {
    let size = last.size.max(line.size);
    if (last.size - line.size).abs() > OTHER_SIZE * size {
        return true;
    }
    let gap = (line.y - last.y) / size;
    // What is larger than the text is set tighter or wider than it.
    let usual = if size > (1.0 + OTHER_SIZE) * body.size { body.pitch.max(1.25) } else { body.pitch };
    let runs_on = runs_on(last, line);
    if gap > usual * if runs_on { PARTING_GAP_WITHIN } else { PARTING_GAP } {
        return true;
    }
    last.style.is_bold != line.style.is_bold && !runs_on
}

/// The paragraphs of lines that no space parts.
fn split_chunk(lines: Vec<Line>, margin: Margin, body: Body, paragraphs: &mut Vec<Paragraph>) {
    let chunk = Chunk::of(&lines, margin, body);
    let starts: Vec<bool> = (0..lines.len())
        .scan(0, |first, at| {
            let starts = at == 0 || chunk.starts(&lines, *first, at);
            if starts {
                *first = at;
            }
            Some(starts)
        })
        .collect();
    let mut is_first = true;
    for (line, starts) in lines.into_iter().zip(starts) {
        match paragraphs.last_mut() {
            Some(paragraph) if !starts => paragraph.lines.push(line),
            _ => {
                paragraphs.push(Paragraph {
                    marker: marker(&line),
                    lines: vec![line],
                    is_apart: is_first,
                    is_table: false,
                    set_in: None,
                    has_short_lines: false,
                });
                is_first = false;
            }
        }
    }
}

/// The mark that a line begins with, if more stands behind it.
pub(super) fn marker(line: &Line) -> Option<Marker> {
    let mark = lists::marker(line.first_word())?;
    (line.words.len() > 1).then_some(mark)
}

/// Where the lines of a chunk end.
struct Chunk {
    right: f32,
    /// Whether its lines are set for show: such lines are broken where it looks well.
    is_display: bool,
    /// Whether space alone parts paragraphs.
    is_spaced: bool,
}

impl Chunk {
    fn of(lines: &[Line], margin: Margin, body: Body) -> Self {
        let own = Margin::of(lines.iter());
        let size = lines.first().map_or(0.0, |line| line.size);
        let at_edge = lines.iter().filter(|line| own.right - line.x1 < SAME_EDGE * size).count();
        let is_justified = lines.len() >= 4 && at_edge * 2 >= lines.len();
        // A quotation is set in from both sides.
        let indented = margin.right - (own.left - margin.left);
        let right = if is_justified { own.right } else { own.right.max(indented) };
        Self { right, is_display: size >= DISPLAY * body.size, is_spaced: body.is_spaced }
    }

    /// Whether the line `at` starts a paragraph, where the one before it began at `first`.
    fn starts(&self, lines: &[Line], first: usize, at: usize) -> bool {
        let (begin, last, line) = (&lines[first], &lines[at - 1], &lines[at]);
        let em = line.size;
        if last.last_word().ends_with('\u{AD}') {
            return false;
        }
        if self.is_display && !ends_clause(last) && marker(line).is_none() {
            return false;
        }
        let is_short = has_room(last, line, self.right);
        if is_raised(line) && ends_clause(last) {
            return true;
        }
        if let Some(mark) = marker(line) {
            let is_set_out = (line.x0 - last.x0).abs() > INDENT * em;
            // A full line that ends in mid-sentence may be followed by a figure: `articles 79 and 112 to` / `115. They`.
            let is_next = mark.follows(marker(begin));
            // A dash within a sentence may be the first sign of a line.
            let is_within = lists::is_dash(line.first_word()) && marker(begin).is_none() && !ends_clause(last);
            if is_within && !is_short && !is_set_out {
                return false;
            }
            if mark == Marker::Bullet || is_short || is_set_out && is_next || ends_clause(last) {
                return true;
            }
        }
        if marker(begin).is_some() {
            return item_ends(begin, last, line, is_short, at - first);
        }
        if is_centred(last, line) {
            return false;
        }
        let indent = line.x0 - last.x0;
        if indent > INDENT * em {
            return !(at - first == 1 && hangs(lines, at) && !is_short);
        }
        if indent < -INDENT * em && at - first > 1 {
            return true;
        }
        if is_unspaced(last) && !ends_clause(last) && last.x1 + GLUED * em > self.right {
            return false;
        }
        is_short && !self.is_spaced && (ends_clause(last) || !line.first_word().starts_with(char::is_lowercase))
    }
}

/// Whether the first word of a line would have had room on the one before it, up to `right`.
pub(super) fn has_room(last: &Line, line: &Line, right: f32) -> bool {
    let word = line.words.first().map_or(0.0, |word| word.x1 - word.x0);
    last.x1 + SPACE * last.size + word < right - 1.0
}

/// Whether a line ends in a script that has no spaces between its words.
fn is_unspaced(line: &Line) -> bool {
    line.last_word().ends_with(|c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}'))
}

/// Whether a line begins with a raised figure, as a note does.
fn is_raised(line: &Line) -> bool {
    line.words.first().is_some_and(|word| word.size < 0.85 * line.size && word.y < line.y && is_note_mark(&word.text))
}

/// Whether a line goes back to the margin after an item of a list whose text is set in.
fn item_ends(begin: &Line, last: &Line, line: &Line, is_short: bool, lines: usize) -> bool {
    let em = line.size;
    let is_back = line.x0 < begin.x0 + SAME_EDGE * em;
    let was_set_in = lines > 1 && last.x0 > begin.x0 + SAME_EDGE * em;
    if is_back && was_set_in {
        return true;
    }
    let text = begin.words.get(1).map_or(begin.x0, |word| word.x0);
    let is_further_in = line.x0 > text.max(last.x0) + INDENT * em;
    is_further_in || (is_short && (ends_clause(last) || is_back))
}

/// Whether the lines after a first one stay set in: a hanging paragraph, not the first line of the next.
fn hangs(lines: &[Line], at: usize) -> bool {
    lines.get(at + 1).is_some_and(|next| (next.x0 - lines[at].x0).abs() < SAME_EDGE * next.size)
}

/// Whether two lines have one middle and different ends.
fn is_centred(last: &Line, line: &Line) -> bool {
    let middle = |line: &Line| f32::midpoint(line.x0, line.x1);
    let em = line.size;
    (middle(last) - middle(line)).abs() < SAME_EDGE * em && (last.x0 - line.x0).abs() > SAME_EDGE * em
}

/// Whether a line ends where a sentence or a clause can.
pub(super) fn ends_clause(line: &Line) -> bool {
    let bare = line.last_word().trim_end_matches(['”', '’', '"', '\'', ')', ']', '»']);
    bare.ends_with(['.', '!', '?', ':', ';', '…', '。', '！', '？'])
}

/// Whether a line is not set in as the item of a list before it is; `shift` is how far its column lies to the left.
fn leaves_item(item: &Paragraph, from: &Line, to: &Line, shift: f32) -> bool {
    let text = if item.lines.len() > 1 { Some(from.x0) } else { from.words.get(1).map(|word| word.x0) };
    let is_at = |shift: f32, x: f32| (to.x0 + shift - x).abs() <= INDENT * to.size;
    // Where a page has nothing but items on it, its margin is not that of the text.
    item.marker.is_some() && text.is_some_and(|x| !is_at(shift, x) && !is_at(0.0, x))
}

/// Whether the paragraph at the end of one column goes on at the top of the next.
fn goes_on(last: &Paragraph, next: &Paragraph, before: Margin, margin: Margin) -> bool {
    let (Some(from), Some(to)) = (last.lines.last(), next.lines.first()) else { return false };
    let is_alike = (from.size - to.size).abs() <= OTHER_SIZE * to.size && from.style.is_bold == to.style.is_bold;
    if !is_alike || next.marker.is_some() || last.is_table || next.is_table {
        return false;
    }
    if leaves_item(last, from, to, before.left - margin.left) {
        return false;
    }
    if runs_on(from, to) {
        return true;
    }
    // The lines of a paragraph, or of an item of a list, begin at one place; a further paragraph may be indented.
    let other = next.lines.get(1).map_or(margin.left, |line| line.x0);
    let is_indented = to.x0 - other > INDENT * to.size;
    // The items of a list without marks end so, unless the sentence goes on in small letters.
    let ends = from.last_word().ends_with(':')
        || from.last_word().ends_with(';') && !to.first_word().starts_with(char::is_lowercase);
    !has_room(from, to, before.right) && !is_indented && !ends
}
