//! JSON answers against the committed schemas: enough of JSON Schema for what ours say, and stricter: a key that the
//! schema does not name is a failure.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

/// Checks an answer against `docs/schema/NAME.json`.
pub(crate) fn validate(name: &str, answer: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../docs/schema/{name}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let root: Value = serde_json::from_str(&text).expect("a schema is JSON");
    check(&root, &root, answer, name);
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.strip_prefix('#').expect("references stay in the document");
        return check(root, root.pointer(pointer).expect("the reference leads somewhere"), value, at);
    }
    if let Some(alternatives) = schema["anyOf"].as_array() {
        // What may be absent may be null by its schema; ours is never null.
        let other = alternatives.iter().find(|schema| schema["type"] != "null");
        return check(root, other.expect("something beside null"), value, at);
    }
    if let Some(types) = schema.get("type") {
        let is = |name: &Value| is_of_type(value, name.as_str().expect("a name"));
        let fits = types.as_array().map_or_else(|| is(types), |types| types.iter().any(is));
        assert!(fits, "{at}: {value} is not of type {types}");
    }
    if let Some(one_of) = schema.get("enum") {
        assert!(one_of.as_array().expect("an array").contains(value), "{at}: {value} is none of {one_of}");
    }
    match value {
        Value::Array(elements) if schema.get("items").is_some() => {
            for (index, element) in elements.iter().enumerate() {
                check(root, &schema["items"], element, &format!("{at}[{index}]"));
            }
        }
        Value::Object(object) => check_object(root, schema, object, at),
        _ => {}
    }
}

fn check_object(root: &Value, schema: &Value, object: &Map<String, Value>, at: &str) {
    for key in schema["required"].as_array().into_iter().flatten() {
        assert!(object.contains_key(key.as_str().expect("a key")), "{at}: {key} is missing");
    }
    for (key, value) in object {
        let known = schema["properties"].get(key).or_else(|| schema.get("additionalProperties"));
        let known = known.unwrap_or_else(|| panic!("{at}: the schema does not know {key}"));
        check(root, known, value, &format!("{at}.{key}"));
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        other => panic!("there is no type {other}"),
    }
}
