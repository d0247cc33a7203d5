//! Word's documents, after ECMA-376 (Office Open XML), part 1, in its transitional and its strict form.
//!
//! What stands on the page is read: headers, footers, comments, instructions of fields and whatever is hidden are not. Tracked
//! changes count as accepted.

mod body;
mod core;
mod fields;
mod labels;
mod numbering;
mod package;
mod styles;
mod symbols;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use super::container::{Container, has_entry};
use super::{Draft, Unreadable};
use body::{NoteKind, Walk};
use numbering::Numbering;
use package::Package;
use styles::Styles;

/// How old Office files start, and the stream in them that is a newer file under a password, in UTF-16.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const PROTECTED: &str = "EncryptedPackage";
/// How much of a compound file is looked at for its streams' names.
const LOOK: usize = 4 << 20;

/// Whether the bytes are a Word document, or one under a password.
pub(super) fn is(bytes: &[u8]) -> bool {
    is_protected(bytes) || has_entry(bytes, |name| name.starts_with(b"word/"))
}

fn is_protected(bytes: &[u8]) -> bool {
    if !bytes.starts_with(COMPOUND) {
        return false;
    }
    let name: Vec<u8> = PROTECTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    // The directory may stand at either end.
    let (head, tail) = (&bytes[..bytes.len().min(LOOK)], &bytes[bytes.len().saturating_sub(LOOK)..]);
    [head, tail].into_iter().any(|part| part.windows(name.len()).any(|window| window == name))
}

/// The blocks of a Word document.
///
/// # Errors
/// Where it is encrypted, broken, empty or goes beyond a limit.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Unreadable> {
    if is_protected(bytes) {
        return Err(Unreadable::Encrypted);
    }
    let mut package = Package::open(Container::open(bytes)?)?;
    let document = package.document()?;
    let styles = Styles::read(&package.part("/styles")?)?;
    let numbering = Numbering::read(&package.part("/numbering")?)?;
    let links = package.links();
    let mut walk = Walk::new(&document, &styles, &numbering, links);
    walk.read()?;
    let damage = walk.damage();
    let (mut manuscript, cited) = walk.finish();
    if !cited.is_empty() {
        let mut notes = HashMap::new();
        for kind in [NoteKind::Footnote, NoteKind::Endnote] {
            notes.extend(body::notes(&package.part(kind.part())?, kind, &styles, &numbering)?);
        }
        for (number, id) in cited.iter().enumerate() {
            if let Some(note) = notes.remove(id) {
                manuscript.note(&(number + 1).to_string(), note);
            }
        }
    }
    let properties = core::read(&package.properties()?)?;
    manuscript.finish(properties, damage.as_deref())
}
