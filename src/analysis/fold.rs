//! Names made comparable: without case, diacritics or the spelling habits of transliteration.

use deunicode::deunicode;

/// A name for comparing: ASCII, lower case, words parted by single spaces, dots dropped, and the endings by which
/// transliterations of one name differ (`-yy`, `-iy`, `-ii`, `-ij`) made one.
pub(crate) fn fold(name: &str) -> String {
    let ascii = if name.is_ascii() { name.to_owned() } else { deunicode(name) };
    let mut folded = String::with_capacity(ascii.len());
    for word in ascii.split(|c: char| c.is_whitespace() || c == '.').filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        let word = word.to_ascii_lowercase();
        match ["yy", "iy", "ii", "ij"].iter().find_map(|ending| word.strip_suffix(ending)) {
            Some(stem) => folded.extend([stem, "y"]),
            None => folded.push_str(&word),
        }
    }
    folded
}

/// A name in kebab case, ASCII: an id.
pub(crate) fn kebab(name: &str) -> String {
    let ascii = if name.is_ascii() { name.to_owned() } else { deunicode(name) };
    let mut id = String::with_capacity(ascii.len());
    for word in ascii.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'').filter(|word| !word.is_empty()) {
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_several_spellings() {
        assert_eq!(fold("Zelenskyy"), fold("ZELENSKY"));
        assert_eq!(fold("Recep Tayyip Erdoğan"), fold("Recep Tayyip Erdogan"));
        assert_eq!(fold("Donald J. Trump"), "donald j trump");
    }

    #[test]
    fn ids_are_kebab_case() {
        for (name, id) in [
            ("Volodymyr Zelensky", "volodymyr-zelensky"),
            ("Emine Erdoğan", "emine-erdogan"),
            ("Brian O’Neill", "brian-oneill"),
            ("Kim Jong-un", "kim-jong-un"),
        ] {
            assert_eq!(kebab(name), id);
        }
    }
}
