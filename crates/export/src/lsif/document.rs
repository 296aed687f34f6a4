//! One file as a document with its ranges.

use std::collections::BTreeMap;
use std::rc::Rc;

use engine::DefKind;
use engine::ids::DefId;
use engine::query::FileView;
use model::kinds::Severity;

use super::columns::Columns;
use super::element::{Content, Diagnostic, Document, DocumentSymbol, Hover, RangeVertex, Tag, WithResult};
use super::numbers::Results;
use super::writer::Writer;
use crate::symbols::{Does, Locals, Meaning, Mention, Mentions, Navigation, Outline, documentation};
use crate::{ExportError, RowKind, Selection};

/// What one document adds to the results of a symbol.
#[derive(Default)]
struct Added {
    definitions: Vec<u64>,
    declarations: Vec<u64>,
    references: Vec<u64>,
}

/// Writes what the index says of a file.
pub(super) fn write(
    view: &FileView,
    navigation: &Navigation<'_>,
    selection: &Selection,
    project: u64,
    writer: &mut Writer<'_, '_>,
) -> Result<(), ExportError> {
    let outline = navigation.outlines.of(view);
    let locals = Locals::new(&view.facts);
    let uri = format!("file:///{}", escaped(view.record.path.as_str()));
    let document = writer.vertex("document", Document { uri, language_id: language_id(view) })?;
    writer.event("begin", "document", document)?;
    let ranges = Ranges {
        view,
        navigation,
        outline: &outline,
        columns: Columns::new(view),
        tells: selection.has(RowKind::Symbol),
        document,
        writer,
        of_locals: BTreeMap::new(),
        added: BTreeMap::new(),
        implementations: BTreeMap::new(),
        of_definitions: BTreeMap::new(),
    };
    let mentions = Mentions { view, outline: &outline, locals: &locals, navigation };
    ranges.write(&chosen(mentions.sorted(selection)?))?;
    writer.event("end", "document", document)?;
    writer.contains(project, &[document])
}

/// One mention for each range that has text, and the file itself: of several a definition, else a declaration. References that
/// may mean several things are left out, for a range leads to one result set.
fn chosen(sorted: Vec<Mention>) -> Vec<Mention> {
    let mut chosen: Vec<Mention> = Vec::with_capacity(sorted.len());
    let mut ambiguous = Vec::new();
    for mention in sorted.into_iter().filter(|mention| !mention.span.is_empty() || mention.is_of_file()) {
        match chosen.last() {
            Some(last) if last.span == mention.span => {
                ambiguous.extend((last.rank() == 2).then_some(last.span));
            }
            _ => chosen.push(mention),
        }
    }
    chosen.retain(|mention| mention.rank() < 2 || ambiguous.binary_search(&mention.span).is_err());
    chosen
}

/// What the ranges of a document are written with.
struct Ranges<'a, 'b, 'w, 'o> {
    view: &'a FileView,
    navigation: &'a Navigation<'b>,
    outline: &'a Rc<Outline>,
    columns: Columns<'a>,
    /// Whether symbols are told of: by hovers and monikers.
    tells: bool,
    document: u64,
    writer: &'a mut Writer<'w, 'o>,
    of_locals: BTreeMap<u32, Results>,
    added: BTreeMap<Results, Added>,
    /// Lists of implementations → the ranges of what this document adds.
    implementations: BTreeMap<u64, Vec<u64>>,
    of_definitions: BTreeMap<DefId, u64>,
}

impl Ranges<'_, '_, '_, '_> {
    fn write(mut self, mentions: &[Mention]) -> Result<(), ExportError> {
        let mut ranges = Vec::with_capacity(mentions.len());
        for mention in mentions {
            ranges.push(self.mention(mention)?);
        }
        self.writer.contains(self.document, &ranges)?;
        for (results, added) in std::mem::take(&mut self.added) {
            let shard = self.document;
            self.writer.items(results.definitions, &added.definitions, shard, None)?;
            self.writer.items(results.references, &added.definitions, shard, Some("definitions"))?;
            self.writer.items(results.references, &added.declarations, shard, Some("declarations"))?;
            self.writer.items(results.references, &added.references, shard, Some("references"))?;
        }
        for (list, added) in std::mem::take(&mut self.implementations) {
            self.writer.items(list, &added, self.document, None)?;
        }
        self.symbols()?;
        self.diagnostics()
    }

    /// Writes a range that leads to what it means; its number.
    fn mention(&mut self, mention: &Mention) -> Result<u64, ExportError> {
        let results = self.results(&mention.meaning)?;
        let text = self.view.text(mention.span);
        let (kind, full_range, symbol_kind) = match mention.does {
            Does::Define(whole) => ("definition", Some(whole), Some(symbol_kind(&mention.meaning))),
            Does::Declare(whole) => ("declaration", Some(whole), Some(symbol_kind(&mention.meaning))),
            Does::Refer(_) => ("reference", None, None),
        };
        let full_range = full_range.map(|whole| self.columns.range(whole));
        let tag = Tag { kind, text: &text, symbol_kind, full_range };
        let range = self.columns.range(mention.span);
        let id = self.writer.vertex("range", RangeVertex { range, tag })?;
        self.writer.edge("next", id, results.set)?;
        let added = self.added.entry(results).or_default();
        match mention.does {
            Does::Define(_) => added.definitions.push(id),
            Does::Declare(_) => added.declarations.push(id),
            Does::Refer(_) => added.references.push(id),
        }
        if let (Does::Define(_), Meaning::Symbol(place)) = (mention.does, &mention.meaning) {
            self.definition(place.def, results, id)?;
        }
        Ok(id)
    }

    fn results(&mut self, meaning: &Meaning) -> Result<Results, ExportError> {
        match meaning {
            Meaning::Symbol(place) => self.writer.symbol(place),
            Meaning::External(symbol, _) => self.writer.external(symbol),
            Meaning::Local(number) => {
                if let Some(known) = self.of_locals.get(number) {
                    return Ok(*known);
                }
                let results = self.writer.local()?;
                self.of_locals.insert(*number, results);
                Ok(results)
            }
        }
    }

    /// Writes what is told of a symbol where it is defined.
    fn definition(&mut self, def: Option<DefId>, results: Results, range: u64) -> Result<(), ExportError> {
        if self.tells {
            let moniker = self.writer.moniker(results, self.outline.text(def), "export")?;
            let record = &self.view.record;
            let manager = crate::symbols::manager(&record.language);
            if !record.package.is_empty() {
                self.writer.package(moniker, manager, &record.package)?;
            }
        }
        let Some(id) = def else { return Ok(()) };
        self.of_definitions.insert(id, range);
        if self.tells
            && let Some(hover) = hover(self.view, id)
        {
            let hover = self.writer.vertex("hoverResult", WithResult { result: hover })?;
            self.writer.edge("textDocument/hover", results.set, hover)?;
        }
        let mut above = self.navigation.supertypes(&self.outline.symbols[id.index()])?;
        above.extend(self.navigation.overridden(self.outline, id)?);
        for place in above {
            let list = self.writer.implementations(&place)?;
            let added = self.implementations.entry(list).or_default();
            if added.last() != Some(&range) {
                added.push(range);
            }
        }
        Ok(())
    }

    /// Writes the outline of the document.
    fn symbols(&mut self) -> Result<(), ExportError> {
        let mut children: BTreeMap<Option<DefId>, Vec<DefId>> = BTreeMap::new();
        for id in self.of_definitions.keys() {
            let mut around = self.view.facts.def(*id).parent;
            while let Some(parent) = around.filter(|parent| !self.of_definitions.contains_key(parent)) {
                around = self.view.facts.def(parent).parent.filter(|next| *next < parent);
            }
            children.entry(around).or_default().push(*id);
        }
        if children.is_empty() {
            return Ok(());
        }
        // Children come after their parents, so each is complete when its parent takes it.
        let mut made: BTreeMap<DefId, DocumentSymbol> = BTreeMap::new();
        for (id, range) in self.of_definitions.iter().rev() {
            let below = children.get(&Some(*id)).map_or(&[][..], Vec::as_slice);
            let below = below.iter().filter_map(|child| made.remove(child)).collect();
            made.insert(*id, DocumentSymbol { id: *range, children: below });
        }
        let result: Vec<DocumentSymbol> = made.into_values().collect();
        let symbols = self.writer.vertex("documentSymbolResult", WithResult { result })?;
        self.writer.edge("textDocument/documentSymbol", self.document, symbols)
    }

    fn diagnostics(&mut self) -> Result<(), ExportError> {
        let found = self.view.facts.diagnostics.iter().map(|found| Diagnostic {
            range: self.columns.range(found.span),
            severity: match found.severity {
                Severity::Error => 1,
                Severity::Warning => 2,
                Severity::Note => 3,
            },
            code: found.code.as_str(),
            source: "magellan",
            message: &found.message,
        });
        let result: Vec<Diagnostic<'_>> = found.collect();
        if result.is_empty() {
            return Ok(());
        }
        let list = self.writer.vertex("diagnosticResult", WithResult { result })?;
        self.writer.edge("textDocument/diagnostic", self.document, list)
    }
}

/// The signature and the doc comment.
fn hover(view: &FileView, id: DefId) -> Option<Hover> {
    let signature = documentation::signature(view, id);
    let text = documentation::text(&view.text(view.facts.def(id).doc));
    let language = language_id(view).to_owned();
    let code = (!signature.is_empty()).then_some(Content::Code { language, value: signature });
    let text = (!text.is_empty()).then_some(Content::Text(text));
    let contents: Vec<Content> = code.into_iter().chain(text).collect();
    (!contents.is_empty()).then_some(Hover { contents })
}

/// The language as editors call it.
fn language_id(view: &FileView) -> &str {
    match (view.record.language.as_str(), view.record.path.as_str().rsplit('.').next()) {
        ("typescript", Some("tsx")) => "typescriptreact",
        ("javascript", Some("jsx")) => "javascriptreact",
        (language, _) => language,
    }
}

/// `SymbolKind` of the language server protocol.
fn symbol_kind(meaning: &Meaning) -> u32 {
    let Meaning::Symbol(symbol) = meaning else { return 13 };
    match symbol.kind {
        DefKind::File => 1,
        DefKind::Module => 2,
        DefKind::Namespace => 3,
        DefKind::Class | DefKind::TypeAlias | DefKind::Impl => 5,
        DefKind::Method => 6,
        DefKind::Property => 7,
        DefKind::Field => 8,
        DefKind::Constructor => 9,
        DefKind::Enum => 10,
        DefKind::Interface | DefKind::Trait | DefKind::Annotation | DefKind::Concept => 11,
        DefKind::Function | DefKind::Macro => 12,
        DefKind::Variable | DefKind::Static => 13,
        DefKind::Constant => 14,
        DefKind::EnumMember => 22,
        DefKind::Struct | DefKind::Union | DefKind::Record => 23,
    }
}

/// A path in a URI.
fn escaped(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                escaped.push(byte as char);
            }
            _ => {
                escaped.push('%');
                for digit in [byte >> 4, byte & 15] {
                    escaped.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
                }
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn paths_are_escaped_as_uris_are() {
        assert_eq!(escaped("a b/caf\u{e9}.rs"), "a%20b/caf%C3%A9.rs");
    }
}
