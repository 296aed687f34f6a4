//! rust-callgraph-benchmark: crates in which comments above calls name what is called.
//!
//! ```text
//! // instance method call (trait)
//! // structs::lib::fat::{impl BarTrait for Fat}::method
//! let x = fat.method();
//! ```
//!
//! The call below with the last name must be resolved to a definition with that name whose parent is that type, trait or
//! module, in an impl of that trait if one is named; or be a dispatch over a set that contains it.

use std::fs;
use std::path::Path;

use anyhow::Result;
use model::kinds::{DefKind, Role};
use model::outcome::OutcomeKind;
use resolve::Unit;

use super::report::Report;
use super::tree::{Reference, Target, Tree};

/// Lines below a comment that are searched for its call.
const NEAR: u32 = 6;

pub(super) fn run(root: &Path) -> Result<Report> {
    let mut report =
        Report::new("rust-callgraph-benchmark (Rust)", &["right", "in a set", "wrong", "missed"]);
    let sources = root.join("src");
    let tree = Tree::read(&sources)?;
    for unit in tree.units() {
        let path = unit.placement.path.as_str();
        let text = fs::read_to_string(sources.join(path))?;
        let lines: Vec<&str> = text.lines().collect();
        for (index, pair) in lines.windows(2).enumerate() {
            let Some(expected) = expected(pair[0], pair[1]) else { continue };
            // Some calls are commented out.
            let below = lines[index + 2..].iter().take(NEAR as usize);
            let mut code = below.filter(|line| !line.trim().starts_with("//"));
            if !code.any(|line| line.contains(&expected.name)) {
                continue;
            }
            let category = path.split('/').next().unwrap_or_default();
            judge(&tree, unit, index as u32 + 2, &expected, category, &mut report);
        }
    }
    Ok(report)
}

/// What a comment says is called.
#[derive(PartialEq, Eq, Debug)]
struct Expected {
    name: String,
    parent: String,
    of_trait: Option<String>,
}

/// Reads the two lines of a comment.
fn expected(kind: &str, path: &str) -> Option<Expected> {
    let kind = kind.trim().strip_prefix("// ")?;
    let path = path.trim().strip_prefix("// ")?.trim_end_matches(" and");
    let says_call = kind.contains(" call") && !kind.contains("pointer") && !kind.starts_with("The ");
    if !says_call || path.contains(' ') && !path.contains("{impl ") {
        return None;
    }
    let (path, of_trait) = match path.split_once("{impl ") {
        Some((before, rest)) => {
            let (of_trait, rest) = rest.split_once(" for ")?;
            let (ty, rest) = rest.split_once('}')?;
            (format!("{before}{ty}{rest}"), Some(of_trait.to_owned()))
        }
        None => (path.to_owned(), None),
    };
    let plain = without_arguments(&path);
    let mut segments = plain.split("::").filter(|segment| !segment.is_empty()).collect::<Vec<_>>();
    let (name, parent) = (segments.pop()?, segments.pop()?);
    let is_name = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_name(name) && is_name(parent)).then(|| Expected {
        name: name.to_owned(),
        parent: parent.to_owned(),
        of_trait,
    })
}

/// A path without what stands in angle brackets.
fn without_arguments(path: &str) -> String {
    let mut depth = 0;
    let mut keep = |c: char| {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            _ => return depth == 0,
        }
        false
    };
    path.chars().filter(|c| keep(*c)).collect()
}

fn judge(tree: &Tree, unit: &Unit, line: u32, expected: &Expected, category: &str, report: &mut Report) {
    let near = tree.references(unit).filter(|found| (line..line + NEAR).contains(&found.at.line));
    let mut calls = near.filter(|found| found.site.role == Role::Call && found.name() == expected.name);
    let found = calls.next();
    let measure = found.as_ref().map_or(3, |found| verdict(found, expected));
    (0..4).for_each(|index| report.count(category, index, usize::from(index == measure), 1));
    if measure >= 2 {
        let said = found.map_or("no such call".to_owned(), |found| {
            let targets: Vec<String> = found.targets.iter().map(Target::name).collect();
            let reason = found.outcome.reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
            format!("{}{reason} {}", found.outcome.kind, targets.join(", "))
        });
        let word = if measure == 2 { "Wrong" } else { "Missed" };
        report.fail(format!("{}:{line}: {word}: {expected:?}: {said}", unit.placement.path));
    }
}

fn verdict(found: &Reference<'_>, expected: &Expected) -> usize {
    let first = found.targets.first().is_some_and(|target| is(target, expected));
    match found.outcome.kind {
        OutcomeKind::Resolved if first => 0,
        OutcomeKind::Dispatch if found.targets.iter().any(|target| is(target, expected)) => 1,
        OutcomeKind::Resolved => 2,
        // Methods of the library are not in the tree.
        OutcomeKind::External if expected.parent == "Vec" => 0,
        _ => 3,
    }
}

fn is(target: &Target<'_>, expected: &Expected) -> bool {
    let Some(def) = target.def else { return false };
    let unit = target.unit;
    let parent = unit.def(def).parent.map(|parent| unit.def(parent));
    let of_trait = parent.and_then(|parent| parent.segment).map(|segment| unit.text(segment));
    let of_trait = of_trait.filter(|segment| segment.contains(" as "));
    let parent_fits = match parent {
        Some(parent) => unit.text(parent.name) == expected.parent,
        None => unit.placement.module.ends_with(&expected.parent),
    };
    let trait_fits = match (&expected.of_trait, of_trait) {
        (Some(wanted), Some(segment)) => segment.contains(&format!(" as {wanted}")),
        (None, Some(_)) | (Some(_), None) => false,
        (None, None) => true,
    };
    let is_impl = parent.is_some_and(|parent| parent.kind == DefKind::Impl);
    unit.def_name(def) == expected.name && parent_fits && (trait_fits || !is_impl)
}

#[cfg(test)]
mod tests {
    use super::{Expected, expected};

    #[test]
    fn comments_are_read() {
        let read = |path: &str| {
            let Expected { name, parent, of_trait } = expected("// static function call (x)", path)?;
            Some((parent, name, of_trait))
        };
        let of = |parent: &str, name: &str, of_trait: Option<&str>| {
            Some((parent.to_owned(), name.to_owned(), of_trait.map(str::to_owned)))
        };
        assert_eq!(read("// a::B::c"), of("B", "c", None));
        assert_eq!(read("// a::b::{impl T for X}::m and"), of("X", "m", Some("T")));
        assert_eq!(read("// a::b::new::<c::D>"), of("b", "new", None));
        assert_eq!(read("// traits::G<i32>::m"), of("G", "m", None));
        assert_eq!(read("// Fully qualified syntax."), None);
        assert_eq!(expected("// Some words.", "// a::b"), None);
    }
}
