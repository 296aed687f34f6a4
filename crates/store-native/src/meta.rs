//! What a database says of itself and its view.

use model::hash::DigestSum;
use store::{FeedBounds, FeedLength, Revision, Sequence, StoreError, ViewChange, ViewMeta};

use crate::layout::{Change, FORMAT_KEY, MARKER, SCHEMA_VERSION, Space, View};
use crate::skipped;

const REVISION: &[u8] = b"revision";
const DIGEST_SUM: &[u8] = b"digest_sum";
const TOOL_VERSION: &[u8] = b"tool_version";
const ROOT: &[u8] = b"root";
const PROJECTS: &[u8] = b"projects";
const SELECTION: &[u8] = b"selection";
const FEED: &[u8] = b"feed";

/// What changes with every batch.
#[derive(Clone)]
pub(crate) struct ViewState {
    pub(crate) revision: Revision,
    pub(crate) digest_sum: DigestSum,
}

impl ViewState {
    /// The first state of a view, without files yet.
    pub(crate) fn first() -> Self {
        Self { revision: Revision(1), digest_sum: DigestSum::default() }
    }

    pub(crate) fn read(view: View<'_>) -> Result<Self, StoreError> {
        let revision = number(get(view, REVISION)?)?;
        let sum = get(view, DIGEST_SUM)?.try_into().map_err(|_| damaged(DIGEST_SUM))?;
        Ok(Self { revision, digest_sum: DigestSum::from_bytes(&sum) })
    }

    pub(crate) fn write(&self, change: &mut Change<'_>, view: &ViewChange) -> Result<(), StoreError> {
        change.put(Space::Meta, REVISION, &self.revision.0.to_be_bytes())?;
        change.put(Space::Meta, DIGEST_SUM, &self.digest_sum.to_bytes())?;
        let texts = [
            (TOOL_VERSION, &view.tool_version),
            (ROOT, &view.root),
            (PROJECTS, &view.projects),
            (SELECTION, &view.selection),
        ];
        for (key, text) in texts {
            if let Some(text) = text {
                change.put(Space::Meta, key, text.as_bytes())?;
            }
        }
        match &view.skipped {
            Some(records) => skipped::replace(change, records),
            None => Ok(()),
        }
    }
}

/// Says what is true of an empty database until something else is said.
pub(crate) fn begin(change: &mut Change<'_>) -> Result<(), StoreError> {
    change.put(Space::Meta, SELECTION, &[])?;
    put_feed_length(change, &FeedLength::default())
}

/// How long the feed is.
pub(crate) fn feed_length(view: View<'_>) -> Result<FeedLength, StoreError> {
    let (numbers, rest) = get(view, FEED)?.as_chunks::<8>();
    let &[first, next, bytes] = numbers else { return Err(damaged(FEED)) };
    if !rest.is_empty() {
        return Err(damaged(FEED));
    }
    let [first, next, bytes] = [first, next, bytes].map(u64::from_be_bytes);
    let bounds = FeedBounds { first: Sequence(first), next: Sequence(next) };
    FeedLength { bounds, bytes }.checked()
}

/// Says how long the feed is.
pub(crate) fn put_feed_length(change: &mut Change<'_>, length: &FeedLength) -> Result<(), StoreError> {
    let numbers = [length.bounds.first.0, length.bounds.next.0, length.bytes];
    change.put(Space::Meta, FEED, numbers.map(u64::to_be_bytes).as_flattened())
}

/// Writes the marker and version that detection looks for.
pub(crate) fn put_format(change: &mut Change<'_>) -> Result<(), StoreError> {
    let format = [&MARKER[..], &SCHEMA_VERSION.to_be_bytes()].concat();
    change.put(Space::Meta, FORMAT_KEY, &format)
}

/// Everything that a database says of itself.
///
/// # Errors
/// When it cannot be read or something is missing.
pub(crate) fn read(view: View<'_>) -> Result<ViewMeta, StoreError> {
    let ViewState { revision, digest_sum } = ViewState::read(view)?;
    Ok(ViewMeta {
        revision,
        digest_sum,
        backend: crate::NAME,
        format: "LMDB",
        schema_version: SCHEMA_VERSION,
        tool_version: text(view, TOOL_VERSION)?,
        root: text(view, ROOT)?,
        projects: text(view, PROJECTS)?,
        selection: text(view, SELECTION)?,
    })
}

fn text(view: View<'_>, key: &[u8]) -> Result<String, StoreError> {
    String::from_utf8(get(view, key)?.to_vec()).map_err(|_| damaged(key))
}

fn number(bytes: &[u8]) -> Result<Revision, StoreError> {
    bytes.try_into().map(|bytes| Revision(u64::from_be_bytes(bytes))).map_err(|_| damaged(REVISION))
}

fn get<'t>(view: View<'t>, key: &[u8]) -> Result<&'t [u8], StoreError> {
    view.get(Space::Meta, key)?.ok_or_else(|| damaged(key))
}

fn damaged(key: &[u8]) -> StoreError {
    StoreError::corrupt("meta data", String::from_utf8_lossy(key))
}
