//! Conditions that are decided before a program runs: what a type checker takes them for.

use resolve::Unit;

/// Whether code at `at` never runs where a type checker looks: on another platform, for an old version.
pub(super) fn never_runs(unit: &Unit, at: u32) -> bool {
    let conditions = &unit.facts.conditions;
    conditions.iter().any(|condition| {
        condition.span.start <= at
            && at < condition.span.end
            && holds(unit.text(condition.text)) == Some(false)
    })
}

/// Whether code at `at` runs only when something could not be imported.
pub(super) fn is_fallback(unit: &Unit, at: u32) -> bool {
    let conditions = &unit.facts.conditions;
    conditions.iter().any(|condition| {
        condition.span.start <= at
            && at < condition.span.end
            && unit.text(condition.text) == "except ImportError"
    })
}

/// The value of a condition on Linux, under a current version, seen by a type checker; `None` when it depends on more.
fn holds(text: &str) -> Option<bool> {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix("not ") {
        return holds(inner).map(|value| !value);
    }
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return if balanced(inner) { holds(inner) } else { None };
    }
    if let Some((left, right)) = text.split_once(" and ") {
        return match (holds(left), holds(right)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        };
    }
    if let Some((left, right)) = text.split_once(" or ") {
        return match (holds(left), holds(right)) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        };
    }
    simple(text)
}

fn balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    text.bytes().all(|byte| {
        depth += i32::from(byte == b'(') - i32::from(byte == b')');
        depth >= 0
    }) && depth == 0
}

fn simple(text: &str) -> Option<bool> {
    match text.rsplit('.').next().unwrap_or_default() {
        "TYPE_CHECKING" | "PY3" => return Some(true),
        "PY2" => return Some(false),
        _ => {}
    }
    if let Some(rest) = text.split_once("platform.startswith(").map(|(_, rest)| rest) {
        return Some("linux".starts_with(quoted(rest)?));
    }
    let (left, operator, right) = comparison(text)?;
    match left.rsplit('.').next().unwrap_or_default() {
        "platform" => equality(operator, "linux" == quoted(right)?),
        "name" if left == "os.name" => equality(operator, "posix" == quoted(right)?),
        "system()" => equality(operator, "Linux" == quoted(right)?),
        last if last.starts_with("version_info") => version(operator, right),
        _ => None,
    }
}

fn equality(operator: &str, equal: bool) -> Option<bool> {
    match operator {
        "==" => Some(equal),
        "!=" => Some(!equal),
        _ => None,
    }
}

/// `sys.version_info >= (3, 8)`, `sys.version_info[0] == 2`, `sys.version_info.major >= 3`.
fn version(operator: &str, right: &str) -> Option<bool> {
    const CURRENT: [u32; 2] = [3, 13];
    let numbers: Vec<u32> =
        right.trim_matches(['(', ')']).split(',').map_while(|part| part.trim().parse().ok()).collect();
    if numbers.is_empty() {
        return None;
    }
    let current = &CURRENT[..numbers.len().min(2)];
    let wanted = &numbers[..current.len()];
    match operator {
        ">=" | ">" => Some(current >= wanted),
        "<" | "<=" => Some(current < wanted),
        _ => equality(operator, current == wanted),
    }
}

fn comparison(text: &str) -> Option<(&str, &str, &str)> {
    ["==", "!=", ">=", "<=", ">", "<"].into_iter().find_map(|operator| {
        let (left, right) = text.split_once(operator)?;
        Some((left.trim(), operator, right.trim()))
    })
}

fn quoted(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    text[1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn platforms_and_versions_are_decided() {
        assert_eq!(holds("sys.platform == 'win32'"), Some(false));
        assert_eq!(holds("not (sys.platform.startswith(\"win\"))"), Some(true));
        assert_eq!(holds("sys.version_info >= (3, 8)"), Some(true));
        assert_eq!(holds("sys.version_info < (3, 11) and DEBUG"), Some(false));
        assert_eq!(holds("t.TYPE_CHECKING"), Some(true));
        assert_eq!(holds("os.name == \"nt\""), Some(false));
        assert_eq!(holds("DEBUG"), None);
    }
}
