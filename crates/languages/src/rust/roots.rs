//! What uses definitions of Rust beside their tree.

use liveness::{Listed, Registration, RootRules, Surface};
use model::path::RepoPath;
use resolve::Manifests;

const fn by(name: &'static str, by: &'static str) -> Registration {
    Registration { name, by }
}

pub(crate) static ROOTS: RootRules = RootRules {
    languages: &["rust"],
    surface: Surface::Public,
    registrations: &[
        by("no_mangle", "linker"),
        by("export_name", "linker"),
        by("used", "linker"),
        by("link_section", "linker"),
        by("start", "runtime"),
        by("panic_handler", "runtime"),
        by("alloc_error_handler", "runtime"),
        by("global_allocator", "runtime"),
        by("lang", "compiler"),
        by("entry", "runtime"),
        by("exception", "runtime"),
        by("interrupt", "runtime"),
        by("ctor", "ctor"),
        by("dtor", "ctor"),
        by("proc_macro", "compiler"),
        by("proc_macro_derive", "compiler"),
        by("proc_macro_attribute", "compiler"),
        by("main", "async runtime"),
        by("test", "test harness"),
        by("bench", "test harness"),
        by("rstest", "rstest"),
        by("test_case", "test-case"),
        by("quickcheck", "quickcheck"),
        by("wasm_bindgen", "wasm-bindgen"),
        by("pyfunction", "PyO3"),
        by("pyclass", "PyO3"),
        by("pymethods", "PyO3"),
        by("pymodule", "PyO3"),
        by("napi", "napi-rs"),
        by("command", "Tauri"),
        by("get", "Actix Web or Rocket"),
        by("post", "Actix Web or Rocket"),
        by("put", "Actix Web or Rocket"),
        by("delete", "Actix Web or Rocket"),
        by("patch", "Actix Web or Rocket"),
        by("catch", "Rocket"),
        by("global_logger", "defmt"),
    ],
    neutral: &[
        "allow",
        "warn",
        "deny",
        "forbid",
        "expect",
        "inline",
        "cold",
        "must_use",
        "doc",
        "cfg",
        "derive",
        "deprecated",
        "track_caller",
        "target_feature",
        "non_exhaustive",
        "repr",
        "automatically_derived",
        "ignore",
        "should_panic",
        "rustfmt",
        "clippy",
        "macro_use",
        "macro_export",
        "path",
        "stable",
        "unstable",
        "rustc_const_stable",
        "rustc_const_unstable",
        "optimize",
        "no_coverage",
        "coverage",
        "default",
        "instrument",
        "async_trait",
        "serde",
        "error",
        "from",
        "source",
        "clap",
        "arg",
        "group",
        "value",
        "structopt",
        "cfg_attr",
        "transparent",
        "skip",
        "diagnostic",
        "debugger_visualizer",
        "link",
        "link_name",
        "recursion_limit",
        "builder",
        "schemars",
        "strum",
        "bitflags",
        "pin_project",
        "pin",
        "display",
        "educe",
        "derivative",
    ],
    // What `write!` calls.
    implicit_members: &["write_fmt"],
    hooks: &[],
    text_in_attributes: true,
    data: crate::roots::DATA,
    macros_take_definitions: true,
    declared: true,
    ..RootRules::NONE
};

/// Packages with a library target can be depended on; their programs, tests and examples cannot.
pub(crate) fn listed(manifests: &dyn Manifests, has_file: &dyn Fn(&str) -> bool, listed: &mut Listed) {
    let mut packages = Vec::new();
    for path in manifests.named("Cargo.toml") {
        let Some(text) = manifests.read(&path) else { continue };
        let Ok(manifest) = text.parse::<toml::Table>() else { continue };
        if !manifest.contains_key("package") {
            continue;
        }
        let directory = path.parent().unwrap_or("");
        listed.beginnings.extend(named_beginnings(&manifest, directory));
        packages.push(directory.to_owned());
        let below = |name: &str| crate::roots::join(directory, name);
        if manifest.contains_key("lib") || has_file(&below("src/lib.rs")) {
            listed.libraries.push(directory.to_owned());
            let programs = ["tests", "examples", "benches", "src/bin"];
            listed.programs.extend(programs.iter().map(|name| below(name)));
        } else {
            listed.programs.push(directory.to_owned());
        }
    }
    listed.beginnings.extend(found_beginnings(manifests.named("*.rs"), &packages));
}

/// The files that targets of a package begin with, as far as the manifest names them.
fn named_beginnings(manifest: &toml::Table, directory: &str) -> Vec<RepoPath> {
    let kinds = ["lib", "bin", "test", "example", "bench"];
    let targets = kinds.iter().filter_map(|kind| manifest.get(*kind)).flat_map(|targets| match targets {
        toml::Value::Array(targets) => targets.iter().collect(),
        target => vec![target],
    });
    let build = manifest.get("package").and_then(|package| package.get("build"));
    let paths = targets.filter_map(|target| target.get("path")).chain(build);
    let path = |path: &toml::Value| {
        RepoPath::new(&crate::roots::join(directory, path.as_str()?.trim_start_matches("./")))
    };
    paths.filter_map(path).collect()
}

/// The files that targets begin with where Cargo looks for them; all files when there is no package.
/// <https://doc.rust-lang.org/cargo/guide/project-layout.html>
fn found_beginnings(files: Vec<RepoPath>, packages: &[String]) -> Vec<RepoPath> {
    let begins = |path: &RepoPath| {
        let path = path.as_str();
        let around = packages.iter().filter_map(|directory| match directory.as_str() {
            "" => Some(path),
            directory => path.strip_prefix(directory)?.strip_prefix('/'),
        });
        around.min_by_key(|rest| rest.len()).is_some_and(|rest| {
            let parts: Vec<&str> = rest.split('/').collect();
            matches!(
                parts.as_slice(),
                ["build.rs"]
                    | ["src", "lib.rs" | "main.rs"]
                    | ["src", "bin", _]
                    | ["src", "bin", _, "main.rs"]
                    | ["tests" | "examples" | "benches", _]
                    | ["tests" | "examples" | "benches", _, "main.rs"]
            )
        })
    };
    files.into_iter().filter(|path| packages.is_empty() || begins(path)).collect()
}
