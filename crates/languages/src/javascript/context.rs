//! What the rules remember while they walk a file: whose `this` is meant, which fields were seen, which tests a
//! condition holds, where the block around ends.

use std::collections::HashSet;

use extract::Builder;
use model::facts::Param;
use model::ids::{DefId, ExprId, NameId, ScopeId, TypeId};
use model::kinds::ScopeKind;

use super::names::NameTable;

/// Which of the languages a file is in, where the rules differ.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    JavaScript,
    TypeScript,
}

/// What `this` stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Nothing that members could be added to.
    Unknown,
    /// The class or object whose members live in `scope`; `def` is their parent.
    Type { def: Option<DefId>, scope: ScopeId, is_static: bool },
    /// A function that may be a constructor.
    Function { def: DefId, name: NameId },
    /// An instance of what is called `name` (`name.prototype.f = function () {…}`), and the definition
    /// around that.
    Prototype { name: NameId, parent: Option<DefId> },
}

/// A test whose outcome says something about a value.
#[derive(Clone, Copy)]
pub(crate) struct Test {
    /// The value tested.
    pub(crate) target: ExprId,
    /// What it is when the test is positive.
    pub(crate) fact: TestFact,
    /// Whether the comparison is the negation of the test (`!==`).
    pub(crate) negated: bool,
}

/// What a positive test proves.
#[derive(Clone, Copy)]
pub(crate) enum TestFact {
    /// It is of this type.
    Is(TypeId),
    /// It is null or undefined.
    Nullish,
}

/// What a member was added to.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum MemberOf {
    /// The type or object whose members live there.
    Scope(ScopeId),
    /// What a dotted name means, and where its first part is bound.
    Name(NameId, u32),
}

/// The state of one file's walk.
pub(crate) struct Context {
    pub(crate) dialect: Dialect,
    /// A stack of ids on their way into lists; users truncate it back to where they found it.
    pub(crate) ids: Vec<u32>,
    /// The same for parameters.
    pub(crate) params: Vec<Param>,
    /// Whose `this` it is.
    pub(crate) owner: Owner,
    /// End of the innermost list of statements, to which early exits narrow.
    pub(crate) block_end: u32,
    /// Comparisons that narrow, by their expression; ids ascend.
    pub(crate) tests: Vec<(ExprId, Test)>,
    /// Names bound so far.
    pub(crate) names: NameTable,
    /// Members made by assignment: owner and name.
    members: HashSet<(MemberOf, bool, NameId)>,
}

impl Context {
    pub(crate) fn new(dialect: Dialect, end: u32) -> Self {
        Self {
            dialect,
            ids: Vec::new(),
            params: Vec::new(),
            owner: Owner::Unknown,
            block_end: end,
            tests: Vec::new(),
            names: NameTable::default(),
            members: HashSet::new(),
        }
    }

    /// Whether assignments and comments declare what only annotations do in TypeScript.
    pub(crate) fn is_javascript(&self) -> bool {
        self.dialect == Dialect::JavaScript
    }

    /// Notes a member of the type with this scope; false when it was known.
    pub(crate) fn note_member_of_scope(&mut self, scope: ScopeId, is_static: bool, name: NameId) -> bool {
        self.members.insert((MemberOf::Scope(scope), is_static, name))
    }

    /// Notes a member of what is called `owner` here; false when it was known.
    pub(crate) fn note_member_of_name(
        &mut self,
        b: &mut Builder<'_>,
        owner: &str,
        is_static: bool,
        name: NameId,
    ) -> bool {
        let first = b.name(owner.split('.').next().unwrap_or(owner));
        let member_of = MemberOf::Name(b.name(owner), self.names.identity(b, first));
        self.members.insert((member_of, is_static, name))
    }

    /// The test that `expr` makes, when it is a comparison that narrows.
    pub(crate) fn test(&self, expr: ExprId) -> Option<Test> {
        let at = self.tests.binary_search_by_key(&expr, |(tested, _)| *tested).ok()?;
        self.tests.get(at).map(|(_, test)| *test)
    }
}

/// Runs `body` with another owner of `this`.
pub(crate) fn with_owner<R>(cx: &mut Context, owner: Owner, body: impl FnOnce(&mut Context) -> R) -> R {
    let around = std::mem::replace(&mut cx.owner, owner);
    let result = body(cx);
    cx.owner = around;
    result
}

/// Whether names declared by `let`, `const` and `class` here belong to a module or namespace, not to a function.
pub(crate) fn at_module_level(b: &Builder<'_>) -> bool {
    is_module_like(b.scope_kind())
}

/// Whether names of such a scope can be named from other files.
pub(crate) fn is_module_like(kind: ScopeKind) -> bool {
    matches!(kind, ScopeKind::File | ScopeKind::Module | ScopeKind::Namespace)
}

/// The scope that a `var` declares its name in.
pub(crate) fn var_scope(b: &Builder<'_>) -> ScopeId {
    b.enclosing_scope(|kind| matches!(kind, ScopeKind::Function | ScopeKind::Lambda) || is_module_like(kind))
}
