//! Answers about the shape of the graph, as scripts see them.

use engine::query::{self, Unit};
use schemars::JsonSchema;
use serde::Serialize;

use crate::edges::Target;
use crate::reach::Uncertainty;
use crate::symbol::{Span, Symbol};

/// A definition, file, directory or package.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct UnitEntry {
    /// Display name of a symbol; path of a file or directory, `.` for the root; name of a package.
    pub name: String,
    /// Of a symbol: it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<Target>,
    /// Of a file: its path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

impl From<&Unit> for UnitEntry {
    fn from(unit: &Unit) -> Self {
        match unit {
            Unit::Symbol(symbol) => {
                let target = Some(Target::from(symbol.as_ref()));
                Self { name: symbol.display_fqn.clone(), symbol: target, path: None }
            }
            Unit::File(path) => Self { name: path.to_string(), symbol: None, path: Some(path.to_string()) },
            Unit::Module(name) | Unit::Package(name) => Self { name: name.clone(), symbol: None, path: None },
        }
    }
}

/// Ways from one symbol to another.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct PathsAnswer {
    /// Where they begin.
    pub start: Symbol,
    /// Where they end; absent when anything is an end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Symbol>,
    /// The edges that were followed: `calls`, `refs`, `imports`, `inherits`.
    pub edges: Vec<&'static str>,
    /// Over so many edges at most.
    pub max_depth: u32,
    /// The shortest first, then in canonical order. None passes a symbol twice.
    pub paths: Vec<GraphPath>,
    /// What is not known around it: in what the ways pass or, when there is none, in what the start reaches.
    pub uncertainty: Uncertainty,
}

/// A way through the graph.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct GraphPath {
    /// What it passes, both ends included.
    pub symbols: Vec<Target>,
    /// How each leads to the next: one fewer.
    pub steps: Vec<GraphStep>,
}

/// How a symbol leads to another.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct GraphStep {
    /// What the first site does with the other.
    pub role: &'static str,
    /// Whether the other is, at that site, one of a proved set.
    pub dispatch: bool,
    /// The first site.
    pub site: Span,
    /// How many sites there are.
    pub sites: u64,
}

impl From<&query::Route> for GraphPath {
    fn from(route: &query::Route) -> Self {
        let step = |step: &query::RouteStep| GraphStep {
            role: step.role.as_str(),
            dispatch: step.dispatch,
            site: Span::new(step.path.as_str(), &step.location),
            sites: step.sites,
        };
        Self {
            symbols: route.symbols.iter().map(|symbol| Target::from(symbol.as_ref())).collect(),
            steps: route.steps.iter().map(step).collect(),
        }
    }
}

/// What reaches itself.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CyclesAnswer {
    /// Between what: `symbol`, `file`, `module` (directories), `package`.
    pub level: &'static str,
    /// The edges that were followed: `calls`, `refs`, `imports`, `inherits`.
    pub edges: Vec<&'static str>,
    /// How many units are on a cycle.
    pub units: u64,
    /// How many of all cycles are of one unit that leads to itself.
    pub single: u64,
    /// The largest first, then in canonical order.
    pub cycles: Vec<CycleEntry>,
    /// What is not known in what is shown.
    pub uncertainty: Uncertainty,
}

/// Units that all reach each other.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CycleEntry {
    /// `recursion`, `mutual-recursion`, `import-cycle`, `dependency-cycle`.
    pub kind: &'static str,
    /// How many units there are.
    pub size: u64,
    /// The first of them, in canonical order.
    pub members: Vec<UnitEntry>,
    /// A cycle: each leads to the next, the last to the first.
    pub witness: Vec<UnitEntry>,
    /// Whether there is none that is shorter.
    pub shortest: bool,
}

impl From<&query::Tangle> for CycleEntry {
    fn from(tangle: &query::Tangle) -> Self {
        Self {
            kind: tangle.kind.as_str(),
            size: tangle.size,
            members: tangle.members.iter().map(UnitEntry::from).collect(),
            witness: tangle.witness.iter().map(UnitEntry::from).collect(),
            shortest: tangle.is_shortest,
        }
    }
}

/// The graph without cycles: what all reaches each other is one component.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CondenseAnswer {
    /// What components are made of: `symbol`, `file`, `module` (directories), `package`.
    pub level: &'static str,
    /// The edges that were followed: `calls`, `refs`, `imports`, `inherits`.
    pub edges: Vec<&'static str>,
    /// How many layers there are.
    pub layers: u32,
    /// How many units have no edge to or from another: they are left out.
    pub isolated: u64,
    /// In topological order: each before everything that it leads to.
    pub components: Vec<ComponentEntry>,
    /// What is not known in what is shown.
    pub uncertainty: Uncertainty,
}

/// Units that all reach each other, or one alone.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ComponentEntry {
    /// Its place in the order, from 0.
    pub number: u64,
    /// It leads only to components of lower layers.
    pub layer: u32,
    /// How many units it is made of.
    pub size: u64,
    /// The first of them, in canonical order.
    pub members: Vec<UnitEntry>,
    /// The numbers of what it leads to directly.
    pub leads_to: Vec<u64>,
}

impl From<&query::CondensedComponent> for ComponentEntry {
    fn from(component: &query::CondensedComponent) -> Self {
        Self {
            number: component.number,
            layer: component.layer,
            size: component.size,
            members: component.members.iter().map(UnitEntry::from).collect(),
            leads_to: component.leads_to.clone(),
        }
    }
}

/// What every way from a symbol passes.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct DominatorsAnswer {
    /// Where ways begin.
    pub symbol: Symbol,
    /// Whose dominators were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Symbol>,
    /// Whether the target is reached at all; `true` when none was named.
    pub target_reached: bool,
    /// The edges that were followed: `calls`, `refs`, `imports`, `inherits`.
    pub edges: Vec<&'static str>,
    /// How many symbols are reached.
    pub reached: u64,
    /// Those through which most is reached first; of a target those on its way, the closest first.
    pub dominators: Vec<DominatorEntry>,
    /// What is not known around it.
    pub uncertainty: Uncertainty,
}

/// A symbol that something can only be reached through.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct DominatorEntry {
    /// It.
    pub symbol: Symbol,
    /// The closest other symbol that every way to it passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Target>,
    /// How many symbols can only be reached through it.
    pub dominated: u64,
}

impl From<&query::Dominator> for DominatorEntry {
    fn from(dominator: &query::Dominator) -> Self {
        Self {
            symbol: Symbol::from(dominator.symbol.as_ref()),
            by: dominator.by.as_deref().map(Target::from),
            dominated: dominator.dominated,
        }
    }
}

/// Which files, directories or packages depend on which.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ModulesAnswer {
    /// What they are: `file`, `module` (directories), `package`.
    pub level: &'static str,
    /// The edges that were followed: `calls`, `refs`, `imports`, `inherits`.
    pub edges: Vec<&'static str>,
    /// How many layers there are.
    pub layers: u32,
    /// How many dependences there are.
    pub dependences: u64,
    /// From the top layer down, then in canonical order.
    pub units: Vec<ModuleEntry>,
    /// The layers that were named, from the top down.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub named_layers: Vec<LayerEntry>,
    /// How many files depend on one of a layer above their own.
    pub violation_count: u64,
    /// They, in canonical order.
    pub violations: Vec<ViolationEntry>,
    /// What is not known in what is shown.
    pub uncertainty: Uncertainty,
}

/// A file, directory or package.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ModuleEntry {
    /// It.
    pub name: String,
    /// The longest way down from it, circles counted as one: 0 when it depends on nothing.
    pub layer: u32,
    /// What it depends on.
    pub depends_on: Vec<ModuleDependence>,
    /// How many depend on it.
    pub dependants: u64,
}

/// What something depends on.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ModuleDependence {
    /// It.
    pub name: String,
    /// How many edges between definitions it stands for.
    pub edges: u32,
}

/// A layer that was named.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct LayerEntry {
    /// What it is called.
    pub name: String,
    /// How many files are of it.
    pub files: u64,
}

/// A file that depends on one of a layer above its own.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ViolationEntry {
    /// The file.
    pub from: String,
    /// Its layer.
    pub from_layer: String,
    /// What it depends on.
    pub to: String,
    /// The layer of that.
    pub to_layer: String,
    /// How many edges between definitions it stands for.
    pub edges: u32,
    /// The first site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<Span>,
}

impl From<&query::ModuleUnit> for ModuleEntry {
    fn from(module: &query::ModuleUnit) -> Self {
        let depends = |(unit, edges): &(Unit, u32)| ModuleDependence {
            name: UnitEntry::from(unit).name,
            edges: *edges,
        };
        Self {
            name: UnitEntry::from(&module.unit).name,
            layer: module.layer,
            depends_on: module.depends_on.iter().map(depends).collect(),
            dependants: module.dependants,
        }
    }
}

impl ViolationEntry {
    /// A violation between layers with these names.
    pub fn new(violation: &query::Violation, names: &[&str]) -> Self {
        let layer = |at: usize| names.get(at).copied().unwrap_or_default().to_owned();
        let (from, to) = (&violation.from, &violation.to);
        Self {
            from: from.0.to_string(),
            from_layer: layer(from.1),
            to: to.0.to_string(),
            to_layer: layer(to.1),
            edges: violation.edges,
            site: violation.site.as_ref().map(|at| Span::new(from.0.as_str(), at)),
        }
    }
}
