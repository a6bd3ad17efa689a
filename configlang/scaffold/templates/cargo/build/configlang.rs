//! Runs configlang on app.bzl: for build.rs, which makes the generated file anew, and for the test of drift.

use std::env;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::process::Command;

/// The target is a fixed one, so that the file is the same wherever it is made.
const ARGUMENTS: &str = "eval app.bzl --format CL_FORMAT --target CL_TARGET --output CL_OUTPUT";

/// Makes the generated file anew where app.bzl says something else than it; with `is_check` only compares the two.
///
/// Returns what configlang said beside, or None where there is no configlang. An error is what it found wrong.
pub fn run(is_check: bool) -> Result<Option<String>, String> {
    let Some(program) = program() else {
        return Ok(None);
    };
    let mut command = Command::new(&program);
    command.args(ARGUMENTS.split(' '));
    if is_check {
        command.arg("--check");
    }
    let output = match command.output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound && program == "configlang" => {
            return Ok(None);
        }
        Err(error) => return Err(format!("{}: {error}", program.to_string_lossy())),
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() {
        Ok(Some(said))
    } else {
        Err(said)
    }
}

/// The command: the variable CONFIGLANG, else the one on PATH; none if that variable is empty.
fn program() -> Option<OsString> {
    match env::var_os("CONFIGLANG") {
        Some(program) if program.is_empty() => None,
        Some(program) => Some(program),
        None => Some("configlang".into()),
    }
}
