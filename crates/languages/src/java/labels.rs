//! What marks definitions of Java. `@Test` and `@Deprecated` are read with the modifiers.

use extract::{EntryPoint, LabelRules};
use model::kinds::{DefKind, Modifiers, Visibility};

pub(super) static RULES: LabelRules = LabelRules {
    entry_points: &[EntryPoint {
        name: "main",
        kind: DefKind::Method,
        with: Modifiers::STATIC,
        visibility: Some(Visibility::Public),
    }],
    // JUnit 4 and 5, TestNG.
    decorators: &[
        ("Before", Modifiers::FIXTURE),
        ("After", Modifiers::FIXTURE),
        ("BeforeEach", Modifiers::FIXTURE),
        ("AfterEach", Modifiers::FIXTURE),
        ("BeforeAll", Modifiers::FIXTURE),
        ("AfterAll", Modifiers::FIXTURE),
        ("BeforeClass", Modifiers::FIXTURE),
        ("AfterClass", Modifiers::FIXTURE),
        ("BeforeMethod", Modifiers::FIXTURE),
        ("AfterMethod", Modifiers::FIXTURE),
        ("BeforeTest", Modifiers::FIXTURE),
        ("AfterTest", Modifiers::FIXTURE),
        ("BeforeSuite", Modifiers::FIXTURE),
        ("AfterSuite", Modifiers::FIXTURE),
        ("DataProvider", Modifiers::FIXTURE),
    ],
    // JUnit 3.
    test_bases: &[("TestCase", "test")],
    doc_texts: &[("@deprecated", Modifiers::DEPRECATED)],
    ..LabelRules::NONE
};
