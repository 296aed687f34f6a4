//! Which members of supertypes a member takes the place of.

use std::rc::Rc;

use engine::ids::{DefId, SymbolId};
use engine::{DefKind, StoreError};
use rustc_hash::FxHashSet;

use super::outline::{Named, Outline};
use super::outlines::{Outlines, Place};

/// Supertypes that are looked at for one member; a hierarchy that is larger is cut, nearest first.
const MAX_SUPERS: usize = 256;

/// Walks up from members.
pub(crate) struct Overrides<'a, 'b> {
    /// Where supertypes are found.
    pub(crate) outlines: &'b Outlines<'a>,
}

impl Overrides<'_, '_> {
    /// The members that a member overrides or implements, nearest first. Of overloads the one with the same types of
    /// parameters as written, else the only one with as many; where that is not one, none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn of(&self, outline: &Outline, def: DefId) -> Result<Vec<Place>, StoreError> {
        let member = &outline.symbols[def.index()];
        let owner = member.parent.map(|parent| &outline.symbols[parent.index()]);
        let Some(owner) = owner.filter(|owner| member.is_virtual && !owner.supers.is_empty()) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        self.each_super(owner, |place| found.extend(overridden(place, outline, member)))?;
        Ok(found)
    }

    /// Calls `each` with the types above `owner`, nearest first, each once.
    fn each_super(&self, owner: &Named, mut each: impl FnMut(&Place)) -> Result<(), StoreError> {
        let mut seen: FxHashSet<SymbolId> = owner.supers.iter().copied().collect();
        seen.insert(owner.id);
        let mut queue: Vec<SymbolId> = owner.supers.to_vec();
        let mut next = 0;
        while let Some(id) = queue.get(next).copied().filter(|_| next < MAX_SUPERS) {
            next += 1;
            let Some(place) = self.outlines.place(id)? else { continue };
            let Some(named) = place.named() else { continue };
            each(&place);
            queue.extend(named.supers.iter().copied().filter(|id| seen.insert(*id)));
        }
        Ok(())
    }
}

/// The member of a supertype that `member` takes the place of.
fn overridden(above: &Place, around: &Outline, member: &Named) -> Option<Place> {
    let outline = &above.outline;
    let like = |outline: &Outline, parent| {
        let is_like = |other: &Named| {
            let same_space = (other.kind == DefKind::TypeAlias) == (member.kind == DefKind::TypeAlias);
            other.parent == parent && other.is_virtual && other.name == member.name && same_space
        };
        let all = (0..outline.symbols.len()).filter(|def| is_like(&outline.symbols[*def]));
        all.collect::<Vec<usize>>()
    };
    let all = like(outline, above.def);
    let fitting = |fits: &dyn Fn(&Named) -> bool, all: &[usize], outline: &Outline| {
        let fitting = all.iter().copied().filter(|def| fits(&outline.symbols[*def]));
        fitting.collect::<Vec<usize>>()
    };
    let as_many = |other: &Named| other.shape.0 == member.shape.0;
    let one = if outline.has_overloads {
        let same = fitting(&|other| other.shape == member.shape, &all, outline);
        let above_as_many = fitting(&as_many, &all, outline);
        let own_as_many = fitting(&as_many, &like(around, member.parent), around);
        let by_number = (above_as_many.len() == 1 && own_as_many.len() == 1).then(|| above_as_many[0]);
        if same.len() == 1 { Some(same[0]) } else { by_number }
    } else {
        (all.len() == 1).then(|| all[0])
    };
    one.map(|def| Place { outline: Rc::clone(outline), def: Some(DefId::new(def as u32)) })
}
