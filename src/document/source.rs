//! What intake hands over: the blocks of a document in reading order, before anyone has asked what they are for.

use super::Span;

/// A document as its format tells it: blocks in reading order, and what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it came from.
    pub info: SourceInfo,
    /// What the format's own fields say (front matter, HTML meta, mail headers).
    pub metadata: Metadata,
    /// The content, in reading order.
    pub blocks: Vec<Block>,
    /// What was imperfect about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceInfo {
    /// The path as the reader gave it; `None` for standard input.
    pub path: Option<std::path::PathBuf>,
    /// The format that it was read as.
    pub format: Format,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
}

impl SourceInfo {
    /// The file's name, or a word for standard input; for messages and lists.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.as_ref().map_or_else(
            || "standard input".to_owned(),
            |path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        )
    }
}

/// A format that intake reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown: CommonMark with GitHub's tables, and front matter.
    Markdown,
    /// E-mail: a message, or the first of a mailbox.
    Email,
    /// HTML: a saved page.
    Html,
    /// Word's documents: Office Open XML.
    Docx,
    /// Open documents, as LibreOffice writes them.
    Odt,
    /// Rich text.
    Rtf,
    /// E-books.
    Epub,
}

impl Format {
    /// Its name on the command line and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Email => "email",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Epub => "epub",
        }
    }

    /// What a sentence calls a document in it.
    #[must_use]
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Markdown => "a Markdown text",
            Self::Email => "an e-mail",
            Self::Html => "a web page",
            Self::Docx => "a Word document",
            Self::Odt => "an OpenDocument text",
            Self::Rtf => "a rich text document",
            Self::Epub => "an e-book",
        }
    }
}

/// What a document's own fields say of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title.
    pub headline: Option<String>,
    /// Subtitle, deck or standfirst.
    pub subtitle: Option<String>,
    /// Summary, description or excerpt.
    pub summary: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published.
    pub date: Option<WrittenDate>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its tags or topics.
    pub tags: Vec<String>,
    /// The address that it was taken from.
    pub url: Option<String>,
    /// Its language, as a BCP 47 tag.
    pub language: Option<String>,
}

/// A date, and the words it was written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDate {
    /// The day.
    pub day: jiff::civil::Date,
    /// What the document says, word for word.
    pub written: String,
}

/// One block: a heading or what will become a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What the format says it is.
    pub kind: BlockKind,
    /// Its words. Line breaks only where they carry meaning (code, tables, verse).
    pub text: String,
    /// Inline markup; spans count from the block's first scalar value.
    pub marks: Vec<Mark>,
}

/// What the format says a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text.
    Text,
    /// A quotation set apart.
    Quote,
    /// An item of a list, `depth` 0 for the outermost; its number, if the list is numbered.
    ListItem {
        /// How many lists it is nested in beyond the first.
        depth: u8,
        /// Its number in an ordered list.
        ordinal: Option<u64>,
    },
    /// A table, one row a line, cells joined by ` | `.
    Table,
    /// Preformatted text.
    Code,
    /// The words under a picture or table.
    Caption,
}

/// A stretch of inline markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where, counted from the first scalar value of the block or paragraph that holds it.
    pub span: Span,
    /// What.
    pub kind: MarkKind,
}

/// What inline markup says of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// Emphasis (italic).
    Emphasis,
    /// Strong emphasis (bold).
    Strong,
    /// Code.
    Code,
    /// A link, with its target as written: untrusted.
    Link(String),
}

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Something the reader may like to know.
    Info,
    /// Something that may have gone wrong.
    Warning,
}

/// Something imperfect about a document, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad.
    pub level: Level,
    /// What, where, and what it means for the reader.
    pub message: String,
}

impl Diagnostic {
    /// A warning.
    #[must_use]
    pub fn warning(message: impl Into<String>) -> Self {
        Self { level: Level::Warning, message: message.into() }
    }
}
