//! Names seen by extraction against names seen by a compiler, place by place.

use std::collections::{BTreeMap, BTreeSet};

use model::span::{LineIndex, Span};

use crate::Extracted;
use crate::truth::{Place, Reference, Truth};

/// What stands where in one file.
struct Seen<'a> {
    source: &'a [u8],
    lines: &'a LineIndex,
    sites: BTreeSet<(u32, u32)>,
    names: BTreeSet<(u32, u32)>,
}

/// How many of a kind of place were found, and what was not.
#[derive(Default)]
struct Score {
    found: usize,
    all: usize,
    misses: BTreeMap<String, Vec<String>>,
}

/// Prints shares and misses.
pub(crate) fn print(files: &[Extracted], truth: &Truth, examples: usize) {
    let comparison = Comparison { files: files.iter().map(seen).collect(), truth };
    println!("{} files extracted, {} judged ({})", files.len(), truth.files.len(), truth.language);
    comparison.references(|reference| !reference.is_local).print("references in the repository", examples);
    comparison.targets(|reference| !reference.is_local).print("their definitions", examples);
    comparison.references(|reference| reference.is_local).print("references to locals", examples);
    comparison.targets(|reference| reference.is_local).print("their bindings", examples);
    odd_sites(files).print("our references that are names", examples);
}

fn seen(file: &Extracted) -> (&str, Seen<'_>) {
    let at = |span: Span| {
        let position = file.lines.position(span.start);
        (position.line, position.column)
    };
    let facts = &file.facts;
    let defs = facts.defs.iter().map(|def| at(def.name_span));
    let bindings = facts.bindings.iter().map(|binding| at(binding.span));
    let seen = Seen {
        source: &file.file.bytes,
        lines: &file.lines,
        sites: facts.sites.iter().map(|site| at(site.span)).collect(),
        names: defs.chain(bindings).collect(),
    };
    (file.file.path.as_str(), seen)
}

struct Comparison<'a> {
    files: BTreeMap<&'a str, Seen<'a>>,
    truth: &'a Truth,
}

impl Comparison<'_> {
    /// References with a site (a local's may also be its binding).
    fn references(&self, wanted: impl Fn(&Reference) -> bool) -> Score {
        let mut score = Score::default();
        let mut done = BTreeSet::new();
        for reference in self.truth.references.iter().filter(|reference| wanted(reference)) {
            if !done.insert(&reference.place) {
                continue;
            }
            let has_site = self.has_site(&reference.place);
            let has_name = self.has_name(&reference.place);
            let class = || {
                format!("{}{}", class(reference), if has_name { ", a name is introduced here" } else { "" })
            };
            score.note(has_site || has_name && reference.is_local, class, || {
                self.example(&reference.place, &reference.name)
            });
        }
        score
    }

    /// Targets at which, or at whose equals, a name is introduced.
    fn targets(&self, wanted: impl Fn(&Reference) -> bool) -> Score {
        let mut score = Score::default();
        let mut done = BTreeSet::new();
        for reference in self.truth.references.iter().filter(|reference| wanted(reference)) {
            let Some(main) = reference.targets.first().filter(|main| done.insert(*main)) else { continue };
            let found = reference.targets.iter().any(|place| self.has_name(place) || self.is_file(place));
            let class = || {
                let unread =
                    if self.files.contains_key(main.0.as_str()) { "" } else { ", file not extracted" };
                format!("{}{unread}", reference.def_kind)
            };
            score.note(found, class, || self.example(main, &reference.name));
        }
        score
    }

    fn has_site(&self, (file, line, column): &Place) -> bool {
        self.files.get(file.as_str()).is_some_and(|seen| seen.sites.contains(&(*line, *column)))
    }

    fn has_name(&self, (file, line, column): &Place) -> bool {
        self.files.get(file.as_str()).is_some_and(|seen| seen.names.contains(&(*line, *column)))
    }

    /// Judges say that a module is at the beginning of its file, where no name stands.
    fn is_file(&self, (file, line, column): &Place) -> bool {
        (*line, *column) == (1, 0) && self.files.contains_key(file.as_str())
    }

    fn example(&self, (file, line, column): &Place, name: &str) -> String {
        let text = self.files.get(file.as_str()).map(|seen| line_text(seen.source, seen.lines, *line));
        format!("{file}:{line}:{column} {name}    {}", text.unwrap_or_default())
    }
}

fn class(reference: &Reference) -> String {
    let call = if reference.is_call { "call of " } else { "" };
    let role = if reference.role.is_empty() { String::new() } else { format!(" as {}", reference.role) };
    format!("{call}{}{role}", reference.def_kind)
}

fn line_text(source: &[u8], lines: &LineIndex, line: u32) -> String {
    let start = lines.offset(model::span::Position { line, column: 0 }).unwrap_or(0);
    let rest = source.get(start as usize..).unwrap_or_default();
    let text = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
    String::from_utf8_lossy(text).trim().chars().take(120).collect()
}

/// Our sites, by whether an identifier stands there; whatever a compiler says, nothing else is a reference.
fn odd_sites(files: &[Extracted]) -> Score {
    let mut score = Score::default();
    for file in files {
        for site in &file.facts.sites {
            let text = String::from_utf8_lossy(site.span.of(&file.file.bytes));
            let position = file.lines.position(site.span.start);
            let example = || {
                let line = line_text(&file.file.bytes, &file.lines, position.line);
                format!("{}:{}:{} {text:?}    {line}", file.file.path, position.line, position.column)
            };
            score.note(is_name(&text), || site.role.to_string(), example);
        }
    }
    score
}

fn is_name(text: &str) -> bool {
    let inner = text.trim_start_matches(['~', '@', '#', '\'']);
    !inner.is_empty() && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '-'))
}

impl Score {
    fn note(&mut self, found: bool, class: impl FnOnce() -> String, example: impl FnOnce() -> String) {
        self.all += 1;
        if found {
            self.found += 1;
        } else {
            self.misses.entry(class()).or_default().push(example());
        }
    }

    fn print(&self, title: &str, examples: usize) {
        let share = 100.0 * self.found as f64 / self.all.max(1) as f64;
        println!("\n{title}: {} of {} ({share:.2} %)", self.found, self.all);
        let mut classes: Vec<_> = self.misses.iter().collect();
        classes.sort_by_key(|(_, misses)| std::cmp::Reverse(misses.len()));
        for (class, misses) in classes {
            println!("  {:6}  {class}", misses.len());
            misses.iter().take(examples).for_each(|miss| println!("            {miss}"));
        }
    }
}
