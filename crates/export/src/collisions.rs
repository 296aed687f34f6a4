//! Fully qualified names that several definitions share.

use std::ops::ControlFlow;

use engine::RepoPath;
use engine::ids::DefId;
use engine::query::{FileView, SnapshotRef};

use crate::file_rows::Sink;
use crate::rows::{CollisionRow, Row};
use crate::{ExportError, RowKind, Selection};

/// Tells every display name that more than one of the selected definitions has, by name. Memory follows the largest group.
pub(crate) fn each(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    sink: &mut Sink<'_>,
) -> Result<(), ExportError> {
    if !selection.has(RowKind::Collision) {
        return Ok(());
    }
    let mut group = Group::default();
    let mut outcome = Ok(());
    snapshot.fqns_with_prefix("", &mut |hit| {
        if !selection.accepts_kind(hit.kind) {
            return ControlFlow::Continue(());
        }
        if hit.fqn != group.fqn {
            let done = std::mem::replace(&mut group, Group { fqn: hit.fqn, members: Vec::new() });
            outcome = done.tell(snapshot, selection, sink);
        }
        group.members.push((hit.path, hit.ordinal));
        if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    outcome?;
    group.tell(snapshot, selection, sink)
}

/// Definitions of one name, by path and position.
#[derive(Default)]
struct Group {
    fqn: String,
    members: Vec<(RepoPath, DefId)>,
}

impl Group {
    fn tell(
        self,
        snapshot: SnapshotRef<'_>,
        selection: &Selection,
        sink: &mut Sink<'_>,
    ) -> Result<(), ExportError> {
        if self.members.len() < 2 {
            return Ok(());
        }
        let mut symbol_ids = Vec::with_capacity(self.members.len());
        for of_file in self.members.chunk_by(|one, next| one.0 == next.0) {
            if let Some(record) = snapshot.file(&of_file[0].0)?
                && selection.files.accepts_record(&record)
            {
                let view = FileView::without_outcomes(snapshot, record)?;
                symbol_ids.extend(of_file.iter().map(|(_, def)| view.id(*def).to_string()));
            }
        }
        if symbol_ids.len() < 2 {
            return Ok(());
        }
        sink(&Row::Collision(CollisionRow { display_fqn: self.fqn, symbol_ids }))
    }
}
