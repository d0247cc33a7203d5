//! A YAML text as a tree of nodes that know where they stand: for messages, and for what the typed reader lets pass.

use std::collections::HashSet;

use saphyr_parser::{Event, Parser, ScanError, Span as Marked};

use super::{Error, MAX_BYTES, MAX_DEPTH, Place, without_bom};

/// A node and where it starts.
#[derive(Debug)]
pub(super) struct Node {
    place: Place,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// A scalar, as the text it stands for.
    Scalar(String),
    Sequence(Vec<Node>),
    Mapping(Vec<(Node, Node)>),
    /// A reference to a node that stands elsewhere.
    Alias,
}

/// Where the entry at this path stands: its key in a map, its first character in a sequence.
///
/// A piece of the path is a map's key or a sequence's index from 0. `None` where there is no such entry or the text is
/// no YAML.
#[must_use]
pub fn locate(text: &str, path: &[&str]) -> Option<Place> {
    let root = parse(without_bom(text)).ok()??;
    root.entry(path).map(|(key, _)| key)
}

/// Where the value at this path starts; otherwise as [`locate`].
#[must_use]
pub fn locate_value(text: &str, path: &[&str]) -> Option<Place> {
    let root = parse(without_bom(text)).ok()??;
    root.entry(path).map(|(_, value)| value.place)
}

/// The tree of a text's only document; `None` where it holds none.
pub(super) fn parse(text: &str) -> Result<Option<Node>, Error> {
    if text.len() > MAX_BYTES {
        return Err(Error { place: None, message: format!("the text is larger than {} MB", MAX_BYTES >> 20) });
    }
    let mut parser = Parser::new_from_str(text);
    let mut builder = Builder::default();
    while let Some(event) = parser.next_event() {
        let (event, marked) = event.map_err(|error| from_scanner(&error))?;
        builder.take(event, marked)?;
    }
    Ok(builder.root)
}

impl Node {
    /// The place of the entry's key or start, and its value.
    fn entry(&self, path: &[&str]) -> Option<(Place, &Self)> {
        path.iter().try_fold((self.place, self), |(_, node), piece| node.child(piece))
    }

    fn child(&self, piece: &str) -> Option<(Place, &Self)> {
        match &self.kind {
            Kind::Mapping(entries) => {
                entries.iter().find(|(key, _)| key.text() == Some(piece)).map(|(key, value)| (key.place, value))
            }
            Kind::Sequence(items) => {
                piece.parse::<usize>().ok().and_then(|i| items.get(i)).map(|item| (item.place, item))
            }
            Kind::Scalar(_) | Kind::Alias => None,
        }
    }

    fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(text) => Some(text),
            _ => None,
        }
    }
}

/// Builds the tree from events; refuses what the typed reader would pass over.
#[derive(Default)]
struct Builder {
    root: Option<Node>,
    open: Vec<Open>,
    documents: usize,
}

/// A collection whose end has not come yet.
struct Open {
    place: Place,
    kind: OpenKind,
}

enum OpenKind {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<(Node, Node)>, key: Option<Node>, seen: HashSet<String> },
}

impl Builder {
    fn take(&mut self, event: Event<'_>, marked: Marked) -> Result<(), Error> {
        let place = Place { line: marked.start.line(), column: marked.start.col() + 1 };
        match event {
            Event::DocumentStart(_) => self.start_document(place),
            Event::Scalar(text, ..) => self.add(Node { place, kind: Kind::Scalar(text.into_owned()) }),
            Event::Alias(_) => self.add(Node { place, kind: Kind::Alias }),
            Event::SequenceStart(..) => self.open(place, OpenKind::Sequence(Vec::new())),
            Event::MappingStart(..) => {
                self.open(place, OpenKind::Mapping { entries: Vec::new(), key: None, seen: HashSet::new() })
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
        }
    }

    fn start_document(&mut self, place: Place) -> Result<(), Error> {
        self.documents += 1;
        if self.documents > 1 {
            return Err(Error::at(
                place,
                "a second document starts here (`---`); only one is read, so remove the rest",
            ));
        }
        Ok(())
    }

    fn open(&mut self, place: Place, kind: OpenKind) -> Result<(), Error> {
        if self.open.len() >= MAX_DEPTH {
            return Err(Error::at(place, format!("this is nested more than {MAX_DEPTH} levels deep")));
        }
        self.open.push(Open { place, kind });
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        let Some(Open { place, kind }) = self.open.pop() else {
            return Ok(());
        };
        let kind = match kind {
            OpenKind::Sequence(items) => Kind::Sequence(items),
            OpenKind::Mapping { entries, .. } => Kind::Mapping(entries),
        };
        self.add(Node { place, kind })
    }

    fn add(&mut self, node: Node) -> Result<(), Error> {
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(node),
            Some(OpenKind::Sequence(items)) => items.push(node),
            Some(OpenKind::Mapping { entries, key: key @ Some(_), .. }) => {
                entries.extend(key.take().map(|key| (key, node)));
            }
            Some(OpenKind::Mapping { key, seen, .. }) => {
                if let Some(twice) = node.text().filter(|text| !seen.insert((*text).to_owned())) {
                    let message = format!("the key `{twice}` is given twice in this map; keep one of them");
                    return Err(Error::at(node.place, message));
                }
                *key = Some(node);
            }
        }
        Ok(())
    }
}

fn from_scanner(error: &ScanError) -> Error {
    let at = error.marker();
    Error::at(Place { line: at.line(), column: at.col() + 1 }, format!("this is not YAML: {}", error.info()))
}
