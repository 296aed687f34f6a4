//! Renames everything that a directory introduces and says which sites end otherwise then.
//!
//! ```text
//! cargo run --release -p testkit --example rename -- DIR [--lang NAME] [--examples N] [--write DIR]
//! ```
//!
//! `--write` leaves the renamed files in an existing directory.

use std::path::Path;
use std::process::ExitCode;

use testkit::Places;
use testkit::arguments::Arguments;
use testkit::files::read_all;
use testkit::linked::DirManifests;
use testkit::rename::compare;

fn main() -> ExitCode {
    match Arguments::read(&["lang", "examples", "write"]).and_then(|arguments| run(&arguments)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<bool, String> {
    let [root] = &arguments.positional[..] else {
        return Err("usage: rename DIR [--lang NAME] [--examples N] [--write DIR]".to_owned());
    };
    let root = Path::new(root);
    let (tree, files) = read_all(root, arguments.option("lang")).map_err(|error| error.to_string())?;
    let places = Places::new(&tree, |path| std::fs::read_to_string(root.join(path.as_str())).ok());
    let manifests = DirManifests::new(root).map_err(|error| error.to_string())?;
    let files: Vec<_> = files.into_iter().map(|file| (file.path, file.spec, file.bytes)).collect();
    let renamed = compare(&places, &manifests, &files);
    for difference in renamed.differences.iter().take(arguments.number("examples", 20)?) {
        println!("{difference}");
    }
    if let Some(directory) = arguments.option("write") {
        for (path, _, bytes) in &renamed.files {
            let to = Path::new(directory).join(path.as_str());
            let written = std::fs::create_dir_all(to.parent().unwrap_or(root))
                .and_then(|()| std::fs::write(&to, bytes));
            written.map_err(|error| format!("{}: {error}", to.display()))?;
        }
    }
    println!(
        "{} names renamed, {} kept; {} sites, {} of them with another name; {} differences",
        renamed.names,
        renamed.kept,
        renamed.sites.0,
        renamed.sites.1,
        renamed.differences.len()
    );
    Ok(renamed.differences.is_empty())
}
