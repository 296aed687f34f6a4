//! Reaching definitions: which writes of a variable a statement may see.

use model::control::ControlFlow;

use super::Statement;
use super::variables::{Use, Variables};

/// Who gives a variable the value that a statement sees.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Giver {
    /// Whoever calls the function, or what was there before.
    Outside,
    /// A statement.
    Statement(usize),
}

/// A place where a variable gets a value, or may be changed.
struct Definition {
    variable: usize,
    giver: Giver,
    /// Whether the values before are gone.
    replaces: bool,
}

/// Definitions as sets of bits.
type Set = Vec<u64>;

/// The solution: for each statement the definitions of what it reads.
pub(super) struct Reaching {
    definitions: Vec<Definition>,
    /// By statement and variable read.
    seen: Vec<Vec<(usize, Vec<usize>)>>,
}

impl Reaching {
    /// Solves the equations by rounds over the blocks until nothing changes.
    pub(super) fn solve(flow: &ControlFlow, statements: &[Statement], variables: &Variables) -> Self {
        let definitions = definitions(statements, variables);
        let mut by_variable: Vec<Vec<usize>> = vec![Vec::new(); variables.len()];
        for (number, definition) in definitions.iter().enumerate() {
            by_variable[definition.variable].push(number);
        }
        let rules = Rules { definitions: &definitions, by_variable: &by_variable, variables };
        let words = definitions.len().div_ceil(64);
        let blocks = of_blocks(flow, statements);
        let mut into: Vec<Set> = vec![vec![0; words]; flow.blocks.len()];
        // The entry sees what is there before.
        (0..variables.len()).for_each(|outside| insert(&mut into[0], outside));
        let mut waiting: Vec<usize> = (0..flow.blocks.len()).rev().collect();
        while let Some(block) = waiting.pop() {
            let mut set = into[block].clone();
            blocks[block].iter().for_each(|at| rules.pass(*at, &mut set));
            for edge in flow.edges.iter().filter(|edge| edge.from.index() == block && !edge.never) {
                let to = edge.to.index();
                if merge(&mut into[to], &set) && !waiting.contains(&to) {
                    waiting.push(to);
                }
            }
        }
        let mut seen = vec![Vec::new(); statements.len()];
        for (block, members) in blocks.iter().enumerate() {
            let mut set = into[block].clone();
            for &at in members {
                seen[at] = rules.seen(at, &set);
                rules.pass(at, &mut set);
            }
        }
        Self { definitions, seen }
    }

    /// Who gives a statement the values that it reads, with the variables.
    pub(super) fn givers(&self, at: usize) -> impl Iterator<Item = (usize, Giver)> + '_ {
        self.seen[at].iter().flat_map(|(variable, definitions)| {
            definitions.iter().map(|number| (*variable, self.definitions[*number].giver))
        })
    }
}

/// All definitions: first one from outside for each variable, then those of statements.
fn definitions(statements: &[Statement], variables: &Variables) -> Vec<Definition> {
    let outside = |variable| Definition { variable, giver: Giver::Outside, replaces: true };
    let mut definitions: Vec<Definition> = (0..variables.len()).map(outside).collect();
    for at in 0..statements.len() {
        for (variable, how) in variables.of_statement(at).filter(|(_, how)| *how != Use::Read) {
            let giver = Giver::Statement(at);
            definitions.push(Definition { variable, giver, replaces: how == Use::Write });
        }
    }
    definitions
}

/// The statements of each block.
fn of_blocks(flow: &ControlFlow, statements: &[Statement]) -> Vec<Vec<usize>> {
    let mut blocks = vec![Vec::new(); flow.blocks.len()];
    for (at, statement) in statements.iter().enumerate() {
        blocks[statement.block.index()].push(at);
    }
    blocks
}

struct Rules<'a> {
    definitions: &'a [Definition],
    by_variable: &'a [Vec<usize>],
    variables: &'a Variables,
}

impl Rules<'_> {
    /// What holds behind a statement.
    fn pass(&self, at: usize, set: &mut Set) {
        for (variable, how) in self.variables.of_statement(at).filter(|(_, how)| *how != Use::Read) {
            for &number in &self.by_variable[variable] {
                let definition = &self.definitions[number];
                let is_this = definition.giver == Giver::Statement(at);
                if how == Use::Write && !is_this {
                    set[number / 64] &= !(1 << (number % 64));
                }
                if is_this && definition.replaces == (how == Use::Write) {
                    insert(set, number);
                }
            }
        }
    }

    /// The definitions of what a statement reads. What it may change it reads too: the rest of it stays.
    fn seen(&self, at: usize, set: &Set) -> Vec<(usize, Vec<usize>)> {
        let mut read: Vec<usize> = self
            .variables
            .of_statement(at)
            .filter(|(_, how)| how.reads())
            .map(|(variable, _)| variable)
            .collect();
        read.dedup();
        let has = |number: &usize| set[number / 64] >> (number % 64) & 1 == 1;
        let reaching = |variable: usize| {
            let all = self.by_variable[variable].iter().copied();
            (variable, all.filter(has).collect())
        };
        read.into_iter().map(reaching).collect()
    }
}

fn insert(set: &mut Set, number: usize) {
    set[number / 64] |= 1 << (number % 64);
}

/// Adds what is in another set; whether that was new.
fn merge(set: &mut Set, other: &Set) -> bool {
    let mut grew = false;
    for (word, more) in set.iter_mut().zip(other) {
        grew |= *word | more != *word;
        *word |= more;
    }
    grew
}
