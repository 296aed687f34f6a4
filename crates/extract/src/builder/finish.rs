//! Putting facts in their final order.

use model::expr::{Expr, TypeExpr};
use model::facts::{FileFacts, Site};
use model::ids::SiteId;
use model::names::Interner;

use super::Builder;

impl Builder<'_> {
    /// Ends extraction: sites in order of position, everything renumbered to match. Gives the interner back for reuse.
    pub(crate) fn finish(self) -> (FileFacts, Interner) {
        let Self { mut facts, mut interner, .. } = self;
        facts.names = interner.take();
        sort_sites(&mut facts);
        facts.diagnostics.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        (facts, interner)
    }
}

fn key(site: &Site) -> (u32, u32, u32) {
    (site.span.start, site.span.end, site.role.into())
}

fn sort_sites(facts: &mut FileFacts) {
    if facts.sites.is_sorted_by_key(key) {
        return;
    }
    let mut order: Vec<u32> = (0..facts.sites.len() as u32).collect();
    order.sort_by_key(|&old| key(&facts.sites[old as usize]));
    let mut renumbered = vec![SiteId::new(0); order.len()];
    for (new, &old) in order.iter().enumerate() {
        renumbered[old as usize] = SiteId::new(new as u32);
    }
    facts.sites = order.iter().map(|&old| facts.sites[old as usize]).collect();
    for expr in &mut facts.exprs {
        if let Expr::Name(site) | Expr::Member { site, .. } | Expr::Keyword(site, _) = expr {
            *site = renumbered[site.index()];
        }
    }
    for ty in &mut facts.types {
        if let TypeExpr::Name(site) | TypeExpr::Member { site, .. } | TypeExpr::Assoc(site, _) = ty {
            *site = renumbered[site.index()];
        }
    }
}
