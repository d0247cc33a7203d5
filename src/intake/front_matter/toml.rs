//! TOML front matter, told in the values that YAML front matter is told in.

use toml::{Table, Value as Toml};

use crate::yaml::{Error, Mapping, Place, Value};

/// The fields of a TOML text; `None` where it holds none.
pub(super) fn fields(text: &str) -> Result<Option<Mapping>, Error> {
    let table = text.parse::<Table>().map_err(|error| Error {
        place: error.span().map(|span| place(text, span.start)),
        message: error.message().replace('\n', " "),
    })?;
    Ok((!table.is_empty()).then(|| mapping(table)))
}

fn mapping(table: Table) -> Mapping {
    table.into_iter().map(|(key, inner)| (Value::String(key), value(inner))).collect()
}

fn value(toml: Toml) -> Value {
    match toml {
        Toml::String(words) => Value::String(words),
        Toml::Integer(number) => Value::from(number),
        Toml::Float(number) => Value::from(number),
        Toml::Boolean(yes) => Value::Bool(yes),
        Toml::Datetime(when) => Value::String(when.to_string()),
        Toml::Array(values) => Value::Sequence(values.into_iter().map(value).collect()),
        Toml::Table(table) => Value::Mapping(mapping(table)),
    }
}

/// Where a byte stands.
fn place(text: &str, byte: usize) -> Place {
    let ahead = text.get(..byte).unwrap_or(text);
    let column = ahead.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Place { line: ahead.matches('\n').count() + 1, column }
}
