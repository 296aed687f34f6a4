//! What the parser, or resolution, takes for something else: no claim rests on it.

use super::check;

#[test]
fn modules_that_a_changed_path_leads_to() {
    let files = [
        (
            "test/tools/gtest_utils.py",
            "def go(): pass        # => unknown open-site\ndef _lost(): pass     # => dead no-use\n",
        ),
        ("test/run_test.py", "from googletest.test import gtest_utils\ngtest_utils.go()\n"),
    ];
    check(&files, &["--exported-api", "unused"]);
}

#[test]
fn statements_that_look_like_declarations() {
    let python = "
def test_state(mock):
    type(mock()).state = 3             # => not asked
def give():
    global Kind
    class Kind: pass                   # => unknown open-site
give()
";
    check(&[("test_a.py", python)], &["--exported-api", "unused"]);
    let c = "
typedef struct cJSON cJSON;
static cJSON *generate(cJSON * const from, cJSON * const to, const int sensitive)   // => alive used
{
    return 0;
}
CJSON_PUBLIC(cJSON *) cJSON_Merge(cJSON * const from, cJSON * const to)
{
    return generate(from, to, false);
}
CJSON_PUBLIC(cJSON *) cJSON_MergeAll(cJSON * const from, cJSON * const to)
{
    return generate(from, to, true);
}
";
    check(&[("a.c", c)], &[]);
}

#[test]
fn names_in_what_no_grammar_reads() {
    let cpp = "
class Manage {
    Q_OBJECT
    Q_PROPERTY(Widget* widget READ widget WRITE setWidget USER true)
private:
    void setWidget(Widget* w) {}       // => unknown spelled-in-file
    void lost(Widget* w) {}            // => dead no-use
};
template <typename T> T cast(Caster<T>& caster) {
    using result_t = T;                // => unknown open-site
    using unused_t = T;                // => dead no-use
    return caster.operator result_t();
}
Manage manage;
int main() { return cast<int>(other); }
";
    check(&[("a.cpp", cpp)], &[]);
    let script = "
/** @typedef {object} Context */ // => not asked
const module = { Cluster: class {} };  // => unknown handed-on
use(module);
export {};
";
    check(&[("package.json", r#"{"private": true}"#), ("main.ts", script)], &[]);
}
