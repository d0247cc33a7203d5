//! `brief export`: briefings with their findings and notes, for other programs.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::arguments::{Export, Global};
use super::failure::{Outcome, Usage, report};
use super::form::Form;
use super::page::{Ink, Page};
use super::settings::Home;
use super::{input, note, settings};
use crate::analysis::{self, Knowledge};
use crate::config::Config;
use crate::document;
use crate::export::{ExportError, Material, Overwrite, Written};
use crate::notes::{FileStore, Notebook, Store as _, Subject, Versions};

/// What follows a briefing's file name in that of its export; the library passes such files over.
pub(crate) const MARK: &str = "brief";

pub(crate) fn run(export: &Export, global: &Global) -> anyhow::Result<Outcome> {
    let config = settings::load(global, None)?.config;
    let desk = Desk {
        knowledge: settings::knowledge(&config),
        store: note::store(&config.notes, &Home::of_user()),
        form: form(export, &config)?,
        read_as: export.read_as,
        overwrite: if export.force { Overwrite::Anything } else { Overwrite::Ours },
        verbose: global.verbose,
    };
    let place = Place::of(export, &config)?;
    let mut page = Page::stdout(global.color);
    let mut outcome = Outcome::Done;
    for file in &export.files {
        if let Err(error) = desk.export(file, &place, &mut page) {
            if export.files.len() == 1 {
                return Err(error);
            }
            report(&error);
            outcome = Outcome::Partly;
        }
    }
    page.finish()?;
    Ok(outcome)
}

/// What the command line names, else what the configuration does.
fn form(export: &Export, config: &Config) -> anyhow::Result<Form> {
    match (&export.template, export.format) {
        (Some(path), _) => Form::template(path),
        (None, Some(format)) => Ok(Form::Format(format)),
        (None, None) => Form::configured(&config.export),
    }
}

/// Where an export goes.
enum Place {
    StandardOutput,
    File(PathBuf),
    /// Into this folder, or beside each briefing.
    Folder(Option<PathBuf>),
}

impl Place {
    fn of(export: &Export, config: &Config) -> anyhow::Result<Self> {
        match &export.output {
            None => Ok(Self::Folder(config.export.folder.clone())),
            Some(path) if input::is_stdin(path) => Ok(Self::StandardOutput),
            Some(path) if path.is_dir() => Ok(Self::Folder(Some(path.clone()))),
            Some(path) if export.files.len() == 1 => Ok(Self::File(path.clone())),
            Some(path) => {
                let message = format!("several briefings are exported into a folder, and {} is none", path.display());
                Err(Usage(message).into())
            }
        }
    }
}

struct Desk {
    knowledge: Knowledge,
    store: FileStore,
    form: Form,
    read_as: Option<document::Format>,
    overwrite: Overwrite,
    verbose: bool,
}

impl Desk {
    fn export(&self, file: &Path, place: &Place, page: &mut Page) -> anyhow::Result<()> {
        let briefing = input::open(file, self.read_as, self.verbose)?;
        let analysis = analysis::analyse(&briefing, &self.knowledge);
        let loaded = self.store.load(&Subject::of(&briefing))?;
        let versions = Versions::of(&self.store, &loaded.base, &loaded.notes, &briefing);
        let notes = Notebook::carried_over(loaded.notes, &briefing, &versions);
        let text = self.form.render(Material { briefing: &briefing, analysis: &analysis, notes: &notes })?;
        let path = match place {
            Place::StandardOutput => None,
            Place::File(path) => Some(path.clone()),
            Place::Folder(folder) => self.form.path_in(folder.as_deref(), &briefing.source),
        };
        let Some(path) = path else {
            return Ok(page.raw(text.as_bytes())?);
        };
        if same_file(&path, file) {
            bail!("{} is the briefing itself; name another file with --output", path.display());
        }
        make_folder_of(&path)?;
        let written = match self.form.save(&path, &text, self.overwrite) {
            Err(ExportError::NotOurs(path)) => {
                let path = path.display();
                bail!(
                    "{path} is there and was not written by brief, or what was edited in it cannot be told; `--output` names \
                     another file, `--force` replaces it"
                )
            }
            result => result?,
        };
        Ok(page.line(Ink::Plain, &told(&path, written))?)
    }
}

/// Where an export is, and what was left in it as somebody edited it.
pub(crate) fn told(path: &Path, written: Written) -> String {
    let path = path.display();
    match written.kept {
        0 => path.to_string(),
        1 => format!("{path}: a part that was edited there is kept as it is"),
        kept => format!("{path}: {kept} parts that were edited there are kept as they are"),
    }
}

/// Makes the folder that a file is to be in.
pub(crate) fn make_folder_of(path: &Path) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.map_or(Ok(()), |folder| {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))
    })
}

fn same_file(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    real(one).is_some_and(|one| Some(one) == real(other))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_configuration_knows_every_format() {
        assert_eq!(crate::export::Format::ALL.map(crate::export::Format::name), crate::config::EXPORT_FORMATS);
    }
}
