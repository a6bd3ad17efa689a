//! What the parts of `rust-ffi` find around them when tests/hosts/test_rust_parts.py compiles each as it stands: the
//! imports of a module, and something of its type for each placeholder. The other parts follow.

#![deny(warnings)]
#![allow(
    dead_code,
    non_snake_case,
    path_statements,
    unused_imports,
    unused_macros
)]
#![allow(unused_mut, unused_unsafe, unused_variables)]

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

mod ffi {
    pub use pyo3::ffi::PyConfig_InitPythonConfig as CL_INITCONFIG;
    pub use pyo3::ffi::PyPreConfig_InitPythonConfig as CL_INITPRECONFIG;
    pub use pyo3::ffi::*;

    // A module for CPython 3.8 has the call behind a cfg, for which there is a placeholder.
    #[cfg(not(Py_3_9))]
    pub unsafe fn PyInterpreterState_Get() -> *mut PyInterpreterState {
        std::ptr::null_mut()
    }
}

// Statements, of which there may be none; the origin is an argument too.
const CL_EXTEND: () = ();
const CL_MEMBERS: () = ();
const CL_OLD: () = ();
const CL_ORIGIN: &[u32] = &[];
const CL_OTHERWISE: () = ();
const CL_ENVIRONMENT: () = ();
const CL_NEEDED: () = ();
const CL_STEPS: () = ();
const CL_VALUES: () = ();
const CL_SHARE: () = ();
const CL_VERSION: () = ();
const CL_WANTED: () = ();

// The last expressions of functions.
const CL_PATHS: Result<Vec<Vec<u32>>, Error> = Ok(Vec::new());
const CL_PATH: Result<PathBuf, Error> = Err(Error::Exit(0));
const CL_PREINITIALIZE: Result<(), Error> = Ok(());
const CL_RUN: i32 = 0;
const CL_TEXTS: Vec<String> = Vec::new();

// Expressions.
#[cfg(Py_3_12)]
const CL_CONFIG: ffi::PyInterpreterConfig = ffi::_PyInterpreterConfig_INIT;
const CL_FIRST: bool = true;
const CL_MODULES: (usize,) = (0,);
const CL_COUNT: u32 = 8;
const CL_GIVEN: &[Value] = &[];
const CL_RUNS: &str = "";
const CL_ROWS: [(&str, InitFunction); 0] = [];

// Items.
macro_rules! CL_GUARDS {
    () => {};
}

// The Python that hosts run, in the place of the part that holds each.
const DOTTED_FINDER: &[u8] = b"\0";
const DROP_PATH_FINDER: &[u8] = b"\0";
const ADOPTION: &[u8] = b"\0";
const RUN_WORKER: &[u8] = b"\0";
const PROGRAM: &[u8] = b"\0";
const SCRIPT: &[u8] = b"\0";
const DAEMONS: &[u8] = b"\0";
