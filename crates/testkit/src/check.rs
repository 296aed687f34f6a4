//! What must hold of the facts of any file, however broken the file is.

mod flow;
mod graph;
mod tables;

use extract::{Extractor, LanguageSpec};
use model::codec;
use model::facts::{FileFacts, List};
use model::kinds::DiagnosticCode;
use model::span::Span;
use model::structure::FileStructure;

pub use self::flow::check_flows;

/// Violations of one file that are listed; the rest is a number.
const MAX_LISTED: usize = 20;

/// Everything about `facts` that must not be, given the bytes they were made from; empty when all is well.
///
/// Ids are in range, lists inside their tables, spans inside the file and on character boundaries; children come
/// before parents among expressions and types, parents before children among definitions and scopes; sites are in
/// order and each stands once; anchors point back; encoding and decoding changes nothing; no rule panicked.
pub fn check(facts: &FileFacts, source: &[u8]) -> Vec<String> {
    let (text, _) = extract::text::decode(source);
    let mut checker = Checker { facts, text: &text, found: Vec::new(), more: 0 };
    checker.tables();
    checker.graph();
    // Encoding takes for granted what has been checked so far.
    if checker.found.is_empty() {
        checker.codec();
    }
    checker.finish()
}

/// The facts of `source`, and what [`check`] finds in them, including whether extracting again gives the same.
pub fn extract_checked(spec: &LanguageSpec, source: &[u8]) -> (FileFacts, Vec<String>) {
    let mut extractor = Extractor::new();
    let facts = extractor.extract(spec, source);
    let mut violations = check(&facts, source);
    let (again, flows) = extractor.control_flow(spec, source);
    if again != facts {
        violations.push("extracting a second time gives other facts".to_owned());
    }
    // The graphs are of the text as it was decoded.
    violations.extend(check_flows(&flows, extract::text::decode(source).0.len()));
    let (_, structure) = extractor.extract_all(spec, source);
    violations.extend(structure_comes_back(&structure).err());
    (facts, violations)
}

/// Encoding what is counted and decoding it changes nothing.
fn structure_comes_back(structure: &FileStructure) -> Result<(), String> {
    let mut bytes = Vec::new();
    codec::encode_structure(structure, &mut bytes);
    match codec::decode_structure(&bytes) {
        Ok(decoded) if decoded == *structure => Ok(()),
        Ok(_) => Err("decoded structure differs".to_owned()),
        Err(error) => Err(format!("encoded structure cannot be decoded: {error}")),
    }
}

/// Collects violations.
struct Checker<'a> {
    facts: &'a FileFacts,
    text: &'a str,
    found: Vec<String>,
    more: usize,
}

impl Checker<'_> {
    fn fail(&mut self, what: impl FnOnce() -> String) {
        if self.found.len() < MAX_LISTED {
            self.found.push(what());
        } else {
            self.more += 1;
        }
    }

    fn must(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds {
            self.fail(what);
        }
    }

    fn span(&mut self, span: Span, what: impl Fn() -> String) {
        if span.end < span.start || span.end as usize > self.text.len() {
            return self
                .fail(|| format!("{}: {span:?} is not in a file of {} bytes", what(), self.text.len()));
        }
        let on_boundaries = [span.start, span.end].iter().all(|&at| self.text.is_char_boundary(at as usize));
        self.must(on_boundaries, || format!("{}: {span:?} cuts a character", what()));
    }

    fn id(&mut self, id: impl Into<u32>, len: usize, what: impl FnOnce() -> String) {
        let raw = id.into();
        self.must((raw as usize) < len, || format!("{}: {raw} is not below {len}", what()));
    }

    fn list(&mut self, list: List, len: usize, what: impl FnOnce() -> String) {
        self.must(list.range().end <= len, || format!("{}: {list:?} is not in a table of {len}", what()));
        self.must(!list.is_empty() || list == List::EMPTY, || format!("{list:?} is empty but not EMPTY"));
    }

    fn codec(&mut self) {
        let mut bytes = Vec::new();
        codec::encode(self.facts, self.text.as_bytes(), &mut bytes);
        match codec::decode(&bytes, self.text.as_bytes()) {
            Ok(decoded) => self.must(decoded == *self.facts, || "decoded facts differ".to_owned()),
            Err(error) => self.fail(|| format!("encoded facts cannot be decoded: {error}")),
        }
    }

    fn panicked(&mut self) {
        let facts = self.facts;
        for diagnostic in facts.diagnostics.iter().filter(|found| found.code == DiagnosticCode::Internal) {
            self.fail(|| format!("internal error: {}", diagnostic.message));
        }
    }

    fn finish(mut self) -> Vec<String> {
        if self.more > 0 {
            self.found.push(format!("… and {} more", self.more));
        }
        self.found
    }
}
