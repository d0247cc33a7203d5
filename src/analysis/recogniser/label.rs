//! What a word can be: outside every name, the first word of a name of some kind, or a further one.

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person.
    Person,
    /// A body: ministry, party, company, newspaper.
    Organisation,
    /// A state, city, river.
    Place,
    /// A nationality, or a religious or political group, as noun or adjective.
    People,
}

impl Kind {
    /// Every kind, in the order of the labels.
    pub const ALL: [Self; 4] = [Self::Person, Self::Organisation, Self::Place, Self::People];
}

/// How many labels there are.
pub const LABELS: usize = 1 + 2 * Kind::ALL.len();

/// A word's label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Label(u8);

impl Label {
    /// Outside every name.
    pub const OUTSIDE: Self = Self(0);

    /// The label of the first word of a name of this kind.
    #[must_use]
    pub const fn first(kind: Kind) -> Self {
        Self(1 + 2 * kind as u8)
    }

    /// That of its further words.
    #[must_use]
    pub const fn further(kind: Kind) -> Self {
        Self(2 + 2 * kind as u8)
    }

    /// The label with this number, of [`LABELS`].
    #[must_use]
    pub fn numbered(number: usize) -> Self {
        Self(u8::try_from(number % LABELS).unwrap_or_default())
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> usize {
        self.0.into()
    }

    /// The kind of name that the word is part of.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        self.number().checked_sub(1).map(|number| Kind::ALL[number / 2])
    }

    /// Whether the word is the first of a name.
    #[must_use]
    pub const fn is_first(self) -> bool {
        self.0 % 2 == 1
    }

    /// Whether a word with this label can follow one with that, or the sentence's start.
    #[must_use]
    pub fn can_follow(self, before: Option<Self>) -> bool {
        self == Self::OUTSIDE || self.is_first() || before.and_then(Self::kind) == self.kind()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_words_follow_words_of_their_name() {
        let (first, further) = (Label::first(Kind::Place), Label::further(Kind::Place));
        assert!(further.can_follow(Some(first)) && further.can_follow(Some(further)));
        assert!(!further.can_follow(None) && !further.can_follow(Some(Label::OUTSIDE)));
        assert!(!further.can_follow(Some(Label::first(Kind::Person))));
        assert!(first.can_follow(Some(further)) && Label::OUTSIDE.can_follow(Some(first)));
    }
}
