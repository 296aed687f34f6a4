//! The labels of definitions: what their facts, their file and its path say.

use model::ids::DefId;
use model::labels::{Circumstance, Labels};
use model::path::RepoPath;
use store::FileFlags;

use crate::file_view::FileView;

/// Directories of tests, by any language's custom.
const TEST_DIRECTORIES: &[&str] =
    &["test", "tests", "testing", "testdata", "__tests__", "spec", "specs", "unittest", "unittests", "e2e"];

impl FileView {
    /// The labels of a definition; of the file itself for `None`.
    pub fn labels(&self, def: Option<DefId>) -> Labels {
        let labels = match def.map(|def| self.facts.def(def)) {
            Some(def) => Labels::new(def.kind, def.visibility, def.modifiers)
                .with_if(Circumstance::Documented, !def.doc.is_empty())
                .with_if(Circumstance::Conditional, self.facts.condition_at(def.span.start).is_some()),
            None => Labels::of_file(),
        };
        labels
            .with_if(Circumstance::TestFile, self.facts.tests)
            .with_if(Circumstance::TestPath, is_test_path(&self.record.path))
            .with_if(Circumstance::Generated, self.record.flags.contains(FileFlags::GENERATED))
            .with_if(Circumstance::Vendored, self.record.flags.contains(FileFlags::VENDORED))
    }
}

/// Whether a path is one of tests, by its directories or its name (`test_x.py`, `x_test.cc`, `x.test.ts`, `XTest.java`).
pub fn is_test_path(path: &RepoPath) -> bool {
    let mut segments = path.as_str().split('/').rev();
    let name = segments.next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let infix = name.split('.').rev().nth(1).unwrap_or_default();
    let by_name = stem.starts_with("test_")
        || stem.ends_with("_test")
        || stem.ends_with("_tests")
        || stem.ends_with("_unittest")
        || stem == "conftest"
        || (name.matches('.').count() > 1 && matches!(infix, "test" | "spec"))
        || (name.rsplit('.').next() == Some("java")
            && ["Test", "Tests", "TestCase", "IT"].iter().any(|end| stem.ends_with(end)));
    by_name || segments.any(|directory| TEST_DIRECTORIES.contains(&directory))
}

#[cfg(test)]
mod tests {
    use model::path::RepoPath;

    use super::is_test_path;

    #[test]
    fn test_paths_are_known_by_their_directories_and_names() {
        let is = |path: &str| is_test_path(&RepoPath::new(path).expect("a path"));
        for path in [
            "tests/a.rs",
            "src/test/java/A.java",
            "a/test_b.py",
            "util/env_test.cc",
            "a/b.spec.ts",
            "FooTest.java",
        ] {
            assert!(is(path), "{path}");
        }
        for path in ["src/lib.rs", "src/latest.py", "attest/a.c", "Contest.java", "src/protest.ts", "a.b.ts"]
        {
            assert!(!is(path), "{path}");
        }
    }
}
