//! How blocks stand below one another: how far each is set in, what is ahead of its lines, and what keeps it from running
//! into the one before.

/// Where a block stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stance {
    /// What parts it from what is ahead: a blank line, a line of the same quotation, or nothing.
    pub(super) gap: &'static str,
    /// What parts it from a list that it would else be read as going on with.
    pub(super) lead: String,
    /// What is ahead of its first line, and of the others.
    pub(super) first: String,
    pub(super) rest: String,
    /// What is ahead of a block that belongs to the same item of a list.
    pub(super) indent: String,
}

/// What the block ahead was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Item,
    Quote,
    Other,
}

/// Blocks laid out, one after another.
#[derive(Default)]
pub(super) struct Layout {
    /// For each level of the open list its marker's width and its last number.
    levels: Vec<(usize, Option<u64>)>,
    last: Option<Last>,
}

/// A longer number is no list marker in CommonMark.
pub(super) const MAX_ORDINAL: u64 = 999_999_999;

impl Layout {
    /// A block that ends whatever list was open.
    pub(super) fn block(&mut self) -> Stance {
        self.levels.clear();
        Stance { gap: self.gap(Last::Other), ..Stance::default() }
    }

    /// A quotation; one that follows another goes on with it.
    pub(super) fn quote(&mut self) -> Stance {
        self.levels.clear();
        Stance { gap: self.gap(Last::Quote), first: "> ".to_owned(), rest: "> ".to_owned(), ..Stance::default() }
    }

    /// Says that something stands below the last block, inside the list if that is an item.
    pub(super) fn below(&mut self) {
        self.last = Some(Last::Other);
    }

    /// An item of a list. One that is nested deeper than its list goes is taken as deep as it can be.
    pub(super) fn item(&mut self, depth: usize, ordinal: Option<u64>) -> Stance {
        let depth = depth.min(self.levels.len());
        let sibling = self.levels.get(depth).map(|(_, number)| *number);
        self.levels.truncate(depth);
        let indent = " ".repeat(self.indent());
        let follows = sibling.is_some_and(|last| ordinal == last.and_then(|n| n.checked_add(1)));
        let parts = sibling.is_some() && !follows;
        if parts || sibling.is_none() && ordinal.is_some_and(|number| number != 1) {
            // Only a list that starts with 1 may follow a line of text.
            self.last = self.last.map(|_| Last::Other);
        }
        let marker = ordinal.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        self.levels.push((marker.len(), ordinal));
        let gap = self.gap(Last::Item);
        let inner = " ".repeat(self.indent());
        Stance {
            gap,
            // Another list begins; without something between them they would be read as one.
            lead: if parts { format!("{indent}<!-- -->\n\n") } else { String::new() },
            first: indent + &marker,
            rest: inner.clone(),
            indent: inner,
        }
    }

    fn indent(&self) -> usize {
        self.levels.iter().map(|(width, _)| width).sum()
    }

    fn gap(&mut self, next: Last) -> &'static str {
        match (self.last.replace(next), next) {
            (None, _) | (Some(Last::Item), Last::Item) => "",
            (Some(Last::Quote), Last::Quote) => ">\n",
            _ => "\n",
        }
    }
}

/// Lines with something ahead of the first of them and of the others.
pub(super) fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::with_capacity(text.len() + first.len());
    for (at, line) in text.split('\n').enumerate() {
        let prefix = if at == 0 { first } else { rest };
        out.push_str(if at > 0 { "\n" } else { "" });
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    out
}

/// A table of cells that are Markdown already; rows may be short of cells.
pub(super) fn table(rows: &[Vec<String>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let row = |cells: &Vec<String>| {
        let cells = (0..width).map(|i| cells.get(i).map_or("", String::as_str));
        cells.fold("|".to_owned(), |line, cell| line + " " + cell + " |")
    };
    let rule = "|".to_owned() + &" --- |".repeat(width);
    let mut lines: Vec<String> = rows.iter().map(row).collect();
    lines.insert(lines.len().min(1), rule);
    lines.join("\n")
}
