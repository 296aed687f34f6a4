//! The arguments by which a command is told which function's control flow is meant.

use std::rc::Rc;

use clap::Args;
use engine::query::{FileView, SymbolInfo, Views};
use engine::{Database, FunctionFlow};

use super::symbol_argument::SymbolArgument;
use crate::database;
use crate::failure::Failure;

/// Which function is meant.
#[derive(Args, Debug)]
pub(crate) struct FunctionArgument {
    #[command(flatten)]
    symbol: SymbolArgument,
    /// The so manieth lambda in it, from 1
    #[arg(long, value_name = "N")]
    lambda: Option<usize>,
}

/// A function of the index.
pub(crate) struct Function {
    pub(crate) view: Rc<FileView>,
    pub(crate) symbol: SymbolInfo,
    /// The one that is meant.
    pub(crate) flow: FunctionFlow,
    /// The lambdas in the symbol.
    pub(crate) lambdas: Vec<FunctionFlow>,
}

impl FunctionArgument {
    /// The function that is meant.
    pub(crate) fn find(&self, db: &Database) -> Result<Function, Failure> {
        let symbol = self.symbol.one(db)?;
        let views = Views::new(db.snapshot());
        let view = views.file(&symbol.path).map_err(database::failed)?;
        let mut flows = engine::control_flow_of(&view, &symbol)?.into_iter();
        let Some(own) = flows.next() else {
            return Err(Failure::argument(format!(
                "{} `{}` has no body that runs",
                symbol.kind, symbol.display_fqn
            ))
            .hint("name a function, a method or, in Python, JavaScript and TypeScript, a file"));
        };
        let lambdas: Vec<FunctionFlow> = flows.collect();
        let flow = match self.lambda {
            None => own,
            Some(number) => {
                let found = number.checked_sub(1).and_then(|index| lambdas.get(index)).cloned();
                found.ok_or_else(|| {
                    let what = format!("`{}` has no lambda {number}", symbol.display_fqn);
                    Failure::argument(what).hint(format!("it has {}, counted from 1", lambdas.len()))
                })?
            }
        };
        Ok(Function { view, symbol, flow, lambdas })
    }
}
