//! OpenDocument texts, after OASIS OpenDocument 1.3, part 3, as LibreOffice and others write them.
//!
//! What stands on the page is read. Tracked changes count as accepted: what was deleted stands outside the text, and is left there.

mod body;
mod lists;
mod meta;
mod styles;

#[cfg(test)]
mod tests;

use super::container::{Container, has_type};
use super::xml::characters;
use super::{Draft, Unreadable};
use body::Walk;
use styles::Styles;

/// Whether the bytes are an OpenDocument text, or a template of one.
pub(super) fn is(bytes: &[u8]) -> bool {
    has_type(bytes, b"application/vnd.oasis.opendocument.text")
}

/// The blocks of an OpenDocument text.
///
/// # Errors
/// Where it is encrypted, broken, empty or goes beyond a limit.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Unreadable> {
    let mut container = Container::open(bytes)?;
    let mut part = |name: &str| -> Result<String, Unreadable> {
        let bytes = container.read(name)?.unwrap_or_default();
        Ok(characters(&bytes).into_owned())
    };
    if part("META-INF/manifest.xml")?.contains("encryption-data") {
        return Err(Unreadable::Encrypted);
    }
    let (content, shared) = (part("content.xml")?, part("styles.xml")?);
    if content.is_empty() {
        return Err(Unreadable::Broken("its text is missing".to_owned()));
    }
    let properties = meta::read(&part("meta.xml")?)?;
    let styles = Styles::read(&[&shared, &content])?;
    let mut walk = Walk::new(&content, &styles);
    walk.read()?;
    let damage = walk.damage();
    walk.finish().finish(properties, damage.as_deref())
}
