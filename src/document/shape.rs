//! What a line looks like, whatever it says: a title, a sentence, a speaker's turn. Rules of form only.

/// The longest line, in scalar values, that can be a title.
const LONGEST_TITLE: usize = 160;
/// The most words that a heading inside the text has.
const HEADING_WORDS: usize = 18;

/// Characters that may close a sentence after its full stop.
const CLOSERS: &[char] = &['"', '\'', '”', '’', ')', ']', '»', '*', '_'];

/// Whether a line ends as a sentence ends.
pub(crate) fn ends_sentence(line: &str) -> bool {
    line.trim_end().trim_end_matches(CLOSERS).ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// Whether a line can be the title of a document: not too long, starts as titles do, and is no full sentence.
pub(crate) fn is_title_like(line: &str) -> bool {
    let line = line.trim();
    let starts = line.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    starts
        && line.chars().take(LONGEST_TITLE + 1).count() <= LONGEST_TITLE
        && !line.trim_end_matches(CLOSERS).ends_with(['.', ';', ',', ':', '…', '。', '，', '；'])
        && speaker_turn(line).is_none()
        && !is_release_mark(line)
}

/// Whether a line set apart (bold, capitals) can be the heading of a section. A colon may end it; a full stop may not.
pub(crate) fn is_heading_like(line: &str) -> bool {
    let line = line.trim();
    line.chars().any(char::is_alphabetic)
        && line.chars().take(LONGEST_TITLE + 1).count() <= LONGEST_TITLE
        && line.split_whitespace().count() <= HEADING_WORDS
        && !line.trim_end_matches(CLOSERS).ends_with(['.', ';', ',', '…', '。'])
        && speaker_turn(line).is_none()
        && !is_release_mark(line)
}

/// Whether a line shouts: all its letters are capitals, and there is at least one word of three of them.
pub(crate) fn is_all_capitals(line: &str) -> bool {
    let (mut run, mut longest) = (0, 0);
    for c in line.chars() {
        if c.is_lowercase() {
            return false;
        }
        run = if c.is_uppercase() { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest >= 3
}

/// The speaker's label at the start of a turn, its colon left out: `MR. SULLIVAN:`, `THE PRESIDENT (via link):`, `Q`, `A:`.
pub(crate) fn speaker_turn(line: &str) -> Option<&str> {
    question(line).or_else(|| named_speaker(line))
}

/// `Q` or `A` as transcripts set them: with a colon or full stop, or with a gap wider than one plain space.
fn question(line: &str) -> Option<&str> {
    let label = ["Question", "Answer", "Q", "A"].into_iter().find(|label| line.starts_with(label))?;
    let rest = &line[label.len()..];
    let marked = rest.starts_with([':', '.']) && rest[1..].starts_with(char::is_whitespace);
    let gap = label == "Q" && rest.starts_with(char::is_whitespace) && !rest.trim_start().is_empty();
    let wide = rest.starts_with(['\t', '\u{A0}']) || rest.starts_with("  ");
    let marked = marked && !(label == "A" && rest.starts_with('.'));
    (marked || gap || (wide && label.len() == 1)).then_some(&line[..label.len()])
}

/// A row of dashes, stars or the like, spaces between them or not: a rule, or the mark at a release's end.
pub(crate) fn is_rule(line: &str) -> bool {
    let Some(first) = line.chars().next().filter(|c| "-=*_~#—–".contains(*c)) else {
        return false;
    };
    line.chars().all(|c| c == first || c == ' ') && line.chars().filter(|c| *c == first).nth(2).is_some()
}

/// What a field on top of a memorandum holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MemoField {
    From,
    Date,
    Subject,
    /// To, copies, whom to ask: who reads it is not kept.
    Other,
}

/// The longest label of a memorandum's field, in bytes.
const LONGEST_LABEL: usize = 24;

/// The field that a line of a memorandum's head is, and its words.
pub(crate) fn memo_field(line: &str) -> Option<(MemoField, &str)> {
    let (label, words) = line.split_at_checked(line.bytes().take(LONGEST_LABEL).position(|b| b == b':')?)?;
    let field = match label.trim() {
        "FROM" | "From" | "Von" | "VON" | "De" | "DE" | "Da" | "Від" | "ВІД" | "От" | "ОТ" => MemoField::From,
        "DATE" | "Date" | "Datum" | "DATUM" | "Fecha" | "FECHA" | "Data" | "DATA" | "Дата" | "ДАТА" => {
            MemoField::Date
        }
        "SUBJECT" | "Subject" | "SUBJ" | "RE" | "Re" | "Betreff" | "BETREFF" | "Betrifft" | "Objet" | "OBJET"
        | "Asunto" | "ASUNTO" | "Oggetto" | "OGGETTO" | "Assunto" | "ASSUNTO" | "Onderwerp" | "Тема" | "ТЕМА" => {
            MemoField::Subject
        }
        "An" | "AN" | "À" | "Para" | "PARA" | "Кому" | "КОМУ" | "Aan" | "Copie" | "Kopie" | "Копія" | "Копия"
        | "TO" | "To" | "CC" | "Cc" | "MEMO TO" | "THROUGH" | "THRU" | "Contact" | "CONTACT" | "Contacts"
        | "Media contact" | "Media Contact" | "MEDIA CONTACT" | "Press contact" | "Press Contact" | "PRESS CONTACT" => {
            MemoField::Other
        }
        _ => return None,
    };
    let words = words[1..].trim();
    (!words.is_empty() && words.len() <= 2 * LONGEST_TITLE).then_some((field, words))
}

/// Whether a line says when a text may be used, as press releases do on top.
pub(crate) fn is_release_mark(line: &str) -> bool {
    const STARTS: [&str; 5] =
        ["for immediate release", "embargoed until", "embargoed for", "under embargo", "not for release"];
    let starts_with = |mark: &str| line.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    let whole = line.trim_end_matches([':', '.', ' ']);
    ["press release", "news release"].iter().any(|mark| whole.eq_ignore_ascii_case(mark))
        || STARTS.iter().any(|mark| starts_with(mark)) && word_count(line) <= 12
}

/// A name in capitals and a colon.
fn named_speaker(line: &str) -> Option<&str> {
    if !line.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    // A label is short: what stands further on is no label, however long the line.
    let colon = line.char_indices().take(60).find(|(_, c)| *c == ':')?.0;
    let after = &line[colon + 1..];
    if !(after.is_empty() || after.starts_with(char::is_whitespace)) {
        return None;
    }
    let label = &line[..colon];
    let name = label.split(" (").next().unwrap_or(label);
    let is_name_character = |c: char| c.is_uppercase() || " .'’-,&\u{A0}".contains(c);
    let words = name.split_whitespace().count();
    let lower_prefix = ["Mr. ", "Mrs. ", "Ms. ", "Dr. "].into_iter().find_map(|title| name.strip_prefix(title));
    let capitals = name.strip_prefix("Mc").unwrap_or(name).chars().all(is_name_character);
    let is_surname = lower_prefix.is_some_and(|rest| rest.split_whitespace().count() <= 2);
    ((capitals && words <= 6 && is_all_capitals(name) || is_surname) && !is_label(name)).then_some(label)
}

/// Labels in capitals that no one speaks under: the fields of a memorandum, and what introduces a paragraph.
fn is_label(label: &str) -> bool {
    [
        "TO",
        "FROM",
        "CC",
        "DATE",
        "SUBJECT",
        "RE",
        "FACT SHEET",
        "NOTE",
        "SUMMARY",
        "BACKGROUND",
        "CONTACT",
        "ISSUE",
        "UPDATE",
        "BREAKING",
        "ANALYSIS",
        "READOUT",
        "STATEMENT",
        "SOURCE",
        "PURPOSE",
        "RECOMMENDATION",
        "CLASSIFICATION",
    ]
    .contains(&label)
}

/// Whether two lines say the same words, apart from case, marks and spaces. Lines without words say nothing.
pub(crate) fn same_words(one: &str, other: &str) -> bool {
    folded(one).next().is_some() && folded(one).eq(folded(other))
}

fn folded(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// How many words a line has.
pub(crate) fn word_count(line: &str) -> usize {
    line.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_told_from_prose() {
        for (line, label) in [
            ("MR. SULLIVAN: Good morning.", Some("MR. SULLIVAN")),
            ("THE PRESIDENT (via video):  Thanks", Some("THE PRESIDENT (via video)")),
            ("Ms. Okoro: No.", Some("Ms. Okoro")),
            ("Q\u{A0}\u{A0} Hi, can you hear me?", Some("Q")),
            ("Q Hi?", Some("Q")),
            ("Q: Why?", Some("Q")),
            ("A: Because.", Some("A")),
            ("A. First item", None),
            ("A man said: no.", None),
            ("Quito said nothing.", None),
            ("SUBJECT: Talks", None),
            ("Note: this is prose", None),
            ("10:23 A.M. CET", None),
            ("NATO: 32 members", Some("NATO")),
        ] {
            assert_eq!(speaker_turn(line), label, "{line}");
        }
    }

    #[test]
    fn titles_are_told_from_sentences() {
        assert!(is_title_like("Talks in Geneva Resume"));
        assert!(is_title_like("Who pays for reconstruction?"));
        assert!(!is_title_like("The talks resumed on Monday."));
        assert!(!is_title_like("and so on"));
        assert!(!is_title_like("EMBARGOED UNTIL 6 P.M.") && !is_heading_like("Press Release:"));
        assert!(is_title_like("Embargo on Oil Lifted"));
        assert!(is_heading_like("Here’s what you missed:"));
        assert!(!is_heading_like("They agreed on \"nothing.\""));
    }

    #[test]
    fn the_same_words_in_another_dress() {
        assert!(same_words("“Talks” in  Geneva", "\"talks\" in\u{A0}Geneva"));
        assert!(!same_words("Talks in Geneva", "Talks in Vienna"));
        assert!(!same_words("…", "—"));
    }
}
