//! Writing an overlay.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

use model::ids::SymbolId;

use super::layout::{BLOCK, EXTERNAL, HEADER, Header, LOCAL, hash};
use super::{AdoptedFile, FormError, FormInfo, Says};

/// An overlay that is being made.
#[derive(Debug, Default)]
pub struct FormBuilder {
    tool: String,
    version: String,
    files: BTreeMap<String, AdoptedFile>,
}

impl FormBuilder {
    /// Begins one of what this tool says.
    pub fn new(tool: &str, version: &str) -> Self {
        Self { tool: tool.to_owned(), version: version.to_owned(), files: BTreeMap::new() }
    }

    /// Adds a file, in any order; its sites are put in order.
    pub fn file(&mut self, path: &str, mut file: AdoptedFile) {
        file.sites.sort();
        file.sites.dedup();
        self.files.insert(path.to_owned(), file);
    }

    /// Writes the overlay beside `target` and gives it its name when it is whole and flushed. The same files make the same
    /// bytes.
    ///
    /// # Errors
    /// When it cannot be written, or there are more than four thousand million sites.
    pub fn write(&self, target: &Path) -> Result<FormInfo, FormError> {
        let failed = |source| FormError::Io { path: target.to_owned(), source };
        let (header, data) = self.encode()?;
        let directory = target.parent().filter(|parent| !parent.as_os_str().is_empty());
        let mut file = tempfile::Builder::new()
            .prefix(".overlay-")
            .tempfile_in(directory.unwrap_or(Path::new(".")))
            .map_err(failed)?;
        let sums: Vec<u8> = data.chunks(BLOCK).flat_map(|block| hash(block).to_le_bytes()).collect();
        for part in [&header.encode(), &data, &sums] {
            file.write_all(part).map_err(failed)?;
        }
        readable_by_all(file.as_file()).map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        file.persist(target).map_err(|error| failed(error.error))?;
        Ok(self.info(&header))
    }

    fn info(&self, header: &Header) -> FormInfo {
        let Header { files, sites, targets, .. } = *header;
        FormInfo { tool: self.tool.clone(), version: self.version.clone(), files, sites, targets }
    }

    fn encode(&self) -> Result<(Header, Vec<u8>), FormError> {
        let targets: BTreeSet<SymbolId> =
            self.files.values().flat_map(|file| &file.sites).flat_map(|site| means(&site.says)).collect();
        let targets: Vec<SymbolId> = targets.into_iter().collect();
        let mut columns = Columns { targets: &targets, ..Columns::default() };
        for (rank, (path, file)) in (0..).zip(&self.files) {
            columns.file(rank, path, file)?;
        }
        let tool = format!("{}\n{}", self.tool, self.version).into_bytes();
        let (in_starts, in_files) = columns.incoming();
        let ids = targets.iter().flat_map(|id| *id.as_bytes()).collect();
        let sections =
            [tool, columns.files, columns.paths, columns.sites, columns.lists, ids, in_starts, in_files];
        let header = Header {
            files: count(self.files.len())?,
            sites: columns.count,
            targets: count(targets.len())?,
            sections: Header::extents(sections.each_ref().map(Vec::len)),
        };
        debug_assert_eq!(header.encode().len(), HEADER);
        Ok((header, sections.concat()))
    }
}

fn means(says: &Says) -> impl Iterator<Item = SymbolId> + '_ {
    let ids = match says {
        Says::Means(ids) => ids.as_slice(),
        Says::External | Says::Local => &[],
    };
    ids.iter().copied()
}

fn count(number: usize) -> Result<u32, FormError> {
    u32::try_from(number).ok().filter(|number| *number < LOCAL).ok_or(FormError::TooLarge)
}

/// Temporary files are private; an overlay is as readable as the umask lets files be.
#[cfg(unix)]
fn readable_by_all(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_file: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

#[derive(Default)]
struct Columns<'a> {
    targets: &'a [SymbolId],
    files: Vec<u8>,
    paths: Vec<u8>,
    sites: Vec<u8>,
    lists: Vec<u8>,
    count: u32,
    known: BTreeMap<Vec<u32>, u32>,
    incoming: BTreeSet<(u32, u32)>,
}

impl Columns<'_> {
    fn file(&mut self, rank: u32, path: &str, file: &AdoptedFile) -> Result<(), FormError> {
        self.files.extend(file.content.as_bytes());
        for number in [self.paths.len(), path.len(), self.count as usize, file.sites.len()] {
            self.files.extend(count(number)?.to_le_bytes());
        }
        self.paths.extend(path.as_bytes());
        for site in &file.sites {
            let says = match &site.says {
                Says::External => EXTERNAL,
                Says::Local => LOCAL,
                Says::Means(ids) => self.list(rank, ids)?,
            };
            for number in [site.span.start, site.span.end, site.rules, says] {
                self.sites.extend(number.to_le_bytes());
            }
        }
        self.count = count(self.count as usize + file.sites.len())?;
        Ok(())
    }

    /// Where the list of these symbols stands.
    fn list(&mut self, rank: u32, ids: &[SymbolId]) -> Result<u32, FormError> {
        let number = |id| self.targets.binary_search(id).expect("all targets were collected") as u32;
        let list: Vec<u32> = ids.iter().map(number).collect();
        self.incoming.extend(list.iter().map(|target| (*target, rank)));
        if let Some(&place) = self.known.get(&list) {
            return Ok(place);
        }
        let place = count(self.lists.len() / 4)?;
        self.lists.extend(count(list.len())?.to_le_bytes());
        self.lists.extend(list.iter().flat_map(|target| target.to_le_bytes()));
        self.known.insert(list, place);
        Ok(place)
    }

    /// Where the files of each target begin, and the files.
    fn incoming(&self) -> (Vec<u8>, Vec<u8>) {
        let (mut starts, mut files) = (Vec::new(), Vec::new());
        let mut next = 0;
        for (target, rank) in &self.incoming {
            while next <= *target {
                starts.extend((files.len() as u32 / 4).to_le_bytes());
                next += 1;
            }
            files.extend(rank.to_le_bytes());
        }
        while next <= self.targets.len() as u32 {
            starts.extend((files.len() as u32 / 4).to_le_bytes());
            next += 1;
        }
        (starts, files)
    }
}
