//! What one file says of uses: a pure function of its facts, its outcomes, its text and its language's rules.

mod definitions;
mod doubts;
mod enumerators;
mod exposure;
mod hazards;
mod initial;
mod macro_calls;
mod pasting;
mod sites;
mod unread;

use std::hash::Hasher;

use model::facts::FileFacts;
use model::ids::{DefId, SymbolId};
use model::outcome::Resolution;
use model::path::RepoPath;
use model::span::Span;
use rustc_hash::FxHasher;

use self::pasting::Pasting;
use crate::rules::RootRules;
use crate::verdict::{Because, Doubt, Root};

/// A file to be summed up.
pub struct FileInput<'a> {
    /// Its path.
    pub path: &'a RepoPath,
    /// Its facts.
    pub facts: &'a FileFacts,
    /// The outcomes of its sites; `None` when there are none to be trusted.
    pub resolution: Option<&'a Resolution>,
    /// Its text.
    pub source: &'a [u8],
    /// The ids of its definitions.
    pub ids: Vec<SymbolId>,
    /// Its own id.
    pub file_id: SymbolId,
    /// The qualified names of its definitions, as a person would write them.
    pub fqns: Vec<String>,
    /// Whether its path is one of tests.
    pub is_test: bool,
    /// The rules of its language.
    pub rules: &'static RootRules,
    /// The keys of names that some definition of the tree has: others are passed over.
    pub known: &'a dyn Fn(u64) -> bool,
    /// The keys of files of the tree, as [`file_key`] makes them.
    pub known_files: &'a dyn Fn(u64) -> bool,
    /// The keys of names that some macro of the tree has.
    pub known_macros: &'a dyn Fn(u64) -> bool,
}

/// What a file says of uses, to be put together with others.
pub struct FileSummary {
    pub(crate) path: RepoPath,
    pub(crate) rules: &'static RootRules,
    pub(crate) file_id: SymbolId,
    pub(crate) ids: Vec<SymbolId>,
    pub(crate) is_test: bool,
    pub(crate) defs: Vec<DefSummary>,
    pub(crate) targets: Vec<SymbolId>,
    pub(crate) uses: Vec<Use>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) fragments: Vec<Fragment>,
    /// Macros that paste names together.
    pub(crate) pasting: Pasting,
    /// Something that finds members by enumerating them; empty when nothing does.
    pub(crate) enumerates: String,
    /// Names brought under another one: keys of the name here, and of the name there.
    pub(crate) aliases: Vec<(u64, u64)>,
    /// Names of files included as text.
    pub(crate) includes: Vec<String>,
    /// What looks up definitions here by a computed name; empty when nothing does.
    pub(crate) computed: String,
    /// Files, as targets, that are brought as parts of this one, and whether under a condition.
    pub(crate) children: Vec<(u32, bool)>,
    /// Targets that are exported from here.
    pub(crate) exports: Vec<u32>,
    /// Targets (files) all of whose exports are exported from here.
    pub(crate) star_exports: Vec<u32>,
    /// Targets (files) whose members are handed on as one value.
    pub(crate) escapes: Vec<u32>,
}

/// What a file says of a definition.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a property that holds or does not")]
pub(crate) struct DefSummary {
    pub(crate) name: Box<str>,
    pub(crate) key: u64,
    /// Shared by all that are one definition; [`DefSummary::spread`] says how far.
    pub(crate) twin: u64,
    /// Whether twins stand in other files too.
    pub(crate) spread: bool,
    /// Of overloads of one name, which it is; 0 where there are none.
    pub(crate) signature: u64,
    pub(crate) owner: Owner,
    /// Whether it can be told to be dead; others only carry uses on.
    pub(crate) asked: bool,
    pub(crate) is_macro: bool,
    pub(crate) is_impl: bool,
    /// Belongs to a type.
    pub(crate) member: bool,
    /// Only its own file can name it.
    pub(crate) confined: bool,
    /// Can be named from outside of its package, as far as its own text says.
    pub(crate) visible: bool,
    pub(crate) root: Option<Because<Root>>,
    /// Whether the root holds only when the owner is used.
    pub(crate) root_with_owner: bool,
    pub(crate) doubts: Vec<Because<Doubt>>,
    /// Is there in some configurations only, as far as its file says.
    pub(crate) conditional: bool,
    /// May override a member of a base.
    pub(crate) overridable: bool,
    /// Is declared here and made elsewhere.
    pub(crate) bodiless: bool,
    /// A type by itself: no other name of one, and nothing that only holds one.
    pub(crate) is_type: bool,
    /// Its type, or the type that it is a member of, takes part in how types are made that inherit it.
    pub(crate) registers: bool,
    /// Only its type can name it.
    pub(crate) hidden: bool,
    /// Is found by what enumerates members: public, or called as what reads or writes a property.
    pub(crate) accessor: bool,
    /// Says that it overrides.
    pub(crate) overrides: bool,
    /// Bases in the tree, as targets.
    pub(crate) bases: Vec<u32>,
    /// A base that is not in the tree and may call members of what inherits it; whether it is proved to be outside.
    pub(crate) outside: Option<(String, bool)>,
}

/// What a definition belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Owner {
    /// Nothing.
    None,
    /// A definition of its file.
    Def(DefId),
    /// A type of the tree, as a target (an `impl` and the type that it is for).
    Target(u32),
}

/// A proved use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Use {
    /// Where; `None` at file level.
    pub(crate) source: Option<DefId>,
    /// What, as a target.
    pub(crate) target: u32,
    /// Whether the target is one of a set, or a candidate.
    pub(crate) how: How,
}

/// How a use means its target.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum How {
    /// Surely.
    Means,
    /// One of a proved set means it: it is used when an instance of its type can be there.
    Dispatches,
    /// It is among candidates.
    MayMean(Span),
}

/// A name in code or text that may mean any definition of that name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Mention {
    pub(crate) name: u64,
    pub(crate) source: Option<DefId>,
    pub(crate) shape: Shape,
    pub(crate) doubt: Doubt,
    pub(crate) span: Span,
    pub(crate) count: u32,
}

/// How a name is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Shape {
    /// Alone.
    Bare,
    /// After a dot or arrow.
    Dot,
    /// In a path, an import, or where only the text is known.
    Any,
    /// Where a macro is named.
    Macro,
}

/// A piece of a name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Fragment {
    pub(crate) text: String,
    pub(crate) part: Part,
    pub(crate) reach: Reach,
}

/// Where in a name a piece stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Part {
    /// At its beginning.
    Begin,
    /// At its end.
    End,
    /// Anywhere, as a whole word of it.
    Inside,
    /// All of it, but for what is put in where the piece has a NUL.
    Frame,
}

/// Whose names a piece may be of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Reach {
    /// Any of the language.
    Everywhere,
    /// Those of its own file, where words of the name begin and end.
    File,
    /// As [`Reach::File`], if a macro with this name's key pastes.
    FileIfPasted(u64),
}

impl FileSummary {
    /// Whether a definition is called so: by its name at file level, else by the names around it with dots between.
    pub(crate) fn is_named(&self, def: &DefSummary, name: &str) -> bool {
        let (mut def, mut name) = (def, name);
        loop {
            let (outer, last) =
                name.rsplit_once('.').map_or((None, name), |(outer, last)| (Some(outer), last));
            match (&def.owner, outer) {
                _ if *def.name != *last => return false,
                (Owner::None, None) => return true,
                (Owner::Def(around), Some(outer)) => (def, name) = (&self.defs[around.index()], outer),
                _ => return false,
            }
        }
    }
}

/// The key of a name.
pub fn name_key(name: &str) -> u64 {
    hash(&[name.as_bytes()])
}

/// The key of a file's name without what says its language.
pub fn file_key(file_name: &str) -> u64 {
    name_key(file_name.split_once('.').map_or(file_name, |(stem, _)| stem))
}

pub(crate) fn hash(parts: &[&[u8]]) -> u64 {
    let mut hasher = FxHasher::default();
    for part in parts {
        hasher.write(part);
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

/// Sums up a file. Linear in its facts and text, but for sorting.
pub fn summarise(input: FileInput<'_>) -> FileSummary {
    let found = sites::read(&input);
    let hazards = hazards::read(&input);
    let defs = definitions::read(&input, &found, &hazards);
    let mut mentions = found.mentions;
    mentions.extend(hazards.mentions);
    mentions.extend(unread::mentions(&input));
    let enumerates = enumerators::first(&input);
    FileSummary {
        path: input.path.clone(),
        rules: input.rules,
        file_id: input.file_id,
        is_test: input.is_test,
        defs,
        targets: input.resolution.map(|resolution| resolution.targets.clone()).unwrap_or_default(),
        ids: input.ids,
        uses: found.uses,
        mentions: counted(mentions),
        fragments: hazards.fragments,
        pasting: hazards.pasting,
        enumerates,
        computed: hazards.computed,
        children: found.children,
        aliases: found.aliases,
        includes: found.includes,
        exports: found.exports,
        star_exports: found.star_exports,
        escapes: found.escapes,
    }
}

/// Equal mentions as one, with the first place and their number.
fn counted(mut mentions: Vec<Mention>) -> Vec<Mention> {
    mentions.sort_unstable();
    mentions.dedup_by(|later, first| {
        let key = |mention: &Mention| (mention.name, mention.source, mention.shape, mention.doubt);
        let same = key(later) == key(first);
        first.count += if same { later.count } else { 0 };
        same
    });
    mentions
}
