//! What a paragraph is, and which styles say so by their names.

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake) enum Role {
    Title,
    Subtitle,
    Author,
    Date,
    /// The abstract.
    Summary,
    Heading(u8),
    Text,
    Quote,
    Item {
        depth: u8,
        ordinal: Option<u64>,
    },
    Code,
    Caption,
    /// Tables of contents, indexes, running heads: not read.
    Furniture,
}

/// Names of styles that say what a paragraph is, lower case, without spaces. They are English in the files of most programs,
/// which translate them only on the screen; others write what the screen says.
const NAMES: &[(&str, Role)] = &[
    ("title", Role::Title),
    ("titel", Role::Title),
    ("titre", Role::Title),
    ("título", Role::Title),
    ("titolo", Role::Title),
    ("название", Role::Title),
    ("заголовок", Role::Title),
    ("назва", Role::Title),
    ("tytuł", Role::Title),
    ("untertitel", Role::Subtitle),
    ("soustitre", Role::Subtitle),
    ("subtítulo", Role::Subtitle),
    ("sottotitolo", Role::Subtitle),
    ("подзаголовок", Role::Subtitle),
    ("підзаголовок", Role::Subtitle),
    ("podtytuł", Role::Subtitle),
    ("ondertitel", Role::Subtitle),
    ("zitat", Role::Quote),
    ("citation", Role::Quote),
    ("cita", Role::Quote),
    ("citazione", Role::Quote),
    ("citaat", Role::Quote),
    ("cytat", Role::Quote),
    ("цитата", Role::Quote),
    ("citação", Role::Quote),
    ("beschriftung", Role::Caption),
    ("légende", Role::Caption),
    ("leyenda", Role::Caption),
    ("didascalia", Role::Caption),
    ("legenda", Role::Caption),
    ("bijschrift", Role::Caption),
    ("названиеобъекта", Role::Caption),
    ("назваоб’єкта", Role::Caption),
    ("kopfzeile", Role::Furniture),
    ("fußzeile", Role::Furniture),
    ("entête", Role::Furniture),
    ("pieddepage", Role::Furniture),
    ("subtitle", Role::Subtitle),
    ("author", Role::Author),
    ("byline", Role::Author),
    ("date", Role::Date),
    ("abstract", Role::Summary),
    ("abstracttitle", Role::Furniture),
    ("abstractheading", Role::Furniture),
    ("blocktext", Role::Quote),
    ("blockquote", Role::Quote),
    ("blockquotation", Role::Quote),
    ("quote", Role::Quote),
    ("quotation", Role::Quote),
    ("quotations", Role::Quote),
    ("intensequote", Role::Quote),
    ("pullquote", Role::Quote),
    ("sourcecode", Role::Code),
    ("htmlpreformatted", Role::Code),
    ("preformattedtext", Role::Code),
    ("caption", Role::Caption),
    ("imagecaption", Role::Caption),
    ("tablecaption", Role::Caption),
    ("figurecaption", Role::Caption),
    ("illustration", Role::Caption),
    ("tocheading", Role::Furniture),
    ("contentsheading", Role::Furniture),
    ("header", Role::Furniture),
    ("footer", Role::Furniture),
    ("tableoffigures", Role::Furniture),
    ("tableofauthorities", Role::Furniture),
];
/// A name that a number follows, and the role of each number: a level or a depth.
type Numbered = (&'static str, fn(u8) -> Role);

fn heading(level: u8) -> Role {
    Role::Heading(level.clamp(1, 6))
}

const NUMBERED: &[Numbered] = &[
    ("heading", heading),
    ("überschrift", heading),
    ("titre", heading),
    ("título", heading),
    ("titolo", heading),
    ("kop", heading),
    ("rubrik", heading),
    ("overskrift", heading),
    ("otsikko", heading),
    ("nagłówek", heading),
    ("nadpis", heading),
    ("заголовок", heading),
    ("标题", heading),
    ("標題", heading),
    ("見出し", heading),
    ("verzeichnis", |_| Role::Furniture),
    ("оглавление", |_| Role::Furniture),
    ("зміст", |_| Role::Furniture),
    ("tdm", |_| Role::Furniture),
    ("tm", |_| Role::Furniture),
    ("listbullet", |depth| Role::Item { depth: depth.saturating_sub(1), ordinal: None }),
    ("toc", |_| Role::Furniture),
    ("contents", |_| Role::Furniture),
    ("index", |_| Role::Furniture),
];

impl Role {
    /// The role that a style with this name gives.
    pub(in crate::intake) fn named(style: &str) -> Option<Self> {
        let name: String = style.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let whole = || NAMES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role);
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let numbered = || {
            let (_, role) = NUMBERED.iter().find(|(known, _)| *known == stem)?;
            match name[stem.len()..].parse() {
                Ok(number) => Some(role(number)),
                // `Heading` alone is what the numbered ones are based on, and says nothing; a list's first depth has none.
                Err(_) => (stem == "listbullet").then(|| role(1)),
            }
        };
        whole().or_else(numbered)
    }

    /// Whether what its style says of its face is no more than its dress.
    pub(in crate::intake) const fn has_own_dress(self) -> bool {
        !matches!(self, Self::Text | Self::Item { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_say_what_they_are_for() {
        for (name, role) in [
            ("heading 1", Some(Role::Heading(1))),
            ("Heading 9", Some(Role::Heading(6))),
            ("Heading", None),
            ("Block Text", Some(Role::Quote)),
            ("Intense Quote", Some(Role::Quote)),
            ("Intense Quote Char", None),
            ("toc 2", Some(Role::Furniture)),
            ("TOC Heading", Some(Role::Furniture)),
            ("List Bullet 2", Some(Role::Item { depth: 1, ordinal: None })),
            ("Normal", None),
            ("Überschrift 2", Some(Role::Heading(2))),
            ("Titre 1", Some(Role::Heading(1))),
            ("Titre", Some(Role::Title)),
            ("Заголовок 3", Some(Role::Heading(3))),
            ("标题 1", Some(Role::Heading(1))),
            ("Citation intense", None),
            ("Image Caption", Some(Role::Caption)),
        ] {
            assert_eq!(Role::named(name), role, "{name}");
        }
    }
}
