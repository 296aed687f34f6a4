//! Failures as scripts see them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::envelope::{ErrorEnvelope, SCHEMA_VERSION};

/// A failure: a stable code, a sentence, and what to do.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct WireError {
    /// One of [`ErrorCode`]'s text forms.
    pub code: &'static str,
    /// What failed, for a person.
    pub message: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The symbols that a name could mean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub candidates: Vec<crate::symbol::Symbol>,
}

impl WireError {
    /// The error in its envelope.
    pub fn enveloped(self) -> ErrorEnvelope {
        ErrorEnvelope { schema_version: SCHEMA_VERSION, error: self }
    }
}

/// Declares the codes with exit status and meaning, so that code, contract and documentation cannot differ.
macro_rules! error_codes {
    ($($variant:ident = $text:literal, exit $exit:literal, $meaning:literal;)*) => {
        /// Stable error codes.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum ErrorCode { $(#[doc = $meaning] $variant,)* }

        impl ErrorCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable text.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The exit status of the program.
            pub const fn exit_status(self) -> u8 {
                match self { $(Self::$variant => $exit,)* }
            }

            /// What it means, for documentation.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }
        }
    };
}

error_codes! {
    SymbolNotFound = "symbol-not-found", exit 1, "No symbol matches what was named.";
    SiteNotFound = "site-not-found", exit 1, "No reference stands where one was named, or none leads where it was said to.";
    FileNotIndexed = "file-not-indexed", exit 1, "The file is not in the index.";
    OverlayNotFound = "overlay-not-found", exit 1, "No overlay has the name.";
    NoTree = "no-tree", exit 1, "The parser gives up on the file; it has no syntax tree.";
    InvalidArgument = "invalid-argument", exit 2, "An argument cannot be used as given.";
    InvalidSpan = "invalid-span", exit 2, "A position or range is not in the file.";
    InvalidQuery = "invalid-query", exit 2, "A query over syntax trees cannot be read, or is for none of the languages.";
    UnknownNodeKind = "unknown-node-kind", exit 2, "No language has nodes of this kind.";
    ScipMalformed = "scip-malformed", exit 2, "The file is not a SCIP index, or not a whole one.";
    ScipUnfit = "scip-unfit", exit 2, "No document of the SCIP index is about the files that are indexed.";
    PathOutsideRoot = "path-outside-root", exit 2, "The path is not below the root of the index.";
    RefusedRoot = "refused-root", exit 2, "Indexing this directory needs `--force`.";
    SymbolAmbiguous = "symbol-ambiguous", exit 3, "Several symbols match; all are listed.";
    DbNotFound = "db-not-found", exit 4, "There is no database where it was looked for.";
    DbLocked = "db-locked", exit 4, "Another process is writing the database.";
    DbUnknownFormat = "db-unknown-format", exit 4, "The file is not a Magellan database.";
    DbNewer = "db-newer", exit 4, "The database was written by a newer version.";
    DbCorrupt = "db-corrupt", exit 4, "The database is damaged.";
    SnapshotUnknownFormat = "snapshot-unknown-format", exit 4, "The file is not a snapshot of an index.";
    SnapshotOtherVersion = "snapshot-other-version", exit 4, "The snapshot was made by a version of the program that encodes otherwise.";
    SnapshotCorrupt = "snapshot-corrupt", exit 4, "The snapshot is cut off or damaged; nothing was taken from it.";
    SnapshotOtherDigest = "snapshot-other-digest", exit 1, "The snapshot is of another view than the one that was asked for.";
    NotResolved = "not-resolved", exit 1, "The index is not whole: references of some files are not resolved yet.";
    OverlayCorrupt = "overlay-corrupt", exit 4, "An overlay beside the database is damaged, or of another version.";
    IoNotFound = "io-not-found", exit 5, "A file or directory does not exist.";
    IoPermission = "io-permission", exit 5, "A file or directory may not be read or written.";
    IoFull = "io-full", exit 5, "The disk is full.";
    IoOther = "io-error", exit 5, "The operating system reported a failure.";
    GitFailed = "git-failed", exit 5, "Git is not there, the tree is in no repository, or it does not know the revision.";
    Internal = "internal", exit 70, "A bug in Magellan; please report it.";
    Interrupted = "interrupted", exit 130, "Somebody stopped the command before its end; what was committed stays.";
}
