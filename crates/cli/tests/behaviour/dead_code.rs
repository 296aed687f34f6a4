//! `dead-code`. Each source says at the end of a line what is to be said of the definition there: its state, and the first reason.

mod drawn;
mod misread;
mod places;
mod spelled;
mod without_a_use;

use std::collections::BTreeMap;

use crate::fixture::Tree;
use crate::schema::validate;

/// What stands before an expectation.
const MARK: &str = "=> ";

/// Indexes files and checks what they say of their definitions; definitions of lines that say nothing may be anything.
fn check(files: &[(&str, &str)], arguments: &[&str]) {
    let tree = Tree::of(files);
    tree.ok(&["index"]);
    let answer = tree.json(&[&["dead-code", "--state", "all"], arguments].concat());
    validate("dead-code", &answer);
    let mut said: BTreeMap<(String, u64), String> = BTreeMap::new();
    for entry in answer["data"]["definitions"].as_array().expect("definitions") {
        let at = &entry["name_span"];
        let place =
            (at["path"].as_str().unwrap_or_default().to_owned(), at["start_line"].as_u64().unwrap_or(0));
        let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        said.insert(place, format!("{} {}", word(&entry["state"]), word(&entry["why"][0]["reason"])));
    }
    let mut wrong = Vec::new();
    for (path, text) in files {
        for (index, line) in text.lines().enumerate() {
            let Some((_, wanted)) = line.rsplit_once(MARK) else { continue };
            let found = said.get(&((*path).to_owned(), index as u64 + 1)).map_or("not asked", String::as_str);
            if found != wanted.trim() {
                wrong.push(format!("{path}:{}: {found}, in {line}", index + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const CARGO: (&str, &str) = ("Cargo.toml", "[package]\nname = \"a\"\n");

#[test]
fn a_program_in_rust_uses_what_main_and_tests_reach() {
    let main = "
fn main() { used(); writes(&mut Out); Shape::area(&Square); println!(\"{CONST}\"); }   // => alive entry-point
fn used() { inner() }              // => alive used
fn inner() {}                      // => alive used
fn unused() { only_there() }       // => dead no-use
fn only_there() {}                 // => dead only-dead-users
pub fn public() {}                 // => dead no-use
const CONST: u8 = 1;               // => alive used
static OTHER: u8 = 2;              // => dead no-use
trait Shape { fn area(&self) {} fn edges(&self) {} }
struct Square;                     // => alive used
impl Shape for Square {
    fn area(&self) {}              // => alive used
    fn edges(&self) {}             // => dead only-dead-users
}
struct Never;                      // => dead no-use
struct Out;
impl Out { fn write_fmt(&mut self, _: std::fmt::Arguments<'_>) {} }   // => alive implicit
fn writes(out: &mut Out) { write!(out, \"x\"); }   // => alive used
impl Never { fn method(&self) {} } // => dead no-use
impl std::fmt::Display for Square {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { helper(); Ok(()) }  // => alive external-override
}
fn helper() {}                     // => alive used
#[no_mangle]
fn linked() {}                     // => alive registered
#[strange::thing]
fn marked() {}                     // => unknown decorated
fn recursive() { recursive() }     // => dead no-use
#[cfg(windows)]
fn here() {}                       // => alive used
fn caller() { here() }             // => dead no-use
macro_rules! unused_macro { () => {} }  // => dead no-use
#[cfg(test)]
mod tests {
    #[test]
    fn runs() { super::for_tests(); super::here() }   // => alive test
}
fn for_tests() {}                  // => alive used-by-tests
";
    let main = main.replace(
        "fn here() {}                       // => alive used",
        "fn here() {}  // => alive used-by-tests",
    );
    check(&[CARGO, ("src/main.rs", &main)], &[]);
}

#[test]
fn a_library_in_rust_shows_what_is_public() {
    let lib = "
pub fn shown() { hidden() }        // => alive exported-api
fn hidden() {}                     // => alive used
fn lost() {}                       // => dead no-use
pub(crate) fn inside() {}          // => dead no-use
pub struct Open;                   // => alive exported-api
impl Open {
    pub fn method(&self) {}        // => alive exported-api
    fn own(&self) {}               // => dead no-use
}
#[serde(default = \"make\")]
pub struct Read;
fn make() {}                       // => unknown named-in-text
pub fn calls(x: impl Unseen) { x.dodge() }
struct Closed;
impl Closed { fn dodge(&self) {} }
";
    check(&[CARGO, ("src/lib.rs", lib)], &[]);
    let closed = "
pub fn shown() {}                  // => dead no-use
";
    check(&[CARGO, ("src/lib.rs", closed)], &["--exported-api", "unused"]);
}

#[test]
fn python_calls_dunders_and_what_frameworks_are_handed() {
    let app = "
import flask
app = flask.Flask(__name__)

@app.route('/')
def index(): return helper()   # => alive registered
def helper(): pass             # => alive used
def _lost(): _deep()           # => dead no-use
def _deep(): pass              # => dead only-dead-users
def public(): pass             # => unknown visible-outside
@strange
def _odd(): pass               # => unknown decorated
def _by_text(): pass           # => unknown named-in-text
NAMES = ['_by_text']
class _Used:                   # => alive used
    def __len__(self): return self._size()   # => alive implicit
    def _size(self): pass      # => alive used
    def _gone(self): pass      # => dead no-use
    def _maybe(self): pass     # => unknown open-site
print(len(_Used()))
def some(x): return x._maybe()
some(unknown_thing)
class _Own(threading.Thread):
    def _run(self): pass       # => unknown external-base
_Own()
";
    check(&[("app.py", app)], &[]);
    let computed = "
class _Commands:
    def do_list(self): pass
    def other(self): pass      # => unknown handed-on
    def call(self, name): return getattr(self, 'do_' + name)()
_Commands().call('list')
";
    check(&[("commands.py", computed)], &["--exported-api", "unused"]);
}

#[test]
fn manifests_name_entry_points() {
    let project = "[project]\nname = \"p\"\n[project.scripts]\np = \"p.cli:_start\"\n";
    let cli = "
def _start(): pass   # => alive manifest
def _other(): pass   # => dead no-use
def shown(): pass    # => alive exported-api
";
    check(&[("pyproject.toml", project), ("src/p/cli.py", cli), ("src/p/__init__.py", "")], &[]);
}

#[test]
fn c_judges_what_the_linker_does_not_see() {
    let source = "
#include \"api.h\"
#define UNUSED_MACRO 1             // => dead no-use
#define USED_MACRO 2               // => alive used
static int used(void) { return USED_MACRO; }          // => alive used
static int unused(void) { return inner(); }           // => dead no-use
static int inner(void) { return 0; }                  // => unknown spelled-in-file
int seen(void) { return 0; }                          // => unknown visible-outside
__attribute__((constructor)) static void early(void) {}  // => alive linker
#define CALL(name) do_##name()
static int do_this(void) { return 1; }                // => unknown name-fragment
static int table_entry(void) { return 1; }            // => alive used
struct operations { int (*run)(void); };
struct operations table = { .run = table_entry };
#ifdef OTHER
static int twice(void) { return 1; }                  // => alive used
#else
static int twice(void) { return 2; }                  // => alive used
#endif
int main(void) { return used() + twice() + table.run(); }   // => alive entry-point
";
    let source = source.replace(
        "static int inner(void) { return 0; }                  // => unknown spelled-in-file",
        "static int inner(void) { return 0; }",
    );
    check(&[("a.c", &source), ("api.h", "int seen(void);\n")], &[]);
    let closed = "
int seen(void) { return 0; }       // => dead no-use
int main(void) { return 0; }       // => alive entry-point
";
    check(&[("a.c", closed)], &["--exported-api", "unused"]);
}

#[test]
fn packages_of_javascript_show_what_their_doors_export() {
    let manifest = "{\"name\": \"p\", \"exports\": \"./index.js\"}";
    let index = "
export { shown } from './inner.js';
export function direct() { }        // => alive exported-api
function lost() { }                 // => dead no-use
export class Box {
    used() { return this.inner(); }  // => alive exported-api
    inner() { }                     // => alive exported-api
    #own() { }                      // => dead no-use
    toString() { return ''; }       // => alive exported-api
}
";
    let inner = "
export function shown() { }         // => alive exported-api
export function forgotten() { }     // => dead no-use
export const value = 1;             // => dead no-use
";
    check(&[("package.json", manifest), ("index.js", index), ("inner.js", inner)], &[]);
    let types = "
interface Arguments { }             // => alive used
interface Callable { (x: Arguments): void }
export function call(f: Callable) { return f }
";
    check(&[("package.json", manifest), ("index.ts", types)], &[]);
    let open = "{\"name\": \"p\", \"main\": \"index.js\"}";
    let inner = "
export function forgotten() { }     // => unknown visible-outside
";
    check(&[("package.json", open), ("index.js", ""), ("inner.js", inner)], &[]);
}

#[test]
fn java_judges_what_is_private_and_overrides() {
    let source = "
package p;
import java.util.function.Supplier;
public class A {                                      // => unknown visible-outside
    private static int used() { return 1; }           // => alive used
    private static int unused() { return 2; }         // => dead no-use
    public int open() { return 3; }                   // => unknown visible-outside
    private void readObject(java.io.ObjectInputStream in) {}   // => alive implicit
    private static class Task implements Runnable {   // => alive used
        @Override public void run() { step(); }       // => alive external-override
        private void step() {}                        // => alive used
    }
    public static void main(String[] args) { new Thread(new Task()).start(); used(); }   // => alive entry-point
}
";
    let source = source.replace(
        "public class A {                                      // => unknown visible-outside",
        "public class A {",
    );
    check(&[("p/A.java", &source)], &[]);
}

#[test]
fn a_subclass_takes_a_method_for_an_interface() {
    let source = "
package p;
class A {
    public static void main(String[] args) { Named named = new Both(); named.name(); Thread t = new Thread(new Runs()); }
}
interface Named { String name(); }
class Base {
    public String name() { return \"base\"; }            // => alive used
    public String other() { return null; }               // => dead no-use
}
class Both extends Base implements Named {}              // => alive used
class Work {
    public void run() {}                                 // => unknown external-base
    private void never() {}                              // => dead no-use
}
class Runs extends Work implements Runnable {}           // => alive used
";
    check(&[("p/A.java", source)], &["--exported-api", "unused"]);
}

#[test]
fn members_of_anonymous_classes_override_what_nobody_names() {
    let source = "
package p;
class A {
    public static void main(String[] args) {
        use(new Exception() {
            @Override public StackTraceElement[] getStackTrace() { return null; }   // => alive implicit
            @Override public Throwable other() { return null; }                     // => unknown external-base
            void never() {}                                                         // => dead no-use
            private native int handle();                                            // => alive linker
        });
        use(new Mine() { public Class<?> annotationType() { return null; } });      // => alive implicit
    }
    static void use(Object o) {}
}
@interface Mine {}
";
    check(&[("p/A.java", source)], &["--exported-api", "unused"]);
}

#[test]
fn what_a_file_includes_as_text_names_its_definitions() {
    let openssl = "
int start(void) { return 0; }
static int prepare(void) { return helper(); }             // => unknown other-configuration
static int helper(void) { return 1; }                     // => unknown unknown-user
static int alone(void) { return 1; }                      // => dead no-use
#include \"shared.c\"
";
    let mbedtls = "
static int mbedtls_prepare(void) { return 1; }
#define prepare mbedtls_prepare
#include \"shared.c\"
";
    let shared = "int run(void) { return prepare(); }\n";
    check(&[("openssl.c", openssl), ("mbedtls.c", mbedtls), ("shared.c", shared)], &[]);
}

#[test]
fn what_macros_are_handed_in_rust_may_be_anything() {
    let main = "
fn main() { let event = make(); event.ready(); }
mock! {
    pub File {
        pub fn set_len(&self, size: u64);   // => unknown in-macro
        pub fn nothing();                   // => unknown in-macro
    }
}
cfg_unix!(
    impl Event {
        fn ready(&self) {}                  // => unknown in-macro
    }
);
fn alone(this: &Event) { this.bare() }      // => dead no-use
";
    check(&[CARGO, ("src/main.rs", main)], &[]);
}

#[test]
fn cpp_calls_operators_and_asks_types_for_members() {
    let source = "#include <gtest/gtest.h>
struct Point { int x; };
static bool operator==(Point a, Point b) { return a.x == b.x; }   // => unknown operator
static void operatorless() {}                       // => dead no-use
struct Allocator {
    template <class U> struct rebind { using other = Allocator; };
};
struct Above {};
struct Below : Above {
    using Base = Above;                             // => alive used
    using Unused = Above;                           // => unknown handed-on
    using Base::Base;
};
struct Params {
    static int GetSize() { return 1; }              // => unknown name-fragment
};
template <class T> struct Sizes : testing::Test {};
TYPED_TEST_SUITE(Sizes, testing::Types<Params>);
TYPED_TEST(Sizes, Get) { int size = TypeParam::GetSize(); }
int main() { Below below; Allocator allocator; return 0; }
";
    check(&[("a.cc", source)], &["--exported-api", "unused"]);
}

#[test]
fn a_function_in_a_function_of_cpp_was_in_a_type_that_nobody_sees() {
    let source = "
int Hidden(int x) {
    int inner(int y) { return y; }                  // => unknown parse-error
    return x;
}
int main() { return Hidden(1); }
";
    check(&[("a.cc", source)], &["--exported-api", "unused"]);
}

#[test]
fn resources_name_classes_in_java() {
    let analyzer = "
package a.b;
class Analyzer extends external.Base {                  // => alive manifest
    @Override protected String analyze(Throwable t) { return helper(); }   // => alive external-override
    private static String helper() { return null; }     // => alive used
    static class Service {}                             // => alive manifest
    static class Other {}                               // => unknown handed-on
    static class Failure extends RuntimeException {     // => alive used
        public synchronized Throwable fillInStackTrace() { return this; }   // => alive implicit
        private void never() {}                         // => dead no-use
    }
    private static void fail() { throw new Failure(); } // => dead no-use
    static { throw new Failure(); }
}
";
    let factories = "external.Base=\\\na.b.Analyzer\n";
    let files = [
        ("pom.xml", "<project/>"),
        ("src/main/java/a/b/Analyzer.java", analyzer),
        ("src/main/resources/META-INF/spring.factories", factories),
        ("src/main/resources/META-INF/services/external.Service", "# here\na.b.Analyzer$Service\n"),
    ];
    check(&files, &[]);
}

#[test]
fn answers_count_filter_and_limit() {
    let source = "def _a(): pass\ndef _b(): pass\nclass _C: pass\ndef _d(): _a()\n";
    let tree = Tree::of(&[("m.py", source), ("n.py", "def _e(): pass\n")]);
    tree.ok(&["index"]);
    let all = tree.json(&["dead-code"]);
    assert_eq!(
        (&all["data"]["dead"], &all["total"], &all["truncated"]),
        (&5.into(), &5.into(), &false.into())
    );
    let limited = tree.json(&["dead-code", "--limit", "2"]);
    assert_eq!(limited["data"]["definitions"].as_array().map(Vec::len), Some(2));
    assert_eq!((&limited["total"], &limited["truncated"]), (&5.into(), &true.into()));
    assert_eq!(tree.json(&["dead-code", "--kind", "class"])["data"]["dead"], 1);
    assert_eq!(tree.json(&["dead-code", "--path", "n.py"])["data"]["dead"], 1);
    assert_eq!(tree.json(&["dead-code", "--lang", "rust"])["data"]["dead"], 0);
    assert_eq!(tree.json(&["dead-code", "--state", "alive"])["total"], 0);
    let text = tree.ok(&["dead-code", "--limit", "1"]);
    assert_eq!(
        text,
        "m.py:1:4  dead function m._a\n    only-dead-users: m._d m.py:4\n4 more\n5 dead, 0 unknown, 0 alive\n"
    );
}

#[test]
fn types_are_found_by_their_bases_and_by_test_runners() {
    let python = "
class Registry:
    def __init_subclass__(cls): print(cls)
class Registered(Registry): pass      # => unknown external-base
class Alone: pass                     # => dead no-use
";
    let java = "
package p;
import org.junit.Test;
public class Tests {
    public static class Cases { @Test public void works() {} }
    static class Inherits extends Cases {}     // => alive test
    static class Other {}                      // => dead no-use
}
";
    check(&[("registry.py", python), ("src/test/java/p/Tests.java", java)], &["--exported-api", "unused"]);
}

#[test]
fn initial_values_run_with_their_file() {
    let script = "
const helper = () => 1;               // => alive used
const started = helper();             // => unknown may-act
const lonely = () => 2;               // => dead no-use
";
    check(&[("package.json", r#"{"private": true}"#), ("main.js", &format!("export {{}};{script}"))], &[]);
}

#[test]
fn data_of_tests_and_objects_that_act_leave_doubts() {
    let cpp = "
struct Guard { Guard(); };
static Guard guard;                   // => unknown may-act
static int number = 1;                // => dead no-use
int start() { return 0; }
";
    check(
        &[
            ("main.cpp", cpp),
            ("testdata/input.py", "def _sample(): pass   # => unknown test-data\n"),
            ("tool.py", "def _sample(): pass      # => dead no-use\n"),
        ],
        &["--exported-api", "unused"],
    );
}
