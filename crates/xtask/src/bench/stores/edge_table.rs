//! The peer: edges as rows of SQLite tables, both directions covered.

use std::path::Path;

use anyhow::Result;
use graph::{Graph, Node};
use rusqlite::{Connection, OpenFlags, params};

const TABLES: &str = "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
    CREATE TABLE edge (src INTEGER, kind INTEGER, dst INTEGER, PRIMARY KEY (src, kind, dst)) WITHOUT ROWID;";
const REVERSE: &str = "CREATE INDEX edge_in ON edge (dst, kind, src); PRAGMA optimize;";
const READING: &str = "PRAGMA mmap_size=17179869184; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;";

/// Edges of a graph in SQLite.
pub(super) struct EdgeTable {
    connection: Connection,
}

impl EdgeTable {
    /// Writes the edges of `graph` to a new file.
    pub(super) fn create(path: &Path, graph: &Graph) -> Result<Self> {
        let mut connection = Connection::open(path)?;
        connection.execute_batch(TABLES)?;
        let transaction = connection.transaction()?;
        {
            let mut insert = transaction.prepare("INSERT INTO edge VALUES (?1, ?2, ?3)")?;
            for node in graph.nodes() {
                let mut edges: Vec<_> = graph.outgoing(node)?.iter().collect();
                edges.sort_unstable();
                for (kind, target) in edges {
                    insert.execute(params![node.raw(), kind.raw(), target.raw()])?;
                }
            }
        }
        transaction.commit()?;
        connection.execute_batch(REVERSE)?;
        drop(connection);
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.execute_batch(READING)?;
        Ok(Self { connection })
    }

    /// The nodes that `node` leads to in edges of a kind, or comes from.
    pub(super) fn ends(
        &self,
        node: Node,
        kind: u8,
        outgoing: bool,
        take: &mut dyn FnMut(Node),
    ) -> Result<()> {
        let query = if outgoing {
            "SELECT dst FROM edge WHERE src = ?1 AND kind = ?2"
        } else {
            "SELECT src FROM edge WHERE dst = ?1 AND kind = ?2"
        };
        let mut select = self.connection.prepare_cached(query)?;
        let mut rows = select.query(params![node.raw(), kind])?;
        while let Some(row) = rows.next()? {
            take(Node::new(row.get(0)?));
        }
        Ok(())
    }

    /// The first nodes that edges of any kind lead from to `node`.
    pub(super) fn first_sources(&self, node: Node, most: u32, take: &mut dyn FnMut(Node)) -> Result<()> {
        let mut select = self.connection.prepare_cached("SELECT src FROM edge WHERE dst = ?1 LIMIT ?2")?;
        let mut rows = select.query(params![node.raw(), most])?;
        while let Some(row) = rows.next()? {
            take(Node::new(row.get(0)?));
        }
        Ok(())
    }

    /// How many nodes are at most `depth` edges of a kind from `start`, and the sum of their numbers and distances:
    /// one recursive query, as <https://www.sqlite.org/lang_with.html> tells to walk a graph.
    pub(super) fn reached(&self, start: Node, kind: u8, depth: u32) -> Result<(usize, u64)> {
        let mut select = self.connection.prepare_cached(
            "WITH RECURSIVE reached(node, depth) AS (
                SELECT ?1, 0
                UNION SELECT dst, depth + 1 FROM reached JOIN edge ON src = node AND kind = ?2 WHERE depth < ?3)
             SELECT node, min(depth) FROM reached GROUP BY node",
        )?;
        let mut rows = select.query(params![start.raw(), kind, depth])?;
        let mut sum = (0, 0);
        while let Some(row) = rows.next()? {
            sum = (sum.0 + 1, sum.1 + u64::from(row.get::<_, u32>(0)?) + u64::from(row.get::<_, u32>(1)?));
        }
        Ok(sum)
    }

    /// All edges of a kind, by source.
    pub(super) fn all(&self, kind: u8) -> Result<Vec<(u32, u32)>> {
        let mut select =
            self.connection.prepare_cached("SELECT src, dst FROM edge WHERE kind = ?1 ORDER BY src")?;
        let pairs = select.query_map([kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(pairs.collect::<rusqlite::Result<_>>()?)
    }
}
