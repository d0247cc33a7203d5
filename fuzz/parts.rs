//! An archive's parts laid open, so that a fuzzer changes what is in them and not how they are packed.

#[path = "../tests/support/archive.rs"]
#[allow(dead_code)]
mod archive;

/// What stands ahead of each part: then come its name, a line's end and its content.
const MARK: &[u8] = b"\n@@@ ";

/// The archive of these parts.
pub fn packed(parts: &[u8]) -> Vec<u8> {
    let mut entries = Vec::new();
    let mut rest = parts;
    while !rest.is_empty() {
        let end = rest.windows(MARK.len()).position(|window| window == MARK).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after.get(MARK.len()..).unwrap_or_default();
        let line = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        // Names are at most as long as an archive can have them.
        let name = String::from_utf8_lossy(&part[..line.min(1000)]).into_owned();
        entries.push((name, part.get(line + 1..).unwrap_or_default()));
    }
    archive::packed(entries.iter().map(|(name, content)| archive::stored(name, content)))
}
