//! Prints all facts of a file: `cargo run -p testkit --example facts -- FILE [--lang NAME]`.

use std::path::Path;
use std::process::ExitCode;

use extract::LanguageSpec;
use model::path::RepoPath;
use testkit::files::Tree;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [file] => print_facts(file, None),
        [file, "--lang", language] | ["--lang", language, file] => print_facts(file, Some(language)),
        _ => Err("usage: facts FILE [--lang NAME]".to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn print_facts(file: &str, language: Option<&str>) -> Result<(), String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let spec = spec(file, &bytes, language).ok_or_else(|| format!("{file}: no such language"))?;
    let (facts, violations) = testkit::extract_checked(spec, &bytes);
    let (source, _) = extract::text::decode(&bytes);
    print!("{}", testkit::facts_text(&facts, &source));
    if violations.is_empty() { Ok(()) } else { Err(format!("violations:\n  {}", violations.join("\n  "))) }
}

fn spec(file: &str, bytes: &[u8], language: Option<&str>) -> Option<&'static LanguageSpec> {
    let name = Path::new(file).file_name()?.to_str()?;
    let path = RepoPath::new(name)?;
    let tree = Tree::new([path.clone()]);
    let by_path = tree.language(&path, bytes, language);
    by_path.or_else(|| languages::named(language?).next())
}
