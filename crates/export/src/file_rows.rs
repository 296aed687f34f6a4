//! The rows of one file, kind by kind, as every format of rows tells them.

use engine::query::{self, FileView, SnapshotRef, SymbolInfo};
use engine::{BlobKey, EngineError, FunctionFlow, SyntaxOptions};

use crate::files::symbols;
use crate::places::Places;
use crate::rows::{self, Row, derived};
use crate::{ExportError, RowKind, Selection};

/// Takes rows one by one.
pub(crate) type Sink<'a> = dyn FnMut(&Row<'_>) -> Result<(), ExportError> + 'a;

/// A file whose rows are wanted.
pub(crate) struct FileRows<'a> {
    pub(crate) snapshot: SnapshotRef<'a>,
    pub(crate) view: &'a FileView,
    pub(crate) selection: &'a Selection,
    pub(crate) places: &'a Places<'a>,
}

impl FileRows<'_> {
    /// Tells every row of a kind, in canonical order; none when the kind is not selected.
    pub(crate) fn each(&self, kind: RowKind, sink: &mut Sink<'_>) -> Result<(), ExportError> {
        let Self { view, selection, places, .. } = *self;
        if !selection.has(kind) {
            return Ok(());
        }
        match kind {
            RowKind::File => sink(&rows::file(view)),
            RowKind::Symbol => self.symbols().try_for_each(|info| sink(&rows::symbol(view, &info))),
            RowKind::Reference => {
                places.learn(view);
                let wanted = |site: &_| selection.accepts_outcome(view.outcome(*site).kind);
                view.sites().filter(wanted).try_for_each(|site| sink(&rows::reference(view, site, places)?))
            }
            RowKind::Call => {
                let mut calls = view.sites().filter_map(|site| rows::call(view, site, selection));
                calls.try_for_each(|call| sink(&call))
            }
            RowKind::Import => {
                view.facts.imports.iter().try_for_each(|import| sink(&rows::import(view, import)))
            }
            RowKind::Diagnostic => {
                view.facts.diagnostics.iter().try_for_each(|found| sink(&rows::diagnostic(view, found)))
            }
            _ => self.each_derived(kind, sink),
        }
    }

    fn each_derived(&self, kind: RowKind, sink: &mut Sink<'_>) -> Result<(), ExportError> {
        let view = self.view;
        match kind {
            RowKind::Chunk => {
                query::chunks(view).iter().try_for_each(|chunk| sink(&derived::chunk(view, chunk)))
            }
            RowKind::Ast => self.ast(sink),
            RowKind::CfgBlock => self.each_flow(&mut |number, flow| {
                let mut blocks = flow.graph.blocks.iter().enumerate();
                blocks.try_for_each(|block| sink(&derived::cfg_block(view, (number, flow), block)))
            }),
            RowKind::CfgEdge => self.each_flow(&mut |number, flow| {
                let mut edges = flow.graph.edges.iter();
                edges.try_for_each(|edge| sink(&derived::cfg_edge(view, (number, flow), edge)))
            }),
            RowKind::Metrics => {
                let counted = self.snapshot.structure(&BlobKey::of(&view.record))?.unwrap_or_default();
                let mut functions = counted.functions.iter().enumerate();
                functions.try_for_each(|function| sink(&derived::metrics(view, function)))
            }
            RowKind::Label => self.symbols().try_for_each(|info| sink(&derived::label(view, &info))),
            // Of no single file.
            _ => Ok(()),
        }
    }

    /// The definitions that are wanted, in canonical order.
    fn symbols(&self) -> impl Iterator<Item = SymbolInfo> {
        symbols(self.view, self.selection)
    }

    fn ast(&self, sink: &mut Sink<'_>) -> Result<(), ExportError> {
        let parsed = match engine::parse(self.view) {
            Ok(parsed) => parsed,
            Err(EngineError::NoTree { .. }) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        let nodes = parsed.nodes(&SyntaxOptions::default());
        nodes.iter().try_for_each(|step| sink(&derived::ast(self.view, step)))
    }

    /// The control flow of every function. A file that the parser gives up on has none; its diagnostics say so.
    fn each_flow(
        &self,
        each: &mut dyn FnMut(usize, &FunctionFlow) -> Result<(), ExportError>,
    ) -> Result<(), ExportError> {
        match engine::control_flows(self.view) {
            Ok(flows) => flows.iter().enumerate().try_for_each(|(number, flow)| each(number, flow)),
            Err(EngineError::NoTree { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}
