//! Rich texts, built in the tests out of the pieces that matter; nothing here stands for a real file.

use super::*;
use crate::document::{BlockKind, MarkKind};

fn blocks(body: &str) -> Vec<(BlockKind, String)> {
    let head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Serif;}{\f1\fcharset204 Cyr;}}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2\sbasedon1 Ours;}{\s3\i Quote;}}";
    let draft = read(format!("{head}{body}}}").as_bytes()).unwrap_or_default();
    draft.blocks.into_iter().map(|block| (block.kind, block.text)).collect()
}

#[test]
fn each_kind_of_block() {
    use BlockKind::{Heading, ListItem, Quote, Table, Text};
    let item = |depth, ordinal| ListItem { depth, ordinal };
    for (body, expected) in [
        (r"\pard one\par two\par", vec![(Text, "one"), (Text, "two")]),
        (
            r"\pard\s1\b A\par\pard\plain\s2 B\par\pard\outlinelevel1 C\par",
            vec![(Heading(1), "A"), (Heading(1), "B"), (Heading(2), "C")],
        ),
        (r"\pard\s3\i Said so.\par", vec![(Quote, "Said so.")]),
        (
            r"{\listtext 1.\tab}\pard\ilvl0 a\par{\listtext\'b7\tab}\ilvl1 b\par",
            vec![(item(0, Some(1)), "a"), (item(1, None), "b")],
        ),
        (r"{\pard\li360\fi-360 \bullet\tx360\tab a\par}", vec![(item(0, None), "a")]),
        (
            r"\trowd\pard\intbl a\cell b\cell\row\trowd\pard\intbl 1\cell 2\cell\row\pard after\par",
            vec![(Table, "a | b\n1 | 2"), (Text, "after")],
        ),
        (
            r"caf\'e9 {\f1\'cc\'e8\'f0} \u8217? \u-10179?\u-8704? \ldblquote so\rdblquote\~x",
            vec![(Text, "café Мир ’ \u{1F600} “so”\u{A0}x")],
        ),
        (r"a{\*\unknown no}{\pict 00ff}{\header no}b\v hidden\v0  c{\deleted no}", vec![(Text, "ab c")]),
        ("a\\bin4 {{}}b", vec![(Text, "ab")]),
        (
            r"Said.{\super\chftn}{\footnote\pard\plain{\super\chftn} Seen there.\par} More.\par",
            vec![(Text, "Said.[1] More."), (Text, "[1] Seen there.")],
        ),
        (r"{\upr{no}{\*\ud{yes}}}", vec![(Text, "yes")]),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|(kind, words)| (kind, words.to_owned())).collect();
        assert_eq!(blocks(body), expected, "{body}");
    }
}

#[test]
fn marks_and_properties() {
    let text = r#"{\rtf1{\info{\title Ferries and Floods}{\author Ann Lee}{\creatim\yr2025\mo8\dy18\hr9}}The {\b ministers} met {\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt there}}.\par}"#;
    let draft = read(text.as_bytes()).unwrap();
    let marks: Vec<_> = draft.blocks[0].marks.iter().map(|mark| (mark.span.start, mark.span.end, &mark.kind)).collect();
    assert_eq!(marks, [(4, 13, &MarkKind::Strong), (18, 23, &MarkKind::Link("https://example.org".to_owned()))]);
    assert_eq!(draft.metadata.headline.as_deref(), Some("Ferries and Floods"));
    assert_eq!(draft.metadata.byline.as_deref(), Some("Ann Lee"));
    assert_eq!(draft.metadata.date.unwrap().day.to_string(), "2025-08-18");
}

#[test]
fn harm_and_damage_are_bounded() {
    assert!(is(b" \n{\\rtf1 a}") && !is(b"{\\r"));
    assert_eq!(read(b"{\\rtf1 words").unwrap().diagnostics.len(), 1);
    assert!(matches!(read(&b"{".repeat(1_000_000)), Err(Unreadable::Limit(_))));
    for piece in [r"{\footnote ", r"{\shptxt ", r"{\field{\*\fldinst ", r"\trowd\intbl "] {
        let _ = read(format!("{{\\rtf1 {}", piece.repeat(1000)).as_bytes());
    }
    for text in
        ["\\u", "\\u-1", "\\bin99999999999", "\\bin-3 a", "}}}}a", "\\yr9999999999", "{\\info{\\creatim\\yr-5}}a\\par"]
    {
        let _ = read(format!("{{\\rtf1 {text}").as_bytes());
    }
}
