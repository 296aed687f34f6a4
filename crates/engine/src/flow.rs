//! Control flow of what is indexed: derived from the stored source when it is asked for.
//!
//! Parsing one file costs milliseconds, and its graphs would add a tenth to a database; so only their measures are stored.

use extract::Extractor;
use extract::control::FunctionFlow;
use query::{FileView, SymbolInfo};

use crate::error::EngineError;
use crate::grammars::Grammars;

/// The control flow of every function of a file, as it was indexed, by start.
///
/// # Errors
/// [`EngineError::NoTree`] when this program does not know the file's language.
pub fn control_flows(view: &FileView) -> Result<Vec<FunctionFlow>, EngineError> {
    let record = &view.record;
    let spec = Grammars::of(|name| name == record.language).spec(record);
    let spec = spec.ok_or_else(|| EngineError::NoTree { path: record.path.clone() })?;
    Ok(Extractor::new().control_flow(spec, &view.source).1)
}

/// The control flow of a symbol and of the lambdas in it, the symbol's first; of a file its own code's. Empty when it has none, as a
/// type or a declaration without body.
///
/// # Errors
/// As [`control_flows`].
pub fn control_flow_of(view: &FileView, symbol: &SymbolInfo) -> Result<Vec<FunctionFlow>, EngineError> {
    let mut flows = control_flows(view)?;
    let Some(at) = flows.iter().position(|flow| match symbol.def {
        Some(def) => flow.def == Some(def),
        None => flow.def.is_none() && flow.span == symbol.location.span,
    }) else {
        return Ok(Vec::new());
    };
    let own = flows.remove(at);
    // What stands in a function that is defined inside belongs to that one.
    let belongs_elsewhere = |lambda: &FunctionFlow| {
        let inner = |flow: &FunctionFlow| flow.def.is_some() && own.span.contains(flow.span);
        flows.iter().any(|flow| inner(flow) && flow.span.contains(lambda.span))
    };
    let is_inside =
        |flow: &FunctionFlow| flow.def.is_none() && own.span.contains(flow.span) && !belongs_elsewhere(flow);
    let inside: Vec<FunctionFlow> = flows.iter().filter(|flow| is_inside(flow)).cloned().collect();
    Ok(std::iter::once(own).chain(inside).collect())
}
