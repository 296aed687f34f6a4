//! Control flow: from the syntax tree of a file to a graph for each of its functions.
//!
//! A language says what each node does ([`ControlRules`]); everything else is the same for all.

mod construct;
mod draft;
mod frames;
mod functions;
mod rounds;
mod switches;
mod walk;

pub use construct::{
    Branch, Case, Clause, Comprehension, Construct, ControlRules, Function, Handler, Jump, JumpKind, Label,
    Logical, LogicalKind, Loop, LoopKind, Suspend, Switch, Try,
};
pub use functions::FunctionFlow;
pub(crate) use functions::functions;
