//! One file as a document.

use engine::facts::Diagnostic;
use engine::query::{FileView, is_test_path};
use engine::{FileFlags, Span};
use model::kinds::{Modifiers, Severity};
use scip::types::{Document, PositionEncoding, SymbolRole};

use super::message::{self, Parts};
use super::occurrences::occurrence;
use super::{Index, information, kinds};
use crate::symbols::{Locals, Mention, Mentions, Outline, definitions};
use crate::{ExportError, Out, RowKind};

/// Number of the field of a document that each part of it is.
mod field {
    pub(super) const OCCURRENCES: u32 = 2;
    pub(super) const SYMBOLS: u32 = 3;
}

/// Writes everything that the index says of a file.
pub(super) fn write(view: &FileView, index: &Index<'_>, out: &mut Out<'_>) -> Result<(), ExportError> {
    let outline = index.navigation.outlines.of(view);
    let locals = Locals::new(&view.facts);
    let head = Document {
        language: kinds::language(&view.record).to_owned(),
        relative_path: view.record.path.as_str().to_owned(),
        position_encoding: PositionEncoding::UTF8CodeUnitOffsetFromLineStart.into(),
        ..Default::default()
    };
    let mentions = Mentions { view, outline: &outline, locals: &locals, navigation: &index.navigation };
    let sorted = mentions.sorted(index.selection)?;
    message::write(super::field::DOCUMENTS, out, |document| {
        document.fields(&head)?;
        occurrences(view, &locals, &sorted, index, document)?;
        if index.selection.has(RowKind::Symbol) {
            symbols(view, &outline, &locals, index, document)?;
        }
        Ok(())
    })
}

/// Adds the occurrences, in order of position.
fn occurrences(
    view: &FileView,
    locals: &Locals<'_>,
    mentions: &[Mention],
    index: &Index<'_>,
    document: &mut Parts<'_, '_>,
) -> Result<(), ExportError> {
    let tests = TestRanges::of(view);
    for mention in mentions {
        let mut made = occurrence(view, locals, mention, index);
        made.symbol_roles |= tests.role(mention.span);
        if mention.is_of_file() {
            made.diagnostics = view.facts.diagnostics.iter().map(|found| diagnostic(view, found)).collect();
        }
        document.value(field::OCCURRENCES, &made)?;
    }
    Ok(())
}

/// Adds what is told of symbols: of the file, of definitions, of local names.
fn symbols(
    view: &FileView,
    outline: &Outline,
    locals: &Locals<'_>,
    index: &Index<'_>,
    document: &mut Parts<'_, '_>,
) -> Result<(), ExportError> {
    document.value(field::SYMBOLS, &information::of_file(view, outline))?;
    for id in definitions(&view.facts) {
        let own = view.id(id);
        // What only declares has the symbol of its definition, which is told of where that stands.
        let names_file = outline.symbols[id.index()].names_file;
        if index.navigation.links.definition(own) == own && !names_file {
            document.value(field::SYMBOLS, &information::of_definition(view, outline, id, index)?)?;
        }
    }
    if index.selection.has(RowKind::Reference) {
        for local in locals.all() {
            document.value(field::SYMBOLS, &information::of_local(view, outline, local))?;
        }
    }
    Ok(())
}

/// A diagnostic, told at the file's symbol: an occurrence elsewhere would have no symbol. Its place is in the message.
fn diagnostic(view: &FileView, found: &Diagnostic) -> scip::types::Diagnostic {
    let at = view.locate(found.span).start;
    let severity = match found.severity {
        Severity::Error => scip::types::Severity::Error,
        Severity::Warning => scip::types::Severity::Warning,
        Severity::Note => scip::types::Severity::Information,
    };
    scip::types::Diagnostic {
        severity: severity.into(),
        code: found.code.as_str().to_owned(),
        message: format!("{}:{}: {}", at.line, at.column, found.message),
        source: "magellan".to_owned(),
        ..Default::default()
    }
}

/// Which parts of a file are test code or made by a program.
struct TestRanges {
    of_file: i32,
    tests: Vec<Span>,
}

impl TestRanges {
    fn of(view: &FileView) -> Self {
        let is_generated = view.record.flags.contains(FileFlags::GENERATED);
        let generated = if is_generated { SymbolRole::Generated as i32 } else { 0 };
        let test = if is_test_path(&view.record.path) { SymbolRole::Test as i32 } else { 0 };
        let marked = view.facts.defs.iter().filter(|def| def.modifiers.contains(Modifiers::TEST));
        let conditional = view.facts.conditions.iter().filter(|condition| {
            view.record.language == "rust" && view.facts.text(condition.text) == "cfg(test)"
        });
        let tests = marked.map(|def| def.span).chain(conditional.map(|condition| condition.span)).collect();
        Self { of_file: generated | test, tests }
    }

    fn role(&self, span: Span) -> i32 {
        let is_test = || self.tests.iter().any(|test| test.contains(span));
        if self.of_file & SymbolRole::Test as i32 == 0 && is_test() {
            self.of_file | SymbolRole::Test as i32
        } else {
            self.of_file
        }
    }
}
