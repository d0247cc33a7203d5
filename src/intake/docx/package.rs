//! The parts of a package, and the relations that say which part is what.

use std::collections::HashMap;

use crate::intake::Unreadable;
use crate::intake::container::{Container, beside};
use crate::intake::xml::{Event, Xml, characters};

/// A relation: its type's address, its target, and whether that lies outside the package.
struct Relation {
    kind: String,
    target: String,
    is_outside: bool,
}

/// A package, opened.
pub(super) struct Package<'a> {
    container: Container<'a>,
    root: HashMap<String, Relation>,
    /// Where the document itself stands, and its relations by their ids.
    document: String,
    relations: HashMap<String, Relation>,
}

impl<'a> Package<'a> {
    pub(super) fn open(mut container: Container<'a>) -> Result<Self, Unreadable> {
        let root = relations(&mut container, "_rels/.rels")?;
        let found = root.values().find(|relation| relation.kind.ends_with("/officeDocument"));
        let document = found.map(|relation| beside("", &relation.target)).filter(|name| container.has(name));
        let document = document.unwrap_or_else(|| "word/document.xml".to_owned());
        let (folder, name) = document.rsplit_once('/').unwrap_or(("", &document));
        let relations = relations(&mut container, &format!("{folder}/_rels/{name}.rels"))?;
        Ok(Self { container, root, document, relations })
    }

    /// The document's own part.
    pub(super) fn document(&mut self) -> Result<String, Unreadable> {
        let name = self.document.clone();
        let missing = || Unreadable::Broken("its text is missing".to_owned());
        self.container.read(&name)?.map(|bytes| characters(&bytes).into_owned()).ok_or_else(missing)
    }

    /// The part that the document relates to in this way; empty where there is none.
    pub(super) fn part(&mut self, kind: &str) -> Result<String, Unreadable> {
        let relation = self.relations.values().find(|relation| relation.kind.ends_with(kind) && !relation.is_outside);
        let name = relation.map(|relation| beside(&self.document, &relation.target));
        self.read(name)
    }

    /// The part with the properties; empty where there is none.
    pub(super) fn properties(&mut self) -> Result<String, Unreadable> {
        let relation = self.root.values().find(|relation| relation.kind.ends_with("/core-properties"));
        let name = relation.map(|relation| beside("", &relation.target));
        self.read(name)
    }

    /// The addresses outside that the document links to, by the relations' ids.
    pub(super) fn links(&self) -> HashMap<String, String> {
        let outside =
            self.relations.iter().filter(|(_, relation)| relation.is_outside && relation.kind.ends_with("/hyperlink"));
        outside.map(|(id, relation)| (id.clone(), relation.target.clone())).collect()
    }

    fn read(&mut self, name: Option<String>) -> Result<String, Unreadable> {
        let bytes = name.map(|name| self.container.read(&name)).transpose()?.flatten();
        Ok(characters(&bytes.unwrap_or_default()).into_owned())
    }
}

fn relations(container: &mut Container<'_>, name: &str) -> Result<HashMap<String, Relation>, Unreadable> {
    let bytes = container.read(&crate::intake::container::tidy(name))?.unwrap_or_default();
    let text = characters(&bytes);
    let mut xml = Xml::new(&text);
    let mut found = HashMap::new();
    while let Some(event) = xml.next()? {
        if let Event::Open(tag) = event
            && let (Some(id), Some(kind), Some(target)) =
                (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target"))
        {
            let is_outside = tag.attribute("TargetMode").is_some_and(|mode| mode == "External");
            found.insert(id, Relation { kind, target, is_outside });
        }
    }
    Ok(found)
}
