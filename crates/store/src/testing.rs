//! The contract suite: one function a rule, run on every store by [`contract_suite!`](crate::contract_suite).
//!
//! Facts are hand-made (no parser in the loop): a file's "source" is a list of names, each of which is a definition.

pub mod disk;
mod files;
mod history;
mod lookups;
pub mod processes;
mod rules;

pub use files::{dump, dump_index, file, key, path, resolution, skipped};
pub use history::*;
pub use lookups::*;
pub use rules::*;

/// Runs every rule of the contract on the stores that `$make` makes; each call must give a new, empty store as
/// `(guard, Box<dyn Store>)`, the guard keeping its place alive.
#[macro_export]
macro_rules! contract_suite {
    ($make:expr) => {
        $crate::contract_suite!(@rules $make;
            results_come_in_canonical_order,
            the_final_state_does_not_depend_on_batches,
            a_failed_batch_leaves_no_trace,
            a_snapshot_never_changes,
            deleting_a_file_deletes_what_it_owns,
            equal_contents_are_kept_once,
            a_renamed_file_needs_no_blob,
            a_blob_that_is_not_there_is_asked_for,
            the_digest_is_the_sum_of_the_files,
            colliding_ids_are_refused,
            odd_names_come_back,
            outcomes_go_with_their_file,
            outcomes_can_be_distrusted_and_replaced,
            files_are_found_by_their_keys,
            an_empty_batch_changes_nothing,
            touching_changes_only_the_time,
            names_are_found_by_pattern_and_id,
            symbols_are_found_by_qualified_name,
            qualified_names_of_any_length_are_found,
            edges_go_with_the_outcomes,
            a_stored_file_can_be_put_elsewhere,
            skipped_entries_are_replaced_as_a_whole,
            what_is_asked_after_unresolved_changes_is_known,
            random_edits_equal_a_fresh_build,
            events_are_numbered_in_order_across_batches,
            all_that_an_event_tells_comes_back,
            a_failed_batch_tells_nothing,
            the_feed_of_a_snapshot_never_changes,
            the_oldest_events_go_when_there_are_too_many,
            the_oldest_events_go_when_they_take_too_much_room,
            old_edges_are_kept_until_outcomes_come,
            old_edges_go_with_their_file,
            runs_are_replaced_by_id_and_told_by_time,
            the_oldest_runs_go_when_there_are_too_many,
            a_run_alone_makes_no_new_revision,
            the_selection_is_kept,
        );
    };
    (@rules $make:expr; $($rule:ident,)*) => {
        $(#[test]
        fn $rule() {
            let (_guard, store) = $make();
            $crate::testing::$rule(store.as_ref());
        })*
    };
}

/// Runs every rule about several processes on a kind of store. Belongs at the root of a test binary, which needs `tempfile`.
#[macro_export]
macro_rules! process_suite {
    ($backend:expr) => {
        $crate::process_suite!(@processes $backend; writing_process, building_process,);
        $crate::backend_rules!($backend, processes;
            a_killed_writer_leaves_all_that_it_committed_and_nothing_else,
            a_killed_build_leaves_the_database_as_it_was,
            a_writer_removes_what_a_killed_build_left,
            a_writer_leaves_a_build_alone_that_is_going_on,
            a_second_build_of_the_same_database_is_refused,
            builds_in_two_processes_do_not_mix,
            a_reader_does_not_hold_up_a_new_build,
            a_reader_of_the_log_does_not_hold_up_a_new_build,
            a_writer_that_was_open_before_a_new_build_writes_to_it,
            two_writers_take_turns,
            a_reader_sees_whole_batches_while_another_process_writes,
        );
    };
    (@processes $backend:expr; $($process:ident,)*) => {
        $(#[test]
        #[ignore = "a process of another test"]
        fn $process() {
            if let Some(path) = std::env::var_os($crate::testing::processes::DATABASE) {
                $crate::testing::processes::$process(&$backend, std::path::Path::new(&path));
            }
        })*
    };
}

/// Runs every rule about the file of a database on a kind of store. Belongs in a test binary, which needs `tempfile`.
#[macro_export]
macro_rules! disk_suite {
    ($backend:expr) => {
        $crate::backend_rules!($backend, disk;
            a_bulk_load_equals_batches,
            a_colliding_bulk_load_leaves_what_was_there,
            reading_creates_and_changes_nothing,
            a_reader_sees_its_state_while_a_writer_writes_and_leaves,
            a_reader_of_the_log_does_not_hold_up_writers,
            events_are_numbered_on_after_opening_again,
            a_history_given_to_a_build_comes_back,
            a_history_that_has_gaps_is_refused,
            compacting_keeps_the_history,
        );
    };
}

/// One test for each rule of a module of rules about kinds of stores.
#[macro_export]
macro_rules! backend_rules {
    ($backend:expr, $module:ident; $($rule:ident,)*) => {
        $(#[test]
        fn $rule() {
            let directory = tempfile::tempdir().expect("a temporary directory");
            $crate::testing::$module::$rule(&$backend, &directory.path().join("x.db"));
        })*
    };
}
