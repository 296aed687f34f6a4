//! Written paths: of `using`s, namespace aliases and qualified definitions.

use std::sync::Arc;

use model::facts::ImportFlags;
use model::ids::{ImportId, NameId};
use model::kinds::ImportKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, Entity, Session, Space, Ty, TyList, Unit, What};

use super::{kinds, names, namespaces, scopes, types, views};
use crate::c::resolve::headers::Target;
use crate::c::resolve::includes;

/// What an include or a `using` brings.
pub(super) fn import(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, space: Space) -> Answer {
    let facts = *unit.facts.import(import);
    if facts.kind == ImportKind::Text {
        return match includes::included(cx, unit, &facts) {
            Target::File(file) => Answer::one(Entity::Module(file), Rule::Include),
            Target::Several(files) => {
                let entities: Vec<Entity> = files.iter().map(|file| Entity::Module(*file)).collect();
                cx.candidates(&entities, Reason::Ambiguous, Rule::Include)
            }
            Target::Outside => Answer::external(Rule::ExternalImport),
            Target::Missing => Answer::missing(Reason::MissingModule),
        };
    }
    prefix(cx, unit, import, usize::MAX, space)
}

/// What the first `count` names of a `using`'s path stand for, its member included.
pub(super) fn prefix(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    import: ImportId,
    count: usize,
    space: Space,
) -> Answer {
    let facts = *unit.facts.import(import);
    let mut names: Vec<NameId> = unit.facts.list(facts.path).collect();
    names.extend(facts.member);
    names.truncate(count);
    let Some((first, rest)) = names.split_first() else { return Answer::missing(Reason::NotModelled) };
    let last = if rest.is_empty() { space } else { Space::Type };
    let mut answer = if facts.flags.contains(ImportFlags::GLOBAL) || facts.path.is_empty() {
        let viewer = views::viewer(cx, unit.id);
        let global = cx.space("");
        namespaces::member(cx, viewer, global, unit.text(*first), last)
    } else {
        let found = scopes::unqualified(cx, unit, facts.scope, *first, facts.span.start, last);
        if found.is_missing() { names::beyond(cx, unit, *first) } else { found }
    };
    for (index, name) in rest.iter().enumerate() {
        let last = if index + 1 == rest.len() { space } else { Space::Type };
        if *name == names[index] && is_class(cx, answer) {
            // The constructors of a base.
            return answer;
        }
        answer = member(cx, answer, unit.text(*name), last);
    }
    if facts.kind == ImportKind::Member && !answer.is_missing() {
        answer.by(Rule::ImportBinding)
    } else {
        answer
    }
}

fn is_class(cx: &mut Session<'_>, answer: Answer) -> bool {
    cx.first_def(answer).is_some_and(|def| kinds::is_type(cx.kind(def)))
}

/// A member of what a path has led to, aliases seen through.
pub(super) fn member(cx: &mut Session<'_>, base: Answer, name: &str, space: Space) -> Answer {
    match base.what {
        What::One(Entity::Def(_)) | What::Dispatch(_) | What::Group(_) => {
            let ty = types::named(cx, base, TyList::EMPTY);
            match cx.ty(ty) {
                Ty::Instance(def, args) => {
                    let ty = cx.id(Ty::Type(def, args));
                    cx.member(ty, name, resolve::Side::Static)
                }
                Ty::External => Answer::external(Rule::ExternalMember),
                Ty::Param(..) => Answer::missing(Reason::Dependent),
                _ => Answer::missing(Reason::NoSuchMember),
            }
        }
        What::One(Entity::Binding(..)) => Answer::missing(Reason::Dependent),
        _ => cx.member_of_answer(base, name, space),
    }
}
