//! Damaged, foreign and torn files: an error, or the same answers; never anything else.

use std::panic::catch_unwind;
use std::path::Path;

use graph::{Direction, Form, Graph, GraphError, KindSet, Node, Part, Subgraph};

use crate::tree::{File, Tree, id, spot};

fn sample() -> Tree {
    let many: Vec<String> = (0..40).map(|number| format!("n{number}")).collect();
    let mut file = File::new(&many.iter().map(String::as_str).collect::<Vec<_>>());
    for number in 0..40 {
        file = file.edge(Some(number), 0, "b", Some("a")).edge(Some(number), 3, "a/b", None);
    }
    Tree::of([
        ("a/b", file.edge(None, 4, "lost", None)),
        ("b", File::new(&["a", "b"]).edge(Some(1), 0, "a/b", Some("n7"))),
        ("c", File::new(&["a"])),
    ])
}

/// Everything that a form says, through every method.
fn answers(path: &Path) -> Result<Vec<String>, GraphError> {
    let form = std::sync::Arc::new(Form::open(path, None)?);
    let mut answers = vec![format!("{:?} {} {}", form.stamp(), form.files(), form.edges())];
    let graph = Graph::new(form.clone());
    for node in graph.nodes() {
        answers.push(format!("{:?}", graph.place(node)?));
        answers.push(format!("{:?}", graph.outgoing(node)?.iter().collect::<Vec<_>>()));
        answers.push(format!("{:?}", graph.incoming(node)?.iter().collect::<Vec<_>>()));
    }
    for name in ["a", "b", "n7", "n39", "nobody"] {
        answers.push(format!("{:?}", graph.with_fqn(name)?.collect::<Vec<_>>()));
    }
    let ids: Vec<_> = (0..40).map(|number| id("a/b", Some(&format!("n{number}")))).collect();
    let changed = graph::ChangedFile {
        path: "a/b",
        id: id("a/b", None),
        ids: &ids,
        edges: &[],
        targets: vec![],
        fqns: vec![],
    };
    let overlaid = Graph::overlaid(form.clone(), &[changed], &["c".into()])?;
    answers.push(format!("{:?}", overlaid.components(&KindSet::all())?));
    let whole = Subgraph::whole(&overlaid, Direction::In, &KindSet::all())?;
    answers.push(format!("{:?} {:?}", whole.digraph(), whole.by_file(&overlaid)?));
    for node in overlaid.nodes() {
        answers.push(format!("{:?} {}", spot(&overlaid, node), overlaid.incoming(node)?.len()));
    }
    answers.push(format!("{:?}", form.difference([("a/b", 1), ("b", 2)])?));
    Ok(answers)
}

#[test]
fn every_flipped_byte_is_found_or_does_not_matter() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("form");
    sample().form(&path);
    let good = answers(&path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let mut passed = 0;
    for place in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[place] ^= 1 << (place % 8);
        passed += usize::from(answers_of(&damaged, dir.path(), place).is_some_and(|answers| {
            assert_eq!(answers, good, "byte {place} was flipped");
            true
        }));
    }
    // Only what fills up lines between sections is nowhere read.
    assert!(passed < 13 * 64, "{passed} of {} bytes may be anything", bytes.len());
}

#[test]
fn every_torn_file_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("form");
    sample().form(&path);
    let bytes = std::fs::read(&path).unwrap();
    for length in 0..bytes.len() {
        assert_eq!(answers_of(&bytes[..length], dir.path(), length), None);
    }
    let mut longer = bytes;
    longer.push(0);
    assert_eq!(answers_of(&longer, dir.path(), longer.len()), None);
}

/// What a file of these bytes answers; `None` for an error.
fn answers_of(bytes: &[u8], dir: &Path, number: usize) -> Option<Vec<String>> {
    // Files under a form's name are never written in place; each version has a name of its own.
    let path = dir.join(format!("damaged-{number}"));
    std::fs::write(&path, bytes).unwrap();
    let answers = catch_unwind(|| answers(&path).ok()).expect("damage is an error, not a panic");
    std::fs::remove_file(&path).unwrap();
    answers
}

#[test]
fn damage_is_an_error_where_it_is_touched_and_nowhere_else() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("form");
    let names: Vec<String> = (0..5000).map(|number| format!("n{number}")).collect();
    let mut file = File::new(&names.iter().map(String::as_str).collect::<Vec<_>>());
    for number in 0..5000 {
        file = file.edge(Some(number), 0, "a", Some("n0"));
    }
    Tree::of([("a", file)]).form(&path);
    let mut bytes = std::fs::read(&path).unwrap();
    // The targets are all node 1: twenty thousand bytes of 1, 0, 0, 0 behind each other.
    let targets = [1u8, 0, 0, 0].repeat(5000);
    let start = bytes.windows(targets.len()).position(|window| window == targets).unwrap();
    bytes[start + 4 * 4000] = 2;
    std::fs::write(dir.path().join("damaged"), bytes).unwrap();
    let graph = Graph::new(Form::open(&dir.path().join("damaged"), None).unwrap().into());
    assert_eq!(graph.outgoing(Node::new(1)).unwrap().len(), 1);
    let damaged = graph.outgoing(Node::new(4001)).unwrap_err();
    assert!(matches!(damaged, GraphError::Damaged { part: Part::Edges, .. }));
    assert!(graph.components(&KindSet::all()).is_err());
    assert!(Subgraph::whole(&graph, Direction::Out, &KindSet::all()).is_err());
}

#[test]
fn other_files_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("form");
    let open = |bytes: &[u8], name: &str| {
        std::fs::write(dir.path().join(name), bytes).unwrap();
        Form::open(&dir.path().join(name), None).unwrap_err()
    };
    assert!(matches!(open(b"", "empty"), GraphError::Foreign { .. }));
    assert!(matches!(open(b"SQLite format 3\0", "sqlite"), GraphError::Foreign { .. }));
    assert!(matches!(Form::open(dir.path(), None), Err(GraphError::Io { .. })));
    sample().form(&path);
    let mut newer = std::fs::read(&path).unwrap();
    newer[8] = 9;
    assert!(matches!(open(&newer, "newer"), GraphError::Version { found: 9, .. }));
}
