//! Whether a value of one type can stand where another is expected.

use std::collections::BTreeMap;

use languages::POLICIES;
use resolve::{Defaults, FileId, Session, TyId, World};
use testkit::linked::TextManifests;

const ANIMALS: &str = "class Animal:\n    pass\nclass Cat(Animal):\n    pass\nclass Dog(Animal):\n    pass\n\
                       class Stone:\n    pass\nclass Tree:\n    pass\nclass Riddle(missing.Thing):\n    pass\n";

/// What is known of `from`, a union of classes, in the place of an `Animal`.
fn fits(from: &[&str]) -> Option<bool> {
    let path = model::path::RepoPath::new("animals.py").expect("a path");
    let manifests = TextManifests(BTreeMap::from([(path, ANIMALS.to_owned())]));
    let linked = manifests.link();
    let world = World::new(&linked.files, &linked.provider, POLICIES, &manifests);
    let mut session = Session::new(&world, FileId::new(0));
    let mut instance = |name: &str| {
        let def = session.defs_named_where(name, |_| true)[0];
        session.instance(def)
    };
    let animal = instance("Animal");
    let parts: Vec<TyId> = from.iter().map(|name| instance(name)).collect();
    let from = session.types.union(&parts);
    Defaults::fits(&mut session, from, animal)
}

#[test]
fn a_union_fits_when_all_of_its_parts_do() {
    assert_eq!(fits(&["Cat", "Dog"]), Some(true));
    assert_eq!(fits(&["Cat", "Animal"]), Some(true));
}

#[test]
fn a_union_does_not_fit_when_none_of_its_parts_does() {
    assert_eq!(fits(&["Stone", "Tree"]), Some(false));
}

#[test]
fn a_union_of_which_only_some_parts_fit_is_not_known_to_fit() {
    assert_eq!(fits(&["Cat", "Stone"]), None);
    assert_eq!(fits(&["Stone", "Dog"]), None);
    assert_eq!(fits(&["Cat", "Riddle"]), None);
}
