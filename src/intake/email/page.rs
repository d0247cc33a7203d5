//! A page saved with its pictures as one message (MHTML, as browsers save it): its root, for the reader of pages.
//!
//! The pictures, style sheets and frames in it are left where they are.

use super::head::{self, Head};
use super::{mime, without_lead};
use crate::document::Diagnostic;
use crate::intake::Unreadable;

/// The root of a saved page.
pub(in crate::intake) struct SavedPage {
    pub(in crate::intake) html: String,
    /// Where it was saved from.
    pub(in crate::intake) address: Option<String>,
    pub(in crate::intake) diagnostics: Vec<Diagnostic>,
}

/// The root of the page, where these bytes are one that was saved as a message.
///
/// # Errors
/// Where its parts nest beyond the limits, or none of them is a page.
pub(in crate::intake) fn saved_page(bytes: &[u8]) -> Option<Result<SavedPage, Unreadable>> {
    let (head, body) = head::split(without_lead(bytes));
    is_saved(&head).then(|| {
        let parts = mime::parts(&head, body)?;
        // The root stands first; what follows it are frames.
        let html = parts.texts.into_iter().find_map(|versions| versions.html).ok_or(Unreadable::Empty)?;
        let field = |name| head.raw(name).map(|address| address.trim().to_owned());
        let address = field("snapshot-content-location").or_else(|| field("content-location"));
        let address = address.filter(|address| address.starts_with("http"));
        Ok(SavedPage { html, address, diagnostics: parts.diagnostics })
    })
}

/// Whether a message is a saved page: a document with what belongs to it, that says so or was never sent.
fn is_saved(head: &Head) -> bool {
    let content = head.content("content-type");
    let is_page = content.as_ref().is_some_and(|content| {
        content.ctype().eq_ignore_ascii_case("multipart")
            && content.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case("related"))
            && content.attribute("type").is_none_or(|kind| kind.eq_ignore_ascii_case("text/html"))
    });
    let was_sent = ["to", "cc", "received", "message-id", "delivered-to"].iter().any(|name| head.raw(name).is_some());
    is_page && (head.raw("snapshot-content-location").is_some() || !was_sent)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTS: &str = "\n--b\nContent-Type: text/html; charset=windows-1251\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://lantern.example/1\n\n<p>=D0=E0=E4=\n=E0</p>\n--b\nContent-Type: text/html\nContent-ID: <frame-1@mhtml.blink>\n\n<p>A frame.\n--b--\n";

    fn read(fields: &str) -> Option<Result<SavedPage, Unreadable>> {
        saved_page(format!("MIME-Version: 1.0\n{fields}Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n{PARTS}").as_bytes())
    }

    #[test]
    fn the_root_of_a_saved_page_is_read_in_its_own_charset() {
        let page =
            read("From: <Saved by Blink>\nSnapshot-Content-Location: https://lantern.example/1\n").unwrap().unwrap();
        assert_eq!(page.html.trim(), "<p>Рада</p>");
        assert_eq!(page.address.as_deref(), Some("https://lantern.example/1"));
        assert!(read("From: \"Saved by Windows Internet Explorer 11\"\nSubject: x\n").is_some());
    }

    #[test]
    fn a_letter_with_pictures_is_no_saved_page() {
        assert!(read("From: ann@lantern.example\nTo: bo@lantern.example\nMessage-ID: <1@x>\n").is_none());
        assert!(saved_page(b"From: ann@lantern.example\n\nWords.\n").is_none());
        assert!(saved_page(b"<html><p>Words").is_none());
    }
}
