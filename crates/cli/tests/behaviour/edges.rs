//! `refs`, `callers`, `callees`, `why`, `implementations`, `hierarchy`, `doctor resolve`: asking what means what.

use serde_json::Value;

use crate::fixture::{Tree, column, said};
use crate::schema::validate;
use crate::shop;

/// `path:line:column` of each site.
fn places(sites: &Value) -> Vec<String> {
    let place = |site: &Value| {
        let span = &site["span"];
        format!("{}:{}:{}", span["path"].as_str().expect("a path"), span["start_line"], span["start_col"])
    };
    sites.as_array().expect("an array").iter().map(place).collect()
}

/// The sum of the parts that must add up to `total_spelled`.
fn sum(spelled: &Value) -> u64 {
    let parts = [
        "resolved",
        "dispatch",
        "constructor",
        "candidates",
        "elsewhere",
        "other_candidates",
        "external",
        "local",
    ];
    let known: u64 = parts.iter().map(|part| spelled[part].as_u64().expect("a count")).sum();
    let unresolved = spelled["unresolved"].as_object().expect("an object").values();
    known + unresolved.map(|count| count.as_u64().expect("a count")).sum::<u64>()
}

#[test]
fn refs_lists_what_means_a_symbol_under_any_name() {
    let tree = shop::indexed();
    let answer = tree.json(&["refs", "make"]);
    let data = &answer["data"];
    assert_eq!(
        places(&data["sites"]),
        ["shop/app.py:3:24", "shop/app.py:3:32", "shop/app.py:9:12", "shop/app.py:13:18"]
    );
    assert_eq!(data["spelled"]["total_spelled"], 2);
    assert_eq!(data["spelled"]["other_name"], 2);
    assert_eq!(answer["total"], 4);
    let text = tree.ok(&["refs", "make"]);
    assert!(text.contains("shop/app.py:9:12  call in shop.app.checkout  (import-binding)\n"), "{text}");
    assert!(
        text.ends_with("sites spelling `make`: 2 = 2 mean it\nunder another name: 2 mean it\n"),
        "{text}"
    );
}

#[test]
fn refs_counts_add_up_for_every_symbol() {
    let tree = shop::indexed();
    let found = tree.json(&["find", "--glob", "*"]);
    for symbol in found["data"]["symbols"].as_array().expect("an array") {
        let id = symbol["symbol_id"].as_str().expect("an id");
        let answer = tree.json(&["refs", id, "--rest"]);
        let (data, spelled) = (&answer["data"], &answer["data"]["spelled"]);
        assert_eq!(sum(spelled), spelled["total_spelled"].as_u64().expect("a count"), "{symbol}");
        let rest = data["rest"].as_array().expect("an array").len();
        let listed = (data["sites"].as_array().expect("an array").len() + rest) as u64;
        let beside =
            ["other_name", "other_name_candidates"].map(|key| spelled[key].as_u64().expect("a count"));
        assert_eq!(listed, sum(spelled) + beside.iter().sum::<u64>(), "{symbol}");
    }
}

#[test]
fn a_name_that_means_others_too_is_counted_honestly() {
    let tree = shop::indexed();
    let answer = tree.json(&["refs", "shop.models.Book.total", "--rest"]);
    let data = &answer["data"];
    let rest = data["rest"].as_array().expect("an array");
    assert!(rest.iter().all(|site| site["name"] == "total"), "{data}");
    assert!(rest.iter().any(|site| site["relation"] == "local"), "the parameter `total`: {data}");
    assert_eq!(data["spelled"]["local"], 1, "{data}");
}

#[test]
fn refs_narrows_by_role_and_place_and_limit() {
    let tree = shop::indexed();
    let calls = tree.json(&["refs", "make", "--role", "call"]);
    assert_eq!(places(&calls["data"]["sites"]), ["shop/app.py:9:12", "shop/app.py:13:18"]);
    assert_eq!(sum(&calls["data"]["spelled"]), 1, "counts are of what is asked about");
    let elsewhere = tree.json(&["refs", "make", "--in", "web/**"]);
    assert_eq!(elsewhere["total"], 0);
    let limited = tree.json(&["refs", "make", "--limit", "1", "--with-context", "--context-lines", "0"]);
    assert_eq!((&limited["total"], &limited["truncated"]), (&4.into(), &true.into()));
    let context = &limited["data"]["sites"][0]["context"];
    assert_eq!(context["lines"][0], "from shop.models import make as build");
    assert!(tree.ok(&["refs", "make", "--limit", "1"]).contains("\n3 more\n"));
}

#[test]
fn refs_out_lists_what_a_symbol_refers_to() {
    let tree = shop::indexed();
    let answer = tree.json(&["refs", "checkout", "--direction", "out", "--role", "call"]);
    let data = &answer["data"];
    let names = column(&data["sites"], "name");
    assert!(names.contains(&"build") && names.contains(&"make"), "{data}");
    assert_eq!(data["sites"][0]["targets"][0]["display_fqn"], "shop.models.make");
    assert_eq!(data["outcomes"]["total"], 4, "{data}");
}

#[test]
fn a_definition_and_its_prototype_are_one_question() {
    let tree = shop::indexed();
    let answer = tree.json(&["refs", "dot"]);
    let data = &answer["data"];
    assert_eq!(data["symbol"]["span"]["path"], "c/vec.c");
    assert_eq!(data["declarations"][0]["span"]["path"], "c/vec.h");
    assert_eq!(places(&data["sites"]), ["c/use.c:3:26"]);
    assert_eq!(data["sites"][0]["also"][0]["path"], "c/vec.h");
    // Named by position it is the prototype alone, which the call means all the same.
    let prototype = tree.json(&["callers", "c/vec.h:3"]);
    assert_eq!(prototype["data"]["calls"][0]["symbol"]["name"], "twice");
    assert_eq!(tree.error(3, &["get", "dot"])["code"], "symbol-ambiguous");
}

#[test]
fn a_file_stands_for_its_module() {
    let tree = shop::indexed();
    let expected = tree.ok(&["refs", "shop/models.py"]);
    assert!(expected.contains("shop/app.py:4:17  import in shop.app"), "{expected}");
    for (directory, name) in [("shop", "models.py"), ("web", "../shop/models.py"), ("c", "shop/models.py")] {
        let answer = said(&mut tree.command(directory, &["refs", name]));
        assert_eq!(answer.stdout, expected, "{name} in {directory}: {}", answer.stderr);
    }
}

#[test]
fn callers_and_callees_are_the_two_ends_of_a_call() {
    let tree = shop::indexed();
    let callers = tree.json(&["callers", "checkout"]);
    let calls = &callers["data"]["calls"];
    let names: Vec<&Value> =
        calls.as_array().expect("an array").iter().map(|call| &call["symbol"]["name"]).collect();
    assert_eq!(names, ["app.py", "again"], "calls at file level have the file as caller");
    let called = tree.json(&["callees", "again"]);
    let calls = called["data"]["calls"].as_array().expect("an array");
    let names: Vec<&Value> = calls.iter().map(|call| &call["symbol"]["name"]).collect();
    assert_eq!(names, ["checkout", "again"]);
    assert_eq!(places(&calls[0]["edges"][0]["sites"]), ["shop/app.py:17:4"]);
    assert_eq!(called["data"]["outcomes"]["total"], 2);
    let text = tree.ok(&["callers", "checkout"]);
    assert!(
        text.starts_with("shop/app.py:1:0  file shop.app\n    shop/app.py:25:0  (lexical-scope)\n"),
        "{text}"
    );
}

#[test]
fn calls_are_followed_as_deep_as_asked() {
    let tree = shop::indexed();
    let depths = |depth: &str| -> Vec<(u64, String)> {
        let answer = tree.json(&["callers", "make", "--depth", depth]);
        let calls = answer["data"]["calls"].as_array().expect("an array").clone();
        let one = |call: &Value| {
            (
                call["depth"].as_u64().expect("a depth"),
                call["symbol"]["name"].as_str().expect("a name").to_owned(),
            )
        };
        calls.iter().map(one).collect()
    };
    assert_eq!(depths("1"), [(1, "checkout".to_owned())]);
    let all = [(1, "checkout".to_owned()), (2, "app.py".to_owned()), (2, "again".to_owned())];
    assert_eq!(depths("2"), all);
    assert_eq!(depths("9"), all, "each once");
    assert!(tree.ok(&["callers", "make", "--depth", "2"]).contains("(depth 2)"));
}

#[test]
fn a_dispatch_is_marked() {
    let tree = shop::indexed();
    let answer = tree.json(&["callers", "shop.models.Item.total"]);
    let edge = &answer["data"]["calls"][0]["edges"][0];
    assert_eq!(
        (&edge["dispatch"], &edge["sites"][0]["outcome"]),
        (&true.into(), &"dispatch".into()),
        "{answer}"
    );
    let callees = tree.json(&["callees", "checkout"]);
    let calls = callees["data"]["calls"].as_array().expect("an array");
    let fqns: Vec<&Value> = calls.iter().map(|call| &call["symbol"]["display_fqn"]).collect();
    assert!(
        fqns.contains(&&"shop.models.Item.total".into()) && fqns.contains(&&"shop.models.Book.total".into())
    );
}

#[test]
fn why_shows_what_an_outcome_rests_on() {
    let tree = shop::indexed();
    let answer = tree.json(&["why", "shop/app.py:9:14"]);
    let explanation = &answer["data"]["sites"][0];
    assert_eq!(explanation["reproduced"], true);
    assert_eq!(explanation["source"], "first = build(3)");
    assert_eq!(explanation["site"]["targets"][0]["display_fqn"], "shop.models.make");
    let steps = column(&explanation["steps"], "source");
    assert!(steps.contains(&"from shop.models import make as build"), "{explanation}");
    let line = tree.json(&["why", "shop/app.py:13"]);
    assert_eq!(line["total"], 2, "all references of the line");
    let unresolved = tree.json(&["why", "shop/app.py:5:10"]);
    assert!(unresolved["data"]["sites"][0]["site"]["reason"].is_string(), "{unresolved}");
}

#[test]
fn why_takes_an_edge_in_two_forms() {
    let tree = shop::indexed();
    let one = tree.ok(&["why", "checkout..make"]);
    assert_eq!(one, tree.ok(&["why", "checkout", "make"]));
    assert_eq!(one.matches("resolved by").count(), 2, "{one}");
    assert!(one.contains("  → function shop.models.make  shop/models.py:14:4\n"), "{one}");
}

#[test]
fn implementations_and_hierarchies_go_both_ways() {
    let tree = shop::indexed();
    let below = tree.json(&["implementations", "Animal"]);
    let names: Vec<&Value> = below["data"]["implementations"]
        .as_array()
        .expect("an array")
        .iter()
        .map(|one| &one["symbol"]["name"])
        .collect();
    assert_eq!(names, ["Dog"]);
    let members = tree.ok(&["implementations", "shop.models.Item.total"]);
    assert_eq!(
        members,
        "shop/models.py:10:8  method shop.models.Book.total  (below shop.models.Item, shop/models.py:9:11)\n"
    );
    let hierarchy = tree.json(&["hierarchy", "Book"]);
    assert_eq!(hierarchy["data"]["above"][0]["symbol"]["name"], "Item");
    let of_impl = tree.json(&["hierarchy", "Shape", "--lang", "rust"]);
    assert_eq!(of_impl["data"]["below"][0]["symbol"]["display_fqn"], "shapes::shape::Circle");
}

#[test]
fn the_doctor_ranks_what_is_not_resolved() {
    let tree = shop::indexed();
    let answer = tree.json(&["doctor", "resolve", "--limit", "1"]);
    let data = &answer["data"];
    let findings = data["findings"].as_array().expect("an array");
    let missing = findings.iter().find(|finding| finding["subjects"][0]["name"] == "shop.missing");
    assert!(missing.is_some_and(|finding| finding["example"]["path"] == "shop/app.py"), "{data}");
    assert!(
        findings.iter().all(|finding| finding["subjects"].as_array().is_some_and(|list| list.len() <= 1))
    );
    let os = findings
        .iter()
        .find(|finding| finding["problem"] == "external-package" && finding["language"] == "python");
    assert_eq!(os.expect("imports from outside")["subjects"][0]["name"], "os");
    let unresolved: u64 = findings
        .iter()
        .filter(|finding| finding["problem"] != "external-package")
        .map(|finding| finding["sites"].as_u64().expect("a count"))
        .sum();
    let outcomes = &data["outcomes"];
    let expected: u64 = outcomes["unresolved"]
        .as_object()
        .expect("an object")
        .values()
        .map(|count| count.as_u64().expect("a count"))
        .sum();
    assert_eq!(unresolved, expected + outcomes["candidates"].as_u64().expect("a count"));
    assert!(tree.ok(&["doctor", "resolve"]).contains("shop.missing"));
}

#[test]
fn status_counts_outcomes_when_asked() {
    let tree = shop::indexed();
    let plain = tree.json(&["status"]);
    assert_eq!((&plain["data"]["files_resolved"], plain["data"].get("outcomes")), (&13.into(), None));
    let counted = tree.json(&["status", "--outcomes"]);
    let sums = &plain["data"]["languages"];
    for (language, outcomes) in sums
        .as_array()
        .expect("an array")
        .iter()
        .zip(counted["data"]["outcomes"].as_array().expect("an array"))
    {
        assert_eq!((&language["language"], &language["sites"]), (&outcomes["language"], &outcomes["total"]));
        assert_eq!(outcomes["files_unresolved"], 0);
    }
}

#[test]
fn symbols_come_with_their_calls_when_asked_for() {
    let tree = shop::indexed();
    let callers = |answer: &Value| answer["data"]["symbols"][0]["callers"][0]["display_fqn"].clone();
    let found = tree.json(&["find", "make", "--with-callers", "--with-callees"]);
    assert_eq!(callers(&found), "shop.app.checkout");
    assert_eq!(found["data"]["symbols"][0]["callers"][0]["sites"], 2);
    assert_eq!(found["data"]["symbols"][0]["callees"].as_array().map(Vec::len), Some(1));
    let got = tree.json(&["get", "make", "--with-callers"]);
    assert_eq!(got["data"]["symbol"]["callers"], found["data"]["symbols"][0]["callers"]);
    let queried = tree.json(&["query", "--file", "c/use.c", "--with-callees"]);
    assert_eq!(queried["data"]["symbols"][0]["callees"][0]["display_fqn"], "dot");
    assert!(tree.ok(&["find", "make", "--with-callers"]).contains("  called by function shop.app.checkout"));
}

/// Every question of this file, with the schema of its answer.
const QUESTIONS: &[(&str, &[&str])] = &[
    ("refs", &["refs", "make", "--rest", "--with-context"]),
    ("refs", &["refs", "dot"]),
    ("refs", &["refs", "shop.models.Item.total", "--rest"]),
    ("refs", &["refs", "checkout", "--direction", "out", "--rest"]),
    ("refs", &["refs", "shop/models.py"]),
    ("callers", &["callers", "make", "--depth", "3", "--with-context"]),
    ("callees", &["callees", "shop/app.py", "--depth", "3"]),
    ("why", &["why", "shop/app.py:13"]),
    ("why", &["why", "shop/app.py:5"]),
    ("implementations", &["implementations", "Animal"]),
    ("hierarchy", &["hierarchy", "Dog"]),
    ("doctor-resolve", &["doctor", "resolve"]),
    ("status", &["status", "--outcomes"]),
    ("find", &["find", "make", "--with-callers", "--with-callees", "--with-context", "--with-checksums"]),
    ("index", &["index"]),
];

#[test]
fn answers_are_as_their_schemas_say() {
    let tree = shop::indexed();
    for (schema, arguments) in QUESTIONS {
        validate(schema, &tree.json(arguments));
    }
    validate(
        "error",
        &Value::Object(
            [
                ("schema_version".to_owned(), wire::SCHEMA_VERSION.into()),
                ("error".to_owned(), tree.error(3, &["refs", "total"])),
            ]
            .into_iter()
            .collect(),
        ),
    );
}

#[test]
fn answers_are_the_same_from_anywhere() {
    let tree = shop::indexed();
    for (name, arguments) in QUESTIONS.iter().filter(|(name, _)| *name != "index") {
        let expected = tree.json(arguments);
        for directory in ["shop", "web"] {
            let mut command = tree.command(directory, &[arguments, &["-j"][..]].concat());
            let answer = crate::fixture::parse(&said(&mut command).stdout);
            assert_eq!(answer["data"], expected["data"], "{name} in {directory}");
        }
    }
}

#[test]
fn each_failure_has_its_status_and_code() {
    let tree = shop::indexed();
    for (status, code, arguments) in [
        (1, "symbol-not-found", &["refs", "no_such_symbol"][..]),
        (1, "symbol-not-found", &["callers", "no_such_symbol"]),
        (1, "symbol-not-found", &["why", "make..no_such_symbol"]),
        (1, "site-not-found", &["why", "shop/app.py:2"]),
        (1, "site-not-found", &["why", "make..checkout"]),
        (1, "file-not-indexed", &["why", "Cargo.toml:1"]),
        (2, "invalid-argument", &["refs", "make", "--role", "no-such-role"]),
        (2, "invalid-argument", &["refs", "make", "--in", "[a"]),
        (2, "invalid-argument", &["why", "make"]),
        (2, "invalid-argument", &["hierarchy", "make"]),
        (3, "symbol-ambiguous", &["refs", "total"]),
        (3, "symbol-ambiguous", &["callees", "speak"]),
        (4, "db-not-found", &["refs", "make", "--db", "no-such.db"]),
    ] {
        let error = tree.error(status, arguments);
        assert_eq!(error["code"], code, "{arguments:?}: {error}");
        let told = tree.run(arguments);
        assert_eq!((told.status, told.stdout.as_str()), (status, ""), "{arguments:?}");
    }
    assert_eq!(tree.run(&["callers", "make", "--depth", "0"]).status, 2);
    assert_eq!(tree.run(&["refs", "make", "--direction", "sideways"]).status, 2);
}

#[test]
fn a_changed_file_is_answered_as_indexed_and_called_stale() {
    let tree: Tree = shop::indexed();
    let before = tree.ok(&["callers", "make"]);
    tree.write("shop/app.py", "changed = 1\n");
    let after = tree.run(&["callers", "make"]);
    assert_eq!((after.status, after.stdout), (0, before));
    assert!(after.stderr.starts_with("note: shop/app.py changed since indexing"), "{}", after.stderr);
}
