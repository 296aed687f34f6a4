//! What the caller asked for: include and exclude globs, and single paths.

use model::path::RepoPath;

use crate::discover::DiscoverOptions;
use crate::error::SourceError;
use crate::globs::{Globs, GlobsBuilder, Verdict};

/// The compiled wishes of a caller.
pub(crate) struct Selection {
    include: Option<Globs>,
    /// Where included files can be; `None` when they can be anywhere.
    include_places: Option<Vec<String>>,
    exclude: Option<Globs>,
    only: Vec<RepoPath>,
}

/// What the globs say about a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Choice {
    /// It is not wanted; a directory: nor is anything in it.
    Out,
    /// A directory that is not wanted as a whole, but wanted files may be in it.
    Perhaps,
    /// It is wanted; a directory: with everything in it.
    In,
}

impl Selection {
    /// # Errors
    /// The first malformed glob.
    pub(crate) fn new(options: &DiscoverOptions) -> Result<Self, SourceError> {
        let mut only = options.only.clone();
        only.sort();
        Ok(Self {
            include: compile(&options.include)?,
            include_places: places(&options.include),
            exclude: compile(&options.exclude)?,
            only,
        })
    }

    /// The choice for the root.
    pub(crate) fn of_root(&self) -> Choice {
        if self.include.is_none() { Choice::In } else { Choice::Perhaps }
    }

    /// Whether `path` is among the paths asked for, below one, or on the way to one.
    pub(crate) fn asks_for(&self, path: &str) -> bool {
        self.only.is_empty() || self.is_at_or_below_asked(path) || self.leads_to_asked(path)
    }

    /// Whether `path` is among the paths asked for or below one, and not only on the way.
    pub(crate) fn reaches(&self, path: &str) -> bool {
        self.only.is_empty() || self.is_at_or_below_asked(path)
    }

    fn is_at_or_below_asked(&self, path: &str) -> bool {
        let starts = path.match_indices('/').map(|(slash, _)| &path[..slash]);
        starts
            .chain(["", path])
            .any(|start| self.only.binary_search_by(|asked| asked.as_str().cmp(start)).is_ok())
    }

    fn leads_to_asked(&self, path: &str) -> bool {
        let below = format!("{path}/");
        let next = self.only.partition_point(|asked| asked.as_str() < below.as_str());
        self.only.get(next).is_some_and(|asked| asked.as_str().starts_with(&below))
    }

    /// The choice for `path`, whose directory was chosen with `parent`.
    pub(crate) fn choose(&self, path: &str, is_dir: bool, parent: Choice) -> Choice {
        if self.excludes(path, is_dir) {
            return Choice::Out;
        }
        let choice = match self.include.as_ref().and_then(|include| include.verdict(path, is_dir)) {
            Some(Verdict::Matched { .. }) => Choice::In,
            Some(Verdict::TakenBack) => Choice::Perhaps,
            None => parent,
        };
        let may_hold_more = is_dir && self.may_hold_included(path);
        if choice == Choice::Perhaps && !may_hold_more { Choice::Out } else { choice }
    }

    fn excludes(&self, path: &str, is_dir: bool) -> bool {
        let verdict = self.exclude.as_ref().and_then(|exclude| exclude.verdict(path, is_dir));
        matches!(verdict, Some(Verdict::Matched { .. }))
    }

    fn may_hold_included(&self, dir: &str) -> bool {
        self.include_places.as_ref().is_none_or(|places| places.iter().any(|place| on_one_line(place, dir)))
    }
}

/// Whether one of the two directories is, or is inside of, the other.
fn on_one_line(a: &str, b: &str) -> bool {
    a.is_empty() || a.split('/').zip(b.split('/')).all(|(a, b)| a == b)
}

fn compile(globs: &[String]) -> Result<Option<Globs>, SourceError> {
    let malformed = |glob: &str, reason| SourceError::MalformedGlob { glob: glob.to_owned(), reason };
    let mut builder = GlobsBuilder::new();
    for glob in globs {
        if glob.trim().is_empty() {
            return Err(malformed(glob, "it is empty".to_owned()));
        }
        // On a command line a `#` begins no comment.
        let line = if glob.starts_with('#') { format!("\\{glob}") } else { from_root(glob).to_owned() };
        well_formed(glob).map_err(|reason| malformed(glob, reason))?;
        builder.add(&line).map_err(|reason| malformed(glob, reason))?;
    }
    builder.build().map_err(|reason| malformed(&globs.join(" "), reason))
}

/// Ignore files may hold an unclosed `[`, which matches itself; on a command line it is a slip.
fn well_formed(glob: &str) -> Result<(), String> {
    let pattern = glob.trim_start_matches(['!', '#', '/']).trim_end_matches('/');
    globset::Glob::new(pattern).map(drop).map_err(|error| error.kind().to_string())
}

/// People write `./src` for what a `.gitignore` calls `/src`.
fn from_root(glob: &str) -> &str {
    if glob.starts_with("./") { &glob[1..] } else { glob }
}

/// The directories, free of wildcards, below which all matches of the globs lie; `None` when there is no limit.
fn places(globs: &[String]) -> Option<Vec<String>> {
    globs.iter().filter(|glob| !glob.starts_with('!')).map(|glob| place(from_root(glob))).collect()
}

fn place(glob: &str) -> Option<String> {
    let anchored = glob.starts_with('/') || glob.trim_end_matches('/').contains('/');
    let is_literal = |segment: &&str| !segment.contains(['*', '?', '[', '{', '\\']);
    let segments = glob.trim_matches('/').split('/').take_while(is_literal);
    anchored.then(|| segments.collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Choice, Selection, place};
    use crate::discover::DiscoverOptions;
    use model::path::RepoPath;

    fn including(globs: &[&str]) -> Selection {
        let include = globs.iter().map(|&glob| glob.to_owned()).collect();
        Selection::new(&DiscoverOptions { include, ..DiscoverOptions::default() }).expect("well formed")
    }

    #[test]
    fn directories_that_can_hold_nothing_wanted_are_not_walked() {
        let selection = including(&["src/net/*.rs", "/docs/"]);
        let choose = |dir| selection.choose(dir, true, Choice::Perhaps);
        assert_eq!(choose("src"), Choice::Perhaps);
        assert_eq!(choose("src/net"), Choice::Perhaps);
        assert_eq!(choose("src/disk"), Choice::Out);
        assert_eq!(choose("docs"), Choice::In);
        assert_eq!(choose("docs-old"), Choice::Out);
        assert_eq!(
            including(&["src/*.c", "*.rs"]).choose("any/where", true, Choice::Perhaps),
            Choice::Perhaps
        );
    }

    #[test]
    fn the_part_of_a_glob_without_wildcards_is_its_place() {
        assert_eq!(place("*.rs"), None);
        assert_eq!(place("src/"), None, "a single name matches at any depth");
        assert_eq!(place("/src/"), Some("src".to_owned()));
        assert_eq!(place("a/b/*.rs"), Some("a/b".to_owned()));
        assert_eq!(place("a/b?/c"), Some("a".to_owned()));
        assert_eq!(place("**/a/b"), Some(String::new()));
    }

    #[test]
    fn asking_for_paths_includes_the_way_to_them_and_what_is_below() {
        let only = ["a/b", "c.rs"].iter().filter_map(|path| RepoPath::new(path)).collect();
        let selection =
            Selection::new(&DiscoverOptions { only, ..DiscoverOptions::default() }).expect("no globs");
        for asked in ["a", "a/b", "a/b/x/y.rs", "c.rs"] {
            assert!(selection.asks_for(asked), "{asked}");
        }
        for other in ["a/c", "a-b", "b", "c.rsx", "a/bc"] {
            assert!(!selection.asks_for(other), "{other}");
        }
    }
}
