//! The rows of the JSON exports. `docs/json.md` describes them; the accuracy scorer reads them.

use engine::facts::Import;
use engine::ids::{SiteId, SymbolId};
use engine::query::{FileView, Located, SymbolInfo, Targets};
use engine::{OutcomeKind, Reason, Role, Rule};
use serde::Serialize;

use crate::ExportError;

/// A row; `type` says which.
#[derive(Serialize, Debug)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(crate) enum Row<'a> {
    Version { version: &'a str, tool: &'a str, tool_version: &'a str, digest: String },
    File(FileRow<'a>),
    Symbol(SymbolRow<'a>),
    Reference(ReferenceRow<'a>),
    Call(CallRow<'a>),
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
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<&'a str>,
    targets: Vec<TargetRow>,
    /// Declarations that belong to the one target.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<TargetRow>,
}

/// What a reference means: the position is of the target's name.
#[derive(Serialize, Debug)]
struct TargetRow {
    symbol_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_col: Option<u32>,
}

/// A call: who calls whom, where.
#[derive(Serialize, Debug)]
pub(crate) struct CallRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caller: Option<String>,
    callees: Vec<String>,
    outcome: &'a str,
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

/// A reference with its outcome.
pub(crate) fn reference<'a>(
    view: &'a FileView,
    site: SiteId,
    targets: &Targets<'_>,
) -> Result<Row<'a>, ExportError> {
    let outcome = view.outcome(site);
    let facts = view.facts.site(site);
    let rows = view.targets(&outcome).into_iter().map(|id| target(id, targets));
    let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
    let also =
        if outcome.kind == OutcomeKind::Resolved { rows.split_off(rows.len().min(1)) } else { Vec::new() };
    Ok(Row::Reference(ReferenceRow {
        place: place(view, &view.locate(facts.span)),
        name: view.facts.text(facts.name),
        role: facts.role.as_str(),
        within: facts.within.map(|def| view.id(def).to_string()),
        outcome: outcome.kind.as_str(),
        rule: outcome.rule.map(Rule::as_str),
        reason: outcome.reason.map(Reason::as_str),
        condition: view.facts.condition_at(facts.span.start),
        targets: rows,
        also,
    }))
}

fn target(id: SymbolId, targets: &Targets<'_>) -> Result<TargetRow, ExportError> {
    let found = targets.get(id)?;
    Ok(TargetRow {
        symbol_id: id.to_string(),
        path: found.as_ref().map(|target| target.path.to_string()),
        start_line: found.as_ref().map(|target| target.start.line),
        start_col: found.as_ref().map(|target| target.start.column),
    })
}

/// The calls of a file that reach definitions of the repository, in order of position.
pub(crate) fn calls(view: &FileView) -> impl Iterator<Item = Row<'_>> {
    let sites = (0..view.facts.sites.len() as u32).map(SiteId::new);
    sites.filter_map(|site| {
        let facts = view.facts.site(site);
        let outcome = view.outcome(site);
        let reaches = matches!(outcome.kind, OutcomeKind::Resolved | OutcomeKind::Dispatch);
        if facts.role != Role::Call || !reaches {
            return None;
        }
        let mut callees: Vec<String> = view.targets(&outcome).iter().map(SymbolId::to_string).collect();
        if outcome.kind == OutcomeKind::Resolved {
            callees.truncate(1);
        }
        Some(Row::Call(CallRow {
            place: place(view, &view.locate(facts.span)),
            caller: facts.within.map(|def| view.id(def).to_string()),
            callees,
            outcome: outcome.kind.as_str(),
        }))
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
