//! What a language tells the engine. One value per language; the registry is in `languages`.

use model::codec::{FACTS_VERSION, STRUCTURE_VERSION};
use model::facts::{FileFacts, Separator};
use model::path::RepoPath;
use model::structure::FileStructure;
use tree_sitter::Language;

use crate::builder::Builder;
use crate::control::{ControlRules, FunctionFlow};
use crate::driver::{Pass, RULES_ENGINE_VERSION, functions, measure, run};
use crate::grammar::{Grammar, NumberMap};
use crate::labels::LabelRules;
use crate::syntax::Node;

/// Changes when anything changes that facts depend on besides the file: engine, encoding, grammar, rules.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Fingerprint(pub u64);

/// Where a file stands, for naming its module.
pub struct ModulePlace<'a> {
    /// Root-relative path.
    pub path: &'a RepoPath,
    /// Name by the nearest manifest; empty when there is none.
    pub package: &'a str,
    /// Directory of that manifest, root-relative, without a trailing slash; empty for the root.
    pub package_dir: &'a str,
    /// Whether the tree has a file with this root-relative path.
    pub has_file: &'a dyn Fn(&str) -> bool,
}

/// A file that names the package of the files below it.
#[derive(Clone, Copy)]
pub struct Manifest {
    /// Its name (`Cargo.toml`).
    pub file_name: &'static str,
    /// The package's name in its text; `None` when it names none (a workspace root, broken syntax).
    pub package: fn(&str) -> Option<String>,
}

/// A language, or a variant of one: how its files are known, parsed, read and named.
pub struct LanguageSpec {
    /// Stable name, kept in stores (`rust`).
    pub name: &'static str,
    /// Tells apart specs of one language with grammars of their own (`tsx`); usually empty.
    pub variant: &'static str,
    /// File extensions without the dot, in the case they are written in.
    pub extensions: &'static [&'static str],
    /// Whole file names (`SConstruct`).
    pub file_names: &'static [&'static str],
    /// Interpreters of a `#!` line, without version digits (`python`).
    pub interpreters: &'static [&'static str],
    /// What joins the segments of a display name.
    pub separator: Separator,
    /// Raised by one with every change of the rules that changes facts.
    pub rules_version: u32,
    /// The grammar.
    pub grammar: fn() -> Language,
    /// Text to be parsed in place of the file's, same length, where the grammar cannot take what the language allows
    /// (macros). `None` when the text can be parsed as it is.
    pub mask: Option<fn(&str) -> Option<String>>,
    /// The rules.
    pub rules: RuleSet,
    /// What marks definitions as tests, entry points and the like.
    pub labels: &'static LabelRules,
    /// Display name of the module that a file is; empty when names stand alone.
    pub module: fn(&ModulePlace<'_>) -> String,
    /// Manifests that name packages, the strongest first.
    pub manifests: &'static [Manifest],
}

/// The extraction rules of a language.
pub trait Rules: 'static {
    /// The grammar as these rules see it.
    type Grammar: Grammar;
    /// The control flow of the language.
    type Control: ControlRules<Grammar = Self::Grammar>;
    /// Writes the facts of a file.
    fn file(b: &mut Builder<'_>, root: Node<'_, Self::Grammar>);
}

/// A [`Rules`] type as a value.
pub struct RuleSet {
    pub(crate) numbers: fn(&Language) -> NumberMap,
    pub(crate) run: fn(&mut Pass<'_>) -> FileFacts,
    pub(crate) functions: fn(&Pass<'_>, &FileFacts) -> Vec<FunctionFlow>,
    pub(crate) measure: fn(&Pass<'_>, &[FunctionFlow]) -> FileStructure,
}

impl RuleSet {
    /// The rules `R`.
    pub const fn of<R: Rules>() -> Self {
        let numbers = NumberMap::new::<R::Grammar>;
        Self { numbers, run: run::<R>, functions: functions::<R>, measure: measure::<R> }
    }
}

impl LanguageSpec {
    /// The fingerprint of facts made by this spec now.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut hasher = blake3::Hasher::new();
        let grammar = (self.grammar)();
        hasher.update(self.name.as_bytes()).update(b"\0").update(self.variant.as_bytes());
        let kinds = grammar.node_kind_count() as u32;
        let states = grammar.parse_state_count() as u32;
        for version in
            [RULES_ENGINE_VERSION, FACTS_VERSION, STRUCTURE_VERSION, self.rules_version, kinds, states]
        {
            hasher.update(&version.to_le_bytes());
        }
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        Fingerprint(u64::from_le_bytes(first))
    }
}
