//! What other files can see of a file, hashed name by name: comparing two versions tells whom a change can concern.
//!
//! A name's hash covers the text of every definition and import of that name outside of function bodies, where it
//! stands, and of a body only what leaves it: what is returned, what is assigned to fields and outer variables, and the
//! local values that these are made of. So an edit inside of a body that changes none of this changes no hash. Text is
//! coarser than facts, which is safe: a needless wake costs time, a missing one would be a wrong answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::expr::Expr;
use model::facts::{Def, FileFacts, Flow};
use model::ids::{DefId, NameId, ScopeId};
use model::kinds::{DefKind, FlowKind, ImportKind, Modifiers, ScopeKind};
use model::span::Span;
use rustc_hash::FxHashSet;

use crate::key::key;
use crate::members::is_callable;
use crate::memory::supertype_names;
use crate::unit::Unit;

/// Operands of an expression that its extent covers: deep enough for what typing looks at; what is beyond is part of a
/// statement that is hashed as a flow.
const MOST_OPERANDS: usize = 256;

/// The hashed surface of a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Surface {
    /// Key of a name → hash of all that is called so.
    names: BTreeMap<u32, u64>,
    /// Hash of what the file brings or exports as a whole: star imports, includes, exported values.
    whole: u64,
}

impl Surface {
    /// Hashes the surface of a unit with the text `source`. Linear in the file, but for what leaves function bodies.
    pub fn new(unit: &Arc<Unit>, source: &[u8]) -> Self {
        let mut maker = Maker { unit, source, surface: Self::default() };
        maker.definitions();
        maker.imports();
        maker.flows();
        maker.surface
    }

    /// Keys of the names that differ between two versions, ascending; `None` stands for a file that is not there.
    pub fn changed(before: Option<&Self>, after: Option<&Self>) -> Vec<u32> {
        let empty = BTreeMap::new();
        let before = before.map_or(&empty, |surface| &surface.names);
        let after = after.map_or(&empty, |surface| &surface.names);
        let gone_or_other =
            before.iter().filter(|(key, hash)| after.get(key) != Some(hash)).map(|(key, _)| *key);
        let new = after.keys().filter(|key| !before.contains_key(key)).copied();
        let mut keys: Vec<u32> = gone_or_other.chain(new).collect();
        keys.sort_unstable();
        keys
    }

    /// Whether what the file brings as a whole is the same in both versions.
    pub fn same_whole(&self, other: &Self) -> bool {
        self.whole == other.whole
    }
}

/// The keys that a file has of itself: of every name that it spells, and of the supertypes that it names (kind
/// `inherits`). Ascending.
pub fn own_keys(unit: &Unit) -> Vec<u32> {
    let mut spelled = vec![false; unit.facts.names.len()];
    unit.facts.sites.iter().for_each(|site| spelled[site.name.index()] = true);
    let names = spelled.iter().enumerate().filter(|(_, is)| **is);
    let mut keys: Vec<u32> =
        names.map(|(index, _)| key("name", unit.text(NameId::new(index as u32)))).collect();
    keys.extend(supertype_names(unit).into_iter().map(|name| key("inherits", name)));
    keys.sort_unstable();
    keys.dedup();
    keys
}

struct Maker<'a> {
    unit: &'a Arc<Unit>,
    source: &'a [u8],
    surface: Surface,
}

/// Hashes a sequence of parts; order matters.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        let mut first = [0; 8];
        first.copy_from_slice(&blake3::hash(bytes).as_bytes()[..8]);
        self.number(u64::from_le_bytes(first));
    }

    fn number(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }
}

impl Maker<'_> {
    fn facts(&self) -> &FileFacts {
        &self.unit.facts
    }

    fn text(&self, span: Span) -> &[u8] {
        span.of(self.source)
    }

    fn add(&mut self, kind: &str, name: &str, hash: Hash) {
        let slot = self.surface.names.entry(key(kind, name)).or_insert(0);
        *slot = slot.wrapping_mul(0x0000_0100_0000_01b3) ^ hash.0;
    }

    fn definitions(&mut self) {
        let inherited: Vec<(DefId, Vec<String>)> = self
            .unit
            .defs()
            .filter(|(_, def)| def.supers.len > 0)
            .map(|(id, def)| {
                let supers = self.facts().supers(def.supers).iter();
                let names = supers.filter_map(|above| crate::dispatch::last_name(self.unit, above.ty));
                (id, names.map(str::to_owned).collect())
            })
            .collect();
        for raw in 0..self.facts().defs.len() as u32 {
            let id = DefId::new(raw);
            let hash = self.definition(id);
            let name = self.unit.def_name(id).to_owned();
            self.add("name", &name, hash);
        }
        for (id, names) in inherited {
            let hash = self.definition(id);
            names.iter().for_each(|name| self.add("inherit", name, hash));
        }
        // What supertype_names adds beside written supertypes wakes by the same key.
        let names: Vec<String> = supertype_names(self.unit).into_iter().map(str::to_owned).collect();
        names.iter().for_each(|name| self.add("inherit", name, Hash::new()));
    }

    fn definition(&self, id: DefId) -> Hash {
        let def = *self.unit.def(id);
        let mut hash = Hash::new();
        for around in self.unit.defs_from(id) {
            self.head(&mut hash, self.unit.def(around));
        }
        hash.bytes(self.facts().condition_at(def.span.start).unwrap_or_default().as_bytes());
        let doc = self.text(def.doc);
        if doc.contains(&b'@') {
            hash.bytes(doc);
        }
        if is_callable(def.kind) {
            hash.bytes(self.text(Span::new(def.span.start, def.body.clamp(def.span.start, def.span.end))));
            // A declared result is believed; only without one the body tells.
            if let (Some(scope), None) = (def.opens, def.ty) {
                self.results(&mut hash, scope);
            }
        } else {
            self.outside_of_nested(&mut hash, id, &def);
        }
        hash
    }

    /// What tells where a definition stands among others.
    fn head(&self, hash: &mut Hash, def: &Def) {
        hash.number(u32::from(def.kind).into());
        for name in [Some(def.name), def.qualifier, def.segment] {
            hash.bytes(name.map_or("", |name| self.unit.text(name)).as_bytes());
        }
        if def.kind == DefKind::Impl {
            hash.bytes(self.text(Span::new(def.span.start, def.body.clamp(def.span.start, def.span.end))));
        }
    }

    /// The text of a definition without the definitions in it, and the order of its fields.
    fn outside_of_nested(&self, hash: &mut Hash, id: DefId, def: &Def) {
        let mut from = def.span.start;
        for child in self.unit.children(id) {
            let child = self.unit.def(child);
            if child.span.start >= from && child.span.end <= def.span.end {
                hash.bytes(self.text(Span::new(from, child.span.start)));
                from = child.span.end;
            }
            if matches!(child.kind, DefKind::Field | DefKind::EnumMember | DefKind::Constant) {
                hash.bytes(self.unit.text(child.name).as_bytes());
            }
        }
        hash.bytes(self.text(Span::new(from, def.span.end)));
    }

    /// What the function that opens `scope` returns and yields.
    fn results(&self, hash: &mut Hash, scope: ScopeId) {
        let flows: Vec<Flow> = self.unit.results(scope).copied().collect();
        self.leaving(hash, scope, &flows);
    }

    fn imports(&mut self) {
        let mut whole = Hash(self.surface.whole);
        let mut named = Vec::new();
        for import in &self.facts().imports {
            match import.kind {
                ImportKind::Star | ImportKind::Text => whole.bytes(self.text(import.span)),
                _ => {}
            }
            let is_outer = self.facts().scope(self.unit.function_scope(import.scope)).kind == ScopeKind::File;
            if let (Some(local), true) = (import.local, is_outer) {
                let mut hash = Hash::new();
                hash.bytes(self.text(import.span));
                hash.bytes(import.member.map_or("", |name| self.unit.text(name)).as_bytes());
                hash.number(import.flags.raw().into());
                hash.bytes(self.facts().condition_at(import.span.start).unwrap_or_default().as_bytes());
                named.push((self.unit.text(local).to_owned(), hash));
            }
        }
        // Which definition is exported as a whole, and whether the file is a module at all: names of scripts are global.
        let exported = self.facts().defs.iter().filter(|def| def.modifiers.contains(Modifiers::EXPORTED));
        let mut is_module = !self.facts().imports.is_empty();
        for def in exported {
            is_module = true;
            if def.modifiers.contains(Modifiers::EXPORT_DEFAULT) {
                whole.bytes(self.unit.text(def.name).as_bytes());
            }
        }
        whole.number(is_module.into());
        self.surface.whole = whole.0;
        named.into_iter().for_each(|(name, hash)| self.add("name", &name, hash));
    }

    /// Assignments to what outlives the function that they stand in, and exported values.
    fn flows(&mut self) {
        let flows: Vec<Flow> = self.facts().flows.clone();
        for flow in &flows {
            let scope = self.unit.function_scope(flow.scope);
            match (flow.kind, flow.target) {
                (FlowKind::Assign, Some(target)) => {
                    let Some(name) = self.unit.last_name(target).filter(|_| self.outlives(flow)) else {
                        continue;
                    };
                    let mut hash = Hash::new();
                    self.leaving(&mut hash, scope, std::slice::from_ref(flow));
                    let name = self.unit.text(name).to_owned();
                    self.add("name", &name, hash);
                }
                (FlowKind::ExportValue, _) => {
                    let mut hash = Hash(self.surface.whole);
                    self.leaving(&mut hash, scope, std::slice::from_ref(flow));
                    self.surface.whole = hash.0;
                }
                _ => {}
            }
        }
    }

    /// Whether an assignment goes to a member, or to a name that is not bound in a function.
    fn outlives(&self, flow: &Flow) -> bool {
        let Some(Expr::Name(site)) = flow.target.map(|target| self.unit.expr(target)) else { return true };
        let name = self.unit.site(site).name;
        let bound_here = self.unit.scopes_from(flow.scope).take_while(|scope| {
            !matches!(self.unit.scope(*scope).kind, ScopeKind::File | ScopeKind::Type | ScopeKind::Namespace)
        });
        !bound_here.into_iter().any(|scope| self.unit.bindings_in(scope, name).next().is_some())
    }

    /// The text of flows that leave a function, and of the local values that they are made of.
    fn leaving(&self, hash: &mut Hash, scope: ScopeId, flows: &[Flow]) {
        let scope = self.outermost_function(scope);
        let mut spans: FxHashSet<Span> = flows.iter().map(|flow| flow.span).collect();
        let mut names: FxHashSet<NameId> = FxHashSet::default();
        let mut todo: Vec<Span> = spans.iter().copied().collect();
        let is_file = self.unit.scope(scope).kind == ScopeKind::File;
        while let Some(span) = todo.pop() {
            for name in self.names_in(span) {
                if is_file || !names.insert(name) {
                    continue;
                }
                for further in self.local_spans(scope, name) {
                    if spans.insert(further) {
                        todo.push(further);
                    }
                }
            }
        }
        let mut ordered: Vec<Span> = spans.into_iter().collect();
        ordered.sort_unstable();
        for span in &ordered {
            hash.bytes(self.text(*span));
        }
        self.narrowings(hash, scope, &names, &ordered);
    }

    /// The outermost function around a scope: locals of all functions around can be what a value is made of.
    fn outermost_function(&self, scope: ScopeId) -> ScopeId {
        let is_function =
            |at: &ScopeId| matches!(self.unit.scope(*at).kind, ScopeKind::Function | ScopeKind::Lambda);
        self.unit.scopes_from(scope).filter(is_function).last().unwrap_or(scope)
    }

    /// The names of the sites in a range.
    fn names_in(&self, span: Span) -> impl Iterator<Item = NameId> + '_ {
        let sites = &self.facts().sites;
        let first = sites.partition_point(|site| site.span.start < span.start);
        sites[first..].iter().take_while(move |site| site.span.start < span.end).map(|site| site.name)
    }

    /// Where a local of a function gets its values: initial values, assignments, the statement of a pattern.
    fn local_spans(&self, scope: ScopeId, name: NameId) -> Vec<Span> {
        let local = |at: ScopeId| self.unit.is_within(at, scope);
        let mut spans = Vec::new();
        for id in self.unit.bindings_named(name).filter(|id| local(self.unit.binding(*id).scope)) {
            let binding = self.unit.binding(id);
            spans.push(binding.span);
            spans.extend(binding.init.and_then(|init| self.extent(init)));
        }
        spans.extend(self.unit.assigns(name).filter(|flow| local(flow.scope)).map(|flow| flow.span));
        spans
    }

    /// From the first to the last name of an expression.
    fn extent(&self, expr: model::ids::ExprId) -> Option<Span> {
        let mut names = Vec::new();
        let mut todo = vec![expr];
        let mut seen = 0;
        while let Some(next) = todo.pop() {
            seen += 1;
            if seen > MOST_OPERANDS {
                break;
            }
            names.extend(crate::unit::sites_of(self.facts(), next).map(|site| self.unit.site(site).span));
            crate::unit::each_operand(self.facts(), self.unit.expr(next), &mut |part| todo.push(part));
        }
        let start = names.iter().map(|span| span.start).min()?;
        let end = names.iter().map(|span| span.end).max()?;
        // Up to the end of the line: literals behind the last name tell types too.
        let rest = self.source.get(end as usize..).unwrap_or_default();
        let line = memchr::memchr(b'\n', rest).unwrap_or(rest.len()) as u32;
        Some(Span::new(start, end + line))
    }

    /// Which narrowings of the names hold where.
    fn narrowings(&self, hash: &mut Hash, scope: ScopeId, names: &FxHashSet<NameId>, spans: &[Span]) {
        let mut ordered: Vec<NameId> = names.iter().copied().collect();
        ordered.sort_unstable();
        for name in ordered {
            for flow in self.unit.narrows(name).filter(|flow| self.unit.is_within(flow.scope, scope)) {
                hash.number(u32::from(flow.kind).into());
                let ty = flow.ty.and_then(|ty| crate::dispatch::last_name(self.unit, ty));
                hash.bytes(ty.unwrap_or_default().as_bytes());
                spans.iter().for_each(|span| hash.number(flow.span.contains(*span).into()));
            }
        }
    }
}
