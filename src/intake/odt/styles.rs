//! The styles of a document, those that it names and those that it makes up for one paragraph: roles, faces, lists.

use std::collections::HashMap;

use super::lists::{ListStyle, Marker};
use crate::intake::Unreadable;
use crate::intake::manuscript::{Face, Role};
use crate::intake::xml::{Event, Tag, Xml};

/// The longest chain of styles based on one another; longer ones are circles.
const CHAIN: usize = 24;

/// What a style says, with all that it takes over.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    pub(super) role: Option<Role>,
    pub(super) strong: Option<bool>,
    pub(super) emphasis: Option<bool>,
    pub(super) code: Option<bool>,
    pub(super) hidden: Option<bool>,
}

impl Style {
    /// What is said here, and failing that, there.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            role: self.role.or(other.role),
            strong: self.strong.or(other.strong),
            emphasis: self.emphasis.or(other.emphasis),
            code: self.code.or(other.code),
            hidden: self.hidden.or(other.hidden),
        }
    }

    pub(super) fn face(self) -> Face {
        let on = Option::unwrap_or_default;
        Face { strong: on(self.strong), emphasis: on(self.emphasis), code: on(self.code) }
    }

    fn set(&mut self, tag: &Tag<'_>) {
        if tag.local() != "text-properties" {
            return;
        }
        if let Some(weight) = tag.attribute("font-weight") {
            self.strong = Some(weight == "bold" || weight.parse::<u16>().is_ok_and(|weight| weight >= 600));
        }
        if let Some(slant) = tag.attribute("font-style") {
            self.emphasis = Some(slant == "italic" || slant == "oblique");
        }
        if let Some(display) = tag.attribute("display") {
            self.hidden = Some(display == "none");
        }
    }
}

/// A style as it stands in the file.
struct Raw {
    /// What it is called on the screen, where that differs.
    shown: String,
    parent: Option<(Family, String)>,
    own: Style,
}

/// What styles are for: names are used again from one family to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Family {
    Paragraph,
    Words,
}

/// All styles.
#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<(Family, String), Style>,
    pub(super) lists: HashMap<String, ListStyle>,
}

impl Styles {
    /// The styles in these parts; later ones are made up for one document and may build on the earlier.
    pub(super) fn read(parts: &[&str]) -> Result<Self, Unreadable> {
        let (mut raw, mut lists) = (HashMap::new(), HashMap::new());
        for part in parts {
            let mut xml = Xml::new(part);
            while let Some(event) = xml.next()? {
                let Event::Open(tag) = event else { continue };
                match tag.local() {
                    // The text has no styles in it.
                    "body" => break,
                    "style" => style(&mut xml, &tag, &mut raw)?,
                    "list-style" => {
                        let name = tag.attribute("name").unwrap_or_default();
                        lists.insert(name, list_style(&mut xml)?);
                    }
                    _ => {}
                }
            }
        }
        let styles = raw.keys().map(|key| (key.clone(), resolved(&raw, key))).collect();
        Ok(Self { styles, lists })
    }

    /// The style with this name; one that the file does not define may still say by its name what it is for.
    pub(super) fn of(&self, family: Family, name: Option<String>) -> Style {
        let Some(name) = name else {
            return Style::default();
        };
        let key = (family, name);
        let unknown = || Style { role: Role::named(&shown(&key.1)), ..Style::default() };
        self.styles.get(&key).copied().unwrap_or_else(unknown)
    }
}

fn style(xml: &mut Xml<'_>, tag: &Tag<'_>, raw: &mut HashMap<(Family, String), Raw>) -> Result<(), Unreadable> {
    let family = match tag.attribute("family").as_deref() {
        Some("paragraph") => Family::Paragraph,
        Some("text") => Family::Words,
        _ => return xml.skip(),
    };
    let name = tag.attribute("name").unwrap_or_default();
    let shown = tag.attribute("display-name").unwrap_or_else(|| shown(&name));
    let parent = tag.attribute("parent-style-name").map(|name| (family, name));
    let mut own = Style::default();
    if family == Family::Words && ["Source Text", "Source_Text", "Teletype"].contains(&shown.as_str()) {
        own.code = Some(true);
    }
    xml.within(|event| {
        if let Event::Open(tag) = event {
            own.set(&tag);
        }
    })?;
    raw.insert((family, name), Raw { shown, parent, own });
    Ok(())
}

fn list_style(xml: &mut Xml<'_>) -> Result<ListStyle, Unreadable> {
    let mut style = ListStyle::default();
    xml.within(|event| {
        let Event::Open(tag) = event else { return };
        let is_empty = |name| tag.attribute(name).is_none_or(|value| value.trim().is_empty());
        let marker = match tag.local() {
            "list-level-style-number" if !is_empty("num-format") => {
                Marker::Number { start: tag.number("start-value").unwrap_or(1) }
            }
            "list-level-style-bullet" if !is_empty("bullet-char") => Marker::Bullet,
            "list-level-style-image" => Marker::Bullet,
            "list-level-style-number" | "list-level-style-bullet" => Marker::None,
            _ => return,
        };
        style.set(tag.number("level").unwrap_or(1), marker);
    })?;
    Ok(style)
}

/// A style's name as a reader knows it: characters that names can't have are written `_20_`.
fn shown(name: &str) -> String {
    name.replace("_20_", " ")
}

/// A style's own properties, and up its chain those that it does not set.
fn resolved(raw: &HashMap<(Family, String), Raw>, key: &(Family, String)) -> Style {
    let mut style = Style::default();
    let mut next = raw.get(key);
    for _ in 0..CHAIN {
        let Some(at) = next else { break };
        style = style.or(Style { role: Role::named(&at.shown), ..at.own });
        next = match at.parent.as_ref() {
            Some(parent) => {
                if !raw.contains_key(parent) {
                    style.role = style.role.or_else(|| Role::named(&shown(&parent.1)));
                }
                raw.get(parent)
            }
            None => None,
        };
    }
    style
}
