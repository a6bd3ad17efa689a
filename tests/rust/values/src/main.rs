//! Starts Python with configs that take values of the host, as `default_python_config` has them.
//!
//! tests/rust/README.md describes arguments and exit codes.

use std::env;
use std::ffi::OsString;
use std::process::exit;

use pyembed::{MainPythonInterpreter, OxidizedPythonInterpreterConfig};

/// Name, and what makes the config: what cases.rs lists in its table `CASES: &[super::Case]`.
type Case = (
    &'static str,
    fn() -> Result<OxidizedPythonInterpreterConfig<'static>, String>,
);

/// The config takes nothing of what the host passes.
const EXIT_REFUSED: i32 = 3;

// Generated code must not even warn in its user's crate.
#[deny(warnings)]
mod cases {
    include!(concat!(env!("VALUES_DIR"), "/cases.rs"));
}

fn main() {
    let mut arguments = env::args_os().skip(1);
    let name = arguments.next().expect("the name of a case");
    let case = cases::CASES.iter().find(|case| name == case.0);
    let (_, config) = case.expect("a case of that name");

    let mut config = config().unwrap_or_else(|error| {
        eprintln!("{error}");
        exit(EXIT_REFUSED)
    });
    // Else pyembed would take the arguments of this program.
    config.argv = Some([name].into_iter().chain(arguments).collect());
    config.origin = env::var_os("HOST_ORIGIN").map(Into::into);
    match MainPythonInterpreter::new(config) {
        Ok(interpreter) => exit(interpreter.run()),
        Err(error) => panic!("{error}"),
    }
}

/// What the host passes for a value: what a variable of the environment says, which has another sign for a NUL.
#[allow(dead_code)]
fn given(name: &str) -> Option<OsString> {
    let text = env::var_os(name)?;
    let with_nul = text.to_str().map(|text| text.replace('\u{2400}', "\0"));
    Some(with_nul.map_or(text, OsString::from))
}

/// The elements of a list, with `:` between them.
#[allow(dead_code)]
fn listed(text: OsString) -> Vec<OsString> {
    let text = text.into_string().expect("a list of the tests is a text");
    let parts = text.split(':').filter(|part| !part.is_empty());
    parts.map(OsString::from).collect()
}
