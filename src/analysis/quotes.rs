//! Quotations: what stands between double quotation marks, across sentences but never across paragraphs.

use std::ops::Range;

use super::reading::Reading;

/// The quotations of a reading, in order, as runs of tokens without their marks.
pub(crate) struct Quotes {
    list: Vec<Range<usize>>,
}

impl Quotes {
    /// Finds them. One that its paragraph does not close goes to the paragraph's end: the next one goes on with it.
    pub(crate) fn of(reading: &Reading<'_>) -> Self {
        let mut list = Vec::new();
        for passage in &reading.passages {
            let mut open = None;
            let mut at = passage.tokens.start;
            while at < passage.tokens.end {
                let len = mark_len(reading, at, passage.tokens.end);
                match (mark(reading, at, len), open) {
                    (Some(Mark::Opens | Mark::Either), None) => open = Some(at + len),
                    (Some(Mark::Closes | Mark::Either), Some(start)) => {
                        list.push(start..at);
                        open = None;
                    }
                    _ => {}
                }
                at += len;
            }
            list.extend(open.map(|start| start..passage.tokens.end));
        }
        list.retain(|quote| !quote.is_empty());
        Self { list }
    }

    /// The quotation whose closing mark stands right ahead of this token, but for a comma.
    pub(crate) fn before(&self, reading: &Reading<'_>, at: usize) -> Option<&Range<usize>> {
        let at = if at > 0 && matches!(reading.lower(at - 1), "," | "―" | "—") { at - 1 } else { at };
        let quote = &self.list[self.list.partition_point(|quote| quote.end < at).checked_sub(1)?];
        let ends = quote.end + 1 == at || quote.end + 2 == at && mark_len(reading, quote.end, at) == 2;
        ends.then_some(quote)
    }

    /// The quotation that this token is in.
    pub(crate) fn around(&self, at: usize) -> Option<&Range<usize>> {
        let quote = &self.list[self.list.partition_point(|quote| quote.start <= at).checked_sub(1)?];
        quote.contains(&at).then_some(quote)
    }

    /// Whether a quotation's first word stands here.
    pub(crate) fn opens(&self, at: usize) -> bool {
        self.list.binary_search_by_key(&at, |quote| quote.start).is_ok()
    }

    /// The quotation that opens within these tokens, if one does.
    pub(crate) fn first_in(&self, tokens: &Range<usize>) -> Option<&Range<usize>> {
        let quote = self.list.get(self.list.partition_point(|quote| quote.start < tokens.start))?;
        (quote.start < tokens.end).then_some(quote)
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Range<usize>> {
        self.list.iter()
    }

    /// Whether these tokens start in a quotation and end in one.
    pub(crate) fn enclose(&self, tokens: &Range<usize>) -> bool {
        !tokens.is_empty() && self.around(tokens.start).is_some() && self.around(tokens.end - 1).is_some()
    }

    /// Whether these tokens are in quotation marks for the most part.
    pub(crate) fn cover(&self, tokens: &Range<usize>) -> bool {
        let inside = tokens.clone().filter(|&at| self.around(at).is_some()).count();
        inside * 2 > tokens.len()
    }
}

/// What a quotation mark does.
enum Mark {
    Opens,
    Closes,
    Either,
}

/// How many tokens a quotation mark has here: two for the typewriter's `''`, else one.
fn mark_len(reading: &Reading<'_>, at: usize, end: usize) -> usize {
    let twice = |mark: &str| at + 1 < end && reading.lower(at) == mark && reading.lower(at + 1) == mark;
    if (twice("'") || twice("`") || twice("‘") || twice("’")) && reading.is_glued(at + 1) { 2 } else { 1 }
}

fn mark(reading: &Reading<'_>, at: usize, len: usize) -> Option<Mark> {
    match (reading.lower(at), len) {
        ("“" | "„" | "«", _) | ("`" | "‘", 2) => Some(Mark::Opens),
        ("”" | "»", _) => Some(Mark::Closes),
        ("\"", _) | ("'" | "’", 2) => Some(Mark::Either),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::briefing;

    fn found(paragraphs: &[&str]) -> Vec<String> {
        let briefing = briefing(paragraphs);
        let reading = Reading::of(&briefing, &|| true).unwrap();
        Quotes::of(&reading).list.iter().map(|quote| reading.text(quote).to_owned()).collect()
    }

    #[test]
    fn quotations_cross_sentences_but_not_paragraphs() {
        assert_eq!(
            found(&["He said: “One. Two.” She \"three\", no.", "“Four", "five”"]),
            ["One. Two.", "three", "Four"]
        );
    }

    #[test]
    fn two_single_marks_of_a_typewriter_are_a_double_one() {
        assert_eq!(found(&["''We agree,'' she said. ''It's done.''"]), ["We agree,", "It's done."]);
    }

    #[test]
    fn a_quotation_knows_its_words_and_its_end() {
        let briefing = briefing(&["He said: “One. Two.” So.", "“Three"]);
        let reading = Reading::of(&briefing, &|| true).unwrap();
        let quotes = Quotes::of(&reading);
        assert!(quotes.opens(4) && !quotes.opens(5));
        assert!(quotes.around(4).is_some() && quotes.around(0).is_none());
        assert_eq!(quotes.before(&reading, 9), Some(&(4..8)));
    }
}
