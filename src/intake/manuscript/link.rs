//! Links as word processors write them: the instruction of a field.

/// The address of an instruction such as `HYPERLINK "https://example.org" \o "a tip"`.
pub(in crate::intake) fn address(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let target = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split_whitespace().next()?,
    };
    (!target.is_empty() && !target.starts_with('\\')).then(|| target.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_places_inside_are_none() {
        for (instruction, expected) in [
            (r#" HYPERLINK "https://example.org/a b" \o "tip" "#, Some("https://example.org/a b")),
            ("HYPERLINK https://example.org", Some("https://example.org")),
            (r#"HYPERLINK \l "_Toc1""#, None),
            ("PAGE", None),
        ] {
            assert_eq!(address(instruction).as_deref(), expected, "{instruction}");
        }
    }
}
