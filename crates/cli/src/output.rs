//! Printing: answers on stdout, everything else on stderr.

use std::io::{self, Write};
use std::process::ExitCode;

use wire::{Envelope, Serialize};

use crate::arguments::{Colour, Global, Mode};
use crate::failure::Failure;

/// A language of drawing programs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Drawing {
    /// Graphviz.
    Dot,
    /// Mermaid.
    Mermaid,
}

/// How this run prints.
pub(crate) struct Output {
    mode: Mode,
    quiet: bool,
}

impl Output {
    /// As the arguments say.
    pub(crate) fn new(global: &Global) -> Self {
        let choice = match global.color {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
        Self { mode: global.mode(), quiet: global.quiet }
    }

    /// Whether a person reads the answer.
    pub(crate) fn is_human(&self) -> bool {
        !matches!(self.mode, Mode::Json | Mode::Pretty)
    }

    /// The language of drawings that is asked for.
    pub(crate) fn drawing(&self) -> Option<Drawing> {
        match self.mode {
            Mode::Dot => Some(Drawing::Dot),
            Mode::Mermaid => Some(Drawing::Mermaid),
            Mode::Human | Mode::Json | Mode::Pretty => None,
        }
    }

    /// Whether progress and remarks are unwanted.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Prints an answer: `human` writes it for a person, otherwise its envelope is printed as JSON.
    pub(crate) fn answer<T: Serialize>(
        &self,
        envelope: &Envelope<T>,
        human: impl FnOnce(&mut dyn Write, &T) -> io::Result<()>,
    ) -> Result<ExitCode, Failure> {
        let mut out = io::BufWriter::new(anstream::stdout().lock());
        let written = match self.mode {
            Mode::Human | Mode::Dot | Mode::Mermaid => human(&mut out, &envelope.data),
            Mode::Json | Mode::Pretty => self.json(&mut out, envelope),
        };
        finished(written.and_then(|()| out.flush()))
    }

    /// Prints one of many answers of a command that goes on: a line for each, whoever reads it.
    pub(crate) fn line<T: Serialize>(
        &self,
        line: &T,
        human: impl FnOnce(&mut dyn Write, &T) -> io::Result<()>,
    ) -> Result<ExitCode, Failure> {
        let written = self.write_line(line, human);
        written.map(|()| ExitCode::SUCCESS).map_err(|error| Failure::io("standard output", &error))
    }

    /// As [`Output::line`], for those who want to tell a reader that is gone from other failures.
    pub(crate) fn write_line<T: Serialize>(
        &self,
        line: &T,
        human: impl FnOnce(&mut dyn Write, &T) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut out = io::BufWriter::new(anstream::stdout().lock());
        match self.mode {
            Mode::Human | Mode::Dot | Mode::Mermaid => human(&mut out, line)?,
            Mode::Json | Mode::Pretty => self.json(&mut out, line)?,
        }
        out.flush()
    }

    /// Says something to a person on stderr, unless told to be quiet.
    pub(crate) fn remark(&self, text: &str) {
        if !self.quiet {
            anstream::eprintln!("{text}");
        }
    }

    /// Prints a failure where its reader looks: JSON on stdout, text on stderr.
    pub(crate) fn failure(&self, failure: &Failure) -> ExitCode {
        let status = ExitCode::from(failure.code.exit_status());
        if self.is_human() {
            anstream::eprintln!("{}", failure.for_a_person());
            return status;
        }
        let mut out = io::stdout().lock();
        match self.json(&mut out, &failure.to_wire().enveloped()) {
            Ok(()) => status,
            Err(_) => ExitCode::from(wire::ErrorCode::IoOther.exit_status()),
        }
    }

    fn json(&self, out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
        match self.mode {
            Mode::Pretty => wire::write_pretty(out, value)?,
            _ => wire::write_line(out, value)?,
        }
        writeln!(out)
    }
}

/// Prints a text as it is.
pub(crate) fn text(text: &str) -> Result<ExitCode, Failure> {
    let mut out = anstream::stdout().lock();
    finished(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// A reader that closed the pipe has seen enough: that is no failure.
fn finished(written: io::Result<()>) -> Result<ExitCode, Failure> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::io("standard output", &error))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}
