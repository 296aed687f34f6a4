//! Declarations: variables, fields, prototypes and typedefs.

use extract::{Builder, NewBinding, NewDef};
use model::expr::{Expr, TypeExpr, Wrapper};
use model::facts::Anchor;
use model::ids::{BindingId, DefId, ExprId, TypeId};
use model::kinds::{BindingKind, DefKind, Modifiers, Role, Visibility};
use model::span::Span;

use super::context::{Cx, Node, Place, whole};
use super::declarators::{self, Declared};
use super::functions::{self, Function};
use super::grammar::{F, K};
use super::initializers::{self, Target};
use super::{attributes, docs, expressions, recovery, statements, types};
use crate::cpp::{bindings, names};

/// What stands before the declarators.
#[derive(Default)]
pub(crate) struct Specifiers {
    /// The type, without what the declarators add.
    pub(crate) ty: Option<TypeId>,
    /// What the words say.
    pub(crate) modifiers: Modifiers,
    /// `const` or `volatile` stand there.
    pub(crate) qualified: bool,
    /// Attributes.
    pub(crate) decorators: Vec<ExprId>,
}

impl Specifiers {
    /// Takes `child` in when it is a specifier.
    pub(crate) fn read(&mut self, b: &mut Builder<'_>, cx: &Cx<'_>, child: Node<'_>) -> bool {
        match child.kind() {
            _ if child.is_in_field(F::Type) => self.ty = Some(types::specifier(b, cx, child, Role::Type)),
            K::StorageClassSpecifier | K::Inline | K::Virtual | K::VirtualSpecifier => {
                self.modifiers |= modifier(child.text());
            }
            K::TypeQualifier => self.qualifier(b, cx, child),
            K::ExplicitFunctionSpecifier => statements::parts(b, cx, child),
            kind if attributes::is_attribute(kind) => attributes::read(b, cx, child, &mut self.decorators),
            _ => return false,
        }
        true
    }

    fn qualifier(&mut self, b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
        self.modifiers |= modifier(node.text());
        self.qualified |= types::is_cv(node.text());
        statements::parts(b, cx, node);
    }

    /// The declared type before declarators; what is missing is to be inferred or unknown.
    pub(crate) fn base(&mut self, b: &mut Builder<'_>) -> TypeId {
        let Some(ty) = self.ty else { return b.ty(TypeExpr::Unknown) };
        if std::mem::take(&mut self.qualified) {
            self.modifiers |= Modifiers::READONLY;
            self.ty = Some(b.ty(TypeExpr::Wrap(Wrapper::Qualified, ty)));
        }
        self.ty.unwrap_or(ty)
    }
}

/// What a word before a declarator says.
pub(crate) fn modifier(word: &str) -> Modifiers {
    match word {
        "static" => Modifiers::STATIC,
        "extern" => Modifiers::EXTERN,
        "inline" | "__inline" | "__inline__" | "__forceinline" => Modifiers::INLINE,
        "constexpr" | "consteval" | "constinit" => Modifiers::CONST,
        "volatile" | "thread_local" | "__thread" | "_Atomic" => Modifiers::SHARED,
        "virtual" => Modifiers::VIRTUAL,
        "override" => Modifiers::OVERRIDE,
        "final" => Modifiers::FINAL,
        "mutable" => Modifiers::MUTABLE,
        _ => Modifiers::NONE,
    }
}

/// What the last declarator introduced, for a value that follows it.
enum Introduced<'t> {
    Nothing,
    /// The names of a structured binding.
    Pattern(Node<'t>),
    Def(DefId, TypeId),
    Binding(BindingId, TypeId),
}

/// `declaration` and `field_declaration` nodes.
pub(crate) fn declaration(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let span = whole(b, cx, node);
    let mut specifiers = Specifiers::default();
    let mut last = Introduced::Nothing;
    for child in node.children() {
        if recovery::calls(b, child) {
            recovery::called(b, cx, child);
        } else if child.is_in_field(F::Declarator) {
            last = declarator(b, cx, &mut specifiers, span, child);
        } else if child.is_in_field(F::DefaultValue) || child.is_in_field(F::Value) {
            value_of(b, cx, &last, child);
        } else if !specifiers.read(b, cx, child) {
            statements::leftover(b, cx, child);
        }
    }
}

/// `= value` after a declarator that the grammar does not join with it.
fn value_of(b: &mut Builder<'_>, cx: &Cx<'_>, last: &Introduced<'_>, node: Node<'_>) {
    match *last {
        Introduced::Nothing => _ = expressions::expression(b, cx, node, Role::Read),
        Introduced::Pattern(names) => {
            let value = initializers::value(b, cx, node, Target::Unknown);
            bindings::elements(b, names, value, BindingKind::Pattern);
        }
        Introduced::Def(id, ty) => {
            let value = b.in_def(id, |b| initializers::value(b, cx, node, Target::Type(ty)));
            if b.facts().def(id).params.is_empty() && node.text() == "0" && b.facts().def(id).opens.is_some()
            {
                let def = b.def_mut(id);
                def.modifiers = def.modifiers | Modifiers::ABSTRACT | Modifiers::VIRTUAL;
            }
            b.def_mut(id).value = Some(value);
        }
        Introduced::Binding(id, ty) => {
            let value = initializers::value(b, cx, node, Target::Type(ty));
            b.binding_mut(id).init = Some(value);
        }
    }
}

/// One declarator with its initial value.
fn declarator<'t>(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    specifiers: &mut Specifiers,
    span: Span,
    node: Node<'t>,
) -> Introduced<'t> {
    let (inner, value) = match node.kind() {
        K::InitDeclarator => (node.field(F::Declarator), node.field(F::Value)),
        K::GnuAsmExpression => {
            expressions::expression(b, cx, node, Role::Read);
            return Introduced::Nothing;
        }
        _ => (Some(node), None),
    };
    let Some(inner) = inner else { return Introduced::Nothing };
    if inner.is(K::OperatorCast) {
        let declared = crate::cpp::operators::conversion(b, cx, inner);
        return function(b, cx, specifiers, span, declared);
    }
    let base = specifiers.base(b);
    let declared = declarators::read(b, cx, inner, base);
    let introduced = introduce(b, cx, specifiers, span, inner, declared);
    if let Some(value) = value {
        value_of(b, cx, &introduced, value);
    }
    introduced
}

fn introduce<'t>(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    specifiers: &mut Specifiers,
    span: Span,
    node: Node<'t>,
    declared: Declared<'t>,
) -> Introduced<'t> {
    let Some(name) = declared.name else { return Introduced::Nothing };
    if name.is(K::StructuredBindingDeclarator) {
        return Introduced::Pattern(name);
    }
    match declared.function {
        Some(list) if cx.place == Place::Local && bindings::is_construction(cx, list) => {
            bindings::construction(b, cx, name, list, declared.ty);
            Introduced::Nothing
        }
        Some(_) => function(b, cx, specifiers, span, declared),
        None => variable(b, cx, specifiers, span, node, name, &declared),
    }
}

/// A prototype, or a member declared in its class.
fn function<'t>(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    specifiers: &Specifiers,
    span: Span,
    declared: Declared<'t>,
) -> Introduced<'t> {
    let ty = declared.ty;
    let mut function = Function::new(declared, specifiers, span);
    function.declaration = true;
    match functions::define(b, cx, &function, |_, _| {}) {
        Some(id) => Introduced::Def(id, ty),
        None => Introduced::Nothing,
    }
}

fn variable<'t>(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    specifiers: &Specifiers,
    span: Span,
    node: Node<'t>,
    name: Node<'_>,
    declared: &Declared<'_>,
) -> Introduced<'t> {
    let ty = declared.ty;
    let external = specifiers.modifiers.contains(Modifiers::EXTERN);
    if cx.place == Place::Local && !external {
        let id = local(b, name, node.end(), ty, BindingKind::Local);
        return Introduced::Binding(id, ty);
    }
    Introduced::Def(defined_variable(b, cx, specifiers, span, node, name, declared), ty)
}

/// A name that a function introduces.
pub(crate) fn local(
    b: &mut Builder<'_>,
    name: Node<'_>,
    visible_from: u32,
    ty: TypeId,
    kind: BindingKind,
) -> BindingId {
    b.bind(NewBinding { visible_from, ty: Some(ty), ..NewBinding::new(kind, name.span()) })
}

fn defined_variable(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    specifiers: &Specifiers,
    span: Span,
    node: Node<'_>,
    name: Node<'_>,
    declared: &Declared<'_>,
) -> DefId {
    let qualifier = qualifier_text(b, cx, name);
    let last = if qualifier.is_some() { names::last_name(name).unwrap_or(name) } else { name };
    let last = last.field(F::Name).unwrap_or(last);
    let decorators = b.list(&specifiers.decorators);
    b.define(NewDef {
        doc: if cx.place == Place::Type { docs::around(b, span) } else { docs::before(b, span.start) },
        visibility: visibility(cx, specifiers.modifiers),
        modifiers: variable_modifiers(cx, specifiers, node),
        decorators,
        ty: Some(declared.ty),
        qualifier,
        scope: cx.template.map(|template| template.outer),
        visible_from: if cx.place == Place::Type { 0 } else { node.end() },
        bind: qualifier.is_none(),
        ..NewDef::new(variable_kind(cx, specifiers, declared), last.span(), span)
    })
}

fn variable_kind(cx: &Cx<'_>, specifiers: &Specifiers, declared: &Declared<'_>) -> DefKind {
    let constant = specifiers.modifiers.contains(Modifiers::CONST)
        || specifiers.modifiers.contains(Modifiers::READONLY) && !declared.indirect;
    match cx.place {
        Place::Type => DefKind::Field,
        _ if constant => DefKind::Constant,
        _ => DefKind::Variable,
    }
}

/// `extern int x;` and a static data member in its class are declarations of what is defined elsewhere.
fn variable_modifiers(cx: &Cx<'_>, specifiers: &Specifiers, node: Node<'_>) -> Modifiers {
    let modifiers = specifiers.modifiers;
    let has_value = node.parent().is_some_and(|parent| parent.is(K::InitDeclarator))
        || node.next_sibling().is_some_and(|next| next.is(K::Assign) || next.is_in_field(F::DefaultValue));
    let external = modifiers.contains(Modifiers::EXTERN);
    let member = cx.place == Place::Type
        && modifiers.contains(Modifiers::STATIC)
        && !modifiers.contains(Modifiers::INLINE);
    modifiers.with_if(Modifiers::DECLARATION, !has_value && (external || member))
}

/// What is private to a file is so by `static`, members by their section.
pub(crate) fn visibility(cx: &Cx<'_>, modifiers: Modifiers) -> Visibility {
    match cx.place {
        Place::Type => cx.access,
        Place::File if modifiers.contains(Modifiers::STATIC) => Visibility::Private,
        _ => Visibility::Default,
    }
}

/// The path before an out-of-line name, as written; its names are made sites.
pub(crate) fn qualifier_text<'t>(b: &mut Builder<'_>, cx: &Cx<'_>, name: Node<'t>) -> Option<&'t str> {
    if !name.is(K::QualifiedIdentifier) {
        return None;
    }
    let span = names::qualifier_span(name);
    names::qualifier_sites(b, cx, name);
    let len = span.map_or(0, |span| (span.end - name.start()) as usize);
    Some(name.text().get(..len).unwrap_or_default())
}

/// `typedef`.
pub(crate) fn typedef(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let span = whole(b, cx, node);
    let mut specifiers = Specifiers::default();
    for child in node.children() {
        if child.is_in_field(F::Declarator) {
            alias(b, cx, &mut specifiers, span, child);
        } else if !specifiers.read(b, cx, child) {
            statements::leftover(b, cx, child);
        }
    }
}

fn alias(b: &mut Builder<'_>, cx: &Cx<'_>, specifiers: &mut Specifiers, span: Span, node: Node<'_>) {
    let base = specifiers.base(b);
    let declared = declarators::read(b, cx, node, base);
    let Some(name) = declared.name else { return };
    let mut ty = declared.ty;
    if let Some(list) = declared.function {
        ty = declarators::function_type(b, cx, list, ty);
    }
    b.define(NewDef {
        doc: docs::before(b, span.start),
        visibility: visibility(cx, Modifiers::NONE),
        ty: Some(ty),
        visible_from: if cx.place == Place::Type { 0 } else { node.end() },
        ..NewDef::new(DefKind::TypeAlias, name.span(), span)
    });
}

/// A bare member of a value of type `ty`, named without an expression around it.
pub(crate) fn field_of(b: &mut Builder<'_>, ty: TypeId, span: Span) -> model::ids::SiteId {
    b.site(span, Role::Init, Anchor::FieldOf(ty))
}

/// An expression of which only the type is known.
pub(crate) fn typed(b: &mut Builder<'_>, ty: TypeId) -> ExprId {
    b.expr(Expr::Typed(ty))
}
