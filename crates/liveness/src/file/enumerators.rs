//! What finds members by enumerating them, and members that are found so.

use super::FileInput;

/// The first thing in a file that enumerates members: a function that is named, or a library that is imported.
pub(super) fn first(input: &FileInput<'_>) -> String {
    let (facts, enumerators) = (input.facts, input.rules.enumerators);
    if enumerators.is_empty() {
        return String::new();
    }
    let sites = facts.sites.iter().map(|site| site.name);
    let imports = facts.imports.iter().flat_map(|import| facts.list(import.path));
    let mut names = sites.chain(imports).map(|name| facts.text(name));
    names.find(|name| enumerators.contains(name)).unwrap_or_default().to_owned()
}

/// Whether a member is called as what reads or writes a property is: `getX`, `setX`, `isX`. What enumerates members can open private ones.
pub(super) fn is_accessor(name: &str) -> bool {
    let rest = ["get", "set", "is"].iter().find_map(|begin| name.strip_prefix(begin));
    rest.is_some_and(|rest| rest.starts_with(|next: char| next.is_uppercase() || next == '_'))
}
