//! E-books, built in the tests out of the pieces that matter; nothing here stands for a real file.

use super::*;
use crate::intake::container::fixture::archive;

const CONTAINER: &str = r#"<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>"#;
const BOOK: &str = r##"<package xmlns:dc="d" xmlns:opf="o"><metadata>
    <dc:title id="t">Ferries and Floods</dc:title><dc:title id="s">A year on the islands</dc:title>
    <meta refines="#s" property="title-type">subtitle</meta>
    <dc:creator opf:role="aut">Ann Lee</dc:creator><dc:creator id="i">Bo Roe</dc:creator>
    <meta refines="#i" property="role">ill</meta><dc:date>2025-08-18</dc:date><dc:publisher>Islands Press</dc:publisher>
    <dc:language>en-GB</dc:language><dc:subject>ferries</dc:subject><dc:description>&lt;p&gt;On water.&lt;/p&gt;</dc:description></metadata>
    <manifest><item id="n" href="nav.xhtml" properties="nav"/><item id="c" href="cover.xhtml"/><item id="h" href="half.xhtml"/>
        <item id="1" href="text/one%20a.xhtml"/><item id="2" href="text/two.xhtml"/><item id="3" href="text/gone.xhtml"/></manifest>
    <spine><itemref idref="c"/><itemref idref="n"/><itemref idref="h"/><itemref idref="2"/><itemref idref="1"/><itemref idref="1"/>
        <itemref idref="3"/></spine></package>"##;
const NAV: &str = r#"<html><body><nav epub:type="toc"><ol><li><a href="text/one%20a.xhtml#x">Part One</a></li>
    <li><a href="text/two.xhtml">The Second</a></li></ol></nav></body></html>"#;

fn book(extra: &[(&str, &[u8])]) -> Vec<u8> {
    let page = |body: &str| format!("<html><head><title>no</title></head><body {body}</body></html>");
    let half = page("epub:type='frontmatter'><section epub:type='halftitlepage'><p>Half</p></section>");
    let (one, two) = (page("><p>Part one</p><p>They met.</p>"), page("><h2>Own</h2><p>They left.</p>"));
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OPS/book.opf", BOOK.as_bytes()),
        ("OPS/nav.xhtml", NAV.as_bytes()),
        ("OPS/cover.xhtml", b"<html><body><p>Cover</p></body></html>"),
        ("OPS/half.xhtml", half.as_bytes()),
        ("OPS/text/one a.xhtml", one.as_bytes()),
        ("OPS/text/two.xhtml", two.as_bytes()),
    ];
    entries.extend(extra);
    archive(&entries)
}

#[test]
fn chapters_come_in_the_spines_order_under_their_titles() {
    let draft = read(&book(&[])).unwrap();
    let found: Vec<_> = draft.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
    let expected = [
        (BlockKind::Heading(2), "Own"),
        (BlockKind::Text, "They left."),
        (BlockKind::Heading(1), "Part One"),
        (BlockKind::Text, "They met."),
    ];
    assert_eq!(found, expected);
    assert!(draft.diagnostics[0].message.starts_with("1 of its chapters"));
}

#[test]
fn the_record_makes_the_masthead() {
    let metadata = read(&book(&[])).unwrap().metadata;
    assert_eq!(metadata.headline.as_deref(), Some("Ferries and Floods"));
    assert_eq!(metadata.subtitle.as_deref(), Some("A year on the islands"));
    assert_eq!(metadata.byline.as_deref(), Some("Ann Lee"));
    assert_eq!(metadata.date.unwrap().day.to_string(), "2025-08-18");
    assert_eq!(metadata.publisher.as_deref(), Some("Islands Press"));
    assert_eq!(metadata.summary.as_deref(), Some("On water."));
    assert_eq!(metadata.tags, ["ferries"]);
}

#[test]
fn locked_chapters_are_said_and_locked_fonts_do_no_harm() {
    let locked = |path: &str| format!(r#"<encryption><CipherReference URI="{path}"/></encryption>"#);
    let fonts = locked("OPS/font.otf");
    assert!(read(&book(&[("META-INF/encryption.xml", fonts.as_bytes())])).is_ok());
    let chapter = locked("OPS/text/two.xhtml");
    assert_eq!(read(&book(&[("META-INF/encryption.xml", chapter.as_bytes())])).unwrap_err(), Unreadable::Encrypted);
}

#[test]
fn a_spine_of_many_thousands_is_refused() {
    let spine = r#"<itemref idref="a"/>"#.repeat(100_000);
    let book =
        format!(r#"<package><manifest><item id="a" href="a.xhtml"/></manifest><spine>{spine}</spine></package>"#);
    let bytes = archive(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OPS/book.opf", book.as_bytes()),
    ]);
    assert!(matches!(read(&bytes), Err(Unreadable::Limit(_))));
}
