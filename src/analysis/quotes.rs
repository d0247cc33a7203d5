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
            for at in passage.tokens.clone() {
                match (reading.lower(at), open) {
                    ("“" | "„" | "«" | "\"", None) => open = Some(at + 1),
                    ("”" | "»" | "\"", Some(start)) => {
                        list.push(start..at);
                        open = None;
                    }
                    _ => {}
                }
            }
            list.extend(open.map(|start| start..passage.tokens.end));
        }
        list.retain(|quote| !quote.is_empty());
        Self { list }
    }

    /// The quotation whose closing mark stands right ahead of this token, but for a comma.
    pub(crate) fn before(&self, reading: &Reading<'_>, at: usize) -> Option<&Range<usize>> {
        let at = if at > 0 && reading.lower(at - 1) == "," { at - 1 } else { at };
        let quote = &self.list[self.list.partition_point(|quote| quote.end < at).checked_sub(1)?];
        (quote.end + 1 == at).then_some(quote)
    }

    /// The quotation that this token is in.
    pub(crate) fn around(&self, at: usize) -> Option<&Range<usize>> {
        let quote = &self.list[self.list.partition_point(|quote| quote.start <= at).checked_sub(1)?];
        quote.contains(&at).then_some(quote)
    }

    /// Whether these tokens are in quotation marks for the most part.
    pub(crate) fn cover(&self, tokens: &Range<usize>) -> bool {
        let inside = tokens.clone().filter(|&at| self.around(at).is_some()).count();
        inside * 2 > tokens.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fixture::briefing;

    #[test]
    fn quotations_cross_sentences_but_not_paragraphs() {
        let briefing = briefing(&["He said: “One. Two.” She \"three\", no.", "“Four", "five”"]);
        let reading = Reading::of(&briefing, &|| true).unwrap();
        let quotes = Quotes::of(&reading);
        let found: Vec<_> = quotes.list.iter().map(|quote| reading.text(quote)).collect();
        assert_eq!(found, ["One. Two.", "three", "Four"]);
        assert!(quotes.around(4).is_some());
        assert!(quotes.around(0).is_none());
    }
}
