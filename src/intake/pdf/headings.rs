//! Which paragraphs are headings, and of which level: by size, weight and capitals, never by what they say.

use super::body::Body;
use super::lists::Marker;
use super::paragraphs::Paragraph;
use crate::document::{ends_sentence, is_all_capitals};

/// How much larger than the text a heading is, where it is not bold.
const LARGER: f32 = 1.09;
/// How much smaller than the text a heading in bold may be.
const SMALLER: f32 = 0.93;
/// The size from which a sentence can be a heading.
const DISPLAY: f32 = 1.3;
/// The most words and lines of a heading.
const MOST_WORDS: usize = 32;
const MOST_LINES: usize = 5;
/// The most words of a heading in bold that is as large as the text.
const MOST_BOLD_WORDS: usize = 22;
/// How many paragraphs can stand up to the title.
const LEAD: usize = 10;

/// How a heading is set: what the levels are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Rank {
    /// In quarters of a point.
    size: i32,
    is_bold: bool,
    is_capital: bool,
    is_upright: bool,
}

/// How a paragraph is set, if as a heading.
pub(super) fn rank(paragraph: &Paragraph, text: &str, body: Body) -> Option<Rank> {
    let first = paragraph.lines.first()?;
    let words = text.split_whitespace().count();
    let is_worded = text.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    if paragraph.is_table || !is_worded || words > MOST_WORDS || paragraph.lines.len() > MOST_LINES {
        return None;
    }
    let is_bold = paragraph.lines.iter().all(|line| line.style.is_bold);
    let is_capital = is_all_capitals(text);
    let ratio = first.size / body.size;
    let is_sentence = ends_sentence(text) && !text.ends_with(['?', '!']) || text.ends_with([',', ';']);
    let is_larger = ratio >= LARGER && (!is_sentence || ratio >= DISPLAY);
    // The items of a list can be in bold.
    let is_item = paragraph.marker == Some(Marker::Bullet);
    let is_heavier =
        is_bold && !is_item && ratio >= SMALLER && words <= MOST_BOLD_WORDS && !is_sentence && !text.ends_with(':');
    let is_alone = paragraph.is_apart
        && paragraph.marker.is_none()
        && paragraph.lines.len() <= 2
        && (!paragraph.has_short_lines || ratio >= LARGER);
    let is_shouted =
        is_capital && is_alone && ratio >= SMALLER && words <= MOST_BOLD_WORDS && !is_sentence && !text.ends_with(':');
    #[expect(clippy::cast_possible_truncation, reason = "sizes on a page are small")]
    let size = (first.size * 4.0).round() as i32;
    let is_upright = !paragraph.lines.iter().all(|line| line.style.is_italic);
    (is_larger || is_heavier || is_shouted).then_some(Rank { size, is_bold, is_capital, is_upright })
}

/// Where the title stands among the first paragraphs, and the level of each rank.
#[derive(Debug, Default)]
pub(super) struct Levels {
    pub(super) title: Option<usize>,
    ranks: Vec<Rank>,
}

impl Levels {
    /// From the rank of each paragraph and its words; `named` says whether words are the title that the document's own
    /// fields give, `is_titled` whether they have the form of one.
    pub(super) fn of(
        ranks: &[Option<Rank>],
        is_first_page: &[bool],
        named: impl Fn(usize) -> bool,
        is_titled: impl Fn(usize) -> bool,
    ) -> Self {
        let title = title(ranks, is_first_page, named, is_titled);
        let mut used: Vec<Rank> = Vec::new();
        for rank in ranks.iter().enumerate().filter(|(at, _)| Some(*at) != title).filter_map(|(_, rank)| *rank) {
            if !used.contains(&rank) {
                used.push(rank);
            }
        }
        used.sort_unstable_by(|a, b| b.cmp(a));
        Self { title, ranks: used }
    }

    /// Whether no other heading but the title is set so.
    pub(super) fn is_only(ranks: &[Option<Rank>], at: usize) -> bool {
        ranks[at].is_some() && ranks.iter().filter(|rank| **rank == ranks[at]).count() == 1
    }

    /// The level of a heading: 1 for the title alone.
    pub(super) fn level(&self, at: usize, rank: Rank) -> u8 {
        if self.title == Some(at) {
            return 1;
        }
        let place = self.ranks.iter().position(|other| *other == rank).unwrap_or(0);
        u8::try_from(place + 2).unwrap_or(6).min(6)
    }
}

/// The title: on the first page, the first of the largest headings, if no other ranks with it.
fn title(
    ranks: &[Option<Rank>],
    is_first_page: &[bool],
    named: impl Fn(usize) -> bool,
    is_titled: impl Fn(usize) -> bool,
) -> Option<usize> {
    let lead = || (0..ranks.len()).take(LEAD).take_while(|at| is_first_page[*at]);
    if let Some(at) = lead().find(|at| ranks[*at].is_some() && named(*at)) {
        return Some(at);
    }
    let largest = lead().filter_map(|at| ranks[at]).map(|rank| rank.size).max()?;
    let at = lead().find(|at| ranks[*at].is_some_and(|rank| rank.size == largest))?;
    let peers = ranks.iter().skip(at + 1).flatten().filter(|rank| rank.size > largest || Some(**rank) == ranks[at]);
    // Where all headings are set alike, the very first line may still be the title.
    (peers.count() == 0 || (at == 0 && is_titled(at))).then_some(at)
}
