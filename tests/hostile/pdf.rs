//! PDF files, object by object.

use super::{Hostile, hostile, numbered, zlib};

const MILLION: usize = 1_000_000;

pub const ALL: &[Hostile] = &[
    hostile("words.pdf", MILLION, |n| {
        pages(&numbered(n, |i| format!("1 0 0 1 {} {} Tm (word) Tj\n", i % 500, i / 7 % 700)))
    }),
    hostile("random-places.pdf", MILLION, |n| {
        pages(&numbered(n / 4, |i| format!("1 0 0 1 {} {} Tm (a) Tj\n", i * 7919 % 600, i * 104_729 % 800)))
    }),
    hostile("one-place.pdf", MILLION, |n| pages(&"1 0 0 1 100 100 Tm (a) Tj\n".repeat(n))),
    hostile("long-line.pdf", MILLION, |n| pages(&format!("1 0 0 1 50 700 Tm ({}) Tj", "a b ".repeat(n)))),
    hostile("rows.pdf", MILLION, |n| {
        pages(&numbered(n / 4, |i| {
            let height = 700_000 - i * 700_000 / n;
            format!("1 0 0 1 {} {}.{:03} Tm (a) Tj\n", i % 3 * 200, height / 1000, height % 1000)
        }))
    }),
    hostile("sizes.pdf", MILLION, |n| {
        pages(&numbered(n / 4, |i| {
            format!("/F {} Tf 1 0 0 1 {} {} Tm (a) Tj\n", i % 90 + 1, i % 50 * 12, i / 50 % 700)
        }))
    }),
    hostile("states.pdf", 5 * MILLION, |n| pages(&"q ".repeat(n))),
    hostile("arrays-in-arrays.pdf", 5 * MILLION, |n| pages(&"[".repeat(n))),
    hostile("dictionaries-in-dictionaries.pdf", MILLION, |n| pages(&"/A<<".repeat(n))),
    hostile("strings-in-strings.pdf", 5 * MILLION, |n| pages(&"(".repeat(n))),
    hostile("marked-content.pdf", MILLION, |n| {
        pages(&format!("{}(a) Tj", "/P <</MCID 1 /ActualText (b)>> BDC ".repeat(n)))
    }),
    hostile("marked-words.pdf", MILLION, |n| pages(&format!("{}{}", "/P BMC ".repeat(200), "(a) Tj ".repeat(n)))),
    hostile("pictures-in-the-text.pdf", MILLION, |n| pages(&"BI /W 1 ID x ".repeat(n))),
    hostile("actual-text.pdf", 200_000, |n| {
        pages(&format!("/Span <</ActualText ({})>> BDC {} EMC", "b".repeat(n), "(a) Tj ".repeat(n)))
    }),
    hostile("arrays-inside-objects.pdf", MILLION, |n| {
        file(&[PAGES, PAGE, &stream("", b"BT (a) Tj"), &format!("5 0 obj {} endobj", "[".repeat(n))])
    }),
    hostile("kids-in-a-circle.pdf", 1, |_| {
        file(&[
            "2 0 obj <</Type/Pages/Count 2/Kids[2 0 R 3 0 R 2 0 R]>> endobj",
            PAGE,
            &stream("", b"BT /F 12 Tf (a) Tj"),
        ])
    }),
    hostile("deep-tree-of-pages.pdf", 100_000, |n| {
        let node = |i: usize| format!("{} 0 obj <</Type/Pages/Count 1/Kids[{} 0 R]>> endobj\n", i + 10, i + 11);
        let tree = numbered(n, node);
        let leaf = format!("{} 0 obj <</Type/Page/Parent 2 0 R>> endobj", n + 10);
        file(&["2 0 obj <</Type/Pages/Count 1/Kids[10 0 R]>> endobj", &tree, &leaf])
    }),
    hostile("count-of-pages.pdf", 1, |_| {
        file(&["2 0 obj <</Type/Pages/Count 2147483647/Kids[3 0 R]>> endobj", PAGE, &stream("", b"BT /F 12 Tf (a) Tj")])
    }),
    hostile("pages-of-one-object.pdf", MILLION, |n| {
        file(&[
            &format!("2 0 obj <</Type/Pages/Count {n}/Kids[{}]>> endobj", "3 0 R ".repeat(n)),
            PAGE,
            &stream("", b"BT /F 12 Tf (a) Tj"),
        ])
    }),
    hostile("pages-of-one-large-stream.pdf", 15_000, |n| {
        let kids = format!("2 0 obj <</Type/Pages/Count {n}/Kids[{}]>> endobj", "3 0 R ".repeat(n));
        file(&[&kids, PAGE, &stream("", &"1 0 0 1 50 50 Tm (a) Tj ".repeat(5_000).into_bytes())])
    }),
    hostile("packed-pages.pdf", 15_000, |n| {
        let kids = format!("2 0 obj <</Type/Pages/Count {n}/Kids[{}]>> endobj", "3 0 R ".repeat(n));
        bytes_of(&[
            kids.into_bytes(),
            PAGE.as_bytes().to_vec(),
            stream_bytes("/Filter/FlateDecode", &zlib(&vec![b' '; 16 << 20])),
        ])
    }),
    hostile("references-in-a-circle.pdf", 1, |_| {
        file(&["2 0 obj 5 0 R endobj", "5 0 obj 6 0 R endobj", "6 0 obj 5 0 R endobj"])
    }),
    hostile("lengths-in-a-circle.pdf", 1, |_| {
        file(&[PAGES, PAGE, "4 0 obj <</Length 4 0 R>>\nstream\nBT /F 12 Tf (a) Tj\nendstream endobj"])
    }),
    hostile("tables-in-a-circle.pdf", 1, |_| {
        let mut bytes = file(&[PAGES, PAGE, &stream("", b"BT /F 12 Tf 1 0 0 1 50 50 Tm (a) Tj")]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let at = text.rfind("xref\n0").unwrap_or(0);
        bytes = text.replace("/Root 1 0 R", &format!("/Root 1 0 R/Prev {at}/XRefStm {at}")).into_bytes();
        bytes
    }),
    hostile("streams-of-objects.pdf", 1, |_| {
        bytes_of(&[
            PAGES.as_bytes().to_vec(),
            PAGE.as_bytes().to_vec(),
            stream_bytes("/Type/ObjStm/N 1000000000/First 10/Extends 4 0 R", b"4 0 4 0 4 0 4 0"),
        ])
    }),
    hostile("large-table.pdf", 1, |_| {
        bytes_of(&[
            PAGES.as_bytes().to_vec(),
            stream_bytes("/Type/XRef/Size 2147483647/Index[0 2147483647]/W[1 8 8]/Root 1 0 R", b"\x01\0\0\0"),
        ])
    }),
    hostile("bomb.pdf", 600 << 20, |n| {
        bytes_of(&[
            PAGES.as_bytes().to_vec(),
            PAGE.as_bytes().to_vec(),
            stream_bytes("/Filter/FlateDecode", &zlib(&vec![b' '; n])),
        ])
    }),
    hostile("bomb-in-hexadecimal.pdf", 200 << 20, |n| {
        let hexadecimal: String = zlib(&vec![b' '; n]).iter().map(|byte| format!("{byte:02x}")).collect();
        bytes_of(&[
            PAGES.as_bytes().to_vec(),
            PAGE.as_bytes().to_vec(),
            stream_bytes("/Filter[/ASCIIHexDecode/FlateDecode]", hexadecimal.as_bytes()),
        ])
    }),
    hostile("columns-of-a-predictor.pdf", 1 << 20, |n| {
        bytes_of(&[
            PAGES.as_bytes().to_vec(),
            PAGE.as_bytes().to_vec(),
            stream_bytes(
                "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 32/BitsPerComponent 16>>",
                &zlib(&vec![b' '; n]),
            ),
        ])
    }),
    hostile("filters.pdf", 100_000, |n| {
        bytes_of(&[
            PAGES.as_bytes().to_vec(),
            PAGE.as_bytes().to_vec(),
            stream_bytes(&format!("/Filter[{}]", "/ASCIIHexDecode".repeat(n)), b"41>"),
        ])
    }),
    hostile("runs-of-bytes.pdf", 4 << 20, |n| {
        bytes_of(&[
            PAGES.as_bytes().to_vec(),
            PAGE.as_bytes().to_vec(),
            stream_bytes("/Filter/RunLengthDecode", &[129, b' '].repeat(n / 2)),
        ])
    }),
    hostile("forms-in-forms.pdf", 12, |n| {
        let forms: Vec<String> = (0..n)
            .map(|i| {
                form(i + 10, &format!("/X Do {}", "/Y Do ".repeat(20)), &format!("/X {} 0 R/Y {} 0 R", i + 11, i + 11))
            })
            .collect();
        let page = "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</X 10 0 R>>/Font<</F 9 0 R>>>>>> endobj";
        file(&[PAGES, page, &stream("", b"/X Do"), &forms.concat(), &form(n + 10, "BT /F 12 Tf (a) Tj", "")])
    }),
    hostile("form-in-itself.pdf", 1, |_| {
        let page = "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</X 10 0 R>>/Font<</F 9 0 R>>>>>> endobj";
        file(&[
            PAGES,
            page,
            &stream("", b"BT /F 12 Tf 1 0 0 1 50 50 Tm (a) Tj ET /X Do"),
            &form(10, "/X Do /X Do", "/X 10 0 R"),
        ])
    }),
    hostile("map-to-controls.pdf", 1, |_| {
        with_map("4 beginbfchar <61> <001b> <62> <009b> <63> <202e> <64> <001b005b0032004a> endbfchar", "(abcd words)")
    }),
    hostile("map-of-ranges.pdf", 200_000, |n| {
        with_map(&"1 beginbfrange <0000> <ffff> <0041> endbfrange\n".repeat(n), "(a)")
    }),
    hostile("map-of-long-words.pdf", 30_000, |n| {
        with_map(&format!("1 beginbfchar <61> <{}> endbfchar", "0041".repeat(n)), &format!("({})", "a".repeat(n)))
    }),
    hostile("range-of-long-words.pdf", 30_000, |n| {
        with_map(&format!("1 beginbfrange <00> <ff> <{}> endbfrange", "0041".repeat(n)), "(a)")
    }),
    hostile("widths.pdf", 1, |_| {
        with_font(
            "/Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A/W[0 2000000000 500 0 4000000000 1]>>]",
            "<0041>",
        )
    }),
    hostile("differences.pdf", MILLION, |n| {
        with_font(
            &format!("/Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[{}]>>", "1 /a ".repeat(n)),
            "(a)",
        )
    }),
    hostile("first-code.pdf", 1, |_| {
        with_font("/Type/Font/Subtype/TrueType/BaseFont/A/FirstChar -2147483648/LastChar 2147483647/Widths[1]", "(a)")
    }),
    hostile("fonts.pdf", 20_000, |n| {
        let fonts = numbered(n, |i| format!("/F{i} {} 0 R ", i + 10));
        let objects =
            numbered(n, |i| format!("{} 0 obj <</Type/Font/Subtype/Type1/BaseFont/Times-Roman>> endobj\n", i + 10));
        let page = format!(
            "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<<{fonts}>>>>>> endobj"
        );
        file(&[
            PAGES,
            &page,
            &stream("", numbered(n, |i| format!("BT /F{i} 12 Tf 1 0 0 1 50 {} Tm (a) Tj ET\n", i % 700)).as_bytes()),
            &objects,
        ])
    }),
    hostile("fonts-without-a-number.pdf", 100_000, |n| {
        let page = "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F <</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>>> endobj";
        file(&[PAGES, page, &stream("", "BT /F 12 Tf (a) Tj ET\n".repeat(n).as_bytes())])
    }),
    hostile("objects.pdf", 500_000, |n| {
        file(&[
            PAGES,
            PAGE,
            &stream("", b"BT /F 12 Tf 1 0 0 1 50 50 Tm (a) Tj"),
            &numbered(n, |i| format!("{} 0 obj 1 endobj\n", i + 10)),
        ])
    }),
    hostile("words-that-look-like-streams.pdf", MILLION, |n| {
        file(&[PAGES, PAGE, &stream("", b"BT /F 12 Tf (a) Tj"), &"5 0 obj<</Length 9>>stream\nendobj ".repeat(n)])
    }),
    hostile("keywords-in-a-file.pdf", 5 * MILLION, |n| file(&[PAGES, PAGE, &"stream\nx\x08".repeat(n)])),
    hostile("cut-off.pdf", 1, |_| {
        file(&[PAGES, PAGE, &stream("", b"BT /F 12 Tf 1 0 0 1 50 50 Tm (words) Tj")])[..300].to_vec()
    }),
    hostile("encrypted.pdf", 1, |_| {
        let text = String::from_utf8_lossy(&file(&[PAGES, PAGE, &stream("", b"BT (a) Tj")])).into_owned();
        text.replace("/Root 1 0 R", "/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 5/R 6/Length 256/P -4/O<00>/U<00>/OE<00>/UE<00>/Perms<00>>>").into_bytes()
    }),
];

const PAGES: &str = "2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj";
const PAGE: &str =
    "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 9 0 R>>>>>> endobj";
const FONT: &str = "9 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj";

/// A page with this text on it.
fn pages(content: &str) -> Vec<u8> {
    bytes_of(&[
        PAGES.as_bytes().to_vec(),
        PAGE.as_bytes().to_vec(),
        stream_bytes("/Filter/FlateDecode", &zlib(format!("BT /F 12 Tf 1 0 0 1 50 50 Tm {content}").as_bytes())),
        FONT.as_bytes().to_vec(),
    ])
}

fn with_map(ranges: &str, shown: &str) -> Vec<u8> {
    let map = format!(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange {ranges} endcmap"
    );
    let map = String::from_utf8_lossy(&stream_bytes("", map.as_bytes())).replace("4 0 obj", "8 0 obj");
    let font = "9 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 8 0 R>> endobj";
    file_of(&[PAGES, PAGE, &stream("", format!("BT /F 12 Tf 1 0 0 1 50 50 Tm {shown} Tj").as_bytes()), font, &map])
}

fn with_font(font: &str, shown: &str) -> Vec<u8> {
    file_of(&[
        PAGES,
        PAGE,
        &stream("", format!("BT /F 12 Tf 1 0 0 1 50 50 Tm {shown} Tj").as_bytes()),
        &format!("9 0 obj <<{font}>> endobj"),
    ])
}

fn form(number: usize, content: &str, others: &str) -> String {
    format!(
        "{number} 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<{others}>>/Font<</F 9 0 R>>>>/Length {}>>\nstream\n{content}\nendstream endobj\n",
        content.len()
    )
}

fn stream(dictionary: &str, content: &[u8]) -> String {
    String::from_utf8_lossy(&stream_bytes(dictionary, content)).into_owned()
}

/// The fourth object: a stream.
fn stream_bytes(dictionary: &str, content: &[u8]) -> Vec<u8> {
    [format!("4 0 obj <<{dictionary}/Length {}>>\nstream\n", content.len()).as_bytes(), content, b"\nendstream endobj"]
        .concat()
}

/// A file of these objects, with the usual font.
fn file(objects: &[&str]) -> Vec<u8> {
    let mut all = vec![FONT];
    all.extend(objects);
    file_of(&all)
}

fn file_of(objects: &[&str]) -> Vec<u8> {
    bytes_of(&objects.iter().map(|object| object.as_bytes().to_vec()).collect::<Vec<_>>())
}

/// A file of these objects. Its table of objects is empty: readers look for them.
fn bytes_of(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n".to_vec();
    for object in objects {
        bytes.extend(object);
        bytes.push(b'\n');
    }
    let at = bytes.len();
    bytes.extend(
        format!("xref\n0 1\n0000000000 65535 f \ntrailer <</Size 10/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n")
            .into_bytes(),
    );
    bytes
}
