//! What marks definitions of Python. Functions called `test_…` are tests by the extraction rules.

use extract::LabelRules;
use model::kinds::Modifiers;

pub(super) static RULES: LabelRules = LabelRules {
    run_guards: &["__name__ == \"__main__\"", "__name__ == '__main__'"],
    decorators: &[
        ("fixture", Modifiers::FIXTURE),
        ("yield_fixture", Modifiers::FIXTURE),
        ("deprecated", Modifiers::DEPRECATED),
    ],
    methods: &[
        ("setUp", Modifiers::FIXTURE),
        ("tearDown", Modifiers::FIXTURE),
        ("setUpClass", Modifiers::FIXTURE),
        ("tearDownClass", Modifiers::FIXTURE),
        ("asyncSetUp", Modifiers::FIXTURE),
        ("asyncTearDown", Modifiers::FIXTURE),
        ("setup_method", Modifiers::FIXTURE),
        ("teardown_method", Modifiers::FIXTURE),
        ("setup_class", Modifiers::FIXTURE),
        ("teardown_class", Modifiers::FIXTURE),
    ],
    test_type: "Test",
    ..LabelRules::NONE
};
