//! One hash for what is packed into files: it must give the same on every machine and in every version.

/// The hash of a text: FNV-1a, stirred.
pub(crate) fn hash(text: &str) -> u64 {
    stir(text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
}

/// Two numbers as one; the order counts.
pub(crate) fn join(one: u64, other: u64) -> u64 {
    stir(one.rotate_left(23) ^ other.wrapping_mul(0xd6e8_feb8_6659_fd93))
}

/// Spreads what is in the high bits over all of them, and back.
fn stir(hash: u64) -> u64 {
    let hash = (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ hash >> 29
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_stay_as_the_packed_files_have_them() {
        assert_eq!(hash(""), hash(""));
        assert_ne!(join(1, 2), join(2, 1));
        assert_ne!(hash("Oslo"), hash("oslo"));
    }
}
