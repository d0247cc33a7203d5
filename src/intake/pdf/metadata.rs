//! What a PDF says of itself: the document information dictionary, and the XMP packet where that is silent.

use hayro_syntax::Pdf;
use hayro_syntax::object::{DateTime, Dict, Name, Stream, String as Bytes};
use regex::Regex;

use crate::document::{WrittenDate, date_in, printable};

/// The longest XMP packet that is looked into.
const LONGEST_PACKET: usize = 1 << 20;

/// The fields that a reader has use for, as they stand.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) title: Option<String>,
    pub(super) author: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) keywords: Vec<String>,
    pub(super) date: Option<WrittenDate>,
    pub(super) language: Option<String>,
}

pub(super) fn read(pdf: &Pdf) -> Fields {
    let info = pdf.metadata();
    let said = |field: &Option<Box<[u8]>>| field.as_deref().and_then(|bytes| words(&text_string(bytes)));
    let root: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let packet = root.as_ref().and_then(packet);
    let in_packet = |element: &str| packet.as_deref().and_then(|packet| in_packet(packet, element));
    let keywords = said(&info.keywords).unwrap_or_default();
    Fields {
        title: said(&info.title).or_else(|| in_packet("dc:title")).filter(|title| is_title(title)),
        author: said(&info.author).or_else(|| in_packet("dc:creator")),
        subject: said(&info.subject).or_else(|| in_packet("dc:description")),
        keywords: keywords.split([',', ';']).filter_map(words).collect(),
        date: info.creation_date.as_ref().and_then(date).or_else(|| date_in(&in_packet("xmp:CreateDate")?)),
        language: root
            .and_then(|root| root.get::<Bytes<'_>>("Lang"))
            .and_then(|tag| words(&text_string(tag.as_bytes()))),
    }
}

/// Whether the document says that its structure is marked, so that what it calls an artifact is one.
pub(super) fn is_tagged(pdf: &Pdf) -> bool {
    let root: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let marks = root.and_then(|root| root.get::<Dict<'_>>("MarkInfo"));
    marks.and_then(|marks| marks.get::<bool>("Marked")).unwrap_or(false)
}

fn packet(root: &Dict<'_>) -> Option<String> {
    let stream = root.get::<Stream<'_>>("Metadata")?;
    let is_xml = stream.dict().get::<Name<'_>>("Subtype").is_none_or(|kind| kind.as_str() == "XML");
    let bytes = stream.decoded_data().ok().filter(|bytes| is_xml && bytes.len() <= LONGEST_PACKET)?;
    String::from_utf8(bytes.into_owned()).ok()
}

/// The words of an element of the packet; of a list, its first item. It is read by its letters: no entity is resolved.
fn in_packet(packet: &str, element: &str) -> Option<String> {
    let open = format!("<{element}");
    let start = packet.find(&open)? + open.len();
    let end = start + packet[start..].find(&format!("</{element}"))?;
    let inner = &packet[start..end];
    let item = inner.find("<rdf:li").map_or(inner, |at| &inner[at..]);
    let from = item.find('>')? + 1;
    let to = item[from..].find('<').map_or(item.len(), |at| from + at);
    words(&plain_entities(&item[from..to]))
}

fn plain_entities(words: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    pairs.iter().fold(words.to_owned(), |words, (entity, c)| words.replace(entity, c))
}

/// A field made printable; `None` where nothing is in it.
fn words(field: &str) -> Option<String> {
    let field = field.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    (!field.is_empty()).then(|| printable(field).into_owned())
}

/// A name of a file, and what programs write where nobody has said anything, is no title.
fn is_title(title: &str) -> bool {
    let file = Regex::new(
        r"(?i)^(microsoft (word|powerpoint|excel) -.*|(untitled|document|layout|slide|book) ?\d*|.*\.(docx?|pdf|odt|rtf|indd|qxd|html?|tex|dvi|pub|pptx?|xlsx?|md|txt)|\W*)$",
    );
    // One word with hyphens or underscores in it is a file's name without its ending.
    let is_name = !title.contains(' ') && title.contains(['-', '_']) && !title.chars().any(char::is_uppercase);
    !is_name && !file.is_ok_and(|file| file.is_match(title))
}

fn date(stamp: &DateTime) -> Option<WrittenDate> {
    let (year, month) = (i16::try_from(stamp.year).ok()?, i8::try_from(stamp.month).ok()?);
    let day = jiff::civil::Date::new(year, month, i8::try_from(stamp.day).ok()?).ok()?;
    Some(WrittenDate { day, written: day.to_string() })
}

/// A text string of PDF: UTF-16 or UTF-8 by its mark, else in the encoding of PDF's own (ISO 32000-2, annex D.3).
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| own_encoding(*byte)).collect(),
    }
}

const fn own_encoding(byte: u8) -> char {
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł',
        'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
    ];
    const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    match byte {
        0x18..=0x1F => ACCENTS[byte as usize - 0x18],
        0x80..=0xA0 => HIGH[byte as usize - 0x80],
        _ => byte as char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_in_each_encoding() {
        for (bytes, words) in [
            (&b"Plain"[..], "Plain"),
            (b"\x8dQuoted\x8e \x84 \xe9t\xe9", "“Quoted” — été"),
            (b"\xFE\xFF\x04\x1a\x04\x38", "Ки"),
            (b"\xEF\xBB\xBF\xC3\xA9", "é"),
        ] {
            assert_eq!(text_string(bytes), words);
        }
    }

    #[test]
    fn titles_that_nobody_gave() {
        for (title, is) in [
            ("Microsoft Word - draft 3.docx", false),
            ("memo_final.pdf", false),
            ("Untitled", false),
            ("budget-speech_2", false),
            ("Document1", false),
            ("--", false),
            ("Who pays for the bridge?", true),
            ("Untitled lands: a report", true),
        ] {
            assert_eq!(is_title(title), is, "{title}");
        }
    }

    #[test]
    fn the_packet_is_read_by_its_letters() {
        let packet = "<x><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Salt &amp; water &evil;</rdf:li></rdf:Alt></dc:title>\
                      <xmp:CreateDate>2024-03-01T10:00:00Z</xmp:CreateDate></x>";
        assert_eq!(in_packet(packet, "dc:title").as_deref(), Some("Salt & water &evil;"));
        assert_eq!(in_packet(packet, "xmp:CreateDate").as_deref(), Some("2024-03-01T10:00:00Z"));
        assert_eq!(in_packet(packet, "dc:creator"), None);
    }
}
