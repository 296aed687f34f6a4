//! Resolution does not depend on order: of loading, of sessions, of threads.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use model::outcome::Resolution;
use model::path::RepoPath;
use resolve::{FileId, Session, World};
use testkit::Places;
use testkit::files::Tree;
use testkit::linked::{Linked, TextManifests};
use testkit::rename::SourceFile;
use testkit::suite::fixtures;

/// The trees of all suites side by side: a tree in all languages, with many things of the same name.
#[derive(Default)]
struct Everything {
    files: Vec<SourceFile>,
    texts: TextManifests,
}

impl Everything {
    fn new() -> Self {
        let mut everything = Self::default();
        let suites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites");
        for language in ["c", "cpp", "java", "javascript", "python", "rust", "typescript"] {
            for (number, fixture) in fixtures(&suites.join(language)).into_iter().enumerate() {
                let below = |path: &RepoPath| {
                    RepoPath::new(&format!("{language}/{number}/{path}")).expect("a path below another")
                };
                let files = fixture.files.iter();
                everything.files.extend(files.map(|(path, spec, bytes)| (below(path), *spec, bytes.clone())));
                let texts = fixture.texts.0.iter();
                everything.texts.0.extend(texts.map(|(path, text)| (below(path), text.clone())));
            }
        }
        everything
    }

    /// Loads the files in this order of their indices.
    fn link(&self, order: &[usize]) -> Linked {
        let tree = Tree::new(self.texts.0.keys().cloned());
        let places = Places::new(&tree, |path| self.texts.0.get(path).cloned());
        Linked::new(&places, order.iter().map(|index| self.files[*index].clone()).collect())
    }

    /// Runs the sessions in this order, on some threads; outcomes and what was asked by file.
    fn resolve(&self, linked: &Linked, order: &[usize], threads: usize) -> BTreeMap<usize, Found> {
        let world = World::new(&linked.files, &linked.provider, languages::POLICIES, &self.texts);
        let found = Mutex::new(BTreeMap::new());
        std::thread::scope(|scope| {
            for thread in 0..threads {
                let (world, found) = (&world, &found);
                scope.spawn(move || {
                    for &file in order.iter().skip(thread).step_by(threads) {
                        let resolved = Session::new(world, FileId::new(file as u32)).run();
                        found
                            .lock()
                            .expect("no session panicked")
                            .insert(file, (resolved.resolution, resolved.asked));
                    }
                });
            }
        });
        found.into_inner().expect("no session panicked")
    }
}

type Found = (Resolution, Vec<u32>);

/// All numbers below `length` in an order that `seed` decides.
fn shuffled(length: usize, seed: u64) -> Vec<usize> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut order: Vec<usize> = (0..length).collect();
    for at in (1..length).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, (state >> 33) as usize % (at + 1));
    }
    order
}

#[test]
fn outcomes_do_not_depend_on_order() {
    let everything = Everything::new();
    let length = everything.files.len();
    let forward: Vec<usize> = (0..length).collect();
    let linked = everything.link(&forward);
    let files = linked.files.len();
    let expected = everything.resolve(&linked, &(0..files).collect::<Vec<_>>(), 1);
    for (seed, threads) in [(1, 1), (2, 1), (3, 4)] {
        let again = everything.link(&shuffled(length, seed));
        let found = everything.resolve(&again, &shuffled(files, seed + 100), threads);
        for (file, expected) in &expected {
            let path = &linked.files.entry(FileId::new(*file as u32)).path;
            assert!(found[file] == *expected, "{path} ends otherwise in order {seed} on {threads} threads");
        }
    }
}
