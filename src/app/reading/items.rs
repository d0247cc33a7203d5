//! What stands in the reader from top to bottom: the masthead's parts, headings, paragraphs, folded repeats, gaps.

use crate::document::{Briefing, Outline, ParagraphId, ParagraphKind, SectionId};

/// One thing in the reader, with one text of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    /// The headline.
    Headline,
    /// The subtitle.
    Subtitle,
    /// The summary.
    Summary,
    /// Byline, dateline, date and publisher on one line.
    Imprint,
    /// A section's heading.
    Heading(SectionId),
    /// A paragraph.
    Paragraph(ParagraphId),
    /// A repeat, folded to one line.
    Folded(ParagraphId),
    /// This many paragraphs are left out, because an actor is followed who is not in them.
    Gap(usize),
}

/// The items of a briefing, and where each paragraph is among them.
#[derive(Debug, Clone, Default)]
pub struct Items {
    items: Vec<Item>,
    place_of: Vec<usize>,
}

/// What decides which items there are.
pub struct Choice<'a> {
    /// The sections to show.
    pub outline: &'a Outline,
    /// Whether a repeat is unfolded.
    pub unfolded: &'a dyn Fn(ParagraphId) -> bool,
    /// Whether a paragraph is shown at all; `None` shows every one.
    pub keep: Option<&'a dyn Fn(ParagraphId) -> bool>,
}

impl Items {
    /// The items of a briefing under a choice. Linear in the number of paragraphs.
    #[must_use]
    pub fn new(briefing: &Briefing, choice: &Choice<'_>) -> Self {
        let mut items = masthead(briefing);
        let mut place_of = Vec::with_capacity(briefing.paragraphs.len());
        let mut headings = choice.outline.sections().iter().enumerate().peekable();
        let mut gap = 0;
        for (i, paragraph) in briefing.paragraphs.iter().enumerate() {
            let id = ParagraphId(i);
            let mut opened = Vec::new();
            while let Some((s, _)) = headings.next_if(|(_, section)| section.start <= id) {
                opened.push(Item::Heading(SectionId(s)));
            }
            if choice.keep.is_some_and(|keep| !keep(id)) {
                gap += 1;
                place_of.push(items.len());
                continue;
            }
            if gap > 0 {
                items.push(Item::Gap(gap));
                gap = 0;
            }
            items.append(&mut opened);
            place_of.push(items.len());
            let folded = paragraph.repeats.is_some() && !(choice.unfolded)(id);
            items.push(if folded { Item::Folded(id) } else { Item::Paragraph(id) });
        }
        if gap > 0 {
            items.push(Item::Gap(gap));
        }
        items.extend(headings.map(|(s, _)| Item::Heading(SectionId(s))));
        Self { items, place_of }
    }

    /// All of them, from the top.
    #[must_use]
    pub fn all(&self) -> &[Item] {
        &self.items
    }

    /// Where a paragraph is among them; where it would be, if it is left out.
    #[must_use]
    pub fn place_of(&self, paragraph: ParagraphId) -> usize {
        self.place_of.get(paragraph.0).copied().unwrap_or(0).min(self.items.len().saturating_sub(1))
    }

    /// The paragraph at or after this place, else the last one before it.
    #[must_use]
    pub fn paragraph_near(&self, place: usize) -> Option<ParagraphId> {
        let after = self.items.get(place..).unwrap_or_default().iter().find_map(|item| item.paragraph());
        after.or_else(|| self.items[..place.min(self.items.len())].iter().rev().find_map(|item| item.paragraph()))
    }
}

impl Item {
    /// The paragraph that it shows.
    #[must_use]
    pub const fn paragraph(self) -> Option<ParagraphId> {
        match self {
            Self::Paragraph(id) | Self::Folded(id) => Some(id),
            _ => None,
        }
    }
}

fn masthead(briefing: &Briefing) -> Vec<Item> {
    let head = &briefing.masthead;
    let has_imprint =
        head.byline.is_some() || head.dateline.is_some() || head.date.is_some() || head.publisher.is_some();
    [
        (head.headline.is_some(), Item::Headline),
        (head.subtitle.is_some(), Item::Subtitle),
        (has_imprint, Item::Imprint),
        (head.summary.is_some(), Item::Summary),
    ]
    .into_iter()
    .filter_map(|(there, item)| there.then_some(item))
    .collect()
}

/// How many blank rows stand between an item and the next.
#[must_use]
pub fn space_after(briefing: &Briefing, item: Item, next: Option<Item>) -> usize {
    let kind = |item: Item| item.paragraph().map(|id| briefing.paragraphs[id.0].kind);
    match (item, next) {
        (_, None)
        | (Item::Headline, Some(Item::Subtitle | Item::Imprint))
        | (Item::Folded(_), Some(Item::Folded(_))) => 0,
        (Item::Paragraph(_), Some(after @ Item::Paragraph(_))) => {
            let tight = |item| matches!(kind(item), Some(ParagraphKind::ListItem { .. }));
            usize::from(!(tight(item) && tight(after)))
        }
        _ => 1,
    }
}
