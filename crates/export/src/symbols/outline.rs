//! The definitions of one file, as other files need to know them.

use std::rc::Rc;

use engine::facts::{Def, FileFacts};
use engine::ids::{DefId, SiteId, SymbolId};
use engine::query::{FileView, resolved_target};
use engine::{DefKind, RepoPath, Role, Visibility};
use model::kinds::Modifiers;
use rustc_hash::FxHashMap;

use super::prefix::{Prefix, Prefixes, by_path};
use super::text::{self, push_definition};

/// A file's definitions with their symbols.
pub(crate) struct Outline {
    /// The file.
    pub(crate) of: Rc<OutlinedFile>,
    /// The file's own symbol.
    pub(crate) file: Rc<str>,
    /// Whether members of one name may differ by their parameters.
    pub(crate) has_overloads: bool,
    /// Its definitions, by [`DefId`].
    pub(crate) symbols: Vec<Named>,
}

/// The file of an outline.
pub(crate) struct OutlinedFile {
    /// Where it is.
    pub(crate) path: RepoPath,
    /// Name of its language.
    pub(crate) language: String,
}

/// A definition.
pub(crate) struct Named {
    /// Its stable id.
    pub(crate) id: SymbolId,
    /// Its symbol: no other definition of the repository has it.
    pub(crate) text: Rc<str>,
    /// Whether it is a line like Rust's `mod a;` that only says that a file is a module here; it has that file's symbol.
    pub(crate) names_file: bool,
    /// Its name.
    pub(crate) name: Rc<str>,
    /// What it is.
    pub(crate) kind: DefKind,
    /// The definition around it.
    pub(crate) parent: Option<DefId>,
    /// Whether a subtype's member of its name takes its place.
    pub(crate) is_virtual: bool,
    /// Tells overloads apart: how many parameters it has, and a hash of their types as written.
    pub(crate) shape: (u32, u64),
    /// The types that it says it extends or implements, where they are proved.
    pub(crate) supers: Box<[SymbolId]>,
}

impl Outline {
    /// Names everything in a file. Linear in it.
    pub(crate) fn new(view: &FileView, prefixes: &Prefixes) -> Self {
        let language = view.record.language.as_str();
        let mut prefix = prefixes.of(&view.record);
        let mut texts = texts(&view.facts, &prefix, language, prefixes);
        let inlines = |(def, text): (&Def, &Text)| {
            def.kind == DefKind::Module && !text.names_file && prefixes.is_module(&text.own)
        };
        if view.facts.defs.iter().zip(&texts).any(inlines) {
            prefix = by_path(&view.record);
            texts = self::texts(&view.facts, &prefix, language, prefixes);
        }
        let mut supers = supers(view);
        let named = |(index, text): (usize, Text)| {
            let id = DefId::new(index as u32);
            let supers = supers.remove(&id).unwrap_or_default();
            named(view, id, text, supers)
        };
        let symbols = texts.into_iter().enumerate().map(named).collect();
        let has_overloads = matches!(language, "java" | "cpp");
        let of = OutlinedFile { path: view.record.path.clone(), language: language.to_owned() };
        Self { of: Rc::new(of), file: prefix.file.into(), has_overloads, symbols }
    }

    /// The symbol of a definition, of the file itself for `None`.
    pub(crate) fn text(&self, def: Option<DefId>) -> &str {
        def.map_or(&self.file, |def| &self.symbols[def.index()].text)
    }

    /// About how many bytes of memory it takes.
    pub(crate) fn weight(&self) -> usize {
        let of = |named: &Named| {
            size_of::<Named>() + named.text.len() + named.name.len() + 16 * named.supers.len() + 48
        };
        size_of::<Self>() + 2 * self.of.path.as_str().len() + self.symbols.iter().map(of).sum::<usize>()
    }
}

fn named(view: &FileView, id: DefId, text: Text, supers: Vec<SymbolId>) -> Named {
    let def = view.facts.def(id);
    Named {
        id: view.id(id),
        text: text.own,
        names_file: text.names_file,
        name: view.facts.text(def.name).into(),
        kind: def.kind,
        parent: def.parent,
        is_virtual: is_virtual(view, def),
        shape: shape(view, def),
        supers: supers.into(),
    }
}

/// Whether a member may be overridden, or override, by its name.
fn is_virtual(view: &FileView, def: &Def) -> bool {
    let has = |modifier| def.modifiers.contains(modifier);
    // Fields of other languages hide each other; functions in a trait and its impls go together whatever they are.
    let by_field = matches!(view.record.language.as_str(), "typescript" | "javascript" | "python");
    match def.kind {
        DefKind::Function | DefKind::Method | DefKind::Property | DefKind::Constant | DefKind::TypeAlias
            if view.record.language == "rust" =>
        {
            true
        }
        DefKind::Method | DefKind::Property | DefKind::Function => {
            !has(Modifiers::STATIC) && def.visibility != Visibility::Private
        }
        DefKind::Field => by_field && !has(Modifiers::STATIC) && def.visibility != Visibility::Private,
        _ => false,
    }
}

/// How many parameters a function has, and their types as written but for white space.
fn shape(view: &FileView, def: &Def) -> (u32, u64) {
    use std::hash::Hasher as _;
    let mut hasher = rustc_hash::FxHasher::default();
    let params = view.facts.params(def.params);
    if text::is_callable(def.kind) {
        for param in params {
            let written = param.ty_span.of(&view.source).iter().filter(|byte| !byte.is_ascii_whitespace());
            written.for_each(|byte| hasher.write_u8(*byte));
            hasher.write_u8(0);
        }
    }
    (params.len() as u32, hasher.finish())
}

/// The proved supertypes of each definition that names some.
fn supers(view: &FileView) -> FxHashMap<DefId, Vec<SymbolId>> {
    let mut supers: FxHashMap<DefId, Vec<SymbolId>> = FxHashMap::default();
    for (index, site) in view.facts.sites.iter().enumerate() {
        if !matches!(site.role, Role::Inherit | Role::Implement) {
            continue;
        }
        let target = resolved_target(view, SiteId::new(index as u32));
        if let (Some(within), Some(target)) = (site.within, target) {
            let known = supers.entry(within).or_default();
            if !known.contains(&target) {
                known.push(target);
            }
        }
    }
    supers
}

/// How a definition is called.
struct Text {
    own: Rc<str>,
    /// What the symbols of its members begin with: blocks of one namespace and `impl`s of one type share it.
    around: Rc<str>,
    names_file: bool,
}

/// The symbols of all definitions, each once.
fn texts(facts: &FileFacts, prefix: &Prefix, language: &str, prefixes: &Prefixes) -> Vec<Text> {
    let mut numbers = Numbers::after(&prefix.file);
    let mut all: Vec<Text> = Vec::with_capacity(facts.defs.len());
    let mut text = String::new();
    for (index, def) in facts.defs.iter().enumerate() {
        let parent = def.parent.filter(|parent| parent.index() < index);
        let before = parent.map_or(prefix.text.as_str(), |parent| &all[parent.index()].around);
        let mut numbered = |number| -> Rc<str> {
            text.clear();
            text.push_str(before);
            push_definition(&mut text, facts, def, language, number);
            text.as_str().into()
        };
        let plain = numbered(0);
        let has_body = def.body < def.span.end;
        let names_file = def.kind == DefKind::Module && !has_body && prefixes.file(&plain).is_some();
        let own = if names_file { Rc::clone(&plain) } else { numbers.unused(&plain, numbered) };
        let is_shared = matches!(def.kind, DefKind::Impl | DefKind::Namespace | DefKind::Module);
        let around = if is_shared { plain } else { Rc::clone(&own) };
        all.push(Text { own, around, names_file });
    }
    all
}

/// Tells texts that would be alike apart.
struct Numbers {
    /// Every text in use, with the number to try next for others that would be called so.
    next: FxHashMap<Rc<str>, u32>,
}

impl Numbers {
    fn after(used: &str) -> Self {
        Self { next: FxHashMap::from_iter([(used.into(), 1)]) }
    }

    /// The first text that is not in use, from `plain` on.
    fn unused(&mut self, plain: &Rc<str>, mut numbered: impl FnMut(u32) -> Rc<str>) -> Rc<str> {
        let Some(&first) = self.next.get(plain) else {
            self.next.insert(Rc::clone(plain), 1);
            return Rc::clone(plain);
        };
        let mut number = first;
        let mut text = numbered(number);
        while self.next.contains_key(&text) {
            number += 1;
            text = numbered(number);
        }
        self.next.insert(Rc::clone(plain), number + 1);
        self.next.insert(Rc::clone(&text), 1);
        text
    }
}
