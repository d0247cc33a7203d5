//! A card over the screen: what there is to say of one thing. It is read, scrolled and closed; nothing is chosen in it.

/// What there is to say of one thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// What it is about. Printable.
    pub title: String,
    /// What is said, from top to bottom.
    pub parts: Vec<Part>,
    /// The first row in sight.
    pub top: usize,
}

/// One thing that is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is, in a word or two.
    pub head: &'static str,
    /// The words. Printable.
    pub words: String,
    /// Whether they are the briefing's own.
    pub quoted: bool,
    /// What is set beside it, where there is room; below it else.
    pub beside: Option<Box<Part>>,
}

impl Card {
    /// A card with nothing on it yet.
    #[must_use]
    pub fn new(title: String) -> Self {
        Self { title, ..Self::default() }
    }

    /// The card with something more said.
    #[must_use]
    pub fn with(mut self, head: &'static str, words: impl Into<String>) -> Self {
        self.parts.push(Part { head, words: words.into(), quoted: false, beside: None });
        self
    }

    /// The card with words of the briefing.
    #[must_use]
    pub fn quoting(mut self, head: &'static str, words: impl Into<String>) -> Self {
        self.parts.push(Part { head, words: words.into(), quoted: true, beside: None });
        self
    }

    /// The card with words of the briefing as they were, and as they are now.
    #[must_use]
    pub fn comparing(mut self, was: impl Into<String>, is: impl Into<String>) -> Self {
        let part = |head, words| Part { head, words, quoted: true, beside: None };
        let beside = Some(Box::new(part("now", is.into())));
        self.parts.push(Part { beside, ..part("was", was.into()) });
        self
    }

    /// Scrolls by rows.
    pub fn scroll(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by);
    }
}
