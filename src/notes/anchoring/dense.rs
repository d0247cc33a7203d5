//! The best alignment of two short stretches of tokens: every pair of places is weighed (Needleman and Wunsch, 1970; gaps
//! after Gotoh, 1982). Rare words count for more than common ones, words in a row for more than scattered ones, and a
//! row starts best where a sentence does in both.

use super::chain::Run;
use super::tokens::{Opens, Token, Vocabulary};

/// What a match earns for following a match.
const IN_A_ROW: f32 = 0.25;
/// What a row earns for starting with a sentence, or a paragraph, of both texts.
const AT_SENTENCE: f32 = 0.3;
const AT_PARAGRAPH: f32 = 0.6;
/// What is lost where it breaks off there.
const BROKEN_AT_START: f32 = 0.05;
/// What it costs to put a paragraph's start into the middle of a sentence, or to take one out of there.
const TORN: f32 = 1.0;
/// So many tokens into a sentence is its middle.
const MIDDLE: u8 = 3;
/// The share of a word's weight that a word like it earns.
const LIKENESS: f32 = 0.5;

/// What words weigh, and which are alike.
#[derive(Clone, Copy)]
pub(super) struct Scale<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) weights: &'a [f32],
}

impl Scale<'_> {
    pub(super) fn weight(&self, token: &Token) -> f32 {
        self.weights[token.word as usize]
    }

    /// What it earns to match these; `None` where they do not match.
    pub(super) fn gain(&self, one: &Token, other: &Token) -> Option<f32> {
        if one.word == other.word {
            return Some(self.weight(one));
        }
        self.vocabulary.are_alike(one.word, other.word).then(|| LIKENESS * self.weight(one).min(self.weight(other)))
    }
}

/// What stands around the stretches.
#[derive(Clone, Copy)]
pub(super) struct Edges {
    /// Whether what stands ahead of both is the same.
    pub(super) ahead: bool,
    /// What a row earns that starts with what stands behind both; `None` where that is not the same.
    pub(super) behind: Option<Opens>,
}

const MATCHED: u8 = 1;
/// A match came after a match.
const AFTER_MATCH: u8 = 2;
/// A gap came from the cell above (an old token left out) and not from the one on the left.
const LEFT_OUT_OLD: u8 = 4;
/// A gap came after a match.
const GAP_AFTER_MATCH: u8 = 8;

/// The runs of the best alignment of two stretches, counted from their starts. Takes time with the product of their lengths.
pub(super) fn align(old: &[Token], new: &[Token], edges: Edges, scale: Scale<'_>) -> Vec<Run> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let columns = new.len() + 1;
    let (old_depths, new_depths) = (depths(old), depths(new));
    let mut trace = vec![0_u8; (old.len() + 1) * columns];
    let mut above = Row::first(columns, edges);
    if edges.ahead {
        trace[1] = GAP_AFTER_MATCH;
    }
    for (i, one) in old.iter().enumerate() {
        let mut row = Row::new(columns);
        let marks = &mut trace[(i + 1) * columns..(i + 2) * columns];
        (row.gap[0], marks[0]) = if above.matched[0] > above.gap[0] {
            (above.matched[0], LEFT_OUT_OLD | GAP_AFTER_MATCH)
        } else {
            (above.gap[0], LEFT_OUT_OLD)
        };
        for (j, other) in new.iter().enumerate() {
            let j = j + 1;
            let mut mark = 0;
            if let Some(gain) = scale.gain(one, other) {
                let opens = one.opens.min(other.opens);
                let after_match = above.matched[j - 1] + in_a_row(opens);
                let after_gap = above.gap[j - 1] + start(opens);
                mark |= MATCHED;
                if after_match >= after_gap {
                    mark |= AFTER_MATCH;
                }
                row.matched[j] = gain + after_match.max(after_gap);
            }
            let taken_out = torn(one, new_depths.get(j));
            let put_in = torn(other, old_depths.get(i + 1));
            let ways = [
                (above.gap[j] - taken_out, LEFT_OUT_OLD),
                (above.matched[j] - taken_out, LEFT_OUT_OLD | GAP_AFTER_MATCH),
                (row.gap[j - 1] - put_in, 0),
                (row.matched[j - 1] - put_in, GAP_AFTER_MATCH),
            ];
            let best = ways.iter().fold(ways[0], |best, way| if way.0 > best.0 { *way } else { best });
            row.gap[j] = best.0;
            marks[j] = mark | best.1;
        }
        above = row;
    }
    let last = columns - 1;
    let after_match = above.matched[last] + edges.behind.map_or(0.0, in_a_row);
    let after_gap = above.gap[last] + edges.behind.map_or(0.0, start);
    walk_back(&trace, old.len(), new.len(), after_match > after_gap)
}

/// What it costs to leave this token out ahead of one so deep in its sentence in the other text.
fn torn(left_out: &Token, depth: Option<&u8>) -> f32 {
    let tears = left_out.opens == Opens::Paragraph && depth.is_some_and(|depth| *depth >= MIDDLE);
    if tears { TORN } else { 0.0 }
}

/// How deep in its sentence each token is, up to [`MIDDLE`].
fn depths(tokens: &[Token]) -> Vec<u8> {
    let mut depth = MIDDLE;
    let deeper = |token: &Token| {
        depth = if token.opens == Opens::Nothing { MIDDLE.min(depth + 1) } else { 0 };
        depth
    };
    tokens.iter().map(deeper).collect()
}

/// A row goes on rather than that it is broken, but where a sentence starts it breaks most easily.
const fn in_a_row(opens: Opens) -> f32 {
    IN_A_ROW.max(start(opens) + BROKEN_AT_START)
}

const fn start(opens: Opens) -> f32 {
    match opens {
        Opens::Nothing => 0.0,
        Opens::Sentence => AT_SENTENCE,
        Opens::Paragraph => AT_PARAGRAPH,
    }
}

/// What the best alignment up to each place of one row earns, if it ends with a match and if it does not.
struct Row {
    matched: Vec<f32>,
    gap: Vec<f32>,
}

impl Row {
    fn new(columns: usize) -> Self {
        Self { matched: vec![f32::NEG_INFINITY; columns], gap: vec![f32::NEG_INFINITY; columns] }
    }

    fn first(columns: usize, edges: Edges) -> Self {
        let mut row = Self { matched: vec![f32::NEG_INFINITY; columns], gap: vec![0.0; columns] };
        if edges.ahead {
            row.matched[0] = 0.0;
            row.gap[0] = f32::NEG_INFINITY;
        }
        row
    }
}

fn walk_back(trace: &[u8], old: usize, new: usize, ends_matched: bool) -> Vec<Run> {
    let columns = new + 1;
    let (mut i, mut j, mut matched) = (old, new, ends_matched);
    let mut runs: Vec<Run> = Vec::new();
    while i > 0 || j > 0 {
        let mark = trace[i * columns + j];
        if matched && mark & MATCHED != 0 {
            (i, j) = (i - 1, j - 1);
            match runs.last_mut() {
                Some(run) if run.old == i + 1 && run.new == j + 1 => {
                    *run = Run { old: i, new: j, len: run.len + 1 };
                }
                _ => runs.push(Run { old: i, new: j, len: 1 }),
            }
            matched = mark & AFTER_MATCH != 0;
        } else {
            matched = mark & GAP_AFTER_MATCH != 0;
            if i > 0 && (mark & LEFT_OUT_OLD != 0 || j == 0) {
                i -= 1;
            } else {
                j = j.saturating_sub(1);
            }
        }
    }
    runs.reverse();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: Edges = Edges { ahead: true, behind: Some(Opens::Paragraph) };

    fn aligned(old: &str, new: &str) -> Vec<(usize, usize, usize)> {
        let mut vocabulary = Vocabulary::default();
        let (old, new) = (vocabulary.read(old), vocabulary.read(new));
        let weights = vocabulary.weights();
        let scale = Scale { vocabulary: &vocabulary, weights: &weights };
        align(&old, &new, OPEN, scale).iter().map(|run| (run.old, run.new, run.len)).collect()
    }

    #[test]
    fn the_same_words_are_one_run() {
        assert_eq!(aligned("One two three.", "one  two\nthree."), [(0, 0, 4)]);
        assert_eq!(aligned("One two", ""), []);
    }

    #[test]
    fn a_sentence_set_ahead_of_one_like_it_leaves_it_whole() {
        let (old, new) =
            ("They met. The council shall decide.", "They met. The council shall hear all. The council shall decide.");
        assert_eq!(aligned(old, new), [(0, 0, 3), (3, 9, 5)]);
    }

    #[test]
    fn rare_words_hold_and_spellings_are_alike() {
        assert_eq!(aligned("the organisation of ports", "an organization of all the ports"), [(1, 1, 2), (3, 5, 1)]);
    }
}
