//! Writes elements with their numbers, and the results of a symbol once.

use std::collections::BTreeMap;

use serde::Serialize;

use super::element::{
    Bare, Element, Event, Items, MetaData, Moniker, PackageInformation, Project, ToMany, ToOne, ToolInfo,
};
use super::numbers::{Numbers, Results};
use crate::symbols::Known;
use crate::{ExportError, Out};

/// The number of the one project.
const PROJECT: u64 = 2;

/// Writes lines.
pub(super) struct Writer<'a, 'o> {
    out: &'a mut Out<'o>,
    numbers: Numbers,
    next: u64,
    written: Bits,
    with_implementations: Bits,
    packages: BTreeMap<String, u64>,
    externals: BTreeMap<String, Results>,
}

/// A set of numbers below a bound.
struct Bits(Vec<u64>);

impl Bits {
    fn below(count: u64) -> Self {
        Self(vec![0; usize::try_from(count / 64).unwrap_or(0) + 1])
    }

    /// Adds a number; whether it is new.
    fn insert(&mut self, number: u64) -> bool {
        let word = &mut self.0[usize::try_from(number / 64).unwrap_or(0)];
        let bit = 1 << (number % 64);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }
}

impl<'a, 'o> Writer<'a, 'o> {
    /// Has written nothing yet.
    pub(super) fn new(numbers: Numbers, out: &'a mut Out<'o>) -> Self {
        let next = numbers.free();
        let (written, with_implementations) = (Bits::below(numbers.count()), Bits::below(numbers.count()));
        let (packages, externals) = (BTreeMap::new(), BTreeMap::new());
        Self { out, numbers, next, written, with_implementations, packages, externals }
    }

    /// Writes what stands before all documents; the project's number.
    pub(super) fn begin(&mut self, version: &'static str) -> Result<u64, ExportError> {
        let tool_info = ToolInfo { name: "magellan", version: engine::VERSION };
        let root = "file:///";
        let meta = MetaData { version, project_root: root, position_encoding: "utf-16", tool_info };
        self.line(1, "vertex", "metaData", meta)?;
        self.line(PROJECT, "vertex", "project", Project { kind: "magellan", name: "magellan" })?;
        self.event("begin", "project", PROJECT)?;
        Ok(PROJECT)
    }

    /// Writes what stands after them.
    pub(super) fn end(&mut self, project: u64) -> Result<(), ExportError> {
        self.event("end", "project", project).map(drop)
    }

    /// Writes a vertex with a number of its own.
    pub(super) fn vertex(&mut self, label: &'static str, rest: impl Serialize) -> Result<u64, ExportError> {
        let id = self.number();
        self.line(id, "vertex", label, rest)?;
        Ok(id)
    }

    /// Writes an event.
    pub(super) fn event(
        &mut self,
        kind: &'static str,
        scope: &'static str,
        data: u64,
    ) -> Result<u64, ExportError> {
        self.vertex("$event", Event { kind, scope, data })
    }

    /// Writes an edge from one vertex to another.
    pub(super) fn edge(&mut self, label: &'static str, out_v: u64, in_v: u64) -> Result<(), ExportError> {
        let id = self.number();
        self.line(id, "edge", label, ToOne { out_v, in_v })
    }

    /// Writes an edge to all that a vertex contains; none when that is nothing.
    pub(super) fn contains(&mut self, out_v: u64, in_vs: &[u64]) -> Result<(), ExportError> {
        if in_vs.is_empty() {
            return Ok(());
        }
        let id = self.number();
        self.line(id, "edge", "contains", ToMany { out_v, in_vs })
    }

    /// Writes an edge to what a result lists of a document; none when that is nothing.
    pub(super) fn items(
        &mut self,
        out_v: u64,
        in_vs: &[u64],
        shard: u64,
        property: Option<&'static str>,
    ) -> Result<(), ExportError> {
        if in_vs.is_empty() {
            return Ok(());
        }
        let id = self.number();
        self.line(id, "edge", "item", Items { out_v, in_vs, shard, property })
    }

    /// The vertices of a definition, written when they are not there yet.
    pub(super) fn symbol(&mut self, known: &Known) -> Result<Results, ExportError> {
        let number = self.numbers.of(known);
        let results = Results::of_symbol(number);
        if self.written.insert(number) {
            self.results(results)?;
        }
        Ok(results)
    }

    /// The vertices of a symbol that is known in one document only.
    pub(super) fn local(&mut self) -> Result<Results, ExportError> {
        let results = Results::from(self.next);
        self.next = results.implementations + 1;
        self.results(results)?;
        Ok(results)
    }

    /// The vertices of what an import names outside of the repository.
    pub(super) fn external(&mut self, symbol: &str) -> Result<Results, ExportError> {
        if let Some(known) = self.externals.get(symbol) {
            return Ok(*known);
        }
        let results = self.local()?;
        self.moniker(results, symbol, "import")?;
        self.externals.insert(symbol.to_owned(), results);
        Ok(results)
    }

    /// The list of what implements a symbol, written when it is not there yet.
    pub(super) fn implementations(&mut self, known: &Known) -> Result<u64, ExportError> {
        let results = self.symbol(known)?;
        if self.with_implementations.insert(self.numbers.of(known)) {
            self.line(results.implementations, "vertex", "implementationResult", Bare {})?;
            self.edge("textDocument/implementation", results.set, results.implementations)?;
        }
        Ok(results.implementations)
    }

    /// Names a symbol for other repositories; its number.
    pub(super) fn moniker(
        &mut self,
        results: Results,
        identifier: &str,
        kind: &'static str,
    ) -> Result<u64, ExportError> {
        let scheme = identifier.split(' ').next().map_or("magellan", |scheme| match scheme {
            "magellan-import" => "magellan-import",
            _ => "magellan",
        });
        let moniker = self.vertex("moniker", Moniker { scheme, identifier, kind, unique: "scheme" })?;
        self.edge("moniker", results.set, moniker)?;
        Ok(moniker)
    }

    /// Says which package a moniker belongs to.
    pub(super) fn package(&mut self, moniker: u64, manager: &str, name: &str) -> Result<(), ExportError> {
        let key = format!("{manager} {name}");
        let package = match self.packages.get(&key) {
            Some(known) => *known,
            None => self.vertex("packageInformation", PackageInformation { name, manager })?,
        };
        self.packages.insert(key, package);
        self.edge("packageInformation", moniker, package)
    }

    fn results(&mut self, results: Results) -> Result<(), ExportError> {
        self.line(results.set, "vertex", "resultSet", Bare {})?;
        self.line(results.definitions, "vertex", "definitionResult", Bare {})?;
        self.edge("textDocument/definition", results.set, results.definitions)?;
        self.line(results.references, "vertex", "referenceResult", Bare {})?;
        self.edge("textDocument/references", results.set, results.references)
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    fn line(
        &mut self,
        id: u64,
        kind: &'static str,
        label: &'static str,
        rest: impl Serialize,
    ) -> Result<(), ExportError> {
        let element = Element { id, kind, label, rest };
        serde_json::to_writer(&mut *self.out, &element).map_err(std::io::Error::from)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }
}
