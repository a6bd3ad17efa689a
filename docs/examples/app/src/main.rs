//! A program with Python inside: app.bzl says how Python starts, python/app is what it runs.

// app.bzl names the init function of this extension as `crate::native::init`.
mod native;

// Generated from app.bzl by build.rs; defines `default_python_config()`.
include!(concat!(env!("OUT_DIR"), "/default_python_config.rs"));

fn main() {
    let code = match pyembed::MainPythonInterpreter::new(default_python_config()) {
        // Runs `run_module`, as `python -m app` would, and returns Python's exit code.
        Ok(interpreter) => interpreter.run(),
        Err(error) => {
            eprintln!("app: Python did not start: {error}");
            1
        }
    };
    std::process::exit(code);
}
