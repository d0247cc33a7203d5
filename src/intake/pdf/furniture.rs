//! Running heads, footers and page numbers: what stands at the same place of several pages and says the same, numbers
//! aside.
//!
//! Pages are looked at from their edges inwards; the first row that is not repeated ends the furniture.

use std::collections::HashMap;

use super::lines::Line;
use crate::document::{date_in, ends_sentence};

/// How many rows at each edge can be furniture.
const EDGE_ROWS: usize = 4;
/// How far into the page, as a share of its height, furniture reaches.
const REACH: f32 = 0.2;
/// How close, in points, the same place is.
const SAME_PLACE: f32 = 4.0;
/// The least share of pages that a row is repeated on; heads of left and right pages differ, and chapters change them.
const LEAST_SHARE: f32 = 0.12;

/// The gap, in ems, that parts a row, and the fewest letters that say something.
const CELL_GAP: f32 = 2.0;
const CELL_LETTERS: usize = 6;

/// The rows of a page, and its height.
pub(super) struct Page<'a> {
    pub(super) rows: &'a [Line],
    pub(super) height: f32,
}

/// Which rows of each page are furniture: how many from the top, how many from the bottom.
pub(super) fn find(pages: &[Page<'_>]) -> Vec<(usize, usize)> {
    let top = repeated(pages, Edge::Top);
    let bottom = repeated(pages, Edge::Bottom);
    let counts = top.into_iter().zip(bottom).zip(pages);
    let is_alone = pages.len() == 1;
    counts
        .map(|((top, bottom), page)| {
            let lone = |edge, count: usize| count + usize::from(is_alone && count == 0 && is_lone(page, edge));
            let (top, bottom) = (lone(Edge::Top, top), lone(Edge::Bottom, bottom));
            let left = page.rows.len() - top;
            (top, bottom.min(left))
        })
        .collect()
}

/// Whether the outermost row of the only page is a head or a foot: few words, small or in the margin, that are no
/// sentence and no date, far
/// from the text.
fn is_lone(page: &Page<'_>, edge: Edge) -> bool {
    const FEWEST_ROWS: usize = 5;
    const SMALL: f32 = 0.93;
    const LARGE: f32 = 1.05;
    const GAP: f32 = 2.2;
    /// How far a page's margin reaches at least, as a share of its height.
    const MARGIN: f32 = 0.075;
    const WORDS: usize = 8;
    let rows = edge.rows(page);
    let inner = match edge {
        Edge::Top => page.rows.get(1),
        Edge::Bottom => page.rows.len().checked_sub(2).and_then(|at| page.rows.get(at)),
    };
    let (Some(row), Some(inner)) = (rows.first(), inner) else { return false };
    let mut sizes: Vec<f32> = page.rows.iter().map(|row| row.size).collect();
    sizes.sort_by(f32::total_cmp);
    let body = sizes[sizes.len() / 2];
    let in_margin = row.y < MARGIN * page.height || row.y > (1.0 - MARGIN) * page.height;
    let text = row.text();
    page.rows.len() >= FEWEST_ROWS
        && (row.size < SMALL * body || row.size < LARGE * body && in_margin)
        && (row.y - inner.y).abs() > GAP * body
        && row.words.len() <= WORDS
        && !ends_sentence(&text)
        && date_in(&text).is_none()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Bottom,
}

impl Edge {
    /// The rows from this edge inwards, as far as furniture reaches.
    fn rows<'a>(self, page: &Page<'a>) -> Vec<&'a Line> {
        let is_near = |line: &&Line| match self {
            Self::Top => line.y < REACH * page.height,
            Self::Bottom => line.y > (1.0 - REACH) * page.height,
        };
        match self {
            Self::Top => page.rows.iter().take(EDGE_ROWS).take_while(is_near).collect(),
            Self::Bottom => page.rows.iter().rev().take(EDGE_ROWS).take_while(is_near).collect(),
        }
    }
}

/// A row at an edge, by where it stands and what it says.
struct Seen {
    page: usize,
    y: f32,
    /// The number on it, less the page's own, where it begins or ends with one.
    offset: Option<i64>,
    is_only_number: bool,
}

fn repeated(pages: &[Page<'_>], edge: Edge) -> Vec<usize> {
    let rows: Vec<Vec<&Line>> = pages.iter().map(|page| edge.rows(page)).collect();
    let mut by_words: HashMap<String, Vec<Seen>> = HashMap::new();
    let mut by_offset: HashMap<i64, Vec<(usize, f32)>> = HashMap::new();
    let mut by_cell: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
    for (page, rows) in rows.iter().enumerate() {
        for line in rows {
            for cell in cells(line) {
                by_cell.entry(shape(&cell)).or_default().push((page, line.y));
            }
            let text = line.text();
            let shape = shape(&text);
            let offset = page_number(&text).map(|number| number - i64::try_from(page).unwrap_or(0));
            let is_only_number = is_only_number(&shape);
            if let Some(offset) = offset {
                by_offset.entry(offset).or_default().push((page, line.y));
            }
            by_words.entry(shape).or_default().push(Seen { page, y: line.y, offset, is_only_number });
        }
    }
    let mut furniture = vec![Vec::new(); pages.len()];
    for seen in by_words.values() {
        for row in seen.iter().filter(|row| is_repeated(row, seen, pages.len())) {
            furniture[row.page].push(row.y);
        }
    }
    // A head can have a name that stays at one side and the chapter's at the other.
    for seen in by_cell.values() {
        for (page, y) in seen {
            let others = seen.iter().filter(|(_, other)| (other - y).abs() < SAME_PLACE).count();
            if others >= 3.max(pages.len() / 2) {
                furniture[*page].push(*y);
            }
        }
    }
    for seen in by_offset.values() {
        for (page, y) in seen {
            let others = seen.iter().filter(|(_, other)| (other - y).abs() < SAME_PLACE).count();
            if others >= 3.max(share(pages.len())) {
                furniture[*page].push(*y);
            }
        }
    }
    let is_furniture = |page: usize, line: &Line| furniture[page].iter().any(|y| (y - line.y).abs() < 0.1);
    rows.iter()
        .enumerate()
        .map(|(page, rows)| rows.iter().take_while(|line| is_furniture(page, line)).count())
        .collect()
}

/// The parts of a row that has wide gaps, but for those that are figures; none where it has no gap.
fn cells(line: &Line) -> Vec<String> {
    let mut cells: Vec<String> = Vec::new();
    let mut end = f32::NEG_INFINITY;
    for word in &line.words {
        match cells.last_mut() {
            Some(cell) if word.x0 - end <= CELL_GAP * line.size => {
                cell.push(' ');
                cell.push_str(&word.text);
            }
            _ => cells.push(word.text.clone()),
        }
        end = word.x1;
    }
    if cells.len() < 2 {
        return Vec::new();
    }
    cells.retain(|cell| cell.chars().filter(|c| c.is_alphabetic()).count() >= CELL_LETTERS);
    cells
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few pages")]
fn share(pages: usize) -> usize {
    (pages as f32 * LEAST_SHARE) as usize
}

fn is_repeated(row: &Seen, same_words: &[Seen], pages: usize) -> bool {
    let same_place = || same_words.iter().filter(|other| (other.y - row.y).abs() < SAME_PLACE);
    if row.is_only_number && pages == 1 {
        return row.offset == Some(1);
    }
    let mut on: Vec<usize> = same_place().map(|other| other.page).collect();
    on.dedup();
    let counts_up = row.is_only_number && row.offset.is_some() && same_place().all(|other| other.offset.is_some());
    let enough = if pages <= 3 || counts_up { 2 } else { 3 };
    on.len() >= enough.max(share(pages))
}

/// The words with every number made one sign.
fn shape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_number = !bare.is_empty() && (bare.chars().all(|c| c.is_ascii_digit()) || is_roman(bare));
        if is_number {
            out.push('#');
        } else {
            out.extend(word.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }));
        }
        out.push(' ');
    }
    out
}

/// Whether a row of this shape says which page it is, and nothing else.
fn is_only_number(shape: &str) -> bool {
    let is_idle = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        bare.is_empty()
            || matches!(
                bare.as_str(),
                "page"
                    | "p"
                    | "pg"
                    | "of"
                    | "seite"
                    | "von"
                    | "sur"
                    | "página"
                    | "de"
                    | "pagina"
                    | "di"
                    | "стор"
                    | "стр"
                    | "з"
                    | "из"
                    | "strona"
                    | "z"
                    | "blz"
                    | "van"
                    | "sida"
                    | "side"
            )
    };
    shape.contains('#') && shape.split_whitespace().all(is_idle)
}

fn is_roman(word: &str) -> bool {
    word.len() <= 6 && word.chars().all(|c| "ivxlc".contains(c))
}

/// The number that a row begins or ends with.
fn page_number(text: &str) -> Option<i64> {
    // `3/12` is the third of twelve.
    let text = text.replace('/', " / ");
    let is_worded = |word: &&str| word.contains(char::is_alphanumeric) || *word == "/";
    let text = text.split_whitespace().filter(is_worded).collect::<Vec<_>>().join(" ");
    let mut words = text.split_whitespace();
    let number = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).parse::<i64>().ok();
    let (first, last) = (words.next()?, words.next_back());
    number(first).or_else(|| {
        // `Page 3 of 12` ends with what does not change.
        let page_of = text
            .split_whitespace()
            .rev()
            .nth(1)
            .filter(|word| matches!(*word, "of" | "von" | "/" | "sur" | "de" | "di" | "з" | "из" | "z" | "van"));
        let at = if page_of.is_some() { text.split_whitespace().rev().nth(2) } else { last };
        number(at?)
    })
}

#[cfg(test)]
mod tests {
    use super::super::{lines, words};
    use super::*;

    fn found(pages: &[&[(f32, &str)]]) -> Vec<(usize, usize)> {
        let rows: Vec<Vec<Line>> = pages
            .iter()
            .enumerate()
            .map(|(at, rows)| {
                // A bar ahead of the words sets them small.
                let pieces = rows.iter().map(|(y, words)| match words.strip_prefix('|') {
                    Some(small) => (50.0, *y, 8.0, small),
                    None => (50.0, *y, 10.0, *words),
                });
                let pieces: Vec<_> = pieces.collect();
                lines::of(words::of(&words::tests::page(&pieces)), at)
            })
            .collect();
        let pages: Vec<Page<'_>> = rows.iter().map(|rows| Page { rows, height: 800.0 }).collect();
        find(&pages)
    }

    #[test]
    fn what_is_repeated_at_the_edges_is_furniture() {
        let heads = found(&[
            &[(40.0, "A Title"), (80.0, "Words of one."), (760.0, "Page 1 of 3")],
            &[(40.0, "Report 2"), (80.0, "Words of two."), (760.0, "Page 2 of 3")],
            &[(40.0, "Report 3"), (80.0, "Words of three."), (760.0, "Page 3 of 3")],
        ]);
        assert_eq!(heads, [(0, 1), (1, 1), (1, 1)]);
    }

    #[test]
    fn heads_that_change_are_told_by_the_number_that_counts() {
        let heads = found(&[
            &[(40.0, "4 On Water"), (80.0, "Words of one.")],
            &[(40.0, "On Salt 5"), (80.0, "Words of two.")],
            &[(40.0, "6 On Salt and Bread"), (80.0, "Words of three.")],
        ]);
        assert_eq!(heads, [(1, 0), (1, 0), (1, 0)]);
    }

    #[test]
    fn small_words_far_from_the_text_of_one_page_are_furniture() {
        let text = [(80.0, "A Title"), (100.0, "Words of one."), (112.0, "And more"), (124.0, "of them.")];
        let page = |head: (f32, &'static str), foot: (f32, &'static str)| {
            let rows: Vec<_> = std::iter::once(head).chain(text).chain([foot]).collect();
            found(&[&rows])[0]
        };
        assert_eq!(page((40.0, "|Not for circulation"), (760.0, "|Desk paper 14")), (1, 1));
        assert_eq!(page((50.0, "Not for circulation"), (760.0, "Desk paper 14")), (1, 1));
        assert_eq!(page((64.0, "Not for circulation"), (760.0, "|We met twice.")), (0, 0));
        assert_eq!(page((68.0, "|Not for circulation"), (760.0, "|8 September 2025")), (0, 0));
    }

    #[test]
    fn text_at_the_edges_stays() {
        let text = found(&[
            &[(40.0, "In 2024 they met."), (760.0, "The end of it.")],
            &[(40.0, "Then 12 of them left."), (760.0, "Nobody knows.")],
        ]);
        assert_eq!(text, [(0, 0), (0, 0)]);
        assert_eq!(found(&[&[(40.0, "Words."), (760.0, "1")]]), [(0, 1)]);
        assert_eq!(found(&[&[(40.0, "Words."), (760.0, "Page 1 of 1")]]), [(0, 1)]);
        assert_eq!(found(&[&[(40.0, "Words."), (760.0, "1945")]]), [(0, 0)]);
    }
}
