//! Repository-relative paths: the only form in which a path enters storage, output or an id.

use std::fmt;

/// A path relative to the root of the tree, with `/` between segments, without `.` or `..` segments and without a
/// leading or trailing `/`. The root itself is the empty path.
///
/// Ordering is byte order of the text; it is the order in which files are listed everywhere.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RepoPath(Box<str>);

impl RepoPath {
    /// Accepts `text` when it has the form described on the type.
    ///
    /// Returns `None` for absolute paths, empty segments and `.`/`..` segments.
    pub fn new(text: &str) -> Option<Self> {
        let well_formed = text.is_empty()
            || text.split('/').all(|segment| !segment.is_empty() && segment != "." && segment != "..");
        well_formed.then(|| Self(text.into()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment (`main.rs` of `src/main.rs`).
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The file name without its last extension (`a.test` of `src/a.test.ts`).
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(0) | None => name,
            Some(dot) => &name[..dot],
        }
    }

    /// The last extension without its dot, as written.
    pub fn extension(&self) -> Option<&str> {
        let name = self.file_name();
        match name.rfind('.') {
            Some(0) | None => None,
            Some(dot) => Some(&name[dot + 1..]),
        }
    }

    /// The containing directory; `None` for a path of one segment (its directory is the root) and for the root.
    pub fn parent(&self) -> Option<&str> {
        self.0.rfind('/').map(|slash| &self.0[..slash])
    }

    /// The path of `name` inside this directory.
    pub fn join(&self, name: &str) -> Option<Self> {
        if self.0.is_empty() { Self::new(name) } else { Self::new(&format!("{}/{name}", self.0)) }
    }
}

impl fmt::Display for RepoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for RepoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::RepoPath;

    #[test]
    fn only_normal_relative_paths_are_accepted() {
        for good in ["", "a", "a/b.rs", "a b/ü.py", "a/...", ".hidden"] {
            assert!(RepoPath::new(good).is_some(), "{good:?}");
        }
        for bad in ["/a", "a/", "a//b", "./a", "a/../b", ".."] {
            assert!(RepoPath::new(bad).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn parts_of_a_path() {
        let path = RepoPath::new("src/a.test.ts").expect("well formed");
        assert_eq!(path.file_name(), "a.test.ts");
        assert_eq!(path.stem(), "a.test");
        assert_eq!(path.extension(), Some("ts"));
        assert_eq!(path.parent(), Some("src"));
        let dotfile = RepoPath::new(".bashrc").expect("well formed");
        assert_eq!((dotfile.stem(), dotfile.extension(), dotfile.parent()), (".bashrc", None, None));
    }
}
