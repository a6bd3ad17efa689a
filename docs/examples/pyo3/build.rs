//! Turns app.bzl into a Rust module, compiles the C extension, and lays the Python files beside the executable.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

fn main() {
    for input in ["app.bzl", "python", "src/speedups.c"] {
        println!("cargo:rerun-if-changed={input}");
    }
    println!("cargo:rerun-if-env-changed=CONFIGLANG");

    // The generated module chooses by these what the CPython has that PyO3 found.
    pyo3_build_config::use_pyo3_cfgs();

    let out_dir = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    generate_module(&out_dir.join("python_config.rs"));

    cc::Build::new()
        .file("src/speedups.c")
        .include(ask("import sysconfig as s; print(s.get_path('include'))"))
        .compile("speedups");

    // The folder of the executable has no name in cargo; OUT_DIR is `<folder>/build/pyo3-host-<hash>/out`.
    let beside_executable = out_dir.ancestors().nth(3).expect("OUT_DIR is deep");
    copy_files(
        Path::new("python/greeter"),
        &beside_executable.join("python/greeter"),
    )
    .expect("the Python files can be copied");

    // Without this the loader takes whatever libpython the system has, even one of another release.
    if let Some(folder) = pyo3_build_config::get().lib_dir() {
        println!("cargo:rustc-link-arg-bins=-Wl,-rpath,{folder}");
    }
}

/// Evaluates app.bzl for the Python and the target that this build is for.
fn generate_module(path: &Path) {
    let command = env::var_os("CONFIGLANG").unwrap_or_else(|| "configlang".into());
    let python = pyo3_build_config::get().version();
    let status = Command::new(command)
        .args(["eval", "app.bzl", "--format", "rust-ffi"])
        .args(["--target", &env::var("TARGET").expect("cargo sets TARGET")])
        .args(["--python", &python.to_string()])
        .args([
            "-D",
            &format!("prefix={}", ask("import sys; print(sys.base_prefix)")),
        ])
        .arg("--output")
        .arg(path)
        .status()
        .expect("configlang is on PATH, or the environment variable CONFIGLANG names it");
    assert!(status.success(), "app.bzl has mistakes, see above");
}

/// Runs one line of Python in the interpreter that PyO3 found and returns what it prints.
fn ask(code: &str) -> String {
    let python = pyo3_build_config::get();
    python
        .run_python_script(code)
        .expect("the interpreter that PyO3 found runs")
        .trim_end()
        .to_owned()
}

fn copy_files(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
