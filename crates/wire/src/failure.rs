//! Which error code an engine error is, and what its reader can do.

use engine::{ArchiveError, DetectError, EngineError, FormError, ScipError, SourceError, StoreError};

use crate::error::ErrorCode;

/// What to do about an overlay that cannot be read.
const AGAIN: &str =
    "import it again, or remove it with `magellan import drop NAME`; `--tier rules` asks without overlays";

/// The code of an error and, where there is something to do, what.
pub fn classify(error: &EngineError) -> (ErrorCode, Option<String>) {
    match error {
        EngineError::Source(error) => (source_code(error), error.hint().map(str::to_owned)),
        EngineError::Store(error) => store(error),
        EngineError::Detect(error) => detect(error),
        EngineError::OutputExists { .. } => {
            (ErrorCode::InvalidArgument, Some("name another file, or remove it first".to_owned()))
        }
        EngineError::Archive { error, .. } => archive(error),
        EngineError::OtherDigest { .. } => (
            ErrorCode::SnapshotOtherDigest,
            Some("name the snapshot of that digest, or leave --digest out".to_owned()),
        ),
        EngineError::Directory { error, .. } => (io_code(error), None),
        EngineError::OtherBackend { .. } => (
            ErrorCode::InvalidArgument,
            Some("leave --backend out, or change its kind with `magellan migrate-backend`".to_owned()),
        ),
        EngineError::Scip(ScipError::Io { source, .. })
        | EngineError::Overlay(FormError::Io { source, .. }) => (io_code(source), None),
        EngineError::Scip(ScipError::Malformed { .. }) => {
            (ErrorCode::ScipMalformed, Some("name an index that a SCIP indexer wrote to its end".to_owned()))
        }
        EngineError::NothingFits { .. } => (
            ErrorCode::ScipUnfit,
            Some("index the commit that the SCIP index was made of; `--under DIR` says where its root is in the tree".to_owned()),
        ),
        EngineError::Overlay(_) => (ErrorCode::OverlayCorrupt, Some(AGAIN.to_owned())),
        EngineError::NoSuchOverlay { .. } => {
            (ErrorCode::OverlayNotFound, Some("`magellan import list` names them".to_owned()))
        }
        EngineError::OverlayName { .. } => (
            ErrorCode::InvalidArgument,
            Some("use letters, digits, `-`, `_` and `.`, at most 64, not `.` first".to_owned()),
        ),
        EngineError::Stopped => (ErrorCode::Interrupted, Some("run the command again to go on".to_owned())),
        EngineError::Watch(error) => (ErrorCode::IoOther, error.hint().map(str::to_owned)),
        EngineError::Held { .. } => {
            (ErrorCode::DbLocked, Some("wait for it, end it, or name another database with --db".to_owned()))
        }
        EngineError::NoTree { .. } => (ErrorCode::NoTree, None),
        EngineError::InvalidQuery { .. } => (
            ErrorCode::InvalidQuery,
            Some("`magellan ast --file FILE` shows the kinds and fields of nodes".to_owned()),
        ),
        EngineError::UnknownNodeKind { near, .. } => (
            ErrorCode::UnknownNodeKind,
            Some(match near.as_slice() {
                [] => "`magellan ast --file FILE` shows the kinds of nodes".to_owned(),
                near => format!("near it are {}", near.join(", ")),
            }),
        ),
        EngineError::Git { .. } => (
            ErrorCode::GitFailed,
            Some("`magellan refresh` without --git looks at the whole tree and needs no git".to_owned()),
        ),
        EngineError::OutsideRoot { .. } => {
            (ErrorCode::PathOutsideRoot, Some("name a path below the indexed directory".to_owned()))
        }
    }
}

/// Of an archive.
fn archive(error: &ArchiveError) -> (ErrorCode, Option<String>) {
    let (code, hint) = match error {
        ArchiveError::Foreign => {
            (ErrorCode::SnapshotUnknownFormat, "name a file that `magellan snapshot export` wrote")
        }
        ArchiveError::Newer { .. } | ArchiveError::OtherEncoding { .. } => (
            ErrorCode::SnapshotOtherVersion,
            "use the version of Magellan that made it, or index the tree with `magellan index`",
        ),
        ArchiveError::CutOff | ArchiveError::Damaged { .. } => {
            (ErrorCode::SnapshotCorrupt, "fetch it again, or index the tree with `magellan index`")
        }
        ArchiveError::Unresolved { .. } => (ErrorCode::NotResolved, "run `magellan refresh` first"),
        ArchiveError::Store(error) => return store(error),
        ArchiveError::Io(error) => return (io_code(error), None),
    };
    (code, Some(hint.to_owned()))
}

fn source_code(error: &SourceError) -> ErrorCode {
    match error {
        SourceError::RootNotFound { .. } => ErrorCode::IoNotFound,
        SourceError::RootTooBroad { .. } => ErrorCode::RefusedRoot,
        SourceError::RootUnreadable { source, .. } => io_code(source),
        _ => ErrorCode::InvalidArgument,
    }
}

fn detect(error: &DetectError) -> (ErrorCode, Option<String>) {
    let (code, hint) = match error {
        DetectError::DatabaseNotFound { .. } => (ErrorCode::DbNotFound, "run `magellan index PATH` first"),
        DetectError::CannotOpen { error, .. } => return (io_code(error), None),
        DetectError::CannotReadHeader { .. } => (
            ErrorCode::DbUnknownFormat,
            "if it was a database, remove it and build it anew with `magellan index`",
        ),
        DetectError::UnknownFormat { .. } => {
            (ErrorCode::DbUnknownFormat, "name a database that `magellan index` made")
        }
        DetectError::InMemoryNotSupported => (ErrorCode::InvalidArgument, "name a file"),
        DetectError::NewerFormat { .. } => {
            (ErrorCode::DbNewer, "use the version of Magellan that wrote it, or index anew")
        }
    };
    (code, Some(hint.to_owned()))
}

fn store(error: &StoreError) -> (ErrorCode, Option<String>) {
    let (code, hint) = match error {
        StoreError::NotFound { .. } => (ErrorCode::DbNotFound, "run `magellan index PATH` first"),
        StoreError::Foreign { .. } => {
            (ErrorCode::DbUnknownFormat, "name a database that `magellan index` made")
        }
        StoreError::Newer { .. } => {
            (ErrorCode::DbNewer, "use the version of Magellan that wrote it, or index anew")
        }
        StoreError::Older { .. } => {
            (ErrorCode::DbUnknownFormat, "run `magellan migrate`, or `magellan index` to build it anew")
        }
        StoreError::Corrupt { .. } => {
            (ErrorCode::DbCorrupt, "run `magellan index --rebuild` to build it anew")
        }
        StoreError::Overlay { .. } => (ErrorCode::OverlayCorrupt, AGAIN),
        StoreError::Locked { .. } => (ErrorCode::DbLocked, "wait for the other process, or end it"),
        StoreError::InMemory => (ErrorCode::InvalidArgument, "name a file"),
        StoreError::Full => {
            (ErrorCode::IoFull, "free some space and run the command again; nothing was lost")
        }
        StoreError::ReadOnly { .. } => {
            (ErrorCode::IoPermission, "name a database that may be written with --db")
        }
        StoreError::Collision { .. } | StoreError::MissingBlob { .. } => {
            (ErrorCode::Internal, "this is a bug in Magellan; please report it")
        }
        StoreError::Io { error, .. } => return (io_code(error), None),
    };
    (code, Some(hint.to_owned()))
}

/// The code of a failure of the operating system.
fn io_code(error: &std::io::Error) -> ErrorCode {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => ErrorCode::IoNotFound,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => ErrorCode::IoPermission,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ErrorCode::IoFull,
        _ => ErrorCode::IoOther,
    }
}
