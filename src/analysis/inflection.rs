//! The forms of English verbs: regular ones made by rule, irregular ones from a list. Nothing here knows what a verb
//! means.

use std::collections::HashMap;
use std::sync::LazyLock;

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
const IRREGULAR: [(&str, &[&str]); 125] = [
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
    ("freeze", &["froze", "frozen"]),
    ("sell", &["sold"]),
    ("buy", &["bought"]),
    ("build", &["built"]),
    ("rebuild", &["rebuilt"]),
    ("withdraw", &["withdrew", "withdrawn"]),
    ("spend", &["spent"]),
    ("pay", &["paid"]),
    ("repay", &["repaid"]),
    ("grow", &["grew", "grown"]),
    ("rise", &["rose", "risen"]),
    ("break", &["broke", "broken"]),
    ("steal", &["stole", "stolen"]),
    ("lose", &["lost"]),
    ("win", &["won"]),
    ("fall", &["fell", "fallen"]),
    ("drive", &["drove", "driven"]),
    ("meet", &["met"]),
    ("lend", &["lent"]),
    ("split", &["split"]),
    ("spread", &["spread"]),
    ("cut", &["cut"]),
    ("shut", &["shut"]),
    ("overthrow", &["overthrew", "overthrown"]),
    ("withhold", &["withheld"]),
    ("undertake", &["undertook", "undertaken"]),
    ("overcome", &["overcame"]),
    ("become", &["became"]),
    ("forgive", &["forgave", "forgiven"]),
    ("forgo", &["forwent", "forgone"]),
    ("run", &["ran"]),
    ("sit", &["sat"]),
    ("sink", &["sank", "sunk"]),
    ("strike", &["struck"]),
    ("hide", &["hid", "hidden"]),
    ("bear", &["bore", "borne"]),
    ("tear", &["tore", "torn"]),
    ("wear", &["wore", "worn"]),
    ("catch", &["caught"]),
    ("deal", &["dealt"]),
    ("feed", &["fed"]),
    ("flee", &["fled"]),
    ("fly", &["flew", "flown"]),
    ("arise", &["arose", "arisen"]),
    ("cling", &["clung"]),
    ("hang", &["hung"]),
    ("quit", &["quit"]),
    ("shake", &["shook", "shaken"]),
    ("swing", &["swung"]),
    ("sweep", &["swept"]),
    ("sleep", &["slept"]),
    ("weave", &["wove", "woven"]),
    ("wind", &["wound"]),
    ("bind", &["bound"]),
    ("beat", &["beat", "beaten"]),
    ("eat", &["ate", "eaten"]),
    ("drink", &["drank", "drunk"]),
    ("ride", &["rode", "ridden"]),
    ("swim", &["swam", "swum"]),
    ("ring", &["rang", "rung"]),
    ("bend", &["bent"]),
    ("dig", &["dug"]),
    ("bleed", &["bled"]),
    ("breed", &["bred"]),
    ("hurt", &["hurt"]),
    ("let", &["let"]),
    ("cost", &["cost"]),
    ("bet", &["bet"]),
    ("burst", &["burst"]),
    ("oversee", &["oversaw", "overseen"]),
    ("outbid", &["outbid"]),
    ("undo", &["undid", "undone"]),
    ("rewrite", &["rewrote", "rewritten"]),
    ("bite", &["bit", "bitten"]),
    ("blow", &["blew", "blown"]),
];

/// The plain forms of irregular pasts. What is a plain form itself stays one: `found`, `wound`.
static PLAIN: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let pasts = IRREGULAR.iter().flat_map(|(plain, pasts)| pasts.iter().map(move |past| (*past, *plain)));
    pasts.filter(|(past, _)| !matches!(*past, "found" | "wound" | "bound" | "bore" | "fell" | "saw")).collect()
});

/// The plain form of an irregular past; `None` for any other word.
pub(crate) fn plain_form(past: &str) -> Option<&'static str> {
    PLAIN.get(past).copied()
}

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
