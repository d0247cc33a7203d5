//! Tables: lines that stand in cells, one below the other, are kept together as one block.
//!
//! A table is where several lines in a row are parted by wide gaps at the same places. Its rows are told by the space
//! between them, or where there is none, by the lines that fill more than one cell.

use super::lines::Line;
use super::lists;
use super::words::Word;

/// The gap, in ems, that parts two cells.
const CELL_GAP: f32 = 0.95;
/// The fewest lines with cells in a table.
const FEWEST: usize = 3;
/// How many lines with one cell alone may stand between those with several.
const MOST_SINGLE: usize = 3;
/// How much of the shorter line's gaps are gaps of the next too.
const ALIKE: f32 = 0.5;

/// The stretches between the cells of a line.
fn gaps(line: &Line) -> Vec<(f32, f32)> {
    let mut end = f32::INFINITY;
    let mut gaps = Vec::new();
    // What stands behind the mark of a list item is no cell.
    let is_item = lists::marker(line.first_word()).is_some();
    for word in line.words.iter().skip(usize::from(is_item)) {
        if word.x0 - end > CELL_GAP * line.size {
            gaps.push((end, word.x0));
        }
        end = if end.is_finite() { end.max(word.x1) } else { word.x1 };
    }
    gaps
}

/// Where tables stand among the lines of a column: from which line up to which.
pub(super) fn find(lines: &[Line]) -> Vec<std::ops::Range<usize>> {
    let gaps: Vec<Vec<(f32, f32)>> = lines.iter().map(gaps).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = table_end(lines, &gaps, at);
        let with_cells = gaps[at..end].iter().filter(|gaps| !gaps.is_empty()).count();
        if with_cells >= FEWEST {
            found.push(at..end);
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// The end of the table that begins at a line; the line itself where none does.
fn table_end(lines: &[Line], gaps: &[Vec<(f32, f32)>], from: usize) -> usize {
    let (mut end, mut last, mut width) = (from, from, 0.0_f32);
    if gaps[from].is_empty() {
        return end;
    }
    for at in from..lines.len() {
        let is_far = at > from && lines[at].y - lines[at - 1].y > 3.0 * lines[at].size;
        if is_far || at - last > MOST_SINGLE {
            break;
        }
        let is_cell = gaps[at].is_empty() && lines[at].x1 - lines[at].x0 < 0.5 * width;
        if at == from || (from..at).rev().take(4).any(|before| are_alike(&gaps[before], &gaps[at])) {
            width = width.max(lines[at].x1 - lines[at].x0);
            (end, last) = (at + 1, at);
        } else if !is_cell {
            break;
        }
    }
    end
}

/// Whether two lines are parted at the same places.
fn are_alike(one: &[(f32, f32)], other: &[(f32, f32)]) -> bool {
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let meets = |gap: &&(f32, f32)| other.iter().any(|(start, end)| gap.0.max(*start) < gap.1.min(*end));
    let same = one.iter().filter(meets).count();
    #[expect(clippy::cast_precision_loss, reason = "a few gaps")]
    let share = same as f32 / one.len().min(other.len()) as f32;
    share >= ALIKE
}

/// The rows of a table, cells joined by ` | `.
pub(super) fn text(lines: &[Line]) -> String {
    let columns = columns(lines);
    let rows = rows(lines, &columns);
    let mut out = String::new();
    for row in rows {
        let mut cells: Vec<Vec<&Word>> = vec![Vec::new(); columns.len() + 1];
        for word in row.iter().flat_map(|line| &line.words) {
            cells[column_of(&columns, word)].push(word);
        }
        let cells: Vec<String> = cells.iter().map(|words| joined(words)).collect();
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&cells.join(" | "));
    }
    out
}

fn joined(words: &[&Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The middles of the gaps that part the columns: free in every line.
fn columns(lines: &[Line]) -> Vec<f32> {
    let mut edges: Vec<(f32, f32)> = lines.iter().flat_map(|line| &line.words).map(|word| (word.x0, word.x1)).collect();
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let size = lines.first().map_or(10.0, |line| line.size);
    let mut end = f32::INFINITY;
    let mut columns = Vec::new();
    for (x0, x1) in edges {
        if x0 - end > CELL_GAP * size / 2.0 {
            columns.push(f32::midpoint(end, x0));
        }
        end = if end.is_finite() { end.max(x1) } else { x1 };
    }
    columns
}

fn column_of(columns: &[f32], word: &Word) -> usize {
    columns.iter().take_while(|x| **x < word.x0).count()
}

/// The lines of each row.
fn rows<'a>(lines: &'a [Line], columns: &[f32]) -> Vec<&'a [Line]> {
    let steps: Vec<f32> = lines.windows(2).map(|pair| pair[1].y - pair[0].y).collect();
    let least = steps.iter().copied().filter(|step| *step > 0.0).fold(f32::INFINITY, f32::min);
    let is_spaced = steps.iter().any(|step| *step > 1.25 * least);
    let mut rows = Vec::new();
    let mut from = 0;
    for (at, step) in steps.iter().enumerate() {
        let next = &lines[at + 1];
        let fills_first = next.words.first().is_some_and(|word| column_of(columns, word) == 0);
        let starts = if is_spaced { *step > 1.15 * least } else { fills_first && !gaps(next).is_empty() };
        if starts {
            rows.push(&lines[from..=at]);
            from = at + 1;
        }
    }
    rows.push(&lines[from..]);
    rows
}

#[cfg(test)]
mod tests {
    use super::super::{lines, words};
    use super::*;

    fn lines_of(pieces: &[(f32, f32, &str)]) -> Vec<Line> {
        let pieces: Vec<_> = pieces.iter().map(|(x, y, words)| (*x, *y, 10.0, *words)).collect();
        lines::of(words::of(&words::tests::page(&pieces)), 0)
    }

    #[test]
    fn cells_one_below_the_other_are_a_table() {
        let lines = lines_of(&[
            (50.0, 20.0, "Words ahead of the table."),
            (50.0, 50.0, "Port"),
            (150.0, 50.0, "Ships"),
            (50.0, 70.0, "North"),
            (150.0, 70.0, "12 or"),
            (150.0, 82.0, "more"),
            (50.0, 102.0, "South"),
            (150.0, 102.0, "7"),
            (50.0, 150.0, "Words below the table, and many more of them than in it."),
        ]);
        let found = find(&lines);
        assert_eq!((found.len(), &found[0]), (1, &(1..5)));
        assert_eq!(text(&lines[1..5]), "Port | Ships\nNorth | 12 or more\nSouth | 7");
    }

    #[test]
    fn text_is_no_table() {
        let lines =
            lines_of(&[(50.0, 20.0, "One line of text."), (50.0, 32.0, "And one more."), (50.0, 44.0, "Last.")]);
        assert!(find(&lines).is_empty());
    }
}
