//! The facts of one file: a pure function of its bytes, its language and the rules' version. No path, no clock, no
//! other file enters here, so facts can be cached by content.
//!
//! Everything is a table; ids are indices. Tables are in order of position unless said otherwise.

use crate::expr::{Expr, TypeExpr};
use crate::ids::{BindingId, DefId, ExprId, ImportId, NameId, ScopeId, SiteId, TypeId};
use crate::kinds::{
    BindingKind, DefKind, DiagnosticCode, FlowKind, ImportKind, Modifiers, Role, ScopeKind, Severity,
    SuperKind, Visibility, vocabulary,
};
use crate::names::Names;
use crate::span::Span;

/// A range of a table or of [`FileFacts::pool`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct List {
    /// First index.
    pub start: u32,
    /// How many.
    pub len: u32,
}

impl List {
    /// The empty list.
    pub const EMPTY: Self = Self { start: 0, len: 0 };

    /// The range of indices; empty when it would overflow.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..(self.start as usize + self.len as usize)
    }

    /// Whether there is nothing in it.
    pub const fn is_empty(self) -> bool {
        self.len == 0
    }
}

vocabulary! {
    #[derive(Default)]
    /// What joins the segments of a display name.
    Separator {
        /// `a.b`
        #[default]
        Dot = "dot",
        /// `a::b`
        Colons = "colons",
    }
}

impl Separator {
    /// The text between two segments.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Dot => ".",
            Self::Colons => "::",
        }
    }
}

/// Everything extracted from one file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FileFacts {
    /// What joins the segments of a display name in this language.
    pub separator: Separator,
    /// Whether the file says that a program made it.
    pub generated: bool,
    /// Whether tests are in it.
    pub tests: bool,
    /// All strings.
    pub names: Names,
    /// Definitions; a parent comes before its children.
    pub defs: Vec<Def>,
    /// Parameters, those of one function together.
    pub params: Vec<Param>,
    /// Type parameters, those of one definition together.
    pub type_params: Vec<TypeParam>,
    /// Bases, interfaces and bounds, those of one definition together.
    pub supers: Vec<Super>,
    /// Scopes; number 0 is the file.
    pub scopes: Vec<Scope>,
    /// Names introduced in scopes.
    pub bindings: Vec<Binding>,
    /// Imports and re-exports, one per name brought.
    pub imports: Vec<Import>,
    /// Type expressions, children first.
    pub types: Vec<TypeExpr>,
    /// Expressions, children first.
    pub exprs: Vec<Expr>,
    /// Reference sites: every name in code that stands for something defined elsewhere.
    pub sites: Vec<Site>,
    /// Assignments, returns, narrowings, in order of extraction.
    pub flows: Vec<Flow>,
    /// Ranges that are compiled or run only under a condition; inner ranges come after outer ones.
    pub conditions: Vec<Condition>,
    /// Element ids of [`List`]s of expressions, types and names.
    pub pool: Vec<u32>,
    /// What went wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// A definition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Def {
    /// What it is.
    pub kind: DefKind,
    /// Its name; for an `impl` the type's simple name.
    pub name: NameId,
    /// Where the name stands; empty (at the start) for definitions without a written name.
    pub name_span: Span,
    /// The whole definition, decorators and modifiers included, doc comment excluded.
    pub span: Span,
    /// The doc comment or docstring; empty when there is none.
    pub doc: Span,
    /// Byte offset of the body's first byte; the signature is what stands before. `span.end` without a body.
    pub body: u32,
    /// The definition around it.
    pub parent: Option<DefId>,
    /// The scope that the name is bound in.
    pub scope: ScopeId,
    /// The scope that its parameters or members live in.
    pub opens: Option<ScopeId>,
    /// Who may name it, as written.
    pub visibility: Visibility,
    /// Everything else written before it.
    pub modifiers: Modifiers,
    /// Range of [`FileFacts::params`].
    pub params: List,
    /// Range of [`FileFacts::type_params`].
    pub type_params: List,
    /// Range of [`FileFacts::supers`].
    pub supers: List,
    /// Decorator, annotation or attribute expressions (range of the pool).
    pub decorators: List,
    /// Declared type, or return type of a function; the self type of an `impl`; the target of an alias.
    pub ty: Option<TypeId>,
    /// Initial value.
    pub value: Option<ExprId>,
    /// Written path before the name (`ns::Foo` of `void ns::Foo::bar() {}`); shown in FQNs before the name.
    pub qualifier: Option<NameId>,
    /// Segment of the canonical FQN when the name alone would mislead (`<Bytes as Buf>` for an `impl`).
    pub segment: Option<NameId>,
}

/// A parameter of a function or lambda.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Param {
    /// Its name; the empty name when it is a pattern or absent.
    pub name: NameId,
    /// The whole parameter.
    pub span: Span,
    /// Declared type.
    pub ty: Option<TypeId>,
    /// The declared type as written; empty without one.
    pub ty_span: Span,
    /// Default value.
    pub default: Option<ExprId>,
    /// How it takes arguments.
    pub kind: ParamKind,
}

vocabulary! {
    /// How a parameter takes arguments.
    ParamKind {
        /// By position, or by name where the language allows.
        Plain = "plain",
        /// The instance or class (`self`, `cls`, `&self`).
        Receiver = "receiver",
        /// By position only.
        PositionalOnly = "positional-only",
        /// By name only.
        KeywordOnly = "keyword-only",
        /// All further positional ones (`*args`, `...rest`, `T...`).
        Variadic = "variadic",
        /// All further named ones (`**kwargs`).
        VariadicKeyword = "variadic-keyword",
        /// May be left out (`x?: T`).
        Optional = "optional",
    }
}

/// A type parameter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TypeParam {
    /// Its name.
    pub name: NameId,
    /// Where the name stands.
    pub span: Span,
    /// Type ids of its bounds (range of the pool).
    pub bounds: List,
    /// Default type.
    pub default: Option<TypeId>,
}

/// A type above a definition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Super {
    /// The type as written.
    pub ty: TypeId,
    /// How it stands above.
    pub kind: SuperKind,
}

/// A region in which names live.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scope {
    /// What makes it.
    pub kind: ScopeKind,
    /// The scope around it.
    pub parent: Option<ScopeId>,
    /// Its extent.
    pub span: Span,
    /// The definition whose scope it is.
    pub owner: Option<DefId>,
}

/// A name introduced in a scope.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Binding {
    /// The name.
    pub name: NameId,
    /// Where it is introduced; empty when nothing is written there (`import a.b` binds `a`).
    pub span: Span,
    /// The scope it is visible in.
    pub scope: ScopeId,
    /// How it was introduced.
    pub kind: BindingKind,
    /// First byte from which it is visible; 0 means the whole scope (hoisted, or order does not matter).
    pub visible_from: u32,
    /// The definition it names.
    pub def: Option<DefId>,
    /// The import it stands for.
    pub import: Option<ImportId>,
    /// Annotated type.
    pub ty: Option<TypeId>,
    /// The value it starts with, projections of patterns included.
    pub init: Option<ExprId>,
}

/// Flags of an import, a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ImportFlags(u32);

impl ImportFlags {
    /// Brings types only (`import type`, `if TYPE_CHECKING`).
    pub const TYPE_ONLY: Self = Self(1);
    /// Makes what it brings a member of this module for others (`pub use`, `export … from`).
    pub const REEXPORT: Self = Self(2);
    /// Stands under a condition or in a `try`.
    pub const CONDITIONAL: Self = Self(4);
    /// `#include <…>`.
    pub const SYSTEM: Self = Self(8);
    /// Starts at the root of all names (`::a::b`).
    pub const GLOBAL: Self = Self(16);
    /// Java `import static`.
    pub const STATIC: Self = Self(32);
    /// C++ `using` directive or declaration, namespace alias.
    pub const USING: Self = Self(64);
    /// `import x = require(…)`, `export =`.
    pub const EQUALS: Self = Self(128);

    /// Whether all of `other` is set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Adds `other` when `yes`.
    #[must_use]
    pub const fn with_if(self, other: Self, yes: bool) -> Self {
        if yes { self.with(other) } else { self }
    }

    /// As a number, for storage.
    pub const fn raw(self) -> u32 {
        self.0
    }

    /// The reverse of [`ImportFlags::raw`].
    pub const fn from_raw(raw: u32) -> Self {
        Self(raw & 0xff)
    }
}

/// One name brought by an import, or one effect of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Import {
    /// How it names what it brings.
    pub kind: ImportKind,
    /// The whole statement or clause.
    pub span: Span,
    /// Scope it stands in.
    pub scope: ScopeId,
    /// Name ids of the module path's segments (range of the pool); one segment for string specifiers.
    pub path: List,
    /// Where the module path is written.
    pub path_span: Span,
    /// Leading dots of a Python relative import, 0 when absolute.
    pub level: u32,
    /// The member's name in its module, for [`ImportKind::Member`] and destructured `require`.
    pub member: Option<NameId>,
    /// The name it gets here (after `as`, or its own); `None` when it gets none. A re-export that names something for
    /// others only (`export {a as b} from "x"`, `export {a as b}`) has no binding to it.
    pub local: Option<NameId>,
    /// Who may use a re-export, as written.
    pub visibility: Visibility,
    /// Everything else.
    pub flags: ImportFlags,
}

/// What a reference site is the name of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// Nothing that typing needs (a label, an export list's name).
    None,
    /// The name of this expression (`Name`, `Member` or `Keyword`).
    Expr(ExprId),
    /// The name in this type expression.
    Type(TypeId),
    /// A segment of this import: path segments first, then the member's name.
    Import(ImportId, u16),
    /// A name inside a macro body or another unstructured range; only lexical look-up applies.
    Lexical,
    /// A member named by an object pattern or initialiser of this base expression.
    MemberOf(ExprId),
    /// A member named by an initialiser of a value of this type.
    FieldOf(TypeId),
}

/// A name in code that stands for a definition, here or elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Site {
    /// Where the name stands.
    pub span: Span,
    /// The name.
    pub name: NameId,
    /// Innermost scope around it.
    pub scope: ScopeId,
    /// Innermost definition around it; `None` at file level.
    pub within: Option<DefId>,
    /// What is done with it.
    pub role: Role,
    /// What it is the name of.
    pub anchor: Anchor,
}

/// A fact about how values move or what is known of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flow {
    /// Which.
    pub kind: FlowKind,
    /// Scope it stands in.
    pub scope: ScopeId,
    /// Where it holds: the assignment or statement; for narrowings the range narrowed.
    pub span: Span,
    /// What is assigned or narrowed.
    pub target: Option<ExprId>,
    /// The value.
    pub value: Option<ExprId>,
    /// The type, for narrowings.
    pub ty: Option<TypeId>,
}

/// A range under a condition (`#if`, `cfg`, `if TYPE_CHECKING`, platform tests).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Condition {
    /// The range.
    pub span: Span,
    /// The condition as written, whitespace folded.
    pub text: NameId,
}

/// Something that went wrong in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// What, as a stable code.
    pub code: DiagnosticCode,
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// For a person.
    pub message: String,
}

impl FileFacts {
    /// The string of a name.
    pub fn text(&self, id: NameId) -> &str {
        self.names.get(id)
    }

    /// A definition.
    pub fn def(&self, id: DefId) -> &Def {
        &self.defs[id.index()]
    }

    /// A scope.
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.index()]
    }

    /// A site.
    pub fn site(&self, id: SiteId) -> &Site {
        &self.sites[id.index()]
    }

    /// An expression.
    pub fn expr(&self, id: ExprId) -> Expr {
        self.exprs[id.index()]
    }

    /// A type expression.
    pub fn ty(&self, id: TypeId) -> TypeExpr {
        self.types[id.index()]
    }

    /// A binding.
    pub fn binding(&self, id: BindingId) -> &Binding {
        &self.bindings[id.index()]
    }

    /// An import.
    pub fn import(&self, id: ImportId) -> &Import {
        &self.imports[id.index()]
    }

    /// The ids in a list of the pool; empty for a range that is not in it.
    pub fn list<T: From<u32>>(&self, list: List) -> impl ExactSizeIterator<Item = T> + '_ {
        self.pool.get(list.range()).unwrap_or_default().iter().map(|&raw| T::from(raw))
    }

    /// The parameters of a definition or lambda.
    pub fn params(&self, list: List) -> &[Param] {
        self.params.get(list.range()).unwrap_or_default()
    }

    /// The type parameters of a definition.
    pub fn type_params(&self, list: List) -> &[TypeParam] {
        self.type_params.get(list.range()).unwrap_or_default()
    }

    /// The bases and interfaces of a definition.
    pub fn supers(&self, list: List) -> &[Super] {
        self.supers.get(list.range()).unwrap_or_default()
    }

    /// The condition around a position: the innermost range of [`FileFacts::conditions`]. O(conditions).
    pub fn condition_at(&self, offset: u32) -> Option<&str> {
        let around = |condition: &&Condition| condition.span.start <= offset && offset < condition.span.end;
        self.conditions.iter().rev().find(around).map(|condition| self.text(condition.text))
    }
}
