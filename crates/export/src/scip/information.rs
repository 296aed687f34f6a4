//! What is said of symbols: names, signatures, documentation, relationships.

use std::collections::BTreeMap;

use engine::facts::Def;
use engine::ids::{DefId, SymbolId};
use engine::query::{FileView, head_site, resolved_target};
use engine::{DefKind, StoreError};
use scip::types::symbol_information::Kind;
use scip::types::{Relationship, Signature, SymbolInformation};

use super::{Index, kinds};
use crate::symbols::{Known, Local, Outline, documentation};

/// How a symbol is related to another; several ways at once are one relationship.
#[derive(Clone, Copy, Default)]
struct Ways {
    is_implementation: bool,
    is_reference: bool,
    is_type_definition: bool,
}

/// Of the file as the module that it is.
pub(super) fn of_file(view: &FileView, outline: &Outline) -> SymbolInformation {
    let module = view.record.module.rsplit(['.', ':', '/']).next().unwrap_or_default();
    let name = if module.is_empty() { view.record.path.file_name() } else { module };
    let kind = match view.record.language.as_str() {
        "c" | "cpp" | "java" => Kind::File,
        _ => Kind::Module,
    };
    SymbolInformation {
        symbol: outline.text(None).to_owned(),
        kind: kind.into(),
        display_name: name.to_owned(),
        ..Default::default()
    }
}

/// Of a definition.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn of_definition(
    view: &FileView,
    outline: &Outline,
    id: DefId,
    index: &Index<'_>,
) -> Result<SymbolInformation, StoreError> {
    let def = view.facts.def(id);
    let language = view.record.language.as_str();
    let around = def.parent.map(|parent| view.facts.def(parent).kind);
    let comment = documentation::text(&view.text(def.doc));
    Ok(SymbolInformation {
        symbol: outline.text(Some(id)).to_owned(),
        documentation: Some(comment).filter(|text| !text.is_empty()).into_iter().collect(),
        relationships: relationships(view, outline, id, index)?,
        kind: kinds::kind(def, around, language).into(),
        display_name: view.facts.text(def.name).to_owned(),
        signature_documentation: signature(view, id).into(),
        enclosing_symbol: outline.text(enclosing(view, def)).to_owned(),
        ..Default::default()
    })
}

/// Of a local name.
pub(super) fn of_local(view: &FileView, outline: &Outline, local: &Local) -> SymbolInformation {
    let around = local.within.filter(|def| view.facts.def(*def).kind != DefKind::Impl);
    SymbolInformation {
        symbol: local_symbol(local.number),
        kind: kinds::local_kind(local.kind).into(),
        display_name: view.facts.text(local.name).to_owned(),
        enclosing_symbol: around.map(|def| outline.text(Some(def)).to_owned()).unwrap_or_default(),
        ..Default::default()
    }
}

/// The symbol of a local name: it means something in its document only.
pub(super) fn local_symbol(number: u32) -> String {
    format!("local {number}")
}

/// The definition around; `impl` blocks have no symbol of their own.
fn enclosing(view: &FileView, def: &Def) -> Option<DefId> {
    let mut around = def.parent;
    while let Some(id) = around.filter(|id| view.facts.def(*id).kind == DefKind::Impl) {
        around = view.facts.def(id).parent;
    }
    around
}

fn signature(view: &FileView, id: DefId) -> Option<Signature> {
    let text = documentation::signature(view, id);
    let language = kinds::language(&view.record).to_owned();
    (!text.is_empty()).then(|| Signature { language, text, ..Default::default() })
}

fn relationships(
    view: &FileView,
    outline: &Outline,
    id: DefId,
    index: &Index<'_>,
) -> Result<Vec<Relationship>, StoreError> {
    let mut related: BTreeMap<String, Ways> = BTreeMap::new();
    let mut relate = |symbol: &Known, way: Ways| {
        let ways = related.entry(index.mentioned(symbol).to_owned()).or_default();
        ways.is_implementation |= way.is_implementation;
        ways.is_reference |= way.is_reference;
        ways.is_type_definition |= way.is_type_definition;
    };
    for above in index.navigation.supertypes(&outline.symbols[id.index()])? {
        relate(&above, Ways { is_implementation: true, ..Ways::default() });
    }
    for member in index.navigation.overridden(outline, id)? {
        relate(&member, Ways { is_implementation: true, is_reference: true, ..Ways::default() });
    }
    let ty = declared_type(view, id).map(|ty| index.navigation.symbol(ty)).transpose()?.flatten();
    ty.iter().for_each(|ty| relate(ty, Ways { is_type_definition: true, ..Ways::default() }));
    related.remove(outline.text(Some(id)));
    Ok(related.into_iter().map(|(symbol, ways)| relationship(symbol, ways)).collect())
}

/// The type that a value is declared with, where it is proved.
fn declared_type(view: &FileView, id: DefId) -> Option<SymbolId> {
    let def = view.facts.def(id);
    let is_value = matches!(
        def.kind,
        DefKind::Field | DefKind::Property | DefKind::Constant | DefKind::Static | DefKind::Variable
    );
    let site = def.ty.filter(|_| is_value).and_then(|ty| head_site(view, ty))?;
    resolved_target(view, site)
}

fn relationship(symbol: String, ways: Ways) -> Relationship {
    Relationship {
        symbol,
        is_implementation: ways.is_implementation,
        is_reference: ways.is_reference,
        is_type_definition: ways.is_type_definition,
        ..Default::default()
    }
}
