//! Whether the questions leave out a command or an option of the program.

use std::collections::BTreeSet;
use std::path::Path;

use super::questions::Question;
use crate::error::TrialError;
use crate::program::Program;

/// Commands that do not answer from a database, each with what shows that it treats all stores alike.
const OTHERS: &[(&str, &str)] = &[
    ("index", "writes; every comparison rests on it, and torture compares its digests"),
    ("watch", "writes, and goes on; its tests compare what it leaves with a cold build"),
    ("refresh", "writes; its tests compare what it leaves with a cold build, in every kind of store"),
    ("delete", "writes; its tests look at what it leaves, in every kind of store"),
    ("log", "tells of times and processes; the contract of stores says what a log keeps"),
    (
        "events",
        "tells numbers and times, which differ; a test of its own compares the rest in every kind of store",
    ),
    ("migrate-backend", "writes; torture kills it, and its tests go from every kind to every kind"),
    ("migrate", "writes; its tests bring databases of earlier layouts of every kind up to date"),
    ("compact", "writes; what it tells is sizes"),
    ("snapshot", "writes; its tests carry every kind into every kind, byte for byte"),
    (
        "import",
        "writes beside the database; its tests ask everything of an overlay in both stores, and after a migration",
    ),
    ("help", "has no database"),
];

/// Options that every command has, and those that write.
const OTHER_OPTIONS: &[&str] = &[
    "--db",
    "--output",
    "--json",
    "--color",
    "--quiet",
    "--verbose",
    "--help",
    "--version",
    "--fix",
    "--wait",
    "--out",
];

/// Commands of the program that no question uses.
///
/// # Errors
/// When the program does not tell its commands.
pub fn missing_commands(program: &Program, questions: &[Question]) -> Result<Vec<String>, TrialError> {
    let used: BTreeSet<&str> =
        questions.iter().filter_map(|question| question.first()).map(String::as_str).collect();
    let is_asked =
        |name: &String| used.contains(name.as_str()) || OTHERS.iter().any(|(other, _)| other == name);
    Ok(commands(program)?.into_iter().filter(|name| !is_asked(name)).collect())
}

/// Options of the commands asked that no question uses, each as `command --option`.
///
/// # Errors
/// When the program does not tell its options.
pub fn missing_options(program: &Program, questions: &[Question]) -> Result<Vec<String>, TrialError> {
    let mut missing = Vec::new();
    for command in commands(program)?.iter().filter(|name| OTHERS.iter().all(|(other, _)| other != name)) {
        let asked = |option: &String| {
            let mut mine = questions.iter().filter(|question| question.first() == Some(command));
            OTHER_OPTIONS.contains(&option.as_str()) || mine.any(|question| question.contains(option))
        };
        let help = help(program, &[command, "--help"])?;
        let options = help.lines().filter_map(option_of);
        missing.extend(options.filter(|option| !asked(option)).map(|option| format!("{command} {option}")));
    }
    Ok(missing)
}

/// The names of all commands, as the program's help lists them.
fn commands(program: &Program) -> Result<Vec<String>, TrialError> {
    let help = help(program, &["--help"])?;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = listed.take_while(|line| !line.is_empty()).filter(|line| line.starts_with("  "));
    let names: Vec<String> = names
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect();
    if names.is_empty() {
        return Err(TrialError::Broken("the program's help lists no commands".to_owned()));
    }
    Ok(names)
}

/// The long option that a line of help is about.
fn option_of(line: &str) -> Option<String> {
    let line = line.trim_start();
    let at =
        if line.starts_with("--") { 0 } else { line.strip_prefix('-').and_then(|_| line.find(", --"))? + 2 };
    let end = line[at..].find([' ', '.', '[']).map_or(line.len(), |length| at + length);
    Some(line[at..end].to_owned())
}

fn help(program: &Program, arguments: &[&str]) -> Result<String, TrialError> {
    Ok(program.run(Path::new("/"), arguments)?.stdout)
}
