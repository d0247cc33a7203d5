//! Why a statement is here: how the text tells whose it is, and what decided its stance. Each reason is one of a few,
//! with a sentence that the screen can show; nothing here reads a text.

/// Why a statement says what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reason {
    /// How it is told whose it is.
    pub attribution: Attribution,
    /// What decided its stance.
    pub decider: Decider,
}

/// How a text tells whose a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attribution {
    /// A reporting verb: `said that …`.
    Reported,
    /// A quotation beside its speaker.
    Quoted,
    /// `according to`.
    AccordingTo,
    /// A verb of wanting, backing or refusing.
    Held,
    /// A noun of saying: `its claim that …`, `a call for …`.
    Noun,
    /// A colon behind a name.
    Colon,
    /// A quotation that goes on after its speaker was named.
    Continued,
    /// A turn in a transcript.
    Turn,
    /// A position that its own words turn down or call for, behind an actor.
    Position,
    /// An offer with its price.
    Offer,
}

/// What decided a stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decider {
    /// A phrasing that the configuration lists as for the position.
    SupportingPhrase,
    /// A phrasing that the configuration lists as against it.
    OpposingPhrase,
    /// The verb itself.
    Verb,
    /// The verb, which is negated.
    NegatedVerb,
    /// Words beside the position that are for it.
    WordsFor,
    /// Words beside the position that are against it, or that negate it.
    WordsAgainst,
    /// An `if` or its like.
    Condition,
    /// It is a question.
    Question,
    /// Signs that point both ways.
    Conflict,
    /// Nothing: it is said, and no side is taken.
    Nothing,
}

impl Reason {
    /// Both in a sentence for the screen.
    #[must_use]
    pub fn sentence(self) -> String {
        format!("{}; {}.", self.attribution.clause(), self.decider.clause())
    }
}

impl Attribution {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reported => "reporting verb",
            Self::Quoted => "quotation with its speaker",
            Self::AccordingTo => "according to",
            Self::Held => "verb of taking sides",
            Self::Noun => "noun of saying",
            Self::Colon => "colon",
            Self::Continued => "quotation goes on",
            Self::Turn => "turn in a transcript",
            Self::Position => "position's own words",
            Self::Offer => "offer with its price",
        }
    }

    const fn clause(self) -> &'static str {
        match self {
            Self::Reported => "A reporting verb says whose it is",
            Self::Quoted => "A quotation stands beside the one who speaks",
            Self::AccordingTo => "'According to' says whose it is",
            Self::Held => "A verb of wanting, backing or refusing says whose it is",
            Self::Noun => "A noun such as 'claim' or 'call' says whose it is",
            Self::Colon => "A colon after a name says whose it is",
            Self::Continued => "A quotation goes on whose speaker was named before",
            Self::Turn => "It is said in this speaker's turn",
            Self::Position => "The actor stands ahead of words that take a side on the position",
            Self::Offer => "The actor offers it at a price",
        }
    }
}

impl Decider {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SupportingPhrase => "phrase listed as for",
            Self::OpposingPhrase => "phrase listed as against",
            Self::Verb => "verb",
            Self::NegatedVerb => "negated verb",
            Self::WordsFor => "words for it",
            Self::WordsAgainst => "words against it",
            Self::Condition => "condition",
            Self::Question => "question",
            Self::Conflict => "signs that conflict",
            Self::Nothing => "no side taken",
        }
    }

    const fn clause(self) -> &'static str {
        match self {
            Self::SupportingPhrase => "the configuration lists this wording as for the position",
            Self::OpposingPhrase => "the configuration lists this wording as against the position",
            Self::Verb => "the verb decides the stance",
            Self::NegatedVerb => "the verb, which is negated, decides the stance",
            Self::WordsFor => "the words beside it speak for it",
            Self::WordsAgainst => "the words beside it turn it down",
            Self::Condition => "it hangs on a condition",
            Self::Question => "it is asked, not said",
            Self::Conflict => "the signs point both ways, so the stance stays open",
            Self::Nothing => "it is said without taking a side",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_a_sentence() {
        let reason = Reason { attribution: Attribution::Reported, decider: Decider::Condition };
        assert_eq!(reason.sentence(), "A reporting verb says whose it is; it hangs on a condition.");
    }
}
