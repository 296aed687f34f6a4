//! What people read of a definition: its signature, and its doc comment without what makes it a comment.

use engine::ids::DefId;
use engine::query::FileView;

/// The text before the body, white space folded.
pub(crate) fn signature(view: &FileView, id: DefId) -> String {
    let text = view.text(view.signature_span(id));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a doc comment or docstring.
pub(crate) fn text(comment: &str) -> String {
    let comment = comment.trim();
    let lines: Vec<String> = match docstring(comment) {
        Some(inner) => inner.lines().map(|line| line.trim_end().to_owned()).collect(),
        None => comment.lines().map(|line| uncommented(line).to_owned()).collect(),
    };
    // One column of space after the marker belongs to it, and docstrings are indented as the code is.
    let rest = || lines.iter().skip(1).filter(|line| !line.trim().is_empty());
    let indent = rest().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let shifted = lines.iter().enumerate().map(|(number, line)| match number {
        0 => line.trim_start(),
        _ => line.get(indent..).unwrap_or_default(),
    });
    shifted.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// What is between the quotes of a string.
fn docstring(comment: &str) -> Option<&str> {
    let quoted = comment.trim_start_matches(|ch: char| ch.is_ascii_alphabetic());
    ["\"\"\"", "'''", "\"", "'"]
        .iter()
        .find_map(|quote| quoted.strip_prefix(quote).map(|rest| rest.strip_suffix(quote).unwrap_or(rest)))
}

fn uncommented(line: &str) -> &str {
    let line = line.trim();
    let markers = ["/**", "/*!", "/*", "///", "//!", "//", "#", "*/", "*"];
    let marker = markers.iter().find(|marker| line.starts_with(**marker));
    let rest = marker.map_or(line, |marker| &line[marker.len()..]);
    rest.strip_suffix("*/").unwrap_or(rest).trim_end()
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn markers_and_indentation_go_the_text_stays() {
        assert_eq!(text("/// One.\n    /// Two\n    ///   deeper."), "One.\nTwo\n  deeper.");
        assert_eq!(text("/** One.\n     * Two.\n     */"), "One.\nTwo.");
        assert_eq!(text("/** Short. */"), "Short.");
        assert_eq!(text("\"\"\"One.\n\n    Two.\n    \"\"\""), "One.\n\nTwo.");
        assert_eq!(text("# One.\n# Two."), "One.\nTwo.");
        assert_eq!(text(""), "");
    }
}
