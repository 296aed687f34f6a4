//! Files made by hand: every checksum holds, and the numbers are nonsense. They may tell untruths, never panic.

use std::panic::catch_unwind;
use std::path::Path;
use std::sync::Arc;

use model::edges::{Edge, EdgeKind};
use model::hash::Digest;
use model::ids::{DefId, SymbolId};

use super::{Direction, Form};
use crate::format::{BLOCK, HEADER, Header, Section, Stamp};
use crate::hash::hash;
use crate::node::{Node, Place};
use crate::{Builder, ChangedFile, Graph, GraphError, KindSet};

fn id(number: u8) -> SymbolId {
    SymbolId::from_bytes([number; 16])
}

fn sample(path: &Path) -> Vec<u8> {
    let mut builder = Builder::new(Stamp { digest: Digest::of(b"sample"), revision: 1 });
    for (file, name) in [(0u32, "a"), (1, "b"), (2, "c")] {
        builder.file(name, 3, 0).unwrap();
        for def in 0..3 {
            builder.fqn(["x", name, "y"][def as usize], file, DefId::new(def)).unwrap();
        }
    }
    for number in 0..9 {
        builder.id(id(number + 1), u32::from(number / 3), Some(DefId::new(u32::from(number % 3)))).unwrap();
    }
    let kind = EdgeKind::from_raw(0).unwrap();
    for file in 0..3 {
        let edge = |number| Edge { source: Some(DefId::new(number % 3)), target: number, kind };
        let targets: Vec<SymbolId> = (0..6).map(|target| id(target * 2 + 1)).collect();
        builder.edges(file, &(0..6).map(edge).collect::<Vec<_>>(), &targets).unwrap();
    }
    builder.finish(path).unwrap();
    std::fs::read(path).unwrap()
}

/// Makes checksums and header agree with the bytes.
fn sign(bytes: &mut [u8], header: &Header) {
    let sums: Vec<u8> = header.sections[..Section::Checksums as usize]
        .iter()
        .flat_map(|range| bytes[range.start as usize..range.end as usize].chunks(BLOCK))
        .flat_map(|block| hash(block).to_le_bytes())
        .collect();
    let place = header.sections[Section::Checksums as usize].start as usize;
    bytes[place..place + sums.len()].copy_from_slice(&sums);
    let header = Header { checksums: hash(&sums), ..header.clone() };
    bytes[..HEADER].copy_from_slice(&header.encode());
}

/// Asks everything; what the answers are does not matter.
fn ask(path: &Path) -> Result<(), GraphError> {
    let form = Arc::new(Form::open(path, None)?);
    let graph = Graph::new(form.clone());
    question(&graph);
    form.difference([("a", 0), ("bb", 1)])?;
    let changed = ChangedFile {
        path: "b",
        id: id(99),
        ids: &[id(5), id(4)],
        edges: &[Edge { source: None, target: 0, kind: EdgeKind::from_raw(0).unwrap() }],
        targets: vec![Some(Place { path: "a", def: Some(DefId::new(2)) })],
        fqns: vec![("x", DefId::new(1))],
    };
    question(&Graph::overlaid(form, &[changed], &["c".into()])?);
    Ok(())
}

fn question(graph: &Graph) {
    for node in (0..graph.bound() + 2).map(Node::new) {
        _ = graph.place(node);
        _ = graph.outgoing(node).map(|edges| edges.iter().count());
        _ = graph.breadth_first(&[node], Direction::In, &KindSet::all(), 9);
    }
    for name in ["x", "y", "a", "b", "z"] {
        _ = graph.with_fqn(name).map(Iterator::count);
        _ = graph.node(name, Some(DefId::new(u32::MAX)));
    }
    _ = graph.components(&KindSet::all());
}

#[test]
fn numbers_that_are_nonsense_cause_no_panic() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("form");
    let bytes = sample(&path);
    let Ok(header) = Header::decode(&bytes) else { panic!("the header is good") };
    let end = header.sections[Section::Checksums as usize].start as usize;
    for place in HEADER..end {
        for value in [3, 0xff] {
            let mut forged = bytes.clone();
            forged[place] = value;
            sign(&mut forged, &header);
            std::fs::write(&path, &forged).unwrap();
            assert!(catch_unwind(|| _ = ask(&path)).is_ok(), "byte {place} as {value}");
        }
    }
}

#[test]
fn headers_that_are_nonsense_cause_no_panic() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("form");
    let bytes = sample(&path);
    for place in 0..HEADER - 8 {
        for value in [1, 0xff] {
            let mut forged = bytes.clone();
            forged[place] = value;
            let sum = hash(&forged[..HEADER - 8]);
            forged[HEADER - 8..HEADER].copy_from_slice(&sum.to_le_bytes());
            std::fs::write(&path, &forged).unwrap();
            assert!(catch_unwind(|| _ = ask(&path)).is_ok(), "byte {place} as {value}");
        }
    }
}
