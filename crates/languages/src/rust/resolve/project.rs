//! Packages as `Cargo.toml` files describe them: where a crate begins, and which crates its code can name.

use std::collections::{BTreeMap, BTreeSet};

use model::path::RepoPath;
use resolve::{Files, Manifests};
use rustc_hash::FxHashMap;
use toml::{Table, Value};

/// All packages of the tree, by the directory of their manifest.
#[derive(Default, Debug)]
pub(super) struct Cargo {
    packages: BTreeMap<String, Package>,
    /// Files that are named as, or by their place are, the root of a crate.
    roots: BTreeMap<String, Vec<String>>,
}

/// A package.
#[derive(Default, Debug)]
pub(super) struct Package {
    /// The name by which other crates name its library.
    pub(super) krate: String,
    /// The library's root, when there is one.
    pub(super) library: Option<String>,
    /// Whether paths in `use` begin at the crate's root.
    pub(super) rooted_paths: bool,
    dependencies: BTreeMap<String, Dependency>,
    /// The directories of the packages that are linked into its crates: itself and what it depends on, in the tree.
    linked: BTreeSet<String>,
}

impl Package {
    /// Whether the package in a directory is this one, or one that it depends on.
    pub(super) fn links(&self, directory: &str) -> bool {
        self.linked.contains(directory)
    }

    /// What a crate name means in the package's code.
    pub(super) fn dependency(&self, name: &str) -> Option<Dependency> {
        self.dependencies.get(name).cloned()
    }
}

/// What a name of a dependency stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Dependency {
    /// The package in this directory.
    Package(String),
    /// Something outside the tree.
    External,
}

impl Dependency {
    /// The directory of a package of the tree.
    fn directory(&self) -> Option<&str> {
        match self {
            Self::Package(directory) => Some(directory),
            Self::External => None,
        }
    }
}

const DEPENDENCIES: &[&str] = &["dependencies", "dev-dependencies", "build-dependencies"];

impl Cargo {
    /// Reads every manifest of the tree.
    pub(super) fn read(files: &Files, manifests: &dyn Manifests) -> Self {
        let texts: Vec<(String, Table)> = manifests
            .named("Cargo.toml")
            .iter()
            .filter_map(|path| {
                let table = manifests.read(path)?.parse().ok()?;
                Some((path.parent().unwrap_or("").to_owned(), table))
            })
            .collect();
        let by_directory: FxHashMap<&str, &Table> =
            texts.iter().map(|(directory, table)| (directory.as_str(), table)).collect();
        let mut cargo = Self::default();
        for (directory, table) in &texts {
            let workspace = workspace_of(&by_directory, directory);
            let roots = named_roots(directory, table);
            if !roots.is_empty() {
                cargo.roots.insert(directory.clone(), roots);
            }
            if let Some(package) = package(files, directory, table, workspace.as_ref()) {
                cargo.packages.insert(directory.clone(), package);
            }
        }
        let linked: Vec<BTreeSet<String>> =
            cargo.packages.keys().map(|directory| cargo.linked(directory)).collect();
        cargo.packages.values_mut().zip(linked).for_each(|(package, linked)| package.linked = linked);
        cargo
    }

    /// The package in a directory and all that it depends on.
    fn linked(&self, directory: &str) -> BTreeSet<String> {
        let mut linked = BTreeSet::new();
        let mut next = vec![directory];
        while let Some(directory) = next.pop() {
            let Some(package) = self.packages.get(directory) else { continue };
            if linked.insert(directory.to_owned()) {
                next.extend(package.dependencies.values().filter_map(Dependency::directory));
            }
        }
        linked
    }

    /// The package that a file belongs to: that of the nearest manifest above.
    pub(super) fn package_of(&self, path: &RepoPath) -> Option<&Package> {
        self.packages.get(self.directory_of(path)?)
    }

    /// Whether the code of one file can be linked with that of another, which defines what the first uses.
    pub(super) fn links(&self, user: &RepoPath, definer: &RepoPath) -> bool {
        match (self.package_of(user), self.directory_of(definer)) {
            (Some(package), Some(directory)) => package.links(directory),
            _ => true,
        }
    }

    /// The directory of the package that a file belongs to.
    fn directory_of<'p>(&self, path: &'p RepoPath) -> Option<&'p str> {
        let mut directory = path.parent().unwrap_or("");
        loop {
            if self.packages.contains_key(directory) {
                return Some(directory);
            }
            if directory.is_empty() {
                return None;
            }
            directory = directory.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }

    /// The directories of packages with those of the packages that they name by path.
    pub(super) fn joins(&self) -> Vec<(String, String)> {
        let of = |(directory, package): (&String, &Package)| {
            let wanted = package.dependencies.values().filter_map(Dependency::directory);
            wanted.map(|wanted| (directory.clone(), wanted.to_owned())).collect::<Vec<_>>()
        };
        self.packages.iter().flat_map(of).collect()
    }

    /// The root of the library of the package in a directory.
    pub(super) fn library(&self, directory: &str) -> Option<&str> {
        self.packages.get(directory)?.library.as_deref()
    }

    /// Whether a file begins a crate, by its name or place or because a manifest says so.
    pub(super) fn is_root(&self, path: &RepoPath) -> bool {
        let directory = path.parent().unwrap_or("").rsplit('/').next().unwrap_or_default();
        matches!(path.stem(), "lib" | "main" | "build")
            || matches!(directory, "tests" | "examples" | "benches" | "bin")
            || self.roots_near(path.as_str()).any(|root| root == path.as_str())
    }

    /// Files that manifests name as roots of crates, in the directory of a file or one above.
    pub(super) fn roots_near(&self, path: &str) -> impl Iterator<Item = &str> {
        let directories = std::iter::successors(Some(path), |path| {
            (!path.is_empty()).then(|| path.rsplit_once('/').map_or("", |(above, _)| above))
        });
        let roots = directories.skip(1).filter_map(|directory| self.roots.get(directory));
        roots.flatten().map(String::as_str)
    }
}

/// The manifest of a workspace and where it is.
struct Workspace<'t> {
    directory: String,
    manifest: &'t Table,
}

impl<'t> Workspace<'t> {
    /// A table of its `[workspace]`.
    fn shared(&self, key: &str) -> Option<&'t Table> {
        self.manifest.get("workspace")?.get(key)?.as_table()
    }

    /// The directory of the package that stands in for one of a registry.
    fn patched(&self, name: &str) -> Option<String> {
        let patches = self.manifest.get("patch")?.as_table()?;
        let path = patches.values().find_map(|registry| registry.get(name)?.get("path")?.as_str())?;
        Some(join(&self.directory, path))
    }
}

/// The nearest manifest above a directory, itself included, that has a `[workspace]` or stands at the top.
fn workspace_of<'t>(by_directory: &FxHashMap<&str, &'t Table>, directory: &str) -> Option<Workspace<'t>> {
    let mut current = directory;
    loop {
        let manifest = by_directory.get(current).copied();
        if let Some(manifest) = manifest.filter(|table| table.contains_key("workspace")) {
            return Some(Workspace { directory: current.to_owned(), manifest });
        }
        if current.is_empty() {
            return None;
        }
        current = current.rsplit_once('/').map_or("", |(above, _)| above);
    }
}

fn package(
    files: &Files,
    directory: &str,
    table: &Table,
    workspace: Option<&Workspace<'_>>,
) -> Option<Package> {
    let about = table.get("package").or_else(|| table.get("project"))?.as_table()?;
    let lib = table.get("lib").and_then(Value::as_table);
    let text = |table: Option<&Table>, key: &str| Some(table?.get(key)?.as_str()?.to_owned());
    let name = text(lib, "name").or_else(|| text(Some(about), "name"))?;
    let library = join(directory, &text(lib, "path").unwrap_or_else(|| "src/lib.rs".to_owned()));
    let edition = match about.get("edition") {
        Some(Value::String(edition)) => Some(edition.clone()),
        Some(Value::Table(_)) => workspace.and_then(|workspace| text(workspace.shared("package"), "edition")),
        _ => None,
    };
    let mut package = Package {
        krate: identifier(&name),
        library: files.find(&library).map(|_| library),
        rooted_paths: edition.is_none_or(|edition| edition == "2015"),
        dependencies: BTreeMap::new(),
        linked: BTreeSet::new(),
    };
    let mut sections: Vec<&Table> =
        DEPENDENCIES.iter().filter_map(|key| table.get(*key)?.as_table()).collect();
    for target in table.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values) {
        sections.extend(DEPENDENCIES.iter().filter_map(|key| target.get(key)?.as_table()));
    }
    for (name, wanted) in sections.into_iter().flatten() {
        let found = dependency(directory, name, wanted, workspace);
        package.dependencies.insert(identifier(name), found);
    }
    Some(package)
}

/// Where a dependency leads. What stands in the workspace's table counts from the workspace's directory.
fn dependency(directory: &str, name: &str, wanted: &Value, workspace: Option<&Workspace<'_>>) -> Dependency {
    let path = |value: &Value| Some(value.get("path")?.as_str()?.to_owned());
    if let Some(path) = path(wanted) {
        return Dependency::Package(join(directory, &path));
    }
    let Some(workspace) = workspace else { return Dependency::External };
    let inherited = wanted.get("workspace").and_then(Value::as_bool) == Some(true);
    let shared = workspace.shared("dependencies").and_then(|shared| shared.get(name)).filter(|_| inherited);
    if let Some(path) = shared.and_then(path) {
        return Dependency::Package(join(&workspace.directory, &path));
    }
    let renamed = shared.unwrap_or(wanted).get("package").and_then(Value::as_str);
    workspace.patched(renamed.unwrap_or(name)).map_or(Dependency::External, Dependency::Package)
}

/// The paths of all targets that a manifest spells out.
fn named_roots(directory: &str, table: &Table) -> Vec<String> {
    let mut roots = Vec::new();
    let mut push = |target: &Value| {
        roots.extend(target.get("path").and_then(Value::as_str).map(|path| join(directory, path)));
    };
    if let Some(lib) = table.get("lib") {
        push(lib);
    }
    for key in ["bin", "test", "example", "bench"] {
        table.get(key).and_then(Value::as_array).into_iter().flatten().for_each(&mut push);
    }
    roots
}

/// A crate's name in code.
fn identifier(name: &str) -> String {
    name.replace('-', "_")
}

/// `base/path` without `.` and `..`.
pub(super) fn join(base: &str, path: &str) -> String {
    let mut segments: Vec<&str> = base.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in path.split(['/', '\\']) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn paths_are_joined_lexically() {
        assert_eq!(join("a/b", "../c/./d.rs"), "a/c/d.rs");
        assert_eq!(join("", "x.rs"), "x.rs");
    }
}
