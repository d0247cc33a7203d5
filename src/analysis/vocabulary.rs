//! Each distinct word of a briefing once: its lower-case form, its stem and what the lexicons say of it.
//!
//! Everything that would be looked up per token is looked up here per distinct word.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use super::{lexicon::Classes, lexicon::Lexicon, roots::root, tokens::Shape};

/// A distinct word, whatever its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct WordId(u32);

/// A distinct stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct StemId(u32);

/// A distinct root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RootId(u32);

/// What is known of a distinct word.
#[derive(Debug)]
pub(crate) struct Word {
    /// In lower case, with a straight apostrophe.
    pub lower: Box<str>,
    /// Its stem (Porter's second English stemmer, as Snowball has it).
    pub stem: StemId,
    /// Its root.
    pub root: RootId,
    /// The word lists that hold it.
    pub classes: Classes,
    /// Whether the briefing writes it in lower case anywhere.
    pub seen_lower: bool,
}

/// The distinct words of a briefing.
pub(crate) struct Vocabulary {
    words: Vec<Word>,
    ids: HashMap<Box<str>, WordId>,
    stems: HashMap<Box<str>, StemId>,
    roots: HashMap<Box<str>, RootId>,
    stemmer: Stemmer,
    buffer: String,
}

impl Vocabulary {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self {
            words: Vec::new(),
            ids: HashMap::new(),
            stems: HashMap::new(),
            roots: HashMap::new(),
            stemmer: Stemmer::create(Algorithm::English),
            buffer: String::new(),
        }
    }

    /// The word that this piece is.
    pub(crate) fn learn(&mut self, piece: &str, shape: Shape) -> WordId {
        lower_into(piece, &mut self.buffer);
        let id = match self.ids.get(self.buffer.as_str()) {
            Some(id) => *id,
            None => self.add(),
        };
        if shape == Shape::Lower {
            self.words[id.0 as usize].seen_lower = true;
        }
        id
    }

    /// Takes the word in the buffer in.
    fn add(&mut self) -> WordId {
        let lower: Box<str> = self.buffer.as_str().into();
        let stem = self.stemmer.stem(&lower);
        let next = StemId(u32::try_from(self.stems.len()).unwrap_or(u32::MAX));
        let stem = match self.stems.get(&*stem) {
            Some(id) => *id,
            None => *self.stems.entry(stem.into()).or_insert(next),
        };
        let next = RootId(u32::try_from(self.roots.len()).unwrap_or(u32::MAX));
        let root = *self.roots.entry(root(|word| self.stemmer.stem(word).into_owned(), &lower).into()).or_insert(next);
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.words.push(Word {
            classes: Lexicon::get().classes(&lower),
            lower: lower.clone(),
            stem,
            root,
            seen_lower: false,
        });
        self.ids.insert(lower, id);
        id
    }

    /// What is known of a word.
    pub(crate) fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }

    /// The stem of a word that may not occur in the briefing; `None` where no word of the briefing has it.
    pub(crate) fn stem_of(&self, word: &str) -> Option<StemId> {
        let lower = lower(word);
        self.stems.get(&*self.stemmer.stem(&lower)).copied()
    }

    /// The root of any word, whether or not the briefing has it.
    pub(crate) fn root_of(&self, word: &str) -> String {
        root(|word| self.stemmer.stem(word).into_owned(), &lower(word))
    }

    /// The id of a root; `None` where no word of the briefing has it.
    pub(crate) fn root_id(&self, root: &str) -> Option<RootId> {
        self.roots.get(root).copied()
    }
}

/// A piece in lower case, its apostrophe straight.
pub(crate) fn lower(piece: &str) -> String {
    let mut out = String::new();
    lower_into(piece, &mut out);
    out
}

fn lower_into(piece: &str, out: &mut String) {
    out.clear();
    if piece.is_ascii() {
        out.push_str(piece);
        out.make_ascii_lowercase();
    } else {
        out.extend(piece.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflected_words_share_a_stem() {
        let mut vocabulary = Vocabulary::new();
        let words = ["ceding", "ceded", "Cedes"].map(|w| vocabulary.learn(w, Shape::of(w)));
        let stems = words.map(|w| vocabulary.word(w).stem);
        assert!(stems.iter().all(|stem| *stem == stems[0]));
        assert_eq!(vocabulary.stem_of("cede"), Some(stems[0]));
        assert_eq!(vocabulary.stem_of("territory"), None);
    }

    #[test]
    fn a_word_knows_whether_it_was_seen_in_lower_case() {
        let mut vocabulary = Vocabulary::new();
        let talks = vocabulary.learn("Talks", Shape::Capitalised);
        assert!(!vocabulary.word(talks).seen_lower);
        vocabulary.learn("talks", Shape::Lower);
        assert!(vocabulary.word(talks).seen_lower);
    }
}
