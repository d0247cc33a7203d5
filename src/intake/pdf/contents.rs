//! Tables of contents: lines that lead to a page. They are left out, as the headings that they name stand in the text.

use super::lines::Line;
use super::paragraphs::Column;

/// What stands over a table of contents.
const TITLES: &[&str] = &[
    "contents",
    "table of contents",
    "inhalt",
    "inhaltsverzeichnis",
    "table des matières",
    "sommaire",
    "índice",
    "indice",
    "sumário",
    "sommario",
    "inhoud",
    "inhoudsopgave",
    "spis treści",
    "зміст",
    "содержание",
    "оглавление",
    "obsah",
    "innehåll",
    "indhold",
    "innhold",
    "目录",
    "目次",
    "차례",
    "목차",
];
/// The fewest entries.
const FEWEST: usize = 3;
/// The most lines of an entry.
const ENTRY_LINES: usize = 3;
/// How wide, in ems, the gap ahead of a page number is where no dots lead to it.
const GAP: f32 = 1.5;

/// What a line says, as far as contents go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Title,
    /// Dots lead to this page.
    Led(u64),
    /// A gap does.
    Spaced(u64),
    Other,
}

/// Takes the tables of contents out of the columns; `pages` is how many the document has.
pub(super) fn drop(columns: &mut Vec<Column>, pages: usize) {
    let lines: Vec<(usize, Entry)> = columns
        .iter()
        .enumerate()
        .flat_map(|(at, column)| column.lines.iter().map(move |line| (at, entry(line))))
        .collect();
    let mut is_kept = vec![true; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let end = table_end(&lines[at..], pages as u64) + at;
        is_kept[at..end].fill(false);
        at = end.max(at + 1);
    }
    let mut kept = is_kept.into_iter();
    for column in columns.iter_mut() {
        column.lines.retain(|_| kept.next().unwrap_or(true));
    }
    columns.retain(|column| !column.lines.is_empty());
}

/// How many of these lines, from the first on, are a table of contents.
fn table_end(lines: &[(usize, Entry)], pages: u64) -> usize {
    let has_title = lines[0].1 == Entry::Title;
    let (mut end, mut led, mut spaced, mut last) = (0, 0, 0, 0);
    for (at, (_, entry)) in lines.iter().enumerate().skip(usize::from(has_title)) {
        let page = match entry {
            Entry::Led(page) => Some(*page),
            Entry::Spaced(page) if has_title || led > 0 => Some(*page),
            _ => None,
        };
        match page {
            Some(page) if page >= last && page <= 2 * pages + 20 => {
                last = page;
                led += usize::from(matches!(entry, Entry::Led(_)));
                spaced += usize::from(matches!(entry, Entry::Spaced(_)));
                end = at + 1;
            }
            // The first lines of an entry that has several.
            _ if at < end + ENTRY_LINES && (end > 0 || has_title) => {}
            _ => break,
        }
    }
    let enough = led >= FEWEST || has_title && led + spaced >= FEWEST;
    if enough { end } else { 0 }
}

fn entry(line: &Line) -> Entry {
    let text = line.text();
    if TITLES.contains(&text.trim().to_lowercase().as_str()) {
        return Entry::Title;
    }
    let Some((last, before)) = line.words.split_last() else { return Entry::Other };
    let (dots, number) = last.text.split_at(last.text.len() - trailing(&last.text).len());
    let Some(page) = page(number) else { return Entry::Other };
    let is_dots = |word: &str| word.chars().all(|c| matches!(c, '.' | '…' | '·' | '‥' | '_'));
    let led: usize = before.iter().rev().take_while(|word| is_dots(&word.text)).map(|word| word.text.len()).sum();
    let attached = dots.chars().rev().take_while(|c| matches!(c, '.' | '…' | '·' | '_')).count();
    let at_end = before.last().map_or(0, |word| word.text.chars().rev().take_while(|c| matches!(c, '.' | '…')).count());
    if led.max(attached).max(at_end) >= 3 {
        return Entry::Led(page);
    }
    let is_spaced = before.last().is_some_and(|word| last.x0 - word.x1 > GAP * line.size) && dots.is_empty();
    if is_spaced { Entry::Spaced(page) } else { Entry::Other }
}

/// The figures or small roman numerals that a word ends with.
fn trailing(word: &str) -> &str {
    let is_figure = |c: char| c.is_ascii_digit();
    let start =
        word.rfind(|c: char| !is_figure(c)).map_or(0, |at| at + word[at..].chars().next().map_or(1, char::len_utf8));
    if start < word.len() || word.is_empty() {
        &word[start..]
    } else {
        word.rsplit(['.', '…']).next().unwrap_or(word)
    }
}

/// The number of a page; roman ones count as nothing: they come first.
fn page(word: &str) -> Option<u64> {
    let is_roman = !word.is_empty() && word.len() <= 6 && word.chars().all(|c| "ivxl".contains(c));
    word.parse().ok().filter(|page| *page < 10_000).or(is_roman.then_some(0))
}

#[cfg(test)]
mod tests {
    use super::super::{lines, words};
    use super::*;

    fn kept(rows: &[(f32, &str, &str)]) -> Vec<String> {
        let pieces: Vec<_> = rows
            .iter()
            .enumerate()
            .flat_map(|(at, (x, words, page))| {
                #[expect(clippy::cast_precision_loss, reason = "a few rows")]
                let y = 20.0 + 12.0 * at as f32;
                [(*x, y, 10.0, *words), (400.0, y, 10.0, *page)].into_iter().filter(|piece| !piece.3.is_empty())
            })
            .collect();
        let mut columns = vec![Column { lines: lines::of(words::of(&words::tests::page(&pieces)), 0) }];
        drop(&mut columns, 12);
        columns.iter().flat_map(|column| column.lines.iter().map(Line::text)).collect()
    }

    #[test]
    fn contents_are_left_out_and_tables_stay() {
        let text = (50.0, "The ships wait in the outer harbour.", "");
        assert_eq!(
            kept(&[
                (50.0, "A Report", ""),
                (50.0, "Contents", ""),
                (50.0, "Summary", "3"),
                (50.0, "Ports . . . . .", "4"),
                (50.0, "What the harbours of the north want from", ""),
                (60.0, "those of the south ........", "9"),
                text,
            ]),
            ["A Report", "The ships wait in the outer harbour."]
        );
        let prices = [(50.0, "Rent", "300"), (50.0, "Ice", "4"), (50.0, "Fish", "9"), text];
        assert_eq!(kept(&prices).len(), 4);
        let bill = [(50.0, "Rent .....", "900"), (50.0, "Ice .....", "400"), (50.0, "Fish .....", "9"), text];
        assert_eq!(kept(&bill).len(), 4);
    }
}
