//! Text and Markdown, and what is packed with gzip.

use super::{Hostile, again, hostile, numbered};

const MB: usize = 1 << 20;

pub const ALL: &[Hostile] = &[
    hostile("one-line.txt", 50 * MB / 12, |n| again("words of it ", n)),
    hostile("one-word.txt", 50 * MB, |n| again("a", n)),
    hostile("no-spaces-in-chinese.txt", 5 * MB, |n| again("漢", n)),
    hostile("marks-upon-one-letter.txt", 5 * MB, |n| again("\u{301}", n)),
    hostile("lines-of-one-letter.txt", 10 * MB, |n| again("a\n", n)),
    hostile("paragraphs-of-one-letter.txt", 85 * MB, |n| again("a\n\n", n)),
    hostile("many-paragraphs.txt", 2 * MB, |n| numbered(n, |i| format!("Paragraph {i} has words.\n\n")).into_bytes()),
    hostile("the-same-paragraph.txt", MB, |n| again("The ministers met in the old town hall on Monday.\n\n", n)),
    hostile("list-items.txt", 2 * MB, |n| again("- an item\n", n)),
    hostile("deep-list.txt", 3_000, |n| numbered(n, |i| format!("{}- an item\n", " ".repeat(i))).into_bytes()),
    hostile("headings.txt", MB, |n| numbered(n, |i| format!("HEADING {i}\n=======\n")).into_bytes()),
    hostile("turns.txt", MB, |n| again("MR. LEE: Yes.\nQ  Why?\n", n)),
    hostile("bylines.txt", MB, |n| again("By Ann Lee\n18 August 2025\n\n", n)),
    hostile("controls.txt", MB, |n| again("words \x1b[31mof\u{9b}2J it\u{202e}\x07 \x1b]0;x\x1b\\\n\n", n / 4)),
    hostile("zeros.txt", 64 * MB, |n| vec![0; n]),
    hostile("utf16-lies.txt", 8 * MB, |n| [b"\xff\xfe".to_vec(), again("words ", n)].concat()),
    hostile("odd-bytes.txt", 16 * MB, |n| (0..n).map(|i| [b'a', 0xe9, b' ', 0xfe, b'\n'][i % 5]).collect()),
    hostile("utf7.txt", 4 * MB, |n| again("+AGEAYgBj- ", n)),
    hostile("tabs.txt", 20 * MB, |n| again("\t", n).into_iter().chain(*b"a").collect()),
    hostile("quotes.md", MB, |n| [again(">", n), again(" a\n", 1)].concat()),
    hostile("quotes-on-lines.md", 5_000, |n| numbered(n, |i| format!("{} a\n", ">".repeat(i))).into_bytes()),
    hostile("brackets.md", MB, |n| again("[", n)),
    hostile("brackets-closed.md", 200_000, |n| [again("[", n), again("](a)", n)].concat()),
    hostile("pictures.md", MB, |n| again("![", n)),
    hostile("references.md", 200_000, |n| numbered(n, |i| format!("[a{i}]: /b\n[a{i}]\n")).into_bytes()),
    hostile("reference-to-long.md", 50_000, |n| {
        format!("[a]: /{}\n\n{}", "b".repeat(n), "[a]\n\n".repeat(n)).into_bytes()
    }),
    hostile("emphasis.md", 2 * MB, |n| again("*a ", n)),
    hostile("emphasis-two-ways.md", MB, |n| again("*a_ ", n)),
    hostile("emphasis-of-all-lengths.md", 3_000, |n| numbered(n, |i| format!("{}a ", "*".repeat(i))).into_bytes()),
    hostile("backticks-of-all-lengths.md", 4_000, |n| numbered(n, |i| format!("{} ", "`".repeat(i))).into_bytes()),
    hostile("comments.md", 500_000, |n| again("a <!-- ", n)),
    hostile("tags.md", MB, |n| again("<a ", n)),
    hostile("processing.md", MB, |n| again("a <? <!A <![CDATA[ ", n / 4)),
    hostile("entities.md", MB, |n| again("&amp;&#x1b;&#27;[2J ", n / 4)),
    hostile("wide-table.md", 100_000, |n| {
        [again("|a", n), again("\n", 1), again("|-", n), again("\n", 1), again("|b", n)].concat()
    }),
    hostile("table-with-short-rows.md", 60_000, |n| {
        [again("|a", n), again("\n", 1), again("|-", n), again("\n", 1), again("|b\n", n)].concat()
    }),
    hostile("long-table.md", MB, |n| [again("|a|b|\n|-|-|\n", 1), again("|b|c|\n", n)].concat()),
    hostile("list-in-list.md", 3_000, |n| numbered(n, |i| format!("{}- a\n", "  ".repeat(i))).into_bytes()),
    hostile("list-on-one-line.md", MB, |n| [again("- ", n), again("a", 1)].concat()),
    hostile("items.md", MB, |n| again("- a\n", n)),
    hostile("footnotes.md", 200_000, |n| numbered(n, |i| format!("a[^{i}]\n\n[^{i}]: b\n\n")).into_bytes()),
    hostile("headings.md", MB, |n| again("# a\n", n)),
    hostile("html-in-markdown.md", MB, |n| again("<div>", n)),
    hostile("aliases-in-front-matter.md", 30, |n| {
        let lines = numbered(n, |i| format!("a{}: &a{} [{}]\n", i + 1, i + 1, vec![format!("*a{i}"); 9].join(",")));
        format!("---\na0: &a0 [x]\n{lines}title: *a{n}\n---\nWords.\n").into_bytes()
    }),
    hostile("nested-front-matter.md", 200_000, |n| {
        format!("---\ntitle: {}\n---\nWords.\n", "[".repeat(n)).into_bytes()
    }),
    hostile("indented-front-matter.md", 2_000, |n| {
        format!("---\n{}---\nWords.\n", numbered(n, |i| format!("{}a:\n", " ".repeat(i)))).into_bytes()
    }),
    hostile("keys-of-front-matter.md", 200_000, |n| {
        format!("---\n{}---\nWords.\n", numbered(n, |i| format!("k{i}: v\n"))).into_bytes()
    }),
    hostile("dashes-in-front-matter.md", MB, |n| format!("---\n{}\n---\nWords.\n", "- ".repeat(n)).into_bytes()),
    hostile("toml-front-matter.md", 200_000, |n| format!("+++\ntitle = {}\n+++\nWords.\n", "[".repeat(n)).into_bytes()),
    hostile("dots-in-toml.md", 100_000, |n| format!("+++\n{}a = 1\n+++\nWords.\n", "a.".repeat(n)).into_bytes()),
    hostile("bomb.txt.gz", 1024 * MB, |n| gzip(&mut std::iter::repeat_n(vec![b' '; MB], n / MB + 1))),
    hostile("nested.txt.gz", 50, |n| (0..n).fold(again("Words.\n", 1), |inner, _| gzip(&mut std::iter::once(inner)))),
    hostile("members.txt.gz", 200_000, |n| gzip(&mut std::iter::once(again("a\n\n", 1))).repeat(n)),
];

fn gzip(chunks: &mut dyn Iterator<Item = Vec<u8>>) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    chunks.for_each(|chunk| encoder.write_all(&chunk).expect("memory takes all"));
    encoder.finish().expect("memory takes all")
}
