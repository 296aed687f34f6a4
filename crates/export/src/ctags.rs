//! The file of tags that editors jump by, in the extended format of Universal Ctags
//! (<https://docs.ctags.io/en/latest/man/tags.5.html>): sorted, with a pattern and fields of each definition.

mod fields;

use engine::query::{FileView, SnapshotRef, SymbolInfo};
use engine::{DefKind, Visibility};

use crate::files::{for_each_file, symbols};
use crate::sorted_lines::SortedLines;
use crate::{ExportError, Out, Selection, rows};

/// Bytes of a line that a pattern holds, as in Universal Ctags.
const PATTERN: usize = 96;

/// Writes the tags of all definitions.
pub(crate) fn write(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    out: &mut Out<'_>,
) -> Result<(), ExportError> {
    let version = rows::version(snapshot)?;
    let program = format!("{} format {} digest {}", version.tool_version, version.version, version.digest);
    // These sort before all others, and in this order.
    writeln!(out, "!_TAG_FILE_ENCODING\tutf-8\t//")?;
    writeln!(out, "!_TAG_FILE_FORMAT\t2\t/extended format; --format=1 will not append ;\" to lines/")?;
    writeln!(out, "!_TAG_FILE_SORTED\t1\t/0=unsorted, 1=sorted, 2=foldcase/")?;
    writeln!(out, "!_TAG_OUTPUT_EXCMD\tpattern\t/number, pattern, mixed, or combineV2/")?;
    writeln!(out, "!_TAG_OUTPUT_FILESEP\tslash\t/slash or backslash/")?;
    writeln!(out, "!_TAG_OUTPUT_MODE\tu-ctags\t/u-ctags or e-ctags/")?;
    writeln!(out, "!_TAG_PROGRAM_NAME\tmagellan\t//")?;
    writeln!(out, "!_TAG_PROGRAM_VERSION\t{program}\t//")?;
    let mut lines = SortedLines::new();
    for_each_file(snapshot, &selection.files, |view| {
        // Nobody can ask for a tag without a name (`{ "": 1 }`).
        let mut wanted = symbols(view, selection).filter(|info| !info.name.is_empty());
        wanted.try_for_each(|info| Ok(lines.push(tag(view, &info))?))
    })?;
    Ok(lines.write(out)?)
}

/// The line of a definition.
fn tag(view: &FileView, info: &SymbolInfo) -> Vec<u8> {
    let line = info.name_location.start.line;
    let mut tag = Vec::new();
    fields::name(&mut tag, &info.name);
    tag.push(b'\t');
    fields::value(&mut tag, info.path.as_str().as_bytes());
    tag.extend_from_slice(b"\t/^");
    pattern(&mut tag, line_of(view, info));
    tag.extend_from_slice(b"/;\"");
    field(&mut tag, "kind", fields::kind(info));
    field(&mut tag, "line", &line.to_string());
    field(&mut tag, "language", fields::language(&info.language));
    if let Some((kind, scope)) = fields::scope(view, info) {
        field(&mut tag, kind, &scope);
    }
    if info.visibility != Visibility::Default {
        field(&mut tag, "access", info.visibility.as_str());
    }
    if let Some(signature) = fields::signature(view, info) {
        field(&mut tag, "signature", &signature);
    }
    tag
}

fn field(tag: &mut Vec<u8>, key: &str, value: &str) {
    tag.push(b'\t');
    tag.extend_from_slice(key.as_bytes());
    tag.push(b':');
    fields::value(tag, value.as_bytes());
}

/// The bytes of the line that a definition's name is on.
fn line_of<'a>(view: &'a FileView, info: &SymbolInfo) -> &'a [u8] {
    let at = info.name_location.span.start as usize;
    let start = view.source[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let rest = &view.source[start..];
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    rest[..end].strip_suffix(b"\r").unwrap_or(&rest[..end])
}

/// A line as a pattern that finds it; of a long one the beginning, without the mark of its end.
fn pattern(tag: &mut Vec<u8>, line: &[u8]) {
    let is_inside = |at: &usize| line.get(*at).is_some_and(|byte| byte & 0xc0 == 0x80);
    let cut = (line.len() > PATTERN).then(|| (0..=PATTERN).rev().find(|at| !is_inside(at)).unwrap_or(0));
    for byte in &line[..cut.unwrap_or(line.len())] {
        if matches!(byte, b'\\' | b'/') {
            tag.push(b'\\');
        }
        tag.push(*byte);
    }
    if cut.is_none() {
        tag.push(b'$');
    }
}

/// Whether a kind has parameters.
const fn is_function(kind: DefKind) -> bool {
    matches!(kind, DefKind::Function | DefKind::Method | DefKind::Constructor)
}
