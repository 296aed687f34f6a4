//! What marks definitions of JavaScript and TypeScript. Tests have no names there: what a file calls says that they are in it.

use extract::LabelRules;
use model::kinds::Modifiers;

pub(crate) static RULES: LabelRules = LabelRules {
    test_calls: &["describe", "it", "test", "suite", "specify"],
    doc_texts: &[("@deprecated", Modifiers::DEPRECATED)],
    ..LabelRules::NONE
};
