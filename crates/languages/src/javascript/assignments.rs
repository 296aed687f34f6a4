//! Assignments, and the definitions that JavaScript makes by them: `exports.x =`, `Foo.prototype.x =`, `Foo.x =`,
//! `this.x =`.

use extract::{Builder, NewDef};
use model::expr::{Expr, UnaryKind};
use model::ids::{DefId, ExprId, ScopeId};
use model::kinds::{DefKind, FlowKind, Modifiers, Role, ScopeKind, Visibility};
use model::span::Span;

use super::context::{Context, Owner, with_owner};
use super::declarations::Lead;
use super::expressions::{expression, expression_as};
use super::grammar::{F, Js, K};
use super::keys::inside_quotes;
use super::objects::{Qualifier, object};
use super::patterns::{Target, bind_pattern};
use super::values::{define_value, member_kind, unwrap};
use super::{broken, commonjs};

/// `left = right`.
pub(crate) fn assignment(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    let (Some(left), Some(right)) = (node.field(F::Left), node.field(F::Right)) else {
        broken::error(b, cx, node);
        return b.expr(Expr::Unknown);
    };
    broken::errors_in(b, cx, node);
    match unwrap(left).kind() {
        K::ObjectPattern | K::ArrayPattern => {
            let value = expression(b, cx, right);
            bind_pattern(b, cx, unwrap(left), Some(value), &Target::Assign);
            value
        }
        K::Member | K::Subscript => to_member(b, cx, node, left, right),
        K::Identifier if left.text() == "exports" && commonjs::is_free(b, cx, left) => {
            commonjs::export_value(b, cx, node, left, right)
        }
        _ => plain(b, cx, node, left, right),
    }
}

/// An assignment that only moves a value.
fn plain(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, left: Js<'_>, right: Js<'_>) -> ExprId {
    let target = expression_as(b, cx, left, Role::Write);
    let value = expression(b, cx, right);
    flow_into(b, node, target, value)
}

/// Records that `value` goes to `target`, and gives the assignment as an expression.
pub(crate) fn flow_into(b: &mut Builder<'_>, node: Js<'_>, target: ExprId, value: ExprId) -> ExprId {
    b.flow(FlowKind::Assign, node.span(), Some(target), Some(value));
    b.expr(Expr::Assign(target, value))
}

/// `left op= right`.
pub(crate) fn augmented(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    let (Some(left), Some(right)) = (node.field(F::Left), node.field(F::Right)) else {
        broken::error(b, cx, node);
        return b.expr(Expr::Unknown);
    };
    broken::errors_in(b, cx, node);
    let moves_value = node
        .field(F::Operator)
        .is_some_and(|op| matches!(op.kind(), K::AndAssign | K::OrAssign | K::CoalesceAssign));
    if moves_value {
        return plain(b, cx, node, left, right);
    }
    let target = expression_as(b, cx, left, Role::Write);
    expression(b, cx, right);
    b.expr(Expr::Unary(UnaryKind::Arithmetic, target))
}

/// `x++`, `--x`.
pub(crate) fn update(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    broken::errors_in(b, cx, node);
    let operand = match node.field(F::Argument) {
        Some(argument) => expression_as(b, cx, argument, Role::Write),
        None => b.expr(Expr::Unknown),
    };
    b.expr(Expr::Unary(UnaryKind::Arithmetic, operand))
}

/// Where an assignment to a member makes that member.
pub(crate) enum Place {
    /// Of the module: `exports.x`, `module.exports.x`.
    Export,
    /// Of what `this` stands for.
    This,
    /// Of all instances of what has this name: `Foo.prototype.x`.
    Prototype(String),
    /// Of the thing itself: `Foo.x`.
    Static(String),
}

/// A dotted path of names: at most four, which is enough for `module.exports.Foo.prototype.x`.
fn dotted<'t>(mut node: Js<'t>, out: &mut [&'t str; 6]) -> usize {
    let mut len = 0;
    loop {
        match node.kind() {
            K::Member if len < 5 => {
                let (Some(object), Some(property)) = (node.field(F::Object), node.field(F::Property)) else {
                    return 0;
                };
                out[len] = property.text();
                node = object;
            }
            K::Identifier | K::This => {
                out[len] = node.text();
                out[..=len].reverse();
                return len + 1;
            }
            _ => return 0,
        }
        len += 1;
    }
}

fn to_member(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, left: Js<'_>, right: Js<'_>) -> ExprId {
    let mut parts = [""; 6];
    let object = left.field(F::Object);
    let len = object.map_or(0, |object| dotted(object, &mut parts));
    let property = match left.kind() {
        K::Member => left.field(F::Property).map(Js::span),
        _ => left.field(F::Index).filter(|index| index.is(K::String)).map(inside_quotes),
    };
    let (Some(property), Some(object)) = (property, object) else { return plain(b, cx, node, left, right) };
    if len == 1 && parts[0] == "module" && b.text(property) == "exports" && commonjs::is_free(b, cx, object) {
        return commonjs::export_value(b, cx, node, left, right);
    }
    match place(b, cx, object, &parts[..len]) {
        Some(Place::Static(name)) if b.text(property) == "prototype" => {
            prototype_object(b, cx, node, left, right, &name)
        }
        Some(place) if is_new(b, cx, &place, property) => {
            define_member(b, cx, node, left, right, property, &place)
        }
        Some(Place::Prototype(name)) => {
            let owner = Owner::Prototype { name: b.name(&name), parent: b.current_def() };
            with_owner(cx, owner, |cx| plain(b, cx, node, left, right))
        }
        _ => plain(b, cx, node, left, right),
    }
}

fn place(b: &mut Builder<'_>, cx: &mut Context, object: Js<'_>, parts: &[&str]) -> Option<Place> {
    match *parts {
        [] | ["this", _, ..] => None,
        ["exports"] | ["module", "exports"] => {
            let first = first_name(object);
            commonjs::is_free(b, cx, first).then_some(Place::Export)
        }
        ["this"] => (cx.is_javascript() && cx.owner != Owner::Unknown).then_some(Place::This),
        ["exports", ref path @ .., "prototype"] | ["module", "exports", ref path @ .., "prototype"] => {
            (!path.is_empty()).then(|| Place::Prototype(path.join(".")))
        }
        [ref path @ .., "prototype"] => (!path.is_empty()).then(|| Place::Prototype(path.join("."))),
        ["globalThis" | "window" | "global"] if cx.is_javascript() => {
            commonjs::is_free(b, cx, object).then(|| Place::Static(parts.join(".")))
        }
        [first, ..] => {
            let name = b.name(first);
            let takes = cx.names.takes_members(b, name, object);
            (takes && cx.is_javascript()).then(|| Place::Static(parts.join(".")))
        }
    }
}

fn first_name(mut node: Js<'_>) -> Js<'_> {
    while let Some(object) = node.field(F::Object) {
        node = object;
    }
    node
}

/// Whether this is the first place that makes the member.
fn is_new(b: &mut Builder<'_>, cx: &mut Context, place: &Place, property: Span) -> bool {
    let name = b.name(b.text(property));
    match place {
        Place::Export => cx.note_member_of_scope(ScopeId::new(0), true, name),
        Place::Prototype(owner) => cx.note_member_of_name(b, owner, false, name),
        Place::Static(owner) => cx.note_member_of_name(b, owner, true, name),
        Place::This => match cx.owner {
            Owner::Type { scope, is_static, .. } => cx.note_member_of_scope(scope, is_static, name),
            Owner::Function { name: owner, .. } | Owner::Prototype { name: owner, .. } => {
                let owner = b.name_text(owner).to_owned();
                cx.note_member_of_name(b, &owner, false, name)
            }
            Owner::Unknown => false,
        },
    }
}

fn define_member(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Js<'_>,
    left: Js<'_>,
    right: Js<'_>,
    property: Span,
    place: &Place,
) -> ExprId {
    let target = expression_as(b, cx, left, Role::Write);
    let start = node.parent().filter(|parent| parent.is(K::ExpressionStatement)).unwrap_or(node).start();
    let lead = Lead { start, ..Lead::of(node) };
    let mut new = lead.define(b, member_kind(Some(right)), property, node);
    (new.bind, new.body) = (false, right.start());
    let around = b.current_def();
    let value = match (place, cx.owner) {
        (Place::Export, _) => {
            new.kind = export_kind(new.kind);
            (new.modifiers, new.visibility) = (Modifiers::EXPORTED, Visibility::Public);
            add_member(b, cx, right, new, Owner::Unknown)
        }
        (Place::Prototype(name), _) => {
            let owner = Owner::Prototype { name: b.name(name), parent: around };
            add_member(b, cx, right, NewDef { qualifier: Some(name), ..new }, owner)
        }
        (Place::Static(name), _) => {
            new.modifiers = Modifiers::STATIC;
            let owner = Owner::Prototype { name: b.name(name), parent: around };
            add_member(b, cx, right, NewDef { qualifier: Some(name), ..new }, owner)
        }
        (Place::This, Owner::Type { def, scope, is_static }) => {
            new.modifiers = new.modifiers.with_if(Modifiers::STATIC, is_static);
            // What a plain function makes of its `this` is no name inside of it.
            (new.scope, new.bind) = (Some(scope), b.facts().scope(scope).kind == ScopeKind::Type);
            in_def_or_here(b, def, |b| add_member(b, cx, right, new, cx.owner))
        }
        (Place::This, Owner::Function { def, .. }) => {
            in_def_or_here(b, Some(def), |b| add_member(b, cx, right, new, cx.owner))
        }
        (Place::This, Owner::Prototype { name, parent }) => {
            let qualifier = b.name_text(name).to_owned();
            let id = DefId::new(b.facts().defs.len() as u32);
            let new = NewDef { qualifier: Some(&qualifier), ..new };
            let value = add_member(b, cx, right, new, cx.owner);
            // It stands beside the members that are made outside, not inside the function that makes it.
            b.def_mut(id).parent = parent;
            value
        }
        (Place::This, Owner::Unknown) => expression(b, cx, right),
    };
    flow_into(b, node, target, value)
}

/// What a member of a module is called: a function is no method there.
fn export_kind(kind: DefKind) -> DefKind {
    match kind {
        DefKind::Method => DefKind::Function,
        DefKind::Field => DefKind::Variable,
        kind => kind,
    }
}

fn in_def_or_here<R>(b: &mut Builder<'_>, def: Option<DefId>, body: impl FnOnce(&mut Builder<'_>) -> R) -> R {
    match def {
        Some(def) => b.in_def(def, body),
        None => body(b),
    }
}

/// Adds the member with its value, and gives the value as an expression.
pub(crate) fn add_member(
    b: &mut Builder<'_>,
    cx: &mut Context,
    value: Js<'_>,
    new: NewDef<'_>,
    owner: Owner,
) -> ExprId {
    let defined = with_owner(cx, owner, |cx| define_value(b, cx, value, new));
    if let Some(id) = defined {
        return b.expr(Expr::Definition(id));
    }
    let id = b.define(new);
    let value = b.in_def(id, |b| expression(b, cx, value));
    b.def_mut(id).value = Some(value);
    value
}

/// `Foo.prototype = {…}`: the object's members are those of all instances.
fn prototype_object(
    b: &mut Builder<'_>,
    cx: &mut Context,
    node: Js<'_>,
    left: Js<'_>,
    right: Js<'_>,
    name: &str,
) -> ExprId {
    let target = expression_as(b, cx, left, Role::Write);
    let property = left.field(F::Property).map_or(left.span(), Js::span);
    let key = b.name("prototype");
    let mut made = None;
    if cx.note_member_of_name(b, name, true, key) {
        let new = NewDef {
            bind: false,
            qualifier: Some(name),
            modifiers: Modifiers::STATIC,
            ..NewDef::new(DefKind::Field, property, node.span())
        };
        made = Some(b.define(new));
    }
    let value = if unwrap(right).is(K::Object) {
        object(b, cx, unwrap(right), Qualifier(Some(name)))
    } else {
        expression(b, cx, right)
    };
    if let Some(made) = made {
        b.def_mut(made).value = Some(value);
    }
    flow_into(b, node, target, value)
}
