//! Prints all facts of a file: `cargo run -p testkit --example facts -- FILE [--lang NAME]`.

use std::path::Path;
use std::process::ExitCode;

use extract::LanguageSpec;
use model::path::RepoPath;
use testkit::arguments::Arguments;
use testkit::files::Tree;

fn main() -> ExitCode {
    match Arguments::read(&["lang"]).and_then(|arguments| print_facts(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn print_facts(arguments: &Arguments) -> Result<(), String> {
    let [file] = &arguments.positional[..] else { return Err("usage: facts FILE [--lang NAME]".to_owned()) };
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let spec = spec(file, &bytes, arguments.option("lang")).ok_or_else(|| format!("{file}: no language"))?;
    let (facts, violations) = testkit::extract_checked(spec, &bytes);
    let (source, _) = extract::text::decode(&bytes);
    print!("{}", testkit::facts_text(&facts, &source));
    if violations.is_empty() { Ok(()) } else { Err(format!("violations:\n  {}", violations.join("\n  "))) }
}

fn spec(file: &str, bytes: &[u8], language: Option<&str>) -> Option<&'static LanguageSpec> {
    let path = RepoPath::new(Path::new(file).file_name()?.to_str()?)?;
    let tree = Tree::new([path.clone()]);
    let by_path = tree.language(&path, bytes, language);
    by_path.or_else(|| languages::named(language?).next())
}
