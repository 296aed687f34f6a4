//! What every session looks for in every file it sees, found once for all sessions: a pure function of each file.

use std::sync::{Arc, OnceLock};

use model::facts::{Anchor, ImportFlags};
use model::ids::{ImportId, NameId, ScopeId, SiteId};
use model::kinds::{Role, ScopeKind};
use model::span::Span;
use resolve::{Files, Manifests, Session, Unit};

use crate::c::resolve::project::Build;

/// The marks of all files of a tree.
pub(crate) struct Model {
    /// What build files say: C's model answers for it, but a change wakes the files of C++ too.
    build: Arc<Build>,
    files: Vec<OnceLock<Marks>>,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.build.fmt(f)
    }
}

/// A macro used at the level of a file or namespace.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    /// Its name.
    pub(super) name: NameId,
    /// Where it stands.
    pub(super) span: Span,
    /// In which scope.
    pub(super) scope: ScopeId,
}

/// The marks of a file.
#[derive(Default, Debug)]
pub(super) struct Marks {
    /// Uses of macros without arguments.
    pub(super) uses: Box<[Use]>,
    /// `using`s and aliases outside of functions and classes.
    pub(super) usings: Box<[ImportId]>,
}

impl Model {
    /// A model for this many files.
    pub(crate) fn new(files: &Files, manifests: &dyn Manifests) -> Self {
        Self::of(Arc::new(Build::new(files, manifests)), files)
    }

    /// The same build, and no file looked at.
    pub(crate) fn renewed(&self, files: &Files) -> Self {
        Self::of(Arc::clone(&self.build), files)
    }

    /// A model of a build that was read already.
    pub(crate) fn of(build: Arc<Build>, files: &Files) -> Self {
        Self { build, files: (0..files.len()).map(|_| OnceLock::new()).collect() }
    }
}

/// The marks of a file.
pub(super) fn of<'w>(cx: &Session<'w>, unit: &Unit) -> &'w Marks {
    static NONE: LazyMarks = LazyMarks::new(Marks::default);
    let slot = if unit.id.is_std() { None } else { model(cx).files.get(unit.id.index()) };
    match slot {
        Some(slot) => slot.get_or_init(|| Marks::new(unit)),
        None => &NONE,
    }
}

type LazyMarks = std::sync::LazyLock<Marks>;

fn model<'w>(cx: &Session<'w>) -> &'w Model {
    let project = &cx.world.projects[super::NUMBER as usize];
    let project: &dyn std::any::Any = &**project;
    project.downcast_ref().expect("the policy of C++ makes its project here")
}

impl Marks {
    fn new(unit: &Unit) -> Self {
        let mut conditions: Vec<u32> =
            unit.facts.conditions.iter().map(|condition| condition.span.start).collect();
        conditions.sort_unstable();
        let sites = unit.facts.sites.iter().enumerate();
        let uses = sites.filter_map(|(raw, site)| {
            if site.role != Role::Macro || site.anchor != Anchor::Lexical {
                return None;
            }
            let scope = before_definition(unit, site.scope, site.span.start);
            let is_outer = matches!(unit.scope(scope).kind, ScopeKind::File | ScopeKind::Namespace);
            let used = Use { name: site.name, span: site.span, scope };
            (is_outer && !is_tested(unit, raw as u32, &conditions)).then_some(used)
        });
        let usings = unit.facts.imports.iter().enumerate().filter_map(|(index, import)| {
            let mut around = unit.scopes_from(import.scope);
            let is_outer = around.all(|scope| {
                matches!(unit.scope(scope).kind, ScopeKind::File | ScopeKind::Namespace | ScopeKind::Template)
            });
            let is_using = import.flags.contains(ImportFlags::USING) && is_outer;
            is_using.then_some(ImportId::new(index as u32))
        });
        Self { uses: uses.collect(), usings: usings.collect() }
    }
}

/// The scope that a macro's use belongs to: a definition that follows takes it for its own beginning.
fn before_definition(unit: &Unit, mut scope: ScopeId, at: u32) -> ScopeId {
    loop {
        let facts = unit.scope(scope);
        match facts.parent {
            Some(parent) if facts.span.start == at => scope = parent,
            _ => return scope,
        }
    }
}

/// Whether a name stands first in the condition of an `#if` or `#ifdef`, which uses nothing. `conditions` are the places
/// where these begin.
fn is_tested(unit: &Unit, raw: u32, conditions: &[u32]) -> bool {
    const LONGEST: u32 = 24;
    let start = unit.site(SiteId::new(raw)).span.start;
    let before = raw.checked_sub(1).map_or(0, |before| unit.site(SiteId::new(before)).span.end);
    let last = conditions.partition_point(|&at| at < start).checked_sub(1).map(|index| conditions[index]);
    last.is_some_and(|at| at >= before && start - at <= LONGEST)
}
