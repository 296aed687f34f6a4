//! Names of modules and distributions.

use extract::{Manifest, ModulePlace};

/// Manifests that name distributions.
pub(super) static MANIFESTS: &[Manifest] = &[
    Manifest { file_name: "pyproject.toml", package: pyproject },
    Manifest { file_name: "setup.cfg", package: setup_cfg },
    Manifest { file_name: "setup.py", package: setup_py },
];

/// `pkg.sub.module`: the path from the directory above the outermost package, `__init__` left out.
pub(super) fn display_name(place: &ModulePlace<'_>) -> String {
    let stem = place.path.stem();
    let directory = place.path.parent().unwrap_or("");
    let mut segments = Vec::new();
    let mut next = Some(directory).filter(|directory| !directory.is_empty());
    while let Some(package) = next.filter(|package| is_package(place, package)) {
        let (above, name) = package.rsplit_once('/').unwrap_or(("", package));
        segments.push(name);
        next = Some(above).filter(|above| !above.is_empty());
    }
    segments.reverse();
    if stem != "__init__" || segments.is_empty() {
        segments.push(stem);
    }
    segments.join(".")
}

fn is_package(place: &ModulePlace<'_>, directory: &str) -> bool {
    ["__init__.py", "__init__.pyi"].iter().any(|name| (place.has_file)(&format!("{directory}/{name}")))
}

fn pyproject(text: &str) -> Option<String> {
    let table: toml::Table = text.parse().ok()?;
    let project = table.get("project").and_then(|project| project.get("name"));
    let poetry = || table.get("tool")?.get("poetry")?.get("name");
    Some(project.or_else(poetry)?.as_str()?.to_owned())
}

/// `name = x` below `[metadata]`.
fn setup_cfg(text: &str) -> Option<String> {
    let metadata = text.lines().skip_while(|line| line.trim() != "[metadata]").skip(1);
    let lines = metadata.take_while(|line| !line.trim_start().starts_with('['));
    let name = lines.filter_map(|line| line.split_once('=')).find(|(key, _)| key.trim() == "name");
    name.map(|(_, value)| value.trim().to_owned()).filter(|name| !name.is_empty())
}

/// `name="x"` as an argument, when it is a literal.
fn setup_py(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some(at) = rest.find("name") {
        let standing_alone = !rest[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        rest = &rest[at + 4..];
        let value = rest.trim_start().strip_prefix('=').map(str::trim_start);
        let quote = value.and_then(|value| value.chars().next()).filter(|quote| matches!(quote, '"' | '\''));
        if let (true, Some(value), Some(quote)) = (standing_alone, value, quote) {
            return value[1..].split(quote).next().map(str::to_owned);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{display_name, pyproject, setup_cfg, setup_py};
    use extract::ModulePlace;
    use model::path::RepoPath;

    fn name(path: &str, files: &[&str]) -> String {
        let path = RepoPath::new(path).expect("root-relative");
        display_name(&ModulePlace {
            path: &path,
            package: "",
            package_dir: "",
            has_file: &|file| files.contains(&file),
        })
    }

    #[test]
    fn packages_begin_where_init_files_begin() {
        let files = ["src/flask/__init__.py", "src/flask/json/__init__.py"];
        assert_eq!(name("src/flask/app.py", &files), "flask.app");
        assert_eq!(name("src/flask/json/__init__.py", &files), "flask.json");
        assert_eq!(name("src/flask/json/tag.pyi", &files), "flask.json.tag");
        assert_eq!(name("setup.py", &files), "setup");
        assert_eq!(name("__init__.py", &files), "__init__");
    }

    #[test]
    fn manifests_name_distributions() {
        assert_eq!(pyproject("[project]\nname = 'Flask'").as_deref(), Some("Flask"));
        assert_eq!(pyproject("[tool.poetry]\nname = \"x\"").as_deref(), Some("x"));
        assert_eq!(pyproject("[build-system]\n"), None);
        assert_eq!(setup_cfg("[metadata]\nname = y\n[options]\n").as_deref(), Some("y"));
        assert_eq!(setup_py("setup(\n  filename='a', name = \"z\",)").as_deref(), Some("z"));
    }
}
