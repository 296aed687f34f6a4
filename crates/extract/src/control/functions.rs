//! All functions of a file.

use model::control::ControlFlow;
use model::facts::{FileFacts, Param, ParamKind};
use model::ids::DefId;
use model::span::Span;
use rustc_hash::FxHashMap;

use super::construct::{Construct, ControlRules, Function};
use super::walk::{Walk, Walked};
use crate::grammar::Grammar;
use crate::syntax::Node;

/// A function or lambda of a file, or the file's own code, with its graph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FunctionFlow {
    /// Its definition; `None` for lambdas and for the file's own code.
    pub def: Option<DefId>,
    /// The whole function; for the definition with what stands before it (decorators, attributes).
    pub span: Span,
    /// What can run after what.
    pub graph: ControlFlow,
    /// Cognitive complexity.
    pub cognitive: u32,
    /// How deep branches, loops and handlers stand in one another.
    pub nesting: u32,
    /// How many parameters it takes, receivers left out.
    pub parameters: u32,
    /// First node of its tree and one past the last, for counting tokens.
    pub(crate) nodes: (u32, u32),
}

/// A function and the node that it is.
pub(super) struct Found<'t, G: Grammar> {
    pub(super) node: Node<'t, G>,
    pub(super) function: Function<'t, G>,
}

/// Every function below `root`, by start, outer ones first.
pub(crate) fn functions<R: ControlRules>(root: Node<'_, R::Grammar>, facts: &FileFacts) -> Vec<FunctionFlow> {
    let defs = by_body(facts);
    let mut found = Vec::new();
    let mut waiting = Vec::new();
    if R::TOP_LEVEL {
        let walked = walked::<R>(root, None);
        let Walked { graph, cognitive, nesting, inside } = walked;
        waiting.extend(inside);
        found.push(FunctionFlow {
            def: None,
            span: root.span(),
            graph,
            cognitive,
            nesting,
            parameters: 0,
            nodes: root.range(),
        });
    } else {
        waiting.extend(outermost::<R>(root));
    }
    while let Some(Found { node, function }) = waiting.pop() {
        // Initialisers of members belong to the body of a constructor.
        let mut starts = [Some(function.body), function.before.first().copied()].into_iter().flatten();
        let def = starts.find_map(|start| defs.get(&start.start()).copied());
        let Walked { graph, cognitive, nesting, inside } = walked::<R>(function.body, Some(&function));
        waiting.extend(inside);
        let declared = |def: DefId| {
            let all = facts.params(facts.def(def).params).iter();
            all.filter(|param| param.kind != ParamKind::Receiver && !is_ellipsis(facts, param)).count() as u32
        };
        let parameters = def.map_or_else(|| function.parameters.map_or(0, R::parameters), declared);
        let span = def.map_or(node.span(), |def| facts.def(def).span);
        found.push(FunctionFlow { def, span, graph, cognitive, nesting, parameters, nodes: node.range() });
    }
    found.sort_by_key(|function| (function.nodes.0, std::cmp::Reverse(function.nodes.1)));
    found
}

/// The `...` of C, which takes arguments but declares nothing.
fn is_ellipsis(facts: &FileFacts, param: &Param) -> bool {
    param.kind == ParamKind::Variadic && param.span.len() == 3 && facts.text(param.name).is_empty()
}

/// Definitions by the first byte of their bodies.
fn by_body(facts: &FileFacts) -> FxHashMap<u32, DefId> {
    let with_body = facts.defs.iter().enumerate().filter(|(_, def)| def.body < def.span.end);
    // Where two bodies begin at one place, the inner definition comes later and is the function itself.
    with_body.map(|(index, def)| (def.body, DefId::new(index as u32))).collect()
}

fn walked<'t, R: ControlRules>(
    body: Node<'t, R::Grammar>,
    function: Option<&Function<'t, R::Grammar>>,
) -> Walked<'t, R> {
    let mut walk = Walk::<R>::new();
    if let Some(function) = function {
        function.before.iter().for_each(|&node| walk.expression(node));
    }
    // A body that is the function itself, as an initialiser block is, and the file are their children.
    let is_itself = matches!(R::construct(body), Construct::Function(inner) if inner.body == body);
    if function.is_none() || is_itself {
        body.named_children().for_each(|child| walk.statement(child));
    } else {
        walk.statement(body);
    }
    walk.finish()
}

/// The functions that stand in no other.
pub(super) fn outermost<R: ControlRules>(root: Node<'_, R::Grammar>) -> Vec<Found<'_, R::Grammar>> {
    let mut found = Vec::new();
    let mut rest = root.below();
    while let Some(node) = rest.next() {
        if !node.is_named() {
            continue;
        }
        if let Construct::Function(function) = R::construct(node) {
            rest.pass_over(node);
            found.push(Found { node, function });
        }
    }
    found
}
