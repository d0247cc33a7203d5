//! The core properties of a package: Dublin Core, and Word's own beside it.

use crate::intake::Unreadable;
use crate::intake::manuscript::Properties;
use crate::intake::xml::{Event, Xml};

/// The properties in this part.
///
/// # Errors
/// Where it goes beyond a limit.
pub(super) fn read(part: &str) -> Result<Properties, Unreadable> {
    let mut properties = Properties::default();
    let mut modified = String::new();
    let mut xml = Xml::new(part);
    while let Some(event) = xml.next()? {
        let Event::Open(tag) = event else { continue };
        match tag.local() {
            "title" => properties.title = xml.words()?,
            "subject" => properties.subject = xml.words()?,
            "description" => properties.summary = xml.words()?,
            "creator" => properties.creators = xml.words()?.split(';').map(str::to_owned).collect(),
            "created" => properties.created = xml.words()?,
            "modified" => modified = xml.words()?,
            "language" => properties.language = xml.words()?,
            "keywords" => {
                let words = xml.words()?;
                properties.keywords(&words);
            }
            _ => {}
        }
    }
    if properties.created.trim().is_empty() {
        properties.created = modified;
    }
    Ok(properties)
}
