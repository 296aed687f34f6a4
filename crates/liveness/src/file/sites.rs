//! What the sites of a file use, may use and export.

use model::expr::{Access, Expr, TypeExpr};
use model::facts::{Anchor, Def, FileFacts, ImportFlags, Site};
use model::ids::{DefId, ExprId, NameId, SiteId, SymbolId, TypeId};
use model::kinds::{BindingKind, DefKind, ImportKind, Role};
use model::outcome::{OutcomeKind, SiteOutcome};
use model::span::Span;
use rustc_hash::FxHashSet;

use super::exposure::is_type;
use super::initial::{Runner, runs_with};
use super::macro_calls;
use super::{FileInput, How, Mention, Shape, Use, name_key};
use crate::rules::Initial;
use crate::verdict::Doubt;

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) uses: Vec<Use>,
    pub(super) mentions: Vec<Mention>,
    pub(super) aliases: Vec<(u64, u64)>,
    pub(super) includes: Vec<String>,
    pub(super) children: Vec<(u32, bool)>,
    pub(super) exports: Vec<u32>,
    pub(super) star_exports: Vec<u32>,
    pub(super) escapes: Vec<u32>,
}

pub(super) fn read(input: &FileInput<'_>) -> Found {
    let mut reading = Reading {
        input,
        bases: bases(input),
        own: own_names(input),
        literals: literals(input),
        own_targets: own_targets(input),
        shared: shared_names(input),
        in_macros: macro_calls::of(input),
        renamed: FxHashSet::default(),
        rebound: rebound(input),
        conditional_locals: conditional_locals(input),
        is_broken: input.rules.pastes && !super::definitions::broken(input).is_empty(),
        all_names: input.facts.defs.iter().map(|def| def.name).collect(),
        has_stray: has_stray(input),
        found: Found::default(),
    };
    reading.imports();
    reading.named_files();
    reading.renamings();
    for (index, site) in input.facts.sites.iter().enumerate() {
        match input.resolution.and_then(|resolution| resolution.outcomes.get(index)) {
            Some(outcome) => reading.site(site, outcome),
            None => reading.mention(site, Doubt::OpenSite),
        }
    }
    let mut found = reading.found;
    found.uses.sort_unstable();
    found.uses.dedup_by(|later, first| {
        let key = |found: &Use| (found.source, found.target, matches!(found.how, How::MayMean(_)));
        // `Means` sorts before the rest.
        key(later) == key(first)
    });
    found
}

/// The expressions that a member is taken of.
fn bases(input: &FileInput<'_>) -> FxHashSet<ExprId> {
    let base = |expr: &Expr| match expr {
        Expr::Member { base, .. } => Some(*base),
        _ => None,
    };
    input.facts.exprs.iter().filter_map(base).collect()
}

/// The names of definitions that belong to no type.
fn own_names(input: &FileInput<'_>) -> FxHashSet<NameId> {
    let facts = input.facts;
    let is_free = |def: &&Def| def.parent.is_none_or(|parent| !is_type(facts.def(parent).kind));
    facts.defs.iter().filter(is_free).map(|def| def.name).collect()
}

/// Types that stand as values, but for those of which only plain things are asked.
fn literals(input: &FileInput<'_>) -> FxHashSet<TypeId> {
    let facts = input.facts;
    let literal = |expr: ExprId| match facts.expr(expr) {
        Expr::Type(ty) => Some(ty),
        _ => None,
    };
    let is_plain = |site: SiteId| {
        let name = facts.text(facts.site(site).name);
        input.rules.plain_of_types.contains(&name)
    };
    let mut literals: FxHashSet<TypeId> = ids(facts.exprs.len()).filter_map(literal).collect();
    for expr in &facts.exprs {
        let plain: Vec<ExprId> = match *expr {
            Expr::Member { base, site, .. } if is_plain(site) => vec![base],
            Expr::Call { callee, args } if callee_of(facts, callee).is_some_and(is_plain) => {
                facts.list(args).collect()
            }
            Expr::New { ty, args } if type_of(facts, ty).is_some_and(is_plain) => facts.list(args).collect(),
            Expr::Binary(_, one, other) => vec![one, other],
            _ => continue,
        };
        plain.into_iter().filter_map(literal).for_each(|ty| {
            literals.remove(&ty);
        });
    }
    literals
}

fn ids(number: usize) -> impl Iterator<Item = ExprId> {
    (0..number as u32).map(ExprId::new)
}

fn callee_of(facts: &FileFacts, callee: ExprId) -> Option<SiteId> {
    match facts.expr(callee) {
        Expr::Name(site) | Expr::Member { site, .. } => Some(site),
        _ => None,
    }
}

fn type_of(facts: &FileFacts, ty: TypeId) -> Option<SiteId> {
    match facts.ty(ty) {
        TypeExpr::Name(site) | TypeExpr::Member { site, .. } => Some(site),
        TypeExpr::Apply { base, .. } if base < ty => type_of(facts, base),
        _ => None,
    }
}

/// The targets that are definitions of the file.
fn own_targets(input: &FileInput<'_>) -> FxHashSet<u32> {
    let ids: FxHashSet<SymbolId> = input.ids.iter().copied().collect();
    let targets = input.resolution.map(|resolution| resolution.targets.as_slice()).unwrap_or_default();
    let own = targets.iter().enumerate().filter(|(_, id)| ids.contains(id));
    own.map(|(index, _)| index as u32).collect()
}

/// The names that functions and something else share.
fn shared_names(input: &FileInput<'_>) -> FxHashSet<NameId> {
    let facts = input.facts;
    let (functions, others): (Vec<&Def>, Vec<&Def>) =
        facts.defs.iter().partition(|def| def.kind == DefKind::Function);
    let functions: FxHashSet<NameId> = functions.iter().map(|def| def.name).collect();
    others.iter().map(|def| def.name).filter(|name| functions.contains(name)).collect()
}

struct Reading<'a> {
    input: &'a FileInput<'a>,
    bases: FxHashSet<ExprId>,
    /// Names of the file's definitions that belong to no type.
    own: FxHashSet<NameId>,
    /// Types that stand as values (`T.class`).
    literals: FxHashSet<TypeId>,
    /// Targets that are definitions of the file.
    own_targets: FxHashSet<u32>,
    /// Names that functions and something else share.
    shared: FxHashSet<NameId>,
    /// What is handed to macros that may make something else of it, in order.
    in_macros: Vec<Span>,
    /// Names that imports give to what is called otherwise.
    renamed: FxHashSet<u64>,
    /// Names that are brought by an import and given again.
    rebound: FxHashSet<NameId>,
    /// Names of locals that are there under a condition.
    conditional_locals: FxHashSet<NameId>,
    /// Whether macros or other grammars kept the parser from reading the file wholly.
    is_broken: bool,
    /// Names of all definitions of the file.
    all_names: FxHashSet<NameId>,
    /// Whether a module is imported that is not found, while the tree has a file of its name.
    has_stray: bool,
    found: Found,
}

impl Reading<'_> {
    fn imports(&mut self) {
        let facts = self.input.facts;
        for import in &facts.imports {
            if let (Some(member), Some(local)) = (import.member, import.local)
                && member != local
            {
                let local = name_key(facts.text(local));
                self.renamed.insert(local);
                self.found.aliases.push((local, name_key(facts.text(member))));
            }
            if import.kind == ImportKind::Text {
                let path = facts.list(import.path).last().map_or("", |name| facts.text(name));
                let name = path.rsplit('/').next().unwrap_or_default();
                self.found.includes.push(name.to_owned());
            }
        }
    }

    /// Files of code that are named in quotes: a macro with such a text can be what is included.
    fn named_files(&mut self) {
        if !self.input.rules.pastes {
            return;
        }
        let source = self.input.source;
        for quote in memchr::memchr_iter(b'"', source) {
            let before = &source[..quote];
            let start = before.iter().rposition(|byte| !is_of_name(*byte)).map_or(0, |at| at + 1);
            let name = std::str::from_utf8(&before[start..]).unwrap_or_default();
            if self.input.rules.code.iter().any(|end| name.len() > end.len() && name.ends_with(end)) {
                self.found.includes.push(name.to_owned());
            }
        }
    }

    /// Names that are introduced and that a macro may rewrite, and parameters that may be arguments of a macro that makes a
    /// function.
    fn renamings(&mut self) {
        if !self.input.rules.pastes {
            return;
        }
        let facts = self.input.facts;
        let defs =
            facts.defs.iter().filter(|def| def.kind != DefKind::Macro).map(|def| (def.name, def.name_span));
        let bindings = facts.bindings.iter().filter(|binding| binding.def.is_none());
        for (name, span) in defs.chain(bindings.clone().map(|binding| (binding.name, binding.span))) {
            let key = name_key(facts.text(name));
            if (self.input.known_macros)(key) {
                self.put(key, None, Shape::Macro, Doubt::OpenSite, span);
            }
        }
        // A macro's arguments may look like a declaration of something.
        let others = facts.defs.iter().filter(|def| self.shared.contains(&def.name));
        let others: Vec<&Def> =
            others.filter(|def| matches!(def.kind, DefKind::Variable | DefKind::Constant)).collect();
        for def in others {
            self.put(name_key(facts.text(def.name)), None, Shape::Any, Doubt::SpelledInFile, def.name_span);
        }
        for binding in bindings.filter(|binding| binding.kind == BindingKind::Parameter) {
            if self.all_names.contains(&binding.name) {
                self.put(
                    name_key(facts.text(binding.name)),
                    None,
                    Shape::Any,
                    Doubt::SpelledInFile,
                    binding.span,
                );
            }
        }
    }

    fn put(&mut self, name: u64, source: Option<DefId>, shape: Shape, doubt: Doubt, span: Span) {
        self.found.mentions.push(Mention { name, source, shape, doubt, span, count: 1 });
    }

    fn site(&mut self, site: &Site, outcome: &SiteOutcome) {
        match outcome.kind {
            OutcomeKind::Resolved => self.proved(site, outcome, How::Means),
            OutcomeKind::Dispatch => self.proved(site, outcome, How::Dispatches),
            OutcomeKind::Candidates => {
                self.proved(site, outcome, How::MayMean(site.span));
                self.mention(site, Doubt::OpenSite);
            }
            OutcomeKind::Unresolved => self.mention(site, Doubt::OpenSite),
            // A path that is set while the program runs may lead to the file after all, a macro be that of another crate of the tree.
            OutcomeKind::External if self.has_stray || site.role == Role::Macro => {
                self.mention(site, Doubt::OpenSite);
            }
            OutcomeKind::External => {}
            OutcomeKind::Local => {
                // Without the local, which is there under a condition, the name is the file's.
                if self.conditional_locals.contains(&site.name) {
                    self.mention(site, Doubt::SpelledInFile);
                }
                return;
            }
        }
        // Where the parser was lost, what belongs to what is not known.
        if self.is_broken && self.all_names.contains(&site.name) && site.role != Role::Import {
            self.mention(site, Doubt::OpenSite);
        }
        // A file that has a definition of the name: another configuration may mean that one.
        if self.own.contains(&site.name) && site.role != Role::Import && !self.means_own(site, outcome) {
            self.mention(site, Doubt::SpelledInFile);
        }
        // That a receiver is of a type outside of the tree is inferred, or holds in some configurations; its members may be the tree's all the same.
        let inferred = outcome.kind == OutcomeKind::External && site.role != Role::Import;
        let shape = self.shape(site);
        if (self.input.rules.structural || inferred) && shape == Shape::Dot || inferred && shape == Shape::Any
        {
            self.mention(site, Doubt::SameMemberName);
        }
    }

    fn proved(&mut self, site: &Site, outcome: &SiteOutcome, how: How) {
        let Some(resolution) = self.input.resolution else { return };
        let targets = resolution.pool.get(outcome.targets.range()).unwrap_or_default();
        match site.role {
            Role::Label => return,
            // `using Base::f` makes members of what it names.
            Role::Import if self.is_using(site) => {}
            Role::Import => return self.imported(site, targets),
            Role::Export => {
                self.found.exports.extend(targets);
                return;
            }
            // That a type implements a trait does not use the trait.
            Role::Implement if self.is_impl(site.within) => return,
            _ => {}
        }
        for source in self.sources(site.within).chain(self.called_in_class(site).source()) {
            self.found.uses.extend(targets.iter().map(|&target| Use { source, target, how }));
        }
        if self.hands_on(site) {
            self.found.escapes.extend(targets);
        }
    }

    fn is_using(&self, site: &Site) -> bool {
        let Anchor::Import(import, _) = site.anchor else { return false };
        self.input.facts.import(import).flags.contains(ImportFlags::USING)
    }

    fn imported(&mut self, site: &Site, targets: &[u32]) {
        let Anchor::Import(import, _) = site.anchor else { return };
        let import = self.input.facts.import(import);
        if import.kind == ImportKind::Child {
            let conditional = self.input.facts.condition_at(site.span.start).is_some();
            self.found.children.extend(targets.iter().map(|&target| (target, conditional)));
        }
        // Which of several imports of one name is there when it is used depends on what ran.
        if import.local.is_some_and(|local| self.rebound.contains(&local)) {
            self.found.uses.extend(targets.iter().map(|&target| Use {
                source: None,
                target,
                how: How::MayMean(site.span),
            }));
        }
        if import.flags.contains(ImportFlags::REEXPORT) {
            let star = import.kind == ImportKind::Star;
            let list = if star { &mut self.found.star_exports } else { &mut self.found.exports };
            list.extend(targets);
        }
    }

    fn is_impl(&self, def: Option<DefId>) -> bool {
        def.is_some_and(|def| self.input.facts.def(def).kind == DefKind::Impl)
    }

    /// Who uses what stands in a definition: it, and what its code runs with.
    fn sources(&self, within: Option<DefId>) -> impl Iterator<Item = Option<DefId>> + use<> {
        let runner = within.map_or(Runner::Nothing, |def| runs_with(self.input, def));
        std::iter::once(within).chain(runner.source())
    }

    /// The file, for what is called in the body of a class while the file is loaded.
    fn called_in_class(&self, site: &Site) -> Runner {
        let in_class = site.within.is_some_and(|def| is_type(self.input.facts.def(def).kind));
        let runs = self.input.rules.initial == Initial::WithFile && in_class && site.role == Role::Call;
        if runs { Runner::File } else { Runner::Nothing }
    }

    /// Whether an outcome is the one sort of definition that this file has of the name.
    fn means_own(&self, site: &Site, outcome: &SiteOutcome) -> bool {
        if self.shared.contains(&site.name) {
            return false;
        }
        let targets =
            self.input.resolution.and_then(|resolution| resolution.pool.get(outcome.targets.range()));
        targets.into_iter().flatten().any(|target| self.own_targets.contains(target))
    }

    /// Whether a site hands on a value as a whole: it is not the base of a member.
    fn hands_on(&self, site: &Site) -> bool {
        if matches!(site.anchor, Anchor::Type(ty) if self.literals.contains(&ty)) {
            return true;
        }
        // What a language gives each file is no value of the file (`__name__`).
        let is_given = self.input.facts.text(site.name).starts_with("__");
        matches!(site.anchor, Anchor::Expr(expr) if !self.bases.contains(&expr) && !is_given)
    }

    fn mention(&mut self, site: &Site, doubt: Doubt) {
        if matches!(site.role, Role::Label | Role::Keyword) {
            return;
        }
        let text = self.input.facts.text(site.name);
        let shape = self.shape(site);
        for text in std::iter::once(text).chain(unmangled(text).filter(|_| self.input.rules.mangles)) {
            let name = name_key(text);
            if !(self.input.known)(name) && !self.is_alias(name) {
                continue;
            }
            for source in self.sources(site.within) {
                self.found.mentions.push(Mention { name, source, shape, doubt, span: site.span, count: 1 });
            }
        }
    }

    /// Whether a word stands before a site.
    fn follows(&self, site: &Site, word: &[u8]) -> bool {
        Span::new(0, site.span.start).of(self.input.source).trim_ascii_end().ends_with(word)
    }

    fn is_in_macro(&self, site: &Site) -> bool {
        let after = self.in_macros.partition_point(|range| range.start <= site.span.start);
        after.checked_sub(1).is_some_and(|at| self.in_macros[at].contains(site.span))
    }

    fn is_alias(&self, name: u64) -> bool {
        self.renamed.contains(&name)
    }

    fn shape(&self, site: &Site) -> Shape {
        let facts = self.input.facts;
        match site.anchor {
            _ if site.role == Role::Macro => Shape::Macro,
            Anchor::Expr(expr) => match facts.expr(expr) {
                // A macro may make a member's name of it.
                Expr::Name(_) if self.is_in_macro(site) => Shape::Any,
                Expr::Name(_) => Shape::Bare,
                Expr::Member { access: Access::Colons, .. } => Shape::Any,
                // `x.operator name()` converts to a type.
                Expr::Member { .. } if self.follows(site, b"operator") => Shape::Any,
                Expr::Member { .. } => Shape::Dot,
                _ => Shape::Any,
            },
            Anchor::Type(ty) => match facts.ty(ty) {
                TypeExpr::Name(_) => Shape::Bare,
                _ => Shape::Any,
            },
            Anchor::MemberOf(_) | Anchor::FieldOf(_) => Shape::Dot,
            Anchor::None | Anchor::Import(..) | Anchor::Lexical => Shape::Any,
        }
    }
}

/// Names that a file brings by an import and gives again, in whatever place.
fn rebound(input: &FileInput<'_>) -> FxHashSet<NameId> {
    let mut bindings: Vec<(NameId, bool)> =
        input.facts.bindings.iter().map(|binding| (binding.name, binding.import.is_some())).collect();
    bindings.sort_unstable();
    let repeated = bindings.chunk_by(|one, other| one.0 == other.0).filter(|all| all.len() > 1);
    repeated.filter(|all| all.iter().any(|(_, import)| *import)).map(|all| all[0].0).collect()
}

/// Names of locals that are introduced under a condition.
fn conditional_locals(input: &FileInput<'_>) -> FxHashSet<NameId> {
    let facts = input.facts;
    let locals = facts.bindings.iter().filter(|binding| binding.def.is_none() && binding.import.is_none());
    let conditional = locals.filter(|binding| facts.condition_at(binding.span.start).is_some());
    conditional.map(|binding| binding.name).collect()
}

/// Whether a file imports a module that is taken for one of others, while the tree has a file of its name.
fn has_stray(input: &FileInput<'_>) -> bool {
    let facts = input.facts;
    let Some(resolution) = input.resolution.filter(|_| input.rules.module_members) else { return false };
    facts.sites.iter().zip(&resolution.outcomes).any(|(site, outcome)| {
        let Anchor::Import(import, _) = site.anchor else { return false };
        let import = facts.import(import);
        let last = facts.list(import.path).last().map_or("", |name| facts.text(name));
        let last = last.rsplit(['/', '.']).next().unwrap_or(last);
        let member = import.member.map_or("", |name| facts.text(name));
        outcome.kind == OutcomeKind::External
            && [last, member].iter().any(|name| !name.is_empty() && (input.known_files)(name_key(name)))
    })
}

/// The member that a name with its type before it means: `__member` of `_Type__member`.
fn unmangled(name: &str) -> Option<&str> {
    let rest = name.strip_prefix('_').filter(|rest| !rest.starts_with('_'))?;
    let at = rest.find("__")?;
    (at + 2 < rest.len()).then(|| &rest[at..])
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}
