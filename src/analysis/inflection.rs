//! The forms of English verbs: regular ones made by rule, irregular ones from a list. Nothing here knows what a verb
//! means.

/// Which form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    /// `say`, `says`.
    Present,
    /// `stated`, as a participle too; `wrote`, `written`.
    Past,
    /// `stating`.
    Gerund,
}

/// Irregular verbs with their pasts and participles.
const IRREGULAR: [(&str, &[&str]); 50] = [
    ("say", &["said"]),
    ("tell", &["told"]),
    ("write", &["wrote", "written"]),
    ("think", &["thought"]),
    ("rethink", &["rethought"]),
    ("make", &["made"]),
    ("send", &["sent"]),
    ("know", &["knew", "known"]),
    ("swear", &["swore", "sworn"]),
    ("forswear", &["forswore", "forsworn"]),
    ("seek", &["sought"]),
    ("stand", &["stood"]),
    ("understand", &["understood"]),
    ("misunderstand", &["misunderstood"]),
    ("fight", &["fought"]),
    ("speak", &["spoke", "spoken"]),
    ("find", &["found"]),
    ("feel", &["felt"]),
    ("hold", &["held"]),
    ("uphold", &["upheld"]),
    ("see", &["saw", "seen"]),
    ("foresee", &["foresaw", "foreseen"]),
    ("show", &["showed", "shown"]),
    ("hear", &["heard"]),
    ("read", &["read"]),
    ("put", &["put"]),
    ("set", &["set"]),
    ("get", &["got"]),
    ("give", &["gave", "given"]),
    ("go", &["went", "gone"]),
    ("come", &["came"]),
    ("bring", &["brought"]),
    ("take", &["took", "taken"]),
    ("lay", &["laid"]),
    ("draw", &["drew", "drawn"]),
    ("forget", &["forgot", "forgotten"]),
    ("forbid", &["forbade", "forbidden"]),
    ("teach", &["taught"]),
    ("mean", &["meant"]),
    ("begin", &["began", "begun"]),
    ("choose", &["chose", "chosen"]),
    ("leave", &["left"]),
    ("lead", &["led"]),
    ("keep", &["kept"]),
    ("shoot", &["shot"]),
    ("hit", &["hit"]),
    ("throw", &["threw", "thrown"]),
    ("fling", &["flung"]),
    ("cast", &["cast"]),
    ("shrink", &["shrank", "shrunk"]),
];

/// The forms of a verb; where a final consonant may double, with and without.
pub(crate) fn forms(verb: &str) -> Vec<(String, Tense)> {
    let mut forms = vec![(verb.to_owned(), Tense::Present)];
    let bytes = verb.as_bytes();
    let Some(&last) = bytes.last().filter(|_| bytes.len() > 1) else { return forms };
    let vowel = |byte: u8| b"aeiou".contains(&byte);
    let consonant_y = last == b'y' && !vowel(bytes[bytes.len() - 2]);
    let stem = verb.strip_suffix(['e', 'y']).filter(|_| last == b'e' || consonant_y).unwrap_or(verb);
    let third = match last {
        b'y' if consonant_y => format!("{stem}ies"),
        b's' | b'x' | b'o' => format!("{verb}es"),
        b'h' if verb.ends_with("ch") || verb.ends_with("sh") => format!("{verb}es"),
        _ => format!("{verb}s"),
    };
    forms.push((third, Tense::Present));
    // `see` and `agree` keep their e.
    let gerund = if consonant_y || verb.ends_with("ee") { verb } else { stem };
    forms.push((format!("{gerund}ing"), Tense::Gerund));
    let irregular = IRREGULAR.iter().find(|(plain, _)| *plain == verb).map(|(_, pasts)| *pasts);
    match irregular {
        Some(pasts) => forms.extend(pasts.iter().map(|past| ((*past).to_owned(), Tense::Past))),
        None => forms.push((if consonant_y { format!("{stem}ied") } else { format!("{stem}ed") }, Tense::Past)),
    }
    let doubles = !vowel(last) && !matches!(last, b'y' | b'w' | b'x');
    if doubles && bytes.len() > 2 && vowel(bytes[bytes.len() - 2]) && !vowel(bytes[bytes.len() - 3]) {
        let doubled = format!("{verb}{}", char::from(last));
        if irregular.is_none() {
            forms.push((format!("{doubled}ed"), Tense::Past));
        }
        forms.push((format!("{doubled}ing"), Tense::Gerund));
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_have_their_forms() {
        let table: &[(&str, &[&str])] = &[
            ("say", &["say", "says", "saying", "said"]),
            ("deny", &["deny", "denies", "denying", "denied"]),
            ("agree", &["agree", "agrees", "agreeing", "agreed"]),
            ("admit", &["admit", "admits", "admiting", "admited", "admitted", "admitting"]),
            ("write", &["write", "writes", "writing", "wrote", "written"]),
            ("push", &["push", "pushes", "pushing", "pushed"]),
        ];
        for (verb, expected) in table {
            let found: Vec<String> = forms(verb).into_iter().map(|(form, _)| form).collect();
            assert_eq!(found, *expected, "{verb}");
        }
    }
}
