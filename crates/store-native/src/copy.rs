//! Copying everything from one database to another.

use std::ops::ControlFlow;

use heed::{RoTxn, WithoutTls};
use mapping::EnvironmentAccess;
use store::StoreError;

use crate::blocks::{self, BlockRow, BlockWriter};
use crate::building::Building;
use crate::chunks::{self, Number};
use crate::failure::lmdb;
use crate::layout::{Change, Space, Tables, View};
use crate::opened::open_in;
use crate::rows::{IdRow, Posting, TextRow};

/// Replaces everything in a database by what stands in the finished file of a build.
///
/// # Errors
/// When either cannot be read or written.
pub(crate) fn replace_all(building: &Building, change: &mut Change<'_>) -> Result<(), StoreError> {
    let path = building.path();
    let failed = || lmdb("reading", &path);
    let length = std::fs::metadata(&path).map_err(StoreError::io(path.display().to_string()))?.len();
    let access = EnvironmentAccess::ReadUnregistered;
    let environment = open_in(&path, access, length, length).map_err(failed())?;
    let tables = Tables::open(&environment)?;
    let txn: RoTxn<'_, WithoutTls> = environment.read_txn().map_err(failed())?;
    let view = View { txn: &txn, tables: &tables };
    for space in Space::ALL {
        change.clear(space)?;
        for entry in view.from(space, &[])? {
            let (key, value) = entry?;
            change.append(space, key, value)?;
        }
    }
    Ok(())
}

/// Writes everything that `view` shows into a build, in order and without gaps.
///
/// # Errors
/// When either cannot be read or written.
pub(crate) fn pack(view: View<'_>, building: &mut Building) -> Result<(), StoreError> {
    for space in Space::ALL {
        match space {
            Space::Name | Space::Fqn => pack_rows::<TextRow>(view, space, building)?,
            Space::Id => pack_rows::<IdRow>(view, space, building)?,
            Space::Posting => pack_rows::<Posting>(view, space, building)?,
            Space::Content
            | Space::Structure
            | Space::Slots
            | Space::Keys
            | Space::Outcomes
            | Space::Edges
            | Space::Targets
            | Space::Asked
            | Space::Pending => pack_chunks::<u32>(view, space, building)?,
            Space::Feed => pack_chunks::<u64>(view, space, building)?,
            Space::Meta
            | Space::Path
            | Space::File
            | Space::BlobKey
            | Space::Resolved
            | Space::Skipped
            | Space::Run => {
                for entry in view.from(space, &[])? {
                    let (key, value) = entry?;
                    building.append(space, key, value)?;
                }
            }
        }
    }
    building.write()
}

fn pack_rows<R: BlockRow>(view: View<'_>, space: Space, building: &mut Building) -> Result<(), StoreError> {
    let mut writer = BlockWriter::<R>::default();
    blocks::scan(view, space, &mut |row: &R| {
        writer.push(row, &mut |key, block| building.append(space, key, block))
    })?;
    writer.finish(&mut |key, block| building.append(space, key, block))
}

fn pack_chunks<N: Number>(view: View<'_>, space: Space, building: &mut Building) -> Result<(), StoreError> {
    chunks::each_from(view, space, None::<N>, &mut |number, value| {
        building.put_chunks(space, number, value).map(ControlFlow::Continue)
    })
}
