//! Names that macros put together: what stands beside `##`, and what macros are handed that may paste it.

use model::kinds::DefKind;
use rustc_hash::FxHashSet;

use super::{FileInput, Fragment, Part, Reach, name_key};
use crate::words::borders;

/// Macros that paste names together, and macros that hand what they are given to others.
#[derive(Default)]
pub(crate) struct Pasting {
    /// The keys of macros that paste.
    pub(crate) macros: Vec<u64>,
    /// Macros with others that they name, by their keys.
    pub(crate) through: Vec<(u64, u64)>,
}

/// Collects pieces of names, and tells which macros of the file paste. Linear in the text, but for arguments in arguments.
pub(super) fn read(input: &FileInput<'_>, fragments: &mut Vec<Fragment>) -> Pasting {
    let mut pasting = Pasting::default();
    for def in input.facts.defs.iter().filter(|def| def.kind == DefKind::Macro) {
        let text = def.span.of(input.source);
        let name = name_key(input.facts.text(def.name));
        if memchr::memmem::find(text, b"##").is_some() {
            pasting.macros.push(name);
            pieces(text, fragments);
        }
        let others = calls(text).map(|(other, _)| name_key(other)).filter(|other| *other != name);
        pasting
            .through
            .extend(others.filter(|other| (input.known_macros)(*other)).map(|other| (name, other)));
    }
    handed(input, fragments);
    pasting.macros.sort_unstable();
    pasting.macros.dedup();
    pasting.through.sort_unstable();
    pasting.through.dedup();
    pasting
}

/// Words before a parenthesis, with what follows it.
fn calls(text: &[u8]) -> impl Iterator<Item = (&str, &[u8])> {
    memchr::memchr_iter(b'(', text).filter_map(move |open| {
        let before = text[..open].trim_ascii_end();
        let start = before.iter().rposition(|byte| !is_word(*byte)).map_or(0, |at| at + 1);
        Some((std::str::from_utf8(&before[start..]).ok()?, &text[open + 1..]))
    })
}

/// The words beside `##` in a macro that are none of its parameters.
fn pieces(text: &[u8], fragments: &mut Vec<Fragment>) {
    let parameters = parameters(text);
    for at in memchr::memmem::find_iter(text, b"##") {
        let left = text[..at].trim_ascii_end();
        let start = left.iter().rposition(|byte| !is_word(*byte)).map_or(0, |found| found + 1);
        let follows = left[..start].trim_ascii_end().ends_with(b"##");
        let word = &left[start..];
        // What is pasted on one side only may be pasted on by another macro that it is handed to.
        let inside = follows || word.starts_with(b"_");
        push(word, if inside { Part::Inside } else { Part::Begin }, &parameters, fragments);
        let right = text[at + 2..].trim_ascii_start();
        let end = right.iter().position(|byte| !is_word(*byte)).unwrap_or(right.len());
        let word = &right[..end];
        let inside = word.ends_with(b"_") && !right[end..].trim_ascii_start().starts_with(b"##");
        push(word, if inside { Part::Inside } else { Part::End }, &parameters, fragments);
    }
}

/// The names between the parentheses of `#define NAME(a, b)`.
fn parameters(text: &[u8]) -> Vec<&[u8]> {
    let Some(open) = memchr::memchr(b'(', text) else { return Vec::new() };
    let has_parameters = open > 0 && is_word(text[open - 1]);
    let close = memchr::memchr(b')', &text[open..]).filter(|_| has_parameters).map_or(open, |len| open + len);
    text[open..close].split(|byte| !is_word(*byte)).filter(|word| !word.is_empty()).collect()
}

fn push(word: &[u8], part: Part, parameters: &[&[u8]], fragments: &mut Vec<Fragment>) {
    if let Ok(text) = std::str::from_utf8(word)
        && word.len() > 1
        && !parameters.contains(&word)
    {
        fragments.push(Fragment { text: text.to_owned(), part, reach: Reach::Everywhere });
    }
}

/// The beginnings and ends of the names of a file's definitions where words of them begin and end.
fn own_pieces<'a>(input: &FileInput<'a>) -> FxHashSet<&'a str> {
    let facts = input.facts;
    let mut pieces = FxHashSet::default();
    for name in facts.defs.iter().map(|def| facts.text(def.name)) {
        for at in borders(name).filter(|at| *at > 0 && *at < name.len()) {
            pieces.insert(&name[..at]);
            pieces.insert(&name[at..]);
        }
    }
    pieces
}

/// Bytes of the arguments of a call that are looked over.
const LONGEST: usize = 2000;

/// Words in calls of macros that are not in the tree, or that paste: `DEFINE_TYPE (Name, the_name, …)` makes a use of `the_name_init`.
fn handed(input: &FileInput<'_>, fragments: &mut Vec<Fragment>) {
    let pieces = own_pieces(input);
    for (name, rest) in calls(input.source) {
        let key = name_key(name);
        let reach = match (input.known_macros)(key) {
            true => Reach::FileIfPasted(key),
            false if is_shouted(name) => Reach::File,
            false => continue,
        };
        for argument in arguments(&rest[..rest.len().min(LONGEST)]) {
            of_argument(argument.trim_ascii(), reach, &pieces, fragments);
        }
    }
}

/// What stands between the commas of a call, up to its end or that of the text.
pub(super) fn arguments(text: &[u8]) -> Vec<&[u8]> {
    let (mut found, mut depth, mut start, mut is_quoted) = (Vec::new(), 0u32, 0, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            b'(' => depth += 1,
            b')' if depth == 0 => {
                found.push(&text[start..at]);
                break;
            }
            b')' => depth -= 1,
            b',' if depth == 0 => {
                found.push(&text[start..at]);
                start = at + 1;
            }
            b';' | b'{' => break,
            _ => {}
        }
    }
    found
}

/// A word that is the whole of an argument, and words that end or begin as pieces do.
fn of_argument(argument: &[u8], reach: Reach, pieces: &FxHashSet<&str>, fragments: &mut Vec<Fragment>) {
    for word in argument.split(|byte| !is_word(*byte)).filter(|word| word.len() > 2) {
        let Ok(text) = std::str::from_utf8(word) else { continue };
        if !pieces.contains(text) {
            continue;
        }
        let whole = word.len() == argument.len();
        let mut push = |part| fragments.push(Fragment { text: text.to_owned(), part, reach });
        if (whole || text.ends_with('_')) && !text.starts_with(|first: char| first.is_ascii_digit()) {
            push(Part::Begin);
        }
        if whole || text.starts_with('_') {
            push(Part::End);
        }
    }
}

/// Whether a name is written as macros are by custom.
pub(super) fn is_shouted(name: &str) -> bool {
    name.len() > 2
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        && name.bytes().any(|byte| byte.is_ascii_uppercase())
}

pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &[u8]) -> Vec<(String, Part)> {
        let mut fragments = Vec::new();
        pieces(text, &mut fragments);
        fragments.into_iter().map(|fragment| (fragment.text, fragment.part)).collect()
    }

    #[test]
    fn words_beside_the_operator_are_pieces_and_parameters_are_none() {
        let piece = |text: &str, part| (text.to_owned(), part);
        assert_eq!(
            told(b"#define DO(name) do_ ## name ## _now"),
            [piece("do_", Part::Begin), piece("_now", Part::End)]
        );
        assert_eq!(
            told(b"#define OF(before, after) before ## tuple ## after"),
            [piece("tuple", Part::End), piece("tuple", Part::Inside)]
        );
        assert_eq!(told(b"#define M(after) OF (x, _array ## after)"), [piece("_array", Part::Inside)]);
    }

    #[test]
    fn arguments_end_with_the_call() {
        let texts = |text: &'static str| {
            let found = arguments(text.as_bytes()).into_iter();
            found.map(|found| std::str::from_utf8(found).expect("text").trim()).collect::<Vec<_>>()
        };
        assert_eq!(texts("a, f(b, c), gvs_); d"), ["a", "f(b, c)", "gvs_"]);
        assert_eq!(texts("a, \"x, )\", b)"), ["a", "\"x, )\"", "b"]);
    }
}
