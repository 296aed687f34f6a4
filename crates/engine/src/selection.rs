//! Which files a view is made of, as a database keeps it: whoever brings a view up to date later asks for the same files.

use source::DiscoverOptions;

use crate::index::IndexOptions;

/// Writes down what of `options` decides which files a view is made of: a line each, in a fixed order.
pub(crate) fn to_text(options: &IndexOptions) -> String {
    let discover = &options.discover;
    let mut lines = Vec::new();
    lines.extend(discover.include.iter().map(|glob| format!("include {}", escaped(glob))));
    lines.extend(discover.exclude.iter().map(|glob| format!("exclude {}", escaped(glob))));
    let switches = [
        ("no-gitignore", discover.no_gitignore),
        ("skip-generated", discover.skip_generated),
        ("skip-vendored", discover.skip_vendored),
        ("minified", options.minified),
    ];
    lines.extend(switches.into_iter().filter(|(_, on)| *on).map(|(name, _)| name.to_owned()));
    if options.max_file_size != IndexOptions::default().max_file_size {
        lines.push(format!("max-file-size {}", options.max_file_size));
    }
    lines.join("\n")
}

/// `options`, but for the files of the selection `text`. Lines that are not understood are passed over: a later version may
/// know more.
pub(crate) fn from_text(text: &str, options: &IndexOptions) -> IndexOptions {
    let mut selected = IndexOptions {
        discover: DiscoverOptions { only: options.discover.only.clone(), ..DiscoverOptions::default() },
        max_file_size: IndexOptions::default().max_file_size,
        minified: false,
        ..options.clone()
    };
    let discover = &mut selected.discover;
    for line in text.lines() {
        match line.split_once(' ').unwrap_or((line, "")) {
            ("include", glob) => discover.include.push(unescaped(glob)),
            ("exclude", glob) => discover.exclude.push(unescaped(glob)),
            ("no-gitignore", _) => discover.no_gitignore = true,
            ("skip-generated", _) => discover.skip_generated = true,
            ("skip-vendored", _) => discover.skip_vendored = true,
            ("minified", _) => selected.minified = true,
            ("max-file-size", bytes) => {
                selected.max_file_size = bytes.parse().unwrap_or(selected.max_file_size);
            }
            _ => {}
        }
    }
    selected
}

/// A glob on one line.
fn escaped(glob: &str) -> String {
    glob.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

fn unescaped(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use source::DiscoverOptions;

    use super::{from_text, to_text};
    use crate::index::IndexOptions;

    #[test]
    fn a_selection_comes_back_and_says_nothing_of_how() {
        let options = IndexOptions {
            discover: DiscoverOptions {
                include: vec!["*.rs".to_owned(), "a b%0A\n".to_owned()],
                exclude: vec!["/target".to_owned()],
                no_gitignore: true,
                skip_vendored: true,
                ..DiscoverOptions::default()
            },
            max_file_size: 7,
            minified: true,
            threads: 3,
            ..IndexOptions::default()
        };
        let text = to_text(&options);
        let back = from_text(&text, &IndexOptions::default());
        assert_eq!(back.discover, options.discover);
        assert_eq!((back.max_file_size, back.minified, back.threads), (7, true, 0));
        assert_eq!(to_text(&back), text);
    }

    #[test]
    fn the_usual_selection_is_no_text() {
        assert_eq!(to_text(&IndexOptions::default()), "");
        let strange = from_text("from-the-future 7\nmax-file-size many", &IndexOptions::default());
        assert_eq!(to_text(&strange), "");
    }
}
