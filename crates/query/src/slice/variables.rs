//! Where a function's statements read and write variables.

use std::collections::{BTreeMap, BTreeSet};

use model::expr::{Expr, UnaryKind};
use model::facts::{Anchor, Binding, Site};
use model::ids::{ExprId, NameId, ScopeId, SiteId, SymbolId};
use model::kinds::{BindingKind, FlowKind, Role};
use model::outcome::OutcomeKind;
use model::span::Span;

use super::aliases::Aliases;
use super::handed::handed_on;
use super::{Sliced, Statement};
use crate::file_view::FileView;

/// What holds a value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Place {
    /// A local variable or parameter: a name in a scope. Of two with one name in one scope the later is taken for a new value of the first.
    Local(ScopeId, NameId),
    /// A field or a variable outside of functions.
    Symbol(SymbolId),
}

/// How a statement uses a variable.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Use {
    /// It takes its value.
    Read,
    /// It gives it a new value.
    Write,
    /// It may change it, or a part of it; what it does hangs on what the variable means.
    Change,
    /// It may change it through another name of the same memory.
    Touch,
}

impl Use {
    /// Whether the statement does what the variable's value says.
    pub(super) const fn reads(self) -> bool {
        matches!(self, Self::Read | Self::Change)
    }
}

/// The variables of a function and the statements that use them.
pub(super) struct Variables {
    names: Vec<String>,
    given: Vec<bool>,
    /// By statement: variables and how they are used, each way once.
    uses: Vec<BTreeSet<(usize, Use)>>,
}

impl Variables {
    pub(super) fn of(view: &FileView, function: &Sliced<'_>, statements: &[Statement]) -> Self {
        let mut search = Search::new(view, function, statements);
        let mut uses = vec![BTreeSet::new(); statements.len()];
        for (offset, place, name, how) in search.occurrences() {
            let variable = search.number(place, name);
            for (at, statement) in statements.iter().enumerate() {
                if statement.span.start <= offset && offset < statement.span.end {
                    uses[at].insert((variable, how));
                }
            }
        }
        Aliases::of(&search).spread(&mut uses);
        Self { given: search.given(), names: search.names, uses }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn name(&self, variable: usize) -> &str {
        &self.names[variable]
    }

    /// Whether a variable may have a value before the first statement: not when its scope lies in a statement.
    pub(super) fn is_given(&self, variable: usize) -> bool {
        self.given[variable]
    }

    /// How a statement uses variables.
    pub(super) fn of_statement(&self, at: usize) -> impl Iterator<Item = (usize, Use)> + '_ {
        self.uses[at].iter().copied()
    }
}

pub(super) struct Search<'a> {
    pub(super) view: &'a FileView,
    function: &'a Sliced<'a>,
    pub(super) statements: &'a [Statement],
    /// Names that statements of the function make by `import`, `def` and `class`.
    made: BTreeSet<(ScopeId, NameId)>,
    numbers: BTreeMap<Place, usize>,
    names: Vec<String>,
}

/// Where, what, under which name and how.
type Occurrence = (u32, Place, NameId, Use);

impl<'a> Search<'a> {
    fn new(view: &'a FileView, function: &'a Sliced<'a>, statements: &'a [Statement]) -> Self {
        let (numbers, names, made) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        let mut search = Self { view, function, statements, made, numbers, names };
        if view.record.language == "python" {
            let makes = |kind| matches!(kind, BindingKind::Import | BindingKind::Definition);
            let bindings = view.facts.bindings.iter().filter(|binding| makes(binding.kind));
            let inside = bindings.filter(|binding| search.is_inside(binding.span));
            search.made = inside.map(|binding| (binding.scope, binding.name)).collect();
        }
        search
    }

    fn number(&mut self, place: Place, name: NameId) -> usize {
        let next = self.names.len();
        let number = *self.numbers.entry(place).or_insert(next);
        if number == next {
            self.names.push(self.view.facts.text(name).to_owned());
        }
        number
    }

    /// How many variables are used.
    pub(super) fn count(&self) -> usize {
        self.names.len()
    }

    /// A variable's number; `None` when nothing uses it.
    pub(super) fn number_of(&self, place: Place) -> Option<usize> {
        self.numbers.get(&place).copied()
    }

    /// By variable: whether it lives longer than a statement.
    fn given(&self) -> Vec<bool> {
        let mut given = vec![true; self.names.len()];
        for (place, number) in &self.numbers {
            if let Place::Local(scope, _) = place {
                let span = self.view.facts.scopes[scope.index()].span;
                given[*number] = !self.statements.iter().any(|statement| statement.span.contains(span));
            }
        }
        given
    }

    fn occurrences(&self) -> Vec<Occurrence> {
        let mut all = Vec::new();
        let pointers = self.pointers();
        for at in self.view.sites().filter(|at| self.is_inside(self.view.facts.site(*at).span)) {
            let Some(place) = self.place(at) else { continue };
            let site = self.view.facts.site(at);
            let is_member = self.is_member(site);
            if site.role != Role::Write || self.is_compound(site.span) {
                all.push((site.span.start, place, site.name, Use::Read));
            }
            if site.role == Role::Write {
                // Another object's field may be meant by a later read; what a pointer points to is not the pointer.
                let how = if is_member || pointers.contains(&at) { Use::Change } else { Use::Write };
                all.push((site.span.start, place, site.name, how));
            }
        }
        all.extend(self.bindings());
        all.extend(self.changes());
        all
    }

    /// Where names are introduced with a value.
    fn bindings(&self) -> impl Iterator<Item = Occurrence> + '_ {
        let facts = &self.view.facts;
        let holds = |kind| {
            matches!(
                kind,
                BindingKind::Local
                    | BindingKind::Loop
                    | BindingKind::Pattern
                    | BindingKind::Catch
                    | BindingKind::With
            )
        };
        let is_made = |binding: &Binding| self.made.contains(&(binding.scope, binding.name));
        let is_written = move |binding: &&Binding| {
            self.is_inside(binding.span)
                && (holds(binding.kind) && !binding.span.is_empty() || is_made(binding))
        };
        let bindings = facts.bindings.iter().filter(is_written);
        bindings.flat_map(move |binding| {
            let (at, place) = (binding.span.start, Place::Local(binding.scope, binding.name));
            let mut from = BTreeSet::new();
            binding.init.iter().for_each(|init| self.names_in(*init, &mut from));
            // The value may be taken elsewhere, as what a loop goes over before its first round.
            let read =
                move |site: SiteId| Some((at, self.place(site)?, self.view.facts.site(site).name, Use::Read));
            from.into_iter().filter_map(read).chain([(at, place, binding.name, Use::Write)])
        })
    }

    /// The names that a value is made of, as far as it is taken apart and not computed.
    fn names_in(&self, expr: ExprId, names: &mut BTreeSet<SiteId>) {
        let mut waiting = vec![expr];
        while let Some(at) = waiting.pop() {
            match self.view.facts.exprs.get(at.index()) {
                Some(Expr::Name(site)) => _ = names.insert(*site),
                Some(Expr::Member { base, site, .. }) => {
                    names.insert(*site);
                    waiting.push(*base);
                }
                Some(Expr::Call { callee, args }) => {
                    waiting.push(*callee);
                    waiting.extend(self.view.facts.pool[args.range()].iter().map(|id| ExprId::new(*id)));
                }
                Some(Expr::Index { base, index } | Expr::Binary(_, base, index)) => {
                    waiting.extend([*base, *index]);
                }
                Some(
                    Expr::Project { base, .. }
                    | Expr::VariantField { base, .. }
                    | Expr::Apply { base, .. }
                    | Expr::Unary(_, base)
                    | Expr::Cast(base, _),
                ) => waiting.push(*base),
                _ => {}
            }
        }
    }

    /// Variables that are changed through an element, a member, a pointer or a method.
    fn changes(&self) -> Vec<Occurrence> {
        let facts = &self.view.facts;
        let mut roots: BTreeSet<SiteId> = BTreeSet::new();
        let assigned = facts.flows.iter().filter(|flow| flow.kind == FlowKind::Assign);
        let assigned = assigned.filter(|flow| self.is_inside(flow.span)).filter_map(|flow| flow.target);
        roots.extend(assigned.filter_map(|target| self.root(target, true)));
        for site in facts.sites.iter().filter(|site| site.role == Role::Write && self.is_inside(site.span)) {
            if let Anchor::Expr(id) = site.anchor {
                roots.extend(self.root(id, true));
            }
        }
        for expr in &facts.exprs {
            match *expr {
                Expr::Assign(target, _) => roots.extend(self.root(target, true)),
                Expr::Unary(UnaryKind::Arithmetic | UnaryKind::Query, inner) => {
                    roots.extend(self.root(inner, true).filter(|site| self.is_stepped(*site)));
                }
                Expr::Index { base, .. } => {
                    roots.extend(self.root(base, false).filter(|site| self.is_compound_behind(*site)));
                }
                Expr::Call { callee, .. } => {
                    let is_method = matches!(facts.exprs.get(callee.index()), Some(Expr::Member { .. }));
                    roots.extend(self.root(callee, true).filter(|_| is_method));
                }
                Expr::Unary(UnaryKind::AddressOf | UnaryKind::AddressOfMut, inner) => {
                    roots.extend(self.root(inner, false));
                }
                _ => {}
            }
        }
        roots.extend(handed_on(self));
        let changed = |site: SiteId| {
            let facts = facts.site(site);
            let place = self.is_inside(facts.span).then(|| self.place(site)).flatten()?;
            Some((facts.span.start, place, facts.name, Use::Change))
        };
        roots.into_iter().filter_map(changed).collect()
    }

    /// Whether an operator like `+=` writes to an element of a name: `a[i] += n`, `a.b[i][j] <<= n`.
    fn is_compound_behind(&self, site: SiteId) -> bool {
        let end = (self.view.facts.site(site).span.end as usize).min(self.view.source.len());
        let mut depth = 0usize;
        let is_part = |byte: &u8| {
            match byte {
                b'[' => depth += 1,
                b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth > 0 || byte.is_ascii_alphanumeric() || b"]._".contains(byte) || byte.is_ascii_whitespace()
        };
        let behind: Vec<u8> = self.view.source[end..].iter().copied().skip_while(is_part).take(4).collect();
        let operator = behind.iter().take_while(|byte| b"+-*/%&|^<>@?".contains(byte)).count();
        let is_comparison = operator == 1 && b"<>".contains(&behind[0]);
        operator > 0 && !is_comparison && behind.get(operator) == Some(&b'=')
    }

    /// The names that are followed to where they point: `p` of `*p`.
    fn pointers(&self) -> BTreeSet<SiteId> {
        let exprs = &self.view.facts.exprs;
        let pointed = exprs.iter().filter_map(|expr| match *expr {
            Expr::Unary(UnaryKind::Deref, inner) => self.root(inner, false),
            _ => None,
        });
        pointed.collect()
    }

    /// Whether a name stands in a statement that takes steps or deletes: the operators `++` and `--` are not told from signs otherwise, nor
    /// `delete` from `typeof`.
    fn is_stepped(&self, site: SiteId) -> bool {
        let span = self.view.facts.site(site).span;
        let around = self.statements.iter().map(|statement| statement.span).filter(|all| all.contains(span));
        let Some(innermost) = around.min_by_key(|all| all.len()) else { return false };
        let text = self.view.text(innermost);
        ["++", "--", "delete"].iter().any(|word| text.contains(word))
    }

    /// The name that an expression begins at, as `a` of `a.b[i]`; with `beyond` not when it is the expression itself.
    fn root(&self, expr: ExprId, beyond: bool) -> Option<SiteId> {
        let mut at = expr;
        let mut is_itself = true;
        loop {
            at = match *self.view.facts.exprs.get(at.index())? {
                Expr::Name(site) => return (!beyond || !is_itself).then_some(site),
                Expr::Member { base, .. }
                | Expr::Index { base, .. }
                | Expr::Apply { base, .. }
                | Expr::Project { base, .. }
                | Expr::Unary(_, base)
                | Expr::Cast(base, _) => base,
                _ => return None,
            };
            is_itself = false;
        }
    }

    pub(super) fn is_inside(&self, span: Span) -> bool {
        self.function.span.contains(span)
            && self.statements.iter().any(|statement| statement.span.contains(span))
    }

    fn is_member(&self, site: &Site) -> bool {
        match site.anchor {
            Anchor::Expr(id) => {
                matches!(self.view.facts.exprs.get(id.index()), Some(Expr::Member { .. }))
            }
            Anchor::MemberOf(_) | Anchor::FieldOf(_) => true,
            _ => false,
        }
    }

    /// What a site means, when that holds a value.
    pub(super) fn place(&self, at: SiteId) -> Option<Place> {
        let site = self.view.facts.site(at);
        let outcome = self.view.outcome(at);
        match outcome.kind {
            _ if self.is_made_here(site) => self.local(site),
            OutcomeKind::Local => self.local(site),
            OutcomeKind::Resolved if matches!(site.role, Role::Read | Role::Write | Role::Init) => {
                self.view.targets(&outcome).first().map(|id| Place::Symbol(*id))
            }
            _ => None,
        }
    }

    /// Whether a name means what an `import`, `def` or `class` in the function makes, which are statements like any other in Python alone.
    fn is_made_here(&self, site: &Site) -> bool {
        !self.made.is_empty()
            && matches!(site.anchor, Anchor::Lexical | Anchor::Expr(_))
            && !self.is_member(site)
            && matches!(self.local(site), Some(Place::Local(scope, name)) if self.made.contains(&(scope, name)))
    }

    /// The nearest scope around a site that binds its name.
    fn local(&self, site: &Site) -> Option<Place> {
        let facts = &self.view.facts;
        let around = std::iter::successors(Some(site.scope), |scope| facts.scopes[scope.index()].parent);
        let binds = |scope: &ScopeId| {
            facts.bindings.iter().any(|binding| {
                binding.scope == *scope
                    && binding.name == site.name
                    && binding.visible_from <= site.span.start
            })
        };
        around.into_iter().find(binds).map(|scope| Place::Local(scope, site.name))
    }

    /// Whether a written name is read by the same operator: `x += 1`, `x++`, `--x`; anything that is not plainly `x = …`.
    fn is_compound(&self, span: Span) -> bool {
        let behind = &self.view.source[(span.end as usize).min(self.view.source.len())..];
        let mut bytes = behind.iter().filter(|byte| !byte.is_ascii_whitespace());
        !(bytes.next() == Some(&b'=') && bytes.next() != Some(&b'='))
    }
}
