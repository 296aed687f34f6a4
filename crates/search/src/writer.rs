//! Writing an index: files in, files out, one commit. Whoever is killed before it leaves the index as it was.

pub(crate) mod layout;

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use tantivy::merge_policy::{LogMergePolicy, NoMergePolicy};
use tantivy::{IndexWriter, TantivyDocument, Term};

use self::layout::Layout;
use crate::directory::CheckedDirectory;
use crate::document::Document;
use crate::index::{Index, IndexError, Indexed};

/// Memory of a writer that changes something, bytes.
const MEMORY: usize = 16 * 1024 * 1024;
/// Memory of a writer that builds the whole, bytes.
const MEMORY_OF_BUILDS: usize = 64 * 1024 * 1024;
/// Segments of fewer documents are merged when there are some, however their sizes differ.
const SMALL_SEGMENT: u32 = 64;
/// What of a segment may be documents that are gone before it is written anew.
const MOST_GONE: f32 = 0.3;
/// The file whose lock is the right to write.
const LOCK: &str = ".lock";

/// One that writes an index: the only one at a time.
pub struct Writer {
    layout: Layout,
    index: tantivy::Index,
    /// Made when it is needed first: it has a thread.
    lists: Option<IndexWriter<TantivyDocument>>,
    /// Whether all is put in anew.
    is_build: bool,
    _lock: File,
}

impl Writer {
    /// One for the index in a directory, which is made when it is not there. What is there and cannot be used is removed. `None`
    /// when somebody else writes it: waits for nobody.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn open(directory: &Path) -> Result<Option<Self>, IndexError> {
        Self::locked(directory, |checked| {
            let opened = layout::open(checked.clone()).and_then(|index| Index::of(&index).map(|_| index));
            opened.ok()
        })
    }

    /// Takes out everything, to put all files in anew. To be called before anything else is changed.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn begin_anew(&mut self) -> Result<(), IndexError> {
        self.is_build = true;
        self.lists()?.delete_all_documents()?;
        Ok(())
    }

    /// As [`Writer::open`], but passes by what is there.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub fn anew(directory: &Path) -> Result<Option<Self>, IndexError> {
        Self::locked(directory, |_| None)
    }

    fn locked(
        directory: &Path,
        usable: impl FnOnce(&CheckedDirectory) -> Option<tantivy::Index>,
    ) -> Result<Option<Self>, IndexError> {
        match std::fs::create_dir_all(directory) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error.into()),
            _ => {}
        }
        let Some(lock) = lock(&directory.join(LOCK))? else { return Ok(None) };
        let checked = CheckedDirectory::new(directory);
        let index = if let Some(index) = usable(&checked) {
            index
        } else {
            remove_files(directory)?;
            layout::create(checked)?
        };
        Ok(Some(Self { layout: Layout::new(), index, lists: None, is_build: false, _lock: lock }))
    }

    /// What is committed; `None` before the first commit.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn committed(&self) -> Result<Option<Index>, IndexError> {
        Index::of(&self.index)
    }

    /// The files of what is committed.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn files(&self) -> Result<Vec<Indexed>, IndexError> {
        self.committed()?.map_or(Ok(Vec::new()), |index| index.files())
    }

    /// Takes a file out.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn remove(&mut self, path: &str) -> Result<(), IndexError> {
        let term = Term::from_field_text(self.layout.path, path);
        self.lists()?.delete_term(term);
        Ok(())
    }

    /// Puts a file in that is not there, or was taken out.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn add(&mut self, path: &str, stamp: u64, document: Document) -> Result<(), IndexError> {
        let document = self.layout.document(path, stamp, document);
        self.lists()?.add_document(document)?;
        Ok(())
    }

    /// Makes everything visible at once; `state` is what [`Index::state`] says from then on.
    ///
    /// # Errors
    /// When the index cannot be written. It is as it was then.
    pub fn commit(mut self, state: &[u8; 32]) -> Result<(), IndexError> {
        let writer = self.lists()?;
        let mut prepared = writer.prepare_commit()?;
        prepared.set_payload(&layout::payload(state));
        prepared.commit()?;
        if let Some(writer) = self.lists.take() {
            writer.wait_merging_threads()?;
        }
        Ok(())
    }

    fn lists(&mut self) -> Result<&mut IndexWriter<TantivyDocument>, IndexError> {
        let writer = match self.lists.take() {
            Some(writer) => writer,
            None => self.new_lists()?,
        };
        Ok(self.lists.insert(writer))
    }

    fn new_lists(&self) -> Result<IndexWriter<TantivyDocument>, IndexError> {
        let memory = if self.is_build { MEMORY_OF_BUILDS } else { MEMORY };
        // One thread makes lists faster than all others make tokens, and every further one makes a dictionary of its own.
        let writer = self.index.writer_with_num_threads(1, memory)?;
        if self.is_build {
            writer.set_merge_policy(Box::new(NoMergePolicy));
        } else {
            let mut policy = LogMergePolicy::default();
            policy.set_min_layer_size(SMALL_SEGMENT);
            policy.set_del_docs_ratio_before_merge(MOST_GONE);
            writer.set_merge_policy(Box::new(policy));
        }
        Ok(writer)
    }
}

fn lock(path: &Path) -> Result<Option<File>, IndexError> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Removes the files of an index, and nothing that is no plain file.
fn remove_files(directory: &Path) -> Result<(), IndexError> {
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_type()?.is_file() && entry.file_name() != LOCK {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
