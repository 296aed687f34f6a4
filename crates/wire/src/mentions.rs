//! Which files an answer speaks of: all that has to be as indexed for the answer to be true.

use crate::answers::{FileContent, FileEntry, FileList, FindAnswer, SourceAnswer, SymbolList};
use crate::chunks::{Chunk, ChunkAnswer, ChunkList};
use crate::collisions::{CollisionEntry, CollisionsAnswer};
use crate::dead_code::{DeadCodeAnswer, DeadCodeEntry};
use crate::doctor::{ResolveDiagnosis, ResolveFinding};
use crate::edges::{
    Call, CallEdge, CallsAnswer, ExplainedStep, Explanation, HierarchyAnswer, ImplementationsAnswer, Judged,
    Otherwise, RefsAnswer, Related, Site, Target, WhyAnswer,
};
use crate::flow::{CfgAnswer, PathsInAnswer};
use crate::graphs::{
    ComponentEntry, CondenseAnswer, CycleEntry, CyclesAnswer, DominatorEntry, DominatorsAnswer, GraphPath,
    GraphStep, ModulesAnswer, PathsAnswer, UnitEntry, ViolationEntry,
};
use crate::labels::{LabelAnswer, LabelledSymbol};
use crate::measures::{
    CentralEntry, FileMeasures, FunctionEntry, HotspotEntry, HotspotsAnswer, MetricsAnswer,
};
use crate::oracle::{AuditAnswer, Disagreement};
use crate::reach::{
    ImpactAnswer, ImpactFile, ReachAnswer, ReachedSymbol, SliceAnswer, SlicedStatement, TestReached,
};
use crate::search::{SearchAnswer, SearchHit};
use crate::symbol::{CallSummary, Span, Symbol};
use crate::syntax::{AstAnswer, AstMatch, FindAstAnswer};

/// Something that speaks of files.
pub trait Mentions {
    /// Hands over the root-relative path of each file that is spoken of, in any order, any number of times.
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str));
}

impl<T: Mentions> Mentions for [T] {
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
        self.iter().for_each(|one| one.each_path(take));
    }
}

impl<T: Mentions> Mentions for Vec<T> {
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
        self.as_slice().each_path(take);
    }
}

impl<T: Mentions> Mentions for Option<T> {
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
        self.iter().for_each(|one| one.each_path(take));
    }
}

/// Declares of what a type speaks by its fields.
macro_rules! mentions {
    ($($type:ty: $($field:ident),+;)*) => {
        $(impl Mentions for $type {
            fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
                $(self.$field.each_path(take);)+
            }
        })*
    };
}

impl Mentions for Span {
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
        take(&self.path);
    }
}

impl Mentions for FileMeasures {
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
        take(&self.path);
    }
}

impl Mentions for HotspotEntry {
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
        take(&self.path);
    }
}

impl Mentions for ImpactFile {
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
        take(&self.path);
    }
}

impl Mentions for UnitEntry {
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
        self.symbol.each_path(take);
        self.path.iter().for_each(|path| take(path));
    }
}

impl Mentions for FileEntry {
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
        take(&self.path);
    }
}

impl Mentions for Target {
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
        self.path.iter().for_each(|path| take(path));
    }
}

impl Mentions for ResolveFinding {
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
        take(&self.example.path);
        self.subjects.iter().for_each(|subject| take(&subject.example.path));
    }
}

impl Mentions for Disagreement {
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
        take(&self.path);
        self.our_targets.each_path(take);
        self.their_places.iter().for_each(|place| take(&place.path));
    }
}

mentions! {
    AuditAnswer: disagreements;
    Symbol: name_span, callers, callees;
    CallSummary: symbol;
    Site: span, targets, also, judged;
    Judged: otherwise;
    Otherwise: targets;
    Related: symbol, with, site;
    CallEdge: with, sites;
    Call: symbol, edges;
    ExplainedStep: span;
    Explanation: site, steps;
    FileList: files;
    FileContent: file;
    SymbolList: file, symbols;
    FindAnswer: symbols;
    CollisionsAnswer: collisions;
    CollisionEntry: symbols;
    SourceAnswer: symbol;
    CfgAnswer: symbol;
    PathsInAnswer: symbol;
    FunctionEntry: symbol;
    MetricsAnswer: functions, files;
    DeadCodeEntry: symbol;
    DeadCodeAnswer: definitions;
    CentralEntry: symbol;
    HotspotsAnswer: hotspots, symbols;
    Chunk: span;
    ChunkAnswer: chunk;
    ChunkList: chunks;
    LabelledSymbol: symbol;
    LabelAnswer: symbols;
    AstAnswer: file;
    AstMatch: span;
    FindAstAnswer: matches;
    SearchHit: symbol;
    SearchAnswer: hits;
    GraphStep: site;
    GraphPath: symbols, steps;
    PathsAnswer: start, end, paths;
    CycleEntry: members, witness;
    CyclesAnswer: cycles;
    ComponentEntry: members;
    CondenseAnswer: components;
    DominatorEntry: symbol, by;
    DominatorsAnswer: symbol, target, dominators;
    ViolationEntry: site;
    ModulesAnswer: violations;
    CallsAnswer: symbol, declarations, calls;
    ReachedSymbol: symbol, via;
    SlicedStatement: span;
    SliceAnswer: symbol, statements, called, calls, callers;
    TestReached: symbol;
    ImpactAnswer: changed, dependants, tests, files;
    ReachAnswer: symbol, declarations, reached;
    WhyAnswer: sites;
    ImplementationsAnswer: symbol, implementations;
    HierarchyAnswer: symbol, above, below, unknown_above;
    ResolveDiagnosis: findings;
}

impl Mentions for RefsAnswer {
    fn each_path<'a>(&'a self, take: &mut dyn FnMut(&'a str)) {
        self.symbol.each_path(take);
        self.declarations.each_path(take);
        self.sites.each_path(take);
        self.overruled.each_path(take);
        self.rest.iter().flatten().for_each(|rest| rest.site.each_path(take));
    }
}
