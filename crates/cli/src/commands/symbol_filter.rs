//! Options that narrow down which symbols are meant.

use clap::Args;
use engine::DefKind;
use engine::query::{FindQuery, GlobMatcher, NamePattern};

use crate::failure::Failure;

/// Options that narrow down which symbols are meant.
#[derive(Args, Debug, Clone, Default)]
pub(crate) struct SymbolFilter {
    /// Only this kind: function, method, class, struct, … (may be repeated)
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<String>,
    /// Only this language (may be repeated)
    #[arg(long = "lang", value_name = "LANGUAGE")]
    languages: Vec<String>,
    /// Only in files whose path matches this glob
    #[arg(long = "path", value_name = "GLOB")]
    path: Option<String>,
}

/// What passes; what is empty or `None` lets everything pass.
pub(crate) struct Passing {
    pub(crate) kinds: Vec<DefKind>,
    pub(crate) languages: Vec<String>,
    pub(crate) path: Option<GlobMatcher>,
}

impl SymbolFilter {
    /// The question for names that match `name` and pass this filter.
    pub(crate) fn query(&self, name: NamePattern, limit: Option<usize>) -> Result<FindQuery, Failure> {
        let Passing { kinds, languages, path } = self.passing()?;
        Ok(FindQuery { name, kinds, languages, path, limit })
    }

    /// What passes.
    pub(crate) fn passing(&self) -> Result<Passing, Failure> {
        let kinds = self.kinds.iter().map(|kind| parse_kind(kind)).collect::<Result<_, _>>()?;
        self.languages.iter().try_for_each(|language| known_language(language))?;
        let path = self.path.as_deref().map(glob).transpose()?;
        Ok(Passing { kinds, languages: self.languages.clone(), path })
    }
}

/// Reads a glob over paths or names.
pub(crate) fn glob(pattern: &str) -> Result<GlobMatcher, Failure> {
    engine::query::glob(pattern)
        .map_err(|reason| Failure::argument(format!("the glob `{pattern}` cannot be read: {reason}")))
}

/// Reads a kind of definition.
pub(crate) fn parse_kind(text: &str) -> Result<DefKind, Failure> {
    DefKind::parse(text).ok_or_else(|| {
        let known: Vec<&str> = DefKind::ALL.iter().map(|kind| kind.as_str()).collect();
        Failure::argument(format!("there is no kind `{text}`"))
            .hint(format!("kinds are {}", known.join(", ")))
    })
}

/// Checks the name of a language.
pub(crate) fn known_language(name: &str) -> Result<(), Failure> {
    let known = engine::language_names();
    if known.contains(&name) {
        return Ok(());
    }
    Err(Failure::argument(format!("there is no language `{name}`"))
        .hint(format!("languages are {}", known.join(", "))))
}
