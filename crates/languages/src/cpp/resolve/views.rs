//! What a file can see: the files that are part of its text, and the `using`s at the level of their namespaces.

use std::rc::Rc;

use model::ids::ImportId;
use model::kinds::ImportKind;
use resolve::{DefRef, FileId, Session, SpaceId};
use rustc_hash::FxHashMap;

use super::homes::{self, Home};
use super::state::State;
use super::{marks, opened};
use crate::c::resolve::includes::{self, Level, Visible};

/// A `using` declaration or a namespace alias of a namespace.
#[derive(Clone, Copy, Debug)]
pub(super) struct Using {
    /// The namespace that it makes a member of.
    pub(super) space: SpaceId,
    /// Where it stands.
    pub(super) file: FileId,
    /// Which.
    pub(super) import: ImportId,
}

/// What a file can see.
pub(super) struct View {
    /// The files.
    pub(super) visible: Rc<Visible>,
    /// Declarations and aliases by the name that they introduce.
    pub(super) usings: FxHashMap<Box<str>, Vec<Using>>,
    /// `using namespace`s.
    pub(super) directives: Vec<Using>,
    /// Namespaces that the use of a macro opens somewhere, and the macro's word for them.
    pub(super) opened: FxHashMap<SpaceId, DefRef>,
}

impl View {
    /// How surely a file is part of the text; stubs always are.
    pub(super) fn level(&self, file: FileId) -> Option<Level> {
        if file.is_std() { Some(Level::Sure) } else { self.visible.level(file) }
    }
}

/// The file whose view a look-up in `file` uses: what is included is seen as the file being resolved sees it.
pub(super) fn viewer(cx: &mut Session<'_>, file: FileId) -> FileId {
    let own = cx.file();
    if file == own || file.is_std() || includes::visible(cx, own).level(file).is_some() { own } else { file }
}

/// What a file can see.
pub(super) fn view(cx: &mut Session<'_>, file: FileId) -> Rc<View> {
    if let Some(known) = cx.table::<State>().views.get(&file) {
        return Rc::clone(known);
    }
    let visible = includes::visible(cx, file);
    let mut view = View {
        visible: Rc::clone(&visible),
        usings: FxHashMap::default(),
        directives: Vec::new(),
        opened: FxHashMap::default(),
    };
    for seen in includes::in_order(cx, file) {
        collect(cx, seen, &mut view);
    }
    let view = Rc::new(view);
    cx.table::<State>().views.insert(file, Rc::clone(&view));
    view
}

fn collect(cx: &mut Session<'_>, file: FileId, view: &mut View) {
    let unit = cx.unit(file);
    for region in opened::namespaces(cx, &unit).iter() {
        let Home::Namespace { space, .. } = homes::of_scope(cx, &unit, region.scope, region.start()) else {
            continue;
        };
        let chain = homes::chain(cx, space);
        for ((_, def), space) in region.names.iter().rev().zip(chain.iter()) {
            view.opened.entry(*space).or_insert(*def);
        }
    }
    for &id in &marks::of(cx, &unit).usings {
        let import = unit.facts.import(id);
        let Home::Namespace { space, .. } = homes::of_scope(cx, &unit, import.scope, import.span.start)
        else {
            continue;
        };
        let using = Using { space, file, import: id };
        match (import.kind, import.local) {
            (ImportKind::Star, _) => view.directives.push(using),
            (_, Some(name)) => view.usings.entry(unit.text(name).into()).or_default().push(using),
            _ => {}
        }
    }
}
