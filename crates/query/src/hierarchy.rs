//! What stands above and below a type, and what implements or overrides a member.

use std::collections::BTreeSet;
use std::rc::Rc;

use model::expr::TypeExpr;
use model::ids::{DefId, SiteId, SymbolId, TypeId};
use model::kinds::{DefKind, Role};
use model::outcome::OutcomeKind;
use store::StoreError;

use crate::file_view::{FileView, SymbolInfo};
use crate::references::{SiteFilter, references};
use crate::sites::{SiteRef, is_edge};
use crate::subject::Subject;
use crate::views::Views;

/// A type above or below another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    /// The type; of a Rust `impl` for something that is no definition, the `impl` itself.
    pub symbol: Rc<SymbolInfo>,
    /// How many steps away.
    pub depth: u32,
    /// The type one step nearer.
    pub with: Rc<SymbolInfo>,
    /// The name that says so.
    pub site: SiteRef,
    /// Where the members stand: the type itself, or an `impl` of it.
    pub body: Rc<SymbolInfo>,
}

/// The types around one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hierarchy {
    /// Above it, nearest first.
    pub above: Vec<Related>,
    /// Below it, nearest first.
    pub below: Vec<Related>,
    /// Supertypes named on the way that lead to no one definition of the repository.
    pub unknown_above: Vec<SiteRef>,
}

/// A step from a type to another.
struct Step {
    symbol: Rc<SymbolInfo>,
    site: SiteRef,
    body: Rc<SymbolInfo>,
}

fn supertypes() -> SiteFilter {
    SiteFilter { roles: vec![Role::Inherit, Role::Implement], path: None }
}

/// The types above `subject`, transitively, and the types below it.
///
/// # Errors
/// When the store cannot be read.
pub fn hierarchy(views: &Views<'_>, subject: &Subject) -> Result<Hierarchy, StoreError> {
    let mut unknown_above = Vec::new();
    let above = transitive(subject, |symbol| steps_up(views, symbol, &mut unknown_above))?;
    unknown_above.sort();
    unknown_above.dedup();
    Ok(Hierarchy { above, below: below(views, subject)?, unknown_above })
}

/// The types below `subject`, transitively.
fn below(views: &Views<'_>, subject: &Subject) -> Result<Vec<Related>, StoreError> {
    transitive(subject, |symbol| steps_down(views, symbol))
}

/// What implements or overrides `subject`: of a type the types below it, of a member the members of that name in them.
///
/// # Errors
/// When the store cannot be read.
pub fn implementations(views: &Views<'_>, subject: &Subject) -> Result<Vec<Related>, StoreError> {
    let symbol = &subject.symbol;
    if symbol.kind.is_type() {
        return below(views, subject);
    }
    let Some(owner) = owner(views, symbol)? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for related in below(views, &Subject::new((*owner).clone()))? {
        let view = views.file(&related.body.path)?;
        let overriding = view.facts.defs.iter().enumerate().filter(|(_, def)| {
            def.parent == related.body.def && view.facts.text(def.name) == symbol.name && !def.kind.is_type()
        });
        for (index, _) in overriding {
            let member = Rc::new(view.symbol(DefId::new(index as u32)));
            found.push(Related { symbol: member, ..related.clone() });
        }
    }
    Ok(found)
}

/// The type that a member belongs to; of a member of an `impl` the type that is extended.
fn owner(views: &Views<'_>, member: &SymbolInfo) -> Result<Option<Rc<SymbolInfo>>, StoreError> {
    let view = views.file(&member.path)?;
    let parent = member.def.and_then(|def| view.facts.def(def).parent);
    let Some(parent) = parent else { return Ok(None) };
    match self_type(views, &view, parent)? {
        Some(symbol) => Ok(Some(symbol)),
        None => Ok(Some(Rc::new(view.symbol(parent))).filter(|symbol| symbol.kind.is_type())),
    }
}

fn steps_up(
    views: &Views<'_>,
    symbol: &Rc<SymbolInfo>,
    unknown: &mut Vec<SiteRef>,
) -> Result<Vec<Step>, StoreError> {
    let mut steps = Vec::new();
    for body in bodies(views, symbol)? {
        let view = views.file(&body.path)?;
        for site in view.sites() {
            let facts = view.facts.site(site);
            if facts.within != body.def || !matches!(facts.role, Role::Inherit | Role::Implement) {
                continue;
            }
            let at = SiteRef { path: body.path.clone(), site };
            let target = resolved_target(&view, site);
            match target.map(|id| views.symbol(id)).transpose()?.flatten() {
                Some(above) => steps.push(Step { symbol: above, site: at, body: Rc::clone(&body) }),
                None => unknown.push(at),
            }
        }
    }
    Ok(steps)
}

/// Where supertypes of a type may be written: the type itself, and `impl` blocks that extend it.
fn bodies(views: &Views<'_>, symbol: &Rc<SymbolInfo>) -> Result<Vec<Rc<SymbolInfo>>, StoreError> {
    let mut bodies = vec![Rc::clone(symbol)];
    let filter = SiteFilter { roles: vec![Role::Type], path: None };
    for at in references(views, &Subject::new((**symbol).clone()), &filter)?.sites {
        let view = views.file(&at.path)?;
        let Some(around) = view.facts.site(at.site).within else { continue };
        let def = view.facts.def(around);
        let is_self = def.kind == DefKind::Impl
            && def.ty.and_then(|ty| head_site(&view, ty)).is_some_and(|head| head == at.site);
        if is_self {
            bodies.push(Rc::new(view.symbol(around)));
        }
    }
    Ok(bodies)
}

fn steps_down(views: &Views<'_>, symbol: &Rc<SymbolInfo>) -> Result<Vec<Step>, StoreError> {
    let mut steps = Vec::new();
    for site in references(views, &Subject::new((**symbol).clone()), &supertypes())?.sites {
        let view = views.file(&site.path)?;
        let Some(around) = view.facts.site(site.site).within else { continue };
        let body = Rc::new(view.symbol(around));
        let symbol = self_type(views, &view, around)?.unwrap_or_else(|| Rc::clone(&body));
        steps.push(Step { symbol, site, body });
    }
    Ok(steps)
}

/// The definition that an `impl` extends; `None` for other definitions and when it is not known.
fn self_type(views: &Views<'_>, view: &FileView, def: DefId) -> Result<Option<Rc<SymbolInfo>>, StoreError> {
    let facts = view.facts.def(def);
    if facts.kind != DefKind::Impl {
        return Ok(None);
    }
    let head = facts.ty.and_then(|ty| head_site(view, ty));
    let target = head.and_then(|site| resolved_target(view, site));
    Ok(target.map(|id| views.symbol(id)).transpose()?.flatten())
}

/// The one definition that a site is proved to mean.
pub fn resolved_target(view: &FileView, site: SiteId) -> Option<SymbolId> {
    let outcome = view.outcome(site);
    let is_one = is_edge(outcome.kind) && outcome.kind != OutcomeKind::Dispatch;
    view.targets(&outcome).into_iter().next().filter(|_| is_one)
}

/// The name at the head of a type expression.
pub fn head_site(view: &FileView, mut ty: TypeId) -> Option<SiteId> {
    loop {
        match view.facts.ty(ty) {
            TypeExpr::Name(site) | TypeExpr::Member { site, .. } => return Some(site),
            TypeExpr::Apply { base, .. } => ty = base,
            TypeExpr::Wrap(_, inner) => ty = inner,
            _ => return None,
        }
    }
}

/// Breadth first, each body once.
fn transitive(
    subject: &Subject,
    mut next: impl FnMut(&Rc<SymbolInfo>) -> Result<Vec<Step>, StoreError>,
) -> Result<Vec<Related>, StoreError> {
    let root = Rc::new(subject.symbol.clone());
    let mut followed = BTreeSet::from([root.id]);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut level = vec![root];
    let mut depth = 1;
    while !level.is_empty() {
        let mut related = Vec::new();
        for with in &level {
            for Step { symbol, site, body } in next(with)? {
                if seen.insert((symbol.id, body.id)) {
                    related.push(Related { symbol, depth, with: Rc::clone(with), site, body });
                }
            }
        }
        related.sort_by(|a, b| (a.symbol.order(), &a.site).cmp(&(b.symbol.order(), &b.site)));
        let new = related.iter().filter(|related| followed.insert(related.symbol.id));
        level = new.map(|related| Rc::clone(&related.symbol)).collect();
        found.extend(related);
        depth += 1;
    }
    Ok(found)
}
