//! The nodes and edges of drawings, told one by one.
//!
//! At the level of symbols and of files everything that leaves a file is known when the file is read, so nothing is kept. Above that the
//! edges between directories or packages are summed up first; there are few of them.

use std::collections::BTreeMap;

use engine::query::{EdgeGroup, FileView, Level, SnapshotRef, SymbolInfo};
use engine::{DefKind, OutcomeKind};

use crate::files::{self, for_each_file};
use crate::links::{Link, links};
use crate::places::{PlacedFile, Places};
use crate::{ExportError, Selection};

/// A node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Node<'a> {
    /// Letters and digits, unique in the graph: the id of a symbol or file, the number of a directory or package.
    pub(crate) id: &'a str,
    /// `function`, …, `file`, `module`, `package`.
    pub(crate) kind: &'a str,
    /// Its name as a person would write it.
    pub(crate) name: &'a str,
    /// Of symbols and files.
    pub(crate) file: Option<InFile<'a>>,
}

/// Where a node is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct InFile<'a> {
    pub(crate) path: &'a str,
    pub(crate) line: u32,
    pub(crate) language: &'a str,
}

/// An edge.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Edge {
    /// The id of the node that it leaves.
    pub(crate) source: String,
    /// The id of the node that it leads to.
    pub(crate) target: String,
    pub(crate) group: EdgeGroup,
    pub(crate) outcome: OutcomeKind,
    /// How many references it stands for.
    pub(crate) count: u64,
}

/// Takes a graph.
pub(crate) trait GraphSink {
    fn node(&mut self, node: &Node<'_>) -> Result<(), ExportError>;
    fn edge(&mut self, edge: &Edge) -> Result<(), ExportError>;
}

/// Tells the graph of a selection at its level. Edges lead to nodes that are told too, some of them later.
pub(crate) fn tell(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    sink: &mut dyn GraphSink,
) -> Result<(), ExportError> {
    let places = Places::new(snapshot);
    match selection.level {
        Level::Symbol => for_each_file(snapshot, &selection.files, |view| {
            places.learn(view);
            symbols(view, selection, &places, sink)
        }),
        Level::File => for_each_file(snapshot, &selection.files, |view| file(view, selection, &places, sink)),
        Level::Module => grouped(snapshot, selection, "module", sink, |file| directory(file.path.as_str())),
        Level::Package => grouped(snapshot, selection, "package", sink, |file| package(&file.package)),
    }
}

/// The definitions of a file and the file itself, and what each refers to.
fn symbols(
    view: &FileView,
    selection: &Selection,
    places: &Places<'_>,
    sink: &mut dyn GraphSink,
) -> Result<(), ExportError> {
    let file = Some(view.file_symbol()).filter(|file| selection.accepts_kind(file.kind));
    for info in file.into_iter().chain(files::symbols(view, selection)) {
        symbol(&info, sink)?;
    }
    for (link, count, _) in links(view, selection, places)? {
        let Link { source, target, group, outcome } = link;
        let source = source.map_or_else(|| view.file_id(), |def| view.id(def)).to_string();
        sink.edge(&Edge { source, target: target.to_string(), group, outcome, count })?;
    }
    Ok(())
}

fn symbol(info: &SymbolInfo, sink: &mut dyn GraphSink) -> Result<(), ExportError> {
    sink.node(&Node {
        id: &info.id.to_string(),
        kind: info.kind.as_str(),
        name: &info.display_fqn,
        file: Some(InFile {
            path: info.path.as_str(),
            line: info.name_location.start.line,
            language: &info.language,
        }),
    })
}

/// A file, and the other files that it refers to.
fn file(
    view: &FileView,
    selection: &Selection,
    places: &Places<'_>,
    sink: &mut dyn GraphSink,
) -> Result<(), ExportError> {
    let path = view.record.path.as_str();
    let id = view.file_id().to_string();
    let place = InFile { path, line: 1, language: &view.record.language };
    sink.node(&Node { id: &id, kind: DefKind::File.as_str(), name: path, file: Some(place) })?;
    let mut counts = BTreeMap::new();
    places.learn(view);
    for (link, sites, target) in links(view, selection, places)? {
        if target.file.path != view.record.path {
            let key = (target.file.path.clone(), link.group, link.outcome);
            counts.entry(key).or_insert((target.file.id.to_string(), 0)).1 += sites;
        }
    }
    for ((_, group, outcome), (target, count)) in counts {
        sink.edge(&Edge { source: id.clone(), target, group, outcome, count })?;
    }
    Ok(())
}

/// Groups of files by name, and what the files of each refer to in others.
fn grouped(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    kind: &str,
    sink: &mut dyn GraphSink,
    name_of: impl Fn(&PlacedFile) -> String,
) -> Result<(), ExportError> {
    let places = Places::new(snapshot);
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut counts: BTreeMap<(String, String, EdgeGroup, OutcomeKind), u64> = BTreeMap::new();
    for_each_file(snapshot, &selection.files, |view| {
        let source = name_of(&places.learn(view));
        numbers.entry(source.clone()).or_default();
        for (link, sites, place) in links(view, selection, &places)? {
            let target = name_of(&place.file);
            if target != source {
                *counts.entry((source.clone(), target, link.group, link.outcome)).or_default() += sites;
            }
        }
        Ok(())
    })?;
    for (number, (name, known)) in numbers.iter_mut().enumerate() {
        *known = number;
        sink.node(&Node { id: &format!("n{number}"), kind, name, file: None })?;
    }
    for ((source, target, group, outcome), count) in counts {
        let id = |name: &String| format!("n{}", numbers[name]);
        sink.edge(&Edge { source: id(&source), target: id(&target), group, outcome, count })?;
    }
    Ok(())
}

/// The directory of a file; `.` for the root.
fn directory(path: &str) -> String {
    path.rsplit_once('/').map_or(".", |(directory, _)| directory).to_owned()
}

/// The package of a file; `(none)` where no manifest makes one.
fn package(name: &str) -> String {
    if name.is_empty() { "(none)".to_owned() } else { name.to_owned() }
}
