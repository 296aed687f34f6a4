//! The ignore and attribute files that hold in a directory.
//!
//! Each kind of file has its own chain, the deepest first; the first that has a verdict decides for its kind, and kinds
//! are asked in a fixed order: `.magellanignore`, `.ignore`, then git's. A chain is shared by all directories that add
//! nothing to it, so a tree without rules costs nothing and a tree with rules one small link for each file of rules.

use std::rc::Rc;
use std::sync::Arc;

use crate::attributes::parse_attributes;
use crate::discover::{IgnoreRule, RuleWarning};
use crate::globs::{Globs, Verdict, parse_ignore_file};

/// The files that carry rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum RuleKind {
    /// `.magellanignore`.
    Own,
    /// `.ignore`, which other search tools read too.
    Search,
    /// `.gitignore`.
    Git,
    /// `.gitattributes`.
    Attributes,
}

impl RuleKind {
    /// All kinds.
    pub(crate) const ALL: [Self; 4] = [Self::Own, Self::Search, Self::Git, Self::Attributes];

    /// The name of files of this kind.
    pub(crate) const fn file_name(self) -> &'static str {
        match self {
            Self::Own => ".magellanignore",
            Self::Search => ".ignore",
            Self::Git => ".gitignore",
            Self::Attributes => ".gitattributes",
        }
    }

    /// The kind of file that has this name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.file_name() == name)
    }
}

/// A file of rules: where it is, what it is called in answers, and what is in it.
pub(crate) struct RuleFile<'a> {
    /// The length of its directory's path with the slash, in the paths that are judged.
    pub(crate) base: usize,
    /// Its name in warnings and reasons.
    pub(crate) name: Arc<str>,
    /// Its contents.
    pub(crate) bytes: &'a [u8],
}

/// All rules that hold in one directory. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Rules {
    own: Chain,
    search: Chain,
    git: Chain,
    generated: Chain,
    vendored: Chain,
}

impl Rules {
    /// Puts the rules of a file in front of those of its kind.
    pub(crate) fn add(&mut self, kind: RuleKind, file: &RuleFile<'_>, warnings: &mut Vec<RuleWarning>) {
        if kind == RuleKind::Attributes {
            let attributes = parse_attributes(file.bytes, &file.name, warnings);
            self.generated.push(file, attributes.generated);
            self.vendored.push(file, attributes.vendored);
            return;
        }
        let chain = match kind {
            RuleKind::Own => &mut self.own,
            RuleKind::Search => &mut self.search,
            RuleKind::Git | RuleKind::Attributes => &mut self.git,
        };
        chain.push(file, parse_ignore_file(file.bytes, &file.name, warnings));
    }

    /// Forgets what belongs to git: its files do not reach into a repository inside of a repository.
    pub(crate) fn leave_repository(&mut self) {
        self.git = Chain::default();
        self.generated = Chain::default();
        self.vendored = Chain::default();
    }

    /// The rule that hides `path`, if one does.
    pub(crate) fn ignoring(&self, path: &str, is_dir: bool) -> Option<IgnoreRule> {
        let deciding =
            [&self.own, &self.search, &self.git].into_iter().find_map(|chain| chain.decide(path, is_dir));
        match deciding? {
            (link, Verdict::Matched { pattern }) => {
                Some(IgnoreRule { file: Arc::clone(&link.name), pattern: pattern.into() })
            }
            (_, Verdict::TakenBack) => None,
        }
    }

    /// Whether attributes say that the file `path` is generated.
    pub(crate) fn is_generated(&self, path: &str) -> bool {
        self.generated.sets(path)
    }

    /// Whether attributes say that the file `path` is vendored.
    pub(crate) fn is_vendored(&self, path: &str) -> bool {
        self.vendored.sets(path)
    }
}

#[derive(Clone, Default)]
struct Chain(Option<Rc<Link>>);

struct Link {
    base: usize,
    name: Arc<str>,
    globs: Globs,
    outer: Chain,
}

impl Chain {
    fn push(&mut self, file: &RuleFile<'_>, globs: Option<Globs>) {
        if let Some(globs) = globs {
            let outer = Self(self.0.take());
            self.0 = Some(Rc::new(Link { base: file.base, name: Arc::clone(&file.name), globs, outer }));
        }
    }

    fn decide(&self, path: &str, is_dir: bool) -> Option<(&Link, Verdict<'_>)> {
        let links = std::iter::successors(self.0.as_deref(), |link| link.outer.0.as_deref());
        links.into_iter().find_map(|link| Some((link, link.globs.verdict(&path[link.base..], is_dir)?)))
    }

    fn sets(&self, path: &str) -> bool {
        matches!(self.decide(path, false), Some((_, Verdict::Matched { .. })))
    }
}
