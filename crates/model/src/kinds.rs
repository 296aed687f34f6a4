//! The closed vocabularies of facts. Each variant has one stable text form, used in JSON, SQL and dumps, and one
//! stable number, used in encoded facts: variants are only ever appended.

/// Declares a field-less enum with a text form and a number for each variant.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every variant, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable text form.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The variant with this text form.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }

            /// The variant with this number.
            pub fn from_raw(raw: u32) -> Option<Self> {
                Self::ALL.get(raw as usize).copied()
            }
        }

        impl From<$name> for u32 {
            fn from(value: $name) -> u32 {
                value as u32
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// What a definition is, in the terms of its language mapped to the field's common ones.
    DefKind {
        /// A free function, or a function nested in another.
        Function = "function",
        /// A function that belongs to a type.
        Method = "method",
        /// A function that makes an instance: Java and C++ constructors, JS `constructor`, Python `__init__`.
        Constructor = "constructor",
        /// A class.
        Class = "class",
        /// A structure or record type.
        Struct = "struct",
        /// A C, C++ or Rust union.
        Union = "union",
        /// An enumeration type.
        Enum = "enum",
        /// A member of an enumeration.
        EnumMember = "enum-member",
        /// A Java or TypeScript interface.
        Interface = "interface",
        /// A Rust trait.
        Trait = "trait",
        /// A Rust `impl` block; its members are its children.
        Impl = "impl",
        /// A type alias: `type`, `typedef`, `using =`, an associated type.
        TypeAlias = "type-alias",
        /// A data member of a type, or of an object that plays a type's part.
        Field = "field",
        /// An accessor that reads like a field (`@property`, `get x()`).
        Property = "property",
        /// A named constant (`const`, `static final`, Rust `const`).
        Constant = "constant",
        /// A Rust `static`.
        Static = "static",
        /// A variable of a module, namespace or file.
        Variable = "variable",
        /// A C++ or TypeScript namespace; one definition per block.
        Namespace = "namespace",
        /// A module written inside a file (Rust `mod`, TS `module "x"`).
        Module = "module",
        /// A macro: `macro_rules!`, `#define`.
        Macro = "macro",
        /// A Java annotation type.
        Annotation = "annotation",
        /// A C++ concept.
        Concept = "concept",
        /// A Java record.
        Record = "record",
        /// A file, as the module that it is: what references to a module mean. Never in a file's facts.
        File = "file",
    }
}

vocabulary! {
    /// What a scope is made by.
    ScopeKind {
        /// The whole file. Always scope 0.
        File = "file",
        /// A module written inside a file.
        Module = "module",
        /// A namespace block.
        Namespace = "namespace",
        /// The body of a type.
        Type = "type",
        /// Parameters and body of a named function.
        Function = "function",
        /// A block of statements with names of its own.
        Block = "block",
        /// A comprehension or generator expression.
        Comprehension = "comprehension",
        /// Parameters and body of an anonymous function.
        Lambda = "lambda",
        /// The range in which type parameters of a template or generic item are visible.
        Template = "template",
    }
}

vocabulary! {
    /// How a name came into a scope.
    BindingKind {
        /// By a definition (`def` says which).
        Definition = "definition",
        /// A parameter.
        Parameter = "parameter",
        /// The receiver parameter (`self`, `cls`, `this` in TypeScript).
        Receiver = "receiver",
        /// A local variable.
        Local = "local",
        /// The variable of a loop.
        Loop = "loop",
        /// A part of a destructuring or matching pattern.
        Pattern = "pattern",
        /// The variable of an exception handler.
        Catch = "catch",
        /// The variable of a resource block (`with … as x`, `try (R x = …)`).
        With = "with",
        /// An import (`import` says which).
        Import = "import",
        /// A type parameter.
        TypeParameter = "type-parameter",
        /// A label of a statement or loop, a lifetime.
        Label = "label",
        /// Python `global x`: the name means the module's.
        Global = "global",
        /// Python `nonlocal x`: the name means an enclosing function's.
        Nonlocal = "nonlocal",
    }
}

vocabulary! {
    /// What a reference site does with the name.
    Role {
        /// Calls it: function, method, constructor, macro-like call of a value.
        Call = "call",
        /// Reads its value.
        Read = "read",
        /// Writes it: the target of an assignment, also compound.
        Write = "write",
        /// Names it as a type.
        Type = "type",
        /// Names it in an import.
        Import = "import",
        /// Names it in an export or re-export.
        Export = "export",
        /// Names it as a base class or supertrait.
        Inherit = "inherit",
        /// Names it as an implemented interface or trait.
        Implement = "implement",
        /// Names it as a decorator, annotation or attribute.
        Decorate = "decorate",
        /// Uses it as a macro.
        Macro = "macro",
        /// Names the field that an initialiser fills (`Point { x: 1 }`, `.x = 1`).
        Init = "init",
        /// Names a keyword argument's parameter.
        Keyword = "keyword",
        /// Names a label.
        Label = "label",
        /// Qualifies another name (`a` in `a::b`, `ns` in `ns::f`).
        Qualify = "qualify",
    }
}

vocabulary! {
    /// Who may name a definition, as written. What an absent modifier means is the language's business.
    Visibility {
        /// Nothing is written.
        Default = "default",
        /// `public`, `pub`, `export`.
        Public = "public",
        /// `protected`.
        Protected = "protected",
        /// `private`, `#name`, C `static` at file scope.
        Private = "private",
        /// `pub(crate)`, Kotlin-like `internal`.
        Crate = "crate",
        /// `pub(super)`, `pub(in path)`.
        Restricted = "restricted",
    }
}

vocabulary! {
    /// How an import names what it brings.
    ImportKind {
        /// A whole module under a name: `import a.b`, `import * as x`, `extern crate x`, namespace alias.
        Module = "module",
        /// A member of a module: `from a import b`, `use a::b`, `import {b} from`, `import a.B;`, `using a::b`.
        Member = "member",
        /// The default export: `import x from`.
        Default = "default",
        /// All members: `from a import *`, `use a::*`, `import a.*`, `export * from`, `using namespace a`.
        Star = "star",
        /// For effect or by text: `import "x"`, `#include`.
        Text = "text",
        /// CommonJS `require("x")` bound to a name or destructured.
        Require = "require",
        /// `import("x")` or `importlib.import_module("x")` with a literal.
        Dynamic = "dynamic",
        /// A child module declared here that lives in another file: Rust `mod x;`.
        Child = "child",
    }
}

vocabulary! {
    /// How a type stands above another.
    SuperKind {
        /// `extends`, a Python or C++ base, a supertrait.
        Extends = "extends",
        /// `implements`, `impl Trait for`.
        Implements = "implements",
        /// A bound of a type parameter or associated type.
        Bound = "bound",
    }
}

vocabulary! {
    /// What a flow fact records.
    FlowKind {
        /// `target = value` to something that existed before (a field, a module variable, a local again).
        Assign = "assign",
        /// The function that encloses `scope` returns `value`.
        Return = "return",
        /// The function that encloses `scope` yields `value`.
        Yield = "yield",
        /// Inside `range`, `target` is known to be of type `ty` (`isinstance`, `instanceof`, `case T t`).
        Narrow = "narrow",
        /// Inside `range`, `target` is known to be neither null, None nor undefined.
        NotNull = "not-null",
        /// The module's or file's exported value is `value` (`module.exports = …`, `export default …`, `export =`).
        ExportValue = "export-value",
        /// Of the arms that lie directly in `range`, exactly one runs. An arm that may be skipped has an empty one beside it.
        Choice = "choice",
        /// `range` is an arm of the choice around it.
        Arm = "arm",
        /// `range` is an arm that is entered from anywhere in the first arm of its choice: an exception handler.
        Handler = "handler",
        /// `range` may run again when it has run.
        Loop = "loop",
        /// `range` is a statement after which control leaves the function, or goes to a handler.
        Leave = "leave",
        /// `range` is a statement after which control leaves the loop around it.
        Break = "break",
        /// `range` is a statement after which control goes to the start of the loop around it.
        Continue = "continue",
        /// Inside `range`, `target` is known not to be of type `ty`.
        Exclude = "exclude",
    }
}

vocabulary! {
    /// How a diagnostic matters.
    Severity {
        /// Facts of the file are missing.
        Error = "error",
        /// Facts of a part of the file may be missing or inexact.
        Warning = "warning",
        /// Worth knowing, nothing is missing.
        Note = "note",
    }
}

vocabulary! {
    /// What happened to a file, as a stable code.
    DiagnosticCode {
        /// The parser met text outside the grammar.
        SyntaxError = "syntax-error",
        /// The parser supplied a token that is not there.
        SyntaxMissing = "syntax-missing",
        /// Bytes are not UTF-8; they were read as `_`, one for one.
        EncodingInvalid = "encoding-invalid",
        /// The file is UTF-16 or UTF-32 and was not read.
        EncodingUnsupported = "encoding-unsupported",
        /// The file is binary and was not read.
        Binary = "binary",
        /// The file is larger than the cap and was not read.
        TooLarge = "too-large",
        /// The file is minified and was not read.
        Minified = "minified",
        /// Nesting is deeper than the limit; names below it are kept without structure.
        TooDeep = "too-deep",
        /// The file could not be read.
        Unreadable = "unreadable",
        /// The file vanished between listing and reading.
        Vanished = "vanished",
        /// The parser gave up on the file.
        ParserFailed = "parser-failed",
        /// Extraction failed on the file: a bug, worth reporting.
        Internal = "internal",
        /// Text was masked before parsing so that the grammar accepts the rest.
        Masked = "masked",
    }
}

/// Modifiers of a definition, a set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Modifiers(u32);

impl DefKind {
    /// Whether definitions of this kind are types. What extends a type elsewhere (`impl`) is none.
    pub const fn is_type(self) -> bool {
        use DefKind::{Annotation, Class, Concept, Enum, Interface, Record, Struct, Trait, TypeAlias, Union};
        matches!(self, Class | Struct | Union | Enum | Interface | Trait)
            || matches!(self, Record | Annotation | Concept | TypeAlias)
    }
}

macro_rules! modifiers {
    ($($(#[$doc:meta])* $name:ident = $bit:literal $text:literal,)*) => {
        impl Modifiers {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
            const NAMED: &'static [(Self, &'static str)] = &[$((Self::$name, $text),)*];
        }
    };
}

modifiers! {
    /// Belongs to the type, not to an instance.
    STATIC = 0 "static",
    /// Asynchronous.
    ASYNC = 1 "async",
    /// Has no body here and must be given one elsewhere.
    ABSTRACT = 2 "abstract",
    /// A test, as its framework recognises it.
    TEST = 3 "test",
    /// Cannot be overridden or extended.
    FINAL = 4 "final",
    /// Can be evaluated at compile time, or cannot be reassigned.
    CONST = 5 "const",
    /// Not covered by the language's safety checks (`unsafe`, `native`).
    UNSAFE = 6 "unsafe",
    /// Linked from or to elsewhere (`extern`, `declare`).
    EXTERN = 7 "extern",
    /// Can be overridden (C++ `virtual`).
    VIRTUAL = 8 "virtual",
    /// Says that it overrides.
    OVERRIDE = 9 "override",
    /// A generator.
    GENERATOR = 10 "generator",
    /// An accessor that reads.
    GETTER = 11 "getter",
    /// An accessor that writes.
    SETTER = 12 "setter",
    /// A declaration without a body or value; the definition is elsewhere.
    DECLARATION = 13 "declaration",
    /// Has a body although its interface's members usually do not.
    DEFAULT = 14 "default",
    /// The module's default export.
    EXPORT_DEFAULT = 15 "export-default",
    /// Exported from its module.
    EXPORTED = 16 "exported",
    /// May be changed (Rust `static mut`, C++ `mutable`).
    MUTABLE = 17 "mutable",
    /// May be absent (`x?: T`).
    OPTIONAL = 18 "optional",
    /// Cannot be written after construction.
    READONLY = 19 "readonly",
    /// Expanded at its use (`inline`).
    INLINE = 20 "inline",
    /// Marked deprecated.
    DEPRECATED = 21 "deprecated",
    /// A class method (Python `@classmethod`).
    CLASS_METHOD = 22 "class-method",
    /// Closed to other files (`sealed`).
    SEALED = 23 "sealed",
    /// Thread-local, `volatile` or `synchronized`.
    SHARED = 24 "shared",
    /// A macro that takes arguments.
    FUNCTION_LIKE = 25 "function-like",
    /// Made by a rule from other text (a record component's accessor, a parameter property).
    SYNTHETIC = 26 "synthetic",
    /// A variadic function.
    VARIADIC = 27 "variadic",
    /// A member function that may be called on constants (C++ `const` after the parameters).
    CONST_MEMBER = 28 "const-member",
    /// Prepares what tests are given (a pytest fixture, `@BeforeEach`).
    FIXTURE = 29 "fixture",
    /// A program begins with it, as its language says.
    ENTRY_POINT = 30 "entry-point",
}

impl Modifiers {
    /// No modifier.
    pub const NONE: Self = Self(0);

    /// Whether every modifier of `other` is in this set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Adds `other` when `yes`.
    #[must_use]
    pub const fn with_if(self, other: Self, yes: bool) -> Self {
        if yes { self.with(other) } else { self }
    }

    /// Text forms, in the order of the bits.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMED.iter().filter(move |(bit, _)| self.contains(*bit)).map(|(_, name)| *name)
    }

    /// Without the modifiers of `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The one modifier with this text form.
    pub fn named(text: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(_, name)| *name == text).map(|(modifier, _)| *modifier)
    }

    /// The text forms of all modifiers, in the order of the bits.
    pub fn all_names() -> impl Iterator<Item = &'static str> {
        Self::NAMED.iter().map(|(_, name)| *name)
    }

    /// The set as a number, for storage.
    pub const fn raw(self) -> u32 {
        self.0
    }

    /// The reverse of [`Modifiers::raw`]; unknown bits are dropped.
    pub fn from_raw(raw: u32) -> Self {
        let known = Self::NAMED.iter().fold(0, |all, (bit, _)| all | bit.0);
        Self(raw & known)
    }
}

impl std::ops::BitOr for Modifiers {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl std::ops::BitOrAssign for Modifiers {
    fn bitor_assign(&mut self, other: Self) {
        *self = self.with(other);
    }
}

#[cfg(test)]
mod tests {
    use super::{DefKind, Modifiers, Role};

    #[test]
    fn text_and_number_name_the_same_variant() {
        for &kind in DefKind::ALL {
            assert_eq!(DefKind::parse(kind.as_str()), Some(kind));
            assert_eq!(DefKind::from_raw(kind.into()), Some(kind));
        }
        assert_eq!(DefKind::parse("gadget"), None);
        assert_eq!(Role::from_raw(99), None);
    }

    #[test]
    fn modifiers_are_a_set() {
        let set = Modifiers::STATIC | Modifiers::ASYNC;
        assert!(set.contains(Modifiers::ASYNC) && !set.contains(Modifiers::TEST));
        assert_eq!(set.names().collect::<Vec<_>>(), ["static", "async"]);
        assert_eq!(Modifiers::from_raw(set.raw() | 1 << 31), set);
    }
}
