//! What uses definitions of Python beside their tree.

use liveness::{FoundTypes, Hook, Initial, Listed, LookUp, Registration, RootRules, Surface};
use model::path::RepoPath;
use resolve::Manifests;

const fn by(name: &'static str, by: &'static str) -> Registration {
    Registration { name, by }
}

const fn look_up(name: &'static str, argument: Option<usize>) -> LookUp {
    LookUp { name, argument }
}

const fn hook(name: &'static str, file: &'static str, by: &'static str) -> Hook {
    Hook { name, file, by }
}

pub(crate) static ROOTS: RootRules = RootRules {
    languages: &["python"],
    surface: Surface::Unmarked,
    registrations: &[
        by("route", "Flask, Bottle or Starlette"),
        by("get", "Flask or FastAPI"),
        by("post", "Flask or FastAPI"),
        by("put", "Flask or FastAPI"),
        by("delete", "Flask or FastAPI"),
        by("patch", "Flask or FastAPI"),
        by("websocket", "FastAPI"),
        by("middleware", "FastAPI"),
        by("on_event", "FastAPI"),
        by("exception_handler", "FastAPI"),
        by("errorhandler", "Flask"),
        by("app_errorhandler", "Flask"),
        by("before_request", "Flask"),
        by("after_request", "Flask"),
        by("teardown_request", "Flask"),
        by("teardown_appcontext", "Flask"),
        by("before_app_request", "Flask"),
        by("after_app_request", "Flask"),
        by("context_processor", "Flask"),
        by("app_context_processor", "Flask"),
        by("url_value_preprocessor", "Flask"),
        by("url_defaults", "Flask"),
        by("shell_context_processor", "Flask"),
        by("template_filter", "Flask"),
        by("template_test", "Flask"),
        by("template_global", "Flask"),
        by("endpoint", "Flask"),
        by("record", "Flask"),
        by("record_once", "Flask"),
        by("command", "Click or Typer"),
        by("group", "Click or Typer"),
        by("result_callback", "Click"),
        by("callback", "Typer"),
        by("cli", "Click"),
        by("fixture", "pytest"),
        by("hookimpl", "pluggy"),
        by("receiver", "Django"),
        by("register", "a registry"),
        by("simple_tag", "Django"),
        by("inclusion_tag", "Django"),
        by("filter", "Django"),
        by("task", "Celery"),
        by("shared_task", "Celery"),
        by("periodic_task", "Celery"),
        by("listens_for", "SQLAlchemy"),
        by("validates", "SQLAlchemy"),
        by("validator", "Pydantic"),
        by("field_validator", "Pydantic"),
        by("model_validator", "Pydantic"),
        by("root_validator", "Pydantic"),
        by("field_serializer", "Pydantic"),
        by("model_serializer", "Pydantic"),
        by("computed_field", "Pydantic"),
        by("given", "pytest-bdd, behave or Hypothesis"),
        by("when", "pytest-bdd or behave"),
        by("then", "pytest-bdd or behave"),
        by("step", "behave or a builder"),
        by("scenario", "pytest-bdd"),
        by("atexit.register", "atexit"),
        by("setter", "assignment"),
        by("deleter", "del"),
    ],
    neutral: &[
        "property",
        "staticmethod",
        "classmethod",
        "abstractmethod",
        "abstractproperty",
        "cached_property",
        "wraps",
        "lru_cache",
        "cache",
        "contextmanager",
        "asynccontextmanager",
        "dataclass",
        "overload",
        "final",
        "override",
        "total_ordering",
        "singledispatch",
        "singledispatchmethod",
        "deprecated",
        "runtime_checkable",
        "unique",
        "no_type_check",
        "getter",
        "parametrize",
        "skip",
        "skipif",
        "xfail",
        "usefixtures",
        "patch",
        "object",
        "option",
        "argument",
        "pass_context",
        "pass_obj",
        "version_option",
        "help_option",
        "coroutine",
        "attrs",
        "define",
        "frozen",
        "s",
        "dataclass_transform",
        "settings",
        "example",
    ],
    dunders: true,
    mangles: true,
    rebinds: true,
    calls_act: true,
    stubs: &[".pyi"],
    hooks: &[
        hook("pytest_*", "", "pytest"),
        hook("pytestmark", "", "pytest"),
        hook("collect_ignore*", "conftest.py", "pytest"),
        hook("setup_module", "", "pytest"),
        hook("teardown_module", "", "pytest"),
        hook("setup_function", "", "pytest"),
        hook("teardown_function", "", "pytest"),
        hook("setUpModule", "", "unittest"),
        hook("tearDownModule", "", "unittest"),
        hook("load_tests", "", "unittest"),
        hook("*", "conf.py", "Sphinx"),
        hook("*", "setup.py", "setuptools"),
        hook("*", "noxfile.py", "Nox"),
        hook("*", "tasks.py", "Invoke"),
        hook("*", "dodo.py", "doit"),
        hook("*", "fabfile.py", "Fabric"),
        hook("*", "gunicorn.conf.py", "Gunicorn"),
        hook("*", "settings.py", "Django"),
        hook("*", "*_settings.py", "Django"),
        hook("*", "settings_*.py", "Django"),
        hook("*", "celeryconfig.py", "Celery"),
        hook("*", "locustfile.py", "Locust"),
        hook("*", "environment.py", "behave"),
        hook("handler4*", "", "Django"),
        hook("handler500", "", "Django"),
        hook("app_name", "urls.py", "Django"),
        hook("upgrade", "", "Alembic"),
        hook("downgrade", "", "Alembic"),
        hook("_decref_socketios", "", "socket"),
        hook("_reuse", "", "socket"),
        hook("_drop", "", "socket"),
        hook("*", "apps.py", "Django"),
        hook("urlpatterns", "", "Django"),
        hook("application", "", "WSGI"),
        hook("celery_app", "", "Celery"),
        hook("celery", "", "Celery"),
        hook("_", "", "gettext"),
        hook("_missing_", "", "enum"),
        hook("_generate_next_value_", "", "enum"),
        hook("_ignore_", "", "enum"),
        hook("_fields_", "", "ctypes"),
        hook("_pack_", "", "ctypes"),
        hook("_repr_*", "", "IPython"),
        hook("_ipython_*", "", "IPython"),
        hook("get_requires_for_build_*", "", "a build front end"),
        hook("build_wheel", "", "a build front end"),
        hook("build_sdist", "", "a build front end"),
    ],
    quiet_bases: &[
        "object",
        "ABC",
        "Generic",
        "Protocol",
        "Exception",
        "BaseException",
        "ValueError",
        "TypeError",
        "RuntimeError",
        "KeyError",
        "AttributeError",
        "LookupError",
        "OSError",
        "IOError",
        "ImportError",
        "NotImplementedError",
        "ArithmeticError",
        "StopIteration",
        "Warning",
        "UserWarning",
        "DeprecationWarning",
        "RuntimeWarning",
        "NamedTuple",
        "TypedDict",
        "Enum",
        "IntEnum",
        "StrEnum",
        "Flag",
        "IntFlag",
        "tuple",
        "int",
        "str",
        "float",
        "bytes",
        "bool",
    ],
    structural: true,
    module_members: true,
    initial: Initial::WithFile,
    found_types: FoundTypes::Everywhere,
    data: crate::roots::DATA,
    look_ups: &[
        look_up("getattr", Some(1)),
        look_up("attrgetter", Some(0)),
        look_up("methodcaller", Some(0)),
        look_up("globals", None),
        look_up("locals", None),
        look_up("vars", None),
        look_up("eval", Some(0)),
        look_up("exec", Some(0)),
        look_up("getmembers", None),
        look_up("dir", None),
        look_up("__import__", Some(0)),
        look_up("import_module", Some(0)),
    ],
    foreign: &[".pyx", ".pxd", ".ipynb"],
    ..RootRules::NONE
};

/// Distributions can be depended on; their scripts and entry points are run.
pub(crate) fn listed(manifests: &dyn Manifests, has_file: &dyn Fn(&str) -> bool, listed: &mut Listed) {
    for name in ["pyproject.toml", "setup.cfg", "setup.py"] {
        for path in manifests.named(name) {
            let directory = path.parent().unwrap_or("");
            let text = manifests.read(&path).unwrap_or_default();
            let (is_package, entries) = match name {
                "pyproject.toml" => of_pyproject(&text),
                "setup.cfg" => (text.contains("[metadata]"), of_setup(&text)),
                _ => (true, Vec::new()),
            };
            if is_package && !listed.libraries.iter().any(|known| known == directory) {
                listed.libraries.push(directory.to_owned());
            }
            let place = |entry: String| place(&entry, directory, has_file);
            listed.entries.extend(
                entries
                    .into_iter()
                    .filter_map(place)
                    .map(|(file, name)| (file, name, path.as_str().to_owned())),
            );
        }
    }
}

/// Whether it makes a package, and the entry points that it names (`module:name`).
fn of_pyproject(text: &str) -> (bool, Vec<String>) {
    let Ok(table) = text.parse::<toml::Table>() else { return (false, Vec::new()) };
    let mut entries = Vec::new();
    let project = table.get("project");
    let poetry = table.get("tool").and_then(|tool| tool.get("poetry"));
    for (section, names) in [
        (project, ["scripts", "gui-scripts", "entry-points"]),
        (poetry, ["scripts", "plugins", "entry-points"]),
    ] {
        names.iter().filter_map(|name| section?.get(name)).for_each(|value| texts(value, &mut entries));
    }
    (project.is_some() || poetry.is_some(), entries)
}

/// Every text in a value.
fn texts(value: &toml::Value, found: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => found.push(text.clone()),
        toml::Value::Table(table) => table.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// What looks like an entry point in `setup.cfg`.
fn of_setup(text: &str) -> Vec<String> {
    let values = text.lines().filter_map(|line| line.split_once('=')).map(|(_, value)| value.trim());
    values.filter(|value| value.contains(':') && !value.contains(' ')).map(str::to_owned).collect()
}

/// The file and the name in it that `package.module:name` means.
fn place(entry: &str, directory: &str, has_file: &dyn Fn(&str) -> bool) -> Option<(RepoPath, String)> {
    let (module, name) = entry.split_once(':')?;
    let name = name.split(['.', '[', ' ']).next().unwrap_or_default();
    let module = module.trim().replace('.', "/");
    let mut paths = ["", "src", "lib", "python"].iter().flat_map(|root| {
        let base = crate::roots::join(directory, &crate::roots::join(root, &module));
        [format!("{base}.py"), format!("{base}/__init__.py")]
    });
    let path = paths.find(|path| has_file(path))?;
    Some((RepoPath::new(&path)?, name.to_owned()))
}
