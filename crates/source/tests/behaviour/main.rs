//! What the crate promises, one module for each promise.

mod attributes;
mod disk;
mod ignore_files;
mod memory;
mod names;
mod options;
mod reading;
mod repositories;
mod roots;
mod trees;
