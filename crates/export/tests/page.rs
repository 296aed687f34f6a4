//! The page of a small tree whose text is chosen to break pages: what it holds is what the index knows, and it is the same from
//! every kind of store.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use engine::query::FileView;
use engine::{BACKENDS, Database, IndexOptions, Silent};
use export::{FORMATS, FileFilter, Selection, Writer};
use miniz_oxide::inflate::decompress_to_vec;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const FILES: &[(&str, &[u8])] = &[
    ("app.py", b"from shop import make\n\n\ndef main():\n    make(3)\n    unknown()\n\n\ndef make_all(things):\n    return [thing.go() for thing in things]\n"),
    ("shop.py", "def make(n):\n    \"\"\"</script><script>alert('😀')</script><!-- \"\"\"\n    return größe(n)\n\n\ndef größe(n):\n    return n\n".as_bytes()),
    ("latin.c", b"/* caf\xe9 \xff\xfe */\nint twice(int n) { return n + n; }\nint four(int n) { return twice(twice(n)); }\n"),
    ("a b/odd#%&'<.ts", "export const o = { '</script>\\n': 1, 'a\\tb': 2 };\nexport function unknown() { return o; }\n".as_bytes()),
];

/// The page from every kind of store, which is one, and an index to compare with.
fn page(selection: &Selection) -> (String, Database, tempfile::TempDir) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let root = directory.path().join("tree");
    for (path, text) in FILES {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("below the root")).expect("a directory");
        std::fs::write(path, text).expect("a file");
    }
    let format = FORMATS.iter().find(|format| format.name == "html").expect("the format");
    let Writer::Stream(write) = format.writer else { panic!("a page is one stream") };
    let mut databases = Vec::new();
    let mut pages = Vec::new();
    for backend in BACKENDS {
        let db = directory.path().join(backend.name);
        let options = IndexOptions { backend: Some(backend), ..IndexOptions::default() };
        engine::index(&root, &db, &options, &Silent).expect("the tree can be indexed");
        databases.push(Database::open(&db).expect("the index opens"));
        let mut out = Vec::new();
        write(databases[databases.len() - 1].snapshot(), selection, &mut out).expect("a page");
        pages.push(String::from_utf8(out).expect("UTF-8"));
    }
    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]), "stores differ");
    (pages.swap_remove(0), databases.swap_remove(0), directory)
}

/// A chunk as the page reads it; `None` when there is none.
fn chunk(page: &str, id: &str) -> Option<Value> {
    let begin = format!("<script type=\"application/x-magellan\" id=\"{id}\">");
    let start = page.find(&begin)? + begin.len();
    let end = start + page[start..].find("</script>").expect("the element ends");
    let packed = STANDARD.decode(&page[start..end]).expect("base64");
    let text = decompress_to_vec(&packed).expect("deflated");
    Some(serde_json::from_slice(&text).expect("JSON"))
}

/// Text between two offsets in UTF-16 units.
fn cut(source: &str, range: &Value) -> String {
    let units: Vec<u16> = source.encode_utf16().collect();
    let at = |n: usize| usize::try_from(range[n].as_u64().expect("a number")).expect("an offset");
    String::from_utf16(&units[at(0)..at(1)]).expect("whole characters")
}

#[test]
fn the_page_holds_what_the_index_knows() {
    let (page, db, _directory) = page(&Selection::default());
    let meta = chunk(&page, "meta").expect("what the page is");
    assert_eq!(meta["digest"], json!(db.snapshot().meta().expect("a view").digest().to_string()));
    let (paths, symbols) = (chunk(&page, "p0").expect("paths"), chunk(&page, "s0").expect("symbols"));
    let paths = paths.as_array().expect("a list");
    assert_eq!(meta["files"], json!(paths.len()));
    for (number, row) in paths.iter().enumerate() {
        let path = engine::RepoPath::new(row[0].as_str().expect("a path")).expect("a path");
        let view = FileView::load(db.snapshot(), &path).expect("readable").expect("in the index");
        let data = chunk(&page, &format!("f{number}")).expect("each file has a chunk");
        let source = data["source"].as_str().expect("text");
        assert_eq!(source, String::from_utf8_lossy(&view.source));
        assert_eq!(data["lossy"], json!(std::str::from_utf8(&view.source).is_err()));
        let mut ids = view.file_id().to_string();
        for (index, def) in view.facts.defs.iter().enumerate() {
            assert_eq!(cut(source, &data["defs"][index][1]), view.text(def.name_span), "{path}");
            let info = view.symbol(engine::ids::DefId::new(u32::try_from(index).expect("few")));
            assert_eq!(symbols[number][1][index], json!(info.name));
            assert_eq!(symbols[number][3][index], json!(info.name_location.start.line));
            ids.push_str(&info.id.to_string());
        }
        assert_eq!(symbols[number][4], json!(ids));
        for site in view.sites() {
            let told = &data["sites"][site.index()];
            let outcome = view.outcome(site);
            assert_eq!(cut(source, &told[0]), view.text(view.facts.site(site).span), "{path}");
            assert_eq!(told[3], json!(u32::from(outcome.kind)));
            assert_eq!(told[6].as_array().map(Vec::len), Some(view.targets(&outcome).len()));
        }
        assert_eq!(data["defs"].as_array().map(Vec::len), Some(view.facts.defs.len()));
        assert_eq!(data["sites"].as_array().map(Vec::len), Some(view.facts.sites.len()));
    }
}

#[test]
fn references_are_found_from_what_they_mean() {
    let (page, ..) = page(&Selection::default());
    let paths = chunk(&page, "p0").expect("paths");
    let number = |path: &str| {
        let all = paths.as_array().expect("a list");
        all.iter().position(|row| row[0] == path).expect("in the page")
    };
    let name = |file: usize, def: &Value| {
        let row = usize::try_from(def.as_u64().expect("a definition")).expect("small");
        chunk(&page, "s0").expect("symbols")[file][1][row].as_str().expect("a name").to_owned()
    };
    // Definition that is meant, file and definition around, line.
    let into = |path: &str| -> Vec<_> {
        let file = number(path);
        let rows = chunk(&page, &format!("i{file}")).expect("somebody refers to it");
        let calls = rows.as_array().expect("a list").iter().filter(|row| row[4] == 0 && row[0] != -1);
        calls
            .map(|row| {
                let from = usize::try_from(row[1].as_u64().expect("a file")).expect("small");
                format!("{} <- {}:{}", name(file, &row[0]), name(from, &row[2]), row[3])
            })
            .collect()
    };
    assert_eq!(into("shop.py"), ["make <- main:5", "größe <- make:3"]);
    assert_eq!(into("latin.c"), ["twice <- four:3", "twice <- four:3"]);
    let dependencies = chunk(&page, "d0").expect("dependencies");
    assert_eq!(dependencies[number("app.py")][0], json!([number("shop.py")]));
    // A call of what nobody defines here is no reference to what bears the name elsewhere; it is counted.
    let names = chunk(&page, "n0").expect("names");
    let counted = names.as_array().expect("a list").iter().find(|row| row[0] == "unknown");
    assert_eq!(counted.expect("one is not resolved")[1][0][1], 1);
}

#[test]
fn no_text_of_the_repository_stands_in_the_page_as_it_is() {
    let (page, ..) = page(&Selection::default());
    for text in ["alert(", "odd#", "gr\u{f6}\u{df}e", "caf"] {
        assert!(!page.contains(text), "{text} is outside of the data");
    }
    // What the policy allows is what is there.
    let between = |begin: &str, end: &str| {
        let start = page.rfind(begin).expect("there") + begin.len();
        &page[start..start + page[start..].find(end).expect("ends")]
    };
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    assert!(page.contains(&format!("script-src {};", hash(between("<script>", "</script>")))));
    assert!(page.contains(&format!("style-src {};", hash(between("<style>", "</style>")))));
    assert!(page.contains("default-src 'none'") && !page.contains("http://www.w3.org/1999"));
}

#[test]
fn what_is_not_chosen_is_named_and_not_linked() {
    let files =
        FileFilter { paths: vec![engine::query::glob("app.py").expect("a glob")], ..FileFilter::default() };
    let (page, ..) = page(&Selection { files, ..Selection::default() });
    let data = chunk(&page, "f0").expect("the file");
    let sites = data["sites"].as_array().expect("a list");
    let call = sites
        .iter()
        .find(|site| cut(data["source"].as_str().expect("text"), &site[0]) == "make" && site[1] == 0);
    assert_eq!(call.expect("the call")[6], json!(["shop.py:1"]));
    assert!(chunk(&page, "f1").is_none());
}
