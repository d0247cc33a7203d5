//! Blocks on a page: how far each is indented and what keeps it from running into the one ahead.

/// A Markdown text under construction.
#[derive(Default)]
pub(super) struct Page {
    out: String,
    list: List,
    last: Option<Last>,
}

/// What the block ahead was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Item,
    Quote,
    Other,
}

/// The list that is open: for each level its marker's width and its last number.
#[derive(Default)]
struct List {
    levels: Vec<(usize, Option<u64>)>,
}

impl List {
    fn indent(&self) -> usize {
        self.levels.iter().map(|(width, _)| width).sum()
    }
}

/// A longer number is no list marker in CommonMark.
const MAX_ORDINAL: u64 = 999_999_999;

impl Page {
    /// A block that ends whatever list was open.
    pub(super) fn block(&mut self, text: &str) {
        self.list.levels.clear();
        self.put(text, "", Last::Other);
    }

    /// A quotation; one that follows another goes on with it.
    pub(super) fn quote(&mut self, text: &str) {
        self.list.levels.clear();
        self.put(text, "> ", Last::Quote);
    }

    /// A note on what stands ahead of it, inside the list if that is an item.
    pub(super) fn note(&mut self, text: &str) {
        let indent = " ".repeat(self.list.indent());
        self.put(text, &format!("{indent}> "), Last::Other);
    }

    /// An item of a list. One that is nested deeper than its list goes is taken as deep as it can be.
    pub(super) fn item(&mut self, depth: usize, ordinal: Option<u64>, text: &str) {
        if let Some(number) = ordinal.filter(|number| *number > MAX_ORDINAL) {
            return self.item(depth, None, &format!("{number}\\. {text}"));
        }
        let depth = depth.min(self.list.levels.len());
        let sibling = self.list.levels.get(depth).map(|(_, number)| *number);
        self.list.levels.truncate(depth);
        let indent = " ".repeat(self.list.indent());
        let follows = sibling.is_some_and(|last| ordinal == last.and_then(|n| n.checked_add(1)));
        if sibling.is_some() && !follows {
            // Another list begins; without something between them they would be read as one.
            self.put("<!-- -->", &indent, Last::Other);
        } else if sibling.is_none() && ordinal.is_some_and(|number| number != 1) {
            // Only a list that starts with 1 may follow a line of text.
            self.last = self.last.map(|_| Last::Other);
        }
        let marker = ordinal.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        self.list.levels.push((marker.len(), ordinal));
        self.separate(Last::Item);
        let hanging = " ".repeat(indent.len() + marker.len());
        for (i, line) in text.lines().enumerate() {
            let (indent, marker) = if i == 0 { (&indent, marker.as_str()) } else { (&hanging, "") };
            self.out.extend([indent, marker, line, "\n"]);
        }
    }

    fn put(&mut self, text: &str, prefix: &str, kind: Last) {
        self.separate(kind);
        for line in text.lines() {
            let prefix = if line.is_empty() { prefix.trim_end() } else { prefix };
            self.out.extend([prefix, line, "\n"]);
        }
    }

    fn separate(&mut self, next: Last) {
        match (self.last.replace(next), next) {
            (None, _) | (Some(Last::Item), Last::Item) => {}
            (Some(Last::Quote), Last::Quote) => self.out.push_str(">\n"),
            _ => self.out.push('\n'),
        }
    }

    /// The text, which ends in a line break.
    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// A table of cells that are Markdown already; rows may be short of cells.
pub(super) fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let width = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0);
    let row = |cells: &[String]| {
        let cells = (0..width).map(|i| cells.get(i).map_or("", String::as_str));
        cells.fold("|".to_owned(), |line, cell| line + " " + cell + " |")
    };
    let rule = "|".to_owned() + &" --- |".repeat(width);
    [row(head), rule].into_iter().chain(rows.iter().map(|cells| row(cells))).collect::<Vec<_>>().join("\n")
}
