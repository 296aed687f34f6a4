//! Types of values, as far as look-ups of members need them. Interned per session: equal types have equal ids.

use model::expr::Wrapper;
use model::ids::{ExprId, NameId, ScopeId};
use rustc_hash::FxHashMap;

use crate::world::{DefRef, FileId};

/// A type of a session.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TyId(u32);

/// A list of types of a session.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TyList(u32);

/// A text of a session: the name of a package, namespace or directory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SpaceId(u32);

impl TyId {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self(0);
    /// Something outside the repository.
    pub const EXTERNAL: Self = Self(1);
    /// `None`, `null`, `undefined`, `void`, `()`.
    pub const NULL: Self = Self(2);

    /// Whether nothing is known.
    pub const fn is_unknown(self) -> bool {
        self.0 == 0
    }
}

impl TyList {
    /// No types.
    pub const EMPTY: Self = Self(0);
}

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ty {
    /// Nothing is known.
    Unknown,
    /// Something from outside the repository about which nothing more is known.
    External,
    /// No value.
    Null,
    /// An instance of a class, struct, enum, interface, trait or alias-like definition, with its type arguments.
    Instance(DefRef, TyList),
    /// The type itself as a value: a class object, a name before `::`.
    Type(DefRef, TyList),
    /// A module that is a file.
    Module(FileId),
    /// A package, namespace or directory.
    Space(SpaceId),
    /// A function; the list alternates type parameters and what they stand for.
    Function(DefRef, TyList),
    /// An anonymous function.
    Lambda(FileId, ExprId),
    /// A type parameter: the `n`-th of a definition.
    Param(DefRef, u16),
    /// `Self` (or `this` as a type) inside of a trait, interface or class: the receiver's own type.
    SelfOf(DefRef),
    /// A wrapped type.
    Wrap(Wrapper, TyId),
    /// Several values.
    Tuple(TyList),
    /// One of several.
    Union(TyList),
    /// All of several.
    Intersection(TyList),
    /// A function type: parameters, result.
    Callable(TyList, TyId),
    /// An object literal or object type, by the scope of its members.
    Object(FileId, ScopeId),
    /// An object type inside of a generic definition; the list alternates type parameters and what they stand for.
    Shape(FileId, ScopeId, TyList),
    /// A literal type.
    Text(FileId, NameId),
    /// An associated type of a type, by its name.
    Assoc(TyId, SpaceId),
}

/// All types of a session.
pub struct Types {
    all: Vec<Ty>,
    ids: FxHashMap<Ty, TyId>,
    lists: Vec<Box<[TyId]>>,
    list_ids: FxHashMap<Box<[TyId]>, TyList>,
    spaces: Vec<Box<str>>,
    space_ids: FxHashMap<Box<str>, SpaceId>,
    /// Whether a type mentions a type parameter, `Self` or an associated type, by id: others need no substitution.
    open: Vec<bool>,
    /// Whether a type mentions an associated type, by id: others need no normalisation.
    projected: Vec<bool>,
}

impl Default for Types {
    fn default() -> Self {
        let mut types = Self {
            all: Vec::new(),
            ids: FxHashMap::default(),
            lists: Vec::new(),
            list_ids: FxHashMap::default(),
            spaces: Vec::new(),
            space_ids: FxHashMap::default(),
            open: Vec::new(),
            projected: Vec::new(),
        };
        types.list(&[]);
        [Ty::Unknown, Ty::External, Ty::Null].into_iter().for_each(|ty| {
            types.id(ty);
        });
        types
    }
}

impl Types {
    /// The id of a type.
    pub fn id(&mut self, ty: Ty) -> TyId {
        if let Some(&id) = self.ids.get(&ty) {
            return id;
        }
        let id = TyId(self.all.len() as u32);
        let open = self.is_open_anew(ty);
        let projected = matches!(ty, Ty::Assoc(..)) || self.mentions(ty, |part| self.is_projected(part));
        self.projected.push(projected);
        self.all.push(ty);
        self.open.push(open);
        self.ids.insert(ty, id);
        id
    }

    /// The type with an id.
    pub fn get(&self, id: TyId) -> Ty {
        self.all[id.0 as usize]
    }

    /// The id of a list.
    pub fn list(&mut self, list: &[TyId]) -> TyList {
        if let Some(&id) = self.list_ids.get(list) {
            return id;
        }
        let id = TyList(self.lists.len() as u32);
        self.lists.push(list.into());
        self.list_ids.insert(list.into(), id);
        id
    }

    /// The types of a list.
    pub fn of(&self, list: TyList) -> &[TyId] {
        &self.lists[list.0 as usize]
    }

    /// The id of a text.
    pub fn space(&mut self, text: &str) -> SpaceId {
        if let Some(&id) = self.space_ids.get(text) {
            return id;
        }
        let id = SpaceId(self.spaces.len() as u32);
        self.spaces.push(text.into());
        self.space_ids.insert(text.into(), id);
        id
    }

    /// The text of an id.
    pub fn space_text(&self, id: SpaceId) -> &str {
        &self.spaces[id.0 as usize]
    }

    /// Whether a type mentions parameters that a substitution could replace.
    pub fn is_open(&self, id: TyId) -> bool {
        self.open[id.0 as usize]
    }

    /// The union of `parts`: flat, without repetition, bounded. Unknown parts are left out unless all are unknown.
    pub fn union(&mut self, parts: &[TyId]) -> TyId {
        const MOST: usize = 48;
        let mut flat: Vec<TyId> = Vec::new();
        for &part in parts {
            let members: Vec<TyId> = match self.get(part) {
                Ty::Union(list) => self.of(list).to_vec(),
                Ty::Unknown => Vec::new(),
                _ => vec![part],
            };
            for member in members {
                if !flat.contains(&member) && flat.len() < MOST {
                    flat.push(member);
                }
            }
        }
        match flat[..] {
            [] => TyId::UNKNOWN,
            [one] => one,
            _ => {
                let list = self.list(&flat);
                self.id(Ty::Union(list))
            }
        }
    }

    /// Replaces type parameters: `subst` alternates what to replace (a [`Ty::Param`] or [`Ty::SelfOf`]) and by what.
    pub fn substitute(&mut self, id: TyId, subst: &[TyId]) -> TyId {
        if subst.is_empty() || !self.is_open(id) {
            return id;
        }
        self.substitute_within(id, subst, 0)
    }

    fn substitute_within(&mut self, id: TyId, subst: &[TyId], depth: u32) -> TyId {
        const DEEPEST: u32 = 12;
        if !self.is_open(id) || depth > DEEPEST {
            return id;
        }
        if let Some(pair) = subst.chunks_exact(2).find(|pair| pair[0] == id) {
            return pair[1];
        }
        let ty = match self.get(id) {
            Ty::Instance(def, args) => Ty::Instance(def, self.substitute_list(args, subst, depth)),
            Ty::Type(def, args) => Ty::Type(def, self.substitute_list(args, subst, depth)),
            Ty::Function(def, pairs) => Ty::Function(def, self.substitute_values(pairs, subst, depth)),
            Ty::Shape(file, scope, pairs) => {
                Ty::Shape(file, scope, self.substitute_values(pairs, subst, depth))
            }
            Ty::Wrap(wrapper, inner) => Ty::Wrap(wrapper, self.substitute_within(inner, subst, depth + 1)),
            Ty::Tuple(parts) => Ty::Tuple(self.substitute_list(parts, subst, depth)),
            Ty::Union(parts) => {
                let parts = self.substitute_list(parts, subst, depth);
                let parts = self.of(parts).to_vec();
                return self.union(&parts);
            }
            Ty::Intersection(parts) => Ty::Intersection(self.substitute_list(parts, subst, depth)),
            Ty::Callable(params, ret) => {
                let params = self.substitute_list(params, subst, depth);
                Ty::Callable(params, self.substitute_within(ret, subst, depth + 1))
            }
            Ty::Assoc(base, name) => Ty::Assoc(self.substitute_within(base, subst, depth + 1), name),
            other => other,
        };
        self.id(ty)
    }

    /// Substitutes in a list.
    pub fn substitute_list(&mut self, list: TyList, subst: &[TyId], depth: u32) -> TyList {
        let parts: Vec<TyId> = self.of(list).to_vec();
        let parts: Vec<TyId> =
            parts.into_iter().map(|part| self.substitute_within(part, subst, depth + 1)).collect();
        self.list(&parts)
    }

    /// Substitutes in the second of every two.
    fn substitute_values(&mut self, pairs: TyList, subst: &[TyId], depth: u32) -> TyList {
        let mut parts: Vec<TyId> = self.of(pairs).to_vec();
        for value in parts.iter_mut().skip(1).step_by(2) {
            *value = self.substitute_within(*value, subst, depth + 1);
        }
        self.list(&parts)
    }

    /// Whether a type mentions an associated type of another.
    pub fn is_projected(&self, id: TyId) -> bool {
        self.projected[id.0 as usize]
    }

    fn is_open_anew(&self, ty: Ty) -> bool {
        matches!(ty, Ty::Param(..) | Ty::SelfOf(_)) || self.mentions(ty, |part| self.is_open(part))
    }

    /// Whether `property` holds for a direct part of a type.
    fn mentions(&self, ty: Ty, property: impl Fn(TyId) -> bool) -> bool {
        let any = |list: TyList| self.of(list).iter().any(|part| property(*part));
        match ty {
            Ty::Shape(.., list)
            | Ty::Instance(_, list)
            | Ty::Type(_, list)
            | Ty::Function(_, list)
            | Ty::Tuple(list)
            | Ty::Union(list)
            | Ty::Intersection(list) => any(list),
            Ty::Wrap(_, inner) | Ty::Assoc(inner, _) => property(inner),
            Ty::Callable(params, ret) => any(params) || property(ret),
            _ => false,
        }
    }
}
