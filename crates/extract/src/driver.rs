//! One file from bytes to facts: decode, mask, parse, walk, apply rules; whatever happens, facts come out.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use model::facts::{Diagnostic, FileFacts, Scope};
use model::kinds::{DiagnosticCode, ScopeKind, Severity};
use model::names::Interner;
use model::span::Span;
use model::structure::FileStructure;
use tree_sitter::{ParseOptions, Parser, Tree};

use crate::builder::Builder;
use crate::control::{self, FunctionFlow};
use crate::grammar::NumberMap;
use crate::labels;
use crate::measure;
use crate::spec::{LanguageSpec, Rules};
use crate::syntax::{Buffers, SyntaxFault, SyntaxTree};
use crate::text;

/// Raised when the engine changes facts for all languages.
pub const RULES_ENGINE_VERSION: u32 = 3;

/// Diagnostics about syntax that a file keeps; a broken file has one every few lines.
const MAX_SYNTAX_DIAGNOSTICS: usize = 50;

/// Makes facts; one per thread, reused from file to file.
#[derive(Default)]
pub struct Extractor {
    languages: Vec<Loaded>,
    buffers: Buffers,
    interner: Interner,
}

/// A language made ready on this thread.
struct Loaded {
    name: &'static str,
    variant: &'static str,
    parser: Parser,
    numbers: NumberMap,
}

/// What the rules of one file work on.
pub(crate) struct Pass<'a> {
    tree: &'a Tree,
    source: &'a str,
    /// What the parser saw: `source`, or its masked twin.
    parsed: &'a str,
    numbers: &'a NumberMap,
    buffers: &'a mut Buffers,
    interner: &'a mut Interner,
}

impl Extractor {
    /// An extractor that has loaded nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The facts of a file with these bytes. Never fails: what goes wrong is a diagnostic in the facts.
    ///
    /// Binary files and UTF-16 give a diagnostic and nothing else. Time is linear in the file: a parser that goes on
    /// for longer than a file of this size can need is stopped.
    pub fn extract(&mut self, spec: &LanguageSpec, bytes: &[u8]) -> FileFacts {
        self.pass(spec, bytes, |_, _| ()).0
    }

    /// The facts of a file and what is counted of it.
    ///
    /// As [`Extractor::extract`]; of a file without facts nothing is counted.
    pub fn extract_all(&mut self, spec: &LanguageSpec, bytes: &[u8]) -> (FileFacts, FileStructure) {
        let measure = |pass: &Pass<'_>, facts: &FileFacts| {
            let functions = (spec.rules.functions)(pass, facts);
            (spec.rules.measure)(pass, &functions)
        };
        let (facts, structure) = self.pass(spec, bytes, measure);
        (facts, structure.unwrap_or_default())
    }

    /// The facts of a file and the control flow of all its functions.
    ///
    /// As [`Extractor::extract`]; a file without facts has no functions.
    pub fn control_flow(&mut self, spec: &LanguageSpec, bytes: &[u8]) -> (FileFacts, Vec<FunctionFlow>) {
        let (facts, functions) = self.pass(spec, bytes, |pass, facts| (spec.rules.functions)(pass, facts));
        (facts, functions.unwrap_or_default())
    }

    /// One file through the pipeline; `then` is asked with the tree and the facts, when there are any.
    fn pass<T>(
        &mut self,
        spec: &LanguageSpec,
        bytes: &[u8],
        then: impl FnOnce(&Pass<'_>, &FileFacts) -> T,
    ) -> (FileFacts, Option<T>) {
        if let Some(refusal) = refusal(bytes) {
            return (without_facts(spec, bytes.len(), refusal), None);
        }
        let (source, encoding_fault) = text::decode(bytes);
        let masked = masked(spec, &source);
        let parsed = masked.as_deref().unwrap_or(&source);
        let (mut facts, more) = if let Some(tree) = self.parse(spec, parsed) {
            self.apply_rules(spec, &tree, &source, parsed, then)
        } else {
            (without_facts(spec, bytes.len(), (DiagnosticCode::ParserFailed, "the parser gave up")), None)
        };
        facts.separator = spec.separator;
        facts.generated |= text::is_generated(&source);
        labels::mark(&mut facts, &source, spec.labels);
        facts.diagnostics.splice(0..0, encoding_fault);
        (facts, more)
    }

    /// The tree of `source`, as the rules would see it; for measuring what parsing alone costs.
    pub fn parse(&mut self, spec: &LanguageSpec, source: &str) -> Option<Tree> {
        let loaded = self.load(spec)?;
        let bytes = source.as_bytes();
        // The parser calls back every hundred operations; healthy files need far less than an operation per byte.
        let mut budget = 10_000 + bytes.len() as u64;
        let mut progress = |_: &tree_sitter::ParseState| {
            budget = budget.saturating_sub(1);
            if budget == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let options = ParseOptions::new().progress_callback(&mut progress);
        let mut read = |offset: usize, _| bytes.get(offset..).unwrap_or_default();
        let tree = loaded.parser.parse_with_options(&mut read, None, Some(options));
        if tree.is_none() {
            loaded.parser.reset();
        }
        tree
    }

    fn load(&mut self, spec: &LanguageSpec) -> Option<&mut Loaded> {
        let is_it = |loaded: &Loaded| (loaded.name, loaded.variant) == (spec.name, spec.variant);
        if let Some(index) = self.languages.iter().position(is_it) {
            return self.languages.get_mut(index);
        }
        let language = (spec.grammar)();
        let mut parser = Parser::new();
        parser.set_language(&language).ok()?;
        let numbers = (spec.rules.numbers)(&language);
        self.languages.push(Loaded { name: spec.name, variant: spec.variant, parser, numbers });
        self.languages.last_mut()
    }

    fn apply_rules<T>(
        &mut self,
        spec: &LanguageSpec,
        tree: &Tree,
        source: &str,
        parsed: &str,
        then: impl FnOnce(&Pass<'_>, &FileFacts) -> T,
    ) -> (FileFacts, Option<T>) {
        let is_it = |loaded: &&Loaded| (loaded.name, loaded.variant) == (spec.name, spec.variant);
        let Some(loaded) = self.languages.iter().find(is_it) else {
            let why = (DiagnosticCode::ParserFailed, "the grammar cannot be loaded");
            return (without_facts(spec, source.len(), why), None);
        };
        let mut pass = Pass {
            tree,
            source,
            parsed,
            numbers: &loaded.numbers,
            buffers: &mut self.buffers,
            interner: &mut self.interner,
        };
        // Rules must not panic. If one does all the same, the other files must not suffer for it.
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let facts = (spec.rules.run)(&mut pass);
            let more = then(&pass, &facts);
            (facts, Some(more))
        }));
        self.buffers.shrink();
        outcome.unwrap_or_else(|_| {
            self.interner = Interner::default();
            let why = (DiagnosticCode::Internal, "extraction panicked; please report this file");
            (without_facts(spec, source.len(), why), None)
        })
    }
}

/// The middle of the pipeline, with the rules `R`.
pub(crate) fn run<R: Rules>(pass: &mut Pass<'_>) -> FileFacts {
    pass.buffers.fill::<R::Grammar>(pass.tree, pass.numbers);
    let tree = SyntaxTree::<R::Grammar>::new(pass.buffers, pass.source);
    let mut builder = Builder::new(pass.source, pass.parsed, tree.comments(), std::mem::take(pass.interner));
    for fault in pass.buffers.faults().iter().take(MAX_SYNTAX_DIAGNOSTICS) {
        report(&mut builder, fault);
    }
    if let Some(root) = tree.root() {
        R::file(&mut builder, root);
    }
    let (facts, interner) = builder.finish();
    *pass.interner = interner;
    facts
}

/// The control flow of the file that the rules `R` were run on.
pub(crate) fn functions<R: Rules>(pass: &Pass<'_>, facts: &FileFacts) -> Vec<FunctionFlow> {
    let tree = SyntaxTree::<R::Grammar>::new(pass.buffers, pass.source);
    tree.root().map_or_else(Vec::new, |root| control::functions::<R::Control>(root, facts))
}

/// What is counted of the file that the rules `R` were run on.
pub(crate) fn measure<R: Rules>(pass: &Pass<'_>, functions: &[FunctionFlow]) -> FileStructure {
    let tree = SyntaxTree::<R::Grammar>::new(pass.buffers, pass.source);
    let kinds = pass.buffers.kind_counts();
    measure::structure::<R::Control>(&tree, pass.source, functions, kinds)
}

fn report(builder: &mut Builder<'_>, fault: &SyntaxFault) {
    let (code, span, message) = match fault {
        SyntaxFault::Unexpected(span) => (DiagnosticCode::SyntaxError, *span, "syntax error".to_owned()),
        SyntaxFault::Missing(span, what) => {
            (DiagnosticCode::SyntaxMissing, *span, format!("missing `{what}`"))
        }
    };
    builder.diagnose(code, Severity::Warning, span, message);
}

/// Text to be parsed in place of `source`, offset for offset; `None` when it is parsed as it is.
pub(crate) fn masked(spec: &LanguageSpec, source: &str) -> Option<String> {
    spec.mask.and_then(|mask| mask(source)).filter(|masked| masked.len() == source.len())
}

fn refusal(bytes: &[u8]) -> Option<(DiagnosticCode, &'static str)> {
    if u32::try_from(bytes.len()).is_err() {
        return Some((DiagnosticCode::TooLarge, "files of 4 GiB and more are not read"));
    }
    match text::encoding(bytes) {
        text::Encoding::Utf8 => None,
        text::Encoding::Wide => Some((DiagnosticCode::EncodingUnsupported, "UTF-16 and UTF-32 are not read")),
        text::Encoding::Binary => Some((DiagnosticCode::Binary, "the file is binary")),
    }
}

/// Facts of a file of which nothing is known but that it is there.
fn without_facts(spec: &LanguageSpec, len: usize, (code, message): (DiagnosticCode, &str)) -> FileFacts {
    let span = Span::new(0, u32::try_from(len).unwrap_or(u32::MAX));
    let diagnostic = Diagnostic { code, severity: Severity::Error, span, message: message.to_owned() };
    FileFacts {
        separator: spec.separator,
        scopes: vec![Scope { kind: ScopeKind::File, parent: None, span, owner: None }],
        diagnostics: vec![diagnostic],
        ..FileFacts::default()
    }
}
