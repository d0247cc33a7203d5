//! A packed table from words to small numbers, read where it lies: open addressing over slots of three bytes, of which
//! twelve bits tell words apart and twelve are the number.
//!
//! It holds no words, so one that was never put in may be taken for another: about one in 300.

use super::word_hash::hash;

/// Bytes of a slot.
pub(crate) const WIDTH: usize = 3;
/// The largest number a word can have.
pub(crate) const LARGEST: u16 = (1 << VALUE_BITS) - 2;

/// The bits of a slot that give the number, one up, since 0 is an empty slot.
const VALUE_BITS: u32 = 12;
const VALUE_MASK: u32 = (1 << VALUE_BITS) - 1;

/// A table in packed form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordTable<'a> {
    slots: &'a [u8],
}

impl<'a> WordTable<'a> {
    /// The table in these bytes; `None` where they can't be one.
    pub(crate) fn read(slots: &'a [u8]) -> Option<Self> {
        (!slots.is_empty() && slots.len().is_multiple_of(WIDTH)).then_some(Self { slots })
    }

    /// The number of a word, as it was put in.
    pub(crate) fn get(&self, word: &str) -> Option<u16> {
        let count = self.slots.len() / WIDTH;
        let (tag, mut slot) = place(word, count);
        // The table always has empty slots; the count keeps a file that is not ours from looping.
        for _ in 0..count {
            let entry = read_u24(self.slots, slot);
            if entry == 0 {
                return None;
            }
            if entry >> VALUE_BITS == tag {
                return u16::try_from((entry & VALUE_MASK).saturating_sub(1)).ok();
            }
            slot = if slot + 1 == count { 0 } else { slot + 1 };
        }
        None
    }
}

/// Packs words with their numbers, none above [`LARGEST`]; of words that can't be told apart the first counts.
pub(crate) fn pack<'w>(words: impl ExactSizeIterator<Item = (&'w str, u16)>) -> Vec<u8> {
    // Four slots in five are taken: some thirteen are looked at for a word that is not there.
    let count = words.len() + words.len() / 4 + 1;
    let mut slots = vec![0_u32; count];
    for (word, value) in words {
        let (tag, mut slot) = place(word, count);
        while slots[slot] != 0 && slots[slot] >> VALUE_BITS != tag {
            slot = (slot + 1) % count;
        }
        if slots[slot] == 0 {
            slots[slot] = tag << VALUE_BITS | (u32::from(value.min(LARGEST)) + 1);
        }
    }
    slots.iter().flat_map(|slot| slot.to_le_bytes().into_iter().take(WIDTH)).collect()
}

/// A number of three bytes, 0 where there is none.
pub(crate) fn read_u24(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at * WIDTH..at * WIDTH + WIDTH).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], 0]))
}

/// A word's tag and the slot where looking for it starts.
fn place(word: &str, slots: usize) -> (u32, usize) {
    let hash = hash(word);
    let tag = u32::try_from(hash >> 52).unwrap_or_default();
    let slot = (((hash >> 20) & 0xffff_ffff) * slots as u64) >> 32;
    (tag, usize::try_from(slot).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_found_again_and_little_else() {
        let words: Vec<String> = (0..1000).map(|i| format!("word{i}")).collect();
        let bytes = pack(words.iter().zip(0..).map(|(word, i)| (word.as_str(), i)).collect::<Vec<_>>().into_iter());
        let table = WordTable::read(&bytes).unwrap();
        let found = words.iter().zip(0..).filter(|(word, i)| table.get(word) == Some(*i)).count();
        assert!(found >= 990, "{found} of 1000: tags of 12 bits meet seldom");
        let strangers = (0..1000).filter(|i| table.get(&format!("other{i}")).is_some()).count();
        assert!(strangers < 20, "{strangers} of 1000");
    }

    #[test]
    fn a_full_table_that_is_not_ours_ends_a_search() {
        assert_eq!(WordTable::read(&[0xff; 9]).unwrap().get("any"), None);
        assert!(WordTable::read(&[0; 4]).is_none() && WordTable::read(&[]).is_none());
    }
}
