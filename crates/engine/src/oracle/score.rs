//! Counting how many sites are right.

/// Sites of a part of the tree, by what became of them.
///
/// *correct*: resolved, and its first target is where the compiler's definition is (the same definition or line, or a type and its
/// constructor). *wrong*: resolved, and it is not; also where the compiler says that the site is local or leaves the repository.
/// *dispatch*: a proved set with the compiler's definition in it. *missed*: everything else that the compiler places in the repository.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AuditScore {
    /// Sites that the compiler places in the repository: correct, dispatch, missed, and those of the wrong.
    pub in_repository: u64,
    /// See above.
    pub correct: u64,
    /// See above.
    pub wrong: u64,
    /// See above.
    pub dispatch: u64,
    /// See above.
    pub missed: u64,
    /// Sites that leave the repository or are local, and that nobody says otherwise of.
    pub elsewhere: u64,
}

/// What became of one site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    Correct,
    /// Resolved to another definition than the compiler's.
    WrongTarget,
    /// Resolved, and not of the repository.
    WrongPlace,
    Dispatch,
    Missed,
    Elsewhere,
}

impl AuditScore {
    /// Correct among what is resolved; 1 when nothing is.
    pub fn precision(&self) -> f64 {
        share(self.correct, self.correct + self.wrong)
    }

    /// Found among what is in the repository; 1 when nothing is.
    pub fn recall(&self) -> f64 {
        share(self.correct + self.dispatch, self.in_repository)
    }

    pub(super) fn add(&mut self, fate: Fate) {
        self.in_repository += u64::from(!matches!(fate, Fate::WrongPlace | Fate::Elsewhere));
        match fate {
            Fate::Correct => self.correct += 1,
            Fate::WrongTarget | Fate::WrongPlace => self.wrong += 1,
            Fate::Dispatch => self.dispatch += 1,
            Fate::Missed => self.missed += 1,
            Fate::Elsewhere => self.elsewhere += 1,
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts of sites are far below 2^52")]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
