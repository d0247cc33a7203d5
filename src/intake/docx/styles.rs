//! The styles of a document: what each says of a paragraph's role, its place in a list and its words' face, with what it
//! takes over from the style it is based on.

use std::collections::HashMap;

use crate::intake::Unreadable;
use crate::intake::manuscript::Role;
use crate::intake::xml::{Event, Tag, Xml};

/// The longest chain of styles based on one another; longer ones are circles.
const CHAIN: usize = 24;
/// The outline level of body text: it takes a heading's level away.
const BODY_LEVEL: u64 = 9;

/// What is said of words: by a run, a character style, a paragraph style. `None` says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Words {
    pub(super) strong: Option<bool>,
    pub(super) emphasis: Option<bool>,
    pub(super) code: Option<bool>,
    pub(super) hidden: Option<bool>,
}

impl Words {
    /// Takes up one property of a run or style.
    pub(super) fn set(&mut self, tag: &Tag<'_>) {
        let property = match tag.local() {
            "b" => &mut self.strong,
            "i" => &mut self.emphasis,
            "vanish" => &mut self.hidden,
            _ => return,
        };
        *property = Some(tag.is_on());
    }

    /// What is said here, and failing that, there.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            strong: self.strong.or(other.strong),
            emphasis: self.emphasis.or(other.emphasis),
            code: self.code.or(other.code),
            hidden: self.hidden.or(other.hidden),
        }
    }
}

/// A style, with all that it takes over.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    pub(super) role: Option<Role>,
    /// The list it puts paragraphs in, and the level there.
    pub(super) list: Option<u64>,
    pub(super) level: Option<u64>,
    pub(super) words: Words,
}

/// A style as it stands in the file.
#[derive(Default)]
struct Raw {
    name: String,
    based_on: Option<String>,
    outline: Option<u64>,
    own: Style,
}

/// All styles, by their ids.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The paragraphs' style where they name none.
    normal: Style,
}

impl Styles {
    pub(super) fn read(part: &str) -> Result<Self, Unreadable> {
        let mut raw = HashMap::new();
        let mut normal = None;
        let mut xml = Xml::new(part);
        while let Some(event) = xml.next()? {
            if let Event::Open(tag) = event
                && tag.local() == "style"
                && let Some(id) = tag.attribute("styleId")
            {
                let is_paragraphs = tag.attribute("type").is_some_and(|kind| kind == "paragraph");
                if is_paragraphs && tag.attribute("default").is_some_and(|value| value == "1" || value == "true") {
                    normal = Some(id.clone());
                }
                raw.insert(id, style(&mut xml)?);
            }
        }
        let styles: HashMap<String, Style> = raw.keys().map(|id| (id.clone(), resolved(&raw, id))).collect();
        let normal = normal.and_then(|id| styles.get(&id).copied()).unwrap_or_default();
        Ok(Self { styles, normal })
    }

    /// The style with this id. Without one, or with one that the file does not define, the id itself may be a name.
    pub(super) fn of(&self, id: Option<&str>) -> Style {
        let Some(id) = id else {
            return self.normal;
        };
        let unknown = || Style { role: Role::named(id), ..self.normal };
        self.styles.get(id).copied().unwrap_or_else(unknown)
    }
}

/// The role of the outline level `level`, counted from 0.
pub(super) fn outline_role(level: u64) -> Role {
    if level >= BODY_LEVEL { Role::Text } else { Role::Heading(u8::try_from(level + 1).unwrap_or(6).clamp(1, 6)) }
}

fn style(xml: &mut Xml<'_>) -> Result<Raw, Unreadable> {
    let mut raw = Raw::default();
    xml.within(|event| {
        let Event::Open(tag) = event else { return };
        match tag.local() {
            "name" => raw.name = tag.value().unwrap_or_default(),
            "basedOn" => raw.based_on = tag.value(),
            "outlineLvl" => raw.outline = tag.number("val"),
            "numId" => raw.own.list = tag.number("val"),
            "ilvl" => raw.own.level = tag.number("val"),
            _ => raw.own.words.set(&tag),
        }
    })?;
    let is_code =
        ["verbatim char", "html code", "html typewriter", "source text"].contains(&raw.name.to_lowercase().as_str());
    raw.own.words.code = is_code.then_some(true);
    Ok(raw)
}

/// A style's own properties, and up its chain those that it does not set.
fn resolved(raw: &HashMap<String, Raw>, id: &str) -> Style {
    let mut style = Style::default();
    let mut outline = None;
    let mut next = raw.get(id);
    for _ in 0..CHAIN {
        let Some(at) = next else { break };
        // A name says more than a level does: a table of contents' heading has one and is none.
        let named = Role::named(&at.name);
        if style.role.is_none() && outline.is_none() {
            style.role = named;
            outline = at.outline;
        }
        style.list = style.list.or(at.own.list);
        style.level = style.level.or(at.own.level);
        style.words = style.words.or(at.own.words);
        next = at.based_on.as_ref().and_then(|id| raw.get(id));
    }
    style.role = style.role.or_else(|| outline.map(outline_role));
    style
}
