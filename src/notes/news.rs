//! What is new in a briefing since it was last read: paragraph by paragraph, what was there word for word, what took the
//! place of other words, what was not there, and what is there no more.
//!
//! Pure. Whatever stands elsewhere word for word is not new. What was changed is found as notes find their text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::anchoring::{Anchored, Revision};
use crate::document::{Briefing, ParagraphId, Span};

/// What became of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was there, word for word.
    Same,
    /// It took the place of this paragraph of the old text.
    Changed(usize),
    /// It was not there.
    New,
}

/// A briefing compared with the text that was read before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    old: String,
    /// The bytes of the old text's paragraphs.
    paragraphs: Vec<Range<usize>>,
    fates: Vec<Fate>,
    /// The paragraphs of the old text that are there no more, and what stands nearest to where each stood.
    gone: Vec<(usize, ParagraphId)>,
    /// Where each paragraph of the old text is now, or what stands nearest.
    now: Vec<ParagraphId>,
}

impl News {
    /// Compares a briefing with the canonical text of a former version. Takes time with the length of both.
    #[must_use]
    pub fn since(old: &str, new: &Briefing) -> Self {
        let paragraphs = paragraphs(old);
        let mut compared = Compared::new(&paragraphs, new);
        let open: Vec<usize> = (0..paragraphs.len()).filter(|i| compared.now[*i].is_none()).collect();
        if open.is_empty() {
            return compared.into_news(old, &paragraphs, Vec::new());
        }
        let revision = Revision::new(old, &new.text);
        let mut gone = Vec::new();
        for i in open {
            let span = paragraphs[i].0;
            let found = match revision.find(span) {
                Anchored::Found { span, .. } => new.paragraph_at(span.start),
                Anchored::Orphan => None,
            };
            let near = || revision.near(span).and_then(|place| new.paragraph_at(place)).unwrap_or_default();
            match found.filter(|at| compared.take(*at, i)) {
                Some(at) => compared.now[i] = Some(at),
                None => {
                    let near = near();
                    compared.now[i] = Some(near);
                    gone.push((i, near));
                }
            }
        }
        compared.into_news(old, &paragraphs, gone)
    }

    /// What became of a paragraph.
    #[must_use]
    pub fn of(&self, paragraph: ParagraphId) -> Fate {
        self.fates.get(paragraph.0).copied().unwrap_or(Fate::New)
    }

    /// The paragraphs that are not as they were, in reading order.
    pub fn changed(&self) -> impl DoubleEndedIterator<Item = ParagraphId> {
        let fates = self.fates.iter().enumerate();
        fates.filter(|(_, fate)| **fate != Fate::Same).map(|(i, _)| ParagraphId(i))
    }

    /// What is there no more, and what stands nearest to where it stood.
    pub fn gone(&self) -> impl Iterator<Item = (&str, ParagraphId)> {
        self.gone.iter().map(|(old, near)| (self.old_words(*old), *near))
    }

    /// Whether nothing is new and nothing is gone.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.changed().next().is_none()
    }

    /// The words of a paragraph of the old text.
    #[must_use]
    pub fn old_words(&self, old: usize) -> &str {
        self.paragraphs.get(old).map_or("", |bytes| &self.old[bytes.clone()])
    }

    /// The text that was read before.
    #[must_use]
    pub fn old(&self) -> &str {
        &self.old
    }

    /// Where a paragraph of the old text is now, or what stands nearest to where it was.
    #[must_use]
    pub fn now(&self, old: ParagraphId) -> ParagraphId {
        self.now.get(old.0).or(self.now.last()).copied().unwrap_or_default()
    }

    /// Which paragraphs are read, where these runs of the old text's (first, one past the last) were: those that stand
    /// there word for word.
    #[must_use]
    pub fn still_read(&self, read: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let known = read.iter().flat_map(|(first, past)| *first..(*past).min(self.now.len()));
        let same = known.map(|old| self.now[old]).filter(|now| self.of(*now) == Fate::Same);
        same.map(|now| (now.0, now.0 + 1)).collect()
    }
}

/// The paragraphs of a canonical text with their words.
fn paragraphs(text: &str) -> Vec<(Span, &str)> {
    let mut start = 0;
    let split = text.split("\n\n").map(|words| {
        let span = Span::new(start, start + words.chars().count());
        start = span.end + 2;
        (span, words)
    });
    split.filter(|(span, _)| !span.is_empty()).collect()
}

/// A comparison under way.
struct Compared {
    fates: Vec<Fate>,
    now: Vec<Option<ParagraphId>>,
}

impl Compared {
    /// What is there word for word: of words that stand there several times, the first goes to the first, and so on.
    fn new(old: &[(Span, &str)], new: &Briefing) -> Self {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for i in (0..new.paragraphs.len()).rev() {
            places.entry(new.words(ParagraphId(i))).or_default().push(i);
        }
        let mut fates = vec![Fate::New; new.paragraphs.len()];
        let now = old.iter().map(|(_, words)| {
            let at = places.get_mut(words).and_then(Vec::pop)?;
            fates[at] = Fate::Same;
            Some(ParagraphId(at))
        });
        let now = now.collect();
        Self { fates, now }
    }

    /// Says that a paragraph took the place of an old one; not where it stands for another already.
    fn take(&mut self, at: ParagraphId, old: usize) -> bool {
        let is_free = self.fates.get(at.0) == Some(&Fate::New);
        if is_free {
            self.fates[at.0] = Fate::Changed(old);
        }
        is_free
    }

    fn into_news(self, old: &str, paragraphs: &[(Span, &str)], gone: Vec<(usize, ParagraphId)>) -> News {
        let now = self.now.into_iter().map(Option::unwrap_or_default).collect();
        let mut start = 0;
        let bytes = paragraphs.iter().map(|(_, words)| {
            // Empty ones stand between them where code has blank lines.
            start += old[start..].find(words).unwrap_or_default();
            let bytes = start..start + words.len();
            start = bytes.end;
            bytes
        });
        let paragraphs = bytes.collect();
        News { old: old.to_owned(), paragraphs, fates: self.fates, gone, now }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::testing::briefing;

    const OLD: [&str; 5] = [
        "The ministers met in Basel on Monday and agreed on nothing but the date.",
        "France will not send troops to guard the dams, Paul Renard said.",
        "Again and again.",
        "The reservoirs fell by a third in August, the survey of the basin says.",
        "Nobody set a date for the next round.",
    ];
    const NEW: [&str; 6] = [
        "Again and again.",
        "The ministers met in Basel on Monday and agreed on nothing but the date.",
        "France may yet send troops to guard the dams, Paul Renard said on Friday.",
        "Swiss engineers offered to open two of their own sluices for the summer months.",
        "Nobody set a date for the next round.",
        "Again and again.",
    ];

    #[test]
    fn what_is_new_changed_moved_and_gone_is_told_apart() {
        let (old, new) = (briefing(&OLD), briefing(&NEW));
        let news = News::since(&old.text, &new);
        assert_eq!(news.changed().map(|id| id.0).collect::<Vec<_>>(), [2, 3, 5]);
        let Fate::Changed(was) = news.of(ParagraphId(2)) else { panic!("{news:?}") };
        assert_eq!(news.old_words(was), OLD[1]);
        assert_eq!((news.of(ParagraphId(3)), news.of(ParagraphId(5))), (Fate::New, Fate::New));
        let gone: Vec<&str> = news.gone().map(|(words, _)| words).collect();
        assert_eq!(gone, [OLD[3]]);
        let now: Vec<usize> = (0..4).map(|i| news.now(ParagraphId(i)).0).collect();
        assert_eq!(now[..3], [1, 2, 0]);
        assert_eq!(news.now(ParagraphId(99)), ParagraphId(4));
        assert_eq!(news.still_read(&[(0, 3), (4, 9)]), [(1, 2), (0, 1), (4, 5)], "what was changed is not read yet");
    }

    #[test]
    fn the_same_text_has_no_news_and_a_text_of_its_own_nothing_else() {
        let old = briefing(&OLD);
        assert!(News::since(&old.text, &old).is_empty());
        let all = News::since("", &old);
        assert_eq!((all.changed().count(), all.gone().count()), (5, 0));
        let none = News::since(&old.text, &briefing(&[]));
        assert_eq!((none.changed().count(), none.gone().count(), none.now(ParagraphId(3))), (0, 5, ParagraphId(0)));
    }
}
