//! Bringing a view up to date with a part of its tree.
//!
//! ```text
//! scope ──list──► discovery ──plan──► tasks ──read, extract──► transactions of facts ──► files to be resolved ──► transactions of outcomes
//! ```
//!
//! What lies outside of the scope is taken to be as it was, but for what depends on it: files that stand elsewhere because others
//! came or went, or because a manifest says so, are found among all files in memory and looked at too.

use std::collections::BTreeMap;

use model::path::RepoPath;
use resolve::World;
use source::{DiscoverOptions, Discovery, is_rule_file};
use store::{SkippedRecord, Store, ViewChange};

use crate::error::EngineError;
use crate::extraction::Outcome;
use crate::place::{LazyPlaces, names_package};
use crate::plan::{NO_LANGUAGE, Plan, Planner};
use crate::resolution::{self, Sessions, StoreProvider};
use crate::run::{Ended, Run};
use crate::tally::Tally;
use crate::update::{Update, Writes, newly_skipped};
use crate::view::Scope;
use crate::warm::Warm;

/// What a refresh did.
pub(crate) struct Refreshed {
    pub(crate) tally: Tally,
    /// The part of the tree that was looked at.
    pub(crate) scope: Scope,
    /// The directories that were listed whole, in path order.
    pub(crate) directories: Vec<RepoPath>,
}

/// What a refresh is to do.
struct Planned {
    plan: Plan,
    scope: Scope,
    directories: Vec<RepoPath>,
}

impl Run<'_> {
    /// Brings the view up to date with the part `scope` of the tree; `warm` is left knowing the new state.
    pub(crate) fn refresh(
        &self,
        store: &dyn Store,
        warm: &mut Warm,
        scope: Scope,
    ) -> Result<Refreshed, EngineError> {
        let scope = widened(scope);
        let Planned { plan, scope, directories } = self.plan(warm, scope)?;
        let (mut tally, ended) = self.apply(store, warm, plan, &scope)?;
        ended?;
        warm.check_manifests(self.files, &scope);
        self.resolve_stale(store, warm, &mut tally)?;
        self.progress.finishing();
        warm.revision = store.snapshot()?.meta()?.revision.0;
        Ok(Refreshed { tally, scope, directories })
    }

    /// Takes out files at these paths and below, whatever the tree says.
    pub(crate) fn delete(
        &self,
        store: &dyn Store,
        warm: &mut Warm,
        paths: &[RepoPath],
    ) -> Result<Tally, EngineError> {
        let scope = Scope::of(paths.iter().cloned());
        let (known, _) = warm.view.within(&scope);
        let plan =
            Plan { gone: known.into_iter().map(|record| record.path.clone()).collect(), ..Plan::default() };
        let (mut tally, ended) = self.apply(store, warm, plan, &Scope::Paths(Vec::new()))?;
        ended?;
        warm.places = None;
        self.resolve_stale(store, warm, &mut tally)?;
        warm.revision = store.snapshot()?.meta()?.revision.0;
        Ok(tally)
    }

    /// What has to be done.
    fn plan(&self, warm: &mut Warm, scope: Scope) -> Result<Planned, EngineError> {
        let mut discovery = self.list(&scope)?;
        let directories = std::mem::take(&mut discovery.directories);
        let moves = std::mem::take(&mut warm.unsettled) || can_displace(warm, &discovery, &scope);
        let known = warm.places.take().filter(|_| !moves);
        let found: Vec<RepoPath> = discovery.files.iter().map(|file| file.path.clone()).collect();
        let asked = scope.clone();
        let places = LazyPlaces::new(known, || {
            let outside = warm.view.paths().filter(|path| !asked.contains(path));
            self.places(outside.chain(&found))
        });
        let (view, verify) = (&warm.view, self.options.verify);
        let planner = Planner { files: self.files, view, places: &places, moves, verify };
        let mut plan = planner.plan(discovery, &scope);
        let is_part = moves && scope != Scope::All;
        let displaced = if is_part { planner.displaced(&scope) } else { Vec::new() };
        if !displaced.is_empty() {
            let more = Scope::of(displaced.iter().cloned());
            plan.join(planner.plan(self.list(&more)?, &more));
        }
        warm.places = places.into_made();
        Ok(Planned { plan, scope: scope.with(displaced), directories })
    }

    fn list(&self, scope: &Scope) -> Result<Discovery, EngineError> {
        let mut options = self.options.discover.clone();
        if let Scope::Paths(paths) = scope {
            if paths.is_empty() {
                return Ok(Discovery::default());
            }
            options = DiscoverOptions { only: paths.clone(), ..options };
        }
        Ok(self.files.discover(&options)?)
    }

    /// Reads what the plan names and commits it; when that ended early, what was done until then is committed.
    fn apply(
        &self,
        store: &dyn Store,
        warm: &mut Warm,
        plan: Plan,
        scope: &Scope,
    ) -> Result<(Tally, Result<(), Ended>), EngineError> {
        let mut update = Update::new(store, self.record.clone());
        let snapshot = store.snapshot()?;
        let view = &warm.view;
        plan.gone.iter().try_for_each(|path| update.delete(snapshot.as_ref(), view, path))?;
        drop(snapshot);
        let mut skipped = plan.skipped;
        update.tally.unchanged = plan.unchanged;
        let mut vanished = false;
        let known = || store.snapshot();
        let ended = self.extract(&plan.tasks, Some(&known), |task, outcome| match outcome {
            Outcome::Indexed(file) => update.put(view, task.known.as_ref(), *file),
            Outcome::Touched => {
                update.tally.unchanged += 1;
                update.touch(task.known.as_ref(), task.candidate.stamp.mtime_ns);
                Ok(())
            }
            Outcome::Skipped(record) => {
                skipped.push(record);
                update.drop_known(view, task.known.as_ref())
            }
            Outcome::Vanished => {
                vanished = true;
                update.drop_known(view, task.known.as_ref())
            }
        });
        if let Err(Ended::Failed(error)) = ended {
            return Err(error.into());
        }
        let change = if ended.is_ok() {
            self.skipped(&mut update, warm, skipped, scope)
        } else {
            ViewChange::default()
        };
        update.finish(change)?;
        warm.follow(std::mem::take(&mut update.written));
        warm.unsettled = vanished || ended.is_err();
        Ok((update.tally, ended))
    }

    /// What is said of what is not indexed, when that is something new; the view in memory says it then.
    fn skipped(
        &self,
        update: &mut Update<'_>,
        warm: &mut Warm,
        found: Vec<SkippedRecord>,
        scope: &Scope,
    ) -> ViewChange {
        newly_skipped(&warm.view.skipped, &found).for_each(|record| update.tell_skipped(record));
        let found: BTreeMap<RepoPath, SkippedRecord> =
            found.into_iter().map(|record| (record.path.clone(), record)).collect();
        let (_, known) = warm.view.within(scope);
        let matters = |record: &SkippedRecord| {
            // Where only a part is looked at, the whole list is not written because a file that says nothing has another time.
            let is_text = record.reason == NO_LANGUAGE && *scope != Scope::All;
            (record.path.clone(), record.reason.clone(), (!is_text).then(|| record.clone()))
        };
        let is_as_before = known.len() == found.len()
            && known.iter().zip(found.values()).all(|(known, found)| matters(known) == matters(found));
        let gone: Vec<RepoPath> = known.iter().map(|record| record.path.clone()).collect();
        gone.iter().for_each(|path| _ = warm.view.skipped.remove(path));
        warm.view.skipped.extend(found);
        if is_as_before && *scope != Scope::All {
            return ViewChange::default();
        }
        let change = self.view_change(warm.view.skipped.values().cloned().collect());
        if is_as_before { ViewChange { skipped: None, ..change } } else { change }
    }

    /// Resolves the files of a view whose outcomes are missing, were made by other rules, or under another project model.
    fn resolve_stale(
        &self,
        store: &dyn Store,
        warm: &mut Warm,
        tally: &mut Tally,
    ) -> Result<(), EngineError> {
        self.distrust_moved(store, warm, tally)?;
        let stale = warm.stale();
        if stale.is_empty() {
            return Ok(());
        }
        self.progress.resolving(stale.len() as u64);
        let (view, linked, links) = warm.link(self.files);
        let (units, names) = (&linked.units, &linked.names);
        let provider = StoreProvider::new(|| store.snapshot(), &linked.files, &view.records, units, names);
        let world = World::linked(&linked.files, &provider, languages::POLICIES, links);
        let sessions = Sessions { world: &world, threads: self.threads() };
        let mut writes = Writes::new(store, self.record.clone())?;
        let ended = resolution::resolve(&sessions, &stale, |write, unit| {
            self.go_on()?;
            provider.failure().map_or(Ok(()), Err)?;
            self.progress.file_done(write.path.as_str());
            Ok::<_, Ended>(writes.add(write, unit)?)
        });
        if !matches!(ended, Err(Ended::Failed(_))) {
            writes.finish()?;
        }
        drop(world);
        drop(provider);
        let (resolved, more) = (writes.resolved, writes.tally);
        resolved.iter().for_each(|(path, by)| warm.resolved(path, Some(*by)));
        tally.add(more);
        Ok(ended?)
    }

    /// Distrusts the outcomes of languages whose project model is another one than when they were made.
    fn distrust_moved(
        &self,
        store: &dyn Store,
        warm: &mut Warm,
        tally: &mut Tally,
    ) -> Result<(), EngineError> {
        if warm.is_linked() {
            return Ok(());
        }
        let (_, _, links) = warm.link(self.files);
        let projects = resolution::project_keys(links);
        if projects == warm.projects {
            return Ok(());
        }
        let moved = resolution::languages_with_other_projects(&warm.projects, &projects);
        let is_moved = |language: &String| moved.contains(&language.as_str());
        let records = warm.view.records.iter().filter(|record| is_moved(&record.language));
        let stale = records.map(|record| record.path.clone()).collect();
        let view = ViewChange { projects: Some(projects.clone()), ..ViewChange::default() };
        let mut update = Update::new(store, self.record.clone());
        update.distrust(stale, view)?;
        warm.follow(std::mem::take(&mut update.written));
        tally.add(update.tally);
        warm.projects = projects;
        Ok(())
    }
}

/// Whether what was found can make other files stand elsewhere: files came or went, or a manifest may say something else.
fn can_displace(warm: &Warm, discovery: &Discovery, scope: &Scope) -> bool {
    if *scope == Scope::All {
        return true;
    }
    let new = |path: &RepoPath| !warm.view.has_file(path) || names_package(path.file_name());
    if discovery.files.iter().any(|file| new(&file.path)) {
        return true;
    }
    let (records, skipped) = warm.view.within(scope);
    let skipped = skipped.into_iter().map(|record| &record.path).filter(|path| warm.view.has_file(path));
    let known = records.into_iter().map(|record| &record.path).chain(skipped);
    let is_found = |path: &RepoPath| discovery.files.binary_search_by(|file| file.path.cmp(path)).is_ok();
    known.into_iter().any(|path| !is_found(path))
}

/// With everything that a rule about what is found can concern: the directory of a file of such rules.
fn widened(scope: Scope) -> Scope {
    let Scope::Paths(paths) = &scope else { return scope };
    let rules = paths.iter().filter(|path| is_rule_file(path) || path.file_name() == ".git");
    let directories: Vec<RepoPath> = rules.map(directory).collect();
    scope.with(directories)
}

fn directory(path: &RepoPath) -> RepoPath {
    RepoPath::new(path.parent().unwrap_or("")).expect("a directory of a path is one")
}
