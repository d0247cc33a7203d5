//! Pages laid out as sites lay them out, against what a reader finds on them: the figures may not fall below their floors.
//!
//! `tests/fixtures/html/generate.py` writes the pages and their gold.

#![expect(clippy::unwrap_used, reason = "these are tests")]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use brief::document::{self, Briefing, ParagraphId};
use brief::intake;
use proptest::prelude::*;
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/html")
}

fn pages() -> Vec<PathBuf> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|kind| kind == "html")).collect();
    pages.sort();
    pages
}

fn briefing(page: &Path) -> Briefing {
    document::build(intake::from_bytes(&fs::read(page).unwrap(), Some(page), None).unwrap())
}

fn gold(page: &Path) -> Value {
    serde_json::from_slice(&fs::read(page.with_extension("json")).unwrap()).unwrap()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(|words| folded(words.as_str().unwrap())).collect()
}

/// Words in lower case, one space between them.
fn folded(words: &str) -> String {
    words
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The harmonic mean of precision and recall of two bags.
fn f1(found: &[String], wanted: &[String]) -> f64 {
    if found.is_empty() && wanted.is_empty() {
        return 1.0;
    }
    let mut bag: HashMap<&str, i32> = HashMap::new();
    for one in wanted {
        *bag.entry(one).or_default() += 1;
    }
    let common = found.iter().filter(|one| {
        let left = bag.entry(one).or_default();
        *left -= 1;
        *left >= 0
    });
    let common = u32::try_from(common.count()).unwrap();
    let all = u32::try_from(found.len() + wanted.len()).unwrap();
    f64::from(2 * common) / f64::from(all)
}

/// The figures of one page, by name.
fn score(page: &Path) -> Vec<(&'static str, f64)> {
    let (briefing, gold) = (briefing(page), gold(page));
    let masthead = &briefing.masthead;
    let same = |found: Option<&str>, field: &str| {
        let is_same = folded(found.unwrap_or_default()) == folded(gold[field].as_str().unwrap_or_default());
        f64::from(u8::from(is_same))
    };
    let paragraphs: Vec<String> =
        (0..briefing.paragraphs.len()).map(|at| folded(briefing.words(ParagraphId(at)))).collect();
    let headings: Vec<String> = briefing.outline.sections().iter().map(|section| folded(&section.title)).collect();
    let tokens =
        |lines: &[String]| lines.iter().flat_map(|line| line.split(' ')).map(str::to_owned).collect::<Vec<_>>();
    let (wanted, wanted_headings) = (strings(&gold["paragraphs"]), strings(&gold["headings"]));
    let day = masthead.date.as_ref().map(|date| date.day.to_string());
    vec![
        ("body", f1(&tokens(&paragraphs), &tokens(&wanted))),
        ("paragraphs", f1(&paragraphs, &wanted)),
        ("headings", f1(&headings, &wanted_headings)),
        ("title", same(masthead.headline.as_deref(), "headline")),
        ("subtitle", same(masthead.subtitle.as_deref(), "subtitle")),
        ("byline", same(masthead.byline.as_deref(), "byline")),
        ("date", same(day.as_deref(), "date")),
    ]
}

#[test]
fn the_figures_hold() {
    let floors = [
        ("body", 0.995),
        ("paragraphs", 0.99),
        ("headings", 0.99),
        ("title", 1.0),
        ("subtitle", 0.97),
        ("byline", 1.0),
        ("date", 1.0),
    ];
    let pages = pages();
    assert!(pages.len() >= 38);
    let mut sums: HashMap<&str, f64> = HashMap::new();
    let mut table = String::new();
    for page in &pages {
        write!(table, "{:<12}", page.file_stem().unwrap().to_string_lossy()).unwrap();
        for (name, figure) in score(page) {
            *sums.entry(name).or_default() += figure;
            write!(table, " {name} {figure:.2}").unwrap();
        }
        table.push('\n');
    }
    let count = f64::from(u32::try_from(pages.len()).unwrap());
    for (name, floor) in floors {
        let mean = sums[name] / count;
        assert!(mean >= floor, "{name} is {mean:.3}, below {floor}:\n{table}");
    }
}

#[test]
fn lists_tables_and_code_keep_their_kinds() {
    use brief::document::ParagraphKind::{Code, ListItem, Table};
    let kinds = |name: &str| -> Vec<_> {
        briefing(&folder().join(name)).paragraphs.iter().map(|paragraph| paragraph.kind).collect()
    };
    let ministry = kinds("ministry.html");
    assert!(ministry.contains(&Table));
    assert!(ministry.contains(&ListItem { depth: 0, ordinal: Some(3) }));
    assert!(kinds("blog.html").contains(&Code));
}

#[test]
fn fields_are_read_from_where_they_stand() {
    let masthead = briefing(&folder().join("news.html")).masthead;
    assert_eq!(masthead.publisher.as_deref(), Some("The Lantern"));
    assert_eq!(masthead.url.as_deref(), Some("https://lantern.example/harbour/night-ferry"));
    assert_eq!(masthead.tags, ["ferries", "Skerrivane"]);
    assert_eq!(masthead.date.unwrap().written, "2025-03-14T06:02:00+01:00");
}

#[test]
fn a_page_saved_as_one_message_is_the_page_as_it_was_served() {
    let saved = briefing(&folder().join("saved/news.mhtml"));
    let served = briefing(&folder().join("news.html"));
    assert_eq!(saved.source.format, served.source.format);
    assert_eq!(saved.text, served.text);
    // Browsers save a page without its scripts, and so without its linked data.
    let told = |briefing: &Briefing| {
        let masthead = briefing.masthead.clone();
        (masthead.headline, masthead.subtitle, masthead.byline, masthead.date.map(|date| date.day), masthead.url)
    };
    assert_eq!(told(&saved), told(&served));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn damaged_pages_are_read_without_a_panic(at in 0usize..33, cut in 0.0f64..1.0, flips in prop::collection::vec((0.0f64..1.0, any::<u8>()), 0..40)) {
        let pages = pages();
        let mut bytes = fs::read(&pages[at % pages.len()]).unwrap();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a small file")]
        let place = |share: f64, length: usize| ((length as f64) * share) as usize;
        for (share, byte) in flips {
            let place = place(share, bytes.len());
            if let Some(old) = bytes.get_mut(place) {
                *old = byte;
            }
        }
        bytes.truncate(place(cut, bytes.len()));
        if let Ok(source) = intake::from_bytes(&bytes, Some(Path::new("page.html")), None) {
            let briefing = document::build(source);
            for paragraph in &briefing.paragraphs {
                prop_assert!(paragraph.marks.iter().all(|mark| !mark.span.is_empty() && mark.span.end <= paragraph.span.len()));
            }
        }
    }

    #[test]
    fn tags_in_any_order_are_read_without_a_panic(tags in prop::collection::vec("</?(p|div|table|tr|td|li|ul|ol|b|i|a|h1|h2|pre|br|blockquote|form|svg|title|select|template)( class=x| href=y)?/?>|[a-z ]{1,9}|&amp;|\n", 0..120)) {
        let page = format!("<!doctype html>{}", tags.concat());
        let _ = intake::from_bytes(page.as_bytes(), None, None).map(document::build);
    }
}
