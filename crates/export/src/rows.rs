//! The rows of the JSON exports. `docs/json.md` describes them; the accuracy scorer reads them.

use engine::facts::{Import, Site};
use engine::query::{FileView, Located, SymbolInfo};
use serde::Serialize;

/// A row; `type` says which.
#[derive(Serialize, Debug)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(crate) enum Row<'a> {
    Version { version: &'a str, tool: &'a str, tool_version: &'a str, digest: String },
    File(FileRow<'a>),
    Symbol(SymbolRow<'a>),
    Reference(ReferenceRow<'a>),
    Import(ImportRow<'a>),
    Diagnostic(DiagnosticRow<'a>),
}

#[derive(Serialize, Debug)]
pub(crate) struct FileRow<'a> {
    path: &'a str,
    language: &'a str,
    package: &'a str,
    module: &'a str,
    bytes: u64,
    lines: u32,
    content_hash: String,
}

#[derive(Serialize, Debug)]
pub(crate) struct Place<'a> {
    path: &'a str,
    start_byte: u32,
    end_byte: u32,
    start_line: u32,
    start_col: u32,
    end_line: u32,
    end_col: u32,
}

/// A symbol; the position is its name's, `whole` is all of it.
#[derive(Serialize, Debug)]
pub(crate) struct SymbolRow<'a> {
    symbol_id: String,
    kind: &'a str,
    name: &'a str,
    canonical_fqn: &'a str,
    display_fqn: &'a str,
    language: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    whole: Extent,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    visibility: &'a str,
    modifiers: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<&'a str>,
}

#[derive(Serialize, Debug)]
struct Extent {
    start_byte: u32,
    end_byte: u32,
    start_line: u32,
    end_line: u32,
}

#[derive(Serialize, Debug)]
pub(crate) struct ReferenceRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    name: &'a str,
    role: &'a str,
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    within: Option<String>,
    outcome: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<&'a str>,
    targets: [(); 0],
}

#[derive(Serialize, Debug)]
pub(crate) struct ImportRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    kind: &'a str,
    module: Vec<&'a str>,
    level: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    local: Option<&'a str>,
}

#[derive(Serialize, Debug)]
pub(crate) struct DiagnosticRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    code: &'a str,
    severity: &'a str,
    message: &'a str,
}

fn place<'a>(view: &'a FileView, at: &Located) -> Place<'a> {
    Place {
        path: view.record.path.as_str(),
        start_byte: at.span.start,
        end_byte: at.span.end,
        start_line: at.start.line,
        start_col: at.start.column,
        end_line: at.end.line,
        end_col: at.end.column,
    }
}

pub(crate) fn file(view: &FileView) -> Row<'_> {
    let record = &view.record;
    Row::File(FileRow {
        path: record.path.as_str(),
        language: &record.language,
        package: &record.package,
        module: &record.module,
        bytes: record.size,
        lines: record.lines,
        content_hash: record.content_hash.to_string(),
    })
}

pub(crate) fn symbol<'a>(view: &'a FileView, info: &'a SymbolInfo) -> Row<'a> {
    let whole = &info.location;
    Row::Symbol(SymbolRow {
        symbol_id: info.id.to_string(),
        kind: info.kind.as_str(),
        name: &info.name,
        canonical_fqn: &info.canonical_fqn,
        display_fqn: &info.display_fqn,
        language: &info.language,
        place: place(view, &info.name_location),
        whole: Extent {
            start_byte: whole.span.start,
            end_byte: whole.span.end,
            start_line: whole.start.line,
            end_line: whole.end.line,
        },
        parent: info.parent.map(|parent| parent.to_string()),
        visibility: info.visibility.as_str(),
        modifiers: info.modifiers.names().collect(),
        condition: info.condition.as_deref(),
    })
}

/// References are not resolved in this version: every one says so.
pub(crate) fn reference<'a>(view: &'a FileView, site: &Site) -> Row<'a> {
    Row::Reference(ReferenceRow {
        place: place(view, &view.locate(site.span)),
        name: view.facts.text(site.name),
        role: site.role.as_str(),
        within: site.within.map(|def| view.id(def).to_string()),
        outcome: "unresolved",
        reason: "not-resolved-yet",
        condition: view.facts.condition_at(site.span.start),
        targets: [],
    })
}

pub(crate) fn import<'a>(view: &'a FileView, import: &Import) -> Row<'a> {
    let text = |id| view.facts.text(id);
    Row::Import(ImportRow {
        place: place(view, &view.locate(import.span)),
        kind: import.kind.as_str(),
        module: view.facts.list(import.path).map(text).collect(),
        level: import.level,
        member: import.member.map(text),
        local: import.local.map(text),
    })
}

pub(crate) fn diagnostic<'a>(view: &'a FileView, diagnostic: &'a engine::facts::Diagnostic) -> Row<'a> {
    Row::Diagnostic(DiagnosticRow {
        place: place(view, &view.locate(diagnostic.span)),
        code: diagnostic.code.as_str(),
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
    })
}
