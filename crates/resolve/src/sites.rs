//! The outcome of every site of a file.

use std::sync::Arc;

use model::expr::Expr;
use model::facts::{Anchor, List};
use model::ids::{ExprId, SiteId, SymbolId};
use model::kinds::{BindingKind, DiagnosticCode, Role};
use model::outcome::{OutcomeKind, Reason, Resolution, Rule, SiteOutcome};
use rustc_hash::FxHashMap;

use crate::answer::{Answer, Entity, What};
use crate::calls::CallSite;
use crate::lexical::{Space, is_local};
use crate::members::Side;
use crate::session::Session;
use crate::unit::Unit;
use crate::world::DefRef;

/// Resolves every site in order of position.
pub(crate) fn resolve_all(cx: &mut Session<'_>, unit: &Arc<Unit>) -> Resolution {
    let mut sink = Sink::default();
    for raw in 0..unit.facts.sites.len() as u32 {
        let outcome = outcome(cx, unit, SiteId::new(raw), &mut sink);
        sink.resolution.outcomes.push(outcome);
    }
    sink.resolution
}

/// Resolves one site only; the resolution has one outcome.
pub(crate) fn resolve_one(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Resolution {
    let mut sink = Sink::default();
    let outcome = outcome(cx, unit, site, &mut sink);
    sink.resolution.outcomes.push(outcome);
    sink.resolution
}

/// Collects targets, each once.
#[derive(Default)]
struct Sink {
    resolution: Resolution,
    numbers: FxHashMap<SymbolId, u32>,
    lists: FxHashMap<Vec<u32>, List>,
    /// For each target the last list that has it, counted from 1.
    listed: Vec<u32>,
    asked: u32,
}

impl Sink {
    fn list(&mut self, targets: &[SymbolId]) -> List {
        let mut numbers = Vec::with_capacity(targets.len());
        self.asked += 1;
        for &target in targets {
            let next = self.resolution.targets.len() as u32;
            let number = *self.numbers.entry(target).or_insert(next);
            if number == next {
                self.resolution.targets.push(target);
                self.listed.push(0);
            }
            let last = std::mem::replace(&mut self.listed[number as usize], self.asked);
            if last != self.asked {
                numbers.push(number);
            }
        }
        if let Some(&known) = self.lists.get(&numbers) {
            return known;
        }
        let list = List { start: self.resolution.pool.len() as u32, len: numbers.len() as u32 };
        self.resolution.pool.extend_from_slice(&numbers);
        self.lists.insert(numbers, list);
        list
    }
}

fn outcome(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, sink: &mut Sink) -> SiteOutcome {
    cx.refuel();
    let found = settled_answer(cx, unit, site);
    let found = crate::function_values::supposed(cx, unit, site, found);
    let outcome = conclude(cx, found, sink);
    match outcome.kind {
        OutcomeKind::Unresolved if in_error(unit, site) => SiteOutcome::unresolved(Reason::ParseError),
        _ => outcome,
    }
}

/// What a site stands for, with the last word of its policy.
pub(crate) fn settled_answer(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Answer {
    let found = answer(cx, unit, site);
    let found = settled(cx, unit, site, found);
    cx.policy(unit).settle(cx, unit, site, found)
}

/// What a site stands for, by what it is the name of.
fn answer(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Answer {
    let policy = cx.policy(unit);
    if let Some(answer) = policy.site(cx, unit, site) {
        return answer;
    }
    let facts = *unit.site(site);
    match facts.anchor {
        Anchor::Expr(expr) => match unit.expr(expr) {
            Expr::Keyword(..) => keyword(cx, unit, expr, site),
            _ => cx.denote(unit, expr),
        },
        Anchor::Type(ty) => cx.denote_type(unit, ty),
        Anchor::Import(import, segment) => policy.import_segment(cx, unit, import, segment),
        Anchor::Lexical => policy.name(cx, unit, site, Space::Value),
        Anchor::MemberOf(base) => {
            let ty = cx.type_of(unit, base, facts.scope);
            let found = cx.member(ty, unit.site_name(site), Side::Any);
            initialised(found)
        }
        Anchor::FieldOf(ty) => {
            let ty = cx.lower(unit, ty, facts.scope);
            let found = cx.member(ty, unit.site_name(site), Side::Any);
            initialised(found)
        }
        Anchor::None => Answer::missing(Reason::NotModelled),
    }
}

fn initialised(found: Answer) -> Answer {
    if found.rule == Rule::Member { found.by(Rule::FieldInit) } else { found }
}

/// The parameter that a keyword argument names.
fn keyword(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, site: SiteId) -> Answer {
    let Some((call, _)) = unit.argument_of(expr) else { return Answer::missing(Reason::NotModelled) };
    let (Expr::Call { callee, args }, scope) = (unit.expr(call), unit.site(site).scope) else {
        return Answer::missing(Reason::NotModelled);
    };
    let call = CallSite::new(unit, Some(callee), args, scope);
    let name = unit.site_name(site);
    let Some(function) = cx.chosen(unit, callee, &call) else {
        let callee = cx.denote(unit, callee);
        return match callee.what {
            What::External => Answer::external(Rule::ExternalMember),
            _ => Answer::missing(Reason::UnknownReceiver),
        };
    };
    parameter(cx, function, name)
}

/// The parameter called `name` of a function, or of what constructing a type calls.
fn parameter(cx: &mut Session<'_>, function: DefRef, name: &str) -> Answer {
    if function.file.is_std() {
        return Answer::external(Rule::KeywordArgument);
    }
    cx.ask_name(name);
    let owner = cx.unit(function.file);
    let (Some(scope), Some(id)) = (owner.def(function.def).opens, owner.name(name)) else {
        return Answer::missing(Reason::NoSuchMember);
    };
    let param = owner.bindings_in(scope, id).find(|binding| owner.is_parameter(*binding));
    if let Some(param) = param {
        return Answer::one(Entity::Binding(function.file, param), Rule::KeywordArgument);
    }
    let constructor = owner
        .children(function.def)
        .find(|child| owner.def(*child).kind == model::kinds::DefKind::Constructor);
    if let Some(constructor) = constructor {
        return parameter(cx, DefRef::new(function.file, constructor), name);
    }
    let policy = cx.policy(&owner);
    let fields = policy.own_members(cx, &owner, function.def, name, Side::Any);
    cx.group(&fields, Rule::KeywordArgument, Reason::NoSuchMember)
}

/// One of a group by how the site uses it; what may override a member.
fn settled(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
    let facts = *unit.site(site);
    let mut answer = answer;
    if let What::Group(_) = answer.what {
        answer = one_of_group(cx, unit, site, answer);
    }
    let receiver = match facts.anchor {
        Anchor::Expr(expr) => match unit.expr(expr) {
            Expr::Member { base, .. } => Some(base),
            _ => None,
        },
        _ => None,
    };
    let is_member =
        matches!(answer.rule, Rule::Member | Rule::InheritedMember | Rule::SelfMember | Rule::TraitMember);
    let by_overload = matches!(answer.rule, Rule::OverloadArity | Rule::OverloadTypes);
    if let Some(receiver) = receiver
        && (is_member || by_overload)
        && matches!(facts.role, Role::Call | Role::Read)
        && !cx.policy(unit).is_exact(cx, unit, receiver)
    {
        answer = cx.with_overrides(answer);
    }
    answer
}

fn one_of_group(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
    let defs = cx.defs(answer);
    let Some(first) = defs.first() else { return answer };
    let owner = cx.unit(first.file);
    let policy = cx.policy(&owner);
    if let (Role::Call, Anchor::Expr(expr)) = (unit.site(site).role, unit.site(site).anchor)
        && let Some(call) = unit.call_of(expr)
    {
        let args = match unit.expr(call) {
            Expr::Call { args, .. } => args,
            _ => List::EMPTY,
        };
        let call = CallSite::new(unit, Some(expr), args, unit.site(site).scope);
        if let Some(principal) = policy.principal(cx, &defs) {
            return Answer { what: What::One(Entity::Def(principal)), ..answer };
        }
        return policy.choose(cx, &defs, &call);
    }
    match policy.principal(cx, &defs) {
        Some(principal) => Answer { what: What::One(Entity::Def(principal)), ..answer },
        None => answer,
    }
}

/// Turns an answer into an outcome with targets.
fn conclude(cx: &mut Session<'_>, answer: Answer, sink: &mut Sink) -> SiteOutcome {
    let rule = Some(answer.rule);
    let entities = match answer.what {
        What::Missing(reason) => return SiteOutcome::unresolved(reason),
        What::External => return SiteOutcome::without_target(OutcomeKind::External, answer.rule),
        What::One(entity @ Entity::Def(def)) => {
            let declared = cx.declarations_of(def).iter().map(|other| Entity::Def(*other));
            std::iter::once(entity).chain(declared).collect()
        }
        What::One(entity) => vec![entity],
        What::Group(set) | What::Dispatch(set) | What::Candidates(set, _) => cx.entities(set).to_vec(),
    };
    let mut targets = Vec::new();
    let (mut local, mut outside, mut nameless) = (false, false, false);
    for entity in entities {
        match target(cx, entity) {
            Target::Symbol(symbol) => targets.push(symbol),
            Target::Local => local = true,
            Target::Outside => outside = true,
            Target::Nameless => nameless = true,
        }
    }
    if targets.is_empty() {
        return match (local, outside, nameless) {
            (true, ..) => SiteOutcome::without_target(OutcomeKind::Local, answer.rule),
            (_, true, _) => SiteOutcome::without_target(OutcomeKind::External, answer.rule),
            _ => SiteOutcome::unresolved(Reason::Package),
        };
    }
    let (kind, reason) = match answer.what {
        What::Candidates(_, reason) => (OutcomeKind::Candidates, Some(reason)),
        What::Group(_) if targets.len() > 1 => (OutcomeKind::Candidates, Some(Reason::Ambiguous)),
        What::Dispatch(_) => (OutcomeKind::Dispatch, None),
        _ => (OutcomeKind::Resolved, None),
    };
    SiteOutcome { kind, rule, reason, targets: sink.list(&targets) }
}

enum Target {
    Symbol(SymbolId),
    Local,
    Outside,
    Nameless,
}

fn target(cx: &mut Session<'_>, entity: Entity) -> Target {
    match entity {
        Entity::Def(def) if def.file.is_std() => Target::Outside,
        Entity::Def(def) => Target::Symbol(cx.unit(def.file).ids()[def.def.index()]),
        Entity::Module(file) if file.is_std() => Target::Outside,
        Entity::Module(file) => Target::Symbol(cx.unit(file).file_symbol()),
        Entity::Space(_) => Target::Nameless,
        Entity::Binding(file, _) if file.is_std() => Target::Outside,
        Entity::Binding(file, binding) => {
            let kind: BindingKind = cx.unit(file).binding(binding).kind;
            if is_local(kind) { Target::Local } else { Target::Nameless }
        }
    }
}

/// Whether the parser met an error where a site stands.
fn in_error(unit: &Unit, site: SiteId) -> bool {
    let span = unit.site(site).span;
    let is_syntax = |code| matches!(code, DiagnosticCode::SyntaxError | DiagnosticCode::SyntaxMissing);
    let errors = &unit.facts.diagnostics;
    errors.iter().any(|found| is_syntax(found.code) && found.span.contains(span))
}
