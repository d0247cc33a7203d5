//! The reading order of a page: columns are found by the empty strip between them, and read one after the other.
//!
//! A page is searched for the strip that the most rows of words leave free on both sides; what stands above it, left of
//! it, right of it and below it is searched again (an XY cut, after Nagy and Seth 1984, with the vertical cut first).

use super::words::Word;

/// The width of the strips that are counted, in points.
const STRIP: f32 = 1.0;
/// The most strips: wider pages have wider strips.
const MOST_STRIPS: usize = 1024;
/// The narrowest gutter, in ems of the text beside it.
const GUTTER: f32 = 0.7;
/// The fewest rows on each side of a gutter.
const FEWEST_ROWS: u32 = 4;
/// How much of a column's width its rows fill at least; those of a table are shorter.
const FILLED: f32 = 0.57;
/// The fewest words that stand together in a line of a column, on average; in a table's cells there are fewer.
const CELL_WORDS: f32 = 2.7;
/// The narrowest column, in ems.
const NARROWEST: f32 = 9.0;
/// How much larger than the text a heading is.
const DISPLAY: f32 = 1.08;
/// How often columns may be within columns.
const DEEPEST: usize = 6;

/// The words of a page, column after column.
pub(super) fn of(words: Vec<Word>) -> Vec<Vec<Word>> {
    let mut columns = Vec::new();
    part(words, DEEPEST, &mut columns);
    columns
}

fn part(words: Vec<Word>, depth: usize, columns: &mut Vec<Vec<Word>>) {
    if words.is_empty() {
        return;
    }
    let rows = rows(&words);
    let found = if depth == 0 { None } else { gutter(&words, &rows) };
    let Some(gutter) = found else {
        columns.push(words);
        return;
    };
    let bands = bands(&words, &rows, gutter);
    let mut parts: Vec<Vec<Word>> = vec![Vec::new(); 4 + 2 * bands.len()];
    let last = parts.len() - 1;
    for word in words {
        let part = if word.y < gutter.top {
            0
        } else if word.y > gutter.bottom {
            last
        } else {
            1 + 2 * bands.partition_point(|start| *start <= word.y) + usize::from(word.x0 >= gutter.x)
        };
        parts[part].push(word);
    }
    for part_words in parts {
        part(part_words, depth - 1, columns);
    }
}

/// Where, between columns, headings stand over all of them though they are too short to cross the gutter: in a gap of
/// every column, below which these begin at one height. The columns above are read before those below.
fn bands(words: &[Word], rows: &[Row], gutter: Gutter) -> Vec<f32> {
    /// How far from the text beside and above it such a heading stands, in ems of the text.
    const CLEAR: f32 = 1.5;
    const LEVEL: f32 = 0.3;
    let size = typical_size(words);
    let rows: Vec<&Row> = rows.iter().filter(|row| row.y >= gutter.top && row.y <= gutter.bottom).collect();
    let has = |row: &Row, is_right: bool| row.words.iter().any(|word| (words[*word].x0 >= gutter.x) == is_right);
    let is_display =
        |row: &Row| row.words.iter().all(|word| words[*word].style.is_bold || words[*word].size > DISPLAY * size);
    let is_head = |row: &Row| !has(row, true) && is_display(row);
    let mut starts = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let end = at + rows[at..].iter().take_while(|row| is_head(row)).count();
        if end == at {
            at += 1;
            continue;
        }
        let above = |is_right| rows[..at].iter().rev().find(|row| has(row, is_right)).map(|row| row.y);
        let below = |is_right| rows[end..].iter().find(|row| has(row, is_right)).map(|row| row.y);
        if let (Some(left), Some(right), Some(next), Some(other)) =
            (above(false), above(true), below(false), below(true))
        {
            let is_clear = rows[at].y - left.max(right) >= CLEAR * size && other - rows[end - 1].y >= CLEAR * size;
            if is_clear && (next - other).abs() <= LEVEL * size {
                starts.push(rows[at].y - LEVEL * size);
            }
        }
        at = end;
    }
    starts
}

/// Words of about the same height.
struct Row {
    y: f32,
    words: Vec<usize>,
}

fn rows(words: &[Word]) -> Vec<Row> {
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by(|a, b| words[*a].y.total_cmp(&words[*b].y));
    let mut rows: Vec<Row> = Vec::new();
    for at in order {
        let word = &words[at];
        match rows.last_mut() {
            Some(row) if word.y - row.y < 0.4 * word.size => row.words.push(at),
            _ => rows.push(Row { y: word.y, words: vec![at] }),
        }
    }
    rows
}

/// An empty strip between columns, and the baselines of the rows that it parts.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gutter {
    x: f32,
    top: f32,
    bottom: f32,
}

/// The rows for which one strip has been free so far.
#[derive(Debug, Clone, Copy, Default)]
struct Free {
    from: usize,
    left: u32,
    right: u32,
}

/// The most rows that a strip was free for.
#[derive(Debug, Clone, Copy, Default)]
struct Best {
    from: usize,
    to: usize,
    score: u32,
}

fn gutter(words: &[Word], rows: &[Row]) -> Option<Gutter> {
    let left = words.iter().map(|word| word.x0).fold(f32::INFINITY, f32::min);
    let right = words.iter().map(|word| word.x1).fold(f32::NEG_INFINITY, f32::max);
    let size = typical_size(words);
    if right - left < 2.0 * NARROWEST * size {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let strip = STRIP.max((right - left) / MOST_STRIPS as f32);
    let best = longest_runs(words, rows, left, right, strip);
    let score = best.iter().map(|best| best.score).max().filter(|score| *score >= FEWEST_ROWS)?;
    candidates(&best, score)
        .filter_map(|(first, last, run)| {
            #[expect(clippy::cast_precision_loss, reason = "at most as many as there are strips")]
            let (x0, x1) = (left + first as f32 * strip, left + (last + 1) as f32 * strip);
            let middle = f32::midpoint(x0, x1);
            let found = Gutter { x: middle, top: rows[run.from].y - 0.1, bottom: rows[run.to].y + 0.4 * size };
            let is_wide = x1 - x0 >= GUTTER * size - strip;
            (is_wide && are_columns(words, &rows[run.from..=run.to], middle, size)).then_some((
                found,
                run.score,
                x1 - x0,
            ))
        })
        .max_by(|a, b| a.1.cmp(&b.1).then(a.2.total_cmp(&b.2)))
        .map(|(gutter, ..)| gutter)
}

/// For each strip, the longest run of rows that leave it free with words on both its sides.
fn longest_runs(words: &[Word], rows: &[Row], left: f32, right: f32, strip: f32) -> Vec<Best> {
    let count = strip_at(right - left, strip) + 1;
    let mut free = vec![Free::default(); count];
    let mut best = vec![Best::default(); count];
    let mut is_covered = vec![false; count];
    for (at, row) in rows.iter().enumerate() {
        is_covered.fill(false);
        let (mut first, mut last) = (count, 0);
        for word in row.words.iter().map(|word| &words[*word]) {
            let (from, to) = (strip_at(word.x0 - left, strip), strip_at(word.x1 - left, strip).min(count - 1));
            is_covered[from.min(to)..=to].fill(true);
            (first, last) = (first.min(from), last.max(to));
        }
        for (index, run) in free.iter_mut().enumerate() {
            if is_covered[index] {
                *run = Free { from: at + 1, ..Free::default() };
                continue;
            }
            run.left += u32::from(first < index);
            run.right += u32::from(last > index);
            let score = run.left.min(run.right);
            if score >= best[index].score {
                best[index] = Best { from: run.from, to: at, score };
            }
        }
    }
    best
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped; pages are small")]
fn strip_at(x: f32, strip: f32) -> usize {
    (x.max(0.0) / strip) as usize
}

/// Neighbouring strips that are free for much the same rows, where these are nearly as many as the most.
fn candidates(best: &[Best], score: u32) -> impl Iterator<Item = (usize, usize, Best)> {
    let enough = score - score / 5;
    let mut found: Vec<(usize, usize, Best)> = Vec::new();
    for (at, run) in best.iter().enumerate().filter(|(_, run)| run.score >= enough) {
        match found.last_mut() {
            Some((_, last, known))
                if *last + 1 == at && known.from.abs_diff(run.from) <= 1 && known.to.abs_diff(run.to) <= 1 =>
            {
                *last = at;
                *known = Best { from: known.from.max(run.from), to: known.to.min(run.to), ..*known };
            }
            _ => found.push((at, at, *run)),
        }
    }
    found.into_iter().filter(|(.., run)| run.from <= run.to)
}

/// Whether what stands on both sides of a strip is running text in columns, not the cells of a table or the marks of a
/// list.
fn are_columns(words: &[Word], rows: &[Row], x: f32, size: f32) -> bool {
    if words_in_cells(words, rows, size) < CELL_WORDS {
        return false;
    }
    let mut extents: [Vec<(f32, f32)>; 2] = [Vec::new(), Vec::new()];
    for row in rows {
        let mut sides: [Option<(f32, f32)>; 2] = [None, None];
        for word in row.words.iter().map(|word| &words[*word]) {
            let side = &mut sides[usize::from(word.x0 >= x)];
            let (x0, x1) = side.unwrap_or((word.x0, word.x1));
            *side = Some((x0.min(word.x0), x1.max(word.x1)));
        }
        for (extents, side) in extents.iter_mut().zip(sides) {
            extents.extend(side);
        }
    }
    extents.iter().all(|extents| {
        let x0 = extents.iter().map(|extent| extent.0).fold(f32::INFINITY, f32::min);
        let x1 = extents.iter().map(|extent| extent.1).fold(f32::NEG_INFINITY, f32::max);
        let mut widths: Vec<f32> = extents.iter().map(|(x0, x1)| x1 - x0).collect();
        widths.sort_by(f32::total_cmp);
        let median = widths.get(widths.len() / 2).copied().unwrap_or(0.0);
        x1 - x0 >= NARROWEST * size && median >= FILLED * (x1 - x0)
    })
}

/// How many words stand together, on average, between wide gaps.
fn words_in_cells(words: &[Word], rows: &[Row], size: f32) -> f32 {
    let (mut count, mut cells) = (0.0_f32, 0.0_f32);
    for row in rows {
        let mut extents: Vec<(f32, f32)> = row.words.iter().map(|word| (words[*word].x0, words[*word].x1)).collect();
        extents.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut end = f32::NEG_INFINITY;
        for (x0, x1) in extents {
            count += 1.0;
            cells += if x0 - end > GUTTER * size { 1.0 } else { 0.0 };
            end = end.max(x1);
        }
    }
    count / cells.max(1.0)
}

/// The size that most words have, roughly.
pub(super) fn typical_size(words: &[Word]) -> f32 {
    let mut sizes: Vec<f32> = words.iter().map(|word| word.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    const LONG: &str = "words that fill the whole line up";

    fn order(pieces: &[(f32, f32, &str)]) -> Vec<String> {
        let pieces: Vec<_> = pieces.iter().map(|(x, y, words)| (*x, *y, 10.0, *words)).collect();
        let columns = of(words::of(&words::tests::page(&pieces)));
        columns.iter().map(|words| words.first().map(|word| word.text.clone()).unwrap_or_default()).collect()
    }

    fn row(y: u8) -> f32 {
        f32::from(y) * 12.0 + 100.0
    }

    #[test]
    fn columns_are_read_one_after_the_other_below_what_spans_them() {
        let mut pieces =
            vec![(50.0, 60.0, "Title over both of the columns and beyond their gutter by far, as titles are")];
        for y in 0..8 {
            pieces.push((50.0, row(y), LONG));
            pieces.push((235.0, row(y) + 3.0, LONG));
        }
        pieces.push((50.0, 300.0, "Note under both of the columns and beyond their gutter by far, as notes can be"));
        pieces[1].2 = "First in the left one";
        pieces[2].2 = "Second column starts here";
        assert_eq!(order(&pieces), ["Title", "First", "Second", "Note"]);
    }

    #[test]
    fn a_short_heading_in_a_gap_of_both_columns_parts_them() {
        let mut pieces: Vec<(f32, f32, f32, &str)> = Vec::new();
        for y in (0..5).chain(8..13) {
            let first = |words| if y % 8 == 0 { words } else { LONG };
            pieces.push((50.0, row(y), 10.0, first("First words of a column here")));
            pieces.push((235.0, row(y), 10.0, first("Second words of a column here")));
        }
        pieces.push((50.0, row(6) + 6.0, 14.0, "Heading"));
        let columns = of(words::of(&words::tests::page(&pieces)));
        let top = |words: &Vec<Word>| words.iter().min_by(|a, b| a.y.total_cmp(&b.y)).map(|word| word.text.clone());
        let begin: Vec<_> = columns.iter().filter_map(top).collect();
        assert_eq!(begin, ["First", "Second", "Heading", "Second"]);
    }

    #[test]
    fn tables_and_lists_are_no_columns() {
        let mut table = vec![(50.0, 60.0, LONG)];
        for y in 0..8 {
            table.push((50.0, row(y), ["Port", "Harbour of the North"][usize::from(y % 4 == 0)]));
            table.push((235.0, row(y), ["12", "Some five hundred ships"][usize::from(y % 5 == 0)]));
        }
        assert_eq!(order(&table).len(), 1);
        let list: Vec<_> = (0..8).flat_map(|y| [(50.0, row(y), "-"), (75.0, row(y), LONG)]).collect();
        assert_eq!(order(&list).len(), 1);
    }
}
