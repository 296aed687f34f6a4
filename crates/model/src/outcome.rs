//! What became of reference sites: each ends in exactly one outcome, with the rule that proved it or the reason why
//! nothing could.

use crate::facts::List;
use crate::ids::SymbolId;
use crate::kinds::vocabulary;

vocabulary! {
    /// How a reference site ended.
    OutcomeKind {
        /// One definition of the repository, proved by a rule.
        Resolved = "resolved",
        /// A proved set: the declared member first, then what may override it.
        Dispatch = "dispatch",
        /// Several definitions fit and none is proved.
        Candidates = "candidates",
        /// Proved to leave the repository.
        External = "external",
        /// A parameter, a local variable, a type parameter or a label.
        Local = "local",
        /// Nothing is known; a [`Reason`] says why.
        Unresolved = "unresolved",
    }
}

vocabulary! {
    /// What proved an outcome.
    Rule {
        /// A name found in a scope around the site.
        LexicalScope = "lexical-scope",
        /// A name that an import brings.
        ImportBinding = "import-binding",
        /// A name that a star import, glob or using-directive brings.
        StarImport = "star-import",
        /// A module or package named in an import or path.
        ModulePath = "module-path",
        /// A member of a module, reached through its name.
        ModuleMember = "module-member",
        /// A member of a package or namespace, seen without being imported.
        SamePackage = "same-package",
        /// A name that an included file declares.
        Include = "include",
        /// A declaration joined with its definition elsewhere by linkage.
        Linkage = "linkage",
        /// A segment of a qualified path.
        QualifiedPath = "qualified-path",
        /// A member of the type that the receiver is known to have.
        Member = "member",
        /// A member that the receiver's type inherits.
        InheritedMember = "inherited-member",
        /// A member of the instance or type around the site.
        SelfMember = "self-member",
        /// A member of a trait or interface that the receiver's type is bound by.
        TraitMember = "trait-member",
        /// A member reached through a dereference.
        Deref = "deref",
        /// What constructing a type calls.
        Constructor = "constructor",
        /// An overload chosen by the number of arguments.
        OverloadArity = "overload-arity",
        /// An overload chosen by the types of arguments.
        OverloadTypes = "overload-types",
        /// A function found by the types of its arguments.
        ArgumentLookup = "argument-lookup",
        /// A field named in an initialiser or pattern.
        FieldInit = "field-init",
        /// A parameter named by a keyword argument.
        KeywordArgument = "keyword-argument",
        /// A member of an object literal or object type.
        ObjectMember = "object-member",
        /// A macro in textual scope.
        MacroScope = "macro-scope",
        /// A name in a macro's body, looked up where the macro stands.
        MacroBody = "macro-body",
        /// A value of a registered set: a field, table or parameter that functions are stored in.
        FunctionValue = "function-value",
        /// A name that the language or its library brings without import.
        Builtin = "builtin",
        /// An import of something outside the repository.
        ExternalImport = "external-import",
        /// A member of something outside the repository.
        ExternalMember = "external-member",
        /// A rule of a framework, kept as data.
        Framework = "framework",
    }
}

vocabulary! {
    /// Why a site is not resolved.
    Reason {
        /// The file was not resolved yet.
        NotResolvedYet = "not-resolved-yet",
        /// No scope, import or library has the name.
        UnknownName = "unknown-name",
        /// The receiver's type is not known.
        UnknownReceiver = "unknown-receiver",
        /// The receiver's type is known and has no such member.
        NoSuchMember = "no-such-member",
        /// The module imported is not in the tree and not known to be outside.
        MissingModule = "missing-module",
        /// The module is known and exports no such name.
        MissingExport = "missing-export",
        /// A path alias that no configuration explains.
        MissingAlias = "missing-alias",
        /// What is imported is computed.
        DynamicImport = "dynamic-import",
        /// A computed member or name.
        Computed = "computed",
        /// The site stands in a macro's body or arguments that cannot be read without expansion.
        MacroBody = "macro-body",
        /// The site stands where the parser met an error.
        ParseError = "parse-error",
        /// It depends on a template's arguments.
        Dependent = "dependent",
        /// Which function a value holds is not known.
        FunctionValue = "function-value",
        /// Overloads fit equally well.
        Overloads = "overloads",
        /// The same name is defined several times and which one holds here is not known.
        Ambiguous = "ambiguous",
        /// The definition's type could not be inferred within bounds.
        TooComplex = "too-complex",
        /// It names a package or directory, which no single definition stands for.
        Package = "package",
        /// Resolving the file failed: a bug, worth reporting.
        Internal = "internal",
        /// The language has no rules for such a name.
        NotModelled = "not-modelled",
    }
}

/// What became of one site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SiteOutcome {
    /// How it ended.
    pub kind: OutcomeKind,
    /// What proved it; `None` for unresolved sites.
    pub rule: Option<Rule>,
    /// Why it is unresolved, or why candidates are no more.
    pub reason: Option<Reason>,
    /// Indices into [`Resolution::targets`] (range of [`Resolution::pool`]). For `resolved` the first is the target and
    /// the rest are declarations of the same thing.
    pub targets: List,
}

impl SiteOutcome {
    /// A site that nothing is known of.
    pub const fn unresolved(reason: Reason) -> Self {
        Self { kind: OutcomeKind::Unresolved, rule: None, reason: Some(reason), targets: List::EMPTY }
    }

    /// A site without targets that a rule explains.
    pub const fn without_target(kind: OutcomeKind, rule: Rule) -> Self {
        Self { kind, rule: Some(rule), reason: None, targets: List::EMPTY }
    }
}

/// The outcomes of all sites of a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Resolution {
    /// One for each site, in their order.
    pub outcomes: Vec<SiteOutcome>,
    /// Every symbol that is a target, once each.
    pub targets: Vec<SymbolId>,
    /// Lists of indices into `targets`.
    pub pool: Vec<u32>,
}

impl Resolution {
    /// The targets of an outcome, in its order.
    pub fn targets_of(&self, outcome: &SiteOutcome) -> impl ExactSizeIterator<Item = SymbolId> + '_ {
        let list = self.pool.get(outcome.targets.range()).unwrap_or_default();
        list.iter().map(|&index| self.targets[index as usize])
    }
}
