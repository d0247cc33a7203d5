//! The command line: which commands there are and what they take.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser, styling};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::document;
use crate::export;
use crate::intake;

const STYLES: styling::Styles = styling::Styles::plain()
    .header(styling::Style::new().bold())
    .usage(styling::Style::new().bold())
    .literal(styling::Style::new().bold());

/// A terminal reading room for briefings: who is in it, what each of them wants, and where it says so.
///
/// Without a command it opens the screen: the files named, or the library. Without a terminal it prints instead.
#[derive(Debug, Parser)]
#[command(name = "brief", version, styles = STYLES, max_term_width = 100)]
pub(crate) struct Arguments {
    /// Briefings to open; `-` is standard input, a folder is opened as the library
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Read this configuration over the others
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) config: Option<PathBuf>,
    /// Whether to use colour; `auto` does on a terminal, unless `NO_COLOR` is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Colour,
    /// Say on standard error what is read, and what was imperfect about it
    #[arg(long, global = true)]
    pub(crate) verbose: bool,
}

/// When colour is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print a briefing: masthead, sections, numbered paragraphs
    Show(Show),
    /// Print actors, positions, statements and sections
    #[command(visible_alias = "analyse")]
    Analyze(Analyze),
    /// Say where spans of one version of a text are in another
    ///
    /// A span counts Unicode scalar values in the canonical text of OLD, which `brief show --json` has under `text`; with
    /// `--plain`, in the file as it stands. The answers count so in NEW, and come in the order of the spans: their state is
    /// `exact`, `moved`, `changed` or `orphan`.
    Anchor(Anchor),
    /// Write, list, change and remove notes
    #[command(subcommand)]
    Note(Note),
    /// Write briefings with their findings and notes as Markdown, a web page, tables, annotations or networks
    Export(Export),
    /// Find words in all briefings of the library
    Search(Search),
    /// Read the library's new and changed briefings into its index
    Index(Library),
    /// Check and show the configuration
    #[command(subcommand)]
    Config(Config),
    /// List the commands of the screen and their keys
    Keys,
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The briefing; `-` is standard input
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Print it as JSON (brief.document/1)
    #[arg(long)]
    pub(crate) json: bool,
    /// Columns to print in
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..))]
    pub(crate) width: Option<u16>,
}

/// How a briefing is read.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(crate) struct Reading {
    /// Read it as this format, whatever it looks like
    #[arg(long, value_name = "FORMAT", value_parser = read_format())]
    pub(crate) format: Option<document::Format>,
}

fn read_format() -> impl TypedValueParser<Value = document::Format> {
    let names = PossibleValuesParser::new(intake::format_names());
    names.try_map(|name| intake::format_named(&name).ok_or("no format has this name"))
}

#[derive(Debug, Args)]
pub(crate) struct Analyze {
    /// The briefings; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Print JSON (brief.analysis/1), one line a file
    #[arg(long)]
    pub(crate) json: bool,
    /// Each file is running text: no masthead is looked for, offsets are into the file's text as it stands
    #[arg(long, conflicts_with = "format")]
    pub(crate) plain: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Anchor {
    /// The version that the spans are of; `-` is standard input
    pub(crate) old: PathBuf,
    /// The version that they are looked for in; `-` is standard input
    pub(crate) new: PathBuf,
    /// The spans, a line each: {"start": 0, "end": 12}; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) spans: PathBuf,
    /// Print JSON Lines: {"start": 0, "end": 12, "state": "exact", "score": 1.0} or {"state": "orphan"}
    #[arg(long)]
    pub(crate) json: bool,
    /// Both are running text: no masthead is looked for, offsets are into the files' texts as they stand
    #[arg(long, conflicts_with = "format")]
    pub(crate) plain: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Note {
    /// Write a note on a paragraph, or on words of it
    Add {
        /// The briefing
        file: PathBuf,
        /// The paragraph's number
        #[arg(long, value_name = "N")]
        paragraph: usize,
        /// The words of the paragraph that the note is on; the whole paragraph without
        #[arg(long, value_name = "TEXT")]
        quote: Option<String>,
        /// A tag; may be given several times
        #[arg(long = "tag", value_name = "TAG")]
        tags: Vec<String>,
        /// The note's words; empty for a highlight
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        text: String,
        #[command(flatten)]
        reading: Reading,
    },
    /// List a briefing's notes
    List {
        /// The briefing
        file: PathBuf,
        /// Only notes with this tag
        #[arg(long, value_name = "TAG")]
        tag: Option<String>,
        /// Those in the trash instead
        #[arg(long)]
        trash: bool,
        /// Print them as JSON (brief.note-list/1)
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        reading: Reading,
    },
    /// Give a note other words or other tags
    #[command(group(clap::ArgGroup::new("change").required(true).multiple(true).args(["text", "tags"])))]
    Edit {
        /// The briefing
        file: PathBuf,
        /// The note's id, as `brief note list` prints it
        id: String,
        /// The new words
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        text: Option<String>,
        /// The new tags, in place of all it has; `--tag ''` for none
        #[arg(long = "tag", value_name = "TAG")]
        tags: Vec<String>,
        #[command(flatten)]
        reading: Reading,
    },
    /// Put a note in the trash, where it stays until it is purged
    Remove {
        /// The briefing
        file: PathBuf,
        /// The note's id, as `brief note list` prints it
        id: String,
        #[command(flatten)]
        reading: Reading,
    },
    /// Put a note of the trash back where it stood
    Restore {
        /// The briefing
        file: PathBuf,
        /// The note's id, as `brief note list --trash` prints it
        id: String,
        #[command(flatten)]
        reading: Reading,
    },
    /// Remove notes of the trash for good
    #[command(group(clap::ArgGroup::new("which").required(true).args(["id", "all"])))]
    Purge {
        /// The briefing
        file: PathBuf,
        /// The note's id, as `brief note list --trash` prints it
        id: Option<String>,
        /// All that is in the trash
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        reading: Reading,
    },
    /// Make one of two versions of the notes that a git merge left in their file; nothing of either is lost
    Merge {
        /// The briefing
        file: PathBuf,
        #[command(flatten)]
        reading: Reading,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The briefings; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The format
    #[arg(long, value_name = "FORMAT", value_parser = export_format())]
    pub(crate) format: Option<export::Format>,
    /// A template of your own, in the language of Jinja, in place of a format
    #[arg(long, value_name = "PATH", conflicts_with = "format")]
    pub(crate) template: Option<PathBuf>,
    /// Read the briefings as this format, whatever they look like
    #[arg(long, value_name = "FORMAT", value_parser = read_format())]
    pub(crate) read_as: Option<document::Format>,
    /// Where to write: a file, a folder for several, or `-` for standard output
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// Replace a file that brief did not write
    #[arg(long)]
    pub(crate) force: bool,
}

fn export_format() -> impl TypedValueParser<Value = export::Format> {
    let names = export::Format::ALL.map(|format| PossibleValue::new(format.name()).help(format.about()));
    PossibleValuesParser::new(names).try_map(|name| export::Format::named(&name).ok_or("no format has this name"))
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Words, all of which must occur in one paragraph, and "phrases in quotes"
    #[arg(required = true)]
    pub(crate) query: Vec<String>,
    /// How many paragraphs to show at the most
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// Print what is found as JSON (brief.search/1)
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) library: Library,
}

#[derive(Debug, Args)]
pub(crate) struct Library {
    /// The library's folder, in place of the configured one
    #[arg(long = "library", value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum Config {
    /// Say whether the configuration is right, and what is wrong with it
    Check,
    /// Print what holds after all layers, and which layer each value comes from
    Show,
}
