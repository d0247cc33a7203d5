//! The fields above a message or a part, unfolded; their values are parsed only when they are asked for.

use mail_parser::parsers::MessageStream;
use mail_parser::{Address, ContentType, DateTime, HeaderValue};

use crate::document::date_in;
use crate::intake::charset;
use crate::intake::spaces::one_line;

/// The longest head, the most fields and the longest field that are looked at: mails have a few dozen short ones.
const LONGEST: usize = 1 << 20;
const FIELDS: usize = 1000;
const FIELD: usize = 16 << 10;
/// The longest name of a field.
const NAME: usize = 76;

/// The fields of a message or of a part.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Names in lower case, and values with their line breaks taken out.
    fields: Vec<(String, String)>,
}

/// Somebody who is named in a field.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: Option<String>,
    pub(super) address: Option<String>,
}

/// Head and body of a message or of a part. The head ends at a blank line, or where a line is no field.
pub(super) fn split(bytes: &[u8]) -> (Head, &[u8]) {
    let end = end_of_head(&bytes[..bytes.len().min(LONGEST)]);
    let decoded = charset::decode(&bytes[..end]);
    let mut head = Head::default();
    for line in decoded.text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = head.fields.last_mut().filter(|(_, value)| value.len() < FIELD) {
                value.push_str(line);
            }
        } else if let Some((name, value)) = line.split_once(':').filter(|_| head.fields.len() < FIELDS) {
            head.fields.push((name.trim_end().to_ascii_lowercase(), value.to_owned()));
        }
    }
    for (_, value) in &mut head.fields {
        let short = value.char_indices().map(|(at, _)| at).find(|at| *at >= FIELD);
        value.truncate(short.unwrap_or(value.len()));
        value.push('\n');
    }
    let body = &bytes[end..];
    (head, body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body))
}

fn end_of_head(bytes: &[u8]) -> usize {
    let mut end = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let goes_on = end > 0 && line.starts_with(b" ") || line.starts_with(b"\t");
        if line.trim_ascii().is_empty() || !goes_on && !is_field(line) {
            break;
        }
        end += line.len();
    }
    end
}

fn is_field(line: &[u8]) -> bool {
    let Some(colon) = line.iter().take(NAME + 1).position(|byte| *byte == b':') else { return false };
    let name = line[..colon].trim_ascii_end();
    !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
}

impl Head {
    /// The value as it stands, the space around it left out.
    pub(super) fn raw(&self, name: &str) -> Option<&str> {
        self.value(name).map(str::trim).filter(|value| !value.is_empty())
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Free words, decoded.
    pub(super) fn words(&self, name: &str) -> Option<String> {
        let HeaderValue::Text(words) = stream(self.value(name)?).parse_unstructured() else { return None };
        Some(one_line(&words)).filter(|words| !words.is_empty())
    }

    /// The people, or the list, that a field names.
    pub(super) fn people(&self, name: &str) -> Vec<Person> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let words = |words: Option<&str>| words.map(one_line).filter(|words| !words.is_empty());
        match stream(value).parse_address() {
            HeaderValue::Address(address @ (Address::List(_) | Address::Group(_))) => address
                .iter()
                .map(|one| Person { name: words(one.name()), address: words(one.address()) })
                .filter(|person| person.name.is_some() || person.address.is_some())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// A kind and its parameters.
    pub(super) fn content(&self, name: &str) -> Option<ContentType<'_>> {
        match stream(self.value(name)?).parse_content_type() {
            HeaderValue::ContentType(content) => Some(content),
            _ => None,
        }
    }

    /// The day of a date, on the calendar of whoever wrote it.
    pub(super) fn day(&self, name: &str) -> Option<jiff::civil::Date> {
        let value = self.value(name)?;
        let Some(date) = DateTime::parse_rfc822(value) else { return date_in(value).map(|date| date.day) };
        let (year, month, day) = (date.year.try_into().ok()?, date.month.try_into().ok()?, date.day.try_into().ok()?);
        jiff::civil::Date::new(year, month, day).ok().filter(|_| date.is_valid())
    }

    /// Whether this is the head of a mail: two fields as mails have them, one of which no typist writes.
    pub(super) fn is_of_a_mail(&self) -> bool {
        let has = |name: &str, fits: fn(&str) -> bool| self.raw(name).is_some_and(fits);
        let is_address = |value: &str| value.contains('@') || value.contains('<');
        let is_id = |value: &str| value.starts_with('<') && value.contains('>');
        let of_machines = [
            self.day("date").is_some() && has("date", |date| date.contains(':')),
            has("received", |value| value.contains("by ") || value.contains("from ")),
            has("mime-version", |value| value.starts_with(|c: char| c.is_ascii_digit())),
            has("return-path", is_id),
            has("message-id", is_id),
        ];
        let of_people =
            [has("from", is_address), has("to", |value| value.contains(['@', '<', ':'])), has("subject", |_| true)];
        let count = |found: &[bool]| found.iter().filter(|is| **is).count();
        count(&of_machines) > 0 && count(&of_machines) + count(&of_people) > 1
    }

    /// Whether there is no field at all.
    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }
}

fn stream(value: &str) -> MessageStream<'_> {
    MessageStream::new(value.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Head {
        split(text.as_bytes()).0
    }

    #[test]
    fn fields_are_unfolded_and_decoded() {
        let head = head(
            "Subject: Water =?utf-8?q?pact_=E2=80=93?=\r\n =?utf-8?b?IGZpcnN0IGRyYWZ0?=\r\nFrom: =?iso-8859-1?Q?J=FCrg?= Frei <j@example.org>\r\nX:\r\n\r\nBody: no field\r\n",
        );
        assert_eq!(head.words("subject").as_deref(), Some("Water pact – first draft"));
        let person = &head.people("from")[0];
        assert_eq!((person.name.as_deref(), person.address.as_deref()), (Some("Jürg Frei"), Some("j@example.org")));
        assert_eq!(head.raw("x"), None);
        assert_eq!(head.raw("body"), None);
    }

    #[test]
    fn old_charsets_in_the_head_are_guessed() {
        let (head, body) = split(b"Subject: Le pr\xe9sident a d\xe9clar\xe9 que l'\xe9t\xe9 serait d\xe9cisif\n\nText");
        assert_eq!(head.words("subject").as_deref(), Some("Le président a déclaré que l'été serait décisif"));
        assert_eq!(body, b"Text");
    }

    #[test]
    fn the_day_is_that_of_the_writer() {
        for (value, day) in [
            ("Mon, 18 Aug 2025 23:30:00 -0400", Some("2025-08-18")),
            ("18 Aug 2025 10:23 GMT", Some("2025-08-18")),
            ("2025-08-18 10:23:00", Some("2025-08-18")),
            ("Mon, 18 Aug 2025 23:30:00 +0200 (CEST)", Some("2025-08-18")),
            ("yesterday", None),
            ("31 Feb 2025 10:00:00 +0000", None),
        ] {
            let found = head(&format!("Date: {value}\n\n")).day("date").map(|day| day.to_string());
            assert_eq!(found.as_deref(), day, "{value}");
        }
    }

    #[test]
    fn mails_are_told_from_memoranda() {
        for (text, is_mail) in [
            ("From: Ann Lee <ann@example.org>\nDate: Mon, 18 Aug 2025 10:00:00 +0200\n\nHi", true),
            ("Received: from a by b; x\nReturn-Path: <ann@example.org>\n\nHi", true),
            ("MIME-Version: 1.0\nSubject: Talks\n\nHi", true),
            ("FROM: Bo Roe, Secretary\nTO: All staff\nSUBJECT: The dam\nDATE: 18 August 2025\n\nWords.", false),
            (
                "From: Ann <ann@example.org>\nTo: bo@example.org\nSubject: The dam\nDate: August 18, 2025\n\nWords.",
                false,
            ),
            ("Subject: The dam\n\nWords.", false),
            ("Note: this is prose\nDate: Mon, 18 Aug 2025 10:00:00 +0200\n\nHi", false),
            ("The ministers met.\nFrom: a@example.org\nMIME-Version: 1.0\n", false),
            ("title: The dam\ndate: 2025-08-18\n", false),
        ] {
            assert_eq!(head(text).is_of_a_mail(), is_mail, "{text}");
        }
    }
}
