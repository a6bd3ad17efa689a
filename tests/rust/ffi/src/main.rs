//! Starts Python with generated modules, many of them in one program: the first argument says which.
//!
//! README.md beside it describes the environment variables and exit codes.

// A warning in generated code fails the build.
#![deny(warnings)]

use std::env;
#[cfg(not(windows))]
use std::ffi::c_char;
use std::ffi::{c_void, CString, OsString};
use std::process::exit;
use std::thread;

use pyo3::ffi::PyObject;
use pyo3::prelude::*;

// Not all cases together name all of these functions.
#[allow(dead_code)]
mod by_hand;
#[allow(dead_code)]
mod native;

/// Starts a case of the host.
macro_rules! start {
    ($case:ident, $pass:expr) => {{
        let mut host = $case::Host::default();
        host.args = super::arguments();
        host.origin = super::path("HOST_ORIGIN");
        host.home = super::path("HOST_HOME");
        host.executable = super::path("HOST_EXECUTABLE");
        $pass(&mut host);
        match $case::initialize(&host) {
            Ok(python) => Ok(super::Running {
                end: Box::new(move |end| match end {
                    super::End::Run => python.run(),
                    super::End::Finalize => python.finalize(),
                }),
                script: |py, script| {
                    let ending = match script.split_at(1) {
                        ("c", code) => $case::run_code(py, code),
                        (_, path) => $case::run_file(py, path.as_ref()),
                    };
                    let kind = format!("{:?}", ending.kind);
                    (ending.exit_code, kind, ending.message)
                },
            }),
            Err(error) => Err(super::Failure {
                kind: match error {
                    $case::Error::Failed { .. } => 1,
                    $case::Error::Exit(_) => 2,
                },
                exit_code: error.exit_code(),
                text: error.to_string(),
            }),
        }
    }};
}

mod cases {
    include!(concat!(env!("FFI_CASES"), "/cases.rs"));
}

/// How Python is to end.
pub enum End {
    Run,
    Finalize,
}

/// A case that has started.
pub struct Running {
    end: Box<dyn FnOnce(End) -> i32>,
    /// Runs a script, with the letter of its way before it, and tells its exit code, kind and message.
    script: fn(Python<'_>, &str) -> (i32, String, String),
}

/// What was started, or why it was not.
pub type Started = Result<Running, Failure>;

/// An error of any case.
pub struct Failure {
    kind: i32,
    exit_code: i32,
    text: String,
}

#[cfg(not(windows))]
extern "C" {
    fn dlsym(handle: *mut c_void, name: *const c_char) -> *mut c_void;
}

#[cfg(windows)]
extern "C" {
    /// The DLL exports it.
    fn _Py_GetConfigsAsDict() -> *mut PyObject;
}

/// Returns the function that reads every member of both structs back, which not every CPython exports.
#[cfg(not(windows))]
fn reader() -> *mut c_void {
    unsafe { dlsym(std::ptr::null_mut(), c"_Py_GetConfigsAsDict".as_ptr()) }
}

#[cfg(windows)]
fn reader() -> *mut c_void {
    _Py_GetConfigsAsDict as *mut c_void
}

fn main() {
    let case = env::args().nth(1).expect("the first argument is a case");
    if is_set("EARLY") {
        Python::initialize();
    }
    let Running { end, script } = cases::start(&case).unwrap_or_else(|failure| {
        eprintln!("status {}: {}", failure.kind, failure.text);
        exit(failure.exit_code + 100)
    });
    if is_set("REPORT") && !report() {
        exit(91);
    }
    if let Ok(code) = env::var("CODE") {
        if !execute(&code) {
            exit(92);
        }
    }
    for text in env::args_os().skip(2).filter(|_| is_set("SCRIPTS")) {
        let text = text.into_string().expect("a script is text");
        let (code, kind, message) = match is_set("SCRIPTS_ON_A_THREAD") {
            true => thread::spawn(move || Python::attach(|py| script(py, &text)))
                .join()
                .expect("no panic"),
            false => Python::attach(|py| script(py, &text)),
        };
        println!("{code}, {kind}: {message}");
    }
    if is_set("THREADS") {
        attach_from_threads();
    }
    if is_set("AGAIN") {
        if let Err(failure) = cases::start(&case) {
            eprintln!("again: {}", failure.text);
        }
    }
    let how = if is_set("RUN") {
        End::Run
    } else {
        End::Finalize
    };
    if is_set("NESTED") {
        exit(Python::attach(|_| end(how)) + 200);
    }
    let code = end(how);
    if is_set("BACK") {
        println!("back with {code}");
    }
    let Ok(next) = env::var("THEN") else {
        exit(code)
    };
    let Running { end, .. } = cases::start(&next).unwrap_or_else(|failure| {
        eprintln!("then: {}", failure.text);
        exit(failure.exit_code + 100)
    });
    if let Ok(code) = env::var("CODE") {
        if !execute(&code) {
            exit(92);
        }
    }
    exit(end(End::Finalize));
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some()
}

/// The arguments for the host: the case stands for the name of the program.
fn arguments() -> Option<Vec<OsString>> {
    if is_set("HOST_ARGV") {
        return Some(env::args_os().skip(1).collect());
    }
    is_set("NO_ARGV").then(Vec::new)
}

/// The elements of a list, with `:` between them.
#[allow(dead_code)]
fn listed(text: OsString) -> Vec<OsString> {
    let text = text.into_string().expect("a list of the tests is a text");
    let parts = text.split(':').filter(|part| !part.is_empty());
    parts.map(OsString::from).collect()
}

fn path<T: From<OsString>>(name: &str) -> Option<T> {
    env::var_os(name).map(T::from)
}

/// Lets Python write down what came up.
fn report() -> bool {
    Python::attach(|py| {
        let sys = py.import("sys")?;
        sys.setattr("_report", env::var("REPORT").unwrap_or_default())?;
        sys.setattr("_configs", configs(py)?)
    })
    .is_ok()
        && execute(include_str!(concat!(env!("FFI_CASES"), "/report.py")))
}

/// Reads every member of both structs back.
fn configs(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    let function = reader();
    if function.is_null() {
        return Ok(pyo3::types::PyDict::new(py).into_any());
    }
    unsafe {
        let function: unsafe extern "C" fn() -> *mut PyObject = std::mem::transmute(function);
        Bound::from_owned_ptr_or_err(py, function())
    }
}

fn execute(code: &str) -> bool {
    let code = CString::new(code).expect("no NUL in the code");
    Python::attach(|py| match py.run(&code, None, None) {
        Ok(()) => true,
        Err(error) => {
            error.print(py);
            false
        }
    })
}

/// Uses Python from four threads and the main thread at once.
fn attach_from_threads() {
    let count = |number: i64| {
        Python::attach(|py| -> PyResult<i64> {
            let code = CString::new(format!("sum(range({number}))")).expect("no NUL in the code");
            py.eval(&code, None, None)?.extract()
        })
    };
    let threads: Vec<_> = (0..4)
        .map(|number| thread::spawn(move || count(number * 1000)))
        .collect();
    let own = count(5000).expect("it counts");
    let sums: Vec<_> = threads
        .into_iter()
        .map(|thread| thread.join().expect("no panic").expect("it counts"))
        .collect();
    println!("{own} {sums:?}");
}
