//! Names that mean something inside of one file only: parameters, local variables, type parameters, labels.

use engine::facts::{Binding, FileFacts, Site};
use engine::ids::{DefId, ImportId, NameId, ScopeId};
use engine::{Role, Span};
use model::ids::BindingId;
use model::kinds::{BindingKind, ScopeKind};
use rustc_hash::FxHashMap;

/// A local name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Local {
    /// Its number in the file, by position.
    pub(crate) number: u32,
    /// How it is introduced.
    pub(crate) kind: BindingKind,
    /// Its name.
    pub(crate) name: NameId,
    /// Where it is introduced: several places when alternatives of a pattern bind it.
    pub(crate) spans: Vec<Span>,
    /// The definition around it.
    pub(crate) within: Option<DefId>,
}

/// The local names of a file.
pub(crate) struct Locals<'a> {
    facts: &'a FileFacts,
    of_scope: FxHashMap<(ScopeId, NameId), Vec<BindingId>>,
    all: Vec<Local>,
    /// For each binding its place in `all`.
    numbers: Vec<Option<u32>>,
}

impl<'a> Locals<'a> {
    /// Numbers the local names of a file in order of position.
    pub(crate) fn new(facts: &'a FileFacts) -> Self {
        let mut of_scope: FxHashMap<(ScopeId, NameId), Vec<BindingId>> = FxHashMap::default();
        let mut known: FxHashMap<_, u32> = FxHashMap::default();
        let mut all: Vec<Local> = Vec::new();
        let mut numbers = vec![None; facts.bindings.len()];
        for (index, binding) in facts.bindings.iter().enumerate() {
            of_scope.entry((binding.scope, binding.name)).or_default().push(BindingId::new(index as u32));
            if !is_local(binding) || binding.span.is_empty() {
                continue;
            }
            let space = (binding.kind == BindingKind::Label, binding.kind == BindingKind::TypeParameter);
            let key = (binding.scope, binding.name, binding.visible_from, space);
            let number = *known.entry(key).or_insert_with(|| {
                all.push(Local {
                    number: all.len() as u32,
                    kind: binding.kind,
                    name: binding.name,
                    spans: Vec::new(),
                    within: owner(facts, binding.scope),
                });
                all.len() as u32 - 1
            });
            all[number as usize].spans.push(binding.span);
            numbers[index] = Some(number);
        }
        Self { facts, of_scope, all, numbers }
    }

    /// All of them, by number.
    pub(crate) fn all(&self) -> &[Local] {
        &self.all
    }

    /// The one with this number.
    pub(crate) fn get(&self, number: u32) -> &Local {
        &self.all[number as usize]
    }

    /// The local name that a site means; `None` when what it finds first is none.
    pub(crate) fn of_site(&self, site: &Site) -> Option<&Local> {
        let found = self.innermost(site)?;
        let number = self.numbers[found.index()]?;
        self.all.get(number as usize)
    }

    /// The import whose name a site is.
    pub(crate) fn import_of_site(&self, site: &Site) -> Option<ImportId> {
        self.innermost(site).and_then(|found| self.facts.binding(found).import)
    }

    /// The innermost visible binding of a site's name; of several in one scope the last before the site.
    fn innermost(&self, site: &Site) -> Option<BindingId> {
        let mut scope = Some(site.scope);
        while let Some(around) = scope {
            let bindings = self.of_scope.get(&(around, site.name)).map_or(&[][..], Vec::as_slice);
            let visible = bindings.iter().copied().filter(|id| self.sees(site, around, *id));
            let found = visible.max_by_key(|id| {
                let binding = self.facts.binding(*id);
                let fits = (binding.kind == BindingKind::TypeParameter) == (site.role == Role::Type);
                (fits, binding.visible_from, std::cmp::Reverse(id.raw()))
            });
            if found.is_some() {
                return found;
            }
            scope = self.facts.scope(around).parent.filter(|parent| *parent < around);
        }
        None
    }

    fn sees(&self, site: &Site, scope: ScopeId, id: BindingId) -> bool {
        let binding = self.facts.binding(id);
        let is_label = |kind| kind == BindingKind::Label;
        // `global` and `nonlocal` say that the name is another scope's; members are no names of the functions below.
        let passes_on = matches!(binding.kind, BindingKind::Global | BindingKind::Nonlocal)
            || (self.facts.scope(scope).kind == ScopeKind::Type && !is_local(binding) && scope != site.scope);
        binding.visible_from <= site.span.start
            && is_label(binding.kind) == (site.role == Role::Label)
            && !passes_on
    }
}

fn is_local(binding: &Binding) -> bool {
    let introduces = matches!(
        binding.kind,
        BindingKind::Parameter
            | BindingKind::Receiver
            | BindingKind::Local
            | BindingKind::Loop
            | BindingKind::Pattern
            | BindingKind::Catch
            | BindingKind::With
            | BindingKind::TypeParameter
            | BindingKind::Label
    );
    introduces && binding.def.is_none() && binding.import.is_none()
}

/// The definition whose scope is around.
fn owner(facts: &FileFacts, mut scope: ScopeId) -> Option<DefId> {
    loop {
        let around = facts.scope(scope);
        if around.owner.is_some() {
            return around.owner;
        }
        scope = around.parent.filter(|parent| *parent < scope)?;
    }
}
