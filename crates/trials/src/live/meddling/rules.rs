//! Files that say what is left out, and how files belong together.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::{Meddler, told};

/// Files with rules.
const RULES: [&str; 5] = [".gitignore", ".gitignore", ".ignore", ".magellanignore", ".gitattributes"];

/// Adds a line to a file of rules, new or old.
pub(super) fn add_rule(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let rule = rule(meddler);
    let place = place_of_rules(meddler);
    let mut text = fs::read(meddler.at(&place)).unwrap_or_default();
    text.extend(format!("{rule}\n").into_bytes());
    fs::write(meddler.at(&place), text)?;
    Ok(Some(format!("rule added: {rule} in {}", told(&place))))
}

fn place_of_rules(meddler: &mut Meddler) -> PathBuf {
    let exclude = PathBuf::from(".git/info/exclude");
    if meddler.random.chance(10) && meddler.at(&exclude).exists() {
        return exclude;
    }
    let name = RULES[meddler.random.below(RULES.len())];
    // Most projects have one file at the top.
    if meddler.random.chance(50) { PathBuf::from(name) } else { meddler.directory().join(name) }
}

/// One that leaves out something that there is, or takes something back.
fn rule(meddler: &mut Meddler) -> String {
    let source = meddler.source().unwrap_or_default();
    let name = |path: PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match meddler.random.below(7) {
        0 => format!("/{}", told(&source)),
        1 => name(source),
        2 => format!("{}/", name(meddler.directory())),
        3 => format!("!{}", name(source)),
        4 => format!("!{}/", name(meddler.directory())),
        5 => format!("*{}.*", name(source).chars().next().unwrap_or('x')),
        _ => format!("{} linguist-generated", name(source)),
    }
}

/// Drops a line of a file of rules.
pub(super) fn remove_rule(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(place) = meddler.random.pick(&meddler.listing.rules).cloned() else { return Ok(None) };
    let bytes = fs::read(meddler.at(&place))?;
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
    if !lines.is_empty() {
        lines.remove(meddler.random.below(lines.len()));
    }
    fs::write(meddler.at(&place), lines.concat())?;
    Ok(Some(format!("rule removed: {}", told(&place))))
}

pub(super) fn delete_rules(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(place) = meddler.random.pick(&meddler.listing.rules).cloned() else { return Ok(None) };
    fs::remove_file(meddler.at(&place))?;
    Ok(Some(format!("rules deleted: {}", told(&place))))
}

/// Changes a manifest: what it says, or whether it can be read at all.
pub(super) fn change_manifest(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(place) = meddler.random.pick(&meddler.listing.manifests).cloned() else { return Ok(None) };
    let bytes = fs::read(meddler.at(&place))?;
    let changed = if meddler.random.chance(50) {
        super::texts::with_changed_line(meddler, &bytes)
    } else {
        let name = meddler.name();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let renamed = text.replacen("\"name\": \"", &format!("\"name\": \"{name}"), 1);
        renamed.replacen("name = \"", &format!("name = \"{name}"), 1).into_bytes()
    };
    fs::write(meddler.at(&place), changed)?;
    Ok(Some(format!("manifest changed: {}", told(&place))))
}

/// A new manifest somewhere, in place of one that may be there.
pub(super) fn create_manifest(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let (directory, name) = (meddler.directory(), meddler.name());
    let other = meddler.directory().display().to_string();
    let other = if other.is_empty() { ".".to_owned() } else { other };
    let (file, text) = match meddler.random.below(5) {
        0 => ("package.json", format!("{{ \"name\": \"{name}\", \"main\": \"./index.js\" }}\n")),
        1 => (
            "tsconfig.json",
            format!(
                "{{ \"compilerOptions\": {{ \"baseUrl\": \".\", \"paths\": {{ \"@/*\": [\"./{other}/*\"] }} }} }}\n"
            ),
        ),
        2 => ("Cargo.toml", format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\n")),
        3 => ("pyproject.toml", format!("[project]\nname = \"{name}\"\n")),
        _ => {
            let source = meddler.source().unwrap_or_default().display().to_string();
            let text = format!(
                "[{{ \"directory\": \".\", \"file\": \"{source}\", \"command\": \"cc -I{other} -c {source}\" }}]\n"
            );
            ("compile_commands.json", text)
        }
    };
    let place = directory.join(file);
    fs::write(meddler.at(&place), text)?;
    Ok(Some(format!("manifest created: {}", told(&place))))
}

pub(super) fn delete_manifest(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(place) = meddler.random.pick(&meddler.listing.manifests).cloned() else { return Ok(None) };
    fs::remove_file(meddler.at(&place))?;
    Ok(Some(format!("manifest deleted: {}", told(&place))))
}
