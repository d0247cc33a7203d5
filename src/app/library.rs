//! The list of briefings: a folder's, or those named on the command line.

use std::path::PathBuf;
use std::sync::Arc;

use super::message::{Entry, Target};

/// The list of briefings.
#[derive(Debug)]
pub struct Library {
    /// The folder, for the title.
    pub folder: PathBuf,
    /// Whether it is a folder's list and not the command line's.
    pub of_folder: bool,
    /// What was asked to be opened and is not here yet.
    pub opening: Option<(u64, Target)>,
    /// Why the folder could not be read.
    pub failure: Option<String>,
    /// How the list is sorted.
    pub sort: Sort,
    /// The selected row.
    pub selected: usize,
    entries: Option<Arc<Vec<Entry>>>,
    order: Vec<usize>,
}

/// How the list is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// The newest first; those without a date last.
    #[default]
    Date,
    /// By headline.
    Headline,
    /// Those with the most left to read first.
    Unread,
    /// Those with the most notes first.
    Notes,
}

impl Sort {
    const ALL: [Self; 4] = [Self::Date, Self::Headline, Self::Unread, Self::Notes];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Headline => "headline",
            Self::Unread => "unread",
            Self::Notes => "notes",
        }
    }

    /// The next one, around the end.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|sort| *sort == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

impl Library {
    /// An unread list.
    #[must_use]
    pub fn new(folder: PathBuf, targets: &[Target]) -> Self {
        Self {
            folder,
            of_folder: targets.is_empty(),
            opening: None,
            failure: None,
            sort: Sort::default(),
            selected: 0,
            entries: None,
            order: Vec::new(),
        }
    }

    /// Whether the list was read.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.entries.is_some()
    }

    /// Takes the list in, or why there is none. The selected briefing stays selected.
    pub fn take(&mut self, result: Result<Arc<Vec<Entry>>, String>) {
        match result {
            Ok(entries) => {
                let selected = self.selected().map(|entry| entry.path.clone());
                self.entries = Some(entries);
                self.failure = None;
                self.arrange(selected);
            }
            Err(why) => self.failure = Some(why),
        }
    }

    /// Sorts in the next way. The selected briefing stays selected.
    pub fn sort_next(&mut self) {
        let selected = self.selected().map(|entry| entry.path.clone());
        self.sort = self.sort.next();
        self.arrange(selected);
    }

    fn arrange(&mut self, selected: Option<PathBuf>) {
        let entries = self.entries.clone().unwrap_or_default();
        let mut order: Vec<usize> = (0..entries.len()).collect();
        let headline = |i: &usize| (entries[*i].headline.to_lowercase(), *i);
        match self.sort {
            Sort::Date => order.sort_by_key(|i| (std::cmp::Reverse(entries[*i].date.clone()), headline(i))),
            Sort::Headline => order.sort_by_key(headline),
            Sort::Unread => {
                let unread = |i: &usize| entries[*i].paragraphs.saturating_sub(entries[*i].read);
                order.sort_by_key(|i| (std::cmp::Reverse(unread(i)), headline(i)));
            }
            Sort::Notes => order.sort_by_key(|i| (std::cmp::Reverse(entries[*i].notes), headline(i))),
        }
        self.selected = selected
            .and_then(|path| order.iter().position(|i| entries[*i].path == path))
            .unwrap_or(self.selected.min(order.len().saturating_sub(1)));
        self.order = order;
    }

    /// The briefings in the order of the list.
    pub fn in_order(&self) -> impl ExactSizeIterator<Item = &Entry> {
        let entries = self.entries.as_deref().map(Vec::as_slice).unwrap_or_default();
        self.order.iter().map(move |i| &entries[*i])
    }

    /// The selected briefing.
    #[must_use]
    pub fn selected(&self) -> Option<&Entry> {
        self.in_order().nth(self.selected)
    }

    /// Moves the selection by rows, and stops at the ends.
    pub fn select(&mut self, by: isize) {
        self.selected = self.selected.saturating_add_signed(by).min(self.order.len().saturating_sub(1));
    }
}
