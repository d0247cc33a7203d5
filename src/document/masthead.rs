//! What stands above the text: taken from the document's own fields, else read off its first lines by their form.
//!
//! Every rule is about form (bold, italic, title or sentence, said twice, a date alone on its line), never about what the
//! words mean; but the names of institutions are told by the nouns they are made of. What is taken is not shown again below (the labels `By`, `FROM:`, `DATE:` and `SUBJECT:` go); what is not sure
//! to belong here stays a paragraph or a heading.

use super::bylines::{byline, is_people};
use super::dates::{DateLine, date_in, date_line, is_time_line};
use super::institution::is_institution;
use super::lines::{dateline_at, is_dateline, is_place_line, pieces};
use super::looks::{self, Look};
use super::shape::{
    MemoField, ends_sentence, is_release_mark, is_title_like, memo_field, same_words, speaker_turn, word_count,
};
use super::{Block, BlockKind, Masthead, Metadata, WrittenDate, language};

/// A title-like line of at least so many words, set like the headline, is a subtitle and no heading.
const SUBTITLE_WORDS: usize = 7;
/// How many blocks are looked at to tell the language, where a date hangs on it.
const LANGUAGE_BLOCKS: usize = 8;
/// A bold line of more words than this is the first paragraph and no subtitle.
const LEAD_WORDS: usize = 45;

/// The masthead, and the blocks that are left.
pub(super) fn read(metadata: Metadata, mut blocks: Vec<Block>) -> (Masthead, Vec<Block>) {
    let Metadata { headline, subtitle, summary, byline: author, date, publisher, tags, url, language } = metadata;
    let byline = author.map(|line| byline(&line).map_or_else(|| line.clone(), str::to_owned));
    let masthead = Masthead { headline, subtitle, summary, byline, dateline: None, date, publisher, tags, url };
    let mut lead = Lead::of(&blocks, masthead, language);
    lead.find_headline();
    lead.take_the_rest();
    lead.take_change();
    let kickers = lead.kickers();
    let Lead { mut masthead, taken, .. } = lead;
    for at in kickers {
        blocks[at].kind = BlockKind::Text;
        blocks[at].marks.clear();
    }
    let mut at = 0;
    blocks.retain(|_| {
        at += 1;
        !taken.get(at - 1).is_some_and(|taken| *taken)
    });
    if masthead.dateline.is_none() {
        let first = blocks.iter().find(|block| looks::is_running_text(block));
        let found = first.and_then(|block| dateline_at(&block.text));
        masthead.dateline = found.map(str::to_owned);
    }
    masthead.date = masthead.date.or_else(|| masthead.dateline.as_deref().and_then(date_in));
    for field in [&mut masthead.headline, &mut masthead.subtitle, &mut masthead.summary, &mut masthead.byline] {
        *field = field.take().map(|words| plain_spaces(&words)).filter(|words| !words.is_empty());
    }
    (masthead, blocks)
}

/// What stands above the text as far as these fields and the page itself say: for formats whose properties come second.
pub(crate) fn above(metadata: &Metadata, blocks: &[Block]) -> Masthead {
    read(metadata.clone(), blocks.to_vec()).0
}

/// The blocks ahead of the text, and what has been taken of them.
struct Lead<'a> {
    blocks: &'a [Block],
    /// What each looks like.
    looks: Vec<Look>,
    taken: Vec<bool>,
    /// Where the headline stands among them.
    headline: Option<usize>,
    masthead: Masthead,
    /// The language that the document declares.
    language: Option<String>,
}

impl<'a> Lead<'a> {
    fn of(blocks: &'a [Block], masthead: Masthead, language: Option<String>) -> Self {
        let looks = looks::of(blocks, masthead.headline.as_deref());
        Self { blocks, taken: vec![false; looks.len()], looks, headline: None, masthead, language }
    }

    fn text(&self, at: usize) -> &'a str {
        &self.blocks[at].text
    }

    fn indices(&self) -> std::ops::Range<usize> {
        0..self.looks.len()
    }

    fn find_headline(&mut self) {
        if let Some(headline) = self.masthead.headline.clone() {
            self.take_same(&headline);
            return;
        }
        if let Some((at, subject)) = self.indices().find_map(|at| Some((at, subject(self.text(at))?))) {
            (self.headline, self.masthead.headline) = (Some(at), Some(subject.to_owned()));
            self.taken[at] = true;
            return;
        }
        let found = self.repeated().or_else(|| self.plain()).or_else(|| self.titled());
        if let Some(at) = found {
            self.headline = Some(at);
            self.masthead.headline = Some(self.text(at).to_owned());
            self.take_same(self.text(at));
        }
    }

    /// The display lines that are left ahead of the headline: they head nothing below it.
    fn kickers(&self) -> Vec<usize> {
        let ahead = 0..self.headline.unwrap_or(0);
        let is_set_apart = |look: Look| look.is_display() || look == Look::Kicker;
        ahead.filter(|at| is_set_apart(self.looks[*at]) && !self.taken[*at]).collect()
    }

    /// The first display line that is said again: no one but a headline is.
    fn repeated(&self) -> Option<usize> {
        let display: Vec<usize> = self.indices().filter(|at| self.looks[*at].is_display()).collect();
        let again = |at: usize| display.iter().any(|other| *other > at && same_words(self.text(at), self.text(*other)));
        display.iter().copied().find(|at| again(*at))
    }

    /// The first display line with the form of a title; a heading only where none of the document's ranks with it.
    fn titled(&self) -> Option<usize> {
        let top = self.indices().find(|at| self.looks[*at] == Look::Heading(1));
        let is_under_kicker = |at: usize| at > 0 && self.looks[..at].contains(&Look::Kicker);
        top.or_else(|| {
            self.indices().find(|&at| match self.looks[at] {
                Look::Heading(level) => {
                    is_title_like(self.text(at)) && (is_under_kicker(at) || !looks::has_peer(self.blocks, at, level))
                }
                Look::Bold => is_title_like(self.text(at)),
                _ => false,
            })
        })
    }

    /// A line that is a headline by where it stands.
    fn plain(&self) -> Option<usize> {
        self.looks.iter().position(|look| *look == Look::Title)
    }

    fn take_same(&mut self, words: &str) {
        for at in self.indices() {
            self.taken[at] |= same_words(self.text(at), words);
        }
    }

    fn take_the_rest(&mut self) {
        for at in self.indices() {
            if self.taken[at] {
                continue;
            }
            self.taken[at] = match self.looks[at] {
                Look::Kicker => self.institution(at),
                Look::Furniture => self.furniture(self.text(at)),
                Look::Imprint => self.imprint(at),
                Look::Aside => self.people(at) || self.place(at),
                Look::Heading(_) | Look::Bold | Look::Italic | Look::Deck => self.words(at),
                Look::Title | Look::Preformatted | Look::Body => false,
            };
        }
    }

    /// Takes a line for a field that is free, or that says the same.
    fn furniture(&mut self, line: &str) -> bool {
        let field = memo_field(line);
        if let Some((MemoField::From, name)) = field {
            return same_words(self.masthead.byline.get_or_insert_with(|| name.to_owned()), name);
        }
        if field.is_some_and(|(field, _)| field != MemoField::Date) || is_release_mark(line) {
            return false;
        }
        if let Some(date) = DateLine::of(field.map_or(line, |(_, words)| words)) {
            return !date.is_change && self.date(date, field.map_or(line, |(_, words)| words));
        }
        if let Some(name) = byline(line) {
            let known = self.masthead.byline.get_or_insert_with(|| name.to_owned());
            return same_words(known, name);
        }
        is_dateline(line) && self.masthead.dateline.get_or_insert_with(|| line.to_owned()) == line
    }

    /// Takes a date that is the first, or the same again.
    fn date(&mut self, date: DateLine, written: &str) -> bool {
        let Some(day) = date.day(self.order(date).as_deref()) else { return false };
        let known = self.masthead.date.get_or_insert_with(|| WrittenDate { day, written: written.trim().to_owned() });
        known.day == day
    }

    /// The language that says how a date is to be read: asked only where it must be.
    fn order(&self, date: DateLine) -> Option<String> {
        if !date.is_unsure() {
            return None;
        }
        self.language.clone().or_else(|| {
            let texts = self.blocks.iter().skip(self.looks.len()).take(LANGUAGE_BLOCKS);
            language::of(None, &texts.map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n"))
        })
    }

    /// Where nothing says when the text was published, the day that it was changed.
    fn take_change(&mut self) {
        for at in self.indices() {
            let is_open = self.masthead.date.is_none() && !self.taken[at] && self.looks[at] == Look::Furniture;
            if let Some(date) = DateLine::of(self.text(at)).filter(|date| is_open && date.is_change) {
                self.taken[at] = self.date(date, self.text(at));
            }
        }
    }

    /// Takes the name of an institution for the publisher; its office, on the next line, goes with it.
    fn institution(&mut self, at: usize) -> bool {
        let line = self.text(at);
        if self.headline.is_none() || !is_institution(line) {
            return false;
        }
        match &mut self.masthead.publisher {
            Some(known) if same_words(known, line) => true,
            Some(known) if at > 0 && self.taken[at - 1] && self.looks[at - 1] == Look::Kicker => {
                known.push_str(", ");
                known.push_str(line);
                true
            }
            Some(_) => false,
            free => {
                *free = Some(line.to_owned());
                true
            }
        }
    }

    /// Takes a line of several fields where each of them can be taken; else notes what it says and leaves it.
    fn imprint(&mut self, at: usize) -> bool {
        let pieces: Vec<&str> = pieces(self.text(at)).collect();
        let mut is_all = true;
        for piece in pieces {
            let is_field = date_line(piece).is_some() || byline(piece).is_some();
            is_all &= is_field && self.furniture(piece);
            if is_institution(piece) && self.masthead.publisher.is_none() {
                self.masthead.publisher = Some(piece.to_owned());
            }
        }
        is_all
    }

    /// Takes names alone on a line between headline and date.
    fn people(&mut self, at: usize) -> bool {
        let is_dated = self.looks.get(at + 1) == Some(&Look::Furniture) && date_line(self.text(at + 1)).is_some();
        let is_below = self.masthead.headline.is_some() && self.headline.is_none_or(|headline| headline < at);
        let fits = self.masthead.byline.is_none() && is_below && is_dated && is_people(self.text(at));
        if fits {
            self.masthead.byline = Some(self.text(at).to_owned());
        }
        fits
    }

    /// Takes the place of a statement or a press conference for the dateline; elsewhere such a line could be a name.
    fn place(&mut self, at: usize) -> bool {
        let line = self.text(at);
        let is_official =
            |at: usize| self.looks[at] == Look::Kicker || is_release_mark(self.text(at)) || is_time_line(self.text(at));
        let is_transcript =
            || self.blocks.get(self.looks.len()).is_some_and(|block| speaker_turn(&block.text).is_some());
        let fits = self.masthead.dateline.is_none()
            && is_place_line(line)
            && (self.indices().any(is_official) || is_transcript());
        if fits {
            self.masthead.dateline = Some(line.to_owned());
        }
        fits
    }

    /// Takes a line as teaser or subtitle, by where it stands and how it ends.
    fn words(&mut self, at: usize) -> bool {
        let line = self.text(at);
        for known in [&self.masthead.subtitle, &self.masthead.summary].into_iter().flatten() {
            if same_words(known, line) {
                return true;
            }
        }
        if self.masthead.headline.is_none() {
            return false;
        }
        let is_ahead = self.headline.is_some_and(|headline| at < headline);
        let is_sentence = ends_sentence(line) && !line.ends_with('?');
        let field = match self.looks[at] {
            _ if is_ahead => is_sentence.then_some(&mut self.masthead.summary),
            // Agencies' papers set the first paragraph of the text in bold.
            Look::Bold if word_count(line) > LEAD_WORDS || dateline_at(line).is_some() => None,
            Look::Bold if is_sentence || word_count(line) >= SUBTITLE_WORDS && self.headline.is_some() => {
                Some(&mut self.masthead.subtitle)
            }
            Look::Italic | Look::Deck => Some(&mut self.masthead.subtitle),
            Look::Heading(_) if is_sentence => Some(&mut self.masthead.subtitle),
            _ => None,
        };
        match field {
            Some(field) if field.is_none() => {
                *field = Some(line.to_owned());
                true
            }
            _ => false,
        }
    }
}

/// What a memorandum is about, where the line says so.
fn subject(line: &str) -> Option<&str> {
    memo_field(line).and_then(|(field, words)| (field == MemoField::Subject).then_some(words))
}

fn plain_spaces(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Mark, MarkKind, Span};

    fn bold(text: &str) -> Block {
        marked(text, MarkKind::Strong)
    }

    fn marked(text: &str, kind: MarkKind) -> Block {
        let marks = vec![Mark { span: Span::new(0, text.chars().count()), kind }];
        Block { kind: BlockKind::Text, text: text.to_owned(), marks }
    }

    fn text(text: &str) -> Block {
        Block { kind: BlockKind::Text, text: text.to_owned(), marks: Vec::new() }
    }

    fn heading(level: u8, words: &str) -> Block {
        Block { kind: BlockKind::Heading(level), ..text(words) }
    }

    const BODY: &str = "The ministers met on Monday and agreed on next to nothing, their hosts said in the evening.";

    /// Headline, subtitle, summary and how many blocks are left.
    fn found(blocks: Vec<Block>) -> (Option<String>, Option<String>, Option<String>, usize) {
        let (masthead, left) = read(Metadata::default(), blocks);
        (masthead.headline, masthead.subtitle, masthead.summary, left.len())
    }

    #[expect(clippy::unnecessary_wraps, reason = "a field that is there")]
    fn said(words: &str) -> Option<String> {
        Some(words.to_owned())
    }

    #[test]
    fn bold_lines_on_top() {
        let (title, teaser, deck) =
            ("Ministers Meet Again", "A teaser that is a full sentence.", "Another sentence, below.");
        let expected = (said(title), said(deck), said(teaser), 1);
        assert_eq!(found(vec![bold(teaser), bold(title), bold(title), bold(deck), text(BODY)]), expected);
        assert_eq!(found(vec![bold(teaser), bold(title), bold(deck), text(BODY)]), expected);
        let expected = (said(title), said("What the Two Delegations Want From the Talks"), None, 1);
        assert_eq!(
            found(vec![bold(title), bold("What the Two Delegations Want From the Talks"), text(BODY)]),
            expected
        );
        assert_eq!(found(vec![bold(title), bold("Background"), text(BODY)]), (said(title), None, None, 2));
        assert_eq!(found(vec![bold(teaser), text(BODY)]), (None, None, None, 2));
    }

    #[test]
    fn headings_on_top() {
        let cases = [
            (vec![heading(1, "Talks"), text(BODY), heading(1, "More"), text(BODY)], said("Talks"), 3),
            (vec![heading(2, "Talks"), text(BODY)], said("Talks"), 1),
            (vec![heading(2, "First"), text(BODY), heading(2, "Second"), text(BODY)], None, 4),
            (vec![heading(2, "Kicker"), heading(1, "Talks"), text(BODY)], said("Talks"), 2),
        ];
        for (blocks, headline, left) in cases {
            let found = found(blocks);
            assert_eq!((found.0, found.3), (headline, left));
        }
        let deck = found(vec![heading(1, "Talks"), marked("What was said", MarkKind::Emphasis), text(BODY)]);
        assert_eq!(deck.1, said("What was said"));
    }

    #[test]
    fn a_kicker_heads_no_section() {
        let (masthead, left) = read(Metadata::default(), vec![heading(2, "Analysis"), heading(1, "Talks"), text(BODY)]);
        assert_eq!(masthead.headline, said("Talks"));
        assert_eq!((left[0].kind, left[0].text.as_str()), (BlockKind::Text, "Analysis"));
    }

    #[test]
    fn plain_lines_on_top() {
        let blocks = vec![
            text("Ministers meet again, 'nothing' agreed"),
            text("Friday, August 21, 2015"),
            text("By Ann Lee"),
            text(BODY),
        ];
        let (masthead, left) = read(Metadata::default(), blocks);
        assert_eq!(masthead.headline, said("Ministers meet again, 'nothing' agreed"));
        assert_eq!(masthead.byline, said("Ann Lee"));
        let date = masthead.date.unwrap();
        assert_eq!((date.day.to_string().as_str(), date.written.as_str()), ("2015-08-21", "Friday, August 21, 2015"));
        assert_eq!(left.len(), 1);
        let deck = "What the towns want, and what they get.";
        let blocks = vec![text("Ministers meet again"), text(deck), text("By Ann Lee"), text(BODY)];
        assert_eq!(found(blocks), (said("Ministers meet again"), said(deck), None, 1));
        for first in ["MS. LEE: Good morning", "they met", "They met."] {
            assert_eq!(found(vec![text(first), text(BODY)]).0, None, "{first}");
        }
    }

    #[test]
    fn the_head_of_a_memorandum() {
        let fields = ["TO: The Minister", "FROM: Ann Lee", "DATE: 18 August 2025", "SUBJECT: The bridge, again"];
        let blocks = fields.into_iter().chain([BODY]).map(text).collect();
        let (masthead, left) = read(Metadata::default(), blocks);
        assert_eq!(masthead.headline, said("The bridge, again"));
        assert_eq!(masthead.byline, said("Ann Lee"));
        assert_eq!(masthead.date.unwrap().day.to_string(), "2025-08-18");
        assert_eq!(left.iter().map(|block| block.text.as_str()).collect::<Vec<_>>(), ["TO: The Minister", BODY]);
    }

    #[test]
    fn a_release_mark_is_no_headline() {
        let blocks = vec![text("FOR IMMEDIATE RELEASE"), bold("Ministers Meet Again"), text(BODY)];
        let (masthead, left) = read(Metadata::default(), blocks);
        assert_eq!((masthead.headline, left.len()), (said("Ministers Meet Again"), 2));
    }

    #[test]
    fn metadata_comes_first_and_what_says_it_again_is_not_shown_twice() {
        let metadata = Metadata { headline: said("Talks\u{A0}Resume"), ..Metadata::default() };
        let (masthead, left) = read(metadata, vec![heading(1, "Talks resume"), bold("Preamble"), text(BODY)]);
        assert_eq!(masthead.headline, said("Talks Resume"));
        assert_eq!(left.len(), 2);
    }

    #[test]
    fn a_dateline_is_recorded_and_its_words_stay() {
        let opening = format!("GENEVA, Aug 18 (Agency) — {BODY}");
        let (masthead, left) = read(Metadata::default(), vec![heading(1, "Talks"), text(&opening)]);
        assert_eq!(masthead.dateline, said("GENEVA, Aug 18 (Agency)"));
        assert_eq!(left[0].text, opening);
        let (masthead, left) =
            read(Metadata::default(), vec![heading(1, "Talks"), text("GENEVA, Aug. 18, 2025 —"), text(BODY)]);
        assert_eq!((masthead.dateline, left.len()), (said("GENEVA, Aug. 18, 2025 —"), 1));
        assert_eq!(masthead.date.unwrap().day.to_string(), "2025-08-18");
    }
}
