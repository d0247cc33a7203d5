//! Paragraphs that say again what an earlier one said: word for word, or nearly.
//!
//! Near repeats are found by shingles of three words (Broder, "On the resemblance and containment of documents", 1997):
//! a sketch of each paragraph's smallest shingle hashes finds candidates, whose shingles are then compared in full. Work
//! is linear in the text: a sketch has a fixed size, each of its hashes one owner, and few candidates are compared.

use std::collections::HashMap;

use super::{Paragraph, ParagraphId};

/// Paragraphs of fewer words are never repeats: 'Thank you.' is said twenty times in a press conference.
const FEWEST_WORDS: usize = 8;
/// Paragraphs of fewer words repeat only what they equal.
const FEWEST_WORDS_NEAR: usize = 20;
/// Words in a shingle.
const SHINGLE: usize = 3;
/// Shingle hashes in a sketch.
const SKETCH: usize = 16;
/// How many earlier paragraphs one paragraph is compared with.
const CANDIDATES: usize = 4;
/// Bytes a word, at the most, in a paragraph that is worth comparing: twice the words, of 30 bytes each.
const LONGEST_WORD: usize = 60;
/// The share of a paragraph's shingles that the earlier one must have.
const CONTAINED: f64 = 0.75;
/// A repeat has at least this share of the earlier one's shingles, so that one quoted sentence is no repeat of a page.
const OF_EARLIER: f64 = 0.5;
/// Words that turn a sentence round: a paragraph that differs in them says something else.
const NEGATIONS: &[&str] = &["not", "no", "never", "neither", "nor", "without", "cannot", "nothing", "none"];

/// Marks each paragraph that repeats an earlier one.
pub(super) fn mark(text: &str, paragraphs: &mut [Paragraph]) {
    let mut finder = Finder::default();
    for at in 0..paragraphs.len() {
        let print = Print::of(&text[paragraphs[at].bytes.clone()]);
        if print.words.len() >= FEWEST_WORDS {
            paragraphs[at].repeats = finder.find_or_remember(ParagraphId(at), &print, text, paragraphs);
        }
    }
}

/// What a paragraph says, reduced to hashes.
struct Print {
    /// A hash for each word, in order.
    words: Vec<u64>,
    /// The words that turn it round.
    negations: usize,
}

impl Print {
    fn of(text: &str) -> Self {
        let mut print = Self { words: Vec::with_capacity(text.len() / 6 + 1), negations: 0 };
        for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))) {
            let word = word.trim_matches(['\'', '’']);
            if word.is_empty() {
                continue;
            }
            print.words.push(hash_word(word));
            print.negations += usize::from(turns_round(word));
        }
        print
    }

    fn whole(&self) -> u64 {
        self.words.iter().fold(self.words.len() as u64, |hash, word| mix(hash, *word))
    }

    /// The hashes of its shingles, sorted, each once.
    fn shingles(&self) -> Vec<u64> {
        let shingle = |words: &[u64]| words.iter().fold(0, |hash, word| mix(hash, *word));
        let mut shingles: Vec<u64> = self.words.windows(SHINGLE).map(shingle).collect();
        shingles.sort_unstable();
        shingles.dedup();
        shingles
    }
}

fn turns_round(word: &str) -> bool {
    word.len() <= 9
        && (NEGATIONS.iter().any(|negation| word.eq_ignore_ascii_case(negation))
            || word.ends_with("n't")
            || word.ends_with("n’t"))
}

/// FNV-1a over the lower-case characters; both apostrophes are one.
fn hash_word(word: &str) -> u64 {
    let step = |hash: u64, unit: u32| (hash ^ u64::from(unit)).wrapping_mul(0x0100_0000_01B3);
    let seed = 0xCBF2_9CE4_8422_2325;
    if word.is_ascii() {
        return word.bytes().fold(seed, |hash, byte| step(hash, u32::from(byte.to_ascii_lowercase())));
    }
    let characters = word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c });
    characters.fold(seed, |hash, c| step(hash, u32::from(c)))
}

/// One step of a hash over hashes; the last lines are the finaliser of `SplitMix64` (Steele et al., 2014).
const fn mix(hash: u64, word: u64) -> u64 {
    let mut z = (hash.rotate_left(5) ^ word).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The paragraphs seen so far that repeat nothing.
#[derive(Default)]
struct Finder {
    whole: HashMap<u64, ParagraphId>,
    /// The first paragraph with each hash in its sketch: most shingles are rare, so the first owners of most hashes of a
    /// near repeat are the paragraph that it repeats.
    sketches: HashMap<u64, ParagraphId>,
}

impl Finder {
    fn find_or_remember(
        &mut self,
        id: ParagraphId,
        print: &Print,
        text: &str,
        seen: &[Paragraph],
    ) -> Option<ParagraphId> {
        let whole = print.whole();
        if let Some(earlier) = self.whole.get(&whole) {
            return Some(*earlier);
        }
        if print.words.len() >= FEWEST_WORDS_NEAR {
            let shingles = print.shingles();
            let fits = |earlier: &ParagraphId| {
                let bytes = seen[earlier.0].bytes.clone();
                // A cheap bound first, so that no long paragraph is read again and again for short ones.
                bytes.len() <= print.words.len() * LONGEST_WORD && is_near(print, &shingles, &Print::of(&text[bytes]))
            };
            if let Some(earlier) = self.candidates(&shingles).iter().find(|earlier| fits(earlier)) {
                return Some(*earlier);
            }
            for hash in shingles.into_iter().take(SKETCH) {
                self.sketches.entry(hash).or_insert(id);
            }
        }
        self.whole.insert(whole, id);
        None
    }

    /// Earlier paragraphs with some of the same sketch, the likeliest first.
    fn candidates(&self, shingles: &[u64]) -> Vec<ParagraphId> {
        let sketch = shingles.iter().take(SKETCH);
        let mut owners: Vec<ParagraphId> = sketch.filter_map(|hash| self.sketches.get(hash).copied()).collect();
        owners.sort_unstable();
        let mut ranked: Vec<(usize, ParagraphId)> =
            owners.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).collect();
        ranked.sort_unstable_by_key(|(votes, id)| (std::cmp::Reverse(*votes), *id));
        ranked.into_iter().take(CANDIDATES).map(|(_, id)| id).collect()
    }
}

/// Whether a paragraph says nothing that the earlier one does not, or next to nothing.
fn is_near(print: &Print, shingles: &[u64], earlier: &Print) -> bool {
    if print.negations != earlier.negations {
        return false;
    }
    let others = earlier.shingles();
    let shared = shared(shingles, &others);
    at_least(shared, CONTAINED, shingles.len()) && at_least(shared, OF_EARLIER, others.len())
}

#[expect(clippy::cast_precision_loss, reason = "counts of words in a paragraph are far below 2^52")]
fn at_least(part: usize, share: f64, whole: usize) -> bool {
    part as f64 >= share * whole as f64
}

/// How many values two sorted lists share.
fn shared(one: &[u64], other: &[u64]) -> usize {
    let (mut a, mut b, mut count) = (0, 0, 0);
    while a < one.len() && b < other.len() {
        match one[a].cmp(&other[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => (a, b, count) = (a + 1, b + 1, count + 1),
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::canonical::Canonical;
    use crate::document::{Block, BlockKind};

    fn repeats(paragraphs: &[&str]) -> Vec<Option<usize>> {
        let mut canonical = Canonical::default();
        for text in paragraphs {
            canonical.push(&Block { kind: BlockKind::Text, text: (*text).to_owned(), marks: Vec::new() });
        }
        let (text, mut marked) = canonical.finish();
        mark(&text, &mut marked);
        marked.iter().map(|paragraph| paragraph.repeats.map(|id| id.0)).collect()
    }

    const LONG: &str = "The delegations met on Monday 18 August in the old town hall, where they agreed to exchange lists of \
        prisoners, to reopen the bridge for food and medicine, and to speak again before the month is out.";

    #[test]
    fn word_for_word_and_nearly_so() {
        let other_date = LONG.replace("Monday 18 August", "Tuesday 19 August");
        let dropped = LONG.replace(", to reopen the bridge for food and medicine,", "");
        let quotes = LONG.replace("old town hall", "‘old town hall’").to_uppercase();
        for again in [LONG, &other_date, &dropped, &quotes] {
            assert_eq!(
                repeats(&[LONG, "Something else was said here, by others, on other days.", again]),
                [None, None, Some(0)],
                "{again}"
            );
        }
    }

    #[test]
    fn what_says_something_else_is_no_repeat() {
        let turned = LONG.replace("they agreed", "they never agreed");
        let longer = format!(
            "{LONG} The hosts added that no ceasefire had been discussed, that the guns had not fallen silent, and that a second \
            round would need another place and another chair altogether."
        );
        let sentence = "The delegations met on Monday 18 August in the old town hall, where they agreed to exchange lists of prisoners and no more.";
        for other in [turned.as_str(), longer.as_str(), sentence] {
            assert_eq!(repeats(&[LONG, other]), [None, None], "{other}");
        }
    }

    #[test]
    fn short_paragraphs_need_equality_and_very_short_ones_never_repeat() {
        let short = "They will meet again before the month is out.";
        assert_eq!(repeats(&["Q Yes.", "Q Yes.", "Thank you all very much."]), [None; 3]);
        assert_eq!(repeats(&[short, short, "They will meet again before the year is out."]), [None, Some(0), None]);
    }

    #[test]
    fn a_repeat_points_at_the_first() {
        assert_eq!(repeats(&[LONG, LONG, LONG]), [None, Some(0), Some(0)]);
    }
}
