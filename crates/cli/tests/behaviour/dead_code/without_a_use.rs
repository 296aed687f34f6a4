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
