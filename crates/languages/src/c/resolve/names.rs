//! What names stand for: macros before everything, then scopes from the inside out, then the file and what it includes,
//! then the library.

use std::sync::Arc;

use model::expr::{TypeExpr, Wrapper};
use model::facts::{Anchor, Site};
use model::ids::{BindingId, SiteId, TypeId};
use model::kinds::{BindingKind, DefKind, Modifiers, Role, ScopeKind};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, Session, TyId, Unit, What};

use super::twins::{self, Certainty};
use super::visible::{Class, Found, class_of, found, is_declaration, is_in};
use super::{includes, library, linkage};

/// What a name in an expression or type stands for. What the usual build leaves out counts only when nothing else has
/// the name.
pub(super) fn name(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Answer {
    let facts = *unit.site(site);
    let find = if is_tag(unit, &facts) { tag } else { ordinary };
    let found = find(cx, unit, &facts, Certainty::Undecided);
    if !found.is_missing() {
        return found;
    }
    let outside = if is_tag(unit, &facts) { library::outside_tag } else { library::outside };
    let found = outside(cx, unit, &facts);
    if matches!(found.what, What::External) && is_in_directive(cx, unit, &facts) {
        // An option that nobody sets is no name of a library.
        return Answer::missing(Reason::UnknownName);
    }
    if found.is_missing() { find(cx, unit, &facts, Certainty::LeftOut) } else { found }
}

/// The type of what a name that no site spells stands for.
pub(super) fn type_of_name(cx: &mut Session<'_>, unit: &Arc<Unit>, site: &Site) -> TyId {
    let found = ordinary(cx, unit, site, Certainty::Undecided);
    cx.plain_type(found)
}

/// A label: the one with this name in the function around.
pub(super) fn label(unit: &Arc<Unit>, site: SiteId) -> Answer {
    let facts = unit.site(site);
    let function = unit.function_scope(facts.scope);
    let is_label = |id: &BindingId| {
        let binding = unit.binding(*id);
        binding.kind == BindingKind::Label && unit.function_scope(binding.scope) == function
    };
    match unit.bindings_named(facts.name).find(is_label) {
        Some(label) => Answer::one(Entity::Binding(unit.id, label), Rule::LexicalScope),
        None => Answer::missing(Reason::UnknownName),
    }
}

/// Whether a site names a tag: its type expression is wrapped by the next one.
fn is_tag(unit: &Unit, site: &Site) -> bool {
    let Anchor::Type(ty) = site.anchor else { return false };
    unit.facts.types.get(ty.index() + 1).is_some_and(
        |next| matches!(next, TypeExpr::Wrap(Wrapper::Tag, inner) if *inner == TypeId::new(ty.raw())),
    )
}

fn tag(cx: &mut Session<'_>, unit: &Arc<Unit>, site: &Site, least: Certainty) -> Answer {
    if let Some(local) = local(unit, site, Class::Tag) {
        return bound(cx, unit, site, local);
    }
    let seen = found(cx, unit, site.name);
    let found = global(cx, unit, site, &seen, Class::Tag, least);
    if !found.is_missing() || !seen.elsewhere || unit.id.is_std() {
        return found;
    }
    match linkage::undeclared_type(cx, unit, unit.text(site.name)) {
        Some(def) => Answer::def(def, Rule::Linkage),
        None => found,
    }
}

fn ordinary(cx: &mut Session<'_>, unit: &Arc<Unit>, site: &Site, least: Certainty) -> Answer {
    let local = local(unit, site, Class::Ordinary);
    if let Some(local) = local
        && !has_own_macro(unit, site)
    {
        return bound(cx, unit, site, local);
    }
    let seen = found(cx, unit, site.name);
    let expanded = macros(cx, unit, site, &seen, least);
    if let Expanded { certainty: Certainty::Certain, .. } = expanded
        && !expanded.answer.is_missing()
    {
        return expanded.answer;
    }
    if let Some(local) = local {
        return bound(cx, unit, site, local);
    }
    if is_in_directive(cx, unit, site) {
        return expanded.answer;
    }
    let mut named = global(cx, unit, site, &seen, Class::Ordinary, least);
    if named.is_missing() && site.anchor == Anchor::Lexical {
        named = global(cx, unit, site, &seen, Class::Tag, least);
    }
    let named = if within_macro(unit, site) { named.by(Rule::MacroBody) } else { named };
    match (named.is_missing(), expanded.answer.is_missing()) {
        (_, true) => named,
        (true, _) => expanded.answer,
        // A name that a macro may replace is replaced where it is declared too.
        _ if expanded.renames => named,
        _ => {
            let mut entities = cx.all(expanded.answer);
            entities.extend(cx.all(named));
            cx.candidates(&entities, Reason::Ambiguous, Rule::MacroScope)
        }
    }
}

/// Whether a site stands in the body of a macro.
pub(super) fn within_macro(unit: &Unit, site: &Site) -> bool {
    site.anchor == Anchor::Lexical && site.within.is_some_and(|def| unit.def(def).kind == DefKind::Macro)
}

/// Whether a site of a macro's name stands in a conditional directive: only macros are meant there.
fn is_in_directive(cx: &Session<'_>, unit: &Arc<Unit>, site: &Site) -> bool {
    if site.role != Role::Macro || site.anchor != Anchor::Lexical {
        return false;
    }
    let Some(regions) = includes::model(cx).regions(unit) else { return false };
    let Some(start) = regions.start_of_innermost(site.span.start) else { return false };
    let sites = &unit.facts.sites;
    let end = sites.partition_point(|other| other.span.start < site.span.start);
    let between = sites[..end].iter().rev().take_while(|other| other.span.start >= start);
    between.into_iter().all(|other| other.role == Role::Macro)
}

// ---- scopes ----------------------------------------------------------------------------------------------------------

/// The innermost binding of a block or function that is visible at a site.
fn local(unit: &Unit, site: &Site, class: Class) -> Option<BindingId> {
    let mut best: Option<BindingId> = None;
    for id in unit.bindings_named(site.name) {
        let binding = unit.binding(id);
        if binding.scope.index() == 0 || binding.visible_from > site.span.start {
            continue;
        }
        let fits = match binding.def {
            Some(def) => is_in(unit, def, class),
            None => class == Class::Ordinary && binding.kind != BindingKind::Label,
        };
        let is_inner = best.is_none_or(|best| unit.binding(best).scope <= binding.scope);
        if fits
            && is_inner
            && unit.scope(binding.scope).kind != ScopeKind::Type
            && unit.is_within(site.scope, binding.scope)
        {
            best = Some(id);
        }
    }
    best
}

/// What a local binding stands for: itself, or what a declaration in a block declares.
fn bound(cx: &mut Session<'_>, unit: &Arc<Unit>, site: &Site, id: BindingId) -> Answer {
    let binding = unit.binding(id);
    cx.note("binding", unit.id, binding.span);
    let Some(def) = binding.def else {
        return Answer::one(Entity::Binding(unit.id, id), Rule::LexicalScope);
    };
    let def = DefRef::new(unit.id, def);
    let facts = unit.def(def.def);
    if !is_declaration(facts) {
        return Answer::def(def, Rule::LexicalScope);
    }
    let seen = found(cx, unit, site.name);
    let outer = global(cx, unit, site, &seen, class_of(facts), Certainty::Undecided);
    let answer = outer.or_else(|| match linkage::definition(cx, &[def]) {
        Some(found) => Answer::def(found, Rule::Linkage),
        None => Answer::missing(Reason::UnknownName),
    });
    if answer.is_missing() { Answer::def(def, Rule::LexicalScope) } else { answer }
}

// ---- macros ----------------------------------------------------------------------------------------------------------

fn has_own_macro(unit: &Unit, site: &Site) -> bool {
    unit.bindings_named(site.name).any(|id| {
        let def = unit.binding(id).def;
        def.is_some_and(|def| unit.def(def).kind == DefKind::Macro)
    })
}

/// What a name may be replaced by.
struct Expanded {
    answer: Answer,
    certainty: Certainty,
    /// Whether the macros take no arguments.
    renames: bool,
}

/// The macro that a name is replaced by: one of this file before the name, else one of what it includes. In the body of a
/// macro and in a directive, one of this file further down will do.
fn macros(cx: &mut Session<'_>, unit: &Arc<Unit>, site: &Site, seen: &Found, least: Certainty) -> Expanded {
    let at = site.span.start;
    let (before, after): (Vec<DefRef>, Vec<DefRef>) =
        expandable(cx, unit, site, &seen.own).into_iter().partition(|def| unit.def(def.def).span.end <= at);
    let mut all = expandable(cx, unit, site, &seen.sure);
    all.extend(&before);
    if all.is_empty() {
        all = expandable(cx, unit, site, &seen.possible);
    }
    if all.is_empty() {
        all = of_class(cx, &seen.around, Class::Macro);
        if all.len() > 1 && all.iter().all(|def| twins::active(cx, *def) == Some(true)) {
            // A list of one macro's uses means what each of those that include it defines.
            let entities: Vec<Entity> = all.into_iter().map(Entity::Def).collect();
            let answer = Answer { what: What::Dispatch(cx.set(&entities)), rule: Rule::MacroScope };
            return Expanded { answer, certainty: Certainty::Certain, renames: false };
        }
    }
    if all.is_empty() && (within_macro(unit, site) || site.role == Role::Macro) {
        all = after;
    }
    let (mut holding, certainty) = twins::holding(cx, unit, at, all);
    if certainty < least {
        holding.clear();
    }
    // The last one before the name replaces all others when it is certain.
    let latest = holding.iter().copied().rfind(|def| before.contains(def));
    if let Some(latest) = latest
        && holding.len() > 1
        && twins::active(cx, latest) == Some(true)
    {
        holding = vec![latest];
    }
    let renames = holding.iter().all(|def| {
        let owner = cx.unit(def.file);
        !owner.def(def.def).modifiers.contains(Modifiers::FUNCTION_LIKE)
    });
    let entities: Vec<Entity> = holding.into_iter().map(Entity::Def).collect();
    let answer = cx.candidates(&entities, Reason::Ambiguous, Rule::MacroScope);
    let answer = if entities.is_empty() { Answer::missing(Reason::UnknownName) } else { answer };
    Expanded { answer, certainty, renames }
}

/// The macro that the name of a member is replaced by.
pub(super) fn member_macro(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Answer {
    let facts = *unit.site(site);
    let seen = found(cx, unit, facts.name);
    macros(cx, unit, &facts, &seen, Certainty::Undecided).answer
}

/// The macros of `defs` that a name as it is written here can be replaced by.
fn expandable(cx: &mut Session<'_>, unit: &Arc<Unit>, site: &Site, defs: &[DefRef]) -> Vec<DefRef> {
    let is_undef = site.role == Role::Write && site.anchor == Anchor::Lexical;
    let plain = matches!(site.role, Role::Read | Role::Write | Role::Init) && !is_undef;
    let in_body = within_macro(unit, site);
    let own = |def: &DefRef| def.file == cx.file() && site.within == Some(def.def);
    let defs: Vec<DefRef> = defs.iter().copied().filter(|def| !own(def)).collect();
    defs.into_iter()
        .filter(|def| {
            let owner = cx.unit(def.file);
            let facts = owner.def(def.def);
            let needs_call = facts.modifiers.contains(Modifiers::FUNCTION_LIKE);
            facts.kind == DefKind::Macro
                && !(needs_call && plain)
                && (in_body || !twins::is_undefined(cx, unit, site.span.start, *def))
        })
        .collect()
}

// ---- the file and what it includes -----------------------------------------------------------------------------------

/// What a name means at file level in one name space.
fn global(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    site: &Site,
    seen: &Found,
    class: Class,
    least: Certainty,
) -> Answer {
    let mut own = of_class(cx, &seen.own, class);
    let sure = of_class(cx, &seen.sure, class);
    let rule = if own.is_empty() { Rule::Include } else { Rule::LexicalScope };
    own.extend(sure);
    // Files of which only one may be included: what they declare is not the same thing.
    let mut apart = false;
    for further in [&seen.possible, &seen.around] {
        if own.is_empty() {
            own = of_class(cx, further, class);
            apart = own.iter().any(|def| def.file != own[0].file);
        }
    }
    let (declarations, definitions): (Vec<DefRef>, Vec<DefRef>) = own.into_iter().partition(|def| {
        let owner = cx.unit(def.file);
        is_declaration(owner.def(def.def))
    });
    let at = site.span.start;
    let (mut holding, certainty) = twins::holding(cx, unit, at, definitions);
    if holding.is_empty() || certainty < least {
        let (declarations, certainty) = twins::holding(cx, unit, at, declarations);
        if certainty < least {
            return Answer::missing(Reason::UnknownName);
        }
        return if apart {
            declared_apart(cx, &declarations, rule, class)
        } else {
            declared(cx, &declarations, rule, class)
        };
    }
    if holding.iter().any(|def| def.file == unit.id) {
        holding.retain(|def| def.file == unit.id);
    }
    match holding[..] {
        [one] => {
            cx.declare(one, &declarations);
            Answer::def(one, rule)
        }
        _ if apart => possible(cx, &holding, rule),
        _ => repeated(cx, &holding, &declarations, rule),
    }
}

fn of_class(cx: &mut Session<'_>, defs: &[DefRef], class: Class) -> Vec<DefRef> {
    let fits = |def: &DefRef| {
        let owner = cx.unit(def.file);
        is_in(&owner, def.def, class)
    };
    defs.iter().copied().filter(fits).collect()
}

/// Something that is only declared where it is seen.
fn declared(cx: &mut Session<'_>, declarations: &[DefRef], rule: Rule, class: Class) -> Answer {
    let Some(&first) = declarations.first() else { return Answer::missing(Reason::UnknownName) };
    let definition = match class {
        Class::Tag => linkage::type_definition(cx, first),
        _ => linkage::definition(cx, declarations),
    };
    if let Some(found) = definition {
        cx.declare(found, declarations);
        return Answer::def(found, Rule::Linkage);
    }
    cx.declare(first, &declarations[1..]);
    Answer::def(first, rule)
}

/// What several files declare of which only one may be included: the same definition, or none is proved.
fn declared_apart(cx: &mut Session<'_>, declarations: &[DefRef], rule: Rule, class: Class) -> Answer {
    let mut answers: Vec<Answer> = Vec::new();
    for declaration in declarations {
        answers.push(declared(cx, std::slice::from_ref(declaration), rule, class));
    }
    match answers.first() {
        Some(first) if answers.iter().all(|answer| answer.what == first.what) => *first,
        _ => possible(cx, declarations, rule),
    }
}

/// Several of which none is proved.
fn possible(cx: &mut Session<'_>, defs: &[DefRef], rule: Rule) -> Answer {
    let entities: Vec<Entity> = defs.iter().map(|def| Entity::Def(*def)).collect();
    cx.candidates(&entities, Reason::Ambiguous, rule)
}

/// Several definitions that hold together: the same thing written repeatedly (tentative definitions, repeated `typedef`)
/// is the first, with a value if any has one; else none is proved.
fn repeated(cx: &mut Session<'_>, defs: &[DefRef], declarations: &[DefRef], rule: Rule) -> Answer {
    let Some(&first) = defs.first() else { return Answer::missing(Reason::UnknownName) };
    if let Some(function) = declared_by_type(cx, defs) {
        return Answer::def(function, rule);
    }
    let kind = cx.kind(first);
    let repeatable = matches!(kind, DefKind::Variable | DefKind::Constant | DefKind::TypeAlias);
    let together =
        repeatable && defs.iter().all(|def| cx.kind(*def) == kind && twins::active(cx, *def) == Some(true));
    if !together {
        return possible(cx, defs, rule);
    }
    let valued = defs.iter().copied().find(|def| {
        let owner = cx.unit(def.file);
        owner.def(def.def).value.is_some()
    });
    let principal = valued.unwrap_or(first);
    let others: Vec<DefRef> =
        defs.iter().chain(declarations).copied().filter(|def| *def != principal).collect();
    cx.declare(principal, &others);
    Answer::def(principal, rule)
}

/// The one function among variables without value: `static callback_t f;` declares the function `f` that follows.
fn declared_by_type(cx: &mut Session<'_>, defs: &[DefRef]) -> Option<DefRef> {
    let (functions, others): (Vec<DefRef>, Vec<DefRef>) =
        defs.iter().copied().partition(|def| cx.kind(*def) == DefKind::Function);
    let [function] = functions[..] else { return None };
    let bare = others.iter().all(|def| {
        let owner = cx.unit(def.file);
        let facts = owner.def(def.def);
        facts.kind == DefKind::Variable && facts.value.is_none()
    });
    bare.then(|| {
        cx.declare(function, &others);
        function
    })
}
