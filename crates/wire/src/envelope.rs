//! The envelope around every machine answer.

use schemars::JsonSchema;
use serde::Serialize;

use crate::error::WireError;

/// Version of the machine contract; changes only with a visible diff of the schemas.
pub const SCHEMA_VERSION: &str = "1.0.0";

/// An answer.
#[derive(Serialize, JsonSchema, Debug)]
pub struct Envelope<T> {
    /// Version of the contract.
    pub schema_version: &'static str,
    /// Always `magellan`.
    pub tool: &'static str,
    /// Version of the program.
    pub tool_version: &'static str,
    /// The command that answered.
    pub command: &'static str,
    /// Unique per run (UUIDv7).
    pub execution_id: String,
    /// The answer.
    pub data: T,
    /// How many results there are, when `data` may hold fewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// Whether results were left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub truncated: Option<bool>,
    /// How fresh the answer is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub freshness: Option<Freshness>,
}

/// How fresh an answer is.
#[derive(Serialize, JsonSchema, Debug, Default)]
pub struct Freshness {
    /// Revision of the database that answered.
    pub indexed_revision: u64,
    /// Files of the answer that differ from what was indexed, or are gone.
    pub stale_files: Vec<String>,
}

/// A failure.
#[derive(Serialize, JsonSchema, Debug)]
pub struct ErrorEnvelope {
    /// Version of the contract.
    pub schema_version: &'static str,
    /// What failed.
    pub error: WireError,
}

impl<T> Envelope<T> {
    /// An answer of `command` by this run of the program.
    pub fn new(tool_version: &'static str, command: &'static str, data: T) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            tool: "magellan",
            tool_version,
            command,
            execution_id: uuid::Uuid::now_v7().to_string(),
            data,
            total: None,
            truncated: None,
            freshness: None,
        }
    }
}
