//! Names that are put together, hidden in text, or read where no language of the tree is read.

use super::check;

#[test]
fn macros_paste_names_through_others() {
    let source = "
#define FIXED(before, after) before ## fixed_sized ## after
#define CASES(before, after) FIXED(before, _array ## after) before ## tuple ## after
#define JOIN2(a, b) a ## b
#define JOIN(a, b) JOIN2(a, b)
static int gvs_fixed_sized_array_size(int x) { return x; }  // => unknown name-fragment
static int gvs_tuple_size(int x) { return x; }              // => unknown name-fragment
static int other_lost(int x) { return x; }                    // => dead no-use
#define TABLE_12 3                                          // => unknown name-fragment
#define OTHER_12 3                                          // => dead no-use
DEFINE_TYPE (Thing, the_thing, BASE)
static void the_thing_init(void) {}                         // => unknown name-fragment
static void thing_init(void) {}                             // => dead no-use
int size(int x) { CASES(gvs_, _size); return JOIN(TABLE_, KIND); }
";
    check(&[("a.c", source)], &[]);
}

#[test]
fn files_included_through_macros_and_headers_see_what_is_hidden() {
    let port = "static int port_init(void) { return 0; }  // => unknown visible-outside\n";
    let main = "
#define PORT \"ports/one/port.c\"
static int port_init(void);
#include PORT
int start(void) { return port_init(); }
static int wide(void) { return 1; }        // => unknown unknown-user
static int narrow(void) { return 1; }      // => dead no-use
#include \"pixels.h\"
";
    let pixels = "static int pixel(int a) { return wide() + a; }\nint all(void) { return pixel(1); }\n";
    check(&[("ports/one/port.c", port), ("main.c", main), ("pixels.h", pixels)], &[]);
}

#[test]
fn python_finds_hidden_members_by_computed_and_mangled_names() {
    let source = "
class Runner:
    def run(self, kind): return getattr(self, f'_run_{kind}', None)(1)
    def _run_slow(self, n): return n            # => unknown name-fragment
Runner().run('slow')
";
    let other = "
class Other:
    def _state_GO(self): pass                   # => unknown name-fragment
    def _gone(self): pass                       # => dead no-use
    def __quiet(self): pass                     # => unknown open-site
    def __silent(self): pass                    # => dead no-use
def states(self, a, b): return find(self, '_%s_%s' % (a, b))
class Spin:
    def _apply_to_Ket(self): pass               # => unknown name-fragment
dispatch(Spin(), '_apply_to', 1)
other = Other()
other._Other__quiet()
states(other, 'state', 'GO')
";
    check(&[("app.py", source), ("other.py", other)], &["--exported-api", "unused"]);
}

#[test]
fn other_files_name_definitions() {
    let source = "
package a;
class Page {
    public static void main(String[] args) { System.out.println(\"@a.Kind@values()\"); load(\"a/Shape.class\"); }
    static void load(String name) {}
    static String title() { return \"\"; }      // => unknown named-in-text
    static class Inner {}                       // => unknown named-in-text
}
class Foot { static String footer() { return \"\"; } }   // => dead no-use
enum Kind { ONE }                               // => unknown named-in-text
class Shape {                                   // => unknown named-in-text
    int area() { return 1; }                    // => unknown handed-on
    private int edges() { return 1; }           // => dead no-use
}
";
    let page = "<%= Page.title() %> <jsp:useBean class=\"a.Page$Inner\"/>\n";
    let files = [("a/Page.java", source), ("page.erb", page), ("NOTES.md", "footer is not used\n")];
    check(&files, &["--exported-api", "unused"]);
}

#[test]
fn macros_name_functions_otherwise_than_they_are_given() {
    let source = "
#define DECODER(name) int decode_ ## name(int x)
static DECODER(family) { return x; }        // => unknown in-macro
static int lost(int x) { return x; }        // => dead no-use
int main(void) { return 0; }
";
    check(&[("a.c", source)], &[]);
}

#[test]
fn native_code_names_private_methods_of_java() {
    let java = "package p;\nclass Mesh {\n    private void allocate(int n) {}   // => unknown named-in-text\n    private void lost(int n) {}       // => dead no-use\n}\n";
    let c = "int main(void) { return call(\"allocate\", \"(I)V\"); }\n";
    check(&[("p/Mesh.java", java), ("mesh.c", c)], &["--exported-api", "used"]);
}

#[test]
fn code_in_text_calls() {
    let source = "
fn main() { run(\"fn main() { lib::made(); }\"); }
fn run(_: &str) {}
fn made() {}                // => unknown named-in-text
fn lost() {}                // => dead no-use, whatever is said of lost()
";
    check(
        &[
            ("Cargo.toml", "[package]\nname = \"a\"\n"),
            ("src/main.rs", &source.replace(", whatever is said of lost()", "")),
        ],
        &[],
    );
}

#[test]
fn native_code_names_what_an_interpreter_hides() {
    let python = "def _sum(values): return 0     # => unknown open-site\ndef _gone(): pass               # => dead no-use\n";
    let c = "int main(void) { FORWARD(_sum); return 0; }\n";
    check(
        &[("pack/__init__.py", ""), ("pack/methods.py", python), ("pack/core.c", c)],
        &["--exported-api", "unused"],
    );
}
