//! Words that no other run of the program has, for the ids of new notes.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use jiff::Timestamp;

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 13 letters and digits: 64 bits of the system's randomness, the clock and the process.
pub(crate) fn seed(now: Timestamp) -> String {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_i128(now.as_nanosecond());
    hasher.write_u32(std::process::id());
    let bits = hasher.finish();
    (0..13).map(|i| char::from(DIGITS[usize::try_from((bits >> (5 * i)) & 31).unwrap_or(0)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_the_same() {
        let now = Timestamp::UNIX_EPOCH;
        let seeds: std::collections::HashSet<_> = (0..1000).map(|_| seed(now)).collect();
        assert_eq!(seeds.len(), 1000);
        assert!(seeds.iter().all(|seed| seed.len() == 13));
    }
}
