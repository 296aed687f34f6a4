//! The rows of the JSON exports. `docs/json.md` describes them; the accuracy scorer reads them.

use engine::facts::Import;
pub(crate) mod derived;

use engine::ids::{SiteId, SymbolId};
use engine::query::{FileView, Located, SnapshotRef, SymbolInfo};
use engine::{OutcomeKind, Reason, Role, Rule};
use serde::Serialize;

use crate::places::Places;
use crate::{EXPORT_VERSION, ExportError, Selection};
use derived::{AstRow, CfgBlockRow, CfgEdgeRow, ChunkRow, LabelRow, MetricsRow};

/// A row; `type` says which.
#[derive(Serialize, Debug)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Row<'a> {
    Version(VersionRow),
    File(FileRow<'a>),
    Symbol(SymbolRow<'a>),
    Reference(ReferenceRow<'a>),
    Call(CallRow<'a>),
    Import(ImportRow<'a>),
    Diagnostic(DiagnosticRow<'a>),
    Chunk(ChunkRow<'a>),
    Ast(AstRow<'a>),
    CfgBlock(CfgBlockRow<'a>),
    CfgEdge(CfgEdgeRow<'a>),
    Metrics(MetricsRow<'a>),
    Label(LabelRow<'a>),
    Collision(CollisionRow),
}

/// What an export is of.
#[derive(Serialize, Debug)]
pub(crate) struct VersionRow {
    pub(crate) version: &'static str,
    pub(crate) tool: &'static str,
    pub(crate) tool_version: &'static str,
    pub(crate) digest: String,
}

/// Definitions that share a name.
#[derive(Serialize, Debug)]
pub(crate) struct CollisionRow {
    pub(crate) display_fqn: String,
    pub(crate) symbol_ids: Vec<String>,
}

#[derive(Serialize, Debug)]
pub(crate) struct FileRow<'a> {
    pub(crate) path: &'a str,
    pub(crate) language: &'a str,
    pub(crate) package: &'a str,
    pub(crate) module: &'a str,
    pub(crate) bytes: u64,
    pub(crate) lines: u32,
    pub(crate) content_hash: String,
}

#[derive(Serialize, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) path: &'a str,
    pub(crate) start_byte: u32,
    pub(crate) end_byte: u32,
    pub(crate) start_line: u32,
    pub(crate) start_col: u32,
    pub(crate) end_line: u32,
    pub(crate) end_col: u32,
}

/// A symbol; the position is its name's, `whole` is all of it.
#[derive(Serialize, Debug)]
pub(crate) struct SymbolRow<'a> {
    pub(crate) symbol_id: String,
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
    pub(crate) canonical_fqn: &'a str,
    pub(crate) display_fqn: &'a str,
    pub(crate) language: &'a str,
    #[serde(flatten)]
    pub(crate) place: Place<'a>,
    pub(crate) whole: Extent,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<String>,
    pub(crate) visibility: &'a str,
    pub(crate) modifiers: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) condition: Option<&'a str>,
}

#[derive(Serialize, Debug)]
pub(crate) struct Extent {
    pub(crate) start_byte: u32,
    pub(crate) end_byte: u32,
    pub(crate) start_line: u32,
    pub(crate) end_line: u32,
}

#[derive(Serialize, Debug)]
pub(crate) struct ReferenceRow<'a> {
    #[serde(flatten)]
    pub(crate) place: Place<'a>,
    pub(crate) name: &'a str,
    pub(crate) role: &'a str,
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    pub(crate) within: Option<String>,
    pub(crate) outcome: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rule: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) condition: Option<&'a str>,
    pub(crate) targets: Vec<TargetRow>,
    /// Declarations that belong to the one target.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) also: Vec<TargetRow>,
}

impl ReferenceRow<'_> {
    /// The target, when there is one that is proved.
    pub(crate) fn only_target(&self) -> Option<&String> {
        self.targets
            .first()
            .filter(|_| self.outcome == OutcomeKind::Resolved.as_str())
            .map(|target| &target.symbol_id)
    }
}

/// What a reference means: the position is of the target's name.
#[derive(Serialize, Debug)]
pub(crate) struct TargetRow {
    pub(crate) symbol_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start_col: Option<u32>,
}

/// A call: who calls whom, where.
#[derive(Serialize, Debug)]
pub(crate) struct CallRow<'a> {
    #[serde(flatten)]
    pub(crate) place: Place<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) caller: Option<String>,
    pub(crate) callees: Vec<String>,
    pub(crate) outcome: &'a str,
}

#[derive(Serialize, Debug)]
pub(crate) struct ImportRow<'a> {
    #[serde(flatten)]
    pub(crate) place: Place<'a>,
    pub(crate) kind: &'a str,
    pub(crate) module: Vec<&'a str>,
    pub(crate) level: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) member: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) local: Option<&'a str>,
}

#[derive(Serialize, Debug)]
pub(crate) struct DiagnosticRow<'a> {
    #[serde(flatten)]
    pub(crate) place: Place<'a>,
    pub(crate) code: &'a str,
    pub(crate) severity: &'a str,
    pub(crate) message: &'a str,
}

pub(crate) fn place<'a>(view: &'a FileView, at: &Located) -> Place<'a> {
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

/// What an export of this snapshot is of.
pub(crate) fn version(snapshot: SnapshotRef<'_>) -> Result<VersionRow, ExportError> {
    let digest = snapshot.meta()?.digest().to_string();
    Ok(VersionRow { version: EXPORT_VERSION, tool: "magellan", tool_version: engine::VERSION, digest })
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
    places: &Places<'_>,
) -> Result<Row<'a>, ExportError> {
    let outcome = view.outcome(site);
    let facts = view.facts.site(site);
    let rows = view.targets(&outcome).into_iter().map(|id| target(id, places));
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

fn target(id: SymbolId, places: &Places<'_>) -> Result<TargetRow, ExportError> {
    let found = places.get(id)?;
    Ok(TargetRow {
        symbol_id: id.to_string(),
        path: found.as_ref().map(|place| place.file.path.to_string()),
        start_line: found.as_ref().map(|place| place.start().line),
        start_col: found.as_ref().map(|place| place.start().column),
    })
}

/// A call that reaches definitions of the repository; `None` for any other site.
pub(crate) fn call<'a>(view: &'a FileView, site: SiteId, selection: &Selection) -> Option<Row<'a>> {
    let facts = view.facts.site(site);
    let outcome = view.outcome(site);
    if facts.role != Role::Call || !selection.is_edge(outcome.kind) {
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
