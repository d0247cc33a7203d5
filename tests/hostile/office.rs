//! What word processors and e-book makers pack, and archives that lie about it.

use super::{Hostile, hostile, numbered};
use crate::archive::{Entry, archive, deflate, packed, stored};

const MILLION: usize = 1_000_000;

pub const ALL: &[Hostile] = &[
    hostile("runs.docx", 2 * MILLION, |n| {
        docx(
            &format!(
                "<w:p>{}</w:p>",
                "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>".repeat(n / 4)
            ),
            &[],
        )
    }),
    hostile("paragraphs.docx", MILLION, |n| docx(&"<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(n), &[])),
    hostile("cells-in-one-row.docx", MILLION, |n| {
        docx(
            &format!(
                "<w:tbl><w:tr>{}</w:tr></w:tbl>",
                "<w:tc><w:tcPr><w:gridSpan w:val=\"999999999\"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
                    .repeat(n / 3)
            ),
            &[],
        )
    }),
    hostile("rows.docx", MILLION, |n| {
        docx(&format!("<w:tbl>{}</w:tbl>", "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr>".repeat(n / 4)), &[])
    }),
    hostile("tables-in-tables.docx", MILLION, |n| {
        let row = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc>";
        let deep = format!("{}{}", row.repeat(100), "</w:tc></w:tr></w:tbl>".repeat(100));
        docx(&deep.repeat((n / 2_000).max(1)), &[])
    }),
    hostile("open-elements.docx", MILLION, |n| docx(&"<w:p>".repeat(n), &[])),
    hostile("text-boxes.docx", MILLION, |n| {
        let open = "<w:p><w:r><w:t>a</w:t><w:txbxContent>";
        let deep = format!("{}{}", open.repeat(120), "</w:txbxContent></w:r></w:p>".repeat(120));
        docx(&deep.repeat((n / 2_000).max(1)), &[])
    }),
    hostile("notes.docx", 300_000, |n| {
        let body = numbered(n, |i| format!("<w:p><w:r><w:footnoteReference w:id=\"{i}\"/></w:r></w:p>"));
        let notes =
            numbered(n, |i| format!("<w:footnote w:id=\"{i}\"><w:p><w:r><w:t>b</w:t></w:r></w:p></w:footnote>"));
        docx(&body, &[("word/footnotes.xml", &format!("<w:footnotes>{notes}</w:footnotes>"), "footnotes")])
    }),
    hostile("notes-in-one-paragraph.docx", 300_000, |n| {
        docx(
            &format!(
                "<w:p>{}</w:p>",
                numbered(n, |i| format!("<w:r><w:t>a</w:t><w:footnoteReference w:id=\"{i}\"/></w:r>"))
            ),
            &[],
        )
    }),
    hostile("styles-in-a-circle.docx", 100_000, |n| {
        let styles = numbered(n, |i| {
            format!(
                "<w:style w:type=\"paragraph\" w:styleId=\"s{i}\"><w:name w:val=\"s{i}\"/><w:basedOn w:val=\"s{}\"/></w:style>",
                (i + 1) % n
            )
        });
        let body =
            numbered(n, |i| format!("<w:p><w:pPr><w:pStyle w:val=\"s{i}\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"));
        docx(&body, &[("word/styles.xml", &format!("<w:styles>{styles}</w:styles>"), "styles")])
    }),
    hostile("items.docx", 500_000, |n| {
        let lists = numbered(n / 8, |i| format!("<w:num w:numId=\"{i}\"><w:abstractNumId w:val=\"{i}\"/></w:num>"));
        let body = numbered(n / 2, |i| {
            format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
                i % 9,
                i / 8 + 1
            )
        });
        docx(&body, &[("word/numbering.xml", &format!("<w:numbering>{lists}</w:numbering>"), "numbering")])
    }),
    hostile("fields.docx", MILLION, |n| {
        docx(
            &format!(
                "<w:p>{}<w:r><w:t>a</w:t></w:r></w:p>",
                "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>HYPERLINK \"a\"</w:instrText></w:r>"
                    .repeat(n / 4)
            ),
            &[],
        )
    }),
    hostile("links.docx", 200_000, |n| {
        let relations: Vec<String> = (0..n).map(|i| format!("<Relationship Id=\"r{i}\" Type=\"x/hyperlink\" Target=\"file:///etc/passwd?{i}\" TargetMode=\"External\"/>")).collect();
        let body =
            numbered(n, |i| format!("<w:p><w:hyperlink r:id=\"r{i}\"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>"));
        docx_with(&body, &[], &relations.concat())
    }),
    hostile("deleted.docx", MILLION, |n| {
        docx(
            &format!(
                "<w:p><w:r><w:t>a</w:t></w:r></w:p>{}",
                "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>".repeat(n / 4)
            ),
            &[],
        )
    }),
    hostile("breaks.docx", MILLION, |n| {
        docx(&format!("<w:p><w:r>{}</w:r></w:p>", "<w:t>a</w:t><w:br/>".repeat(n / 2)), &[])
    }),
    hostile("attributes.docx", MILLION, |n| {
        docx(&format!("<w:p {}><w:r><w:t>a</w:t></w:r></w:p>", numbered(n, |i| format!("w:a{i}=\"b\" "))), &[])
    }),
    hostile("entities.docx", MILLION, |n| {
        let document = format!(
            "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document><w:body><w:p><w:r><w:t>a &x; {} b</w:t></w:r></w:p></w:body></w:document>",
            "&b;&#27;&#x9b;".repeat(n / 8)
        );
        word(&document, &[], "")
    }),
    hostile("one-text.docx", 40 * MILLION, |n| {
        docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "words ".repeat(n / 6)), &[])
    }),
    hostile("bomb.docx", 64 * MILLION, |n| packed_word(&vec![b' '; n])),
    hostile("lying-sizes.docx", 20 * MILLION, |n| {
        let document = deflate(&vec![b'a'; n]);
        packed(
            [
                stored("[Content_Types].xml", TYPES.as_bytes()),
                Entry { name: "word/document.xml", packed: &document, method: 8, size: 10 },
            ]
            .into_iter(),
        )
    }),
    hostile("overlapping.docx", 20_000, overlapping),
    hostile("entries.docx", 100_000, |n| {
        let names: Vec<String> = (0..n).map(|i| format!("word/{i}.xml")).collect();
        let document = document("<w:p><w:r><w:t>a</w:t></w:r></w:p>");
        let fixed = [stored("[Content_Types].xml", TYPES.as_bytes()), stored("word/document.xml", document.as_bytes())];
        packed(fixed.into_iter().chain(names.iter().map(|name| stored(name, b"a"))))
    }),
    hostile("names-that-climb.docx", 1, |_| {
        let document = document("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>");
        archive(&[
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("../../../etc/passwd", b"x"),
            ("\u{1b}[2J", b"x"),
            ("/word/document.xml", document.as_bytes()),
        ])
    }),
    hostile("spaces.odt", MILLION, |n| {
        odt(&format!("<text:p>a{}</text:p>", "<text:s text:c=\"1000000000\"/>b".repeat(n / 2)), "")
    }),
    hostile("repeated-cells.odt", MILLION, |n| {
        odt(&format!("<table:table>{}</table:table>", "<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell table:number-columns-repeated=\"1000000000\"><text:p>a</text:p></table:table-cell></table:table-row>".repeat(n / 8)), "")
    }),
    hostile("cells-in-one-row.odt", MILLION, |n| {
        odt(
            &format!(
                "<table:table><table:table-row>{}</table:table-row></table:table>",
                "<table:table-cell><text:p>a</text:p></table:table-cell>".repeat(n / 2)
            ),
            "",
        )
    }),
    hostile("spans.odt", MILLION, |n| {
        odt(
            &format!("<text:p>{}</text:p>", "<text:span text:style-name=\"T1\">a</text:span>b".repeat(n / 2)),
            "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>",
        )
    }),
    hostile("spans-in-spans.odt", MILLION, |n| odt(&format!("<text:p>{}</text:p>", "<text:span>a".repeat(n)), "")),
    hostile("lists-in-lists.odt", MILLION, |n| {
        let deep = format!(
            "{}<text:p>a</text:p>{}",
            "<text:list><text:list-item>".repeat(150),
            "</text:list-item></text:list>".repeat(150)
        );
        odt(&deep.repeat((n / 2_000).max(1)), "")
    }),
    hostile("notes.odt", 300_000, |n| {
        odt(
            &format!(
                "<text:p>{}</text:p>",
                "a<text:note><text:note-body><text:p>b</text:p></text:note-body></text:note>".repeat(n)
            ),
            "",
        )
    }),
    hostile("notes-in-notes.odt", 130, |n| {
        odt(&format!("<text:p>{}", "a<text:note><text:note-body><text:p>b".repeat(n)), "")
    }),
    hostile("styles-in-a-circle.odt", 200_000, |n| {
        let styles = numbered(n, |i| {
            format!(
                "<style:style style:name=\"P{i}\" style:family=\"paragraph\" style:parent-style-name=\"P{}\"/>",
                (i + 1) % n
            )
        });
        odt("<text:p text:style-name=\"P1\">a</text:p>", &styles)
    }),
    hostile("spine.epub", 100_000, |n| {
        let chapters: Vec<(String, String)> = (0..n).map(|i| (format!("c{i}.xhtml"), "<p>a</p>".to_owned())).collect();
        epub(&chapters, n, "")
    }),
    hostile("spine-of-one-page.epub", 100_000, |n| epub(&[("c0.xhtml".to_owned(), "<p>a</p>".to_owned())], n, "")),
    hostile("spine-within-limits.epub", 9_000, |n| {
        let chapters: Vec<(String, String)> =
            (0..n).map(|i| (format!("c{i}.xhtml"), "<h1>b</h1><p>a</p>".repeat(20))).collect();
        epub(&chapters, n, "")
    }),
    hostile("large-chapters.epub", 40, |n| {
        let chapters: Vec<(String, String)> =
            (0..n).map(|i| (format!("c{i}.xhtml"), "<p>words of <b>it</b></p>".repeat(90_000))).collect();
        epub(&chapters, n, "")
    }),
    hostile("open-tags.epub", MILLION, |n| epub(&[("c0.xhtml".to_owned(), "<p><b>".repeat(n))], 1, "")),
    hostile("creators.epub", 50_000, |n| {
        let record = numbered(n, |i| {
            format!(
                "<dc:creator id=\"a{i}\">A</dc:creator><dc:title id=\"t{i}\">T</dc:title><meta refines=\"#b{i}\" property=\"role\">aut</meta>"
            )
        });
        epub(&[("c0.xhtml".to_owned(), "<p>a</p>".to_owned())], 1, &record)
    }),
    hostile("subjects.epub", 100_000, |n| {
        epub(
            &[("c0.xhtml".to_owned(), "<p>a</p>".to_owned())],
            1,
            &numbered(n, |i| format!("<dc:subject>s{i}</dc:subject>")),
        )
    }),
    hostile("missing-pages.epub", 10_000, |n| {
        epub(
            &[("c0.xhtml".to_owned(), "<p>a</p>".to_owned())],
            1,
            &numbered(n / 2, |i| format!("<itemref idref=\"x{i}\"/>")),
        )
    }),
];

const TYPES: &str = "<Types/>";

fn document(body: &str) -> String {
    format!("<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{body}</w:body></w:document>")
}

/// A part beside the document: where it stands, what it holds, and how the relation to it ends.
type Part<'a> = (&'a str, &'a str, &'a str);

fn docx(body: &str, parts: &[Part<'_>]) -> Vec<u8> {
    docx_with(body, parts, "")
}

fn docx_with(body: &str, parts: &[Part<'_>], relations: &str) -> Vec<u8> {
    word(&document(body), parts, relations)
}

fn word(document: &str, parts: &[Part<'_>], relations: &str) -> Vec<u8> {
    let own: String = parts
        .iter()
        .map(|(name, _, kind)| {
            let file = name.trim_start_matches("word/");
            format!("<Relationship Id=\"{kind}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{file}\"/>")
        })
        .collect();
    let relations = format!("<Relationships>{own}{relations}</Relationships>");
    let main = "<Relationships><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let fixed = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", main),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", &relations),
    ];
    let parts = parts.iter().map(|(name, content, _)| (*name, *content));
    packed(fixed.into_iter().chain(parts).map(|(name, content)| stored(name, content.as_bytes())))
}

fn packed_word(content: &[u8]) -> Vec<u8> {
    let packed_content = deflate(content);
    let size = u32::try_from(content.len()).expect("it is short");
    packed(
        [
            stored("[Content_Types].xml", TYPES.as_bytes()),
            Entry { name: "word/document.xml", packed: &packed_content, method: 8, size },
        ]
        .into_iter(),
    )
}

/// Entries that all stand in the same bytes.
fn overlapping(n: usize) -> Vec<u8> {
    let content = deflate(document(&"<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(100_000)).as_bytes());
    let mut bytes = packed(
        [
            stored("[Content_Types].xml", TYPES.as_bytes()),
            Entry { name: "word/document.xml", packed: &content, method: 8, size: 1 },
        ]
        .into_iter(),
    );
    let end = bytes.len() - 22;
    let record = bytes.split_off(end);
    let start = usize::try_from(u32::from_le_bytes(record[16..20].try_into().expect("four"))).expect("small");
    let one = bytes[start..].to_vec();
    for _ in 1..n / 2 {
        bytes.extend(&one);
    }
    let (count, size) = (u16::try_from(n).expect("few"), u32::try_from(bytes.len() - start).expect("few"));
    let mut record = record;
    record[8..10].copy_from_slice(&count.to_le_bytes());
    record[10..12].copy_from_slice(&count.to_le_bytes());
    record[12..16].copy_from_slice(&size.to_le_bytes());
    bytes.extend(record);
    bytes
}

fn odt(body: &str, styles: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
}

fn epub(chapters: &[(String, String)], spine: usize, record: &str) -> Vec<u8> {
    let items = numbered(chapters.len(), |i| {
        format!("<item id=\"i{i}\" href=\"c{i}.xhtml\" media-type=\"application/xhtml+xml\"/>")
    });
    let spine = numbered(spine, |i| format!("<itemref idref=\"i{}\"/>", i % chapters.len()));
    let package = format!(
        "<package><metadata><dc:title>A</dc:title>{record}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    );
    let pages: Vec<(&str, String)> =
        chapters.iter().map(|(name, body)| (name.as_str(), format!("<html><body>{body}</body></html>"))).collect();
    let container = b"<container><rootfiles><rootfile full-path=\"a.opf\"/></rootfiles></container>";
    let fixed = [
        stored("mimetype", b"application/epub+zip"),
        stored("META-INF/container.xml", container),
        stored("a.opf", package.as_bytes()),
    ];
    packed(fixed.into_iter().chain(pages.iter().map(|(name, page)| stored(name, page.as_bytes()))))
}
