//! The project model: packages by their `package.json`, path mappings by `tsconfig.json` and `jsconfig.json`.

use std::collections::BTreeMap;

use model::path::RepoPath;
use resolve::Manifests;
use serde_json::Value;

use super::paths::{directory_of, join};

/// What manifests say, by directory.
#[derive(Debug, Default)]
pub(super) struct Model {
    packages: BTreeMap<String, Package>,
    by_name: BTreeMap<String, Vec<String>>,
    configs: BTreeMap<String, Config>,
}

/// A `package.json`.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) directory: String,
    pub(super) exports: Value,
    pub(super) imports: Value,
    /// Values of `types`, `typings`, `source`, `module`, `main`, `browser`, in that order, where they are texts.
    pub(super) entries: Vec<String>,
    /// Dependencies that are not from a registry: their names and paths; without a path, they are of the workspace.
    local: Vec<(String, Option<String>)>,
}

/// The options of a `tsconfig.json` or `jsconfig.json` that tell where modules are, those it extends included.
#[derive(Clone, Debug, Default)]
pub(super) struct Config {
    /// Directory that bare specifiers may start from.
    pub(super) base: Option<String>,
    /// Patterns with the paths they stand for, as written order; the longest prefix wins.
    pub(super) paths: Vec<(String, Vec<String>)>,
    pub(super) out_dir: Option<String>,
    pub(super) root_dir: Option<String>,
    /// Directories that are laid over each other.
    pub(super) root_dirs: Vec<String>,
}

impl Model {
    pub(super) fn read(manifests: &dyn Manifests) -> Self {
        let mut model = Self::default();
        for path in manifests.named("package.json") {
            if let Some(package) = read_json(manifests, &path).and_then(|json| package(&path, &json)) {
                if !package.name.is_empty() {
                    model.by_name.entry(package.name.clone()).or_default().push(package.directory.clone());
                }
                model.packages.insert(package.directory.clone(), package);
            }
        }
        for name in ["jsconfig.json", "tsconfig.json"] {
            for path in manifests.named(name) {
                if let Some(config) = config(manifests, &path, 0) {
                    model.configs.insert(directory_of(path.as_str()).to_owned(), config);
                }
            }
        }
        model
    }

    /// The package with a name that is nearest to a directory, among those in directories that are `near`.
    pub(super) fn named(&self, name: &str, directory: &str, near: impl Fn(&str) -> bool) -> Option<&Package> {
        let near = self.by_name.get(name)?.iter().filter(|candidate| near(candidate));
        // The first of those that share most.
        let nearest = near.rev().max_by_key(|candidate| shared(candidate, directory))?;
        self.packages.get(nearest)
    }

    /// The directories of packages with those of dependencies that they name by path, or as of their workspace when only
    /// one package has the name.
    pub(super) fn joins(&self) -> Vec<(String, String)> {
        let mut joins = Vec::new();
        for (directory, package) in &self.packages {
            for (name, wanted) in &package.local {
                let path = wanted.as_ref().and_then(|path| join(directory, path));
                let only = || match self.by_name.get(name).map(Vec::as_slice) {
                    Some([one]) if wanted.is_none() => Some(one.clone()),
                    _ => None,
                };
                joins.extend(path.or_else(only).map(|target| (directory.clone(), target)));
            }
        }
        joins
    }

    /// The package that a directory lies in.
    pub(super) fn around(&self, directory: &str) -> Option<&Package> {
        nearest(&self.packages, directory)
    }

    /// The package whose manifest stands in a directory.
    pub(super) fn at(&self, directory: &str) -> Option<&Package> {
        self.packages.get(directory)
    }

    /// The compiler's options for a directory.
    pub(super) fn config(&self, directory: &str) -> Option<&Config> {
        nearest(&self.configs, directory)
    }
}

fn nearest<'a, T>(table: &'a BTreeMap<String, T>, directory: &str) -> Option<&'a T> {
    let mut at = directory;
    loop {
        if let Some(found) = table.get(at) {
            return Some(found);
        }
        if at.is_empty() {
            return None;
        }
        at = directory_of(at);
    }
}

fn read_json(manifests: &dyn Manifests, path: &RepoPath) -> Option<Value> {
    let text = manifests.read(path)?;
    serde_json::from_str(&text).or_else(|_| serde_json::from_str(&plain_json(&text))).ok()
}

fn package(path: &RepoPath, json: &Value) -> Option<Package> {
    let object = json.as_object()?;
    let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
    let get = |key: &str| object.get(key).cloned().unwrap_or(Value::Null);
    let entries = ["types", "typings", "source", "module", "main", "browser"];
    Some(Package {
        name: text("name").unwrap_or_default(),
        directory: directory_of(path.as_str()).to_owned(),
        exports: get("exports"),
        imports: get("imports"),
        entries: entries.iter().filter_map(|key| text(key)).collect(),
        local: local_dependencies(object),
    })
}

/// Dependencies on directories (`file:`, `link:`, `portal:`) and on the workspace.
fn local_dependencies(manifest: &serde_json::Map<String, Value>) -> Vec<(String, Option<String>)> {
    const TABLES: &[&str] = &["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];
    const BEFORE_PATH: &[&str] = &["file:", "link:", "portal:"];
    let tables = TABLES.iter().filter_map(|key| manifest.get(*key)?.as_object());
    let local = |(name, wanted): (&String, &Value)| {
        let wanted = wanted.as_str()?;
        let path = BEFORE_PATH.iter().find_map(|before| wanted.strip_prefix(before));
        let is_local = path.is_some() || wanted.starts_with("workspace:");
        is_local.then(|| (name.clone(), path.map(str::to_owned)))
    };
    tables.flatten().filter_map(local).collect()
}

/// How many directories from the top two paths share.
fn shared(one: &str, other: &str) -> usize {
    one.split('/').zip(other.split('/')).take_while(|(one, other)| one == other).count()
}

/// Reads a configuration and those that it extends; its own options win.
fn config(manifests: &dyn Manifests, path: &RepoPath, depth: u32) -> Option<Config> {
    const DEEPEST: u32 = 8;
    if depth > DEEPEST {
        return None;
    }
    let json = read_json(manifests, path)?;
    let directory = directory_of(path.as_str());
    let mut all = Config::default();
    let extended = match json.get("extends") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    for above in extended.into_iter().filter(|above| above.starts_with('.')) {
        let Some(target) = join(directory, above) else { continue };
        let known = [target.clone(), format!("{target}.json"), format!("{target}/tsconfig.json")]
            .into_iter()
            .filter_map(|target| RepoPath::new(&target))
            .find_map(|target| config(manifests, &target, depth + 1));
        if let Some(known) = known {
            all = known.under(all);
        }
    }
    if let Some(options) = json.get("compilerOptions") {
        all = own_options(directory, options).under(all);
    }
    Some(all)
}

fn own_options(directory: &str, options: &Value) -> Config {
    let at = |key: &str| options.get(key).and_then(Value::as_str).and_then(|path| join(directory, path));
    let base = at("baseUrl");
    let from = base.clone().unwrap_or_else(|| directory.to_owned());
    let texts = |value: &Value, from: &str| -> Vec<String> {
        let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
        all.iter().filter_map(Value::as_str).filter_map(|path| join(from, path)).collect()
    };
    let mut paths: Vec<(String, Vec<String>)> = Vec::new();
    if let Some(Value::Object(written)) = options.get("paths") {
        paths.extend(written.iter().map(|(pattern, targets)| (pattern.clone(), texts(targets, &from))));
    }
    let prefix = |pattern: &str| pattern.find('*').unwrap_or(usize::MAX);
    paths.sort_by_key(|(pattern, _)| std::cmp::Reverse(prefix(pattern)));
    Config {
        base,
        paths,
        out_dir: at("outDir").or_else(|| at("declarationDir")),
        root_dir: at("rootDir"),
        root_dirs: options.get("rootDirs").map(|dirs| texts(dirs, directory)).unwrap_or_default(),
    }
}

impl Config {
    /// These options, and where they say nothing those of `below`.
    fn under(self, below: Self) -> Self {
        Self {
            base: self.base.or(below.base),
            paths: if self.paths.is_empty() { below.paths } else { self.paths },
            out_dir: self.out_dir.or(below.out_dir),
            root_dir: self.root_dir.or(below.root_dir),
            root_dirs: if self.root_dirs.is_empty() { below.root_dirs } else { self.root_dirs },
        }
    }
}

/// JSON with comments and trailing commas, without them.
fn plain_json(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(next) = rest.next() {
        match next {
            '"' => {
                plain.push('"');
                while let Some(inside) = rest.next() {
                    plain.push(inside);
                    match inside {
                        '\\' => plain.extend(rest.next()),
                        '"' => break,
                        _ => {}
                    }
                }
            }
            '/' if rest.peek() == Some(&'/') => {
                rest.by_ref().find(|inside| *inside == '\n');
                plain.push('\n');
            }
            '/' if rest.peek() == Some(&'*') => {
                rest.next();
                let mut before = ' ';
                rest.by_ref().find(|inside| {
                    let ends = before == '*' && *inside == '/';
                    before = *inside;
                    ends
                });
            }
            '}' | ']' => {
                let kept = plain.trim_end().len();
                if plain[..kept].ends_with(',') {
                    plain.truncate(kept - 1);
                }
                plain.push(next);
            }
            '\u{feff}' => {}
            _ => plain.push(next),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain_json;

    #[test]
    fn comments_and_trailing_commas_vanish() {
        let text = "{ // one\n \"a\": [1, /* two */ 2, ], \"b\": \"// kept, ]\", }";
        let json: serde_json::Value = serde_json::from_str(&plain_json(text)).expect("plain JSON");
        assert_eq!(json["a"][1], 2);
        assert_eq!(json["b"], "// kept, ]");
    }
}
