//! Tables that people and programs type: rows between bars, with or without a frame, and columns over a broken rule.

use super::line::Line;
use crate::intake::spaces::one_line;

/// The most lines of a table over a broken rule: enough for any, and a bound for what is none.
const MOST_ROWS: usize = 2000;

/// A table found: its rows, and how many lines it takes.
pub(super) struct Table {
    pub(super) text: String,
    pub(super) lines: usize,
}

/// The table that starts at the first of these lines.
pub(super) fn at(lines: &[Line<'_>]) -> Option<Table> {
    between_bars(lines).or_else(|| over_rule(lines))
}

/// Rows between bars, the lines of their frame left out; where a frame parts the rows, what stands between is one row.
fn between_bars(lines: &[Line<'_>]) -> Option<Table> {
    let end = lines.iter().take_while(|line| line.is_row() || is_frame(line)).count();
    let lines = &lines[..end];
    if !lines.iter().any(Line::is_row) {
        return None;
    }
    let rows: Vec<String> = if is_frame(lines.first()?) {
        lines.split(is_frame).filter(|row| !row.is_empty()).map(merged).collect()
    } else {
        lines.iter().filter(|line| line.has_words()).map(|line| joined(&cells(line))).collect()
    };
    Some(Table { text: rows.join("\n"), lines: end })
}

/// A line of a frame: `+-----+-----+`.
fn is_frame(line: &Line<'_>) -> bool {
    line.body.len() > 2
        && line.body.starts_with('+')
        && line.body.ends_with('+')
        && line.body.bytes().all(|b| b"+-=:".contains(&b))
}

/// The cells of a row.
fn cells(line: &Line<'_>) -> Vec<String> {
    line.body.trim_matches('|').split('|').map(one_line).collect()
}

fn joined(cells: &[String]) -> String {
    cells.join(" | ")
}

/// Several lines as the one row that they make.
fn merged(lines: &[Line<'_>]) -> String {
    let mut row: Vec<String> = Vec::new();
    for cells in lines.iter().map(cells) {
        row.resize(row.len().max(cells.len()), String::new());
        for (whole, part) in row.iter_mut().zip(cells).filter(|(_, part)| !part.is_empty()) {
            if !whole.is_empty() {
                whole.push(' ');
            }
            whole.push_str(&part);
        }
    }
    joined(&row)
}

/// A line of heads, a rule broken where the columns part, and rows up to a blank line or another rule.
fn over_rule(lines: &[Line<'_>]) -> Option<Table> {
    let [heads, rule, ..] = lines else { return None };
    if heads.is_blank() || heads.is_rule() || heads.is_long() {
        return None;
    }
    let columns = columns(rule)?;
    let is_inside = |line: &&Line<'_>| !line.is_blank() && !line.is_rule() && !line.is_long();
    let rows: Vec<&Line<'_>> = lines[2..].iter().take(MOST_ROWS).take_while(is_inside).collect();
    let cut: Vec<Vec<String>> =
        std::iter::once(heads).chain(rows.iter().copied()).map(|row| slices(row, &columns)).collect();
    let full = cut.iter().filter(|cells| cells.iter().filter(|cell| !cell.is_empty()).count() > 1).count();
    let closes = lines.get(2 + rows.len()).is_some_and(Line::is_rule);
    let is_table = !rows.is_empty() && full * 2 > cut.len();
    is_table.then(|| Table {
        text: cut.iter().map(|cells| joined(cells)).collect::<Vec<_>>().join("\n"),
        lines: 2 + rows.len() + usize::from(closes),
    })
}

/// Where columns start, by a rule of two strokes or more.
fn columns(rule: &Line<'_>) -> Option<Vec<usize>> {
    let is_broken = rule.body.bytes().all(|b| b == b'-' || b == b' ') && rule.body.split_whitespace().count() > 1;
    if !is_broken || rule.body.split_whitespace().any(|stroke| stroke.len() < 2) {
        return None;
    }
    let bytes = rule.body.as_bytes();
    let starts = (0..bytes.len()).filter(|&at| bytes[at] == b'-' && (at == 0 || bytes[at - 1] == b' '));
    Some(starts.map(|at| rule.indent + at).collect())
}

/// The words of a line in each column; a word that a column's start cuts goes with where it began.
fn slices(line: &Line<'_>, columns: &[usize]) -> Vec<String> {
    let mut cells = vec![String::new(); columns.len()];
    let mut at = line.indent;
    for piece in line.body.split_inclusive(' ') {
        let word = piece.trim_end();
        if !word.is_empty() {
            let cell = &mut cells[columns.partition_point(|start| *start <= at).saturating_sub(1)];
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(word);
        }
        at += piece.chars().count();
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Option<(String, usize)> {
        let lines: Vec<Line<'_>> = text.split('\n').map(Line::new).collect();
        at(&lines).map(|table| (table.text, table.lines))
    }

    #[test]
    fn rows_between_bars_and_in_frames() {
        assert_eq!(table("| a | b |\n|---|--:|\n| 1  | 2 |\nMore."), Some(("a | b\n1 | 2".to_owned(), 3)));
        let framed =
            "+-----+------+\n| a   | b    |\n+=====+======+\n| one | two  |\n|     | more |\n+-----+------+\nMore.";
        assert_eq!(table(framed), Some(("a | b\none | two more".to_owned(), 6)));
        assert_eq!(table("+1 for that"), None);
        assert_eq!(table("+-----+\nWords"), None);
    }

    #[test]
    fn columns_over_a_broken_rule() {
        let text = "  Reservoir     Capacity   Least release\n  ----------- ---------- ---------------\n  Halden             310              41\n  Lower Orre         126              12\n\nMore.";
        let expected = "Reservoir | Capacity | Least release\nHalden | 310 | 41\nLower Orre | 126 | 12";
        assert_eq!(table(text), Some((expected.to_owned(), 4)));
        assert_eq!(table("A title\n-------\nWords."), None);
        assert_eq!(table("Words\n- - -\nmore words"), None);
        assert_eq!(
            table("Signed here and there\n-------- --------\nOne line of words\nand another of them")
                .map(|(_, lines)| lines),
            Some(4)
        );
    }
}
