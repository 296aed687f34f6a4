//! No single file fails a run: what cannot be indexed is listed as skipped, everything else is indexed.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Command;

use engine::IndexOptions;

use crate::scratch::Scratch;

#[test]
fn what_cannot_be_indexed_is_skipped_with_its_reason() {
    let scratch = Scratch::new();
    scratch.write("good.py", "def good(): pass\n");
    scratch.write("binary.py", b"a\0b\xff\xfe\0\0".repeat(100));
    scratch.write(
        "wide.py",
        "\u{feff}def f(): pass\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(),
    );
    scratch.write("huge.py", "x = 1\n".repeat(1_000));
    scratch.write("minified.js", format!("var a=[{}];", "1,".repeat(2_400)));
    scratch.write("empty.py", "");
    scratch.write("deep.py", format!("x = {}1{}\n", "(".repeat(2_000), ")".repeat(2_000)));
    scratch.write("latin.py", b"# caf\xe9\ndef cafe(): pass\n");
    let fifo = scratch.root().join("pipe.py");
    assert!(Command::new("mkfifo").arg(&fifo).status().expect("mkfifo").success());
    symlink(".", scratch.root().join("loop")).expect("a link");
    let strange = scratch.root().join(OsStr::from_bytes(b"strange\xff.py"));
    fs::write(strange, "def strange(): pass\n").expect("a file");
    let locked = scratch.root().join("locked.py");
    fs::write(&locked, "def locked(): pass\n").expect("a file");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).expect("permissions");
    // Root may read it all the same.
    let may_read = fs::read(&locked).is_ok();

    scratch.index(&IndexOptions { max_file_size: 5_000, ..IndexOptions::default() });
    let said = scratch.said();
    for path in ["good.py", "empty.py", "deep.py", "latin.py"] {
        assert!(said.has(path), "{path} is indexed; skipped: {:?}", said.skipped);
    }
    for path in ["minified.js", "binary.py", "wide.py", "huge.py", "pipe.py", "loop"] {
        assert!(
            !said.has(path) && said.reason(path).is_some(),
            "{path} is skipped; skipped: {:?}",
            said.skipped
        );
    }
    assert_eq!(said.has("locked.py"), may_read);
    assert_eq!(said.reason("locked.py").is_some(), !may_read);
    // A name that is not UTF-8 is escaped, and its file indexed.
    assert!(
        said.export.contains(r#""path":"strange\\xFF.py""#)
            || said.export.contains(r#""path":"strange\\xff.py""#)
    );
    assert!(said.export.contains(r#""name":"strange""#));
}

#[test]
fn what_was_skipped_is_indexed_once_it_can_be() {
    let scratch = Scratch::new();
    scratch.write("a.py", "\0");
    scratch.index(&IndexOptions::default());
    assert!(!scratch.said().has("a.py"));
    scratch.write("a.py", "def a(): pass\n");
    scratch.index(&IndexOptions::default());
    assert!(scratch.said().has("a.py"));
    assert_eq!(scratch.said().reason("a.py"), None);
}

#[test]
fn a_deleted_file_leaves_the_index() {
    let scratch = Scratch::new();
    scratch.write("a.py", "def a(): pass\n");
    scratch.write("b.py", "def b(): pass\n");
    scratch.index(&IndexOptions::default());
    fs::remove_file(scratch.root().join("a.py")).expect("removing");
    assert_eq!(scratch.index(&IndexOptions::default()).tally.removed, 1);
    assert!(!scratch.said().has("a.py") && scratch.said().has("b.py"));
}
