//! What fuzzers run: plain functions, so that property tests on a stable compiler run the same.

use extract::{Extractor, LanguageSpec};
use model::codec;
use model::path::RepoPath;

use crate::check;
use crate::files::Tree;
use crate::linked::{Linked, TextManifests};
use crate::place::Places;
use crate::resolved::{Order, check_resolution, resolve_all};

/// The first byte picks the language, the rest is the file: whatever it is, its facts must be sound.
///
/// # Errors
/// What is wrong with them.
pub fn extract(data: &[u8]) -> Result<(), String> {
    let Some((&choice, source)) = data.split_first() else { return Ok(()) };
    extract_as(languages::ALL[choice as usize % languages::ALL.len()], source)
}

/// Extracts `source` and checks the facts.
///
/// # Errors
/// What is wrong with them.
pub fn extract_as(spec: &LanguageSpec, source: &[u8]) -> Result<(), String> {
    let facts = Extractor::new().extract(spec, source);
    let violations = check(&facts, source);
    if violations.is_empty() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(source);
    Err(format!("{} {}: {violations:#?} of\n{text}", spec.name, spec.variant))
}

/// As [`fn@extract`], and its names are resolved: every site has one outcome, and each outcome what belongs to it.
///
/// # Errors
/// What is wrong with the facts or the outcomes.
pub fn resolve(data: &[u8]) -> Result<(), String> {
    let Some((&choice, source)) = data.split_first() else { return Ok(()) };
    let spec = languages::ALL[choice as usize % languages::ALL.len()];
    extract_as(spec, source)?;
    resolve_as(spec, &[source])
}

/// Extracts files that make up a tree, in the order of their names, resolves them and checks the outcomes.
///
/// # Errors
/// What is wrong with them.
pub fn resolve_as(spec: &'static LanguageSpec, sources: &[&[u8]]) -> Result<(), String> {
    let violations = resolution_violations(&link(spec, sources));
    if violations.is_empty() {
        return Ok(());
    }
    let texts: Vec<_> = sources.iter().map(|source| String::from_utf8_lossy(source)).collect();
    Err(format!("{} {}: {violations:#?} of\n{}", spec.name, spec.variant, texts.join("\n----\n")))
}

/// A tree of files `file0`, `file1`, … in one language.
pub fn link(spec: &'static LanguageSpec, sources: &[&[u8]]) -> Linked {
    let extension = spec.extensions.first().copied().unwrap_or_default();
    let path = |index| RepoPath::new(&format!("file{index}.{extension}")).expect("a file name is a path");
    let tree = Tree::new((0..sources.len()).map(path));
    let files = sources.iter().enumerate().map(|(index, source)| (path(index), spec, source.to_vec()));
    Linked::new(&Places::new(&tree, |_| None), files.collect())
}

/// What must not be in the resolution of a tree without manifests; empty when all is well.
pub fn resolution_violations(linked: &Linked) -> Vec<String> {
    let resolved = resolve_all(linked, &TextManifests::default(), Order::Forward);
    let files = linked.provider.units().iter().zip(&resolved);
    files.flat_map(|(unit, resolved)| check_resolution(unit, &resolved.resolution)).collect()
}

/// Any bytes, read as encoded facts, are refused or give facts that come back when encoded and decoded again.
///
/// # Errors
/// When they do not.
pub fn decode_facts(data: &[u8]) -> Result<(), String> {
    let Ok(facts) = codec::decode(data, b"") else { return Ok(()) };
    let mut bytes = Vec::new();
    codec::encode(&facts, b"", &mut bytes);
    match codec::decode(&bytes, b"") {
        Ok(again) if again == facts => Ok(()),
        Ok(_) => Err("facts change when encoded and decoded again".to_owned()),
        Err(error) => Err(format!("encoded again, they are refused: {error}")),
    }
}

/// A SCIP index, and behind its length in two bytes the text that its documents are about: refused, or every occurrence is in the text.
///
/// # Errors
/// Where one is not.
pub fn scip(data: &[u8]) -> Result<(), String> {
    let Some((length, rest)) = data.split_first_chunk::<2>() else { return Ok(()) };
    let (index, source) = rest.split_at(usize::from(u16::from_le_bytes(*length)).min(rest.len()));
    let Ok(documents) = overlay::scip::documents_in(index) else { return Ok(()) };
    for document in &documents {
        for placed in overlay::scip::fit(document, source).into_iter().flatten() {
            let (start, end) = (placed.span.start as usize, placed.span.end as usize);
            if source.get(start..end).is_none() {
                return Err(format!("{placed:?} is not in {} bytes", source.len()));
            }
        }
    }
    Ok(())
}

/// An overlay file: refused, or whatever it says of its own files can be read or is refused.
///
/// # Errors
/// When a temporary file cannot be written.
pub fn overlay_file(data: &[u8]) -> Result<(), String> {
    let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = directory.path().join("x.overlay");
    std::fs::write(&path, data).map_err(|error| error.to_string())?;
    let Ok(form) = overlay::form::Form::open(&path) else { return Ok(()) };
    for (path, _) in form.paths().into_iter().flatten() {
        let Ok(Some(file)) = form.file(path) else { continue };
        for site in &file.sites {
            if let overlay::form::Says::Means(ids) = &site.says {
                ids.iter().for_each(|id| drop(form.files_meaning(*id)));
            }
        }
    }
    Ok(())
}
