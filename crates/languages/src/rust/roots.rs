//! What uses definitions of Rust beside their tree.

use liveness::{Listed, Registration, RootRules, Surface};
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
    ..RootRules::NONE
};

/// Packages with a library target can be depended on; their programs, tests and examples cannot.
pub(crate) fn listed(manifests: &dyn Manifests, has_file: &dyn Fn(&str) -> bool, listed: &mut Listed) {
    for path in manifests.named("Cargo.toml") {
        let Some(text) = manifests.read(&path) else { continue };
        let Ok(manifest) = text.parse::<toml::Table>() else { continue };
        if !manifest.contains_key("package") {
            continue;
        }
        let directory = path.parent().unwrap_or("");
        let below = |name: &str| crate::roots::join(directory, name);
        if manifest.contains_key("lib") || has_file(&below("src/lib.rs")) {
            listed.libraries.push(directory.to_owned());
            let programs = ["tests", "examples", "benches", "src/bin"];
            listed.programs.extend(programs.iter().map(|name| below(name)));
        } else {
            listed.programs.push(directory.to_owned());
        }
    }
}
