//! Names that mean something by being spelled so.

use std::collections::BTreeSet;

use model::outcome::OutcomeKind;
use resolve::{Manifests, Resolved};

use crate::linked::Linked;

/// Words of the grammars, also where they are reserved only in places, and of preprocessors and attributes.
pub(super) const KEYWORDS: &str = "\
    abstract alignas alignof and any as asm assert asserts async auto await bigint bool boolean box \
    break byte case catch cfg char class concept const constexpr continue crate debugger declare \
    decltype def default define defined del delete derive do double dyn elif else endif enum error \
    except explicit export exports extends extern false feature final finally float fn for friend from \
    function get global goto if ifdef ifndef impl implements import in include infer inline instanceof \
    int interface is keyof lambda let line long loop macro macro_rules match mod module move mut mutable \
    namespace native never new noexcept non nonlocal not null nullptr number object of once open opens \
    operator or out override package pass permits pragma print private protected provides pub public \
    raise raw readonly record ref register require requires restrict return sealed self set short signed \
    sizeof static strictfp string struct super switch symbol synchronized template test this throw \
    throws to trait transient transitive true try type typedef typeid typename typeof undef undefined \
    union unique unknown unsafe unsigned use uses using var virtual void volatile warning when where \
    while with xor yield C None Self True False";

/// Names that languages, their tools and frameworks look for: entry points, members that syntax calls, tags of
/// documentation comments, marks of generated files, types that are no keywords.
const MEANINGFUL: &str = "\
    main constructor prototype arguments globalThis window conftest fixture generated param returns \
    typedef callback property prop see link extends augments this satisfies overload setUp tearDown cls \
    mcs path macro_export macro_use doc allow inline Code DO NOT EDIT use strict jsx children key props \
    setter getter deleter value length valueOf values ordinal name iter next deref drop clone begin end \
    size then target meta u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 str \
    repr transparent packed format print println eprint eprintln panic todo unimplemented unreachable \
    format_args anyhow bail ensure error warn info debug trace log assert assert_eq assert_ne debug_assert \
    debug_assert_eq debug_assert_ne write writeln vec matches dbg concat stringify request \
    tmp_path tmpdir tmp_path_factory tmpdir_factory monkeypatch capsys capfd capsysbinary capfdbinary caplog \
    recwarn pytestconfig pytester testdir cache record_property doctest_namespace";

/// The names of a tree that stay.
pub(super) struct Kept(BTreeSet<String>);

impl Kept {
    pub(super) fn keeps(&self, name: &str) -> bool {
        let is_magic = name.starts_with("__") && name.ends_with("__");
        // Test frameworks find tests so.
        let is_test = name.starts_with("test") || name.starts_with("Test");
        is_magic
            || is_test
            || is_word_of(KEYWORDS, name)
            || is_word_of(MEANINGFUL, name)
            || self.0.contains(name)
    }

    /// Every word in a text, as written and with `_` for `-`.
    fn words(&mut self, text: &str) {
        let is_joint = |c: char| !(c.is_alphanumeric() || c == '_' || c == '$');
        self.0.extend(text.split(is_joint).map(str::to_owned));
        let is_joint = |c: char| c != '-' && is_joint(c);
        self.0.extend(text.split(is_joint).map(|word| word.replace('-', "_")));
    }
}

fn is_word_of(list: &str, name: &str) -> bool {
    list.split_whitespace().any(|word| word == name)
}

/// What a tree shares with the world outside: paths, manifests, conditions of builds, definitions of libraries and what was found to be one
/// of theirs.
pub(super) fn names(linked: &Linked, resolved: &[Resolved], manifests: &dyn Manifests) -> Kept {
    let mut kept = Kept(BTreeSet::new());
    for (unit, resolved) in linked.provider.units().iter().zip(resolved) {
        kept.words(unit.placement.path.as_str());
        kept.words(&unit.placement.module);
        // Conditions name platforms.
        unit.facts.conditions.iter().for_each(|condition| kept.words(unit.text(condition.text)));
        for (site, outcome) in unit.facts.sites.iter().zip(&resolved.resolution.outcomes) {
            if outcome.kind == OutcomeKind::External {
                kept.0.insert(unit.text(site.name).to_owned());
            }
        }
    }
    let present: BTreeSet<usize> = linked.provider.units().iter().map(|unit| unit.policy).collect();
    for policy in present.iter().map(|policy| languages::POLICIES[*policy]) {
        for unit in &policy.std().units {
            kept.0.extend(unit.facts.defs.iter().map(|def| unit.text(def.name).to_owned()));
            kept.words(&unit.placement.module);
        }
        for name in policy.manifests() {
            for path in manifests.named(name) {
                kept.words(&manifests.read(&path).unwrap_or_default());
            }
        }
    }
    kept
}
