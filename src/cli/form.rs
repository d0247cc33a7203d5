//! What an export is made in: one of the formats, or a template of the reader's own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::export::MARK;
use crate::config::ExportConfig;
use crate::document::SourceInfo;
use crate::export::{self, ExportError, Format, Material, Overwrite, Written};

/// How the names of templates end; what is left is how those of their exports do.
const ENDINGS: [&str; 3] = [".j2", ".jinja", ".jinja2"];
/// The ending of what comes of a template that says no other.
const PLAIN: &str = "txt";
/// The largest template.
const MOST: u64 = 1 << 20;

/// A format, or a template and its words.
#[derive(Debug, Clone)]
pub(crate) enum Form {
    Format(Format),
    Template { name: String, source: String, extension: String },
}

impl Form {
    /// The form that the configuration names.
    pub(crate) fn configured(config: &ExportConfig) -> anyhow::Result<Self> {
        let format = || Self::Format(Format::named(&config.format).unwrap_or(Format::MARKDOWN));
        config.template.as_deref().map_or_else(|| Ok(format()), Self::template)
    }

    /// The template in this file.
    pub(crate) fn template(path: &Path) -> anyhow::Result<Self> {
        let read = || format!("cannot read the template {}", path.display());
        let about = fs::metadata(path).with_context(read)?;
        anyhow::ensure!(
            about.is_file() && about.len() <= MOST,
            "{} is no template: name a text file of at most 1 MB",
            path.display()
        );
        let source = fs::read_to_string(path).with_context(read)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let stem = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
        let extension = if stem.contains('.') { stem.to_owned() } else { format!("{stem}.{PLAIN}") };
        Ok(Self::Template { name: name.into_owned(), source, extension })
    }

    pub(crate) fn extension(&self) -> &str {
        match self {
            Self::Format(format) => format.extension(),
            Self::Template { extension, .. } => extension,
        }
    }

    pub(crate) fn render(&self, material: Material<'_>) -> anyhow::Result<String> {
        match self {
            Self::Format(format) => Ok(format.render(material)),
            Self::Template { name, source, .. } => Ok(export::from_template(name, source, material)?),
        }
    }

    pub(crate) fn save(&self, path: &Path, text: &str, overwrite: Overwrite) -> Result<Written, ExportError> {
        match self {
            Self::Format(format) => export::save(*format, path, text, overwrite),
            Self::Template { .. } => export::save_unmarked(path, text, overwrite),
        }
    }

    /// The file that an export goes into, beside the briefing where no folder is named; `None` for standard input.
    pub(crate) fn path_in(&self, folder: Option<&Path>, source: &SourceInfo) -> Option<PathBuf> {
        let briefing = source.path.as_ref()?;
        let mut name = briefing.file_name()?.to_owned();
        name.push(format!(".{MARK}.{}", self.extension()));
        Some(folder.map_or_else(|| briefing.with_file_name(&name), |folder| folder.join(&name)))
    }
}

/// Whether a file is an export, by its name: `talks.pdf.brief.md`, `talks.pdf.brief.obsidian.md`.
pub(crate) fn is_export(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').skip(1).any(|part| part == MARK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_told_by_their_names() {
        for (name, is) in [
            ("talks.pdf.brief.md", true),
            ("talks.pdf.brief.obsidian.md", true),
            ("talks.brief.memo.txt", true),
            ("brief.md", false),
            ("talks.briefing.md", false),
        ] {
            assert_eq!(is_export(Path::new(name)), is, "{name}");
        }
    }

    #[test]
    fn a_template_names_how_its_exports_end() {
        let folder = tempfile::tempdir().unwrap();
        for (name, extension) in [("memo.md.j2", "memo.md"), ("memo.jinja", "memo.txt"), ("memo.html", "memo.html")] {
            let path = folder.path().join(name);
            fs::write(&path, "{{ title }}").unwrap();
            assert_eq!(Form::template(&path).unwrap().extension(), extension);
        }
        assert!(Form::template(folder.path()).is_err());
    }
}
