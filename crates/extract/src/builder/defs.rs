//! Definitions, bindings, parameters and imports.

use model::facts::{Binding, Def, Import, ImportFlags, List, Param, Super, TypeParam};
use model::ids::{BindingId, DefId, ExprId, ImportId, NameId, ScopeId, TypeId};
use model::kinds::{BindingKind, DefKind, ImportKind, Modifiers, Visibility};
use model::span::Span;

use super::Builder;

/// A definition to be added; start from [`NewDef::new`] and set what is there.
#[derive(Clone, Copy)]
pub struct NewDef<'a> {
    /// See [`Def::kind`].
    pub kind: DefKind,
    /// See [`Def::name_span`].
    pub name_span: Span,
    /// See [`Def::span`].
    pub span: Span,
    /// The name, when it is not the text of `name_span`.
    pub name: Option<&'a str>,
    /// See [`Def::doc`].
    pub doc: Span,
    /// See [`Def::body`]; 0 means the end.
    pub body: u32,
    /// See [`Def::visibility`].
    pub visibility: Visibility,
    /// See [`Def::modifiers`].
    pub modifiers: Modifiers,
    /// See [`Def::decorators`].
    pub decorators: List,
    /// See [`Def::ty`].
    pub ty: Option<TypeId>,
    /// See [`Def::value`].
    pub value: Option<ExprId>,
    /// See [`Def::qualifier`].
    pub qualifier: Option<&'a str>,
    /// See [`Def::segment`].
    pub segment: Option<&'a str>,
    /// The scope to bind the name in; the current one when `None`.
    pub scope: Option<ScopeId>,
    /// First byte from which the name is visible; 0 means the whole scope.
    pub visible_from: u32,
    /// Whether the name is bound in the scope (not for out-of-line members, `impl` blocks).
    pub bind: bool,
}

impl<'a> NewDef<'a> {
    /// A definition of `kind` named by the text of `name_span`, visible in the whole current scope.
    pub fn new(kind: DefKind, name_span: Span, span: Span) -> Self {
        Self {
            kind,
            name_span,
            span,
            name: None,
            doc: Span::new(span.start, span.start),
            body: 0,
            visibility: Visibility::Default,
            modifiers: Modifiers::NONE,
            decorators: List::EMPTY,
            ty: None,
            value: None,
            qualifier: None,
            segment: None,
            scope: None,
            visible_from: 0,
            bind: true,
        }
    }

    /// A definition whose name is written nowhere.
    pub fn unnamed(kind: DefKind, name: &'a str, span: Span) -> Self {
        Self { name: Some(name), ..Self::new(kind, Span::new(span.start, span.start), span) }
    }
}

/// A binding to be added; start from [`NewBinding::new`].
#[derive(Clone, Copy)]
pub struct NewBinding<'a> {
    /// See [`Binding::kind`].
    pub kind: BindingKind,
    /// See [`Binding::span`].
    pub span: Span,
    /// The name, when it is not the text of `span`.
    pub name: Option<&'a str>,
    /// The scope; the current one when `None`.
    pub scope: Option<ScopeId>,
    /// See [`Binding::visible_from`].
    pub visible_from: u32,
    /// See [`Binding::ty`].
    pub ty: Option<TypeId>,
    /// See [`Binding::init`].
    pub init: Option<ExprId>,
}

impl NewBinding<'_> {
    /// A binding of the text of `span`, visible in the whole current scope.
    pub fn new(kind: BindingKind, span: Span) -> Self {
        Self { kind, span, name: None, scope: None, visible_from: 0, ty: None, init: None }
    }
}

/// An import to be added; start from [`NewImport::new`].
#[derive(Clone, Copy)]
pub struct NewImport<'a> {
    /// See [`Import::kind`].
    pub kind: ImportKind,
    /// See [`Import::span`].
    pub span: Span,
    /// Segments of the module path.
    pub path: &'a [&'a str],
    /// See [`Import::path_span`].
    pub path_span: Span,
    /// See [`Import::level`].
    pub level: u32,
    /// The member's name.
    pub member: Option<&'a str>,
    /// The name it gets here and where that is written; nothing is bound when `None`.
    pub local: Option<(&'a str, Span)>,
    /// Whether the name is bound in the scope (not for `export {a as b} from "x"`, which names it for others only).
    pub bind: bool,
    /// See [`Import::visibility`].
    pub visibility: Visibility,
    /// See [`Import::flags`].
    pub flags: ImportFlags,
    /// First byte from which the bound name is visible; 0 means the whole scope.
    pub visible_from: u32,
}

impl<'a> NewImport<'a> {
    /// An import of `path` that binds nothing yet.
    pub fn new(kind: ImportKind, span: Span, path: &'a [&'a str], path_span: Span) -> Self {
        Self {
            kind,
            span,
            path,
            path_span,
            level: 0,
            member: None,
            local: None,
            bind: true,
            visibility: Visibility::Default,
            flags: ImportFlags::default(),
            visible_from: 0,
        }
    }
}

impl Builder<'_> {
    /// Adds a definition inside the current one and binds its name. Its parent must have been added before.
    pub fn define(&mut self, new: NewDef<'_>) -> DefId {
        let id = DefId::new(self.facts.defs.len() as u32);
        let name = match new.name {
            Some(text) => self.interner.intern(text),
            None => self.interner.intern(self.text(new.name_span)),
        };
        let scope = new.scope.unwrap_or(self.scope);
        let def = Def {
            kind: new.kind,
            name,
            name_span: new.name_span,
            span: new.span,
            doc: new.doc,
            body: if new.body == 0 { new.span.end } else { new.body },
            parent: self.def,
            scope,
            opens: None,
            visibility: new.visibility,
            modifiers: new.modifiers,
            params: List::EMPTY,
            type_params: List::EMPTY,
            supers: List::EMPTY,
            decorators: new.decorators,
            ty: new.ty,
            value: new.value,
            qualifier: new.qualifier.map(|text| self.interner.intern(text)),
            segment: new.segment.map(|text| self.interner.intern(text)),
        };
        self.facts.defs.push(def);
        if new.bind {
            let kind = BindingKind::Definition;
            self.push_binding(Binding {
                name,
                span: new.name_span,
                scope,
                kind,
                visible_from: new.visible_from,
                def: Some(id),
                import: None,
                ty: None,
                init: None,
            });
        }
        id
    }

    /// A definition added before, to fill in what is known only later.
    pub fn def_mut(&mut self, id: DefId) -> &mut Def {
        &mut self.facts.defs[id.index()]
    }

    /// Adds a local, parameter or other name that is not a definition.
    pub fn bind(&mut self, new: NewBinding<'_>) -> BindingId {
        let name = match new.name {
            Some(text) => self.interner.intern(text),
            None => self.interner.intern(self.text(new.span)),
        };
        self.push_binding(Binding {
            name,
            span: new.span,
            scope: new.scope.unwrap_or(self.scope),
            kind: new.kind,
            visible_from: new.visible_from,
            def: None,
            import: None,
            ty: new.ty,
            init: new.init,
        })
    }

    /// A binding added before.
    pub fn binding_mut(&mut self, id: BindingId) -> &mut Binding {
        &mut self.facts.bindings[id.index()]
    }

    fn push_binding(&mut self, binding: Binding) -> BindingId {
        self.facts.bindings.push(binding);
        BindingId::new(self.facts.bindings.len() as u32 - 1)
    }

    /// Adds an import at the current scope and binds its local name.
    pub fn import(&mut self, new: NewImport<'_>) -> ImportId {
        let id = ImportId::new(self.facts.imports.len() as u32);
        let segments: Vec<NameId> = new.path.iter().map(|segment| self.interner.intern(segment)).collect();
        let path = self.list(&segments);
        let import = Import {
            kind: new.kind,
            span: new.span,
            scope: self.scope,
            path,
            path_span: new.path_span,
            level: new.level,
            member: new.member.map(|text| self.interner.intern(text)),
            local: new.local.map(|(text, _)| self.interner.intern(text)),
            visibility: new.visibility,
            flags: new.flags,
        };
        self.facts.imports.push(import);
        if let (Some((_, span)), Some(name), true) = (new.local, import.local, new.bind) {
            self.push_binding(Binding {
                name,
                span,
                scope: self.scope,
                kind: BindingKind::Import,
                visible_from: new.visible_from,
                def: None,
                import: Some(id),
                ty: None,
                init: None,
            });
        }
        id
    }

    /// Adds the parameters of one function or lambda.
    pub fn params(&mut self, params: &[Param]) -> List {
        append(&mut self.facts.params, params)
    }

    /// Adds the type parameters of one definition.
    pub fn type_params(&mut self, params: &[TypeParam]) -> List {
        append(&mut self.facts.type_params, params)
    }

    /// Adds the types above one definition.
    pub fn supers(&mut self, supers: &[Super]) -> List {
        append(&mut self.facts.supers, supers)
    }
}

/// Adds rows that belong together; no rows are the same list wherever they stand.
fn append<T: Copy>(table: &mut Vec<T>, rows: &[T]) -> List {
    if rows.is_empty() {
        return List::EMPTY;
    }
    let start = table.len() as u32;
    table.extend_from_slice(rows);
    List { start, len: rows.len() as u32 }
}
