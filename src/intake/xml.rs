//! XML, as an element opens, as words come, as it closes. Names are taken without their prefixes. No entity but XML's own
//! five is ever expanded, no document type is looked at, and nothing is fetched.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event as Raw};

use super::{Unreadable, charset};

/// The deepest nesting of elements. Tables in tables in text boxes stay under 100.
const DEEPEST: usize = 400;

/// What comes next.
pub(super) enum Event<'a> {
    Open(Tag<'a>),
    /// The element with this name ends.
    Close(Name<'a>),
    Words(Cow<'a, str>),
}

/// An element's name with its prefix.
pub(super) struct Name<'a>(quick_xml::events::BytesEnd<'a>);

impl Name<'_> {
    pub(super) fn local(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// An element as it opens.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name, without a prefix.
    pub(super) fn local(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The attribute with this name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        // The checks for attributes given twice cost the square of their number.
        let found = self
            .0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|found| found.key.local_name().into_inner() == name)?;
        Some(quick_xml::escape::unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }

    /// The attribute `val` of Word's properties.
    pub(super) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether this property of Word's is switched on: it is, unless it says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !self.value().is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}

/// A document, read from its start to its end.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Why reading stopped ahead of the end.
    damage: Option<String>,
}

/// The characters of an XML document.
pub(super) fn characters(bytes: &[u8]) -> Cow<'_, str> {
    charset::decode(bytes).text
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0, damage: None }
    }

    /// The next event; `None` at the end, or where the document is damaged: then [`Xml::damage`] says why.
    ///
    /// # Errors
    /// Where elements nest deeper than is safe.
    pub(super) fn next(&mut self) -> Result<Option<Event<'a>>, Unreadable> {
        loop {
            let event = match self.reader.read_event() {
                Ok(Raw::Start(tag)) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(Unreadable::Limit(format!("its elements nest deeper than {DEEPEST}")));
                    }
                    Event::Open(Tag(tag))
                }
                Ok(Raw::End(name)) => {
                    self.depth = self.depth.saturating_sub(1);
                    Event::Close(Name(name))
                }
                Ok(Raw::Text(words)) => Event::Words(words.into_inner()),
                Ok(Raw::CData(words)) => Event::Words(words.into_inner()),
                Ok(Raw::GeneralRef(entity)) => Event::Words(character(&entity)),
                Ok(Raw::Eof) => {
                    if self.depth > 0 {
                        self.damage.get_or_insert_with(|| "it is cut off".to_owned());
                    }
                    return Ok(None);
                }
                Ok(_) => continue,
                Err(cause) => {
                    self.damage = Some(cause.to_string());
                    return Ok(None);
                }
            };
            return Ok(Some(event));
        }
    }

    /// Reads to the end of the element that was opened last, and hands what is in it to `each`.
    ///
    /// # Errors
    /// As for [`Xml::next`].
    pub(super) fn within(&mut self, mut each: impl FnMut(Event<'a>)) -> Result<(), Unreadable> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            match self.next()? {
                Some(Event::Close(_)) if self.depth == outside => break,
                Some(event) => each(event),
                None => break,
            }
        }
        Ok(())
    }

    /// Passes over the element that was opened last.
    ///
    /// # Errors
    /// As for [`Xml::next`].
    pub(super) fn skip(&mut self) -> Result<(), Unreadable> {
        self.within(|_| {})
    }

    /// All the words in the element that was opened last.
    ///
    /// # Errors
    /// As for [`Xml::next`].
    pub(super) fn words(&mut self) -> Result<String, Unreadable> {
        let mut words = String::new();
        self.within(|event| {
            if let Event::Words(more) = event {
                words.push_str(&more);
            }
        })?;
        Ok(words)
    }

    /// How many elements are open.
    pub(super) const fn depth(&self) -> usize {
        self.depth
    }

    pub(super) fn damage(&self) -> Option<&str> {
        self.damage.as_deref()
    }
}

/// The character that a reference stands for; what is none of XML's own is left as it was typed.
fn character(entity: &BytesRef<'_>) -> Cow<'static, str> {
    if entity.is_char_ref() {
        let found = entity.resolve_char_ref().ok().flatten().unwrap_or(char::REPLACEMENT_CHARACTER);
        return Cow::Owned(found.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(entity)
        .map_or_else(|| Cow::Owned(format!("&{};", &**entity)), Cow::Borrowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of a text, elements in brackets; and whether it is damaged.
    fn told(text: &str) -> (String, bool) {
        let mut xml = Xml::new(text);
        let mut told = String::new();
        while let Some(event) = xml.next().unwrap() {
            match event {
                Event::Open(tag) => told.extend(["<", tag.local(), ">"]),
                Event::Close(name) => told.extend(["</", name.local(), ">"]),
                Event::Words(words) => told.push_str(&words),
            }
        }
        (told, xml.damage().is_some())
    }

    #[test]
    fn elements_and_words() {
        for (text, expected, is_damaged) in [
            ("<w:p x:a='1'>a<w:t/>&amp;&#x41;</w:p>", "<p>a<t></t>&A</p>", false),
            ("<p><![CDATA[<b>]]><!-- no --></p>", "<p><b></p>", false),
            ("<p>cut", "<p>cut", true),
            ("<p>cut <b", "<p>cut ", true),
            ("<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;&lt;</p>", "<p>&x;<</p>", false),
        ] {
            assert_eq!(told(text), (expected.to_owned(), is_damaged), "{text}");
        }
    }

    #[test]
    fn entities_are_not_expanded_and_depth_is_bounded() {
        let bomb = "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><p>&b;</p>";
        assert_eq!(told(bomb).0, "<p>&b;</p>");
        let text = "<a>".repeat(1_000_000);
        let mut xml = Xml::new(&text);
        let stopped = loop {
            match xml.next() {
                Ok(Some(_)) => {}
                Ok(None) => break false,
                Err(cause) => break matches!(cause, Unreadable::Limit(_)),
            }
        };
        assert!(stopped);
    }

    #[test]
    fn elements_are_passed_over_whole() {
        let mut xml = Xml::new("<a><b>x<c>y</c></b><d>z</d></a>");
        let mut found = Vec::new();
        while let Some(event) = xml.next().unwrap() {
            match event {
                Event::Open(tag) if tag.local() == "b" => xml.skip().unwrap(),
                Event::Open(tag) if tag.local() == "d" => found.push(xml.words().unwrap()),
                _ => {}
            }
        }
        assert_eq!(found, ["z"]);
    }
}
