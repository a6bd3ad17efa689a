//! CL_NAME: app.bzl says how Python starts, lib/CL_PACKAGE is what it runs.

// Extension modules, which app.bzl names.
mod by_hand;
/// Generated from app.bzl; build.rs keeps it up to date.
mod default_python_config;
mod native;

fn main() {
    #[cfg(frozen_modules_unset)]
    set_frozen_modules();
    let config = default_python_config::default_python_config();
    let code = match pyembed::MainPythonInterpreter::new(config) {
        // Runs `run_module`, as `python -m CL_PACKAGE` would, and returns Python's exit code.
        Ok(interpreter) => interpreter.run(),
        Err(error) => {
            let name = env!("CARGO_PKG_NAME");
            eprintln!("{name}: Python did not start: {error}");
            1
        }
    };
    std::process::exit(code);
}

/// Lets OxidizedFinder live on CPython 3.11, which has its frozen modules elsewhere and leaves this table unset: the
/// finder reads it all the same. build.rs sets the cfg for that version.
#[cfg(frozen_modules_unset)]
fn set_frozen_modules() {
    unsafe extern "C" {
        static _PyImport_FrozenBootstrap: *const pyo3::ffi::_frozen;
    }
    // SAFETY: no interpreter has started yet, so nothing else uses the table.
    unsafe {
        if pyo3::ffi::PyImport_FrozenModules.is_null() {
            pyo3::ffi::PyImport_FrozenModules = _PyImport_FrozenBootstrap;
        }
    }
}
