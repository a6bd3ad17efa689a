//! A program with Python inside: app.bzl says how Python starts, python/greeter is what it runs.

use pyo3::prelude::*;

// Its init function is the symbol that app.bzl names.
mod native;

/// Generated from app.bzl by build.rs.
mod python_config {
    include!(concat!(env!("OUT_DIR"), "/python_config.rs"));
}

fn main() {
    let python = match python_config::initialize(&python_config::Host::default()) {
        Ok(python) => python,
        Err(error) => {
            eprintln!("pyo3-host: {error}");
            std::process::exit(error.exit_code());
        }
    };

    // From here on PyO3 works as ever, on every thread.
    let worker = std::thread::spawn(|| {
        Python::attach(|py| -> PyResult<String> {
            let version = py.import("platform")?.call_method0("python_version")?;
            version.extract()
        })
    });
    match worker.join().expect("the thread does not panic") {
        Ok(version) => println!("Python {version}"),
        Err(error) => println!("{error}"),
    }

    // Runs `run_module`, as `python -m greeter` would, finalises Python and returns its exit code.
    std::process::exit(python.run());
}
