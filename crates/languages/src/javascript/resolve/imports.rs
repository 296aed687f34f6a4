//! What the names that imports bring stand for.

use std::sync::Arc;

use model::facts::ImportFlags;
use model::ids::ImportId;
use model::kinds::ImportKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, Entity, FileId, Session, Space, Unit, What};

use super::{exports, specifiers};

/// What an import's name stands for.
pub(super) fn import(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, space: Space) -> Answer {
    let facts = *unit.facts.import(import);
    if facts.path.is_empty() {
        return exports::renamed(cx, unit, import, space);
    }
    let module = specifiers::module(cx, unit, import);
    let What::One(entity) = module.what else {
        return match module.what {
            What::External => Answer::external(Rule::ExternalImport),
            _ => module,
        };
    };
    let Entity::Module(file) = entity else {
        let name = facts.member.map_or("default", |name| unit.text(name));
        return match facts.kind {
            ImportKind::Member | ImportKind::Default => cx.member_of_answer(module, name, space),
            _ => module,
        };
    };
    let found = match (facts.kind, facts.member) {
        (ImportKind::Member, Some(name)) => cx.module_member(file, unit.text(name), space),
        (ImportKind::Require, Some(name)) => {
            let name = unit.text(name).to_owned();
            cx.module_member(file, &name, space)
        }
        (ImportKind::Default, _) => cx.module_member(file, "default", space),
        (ImportKind::Require, None) | (ImportKind::Dynamic, _) => return whole(cx, file, space),
        (ImportKind::Module, _) if facts.flags.contains(ImportFlags::EQUALS) => {
            return whole(cx, file, space);
        }
        _ => return module,
    };
    if found.is_missing() { found } else { found.by(Rule::ImportBinding) }
}

fn whole(cx: &mut Session<'_>, file: FileId, space: Space) -> Answer {
    let found = exports::whole(cx, file, space);
    match found.what {
        What::One(Entity::Module(_)) => found,
        _ if found.is_missing() => Answer::missing(Reason::MissingExport),
        _ => found.by(Rule::ImportBinding),
    }
}

/// What a segment of an import stands for: the module, else the member in whatever name space has it.
pub(super) fn segment(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, segment: u16) -> Answer {
    let facts = *unit.facts.import(import);
    let names_member = u32::from(segment) >= facts.path.len
        || matches!(facts.kind, ImportKind::Require | ImportKind::Module);
    if !names_member {
        return specifiers::module(cx, unit, import);
    }
    let value = cx.imported(unit, import, Space::Value);
    value.or_else(|| cx.imported(unit, import, Space::Type))
}
