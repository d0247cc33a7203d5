//! Intake and document together, on arbitrary and on made-up texts: nothing lost, nothing out of place, never a panic.

use brief::document::{self, Briefing, Format, ParagraphId};
use brief::intake;
use proptest::prelude::*;

fn briefing(bytes: &[u8], format: Format) -> Option<Briefing> {
    intake::from_bytes(bytes, None, Some(format)).ok().map(document::build)
}

/// Everything that holds for any briefing.
fn check(briefing: &Briefing) {
    let mut place = 0;
    for (at, paragraph) in briefing.paragraphs.iter().enumerate() {
        assert_eq!(paragraph.span.start, place, "paragraphs are joined by exactly two line breaks");
        assert!(!paragraph.span.is_empty());
        place = paragraph.span.end + 2;
        let words = briefing.words(ParagraphId(at));
        assert_eq!(words, briefing.slice(paragraph.span));
        assert_eq!(words.chars().count(), paragraph.span.len());
        assert_eq!(briefing.text[paragraph.bytes.end..].starts_with("\n\n"), at + 1 < briefing.paragraphs.len());
        assert!(paragraph.marks.iter().all(|mark| !mark.span.is_empty() && mark.span.end <= paragraph.span.len()));
        assert!(
            paragraph.repeats.is_none_or(|earlier| earlier.0 < at && briefing.paragraphs[earlier.0].repeats.is_none())
        );
    }
    assert_eq!(place.saturating_sub(2), briefing.text.chars().count());
    for section in briefing.outline.sections() {
        assert!(section.end.0 <= briefing.paragraphs.len() && !section.title.is_empty() && section.level > 0);
    }
}

/// The letters and digits of a text, in order of their value: what must be neither lost nor doubled.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

/// All words of a briefing: masthead, headings, paragraphs.
fn all_words(briefing: &Briefing) -> String {
    let masthead = &briefing.masthead;
    let fields = [&masthead.headline, &masthead.subtitle, &masthead.summary, &masthead.byline];
    let mut words: Vec<&str> = fields.into_iter().flatten().map(String::as_str).collect();
    words.extend(masthead.date.as_ref().map(|date| date.written.as_str()));
    words.extend(briefing.outline.sections().iter().map(|section| section.title.as_str()));
    words.push(&briefing.text);
    let text = words.join(" ");
    // A dateline stays in its paragraph unless it stood alone.
    match &masthead.dateline {
        Some(line) if !briefing.text.contains(line.as_str()) => format!("{text} {line}"),
        _ => text,
    }
}

/// A line as people type them, without numbers of lists, which are kept apart from the words.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just(String::new()),
        6 => "[A-Z][a-zé’]{0,9}( [a-z,]{1,9}){3,14}[.?]",
        3 => "[A-Z][a-z]{2,9}( [A-Z]?[a-z]{1,9}){0,9}",
        2 => "[A-Z]{4,9}( [A-Z]{2,9}){0,4}",
        2 => "(  |    )?[-*•] [A-Za-z][a-z]{1,9}( [a-z]{1,9}){0,9}",
        2 => "\\*\\*[A-Z][a-z]{1,9}( [A-Za-z]{1,9}){0,9}\\.?\\*\\*",
        1 => "> ?[A-Z][a-z]{1,9}( [a-z]{1,9}){0,9}",
        1 => "(Q  |MS\\. LEE: |MR\\. OKORO \\(by link\\): )[A-Z][a-z ]{1,40}[.?]",
        1 => "(   |\t)[A-Z][a-z]{1,9}( [a-z]{1,9}){0,9}",
        1 => "(---|=====|\\* \\* \\*|###|~~~~)",
        1 => "#{1,4} [A-Z][a-z]{1,9}( [a-z]{1,9}){0,5}",
        1 => "([A-Z][a-z]{1,9} ){2,9}[A-Z]\\.",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_make_a_sound_briefing_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for format in [Format::Text, Format::Markdown] {
            if let Some(briefing) = briefing(&bytes, format) {
                check(&briefing);
            }
        }
        if let Ok(plain) = intake::plain_from_bytes(&bytes, None) {
            for (at, paragraph) in plain.paragraphs.iter().enumerate() {
                prop_assert_eq!(plain.words(ParagraphId(at)), plain.slice(paragraph.span));
            }
        }
    }

    #[test]
    fn any_text_makes_a_sound_briefing(text in "(\\PC|[\n\r\t \u{A0}*_#>\\[\\]`|-]){0,300}") {
        for format in [Format::Text, Format::Markdown] {
            if let Some(briefing) = briefing(text.as_bytes(), format) {
                check(&briefing);
            }
        }
    }

    #[test]
    fn every_word_of_a_text_lands_in_one_place(
        top in "([A-Z][a-z]{1,9}( [A-Z][a-z]{1,9}){1,5}\n)?((18 August 2025|Friday, August 21, 2015|GENEVA, Aug 18 —)\n)?\n?",
        lines in prop::collection::vec(line(), 1..40),
    ) {
        let text = top + &lines.join("\n");
        // The `By` of a byline is markup.
        prop_assume!(!text.contains("By "));
        if let Some(briefing) = briefing(text.as_bytes(), Format::Text) {
            check(&briefing);
            prop_assert_eq!(letters(&all_words(&briefing)), letters(&text), "{:#?}", briefing);
        }
    }
}

/// A block of Markdown as people type it, and the letters and digits in it that are words.
fn markdown_block() -> impl Strategy<Value = (String, String)> {
    let words = "[A-Z][a-zé’]{0,9}( [a-z,]{1,9}){1,14}[.?]";
    (0..9, words, words).prop_map(|(form, one, two)| {
        let source = match form {
            0 => format!("{one}\n{two}"),
            1 => format!("{one}  \n\u{A0}  \n{two}"),
            2 => format!("## {one}\n\n{two}"),
            3 => format!("- {one}\n  - {two}"),
            4 => format!("> {one}\n>\n> > {two}"),
            5 => format!("**{one}**\n[{two}](https://example.org)"),
            6 => format!("| {one} | b |\n|---|---|\n| {two} | d |"),
            7 => format!("~~~\n{one}\n\n{two}\n~~~"),
            _ => format!("<div>{one}<!-- none --></div>\n\n![{two}](map.png)"),
        };
        let kept = if form == 6 { format!("{one}b{two}d") } else { one + &two };
        (source, kept)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_of_markdown_lands_in_one_place(blocks in prop::collection::vec(markdown_block(), 1..12)) {
        let (sources, kept): (Vec<String>, Vec<String>) = blocks.into_iter().unzip();
        let text = sources.join("\n\n");
        prop_assume!(!text.contains("By "));
        let briefing = briefing(text.as_bytes(), Format::Markdown).unwrap();
        check(&briefing);
        prop_assert_eq!(letters(&all_words(&briefing)), letters(&kept.concat()), "{:#?}", briefing);
    }
}

#[test]
fn the_quirks_of_a_pasted_briefing() {
    let body = [
        "The two delegations met in the old town hall on Monday and talked for nine hours about the bridge, their hosts said.",
        "The mayor of the northern bank called the talks “useful”, while her neighbour to the south said \"nothing\" was settled at all.",
    ];
    let text = format!(
        "**A teaser that says what it is about, in one sentence.**\n**Neighbours Meet Over a Bridge**\n\n\
         **Neighbours Meet Over a Bridge**\n**Two towns look for a way to share what the river parts.**\n{0}\n{1}\n{0}\n{1}",
        body[0], body[1]
    );
    let briefing = briefing(text.as_bytes(), Format::Text).unwrap();
    assert_eq!(briefing.masthead.headline.as_deref(), Some("Neighbours Meet Over a Bridge"));
    assert_eq!(briefing.masthead.summary.as_deref(), Some("A teaser that says what it is about, in one sentence."));
    assert_eq!(briefing.masthead.subtitle.as_deref(), Some("Two towns look for a way to share what the river parts."));
    let repeats: Vec<_> = briefing.paragraphs.iter().map(|paragraph| paragraph.repeats.map(|id| id.0)).collect();
    assert_eq!(repeats, [None, None, Some(0), Some(1)]);
    assert!(briefing.outline.is_empty());
    let markdown = self::briefing(text.as_bytes(), Format::Markdown).unwrap();
    assert_eq!(markdown.masthead, briefing.masthead);
}

#[test]
fn large_and_deep_documents_are_read() {
    let one_line = "word ".repeat(400_000);
    let nested = format!("{}- a\n", "  ".repeat(3_000));
    let deep = (0..300).map(|depth| " ".repeat(depth) + "- item\n").collect::<String>();
    for text in [one_line, nested, deep, "> ".repeat(10_000) + "a", "**".repeat(100_000), "a\n".repeat(100_000)] {
        for format in [Format::Text, Format::Markdown] {
            if let Some(briefing) = briefing(text.as_bytes(), format) {
                check(&briefing);
            }
        }
    }
}
