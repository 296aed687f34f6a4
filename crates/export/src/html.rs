//! One page that lets a person read a repository by its index, offline.
//!
//! ```text
//! head, style ─► per file: source, definitions, references ─► symbols, dependencies ─► who refers to what ─► script
//!                └────────────────── chunks: JSON, deflated, in base64 ──────────────────┘
//! ```
//!
//! The page decodes a chunk when something of it is shown. A definition is named by the number of its file and its place in the
//! facts of it; names, kinds and ids stand in the chunks of symbols alone. What refers to a file's definitions is sorted outside of
//! memory, so that writing needs no more than a file, its referrers, and the list of paths.

mod backlinks;
mod chunk;
mod file_data;
mod source_text;

use std::collections::HashMap;
use std::ops::ControlFlow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use engine::query::{FileView, SnapshotRef};
use engine::{DefKind, OutcomeKind, Reason, RepoPath, Role, Rule};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::files::for_each_file;
use crate::places::Places;
use crate::{ExportError, Out, Selection, rows};
use backlinks::Backlinks;
use chunk::Blocks;
use file_data::{FileData, Resolved};

/// Version of the data in the page.
const PAGE_VERSION: &str = "1.0.0";

const STYLE: &str = include_str!("html/page.css");
const BODY: &str = include_str!("html/page.html");
/// What makes the page live, in the order in which it needs itself.
const SCRIPT: &str = concat!(
    "'use strict';\n",
    include_str!("html/data.js"),
    include_str!("html/elements.js"),
    include_str!("html/source.js"),
    include_str!("html/relations.js"),
    include_str!("html/symbol.js"),
    include_str!("html/files.js"),
    include_str!("html/modules.js"),
    include_str!("html/search.js"),
    include_str!("html/main.js"),
);

/// Writes the page.
pub(crate) fn write(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    out: &mut Out<'_>,
) -> Result<(), ExportError> {
    head(out)?;
    let mut pages = Pages::new(snapshot, selection)?;
    for_each_file(snapshot, &selection.files, |view| pages.file(view, out))?;
    let files = pages.finish(out)?;
    let version = rows::version(snapshot)?;
    chunk::write(
        out,
        "meta",
        &json!({
            "version": PAGE_VERSION,
            "tool_version": version.tool_version,
            "digest": version.digest,
            "files": files,
            "kinds": names(DefKind::ALL, DefKind::as_str),
            "roles": names(Role::ALL, Role::as_str),
            "outcomes": names(OutcomeKind::ALL, OutcomeKind::as_str),
            "rules": names(Rule::ALL, Rule::as_str),
            "reasons": names(Reason::ALL, Reason::as_str),
        }),
    )?;
    write!(out, "<script>{SCRIPT}</script>\n</body>\n</html>\n")?;
    Ok(())
}

/// The names that numbers in the page stand for.
fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| name(*one)).collect()
}

/// Everything before the data. The policy lets nothing run but the page's own script, and nothing load at all.
fn head(out: &mut Out<'_>) -> Result<(), ExportError> {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    let (script, style) = (hash(SCRIPT), hash(STYLE));
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-{script}'; \
         style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>Magellan</title>\n<style>{STYLE}</style>\n</head>\n{BODY}"
    )?;
    Ok(())
}

/// What becomes of the files, one after the other.
struct Pages<'a> {
    places: Places<'a>,
    numbers: HashMap<RepoPath, u32>,
    next: u32,
    paths: Blocks,
    symbols: Blocks,
    dependencies: Blocks,
    backlinks: Backlinks,
}

impl<'a> Pages<'a> {
    fn new(snapshot: SnapshotRef<'a>, selection: &Selection) -> Result<Self, ExportError> {
        let mut numbers = HashMap::new();
        snapshot.files(&mut |record| {
            if selection.files.accepts_record(&record) {
                let number = numbers.len() as u32;
                numbers.insert(record.path, number);
            }
            ControlFlow::Continue(())
        })?;
        Ok(Self {
            places: Places::new(snapshot),
            numbers,
            next: 0,
            paths: Blocks::new("p"),
            symbols: Blocks::new("s"),
            dependencies: Blocks::new("d"),
            backlinks: Backlinks::new(),
        })
    }

    fn file(&mut self, view: &FileView, out: &mut Out<'_>) -> Result<(), ExportError> {
        let number = self.next;
        self.next += 1;
        self.places.learn(view);
        let resolved = Resolved::of(view, &self.places, &self.numbers)?;
        self.paths.push(out, &file_data::path(view))?;
        self.symbols.push(out, &file_data::symbols(view))?;
        self.dependencies.push(out, &resolved.dependencies(number))?;
        self.backlinks.add(number, view, &resolved)?;
        chunk::write(out, &format!("f{number}"), &FileData::of(view, &resolved))
    }

    /// Writes what is known only now; how many files there are.
    fn finish(mut self, out: &mut Out<'_>) -> Result<u32, ExportError> {
        self.paths.finish(out)?;
        self.symbols.finish(out)?;
        self.dependencies.finish(out)?;
        self.backlinks.finish(out)?;
        Ok(self.next)
    }
}
