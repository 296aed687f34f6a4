//! What is sought, made ready for the grammar of every file.

use std::collections::BTreeSet;

use extract::LanguageSpec;
use extract::pattern::{Pattern, PatternError, node_kinds};
use store::FileRecord;

use crate::error::EngineError;
use crate::grammars::{Grammars, name_of};

/// Names that are offered in place of an unknown one.
const OFFERED: usize = 5;

/// What is looked for in syntax trees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sought {
    /// Nodes of a kind, as the grammar calls it: named ones or, where a grammar names none so, keywords and punctuation; `ERROR` for text
    /// outside of the grammar.
    Kind(String),
    /// Matches of a query in the language of tree-sitter.
    Query(String),
}

/// A language that what is sought has no meaning in.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct NotFor {
    /// Name of the language, or of its variant.
    pub language: &'static str,
    /// Why.
    pub reason: String,
}

/// A pattern for each grammar that has what is sought.
pub(super) struct Compiled {
    grammars: Grammars,
    patterns: Vec<Option<Pattern>>,
    pub(super) not_for: Vec<NotFor>,
}

impl Compiled {
    /// For the languages of `wanted`, else for those of `records`.
    pub(super) fn of(
        sought: &Sought,
        wanted: &[String],
        records: &[FileRecord],
    ) -> Result<Self, EngineError> {
        let in_view: BTreeSet<&str> = records.iter().map(|record| record.language.as_str()).collect();
        let grammars = Grammars::of(|name| match wanted {
            [] => in_view.is_empty() || in_view.contains(name),
            wanted => wanted.iter().any(|language| language == name),
        });
        match sought {
            Sought::Kind(kind) => Self::of_kind(grammars, kind),
            Sought::Query(text) => Self::of_query(grammars, text),
        }
    }

    fn of_kind(grammars: Grammars, kind: &str) -> Result<Self, EngineError> {
        let patterns: Vec<_> = grammars.specs().map(|spec| Pattern::of_kind(spec, kind)).collect();
        if patterns.iter().all(Option::is_none) {
            let near = near(kind, grammars.specs());
            return Err(EngineError::UnknownNodeKind { kind: kind.to_owned(), near });
        }
        let missing = grammars.specs().zip(&patterns).filter(|(_, pattern)| pattern.is_none());
        let reason = || format!("there is no kind of node `{kind}`");
        let not_for = missing.map(|(spec, _)| NotFor { language: name_of(spec), reason: reason() }).collect();
        Ok(Self { grammars, patterns, not_for })
    }

    fn of_query(grammars: Grammars, text: &str) -> Result<Self, EngineError> {
        let mut patterns = Vec::new();
        let mut errors: Vec<(&'static str, PatternError)> = Vec::new();
        for spec in grammars.specs() {
            let compiled = Pattern::of_query(spec, text);
            patterns.push(compiled.map_err(|error| errors.push((name_of(spec), error))).ok());
        }
        if patterns.iter().all(Option::is_none) {
            return Err(EngineError::InvalidQuery { reason: refusal(&errors) });
        }
        let not_for = |(language, error): (_, PatternError)| NotFor { language, reason: error.to_string() };
        Ok(Self { grammars, patterns, not_for: errors.into_iter().map(not_for).collect() })
    }

    /// Whether what is sought means something in a file.
    pub(super) fn is_for(&self, record: &FileRecord) -> bool {
        self.pattern(record).is_some()
    }

    /// The pattern for a file, with the rules that it is parsed by.
    pub(super) fn pattern(&self, record: &FileRecord) -> Option<(&'static LanguageSpec, &Pattern)> {
        let at = self.grammars.position(record)?;
        let pattern = self.patterns.get(at)?.as_ref()?;
        Some((self.grammars.specs().nth(at)?, pattern))
    }

    pub(super) fn not_evaluated(&self) -> Vec<String> {
        let names: BTreeSet<&String> =
            self.patterns.iter().flatten().flat_map(Pattern::not_evaluated).collect();
        names.into_iter().cloned().collect()
    }
}

/// Why a query is for no language: what is wrong with the query itself, else what each grammar lacks.
fn refusal(errors: &[(&'static str, PatternError)]) -> String {
    if let Some((_, error)) = errors.iter().find(|(_, error)| !error.depends_on_grammar) {
        return error.to_string();
    }
    let distinct: BTreeSet<&PatternError> = errors.iter().map(|(_, error)| error).collect();
    let languages = |error: &PatternError| {
        let names: Vec<&str> =
            errors.iter().filter(|(_, other)| other == error).map(|(name, _)| *name).collect();
        names.join(", ")
    };
    let told: Vec<String> =
        distinct.into_iter().map(|error| format!("{error} (in {})", languages(error))).collect();
    told.join("; ")
}

/// The kinds of nodes whose names come closest to `name`, the closest first.
fn near(name: &str, specs: impl Iterator<Item = &'static LanguageSpec>) -> Vec<String> {
    let known: BTreeSet<String> = specs.flat_map(node_kinds).map(|kind| kind.name).collect();
    let part = |known: &str| known.contains(name) || (known.len() > 3 && name.contains(known));
    let bound = (name.len() / 3).max(2);
    let mut near: Vec<(usize, String)> = known
        .into_iter()
        .map(|known| (distance(name, &known), known))
        .filter(|(distance, known)| *distance <= bound || part(known))
        .collect();
    near.sort();
    near.into_iter().take(OFFERED).map(|(_, known)| known).collect()
}

/// How many characters have to be put in, taken out or changed to make one text of the other. O(product of their lengths), no more
/// than a hundred characters of each.
fn distance(a: &str, b: &str) -> usize {
    let [a, b] = [a, b].map(|text| text.chars().take(100).collect::<Vec<char>>());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut before = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.iter().enumerate() {
            let changed = before + usize::from(from != to);
            before = row[j + 1];
            row[j + 1] = changed.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, near};

    #[test]
    fn near_names_are_those_with_few_differences_or_a_common_part() {
        assert_eq!(distance("if_statment", "if_statement"), 1);
        assert_eq!(distance("", "abc"), 3);
        let near = near("if_statment", languages::ALL.iter().copied());
        assert_eq!(near.first().map(String::as_str), Some("if_statement"));
        assert!(super::near("zzzzzzzzzzzz", languages::ALL.iter().copied()).is_empty());
    }
}
