//! What is said of a definition, and why.

use model::ids::DefId;

/// Declares an enum of reasons with stable texts.
macro_rules! reasons {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// All variants, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable text.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The variant with this text.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == text)
            }
        }
    };
}

reasons! {
    /// Whether a definition is used.
    State {
        /// Nothing that runs can use it.
        Dead = "dead",
        /// Something that is not settled may use it.
        Unknown = "unknown",
        /// Something that runs uses it.
        Alive = "alive",
    }
}

reasons! {
    /// Why a definition is used without a use in the tree.
    Root {
        /// A program begins with it.
        EntryPoint = "entry-point",
        /// A manifest names it.
        Manifest = "manifest",
        /// A tool or runtime looks it up by its name.
        Hook = "hook",
        /// A framework is handed it by a decorator, annotation or attribute.
        Registered = "registered",
        /// The linker or loader is told to keep or call it.
        Linker = "linker",
        /// Others may use it: it is public in a library.
        ExportedApi = "exported-api",
        /// It overrides or implements what is declared outside of the tree.
        ExternalOverride = "external-override",
        /// The language or its library calls it on its own.
        Implicit = "implicit",
        /// It is there with what it is a part of.
        Part = "part",
        /// Code at file level runs when the file is loaded.
        FileLevel = "file-level",
        /// A test.
        Test = "test",
        /// What prepares tests.
        Fixture = "fixture",
    }
}

reasons! {
    /// Why nobody can tell whether a definition is used, the plainest first.
    Doubt {
        /// Sites that have it among their candidates.
        Candidate = "candidate",
        /// Sites that spell its name and are not resolved.
        OpenSite = "open-site",
        /// Text in quotes that is its name.
        NamedInText = "named-in-text",
        /// Text or a macro that its name may be put together of.
        NameFragment = "name-fragment",
        /// Members of its name are used, and may be it whatever their type is.
        SameMemberName = "same-member-name",
        /// Its file spells its name for something else, which it may be in another configuration.
        SpelledInFile = "spelled-in-file",
        /// Something of its name is used that stands for it in another configuration.
        OtherConfiguration = "other-configuration",
        /// An overload of it is used.
        Overload = "overload",
        /// It may override a member of a base that is not in the tree.
        ExternalBase = "external-base",
        /// A decorator, annotation or attribute that is not known stands on it.
        Decorated = "decorated",
        /// It is handed to a macro, which may make something else of it.
        InMacro = "in-macro",
        /// It is an operator: what uses operators is not resolved.
        Operator = "operator",
        /// Its module, its type, or objects of its type may be handed to what finds members by their names.
        HandedOn = "handed-on",
        /// Making it may do something that is wanted, as an object of a type may.
        MayAct = "may-act",
        /// It lies in tests and can be named from outside of its file: what runs tests may find it.
        TestRunner = "test-runner",
        /// Its file is data that tests read.
        TestData = "test-data",
        /// No declaration of a module leads to its file: a macro may, or text that is included.
        NoModule = "no-module",
        /// Its file finds definitions by computed names.
        ComputedName = "computed-name",
        /// A header outside of the tree may read the macro.
        ExternalHeader = "external-header",
        /// It can be named from outside, and no manifest says whether it is.
        VisibleOutside = "visible-outside",
        /// Files in languages that are not read may use it.
        ForeignFiles = "foreign-files",
        /// The parser met an error in or around it.
        ParseError = "parse-error",
        /// Its file has no outcomes.
        NotResolved = "not-resolved",
        /// Something uses it of which nobody can tell whether it is used.
        UnknownUser = "unknown-user",
    }
}

/// A definition of a tree, or a file of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Node {
    /// The file's place among the files that were added.
    pub file: u32,
    /// The definition; the file itself for `None`.
    pub def: Option<DefId>,
}

/// A reason with what it is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Because<R> {
    /// The reason.
    pub reason: R,
    /// Who or what, for a person; may be empty.
    pub detail: String,
}

/// What is said of a definition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It is used without a use in the tree.
    Root(Because<Root>),
    /// It is used by what is used, directly; the flag says that only tests reach it.
    Used(Node, bool),
    /// It is not used. When something uses it all the same, which is dead itself: the first such.
    Dead(Option<Node>),
    /// Nobody can tell. Every direct reason, in order.
    Unknown(Vec<Open>),
}

/// A reason not to tell, with what it rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Open {
    /// The reason.
    pub doubt: Doubt,
    /// Who or what, for a person; may be empty.
    pub detail: String,
    /// How many sites or definitions.
    pub count: u64,
    /// The first of the sites.
    pub sites: Vec<crate::tree::Mentioned>,
    /// The first of the definitions.
    pub users: Vec<Node>,
}

impl Verdict {
    /// The state that it says.
    pub fn state(&self) -> State {
        match self {
            Self::Root(_) | Self::Used(..) => State::Alive,
            Self::Dead(_) => State::Dead,
            Self::Unknown(_) => State::Unknown,
        }
    }
}
