//! What `Ms` and `Mr` tell apart: of two people with one surname, the one whose given name goes with it. A rule of thumb
//! over the names of Europe and beyond, asked only where nothing better tells them apart.

use super::reading::Reading;

/// A form of address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Address {
    /// `Ms`, `Mrs`, `Dame`.
    Woman,
    /// `Mr`, `Sir`.
    Man,
}

/// Men's names that end with an a.
const MEN: [&str; 18] = [
    "akira", "attila", "bela", "danila", "ezra", "ilia", "illia", "ilya", "joshua", "kosta", "luca", "luka", "mikola",
    "mustafa", "mykola", "nikita", "nikola", "sava",
];
/// Women's names that do not.
const WOMEN: [&str; 96] = [
    "agnes",
    "alice",
    "alison",
    "amy",
    "ann",
    "anne",
    "annegret",
    "astrid",
    "beatriz",
    "birgit",
    "brigitte",
    "carmen",
    "carol",
    "caroline",
    "catherine",
    "charlotte",
    "christine",
    "claire",
    "danielle",
    "debbie",
    "denise",
    "diane",
    "dolores",
    "doris",
    "dorothy",
    "edith",
    "eleanor",
    "elin",
    "elisabeth",
    "elizabeth",
    "ellen",
    "emily",
    "esther",
    "frances",
    "gillian",
    "grace",
    "gretchen",
    "hannah",
    "heather",
    "heidi",
    "helen",
    "helle",
    "hillary",
    "ines",
    "ingrid",
    "inger",
    "irene",
    "isabel",
    "jane",
    "janet",
    "jean",
    "jennifer",
    "jill",
    "joan",
    "joanne",
    "joyce",
    "judith",
    "judy",
    "julie",
    "karen",
    "karin",
    "kate",
    "katherine",
    "kathleen",
    "kirsten",
    "laurence",
    "lauren",
    "margaret",
    "marie",
    "marine",
    "mary",
    "megan",
    "mercedes",
    "mette",
    "michele",
    "michelle",
    "miriam",
    "nancy",
    "nicole",
    "pilar",
    "priti",
    "rachel",
    "ruth",
    "sarah",
    "sharon",
    "sigrid",
    "simone",
    "solveig",
    "sophie",
    "stephanie",
    "susan",
    "ursel",
    "valerie",
    "yvette",
    "yvonne",
    "zeynep",
];

/// The form of address that stands right ahead of a name.
pub(crate) fn address(reading: &Reading<'_>, name: usize) -> Option<Address> {
    let last = name.checked_sub(1)?;
    let at = if reading.lower(last) == "." { last.checked_sub(1)? } else { last };
    match reading.lower(at) {
        "ms" | "mrs" | "miss" | "mme" | "frau" | "dame" | "lady" | "madam" => Some(Address::Woman),
        "mr" | "sir" | "lord" | "herr" | "monsieur" => Some(Address::Man),
        _ => None,
    }
}

/// Whether a given name, folded, goes with a form of address.
pub(crate) fn goes_with(given: &str, address: Address) -> bool {
    let woman = WOMEN.contains(&given) || given.ends_with('a') && !MEN.contains(&given);
    woman == (address == Address::Woman)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_go_with_a_form_of_address() {
        for (given, address) in [
            ("anna", Address::Woman),
            ("hillary", Address::Woman),
            ("hans", Address::Man),
            ("luca", Address::Man),
            ("kaja", Address::Woman),
        ] {
            assert!(goes_with(given, address), "{given}");
        }
        assert!(!goes_with("bill", Address::Woman));
    }
}
