//! Mails as programs write them, read against what a person reads in them; and mails that are damaged, which must do no harm.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use brief::document::{self, Briefing, ParagraphId, ParagraphKind};
use brief::intake;
use proptest::prelude::*;
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/email")
}

fn open(name: &str) -> Briefing {
    document::build(intake::open(&folder().join(name), None).unwrap())
}

fn gold() -> HashMap<String, Value> {
    serde_json::from_slice(&std::fs::read(folder().join("gold.json")).unwrap()).unwrap()
}

/// The words of the paragraphs that are quoted, or of those that are not.
fn paragraphs(briefing: &Briefing, quoted: bool) -> Vec<String> {
    let is_wanted = |id: &ParagraphId| (briefing.paragraphs[id.0].kind == ParagraphKind::Quote) == quoted;
    let ids = (0..briefing.paragraphs.len()).map(ParagraphId).filter(is_wanted);
    ids.map(|id| briefing.words(id).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|words| words.as_str().unwrap().to_owned()).collect()
}

/// How well what was found fits what was to be found: found in both, found, to be found.
#[derive(Default)]
struct Fit([usize; 3]);

impl Fit {
    fn add(&mut self, found: &[String], wanted: &[String]) {
        let both = wanted.iter().filter(|words| found.contains(words)).count();
        self.0 = [self.0[0] + both, self.0[1] + found.len(), self.0[2] + wanted.len()];
    }

    #[expect(clippy::cast_precision_loss, reason = "a few dozen paragraphs")]
    fn f1(&self) -> f64 {
        let [both, found, wanted] = self.0.map(|count| count as f64);
        2.0 * both / (found + wanted).max(1.0)
    }
}

#[test]
fn mails_are_read_as_a_person_reads_them() {
    let (mut texts, mut apart, mut headings, mut fields) =
        (Fit::default(), Fit::default(), Fit::default(), Fit::default());
    let mut misses = Vec::new();
    for (name, gold) in gold() {
        let briefing = open(&name);
        assert_eq!(briefing.source.format.name(), "email", "{name}");
        let masthead = &briefing.masthead;
        let date = masthead.date.as_ref().map(|date| date.day.to_string());
        for (field, found) in [
            ("headline", masthead.headline.clone()),
            ("byline", masthead.byline.clone()),
            ("date", date),
            ("publisher", masthead.publisher.clone()),
        ] {
            let found: Vec<String> = found.into_iter().collect();
            let wanted: Vec<String> = gold[field].as_str().map(str::to_owned).into_iter().collect();
            fields.add(&found, &wanted);
            misses.extend((found != wanted).then(|| format!("{name} {field}: {found:?}, not {wanted:?}")));
        }
        let titles: Vec<String> = briefing.outline.sections().iter().map(|section| section.title.clone()).collect();
        for (what, fit, found) in
            [("paragraphs", &mut texts, paragraphs(&briefing, false)), ("headings", &mut headings, titles)]
        {
            let wanted = strings(&gold[what]);
            fit.add(&found, &wanted);
            misses.extend((found != wanted).then(|| format!("{name} {what}: {found:#?}, not {wanted:#?}")));
        }
        // What is set apart has more to it than is listed (the fields of a mail that is quoted).
        let (found, wanted) = (paragraphs(&briefing, true), strings(&gold["apart"]));
        let listed: Vec<String> = found.into_iter().filter(|words| wanted.contains(words)).collect();
        apart.add(&listed, &wanted);
        misses.extend((listed != wanted).then(|| format!("{name} apart: {listed:#?}, not {wanted:#?}")));
    }
    for (what, fit, floor) in
        [("text", texts, 0.99), ("set apart", apart, 0.99), ("headings", headings, 0.99), ("fields", fields, 1.0)]
    {
        assert!(fit.f1() >= floor, "{what}: {} is below {floor}\n{}", fit.f1(), misses.join("\n"));
    }
}

#[test]
fn what_a_mail_holds_besides_is_said() {
    let said = |name: &str| -> String {
        let briefing = open(name);
        briefing.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect::<Vec<_>>().join("\n")
    };
    assert!(said("attachments.eml").contains("Karte Süd.pdf, gauges.csv"), "{}", said("attachments.eml"));
    assert!(said("box.mbox").contains("3 messages"));
    assert!(said("charset-lies.eml").contains("windows-1252"));
    assert_eq!(said("koi8-u.eml"), "");
}

#[test]
fn the_name_is_no_obstacle() {
    let bytes = std::fs::read(folder().join("reply-top.eml")).unwrap();
    for name in [None, Some("mail.txt"), Some("mail.md"), Some("mail")] {
        let source = intake::from_bytes(&bytes, name.map(Path::new), None).unwrap();
        assert_eq!(source.info.format.name(), "email", "{name:?}");
    }
    let broken = intake::from_bytes(b"No field at all.\n", Some(Path::new("a.eml")), None).unwrap_err().to_string();
    assert!(broken.contains("a.eml is an e-mail, and it is broken"), "{broken}");
}

fn fixtures() -> Vec<Vec<u8>> {
    let mut names: Vec<_> = gold().into_keys().collect();
    names.sort();
    names.iter().map(|name| std::fs::read(folder().join(name)).unwrap()).collect()
}

fn read(bytes: &[u8]) {
    if let Ok(source) = intake::from_bytes(bytes, None, intake::format_named("email")) {
        let briefing = document::build(source);
        for at in 0..briefing.paragraphs.len() {
            assert_eq!(briefing.words(ParagraphId(at)), briefing.slice(briefing.paragraphs[at].span));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read(&bytes);
    }

    #[test]
    fn no_damage_does_harm(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        end in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let fixtures = fixtures();
        let mut bytes = fixtures[which.index(fixtures.len())].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        read(&bytes);
    }

    #[test]
    fn no_field_does_harm(
        name in prop::sample::select(vec!["Subject", "From", "Date", "List-Id", "Content-Type", "Content-Disposition", "Archived-At"]),
        value in "(\\PC|[=?<>()\\\\\"@;,:\r\n\t ]|=\\?utf-8\\?[bq]\\?){0,80}",
    ) {
        read(format!("{name}: {value}\nX: y\n\nWords.\n").as_bytes());
    }
}

#[test]
fn hostile_mails_are_read_to_their_end_without_a_panic() {
    let head = "From: a@example.org\nMIME-Version: 1.0\n";
    for text in [
        format!("{head}Subject: {}\n\nx", "=?utf-8?q?".repeat(40_000)),
        format!("{head}To: {}\n\nx", "(".repeat(400_000)),
        format!("{head}{}\nx", "X: y\n".repeat(80_000)),
        format!("{head}\n{}", "-- \n".repeat(40_000)),
        format!("{head}\n{}", "From: a\n\n".repeat(40_000)),
        format!("{head}\n{}", "On 1:1 a wrote:\n".repeat(40_000)),
        format!("{head}\n{}", ">".repeat(400_000)),
        format!("{head}\n{}", "> a\n>> b\n".repeat(40_000)),
        format!("{head}Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n".repeat(80_000)),
        format!("{head}Content-Type: text/html\n\n{}", "<div>".repeat(80_000)),
        format!("{head}Content-Type: text/plain; format=flowed\n\n{}", " \n".repeat(80_000)),
    ] {
        read(text.as_bytes());
    }
}
