//! What imports call a thing.

use model::expr::Expr;
use model::facts::{Anchor, Import, Site};
use model::ids::{ExprId, ImportId, NameId};
use resolve::Unit;

/// What a site names when it is in an import, or begins with a name that an import brings: joined as the language does,
/// then with dots. Nothing for other sites.
pub fn import_spellings(unit: &Unit, site: &Site) -> Vec<String> {
    let segments = match site.anchor {
        Anchor::Import(import, segment) => import_segments(unit, import, Some(segment)),
        Anchor::Expr(expr) => chain(unit, expr),
        _ => imported(unit, site).unwrap_or_default(),
    };
    if segments.is_empty() {
        return Vec::new();
    }
    let mut joints = vec![unit.facts.separator.text(), "."];
    joints.dedup();
    joints.into_iter().map(|joint| segments.join(joint)).collect()
}

/// The segments of a chain of member accesses from an imported name on.
fn chain(unit: &Unit, mut expr: ExprId) -> Vec<String> {
    let mut members = Vec::new();
    while let Expr::Member { base, site, .. } = unit.expr(expr) {
        members.push(unit.site_name(site).to_owned());
        expr = base;
    }
    let Expr::Name(site) = unit.expr(expr) else { return Vec::new() };
    let mut segments = imported(unit, unit.site(site)).unwrap_or_default();
    if !segments.is_empty() {
        segments.extend(members.into_iter().rev());
    }
    segments
}

/// The path of the import that brings the site's name, wherever in the file it stands.
fn imported(unit: &Unit, site: &Site) -> Option<Vec<String>> {
    let mut bindings = unit.bindings_named(site.name);
    let import = bindings.find_map(|binding| unit.binding(binding).import)?;
    let facts = &unit.facts.imports[import.index()];
    // `import a.b` binds `a`.
    let first: Option<NameId> = unit.facts.list(facts.path).next();
    let only_first = facts.member.is_none() && first == Some(site.name);
    Some(import_segments(unit, import, only_first.then_some(0)))
}

fn import_segments(unit: &Unit, import: ImportId, last: Option<u16>) -> Vec<String> {
    let facts: &Import = &unit.facts.imports[import.index()];
    let names = unit.facts.list(facts.path).chain(facts.member);
    let count = last.map_or(usize::MAX, |last| last as usize + 1);
    names.map(|name| unit.text(name).to_owned()).take(count).collect()
}
