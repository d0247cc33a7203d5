//! What the word lists and the configuration say of each place in a reading: names, demonyms, titles; the longest first.

use std::ops::Range;

use super::{
    Knowledge,
    lexicon::{Demonym, Entry, Lexicon, Title},
    phrases::Phrases,
    reading::{Cancelled, KeepGoing, Reading, go_on},
};

/// What a run of tokens is known as.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Tag {
    /// An actor of the configuration, by its place there.
    Known(usize),
    /// A name of the word lists.
    Name(&'static Entry),
    /// `Ukrainian`, `Russians`.
    Demonym(Demonym),
    /// `President`, `Mr`.
    Title(Title),
}

/// A tagged run.
#[derive(Debug, Clone)]
pub(crate) struct Tagged {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it is known as.
    pub tag: Tag,
}

/// The tagged runs of a reading, in order; none overlap.
pub(crate) struct Tags {
    list: Vec<Tagged>,
}

impl Tags {
    /// Tags a reading.
    pub(crate) fn of(
        reading: &Reading<'_>,
        knowledge: &Knowledge,
        keep_going: KeepGoing<'_>,
    ) -> Result<Self, Cancelled> {
        let known = known_names(knowledge);
        let mut list = Vec::new();
        for sentence in &reading.sentences {
            go_on(keep_going)?;
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                match tag_at(reading, &known, at, sentence.tokens.end) {
                    Some((len, tag)) => {
                        list.push(Tagged { tokens: at..at + len, tag });
                        at += len;
                    }
                    None => at += 1,
                }
            }
        }
        Ok(Self { list })
    }

    /// The tagged run that holds this token.
    pub(crate) fn at(&self, token: usize) -> Option<&Tagged> {
        let after = self.list.partition_point(|tagged| tagged.tokens.start <= token);
        after.checked_sub(1).map(|i| &self.list[i]).filter(|tagged| tagged.tokens.contains(&token))
    }

    /// The tagged runs that start within these tokens.
    pub(crate) fn within(&self, tokens: &Range<usize>) -> &[Tagged] {
        let start = self.list.partition_point(|tagged| tagged.tokens.start < tokens.start);
        let end = self.list.partition_point(|tagged| tagged.tokens.start < tokens.end);
        &self.list[start..end]
    }

    /// The title that ends just before this token.
    pub(crate) fn title_before(&self, token: usize) -> Option<(&Tagged, Title)> {
        let tagged = self.at(token.checked_sub(1)?)?;
        match tagged.tag {
            Tag::Title(title) => Some((tagged, title)),
            _ => None,
        }
    }
}

fn known_names(knowledge: &Knowledge) -> Phrases<usize> {
    let mut known = Phrases::default();
    for (index, actor) in knowledge.actors.iter().enumerate() {
        for name in std::iter::once(&actor.name).chain(&actor.aliases) {
            known.insert(name, index);
        }
    }
    known
}

/// The longest tag at a token; among equals the configuration, then names, demonyms, titles.
fn tag_at(reading: &Reading<'_>, known: &Phrases<usize>, at: usize, end: usize) -> Option<(usize, Tag)> {
    if !reading.shape(at).is_word() && reading.shape(at) != super::tokens::Shape::Number {
        return None;
    }
    let lexicon = Lexicon::get();
    let candidates = [
        known.longest_at(reading, at, end).map(|(len, index)| (len, Tag::Known(*index))),
        lexicon.names.longest_at(reading, at, end).map(|(len, entry)| (len, Tag::Name(entry))),
        lexicon.demonyms.longest_at(reading, at, end).map(|(len, demonym)| (len, Tag::Demonym(*demonym))),
        lexicon.titles.longest_at(reading, at, end).map(|(len, title)| (len, Tag::Title(*title))),
    ];
    candidates.into_iter().flatten().rev().max_by_key(|(len, _)| *len)
}
