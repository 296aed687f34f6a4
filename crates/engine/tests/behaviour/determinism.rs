//! The same tree gives the same index, wherever it stands, in whatever order it was made, on however many
//! threads, in whichever store.

use engine::{BACKENDS, IndexOptions};

use crate::scratch::Scratch;

fn files() -> Vec<(String, String)> {
    let mut files = vec![("Cargo.toml".to_owned(), "[package]\nname = \"many\"\n".to_owned())];
    for n in 0..40 {
        files
            .push((format!("src/m{n}.rs"), format!("pub fn f{n}(x: u32) -> u32 {{ g(x) }}\nstruct S{n};\n")));
        files.push((
            format!("py/p{n}.py"),
            format!("class C{n}:\n    def m(self):\n        return f{n}(self)\n"),
        ));
        files.push((format!("js/j{n}.js"), format!("export const c{n} = () => f(c{n});\n")));
        files.push((format!("c/c{n}.h"), format!("int d{n}(int a);\n")));
    }
    // The same bytes at two places.
    files.push(("copy/m0.rs".to_owned(), files[1].1.clone()));
    files
}

#[test]
fn order_threads_directory_and_store_make_no_difference() {
    let forward = Scratch::of(BACKENDS[0]);
    files().iter().for_each(|(path, text)| forward.write(path, text));
    forward.index(&IndexOptions { threads: 1, ..IndexOptions::default() });

    // Another order: every seventh, modulo a count that seven does not divide.
    let backward = Scratch::of(BACKENDS[1]);
    let all = files();
    assert_ne!(all.len() % 7, 0);
    (0..all.len()).map(|n| &all[n * 7 % all.len()]).for_each(|(path, text)| backward.write(path, text));
    backward.index(&IndexOptions { threads: 8, ..IndexOptions::default() });

    forward.said().assert_same(&backward.said(), "the same tree made differently");
    assert!(forward.said().has("copy/m0.rs"));
}

#[test]
fn another_text_is_another_digest() {
    let scratch = Scratch::new();
    scratch.write("a.py", "def a(): pass\n");
    scratch.index(&IndexOptions::default());
    let before = scratch.said();
    scratch.write("a.py", "def b(): pass\n");
    scratch.index(&IndexOptions::default());
    assert_ne!(before.digest, scratch.said().digest);
}
