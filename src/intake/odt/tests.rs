//! Open documents, built in the tests out of the pieces that matter; nothing here stands for a real file.

use super::*;
use crate::document::{BlockKind, MarkKind};
use crate::intake::container::fixture::archive;

const STYLES: &str = r#"<office:document-styles xmlns:office="o" xmlns:style="s" xmlns:text="t">
    <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"/>
    <style:style style:name="Quotations" style:family="paragraph"><style:text-properties fo:font-style="italic" xmlns:fo="f"/></style:style>
    <text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/>
        <text:list-level-style-bullet text:level="2" text:bullet-char="•"/></text:list-style></office:document-styles>"#;

const META: &str = r#"<office:document-meta xmlns:office="o"><office:meta><dc:title xmlns:dc="d">Ferries and Floods</dc:title>
    <meta:initial-creator xmlns:meta="m">Ann Lee</meta:initial-creator>
    <meta:creation-date xmlns:meta="m">2025-08-18T09:00:00</meta:creation-date></office:meta></office:document-meta>"#;

fn document(body: &str, manifest: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:style="s" xmlns:text="t" xmlns:table="b" xmlns:xlink="x" xmlns:fo="f">
        <office:automatic-styles>
            <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
            <style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
            <style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
        </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", STYLES.as_bytes()),
        ("meta.xml", META.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ])
}

#[test]
fn each_kind_of_block() {
    use BlockKind::{Heading, ListItem, Quote, Table, Text};
    let item = |depth, ordinal| ListItem { depth, ordinal };
    for (body, expected) in [
        (r#"<text:h text:outline-level="2">A <text:span>b</text:span></text:h>"#, vec![(Heading(2), "A b")]),
        (r#"<text:p text:style-name="Heading_20_1">A</text:p>"#, vec![(Heading(1), "A")]),
        (r#"<text:p text:style-name="P1">Said so.</text:p>"#, vec![(Quote, "Said so.")]),
        (
            r#"<text:list text:style-name="L1"><text:list-item><text:p>a</text:p><text:p>more</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list></text:list-item>
            <text:list-item text:start-value="5"><text:p>c</text:p></text:list-item></text:list>
            <text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>d</text:p></text:list-item></text:list>"#,
            vec![
                (item(0, Some(1)), "a"),
                (Text, "more"),
                (item(1, None), "b"),
                (item(0, Some(5)), "c"),
                (item(0, Some(6)), "d"),
            ],
        ),
        (
            "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>",
            vec![(Table, "a | b")],
        ),
        (
            "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes><text:p>a<text:s text:c=\"3\"/>b<text:line-break/>c</text:p>",
            vec![(Text, "a b\nc")],
        ),
        (
            "<text:p>Said.<text:note><text:note-citation>9</text:note-citation><text:note-body><text:p>Seen there.</text:p></text:note-body></text:note> More.</text:p>",
            vec![(Text, "Said.[1] More."), (Text, "[1] Seen there.")],
        ),
        (r#"<text:p>a<text:span text:style-name="T2">hidden</text:span>b</text:p>"#, vec![(Text, "ab")]),
        ("<text:table-of-content><text:p>A 1</text:p></text:table-of-content><text:p>a</text:p>", vec![(Text, "a")]),
    ] {
        let draft = read(&document(body, "")).unwrap();
        let found: Vec<_> = draft.blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
        assert_eq!(found, expected, "{body}");
    }
}

#[test]
fn marks_and_properties() {
    let body = r#"<text:p>The <text:span text:style-name="T1">ministers</text:span> met <text:a xlink:href="https://example.org">there</text:a>.</text:p>"#;
    let draft = read(&document(body, "")).unwrap();
    let marks: Vec<_> = draft.blocks[0].marks.iter().map(|mark| (mark.span.start, mark.span.end, &mark.kind)).collect();
    assert_eq!(marks, [(4, 13, &MarkKind::Strong), (18, 23, &MarkKind::Link("https://example.org".to_owned()))]);
    assert_eq!(draft.metadata.headline.as_deref(), Some("Ferries and Floods"));
    assert_eq!(draft.metadata.byline.as_deref(), Some("Ann Lee"));
    assert_eq!(draft.metadata.date.unwrap().day.to_string(), "2025-08-18");
}

#[test]
fn locked_and_deep_files_are_refused() {
    assert!(is(&document("", "")));
    assert_eq!(read(&document("", "<manifest:encryption-data/>")).unwrap_err(), Unreadable::Encrypted);
    let deep = "<text:list><text:list-item>".repeat(50_000);
    assert!(matches!(read(&document(&deep, "")), Err(Unreadable::Limit(_))));
}
