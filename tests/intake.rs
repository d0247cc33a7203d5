//! Intake and document together, on arbitrary and on made-up texts: nothing lost, nothing out of place, never a panic.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::Path;

use brief::document::{self, Briefing, Format, ParagraphId};
use brief::intake;
use proptest::prelude::*;

#[path = "support/sound.rs"]
mod sound;

use sound::check;

fn briefing(bytes: &[u8], format: Format) -> Option<Briefing> {
    intake::from_bytes(bytes, None, Some(format)).ok().map(document::build)
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
    words.extend(briefing.outline.sections().iter().map(|section| section.title.as_str()));
    words.push(&briefing.text);
    let text = words.join(" ");
    // A date, a dateline or a publisher stays in its paragraph unless it stood alone.
    let date = masthead.date.as_ref().map(|date| &date.written);
    let alone = [masthead.dateline.as_ref(), masthead.publisher.as_ref(), date].into_iter().flatten();
    alone.filter(|line| !briefing.text.contains(line.as_str())).fold(text.clone(), |text, line| text + " " + line)
}

/// The files of real producers that the tests have, and the samples.
fn real_files() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders =
        ["tests/fixtures/email", "tests/fixtures/html", "tests/fixtures/office", "tests/fixtures/pdf", "briefings"];
    let mut paths: Vec<_> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| intake::names_a_briefing(path));
    paths.sort();
    paths.into_iter().map(|path| fs::read(path).unwrap()).collect()
}

fn any_format() -> impl Strategy<Value = Option<Format>> {
    let formats: Vec<_> = intake::format_names().map(intake::format_named).chain([None]).collect();
    prop::sample::select(formats)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn real_files_are_sound_however_damaged_and_whatever_they_are_taken_for(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..24),
        cut in prop::option::of(any::<prop::sample::Index>()),
        format in prop_oneof![4 => Just(None), 1 => any_format()],
    ) {
        let mut files = real_files();
        let mut bytes = files.swap_remove(file.index(files.len()));
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(bytes.len())));
        sound::read(&bytes, format);
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
        1 => "\\| [A-Z][a-z]{1,9} \\| [a-z]{0,9} \\|",
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
        top in "((MINISTRY OF BRIDGES|FOR IMMEDIATE RELEASE|Bridge Office)\n\n?)?([A-Z][a-z]{1,9}( [A-Z][a-z]{1,9}){1,5}\n)?(Port Selm, Tamaria\n)?((18 August 2025|Friday, August 21, 2015|GENEVA, Aug 18 —|The Office. 18 August 2025. No. 3|By Ann Lee · 18 August 2025|11:05 A.M. CET)\n)?\n?",
        lines in prop::collection::vec(line(), 1..40),
    ) {
        let text = top + &lines.join("\n");
        // The `By` of a byline is markup where it is known for one.
        let kept = text.replace("By Ann", "Ann");
        prop_assume!(!kept.contains("By "));
        if let Some(briefing) = briefing(text.as_bytes(), Format::Text) {
            check(&briefing);
            prop_assert_eq!(letters(&all_words(&briefing).replace("By Ann", "Ann")), letters(&kept), "{:#?}", briefing);
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

const BODY: &str =
    "The ministers met in the old town hall on Monday and talked for nine hours about the bridge, said their hosts.";

/// What a document opens with: headline, publisher, dateline, byline, date, and its first paragraph.
fn opening(text: &str, format: Format) -> [String; 6] {
    let briefing = briefing(text.as_bytes(), format).expect("the text is not empty");
    let masthead = briefing.masthead.clone();
    let date = masthead.date.map(|date| date.day.to_string());
    let first = (!briefing.paragraphs.is_empty()).then(|| briefing.words(ParagraphId(0)).to_owned());
    [masthead.headline, masthead.publisher, masthead.dateline, masthead.byline, date, first]
        .map(Option::unwrap_or_default)
}

#[test]
fn official_texts_open_with_who_speaks_what_about_where_and_when() {
    let turn = format!("MS. LEE: {BODY}");
    let wrapped = "MS. LEE: The ministers met in the old town hall on Monday and talked\nfor nine hours about the bridge, said their hosts.";
    let press = format!(
        "MINISTRY OF BRIDGES AND ROADS\n\nPress Conference by the Minister and the Chief Engineer of the\nBridge on What It Costs\n\n\
         Port Selm, Tamaria\n\nWednesday, May 14, 2025\n\n11:05 A.M. local time\n\n{wrapped}\n\nQ  Why?\n"
    );
    let title = "Press Conference by the Minister and the Chief Engineer of the Bridge on What It Costs";
    let expected =
        [title, "MINISTRY OF BRIDGES AND ROADS", "Port Selm, Tamaria", "", "2025-05-14", "11:05 A.M. local time"];
    assert_eq!(opening(&press, Format::Text), expected);
    assert_eq!(opening(&press.replace('\n', "\r\n"), Format::Text), expected);
    assert_eq!(opening(&press, Format::Markdown), expected);
    let house = format!(
        "THE WHITE HOUSE\nOffice of the Press Secretary\n\nREMARKS BY THE MAYOR\nAT THE BRIDGE\n\nEast Room\n\n16:30 EDT\n\n{turn}\n"
    );
    let expected = [
        "REMARKS BY THE MAYOR AT THE BRIDGE",
        "THE WHITE HOUSE, Office of the Press Secretary",
        "",
        "",
        "",
        "East Room",
    ];
    assert_eq!(opening(&house, Format::Text), expected);
    let release = format!(
        "FOR IMMEDIATE RELEASE\n\nGeneva, Switzerland\n3 June 2026\n\nTwo Towns Sign a Treaty\n\n{BODY}\n\n{BODY}\n"
    );
    let expected = ["Two Towns Sign a Treaty", "", "Geneva, Switzerland", "", "2026-06-03", "FOR IMMEDIATE RELEASE"];
    assert_eq!(opening(&release, Format::Text), expected);
    let marked = format!(
        "# Embassy of Tamaria\n\n## Note on the Bridge\n\nGeneva\n\n2026/06/03\n\n{BODY}\n\n## Costs\n\n{BODY}\n"
    );
    assert_eq!(
        opening(&marked, Format::Markdown),
        ["Note on the Bridge", "Embassy of Tamaria", "Geneva", "", "2026-06-03", BODY]
    );
}

#[test]
fn a_page_about_an_institution_keeps_its_title() {
    let text = format!("# Ministry of Bridges\n\n## Background\n\n{BODY}\n\n## Costs\n\n{BODY}\n");
    let found = opening(&text, Format::Markdown);
    assert_eq!((found[0].as_str(), found[1].as_str()), ("Ministry of Bridges", ""));
}

#[test]
fn a_headline_that_names_an_institution_stays_a_headline() {
    for (top, headline) in [
        ("COUNCIL OF MINISTERS\n\nBy Ann Lee\n\n", "COUNCIL OF MINISTERS"),
        ("MINISTRY OF BRIDGES\n\n", "MINISTRY OF BRIDGES"),
        ("The Bridge Office Is to Close\n\n3 June 2026\n\n", "The Bridge Office Is to Close"),
        ("FOR IMMEDIATE RELEASE\n\nTamaria\n\n3 June 2026\n\n", "Tamaria"),
    ] {
        let found = opening(&format!("{top}{BODY} x\n\n{BODY}\n"), Format::Text);
        assert_eq!((found[0].as_str(), found[1].as_str()), (headline, ""));
    }
}

#[test]
fn articles_and_reports_open_with_bylines_datelines_and_dates() {
    for (top, expected) in [
        (
            "Bridge talks resume\nBy A. Lee and B. Roe\n03.06.2026\n\nGENEVA, 3 June (Agency) - ",
            ["GENEVA, 3 June (Agency)", "A. Lee and B. Roe"],
        ),
        ("Bridge talks resume\nBy A. Lee, Agency\nJune 3, 2026\n\nGeneva — ", ["Geneva", "A. Lee, Agency"]),
        ("Bridge talks resume\nBy A. Lee | 3 June 2026\n\n", ["", "A. Lee"]),
        ("Bridge talks resume\nGeneva, 3 June 2026\n\n", ["Geneva, 3 June 2026", ""]),
        ("Bridge talks resume\nAnn Lee, Foreign Editor\n2026/06/03\n\n", ["", ""]),
        (
            "NEWS RELEASE\nContact: Bo Roe, 555-0100\n\nBridge talks resume\n\nGeneva, 3 June 2026 – ",
            ["Geneva, 3 June 2026", ""],
        ),
        ("ANALYSIS\n\nBridge talks resume\n\n3 June 2026\n\n", ["", ""]),
    ] {
        let [headline, publisher, dateline, byline, date, _] =
            opening(&format!("{top}{BODY}\n\n{BODY} x\n"), Format::Text);
        assert_eq!([headline.as_str(), &publisher, &date], ["Bridge talks resume", "", "2026-06-03"], "{top}");
        assert_eq!([dateline, byline], expected, "{top}");
    }
    for top in [
        "# Talks\n*By Ann Lee and Bo Roe*\n*3 June 2026*\n\n",
        "# Talks\n\n3 June 2026\n\nBy Ann Lee and Bo Roe\n---\n\n",
    ] {
        let found = opening(&format!("{top}{BODY}\n\n## Costs\n\n{BODY} x\n"), Format::Markdown);
        assert_eq!(found, ["Talks", "", "", "Ann Lee and Bo Roe", "2026-06-03", BODY]);
    }
    let alone = opening(BODY, Format::Text);
    assert_eq!((alone[0].as_str(), alone[5].as_str()), ("", BODY));
}

#[test]
fn a_line_that_says_several_things_gives_its_date_and_stays() {
    let line = "Bridge Office. 12 June 2025, 18:00 local time. Covers 9 to 12 June.";
    let text = format!(
        "**Bridge: Situation Report No. 3**\n\n*{line}*\n\n**Highlights**\n\n- One is here.\n- Two.\n\n**Access**\n\n- Three.\n"
    );
    for format in [Format::Markdown, Format::Text] {
        assert_eq!(
            opening(&text, format),
            ["Bridge: Situation Report No. 3", "Bridge Office", "", "", "2025-06-12", line]
        );
        let outline = briefing(text.as_bytes(), format).unwrap().outline;
        let titles: Vec<&str> = outline.sections().iter().map(|section| section.title.as_str()).collect();
        assert_eq!(titles, ["Highlights", "Access"]);
    }
}

#[test]
fn the_title_over_the_text_is_not_shown_again_below_front_matter() {
    let above = [
        "---\ntitle: Bridge talks\nauthor: By Ann Lee\n---\n",
        "+++\ntitle = 'Bridge talks'\nauthor = 'By Ann Lee'\n+++\n",
    ];
    for top in above {
        for title in ["# Bridge Talks", "Bridge talks\n============", "**Bridge talks**", "# *Bridge* talks #"] {
            let text = format!("{top}\n{title}\n\n{BODY}\n\nScope\n-----\n\n{BODY} x\n").replace('\n', "\r\n");
            for format in [Format::Markdown, Format::Text] {
                if format == Format::Text && title.contains(" *") || title.contains("* ") {
                    continue;
                }
                assert_eq!(opening(&text, format), ["Bridge talks", "", "", "Ann Lee", "", BODY], "{text}");
                assert_eq!(briefing(text.as_bytes(), format).unwrap().outline.sections().len(), 1);
            }
        }
    }
    let broken = format!("+++\ntitle = 'Bridge\n+++\n\n# Bridge talks\n\n{BODY}\n");
    let found = briefing(broken.as_bytes(), Format::Markdown).unwrap();
    assert_eq!(found.masthead.headline.as_deref(), Some("Bridge talks"));
    assert_eq!((found.words(ParagraphId(0)), found.diagnostics.len()), ("title = 'Bridge", 1));
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
