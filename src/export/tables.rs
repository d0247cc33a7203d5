//! Tables for spreadsheets, R and pandas: notes, statements, actors, and the notes as Readwise takes them. CSV after RFC 4180.
//!
//! A cell that a spreadsheet would run as a formula is given an apostrophe, which spreadsheets do not show.

use super::{Format, Material, affiliation, clean};
use crate::document::Span;
use crate::notes::Placed;

pub(super) const NOTES: Format = Format {
    name: "csv-notes",
    about: "a table of the notes",
    extension: "notes.csv",
    render: notes,
    is_ours: |text| is_headed(text, &NOTES_HEAD),
    keeps_edits: false,
};
pub(super) const STATEMENTS: Format = Format {
    name: "csv-statements",
    about: "a table of the statements",
    extension: "statements.csv",
    render: statements,
    is_ours: |text| is_headed(text, &STATEMENTS_HEAD),
    keeps_edits: false,
};
pub(super) const ACTORS: Format = Format {
    name: "csv-actors",
    about: "a table of the actors",
    extension: "actors.csv",
    render: actors,
    is_ours: |text| is_headed(text, &ACTORS_HEAD),
    keeps_edits: false,
};
pub(super) const READWISE: Format = Format {
    name: "readwise",
    about: "the notes as Readwise imports them",
    extension: "readwise.csv",
    render: readwise,
    is_ours: |text| is_headed(text, &READWISE_HEAD),
    keeps_edits: false,
};

const NOTES_HEAD: [&str; 13] = [
    "briefing",
    "date",
    "id",
    "placement",
    "paragraph",
    "section",
    "start",
    "end",
    "quote",
    "note",
    "tags",
    "author",
    "created",
];
const STATEMENTS_HEAD: [&str; 15] = [
    "briefing",
    "date",
    "paragraph",
    "actor",
    "actor_kind",
    "affiliation",
    "position",
    "stance",
    "confidence",
    "quoted",
    "content",
    "cue",
    "evidence",
    "start",
    "origin",
];
const ACTORS_HEAD: [&str; 10] =
    ["briefing", "date", "id", "name", "kind", "role", "affiliation", "aliases", "mentions", "origin"];
/// The columns that Readwise's import reads.
const READWISE_HEAD: [&str; 7] = ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"];

fn notes(material: Material<'_>) -> String {
    let rows = material.notes.all().iter().map(|placed| {
        let Placed { note, placement } = placed;
        let paragraph = placement.paragraph();
        let span = placement.span();
        [
            material.briefing.title(),
            date(material),
            note.id.0.clone(),
            placement.name().to_owned(),
            paragraph.map(|id| id.number().to_string()).unwrap_or_default(),
            paragraph.map(|id| material.section(id).to_owned()).unwrap_or_default(),
            span.map(|span| span.start.to_string()).unwrap_or_default(),
            span.map(|span| span.end.to_string()).unwrap_or_default(),
            note.anchor.quote.clone(),
            note.text.clone(),
            note.tags.join(" "),
            note.author.clone().unwrap_or_default(),
            note.created.to_string(),
        ]
    });
    table(&NOTES_HEAD, rows)
}

fn statements(material: Material<'_>) -> String {
    let (actors, positions) = (material.actors(), material.positions());
    let words = |span: Span| material.briefing.slice(span).to_owned();
    let rows = material.analysis.statements.iter().map(|statement| {
        let actor = statement.actor.as_ref().and_then(|id| actors.get(id));
        let position = statement.position.as_ref().and_then(|id| positions.get(id));
        [
            material.briefing.title(),
            date(material),
            statement.evidence.paragraph.number().to_string(),
            actor.map(|actor| actor.name.clone()).unwrap_or_default(),
            actor.map(|actor| actor.kind.name().to_owned()).unwrap_or_default(),
            actor.map(|actor| affiliation(actor, &actors).to_owned()).unwrap_or_default(),
            position.map(|position| position.label.clone()).unwrap_or_default(),
            statement.stance.name().to_owned(),
            format!("{:.2}", statement.confidence),
            statement.quoted.to_string(),
            words(statement.content),
            statement.cue.map(words).unwrap_or_default(),
            words(statement.evidence.span),
            statement.content.start.to_string(),
            statement.origin.name().to_owned(),
        ]
    });
    table(&STATEMENTS_HEAD, rows)
}

fn actors(material: Material<'_>) -> String {
    let known = material.actors();
    let rows = material.analysis.actors.iter().map(|actor| {
        [
            material.briefing.title(),
            date(material),
            actor.id.0.clone(),
            actor.name.clone(),
            actor.kind.name().to_owned(),
            actor.role.clone().unwrap_or_default(),
            affiliation(actor, &known).to_owned(),
            actor.aliases.join("; "),
            actor.mentions.len().to_string(),
            actor.origin.name().to_owned(),
        ]
    });
    table(&ACTORS_HEAD, rows)
}

fn readwise(material: Material<'_>) -> String {
    let masthead = &material.briefing.masthead;
    let author = masthead.byline.as_ref().or(masthead.publisher.as_ref());
    let rows = material.notes.notes().map(|note| {
        // Readwise takes tags from the note: words with a dot ahead, on a line of their own.
        let tags = note.tags.iter().map(|tag| format!(".{tag}")).collect::<Vec<_>>().join(" ");
        let words: Vec<&str> = [note.text.trim(), &tags].into_iter().filter(|part| !part.is_empty()).collect();
        [
            note.anchor.quote.clone(),
            material.briefing.title(),
            author.cloned().unwrap_or_default(),
            masthead.url.clone().unwrap_or_default(),
            words.join("\n"),
            note.anchor.span.start.to_string(),
            note.created.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        ]
    });
    table(&READWISE_HEAD, rows)
}

fn date(material: Material<'_>) -> String {
    material.briefing.masthead.date.as_ref().map(|date| date.day.to_string()).unwrap_or_default()
}

fn table<const N: usize>(head: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let reason = "a table in memory takes rows of one length";
    writer.write_record(head).expect(reason);
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell))).expect(reason);
    }
    let bytes = writer.into_inner().expect(reason);
    String::from_utf8(bytes).expect("it was written from strings")
}

/// A cell in which nothing is run, after OWASP's "CSV Injection".
fn guarded(cell: &str) -> String {
    let cell = clean(cell);
    if cell.starts_with(['=', '+', '-', '@', '\t']) { format!("'{cell}") } else { cell }
}

fn is_headed(text: &str, head: &[&str]) -> bool {
    text.lines().next() == Some(&head.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::Owned;

    #[test]
    fn a_reader_of_csv_gets_back_what_was_written() {
        let owned = Owned::new();
        for format in [NOTES, STATEMENTS, ACTORS, READWISE] {
            let text = format.render(owned.material());
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let columns = reader.headers().unwrap().len();
            let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
            assert!(!rows.is_empty() && rows.iter().all(|row| row.len() == columns), "{}", format.name);
        }
        let text = notes(owned.material());
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let first = reader.records().next().unwrap().unwrap();
        let note = owned.notes.notes().next().unwrap();
        assert_eq!((&first[2], &first[8], &first[9]), (&*note.id.0, &*note.anchor.quote, &*note.text));
    }

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in
            [("=1+1", "'=1+1"), ("@SUM", "'@SUM"), ("plain = so", "plain = so"), ("a\r\nb\x1b", "a\nb␛")]
        {
            assert_eq!(guarded(cell), expected);
        }
    }
}
