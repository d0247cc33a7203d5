//! A value as YAML text, in the few styles that read and diff well.
//!
//! The crate's own writer gives up block style at a tab or a trailing space and leaves `yes` and dates bare; these
//! styles are ours: plain where nothing can be mistaken, `|` blocks for long or many-lined text, double quotes for the
//! rest (section 7.3.1 and 8.1.2 of YAML 1.2, and safe under 1.1).

use std::fmt::Write as _;

use serde_yaml::{Mapping, Value};

use super::{Error, MAX_DEPTH};

/// A line longer than this that would need quotes stands as a block, and a longer list has a line an item.
const LONG: usize = 72;
/// Spaces a level.
const INDENT: usize = 2;

/// A whole document.
pub(super) fn document(value: &Value) -> Result<String, Error> {
    let mut writer = Writer { out: String::new() };
    match value {
        Value::Mapping(entries) if !entries.is_empty() => writer.mapping(entries, 0, false)?,
        Value::Sequence(items) if !items.is_empty() => writer.sequence(items, 0)?,
        other => {
            writer.value(other, 0)?;
            // After no key and no dash, a leading space would only be in the way.
            writer.out.remove(0);
        }
    }
    Ok(writer.out)
}

struct Writer {
    out: String,
}

impl Writer {
    /// The entries, each on its line; the first goes on where the line stands when `inline` (behind a dash).
    fn mapping(&mut self, entries: &Mapping, level: usize, inline: bool) -> Result<(), Error> {
        check(level)?;
        for (i, (key, value)) in entries.iter().enumerate() {
            if i > 0 || !inline {
                self.indent(level);
            }
            self.out.push_str(&scalar(key, Within::Flow)?);
            self.out.push(':');
            self.value(value, level)?;
        }
        Ok(())
    }

    fn sequence(&mut self, items: &[Value], level: usize) -> Result<(), Error> {
        check(level)?;
        for item in items {
            self.indent(level);
            self.out.push('-');
            match item {
                Value::Mapping(entries) if !entries.is_empty() => {
                    self.out.push(' ');
                    self.mapping(entries, level + 1, true)?;
                }
                other => self.value(other, level)?,
            }
        }
        Ok(())
    }

    /// What stands behind a key or a dash, and the line break after it.
    fn value(&mut self, value: &Value, level: usize) -> Result<(), Error> {
        match value {
            Value::Mapping(entries) if is_figures(entries) => {
                let pairs = entries.iter().map(|(key, number)| {
                    Ok(format!("{}: {}", scalar(key, Within::Flow)?, scalar(number, Within::Flow)?))
                });
                let pairs = pairs.collect::<Result<Vec<_>, Error>>()?;
                self.line(&format!("{{{}}}", pairs.join(", ")))
            }
            Value::Mapping(entries) if !entries.is_empty() => {
                self.out.push('\n');
                self.mapping(entries, level + 1, false)
            }
            Value::Sequence(items) if !items.is_empty() => {
                if let Some(line) = flow(items)? {
                    return self.line(&line);
                }
                self.out.push('\n');
                self.sequence(items, level + 1)
            }
            Value::String(text) if wants_block(text) => {
                self.block(text, level + 1);
                Ok(())
            }
            other => {
                let line = scalar(other, Within::Block)?;
                self.line(&line)
            }
        }
    }

    #[allow(clippy::unnecessary_wraps, reason = "it ends the arms of `value`")]
    fn line(&mut self, text: &str) -> Result<(), Error> {
        self.out.push(' ');
        self.out.push_str(text);
        self.out.push('\n');
        Ok(())
    }

    /// A literal block, which keeps every character as it is.
    fn block(&mut self, text: &str, level: usize) {
        self.out.push_str(" |");
        // Where the first line starts with white space, a reader cannot tell the indent by itself.
        if text.starts_with([' ', '\t', '\n']) {
            let _ = write!(self.out, "{INDENT}");
        }
        let body = text.trim_end_matches('\n');
        self.out.push_str(match text.len() - body.len() {
            0 => "-",
            1 => "",
            _ => "+",
        });
        self.out.push('\n');
        for line in text.split_terminator('\n') {
            if !line.is_empty() {
                self.indent(level);
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
    }

    fn indent(&mut self, level: usize) {
        self.out.extend(std::iter::repeat_n(' ', level * INDENT));
    }
}

fn check(level: usize) -> Result<(), Error> {
    if level >= MAX_DEPTH {
        return Err(Error { place: None, message: format!("the value is nested more than {MAX_DEPTH} levels deep") });
    }
    Ok(())
}

/// Whether a map is nothing but two or three numbers, such as a span: those stand on one line.
fn is_figures(entries: &Mapping) -> bool {
    (2..=3).contains(&entries.len()) && entries.iter().all(|(key, value)| key.is_string() && value.is_number())
}

/// A short list of scalars on one line.
fn flow(items: &[Value]) -> Result<Option<String>, Error> {
    if items.iter().any(|item| matches!(item, Value::Mapping(_) | Value::Sequence(_))) {
        return Ok(None);
    }
    let scalars = items.iter().map(|item| scalar(item, Within::Flow)).collect::<Result<Vec<_>, _>>()?;
    let line = format!("[{}]", scalars.join(", "));
    Ok((line.chars().count() <= LONG).then_some(line))
}

/// Where a plain scalar would stand: in a flow list and in a key more characters mean something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Block,
    Flow,
}

/// A value on one line.
fn scalar(value: &Value, within: Within) -> Result<String, Error> {
    Ok(match value {
        Value::Null => "null".to_owned(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if is_plain(text, within) => text.clone(),
        Value::String(text) => quoted(text),
        Value::Sequence(items) if items.is_empty() => "[]".to_owned(),
        Value::Mapping(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Sequence(_) | Value::Mapping(_) => {
            return Err(Error { place: None, message: "a map or list cannot be the key of a map".to_owned() });
        }
        Value::Tagged(tagged) => {
            return Err(Error { place: None, message: format!("the tagged value `{}` has no plain form", tagged.tag) });
        }
    })
}

/// Whether the text stands for itself without quotes, for every reader of YAML 1.1 or 1.2.
///
/// It starts with a letter, so it is no number, date, indicator, or document mark.
fn is_plain(text: &str, within: Within) -> bool {
    text.starts_with(char::is_alphabetic)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(|c| is_safe(c) && c != '\t' && c != '\n')
        && (within == Within::Block || !text.contains([',', '[', ']', '{', '}', ':', '"', '\'']))
        && !is_word_with_meaning(text)
}

/// The words that some reader takes for a truth value or for nothing.
fn is_word_with_meaning(text: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a text is better read as a block, and can stand in one.
fn wants_block(text: &str) -> bool {
    (text.contains('\n') || (text.chars().nth(LONG).is_some() && !is_plain(text, Within::Block)))
        && text.chars().all(is_safe)
        && !text.trim_matches(['\n', ' ', '\t']).is_empty()
}

/// Whether a character means itself outside quotes: printable in YAML, and a line break to no reader.
fn is_safe(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='~' | '\u{A0}'..='\u{2027}' | '\u{202F}'..='\u{205F}' | '\u{2070}'..='\u{FDFF}'
        | '\u{FE00}'..='\u{FEFE}' | '\u{FF00}'..='\u{FFEF}' | '\u{10000}'..='\u{E0000}' | '\u{E0100}'..='\u{10FFFD}')
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_safe(c) => out.push(c),
            _ => escape(c, &mut out),
        }
    }
    out.push('"');
    out
}

fn escape(c: char, out: &mut String) {
    let code = u32::from(c);
    // Writing to a string cannot fail.
    let _ = match code {
        0..=0xFF => write!(out, "\\x{code:02X}"),
        0x100..=0xFFFF => write!(out, "\\u{code:04X}"),
        _ => write!(out, "\\U{code:08X}"),
    };
}
