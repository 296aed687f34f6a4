//! Putting facts in their final order.

use model::expr::{Expr, TypeExpr};
use model::facts::{FileFacts, Site};
use model::ids::SiteId;
use model::names::Interner;

use super::Builder;

impl Builder<'_> {
    /// Ends extraction: sites in order of position, everything renumbered to match. Gives the interner back for reuse.
    ///
    /// Names that the parser supplied where it missed them are written nowhere: they are no sites and bind nothing, and
    /// an expression or type that would be such a name is unknown.
    pub(crate) fn finish(self) -> (FileFacts, Interner) {
        let Self { mut facts, mut interner, .. } = self;
        facts.names = interner.take();
        settle_sites(&mut facts);
        if let Some(nothing) = facts.names.find("") {
            facts.bindings.retain(|binding| binding.name != nothing);
        }
        facts.diagnostics.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        (facts, interner)
    }
}

fn key(site: &Site) -> (u32, u32, u32) {
    (site.span.start, site.span.end, site.role.into())
}

fn settle_sites(facts: &mut FileFacts) {
    let is_written = |site: &Site| !site.span.is_empty();
    if facts.sites.is_sorted_by_key(key) && facts.sites.iter().all(is_written) {
        return;
    }
    let numbers = 0..facts.sites.len() as u32;
    let mut order: Vec<u32> = numbers.filter(|&old| is_written(&facts.sites[old as usize])).collect();
    order.sort_by_key(|&old| key(&facts.sites[old as usize]));
    let mut renumbered = vec![None; facts.sites.len()];
    for (new, &old) in order.iter().enumerate() {
        renumbered[old as usize] = Some(SiteId::new(new as u32));
    }
    facts.sites = order.iter().map(|&old| facts.sites[old as usize]).collect();
    renumber(facts, &renumbered);
}

/// Replaces the sites in expressions and types; what is left without its site is unknown.
fn renumber(facts: &mut FileFacts, renumbered: &[Option<SiteId>]) {
    for expr in &mut facts.exprs {
        if let Expr::Name(site) | Expr::Member { site, .. } | Expr::Keyword(site, _) = expr {
            match renumbered[site.index()] {
                Some(new) => *site = new,
                None => *expr = Expr::Unknown,
            }
        }
    }
    for ty in &mut facts.types {
        if let TypeExpr::Name(site) | TypeExpr::Member { site, .. } | TypeExpr::Assoc(site, _) = ty {
            match renumbered[site.index()] {
                Some(new) => *site = new,
                None => *ty = TypeExpr::Unknown,
            }
        }
    }
}
