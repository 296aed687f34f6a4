//! Which files, directories or packages depend on which, and whether that respects given layers.

use globset::GlobMatcher;
use graph::{Graph, Vertex};
use model::path::RepoPath;

use crate::calls::{GraphQuestionError, callees_at};
use crate::edge_groups::EdgeGroups;
use crate::file_view::Located;
use crate::levels::{Level, Levelled, Unit};
use crate::views::Views;

/// A layer that was named: files, which may depend on those of later layers and not on those of earlier ones.
#[derive(Clone, Debug)]
pub struct NamedLayer {
    /// What it is called.
    pub name: String,
    /// Its files; a file that several layers match is of the first.
    pub files: GlobMatcher,
}

/// What is asked of the graph of modules.
#[derive(Clone, Debug)]
pub struct ModulesQuery {
    /// What its vertices are; not symbols.
    pub level: Level,
    /// Over which edges.
    pub groups: EdgeGroups,
    /// The layers, from the top down.
    pub layers: Vec<NamedLayer>,
    /// So many units, and so many violations, are described at most.
    pub limit: usize,
}

/// A file, directory or package, and what it depends on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ModuleUnit {
    /// It.
    pub unit: Unit,
    /// How many arcs the longest way down from it has, circles counted as one.
    pub layer: u32,
    /// What it depends on, in canonical order, each with the number of edges between definitions that this stands for.
    pub depends_on: Vec<(Unit, u32)>,
    /// How many units depend on it.
    pub dependants: u64,
}

/// A file that depends on one of a layer above its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Violation {
    /// The file, and its layer's place among the named ones.
    pub from: (RepoPath, usize),
    /// What it depends on, and the place of that layer.
    pub to: (RepoPath, usize),
    /// How many edges between definitions it stands for.
    pub edges: u32,
    /// The first site.
    pub site: Option<Located>,
}

/// The graph of modules.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Modules {
    /// From the top layer down, then in canonical order.
    pub units: Vec<ModuleUnit>,
    /// How many there are.
    pub total: u64,
    /// How many arcs are between them.
    pub arcs: u64,
    /// How many layers there are.
    pub layers: u32,
    /// How many files are of each named layer.
    pub files_of_layers: Vec<u64>,
    /// Dependences that go up through the named layers, in canonical order.
    pub violations: Vec<Violation>,
    /// How many there are.
    pub violation_count: u64,
}

/// The graph of modules with its layers. Linear in files and edges.
///
/// # Errors
/// When the store cannot be read, or the graph turns out to be damaged.
pub fn modules(
    views: &Views<'_>,
    graph: &Graph,
    query: &ModulesQuery,
) -> Result<Modules, GraphQuestionError> {
    let levelled = Levelled::new(views.snapshot(), graph, query.level, &query.groups)?;
    let digraph = &levelled.digraph;
    let condensation = digraph.condensation();
    let layer = |vertex: Vertex| condensation.layers()[condensation.component_of(vertex).index()];
    let into = digraph.reversed();
    let mut order: Vec<Vertex> = digraph.vertices().collect();
    order.sort_by_key(|vertex| (std::cmp::Reverse(layer(*vertex)), *vertex));
    let mut modules = Modules {
        total: u64::from(digraph.len()),
        arcs: digraph.arc_count() as u64,
        layers: order.first().map_or(0, |top| layer(*top) + 1),
        ..Modules::default()
    };
    for vertex in order.into_iter().take(query.limit) {
        let unit = |vertex| levelled.unit(views, graph, vertex);
        let depends = |(end, weight)| -> Result<_, GraphQuestionError> { Ok((unit(end)?, weight)) };
        modules.units.push(ModuleUnit {
            unit: unit(vertex)?,
            layer: layer(vertex),
            depends_on: digraph.arcs(vertex).map(depends).collect::<Result<_, _>>()?,
            dependants: into.ends(vertex).len() as u64,
        });
    }
    if !query.layers.is_empty() {
        modules.judge(views, graph, query)?;
    }
    Ok(modules)
}

impl Modules {
    /// Looks for files that depend on layers above their own.
    fn judge(
        &mut self,
        views: &Views<'_>,
        graph: &Graph,
        query: &ModulesQuery,
    ) -> Result<(), GraphQuestionError> {
        let files = Levelled::new(views.snapshot(), graph, Level::File, &query.groups)?;
        let mut of = Vec::new();
        for vertex in files.digraph.vertices() {
            let Unit::File(path) = files.unit(views, graph, vertex)? else { continue };
            let layer = query.layers.iter().position(|layer| layer.files.is_match(path.as_str()));
            of.push((path, layer));
        }
        let count = |layer| of.iter().filter(|(_, of)| *of == Some(layer)).count() as u64;
        self.files_of_layers = (0..query.layers.len()).map(count).collect();
        for from in files.digraph.vertices() {
            for (to, edges) in files.digraph.arcs(from) {
                let ((from, Some(lower)), (to, Some(upper))) = (&of[from.index()], &of[to.index()]) else {
                    continue;
                };
                if lower <= upper {
                    continue;
                }
                self.violation_count += 1;
                if self.violations.len() < query.limit {
                    let site = first_site(views, from, to, &query.groups)?;
                    let (from, to) = ((from.clone(), *lower), (to.clone(), *upper));
                    self.violations.push(Violation { from, to, edges, site });
                }
            }
        }
        Ok(())
    }
}

/// The first site of a file that means something of another.
fn first_site(
    views: &Views<'_>,
    from: &RepoPath,
    to: &RepoPath,
    groups: &EdgeGroups,
) -> Result<Option<Located>, GraphQuestionError> {
    let view = views.file(from)?;
    for at in view.sites().filter(|at| groups.have(view.facts.site(*at).role)) {
        for id in callees_at(&view, at) {
            if views.symbol(id)?.is_some_and(|symbol| symbol.path == *to) {
                return Ok(Some(view.locate(view.facts.site(at).span)));
            }
        }
    }
    Ok(None)
}
