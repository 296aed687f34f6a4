//! What the crate promises, one module for each promise.

mod attributes;
mod directories;
mod disk;
mod ignore_files;
mod memory;
mod names;
mod options;
mod outside;
mod reading;
mod repositories;
mod roots;
mod trees;
