//! What an OpenDocument file says of itself.

use crate::intake::Unreadable;
use crate::intake::manuscript::Properties;
use crate::intake::xml::{Event, Xml};

/// The properties in this part.
///
/// # Errors
/// Where it goes beyond a limit.
pub(super) fn read(part: &str) -> Result<Properties, Unreadable> {
    let mut properties = Properties::default();
    let (mut last_writer, mut last_change) = (String::new(), String::new());
    let mut xml = Xml::new(part);
    while let Some(event) = xml.next()? {
        let Event::Open(tag) = event else { continue };
        match tag.local() {
            "title" => properties.title = xml.words()?,
            "subject" => properties.subject = xml.words()?,
            "description" => properties.summary = xml.words()?,
            "initial-creator" => properties.creators = xml.words()?.split(';').map(str::to_owned).collect(),
            "creator" => last_writer = xml.words()?,
            "creation-date" => properties.created = xml.words()?,
            "date" => last_change = xml.words()?,
            "language" => properties.language = xml.words()?,
            "keyword" => {
                let words = xml.words()?;
                properties.keywords(&words);
            }
            _ => {}
        }
    }
    if properties.creators.is_empty() {
        properties.creators = last_writer.split(';').map(str::to_owned).collect();
    }
    if properties.created.is_empty() {
        properties.created = last_change;
    }
    Ok(properties)
}
