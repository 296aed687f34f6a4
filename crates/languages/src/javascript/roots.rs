//! What uses definitions of JavaScript and TypeScript beside their tree.

use liveness::{Hook, Initial, Listed, LookUp, Registration, RootRules, Surface};
use model::path::RepoPath;
use resolve::Manifests;
use serde_json::Value;

use crate::roots::join;

const fn by(name: &'static str, by: &'static str) -> Registration {
    Registration { name, by }
}

const fn hook(name: &'static str, file: &'static str, by: &'static str) -> Hook {
    Hook { name, file, by }
}

pub(crate) static ROOTS: RootRules = RootRules {
    languages: &["javascript", "typescript"],
    surface: Surface::Exported,
    registrations: &[
        by("Component", "Angular"),
        by("Directive", "Angular"),
        by("Pipe", "Angular"),
        by("NgModule", "Angular"),
        by("Injectable", "Angular or NestJS"),
        by("HostListener", "Angular"),
        by("HostBinding", "Angular"),
        by("Input", "Angular"),
        by("Output", "Angular"),
        by("ViewChild", "Angular"),
        by("Controller", "NestJS"),
        by("Module", "NestJS"),
        by("Get", "NestJS"),
        by("Post", "NestJS"),
        by("Put", "NestJS"),
        by("Delete", "NestJS"),
        by("Patch", "NestJS"),
        by("Resolver", "NestJS"),
        by("Query", "NestJS"),
        by("Mutation", "NestJS"),
        by("Entity", "TypeORM"),
        by("Column", "TypeORM"),
        by("customElement", "Lit"),
    ],
    rebinds: true,
    calls_act: true,
    neutral: &["deprecated", "override", "sealed", "readonly"],
    implicit_members: &[
        "toString",
        "toJSON",
        "valueOf",
        "toLocaleString",
        "then",
        "next",
        "return",
        "throw",
        "constructor",
        "render",
        "componentDidMount",
        "componentWillUnmount",
        "componentDidUpdate",
        "componentWillMount",
        "componentDidCatch",
        "shouldComponentUpdate",
        "getSnapshotBeforeUpdate",
        "getDerivedStateFromProps",
        "getDerivedStateFromError",
        "componentWillReceiveProps",
        "componentWillUpdate",
        "getChildContext",
        "UNSAFE_componentWillMount",
        "UNSAFE_componentWillReceiveProps",
        "UNSAFE_componentWillUpdate",
        "defaultProps",
        "propTypes",
        "displayName",
        "contextType",
        "connectedCallback",
        "disconnectedCallback",
        "attributeChangedCallback",
        "adoptedCallback",
        "observedAttributes",
        "ngOnInit",
        "ngOnDestroy",
        "ngOnChanges",
        "ngDoCheck",
        "ngAfterViewInit",
        "ngAfterContentInit",
        "writeValue",
        "registerOnChange",
        "registerOnTouched",
        "handleEvent",
    ],
    hooks: &[
        hook("getServerSideProps", "", "Next.js"),
        hook("getStaticProps", "", "Next.js"),
        hook("getStaticPaths", "", "Next.js"),
        hook("generateMetadata", "", "Next.js"),
        hook("generateStaticParams", "", "Next.js"),
        hook("metadata", "", "Next.js"),
        hook("middleware", "middleware.ts", "Next.js"),
        hook("loader", "", "Remix or a bundler"),
        hook("action", "", "Remix"),
        hook("h", "*.jsx", "JSX"),
        hook("h", "*.tsx", "JSX"),
        hook("React", "*.jsx", "JSX"),
        hook("React", "*.tsx", "JSX"),
        hook("createElement", "*.jsx", "JSX"),
        hook("Fragment", "*.jsx", "JSX"),
        hook("Fragment", "*.tsx", "JSX"),
        hook("handler", "", "a serverless host"),
    ],
    quiet_bases: &[
        "Error",
        "TypeError",
        "RangeError",
        "Object",
        "Map",
        "Set",
        "Array",
        "EventEmitter",
        "Iterable",
    ],
    structural: true,
    module_members: true,
    initial: Initial::WithFile,
    data: crate::roots::DATA,
    look_ups: &[LookUp { name: "eval", argument: Some(0) }, LookUp { name: "Function", argument: None }],
    computed_members: true,
    foreign: &[".vue", ".svelte", ".astro", ".html", ".htm", ".mdx", ".coffee", ".ejs", ".hbs", ".pug"],
    ..RootRules::NONE
};

/// Packages that say what can be imported of them, and those that cannot be depended on.
pub(crate) fn listed(manifests: &dyn Manifests, has_file: &dyn Fn(&str) -> bool, listed: &mut Listed) {
    for path in manifests.named("package.json") {
        let Some(text) = manifests.read(&path) else { continue };
        let Ok(manifest) = serde_json::from_str::<Value>(&text) else { continue };
        let directory = path.parent().unwrap_or("");
        let says = |name: &str| manifest.get(name).is_some();
        let is_entered =
            ["main", "module", "exports", "types", "typings", "browser"].iter().any(|name| says(name));
        let is_private = manifest.get("private").and_then(Value::as_bool).unwrap_or(false);
        if is_private && !is_entered {
            listed.programs.push(directory.to_owned());
            continue;
        }
        if !says("name") && !is_entered {
            continue;
        }
        listed.libraries.push(directory.to_owned());
        if says("exports")
            && let Some(doors) = doors(&manifest, directory, has_file)
        {
            listed.doors.push((directory.to_owned(), doors));
        }
    }
}

/// The files that a package can be entered by; `None` when one of them is not in the tree.
fn doors(manifest: &Value, directory: &str, has_file: &dyn Fn(&str) -> bool) -> Option<Vec<RepoPath>> {
    let mut named = Vec::new();
    for name in ["exports", "main", "module", "types", "typings", "browser"] {
        manifest.get(name).into_iter().for_each(|value| texts(value, &mut named));
    }
    let mut doors = Vec::new();
    let is_code = |text: &&String| !matches!(text.rsplit('.').next(), Some("json" | "css"));
    for text in named.iter().filter(is_code) {
        let source = sources(text).map(|path| join(directory, &path)).find(|path| has_file(path))?;
        doors.push(RepoPath::new(&source)?);
    }
    doors.sort();
    doors.dedup();
    Some(doors)
}

fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(members) => members.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// Where the source of a file that a package is entered by may be: there, or where it is built from.
fn sources(text: &str) -> impl Iterator<Item = String> + use<> {
    let path = text.trim_start_matches("./").to_owned();
    let bare = ["d.ts", "d.mts", "d.cts"].iter().find_map(|end| path.strip_suffix(&format!(".{end}")));
    let stem = bare.unwrap_or_else(|| path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem));
    let rest = stem.split_once('/').map_or(stem, |(_, rest)| rest).to_owned();
    let stems = [stem.to_owned(), format!("src/{rest}"), rest];
    let ends = ["ts", "tsx", "mts", "cts", "js", "mjs", "cjs", "jsx"];
    let built = stems.into_iter().flat_map(move |stem| ends.map(move |end| format!("{stem}.{end}")));
    std::iter::once(path).chain(built)
}
