//! Failures of commands, told in one way: what, why, what to do, and with which exit status.

use std::fmt::Write as _;
use std::io;
use std::process::ExitCode;

use engine::EngineError;
use wire::{ErrorCode, Symbol, WireError};

/// Why a command did not answer.
#[derive(Debug)]
pub(crate) struct Failure {
    /// Which failure, for scripts.
    pub code: ErrorCode,
    /// What failed.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// What an ambiguous name could mean.
    pub candidates: Vec<Symbol>,
}

impl Failure {
    /// A failure with nothing more to say.
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None, candidates: Vec::new() }
    }

    /// Adds what to do.
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// An argument that cannot be used.
    pub(crate) fn argument(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::InvalidArgument, message)
    }

    /// A failure of the operating system on `subject`.
    pub(crate) fn io(subject: &str, error: &io::Error) -> Self {
        let code = match error.kind() {
            io::ErrorKind::NotFound => ErrorCode::IoNotFound,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => ErrorCode::IoPermission,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ErrorCode::IoFull,
            _ => ErrorCode::IoOther,
        };
        Self::new(code, format!("{subject}: {error}"))
    }

    /// `error: …`, causes, `hint: …`.
    pub(crate) fn for_a_person(&self) -> String {
        let mut text = format!("error: {}", self.message);
        for symbol in &self.candidates {
            let span = &symbol.name_span;
            write!(
                text,
                "\n  {}  {} {}  {}:{}",
                symbol.symbol_id, symbol.kind, symbol.display_fqn, span.path, span.start_line
            )
            .expect("writing to a String cannot fail");
        }
        if let Some(hint) = &self.hint {
            write!(text, "\nhint: {hint}").expect("writing to a String cannot fail");
        }
        text
    }

    /// The same for a program.
    pub(crate) fn to_wire(&self) -> WireError {
        WireError {
            code: self.code.as_str(),
            message: self.message.clone(),
            hint: self.hint.clone(),
            candidates: self.candidates.clone(),
        }
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        let (code, hint) = wire::classify(&error);
        let failure = Self::new(code, error_chain(&error));
        match hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

/// The error and its causes in one line.
fn error_chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}

/// What clap says, with the exit statuses of the contract: 0 for help and version, 2 for misuse.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    // Nothing can be done when even the message cannot be printed.
    if error.print().is_err() {
        return ExitCode::from(ErrorCode::IoOther.exit_status());
    }
    ExitCode::from(if error.use_stderr() { ErrorCode::InvalidArgument.exit_status() } else { 0 })
}
