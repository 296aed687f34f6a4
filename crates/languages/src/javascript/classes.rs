//! Classes and their members.

use extract::{Builder, NewBinding, NewDef};
use model::expr::TypeExpr;
use model::facts::{List, Super};
use model::ids::{BindingId, DefId, ExprId, TypeId};
use model::kinds::{BindingKind, DefKind, Modifiers, Role, ScopeKind, SuperKind, Visibility};
use model::span::Span;

use super::context::{Context, Owner, with_owner};
use super::declarations::Lead;
use super::expressions::{class_type, expression, expression_as};
use super::grammar::{F, Js, K};
use super::keys::{Key, name_span};
use super::values::{define_value, member_kind};
use super::{broken, functions, statements};
use crate::typescript;

/// `class C {}` as a statement.
pub(crate) fn declaration(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, lead: Lead) {
    let name = node.field(F::Name);
    let mut new =
        lead.define(b, DefKind::Class, name.map_or(Span::new(lead.start, lead.start), Js::span), node);
    if name.is_none() {
        (new.name, new.bind) = (Some("default"), false);
    }
    define(b, cx, node, new);
}

/// A class as a value without a name given to it from outside.
pub(crate) fn class_value(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> DefId {
    let lead = Lead::of(node);
    let Some(name) = node.field(F::Name) else {
        let new = NewDef { bind: false, ..NewDef::unnamed(DefKind::Class, "class", node.span()) };
        return define(b, cx, node, new);
    };
    let (_, id) = b.in_scope(ScopeKind::Block, node.span(), |b| {
        let new = lead.define(b, DefKind::Class, name.span(), node);
        define(b, cx, node, new)
    });
    id
}

/// Adds `new` with the class `node` as what it is.
pub(crate) fn define(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, new: NewDef<'_>) -> DefId {
    let written: Vec<_> = node.fields(F::Decorator).collect();
    let decorators = if written.is_empty() { new.decorators } else { decorators(b, cx, &written) };
    let modifiers = new.modifiers.with_if(Modifiers::ABSTRACT, node.is(K::AbstractClass));
    let body = node.field(F::Body);
    let name_span = new.name_span;
    let id = b.define(NewDef { decorators, modifiers, body: body.map_or(0, Js::start), ..new });
    let own_name = node.field(F::Name).filter(|name| node.is(K::Class) && name.span() != name_span);
    b.in_def_scope(id, ScopeKind::Type, node.span(), |b| {
        if let Some(name) = own_name {
            // `const C = class D {}`: inside, the class is known as `D` too.
            let init = Some(b.expr(model::expr::Expr::Definition(id)));
            b.bind(NewBinding { init, ..NewBinding::new(BindingKind::Local, name.span()) });
        }
        let type_params = typescript::type_parameters(b, cx, node);
        let supers = heritage(b, cx, node);
        let def = b.def_mut(id);
        (def.type_params, def.supers) = (type_params, supers);
        broken::errors_in(b, cx, node);
        body.into_iter().for_each(|body| class_body(b, cx, body, id));
    });
    id
}

fn heritage(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> List {
    let mut supers = Vec::new();
    for clause in node.child(K::ClassHeritage).into_iter().flat_map(Js::named_children) {
        match clause.kind() {
            K::ExtendsClause => extends_clause(b, cx, clause, &mut supers),
            K::ImplementsClause => {
                for ty in clause.named_children() {
                    let ty = typescript::type_as(b, cx, ty, Role::Implement);
                    supers.push(Super { ty, kind: SuperKind::Implements });
                }
            }
            _ => supers.push(Super { ty: base_class(b, cx, clause), kind: SuperKind::Extends }),
        }
    }
    b.supers(&supers)
}

fn extends_clause(b: &mut Builder<'_>, cx: &mut Context, clause: Js<'_>, supers: &mut Vec<Super>) {
    for child in clause.named_children() {
        if !child.is(K::TypeArguments) {
            supers.push(Super { ty: base_class(b, cx, child), kind: SuperKind::Extends });
            continue;
        }
        let args = typescript::type_arguments(b, cx, child);
        if let Some(last) = supers.last_mut() {
            last.ty = b.ty(TypeExpr::Apply { base: last.ty, args });
        }
    }
}

/// The class that an expression stands for, as a type.
fn base_class(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    if node.is(K::Identifier) {
        return b.name_type(node.span(), Role::Inherit);
    }
    let value = expression_as(b, cx, node, Role::Inherit);
    class_type(b, value)
}

/// Decorators, as a list of expressions.
pub(crate) fn decorators(b: &mut Builder<'_>, cx: &mut Context, nodes: &[Js<'_>]) -> List {
    let values: Vec<ExprId> = nodes.iter().map(|node| decorator(b, cx, *node)).collect();
    b.list(&values)
}

fn decorator(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    match node.first_named() {
        Some(value) => expression_as(b, cx, value, Role::Decorate),
        None => b.expr(model::expr::Expr::Unknown),
    }
}

fn class_body(b: &mut Builder<'_>, cx: &mut Context, body: Js<'_>, class: DefId) {
    note_declared_fields(b, cx, body);
    let mut waiting: Vec<Js<'_>> = Vec::new();
    for child in body.named_children() {
        match child.kind() {
            K::Decorator => waiting.push(child),
            K::StaticBlock => static_block(b, cx, child, class),
            K::Error => broken::error(b, cx, child),
            K::IndexSignature => typescript::index_signature(b, cx, child),
            _ => member(b, cx, child, class, &mut waiting),
        }
    }
}

/// In JavaScript a field that is declared anywhere in the class is not made by an assignment to it.
fn note_declared_fields(b: &mut Builder<'_>, cx: &mut Context, body: Js<'_>) {
    if !cx.is_javascript() {
        return;
    }
    let scope = b.scope();
    for field in body.named_children() {
        let name = match field.kind() {
            K::FieldDefinition => field.field(F::Property),
            K::MethodDefinition => field.field(F::Name),
            _ => None,
        };
        if let Some(name) = name {
            let name = b.name(b.text(name_span(name)));
            cx.note_member_of_scope(scope, field.has(K::StaticKeyword), name);
        }
    }
}

fn static_block(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, class: DefId) {
    let owner = Owner::Type { def: Some(class), scope: b.scope(), is_static: true };
    b.in_scope(ScopeKind::Lambda, node.span(), |b| {
        with_owner(cx, owner, |cx| {
            node.field(F::Body).into_iter().for_each(|body| statements::statements(b, cx, body));
        });
    });
}

/// What is written before and around a member's name.
pub(crate) struct MemberHead<'t> {
    pub(crate) name: Option<Js<'t>>,
    pub(crate) visibility: Visibility,
    pub(crate) modifiers: Modifiers,
    decorators: Vec<Js<'t>>,
}

impl<'t> MemberHead<'t> {
    /// Reads the head of `node`, in one pass over its children.
    pub(crate) fn of(node: Js<'t>) -> Self {
        let (name, visibility) = (None, Visibility::Default);
        let mut head = Self { name, visibility, modifiers: Modifiers::NONE, decorators: Vec::new() };
        for child in node.children() {
            match child.kind() {
                K::FormalParameters | K::TypeAnnotation | K::Equals | K::TypeParameters => break,
                _ => head.add(child),
            }
        }
        head
    }

    fn add(&mut self, child: Js<'t>) {
        if child.is_in_field(F::Name) || child.is_in_field(F::Property) {
            self.name = Some(child);
            if child.is(K::PrivateIdentifier) {
                self.visibility = Visibility::Private;
            }
            return;
        }
        self.modifiers |= match child.kind() {
            K::AsyncKeyword => Modifiers::ASYNC,
            K::StaticKeyword => Modifiers::STATIC,
            K::StaticGet => Modifiers::STATIC | Modifiers::GETTER,
            K::Get => Modifiers::GETTER,
            K::Set => Modifiers::SETTER,
            K::Star => Modifiers::GENERATOR,
            K::Readonly => Modifiers::READONLY,
            K::Abstract => Modifiers::ABSTRACT,
            K::Declare => Modifiers::EXTERN,
            K::Question => Modifiers::OPTIONAL,
            K::Override => Modifiers::OVERRIDE,
            _ => Modifiers::NONE,
        };
        match child.kind() {
            K::Decorator => self.decorators.push(child),
            K::Accessibility => self.visibility = accessibility(child),
            _ => {}
        }
    }

    /// Whether all of `wanted` is written.
    pub(crate) fn has(&self, wanted: Modifiers) -> bool {
        self.modifiers.contains(wanted)
    }
}

/// `public`, `protected` or `private`.
pub(crate) fn accessibility(node: Js<'_>) -> Visibility {
    match node.text() {
        "private" => Visibility::Private,
        "protected" => Visibility::Protected,
        _ => Visibility::Public,
    }
}

fn member<'t>(b: &mut Builder<'_>, cx: &mut Context, node: Js<'t>, class: DefId, waiting: &mut Vec<Js<'t>>) {
    let mut head = MemberHead::of(node);
    waiting.append(&mut head.decorators);
    let start = waiting.first().map_or(node.start(), |first| first.start().min(node.start()));
    let decorators = decorators(b, cx, waiting);
    waiting.clear();
    let Some(name) = head.name else { return statements::statement(b, cx, node) };
    if let Key::Computed(inner) = Key::of(name) {
        expression(b, cx, inner);
    }
    let lead = Lead { start, visibility: head.visibility, modifiers: head.modifiers, decorators };
    let owner = Owner::Type { def: Some(class), scope: b.scope(), is_static: head.has(Modifiers::STATIC) };
    with_owner(cx, owner, |cx| match node.kind() {
        K::FieldDefinition | K::PublicField => field(b, cx, node, name, lead),
        _ => method(b, cx, node, name, lead),
    });
}

fn method(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, name: Js<'_>, lead: Lead) {
    let kind = method_kind(name, lead.modifiers);
    let mut new = lead.define(b, kind, name_span(name), node);
    let without_body = node.is(K::MethodSignature) && !lead.modifiers.contains(Modifiers::ABSTRACT);
    new.modifiers = new.modifiers.with_if(Modifiers::DECLARATION, without_body);
    functions::define(b, cx, node, new);
}

/// The kind of a method called `name`.
pub(crate) fn method_kind(name: Js<'_>, modifiers: Modifiers) -> DefKind {
    let is_accessor = modifiers.contains(Modifiers::GETTER) || modifiers.contains(Modifiers::SETTER);
    match name.text() {
        _ if is_accessor => DefKind::Property,
        "constructor" if !modifiers.contains(Modifiers::STATIC) => DefKind::Constructor,
        _ => DefKind::Method,
    }
}

fn field(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, name: Js<'_>, lead: Lead) {
    let value = node.field(F::Value);
    let annotation = node.field(F::Type);
    let new = lead.define(b, member_kind(value), name_span(name), node);
    let doc = new.doc;
    let bound = BindingId::new(b.facts().bindings.len() as u32);
    if let Some(id) = value.and_then(|value| define_value(b, cx, value, new)) {
        let ty = annotation.map(|ty| b.in_def(id, |b| typescript::annotation(b, cx, ty)));
        if let Some(ty) = ty {
            super::declarations::annotate(b, id, bound, ty);
        }
        return;
    }
    let id = b.define(NewDef { body: value.map_or(0, Js::start), ..new });
    let (ty, value) = b.in_def(id, |b| {
        let ty = match annotation {
            Some(ty) => Some(typescript::annotation(b, cx, ty)),
            None => super::jsdoc::read(b, cx, doc).ty,
        };
        (ty, value.map(|value| expression(b, cx, value)))
    });
    let def = b.def_mut(id);
    (def.ty, def.value) = (ty, value);
}
