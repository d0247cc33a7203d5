//! Which files of a folder are briefings.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::LibraryError;

/// A file of the library as the folder lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its path, starting with the folder's.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970; 0 where the system does not tell.
    pub modified: u64,
}

impl Found {
    /// A file that somebody named; with neither size nor time where it cannot be looked at.
    #[must_use]
    pub fn named(path: &Path) -> Self {
        let about = fs::metadata(path).ok();
        let modified = about.as_ref().and_then(|about| about.modified().ok());
        Self { path: path.to_owned(), size: about.map_or(0, |about| about.len()), modified: nanoseconds(modified) }
    }
}

/// The briefings in a folder and the folders below it, by path. Hidden files and folders are passed over, and a folder
/// that links lead to twice is read once. A folder below that cannot be listed is passed over too.
///
/// `is_briefing` says by a file's name whether it is one.
///
/// # Errors
/// Where the folder itself cannot be listed.
pub fn briefings_in(folder: &Path, is_briefing: &dyn Fn(&Path) -> bool) -> Result<Vec<Found>, LibraryError> {
    let listed = fs::read_dir(folder).map_err(|cause| LibraryError::Folder { folder: folder.to_owned(), cause })?;
    let mut seen: HashSet<PathBuf> = fs::canonicalize(folder).into_iter().collect();
    let mut found = Vec::new();
    let mut open = vec![listed];
    while let Some(listed) = open.pop() {
        for entry in listed.flatten() {
            if is_hidden(&entry.file_name()) {
                continue;
            }
            let path = entry.path();
            // Follows links, and so leaves out those that lead nowhere.
            let Ok(about) = fs::metadata(&path) else { continue };
            if about.is_dir() {
                let new = fs::canonicalize(&path).is_ok_and(|real| seen.insert(real));
                open.extend(new.then(|| fs::read_dir(&path).ok()).flatten());
            } else if about.is_file() && is_briefing(&path) {
                found.push(Found { path, size: about.len(), modified: nanoseconds(about.modified().ok()) });
            }
        }
    }
    found.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn nanoseconds(time: Option<SystemTime>) -> u64 {
    let since = time.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or(Duration::ZERO);
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_text(path: &Path) -> bool {
        path.extension().is_some_and(|extension| extension == "txt")
    }

    fn names(folder: &Path) -> Vec<String> {
        let found = briefings_in(folder, &is_text).unwrap();
        found.iter().map(|found| found.path.strip_prefix(folder).unwrap().display().to_string()).collect()
    }

    #[test]
    fn briefings_are_listed_by_path_and_hidden_files_are_not() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.txt", ".hidden.txt", "a.txt.notes.yaml", "sub/c.txt", ".git/d.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        assert_eq!(names(folder.path()), ["a.txt", "b.txt", "sub/c.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_circle_end() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        fs::write(folder.path().join("sub/a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/up")).unwrap();
        std::os::unix::fs::symlink("nowhere.txt", folder.path().join("broken.txt")).unwrap();
        assert_eq!(names(folder.path()), ["sub/a.txt"]);
    }

    #[test]
    fn a_missing_folder_is_an_error_that_names_it() {
        let error = briefings_in(Path::new("/nonexistent/briefings"), &is_text).unwrap_err().to_string();
        assert!(error.contains("/nonexistent/briefings"), "{error}");
    }
}
