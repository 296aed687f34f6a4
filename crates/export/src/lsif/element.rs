//! The lines of the format.

use serde::Serialize;

use super::columns::Range;

/// A line.
#[derive(Serialize)]
pub(super) struct Element<T> {
    pub(super) id: u64,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) label: &'static str,
    #[serde(flatten)]
    pub(super) rest: T,
}

/// Nothing beside the label.
#[derive(Serialize)]
pub(super) struct Bare {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MetaData {
    pub(super) version: &'static str,
    pub(super) project_root: &'static str,
    pub(super) position_encoding: &'static str,
    pub(super) tool_info: ToolInfo,
}

#[derive(Serialize)]
pub(super) struct ToolInfo {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
}

#[derive(Serialize)]
pub(super) struct Project {
    pub(super) kind: &'static str,
    pub(super) name: &'static str,
}

#[derive(Serialize)]
pub(super) struct Event {
    pub(super) kind: &'static str,
    pub(super) scope: &'static str,
    pub(super) data: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document<'a> {
    pub(super) uri: String,
    pub(super) language_id: &'a str,
}

#[derive(Serialize)]
pub(super) struct RangeVertex<'a> {
    #[serde(flatten)]
    pub(super) range: Range,
    pub(super) tag: Tag<'a>,
}

/// What a range is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Tag<'a> {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) text: &'a str,
    /// Of a definition: its kind, as a language server numbers it.
    #[serde(rename = "kind", skip_serializing_if = "Option::is_none")]
    pub(super) symbol_kind: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) full_range: Option<Range>,
}

#[derive(Serialize)]
pub(super) struct Moniker<'a> {
    pub(super) scheme: &'static str,
    pub(super) identifier: &'a str,
    pub(super) kind: &'static str,
    pub(super) unique: &'static str,
}

#[derive(Serialize)]
pub(super) struct PackageInformation<'a> {
    pub(super) name: &'a str,
    pub(super) manager: &'a str,
}

/// A vertex with a result of its own.
#[derive(Serialize)]
pub(super) struct WithResult<T> {
    pub(super) result: T,
}

#[derive(Serialize)]
pub(super) struct Hover {
    pub(super) contents: Vec<Content>,
}

/// Text as it is, or code of a language.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Content {
    Code { language: String, value: String },
    Text(String),
}

#[derive(Serialize)]
pub(super) struct Diagnostic<'a> {
    pub(super) range: Range,
    pub(super) severity: u32,
    pub(super) code: &'a str,
    pub(super) source: &'static str,
    pub(super) message: &'a str,
}

/// A definition in the outline of its document.
#[derive(Serialize)]
pub(super) struct DocumentSymbol {
    pub(super) id: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) children: Vec<Self>,
}

/// An edge to one vertex.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ToOne {
    pub(super) out_v: u64,
    pub(super) in_v: u64,
}

/// An edge to several.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ToMany<'a> {
    pub(super) out_v: u64,
    pub(super) in_vs: &'a [u64],
}

/// An edge from a result to what it lists of one document.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Items<'a> {
    pub(super) out_v: u64,
    pub(super) in_vs: &'a [u64],
    pub(super) shard: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) property: Option<&'static str>,
}
