//! Finds the layers, reads them, and makes one configuration of them.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::check::{Finding, check, name_of};
use super::merge::{Merged, Top};
use super::schema::ROOT;
use super::{Binding, Config, ConfigError, Place, Problem};
use crate::yaml;
use crate::yaml::ordered::{self, At, Tree};

/// The built-in configuration.
const BUILT_IN: &str = include_str!("../../config.yaml");

/// The name of a library's own configuration, in its folder.
pub const LIBRARY_FILE: &str = ".brief.yaml";

/// A configuration file larger than this is none.
const LARGEST: u64 = 4 << 20;

/// Where to look for configurations.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// What `~` stands for.
    pub home: PathBuf,
    /// The user's own file; it need not exist.
    pub user: Option<PathBuf>,
    /// The file that `--config` names; it must exist.
    pub named: Option<PathBuf>,
    /// The library's folder, where the command line names it.
    pub library: Option<PathBuf>,
}

/// One layer: whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layer {
    /// Compiled into the program.
    BuiltIn,
    /// The user's own file.
    User(PathBuf),
    /// The library's own file.
    Library(PathBuf),
    /// The file that `--config` names.
    Named(PathBuf),
    /// Options on the command line.
    CommandLine,
}

impl Layer {
    /// The file it was read from.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::User(file) | Self::Library(file) | Self::Named(file) => Some(file),
            Self::BuiltIn | Self::CommandLine => None,
        }
    }

    /// A place in its text; the file as a whole where none is known.
    fn place(&self, place: Option<yaml::Place>) -> Place {
        let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
        Place { file: self.file().map(Path::to_owned), line, column }
    }
}

impl std::fmt::Display for Layer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::BuiltIn => f.write_str("built-in"),
            Self::CommandLine => f.write_str("command line"),
            Self::User(file) | Self::Library(file) | Self::Named(file) => write!(f, "{}", file.display()),
        }
    }
}

/// A configuration, and how it came about.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// What holds.
    pub config: Config,
    pub(super) layers: Vec<Layer>,
    pub(super) merged: Merged,
}

impl Loaded {
    /// The layers that were found, each overriding the ones before it.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }
}

/// A layer as it was read.
struct Sheet {
    layer: Layer,
    text: String,
    tree: Tree,
}

/// Reads and merges all layers.
///
/// # Errors
/// Where a file cannot be read or is not right: with everything that is wrong with any of them.
pub fn load(places: &Places) -> Result<Loaded, ConfigError> {
    let mut problems = Vec::new();
    let mut sheets = vec![built_in(&mut problems)];
    if let Some(user) = &places.user {
        sheets.extend(read_sheet(Layer::User(user.clone()), &mut problems));
    }
    let named = places.named.as_ref().and_then(|file| read_sheet(Layer::Named(file.clone()), &mut problems));
    let flags = places.library.as_ref().map(|folder| command_line(folder));
    let before_library: Vec<_> = sheets.iter().chain(&named).chain(&flags).collect();
    if let Some(library) = library_folder(&merge(&before_library, &places.home)) {
        sheets.extend(read_sheet(Layer::Library(library.join(LIBRARY_FILE)), &mut problems));
    }
    sheets.extend(named);
    sheets.extend(flags);
    problems.extend(kindless_actors(&sheets));
    if !problems.is_empty() {
        return Err(ConfigError { problems });
    }
    let merged = merge(&sheets.iter().collect::<Vec<_>>(), &places.home);
    let mut config: Config = serde_json::from_value(merged.to_json(&ROOT)).map_err(|error| ConfigError {
        problems: vec![Problem { place: Layer::BuiltIn.place(None), message: error.to_string() }],
    })?;
    config.keys = bindings(&merged, &sheets);
    Ok(Loaded { config, layers: sheets.into_iter().map(|sheet| sheet.layer).collect(), merged })
}

fn built_in(problems: &mut Vec<Problem>) -> Sheet {
    sheet(Layer::BuiltIn, BUILT_IN.to_owned(), problems)
}

/// Options of the command line as a layer.
fn command_line(library: &Path) -> Sheet {
    let library = Tree::Text(library.to_string_lossy().into_owned());
    let tree = Tree::Map(vec![("library".to_owned(), library)]);
    Sheet { layer: Layer::CommandLine, text: String::new(), tree }
}

/// Reads a layer's file; `None` where there is none and none is asked for.
fn read_sheet(layer: Layer, problems: &mut Vec<Problem>) -> Option<Sheet> {
    let file = layer.file()?;
    let missing = |error: &io::Error| matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
    match read(file) {
        Ok(text) => Some(sheet(layer, text, problems)),
        Err(error) if missing(&error) && !matches!(layer, Layer::Named(_)) => None,
        Err(error) => {
            problems.push(Problem {
                place: layer.place(None),
                message: format!("this configuration cannot be read: {error}"),
            });
            None
        }
    }
}

fn read(file: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other("it is larger than 4 MB"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].split(|&byte| byte == b'\n').count();
        io::Error::other(format!("line {line} is not UTF-8"))
    })?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

/// Parses and checks a layer. What is wrong is reported, and nothing of such a layer is used.
fn sheet(layer: Layer, text: String, problems: &mut Vec<Problem>) -> Sheet {
    let tree = match ordered::parse(&text) {
        Ok(tree) => tree,
        Err(flaw) => {
            problems.push(Problem {
                place: layer.place(flaw.place),
                message: format!("this is no YAML: {}", flaw.message),
            });
            return Sheet { layer, text, tree: Tree::Null };
        }
    };
    let mut findings = check(&tree, &ROOT);
    if let (Layer::Library(_), Tree::Map(entries)) = (&layer, &tree) {
        let own = entries.iter().position(|(key, _)| key == "library");
        findings.extend(own.map(|at| Finding {
            route: vec![at],
            at: At::Key,
            message: "a library's own configuration cannot say where the library is; leave `library` out".to_owned(),
        }));
    }
    let mut found: Vec<_> = findings
        .into_iter()
        .map(|finding| {
            let place = layer.place(ordered::place_at(&text, &finding.route, finding.at));
            Problem { place, message: finding.message }
        })
        .collect();
    found.sort_by_key(|problem| (problem.place.line, problem.place.column));
    let tree = if found.is_empty() { tree } else { Tree::Null };
    problems.append(&mut found);
    Sheet { layer, text, tree }
}

fn merge(sheets: &[&Sheet], home: &Path) -> Merged {
    let mut merged = Merged::empty();
    for (layer, sheet) in sheets.iter().enumerate() {
        let folder = sheet.layer.file().and_then(Path::parent).unwrap_or(Path::new(""));
        merged.lay(&sheet.tree, &ROOT, &Top { layer, folder, home });
    }
    merged
}

fn library_folder(merged: &Merged) -> Option<PathBuf> {
    match merged.get("library") {
        Some(Merged::Leaf(Tree::Text(folder), _)) => Some(PathBuf::from(folder)),
        _ => None,
    }
}

/// Known actors that no layer gives a kind: reported where they are first named.
fn kindless_actors(sheets: &[Sheet]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut known = std::collections::HashSet::new();
    for sheet in sheets {
        let Some((at, actors)) = list_at(&sheet.tree, "actors") else { continue };
        for (child, actor) in actors.iter().enumerate() {
            let (Some(name), Tree::Map(entries)) = (name_of(actor), actor) else { continue };
            let has_kind = entries.iter().any(|(key, _)| key == "kind");
            if known.insert(name.to_lowercase()) && !has_kind {
                let place = sheet.layer.place(ordered::place_at(&sheet.text, &[at, child], At::Value));
                let kinds = "person, organisation, state, group or place";
                problems.push(Problem { place, message: format!("the actor `{name}` needs a `kind`: {kinds}") });
            }
        }
    }
    problems
}

fn list_at<'t>(tree: &'t Tree, key: &str) -> Option<(usize, &'t [Tree])> {
    let Tree::Map(entries) = tree else { return None };
    entries.iter().enumerate().find_map(|(at, (known, value))| match value {
        Tree::List(items) if known == key => Some((at, items.as_slice())),
        _ => None,
    })
}

/// The reader's keys, each with the place of its last word.
fn bindings(merged: &Merged, sheets: &[Sheet]) -> Vec<Binding> {
    let entries = merged.get("keys").map_or(&[][..], Merged::entries);
    let binding = |(command, value): &(String, Merged)| {
        let Merged::Leaf(Tree::List(items), layer) = value else { return None };
        let keys = items.iter().filter_map(|item| match item {
            Tree::Text(text) => Some(text.clone()),
            _ => None,
        });
        Some(Binding { command: command.clone(), keys: keys.collect(), place: place_of(command, sheets.get(*layer)?) })
    };
    entries.iter().filter_map(binding).collect()
}

fn place_of(command: &str, sheet: &Sheet) -> Place {
    let child = |tree: &Tree, key: &str| match tree {
        Tree::Map(entries) => entries.iter().position(|(known, _)| known == key),
        _ => None,
    };
    let route = child(&sheet.tree, "keys").and_then(|keys| {
        let Tree::Map(entries) = &sheet.tree else { return None };
        Some(vec![keys, child(&entries[keys].1, command)?])
    });
    sheet.layer.place(route.and_then(|route| ordered::place_at(&sheet.text, &route, At::Key)))
}
