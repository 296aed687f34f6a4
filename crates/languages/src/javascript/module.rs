//! What the module that a file is is called: `package/path/without/extension`, an index file by its directory.

use extract::ModulePlace;

/// Display name of the module.
pub(crate) fn name(place: &ModulePlace<'_>) -> String {
    let path = place.path.as_str();
    let inside = match path.strip_prefix(place.package_dir) {
        Some(rest) if !place.package_dir.is_empty() => rest.trim_start_matches('/'),
        _ => path,
    };
    let bare = without_extension(inside);
    let bare = match bare.strip_suffix("index") {
        Some("") => "",
        Some(directory) if directory.ends_with('/') => directory.trim_end_matches('/'),
        _ => bare,
    };
    match (place.package, bare) {
        ("", "") => "index".to_owned(),
        ("", bare) => bare.to_owned(),
        (package, "") => package.to_owned(),
        (package, bare) => format!("{package}/{bare}"),
    }
}

/// The path without `.js`, `.ts`, `.d.ts`, `.test.ts` → `.test`…: only what the language's tools leave out.
fn without_extension(path: &str) -> &str {
    let bare = match path.rsplit_once('.') {
        Some((bare, extension)) if !extension.contains('/') => bare,
        _ => return path,
    };
    bare.strip_suffix(".d").unwrap_or(bare)
}

/// The name in a `package.json`.
pub(crate) fn package(text: &str) -> Option<String> {
    let manifest: serde_json::Value = serde_json::from_str(text).ok()?;
    manifest.get("name")?.as_str().filter(|name| !name.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{name, package};
    use extract::ModulePlace;
    use model::path::RepoPath;

    fn named(path: &str, package: &str, package_dir: &str) -> Option<String> {
        let path = RepoPath::new(path)?;
        Some(name(&ModulePlace { path: &path, package, package_dir, has_file: &|_| false }))
    }

    #[test]
    fn modules_are_named_by_package_and_path() {
        assert_eq!(named("src/component.js", "preact", "").as_deref(), Some("preact/src/component"));
        assert_eq!(named("packages/zod/src/index.ts", "zod", "packages/zod").as_deref(), Some("zod/src"));
        assert_eq!(named("index.d.ts", "preact", "").as_deref(), Some("preact"));
        assert_eq!(named("lib/a.test.ts", "", "").as_deref(), Some("lib/a.test"));
        assert_eq!(named("index.js", "", "").as_deref(), Some("index"));
        assert_eq!(named("reindex.js", "x", "").as_deref(), Some("x/reindex"));
    }

    #[test]
    fn packages_are_named_by_their_manifest() {
        assert_eq!(package(r#"{"name": "@scope/x", "version": "1"}"#).as_deref(), Some("@scope/x"));
        assert_eq!(package(r#"{"private": true}"#), None);
        assert_eq!(package("{"), None);
    }
}
