//! Which words are used alike: for each of some 280,000 English words its k-means cluster among word vectors, at three
//! grains. Packed into one file that is compiled in and read where it lies; nothing is built at the start.
//!
//! The vectors know no case, so words are looked up in lower case. A word that is not there has no clusters, and about
//! one in 500 of such words gets a stranger's: what uses clusters weighs many of them.

use std::sync::LazyLock;

use thiserror::Error;

/// How many clusters each grain has.
pub const GRAINS: [u16; 3] = [64, 256, 1024];

/// The clusters of one word, from the coarsest grain to the finest; each below its number in [`GRAINS`].
pub type Clusters = [u16; 3];

/// How a file of clusters starts: what it is and which version of the format.
const MAGIC: &[u8] = b"brief word clusters 1\n";
/// Bytes of a slot of the table, and of a triple of clusters.
const WIDTH: usize = 3;
/// What a slot's lower bits give: the place of its triple, one up, since 0 is an empty slot.
const PLACE_BITS: u32 = 12;
const PLACE_MASK: u32 = (1 << PLACE_BITS) - 1;

static SHIPPED: LazyLock<WordClusters<'static>> =
    LazyLock::new(|| WordClusters::read(include_bytes!("data/word-clusters.bin")).expect("the tests read it"));

/// Words and their clusters, in packed form.
#[derive(Debug, Clone, Copy)]
pub struct WordClusters<'a> {
    triples: &'a [u8],
    slots: &'a [u8],
}

/// Why clusters can't be packed or read.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ClustersError {
    /// The bytes are no file of clusters of this version.
    #[error("no file of word clusters, or of another version")]
    Format,
    /// There are more distinct triples of clusters than the format has room for.
    #[error("{0} distinct triples of clusters; at most 4,095 can be packed")]
    TooVaried(usize),
}

impl WordClusters<'static> {
    /// Those that are compiled in.
    ///
    /// # Panics
    /// Never: the tests hold that the file can be read.
    pub fn get() -> Self {
        *SHIPPED
    }
}

impl<'a> WordClusters<'a> {
    /// Reads packed clusters. Looks at the header alone.
    ///
    /// # Errors
    /// Where the bytes are not what [`pack`] makes.
    pub fn read(bytes: &'a [u8]) -> Result<Self, ClustersError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ClustersError::Format)?;
        let end = rest.iter().position(|byte| *byte == 0).ok_or(ClustersError::Format)?;
        let (sizes, tables) = rest[end + 1..].split_first_chunk::<8>().ok_or(ClustersError::Format)?;
        let size = |at: usize| u32::from_le_bytes([sizes[at], sizes[at + 1], sizes[at + 2], sizes[at + 3]]) as usize;
        let (triples, slots) = tables.split_at_checked(size(0) * WIDTH).ok_or(ClustersError::Format)?;
        let sound = slots.len() == size(4) * WIDTH && !slots.is_empty();
        sound.then_some(Self { triples, slots }).ok_or(ClustersError::Format)
    }

    /// The clusters of a word, given in lower case.
    pub fn of(&self, lower: &str) -> Option<Clusters> {
        let (tag, mut slot) = place(lower, self.slots.len() / WIDTH);
        // The table always has empty slots; the count keeps a file that is not ours from looping.
        for _ in 0..self.slots.len() {
            let entry = read_u24(self.slots, slot);
            if entry == 0 {
                return None;
            }
            if entry >> PLACE_BITS == tag {
                return Some(unpack(read_u24(self.triples, (entry & PLACE_MASK) as usize - 1)));
            }
            slot = (slot + 1) % (self.slots.len() / WIDTH);
        }
        None
    }
}

/// Packs words with their clusters; of a word that comes twice the first counts. `about` says where they are from and
/// under which terms.
///
/// # Errors
/// Where there are too many distinct triples.
pub fn pack(about: &str, words: &[(String, Clusters)]) -> Result<Vec<u8>, ClustersError> {
    let mut triples: Vec<Clusters> = words.iter().map(|(_, clusters)| *clusters).collect();
    triples.sort_unstable();
    triples.dedup();
    if triples.len() > PLACE_MASK as usize {
        return Err(ClustersError::TooVaried(triples.len()));
    }
    // Four slots in five are taken: some thirteen are looked at for a word that is not there.
    let count = words.len() + words.len() / 4 + 1;
    let mut slots = vec![0_u32; count];
    for (word, clusters) in words {
        let (tag, mut slot) = place(word, count);
        let triple = triples.partition_point(|other| other < clusters);
        let entry = tag << PLACE_BITS | u32::try_from(triple + 1).unwrap_or_default();
        while slots[slot] != 0 && slots[slot] >> PLACE_BITS != tag {
            slot = (slot + 1) % count;
        }
        if slots[slot] == 0 {
            slots[slot] = entry;
        }
    }
    let mut bytes = [MAGIC, about.as_bytes(), &[0]].concat();
    for size in [triples.len(), count] {
        bytes.extend(u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes());
    }
    let packed = triples.iter().map(|[a, b, c]| u32::from(*a) | u32::from(*b) << 6 | u32::from(*c) << 14);
    for number in packed.chain(slots) {
        bytes.extend(&number.to_le_bytes()[..WIDTH]);
    }
    Ok(bytes)
}

/// A word's tag and the slot where looking for it starts.
fn place(word: &str, slots: usize) -> (u32, usize) {
    // FNV-1a, its high bits stirred into the low ones.
    let hash = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let hash = (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let tag = u32::try_from(hash >> 52).unwrap_or_default();
    let slot = (hash >> 20 & 0xffff_ffff) * slots as u64 >> 32;
    (tag, usize::try_from(slot).unwrap_or_default())
}

fn read_u24(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at * WIDTH..at * WIDTH + WIDTH).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], 0]))
}

fn unpack(triple: u32) -> Clusters {
    let part = |shift: u32, grain: u16| u16::try_from(triple >> shift & u32::from(grain - 1)).unwrap_or_default();
    [part(0, GRAINS[0]), part(6, GRAINS[1]), part(14, GRAINS[2])]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_found_again() {
        let words: Vec<(String, Clusters)> =
            (0..1000_u16).map(|i| (format!("word{i}"), [i % 64, i % 256, i % 1024])).collect();
        let bytes = pack("made up", &words).unwrap();
        let clusters = WordClusters::read(&bytes).unwrap();
        let found = words.iter().filter(|(word, of)| clusters.of(word) == Some(*of)).count();
        assert!(found >= 990, "{found} of 1000: tags of 12 bits meet seldom");
        let strangers = (0..1000).filter(|i| clusters.of(&format!("other{i}")).is_some()).count();
        assert!(strangers < 20, "{strangers} of 1000");
    }

    #[test]
    fn words_used_alike_share_clusters() {
        let clusters = WordClusters::get();
        let finest = |word: &str| clusters.of(word).map(|of| of[2]);
        assert!(finest("minister").is_some());
        assert_eq!(finest("tuesday"), finest("wednesday"));
        assert_ne!(finest("minister"), finest("banana"));
        assert_eq!(clusters.of("qqzzxxyyqq"), None);
    }

    #[test]
    fn other_bytes_are_refused() {
        for bytes in [&b""[..], b"brief word clusters 2\n\0", b"brief word clusters 1\n\0\x01\0\0\0\x01\0\0\0"] {
            assert_eq!(WordClusters::read(bytes).map(|_| ()), Err(ClustersError::Format));
        }
    }

    #[test]
    fn more_variety_than_there_is_room_for_is_refused() {
        let words: Vec<_> = (0..5000_u16).map(|i| (i.to_string(), [i / 1024, 0, i % 1024])).collect();
        assert_eq!(pack("", &words), Err(ClustersError::TooVaried(5000)));
    }
}
