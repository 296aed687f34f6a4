//! How many sites are right.
//!
//! Over the sites that the judge placed, in files that it saw:
//!
//! * correct: resolved, to a line that the judge names for the definition;
//! * wrong: resolved, and not to such a line, or though the judge says that the site leaves the repository or is local;
//! * dispatch: a proved set that contains such a line.
//!
//! Precision is correct / (correct + wrong), recall (correct + dispatch) / sites in the repository.

use std::collections::BTreeMap;
use std::fmt;

use model::outcome::OutcomeKind;

use super::truth::{Line, Place, Site, Truth};

/// What resolution says, by place.
#[derive(Default)]
pub(super) struct Answers(BTreeMap<Place, Vec<(OutcomeKind, Vec<Line>)>>);

impl Answers {
    pub(super) fn add(&mut self, place: Place, kind: OutcomeKind, targets: Vec<Line>) {
        self.0.entry(place).or_default().push((kind, targets));
    }
}

/// The counts of a repository.
#[derive(Default, PartialEq, Eq, Debug)]
pub(super) struct Score {
    in_repository: u32,
    correct: u32,
    wrong: u32,
    dispatch: u32,
}

impl Score {
    /// Counts all sites, or those of calls.
    pub(super) fn new(truth: &Truth, answers: &Answers, calls: bool) -> Self {
        let mut score = Self::default();
        for (place, site) in if calls { &truth.calls } else { &truth.sites } {
            score.count(place, site, answers.0.get(place).map_or(&[], Vec::as_slice));
        }
        score
    }

    fn count(&mut self, place: &Place, site: &Site, answers: &[(OutcomeKind, Vec<Line>)]) {
        let resolved: Vec<&(OutcomeKind, Vec<Line>)> =
            answers.iter().filter(|(kind, _)| *kind == OutcomeKind::Resolved).collect();
        let mut firsts = resolved.iter().filter_map(|(_, targets)| targets.first());
        if site.in_repository {
            self.in_repository += 1;
            let is_in_set =
                || answers.iter().flat_map(|(_, all)| all).any(|line| site.targets.contains(line));
            if firsts.any(|line| site.targets.contains(line)) {
                self.correct += 1;
            } else if !resolved.is_empty() {
                self.wrong += 1;
            } else if answers.iter().any(|(kind, _)| *kind == OutcomeKind::Dispatch) && is_in_set() {
                self.dispatch += 1;
            }
        } else if (site.external || site.local) && !site.unresolved {
            // The place of a local is a definition of the same file at worst.
            let is_elsewhere = |line: &Line| site.external || line.0 != place.0;
            self.wrong += u32::from(firsts.any(is_elsewhere));
        }
    }

    fn precision(&self) -> f64 {
        share(self.correct, self.correct + self.wrong)
    }

    fn recall(&self) -> f64 {
        share(self.correct + self.dispatch, self.in_repository)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// Sites, precision and recall as cells of a table.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} | {:.4} | {:.4}", self.in_repository, self.precision(), self.recall())
    }
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use model::outcome::OutcomeKind;

    use super::{Answers, Score};
    use crate::accuracy::truth::{Line, Place, Site, Truth};

    fn line(file: &str, line: u32) -> Line {
        (file.to_owned(), line)
    }

    fn place(number: u32) -> Place {
        ("a".to_owned(), number, 0)
    }

    fn site(targets: &[Line]) -> Site {
        let in_repository = !targets.is_empty();
        Site { in_repository, targets: targets.iter().cloned().collect(), ..Site::default() }
    }

    fn score(site: Site, kind: OutcomeKind, targets: &[Line]) -> [u32; 4] {
        let mut truth = Truth::default();
        truth.sites.insert(place(7), site);
        let mut answers = Answers::default();
        answers.add(place(7), kind, targets.to_vec());
        let Score { in_repository, correct, wrong, dispatch } = Score::new(&truth, &answers, false);
        [in_repository, correct, wrong, dispatch]
    }

    #[test]
    fn sites_in_the_repository_are_right_wrong_or_missed() {
        let here = || site(&[line("b", 1), line("b", 2)]);
        let (hit, other) = (line("b", 2), line("b", 3));
        assert_eq!(score(here(), OutcomeKind::Resolved, from_ref(&hit)), [1, 1, 0, 0]);
        assert_eq!(score(here(), OutcomeKind::Resolved, &[other.clone(), hit.clone()]), [1, 0, 1, 0]);
        assert_eq!(score(here(), OutcomeKind::Dispatch, &[other.clone(), hit.clone()]), [1, 0, 0, 1]);
        assert_eq!(score(here(), OutcomeKind::Dispatch, &[other]), [1, 0, 0, 0]);
        assert_eq!(score(here(), OutcomeKind::Candidates, &[hit]), [1, 0, 0, 0]);
    }

    #[test]
    fn what_leaves_the_repository_must_not_be_resolved() {
        let external = || Site { external: true, ..Site::default() };
        let local = || Site { local: true, ..Site::default() };
        let (here, elsewhere) = (line("a", 1), line("b", 1));
        assert_eq!(score(external(), OutcomeKind::Resolved, from_ref(&here)), [0, 0, 1, 0]);
        assert_eq!(score(external(), OutcomeKind::External, &[]), [0, 0, 0, 0]);
        assert_eq!(score(local(), OutcomeKind::Resolved, &[here]), [0, 0, 0, 0]);
        assert_eq!(score(local(), OutcomeKind::Resolved, from_ref(&elsewhere)), [0, 0, 1, 0]);
        let unknown = Site { unresolved: true, ..external() };
        assert_eq!(score(unknown, OutcomeKind::Resolved, &[elsewhere]), [0, 0, 0, 0]);
    }
}
