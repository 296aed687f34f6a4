//! A tree of source files that belong together, in any size, and edits of it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::TrialError;

/// Which edition of a tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Form(pub u64);

/// A tree on disk: modules that import each other, in four languages.
pub struct Tree {
    root: PathBuf,
    modules: u64,
}

impl Tree {
    /// Makes a tree of so many modules (a file each) below `root`, in its first form.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn grow(root: &Path, modules: u64) -> Result<Self, TrialError> {
        let tree = Self { root: root.to_owned(), modules };
        tree.write("Cargo.toml", "[package]\nname = \"grown\"\nversion = \"0.1.0\"\n")?;
        tree.write("package.json", "{ \"name\": \"grown\" }\n")?;
        tree.write("py/__init__.py", "")?;
        let declared: Vec<String> = (0..modules)
            .filter(|number| number % 4 == 1)
            .map(|number| format!("pub mod m{number};\n"))
            .collect();
        tree.write("src/lib.rs", &declared.concat())?;
        tree.edit(Form(0))?;
        Ok(tree)
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// How many modules it has.
    pub const fn modules(&self) -> u64 {
        self.modules
    }

    /// Brings every module into a form. Each form has other bodies; every third changes what modules offer each other, and in
    /// odd forms one file in sixteen is not there.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn edit(&self, form: Form) -> Result<(), TrialError> {
        for number in 0..self.modules {
            let (path, text) = module(number, self.modules, form);
            if form.0 % 2 == 1 && number % 16 == 15 {
                remove(&self.root.join(path))?;
            } else {
                self.write(&path, &text)?;
            }
        }
        Ok(())
    }

    fn write(&self, path: &str, text: &str) -> Result<(), TrialError> {
        let path = self.root.join(path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
        written.map_err(TrialError::io(path.display().to_string()))
    }
}

fn remove(path: &Path) -> Result<(), TrialError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(TrialError::io(path.display().to_string())(error))
        }
        _ => Ok(()),
    }
}

/// So many modules of a language are a chain of types, each below the next.
const CHAIN: u64 = 8;

/// What a module says.
struct Module {
    number: u64,
    /// The module of the same language that it imports.
    other: u64,
    /// Whether its type is below the type of the other: the last of a chain is not, so that none is below itself.
    is_below: bool,
    /// What its bodies say.
    body: u64,
    /// A function that has another name from form to form.
    extra: String,
}

/// Path and text of a module.
fn module(number: u64, modules: u64, Form(body): Form) -> (String, String) {
    // Modules go round by languages.
    let is_last = (number / 4) % CHAIN == CHAIN - 1 || number + 4 >= modules;
    let other = if is_last { number % 4 } else { number + 4 };
    let extra = if body % 3 == 2 { format!("extra{number}") } else { format!("more{number}") };
    let module = Module { number, other, is_below: !is_last, body, extra };
    match number % 4 {
        0 => (format!("py/m{number}.py"), python(&module)),
        1 => (format!("src/m{number}.rs"), rust(&module)),
        2 => (format!("web/m{number}.ts"), typescript(&module)),
        _ => (format!("java/grown/M{number}.java"), java(&module)),
    }
}

fn python(module: &Module) -> String {
    let Module { number, other, is_below, body, extra } = module;
    let base = if *is_below { format!("(Thing{other})") } else { String::new() };
    format!(
        "from py.m{other} import run{other}, Thing{other}\n\n\nclass Thing{number}{base}:\n    \
         def total(self):\n        return self.price * {body}\n\n\ndef {extra}(x):\n    return run{other}(x)\n\n\n\
         def run{number}(x):\n    thing = Thing{number}()\n    return thing.total() + {extra}(x + {body})\n"
    )
}

fn rust(module: &Module) -> String {
    let Module { number, other, body, extra, .. } = module;
    format!(
        "use crate::m{other}::run{other};\n\npub struct Thing{number} {{\n    pub price: u64,\n}}\n\n\
         impl Thing{number} {{\n    pub fn total(&self) -> u64 {{\n        {extra}(self.price) * {body}\n    }}\n}}\n\n\
         pub fn {extra}(x: u64) -> u64 {{\n    x + {body}\n}}\n\n\
         pub fn run{number}(x: u64) -> u64 {{\n    let thing = Thing{number} {{ price: x }};\n    \
         thing.total() + run{other}(x)\n}}\n"
    )
}

fn typescript(module: &Module) -> String {
    let Module { number, other, is_below, body, extra } = module;
    let base = if *is_below { format!(" extends Thing{other}") } else { String::new() };
    format!(
        "import {{ Thing{other}, run{other} as next }} from './m{other}';\n\n\
         export class Thing{number}{base} {{\n  total(): number {{\n    return this.price * {body};\n  }}\n}}\n\n\
         export function {extra}(x: number): number {{\n  return next(x) + {body};\n}}\n\n\
         export function run{number}(x: number): number {{\n  return new Thing{number}().total() + {extra}(x);\n}}\n"
    )
}

fn java(module: &Module) -> String {
    let Module { number, other, is_below, body, extra } = module;
    let base = if *is_below { format!(" extends M{other}") } else { String::new() };
    format!(
        "package grown;\n\npublic class M{number}{base} {{\n    int total() {{ return {extra}({body}); }}\n\n    \
         static int {extra}(int x) {{ return M{other}.run{other}(x); }}\n\n    \
         static int run{number}(int x) {{ return new M{number}().total() + {extra}(x); }}\n}}\n"
    )
}
