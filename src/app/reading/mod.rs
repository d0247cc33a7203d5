//! One open briefing: its text as items and rows, where the reader is in it, what was found, and what is noted.
//!
//! Nothing here knows a key or a panel.

pub mod finder;
pub mod findings;
pub mod items;
pub mod read;
pub mod viewport;
pub mod wrap;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use self::finder::Finder;
use self::findings::Findings;
use self::items::{Choice, Item, Items};
use self::read::ReadSet;
use self::viewport::{RowPlace, Rows, distance, lowest_top, moved};
use self::wrap::WrapCache;
use super::message::{Place, Target};
use crate::analysis::Analysis;
use crate::document::{Briefing, Outline, ParagraphId, ParagraphKind, SectionId, Span};
use crate::notes::{Fate, News};

/// One open briefing.
#[derive(Debug)]
pub struct Reading {
    /// What it was opened from.
    pub target: Target,
    /// The number of the request that opened it; answers to it carry the same.
    pub request: u64,
    /// The briefing.
    pub briefing: Arc<Briefing>,
    /// Whether only the top of it is here yet.
    pub partial: bool,
    /// What was found in it, once it is: at first perhaps in the top of it alone.
    pub analysis: Option<Arc<Analysis>>,
    /// Whether all of it was analysed.
    pub analysed: bool,
    /// The mentions, in reading order.
    pub findings: Findings,
    /// What stands in the reader.
    pub items: Items,
    /// The paragraph under the cursor.
    pub cursor: ParagraphId,
    /// The row at the top of the text pane.
    pub top: RowPlace,
    /// Repeats that were unfolded.
    pub unfolded: BTreeSet<ParagraphId>,
    /// The search, the actor that is followed, the evidence that is marked.
    pub finder: Finder,
    /// Which paragraphs were read.
    pub read: ReadSet,
    /// What is new since it was last read.
    pub news: Option<Arc<News>>,
    /// Whether the reader keeps to what is new.
    pub news_only: bool,
    /// When it was last kept where the reader is, and where that was.
    pub kept: Option<(Timestamp, ParagraphId)>,
    /// What is selected.
    pub selection: Option<Selection>,
    /// Where the button of the mouse went down, in the canonical text.
    pub pressed: Option<usize>,
    /// Where the reader was before each jump.
    pub jumps: Vec<ParagraphId>,
    /// Columns of running text.
    pub measure: usize,
    /// Rows of the text pane.
    pub height: usize,
    wraps: WrapCache,
}

/// What is selected in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// Whole paragraphs, from this one to the one under the cursor.
    Paragraphs(ParagraphId),
    /// Words, between two places of the canonical text.
    Words(usize, usize),
}

impl Reading {
    /// A briefing that was just opened, at its top.
    #[must_use]
    pub fn new(target: Target, request: u64, briefing: Arc<Briefing>, partial: bool) -> Self {
        let mut reading = Self {
            target,
            request,
            briefing,
            partial,
            analysis: None,
            analysed: false,
            findings: Findings::default(),
            items: Items::default(),
            cursor: ParagraphId(0),
            top: RowPlace::default(),
            unfolded: BTreeSet::new(),
            finder: Finder::default(),
            read: ReadSet::default(),
            news: None,
            news_only: false,
            kept: None,
            selection: None,
            pressed: None,
            jumps: Vec::new(),
            measure: 72,
            height: 24,
            wraps: WrapCache::default(),
        };
        reading.rebuild();
        reading
    }

    /// The whole of a briefing whose top was here: the reader stays where they are.
    pub fn complete(&mut self, briefing: Arc<Briefing>, partial: bool) {
        self.briefing = briefing;
        self.partial = partial;
        (self.selection, self.pressed) = (None, None);
        self.wraps.clear();
        self.rebuild();
    }

    /// Takes in what was found.
    pub fn take_analysis(&mut self, analysis: Arc<Analysis>, partial: bool) {
        self.findings = Findings::of(&analysis);
        self.finder.take_analysis(&analysis);
        self.analysis = Some(analysis);
        self.analysed = !partial;
        self.rebuild();
    }

    /// The sections: the author's, or the derived ones once they are known.
    #[must_use]
    pub fn outline(&self) -> &Outline {
        match &self.analysis {
            Some(analysis) if self.briefing.outline.is_empty() => &analysis.outline,
            _ => &self.briefing.outline,
        }
    }

    /// Makes the items anew and keeps the row under the eye where it is.
    pub fn rebuild(&mut self) {
        let eye = self.items.all().get(self.top.item).copied();
        let followed = self.finder.followed_paragraphs();
        let news = self.news.as_ref().filter(|_| self.news_only);
        let keeps = |id: ParagraphId| {
            let is_new = news.is_none_or(|news| news.of(id) != Fate::Same);
            is_new && followed.is_none_or(|kept| kept.binary_search(&id).is_ok())
        };
        let keep = (followed.is_some() || news.is_some()).then_some(keeps);
        let items = Items::new(
            &self.briefing,
            &Choice {
                outline: self.outline(),
                unfolded: &|id| self.unfolded.contains(&id),
                keep: keep.as_ref().map(|keep| keep as &dyn Fn(ParagraphId) -> bool),
            },
        );
        self.items = items;
        let last = ParagraphId(self.briefing.paragraphs.len().saturating_sub(1));
        self.cursor = self.cursor.min(last);
        self.top = match eye {
            Some(item) => RowPlace { item: self.place_like(item), row: self.top.row },
            None => RowPlace::default(),
        };
        self.clamp_top();
    }

    /// Where an item of the former list stands now, or what is nearest to it.
    fn place_like(&self, item: Item) -> usize {
        let found = match item.paragraph() {
            Some(id) => Some(self.items.place_of(id)),
            None => self.items.all().iter().position(|other| *other == item),
        };
        found.unwrap_or_else(|| self.items.place_of(self.cursor))
    }

    /// Takes a new width and height of the text pane; the paragraph at the top stays there.
    pub fn resize(&mut self, measure: usize, height: usize) {
        if (measure, height) == (self.measure, self.height) {
            return;
        }
        if measure != self.measure {
            self.top.row = 0;
        }
        let shrinks = height < self.height;
        (self.measure, self.height) = (measure, height);
        self.clamp_top();
        // At the top of a briefing the masthead is what is read, however far below it the first paragraph starts.
        if self.top > RowPlace::default() || self.cursor > ParagraphId(0) {
            self.show_row(RowPlace { item: self.items.place_of(self.cursor), row: 0 });
        }
        // What makes the pane lower is mostly a note under way: its paragraph is what the reader looks at.
        if shrinks && self.cursor > ParagraphId(0) {
            self.reveal();
        }
    }

    /// The words of an item.
    #[must_use]
    pub fn text_of(&self, item: Item) -> Cow<'_, str> {
        let head = &self.briefing.masthead;
        let or_none = |text: &'_ Option<String>| Cow::Owned(text.clone().unwrap_or_default());
        match item {
            Item::Headline => or_none(&head.headline),
            Item::Subtitle => or_none(&head.subtitle),
            Item::Summary => or_none(&head.summary),
            Item::Imprint => Cow::Owned(imprint(&self.briefing)),
            Item::Heading(SectionId(s)) => {
                Cow::Owned(self.outline().sections().get(s).map(|section| section.title.clone()).unwrap_or_default())
            }
            Item::Paragraph(id) => Cow::Borrowed(self.briefing.words(id)),
            Item::Folded(id) => Cow::Owned(folded(&self.briefing, id)),
            Item::Gap(n) => Cow::Owned(format!("⋯ {n} {}", if n == 1 { "paragraph" } else { "paragraphs" })),
        }
    }

    /// How far an item's text is set in, in columns.
    #[must_use]
    pub fn indent_of(&self, item: Item) -> usize {
        let Item::Paragraph(id) = item else { return 0 };
        match self.briefing.paragraphs[id.0].kind {
            ParagraphKind::ListItem { depth, ordinal } => {
                2 * usize::from(depth.min(6)) + ordinal.map_or(2, |n| n.to_string().len() + 2)
            }
            ParagraphKind::Quote | ParagraphKind::Code => 2,
            _ => 0,
        }
    }

    /// Puts the cursor on a paragraph and shows it.
    pub fn go_to(&mut self, paragraph: ParagraphId) {
        let Some(last) = self.briefing.paragraphs.len().checked_sub(1) else { return };
        let wanted = ParagraphId(paragraph.0.min(last));
        self.cursor = self.items.paragraph_near(self.items.place_of(wanted)).unwrap_or(wanted);
        self.reveal();
    }

    /// As [`Self::go_to`], and remembers where the reader was.
    pub fn jump_to(&mut self, paragraph: ParagraphId) {
        if self.cursor != paragraph {
            self.jumps.push(self.cursor);
        }
        self.go_to(paragraph);
    }

    /// Shows a span: its paragraph under the cursor, its row in sight.
    pub fn show_span(&mut self, span: Span) {
        let Some(paragraph) = self.briefing.paragraph_at(span.start) else { return };
        if self.briefing.paragraphs[paragraph.0].repeats.is_some() && self.unfolded.insert(paragraph) {
            self.rebuild();
        }
        self.jump_to(paragraph);
        let place = self.items.place_of(self.cursor);
        let within = span.start - self.briefing.paragraphs[paragraph.0].span.start;
        let rows = self.item_rows(place);
        let row = rows.text.iter().rposition(|row| row.span.start <= within).unwrap_or(0);
        self.show_row(RowPlace { item: place, row });
    }

    /// Moves the top only as far as this row needs to be in sight, two rows from either edge.
    fn show_row(&mut self, row: RowPlace) {
        let margin = (self.height / 4).min(2);
        let highest = moved(self, row, -signed(margin));
        let far = distance(self, self.top, row, self.height + 1);
        if highest < self.top {
            self.top = highest;
        } else if far + margin >= self.height {
            self.top = moved(self, row, 1 + signed(margin) - signed(self.height));
        }
        self.clamp_top();
    }

    /// Shows the paragraph under the cursor: all of it where it fits, with its heading where it opens a section.
    pub fn reveal(&mut self) {
        if self.items.all().is_empty() || self.height == 0 {
            return;
        }
        let place = self.items.place_of(self.cursor);
        let mut first = place;
        while first > 0 && self.items.all()[first - 1].paragraph().is_none() {
            first -= 1;
        }
        let start = RowPlace { item: first, row: 0 };
        let last_row = self.item_rows(place).text.len().saturating_sub(1);
        let end = RowPlace { item: place, row: last_row };
        if start < self.top {
            self.top = start;
        }
        if distance(self, self.top, end, self.height + 1) >= self.height {
            let lowest = moved(self, end, 1 - signed(self.height));
            self.top = lowest.min(RowPlace { item: place, row: 0 });
        }
        self.clamp_top();
    }

    /// Moves what is in sight by rows; the cursor comes along when its paragraph leaves the pane.
    pub fn scroll(&mut self, by: isize) {
        self.top = moved(self, self.top, by);
        self.clamp_top();
        let (first, last) = self.in_sight();
        let place = self.items.place_of(self.cursor);
        if place < first || place > last {
            let towards = if place < first { first } else { last };
            if let Some(id) = self.items.paragraph_near(towards) {
                self.cursor = id;
            }
        }
    }

    /// Puts an item at the top of what is in sight, as far as the end of the text lets it.
    pub fn put_at_top(&mut self, place: usize) {
        self.top = RowPlace { item: place, row: 0 };
        self.clamp_top();
    }

    /// Puts the cursor on the first paragraph that starts in sight, or on the last one where the reader goes up.
    pub fn cursor_to_sight(&mut self, first: bool) {
        let (from, to) = self.in_sight();
        let starts = |place: &usize| {
            let at = RowPlace { item: *place, row: 0 };
            self.items.all()[*place].paragraph().is_some() && at >= self.top
        };
        let mut inside = from..=to;
        let place = if first { inside.find(starts) } else { inside.rfind(starts) };
        if let Some(id) = self.items.all()[place.unwrap_or(from)].paragraph() {
            self.cursor = id;
        }
    }

    /// The first and the last item with a row of text in sight.
    #[must_use]
    pub fn in_sight(&self) -> (usize, usize) {
        if self.items.all().is_empty() {
            return (0, 0);
        }
        let first = if self.top.row >= self.item_rows(self.top.item).text.len() {
            (self.top.item + 1).min(self.items.all().len() - 1)
        } else {
            self.top.item
        };
        (first, moved(self, self.top, signed(self.height.max(1)) - 1).item)
    }

    /// Whether the paragraph under the cursor goes on below what is in sight.
    #[must_use]
    pub fn cursor_goes_on(&self) -> bool {
        let place = self.items.place_of(self.cursor);
        let end = RowPlace { item: place, row: self.item_rows(place).text.len().saturating_sub(1) };
        distance(self, self.top, end, self.height + 1) >= self.height
    }

    /// Whether the paragraph under the cursor starts above what is in sight.
    #[must_use]
    pub fn cursor_starts_above(&self) -> bool {
        RowPlace { item: self.items.place_of(self.cursor), row: 0 } < self.top
    }

    fn clamp_top(&mut self) {
        if self.items.all().is_empty() {
            self.top = RowPlace::default();
            return;
        }
        self.top.item = self.top.item.min(self.items.all().len() - 1);
        self.top.row = self.top.row.min(self.height_of_top().saturating_sub(1));
        self.top = self.top.min(lowest_top(self, self.height));
    }

    fn height_of_top(&self) -> usize {
        Rows::height(self, self.top.item)
    }

    /// Marks as read every paragraph whose last row is in sight. Whether any of them was new.
    pub fn mark_read(&mut self) -> bool {
        let (first, last) = self.in_sight();
        let mut new = false;
        for place in first..=last {
            let Some(id) = self.items.all().get(place).and_then(|item| item.paragraph()) else { continue };
            let end = RowPlace { item: place, row: self.item_rows(place).text.len().saturating_sub(1) };
            if end >= self.top && distance(self, self.top, end, self.height + 1) < self.height {
                new |= self.read.add(id.0, id.0 + 1);
            }
        }
        new
    }

    /// The span that is selected.
    #[must_use]
    pub fn selected(&self) -> Option<Span> {
        let span = match self.selection? {
            Selection::Paragraphs(from) => {
                let span = |id: ParagraphId| self.briefing.paragraphs[id.0].span;
                Span::new(span(from.min(self.cursor)).start, span(from.max(self.cursor)).end)
            }
            Selection::Words(anchor, head) => Span::new(anchor.min(head), anchor.max(head) + 1),
        };
        (!span.is_empty()).then_some(span)
    }

    /// Where the reader is, to be kept.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { paragraph: self.cursor.0, read: self.read.runs().to_vec(), caught_up: self.is_caught_up() }
    }

    /// Whether nothing is new that was not read.
    #[must_use]
    pub fn is_caught_up(&self) -> bool {
        self.news.as_ref().is_none_or(|news| news.changed().all(|id| self.read.contains(id)))
    }

    /// The section under the cursor.
    #[must_use]
    pub fn section(&self) -> Option<SectionId> {
        self.outline().section_of(self.cursor)
    }
}

fn imprint(briefing: &Briefing) -> String {
    let head = &briefing.masthead;
    let date = head.date.as_ref().map(|date| date.day.to_string());
    let parts = [head.byline.as_ref(), head.dateline.as_ref(), date.as_ref(), head.publisher.as_ref()];
    parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" · ")
}

fn folded(briefing: &Briefing, id: ParagraphId) -> String {
    let of = briefing.paragraphs[id.0].repeats.map_or(0, ParagraphId::number);
    let gist: String = briefing.words(id).chars().take(200).collect();
    format!("repeats ¶{of} · {}", gist.replace('\n', " "))
}

/// Screen heights and counts of rows are far below this.
pub(crate) fn signed(n: usize) -> isize {
    isize::try_from(n).unwrap_or(isize::MAX)
}
