//! The parts of a message: which of them are its text, in which versions, and which are attached.

use mail_parser::ContentType;

use super::head::{self, Head};
use super::transfer;
use crate::document::Diagnostic;
use crate::intake::{Unreadable, amount, charset};

/// How deep parts may be nested, and how many there may be.
const DEPTH: usize = 24;
const PARTS: usize = 2000;

/// What a message holds.
#[derive(Default)]
pub(super) struct Parts {
    /// The texts to be read one after another.
    pub(super) texts: Vec<Versions>,
    /// The names of what is attached.
    pub(super) attached: Vec<String>,
    pub(super) diagnostics: Vec<Diagnostic>,
    seen: usize,
}

/// One text in the versions that it was sent in.
#[derive(Debug, Default)]
pub(super) struct Versions {
    pub(super) plain: Option<Plain>,
    pub(super) html: Option<String>,
}

/// A text without markup.
#[derive(Debug, Default)]
pub(super) struct Plain {
    pub(super) text: String,
    /// Whether its lines say where they may be joined (format=flowed), and whether the space at the join goes.
    pub(super) flowed: Option<Flowed>,
}

/// How flowed lines are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flowed {
    KeepSpace,
    DropSpace,
}

/// The parts of a message.
///
/// # Errors
/// Where it is encrypted, or nests beyond the limits.
pub(super) fn parts(head: &Head, body: &[u8]) -> Result<Parts, Unreadable> {
    let mut parts = Parts::default();
    parts.texts = parts.part(head, body, DEPTH, false)?;
    Ok(parts)
}

impl Parts {
    /// The texts in a part; what else is in it is noted. `in_digest`, what does not say its kind is a message.
    fn part(&mut self, head: &Head, body: &[u8], depth: usize, in_digest: bool) -> Result<Vec<Versions>, Unreadable> {
        self.seen += 1;
        if depth == 0 || self.seen > PARTS {
            return Err(Unreadable::Limit(format!("more than {PARTS} parts, or more than {DEPTH} in one another")));
        }
        let content = head.content("content-type");
        let kind = kind(content.as_ref(), in_digest);
        let disposition = head.content("content-disposition");
        let is_attachment = disposition.as_ref().is_some_and(ContentType::is_attachment);
        let boundary = content.as_ref().and_then(|content| content.attribute("boundary"));
        if is_encrypted(&kind, content.as_ref()) {
            return Err(Unreadable::Encrypted);
        }
        match (kind.as_str(), boundary) {
            (kind, Some(boundary)) if kind.starts_with("multipart/") => {
                let mut found = Vec::new();
                for part in between(body, boundary) {
                    let (head, body) = head::split(part);
                    found.push(self.part(&head, body, depth - 1, kind == "multipart/digest")?);
                }
                let found = found.into_iter().flatten();
                Ok(if kind == "multipart/alternative" { one_of(found) } else { found.collect() })
            }
            ("message/rfc822" | "message/global", _) if !is_attachment => {
                let bytes = transfer::decode(head.raw("content-transfer-encoding"), body);
                let (head, body) = head::split(&bytes);
                self.attached.extend(head.words("subject").map(|subject| format!("the message “{subject}”")));
                self.part(&head, body, depth - 1, false)
            }
            ("text/plain" | "text/html", _)
                if !is_attachment && self.is_text(&kind, content.as_ref(), disposition.as_ref()) =>
            {
                Ok(vec![self.text(&kind, content.as_ref(), head, body)])
            }
            (kind, _) if kind.starts_with("multipart/") => {
                Ok(vec![self.text("text/plain", content.as_ref(), head, body)])
            }
            _ => {
                self.attached.extend(name(content.as_ref(), disposition.as_ref()));
                Ok(Vec::new())
            }
        }
    }

    /// Whether a part is to be read: what has a file's name and follows a text is a file.
    fn is_text(&self, kind: &str, content: Option<&ContentType<'_>>, disposition: Option<&ContentType<'_>>) -> bool {
        kind == "text/html" || self.seen <= 2 || name(content, disposition).is_none()
    }

    fn text(&mut self, kind: &str, content: Option<&ContentType<'_>>, head: &Head, body: &[u8]) -> Versions {
        let bytes = transfer::decode(head.raw("content-transfer-encoding"), body);
        let attribute = |name| content.and_then(|content| content.attribute(name));
        let is = |name, wanted: &str| attribute(name).is_some_and(|value| value.eq_ignore_ascii_case(wanted));
        let head = amount::head(&bytes);
        let text = charset::decode_declared(head, attribute("charset"));
        self.diagnostics.extend(text.diagnostics);
        let (text, cut) = amount::cut(text.text, head.len() < bytes.len());
        self.diagnostics.extend(cut);
        let text = text.into_owned();
        if kind == "text/html" {
            return Versions { plain: None, html: Some(text) };
        }
        let joined = if is("delsp", "yes") { Flowed::DropSpace } else { Flowed::KeepSpace };
        let flowed = is("format", "flowed").then_some(joined);
        Versions { plain: Some(Plain { text, flowed }), html: None }
    }
}

fn kind(content: Option<&ContentType<'_>>, in_digest: bool) -> String {
    let Some(content) = content else {
        return if in_digest { "message/rfc822" } else { "text/plain" }.to_owned();
    };
    format!("{}/{}", content.ctype(), content.subtype().unwrap_or("plain")).to_ascii_lowercase()
}

/// S/MIME and PGP; what is only signed can be read.
fn is_encrypted(kind: &str, content: Option<&ContentType<'_>>) -> bool {
    let attribute = |name| content.and_then(|content| content.attribute(name)).map(str::to_ascii_lowercase);
    match kind {
        "multipart/encrypted" => true,
        "application/pkcs7-mime" | "application/x-pkcs7-mime" => {
            !matches!(attribute("smime-type").as_deref(), Some("signed-data" | "certs-only" | "compressed-data"))
        }
        _ => false,
    }
}

/// The same text in several versions: of each kind the last that has words, being the one that the sender thinks best.
fn one_of(found: impl Iterator<Item = Versions>) -> Vec<Versions> {
    let mut one = Versions::default();
    for versions in found {
        one.plain = versions.plain.filter(|plain| !plain.text.trim().is_empty()).or(one.plain);
        one.html = versions.html.filter(|html| !html.trim().is_empty()).or(one.html);
    }
    vec![one]
}

fn name(content: Option<&ContentType<'_>>, disposition: Option<&ContentType<'_>>) -> Option<String> {
    let of = |content: Option<&ContentType<'_>>, name| {
        content.and_then(|content| content.attribute(name)).map(str::to_owned)
    };
    of(disposition, "filename").or_else(|| of(content, "name")).filter(|name| !name.trim().is_empty())
}

/// What stands between lines of a boundary; what stands before the first and after the last is for nobody.
fn between<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let boundary = boundary.as_bytes();
    let (mut parts, mut from, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let mark = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary)).map(<[u8]>::trim_ascii_end);
        if let Some(rest) = mark.filter(|rest| matches!(*rest, b"" | b"--")) {
            parts.extend(from.take().map(|from| &body[from..at]));
            if rest == b"--" {
                return parts;
            }
            from = Some(at + line.len());
        }
        at += line.len();
    }
    parts.extend(from.map(|from| &body[from..]));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(message: &str) -> Result<Parts, Unreadable> {
        let (head, body) = head::split(message.as_bytes());
        parts(&head, body)
    }

    fn texts(parts: &Parts) -> Vec<(String, String)> {
        let plain =
            |plain: &Option<Plain>| plain.as_ref().map(|plain| plain.text.trim().to_owned()).unwrap_or_default();
        let html = |html: &Option<String>| html.as_deref().unwrap_or_default().trim().to_owned();
        parts.texts.iter().map(|versions| (plain(&versions.plain), html(&versions.html))).collect()
    }

    fn pair(plain: &str, html: &str) -> (String, String) {
        (plain.to_owned(), html.to_owned())
    }

    #[test]
    fn versions_texts_and_attachments() {
        let message = "Content-Type: multipart/mixed; boundary=out\n\nfor nobody\n--out\nContent-Type: multipart/alternative; boundary=\"in\"\n\n--in\n\nPlain.\n--in\nContent-Type: text/html\n\n<p>Rich.\n--in--\n--out\nContent-Type: application/pdf; name=\"map.pdf\"\n\n%PDF\n--out\nContent-Type: text/plain; name=log.txt\n\nx\n--out\n\nMore.\n";
        let parts = read(message).unwrap();
        assert_eq!(texts(&parts), [pair("Plain.", "<p>Rich."), pair("More.", "")]);
        assert_eq!(parts.attached, ["map.pdf", "log.txt"]);
    }

    #[test]
    fn a_message_in_a_message_is_read_unless_it_is_attached() {
        let message = |disposition: &str| {
            format!(
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n{disposition}\nSubject: The dam\n\nWithin.\n--b--\n"
            )
        };
        let inline = read(&message("")).unwrap();
        assert_eq!(texts(&inline), [pair("Within.", "")]);
        assert_eq!(inline.attached, ["the message “The dam”"]);
        let attached = read(&message("Content-Disposition: attachment; filename=dam.eml\n")).unwrap();
        assert!(attached.texts.is_empty());
        assert_eq!(attached.attached, ["dam.eml"]);
    }

    #[test]
    fn what_is_encrypted_says_so_and_what_is_signed_is_read() {
        for kind in ["multipart/encrypted; boundary=b", "application/pkcs7-mime; smime-type=enveloped-data"] {
            assert_eq!(read(&format!("Content-Type: {kind}\n\n--b\n\n")).err(), Some(Unreadable::Encrypted));
        }
        let signed = read("Content-Type: multipart/signed; boundary=b\n\n--b\n\nWords.\n--b\nContent-Type: application/pgp-signature; name=s.asc\n\nx\n--b--").unwrap();
        assert_eq!(texts(&signed), [pair("Words.", "")]);
    }

    #[test]
    fn nesting_ends_at_a_limit() {
        let deep = "Content-Type: message/rfc822\n\n".repeat(5000);
        assert!(matches!(read(&deep), Err(Unreadable::Limit(_))));
        let many = format!("Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\nx\n".repeat(5000));
        assert!(matches!(read(&many), Err(Unreadable::Limit(_))));
    }
}
