//! The syntax tree of one file, parsed anew from the stored source.

use extract::{Extractor, Parsed};
use query::FileView;

use crate::error::EngineError;
use crate::grammars::Grammars;

/// Parses a file of the index as it was parsed for extraction. Trees are not stored: parsing takes about as long as reading
/// them would.
///
/// # Errors
/// [`EngineError::NoTree`] when the parser gives up on the file, or its language is not known any more.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use engine::query::FileView;
/// use engine::{Database, RepoPath, SyntaxOptions, parse};
///
/// let db = Database::open(std::path::Path::new(".magellan/index.db"))?;
/// let path = RepoPath::new("src/main.rs").ok_or("a path")?;
/// let file = FileView::load(db.snapshot(), &path)?.ok_or("an indexed file")?;
/// for node in parse(&file)?.nodes(&SyntaxOptions::default()) {
///     println!("{:indent$}{}", "", node.kind, indent = 2 * node.depth as usize);
/// }
/// # Ok(()) }
/// ```
pub fn parse(file: &FileView) -> Result<Parsed, EngineError> {
    let grammars = Grammars::of(|name| name == file.record.language);
    let spec = grammars.spec(&file.record);
    let parsed = spec.and_then(|spec| Extractor::new().parsed(spec, &file.source));
    parsed.ok_or_else(|| EngineError::NoTree { path: file.record.path.clone() })
}
