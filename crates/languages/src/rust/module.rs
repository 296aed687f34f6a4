//! What a file is called as a module, and what names packages.

use extract::{Manifest, ModulePlace};

/// The manifests of Rust.
pub(super) const MANIFESTS: &[Manifest] = &[Manifest { file_name: "Cargo.toml", package }];

/// `package.name` of a `Cargo.toml`; none for the root of a workspace that is no package itself.
fn package(text: &str) -> Option<String> {
    let manifest: toml::Table = text.parse().ok()?;
    let name = manifest.get("package")?.get("name")?.as_str()?;
    Some(name.to_owned())
}

/// The path of a file's module as a person would write it, with the crate's name in place of `crate`.
///
/// Files below `src` belong to the package's crate, `src/bin/x.rs`, `tests/x.rs`, `examples/x.rs` and `benches/x.rs` are
/// crates of their own. Without a manifest the path tells: what stands below the last `src`.
pub(super) fn name(place: &ModulePlace<'_>) -> String {
    let path = place.path.as_str();
    let inside = match place.package_dir {
        "" => path,
        directory => path.strip_prefix(directory).map_or(path, |rest| rest.trim_start_matches('/')),
    };
    let segments: Vec<&str> = inside.split('/').collect();
    if place.package.is_empty() {
        let start = segments.iter().rposition(|segment| *segment == "src").map_or(0, |src| src + 1);
        let krate = start.checked_sub(2).and_then(|above| segments.get(above));
        return join(krate.copied(), &segments[start..]);
    }
    let krate = place.package;
    match segments[..] {
        ["src", "bin", name] | ["tests" | "examples" | "benches", name] => join(Some(stem(name)), &[]),
        ["src", "bin", name, ref rest @ ..] => join(Some(name), rest),
        ["src", ref rest @ ..] => join(Some(krate), rest),
        ["tests" | "examples" | "benches", ref rest @ ..] => in_target(place, rest),
        ["build.rs"] => "build_script_build".to_owned(),
        ref all => join(Some(krate), all),
    }
}

/// A file in a directory below `tests`, `examples` or `benches`: a target with a directory of its own, or a module that
/// the targets beside share.
fn in_target(place: &ModulePlace<'_>, rest: &[&str]) -> String {
    let Some((directory, below)) = rest.split_first() else { return String::new() };
    let prefix = place.path.as_str().strip_suffix(&rest.join("/")).unwrap_or_default();
    let is_target = (place.has_file)(&format!("{prefix}{directory}/main.rs"));
    if is_target { join(Some(directory), below) } else { join(None, rest) }
}

fn stem(file: &str) -> &str {
    file.strip_suffix(".rs").unwrap_or(file)
}

/// `krate::a::b` of the file `a/b.rs`, `a/b/mod.rs`.
fn join(krate: Option<&str>, path: &[&str]) -> String {
    let mut segments: Vec<String> = Vec::with_capacity(path.len() + 1);
    segments.extend(krate.map(identifier));
    if let Some((file, directories)) = path.split_last() {
        segments.extend(directories.iter().map(|directory| identifier(directory)));
        let is_root = segments.len() == usize::from(krate.is_some());
        let stem = stem(file);
        if !(stem == "mod" || (is_root && krate.is_some() && matches!(stem, "lib" | "main"))) {
            segments.push(identifier(stem));
        }
    }
    segments.join("::")
}

/// A package or file name as an identifier.
fn identifier(name: &str) -> String {
    name.replace('-', "_")
}

#[cfg(test)]
mod tests {
    use extract::ModulePlace;
    use model::path::RepoPath;

    use super::{name, package};

    fn module(path: &str, package: &str, package_dir: &str, files: &[&str]) -> String {
        let path = RepoPath::new(path).expect("a relative path");
        let has_file = |path: &str| files.contains(&path);
        name(&ModulePlace { path: &path, package, package_dir, has_file: &has_file })
    }

    #[test]
    fn modules_are_named_by_the_layout_of_cargo() {
        for (path, expected) in [
            ("src/lib.rs", "my_crate"),
            ("src/main.rs", "my_crate"),
            ("src/buf/mod.rs", "my_crate::buf"),
            ("src/buf.rs", "my_crate::buf"),
            ("src/buf/chain.rs", "my_crate::buf::chain"),
            ("src/bin/tool.rs", "tool"),
            ("src/bin/big/main.rs", "big"),
            ("src/bin/big/args.rs", "big::args"),
            ("tests/it.rs", "it"),
            ("tests/common/mod.rs", "common"),
            ("examples/echo-server.rs", "echo_server"),
            ("build.rs", "build_script_build"),
        ] {
            assert_eq!(module(path, "my-crate", "", &[]), expected, "{path}");
            let below = format!("crates/x/{path}");
            assert_eq!(module(&below, "my-crate", "crates/x", &[]), expected, "{below}");
        }
    }

    #[test]
    fn a_directory_with_a_main_file_is_a_target() {
        let files = ["tests/suite/main.rs"];
        assert_eq!(module("tests/suite/main.rs", "a", "", &files), "suite");
        assert_eq!(module("tests/suite/util.rs", "a", "", &files), "suite::util");
    }

    #[test]
    fn without_manifest_the_path_names_the_module() {
        assert_eq!(module("a-b/src/x/y.rs", "", "", &[]), "a_b::x::y");
        assert_eq!(module("a-b/src/lib.rs", "", "", &[]), "a_b");
        assert_eq!(module("x/y.rs", "", "", &[]), "x::y");
    }

    #[test]
    fn packages_are_named_by_their_manifest() {
        assert_eq!(package("[package]\nname = \"a-b\"").as_deref(), Some("a-b"));
        assert_eq!(package("[workspace]\nmembers = []"), None);
        assert_eq!(package("name ="), None);
    }
}
