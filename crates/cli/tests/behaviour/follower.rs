//! A command that goes on until it is told to end.

use std::io::{BufRead as _, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::fixture::{Tree, parse, said};
use crate::schema::validate;

/// A command in another process, with the JSON lines that it prints.
pub(crate) struct Follower {
    pub(crate) child: Child,
    pub(crate) lines: Lines<BufReader<ChildStdout>>,
    schema: &'static str,
}

impl Follower {
    /// Starts a command in the root; what it prints is as this schema says.
    pub(crate) fn start(tree: &Tree, arguments: &[&str], schema: &'static str) -> Self {
        let mut command = tree.command("", &[arguments, &["-j"]].concat());
        let mut child = command.stdout(Stdio::piped()).spawn().expect("starts");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        Self { child, lines, schema }
    }

    /// The next line. Waits for it.
    pub(crate) fn next(&mut self) -> Value {
        let line = parse(&self.lines.next().expect("goes on").expect("reads"));
        validate(self.schema, &line);
        line
    }

    /// Sends it a signal; gives its exit status and what it still said.
    pub(crate) fn end_by(mut self, signal: &str) -> (i32, Vec<Value>) {
        let process = self.child.id().to_string();
        assert_eq!(said(Command::new("kill").args([signal, &process])).status, 0);
        let rest: Vec<Value> = self.lines.map(|line| parse(&line.expect("reads"))).collect();
        let status = self.child.wait().expect("ends").code().expect("ends by itself");
        (status, rest)
    }
}
