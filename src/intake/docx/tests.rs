//! Word documents, built in the tests out of the pieces that matter; nothing here stands for a real file.

use super::*;
use crate::document::{BlockKind, MarkKind};
use crate::intake::container::fixture::archive;

const STYLES: &str = r#"<w:styles xmlns:w="w">
    <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="Our Section"/><w:basedOn w:val="berschrift1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Level"><w:name w:val="Levelled"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style>
    <w:style w:type="paragraph" w:styleId="Strongly"><w:name w:val="Strongly"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Intense Quote"/><w:rPr><w:i/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="C"><w:name w:val="caption"/></w:style>
    <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
    <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="2">
        <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1"/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
        <w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>"#;

const RELATIONS: &str = r#"<Relationships xmlns="r">
    <Relationship Id="r1" Type="x/styles" Target="styles.xml"/>
    <Relationship Id="r2" Type="x/numbering" Target="numbering.xml"/>
    <Relationship Id="r3" Type="x/footnotes" Target="/word/footnotes.xml"/>
    <Relationship Id="r4" Type="x/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>"#;

const NOTES: &str = r#"<w:footnotes xmlns:w="w">
    <w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>
    <w:footnote w:id="7"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> Seen there.</w:t></w:r></w:p></w:footnote>
    </w:footnotes>"#;

const CORE: &str = r#"<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Ferries and Floods</dc:title>
    <dc:creator>Ann Lee</dc:creator><cp:keywords>ferries; floods</cp:keywords>
    <dcterms:created xmlns:dcterms="t">2025-08-18T09:00:00Z</dcterms:created></cp:coreProperties>"#;

fn document(body: &str) -> Vec<u8> {
    let document = format!(r#"<w:document xmlns:w="w" xmlns:r="r"><w:body>{body}</w:body></w:document>"#);
    let root = r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/>
        <Relationship Id="b" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>"#;
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", NUMBERING.as_bytes()),
        ("word/footnotes.xml", NOTES.as_bytes()),
        ("docProps/core.xml", CORE.as_bytes()),
    ])
}

fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn styled(style: &str, words: &str) -> String {
    paragraph(&format!(r#"<w:pStyle w:val="{style}"/>"#), &run("", words))
}

fn run(properties: &str, words: &str) -> String {
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>"#)
}

fn blocks(body: &str) -> Vec<(BlockKind, String)> {
    let draft = read(&document(body)).unwrap_or_default();
    draft.blocks.into_iter().map(|block| (block.kind, block.text)).collect()
}

#[test]
fn each_kind_of_block() {
    use BlockKind::{Caption, Heading, ListItem, Quote, Table, Text};
    let numbered = |words| paragraph(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#, &run("", words));
    let item = |ordinal| ListItem { depth: 0, ordinal: Some(ordinal) };
    let cell = |words: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", styled("Standard", words));
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let deleted = format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", cell("no") + &cell("no"));
    for (body, expected) in [
        (styled("berschrift1", "A"), vec![(Heading(1), "A")]),
        (styled("Ours", "A"), vec![(Heading(1), "A")]),
        (styled("Level", "A"), vec![(Heading(2), "A")]),
        (styled("Heading3", "A"), vec![(Heading(3), "A")]),
        (paragraph(r#"<w:outlineLvl w:val="2"/>"#, &run("", "A")), vec![(Heading(3), "A")]),
        (styled("Round", "a"), vec![(Text, "a")]),
        (styled("Q", "Said so."), vec![(Quote, "Said so.")]),
        (styled("C", "Map 1"), vec![(Caption, "Map 1")]),
        (styled("TOC1", "Part one 3"), vec![]),
        (numbered("a") + &styled("Standard", "b") + &numbered("c"), vec![(item(1), "a"), (Text, "b"), (item(2), "c")]),
        (
            format!("<w:tbl>{}{deleted}{}</w:tbl>", row(&(cell("a") + &cell("b"))), row(&(cell("1") + &cell("2")))),
            vec![(Table, "a | b\n1 | 2")],
        ),
        (format!("<w:tbl>{}</w:tbl>", row(&cell("In a box."))), vec![(Text, "In a box.")]),
        ("<w:p/>".to_owned() + &styled("Standard", " "), vec![]),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|(kind, words)| (kind, words.to_owned())).collect();
        assert_eq!(blocks(&body), expected, "{body}");
    }
}

#[test]
fn the_numbers_of_articles_and_clauses_are_kept() {
    use BlockKind::{Heading, ListItem, Text};
    let at = |style: &str, level: u8, words: &str| {
        let properties =
            format!(r#"<w:pStyle w:val="{style}"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="2"/></w:numPr>"#);
        paragraph(&properties, &run("<w:b/>", words))
    };
    let body = [
        at("berschrift1", 0, "Scope"),
        at("Standard", 1, "The Parties agree."),
        at("Standard", 2, "on ferries"),
        at("Standard", 1, "Nothing else counts."),
        at("berschrift1", 0, " "),
        at("berschrift1", 0, "Entry into force"),
    ];
    let item = ListItem { depth: 2, ordinal: Some(1) };
    let expected = [
        (Heading(1), "Article 1 Scope"),
        (Text, "1.1 The Parties agree."),
        (item, "on ferries"),
        (Text, "1.2 Nothing else counts."),
        (Heading(1), "Article 3 Entry into force"),
    ];
    assert_eq!(blocks(&body.concat()), expected.map(|(kind, words)| (kind, words.to_owned())));
    let draft = read(&document(&body[1])).unwrap();
    assert_eq!(draft.blocks[0].marks[0].span, crate::document::Span::new(4, 22));
}

#[test]
fn what_stands_on_the_page_and_nothing_else() {
    let link = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let in_box = format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", styled("Standard", "Boxed."));
    for (runs, expected) in [
        (format!("<w:ins>{}</w:ins><w:del>{}</w:del>", run("", "kept"), run("", "dropped")), "kept"),
        (format!("<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>", run("", "old"), run("", "new")), "new"),
        (run("<w:vanish/>", "hidden") + &run(r#"<w:vanish w:val="0"/>"#, "shown"), "shown"),
        (format!("{}{link}", run("", "page ")), "page 4"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>".to_owned(), "a b\nc"),
        ("<w:r><w:t> it&apos;s &quot;so&quot; </w:t></w:r>".to_owned(), "it's \"so\""),
        (r#"<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>"#.to_owned() + &run("", " on"), "→ on"),
        (run("", "before") + &in_box, "before|Boxed."),
        (
            format!(
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                run("", "Type here")
            ) + &run("", "x"),
            "x",
        ),
        (
            "<mc:AlternateContent><mc:Choice>".to_owned()
                + &run("", "one")
                + "</mc:Choice><mc:Fallback>"
                + &run("", "two")
                + "</mc:Fallback></mc:AlternateContent>",
            "one",
        ),
        (r#"<w:r><w:t>Said.</w:t><w:footnoteReference w:id="7"/></w:r>"#.to_owned(), "Said.[1]|[1] Seen there."),
        (r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#.to_owned() + &run("", "lost"), ""),
    ] {
        let words: Vec<String> = blocks(&paragraph("", &runs)).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words.join("|"), expected, "{runs}");
    }
}

#[test]
fn a_paragraph_whose_end_was_deleted_goes_on() {
    let first = paragraph("<w:rPr><w:del/></w:rPr>", &run("", "One "));
    assert_eq!(
        blocks(&(first.clone() + &styled("berschrift1", "two"))),
        [(BlockKind::Heading(1), "One two".to_owned())]
    );
    assert_eq!(blocks(&first), [(BlockKind::Text, "One".to_owned())]);
}

#[test]
fn faces_and_links_are_marks() {
    let runs = run("<w:b/>", "Bold")
        + &run("<w:b/>", " still")
        + &run(r#"<w:rStyle w:val="Fett"/>"#, ", more")
        + r#"<w:hyperlink r:id="r4"><w:r><w:t>link</w:t></w:r></w:hyperlink>"#;
    let draft = read(&document(&paragraph("", &runs))).unwrap();
    let marks: Vec<_> = draft.blocks[0].marks.iter().map(|mark| (mark.span.start, mark.span.end, &mark.kind)).collect();
    let address = MarkKind::Link("https://example.org".to_owned());
    assert_eq!(marks, [(0, 16, &MarkKind::Strong), (16, 20, &address)]);
    // What two styles both switch on is off; what a style sets is a candidate for a heading like any bold line.
    let toggled = paragraph(r#"<w:pStyle w:val="Strongly"/>"#, &run(r#"<w:rStyle w:val="Fett"/>"#, "off"));
    assert!(read(&document(&toggled)).unwrap().blocks[0].marks.is_empty());
    assert_eq!(read(&document(&styled("Strongly", "on"))).unwrap().blocks[0].marks.len(), 1);
    assert!(read(&document(&styled("Q", "a quote's dress"))).unwrap().blocks[0].marks.is_empty());
}

#[test]
fn the_page_speaks_before_the_properties() {
    let body = styled("Standard", "The ministers met on Monday and agreed on next to nothing at all.");
    let metadata = read(&document(&body)).unwrap().metadata;
    assert_eq!(metadata.headline.as_deref(), Some("Ferries and Floods"));
    assert_eq!(metadata.byline.as_deref(), Some("Ann Lee"));
    assert_eq!(metadata.date.unwrap().day.to_string(), "2025-08-18");
    assert_eq!(metadata.tags, ["ferries", "floods"]);
    let page =
        styled("T", "On the page") + &styled("Standard", "19 August 2025") + &styled("Standard", "By Bo Roe") + &body;
    let metadata = read(&document(&page)).unwrap().metadata;
    assert_eq!(metadata.headline.as_deref(), Some("On the page"));
    assert_eq!((metadata.byline, metadata.date), (None, None));
}

#[test]
fn protected_and_old_files_are_told_apart() {
    let name: Vec<u8> = PROTECTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let protected = [COMPOUND, &[0; 512], &name].concat();
    assert!(is(&protected));
    assert_eq!(read(&protected).unwrap_err(), Unreadable::Encrypted);
    assert!(!is(&[COMPOUND, &[0; 512]].concat()));
    assert!(is(&document("")));
    assert_eq!(read(&document("")).unwrap_err(), Unreadable::Empty);
    assert!(!is(&archive(&[("[Content_Types].xml", b""), ("xl/workbook.xml", b"")])));
}

#[test]
fn damage_is_said_and_depth_is_bounded() {
    let whole = styled("Standard", "One.") + &styled("Standard", "Two.");
    let draft = read(&document(&(whole + "<w:p><w:r></w:p>"))).unwrap();
    assert_eq!((draft.blocks.len(), draft.diagnostics.len()), (2, 1));
    for element in ["w:p", "w:tbl", "w:sdt"] {
        let deep = format!("<{element}>").repeat(100_000);
        assert!(matches!(read(&document(&deep)), Err(Unreadable::Limit(_))), "{element}");
    }
}
