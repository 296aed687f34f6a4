//! What the program promises to scripts and people, checked on the built binary over a small tree.

mod building;
mod chunking;
mod dead_code;
mod documents;
mod edges;
mod events;
mod exporting;
mod failures;
mod fixture;
mod follower;
mod freshness;
mod keeping;
mod looking;
mod maintenance;
mod navigation;
mod parity;
mod reach;
mod schema;
mod searching;
mod shop;
mod slicing;
mod snapshots;
mod structure;
mod syntax;
mod watching;
