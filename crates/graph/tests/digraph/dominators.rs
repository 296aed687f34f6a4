//! Dominators: without one, the root does not reach what it dominates.

use graph::{Digraph, Vertex};
use proptest::prelude::*;

use crate::literal::literals;

proptest! {
    #[test]
    fn a_dominator_is_on_every_way_from_the_root(literal in literals()) {
        let digraph = literal.digraph();
        for root in digraph.vertices() {
            let tree = digraph.dominators(root);
            prop_assert_eq!(tree.root(), root);
            let reached = literal.distances(root.raw(), None);
            let lost = |by: u32| {
                let left = literal.distances(root.raw(), Some(by));
                reached.keys().copied().filter(|at| *at != by && !left.contains_key(at)).collect::<Vec<_>>()
            };
            for vertex in digraph.vertices() {
                let mut above: Vec<u32> = tree.above(vertex).map(Vertex::raw).collect();
                prop_assert_eq!(above.first().copied(), tree.immediate(vertex).map(Vertex::raw));
                // What is closer is dominated by what is less close.
                prop_assert!(above.windows(2).all(|pair| lost(pair[1]).contains(&pair[0])));
                above.sort_unstable();
                let expected: Vec<u32> = (0..literal.count).filter(|&by| lost(by).contains(&vertex.raw())).collect();
                prop_assert_eq!(above, expected);
                let loses = if reached.contains_key(&vertex.raw()) { lost(vertex.raw()).len() } else { 0 };
                prop_assert_eq!(tree.dominated()[vertex.index()] as usize, loses);
            }
        }
    }
}

#[test]
fn a_long_chain_needs_no_deep_stack() {
    let count = 200_000;
    let chain = (1..count).map(|at| (Vertex::new(at - 1), Vertex::new(at))).collect();
    let tree = Digraph::new(count, chain).dominators(Vertex::new(0));
    assert_eq!(tree.above(Vertex::new(count - 1)).count(), count as usize - 1);
    assert!(tree.dominated().iter().copied().eq((0..count).rev()));
}
