//! The include graph of C and C++: which file an `#include` brings, and which files are visible from a file.
//!
//! Neutral between the two languages: units may be of either, and both policies ask here.
//!
//! * [`visible`] gives the files whose text is part of a file when it is compiled: itself and, transitively, what it
//!   includes. A name declared at the top level of one of them can be seen. Look a name up with
//!   `cx.defs_named_where(name, …)` and keep those for which [`Visible::level`] says [`Level::Sure`]; when there are none, those of
//!   [`Level::Possible`]. The set is made once a session.
//! * [`included`] gives what one `#include` names.
//! * [`model`] gives the tree's [`Model`]: `link_unit(path)` says what is linked together, `regions(unit)` which
//!   conditional regions the usual build leaves out. C++'s policy lists [`super::project::MANIFESTS`] and gives a
//!   `Model::new(files, manifests)` as its project, so that a change of the build wakes its files too.
//!
//! The edges of a file are found once for all sessions (they are a pure function of the tree). A session records what the
//! edges of its own file depend on; those of included files are recorded by theirs, as includes are textual (see
//! [`resolve::Policy::textual_imports`]).

use std::any::Any;
use std::collections::hash_map::Entry;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use model::facts::{Import, ImportFlags};
use model::kinds::DefKind;
use resolve::{FileId, Files, Manifests, Session, Unit, World};
use roaring::RoaringBitmap;
use rustc_hash::FxHashMap;

use super::headers::{Target, find, written};
use super::project::Build;
use super::reach::{Graph, Reach, Reached};
use super::regions::Regions;
use super::{decide, paths, system};

/// The tree as C and C++ see it. Both policies give one as their project, as its text is what changes wake them for;
/// what is asked is C's, through [`model`].
pub(crate) struct Model {
    /// What build files say.
    pub(crate) build: Arc<Build>,
    edges: Vec<OnceLock<Edges>>,
    sure: Reached,
    all: Reached,
    regions: Vec<OnceLock<Regions>>,
}

impl std::fmt::Debug for Model {
    /// The build only: the rest is derived from it and the files.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.build.fmt(f)
    }
}

impl Model {
    /// Reads the build files of a tree.
    pub(crate) fn new(files: &Files, manifests: &dyn Manifests) -> Self {
        Self::of(Arc::new(Build::new(files, manifests)), files)
    }

    /// The same build, and nothing found in any file.
    pub(crate) fn renewed(&self, files: &Files) -> Self {
        Self::of(Arc::clone(&self.build), files)
    }

    fn of(build: Arc<Build>, files: &Files) -> Self {
        let slots = files.len();
        Self {
            build,
            edges: (0..slots).map(|_| OnceLock::new()).collect(),
            sure: Reached::new(slots),
            all: Reached::new(slots),
            regions: (0..slots).map(|_| OnceLock::new()).collect(),
        }
    }

    /// The directory of what is linked together with the file at `path`; empty for the whole tree.
    pub(crate) fn link_unit<'a>(&self, path: &'a str) -> &'a str {
        self.build.link_unit(path)
    }

    /// What files reach by edges of a kind.
    fn reached(&self, follow: Follow) -> &Reached {
        match follow {
            Follow::Sure => &self.sure,
            Follow::All => &self.all,
        }
    }

    /// The conditional regions of a file of the tree. Stubs have none.
    pub(crate) fn regions(&self, unit: &Unit) -> Option<&Regions> {
        let slot = if unit.id.is_std() { None } else { self.regions.get(unit.id.index()) };
        Some(slot?.get_or_init(|| Regions::new(unit, &self.build)))
    }
}

/// The tree's model.
pub(crate) fn model<'w>(cx: &Session<'w>) -> &'w Model {
    let world: &'w World<'w> = cx.world;
    let project: &dyn Any = world.projects[super::NUMBER as usize].as_ref();
    project.downcast_ref().expect("the policy of C makes its project here")
}

/// How sure it is that a file's text is part of another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Level {
    /// Only when an ambiguous include means it, or a condition holds that the usual build does not have.
    Possible,
    /// It is included, possibly under a condition that is not decided.
    Sure,
}

/// The files whose text is part of a file.
pub(crate) struct Visible {
    sure: Sure,
    all: Arc<Reach>,
    /// Whether an include somewhere leaves the tree for a library that no stub describes.
    pub(crate) outside: bool,
    /// Whether a quoted include somewhere is not in the tree.
    pub(crate) missing: bool,
}

/// The files that are surely visible.
enum Sure {
    /// With their places in the order of inclusion.
    Ordered(FxHashMap<FileId, u32>),
    /// As all sessions share them.
    Shared(Arc<Reach>),
}

impl Visible {
    fn new(sure: Sure, all: Arc<Reach>) -> Self {
        Self { sure, outside: all.outside, missing: all.missing, all }
    }

    /// Whether a file lists the members of an `enum`.
    pub(crate) fn is_listed(&self, file: FileId) -> bool {
        !file.is_std() && self.all.listed.contains(file.raw())
    }

    /// A file's place in the order of inclusion.
    fn place(&self, file: FileId) -> Option<u32> {
        match &self.sure {
            Sure::Ordered(places) => places.get(&file).copied(),
            Sure::Shared(_) => None,
        }
    }

    /// Whether a file is visible, and how surely. O(1).
    pub(crate) fn level(&self, file: FileId) -> Option<Level> {
        if file.is_std() {
            return None;
        }
        let sure = match &self.sure {
            Sure::Ordered(places) => places.contains_key(&file),
            Sure::Shared(reach) => reach.files.contains(file.raw()),
        };
        if sure {
            return Some(Level::Sure);
        }
        self.all.files.contains(file.raw()).then_some(Level::Possible)
    }
}

/// What the includes of one file lead to.
#[derive(Default, Debug)]
struct Edges {
    sure: Box<[FileId]>,
    /// Where the sure ones are included.
    places: Box<[u32]>,
    /// Whether they are included under a condition that the build alone does not decide.
    conditional: Box<[bool]>,
    possible: Box<[FileId]>,
    /// Those of the sure ones that stand inside of an `enum`.
    listed: Box<[FileId]>,
    outside: bool,
    missing: bool,
}

/// Which edges of the include graph are followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Follow {
    Sure,
    All,
}

/// The include graph as reading it needs it.
struct Includes<'s, 'w> {
    cx: &'s Session<'w>,
    follow: Follow,
}

impl Graph for Includes<'_, '_> {
    fn targets(&mut self, file: FileId) -> Vec<FileId> {
        let edges = edges(self.cx, file);
        let possible = if self.follow == Follow::All { &edges.possible[..] } else { &[] };
        edges.sure.iter().chain(possible).copied().collect()
    }

    fn add(&mut self, file: FileId, to: &mut Reach) {
        let edges = edges(self.cx, file);
        to.files.insert(file.raw());
        to.listed.extend(edges.listed.iter().map(|file| file.raw()));
        to.outside |= edges.outside;
        to.missing |= edges.missing;
    }
}

/// What `file` reaches. Sets of headers are shared by all sessions; those of source files, which hardly anybody asks for
/// twice, are put together from these.
fn reach(cx: &Session<'_>, file: FileId, follow: Follow) -> Arc<Reach> {
    let reached = model(cx).reached(follow);
    let mut graph = Includes { cx, follow };
    if !paths::is_source(cx.world.files.entry(file).path.as_str()) {
        return Arc::clone(reached.of(file, &mut graph));
    }
    let mut reach = Reach::default();
    graph.add(file, &mut reach);
    for target in graph.targets(file) {
        reach.join(reached.of(target, &mut graph));
    }
    Arc::new(reach)
}

/// Adds the files that are surely visible from `file`, which is not the session's own. What that depends on is recorded.
pub(super) fn add_sure(cx: &mut Session<'_>, file: FileId, to: &mut RoaringBitmap) {
    record(cx, file);
    let reached = model(cx).reached(Follow::Sure);
    let mut graph = Includes { cx, follow: Follow::Sure };
    to.insert(file.raw());
    for target in graph.targets(file) {
        *to |= &reached.of(target, &mut graph).files;
    }
}

/// Whether `file` is visible from `includer` at least that surely, as [`visible`] tells it of files that are not the
/// session's own, without putting a set together. What that depends on is recorded.
pub(crate) fn sees(cx: &mut Session<'_>, includer: FileId, file: FileId, least: Level) -> bool {
    if includer == cx.file() || includer.is_std() || file.is_std() {
        return visible(cx, includer).level(file) >= Some(least);
    }
    record(cx, includer);
    let follow = if least == Level::Sure { Follow::Sure } else { Follow::All };
    let reached = model(cx).reached(follow);
    let mut graph = Includes { cx, follow };
    includer == file
        || graph
            .targets(includer)
            .into_iter()
            .any(|target| reached.of(target, &mut graph).files.contains(file.raw()))
}

/// The closures of a session.
#[derive(Default)]
struct Closures(FxHashMap<FileId, Rc<Visible>>);

/// What an include of `unit` names. What that depends on is recorded.
pub(crate) fn included(cx: &mut Session<'_>, unit: &Unit, import: &Import) -> Target {
    let Some(name) = written(unit, import) else { return Target::Missing };
    cx.ask("basename", paths::last(name));
    let system = import.flags.contains(ImportFlags::SYSTEM);
    find(cx.world, &model(cx).build, unit, name, system)
}

/// The files visible from `file`. What that depends on is recorded.
pub(crate) fn visible(cx: &mut Session<'_>, file: FileId) -> Rc<Visible> {
    if let Some(known) = cx.table::<Closures>().0.get(&file) {
        return Rc::clone(known);
    }
    let closure = if file.is_std() {
        Visible::new(Sure::Ordered(FxHashMap::default()), Arc::default())
    } else {
        record(cx, file);
        let all = reach(cx, file, Follow::All);
        if file == cx.file() {
            refined(cx, file, &all)
        } else {
            Visible::new(Sure::Shared(reach(cx, file, Follow::Sure)), all)
        }
    };
    let closure = Rc::new(closure);
    cx.table::<Closures>().0.insert(file, Rc::clone(&closure));
    closure
}

/// What is visible from the session's file, without what conditions that the sources decide leave out.
fn refined(cx: &mut Session<'_>, file: FileId, all: &Arc<Reach>) -> Visible {
    let places = walk(cx, file, |_, _, _| false);
    let first = Rc::new(Visible::new(Sure::Ordered(places), Arc::clone(all)));
    cx.table::<Closures>().0.insert(file, first);
    let places = walk(cx, file, |cx, includer, at| {
        let unit = cx.unit(includer);
        decide::active(cx, &unit, at) == Some(false)
    });
    // What was decided and found on the way saw files that are not included.
    decide::forget(cx);
    Visible::new(Sure::Ordered(places), Arc::clone(all))
}

/// The files that `file` surely includes, with their places in order of inclusion; not by the includes of which
/// `leaves_out` holds: those whose condition the build alone does not decide are asked about, by file and position.
fn walk<'w>(
    cx: &mut Session<'w>,
    file: FileId,
    mut leaves_out: impl FnMut(&mut Session<'w>, FileId, u32) -> bool,
) -> FxHashMap<FileId, u32> {
    let mut places: FxHashMap<FileId, u32> = FxHashMap::default();
    let mut stack = vec![file];
    while let Some(next) = stack.pop() {
        let place = places.len() as u32;
        match places.entry(next) {
            Entry::Occupied(_) => continue,
            Entry::Vacant(slot) => slot.insert(place),
        };
        let edges = edges(cx, next);
        for (index, target) in edges.sure.iter().enumerate().rev() {
            let known = places.contains_key(target);
            if !(known || edges.conditional[index] && leaves_out(cx, next, edges.places[index])) {
                stack.push(*target);
            }
        }
    }
    places
}

/// The files that are surely visible from `file`, in order of inclusion.
pub(crate) fn in_order(cx: &mut Session<'_>, file: FileId) -> Vec<FileId> {
    let visible = visible(cx, file);
    let mut order: Vec<(u32, FileId)> = match &visible.sure {
        Sure::Ordered(places) => places.iter().map(|(file, place)| (*place, *file)).collect(),
        Sure::Shared(_) => {
            walk(cx, file, |_, _, _| false).into_iter().map(|(file, place)| (place, file)).collect()
        }
    };
    order.sort_unstable();
    order.into_iter().map(|(_, file)| file).collect()
}

/// Where `includer` includes `file` directly for the first time.
pub(crate) fn place(cx: &mut Session<'_>, includer: FileId, file: FileId) -> Option<u32> {
    let edges = edges(cx, includer);
    let index = edges.sure.iter().position(|target| *target == file)?;
    edges.places.get(index).copied()
}

/// Whether the text of `file` comes before byte `at` of `reader`, when both are read as parts of the session's file.
pub(crate) fn is_read_before(cx: &mut Session<'_>, file: FileId, reader: FileId, at: u32) -> bool {
    let here = visible(cx, cx.file());
    let Some((place, own)) = here.place(file).zip(here.place(reader)) else { return false };
    if place < own {
        return true;
    }
    let edges = edges(cx, reader);
    let later = edges.sure.iter().zip(&edges.places).filter(|(_, place)| **place >= at);
    let first_later = later.filter_map(|(target, _)| here.place(*target)).filter(|place| *place > own).min();
    first_later.is_none_or(|first| place < first) && sees(cx, reader, file, Level::Sure)
}

/// Whether an include of `includer` surely means `file`.
pub(crate) fn is_included_by(cx: &mut Session<'_>, file: FileId, includer: FileId) -> bool {
    edges(cx, includer).sure.contains(&file)
}

/// Records what the closure of `file` depends on: for the session's own file what its includes name, for others that file.
fn record(cx: &mut Session<'_>, file: FileId) {
    let own = cx.file();
    if file != own {
        // What the session's file includes is recorded by the files on the way.
        if visible(cx, own).level(file).is_none() {
            cx.ask_stars(file);
        }
        return;
    }
    let unit = cx.unit(own);
    for name in unit.facts.imports.iter().filter_map(|import| written(&unit, import)) {
        cx.ask("basename", paths::last(name));
    }
    let edges = edges(cx, own);
    edges.sure.iter().chain(&edges.possible).for_each(|target| cx.ask_stars(*target));
}

/// The edges of a file.
fn edges<'w>(cx: &Session<'w>, file: FileId) -> &'w Edges {
    let model = model(cx);
    // The session does not keep the unit: of most files nothing but their includes is of interest.
    model.edges[file.index()].get_or_init(|| Edges::new(cx.world, model, &cx.world.provider.unit(file)))
}

impl Edges {
    fn new(world: &World<'_>, model: &Model, unit: &Unit) -> Self {
        let (mut sure, mut possible, mut listed) = (Vec::new(), Vec::new(), Vec::new());
        let (mut places, mut conditional) = (Vec::new(), Vec::new());
        let mut edges = Self::default();
        for import in &unit.facts.imports {
            let Some(name) = written(unit, import) else { continue };
            let active = model.regions(unit).is_none_or(|regions| !regions.is_left_out(import.span.start));
            let system = import.flags.contains(ImportFlags::SYSTEM);
            match find(world, &model.build, unit, name, system) {
                Target::File(file) if active => {
                    sure.push(file);
                    places.push(import.span.start);
                    let regions = model.regions(unit);
                    conditional.push(regions.is_some_and(|regions| regions.is_open(import.span.start)));
                    if is_in_enum(unit, import) {
                        listed.push(file);
                    }
                }
                Target::File(file) => possible.push(file),
                Target::Several(files) => possible.extend_from_slice(&files),
                Target::Outside => {
                    edges.outside |= !system::is_system_header(name) || system::is_foreign(name);
                }
                Target::Missing => edges.missing |= active,
            }
        }
        (edges.places, edges.conditional) = (places.into(), conditional.into());
        (edges.sure, edges.possible, edges.listed) = (sure.into(), possible.into(), listed.into());
        edges
    }
}

/// Whether an include stands among the members of an `enum`.
fn is_in_enum(unit: &Unit, import: &Import) -> bool {
    unit.scope(import.scope).owner.is_some_and(|owner| unit.def(owner).kind == DefKind::Enum)
}
