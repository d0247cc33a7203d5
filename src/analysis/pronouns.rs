//! Whom `he`, `they`, `we` and a quotation that goes on stand for.

use std::ops::Range;

use super::{
    Actor, ActorKind,
    actors::{ActorMention, mentions_in},
    claims::Claim,
    quotes::Quotes,
    reading::{Reading, Sentence},
    sources::{Source, Sources},
};

/// Who was heard last, while statements are read off in order.
pub(crate) struct Memory<'a> {
    mentions: &'a [ActorMention],
    actors: &'a [Actor],
    person: Option<usize>,
    many: Option<usize>,
    speaker: Option<usize>,
    /// Whose quotation the last sentence was.
    quoting: Option<Source>,
}

impl<'a> Memory<'a> {
    /// Nobody was heard yet of these actors.
    pub(crate) fn of(mentions: &'a [ActorMention], actors: &'a [Actor]) -> Self {
        Self { mentions, actors, person: None, many: None, speaker: None, quoting: None }
    }

    /// A new paragraph, in a transcript with its speaker; `quoted` where it opens with a quotation mark, so that whoever
    /// was quoted at the end of the last one may go on.
    pub(crate) fn enter(&mut self, speaker: Option<usize>, quoted: bool) {
        self.speaker = speaker;
        if !quoted {
            self.quoting = None;
        }
    }

    /// A sentence that tells nothing of who speaks.
    pub(crate) fn fall_silent(&mut self) {
        self.quoting = None;
    }

    /// Whose quotation the last sentence was.
    pub(crate) fn quoting(&self) -> Option<&Source> {
        self.quoting.as_ref()
    }

    /// Puts an actor in the place of a pronoun.
    pub(crate) fn resolve(
        &self,
        reading: &Reading<'_>,
        sources: &Sources<'_, '_>,
        claim: &mut Claim,
        sentence: &Sentence,
    ) {
        let Some(pronoun) = sources.pronoun(&claim.source) else { return };
        let actor = match pronoun {
            "he" | "she" => self.person_before(reading, claim.source.tokens.start, sentence),
            "i" | "we" => self.speaker.or_else(|| self.quoting.as_ref()?.actors.first().copied()),
            _ => self.many_before(reading, claim.source.tokens.start, sentence),
        };
        claim.source.actors = actor.into_iter().collect();
        claim.source.direct = false;
    }

    /// Whom `he` or `she` stands for: a person named earlier in the sentence, else in the one ahead of it, and there
    /// the last source, else the first named; failing both the last source. Never who is speaking.
    fn person_before(&self, reading: &Reading<'_>, pronoun: usize, sentence: &Sentence) -> Option<usize> {
        let before = reading.sentence_of(sentence.tokens.start).checked_sub(1).map(|i| &reading.sentences[i]);
        let ahead = before.filter(|before| before.paragraph == sentence.paragraph).map(|before| before.tokens.clone());
        let other = |actor: &usize| self.speaker != Some(*actor);
        for tokens in [Some(sentence.tokens.start..pronoun), ahead].into_iter().flatten() {
            let people: Vec<usize> = mentions_in(self.mentions, &tokens)
                .map(|mention| mention.actor)
                .filter(|&actor| self.actors[actor].kind == ActorKind::Person && other(&actor))
                .collect();
            let last = self.person.filter(|last| people.contains(last));
            if let Some(person) = last.or(people.first().copied()) {
                return Some(person);
            }
        }
        self.person.filter(other)
    }

    /// Whom `they` or `it` stands for: who was named first in the sentence and not behind a preposition, else the last
    /// source where the pronoun opens the sentence or follows a mark.
    fn many_before(&self, reading: &Reading<'_>, pronoun: usize, sentence: &Sentence) -> Option<usize> {
        let opens = pronoun == sentence.tokens.start || !reading.shape(pronoun - 1).is_word();
        let acts = |actor: &usize| !matches!(self.actors[*actor].kind, ActorKind::Person | ActorKind::Place);
        let here = subjects_in(reading, self.mentions, &(sentence.tokens.start..pronoun)).find(acts);
        here.or(self.many.filter(|_| opens))
    }

    /// Keeps the sources of a sentence's claims in mind.
    pub(crate) fn remember(&mut self, quotes: &Quotes, claims: &[Claim]) {
        for claim in claims {
            let told = quotes.around(claim.cue.start).is_none();
            if told && quotes.cover(&claim.content) {
                self.quoting = Some(claim.source.clone());
            }
            for &actor in &claim.source.actors {
                match self.actors[actor].kind {
                    ActorKind::Person => self.person = Some(actor),
                    _ => self.many = Some(actor),
                }
            }
        }
    }
}

/// The actors named within these tokens that no preposition stands ahead of.
fn subjects_in<'m>(
    reading: &'m Reading<'_>,
    mentions: &'m [ActorMention],
    tokens: &Range<usize>,
) -> impl Iterator<Item = usize> + use<'m> {
    let floor = tokens.start;
    let free = move |mention: &&ActorMention| {
        let before = (floor..mention.tokens.start).rev().map(|at| reading.lower(at)).find(|word| *word != "the");
        !matches!(
            before,
            Some("with" | "of" | "in" | "on" | "against" | "to" | "for" | "from" | "by" | "at" | "between" | "over")
        )
    };
    mentions_in(mentions, tokens).filter(free).map(|mention| mention.actor)
}
