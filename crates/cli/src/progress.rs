//! Progress of indexing and copying: a bar on a terminal, plain lines elsewhere.

use std::cell::Cell;
use std::io::IsTerminal;

use engine::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Files between two plain lines.
const LINE_EVERY: u64 = 5_000;

/// Shows progress on stderr.
pub(crate) struct Bar {
    /// What is done with files in the first pass, and in the second.
    passes: [&'static str; 2],
    on_terminal: ProgressBar,
    plain: bool,
    done: Cell<u64>,
    total: Cell<u64>,
}

impl Bar {
    /// For indexing: shows nothing before the tree is listed.
    pub(crate) fn of_index() -> Self {
        Self::new(["indexing", "resolving"])
    }

    /// For comparing a tree with a database.
    pub(crate) fn of_comparison() -> Self {
        Self::new(["reading", "resolving"])
    }

    /// For copying a database.
    pub(crate) fn of_copy() -> Self {
        Self::new(["copying", "copying the outcomes of"])
    }

    fn new(passes: [&'static str; 2]) -> Self {
        let plain = !std::io::stderr().is_terminal();
        let target =
            if plain { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(10) };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {eta} left  {wide_msg}");
        Self {
            passes,
            on_terminal: bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())),
            plain,
            done: Cell::new(0),
            total: Cell::new(0),
        }
    }
}

impl Progress for Bar {
    fn planned(&self, files: u64) {
        self.total.set(files);
        self.on_terminal.set_length(files);
        if self.plain && files > 0 {
            eprintln!("{} {files} files", self.passes[0]);
        }
    }

    fn resolving(&self, files: u64) {
        self.done.set(0);
        self.total.set(files);
        self.on_terminal.reset();
        self.on_terminal.set_length(files);
        if self.plain && files > 0 {
            eprintln!("{} {files} files", self.passes[1]);
        }
    }

    fn file_done(&self, path: &str) {
        self.done.set(self.done.get() + 1);
        let (done, total) = (self.done.get(), self.total.get());
        if self.plain && done.is_multiple_of(LINE_EVERY) {
            eprintln!("{done} of {total} files");
        }
        if !self.plain {
            self.on_terminal.set_message(path.to_owned());
            self.on_terminal.inc(1);
        }
    }

    fn finishing(&self) {
        self.on_terminal.finish_and_clear();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.on_terminal.finish_and_clear();
    }
}
