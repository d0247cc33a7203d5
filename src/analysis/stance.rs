//! For or against: what the verb, the words around a position and the position's own phrasing come to together.
//!
//! The rule. A phrasing that speaks against its position decides alone, unless the verb itself opposes it. Else a verb
//! that supports or opposes sets the sign, and a content that turns the position down flips it. After a verb that only
//! says, the content decides; where it does not lean either way, the stance is `reports`. `unclear` is what a verb that
//! weighs or warns comes to, what a negated opposition does (`did not rule out`), and a phrasing against the position
//! that is itself opposed. What is not against is `conditional` where the content hangs on an `if` or its like.

use std::collections::HashSet;
use std::ops::Range;

use super::{
    Decider, Stance,
    clauses::is_determiner,
    cues::{CueClass, Cues},
    lexicon::{lines, list},
    positions::{Slant, is_negation},
    reading::Reading,
    vocabulary::StemId,
};

/// How far from a position the word that governs it may stand, in tokens.
const FAR: usize = 15;
/// How far after it.
const NEAR: usize = 6;
/// How many tokens the words between two commas may have that say whose a content is, with the first comma.
const ATTRIBUTION: usize = 6;

/// Which way a content leans on the position in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lean {
    /// Its words are for it.
    For,
    /// Its words are against it.
    Against,
    /// They do not tell.
    Neither,
}

impl Lean {
    const fn flipped(self) -> Self {
        match self {
            Self::For => Self::Against,
            Self::Against => Self::For,
            Self::Neither => Self::Neither,
        }
    }
}

/// What is said about a position, as far as the stance hangs on it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    /// The verb that says it.
    pub class: CueClass,
    /// Whether that verb is negated.
    pub negated: bool,
    /// What the phrasing of the position itself says.
    pub slant: Slant,
    /// What the words around the position say.
    pub lean: Lean,
    /// Whether it hangs on an `if`.
    pub conditional: bool,
}

impl Said {
    /// What it comes to, and what decided that.
    pub(crate) fn stance(self) -> (Stance, Decider) {
        let side = |for_it| if for_it { Decider::WordsFor } else { Decider::WordsAgainst };
        let (said, words) = match self.slant {
            Slant::Opposes => (Lean::Against, Decider::OpposingPhrase),
            Slant::Supports => (Lean::For, Decider::SupportingPhrase),
            Slant::Names => (self.lean, side(self.lean == Lean::For)),
        };
        let held =
            |why| if self.conditional { (Stance::Conditional, Decider::Condition) } else { (Stance::Supports, why) };
        let open =
            |stance, why| if self.conditional { (Stance::Conditional, Decider::Condition) } else { (stance, why) };
        let verb = if self.negated { Decider::NegatedVerb } else { Decider::Verb };
        match self.class {
            CueClass::Weighs => open(Stance::Unclear, verb),
            CueClass::Opposes if self.negated => (Stance::Unclear, verb),
            CueClass::Opposes => match (said, self.slant) {
                (Lean::Against, Slant::Opposes) => (Stance::Unclear, Decider::Conflict),
                (Lean::Against, _) => held(words),
                _ => (Stance::Opposes, verb),
            },
            CueClass::Warns => match (said, self.slant) {
                (Lean::For, _) => held(words),
                (_, Slant::Opposes) => (Stance::Opposes, words),
                _ => (Stance::Unclear, verb),
            },
            CueClass::Supports if self.negated => (Stance::Opposes, verb),
            CueClass::Supports if said == Lean::Against => (Stance::Opposes, words),
            CueClass::Supports => held(verb),
            CueClass::Says => match said {
                Lean::For => held(words),
                Lean::Against => (Stance::Opposes, words),
                Lean::Neither => open(Stance::Reports, Decider::Nothing),
            },
        }
    }
}

/// The stems that govern what they stand by.
pub(crate) struct Governors {
    forward: HashSet<StemId>,
    against: HashSet<StemId>,
}

impl Governors {
    /// Those of the word list that the briefing has.
    pub(crate) fn of(reading: &Reading<'_>) -> Self {
        let stems = |class: &str| {
            let line = lines(include_str!("data/polarity.txt")).find_map(|line| line.strip_prefix(class));
            line.into_iter().flat_map(list).filter_map(|word| reading.words.stem_of(word)).collect()
        };
        Self { forward: stems("for:"), against: stems("against:") }
    }

    /// Which way the words of a content lean on the position at `place`.
    pub(crate) fn lean(&self, reading: &Reading<'_>, content: &Range<usize>, place: &Range<usize>) -> Lean {
        let floor = content.start.max(place.start.saturating_sub(FAR));
        let mut negations = 0;
        let mut governor = Lean::Neither;
        let mut left = usize::MAX;
        for at in (floor..place.start).rev() {
            let word = reading.lower(at);
            if left == 0 || matches!(word, "," | ";" | ":" | "(" | ")" | "—" | "but" | "while" | "because") {
                break;
            }
            left = left.saturating_sub(1);
            if negates(reading, at) {
                negations += 1;
            } else if governor == Lean::Neither {
                governor = self.governs(reading, at);
                if governor != Lean::Neither {
                    left = 4;
                }
            }
        }
        if governor == Lean::Neither {
            governor = self.lean_after(reading, content, place);
        }
        match (governor, negations % 2 == 1) {
            (Lean::Neither, true) => Lean::Against,
            (lean, true) => lean.flipped(),
            (lean, false) => lean,
        }
    }

    /// `… is unacceptable`, `… are needed`, `… will not happen`.
    fn lean_after(&self, reading: &Reading<'_>, content: &Range<usize>, place: &Range<usize>) -> Lean {
        let mut negated = false;
        let start = past_attribution(reading, place.end, content.end);
        for at in start..content.end.min(start + NEAR) {
            if matches!(reading.lower(at), "," | ";" | ":" | "(" | "—" | "but" | "while" | "without") {
                break;
            }
            negated ^= negates(reading, at);
            if prizes(reading, at, content.end) {
                // What does not count as much is not turned down either.
                return if negated { Lean::Neither } else { Lean::For };
            }
            match self.governs(reading, at) {
                Lean::Neither => {}
                lean => return if negated { lean.flipped() } else { lean },
            }
        }
        if negated { Lean::Against } else { Lean::Neither }
    }

    fn governs(&self, reading: &Reading<'_>, at: usize) -> Lean {
        let stem = reading.stem(at);
        if self.against.contains(&stem) {
            Lean::Against
        } else if self.forward.contains(&stem) {
            Lean::For
        } else {
            Lean::Neither
        }
    }
}

/// Past the words that say whose it is, where they part a subject from its verb: `the pledge, she said, would do`.
fn past_attribution(reading: &Reading<'_>, at: usize, end: usize) -> usize {
    if at >= end || reading.lower(at) != "," {
        return at;
    }
    let closing = (at + 1..end.min(at + ATTRIBUTION)).find(|&token| reading.lower(token) == ",");
    let reports = |token| Cues::get().at(reading, token, end).is_some_and(|cue| cue.class == CueClass::Says);
    closing.filter(|&closing| (at + 1..closing).any(reports)).map_or(at, |closing| closing + 1)
}

/// Whether a verb and its measure present what they are said of as good: `would count as much`, `matter most`.
fn prizes(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let next = |by: usize| if at + by < end { reading.lower(at + by) } else { "" };
    let measured = match next(1) {
        "as" | "just" | "for" => matches!((next(2), next(3)), ("much" | "more", _) | ("as", "much")),
        word => matches!(word, "more" | "most" | "equally"),
    };
    measured && matches!(reading.lower(at), "count" | "counts" | "matter" | "matters" | "mattered")
}

/// Whether a token says no; `not only` and its like do not.
pub(crate) fn negates(reading: &Reading<'_>, at: usize) -> bool {
    let next = (at + 1 < reading.tokens.len()).then(|| reading.lower(at + 1));
    let softened = matches!(next, Some("only" | "just" | "solely" | "merely" | "simply" | "necessarily"));
    (is_negation(reading.lower(at)) || reading.lower(at) == "without") && !softened
}

/// Whether a content hangs on something: `if`, `provided`, `in exchange for`.
pub(crate) fn is_conditional(reading: &Reading<'_>, content: &Range<usize>) -> bool {
    content.clone().any(|at| {
        let next = |by: usize| if at + by < content.end { reading.lower(at + by) } else { "" };
        match reading.lower(at) {
            // Right after the verb it is `whether`: `asked if`.
            "if" => at > content.start,
            "provided" | "providing" | "assuming" => {
                next(1) == "that" || at > content.start && reading.lower(at - 1) == ","
            }
            "as" => matches!(next(1), "long") && next(2) == "as",
            "on" => matches!(next(1), "condition" | "conditions") || (next(1) == "the" && next(2) == "condition"),
            "in" => matches!(next(1), "exchange" | "return") && next(2) == "for",
            "only" => matches!(next(1), "when" | "after" | "with" | "once"),
            "once" => at > content.start && is_determiner(next(1)),
            "unless" | "conditional" | "contingent" | "depending" => true,
            "subject" => next(1) == "to",
            _ => false,
        }
    })
}

/// Where a content hangs on something as an offer does: `would join only if`, `provided that`; a bare `if` is too little.
pub(crate) fn is_offer(reading: &Reading<'_>, content: &Range<usize>) -> bool {
    let Some(modal) = content.clone().find(|&at| matches!(reading.lower(at), "would" | "will" | "could")) else {
        return false;
    };
    (modal + 1..content.end).any(|at| {
        let next = if at + 1 < content.end { reading.lower(at + 1) } else { "" };
        match reading.lower(at) {
            "only" => matches!(next, "if" | "when" | "once" | "after" | "with"),
            "provided" => next == "that" || reading.lower(at - 1) == ",",
            "on" => matches!(next, "condition"),
            "unless" => true,
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_verb_phrasing_and_content_come_to() {
        use CueClass::{Opposes, Says, Supports, Warns, Weighs};
        let table = [
            (Says, false, Slant::Names, Lean::Neither, false, Stance::Reports),
            (Says, false, Slant::Names, Lean::For, false, Stance::Supports),
            (Says, false, Slant::Names, Lean::For, true, Stance::Conditional),
            (Says, false, Slant::Opposes, Lean::Neither, true, Stance::Opposes),
            (Supports, false, Slant::Names, Lean::Neither, false, Stance::Supports),
            (Supports, true, Slant::Names, Lean::Neither, false, Stance::Opposes),
            (Supports, false, Slant::Names, Lean::Against, false, Stance::Opposes),
            (Opposes, false, Slant::Names, Lean::Neither, false, Stance::Opposes),
            (Opposes, true, Slant::Names, Lean::Neither, false, Stance::Unclear),
            (Opposes, false, Slant::Opposes, Lean::Neither, false, Stance::Unclear),
            (Warns, false, Slant::Names, Lean::Neither, false, Stance::Unclear),
            (Weighs, false, Slant::Names, Lean::For, false, Stance::Unclear),
            (Weighs, false, Slant::Names, Lean::For, true, Stance::Conditional),
        ];
        for (class, negated, slant, lean, conditional, stance) in table {
            let said = Said { class, negated, slant, lean, conditional };
            assert_eq!(said.stance().0, stance, "{said:?}");
        }
    }
}
