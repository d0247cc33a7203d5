//! The whole page, and that every word of the document comes out of a Markdown reader as it went in.

use std::io::Write as _;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::*;
use crate::analysis::Analysis;
use crate::document::{Briefing, Mark, MarkKind, ParagraphId, ParagraphKind, Span, printable};
use crate::export::Material;
use crate::export::testing::{Owned, analysis, notes, talks};
use crate::notes::testing::{briefing, note};
use crate::notes::{Note, Notebook};

/// The portable flavour.
fn markdown(briefing: &Briefing, analysis: &Analysis, notes: &Notebook) -> String {
    MARKDOWN.render(Material { briefing, analysis, notes })
}

#[test]
fn the_page_as_a_whole() {
    let talks = talks();
    let page = markdown(&talks, &analysis(&talks), &notes(&talks));
    insta::assert_snapshot!(page);
    assert_eq!(page, markdown(&talks, &analysis(&talks), &notes(&talks)));
}

#[test]
fn each_flavour_as_a_whole() {
    let owned = Owned::new();
    for flavour in [FOR_GITHUB, FOR_LOGSEQ, FOR_OBSIDIAN, FOR_PANDOC] {
        insta::assert_snapshot!(flavour.name, flavour.render(owned.material()));
    }
}

#[test]
fn a_template_of_the_readers_says_what_is_wrong_with_it_and_where() {
    let owned = Owned::new();
    let page = from_template("mine", "{{ title }}: {{ actors | length }} of {{ blocks[0].number }}", owned.material());
    assert_eq!(page.unwrap(), "The talks: 1 of 0\n");
    for (source, says) in [
        ("a\n{{ nothing.here }}", "(line 2)"),
        ("{% if %}", "(line 1)"),
        ("{% include \"/etc/passwd\" %}", "template"),
        (
            "{% for a in range(10000) %}{% for b in range(10000) %}{% for c in range(10000) %}{{ c }}{% endfor %}{% endfor %}{% endfor %}",
            "fuel",
        ),
    ] {
        let said = flavours::rendered("mine", source, owned.material(), 100_000).unwrap_err().to_string();
        assert!(said.contains("mine") && said.contains(says) && !said.contains('\n'), "{said}");
    }
}

#[test]
fn text_that_looks_like_markup_is_escaped_and_prose_is_left() {
    use super::escape::{Stand, line};
    for (text, expected) in [
        (
            "Zelenskyy’s ask - \"now\", 50% (or more) & then + some.",
            "Zelenskyy’s ask - \"now\", 50% (or more) & then + some.",
        ),
        ("# no", "\\# no"),
        ("C# and #5", "C# and \\#5"),
        ("- no", "\\- no"),
        ("-5 degrees", "-5 degrees"),
        ("2025. A year", "2025\\. A year"),
        ("2025.5", "2025.5"),
        ("A. Writer", "A. Writer"),
        ("II. Writer", "II\\. Writer"),
        ("land_for_security _so_", "land_for_security \\_so\\_"),
        ("(a) first", "(a\\) first"),
        ("> no", "\\> no"),
        ("a > b", "a > b"),
        ("===", "\\=\\=\\="),
        ("a == b, 50%% and kind:: x", "a \\=\\= b, 50\\%\\% and kind\\:: x"),
        ("R&D &amp; &#35;", "R&D \\&amp; \\&#35;"),
        ("a@b.org and @brook", "a@b.org and \\@brook"),
        ("see :smile: 10:30", "see \\:smile: 10:30"),
        ("wait... what -- no", "wait\\.\\.. what \\-\\- no"),
        ("(http://a.org/x_y).", "(<http://a.org/x_y>)."),
        ("tab\tnull\u{0}", "tab null␀"),
    ] {
        assert_eq!(line(text, Stand::LineStart), expected);
    }
}

/// The words that a reader of GitHub's Markdown shows, headings and notes included.
fn words_read(page: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let (mut text, mut in_front) = (String::new(), false);
    for event in Parser::new_ext(page, options) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => in_front = true,
            Event::End(TagEnd::MetadataBlock(_)) => in_front = false,
            Event::Text(words) if !in_front => text.push_str(&words),
            Event::Code(words) => text.push_str(&words),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Item) | Event::End(_) => text.push(' '),
            Event::DisplayMath(words) | Event::InlineMath(words) => text.extend(["math ", &words]),
            _ => {}
        }
    }
    words(&text)
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn words_expected(briefing: &Briefing) -> Vec<String> {
    let paragraphs = briefing.paragraphs.iter().enumerate().map(|(i, paragraph)| match paragraph.repeats {
        Some(original) => format!("¶{} repeats ¶{}.", i + 1, original.number()),
        None if paragraph.kind == ParagraphKind::Table => {
            printable(&briefing.words(ParagraphId(i)).replace(" | ", "\n")).into()
        }
        None => printable(briefing.words(ParagraphId(i))).into(),
    });
    words(&std::iter::once("The talks".to_owned()).chain(paragraphs).collect::<Vec<_>>().join(" "))
}

/// What Markdown takes for markup, and some that it should not.
#[rustfmt::skip]
const PIECES: [&str; 83] = [
    "#", "##", "-", "- ", "+", "*", "**", "_", "__", "`", "```", "~", "~~~", ">",
    "<", "<b>", "</b>", "<!--", "[", "]", "(", ")", "![", "](x)", "[^1]", "[^1]: ", "|", "\\",
    "&amp;", "&", ";", "$", "$$", "^", "=", "---", "===", "...", "--", ":", ": ", ":smile:",
    "1.", "1) ", "(a) ", "i. ", "#. ", "@", "@who", "a@b.org", "www.a.org", "http://a.org/x_y(z)*", "https://", "{", "}", "{#id}",
    "{.c}", "%", "\"", "'", "\\begin{x}", "word", "two words", " ", "  ", "    ", "\t", "\u{a0}", "é", "漢字",
    "👩‍👩‍👧", "\u{1b}[31m", "\u{202e}", "\u{0}", "[ ] ", "[x] ", "-|-", "+---+", "![a](b)", "[TOC]", "==", "[[a]]", "<http://x>",
];

/// Text full of markup.
fn wild() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(&PIECES[..]);
    prop::collection::vec(pieces, 1..8).prop_map(|pieces| pieces.concat())
}

fn kind() -> impl Strategy<Value = ParagraphKind> {
    prop_oneof![
        4 => Just(ParagraphKind::Text),
        1 => Just(ParagraphKind::Quote),
        4 => (0..4_u8, prop::option::of(0..12_u64)).prop_map(|(depth, ordinal)| ParagraphKind::ListItem { depth, ordinal }),
        1 => Just(ParagraphKind::Table),
        1 => Just(ParagraphKind::Code),
        1 => Just(ParagraphKind::Caption),
    ]
}

fn mark_kind() -> impl Strategy<Value = MarkKind> {
    prop_oneof![
        Just(MarkKind::Emphasis),
        Just(MarkKind::Strong),
        Just(MarkKind::Code),
        prop::sample::select(vec!["https://a.org/x_(y)?a=1&copy=2", "javascript:alert(1)", "http://b.org/ x"])
            .prop_map(|target| MarkKind::Link(target.to_owned())),
    ]
}

/// A paragraph as intake would give it: words with nothing around them, and line breaks inside.
fn paragraph() -> impl Strategy<Value = (String, ParagraphKind, Vec<Mark>)> {
    let text = prop::collection::vec(wild(), 1..3).prop_map(|lines| lines.join("\n").trim().to_owned());
    let marks = prop::collection::vec((0..30_usize, 0..12_usize, mark_kind()), 0..3);
    (text, kind(), marks).prop_map(|(text, kind, marks)| {
        let text = if text.is_empty() { "word".to_owned() } else { text };
        let count = text.chars().count();
        let mark = |(start, len, kind): (usize, usize, _)| Mark {
            span: Span::new(start.min(count), (start + len).min(count)),
            kind,
        };
        (text.clone(), kind, marks.into_iter().map(mark).collect())
    })
}

fn document(paragraphs: &[(String, ParagraphKind, Vec<Mark>)]) -> Briefing {
    let mut made = briefing(&paragraphs.iter().map(|(text, ..)| text.as_str()).collect::<Vec<_>>());
    for (paragraph, (_, kind, marks)) in made.paragraphs.iter_mut().zip(paragraphs) {
        paragraph.kind = *kind;
        paragraph.marks.clone_from(marks);
    }
    made
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_word_comes_out_as_it_went_in(paragraphs in prop::collection::vec(paragraph(), 1..5)) {
        let briefing = document(&paragraphs);
        let page = markdown(&briefing, &Analysis::default(), &Notebook::default());
        prop_assert_eq!(words_read(&page), words_expected(&briefing), "{}", page);
    }

    #[test]
    fn every_word_of_a_note_comes_out_as_it_went_in(texts in prop::collection::vec((wild(), wild()), 1..4), kind in kind()) {
        let briefing = document(&[("word".to_owned(), kind, Vec::new())]);
        let notes: Vec<Note> = texts.iter().enumerate()
            .map(|(i, (one, two))| note(&format!("n{i}"), &briefing, 0, &format!("{one}\n{two}\n\n{one}"))).collect();
        let page = markdown(&briefing, &Analysis::default(), &Notebook::new(notes.clone(), &briefing));
        let mut expected = words_expected(&briefing);
        for note in &notes {
            let head = if note.text.trim().is_empty() { "Highlight" } else { "Note" };
            expected.extend(words(&format!("{head} · 2026-09-21 14:13 UTC {}", printable(&note.text))));
        }
        prop_assert_eq!(words_read(&page), expected, "{}", page);
    }
}

/// What pandoc makes of a page, as plain words.
fn pandoc(page: &str, from: &str) -> Vec<String> {
    let mut child = Command::new("pandoc")
        .args(["--from", from, "--to", "plain", "--wrap", "none"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(page.as_bytes()).unwrap();
    words(&String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap())
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_reads_every_word() {
    use proptest::{strategy::ValueTree as _, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    for round in 0..60 {
        let paragraphs: Vec<_> = (0..8)
            .map(|_| {
                let (text, ..) = paragraph().new_tree(&mut runner).unwrap().current();
                (text, ParagraphKind::Text, Vec::new())
            })
            .collect();
        let briefing = document(&paragraphs);
        let page = markdown(&briefing, &Analysis::default(), &Notebook::default());
        for from in ["gfm", "markdown-smart"] {
            assert_eq!(pandoc(&page, from), words_expected(&briefing), "{from}, round {round}:\n{page}");
        }
    }
}
