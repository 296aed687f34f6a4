//! Definitions placed in a view: their fully qualified names and stable ids.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use crate::facts::{Def, FileFacts};
use crate::ids::{DefId, SymbolId};
use crate::path::RepoPath;

/// Where a file stands in its view: what its facts cannot know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placement {
    /// Name of the language's spec.
    pub language: String,
    /// Repository-relative path.
    pub path: RepoPath,
    /// Package by the nearest manifest (crate, distribution, npm package); empty when there is none.
    pub package: String,
    /// What a person would write before the file's top-level names (`crate::buf`, `flask.app`); may be empty.
    pub module: String,
}

/// Names and ids of all definitions of one file.
pub struct Symbols<'a> {
    facts: &'a FileFacts,
    placement: &'a Placement,
}

impl<'a> Symbols<'a> {
    /// Puts facts in their place.
    pub fn new(facts: &'a FileFacts, placement: &'a Placement) -> Self {
        Self { facts, placement }
    }

    /// `package:path::Outer::name`: unique but for overloads and conditional twins.
    pub fn canonical_fqn(&self, id: DefId) -> String {
        let mut text = String::with_capacity(96);
        self.write_prefix(&mut text);
        self.write_canonical(id, &mut text);
        text
    }

    /// What a person of the language would write; may be shared by several definitions.
    pub fn display_fqn(&self, id: DefId) -> String {
        let mut segments = Vec::with_capacity(6);
        let mut next = Some(id);
        while let Some(current) = next {
            let def = self.facts.def(current);
            segments.push(self.facts.text(def.name));
            segments.extend(def.qualifier.map(|qualifier| self.facts.text(qualifier)));
            next = self.parent(current);
        }
        segments.extend(Some(self.placement.module.as_str()).filter(|module| !module.is_empty()));
        segments.reverse();
        segments.join(self.facts.separator.text())
    }

    /// The ids of all definitions, by [`DefId`]. Linear in the definitions.
    ///
    /// A definition that shares FQN and kind with others of the file is told apart by its parameters' types as written
    /// in `source`, the file's text, then by order. One that stands alone has no disambiguator, so that changing its
    /// parameters does not rename it.
    pub fn ids(&self, source: &[u8]) -> Vec<SymbolId> {
        let keys = self.keys();
        let mut sharing: FxHashMap<[u8; 16], u32> = FxHashMap::default();
        for key in &keys {
            *sharing.entry(*key).or_insert(0) += 1;
        }
        let mut ordinals = FxHashMap::default();
        let id = |(raw, key): (usize, [u8; 16])| match sharing[&key] {
            1 => SymbolId::from_bytes(key),
            _ => self.disambiguate(DefId::new(raw as u32), key, source, &mut ordinals),
        };
        keys.into_iter().enumerate().map(id).collect()
    }

    /// The id of the file itself: what references to the module that it is mean.
    pub fn file_id(&self) -> SymbolId {
        let mut prefix = String::with_capacity(96);
        self.write_prefix(&mut prefix);
        let mut bytes = Vec::with_capacity(128);
        for part in [self.placement.language.as_str(), &prefix, "file"] {
            bytes.extend_from_slice(part.as_bytes());
            bytes.push(0);
        }
        SymbolId::from_bytes(first_half(&bytes))
    }

    /// For each definition the hash of language, FQN and kind.
    fn keys(&self) -> Vec<[u8; 16]> {
        let mut path = FqnPath::new(self);
        let mut bytes = Vec::with_capacity(128);
        let key = |raw| {
            let id = DefId::new(raw);
            bytes.clear();
            for part in [&self.placement.language, path.of(id), self.facts.def(id).kind.as_str()] {
                bytes.extend_from_slice(part.as_bytes());
                bytes.push(0);
            }
            first_half(&bytes)
        };
        (0..self.facts.defs.len() as u32).map(key).collect()
    }

    fn disambiguate(
        &self,
        id: DefId,
        key: [u8; 16],
        source: &[u8],
        ordinals: &mut FxHashMap<[u8; 16], u32>,
    ) -> SymbolId {
        let mut bytes = key.to_vec();
        for param in self.facts.params(self.facts.def(id).params) {
            bytes.push(0);
            bytes.extend_from_slice(param.ty_span.of(source));
        }
        let ordinal = ordinals.entry(first_half(&bytes)).or_insert(0);
        bytes.extend_from_slice(b"\0#");
        bytes.extend_from_slice(&ordinal.to_le_bytes());
        *ordinal += 1;
        SymbolId::from_bytes(first_half(&bytes))
    }

    fn write_prefix(&self, text: &mut String) {
        write!(text, "{}:{}", self.placement.package, self.placement.path)
            .expect("writing to a String cannot fail");
    }

    fn write_canonical(&self, id: DefId, text: &mut String) {
        if let Some(parent) = self.parent(id) {
            self.write_canonical(parent, text);
        }
        self.write_segment(self.facts.def(id), text);
    }

    fn write_segment(&self, def: &Def, text: &mut String) {
        text.push_str("::");
        if let Some(qualifier) = def.qualifier {
            text.push_str(self.facts.text(qualifier));
            text.push_str("::");
        }
        text.push_str(self.facts.text(def.segment.unwrap_or(def.name)));
    }

    /// The parent, when it stands before its child as it must.
    fn parent(&self, id: DefId) -> Option<DefId> {
        self.facts.def(id).parent.filter(|parent| *parent < id)
    }
}

/// The canonical FQN of one definition after the other, sharing the text of the definitions around them.
struct FqnPath<'a, 'b> {
    symbols: &'b Symbols<'a>,
    text: String,
    file_len: usize,
    /// The chain of definitions that `text` spells, each with the length of the text up to its end.
    chain: Vec<(DefId, usize)>,
}

impl<'a, 'b> FqnPath<'a, 'b> {
    fn new(symbols: &'b Symbols<'a>) -> Self {
        let mut text = String::with_capacity(128);
        symbols.write_prefix(&mut text);
        let file_len = text.len();
        Self { symbols, text, file_len, chain: Vec::new() }
    }

    fn of(&mut self, id: DefId) -> &str {
        let parent = self.symbols.parent(id);
        while self.chain.last().is_some_and(|(top, _)| Some(*top) != parent) {
            self.chain.pop();
        }
        self.text.truncate(self.chain.last().map_or(self.file_len, |(_, len)| *len));
        if let (true, Some(parent)) = (self.chain.is_empty(), parent) {
            self.symbols.write_canonical(parent, &mut self.text);
            self.chain.push((parent, self.text.len()));
        }
        self.symbols.write_segment(self.symbols.facts.def(id), &mut self.text);
        self.chain.push((id, self.text.len()));
        &self.text
    }
}

fn first_half(bytes: &[u8]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    half
}
