//! The judgement of a whole tree, and what it says of one definition.

use std::collections::BTreeMap;

use model::path::RepoPath;
use rustc_hash::{FxHashMap, FxHashSet};

use super::found::{Found, found};
use super::fragments::by_fragments;
use super::members::{Inheritance, inheritance};
use super::network::{Network, Uses, Way, uses};
use super::possible::{Names, Place};
use super::reach::{Cause, Reached};
use super::{Mentioned, NAMED, Tree};
use crate::verdict::{Because, Doubt, Node, Open, Root, State, Verdict};

/// What is used in a tree, and what may be.
pub struct Liveness {
    tree: Tree,
    names: Names,
    uses: Network,
    users: Network,
    candidates: Vec<(u32, u32, u32, model::span::Span)>,
    roots: Vec<Because<Root>>,
    doubts: FxHashMap<u32, Vec<Because<Doubt>>>,
    alive: Reached,
    /// What is reached without tests.
    apart: Vec<bool>,
    possible: Reached,
}

impl Tree {
    /// Judges all definitions. Linear in the uses, and in names times the definitions of the name.
    pub fn judge(mut self) -> Liveness {
        self.open_bases();
        let Uses { mut proved, candidates } = uses(&self);
        let Inheritance { overriding, outside, computed } = inheritance(&self);
        proved.extend(overriding);
        let given = self.given();
        let Found { tests, doubts: found_doubts } = found(&self);
        let mut roots = Vec::new();
        let mut starts: Vec<(u32, u32, bool, bool)> = Vec::new();
        let mut root = |node, because: Because<Root>, gated| {
            let is_test = matches!(because.reason, Root::Test | Root::Fixture);
            starts.push((node, roots.len() as u32, gated, is_test));
            roots.push(because);
        };
        tests.into_iter().for_each(|(node, because)| root(node, because, false));
        given.roots.into_iter().for_each(|(node, because, gated)| root(node, because, gated));
        let mut doubts: FxHashMap<u32, Vec<Because<Doubt>>> = FxHashMap::default();
        for (node, detail, surely) in outside {
            if surely {
                root(node, Because { reason: Root::ExternalOverride, detail }, true);
            } else {
                doubts.entry(node).or_default().push(Because { reason: Doubt::ExternalBase, detail });
            }
        }
        for (node, detail) in computed {
            doubts.entry(node).or_default().push(Because { reason: Doubt::ComputedName, detail });
        }
        for (node, because) in given.doubts.into_iter().chain(found_doubts).chain(by_fragments(&self)) {
            doubts.entry(node).or_default().push(because);
        }
        let reversed = proved.iter().map(|(from, way)| (way.to, Way { to: *from, ..*way })).collect();
        let nodes = self.nodes();
        let mut liveness = Liveness {
            names: Names::new(&self),
            uses: Network::new(nodes, proved),
            users: Network::new(nodes, reversed),
            candidates,
            roots,
            doubts,
            alive: Reached::new(nodes),
            apart: Vec::new(),
            possible: Reached::new(0),
            tree: self,
        };
        liveness.candidates.sort_unstable();
        liveness.find_alive(&starts);
        liveness.find_possible();
        liveness
    }
}

impl Liveness {
    fn find_alive(&mut self, starts: &[(u32, u32, bool, bool)]) {
        for tests in [false, true] {
            for (file, summary) in self.tree.files.iter().enumerate() {
                if summary.is_test == tests {
                    self.alive.reach(self.tree.bases[file], Cause::File, None);
                }
            }
            for &(node, root, gated, _) in starts.iter().filter(|(.., is_test)| *is_test == tests) {
                let gate = if gated { self.tree.gate(node) } else { None };
                self.alive.reach(node, Cause::Root(root), gate);
            }
            while let Some(node) = self.alive.next() {
                follow(&self.tree, &self.uses, &mut self.alive, node);
            }
            if !tests {
                self.apart = (0..self.tree.nodes()).map(|node| self.alive.has(node)).collect();
            }
        }
    }

    fn find_possible(&mut self) {
        let mut possible = self.alive.clone();
        possible.restart();
        let mut doubted: Vec<u32> = self.doubts.keys().copied().collect();
        doubted.sort_unstable();
        for node in doubted {
            possible.reach(node, Cause::Doubt, self.gate_of_doubts(node));
        }
        let overloads = overloads(&self.tree);
        let mut spelled = FxHashSet::default();
        while let Some(node) = possible.next() {
            follow(&self.tree, &self.uses, &mut possible, node);
            for &(_, to, ..) in self.candidates_of(node) {
                possible.reach(to, Cause::Doubt, None);
            }
            for &other in overloads.get(&node).into_iter().flatten() {
                possible.reach(other, Cause::Doubt, None);
            }
            for other in self.names.stand_for(&self.tree, node) {
                possible.reach(other, Cause::Doubt, None);
            }
            for place in self.names.in_node(node) {
                self.spell(place, &mut spelled, &mut possible);
            }
        }
        self.possible = possible;
        for (node, others) in overloads {
            let used = others.iter().any(|other| self.possible.has(*other));
            if used && !self.alive.has(node) {
                let because = Because { reason: Doubt::Overload, detail: String::new() };
                self.doubts.entry(node).or_default().push(because);
            }
        }
    }

    /// What has to be reached for doubts to hold: what is handed to a framework by a decorator is used whatever becomes of its type.
    fn gate_of_doubts(&self, node: u32) -> Option<u32> {
        let handed =
            self.doubts.get(&node).into_iter().flatten().any(|because| because.reason == Doubt::Decorated);
        let gate = self.tree.gate(node)?;
        let in_type = self.tree.def(node).is_some_and(|def| def.member);
        (!(handed && in_type)).then_some(gate)
    }

    /// Reaches what a mention may mean. Mentions of one shape anywhere mean the same, but for what only its own file names.
    fn spell(&self, place: Place, spelled: &mut FxHashSet<(u64, u32, usize, u32)>, possible: &mut Reached) {
        let summary = &self.tree.files[place.file as usize];
        let mention = &summary.mentions[place.index as usize];
        let rules = std::ptr::from_ref(summary.rules) as usize;
        let shape = mention.shape as u32 * 32 + mention.doubt as u32;
        if !spelled.insert((mention.name, shape, rules, place.file)) {
            return;
        }
        for number in self.names.meant(mention.name) {
            if !possible.has(number) && self.names.meets(&self.tree, place, mention, number) {
                possible.reach(number, Cause::Doubt, None);
            }
        }
    }

    fn candidates_of(&self, node: u32) -> &[(u32, u32, u32, model::span::Span)] {
        let start = self.candidates.partition_point(|(from, ..)| *from < node);
        let end = start + self.candidates[start..].partition_point(|(from, ..)| *from == node);
        &self.candidates[start..end]
    }

    /// Every definition that is asked about, in order, with its state.
    pub fn states(&self) -> impl Iterator<Item = (Node, State)> + '_ {
        let asked = self.tree.defs().filter(|(_, _, def)| def.asked);
        asked.map(|(number, _, _)| (self.tree.node(number), self.state(number)))
    }

    /// The path of a file.
    pub fn path(&self, file: u32) -> &RepoPath {
        &self.tree.files[file as usize].path
    }

    fn state(&self, number: u32) -> State {
        match (self.alive.has(number), self.possible.has(number)) {
            (true, _) => State::Alive,
            (_, true) => State::Unknown,
            _ => State::Dead,
        }
    }

    /// What is said of a definition.
    pub fn verdict(&self, node: Node) -> Verdict {
        let number = self.tree.number(node.file as usize, node.def);
        match self.alive.cause(number) {
            Cause::Root(root) => Verdict::Root(self.roots[root as usize].clone()),
            Cause::User(user) => Verdict::Used(self.tree.node(user), !self.apart[number as usize]),
            Cause::File => Verdict::Root(Because { reason: Root::FileLevel, detail: String::new() }),
            Cause::None | Cause::Doubt if self.possible.has(number) => Verdict::Unknown(self.open(number)),
            Cause::None | Cause::Doubt => {
                Verdict::Dead(self.users_of(number).next().map(|user| self.tree.node(user)))
            }
        }
    }

    /// What uses a definition from outside of it, ascending.
    fn users_of(&self, number: u32) -> impl Iterator<Item = u32> + '_ {
        let twin = self.tree.def(number).map(|def| def.twin);
        let users = self.users.ways(number).iter().map(|way| way.to);
        users.filter(move |user| {
            let def = self.tree.def(*user);
            let is_twin = def.is_some_and(|def| Some(def.twin) == twin);
            *user != number && !is_twin && !self.tree.is_within(*user, number)
        })
    }

    /// Every reason not to tell.
    fn open(&self, number: u32) -> Vec<Open> {
        let mut open: Vec<Open> = self.mentions_of(number);
        for because in self.doubts.get(&number).into_iter().flatten() {
            let known = Open {
                doubt: because.reason,
                detail: because.detail.clone(),
                count: 1,
                sites: Vec::new(),
                users: Vec::new(),
            };
            open.push(known);
        }
        let others: Vec<u32> =
            self.names.homonyms(&self.tree, number).filter(|other| self.possible.has(*other)).collect();
        if self.names.stands_for_others(&self.tree, number) && !others.is_empty() {
            let named = others.iter().take(NAMED).map(|user| self.tree.node(*user)).collect();
            let (doubt, count) = (Doubt::OtherConfiguration, others.len() as u64);
            open.push(Open { doubt, detail: String::new(), count, sites: Vec::new(), users: named });
        }
        let unknown = |user: &u32| self.possible.has(*user) && !self.alive.has(*user);
        let mut users: Vec<u32> = self.users_of(number).filter(unknown).collect();
        if users.is_empty() && open.is_empty() {
            // Only what is one with it is in doubt.
            users = self.users.ways(number).iter().map(|way| way.to).filter(unknown).collect();
        }
        if !users.is_empty() {
            let named = users.iter().take(NAMED).map(|user| self.tree.node(*user)).collect();
            let count = users.len() as u64;
            open.push(Open {
                doubt: Doubt::UnknownUser,
                detail: String::new(),
                count,
                sites: Vec::new(),
                users: named,
            });
        }
        open.sort_by(|a, b| (a.doubt, &a.detail).cmp(&(b.doubt, &b.detail)));
        open.dedup_by(|later, first| (later.doubt, &later.detail) == (first.doubt, &first.detail));
        open
    }

    fn mentions_of(&self, number: u32) -> Vec<Open> {
        let Some(def) = self.tree.def(number) else { return Vec::new() };
        let mut found: Vec<(Doubt, Mentioned, u64)> = Vec::new();
        for place in self.names.of_name(def.key) {
            let mention = &self.tree.files[place.file as usize].mentions[place.index as usize];
            let source = self.tree.number(place.file as usize, mention.source);
            if self.possible.has(source) && self.names.meets(&self.tree, place, mention, number) {
                let at = Mentioned { file: place.file, span: mention.span };
                found.push((mention.doubt, at, u64::from(mention.count)));
            }
        }
        let candidates =
            self.candidates.iter().filter(|(from, to, ..)| *to == number && self.possible.has(*from));
        found.extend(candidates.map(|&(_, _, file, span)| (Doubt::Candidate, Mentioned { file, span }, 1)));
        found.sort_unstable();
        let mut open: Vec<Open> = Vec::new();
        for (doubt, at, count) in found {
            match open.last_mut() {
                Some(last) if last.doubt == doubt => {
                    last.count += count;
                    last.sites.extend((last.sites.len() < NAMED).then_some(at));
                }
                _ => open.push(Open {
                    doubt,
                    detail: String::new(),
                    count,
                    sites: vec![at],
                    users: Vec::new(),
                }),
            }
        }
        open
    }
}

fn follow(tree: &Tree, uses: &Network, reached: &mut Reached, node: u32) {
    for way in uses.ways(node) {
        let gate = if way.gated { tree.gate(way.to) } else { None };
        reached.reach(way.to, Cause::User(node), gate);
    }
}

/// Functions of one name in one place that are told apart by what they are given.
fn overloads(tree: &Tree) -> BTreeMap<u32, Vec<u32>> {
    let mut groups: FxHashMap<(u64, usize), Vec<u32>> = FxHashMap::default();
    for (number, file, def) in tree.defs().filter(|(_, _, def)| def.signature != 0) {
        groups.entry((def.twin, file)).or_default().push(number);
    }
    let mut overloads = BTreeMap::new();
    for group in groups.into_values().filter(|group| group.len() > 1) {
        for &one in &group {
            overloads.insert(one, group.iter().copied().filter(|other| *other != one).collect());
        }
    }
    overloads
}
