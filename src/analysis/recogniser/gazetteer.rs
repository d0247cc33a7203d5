//! Which words and phrases are listed as names: of states, cities, given names, surnames, peoples, bodies. Packed into
//! one file that is compiled in.

use crate::analysis::word_table::{self, WordTable};

/// The lists that hold a word or phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Listed(u16);

impl Listed {
    /// States and their other names.
    pub const STATE: Self = Self(1);
    /// Regions, American states.
    pub const REGION: Self = Self(1 << 1);
    /// Cities of 40,000 or more.
    pub const CITY: Self = Self(1 << 2);
    /// Cities of 300,000 or more, and capitals.
    pub const LARGE_CITY: Self = Self(1 << 3);
    /// Given names of one person in 5,000 or more.
    pub const GIVEN_NAME: Self = Self(1 << 4);
    /// Rarer given names.
    pub const RARE_GIVEN_NAME: Self = Self(1 << 5);
    /// The 2,000 most common surnames.
    pub const SURNAME: Self = Self(1 << 6);
    /// The next 18,000.
    pub const RARE_SURNAME: Self = Self(1 << 7);
    /// Adjectives and nouns for those of a state or region.
    pub const PEOPLE: Self = Self(1 << 8);
    /// Bodies that the word lists know.
    pub const BODY: Self = Self(1 << 9);

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it is one of these lists.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// As a number.
    #[must_use]
    pub const fn bits(self) -> u16 {
        self.0
    }
}

/// How a gazetteer's file starts.
const MAGIC: &[u8] = b"brief gazetteer 1\n";

/// Names and the lists that hold them, in packed form.
#[derive(Debug, Clone, Copy)]
pub struct Gazetteer<'a> {
    names: WordTable<'a>,
}

impl Gazetteer<'static> {
    /// The one that is compiled in.
    ///
    /// # Panics
    /// Never: the tests hold that the file can be read.
    pub fn get() -> Self {
        Self::read(include_bytes!("../data/gazetteer.bin")).expect("the tests read it")
    }
}

impl<'a> Gazetteer<'a> {
    /// Reads a packed gazetteer; `None` where the bytes are none.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let end = rest.iter().position(|byte| *byte == 0)?;
        WordTable::read(&rest[end + 1..]).map(|names| Self { names })
    }

    /// The lists that hold a word or a phrase, given in lower case, its words parted by single spaces.
    pub fn of(&self, lower: &str) -> Listed {
        Listed(self.names.get(lower).unwrap_or_default())
    }
}

/// Packs names, in lower case. `about` says where they are from and under which terms.
#[must_use]
pub fn pack(about: &str, names: &[(String, Listed)]) -> Vec<u8> {
    let table = word_table::pack(names.iter().map(|(name, listed)| (name.as_str(), listed.0)));
    [MAGIC, about.as_bytes(), &[0], &table].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed() {
        let gazetteer = Gazetteer::get();
        let is = |name: &str, list: Listed| gazetteer.of(name).0 & list.0 != 0;
        assert!(is("norway", Listed::STATE) && is("norwegian", Listed::PEOPLE));
        assert!(is("new york", Listed::REGION) && is("maria", Listed::GIVEN_NAME) && is("smith", Listed::SURNAME));
        assert_eq!(gazetteer.of("qqzzxx"), Listed::default());
    }
}
