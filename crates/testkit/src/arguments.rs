//! Command lines of the examples: positional arguments and `--name value` options.

use std::collections::BTreeMap;

/// A command line taken apart.
#[derive(Default)]
pub struct Arguments {
    /// What is no option.
    pub positional: Vec<String>,
    options: BTreeMap<String, String>,
}

impl Arguments {
    /// Reads this process's arguments; `known` are the options, without `--`.
    ///
    /// # Errors
    /// On an option that is not known or has no value.
    pub fn read(known: &[&str]) -> Result<Self, String> {
        let mut arguments = Self::default();
        let mut rest = std::env::args().skip(1);
        while let Some(argument) = rest.next() {
            match argument.strip_prefix("--") {
                None => arguments.positional.push(argument),
                Some(name) if known.contains(&name) => {
                    let value = rest.next().ok_or_else(|| format!("--{name} needs a value"))?;
                    arguments.options.insert(name.to_owned(), value);
                }
                Some(name) => return Err(format!("no option --{name}; there are {known:?}")),
            }
        }
        Ok(arguments)
    }

    /// The value of an option.
    pub fn option(&self, name: &str) -> Option<&str> {
        self.options.get(name).map(String::as_str)
    }

    /// The value of an option that is a number.
    ///
    /// # Errors
    /// When it is no number.
    pub fn number(&self, name: &str, default: usize) -> Result<usize, String> {
        let parse = |text: &str| text.parse().map_err(|_| format!("--{name} {text} is no number"));
        self.option(name).map_or(Ok(default), parse)
    }
}
