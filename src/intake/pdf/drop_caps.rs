//! Initials that reach down over several lines are put on the first of them, where they are read.

use super::columns::typical_size;
use super::words::Word;

/// How much larger than the text an initial is at least.
const LARGER: f32 = 1.7;
/// How far, in ems, the lines stand from it.
const REACH: f32 = 1.2;
/// How far, in ems, the last of the lines may lie below its foot.
const SUNK: f32 = 0.6;
/// The most initials that a page has.
const MOST: usize = 64;
/// Letters that are words.
const WORDS: &str = "AIOEYÀÉÓВІЇУОЯЗКСИ";

/// Puts the initials of a page on the first lines beside them, and these lines' beginnings below one another.
pub(super) fn lift(words: &mut [Word]) {
    let size = typical_size(words);
    let is_initial = |word: &Word| {
        let mut letters = word.text.chars().filter(|c| c.is_alphabetic());
        let is_letter = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        is_letter && word.size >= LARGER * size && word.text.chars().count() <= 2
    };
    let initials: Vec<usize> = (0..words.len()).filter(|at| is_initial(&words[*at])).take(MOST).collect();
    for at in initials {
        let beside = beside(words, at, size);
        if let [first, _, ..] = beside[..] {
            put(words, at, first, &beside, size);
        }
    }
}

/// The first words of the lines that an initial stands beside, from top to bottom.
fn beside(words: &[Word], initial: usize, size: f32) -> Vec<usize> {
    let Word { x1, y, size: height, .. } = words[initial];
    let is_beside = |word: &Word| {
        word.size < height / 1.5
            && (x1 - 0.2 * size..x1 + REACH * size).contains(&word.x0)
            && (y - 0.95 * height..y + SUNK * size).contains(&word.y)
    };
    let mut found: Vec<usize> = (0..words.len()).filter(|at| *at != initial && is_beside(&words[*at])).collect();
    found.sort_by(|a, b| words[*a].y.total_cmp(&words[*b].y).then(words[*a].x0.total_cmp(&words[*b].x0)));
    found.dedup_by(|later, earlier| (words[*later].y - words[*earlier].y).abs() < 0.4 * size);
    found
}

fn put(words: &mut [Word], initial: usize, first: usize, beside: &[usize], size: f32) {
    let (y, style, line_size, gap) =
        (words[first].y, words[first].style, words[first].size, words[first].x0 - words[initial].x1);
    let is_word = words[initial].text.chars().all(|c| WORDS.contains(c));
    let goes_on = words[first].text.starts_with(char::is_lowercase) || !words[first].text.contains(char::is_lowercase);
    words[first].is_joined = goes_on && (!is_word || words[first].is_joined || gap < 0.1 * size);
    let (left, right) = (words[initial].x0, words[first].x0);
    let word = &mut words[initial];
    (word.y, word.style, word.size, word.x1) = (y, style, line_size, word.x1.min(right));
    for at in beside.iter().skip(1) {
        words[*at].x0 = left;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{lines, words};
    use super::*;

    #[test]
    fn an_initial_is_read_with_the_first_line() {
        let page = words::tests::page(&[
            (50.0, 119.0, 30.0, "T"),
            (70.0, 100.0, 10.0, "he ships wait in"),
            (70.0, 112.0, 10.0, "the outer harbour"),
            (70.0, 124.0, 10.0, "until the morning"),
            (50.0, 136.0, 10.0, "when pilots come."),
        ]);
        let mut words = words::of(&page);
        lift(&mut words);
        let lines: Vec<String> = lines::of(words, 0).iter().map(lines::Line::text).collect();
        assert_eq!(lines[0], "The ships wait in");
        assert_eq!(lines.len(), 4);
    }
}
