//! Definitions that may be used, with what uses them, as a picture.

use std::collections::BTreeMap;

use wire::{DeadCodeAnswer, DeadCodeEntry, UserOf, Why};

use crate::commands::picture::{Arrow, Node, Picture};

/// The reasons whose definitions are users. Those of other reasons are named for something else.
const USES: [&str; 4] = ["used", "used-by-tests", "only-dead-users", "unknown-user"];

/// What tells a definition from all others: its name with path, line and column.
type Place<'a> = (&'a str, &'a str, u32, u32);

/// The definitions that are listed, and an arrow from each user that the answer names. What is dead is drawn faintly.
pub(super) fn picture(answer: &DeadCodeAnswer, more: u64) -> Picture {
    let title = format!("{} dead, {} unknown, {} alive", answer.dead, answer.unknown, answer.alive);
    let mut picture = Picture { name: "dead_code", title, ..Picture::default() };
    let mut numbers: BTreeMap<Place<'_>, usize> = BTreeMap::new();
    for entry in &answer.definitions {
        numbers.insert(place(entry), picture.put(listed(entry)));
    }
    for (to, entry) in answer.definitions.iter().enumerate() {
        for why in entry.why.iter().filter(|why| is_use(why)) {
            for user in &why.users {
                let at = (user.name.as_str(), user.at.path.as_str(), user.at.line, user.at.col);
                let from = *numbers.entry(at).or_insert_with(|| picture.put(unlisted(user, entry.state)));
                let (label, faint) = (why.reason.to_owned(), entry.state == "dead");
                picture.arrows.push(Arrow { from, to, label, faint });
            }
        }
    }
    picture.leave_out(more);
    picture
}

fn is_use(why: &Why) -> bool {
    USES.contains(&why.reason)
}

fn place(entry: &DeadCodeEntry) -> Place<'_> {
    let (symbol, at) = (&entry.symbol, &entry.symbol.name_span);
    (&symbol.display_fqn, &at.path, at.start_line, at.start_col)
}

/// The box of a definition that is listed: its state, and the reasons that no arrow tells.
fn listed(entry: &DeadCodeEntry) -> Node {
    let mut node = Node::of_symbol(&entry.symbol);
    node.lines.push(format!("{} {}", entry.state, entry.symbol.kind));
    node.lines.extend(entry.why.iter().filter_map(reason));
    Node { faint: entry.state == "dead", ..node }
}

/// The box of a user that is not listed itself: what one uses is in the state that it is in for that reason.
fn unlisted(user: &UserOf, state: &str) -> Node {
    let place = format!("{}:{}", user.at.path, user.at.line);
    Node { lines: vec![user.name.clone(), place, state.to_owned()], faint: state == "dead" }
}

/// A reason as a line, unless arrows tell all of it.
fn reason(why: &Why) -> Option<String> {
    if is_use(why) {
        let more = why.count.unwrap_or(0).saturating_sub(why.users.len() as u64);
        return (more > 0).then(|| format!("{}: {more} more", why.reason));
    }
    // That is what `dead` says.
    if why.reason == "no-use" {
        return None;
    }
    let detail = why.detail.iter().map(|detail| format!(" ({detail})"));
    Some(std::iter::once(why.reason.to_owned()).chain(detail).collect())
}
