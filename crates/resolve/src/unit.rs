//! A file's facts with the tables that look-ups need.

mod groups;
mod ids;

use std::sync::OnceLock;

use model::expr::{Expr, TypeExpr};
use model::facts::{Binding, Def, FileFacts, Flow, Scope, Site};
use model::ids::{BindingId, DefId, ExprId, NameId, ScopeId, SiteId, SymbolId, TypeId};
use model::kinds::{BindingKind, FlowKind, ScopeKind};
use model::symbol::Placement;
use rustc_hash::FxHashMap;

use self::groups::Groups;
use crate::world::FileId;

/// One file as sessions see it. Immutable; tables that only some questions need are made when first asked for.
pub struct Unit {
    /// Which file.
    pub id: FileId,
    /// Number of the policy for its language.
    pub policy: usize,
    /// Where it stands.
    pub placement: Placement,
    /// Its facts.
    pub facts: FileFacts,
    ids: OnceLock<Vec<SymbolId>>,
    /// What ids are made from, when they are not made yet.
    source: Vec<u8>,
    by_name: Groups,
    by_scope: OnceLock<Groups>,
    names: OnceLock<FxHashMap<Box<str>, NameId>>,
    members: OnceLock<Groups>,
    children: OnceLock<Groups>,
    type_params: OnceLock<FxHashMap<u32, (DefId, u16)>>,
    uses: OnceLock<FxHashMap<ExprId, (ExprId, u32)>>,
    calls: OnceLock<FxHashMap<ExprId, ExprId>>,
    parents: OnceLock<Vec<Option<ExprId>>>,
    constructions: OnceLock<FxHashMap<TypeId, ExprId>>,
    returned: OnceLock<FxHashMap<ExprId, ScopeId>>,
    flows: OnceLock<FlowTables>,
    bindings_of_defs: OnceLock<Vec<Option<BindingId>>>,
    binding_scopes: OnceLock<Vec<Option<ScopeId>>>,
    function_scopes: OnceLock<Vec<ScopeId>>,
}

/// Flows by what they are about.
struct FlowTables {
    /// Assignments by the name of what is assigned (last name).
    assigns: Groups,
    /// Returns and yields by scope of the function.
    results: Groups,
    /// Narrowings by the first name of what is narrowed.
    narrows: Groups,
    exports: Vec<u32>,
}

impl Unit {
    /// Makes the tables that every session needs. Linear in the file.
    pub fn new(
        id: FileId,
        policy: usize,
        placement: Placement,
        facts: FileFacts,
        ids: Vec<SymbolId>,
    ) -> Self {
        Self::of(id, policy, placement, facts, OnceLock::from(ids), Vec::new())
    }

    /// The same without ids, which take a hash for each definition: they are made from `source` when somebody asks for them. Most
    /// files that a session sees are only looked through.
    pub fn from_source(
        id: FileId,
        policy: usize,
        placement: Placement,
        facts: FileFacts,
        source: Vec<u8>,
    ) -> Self {
        Self::of(id, policy, placement, facts, OnceLock::new(), source)
    }

    fn of(
        id: FileId,
        policy: usize,
        placement: Placement,
        facts: FileFacts,
        ids: OnceLock<Vec<SymbolId>>,
        source: Vec<u8>,
    ) -> Self {
        let pairs =
            facts.bindings.iter().enumerate().map(|(index, binding)| (binding.name.index(), index as u32));
        let by_name = Groups::new(facts.names.len(), pairs);
        Self {
            id,
            policy,
            placement,
            facts,
            ids,
            source,
            by_name,
            by_scope: OnceLock::new(),
            names: OnceLock::new(),
            members: OnceLock::new(),
            children: OnceLock::new(),
            type_params: OnceLock::new(),
            uses: OnceLock::new(),
            calls: OnceLock::new(),
            parents: OnceLock::new(),
            constructions: OnceLock::new(),
            returned: OnceLock::new(),
            flows: OnceLock::new(),
            bindings_of_defs: OnceLock::new(),
            binding_scopes: OnceLock::new(),
            function_scopes: OnceLock::new(),
        }
    }

    /// The name with this text, when the file has it.
    pub fn name(&self, text: &str) -> Option<NameId> {
        let names =
            self.names.get_or_init(|| self.facts.names.iter().map(|(id, name)| (name.into(), id)).collect());
        names.get(text).copied()
    }

    /// The text of a name.
    pub fn text(&self, name: NameId) -> &str {
        self.facts.text(name)
    }

    /// A definition.
    pub fn def(&self, def: DefId) -> &Def {
        self.facts.def(def)
    }

    /// The name of a definition.
    pub fn def_name(&self, def: DefId) -> &str {
        self.facts.text(self.facts.def(def).name)
    }

    /// A scope.
    pub fn scope(&self, scope: ScopeId) -> &Scope {
        self.facts.scope(scope)
    }

    /// A site.
    pub fn site(&self, site: SiteId) -> &Site {
        self.facts.site(site)
    }

    /// The text of a site.
    pub fn site_name(&self, site: SiteId) -> &str {
        self.facts.text(self.facts.site(site).name)
    }

    /// A binding.
    pub fn binding(&self, binding: BindingId) -> &Binding {
        self.facts.binding(binding)
    }

    /// An expression.
    pub fn expr(&self, expr: ExprId) -> Expr {
        self.facts.expr(expr)
    }

    /// A type expression.
    pub fn ty(&self, ty: TypeId) -> TypeExpr {
        self.facts.ty(ty)
    }

    /// All bindings of a name, in order of extraction.
    pub fn bindings_named(&self, name: NameId) -> impl DoubleEndedIterator<Item = BindingId> + '_ {
        self.by_name.of(name.index()).iter().map(|&raw| BindingId::new(raw))
    }

    /// The bindings of a name in one scope, in order of extraction. Constant for all names, also those that a file
    /// binds a thousand times.
    pub fn bindings_in(
        &self,
        scope: ScopeId,
        name: NameId,
    ) -> impl DoubleEndedIterator<Item = BindingId> + '_ {
        const FEW: usize = 8;
        let all = self.by_name.of(name.index());
        // A name with many bindings (minified code has thousands of one letter) is searched by its scope.
        let found = if all.len() <= FEW {
            all
        } else {
            let sorted = self.by_scope.get_or_init(|| self.sorted_by_scope());
            let all = sorted.of(name.index());
            let scope_of = |raw: u32| self.binding(BindingId::new(raw)).scope;
            let start = all.partition_point(|raw| scope_of(*raw) < scope);
            let len = all[start..].partition_point(|raw| scope_of(*raw) == scope);
            &all[start..start + len]
        };
        found.iter().map(|&raw| BindingId::new(raw)).filter(move |id| self.binding(*id).scope == scope)
    }

    /// The bindings of each name by scope, those of one scope in order of extraction.
    fn sorted_by_scope(&self) -> Groups {
        self.by_name.sorted_by_key(|raw| self.binding(BindingId::new(raw)).scope)
    }

    /// All bindings of a scope, in order of extraction.
    pub fn bindings_of(&self, scope: ScopeId) -> impl DoubleEndedIterator<Item = BindingId> + '_ {
        let members = self.members.get_or_init(|| {
            let bindings = self.facts.bindings.iter().enumerate();
            Groups::new(
                self.facts.scopes.len(),
                bindings.map(|(index, binding)| (binding.scope.index(), index as u32)),
            )
        });
        members.of(scope.index()).iter().map(|&raw| BindingId::new(raw))
    }

    /// The definitions directly below one, in order of extraction.
    pub fn children(&self, def: DefId) -> impl DoubleEndedIterator<Item = DefId> + '_ {
        let children = self.children.get_or_init(|| {
            let defs = self.facts.defs.iter().enumerate();
            let pairs = defs.filter_map(|(index, def)| Some((def.parent?.index(), index as u32)));
            Groups::new(self.facts.defs.len(), pairs)
        });
        children.of(def.index()).iter().map(|&raw| DefId::new(raw))
    }

    /// All definitions with their ids.
    pub fn defs(&self) -> impl Iterator<Item = (DefId, &Def)> {
        self.facts.defs.iter().enumerate().map(|(index, def)| (DefId::new(index as u32), def))
    }

    /// The binding that introduces a definition, when it is bound anywhere.
    pub fn binding_of(&self, def: DefId) -> Option<BindingId> {
        let table = self.bindings_of_defs.get_or_init(|| {
            let mut table = vec![None; self.facts.defs.len()];
            for (index, binding) in self.facts.bindings.iter().enumerate() {
                if let Some(def) = binding.def {
                    table[def.index()].get_or_insert(BindingId::new(index as u32));
                }
            }
            table
        });
        table[def.index()]
    }

    /// The definition whose type parameter a binding introduces, and which of its parameters it is.
    pub fn type_param(&self, binding: BindingId) -> Option<(DefId, u16)> {
        let table = self.type_params.get_or_init(|| {
            let mut table = FxHashMap::default();
            for (id, def) in self.defs() {
                for (index, param) in self.facts.type_params(def.type_params).iter().enumerate() {
                    table.insert(param.span.start, (id, index as u16));
                }
            }
            table
        });
        table.get(&self.binding(binding).span.start).copied()
    }

    /// The call or construction in which an expression is an argument, and which argument it is.
    pub fn argument_of(&self, expr: ExprId) -> Option<(ExprId, u32)> {
        let uses = self.uses.get_or_init(|| {
            let mut uses = FxHashMap::default();
            for (index, call) in self.facts.exprs.iter().enumerate() {
                let (Expr::Call { args, .. } | Expr::New { args, .. }) = *call else { continue };
                for (position, argument) in self.facts.list::<ExprId>(args).enumerate() {
                    uses.insert(argument, (ExprId::new(index as u32), position as u32));
                    if let Expr::Keyword(_, value) = self.expr(argument) {
                        uses.insert(value, (ExprId::new(index as u32), position as u32));
                    }
                }
            }
            uses
        });
        uses.get(&expr).copied()
    }

    /// The call whose callee an expression is.
    pub fn call_of(&self, callee: ExprId) -> Option<ExprId> {
        let calls = self.calls.get_or_init(|| {
            let call = |(index, expr): (usize, &Expr)| match *expr {
                Expr::Call { callee, .. } | Expr::MacroCall { callee, .. } => {
                    Some((callee, ExprId::new(index as u32)))
                }
                _ => None,
            };
            self.facts.exprs.iter().enumerate().filter_map(call).collect()
        });
        calls.get(&callee).copied()
    }

    /// The expression that an expression is an operand, argument, element or branch of.
    pub fn parent_of(&self, expr: ExprId) -> Option<ExprId> {
        let parents = self.parents.get_or_init(|| {
            let mut parents = vec![None; self.facts.exprs.len()];
            for (index, outer) in self.facts.exprs.iter().enumerate() {
                each_operand(&self.facts, *outer, &mut |inner| {
                    if let Some(parent) = parents.get_mut(inner.index()) {
                        *parent = Some(ExprId::new(index as u32));
                    }
                });
            }
            parents
        });
        parents.get(expr.index()).copied().flatten()
    }

    /// The construction whose type is named by a type expression, its arguments left out.
    pub fn construction_of(&self, name: TypeId) -> Option<ExprId> {
        let constructions = self.constructions.get_or_init(|| {
            let made = |(index, expr): (usize, &Expr)| {
                let Expr::New { ty, .. } = *expr else { return None };
                let name = match self.ty(ty) {
                    TypeExpr::Apply { base, .. } => base,
                    _ => ty,
                };
                Some((name, ExprId::new(index as u32)))
            };
            self.facts.exprs.iter().enumerate().filter_map(made).collect()
        });
        constructions.get(&name).copied()
    }

    /// The scope of the `return` whose value an expression is.
    pub fn returned_in(&self, expr: ExprId) -> Option<ScopeId> {
        let returned = self.returned.get_or_init(|| {
            let returns = self.facts.flows.iter().filter(|flow| flow.kind == FlowKind::Return);
            returns.filter_map(|flow| Some((flow.value?, flow.scope))).collect()
        });
        returned.get(&expr).copied()
    }

    /// The assignments whose target's last name is `name`, in order of extraction.
    pub fn assigns(&self, name: NameId) -> impl DoubleEndedIterator<Item = &Flow> + '_ {
        self.flow_tables().assigns.of(name.index()).iter().map(|&at| &self.facts.flows[at as usize])
    }

    /// The returns and yields that stand directly in the function that opens `scope` (blocks below it included).
    pub fn results(&self, scope: ScopeId) -> impl DoubleEndedIterator<Item = &Flow> + '_ {
        self.flow_tables().results.of(scope.index()).iter().map(|&at| &self.facts.flows[at as usize])
    }

    /// The narrowings of expressions that begin with `name`, in order of extraction.
    pub fn narrows(&self, name: NameId) -> impl DoubleEndedIterator<Item = &Flow> + '_ {
        self.flow_tables().narrows.of(name.index()).iter().map(|&at| &self.facts.flows[at as usize])
    }

    /// The values that the file exports as a whole.
    pub fn export_values(&self) -> impl DoubleEndedIterator<Item = &Flow> + '_ {
        self.flow_tables().exports.iter().map(|&at| &self.facts.flows[at as usize])
    }

    fn flow_tables(&self) -> &FlowTables {
        self.flows.get_or_init(|| {
            let flows = || self.facts.flows.iter().enumerate().map(|(at, flow)| (flow, at as u32));
            let names = self.facts.names.len();
            let last = |flow: &Flow| self.last_name(flow.target?);
            let first = |flow: &Flow| self.first_name(flow.target?);
            let of = |kinds: &'static [FlowKind]| flows().filter(move |(flow, _)| kinds.contains(&flow.kind));
            let assigns = of(&[FlowKind::Assign]).filter_map(|(flow, at)| Some((last(flow)?.index(), at)));
            let narrows = of(&[FlowKind::Narrow, FlowKind::NotNull, FlowKind::Exclude])
                .filter_map(|(flow, at)| Some((first(flow)?.index(), at)));
            let results = of(&[FlowKind::Return, FlowKind::Yield])
                .map(|(flow, at)| (self.function_scope(flow.scope).index(), at));
            FlowTables {
                assigns: Groups::new(names, assigns),
                results: Groups::new(self.facts.scopes.len(), results),
                narrows: Groups::new(names, narrows),
                exports: of(&[FlowKind::ExportValue]).map(|(_, at)| at).collect(),
            }
        })
    }

    /// The last written name of a name or member expression.
    pub fn last_name(&self, expr: ExprId) -> Option<NameId> {
        match self.expr(expr) {
            Expr::Name(site) | Expr::Member { site, .. } => Some(self.site(site).name),
            _ => None,
        }
    }

    /// The name that a chain of members begins with.
    pub fn first_name(&self, mut expr: ExprId) -> Option<NameId> {
        loop {
            match self.expr(expr) {
                Expr::Name(site) => return Some(self.site(site).name),
                Expr::Member { base, site, .. } => match self.expr(base) {
                    Expr::SelfRef(_) => return Some(self.site(site).name),
                    _ => expr = base,
                },
                _ => return None,
            }
        }
    }

    /// The innermost function, lambda or file scope around `scope`, itself included.
    pub fn function_scope(&self, scope: ScopeId) -> ScopeId {
        let is_function =
            |scope: &Scope| matches!(scope.kind, ScopeKind::Function | ScopeKind::Lambda | ScopeKind::File);
        let functions = self.function_scopes.get_or_init(|| {
            let mut functions: Vec<ScopeId> = Vec::with_capacity(self.facts.scopes.len());
            for (index, scope) in self.facts.scopes.iter().enumerate() {
                let around = scope.parent.filter(|_| !is_function(scope));
                let around = around.and_then(|parent| functions.get(parent.index()).copied());
                functions.push(around.unwrap_or(ScopeId::new(index as u32)));
            }
            functions
        });
        functions.get(scope.index()).copied().unwrap_or(scope)
    }

    /// Whether `inner` is `outer` or lies below it.
    pub fn is_within(&self, inner: ScopeId, outer: ScopeId) -> bool {
        // Scopes come after those around them.
        self.scopes_from(inner).take_while(|scope| *scope >= outer).any(|scope| scope == outer)
    }

    /// Of a scope and those around it the ones that bind names or are bodies of types, innermost first. Blocks without
    /// names, of which code may nest any number, cost nothing.
    pub fn binding_scopes_from(&self, scope: ScopeId) -> impl Iterator<Item = ScopeId> + '_ {
        let nearest = self.binding_scopes.get_or_init(|| {
            let bodies = self.facts.scopes.iter().enumerate();
            let body = |(index, scope): (usize, &Scope)| {
                (scope.kind == ScopeKind::Type).then(|| ScopeId::new(index as u32))
            };
            let mut nearest: Vec<Option<ScopeId>> = bodies.map(body).collect();
            for binding in &self.facts.bindings {
                nearest[binding.scope.index()] = Some(binding.scope);
            }
            for (index, scope) in self.facts.scopes.iter().enumerate() {
                let around = scope.parent.filter(|parent| parent.index() < index);
                if let (None, Some(around)) = (nearest[index], around) {
                    nearest[index] = nearest[around.index()];
                }
            }
            nearest
        });
        std::iter::successors(nearest[scope.index()], |scope| {
            let around = self.scope(*scope).parent.filter(|parent| parent < scope)?;
            nearest[around.index()]
        })
    }

    /// A scope and those around it, innermost first.
    pub fn scopes_from(&self, scope: ScopeId) -> impl Iterator<Item = ScopeId> + '_ {
        std::iter::successors(Some(scope), |scope| self.scope(*scope).parent.filter(|parent| parent < scope))
    }

    /// A definition and those around it, innermost first.
    pub fn defs_from(&self, def: DefId) -> impl Iterator<Item = DefId> + '_ {
        std::iter::successors(Some(def), |def| self.def(*def).parent.filter(|parent| parent < def))
    }

    /// The parameter of a function or lambda that a binding introduces: its place among the parameters of the
    /// definition or lambda that opens its scope.
    pub fn is_parameter(&self, binding: BindingId) -> bool {
        matches!(self.binding(binding).kind, BindingKind::Parameter | BindingKind::Receiver)
    }
}

/// The sites directly in an expression.
pub(crate) fn sites_of(facts: &FileFacts, expr: ExprId) -> impl Iterator<Item = SiteId> {
    let site = match facts.expr(expr) {
        Expr::Name(site) | Expr::Member { site, .. } | Expr::Keyword(site, _) => Some(site),
        _ => None,
    };
    site.into_iter()
}

/// Calls `each` with the expressions directly inside of one.
pub(crate) fn each_operand(facts: &FileFacts, outer: Expr, each: &mut dyn FnMut(ExprId)) {
    match outer {
        Expr::Member { base, .. } | Expr::Apply { base, .. } | Expr::Project { base, .. } => each(base),
        Expr::Call { callee, args } | Expr::MacroCall { callee, args } => {
            each(callee);
            facts.list(args).for_each(each);
        }
        Expr::Index { base, index } => [base, index].into_iter().for_each(each),
        Expr::Binary(_, left, right) | Expr::Assign(left, right) => {
            [left, right].into_iter().for_each(each);
        }
        Expr::Unary(_, inner) | Expr::Cast(inner, _) | Expr::Keyword(_, inner) => each(inner),
        Expr::New { args: list, .. } | Expr::Either(list) | Expr::Container(_, list) => {
            facts.list(list).for_each(each);
        }
        _ => {}
    }
}
