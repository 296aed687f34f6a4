//! The resolution of one file: what was found so far, what was asked, and how far one may still go.

use std::any::{Any, TypeId as RustType};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use model::ids::DefId;
use model::outcome::{Reason, Resolution, Rule};
use model::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::answer::{Answer, Entity, Set, What};
use crate::ask::Asked;
use crate::memo::Memo;
use crate::policy::Policy;
use crate::shared;
use crate::ty::{SpaceId, Ty, TyId, TyList, Types};
use crate::unit::Unit;
use crate::world::{DefRef, FileId, World};

/// Deepest nesting of questions; beyond it nothing is known.
const DEEPEST: u32 = 72;
/// Questions that one site may lead to.
const FUEL: u32 = 20_000;
/// Questions of one site after which answers are remembered though they rest on others that have none yet.
const PATIENCE: u32 = 400;

/// One step of a derivation, for people: what was read, where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What kind of fact was used.
    pub what: &'static str,
    /// The file that it stands in.
    pub file: FileId,
    /// Where.
    pub span: Span,
}

/// What a session made.
pub struct Resolved {
    /// The outcomes of the file's sites.
    pub resolution: Resolution,
    /// What answers depended on beside the file itself.
    pub asked: Asked,
}

/// The resolution of one file.
pub struct Session<'w> {
    /// What can be asked.
    pub world: &'w World<'w>,
    /// The file.
    pub(crate) file: FileId,
    /// All types met.
    pub types: Types,
    units: FxHashMap<FileId, Arc<Unit>>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) memo: Memo,
    pub(crate) asked: FxHashSet<u32>,
    /// Whether nothing is recorded for now.
    pub(crate) muted: bool,
    depth: u32,
    fuel: u32,
    /// Marks of the questions that are being answered, outermost first.
    open: Vec<u64>,
    /// The outermost of them that was come back to.
    pub(crate) cycle: usize,
    /// How many searches for calls through variables are under way.
    pub(crate) searches: u32,
    trace: Option<Vec<Step>>,
    declarations: FxHashMap<DefRef, Box<[DefRef]>>,
    /// Whether parameters are supposed to receive what their own file passes.
    pub(crate) supposing: bool,
    /// A session of its own that supposes so, once one was needed: what it finds is not proved, and must not be mixed with
    /// what is.
    pub(crate) supposer: Option<Box<Session<'w>>>,
    pub(crate) tables: FxHashMap<RustType, Box<dyn Any>>,
    /// Which shared questions it may ask: those of lower rank.
    pub(crate) rank: u8,
}

impl<'w> Session<'w> {
    /// A session for `file`.
    pub fn new(world: &'w World<'w>, file: FileId) -> Self {
        Self {
            world,
            file,
            types: Types::default(),
            units: FxHashMap::default(),
            entities: Vec::new(),
            memo: Memo::default(),
            asked: FxHashSet::default(),
            muted: false,
            depth: 0,
            fuel: FUEL,
            open: Vec::new(),
            cycle: usize::MAX,
            searches: 0,
            trace: None,
            declarations: FxHashMap::default(),
            supposing: false,
            supposer: None,
            tables: FxHashMap::default(),
            rank: shared::FILE,
        }
    }

    /// A session for a question that is answered for all. It notes its steps when this one does.
    pub(crate) fn apart(&self, rank: u8, file: FileId) -> Self {
        Self { rank, trace: self.trace.as_ref().map(|_| Vec::new()), ..Self::new(self.world, file) }
    }

    /// Takes over the steps that another session noted.
    pub(crate) fn take_steps(&mut self, from: &mut Self) {
        if let (Some(own), Some(steps)) = (&mut self.trace, from.trace.take()) {
            own.extend(steps);
        }
    }

    /// Resolves every site of the file.
    pub fn run(mut self) -> Resolved {
        let unit = self.unit(self.file);
        let resolution = crate::sites::resolve_all(&mut self, &unit);
        Resolved { resolution, asked: self.into_asked() }
    }

    /// Whether somebody wants to know why.
    pub(crate) fn is_traced(&self) -> bool {
        self.trace.is_some()
    }

    /// The outcome of one site with the steps that led to it.
    pub fn explain(mut self, site: model::ids::SiteId) -> (Resolution, Vec<Step>) {
        let unit = self.unit(self.file);
        self.trace = Some(Vec::new());
        let resolution = crate::sites::resolve_one(&mut self, &unit, site);
        let mut steps = self.trace.take().unwrap_or_default();
        let mut seen = FxHashSet::default();
        steps.retain(|step| seen.insert((step.what, step.file, step.span)));
        (resolution, steps)
    }

    /// The file being resolved.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// A file's facts.
    pub fn unit(&mut self, file: FileId) -> Arc<Unit> {
        if let Some(unit) = self.units.get(&file) {
            return Arc::clone(unit);
        }
        let unit = if file.is_std() { self.std_unit(file) } else { self.world.provider.unit(file) };
        self.units.insert(file, Arc::clone(&unit));
        unit
    }

    fn std_unit(&self, file: FileId) -> Arc<Unit> {
        let (language, index) = file.std_place();
        let found = self.world.policies.get(language).and_then(|policy| policy.std().units.get(index));
        Arc::clone(found.expect("ids of stubs are made from the stubs that policies have"))
    }

    /// The policy of a file's language.
    pub fn policy(&self, unit: &Unit) -> &'static dyn Policy {
        self.world.policies[unit.policy]
    }

    /// What the policy of a unit made of the manifests.
    pub fn project<T: 'static>(&self, unit: &Unit) -> &'w T {
        let world: &'w World<'w> = self.world;
        let project: &dyn std::any::Any = world.projects[unit.policy].as_ref();
        project.downcast_ref().expect("a policy asks for the project that it made")
    }

    // ---- types -------------------------------------------------------------------------------------------------

    /// The type with an id.
    pub fn ty(&self, id: TyId) -> Ty {
        self.types.get(id)
    }

    /// The id of a type.
    pub fn id(&mut self, ty: Ty) -> TyId {
        self.types.id(ty)
    }

    /// A list of types.
    pub fn list(&mut self, list: &[TyId]) -> TyList {
        self.types.list(list)
    }

    /// An instance of a definition without type arguments.
    pub fn instance(&mut self, def: DefRef) -> TyId {
        self.types.id(Ty::Instance(def, TyList::EMPTY))
    }

    /// The id of the text of a package, namespace or directory.
    pub fn space(&mut self, text: &str) -> SpaceId {
        self.types.space(text)
    }

    // ---- answers -----------------------------------------------------------------------------------------------

    /// Keeps a list of entities.
    pub fn set(&mut self, entities: &[Entity]) -> Set {
        let start = self.entities.len() as u32;
        self.entities.extend_from_slice(entities);
        Set { start, len: entities.len() as u32 }
    }

    /// The entities of a list.
    pub fn entities(&self, set: Set) -> &[Entity] {
        &self.entities[set.start as usize..(set.start + set.len) as usize]
    }

    /// The answer that these definitions give together: none, one or a group.
    pub fn group(&mut self, defs: &[DefRef], rule: Rule, otherwise: Reason) -> Answer {
        match *defs {
            [] => Answer::missing(otherwise),
            [def] => Answer::def(def, rule),
            _ => {
                let entities: Vec<Entity> = defs.iter().map(|def| Entity::Def(*def)).collect();
                Answer { what: What::Group(self.set(&entities)), rule }
            }
        }
    }

    /// The answer of several definitions of which none is proved.
    pub fn candidates(&mut self, entities: &[Entity], reason: Reason, rule: Rule) -> Answer {
        match *entities {
            [] => Answer::missing(reason),
            [one] => Answer::one(one, rule),
            _ => Answer { what: What::Candidates(self.set(entities), reason), rule },
        }
    }

    /// The entities of an answer: proved, grouped, dispatched or possible.
    pub fn all(&self, answer: Answer) -> Vec<Entity> {
        match answer.what {
            What::Missing(_) | What::External => Vec::new(),
            What::One(entity) => vec![entity],
            What::Group(set) | What::Dispatch(set) | What::Candidates(set, _) => self.entities(set).to_vec(),
        }
    }

    /// The definitions of an answer.
    pub fn defs(&self, answer: Answer) -> Vec<DefRef> {
        let def = |entity| match entity {
            Entity::Def(def) => Some(def),
            _ => None,
        };
        self.all(answer).into_iter().filter_map(def).collect()
    }

    /// The first definition of an answer that is proved.
    pub fn first_def(&self, answer: Answer) -> Option<DefRef> {
        match answer.what {
            What::One(Entity::Def(def)) => Some(def),
            What::Group(set) | What::Dispatch(set) => match self.entities(set).first() {
                Some(Entity::Def(def)) => Some(*def),
                _ => None,
            },
            _ => None,
        }
    }

    /// Remembers that `declarations` declare the same thing as `def`: a site resolved to it lists them after it.
    pub fn declare(&mut self, def: DefRef, declarations: &[DefRef]) {
        self.declarations.entry(def).or_insert_with(|| declarations.into());
    }

    /// What was remembered to declare the same thing as `def`.
    pub fn declarations_of(&self, def: DefRef) -> &[DefRef] {
        self.declarations.get(&def).map_or(&[], |list| list)
    }

    /// The kind of a definition.
    pub fn kind(&mut self, def: DefRef) -> model::kinds::DefKind {
        self.unit(def.file).def(def.def).kind
    }

    /// The definition around one, if any.
    pub fn parent(&mut self, def: DefRef) -> Option<DefRef> {
        let parent: Option<DefId> = self.unit(def.file).def(def.def).parent;
        parent.map(|parent| DefRef::new(def.file, parent))
    }

    // ---- derivations and bounds --------------------------------------------------------------------------------

    /// Notes a fact that an answer rests on; only done when somebody wants to know why.
    pub fn note(&mut self, what: &'static str, file: FileId, span: Span) {
        if let Some(trace) = &mut self.trace
            && !file.is_std()
            && !span.is_empty()
        {
            trace.push(Step { what, file, span });
        }
    }

    /// Allows a new site its share of questions.
    pub(crate) fn refuel(&mut self) {
        self.fuel = FUEL;
    }

    /// Notes that a question is being answered; gives its place among those that are.
    pub(crate) fn open(&mut self, table: &impl Hash, key: &impl Hash) -> usize {
        self.open.push(question(table, key));
        self.open.len() - 1
    }

    /// Notes that a question came back to itself: what is answered on the way to it is not final.
    pub(crate) fn came_back(&mut self, table: &impl Hash, key: &impl Hash) {
        let question = question(table, key);
        if let Some(place) = self.open.iter().rposition(|open| *open == question) {
            self.cycle = self.cycle.min(place);
        }
    }

    /// Notes that the last question was answered; whether the answer is final and may be remembered. One that rests on a
    /// question around that has no answer yet is not, unless too much was asked already.
    pub(crate) fn close(&mut self, place: usize) -> bool {
        self.open.truncate(place);
        if self.cycle < place {
            return self.fuel < FUEL - PATIENCE;
        }
        self.cycle = usize::MAX;
        true
    }

    /// Asks a question one level deeper; `otherwise` when that would be too deep or too much.
    pub fn deeper<T>(&mut self, otherwise: T, ask: impl FnOnce(&mut Self) -> T) -> T {
        if self.depth >= DEEPEST || self.fuel == 0 {
            return otherwise;
        }
        self.depth += 1;
        self.fuel -= 1;
        let answer = ask(self);
        self.depth -= 1;
        answer
    }
}

/// A question's mark: equal marks of different questions only cost that an answer is not remembered.
fn question(table: &impl Hash, key: &impl Hash) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    table.hash(&mut hasher);
    key.hash(&mut hasher);
    hasher.finish()
}
