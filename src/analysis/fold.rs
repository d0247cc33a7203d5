//! Names made comparable: without case, diacritics or the spelling habits of transliteration.

use deunicode::deunicode;

/// From how many letters on a word's double letters are taken for a habit of spelling.
const LONG: usize = 5;

/// A name for comparing: ASCII, lower case, words parted by single spaces, dots dropped, and the endings by which
/// transliterations of one name differ (`-yy`, `-iy`, `-ii`, `-ij`) made one, and double letters of longer words single.
pub(crate) fn fold(name: &str) -> String {
    let ascii = if name.is_ascii() { name.to_owned() } else { deunicode(name) };
    let mut folded = String::with_capacity(ascii.len());
    for word in ascii.split(|c: char| c.is_whitespace() || c == '.').filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        let word = word.to_ascii_lowercase();
        match ["yy", "iy", "ii", "ij", "yj"].iter().find_map(|ending| word.strip_suffix(ending)) {
            Some(stem) => folded.extend([stem, "y"]),
            None => folded.push_str(&word),
        }
        if word.len() >= LONG {
            single(&mut folded);
        }
    }
    folded
}

/// Takes the second of double letters out of the last word.
fn single(folded: &mut String) {
    let start = folded.rfind(' ').map_or(0, |space| space + 1);
    let word = folded.split_off(start);
    let mut last = None;
    folded.extend(word.chars().filter(|c| last.replace(*c) != Some(*c)));
}

/// How a longer surname sounds, roughly, whatever the letters that a transliteration chose; `None` where that says too
/// little.
pub(crate) fn sound(folded: &str) -> Option<String> {
    const PAIRS: [(&str, &str); 6] = [("kh", "h"), ("ph", "f"), ("ck", "k"), ("x", "ks"), ("z", "s"), ("w", "v")];
    if folded.len() < LONG + 1 {
        return None;
    }
    let spelt = PAIRS.iter().fold(folded.to_owned(), |word, (from, to)| word.replace(from, to));
    let mut last = None;
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j');
    let heard: String = spelt.chars().filter(|c| !vowel(*c) && last.replace(*c) != Some(*c)).collect();
    (heard.len() >= 4).then_some(heard)
}

/// Whether two folded given names may be one in two spellings: `Olexandr`, `Oleksandr`; not `Martin`, `Martina`.
pub(crate) fn is_same_given_name(one: &str, other: &str) -> bool {
    let end = |name: &str| name.ends_with(['a', 'e']);
    one == other || (end(one) == end(other) && sound(one).is_some_and(|heard| sound(other) == Some(heard)))
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
        assert_eq!(fold("Odessa"), fold("Odesa"));
        assert_eq!(fold("Recep Tayyip Erdoğan"), fold("Recep Tayyip Erdogan"));
        assert_eq!(fold("Donald J. Trump"), "donald j trump");
    }

    #[test]
    fn one_sound_in_several_spellings() {
        let heard = |name: &str| sound(&fold(name));
        assert_eq!(heard("Zelensky"), heard("Selenskyj"));
        assert_ne!(heard("Zelensky"), heard("Zalutsky"));
        assert_eq!(heard("Rama"), None);
        for (one, other, same) in
            [("olexandr", "oleksandr", true), ("martin", "martina", false), ("per", "karin", false)]
        {
            assert_eq!(is_same_given_name(one, other), same, "{one}, {other}");
        }
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
