//! Expressions and type expressions of a file: the part of its syntax that typing needs, as two arenas.
//!
//! Names inside them are [`SiteId`]s, not strings: a name written in code is a reference site, and the site knows its
//! text and position. `shape.area(r)` is
//!
//! ```text
//! sites  0: shape (read)   1: area (call)   2: r (read)
//! exprs  0: Name(0)   1: Member { base: 0, site: 1, Dot }   2: Name(2)   3: Call { callee: 1, args: [2] }
//! ```
//!
//! Children come before their parents, so an arena can be read from front to back.

use crate::facts::List;
use crate::ids::{DefId, ExprId, ImportId, NameId, ScopeId, SiteId, TypeId};
use crate::kinds::vocabulary;

vocabulary! {
    /// The token between a base and its member.
    Access {
        /// `a.b`
        Dot = "dot",
        /// `a->b`
        Arrow = "arrow",
        /// `a::b`
        Colons = "colons",
        /// `a?.b`
        Optional = "optional",
        /// `a["b"]` with a literal key.
        Key = "key",
        /// Java `a::b`, a reference to a method.
        MethodRef = "method-ref",
    }
}

vocabulary! {
    /// Which literal; its type follows.
    Literal {
        /// An integer.
        Int = "int",
        /// A floating-point number.
        Float = "float",
        /// Text.
        Str = "str",
        /// Bytes (`b"…"`).
        Bytes = "bytes",
        /// A character.
        Char = "char",
        /// `true`, `false`.
        Bool = "bool",
        /// `None`, `null`, `nullptr`.
        Null = "null",
        /// `undefined`.
        Undefined = "undefined",
        /// A regular expression.
        Regex = "regex",
        /// `...` in Python.
        Ellipsis = "ellipsis",
        /// A template or f-string.
        Template = "template",
        /// An integer of JavaScript's `123n` form.
        BigInt = "bigint",
    }
}

vocabulary! {
    /// A keyword that stands for an instance or type around it.
    SelfRef {
        /// `this`, `self` where it is a keyword.
        This = "this",
        /// `super`: the base class's view of the instance.
        Super = "super",
        /// `Self` as an expression (`Self { … }`, `Self(…)`).
        SelfType = "self-type",
    }
}

vocabulary! {
    /// What an operator with one operand does to a type.
    UnaryKind {
        /// `await e`, `e.await`.
        Await = "await",
        /// `e?` in Rust.
        Try = "try",
        /// `*e`.
        Deref = "deref",
        /// `&e`.
        AddressOf = "address-of",
        /// `!e`, `not e`: a boolean, as far as it is built in.
        Not = "not",
        /// `-e`, `+e`, `~e`, `e++`: the operand's own type, as far as it is built in.
        Arithmetic = "arithmetic",
        /// `...e`, `*e`, `**e` in an argument or container.
        Spread = "spread",
        /// `e!` in TypeScript.
        NonNull = "non-null",
        /// `typeof e`, `sizeof e`, `void e`, `delete e`.
        Query = "query",
        /// `yield e` as an expression.
        Yield = "yield",
        /// `throw e` as an expression.
        Throw = "throw",
        /// `e as const`.
        AsConst = "as-const",
        /// `&mut e`, where a reference that allows changes is a type of its own.
        AddressOfMut = "address-of-mut",
    }
}

vocabulary! {
    /// What an operator with two operands yields.
    BinaryKind {
        /// `+ - * / % << | & ^ …`: arithmetic, or an overloaded operator.
        Arithmetic = "arithmetic",
        /// `== < in is instanceof …`: a boolean.
        Comparison = "comparison",
        /// `&&`, `and`.
        And = "and",
        /// `||`, `or`.
        Or = "or",
        /// `??`.
        Coalesce = "coalesce",
        /// `a, b`: the last operand.
        Comma = "comma",
        /// `a..b`, `a..=b`.
        Range = "range",
    }
}

vocabulary! {
    /// A literal that holds other values.
    Container {
        /// `[a, b]` and array initialisers.
        List = "list",
        /// `(a, b)`.
        Tuple = "tuple",
        /// `{a, b}` in Python.
        Set = "set",
        /// `{k: v}` in Python; keys and values alternate.
        Map = "map",
        /// `{a, b}` in C and C++, where the type decides.
        Braces = "braces",
        /// A list comprehension; the one element is what each round yields.
        ListOf = "list-of",
        /// A set comprehension.
        SetOf = "set-of",
        /// A dict comprehension: key, value.
        MapOf = "map-of",
        /// A generator expression.
        GeneratorOf = "generator-of",
    }
}

vocabulary! {
    /// How a pattern, loop or handler takes a part out of a value; `arg` of [`Expr::Project`] says which.
    Projection {
        /// The `arg`-th element of a tuple or sequence.
        Element = "element",
        /// All elements from the `arg`-th on.
        Rest = "rest",
        /// What iterating yields.
        Iterate = "iterate",
        /// What asynchronous iterating yields.
        IterateAsync = "iterate-async",
        /// What entering a `with` block yields.
        Enter = "enter",
        /// What entering an `async with` block yields.
        EnterAsync = "enter-async",
        /// The same value, known to match the variant or class named by expression `arg`.
        Matched = "matched",
        /// The payload of `if let`/`let … else`-like unwrapping of an optional (`?` pattern).
        Unwrapped = "unwrapped",
        /// The remaining properties of an object.
        RestObject = "rest-object",
    }
}

/// An expression. 16 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expr {
    /// Something whose type is not modelled.
    Unknown,
    /// A name looked up from its scope.
    Name(SiteId),
    /// A member of a value, type, module or namespace.
    Member {
        /// What it is a member of.
        base: ExprId,
        /// The member's name.
        site: SiteId,
        /// The token between them.
        access: Access,
    },
    /// A call. Keyword arguments are [`Expr::Keyword`], `*x` is a spread.
    Call {
        /// What is called.
        callee: ExprId,
        /// Expression ids.
        args: List,
    },
    /// `new T(args)`, `T { … }` with a type in front.
    New {
        /// The type made.
        ty: TypeId,
        /// Expression ids.
        args: List,
    },
    /// Explicit type arguments on a value: `f::<T>`, `foo<string>`.
    Apply {
        /// The generic value.
        base: ExprId,
        /// Type ids.
        types: List,
    },
    /// `base[index]` where the index is not a literal key.
    Index {
        /// What is indexed.
        base: ExprId,
        /// By what.
        index: ExprId,
    },
    /// A literal.
    Literal(Literal),
    /// A keyword for the instance or type around.
    SelfRef(SelfRef),
    /// An operator with one operand.
    Unary(UnaryKind, ExprId),
    /// An operator with two operands.
    Binary(BinaryKind, ExprId, ExprId),
    /// `target = value` as an expression; its value is `value`.
    Assign(ExprId, ExprId),
    /// `value as T`, `(T) value`, `static_cast<T>(value)`.
    Cast(ExprId, TypeId),
    /// One of several: `c ? a : b`, `if`/`match` as expressions, `switch` expressions. Expression ids.
    Either(List),
    /// A container literal or comprehension. Expression ids.
    Container(Container, List),
    /// An object literal; its members are the definitions bound in this scope.
    Object(ScopeId),
    /// An anonymous function.
    Lambda {
        /// Its scope.
        scope: ScopeId,
        /// A range of `FileFacts::params`.
        params: List,
    },
    /// A definition written as an expression (class expression, named function expression).
    Definition(DefId),
    /// A part of a value taken by a pattern, loop or handler.
    Project {
        /// The value.
        base: ExprId,
        /// How.
        how: Projection,
        /// Which part, as [`Projection`] says; 0 where it says nothing.
        arg: u32,
    },
    /// A type where a value is expected: `<T as Trait>::f`, `Vec::<T>::new`, `int.class`.
    Type(TypeId),
    /// `name = value` in a call.
    Keyword(SiteId, ExprId),
    /// A macro or template call whose result is not known without expansion. Argument expression ids.
    MacroCall {
        /// The macro's name expression.
        callee: ExprId,
        /// Expression ids, where arguments could be read as expressions.
        args: List,
    },
    /// A JSX element: the component and its attribute values.
    Jsx {
        /// The component's expression.
        component: ExprId,
        /// Expression ids.
        args: List,
    },
    /// A literal whose text matters to typing (a string key, a discriminant).
    Text(NameId),
    /// A value of the given declared type that no expression spells (a catch parameter, a narrowed value).
    Typed(TypeId),
    /// A pattern's payload: positional field `index` of `path` matched against `base`.
    VariantField {
        /// The matched value.
        base: ExprId,
        /// The variant's or class's path.
        path: ExprId,
        /// Which positional field.
        index: u16,
    },
    /// The module that an import brings, where it is used as a value without a name (`require("x").y`, `import("x")`).
    Import(ImportId),
    /// What the function or lambda that opens `scope` receives as its `index`-th parameter, where a pattern takes it
    /// apart and it has no name.
    Argument {
        /// The scope that the function or lambda opens.
        scope: ScopeId,
        /// Which parameter, from 0.
        index: u32,
    },
}

vocabulary! {
    /// How a type wraps another.
    Wrapper {
        /// `&T`.
        Reference = "reference",
        /// `&mut T`.
        MutReference = "mut-reference",
        /// `T*`.
        Pointer = "pointer",
        /// `T&&`.
        RvalueReference = "rvalue-reference",
        /// `T[]`, `[T]`, `[T; n]`.
        Array = "array",
        /// `Optional`-like sugar: `T?`.
        Optional = "optional",
        /// `const T`, `final T`, `readonly T`, `volatile T`.
        Qualified = "qualified",
        /// `keyof T`.
        KeyOf = "keyof",
        /// `...T`, `*Ts`.
        Spread = "spread",
        /// A type predicate's or assertion's type (`x is T`).
        Predicate = "predicate",
        /// `? extends T`.
        UpperBound = "upper-bound",
        /// `? super T`.
        LowerBound = "lower-bound",
        /// `type[T]`, a class object as a type.
        ClassOf = "class-of",
        /// `struct T`, `union T`, `enum T`: a name of the tags' name space, directly after its [`TypeExpr::Name`].
        Tag = "tag",
    }
}

vocabulary! {
    /// How a type combines several.
    Combination {
        /// `A | B`.
        Union = "union",
        /// `A & B`, Rust `A + B`.
        Intersection = "intersection",
        /// `(A, B)`.
        Tuple = "tuple",
        /// `dyn A + B`.
        Dyn = "dyn",
        /// `impl A + B`.
        ImplTrait = "impl-trait",
        /// A conditional type: the two results.
        Conditional = "conditional",
    }
}

/// A type as written. 16 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeExpr {
    /// Something that is not modelled.
    Unknown,
    /// A name looked up from its scope.
    Name(SiteId),
    /// A member of a module, namespace or type.
    Member {
        /// The qualifier.
        base: TypeId,
        /// The member's name.
        site: SiteId,
    },
    /// `base<args>`. Type ids.
    Apply {
        /// The generic type.
        base: TypeId,
        /// Its arguments.
        args: List,
    },
    /// A type that wraps one other.
    Wrap(Wrapper, TypeId),
    /// A type made of several. Type ids.
    Combine(Combination, List),
    /// `fn(A) -> R`, `(a: A) => R`, `R (*)(A)`.
    Function {
        /// Type ids of the parameters.
        params: List,
        /// The result.
        ret: TypeId,
    },
    /// `typeof e`, `decltype(e)`.
    TypeOf(ExprId),
    /// `Self`, `this` as a type.
    SelfType,
    /// A type the language has built in, by its spelling.
    Builtin(NameId),
    /// A literal type.
    Literal(NameId),
    /// To be inferred: `auto`, `var`, `_`.
    Infer,
    /// An object type or anonymous struct; its members are the definitions bound in this scope.
    Object(ScopeId),
    /// `T[K]` in TypeScript.
    Index(TypeId, TypeId),
    /// `<T as Trait>`: member look-up on `T` restricted to a trait.
    Projected(TypeId, TypeId),
    /// An associated type binding in an argument list: `Item = T`.
    Assoc(SiteId, TypeId),
    /// A type defined in place (C `struct s { … } x`).
    Definition(DefId),
}
