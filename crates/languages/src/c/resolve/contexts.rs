//! Files that include a file: a header that does not include all that it uses is read as part of those that do.
//!
//! A name that is not visible in a header itself is looked for in a few of the source files that include it, directly or
//! through other headers. All that it means there counts; what differs between them is not proved.

use std::rc::Rc;

use resolve::{FileId, Session};
use roaring::RoaringBitmap;

use super::{includes, paths};

/// What is surely read together with the session's file by files that include it.
#[derive(Default)]
struct Contexts(Option<Rc<RoaringBitmap>>);

/// The files that are surely visible from a few source files that include the session's file.
pub(super) fn of_session(cx: &mut Session<'_>) -> Rc<RoaringBitmap> {
    if let Some(known) = &cx.table::<Contexts>().0 {
        return Rc::clone(known);
    }
    cx.table::<Contexts>().0 = Some(Rc::default());
    let mut around = RoaringBitmap::new();
    for file in including(cx) {
        includes::add_sure(cx, file, &mut around);
    }
    let around = Rc::new(around);
    cx.table::<Contexts>().0 = Some(Rc::clone(&around));
    around
}

/// Source files that include the session's file; headers that do when no source file does.
fn including(cx: &mut Session<'_>) -> Vec<FileId> {
    /// More tell little.
    const ENOUGH: usize = 8;
    /// Headers that include one another further up are not followed.
    const FARTHEST: usize = 4;
    let own = cx.file();
    let (mut sources, mut level, mut seen) = (Vec::new(), vec![own], vec![own]);
    for _ in 0..FARTHEST {
        let mut above = Vec::new();
        for file in level {
            for includer in includers(cx, file) {
                if seen.contains(&includer) || sources.len() >= ENOUGH || above.len() >= ENOUGH {
                    continue;
                }
                seen.push(includer);
                let path = cx.world.files.entry(includer).path.as_str();
                if paths::is_source(path) { sources.push(includer) } else { above.push(includer) }
            }
        }
        if !sources.is_empty() || above.is_empty() {
            sources.extend(above);
            break;
        }
        level = above;
    }
    sources.sort_unstable();
    sources
}

/// The files with an include that means `file`.
fn includers(cx: &mut Session<'_>, file: FileId) -> Vec<FileId> {
    /// Headers that everything includes are taken to be known by their first includers.
    const MOST: usize = 64;
    let name = cx.world.files.entry(file).path.file_name();
    let found: Vec<FileId> = cx.including(name).into_iter().take(MOST).collect();
    found.into_iter().filter(|includer| includes::is_included_by(cx, file, *includer)).collect()
}
