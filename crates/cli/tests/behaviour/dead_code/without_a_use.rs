//! What no site of its own name uses, and is used all the same.

use super::check;

#[test]
fn generators_make_bodies_and_uses_of_abstract_members() {
    let source = "
package p;
class A { public static void main(String[] args) {} }
@Gen abstract class Value {
    abstract int size();               // => unknown decorated
    int fixed() { return 1; }          // => dead no-use
}
";
    check(&[("p/A.java", source)], &["--exported-api", "unused"]);
}

#[test]
fn text_names_methods_with_their_parameters() {
    let source = "
package p;
class A {
    public static void main(String[] args) { System.out.println(\"p.A#named(int, String)\"); }
    private static void named() {}     // => unknown named-in-text
    private static void lost() {}      // => dead no-use
}
";
    check(&[("p/A.java", source)], &["--exported-api", "unused"]);
}

#[test]
fn a_function_and_a_macro_stand_for_each_other() {
    let source = "
int start(void) { return 0; }
#ifdef FEATURE
static void ex_search(void) {}         // => unknown other-configuration
#else
# define ex_search ex_ni
#endif
static void ex_ni(void) {}
#include \"table.h\"
";
    let table = "void (*table[])(void) = { ex_search };\n";
    check(&[("main.c", source), ("table.h", table)], &[]);
}

#[test]
fn what_overrides_keeps_what_it_overrides() {
    let rust = "
trait Shown { fn shown(&self) -> u8; fn hidden(&self) -> u8 { 0 } }
struct One;
impl Shown for One {
    fn shown(&self) -> u8 { 1 }        // => alive used
}
fn main() { One.shown(); }
";
    check(&[("Cargo.toml", "[package]\nname = \"a\"\n"), ("src/main.rs", rust)], &[]);
    let java = "
package p;
abstract class View {
    abstract int columns();            // => alive used
    abstract int rows();               // => dead only-dead-users
}
class Table extends View {
    int columns() { return 1; }        // => alive used
    int rows() { return 1; }           // => dead only-dead-users
    public static void main(String[] args) { new Table().columns(); }
}
";
    check(&[("p/A.java", java)], &["--exported-api", "unused"]);
}

#[test]
fn making_something_may_be_all_that_is_wanted() {
    let python = "
redis = container('image')             # => unknown may-act
_limit = 3                             # => dead no-use
def broken():
    @define
    class Fails: pass                  # => unknown may-act
    class Plain: pass                  # => dead no-use
broken()
";
    check(&[("app.py", python)], &["--exported-api", "unused"]);
    let rust = "
fn main() {}
const _: () = { fn is_sync<T: Sync>() {} is_sync::<u8>(); };
const FITS: () = assert!(1 < 2);       // => unknown may-act
const LIMIT: u8 = 3;                   // => dead no-use
#[cfg_attr(unix, my_test(1))]
fn runs() {}                           // => unknown decorated
#[cfg_attr(unix, inline)]
fn lost() {}                           // => dead no-use
#[cfg(feature = \"slow\")]
quickcheck! {
    fn holds(x: u8) -> bool { true }   // => unknown in-macro
}
";
    check(&[("Cargo.toml", "[package]\nname = \"a\"\n"), ("src/main.rs", rust)], &[]);
    let cpp = "
typedef char SizesAreEqual[sizeof(int) == 4 ? 1 : -1];   // => unknown may-act
typedef int Unused;                                      // => dead no-use
struct Car {
    friend int any_value(int, Car&) { return 1; }        // => unknown operator
};
int start() { Car car; return 0; }
template <class T> class Registered {
    virtual void* touch() { return &maker; }             // => unknown may-act
    void never() {}                                      // => dead no-use
    static int maker;
};
";
    check(&[("a.cpp", cpp)], &[]);
}

#[test]
fn names_bound_twice_are_one_thing() {
    let python = "
import sys
if sys.platform == 'win32':
    from fast import _go
else:
    from slow import _go
if sys.platform == 'win32':
    blocked = None                     # => alive used
else:
    def blocked(): pass                # => alive used
blocked()
_go()
";
    let files = [
        ("app.py", python),
        ("fast.py", "def _go(): pass     # => unknown candidate\n"),
        ("slow.py", "def _go(): pass     # => alive used\n"),
    ];
    check(&files, &["--exported-api", "unused"]);
}

#[test]
fn members_are_enumerated_where_the_tree_does_so() {
    let bean = "
package p;
class Bean {
    int getSize() { return 1; }        // => unknown handed-on
    private int count() { return 1; }  // => dead no-use
    public int doRun() { return 1; }   // => unknown handed-on
}
class A { public static void main(String[] args) { for (var m : new Bean().getClass().getMethods()) show(m); } static void show(Object o) {} }
";
    check(&[("p/A.java", bean)], &["--exported-api", "unused"]);
}
