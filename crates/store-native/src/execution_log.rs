//! The execution log: runs under their time of starting and id.

use model::codec::{DecodeError, Reader, put_uint};
use store::{Each, RUNS, RunCounts, RunId, RunOutcome, RunRecord, StoreError};

use crate::layout::{Change, Space, View};
use crate::records::{array, long, put_long, put_text, text};

/// Notes runs in place of those with the same id, and drops the oldest ones that are too many.
pub(crate) fn note(change: &mut Change<'_>, runs: &[RunRecord]) -> Result<(), StoreError> {
    for run in runs {
        let key = key(run);
        if change.view().get(Space::Run, &key)?.is_none() {
            forget(change, run.id)?;
        }
        change.put(Space::Run, &key, &encode(run))?;
    }
    while change.view().count(Space::Run)? > RUNS as u64 {
        let oldest = change.view().from(Space::Run, &[])?.next().transpose()?;
        let Some(key) = oldest.map(|(key, _)| key.to_vec()) else { break };
        change.delete(Space::Run, &key)?;
    }
    Ok(())
}

/// Puts a log in the place of what is there.
pub(crate) fn replace(change: &mut Change<'_>, runs: &[RunRecord]) -> Result<(), StoreError> {
    change.clear(Space::Run)?;
    note(change, runs)
}

/// Gives all runs, by time of starting and id.
pub(crate) fn each(view: View<'_>, each: Each<'_, RunRecord>) -> Result<(), StoreError> {
    for entry in view.from(Space::Run, &[])? {
        let (key, value) = entry?;
        let run = decode(key, value);
        let run = run.map_err(|error| StoreError::corrupt("the execution log", error.to_string()))?;
        if each(run).is_break() {
            break;
        }
    }
    Ok(())
}

/// Takes out the run with an id that stands under another time. Looks at all keys, which are few.
fn forget(change: &mut Change<'_>, id: RunId) -> Result<(), StoreError> {
    let mut known = None;
    for entry in change.view().from(Space::Run, &[])? {
        let (key, _) = entry?;
        if key.ends_with(&id.0) {
            known = Some(key.to_vec());
            break;
        }
    }
    known.map_or(Ok(()), |key| change.delete(Space::Run, &key).map(drop))
}

fn key(run: &RunRecord) -> Vec<u8> {
    [&run.started_ms.to_be_bytes()[..], &run.id.0].concat()
}

fn encode(run: &RunRecord) -> Vec<u8> {
    let mut out = Vec::with_capacity(128);
    put_text(&mut out, &run.command);
    put_uint(&mut out, run.arguments.len() as u32);
    run.arguments.iter().for_each(|argument| put_text(&mut out, argument));
    put_uint(&mut out, run.process);
    put_text(&mut out, &run.host);
    put_uint(&mut out, run.ended_ms.is_some().into());
    if let Some(ended_ms) = run.ended_ms {
        put_long(&mut out, ended_ms);
    }
    put_text(&mut out, run.outcome.as_str());
    put_text(&mut out, &run.message);
    let counts = run.counts;
    [counts.batches, counts.written, counts.removed, counts.resolved]
        .into_iter()
        .for_each(|count| put_long(&mut out, count));
    put_text(&mut out, &run.tool_version);
    out
}

fn decode(key: &[u8], value: &[u8]) -> Result<RunRecord, DecodeError> {
    let mut head = Reader::new(key);
    let (started_ms, id) = (u64::from_be_bytes(array(&mut head)?), RunId(array(&mut head)?));
    head.finish()?;
    let mut reader = Reader::new(value);
    let command = text(&mut reader)?;
    let arguments = (0..reader.count()?).map(|_| text(&mut reader)).collect::<Result<_, _>>()?;
    let (process, host) = (reader.uint()?, text(&mut reader)?);
    let ended_ms = if reader.uint()? == 0 { None } else { Some(long(&mut reader)?) };
    let outcome = RunOutcome::named(&text(&mut reader)?).ok_or(DecodeError::Malformed("outcome"))?;
    let message = text(&mut reader)?;
    let counts = RunCounts {
        batches: long(&mut reader)?,
        written: long(&mut reader)?,
        removed: long(&mut reader)?,
        resolved: long(&mut reader)?,
    };
    let tool_version = text(&mut reader)?;
    reader.finish()?;
    Ok(RunRecord {
        id,
        command,
        arguments,
        process,
        host,
        started_ms,
        ended_ms,
        outcome,
        message,
        counts,
        tool_version,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use store::testing::run;
    use store::{RunOutcome, RunRecord};

    use super::{decode, encode, key};

    proptest! {
        #[test]
        fn runs_come_back_and_damage_is_refused_or_read(
            (number, started_ms, ended_ms) in any::<(u8, u64, Option<u64>)>(),
            arguments in proptest::collection::vec("\\PC{0,4}", 0..4),
            (cut, byte) in any::<(usize, u8)>(),
        ) {
            let run = RunRecord { arguments, ended_ms, outcome: RunOutcome::Stopped, ..run(number, started_ms) };
            let (key, mut value) = (key(&run), encode(&run));
            prop_assert_eq!(decode(&key, &value), Ok(run));
            let cut = cut % value.len();
            prop_assert!(decode(&key, &value[..cut]).is_err());
            prop_assert!(decode(&key[..23], &value).is_err());
            value[cut] = byte;
            let _ = decode(&key, &value);
        }
    }
}
