//! Which variables of a function may mean the same memory, by how they are made of one another (Steensgaard 1996), without order and without
//! fields: everything that can be reached from a variable is one piece of memory.
//!
//! `b = a`, `b = a.f`, `b = a[i]`, `p = &x`, `T& r = x`, `for b in a`, `a.f = b` and `a = [b]` make one piece of two. What functions do with
//! what they are given, and what they give back of it, is not followed, but for those of Rust that are named for it (`iter_mut`).

use std::collections::{BTreeMap, BTreeSet};

use model::expr::{Access, BinaryKind, Expr, TypeExpr, UnaryKind, Wrapper};
use model::facts::{Binding, List};
use model::ids::{ExprId, SiteId, TypeId};
use model::kinds::FlowKind;

use super::Statement;
use super::variables::{Place, Search, Use};

/// Built-in types whose values lead nowhere, by their first word and their last.
const PLAIN: [&str; 31] = [
    "int", "long", "short", "char", "float", "double", "bool", "_Bool", "signed", "unsigned", "void",
    "boolean", "byte", "number", "bigint", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32",
    "i64", "i128", "isize", "f32", "f64", "wchar_t", "size_t",
];

/// Methods of Rust that give what their receiver holds, beside those whose names end in `_mut`.
const PASSING: [&str; 8] =
    ["unwrap", "expect", "or_insert", "or_insert_with", "or_default", "entry", "by_ref", "enumerate"];

/// Classes of variables.
pub(super) struct Aliases<'a> {
    search: &'a Search<'a>,
    language: Language,
    /// By variable: another one of its class, or itself.
    parents: Vec<usize>,
    /// Those whose own storage others may mean, so that a new value is a change for them.
    exposed: BTreeSet<usize>,
    /// Those that are other names, with where they are made such: a new value goes to where they lead.
    references: BTreeMap<usize, u32>,
    /// Those that lead nowhere.
    plain: BTreeSet<usize>,
}

/// What of a language decides here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    /// C and C++: addresses are reckoned with.
    C,
    Rust,
    Other,
}

/// A variable that a value may lead to, and whether it is its own storage that is meant.
type Root = (usize, bool);

impl<'a> Aliases<'a> {
    /// What the function says. Costs its expressions, near to linear.
    pub(super) fn of(search: &'a Search<'a>) -> Self {
        let language = match search.view.record.language.as_str() {
            "c" | "cpp" => Language::C,
            "rust" => Language::Rust,
            _ => Language::Other,
        };
        let mut aliases = Self {
            search,
            language,
            parents: (0..search.count()).collect(),
            exposed: BTreeSet::new(),
            references: BTreeMap::new(),
            plain: BTreeSet::new(),
        };
        let facts = &search.view.facts;
        facts.bindings.iter().for_each(|binding| aliases.declare(binding));
        facts.bindings.iter().for_each(|binding| aliases.bind(binding));
        for flow in facts.flows.iter().filter(|flow| flow.kind == FlowKind::Assign) {
            if let (Some(target), Some(value), true) = (flow.target, flow.value, search.is_inside(flow.span))
            {
                aliases.assign(target, value);
            }
        }
        aliases
    }

    /// Adds to each statement that it may change the other names of what it changes. Costs changes times names of one memory.
    pub(super) fn spread(mut self, uses: &mut [BTreeSet<(usize, Use)>]) {
        let mut classes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for variable in 0..self.parents.len() {
            let class = self.class(variable);
            classes.entry(class).or_default().push(variable);
        }
        for (statement, Statement { span, .. }) in uses.iter_mut().zip(self.search.statements) {
            let assigned = self.references.iter().filter(|(_, made)| !(span.start..span.end).contains(*made));
            for variable in assigned.map(|(variable, _)| *variable) {
                if statement.remove(&(variable, Use::Write)) {
                    statement.insert((variable, Use::Change));
                }
            }
            let written = |(variable, how): &(usize, Use)| match how {
                Use::Change => Some(*variable),
                Use::Write if self.exposed.contains(variable) || self.references.contains_key(variable) => {
                    Some(*variable)
                }
                _ => None,
            };
            let changed: Vec<usize> = statement.iter().filter_map(written).collect();
            let touched: BTreeSet<usize> = changed.iter().map(|variable| self.class(*variable)).collect();
            for variable in touched.iter().flat_map(|class| &classes[class]) {
                let is_known = [Use::Write, Use::Change].map(|how| statement.contains(&(*variable, how)));
                if !is_known.contains(&true) {
                    statement.insert((*variable, Use::Touch));
                }
            }
        }
    }

    /// The one that stands for a variable's class: the least.
    fn class(&mut self, variable: usize) -> usize {
        let mut at = variable;
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.class(one), self.class(other));
        self.parents[one.max(other)] = one.min(other);
    }

    fn variable(&self, binding: &Binding) -> Option<usize> {
        self.search.number_of(Place::Local(binding.scope, binding.name))
    }

    /// What a variable's type says of it.
    fn declare(&mut self, binding: &Binding) {
        let (Some(variable), Some(ty)) = (self.variable(binding), binding.ty) else { return };
        if self.is_plain(ty) {
            self.plain.insert(variable);
        }
        if self.language == Language::C && self.is_reference(ty) {
            self.references.insert(variable, binding.span.start);
        }
    }

    fn bind(&mut self, binding: &Binding) {
        let (Some(variable), Some(init)) = (self.variable(binding), binding.init) else { return };
        let is_reference = self.references.contains_key(&variable);
        for (root, is_storage) in self.roots(init) {
            if is_reference {
                self.exposed.insert(root);
            }
            self.lead(variable, (root, is_storage || is_reference));
        }
    }

    /// What is stored in a part of a variable is reached from it.
    fn assign(&mut self, target: ExprId, value: ExprId) {
        let roots = self.roots(value);
        for (variable, _) in self.roots(target) {
            roots.iter().for_each(|root| self.lead(variable, *root));
        }
    }

    /// One variable's memory is that of another, unless a number is copied.
    fn lead(&mut self, variable: usize, (root, is_storage): Root) {
        let copies = !is_storage && self.plain.contains(&root);
        if !copies && !self.plain.contains(&variable) {
            self.join(variable, root);
        }
        if is_storage {
            self.exposed.insert(root);
        }
    }

    /// The variables that a value may lead to.
    fn roots(&self, value: ExprId) -> Vec<Root> {
        let mut found = Vec::new();
        let mut waiting = vec![(value, false)];
        while let Some((at, is_storage)) = waiting.pop() {
            let Some(expr) = self.search.view.facts.exprs.get(at.index()) else { continue };
            match *expr {
                Expr::Name(site) => found.extend(self.of_site(site).map(|root| (root, is_storage))),
                Expr::Member { base, site, access } => {
                    found.extend(self.of_site(site).map(|root| (root, is_storage)));
                    waiting.push((base, is_storage && access != Access::Arrow));
                }
                Expr::Unary(UnaryKind::AddressOf | UnaryKind::AddressOfMut, base) => {
                    waiting.push((base, true));
                }
                Expr::Unary(UnaryKind::Deref, base) => waiting.push((base, false)),
                _ => waiting.extend(self.parts(expr).into_iter().map(|part| (part, is_storage))),
            }
        }
        found
    }

    /// The parts of an expression whose memory its value may lead to.
    fn parts(&self, expr: &Expr) -> Vec<ExprId> {
        match *expr {
            Expr::Index { base, .. }
            | Expr::Apply { base, .. }
            | Expr::Project { base, .. }
            | Expr::VariantField { base, .. }
            | Expr::Cast(base, _)
            | Expr::Keyword(_, base)
            | Expr::Unary(
                UnaryKind::Try
                | UnaryKind::NonNull
                | UnaryKind::Await
                | UnaryKind::Spread
                | UnaryKind::AsConst,
                base,
            ) => vec![base],
            // `p++` and `p + n` are other places of the same memory.
            Expr::Unary(UnaryKind::Arithmetic, base) if self.language == Language::C => vec![base],
            Expr::Binary(BinaryKind::Arithmetic, left, right) if self.language == Language::C => {
                vec![left, right]
            }
            Expr::Binary(BinaryKind::And | BinaryKind::Or | BinaryKind::Coalesce, left, right)
            | Expr::Assign(left, right) => vec![left, right],
            Expr::Binary(BinaryKind::Comma, _, right) => vec![right],
            Expr::Either(list) | Expr::Container(_, list) => self.list(list),
            Expr::New { args, .. } if self.language == Language::Rust => self.list(args),
            Expr::Call { callee, .. } => self.receiver(callee).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn list(&self, list: List) -> Vec<ExprId> {
        let ids = self.search.view.facts.pool.get(list.range()).unwrap_or_default();
        ids.iter().map(|id| ExprId::new(*id)).collect()
    }

    /// What a method is called on that gives what its receiver holds.
    fn receiver(&self, callee: ExprId) -> Option<ExprId> {
        let facts = &self.search.view.facts;
        let Expr::Member { base, site, .. } = *facts.exprs.get(callee.index())? else { return None };
        let name = facts.text(facts.site(site).name);
        let passes = name.ends_with("_mut") || PASSING.contains(&name);
        (self.language == Language::Rust && passes).then_some(base)
    }

    fn of_site(&self, site: SiteId) -> Option<usize> {
        let is_inside = self.search.is_inside(self.search.view.facts.site(site).span);
        is_inside.then(|| self.search.place(site)).flatten().and_then(|place| self.search.number_of(place))
    }

    fn is_plain(&self, ty: TypeId) -> bool {
        let facts = &self.search.view.facts;
        match facts.types.get(ty.index()) {
            Some(TypeExpr::Builtin(name)) => {
                let mut words = facts.text(*name).split_whitespace();
                words.all(|word| PLAIN.contains(&word))
            }
            Some(TypeExpr::Wrap(Wrapper::Qualified, inner)) => self.is_plain(*inner),
            _ => false,
        }
    }

    fn is_reference(&self, ty: TypeId) -> bool {
        match self.search.view.facts.types.get(ty.index()) {
            Some(TypeExpr::Wrap(Wrapper::Reference | Wrapper::RvalueReference, _)) => true,
            Some(TypeExpr::Wrap(Wrapper::Qualified, inner)) => self.is_reference(*inner),
            _ => false,
        }
    }
}
