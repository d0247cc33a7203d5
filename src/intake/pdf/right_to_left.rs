//! Pages in Arabic, Hebrew and their kin: their glyphs are put as in a mirror, so that what is read first stands left.
//!
//! Numbers and Latin words within them run to the right, and are mirrored back.

use super::glyphs::{Glyph, PageText};

/// Mirrors a page if most of its letters run to the left.
pub(super) fn mirror(page: &mut PageText) {
    if !runs_to_the_left(&page.text) {
        return;
    }
    let mut glyphs = std::mem::take(&mut page.glyphs);
    for glyph in &mut glyphs {
        (glyph.x0, glyph.x1) = (page.width - glyph.x1, page.width - glyph.x0);
    }
    for dot in &mut page.dots {
        (dot.x0, dot.x1) = (page.width - dot.x1, page.width - dot.x0);
    }
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut from = 0;
    while from < glyphs.len() {
        let (y, size) = (glyphs[from].y, glyphs[from].size);
        let length = glyphs[from..].iter().take_while(|glyph| glyph.y - y < 0.4 * size).count().max(1);
        let row = &mut glyphs[from..from + length];
        row.sort_by(|a, b| place(page, a).total_cmp(&place(page, b)));
        turn_back(page, row);
        from += length;
    }
    page.glyphs = glyphs;
}

fn runs_to_the_left(text: &str) -> bool {
    let (mut left, mut all) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        all += 1;
        left += usize::from(is_to_the_left(c));
    }
    left * 2 > all
}

const fn is_to_the_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}') && !c.is_ascii_digit()
}

/// Where a glyph is read: a vowel's mark after the letter that it stands over.
fn place(page: &PageText, glyph: &Glyph) -> f32 {
    let is_mark = |c: char| matches!(c, '\u{591}'..='\u{5BD}' | '\u{5BF}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}');
    let after = if page.words(glyph).chars().all(is_mark) { 0.15 * glyph.size } else { 0.0 };
    f32::midpoint(glyph.x0, glyph.x1) + after
}

/// Mirrors the runs that are read to the right back.
fn turn_back(page: &PageText, row: &mut [Glyph]) {
    let way = |glyph: &Glyph| {
        let is_strong = |c: char| c.is_alphanumeric();
        page.words(glyph).chars().find(|c| is_strong(*c)).map(|c| !is_to_the_left(c) || c.is_numeric())
    };
    let ways: Vec<Option<bool>> = row.iter().map(way).collect();
    let mut at = 0;
    while at < row.len() {
        if ways[at] != Some(true) {
            at += 1;
            continue;
        }
        let end = ways[at..].iter().position(|way| *way == Some(false)).map_or(row.len(), |length| at + length);
        let last = (at..end).rev().find(|other| ways[*other] == Some(true)).unwrap_or(at);
        let run = &mut row[at..=last];
        let left = run.iter().map(|glyph| glyph.x0).fold(f32::INFINITY, f32::min);
        let right = run.iter().map(|glyph| glyph.x1).fold(f32::NEG_INFINITY, f32::max);
        for glyph in run.iter_mut() {
            (glyph.x0, glyph.x1) = (left + right - glyph.x1, left + right - glyph.x0);
        }
        run.reverse();
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    #[test]
    fn what_runs_to_the_left_is_read_so() {
        // As painted from left to right: the last word of the line first, each word's letters turned round.
        let mut page = words::tests::page(&[(50.0, 20.0, 10.0, "ءارزولا 12 يقتلا")]);
        mirror(&mut page);
        let found: Vec<String> = words::of(&page).into_iter().map(|word| word.text).collect();
        assert_eq!(found, ["التقي", "12", "الوزراء"]);
        let mut page = words::tests::page(&[(50.0, 20.0, 10.0, "Ministers met")]);
        mirror(&mut page);
        assert_eq!(words::of(&page)[0].text, "Ministers");
    }
}
