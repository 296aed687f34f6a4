//! Namespaces that macros open: `FMT_BEGIN_NAMESPACE … FMT_END_NAMESPACE`.
//!
//! A macro whose text is `namespace a { inline namespace b {` has those namespaces as definitions below it; one whose text
//! is `} }` has these braces as its value. Where the first is used at the level of a file or namespace, everything up to
//! the use of the second lives in the namespaces.

use std::rc::Rc;
use std::sync::Arc;

use model::expr::Expr;
use model::ids::ScopeId;
use model::kinds::{DefKind, Modifiers};
use model::span::Span;
use resolve::{DefRef, Session, Unit};

use super::marks;
use super::state::State;

/// What the use of a macro opens or closes.
#[derive(Default, Debug)]
pub(super) struct Effect {
    /// The namespaces opened that are not inline.
    opens: Vec<(Box<str>, DefRef)>,
    /// How many blocks are opened or, when none is, closed.
    blocks: usize,
    is_opening: bool,
}

/// A range that lives in namespaces opened by a macro.
#[derive(Debug)]
pub(super) struct Opened {
    span: Span,
    /// The scope that the macro is used in.
    pub(super) scope: ScopeId,
    /// The namespaces, outermost first, without inline ones.
    pub(super) names: Vec<(Box<str>, DefRef)>,
}

impl Opened {
    /// Where the range begins.
    pub(super) fn start(&self) -> u32 {
        self.span.start
    }

    /// Whether a byte is in the range.
    pub(super) fn holds(&self, at: u32) -> bool {
        self.span.start <= at && at < self.span.end
    }
}

/// The ranges of a file, outer ones first.
pub(super) fn namespaces(cx: &mut Session<'_>, unit: &Arc<Unit>) -> Rc<[Opened]> {
    if let Some(known) = cx.table::<State>().opened.get(&unit.id) {
        return Rc::clone(known);
    }
    let made: Rc<[Opened]> = find(cx, unit).into();
    cx.table::<State>().opened.insert(unit.id, Rc::clone(&made));
    made
}

fn find(cx: &mut Session<'_>, unit: &Arc<Unit>) -> Vec<Opened> {
    let mut done: Vec<Opened> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for used in &marks::of(cx, unit).uses {
        let effect = effect(cx, unit.text(used.name));
        if effect.blocks == 0 {
            continue;
        }
        if effect.is_opening {
            let span = Span::new(used.span.end, u32::MAX);
            open.push((done.len(), effect.blocks));
            done.push(Opened { span, scope: used.scope, names: effect.opens.clone() });
        } else {
            close(&mut done, &mut open, effect.blocks, used.span.start);
        }
    }
    done
}

fn close(done: &mut [Opened], open: &mut Vec<(usize, usize)>, mut blocks: usize, at: u32) {
    while blocks > 0 {
        let Some((index, count)) = open.pop() else { return };
        if count > blocks {
            open.push((index, count - blocks));
            return;
        }
        blocks -= count;
        done[index].span.end = at;
    }
}

/// What using a macro called `name` opens or closes.
fn effect(cx: &mut Session<'_>, name: &str) -> Rc<Effect> {
    if let Some(known) = cx.table::<State>().effects.get(name) {
        return Rc::clone(known);
    }
    let mut effect = Effect::default();
    for def in cx.defs_named_where(name, |named| named.kind == DefKind::Macro) {
        let unit = cx.unit(def.file);
        read(&unit, def, &mut effect);
        if effect.blocks > 0 {
            break;
        }
    }
    let effect = Rc::new(effect);
    cx.table::<State>().effects.insert(name.into(), Rc::clone(&effect));
    effect
}

fn read(unit: &Unit, def: DefRef, effect: &mut Effect) {
    for child in unit.children(def.def) {
        let facts = unit.def(child);
        if facts.kind == DefKind::Namespace {
            effect.is_opening = true;
            effect.blocks += 1;
            if !facts.modifiers.contains(Modifiers::INLINE) && !facts.name_span.is_empty() {
                effect.opens.push((unit.def_name(child).into(), DefRef::new(unit.id, child)));
            }
        }
    }
    if effect.blocks == 0
        && let Some(Expr::Text(braces)) = unit.def(def.def).value.map(|value| unit.expr(value))
    {
        let braces = unit.text(braces);
        if braces.bytes().all(|byte| byte == b'}') {
            effect.blocks = braces.len();
        }
    }
}
