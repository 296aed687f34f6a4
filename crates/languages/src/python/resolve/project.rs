//! Which directories Python imports start from: what manifests say, else what the layout suggests.

use std::sync::Arc;

use resolve::{Files, Manifests, Project};

use super::sources;

/// Manifests and configuration files that say where packages lie.
pub(super) const MANIFESTS: &[&str] = &["pyproject.toml", "setup.cfg", "setup.py", "pytest.ini", "tox.ini"];

/// Directories below a manifest that hold packages by custom.
const CUSTOMARY: &[&str] = &["src", "lib", "python"];

/// One distribution: the directory of its manifest and what imports in it start from.
#[derive(PartialEq, Eq, Debug, Default)]
pub(super) struct Distribution {
    /// Where its manifest lies; empty for the root of the tree.
    pub(super) directory: String,
    /// Directories that hold its packages, in the order in which they are tried.
    pub(super) roots: Vec<String>,
}

/// All distributions of a tree, deepest first.
#[derive(Default, Debug)]
pub(super) struct Layout {
    pub(super) distributions: Vec<Distribution>,
    /// The directories of distributions with directories that their manifests name.
    joins: Vec<(String, String)>,
}

/// Reads the manifests.
pub(super) fn project(files: &Files, manifests: &dyn Manifests) -> Project {
    let mut layout = Layout::default();
    layout.add("", Vec::new(), files);
    for name in MANIFESTS {
        for path in manifests.named(name) {
            let directory = path.parent().unwrap_or("").to_owned();
            let text = manifests.read(&path).unwrap_or_default();
            let said = match *name {
                "pyproject.toml" => pyproject(&text),
                "setup.py" => setup_py(&text),
                _ => ini(&text),
            };
            if *name == "pyproject.toml" {
                let named = sources::directories(&text).into_iter();
                layout.joins.extend(named.map(|path| (directory.clone(), normal(&join(&directory, &path)))));
            }
            layout.add(&directory, said, files);
        }
    }
    layout
        .distributions
        .sort_by(|a, b| (b.directory.len(), &a.directory).cmp(&(a.directory.len(), &b.directory)));
    Arc::new(layout)
}

impl Layout {
    fn add(&mut self, directory: &str, said: Vec<String>, files: &Files) {
        let known = self.distributions.iter().position(|known| known.directory == directory);
        let at = known.unwrap_or_else(|| {
            let directory = directory.to_owned();
            self.distributions.push(Distribution { directory, roots: Vec::new() });
            self.distributions.len() - 1
        });
        let customary = CUSTOMARY.iter().map(|name| (*name).to_owned()).filter(|name| {
            let path = join(directory, name);
            files.has_directory(&path) && !is_package(files, &path)
        });
        let roots = &mut self.distributions[at].roots;
        for root in said.into_iter().chain(customary).chain([String::new()]) {
            let root = normal(&join(directory, &root));
            if !roots.contains(&root) {
                roots.push(root);
            }
        }
        // A manifest's own directory is tried after what it names.
        let own = normal(directory);
        roots.retain(|root| *root != own);
        roots.push(own);
    }

    /// See [`Policy::joins`](resolve::Policy::joins).
    pub(super) fn joins(&self) -> Vec<(String, String)> {
        let named = |known: &Distribution| {
            let outside = known.roots.iter().filter(|root| !is_below(root, &known.directory));
            outside.map(|root| (known.directory.clone(), root.clone())).collect::<Vec<_>>()
        };
        self.distributions.iter().flat_map(named).chain(self.joins.iter().cloned()).collect()
    }

    /// The directories that absolute imports in `directory` start from: of its own distribution, of those around, of all
    /// others from near to far; only those that are `near`, in the same repository.
    pub(super) fn roots(&self, directory: &str, near: impl Fn(&str) -> bool) -> Vec<&str> {
        let around = |known: &&Distribution| is_below(directory, &known.directory);
        let own = self.distributions.iter().filter(around);
        let others = self.distributions.iter().filter(|known| !is_below(directory, &known.directory));
        let mut others: Vec<&Distribution> = others.collect();
        others.sort_by_key(|known| std::cmp::Reverse(shared(&known.directory, directory)));
        let mut roots: Vec<&str> = Vec::new();
        for root in own.chain(others).flat_map(|known| &known.roots) {
            if !roots.contains(&root.as_str()) && near(root) {
                roots.push(root);
            }
        }
        roots
    }
}

fn is_package(files: &Files, directory: &str) -> bool {
    ["__init__.py", "__init__.pyi"].iter().any(|name| files.find(&join(directory, name)).is_some())
}

fn is_below(directory: &str, above: &str) -> bool {
    above.is_empty()
        || directory.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// How many directories from the top two paths share.
fn shared(one: &str, other: &str) -> usize {
    one.split('/').zip(other.split('/')).take_while(|(one, other)| one == other).count()
}

/// `name` below `directory`, which may be empty.
pub(super) fn join(directory: &str, name: &str) -> String {
    match (directory.is_empty(), name.is_empty()) {
        (true, _) => name.to_owned(),
        (_, true) => directory.to_owned(),
        _ => format!("{directory}/{name}"),
    }
}

/// Without `.` and `..`.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn pyproject(text: &str) -> Vec<String> {
    let Ok(table) = text.parse::<toml::Table>() else { return Vec::new() };
    let at = |path: &[&str]| {
        let mut value = table.get(path[0])?;
        for key in &path[1..] {
            value = value.get(key)?;
        }
        Some(value.clone())
    };
    let mut roots = Vec::new();
    let mut strings = |value: Option<toml::Value>| match value {
        Some(toml::Value::String(text)) => roots.push(text),
        Some(toml::Value::Array(items)) => {
            roots.extend(items.iter().filter_map(|item| item.as_str()).map(str::to_owned));
        }
        _ => {}
    };
    strings(at(&["tool", "setuptools", "package-dir", ""]));
    strings(at(&["tool", "setuptools", "packages", "find", "where"]));
    strings(at(&["tool", "pytest", "ini_options", "pythonpath"]));
    strings(at(&["tool", "pyright", "extraPaths"]));
    strings(at(&["tool", "mypy", "mypy_path"]));
    strings(at(&["tool", "pdm", "build", "package-dir"]));
    strings(at(&["tool", "maturin", "python-source"]));
    let packages = at(&["tool", "poetry", "packages"]);
    let from = |item: &toml::Value| Some(item.get("from")?.as_str()?.to_owned());
    roots.extend(packages.iter().filter_map(toml::Value::as_array).flatten().filter_map(from));
    for build in ["hatch", "flit"] {
        let packages = at(&["tool", build, "build", "targets", "wheel", "packages"]);
        let names =
            packages.iter().filter_map(toml::Value::as_array).flatten().filter_map(toml::Value::as_str);
        roots.extend(names.filter_map(|name| Some(name.rsplit_once('/')?.0.to_owned())));
    }
    roots
}

/// `where = x` and `package_dir = =x` of `setup.cfg`, `pythonpath` of pytest's files.
fn ini(text: &str) -> Vec<String> {
    let mut roots = Vec::new();
    let mut key = "";
    for line in text.lines() {
        let line = line.split(['#', ';']).next().unwrap_or_default();
        let value = match line.split_once('=') {
            Some((name, value)) if !line.starts_with([' ', '\t']) => {
                key = name.trim();
                value
            }
            _ if line.starts_with([' ', '\t']) => line,
            _ => {
                key = "";
                continue;
            }
        };
        match key {
            "where" | "pythonpath" => roots.extend(value.split_whitespace().map(str::to_owned)),
            "package_dir" => roots.extend(
                value
                    .trim()
                    .strip_prefix('=')
                    .map(|root| root.trim().to_owned())
                    .filter(|root| !root.is_empty()),
            ),
            _ => {}
        }
    }
    roots
}

/// `package_dir={"": "x"}`, `find_packages("x")`, `find_packages(where="x")`, when they are literals.
fn setup_py(text: &str) -> Vec<String> {
    const BEFORE: &[&str] = &[
        r#""": ""#,
        r"'': '",
        r#""":""#,
        r"'':'",
        r#"find_packages(""#,
        r"find_packages('",
        r#"where=""#,
        r"where='",
        r#"find_namespace_packages(""#,
    ];
    let mut roots = Vec::new();
    for before in BEFORE {
        for (at, _) in text.match_indices(before) {
            let rest = &text[at + before.len()..];
            roots.extend(rest.split(['"', '\'']).next().map(str::to_owned));
        }
    }
    roots
}

#[cfg(test)]
mod tests {
    use super::{ini, normal, pyproject, setup_py};

    #[test]
    fn manifests_say_where_packages_lie() {
        assert_eq!(pyproject("[tool.setuptools]\npackage-dir = {\"\" = \"src\"}"), ["src"]);
        assert_eq!(pyproject("[tool.poetry]\npackages = [{include = \"a\", from = \"lib\"}]"), ["lib"]);
        assert_eq!(
            ini("[options]\npackage_dir =\n    = src\n[options.packages.find]\nwhere = lib\n"),
            ["src", "lib"]
        );
        assert_eq!(
            setup_py("setup(package_dir={'': 'src'}, packages=find_packages(\"src\"))"),
            ["src", "src"]
        );
        assert_eq!(normal("./a/../b/"), "b");
    }
}
