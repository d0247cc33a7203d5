//! Which words are used alike: for each of some 275,000 English words its k-means cluster among word vectors, at three
//! grains. Packed into one file that is compiled in and read where it lies; nothing is built at the start.
//!
//! The vectors know no case, so words are looked up in lower case. A word that is not there has no clusters, or seldom a
//! stranger's: what uses clusters weighs many of them.

use thiserror::Error;

use super::word_table::{self, LARGEST, WIDTH, WordTable, read_u24};

/// How many clusters each grain has.
pub const GRAINS: [u16; 3] = [64, 256, 1024];

/// The clusters of one word, from the coarsest grain to the finest; each below its number in [`GRAINS`].
pub type Clusters = [u16; 3];

/// How a file of clusters starts: what it is and which version of the format.
const MAGIC: &[u8] = b"brief word clusters 2\n";

/// Words and their clusters, in packed form.
#[derive(Debug, Clone, Copy)]
pub struct WordClusters<'a> {
    /// The distinct triples of clusters.
    triples: &'a [u8],
    /// Words, each with the place of its triple.
    words: WordTable<'a>,
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
        Self::read(include_bytes!("data/word-clusters.bin")).expect("the tests read it")
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
        let (size, tables) = rest[end + 1..].split_first_chunk::<2>().ok_or(ClustersError::Format)?;
        let size = usize::from(u16::from_le_bytes(*size)) * WIDTH;
        let (triples, words) = tables.split_at_checked(size).ok_or(ClustersError::Format)?;
        let words = WordTable::read(words).ok_or(ClustersError::Format)?;
        Ok(Self { triples, words })
    }

    /// The clusters of a word, given in lower case.
    pub fn of(&self, lower: &str) -> Option<Clusters> {
        self.words.get(lower).map(|triple| unpack(read_u24(self.triples, triple.into())))
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
    let size = u16::try_from(triples.len()).ok().filter(|size| *size <= LARGEST + 1);
    let size = size.ok_or(ClustersError::TooVaried(triples.len()))?;
    let place = |clusters: &Clusters| u16::try_from(triples.partition_point(|other| other < clusters));
    let table = word_table::pack(words.iter().map(|(word, of)| (word.as_str(), place(of).unwrap_or(LARGEST))));
    let packed = triples.iter().map(|[a, b, c]| u32::from(*a) | u32::from(*b) << 6 | u32::from(*c) << 14);
    let packed: Vec<u8> = packed.flat_map(|triple| triple.to_le_bytes().into_iter().take(WIDTH)).collect();
    Ok([MAGIC, about.as_bytes(), &[0], &size.to_le_bytes(), &packed, &table].concat())
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
            (0..100_u16).map(|i| (format!("word{i}"), [i % 64, i * 2, i * 10])).collect();
        let bytes = pack("made up", &words).unwrap();
        let clusters = WordClusters::read(&bytes).unwrap();
        assert!(words.iter().all(|(word, of)| clusters.of(word) == Some(*of)));
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
        for bytes in [&b""[..], b"brief word clusters 1\n\0", b"brief word clusters 2\n\0\x01\0\0\0"] {
            assert_eq!(WordClusters::read(bytes).map(|_| ()), Err(ClustersError::Format));
        }
    }

    #[test]
    fn more_variety_than_there_is_room_for_is_refused() {
        let words: Vec<_> = (0..5000_u16).map(|i| (i.to_string(), [i / 1024, 0, i % 1024])).collect();
        assert_eq!(pack("", &words), Err(ClustersError::TooVaried(5000)));
    }
}
