//! CL_NAME: app.bzl says how Python starts, lib/CL_PACKAGE is what it runs.

// Extension modules, which app.bzl names.
mod by_hand;
mod native;
/// Generated from app.bzl; build.rs keeps it up to date.
mod python_config;

fn main() {
    let host = python_config::Host {
        // Where Python finds its standard library. build.rs asks the Python that is linked.
        home: Some(env!("APP_PYTHON_HOME").into()),
        ..Default::default()
    };
    let code = match python_config::initialize(&host) {
        // Runs `run_module`, as `python -m CL_PACKAGE` would, finalises Python and returns its exit code.
        Ok(python) => python.run(),
        Err(error) => {
            let name = env!("CARGO_PKG_NAME");
            eprintln!("{name}: Python did not start: {error}");
            error.exit_code()
        }
    };
    std::process::exit(code);
}
