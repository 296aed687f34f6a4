//! Kinds of stores as arguments.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use engine::{BACKENDS, Backend};

/// Takes the name of a kind of store.
pub(super) fn backend() -> impl TypedValueParser<Value = &'static Backend> {
    let known = BACKENDS.iter().map(|backend| PossibleValue::new(backend.name).help(backend.about));
    PossibleValuesParser::new(known)
        .map(|name| engine::backend_named(&name).expect("only their names are accepted"))
}
