//! Files that a program is made of: what no declaration or import leads to may be brought by a macro, read as data, or used by nobody.

use crate::tree::Tree;

impl Tree {
    /// Whether each file is one that nothing leads to. Linear in files, declarations and targets.
    pub(crate) fn undeclared(&self) -> Vec<bool> {
        let mut undeclared: Vec<bool> = self.files.iter().map(|_| true).collect();
        let mut open: Vec<usize> = (0..self.files.len()).filter(|file| self.begins(*file)).collect();
        while let Some(file) = open.pop() {
            if std::mem::replace(&mut undeclared[file], false) {
                let summary = &self.files[file];
                let declared = summary.children.iter().filter_map(|(target, _)| self.target(file, *target));
                open.extend(declared.map(|node| self.file_of(node)));
                if summary.rules.structural {
                    let targets =
                        (0..summary.targets.len() as u32).filter_map(|target| self.target(file, target));
                    open.extend(targets.map(|node| self.file_of(node)).filter(|other| *other != file));
                }
            }
        }
        undeclared
    }

    /// Whether a program or a run of tests may begin with a file.
    fn begins(&self, file: usize) -> bool {
        let summary = &self.files[file];
        if !summary.rules.structural {
            return !summary.rules.declared || self.listed.beginnings.contains(&summary.path);
        }
        let is_prose = summary.path.as_str().split('/').any(|part| matches!(part, "doc" | "docs"));
        let name = summary.path.file_name().to_lowercase();
        let is_run =
            ["test", "spec", "bench", "setup", "support", "helper"].iter().any(|word| name.contains(word));
        !is_prose && (!summary.is_test || is_run)
    }
}
