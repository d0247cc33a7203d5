//! What sources and files are known by, whatever they are called and wherever they are.

/// SHA-256 in lower-case hexadecimal: what sources and files are known by.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    use std::fmt::Write as _;
    sha2::Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
