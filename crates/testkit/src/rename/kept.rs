//! Names that mean something by being spelled so.

use std::collections::BTreeSet;

use model::kinds::Role;
use model::outcome::{OutcomeKind, Rule};
use resolve::{Manifests, Policy, Resolved, Unit};

use crate::linked::Linked;

/// Words that mean something in files of some languages.
struct Words {
    languages: &'static [&'static str],
    words: &'static str,
}

const C: &[&str] = &["c", "cpp"];
const ECMASCRIPT: &[&str] = &["javascript", "typescript"];
const JAVA: &[&str] = &["java"];
const PYTHON: &[&str] = &["python"];
const RUST: &[&str] = &["rust"];

/// Words of grammars, also where they are reserved only in places, and directives of preprocessors. Headers do not say
/// whether they are C or C++.
const KEYWORDS: &[Words] = &[
    Words {
        languages: C,
        words: "alignas alignof and and_eq asm auto bitand bitor bool break case catch char class co_await \
            co_return co_yield compl concept const const_cast consteval constexpr constinit continue decltype \
            default define defined delete do double dynamic_cast elif else endif enum error explicit export \
            extern false final float for friend goto if ifdef ifndef import include inline int long module \
            mutable namespace new noexcept not not_eq nullptr once operator or or_eq override pragma private \
            protected public register reinterpret_cast requires restrict return short signed sizeof static \
            static_assert static_cast struct switch template this thread_local throw true try typedef typeid \
            typename typeof undef union unsigned using virtual void volatile warning while xor xor_eq",
    },
    Words {
        languages: ECMASCRIPT,
        words: "abstract accessor any arguments as asserts async await bigint boolean break case catch class \
            const constructor continue debugger declare default delete do else enum export extends false finally for \
            from function get global if implements import in infer instanceof interface is keyof let meta module namespace \
            never new null number object of out override package private protected prototype public readonly require \
            return satisfies set static string super switch symbol target this throw true try type typeof \
            undefined unique unknown using var void while with yield",
    },
    Words {
        languages: JAVA,
        words: "abstract assert boolean break byte case catch char class const continue default do double \
            else enum exports extends false final finally float for goto if implements import instanceof int \
            interface long module native new non null open opens package permits private protected provides \
            public record requires return sealed short static strictfp super switch synchronized this throw \
            throws to transient transitive true try uses var void volatile when while with yield",
    },
    Words {
        languages: PYTHON,
        words: "False None True and as assert async await break case class continue def del elif else except \
            exec finally for from global if import in is lambda match nonlocal not or pass print raise return \
            try type while with yield",
    },
    Words {
        languages: RUST,
        words: "as async await bool box break const continue crate default dyn else enum extern f32 f64 false \
            fn for gen i128 i16 i32 i64 i8 if impl in isize let loop macro macro_rules match mod move mut priv pub \
            ref return self Self static str struct super trait true try type typeof u128 u16 u32 u64 u8 union \
            unsafe use usize virtual where while yield char raw safe",
    },
];

/// Names that a language, or what runs its programs, gives a meaning.
const MEANINGFUL: &[Words] = &[
    // How CommonJS modules speak.
    Words { languages: ECMASCRIPT, words: "exports require" },
    // pytest's own fixtures, which a parameter of that name gets.
    Words {
        languages: PYTHON,
        words: "cache capfd capfdbinary caplog capsys capsysbinary doctest_namespace monkeypatch pytestconfig \
            pytester record_property recwarn request testdir tmp_path tmp_path_factory tmpdir tmpdir_factory",
    },
    // Macros of widely used libraries that format text: extraction knows them by name alone, wherever they come from.
    Words { languages: RUST, words: "anyhow bail debug ensure error info log trace warn" },
];

/// All keywords, for those who look for new names.
pub(super) fn keywords() -> impl Iterator<Item = &'static str> {
    KEYWORDS.iter().flat_map(|list| list.words.split_whitespace())
}

/// The names of a tree that stay.
pub(super) struct Kept {
    names: BTreeSet<String>,
    has_python: bool,
    has_c: bool,
}

impl Kept {
    pub(super) fn keeps(&self, name: &str) -> bool {
        self.names.contains(name)
            || self.has_python && (is_magic(name) || is_test(name))
            || self.has_c && is_configured(name)
    }

    /// Every word in a text, as written and with `_` for `-`.
    fn words(&mut self, text: &str) {
        let is_joint = |c: char| !(c.is_alphanumeric() || c == '_' || c == '$');
        self.names.extend(text.split(is_joint).map(str::to_owned));
        let is_joint = |c: char| c != '-' && is_joint(c);
        self.names.extend(text.split(is_joint).map(|word| word.replace('-', "_")));
    }

    /// What the library of a language calls its own; in Python also its parameters: calls name them, and what overrides
    /// a method has those of the same name.
    fn library(&mut self, policy: &dyn Policy) {
        for unit in &policy.std().units {
            self.names.extend(unit.facts.defs.iter().map(|def| unit.text(def.name).to_owned()));
            if policy.languages() == PYTHON {
                self.names.extend(unit.facts.params.iter().map(|param| unit.text(param.name).to_owned()));
            }
            self.words(&unit.placement.module);
        }
    }

    /// Names that were found to come from outside: imported, there without, or parameters that a call names. Members
    /// of what comes from outside may have any name.
    fn outside(&mut self, unit: &Unit, resolved: &Resolved) {
        for (site, outcome) in unit.facts.sites.iter().zip(&resolved.resolution.outcomes) {
            let is_member = outcome.rule == Some(Rule::ExternalMember) && site.role != Role::Keyword;
            if outcome.kind == OutcomeKind::External && !is_member {
                self.names.insert(unit.text(site.name).to_owned());
            }
        }
    }
}

/// What Python calls by itself.
fn is_magic(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__")
}

/// What Python's test runners find.
fn is_test(name: &str) -> bool {
    name.starts_with("test") || name.starts_with("Test")
}

/// What build systems define: a macro of such a name that no file defines may be defined all the same, so conditions on
/// it are not decided.
fn is_configured(name: &str) -> bool {
    ["HAVE_", "CONFIG_", "ENABLE_", "WITH_"].iter().any(|prefix| name.starts_with(prefix))
        || name.ends_with("_SOURCE")
}

/// What a tree shares with the world outside: words of its languages, paths of files that are named by them, manifests,
/// and names of libraries.
pub(super) fn names(linked: &Linked, resolved: &[Resolved], manifests: &dyn Manifests) -> Kept {
    let units = linked.provider.units();
    let spoken: BTreeSet<&str> = units.iter().map(|unit| unit.placement.language.as_str()).collect();
    let speaks = |list: &&Words| list.languages.iter().any(|language| spoken.contains(language));
    let words =
        KEYWORDS.iter().chain(MEANINGFUL).filter(speaks).flat_map(|list| list.words.split_whitespace());
    let mut kept = Kept {
        names: words.map(str::to_owned).collect(),
        has_python: spoken.contains("python"),
        has_c: C.iter().any(|language| spoken.contains(language)),
    };
    for (unit, resolved) in units.iter().zip(resolved) {
        // Java finds files by what they declare, the others by their paths.
        if unit.placement.language != "java" {
            kept.words(unit.placement.path.as_str());
            kept.words(&unit.placement.module);
        }
        kept.outside(unit, resolved);
    }
    let present: BTreeSet<usize> = units.iter().map(|unit| unit.policy).collect();
    for policy in present.iter().map(|policy| languages::POLICIES[*policy]) {
        kept.library(policy);
        for path in policy.manifests().iter().flat_map(|name| manifests.named(name)) {
            kept.words(&manifests.read(&path).unwrap_or_default());
        }
    }
    kept
}
