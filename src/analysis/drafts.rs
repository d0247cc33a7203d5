//! From what a sentence says to statements: one for each actor that says it and each position that it is about.
//!
//! Where the text takes no side, neither does the record: a question comes to `unclear`, and what no position names has
//! only the stance of its verb. Nothing is recorded twice.

use std::collections::HashSet;
use std::ops::Range;

use super::{
    Actor, Attribution, Decider, Knowledge, Mention, Origin, Reason, Stance, Statement,
    actors::ActorMention,
    claims::Claim,
    cues::CueClass,
    positions::{PositionMatch, Slant, within},
    quotes::Quotes,
    reading::{Reading, Sentence},
    sources::Source,
    stance::{Governors, Lean, Said, is_conditional, is_offer},
    tags::Tags,
};

/// What statements are made from.
pub(crate) struct Findings<'a, 'b> {
    /// The reading.
    pub reading: &'a Reading<'b>,
    /// What is known of its tokens.
    pub tags: &'a Tags,
    /// The configuration.
    pub knowledge: &'a Knowledge,
    /// Who is in it.
    pub actors: &'a [Actor],
    /// Where they are named.
    pub mentions: &'a [ActorMention],
    /// Where positions are named.
    pub matches: &'a [PositionMatch],
}

/// How far back a statement may lie that covers the sentence at hand: a sentence seldom makes more.
const RECENT: usize = 8;
/// How many tokens are too many for the words that name who, where they name nobody that is known.
const LONG: usize = 10;

/// What a sentence says, ready to be recorded.
pub(crate) struct Draft<'c> {
    source: Option<&'c Range<usize>>,
    cue: Option<&'c Range<usize>>,
    content: &'c Range<usize>,
    class: CueClass,
    negated: bool,
    /// Whether the content is in the speaker's own words.
    quoted: bool,
    /// Whether the verb stands in somebody's quotation, or in what its own source is already said to say.
    nested: bool,
    confidence: f64,
    attribution: Attribution,
}

impl<'c> Draft<'c> {
    /// What a verb claims for its source.
    pub(crate) fn claimed(claim: &'c Claim, nested: bool, quotes: &Quotes) -> Self {
        Self {
            source: Some(&claim.source.tokens),
            cue: Some(&claim.cue),
            content: &claim.content,
            class: claim.class,
            negated: claim.negated,
            quoted: quotes.cover(&claim.content) || quotes.enclose(&claim.content),
            nested,
            confidence: if claim.source.direct { 0.9 } else { 0.65 },
            attribution: claim.attribution,
        }
    }

    /// What a source holds without a verb that says so.
    pub(crate) const fn held(source: &'c Source, content: &'c Range<usize>, attribution: Attribution) -> Self {
        Self { quoted: false, ..Self::spoken(Some(&source.tokens), content, attribution) }
    }

    /// Somebody's own words, whose speaker was named earlier: here there is neither a verb nor, perhaps, a source.
    pub(crate) const fn spoken(
        source: Option<&'c Range<usize>>,
        content: &'c Range<usize>,
        attribution: Attribution,
    ) -> Self {
        Self {
            source,
            cue: None,
            content,
            class: CueClass::Says,
            negated: false,
            quoted: true,
            nested: false,
            confidence: 0.7,
            attribution,
        }
    }

    /// Whether its words show that somebody speaks, even where it is not known who.
    const fn speaks(&self) -> bool {
        !matches!(self.attribution, Attribution::Held | Attribution::Position | Attribution::Offer)
    }
}

/// The statements so far.
pub(crate) struct Record<'a, 'b> {
    findings: &'a Findings<'a, 'b>,
    governors: Governors,
    written: Vec<Statement>,
    /// Actor, position, stance and first token (of the sentence; of the content where no position is named) of each.
    seen: HashSet<(Option<usize>, Option<usize>, Stance, usize)>,
}

impl<'a, 'b> Record<'a, 'b> {
    /// An empty one.
    pub(crate) fn of(findings: &'a Findings<'a, 'b>) -> Self {
        Self { findings, governors: Governors::of(findings.reading), written: Vec::new(), seen: HashSet::new() }
    }

    /// All of them, in the order in which they were recorded.
    pub(crate) fn statements(self) -> Vec<Statement> {
        self.written
    }

    /// Whether one on this position rests on this sentence.
    pub(crate) fn has(&self, position: usize, sentence: &Sentence) -> bool {
        let (id, span) =
            (&self.findings.knowledge.positions[position].id, self.findings.reading.span(&sentence.tokens));
        let recent = self.written.iter().rev().take(RECENT);
        recent.into_iter().any(|written| written.position.as_ref() == Some(id) && written.evidence.span.covers(span))
    }

    /// Which way the words of a content lean on a position in it.
    pub(crate) fn lean(&self, content: &Range<usize>, place: &PositionMatch) -> Lean {
        self.governors.lean(self.findings.reading, content, &place.tokens)
    }

    /// Records a draft for these actors; for nobody that is known where there are none but its source is a noun.
    pub(crate) fn write(&mut self, draft: &Draft<'_>, actors: &[usize], sentence: &Sentence) {
        let findings = self.findings;
        let reading = findings.reading;
        if draft.content.is_empty() {
            return;
        }
        let places: Vec<&PositionMatch> = within(findings.matches, draft.content).collect();
        let named = !actors.is_empty() || draft.speaks() && draft.source.is_some_and(|source| source.len() < LONG);
        let idle = draft.nested || draft.class == CueClass::Weighs;
        if !named || (places.is_empty() && idle) {
            return;
        }
        let asked = !draft.quoted && reading.lower(sentence.tokens.end - 1) == "?";
        let whose: Vec<Option<usize>> =
            if actors.is_empty() { vec![None] } else { actors.iter().copied().map(Some).collect() };
        for actor in whose {
            if places.is_empty() {
                let bare = if asked { (Stance::Reports, Decider::Question) } else { self.bare(draft) };
                self.put(draft, actor, None, bare, sentence);
            }
            for place in &places {
                let stance = if asked { (Stance::Unclear, Decider::Question) } else { self.stance(draft, place) };
                self.put(draft, actor, Some(place.position), stance, sentence);
            }
        }
    }

    /// The stance to a position that the content names.
    fn stance(&self, draft: &Draft<'_>, place: &PositionMatch) -> (Stance, Decider) {
        let around = self.around(draft.content, place);
        let said = Said {
            class: draft.class,
            negated: draft.negated,
            slant: place.slant,
            lean: self.lean(&around, place),
            conditional: is_conditional(self.findings.reading, &around),
        };
        said.stance()
    }

    /// The stance to what no position names: the verb's own.
    fn bare(&self, draft: &Draft<'_>) -> (Stance, Decider) {
        let reading = self.findings.reading;
        let offer = match draft.class {
            CueClass::Supports => is_conditional(reading, draft.content),
            // Ahead of the verb stands the offer's own `would`.
            _ => is_offer(reading, draft.content),
        };
        match draft.class {
            CueClass::Supports | CueClass::Opposes => {
                let (slant, lean) = (Slant::Names, Lean::Neither);
                Said { class: draft.class, negated: draft.negated, slant, lean, conditional: offer }.stance()
            }
            CueClass::Says if offer => (Stance::Conditional, Decider::Condition),
            _ => (Stance::Reports, Decider::Nothing),
        }
    }

    /// The part of a content that is in the same sentence as a position.
    fn around(&self, content: &Range<usize>, place: &PositionMatch) -> Range<usize> {
        let reading = self.findings.reading;
        let sentence = &reading.sentences[reading.sentence_of(place.tokens.start)].tokens;
        content.start.max(sentence.start)..content.end.min(sentence.end)
    }

    /// The sentences that show a content and whose it is.
    fn evidence(&self, content: &Range<usize>, sentence: &Sentence) -> Range<usize> {
        let reading = self.findings.reading;
        let first = &reading.sentences[reading.sentence_of(content.start)].tokens;
        let last = &reading.sentences[reading.sentence_of(content.end - 1)].tokens;
        first.start.min(sentence.tokens.start)..last.end.max(sentence.tokens.end)
    }

    fn put(
        &mut self,
        draft: &Draft<'_>,
        actor: Option<usize>,
        position: Option<usize>,
        (stance, decider): (Stance, Decider),
        sentence: &Sentence,
    ) {
        let findings = self.findings;
        let reading = findings.reading;
        let place = if position.is_some() { sentence.tokens.start } else { draft.content.start };
        // Who takes a side on a position in a sentence is not said to take none in it as well: `…, she said, …`.
        let sided = |side: &Stance| *side != Stance::Reports && self.seen.contains(&(actor, position, *side, place));
        if stance == Stance::Reports && position.is_some() && Stance::ALL.iter().any(sided) {
            return;
        }
        if !self.seen.insert((actor, position, stance, place)) {
            return;
        }
        let doubt = match stance {
            Stance::Unclear => 0.6,
            Stance::Reports if position.is_some() => 0.8,
            _ => 1.0,
        };
        let nobody = if actor.is_none() { 0.5 } else { 1.0 };
        self.written.push(Statement {
            actor: actor.map(|actor| findings.actors[actor].id.clone()),
            position: position.map(|position| findings.knowledge.positions[position].id.clone()),
            stance,
            source: draft.source.map(|tokens| reading.span(tokens)),
            cue: draft.cue.map(|tokens| reading.span(tokens)),
            content: reading.span(draft.content),
            evidence: Mention {
                span: reading.span(&self.evidence(draft.content, sentence)),
                paragraph: sentence.paragraph,
            },
            quoted: draft.quoted,
            confidence: draft.confidence * doubt * nobody,
            reason: Reason { attribution: draft.attribution, decider },
            origin: Origin::Found,
        });
    }
}
