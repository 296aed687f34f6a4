//! Conditional regions of a file: which of them the usual build leaves out.

use model::facts::Anchor;
use model::ids::NameId;
use model::kinds::Role;
use resolve::Unit;
use rustc_hash::FxHashMap;

use super::conditions::{self, Predefined};
use super::project::Build;

/// The conditional regions of a file, for look-up by position, and where macros end.
pub(crate) struct Regions {
    /// Positions of `#undef`, by the macro's name, ascending.
    ends: FxHashMap<NameId, Vec<u32>>,
    /// Where each stretch begins, and the innermost region there; sorted.
    starts: Vec<(u32, Option<u32>)>,
    all: Vec<Region>,
}

/// One region.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Region {
    /// The condition as written.
    pub(crate) text: NameId,
    /// Whether its own condition holds as far as that depends on nothing but the build.
    pub(crate) holds: Option<bool>,
    /// Where it begins: at its directive.
    pub(crate) start: u32,
    around: Option<u32>,
}

impl Regions {
    /// Reads the conditions of a file. Linear but for the sorting.
    pub(crate) fn new(unit: &Unit, build: &Build) -> Self {
        let cpp = unit.placement.language == "cpp";
        let mut order: Vec<_> = unit.facts.conditions.iter().collect();
        order.sort_by_key(|condition| (condition.span.start, std::cmp::Reverse(condition.span.end)));
        let ends = ends(unit);
        let mut found = Self { ends, starts: vec![(0, None)], all: Vec::with_capacity(order.len()) };
        let mut open: Vec<(u32, u32)> = Vec::new();
        for condition in order {
            let start = condition.span.start;
            found.close(&mut open, start);
            let around = open.last().map(|(index, _)| *index);
            let holds = conditions::holds(unit.text(condition.text), &mut Predefined { build, cpp });
            let index = found.all.len() as u32;
            found.all.push(Region { text: condition.text, holds, start, around });
            found.starts.push((start, Some(index)));
            open.push((index, condition.span.end));
        }
        found.close(&mut open, u32::MAX);
        found
    }

    /// Ends the regions that are over before `before`.
    fn close(&mut self, open: &mut Vec<(u32, u32)>, before: u32) {
        while let Some(&(_, end)) = open.last().filter(|(_, end)| *end <= before) {
            open.pop();
            self.starts.push((end, open.last().map(|(index, _)| *index)));
        }
    }

    /// The regions around a position, innermost first.
    pub(crate) fn around(&self, at: u32) -> impl Iterator<Item = (u32, Region)> + '_ {
        let index = self.starts.partition_point(|(start, _)| *start <= at);
        let innermost = index.checked_sub(1).and_then(|index| self.starts[index].1);
        std::iter::successors(innermost, |index| self.all[*index as usize].around)
            .map(|index| (index, self.all[index as usize]))
    }

    /// Where `#undef` takes a macro away between two positions.
    pub(crate) fn ends_between(&self, name: NameId, from: u32, to: u32) -> impl Iterator<Item = u32> + '_ {
        let ends = self.ends.get(&name).map_or(&[][..], Vec::as_slice);
        ends.iter().copied().filter(move |end| from <= *end && *end < to)
    }

    /// Where the innermost region around a position begins.
    pub(crate) fn start_of_innermost(&self, at: u32) -> Option<u32> {
        self.around(at).next().map(|(_, region)| region.start)
    }

    /// Whether what stands at a position depends on a condition that is not decided by the build alone.
    pub(crate) fn is_open(&self, at: u32) -> bool {
        self.around(at).any(|(_, region)| region.holds.is_none())
    }

    /// Whether every build like the usual one leaves out what stands at a position.
    pub(crate) fn is_left_out(&self, at: u32) -> bool {
        self.around(at).any(|(_, region)| region.holds == Some(false))
    }
}

/// Where `#undef` names macros.
fn ends(unit: &Unit) -> FxHashMap<NameId, Vec<u32>> {
    let mut ends: FxHashMap<NameId, Vec<u32>> = FxHashMap::default();
    let sites = unit.facts.sites.iter();
    for site in sites.filter(|site| site.role == Role::Write && site.anchor == Anchor::Lexical) {
        ends.entry(site.name).or_default().push(site.span.start);
    }
    ends
}
