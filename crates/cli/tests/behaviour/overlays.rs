//! `import` and `audit`: what a compiler says, beside what the rules say.

use std::fs;

use serde_json::Value;

use crate::fixture::Tree;
use crate::judge::Judge;
use crate::schema::validate;
use crate::shop;

/// Questions that overlays have a say in.
const QUESTIONS: &[&[&str]] = &[
    &["refs", "make", "--rest"],
    &["refs", "shop.models.Book.total", "--rest"],
    &["refs", "shop.models.Item", "--rest"],
    &["refs", "shop.models.Item.total"],
    &["refs", "checkout", "--direction", "out", "--rest"],
    &["refs", "shop/app.py", "--direction", "out", "--rest"],
    &["callers", "shop.models.Book.total"],
    &["callers", "shop.models.Book.total", "--depth", "3"],
    &["callers", "make", "--depth", "2"],
    &["callees", "checkout"],
    &["callees", "shop/app.py", "--depth", "3"],
    &["why", "shop/app.py:12"],
    &["why", "shop/app.py:13:18"],
    &["why", "checkout..shop.models.Book.total"],
];

/// All answers, of the tree's database or of another, as text and as JSON without the number of the run and of the state.
fn answers(tree: &Tree, db: &[&str], more: &[&str]) -> Vec<String> {
    let ask = |question: &&[&str]| {
        let arguments = [db, question, more].concat();
        let mut said = tree.run(&[&arguments[..], &["--output", "json"]].concat());
        if said.status == 0 {
            let mut answer: Value = serde_json::from_str(&said.stdout).expect("JSON");
            answer["execution_id"].take();
            answer["freshness"]["indexed_revision"].take();
            said.stdout = answer.to_string();
        }
        format!("{question:?} {} {}\n{}", said.status, said.stdout, tree.run(&arguments).stdout)
    };
    QUESTIONS.iter().map(ask).collect()
}

fn judged() -> Tree {
    let tree = shop::indexed();
    Judge::of_shop(&tree).write(&tree);
    tree.ok(&["import", "scip", "judge.scip"]);
    tree
}

fn site(sites: &Value, line: u64) -> &Value {
    let on_line = |site: &&Value| site["span"]["start_line"] == line;
    sites
        .as_array()
        .expect("an array")
        .iter()
        .find(on_line)
        .unwrap_or_else(|| panic!("none on {line}: {sites}"))
}

#[test]
fn what_is_imported_is_told() {
    let tree = shop::indexed();
    Judge::of_shop(&tree).write(&tree);
    let answer = tree.json(&["import", "scip", "judge.scip", "--name", "mine"]);
    validate("import-scip", &answer);
    let data = &answer["data"];
    assert_eq!(data["label"], "scip:judge 1.0");
    let count = |part: &str| data[part].as_u64().expect("a count");
    let parts = ["agrees", "settles", "overrules", "contradicts", "without_site", "unclear"].map(count);
    assert_eq!(parts, [3, 1, 1, 1, 0, 0], "{data}");
    assert_eq!(parts.iter().sum::<u64>(), count("places"));
    let listed = tree.json(&["import", "list"]);
    validate("import", &listed);
    assert_eq!(listed["data"]["overlays"][0]["files_as_imported"], 2);
    assert_eq!(
        tree.ok(&["import", "list"]),
        "mine  scip:judge 1.0  6 sites in 2 files, 2 of these as imported\n"
    );
    assert_eq!(tree.ok(&["import", "drop", "mine"]), "no overlays\n");
    assert_eq!(tree.error(1, &["import", "drop", "mine"])["code"], "overlay-not-found");
    assert_eq!(tree.error(2, &["import", "drop", "../index"])["code"], "invalid-argument");
}

#[test]
fn each_answer_says_which_tier_it_is_of() {
    let tree = judged();
    let out = tree.json(&["refs", "shop/app.py", "--direction", "out", "--rest"]);
    validate("refs", &out);
    let (sites, rest) = (&out["data"]["sites"], &out["data"]["rest"]);
    let agreed = site(sites, 9);
    assert_eq!((&agreed["tier"], &agreed["judged"]["verdict"]), (&"rules".into(), &"agrees".into()));
    let settled = site(sites, 12);
    assert_eq!((&settled["tier"], &settled["outcome"]), (&"scip:judge 1.0".into(), &"resolved".into()));
    assert_eq!(settled["judged"]["verdict"], "settles");
    assert_eq!(settled["judged"]["otherwise"]["outcome"], "unresolved");
    assert_eq!(settled["targets"][0]["display_fqn"], "shop.models.Book.total");
    let made = sites
        .as_array()
        .expect("an array")
        .iter()
        .find(|site| site["name"] == "make" && site["role"] == "call");
    let overruled = made.expect("a call of `make`");
    assert_eq!(overruled["judged"]["verdict"], "overrules");
    assert_eq!(overruled["targets"][0]["display_fqn"], "shop.models.Item");
    assert_eq!(overruled["judged"]["otherwise"]["targets"][0]["display_fqn"], "shop.models.make");
    let untold = site(sites, 10);
    assert_eq!((&untold["tier"], &untold["judged"]), (&"rules".into(), &Value::Null));
    // What the rules prove local stays, and the compiler's word is shown.
    let local =
        rest.as_array().expect("an array").iter().find(|site| site["judged"]["verdict"] == "contradicts");
    let local = local.expect("the parameter `total`");
    assert_eq!((&local["tier"], &local["outcome"]), (&"rules".into(), &"local".into()));
    assert_eq!(local["judged"]["otherwise"]["targets"][0]["display_fqn"], "shop.models.Item.total");
}

#[test]
fn lists_and_counts_go_by_what_stands() {
    let tree = judged();
    let text = tree.ok(&["refs", "shop.models.Book.total"]);
    assert!(
        text.contains(
            "shop/app.py:12:14  call in shop.app.checkout  (resolved; scip:judge 1.0 settles unresolved"
        ),
        "{text}"
    );
    let text = tree.ok(&["refs", "make"]);
    assert!(text.contains("overruled: shop/app.py:13:18  call make  → class shop.models.Item"), "{text}");
    assert!(text.contains("sites spelling `make`: 2 = 1 mean it + 1 mean others\n"), "{text}");
    // A compiler's edge to a symbol is found under another name than the symbol's.
    assert!(tree.ok(&["refs", "shop.models.Item"]).contains("shop/app.py:13:18  call"));
    assert!(tree.ok(&["callers", "shop.models.Book.total"]).contains("function shop.app.checkout\n"));
    let further = tree.ok(&["callers", "shop.models.Book.total", "--depth", "2"]);
    assert!(further.contains("shop.app.again  (depth 2)"), "{further}");
    assert!(tree.ok(&["callees", "checkout"]).contains("method shop.models.Book.total\n"));
    let why = tree.ok(&["why", "shop/app.py:12:14"]);
    assert!(why.contains("  scip:judge 1.0 (judge) settles unresolved"), "{why}");
    assert!(!why.contains("ends otherwise"), "{why}");
}

#[test]
fn without_an_overlay_answers_are_as_they_were() {
    let tree = shop::indexed();
    let before = answers(&tree, &[], &[]);
    Judge::of_shop(&tree).write(&tree);
    tree.ok(&["import", "scip", "judge.scip"]);
    let with = answers(&tree, &[], &[]);
    assert_ne!(with, before);
    assert_eq!(answers(&tree, &[], &["--tier", "rules"]), before);
    tree.ok(&["import", "drop", "judge"]);
    assert_eq!(answers(&tree, &[], &[]), before);
    assert!(!tree.root().join(".magellan/index.db-overlays").exists());
}

#[test]
fn both_stores_and_a_cold_index_answer_alike() {
    let tree = judged();
    let before = answers(&tree, &[], &[]);
    tree.ok(&["migrate-backend", "--input", ".magellan/index.db", "--output", ".magellan/copy.db"]);
    assert_eq!(answers(&tree, &["--db", ".magellan/copy.db"], &[]), before, "another store");
    fs::remove_file(tree.root().join(".magellan/index.db")).expect("removable");
    tree.ok(&["index"]);
    assert_eq!(answers(&tree, &[], &[]), before, "indexed anew");
}

#[test]
fn what_is_said_of_a_file_that_changes_is_not_used_until_it_is_as_it_was() {
    let tree = judged();
    let (all, rules) = (answers(&tree, &[], &[]), answers(&tree, &[], &["--tier", "rules"]));
    let app = fs::read_to_string(tree.root().join("shop/app.py")).expect("readable");
    tree.write("shop/app.py", format!("{app}# more\n"));
    tree.ok(&["refresh"]);
    let listed = tree.ok(&["import", "list"]);
    assert!(listed.contains("in 2 files, 1 of these as imported"), "{listed}");
    // What is said of the other file still is.
    let changed = tree.json(&["refs", "shop/app.py", "--direction", "out", "--rest"]);
    for site in changed["data"]["sites"].as_array().expect("an array") {
        assert_eq!((&site["tier"], &site["judged"]), (&"rules".into(), &Value::Null), "{site}");
    }
    assert!(!tree.ok(&["callers", "shop.models.Book.total"]).contains("shop/app.py:12:14"));
    tree.write("shop/app.py", app);
    tree.ok(&["refresh"]);
    assert_eq!(answers(&tree, &[], &[]), all);
    assert_eq!(answers(&tree, &[], &["--tier", "rules"]), rules);
}

#[test]
fn edges_drop_out_with_their_targets_and_with_what_they_were_compared_with() {
    let tree = judged();
    let all = answers(&tree, &[], &[]);
    let models = fs::read_to_string(tree.root().join("shop/models.py")).expect("readable");
    // The target is gone: the site is as unresolved as the rules leave it.
    tree.write(
        "shop/models.py",
        models.replace("class Book(Item):\n    def total", "class Book(Item):\n    def sum"),
    );
    tree.ok(&["refresh"]);
    let out = tree.json(&["refs", "shop/app.py", "--direction", "out", "--rest"]);
    let rest = out["data"]["rest"].as_array().expect("an array");
    let total = rest.iter().find(|site| site["span"]["start_line"] == 12 && site["name"] == "total");
    assert_eq!(total.expect("the call")["outcome"], "unresolved", "{out}");
    // The rules say something else of `build` and of `models.make` than when they were compared: the compiler saw another `make`.
    tree.write("shop/models.py", models.replace("def make(price)", "def built(price)"));
    tree.ok(&["refresh"]);
    let out = tree.json(&["refs", "shop/app.py", "--direction", "out", "--rest"]);
    for line in [9, 13] {
        let on_line = |site: &&Value| site["span"]["start_line"] == line && !site["judged"].is_null();
        let all = [&out["data"]["sites"], &out["data"]["rest"]];
        let judged = all.iter().flat_map(|sites| sites.as_array().expect("an array")).find(on_line);
        assert_eq!(judged, None, "line {line}");
    }
    tree.write("shop/models.py", models);
    tree.ok(&["refresh"]);
    assert_eq!(answers(&tree, &[], &[]), all);
}

#[test]
fn of_two_overlays_the_one_whose_name_is_lower_has_its_way() {
    let tree = shop::indexed();
    let mut judge = Judge::of_shop(&tree);
    judge.write(&tree);
    tree.ok(&["import", "scip", "judge.scip", "--name", "later"]);
    let only = tree.json(&["refs", "shop/app.py", "--direction", "out"]);
    judge = Judge::default();
    judge.says(&tree, "shop/models.py", 5, "total", "models/Item#total().", true);
    judge.says(&tree, "shop/app.py", 12, "total", "models/Item#total().", false);
    judge.write(&tree);
    tree.ok(&["import", "scip", "judge.scip", "--name", "first"]);
    let both = tree.json(&["refs", "shop/app.py", "--direction", "out"]);
    for (line, before, now) in [(9, "later", "later"), (12, "later", "first")] {
        let overlay = |answer: &Value| site(&answer["data"]["sites"], line)["judged"]["overlay"].clone();
        assert_eq!((overlay(&only), overlay(&both)), (before.into(), now.into()), "line {line}");
    }
    assert_eq!(site(&both["data"]["sites"], 12)["targets"][0]["display_fqn"], "shop.models.Item.total");
}

#[test]
fn documents_that_do_not_fit_are_refused_one_by_one() {
    let tree = shop::indexed();
    let mut judge = Judge::of_shop(&tree);
    for path in ["/etc/passwd", "../up.py", "shop/../shop/app.py", "C:\\shop\\app.py", "", "none.py"] {
        judge.at(path, &[0, 0, 1], "x.", true);
    }
    judge.at("web/main.ts", &[0, 10, 11], "x.", false);
    judge.at("web/animal.ts", &[900, 0, 1], "x.", false);
    judge.at("src/lib.rs", &[1, 0], "x.", false);
    // The same document twice: messages that follow each other add up.
    let mut again = Judge::default();
    again.says(&tree, "shop/app.py", 9, "build", "models/Item#", false);
    tree.write("judge.scip", [judge.bytes(), again.bytes()].concat());
    let refused = &tree.json(&["import", "scip", "judge.scip"])["data"]["refused"];
    assert_eq!(refused["counts"]["foreign-path"], 5, "{refused}");
    assert_eq!(refused["counts"]["not-indexed"], 1, "{refused}");
    assert_eq!(refused["counts"]["drift"], 3, "{refused}");
    assert_eq!(refused["counts"]["duplicate"], 1, "{refused}");
    let text = tree.ok(&["import", "scip", "judge.scip", "--limit", "3"]);
    assert!(
        text.contains("documents refused: 3 drift, 1 duplicate, 5 foreign-path, 1 not-indexed\n"),
        "{text}"
    );
    assert!(text.ends_with("  7 more\n"), "{text}");
}

#[test]
fn what_is_no_index_or_fits_nothing_is_one_error() {
    let tree = shop::indexed();
    let whole = Judge::of_shop(&tree).bytes();
    for (what, bytes) in
        [("empty", &b""[..]), ("text", b"no index\n"), ("truncated", &whole[..whole.len() - 7])]
    {
        tree.write("judge.scip", bytes);
        assert_eq!(tree.error(2, &["import", "scip", "judge.scip"])["code"], "scip-malformed", "{what}");
        assert_eq!(tree.error(2, &["audit", "--oracle", "judge.scip"])["code"], "scip-malformed", "{what}");
    }
    assert_eq!(tree.error(5, &["import", "scip", "none.scip"])["code"], "io-not-found");
    assert_eq!(tree.error(2, &["import", "scip", "shop"])["code"], "scip-malformed", "a directory");
    let mut elsewhere = Judge::default();
    elsewhere.at("none.py", &[0, 0, 1], "x.", true);
    elsewhere.write(&tree);
    assert_eq!(tree.error(2, &["import", "scip", "judge.scip"])["code"], "scip-unfit");
    assert_eq!(tree.error(2, &["audit", "--oracle", "judge.scip"])["code"], "scip-unfit");
    Judge::of_shop(&tree).write(&tree);
    assert_eq!(tree.error(2, &["import", "scip", "judge.scip", "--name", "a/b"])["code"], "invalid-argument");
    assert_eq!(
        tree.error(2, &["import", "scip", "judge.scip", "--under", "elsewhere"])["code"],
        "scip-unfit"
    );
}

#[test]
fn a_damaged_overlay_is_told_and_can_be_left_out_or_removed() {
    let tree = judged();
    let rules = answers(&tree, &[], &["--tier", "rules"]);
    let path = tree.root().join(".magellan/index.db-overlays/.magellan/judge.overlay");
    let mut bytes = fs::read(&path).expect("an overlay");
    let last = bytes.len() - 60;
    bytes[last] ^= 1;
    fs::write(&path, bytes).expect("writable");
    assert_eq!(tree.error(4, &["refs", "make"])["code"], "overlay-corrupt");
    assert_eq!(answers(&tree, &[], &["--tier", "rules"]), rules);
    tree.ok(&["import", "drop", "judge"]);
    assert_eq!(answers(&tree, &[], &[]), rules);
}

#[test]
fn an_audit_counts_what_is_right_and_lists_the_rest() {
    let tree = shop::indexed();
    Judge::of_shop(&tree).write(&tree);
    let answer = tree.json(&["audit", "--oracle", "judge.scip"]);
    validate("audit", &answer);
    let data = &answer["data"];
    let all = &data["all"];
    let counts = ["in_repository", "correct", "wrong", "dispatch", "missed", "elsewhere"]
        .map(|part| all[part].as_u64());
    assert_eq!(counts, [5, 2, 1, 0, 2, 1].map(Some), "{all}");
    assert_eq!((all["precision"].as_f64(), all["recall"].as_f64()), (Some(0.666_667), Some(0.4)));
    assert_eq!(data["by_language"]["python"], *all);
    assert_eq!(data["by_directory"]["shop"], *all);
    assert_eq!(data["by_role"]["inherit"]["correct"], 1, "{data}");
    assert_eq!(data["by_rule"]["unresolved: unknown-receiver"]["missed"], 1, "{data}");
    assert_eq!(data["definitions"]["python"]["found"], 6);
    let wrong = &data["disagreements"][0];
    assert_eq!(
        (&wrong["kind"], &wrong["line"], &wrong["name"]),
        (&"wrong".into(), &13.into(), &"make".into())
    );
    assert_eq!(wrong["their_places"][0]["line"], 1);
    assert_eq!(answer["total"], 3);
    let text = tree.ok(&["audit", "--oracle", "judge.scip", "--limit", "1"]);
    assert!(
        text.contains(
            "all: precision 0.6667, recall 0.4000  (5 sites: 2 correct, 0 dispatch, 2 missed; 1 wrong)\n"
        ),
        "{text}"
    );
    assert!(text.ends_with("2 more disagreements\n"), "{text}");
    assert!(!tree.root().join(".magellan/index.db-overlays").exists(), "nothing is imported");
}

#[test]
fn gates_of_an_audit() {
    let tree = shop::indexed();
    Judge::of_shop(&tree).write(&tree);
    let gate =
        |option: &str, share: &str| tree.run(&["audit", "--oracle", "judge.scip", option, share]).status;
    assert_eq!(gate("--fail-under-precision", "0.66"), 0);
    assert_eq!(gate("--fail-under-precision", "0.67"), 1);
    assert_eq!(gate("--fail-under-recall", "0.4"), 0);
    assert_eq!(gate("--fail-under-recall", "0.41"), 1);
    assert_eq!(gate("--fail-under-recall", "41"), 2);
}

#[test]
fn an_audit_is_the_same_in_both_stores() {
    let tree = shop::indexed();
    Judge::of_shop(&tree).write(&tree);
    tree.ok(&["migrate-backend", "--input", ".magellan/index.db", "--output", "copy.db"]);
    let one = tree.ok(&["audit", "--oracle", "judge.scip"]);
    assert_eq!(tree.ok(&["--db", "copy.db", "audit", "--oracle", "judge.scip"]), one);
}

/// A tree in which two files have a function `main`, and columns count differently.
fn scripts() -> Tree {
    let tree = Tree::of(&[
        ("sub/one.py", "def main(): pass\nmain()\n"),
        ("sub/two.py", "def main(): pass\nmain()\n"),
        ("sub/third.py", "from sub.one import main\nmain()\n"),
        ("sub/wide.py", "def g(x): return x\n\'é🦰\', g(1), unknown.g(2)\n"),
    ]);
    tree.ok(&["index"]);
    tree
}

#[test]
fn which_of_several_files_a_symbol_means_cannot_be_told() {
    let tree = scripts();
    let mut judge = Judge::default();
    for path in ["sub/one.py", "sub/two.py"] {
        judge.says(&tree, path, 1, "main", "main().", true);
        judge.says(&tree, path, 2, "main", "main().", false);
    }
    judge.says(&tree, "sub/third.py", 2, "main", "main().", false);
    judge.write(&tree);
    let data = &tree.json(&["import", "scip", "judge.scip"])["data"];
    assert_eq!((&data["agrees"], &data["unclear"]), (&0.into(), &3.into()), "{data}");
    let audit = &tree.json(&["audit", "--oracle", "judge.scip"])["data"];
    assert_eq!((&audit["all"]["in_repository"], &audit["unscored"]), (&0.into(), &3.into()), "{audit}");
}

#[test]
fn columns_are_those_of_the_index_and_paths_may_begin_in_a_directory() {
    let tree = scripts();
    let mut judge = Judge::default();
    judge.says(&tree, "sub/wide.py", 1, "g", "g().", true);
    let [file] = judge.take_documents().try_into().expect("one document");
    for (encoding, [first, second]) in [(1, [10, 24]), (2, [7, 21]), (3, [6, 20])] {
        let mut judge = Judge::default();
        judge.put("wide.py", file.clone(), encoding);
        judge.at("wide.py", &[1, first, first + 1], "g().", false);
        judge.at("wide.py", &[1, second, second + 1], "g().", false);
        judge.write(&tree);
        let data = &tree.json(&["import", "scip", "judge.scip", "--under", "sub"])["data"];
        assert_eq!((&data["agrees"], &data["settles"]), (&1.into(), &1.into()), "{encoding}: {data}");
    }
}

#[test]
fn a_place_with_more_meanings_than_can_be_told_apart_is_left_to_the_rules() {
    let tree = scripts();
    let mut judge = Judge::default();
    judge.says(&tree, "sub/one.py", 1, "main", "one/main().", true);
    judge.says(&tree, "sub/wide.py", 1, "g", "wide/g().", true);
    judge.at("sub/wide.py", &[1, 21, 22], "wide/g().", false);
    judge.at("sub/wide.py", &[1, 21, 22], "one/main().", false);
    judge.write(&tree);
    let data = &tree.json(&["import", "scip", "judge.scip"])["data"];
    assert_eq!((&data["places"], &data["unclear"]), (&1.into(), &1.into()), "{data}");
    let out = tree.json(&["refs", "sub/wide.py", "--direction", "out", "--rest"]);
    let rest = out["data"]["rest"].as_array().expect("an array");
    assert!(rest.iter().any(|site| site["name"] == "g" && site["tier"] == "rules"), "{out}");
}

#[test]
fn overloads_are_one_thing_whichever_of_them_a_compiler_names() {
    let text = "from typing import overload\n@overload\ndef f(x: int) -> int: ...\n@overload\ndef f(x: str) -> str: ...\n\
                def f(x): return x\nf(1)\n";
    let tree = Tree::of(&[("a.py", text)]);
    tree.ok(&["index"]);
    let mut judge = Judge::default();
    judge.at("a.py", &[2, 4, 5], "a/f().", true);
    for place in [[4, 4, 5], [5, 4, 5], [6, 0, 1]] {
        judge.at("a.py", &place, "a/f().", false);
    }
    judge.write(&tree);
    let data = &tree.json(&["import", "scip", "judge.scip"])["data"];
    assert_eq!((&data["places"], &data["agrees"]), (&1.into(), &1.into()), "{data}");
    assert_eq!(tree.json(&["audit", "--oracle", "judge.scip"])["data"]["all"]["correct"], 1);
}
