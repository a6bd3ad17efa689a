//! Tells rustc where the cases are, and the loader where libpython is.

use std::env;
use std::path::PathBuf;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=VALUES_DIR");

    let cases = env::var_os("VALUES_DIR")
        .map(PathBuf::from)
        .expect("set VALUES_DIR to the folder that holds cases.rs");
    assert!(
        cases.is_absolute(),
        "VALUES_DIR must be absolute: {cases:?}"
    );
    println!("cargo:rustc-env=VALUES_DIR={}", cases.display());

    let python = pyo3_build_config::get();
    if let (true, Some(lib_dir)) = (python.shared, &python.lib_dir) {
        println!("cargo:rustc-link-arg-bins=-Wl,-rpath,{lib_dir}");
    }
}
