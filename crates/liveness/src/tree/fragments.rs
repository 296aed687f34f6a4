//! Names that may be put together of pieces: by macros that paste, and by text where names are computed.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::file::{Fragment, Part, Reach};
use crate::tree::Tree;
use crate::verdict::{Because, Doubt};
use crate::words::borders;

/// Definitions whose names may be put together of pieces. Linear in the names, and in the square of the words of each.
pub(crate) fn by_fragments(tree: &Tree) -> Vec<(u32, Because<Doubt>)> {
    let everywhere = Pieces::of(tree.files.iter().flat_map(|summary| {
        let shared = summary.fragments.iter().filter(|fragment| fragment.reach == Reach::Everywhere);
        shared.map(|fragment| (summary.rules.languages[0], fragment))
    }));
    let pasting = pasting(tree);
    let mut found = Vec::new();
    let mut own = (usize::MAX, Pieces::default());
    for (number, file, def) in tree.defs().filter(|(_, _, def)| def.asked) {
        if own.0 != file {
            own = (
                file,
                Pieces::of(tree.files[file].fragments.iter().filter_map(|fragment| {
                    let applies = match fragment.reach {
                        Reach::Everywhere => false,
                        Reach::File => true,
                        Reach::FileIfPasted(key) => pasting.contains(&key),
                    };
                    applies.then_some((tree.files[file].rules.languages[0], fragment))
                })),
            );
        }
        let family = tree.files[file].rules.languages[0];
        let name: &str = &def.name;
        if let Some(detail) = everywhere.part_of(name, family).or_else(|| own.1.word_of(name, family)) {
            found.push((number, Because { reason: Doubt::NameFragment, detail }));
        }
    }
    found
}

/// The keys of macros that paste, or name others that do.
fn pasting(tree: &Tree) -> FxHashSet<u64> {
    let mut users: FxHashMap<u64, Vec<u64>> = FxHashMap::default();
    for (user, other) in tree.files.iter().flat_map(|summary| &summary.pasting.through) {
        users.entry(*other).or_default().push(*user);
    }
    let mut open: Vec<u64> =
        tree.files.iter().flat_map(|summary| summary.pasting.macros.iter().copied()).collect();
    let mut found = FxHashSet::default();
    while let Some(key) = open.pop() {
        if found.insert(key) {
            open.extend(users.get(&key).into_iter().flatten());
        }
    }
    found
}

/// Pieces by text and place, with the languages that have them.
#[derive(Default)]
struct Pieces<'a> {
    by_text: FxHashMap<(&'a str, Part), Vec<&'static str>>,
    has_inside: bool,
    frames: Vec<(&'static str, Vec<&'a str>)>,
}

impl<'a> Pieces<'a> {
    fn of(pieces: impl Iterator<Item = (&'static str, &'a Fragment)>) -> Self {
        let mut all = Self::default();
        for (family, fragment) in pieces {
            let families = all.by_text.entry((&fragment.text, fragment.part)).or_default();
            if families.contains(&family) {
                continue;
            }
            families.push(family);
            all.has_inside |= fragment.part == Part::Inside;
            if fragment.part == Part::Frame {
                all.frames.push((family, fragment.text.split('\0').collect()));
            }
        }
        all
    }

    fn has(&self, text: &str, part: Part, family: &str) -> bool {
        self.by_text.get(&(text, part)).is_some_and(|families| families.contains(&family))
    }

    /// A piece that a name has at its beginning, at its end, or as a word of it.
    fn part_of(&self, name: &str, family: &str) -> Option<String> {
        if self.by_text.is_empty() {
            return None;
        }
        for (at, _) in name.char_indices().skip(1) {
            if self.has(&name[..at], Part::Begin, family) {
                return Some(format!("{}…", &name[..at]));
            }
            if self.has(&name[at..], Part::End, family) {
                return Some(format!("…{}", &name[at..]));
            }
        }
        if let Some((_, parts)) =
            self.frames.iter().find(|(of, parts)| *of == family && is_framed(name, parts))
        {
            return Some(parts.join("…"));
        }
        if !self.has_inside {
            return None;
        }
        let borders: Vec<usize> = borders(name).collect();
        let words = borders
            .iter()
            .enumerate()
            .flat_map(|(index, &start)| borders[index + 1..].iter().map(move |&end| (start, end)));
        let mut pieces = words.map(|(start, end)| &name[start..end]);
        pieces.find(|word| self.has(word, Part::Inside, family)).map(|word| format!("…{word}…"))
    }

    /// As [`Pieces::part_of`], where whole words of the name begin and end.
    fn word_of(&self, name: &str, family: &str) -> Option<String> {
        if self.by_text.is_empty() {
            return None;
        }
        let mut inner = borders(name).filter(|at| *at > 0 && *at < name.len());
        inner.find_map(|at| {
            if self.has(&name[..at], Part::Begin, family) {
                return Some(format!("{}…", &name[..at]));
            }
            self.has(&name[at..], Part::End, family).then(|| format!("…{}", &name[at..]))
        })
    }
}

/// Whether a name is put together by texts with something between each two.
fn is_framed(name: &str, parts: &[&str]) -> bool {
    let [first, between @ .., last] = parts else { return false };
    let Some(mut rest) = name.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else {
        return false;
    };
    for part in between {
        let Some(at) = rest.get(1..).and_then(|rest| rest.find(part)) else { return false };
        rest = &rest[at + 1 + part.len()..];
    }
    !rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::is_framed;

    #[test]
    fn a_frame_takes_something_between_its_parts() {
        let frame = ["_", "_", ""];
        assert!(is_framed("_quux_FOO", &frame));
        assert!(!is_framed("_quux", &frame));
        assert!(!is_framed("__quux", &frame) && !is_framed("_quux_", &frame));
        assert!(is_framed("aToB", &["", "To", ""]) && !is_framed("aTo", &["", "To", ""]));
    }
}
