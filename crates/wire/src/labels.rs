//! Labels and what has them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::symbol::Symbol;

/// What `label` tells: definitions, or with `--list` all labels.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct LabelAnswer {
    /// Definitions with the labels, in canonical order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbols: Option<Vec<LabelledSymbol>>,
    /// All labels, in canonical order (`--list`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<Vec<LabelEntry>>,
}

/// A definition that has the labels.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct LabelledSymbol {
    /// The definition.
    #[serde(flatten)]
    pub symbol: Symbol,
    /// Its text (`--show-code`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A label, and how many definitions have it.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct LabelEntry {
    /// Its text.
    pub label: String,
    /// Of what sort it is: `language`, `kind`, `visibility`, `modifier` or `circumstance`.
    pub sort: &'static str,
    /// How many definitions have it.
    pub definitions: u64,
    /// How many of each language; those with none are left out.
    pub by_language: BTreeMap<String, u64>,
}

impl From<&engine::LabelCount> for LabelEntry {
    fn from(count: &engine::LabelCount) -> Self {
        let sort = match count.label {
            engine::Label::Language(_) => "language",
            engine::Label::Kind(_) => "kind",
            engine::Label::Visibility(_) => "visibility",
            engine::Label::Modifier(_) => "modifier",
            engine::Label::Circumstance(_) => "circumstance",
        };
        Self {
            label: count.label.as_str().to_owned(),
            sort,
            definitions: count.by_language.values().sum(),
            by_language: count.by_language.clone(),
        }
    }
}
