//! Other distributions that a `pyproject.toml` names by their directories.

use toml::{Table, Value};

/// Directories of dependencies, relative to the manifest: sources of uv, dependencies of Poetry, and requirements with a
/// path.
pub(super) fn directories(text: &str) -> Vec<String> {
    let Ok(table) = text.parse::<Table>() else { return Vec::new() };
    let at = |path: &[&str]| path.iter().try_fold(table.get("tool")?, |value, key| value.get(key));
    let mut found = Vec::new();
    by_path(at(&["uv", "sources"]), &mut found);
    by_path(at(&["poetry", "dependencies"]), &mut found);
    by_path(at(&["poetry", "dev-dependencies"]), &mut found);
    let groups = at(&["poetry", "group"]).and_then(Value::as_table);
    for group in groups.into_iter().flat_map(Table::values) {
        by_path(group.get("dependencies"), &mut found);
    }
    if let Some(project) = table.get("project") {
        by_requirement(project.get("dependencies"), &mut found);
        let optional = project.get("optional-dependencies").and_then(Value::as_table);
        optional.into_iter().flat_map(Table::values).for_each(|list| by_requirement(Some(list), &mut found));
    }
    found
}

/// `name = { path = "../x" }`.
fn by_path(sources: Option<&Value>, found: &mut Vec<String>) {
    let sources = sources.and_then(Value::as_table).into_iter().flat_map(Table::values);
    let paths = sources.filter_map(|source| source.get("path")?.as_str());
    found.extend(paths.filter(|path| !path.starts_with('/')).map(str::to_owned));
}

/// `name @ file:../x`.
fn by_requirement(list: Option<&Value>, found: &mut Vec<String>) {
    let list = list.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let paths = list.filter_map(|wanted| wanted.split_once('@')?.1.trim().strip_prefix("file:"));
    found.extend(paths.filter(|path| !path.starts_with('/')).map(str::to_owned));
}

#[cfg(test)]
mod tests {
    use super::directories;

    #[test]
    fn dependencies_may_be_directories() {
        let uv = "[tool.uv.sources]\na = { path = \"../a\", editable = true }\nb = { git = \"x\" }";
        assert_eq!(directories(uv), ["../a"]);
        let poetry = "[tool.poetry.dependencies]\na = \"^1\"\nb = { path = \"../b\" }\n\
                      [tool.poetry.group.dev.dependencies]\nc = { path = \"../c\" }";
        assert_eq!(directories(poetry), ["../b", "../c"]);
        assert_eq!(directories("[project]\ndependencies = [\"a>1\", \"b @ file:../b\"]"), ["../b"]);
        assert!(directories("not a manifest [").is_empty());
    }
}
