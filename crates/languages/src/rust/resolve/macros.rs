//! Macros: textual scope of `macro_rules!`, exported macros, procedural macros.

use std::sync::Arc;

use model::expr::Expr;
use model::ids::{BindingId, DefId, ExprId, ScopeId};
use model::kinds::{DefKind, ImportKind};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, FileId, Session, Space, Unit};

use super::modules::{self, Module};

/// Whether a function is a procedural macro.
pub(super) fn is_procedural(unit: &Unit, def: DefId) -> bool {
    decorators(unit, def).any(|name| matches!(name, "proc_macro" | "proc_macro_attribute"))
}

/// The names of the attributes on a definition.
pub(super) fn decorators(unit: &Unit, def: DefId) -> impl Iterator<Item = &str> {
    let list = unit.facts.list::<ExprId>(unit.def(def).decorators);
    list.filter_map(|expr| {
        let name = match unit.expr(expr) {
            Expr::MacroCall { callee, .. } => callee,
            _ => expr,
        };
        unit.last_name(name).map(|name| unit.text(name))
    })
}

/// A macro that no scope of its file has: in scope by the text of the modules above, or of the library.
pub(super) fn beyond(cx: &mut Session<'_>, unit: &Arc<Unit>, name: &str) -> Answer {
    const DEEPEST: usize = 32;
    let mut current = unit.id;
    for _ in 0..DEEPEST {
        let found = textual(cx, current, name, 0);
        if !found.is_missing() {
            return found;
        }
        match modules::parent(cx, Module::of_file(current)) {
            Some(above) if above.file != current => current = above.file,
            _ => break,
        }
    }
    let root = modules::root(cx, unit.id);
    let through = through_crates(cx, root, name);
    through.or_else(|| Answer::external(Rule::Builtin))
}

/// A macro written at the top of a file, or in a module of it that lets its macros out.
fn textual(cx: &mut Session<'_>, file: FileId, name: &str, depth: u32) -> Answer {
    const DEEPEST: u32 = 6;
    cx.ask_name(name);
    let unit = cx.unit(file);
    if let Some(id) = unit.name(name) {
        let is_macro = |binding: &BindingId| {
            unit.binding(*binding).def.is_some_and(|def| unit.def(def).kind == DefKind::Macro)
        };
        let own = unit.bindings_named(id).filter(is_macro).find(|binding| {
            let scope = unit.binding(*binding).scope;
            scope == ScopeId::new(0) || lets_out(&unit, scope)
        });
        if let Some(def) = own.and_then(|binding| unit.binding(binding).def) {
            return Answer::def(DefRef::new(file, def), Rule::MacroScope);
        }
    }
    if depth >= DEEPEST {
        return Answer::missing(Reason::UnknownName);
    }
    let open: Vec<DefId> = unit
        .defs()
        .filter(|(_, def)| def.kind == DefKind::Module && def.opens.is_none() && !def.decorators.is_empty())
        .map(|(id, _)| id)
        .filter(|id| decorators(&unit, *id).any(|name| name == "macro_use"))
        .collect();
    for def in open {
        if let Some(inner) = modules::of_def(cx, DefRef::new(file, def)) {
            let found = textual(cx, inner.file, name, depth + 1);
            if !found.is_missing() {
                return found;
            }
        }
    }
    Answer::missing(Reason::UnknownName)
}

/// Whether the modules around a scope, up to the file, are all marked with `#[macro_use]`.
fn lets_out(unit: &Unit, scope: ScopeId) -> bool {
    unit.scopes_from(scope).take_while(|scope| *scope != ScopeId::new(0)).all(|scope| {
        let owner = unit.scope(scope).owner;
        owner.is_some_and(|owner| decorators(unit, owner).any(|name| name == "macro_use"))
    })
}

/// A macro of a crate that the root of this one brings with `#[macro_use] extern crate`.
fn through_crates(cx: &mut Session<'_>, root: FileId, name: &str) -> Answer {
    let unit = cx.unit(root);
    let crates: Vec<_> = unit
        .facts
        .imports
        .iter()
        .enumerate()
        .filter(|(_, import)| import.kind == ImportKind::Module && import.scope == ScopeId::new(0))
        .map(|(index, _)| model::ids::ImportId::new(index as u32))
        .collect();
    for import in crates {
        let krate = cx.imported(&unit, import, Space::Type);
        if let resolve::What::One(resolve::Entity::Module(file)) = krate.what
            && file != root
        {
            let found = exported(cx, file, name);
            if !found.is_missing() {
                return found;
            }
        }
    }
    Answer::missing(Reason::UnknownName)
}

/// A macro that is a member of a crate's root wherever it stands in the crate: `#[macro_export]`, or a derive macro by the
/// name in its attribute.
pub(super) fn exported(cx: &mut Session<'_>, root: FileId, name: &str) -> Answer {
    if root.is_std() {
        return Answer::external(Rule::Builtin);
    }
    if let Some(derive) = derive_macro(cx, root, name) {
        return Answer::def(derive, Rule::ModuleMember);
    }
    for def in cx.defs_named_where(name, |named| named.kind == DefKind::Macro) {
        let unit = cx.unit(def.file);
        if decorators(&unit, def.def).any(|name| name == "macro_export")
            && modules::root(cx, def.file) == root
        {
            return Answer::def(def, Rule::ModuleMember);
        }
    }
    Answer::missing(Reason::MissingExport)
}

/// The function behind `#[proc_macro_derive(Name)]`.
fn derive_macro(cx: &mut Session<'_>, root: FileId, name: &str) -> Option<DefRef> {
    let unit = cx.unit(root);
    unit.name(name)?;
    let derives = |def: DefId| {
        unit.facts.list::<ExprId>(unit.def(def).decorators).any(|expr| match unit.expr(expr) {
            Expr::MacroCall { callee, args } => {
                let is_derive =
                    unit.last_name(callee).is_some_and(|name| unit.text(name) == "proc_macro_derive");
                let first = unit.facts.list::<ExprId>(args).next();
                is_derive
                    && first
                        .and_then(|first| unit.last_name(first))
                        .is_some_and(|first| unit.text(first) == name)
            }
            _ => false,
        })
    };
    let found = unit.defs().find(|(id, def)| def.kind == DefKind::Function && derives(*id));
    found.map(|(id, _)| DefRef::new(root, id))
}
