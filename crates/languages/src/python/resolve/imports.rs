//! Imports.

use std::sync::Arc;

use model::facts::Import;
use model::ids::ImportId;
use model::kinds::ImportKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, Entity, Session, Space, Unit};

use super::modules;

/// What an import's name stands for.
pub(super) fn import(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, space: Space) -> Answer {
    let facts = *unit.facts.import(import);
    match facts.kind {
        ImportKind::Member => {
            let module = module(cx, unit, &facts, usize::MAX);
            let name = facts.member.map(|name| unit.text(name).to_owned()).unwrap_or_default();
            cx.member_of_answer(module, &name, space).by(Rule::ImportBinding)
        }
        _ => {
            let first = unit.facts.list::<model::ids::NameId>(facts.path).next();
            let renamed = facts.local != first;
            module(cx, unit, &facts, if renamed { usize::MAX } else { 1 })
        }
    }
}

/// What a segment of an import stands for.
pub(super) fn segment(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, segment: u16) -> Answer {
    let facts = *unit.facts.import(import);
    if u32::from(segment) >= facts.path.len {
        return cx.imported(unit, import, Space::Value);
    }
    module(cx, unit, &facts, usize::from(segment) + 1)
}

/// The module named by the first `count` segments of an import's path.
fn module(cx: &mut Session<'_>, unit: &Arc<Unit>, import: &Import, count: usize) -> Answer {
    let segments: Vec<String> =
        unit.facts.list(import.path).take(count).map(|name| unit.text(name).to_owned()).collect();
    let path = unit.placement.path.clone();
    let directory = path.parent().unwrap_or("").to_owned();
    if import.level > 0 {
        let mut base = directory;
        for _ in 1..import.level {
            base = base.rsplit_once('/').map_or(String::new(), |(above, _)| above.to_owned());
        }
        return walk(cx, &base, &segments);
    }
    for root in roots(&directory) {
        let found = walk(cx, &root, &segments);
        if !found.is_missing() {
            return found;
        }
    }
    Answer::external(Rule::ExternalImport)
}

/// Directories that absolute imports may start from: every one above the file, and `src` in it.
fn roots(directory: &str) -> Vec<String> {
    let mut roots = Vec::new();
    let mut next = Some(directory);
    while let Some(current) = next {
        roots.push(current.to_owned());
        roots.push(if current.is_empty() { "src".to_owned() } else { format!("{current}/src") });
        next = if current.is_empty() {
            None
        } else {
            Some(current.rsplit_once('/').map_or("", |(above, _)| above))
        };
    }
    roots
}

fn walk(cx: &mut Session<'_>, base: &str, segments: &[String]) -> Answer {
    let mut path = base.to_owned();
    let mut found = modules::at(cx, base);
    for segment in segments {
        path = if path.is_empty() { segment.clone() } else { format!("{path}/{segment}") };
        found = modules::at(cx, &path);
        if found.is_none() {
            return Answer::missing(Reason::MissingModule);
        }
    }
    found.map_or(Answer::missing(Reason::MissingModule), |entity| Answer::one(entity, Rule::ModulePath))
}

/// A name that a star import of the file brings.
pub(super) fn through_stars(cx: &mut Session<'_>, unit: &Arc<Unit>, name: &str, space: Space) -> Answer {
    cx.ask_stars(unit.id);
    for import in unit.facts.imports.clone() {
        if import.kind != ImportKind::Star {
            continue;
        }
        let module = module(cx, unit, &import, usize::MAX);
        if let resolve::What::One(Entity::Module(file)) = module.what
            && file != unit.id
        {
            let found =
                cx.deeper(Answer::missing(Reason::TooComplex), |cx| modules::member(cx, file, name, space));
            if !found.is_missing() {
                return found.by(Rule::StarImport);
            }
        }
    }
    Answer::missing(Reason::UnknownName)
}
