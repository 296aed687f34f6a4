//! Library stubs: declarations in a language's own syntax, read by its own rules, that stand for its library.
//!
//! A stub's text is ours. It says which members the types have that everything passes through, what they return and
//! what they take, and nothing else; what is not in it is unknown, not absent.

use std::sync::Arc;

use extract::{Extractor, LanguageSpec};
use model::path::RepoPath;
use model::symbol::{Placement, Symbols};
use resolve::{FileId, StdLib, Unit};

/// Reads the stub files of the policy with number `policy`: module name and text.
pub(crate) fn load(spec: &'static LanguageSpec, policy: u32, files: &[(&str, &str)]) -> StdLib {
    let mut extractor = Extractor::new();
    let unit = |(index, (module, text)): (usize, &(&str, &str))| {
        let facts = extractor.extract(spec, text.as_bytes());
        let path =
            RepoPath::new(&format!("std/{}", module.replace('.', "/"))).expect("stubs have module names");
        let placement = Placement {
            language: spec.name.to_owned(),
            path,
            package: "std".to_owned(),
            module: (*module).to_owned(),
        };
        let ids = Symbols::new(&facts, &placement).ids(text.as_bytes());
        Arc::new(Unit::new(FileId::std(policy, index as u32), policy as usize, placement, facts, ids))
    };
    StdLib { units: files.iter().enumerate().map(unit).collect() }
}
