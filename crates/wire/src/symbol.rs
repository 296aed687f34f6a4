//! Symbols and spans as scripts see them.

use engine::query::{Located, SymbolInfo};
use schemars::JsonSchema;
use serde::Serialize;

use crate::edges::Target;

/// A range of a file. Bytes half-open; lines 1-based; columns 0-based in UTF-8 bytes.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Root-relative path.
    pub path: String,
    /// First byte.
    pub start_byte: u32,
    /// One past the last byte.
    pub end_byte: u32,
    /// Line of the first byte.
    pub start_line: u32,
    /// Column of the first byte.
    pub start_col: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column of the end.
    pub end_col: u32,
    /// 16 hexadecimal characters of BLAKE3 over path, start and end.
    pub span_id: String,
}

impl Span {
    /// A located range of the file at `path`.
    pub fn new(path: &str, at: &Located) -> Self {
        Self {
            path: path.to_owned(),
            start_byte: at.span.start,
            end_byte: at.span.end,
            start_line: at.start.line,
            start_col: at.start.column,
            end_line: at.end.line,
            end_col: at.end.column,
            span_id: engine::query::span_id(path, at.span),
        }
    }
}

/// A definition.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// 32 hexadecimal characters.
    pub symbol_id: String,
    /// What it is.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Unique name.
    pub canonical_fqn: String,
    /// Name as a person would write it.
    pub display_fqn: String,
    /// Name of its language.
    pub language: String,
    /// The whole definition.
    pub span: Span,
    /// Its name.
    pub name_span: Span,
    /// Symbol id of the definition around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// As written; absent when nothing is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<&'static str>,
    /// What else is written before it.
    pub modifiers: Vec<&'static str>,
    /// Text up to the body, white space folded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// The condition that it is compiled under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Everything that `label --label` finds it by: language, kind, visibility, modifiers, circumstances.
    pub labels: Vec<String>,
    /// Source lines around it (`--with-context`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// Hashes of what it was taken from (`--with-checksums`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checksums: Option<Checksums>,
    /// What calls it (`--with-callers`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callers: Option<Vec<CallSummary>>,
    /// What it calls (`--with-callees`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callees: Option<Vec<CallSummary>>,
}

/// A caller or callee of a symbol, in short.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CallSummary {
    /// It.
    #[serde(flatten)]
    pub symbol: Target,
    /// How many calls there are between the two.
    pub sites: u64,
    /// Whether the callee is, at each of these sites, one of a proved set.
    pub dispatch: bool,
}

/// Source lines around a symbol.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// Line of the first of `lines`, 1-based.
    pub first_line: u32,
    /// The lines, without line ends.
    pub lines: Vec<String>,
}

/// Hashes of what a symbol was taken from.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Checksums {
    /// BLAKE3 of the file.
    pub file: String,
    /// BLAKE3 of the symbol's own text.
    pub symbol: String,
}

impl From<&SymbolInfo> for Symbol {
    fn from(info: &SymbolInfo) -> Self {
        let path = info.path.as_str();
        let visibility = info.visibility;
        Self {
            symbol_id: info.id.to_string(),
            kind: info.kind.as_str(),
            name: info.name.clone(),
            canonical_fqn: info.canonical_fqn.clone(),
            display_fqn: info.display_fqn.clone(),
            language: info.language.clone(),
            span: Span::new(path, &info.location),
            name_span: Span::new(path, &info.name_location),
            parent: info.parent.map(|parent| parent.to_string()),
            visibility: (visibility != engine::Visibility::Default).then_some(visibility.as_str()),
            modifiers: info.modifiers.names().collect(),
            signature: Some(info.signature.clone()).filter(|text| !text.is_empty()),
            condition: info.condition.clone(),
            labels: labels(info),
            context: None,
            checksums: None,
            callers: None,
            callees: None,
        }
    }
}

fn labels(info: &SymbolInfo) -> Vec<String> {
    let names = info.labels.names().map(str::to_owned);
    std::iter::once(info.language.clone()).chain(names).collect()
}
