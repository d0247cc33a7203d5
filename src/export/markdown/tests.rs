//! The whole page, and that every word of the document comes out of a Markdown reader as it went in.

use std::io::Write as _;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::*;
use crate::analysis::{
    Actor, ActorId, ActorKind, Attribution, Decider, Mention, Origin, Position, PositionId, Reason, Stance, Statement,
};
use crate::document::{
    Mark, MarkKind, Outline, ParagraphId, ParagraphKind, Section, SectionOrigin, Span, WrittenDate, printable,
};
use crate::notes::testing::{briefing, note};
use crate::notes::{Anchor, Note};

fn mention(briefing: &Briefing, words: &str) -> Mention {
    let (at, _) = briefing.text.match_indices(words).next().unwrap();
    let start = briefing.text[..at].chars().count();
    let span = Span::new(start, start + words.chars().count());
    Mention { span, paragraph: briefing.paragraph_at(start).unwrap() }
}

fn talks() -> Briefing {
    let mut talks = briefing(&[
        "1. is not a list, says *Ana Brook*, and [neither] is <b>this</b> | that.",
        "“We will not trade land,” she said. See https://example.org/a_b, and https.",
        "first point",
        "second point",
        "Side | Ask\nNorth | land_for_security\nSouth",
        "if a < b {\n    `x` ``` y\n}",
        "A caption_",
        "first point",
        "Last \u{1b}[31mwords\u{202e}.",
    ]);
    talks.paragraphs[1].kind = ParagraphKind::Quote;
    talks.paragraphs[2].kind = ParagraphKind::ListItem { depth: 0, ordinal: Some(1) };
    talks.paragraphs[3].kind = ParagraphKind::ListItem { depth: 1, ordinal: None };
    talks.paragraphs[4].kind = ParagraphKind::Table;
    talks.paragraphs[5].kind = ParagraphKind::Code;
    talks.paragraphs[6].kind = ParagraphKind::Caption;
    talks.paragraphs[0].marks = vec![Mark { span: Span::new(24, 33), kind: MarkKind::Strong }];
    talks.masthead.subtitle = Some("What was said, and by whom".into());
    talks.masthead.date = Some(WrittenDate { day: jiff::civil::date(2026, 3, 4), written: "4 March 2026".into() });
    talks.masthead.byline = Some("A. Writer".into());
    talks.masthead.tags = vec!["talks".into()];
    talks
}

fn analysis(talks: &Briefing) -> Analysis {
    let section = |title: &str, start, end| Section {
        title: title.to_owned(),
        level: 1,
        origin: SectionOrigin::Derived,
        start: ParagraphId(start),
        end: ParagraphId(end),
    };
    let ana = ActorId("ana-brook".into());
    let evidence = mention(talks, "“We will not trade land,” she said.");
    Analysis {
        outline: Outline::new(vec![section("Who says #1", 0, 4), section("The asks", 4, 9)]),
        actors: vec![Actor {
            id: ana.clone(),
            name: "Ana Brook".into(),
            kind: ActorKind::Person,
            role: Some("Foreign Minister".into()),
            affiliation: Some("North".into()),
            aliases: vec!["Brook".into()],
            origin: Origin::Found,
            mentions: vec![mention(talks, "Ana Brook")],
        }],
        positions: vec![Position {
            id: PositionId("land-for-security".into()),
            label: "Land for security".into(),
            origin: Origin::Config,
            mentions: vec![mention(talks, "land_for_security")],
        }],
        statements: vec![Statement {
            actor: Some(ana),
            position: Some(PositionId("land-for-security".into())),
            stance: Stance::Opposes,
            source: None,
            cue: None,
            content: evidence.span,
            evidence,
            quoted: true,
            confidence: 0.8,
            origin: Origin::Confirmed,
            reason: Reason { attribution: Attribution::Reported, decider: Decider::Verb },
        }],
        proposals: Vec::new(),
        key_phrases: Vec::new(),
        notices: Vec::new(),
    }
}

fn notes(talks: &Briefing) -> Notebook {
    let mut words = note("b", talks, 0, "");
    words.anchor = Anchor::on_span(talks, Span::new(25, 34)).unwrap();
    let mut item = note("c", talks, 3, "Is it?\n\n- who\n    - says #so");
    item.tags = vec!["follow_up".into(), "talks".into()];
    item.author = Some("M. Reader".into());
    let mut gone = note("d", talks, 0, "Kept.");
    gone.anchor = Anchor { source: "old".into(), quote: "What is gone.".into(), ..gone.anchor };
    Notebook::new(vec![words, item, gone], talks)
}

#[test]
fn the_page_as_a_whole() {
    let talks = talks();
    let page = markdown(&talks, &analysis(&talks), &notes(&talks));
    insta::assert_snapshot!(page);
    assert_eq!(page, markdown(&talks, &analysis(&talks), &notes(&talks)));
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
        ("===", "\\==="),
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
