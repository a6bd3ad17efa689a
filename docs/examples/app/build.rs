//! Compiles the extensions, lays out the folder that the filesystem importer reads, and turns app.bzl into Rust.

use std::env;
use std::error::Error;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use pyo3_build_config::InterpreterConfig;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const GET_CONFIGLANG: &str = "\
cannot find `configlang`, which compiles app.bzl into Rust.
  Install configlang so that `configlang --version` works in this shell, or set the environment variable CONFIGLANG to
  the path of the command, and build again.";

const INPUTS: [&str; 4] = ["app.bzl", "python", "src/plugin.c", "src/speedups.c"];

fn main() {
    // Returned from main, the error would be shown with its line ends escaped.
    if let Err(error) = build() {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn build() -> Result<()> {
    for input in INPUTS {
        println!("cargo:rerun-if-changed={input}");
    }
    println!("cargo:rerun-if-env-changed=CONFIGLANG");

    // The interpreter that PyO3 and pyembed chose: PYO3_PYTHON, or else the first Python on PATH.
    let python = pyo3_build_config::get();
    if !python.shared {
        return Err("this example needs a Python with a shared libpython".into());
    }
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    generate_config(python, &out_dir)?;

    let include = ask(
        python,
        "import sysconfig as s; print(s.get_path('include'))",
    )?;
    compile_speedups(&include);
    let lib = make_lib_folder(&out_dir)?;
    compile_plugin(&include, &lib)?;
    copy_files(Path::new("python/app"), &lib.join("app"))?;
    link_libpython(python);
    Ok(())
}

/// The extension that is part of the executable: cc tells cargo to link it.
fn compile_speedups(include: &str) {
    cc::Build::new()
        .file("src/speedups.c")
        .include(include)
        .compile("speedups");
}

/// Makes `lib` beside the executable. Cargo has no name for that folder; OUT_DIR is `<folder>/build/app-<hash>/out`.
fn make_lib_folder(out_dir: &Path) -> Result<PathBuf> {
    let beside_executable = out_dir.ancestors().nth(3).ok_or("OUT_DIR is too short")?;
    let lib = beside_executable.join("lib");
    fs::create_dir_all(&lib)?;
    Ok(lib)
}

/// The extension that stays outside. libpython is in the process already, so nothing is linked to it.
fn compile_plugin(include: &str, lib: &Path) -> Result<()> {
    let mut compiler = cc::Build::new()
        .include(include)
        .pic(true)
        .get_compiler()
        .to_command();
    compiler.args(["-shared", "src/plugin.c", "-o"]);
    run(compiler.arg(lib.join("_plugin.so")))?;
    Ok(())
}

fn copy_files(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}

/// Evaluates app.bzl for the Python and the target that this build is for.
fn generate_config(python: &InterpreterConfig, out_dir: &Path) -> Result<()> {
    let prefix = ask(python, "import sys; print(sys.base_prefix)")?;
    let command = env::var_os("CONFIGLANG").unwrap_or_else(|| "configlang".into());
    let mut configlang = Command::new(command);
    configlang
        .args(["eval", "app.bzl", "--format", "rust"])
        .args(["--python", &python.version.to_string()])
        .args(["--target", &env::var("TARGET")?])
        .args(["-D", &format!("prefix={prefix}")])
        .arg("--output")
        .arg(out_dir.join("default_python_config.rs"));
    run(&mut configlang).map_err(|error| match error.downcast_ref::<std::io::Error>() {
        Some(io) if io.kind() == ErrorKind::NotFound => GET_CONFIGLANG.into(),
        _ => error,
    })?;
    Ok(())
}

/// Lets the executable find the libpython that it was built for. Without this the loader takes whatever libpython the
/// system has, even one of another release.
fn link_libpython(python: &InterpreterConfig) {
    if let Some(lib_dir) = &python.lib_dir {
        println!("cargo:rustc-link-arg-bins=-Wl,-rpath,{lib_dir}");
    }
}

/// Runs one line of Python in the chosen interpreter and returns what it prints.
fn ask(python: &InterpreterConfig, code: &str) -> Result<String> {
    let executable = python
        .executable
        .as_ref()
        .ok_or("PyO3 names no Python executable")?;
    let printed = run(Command::new(executable).args(["-I", "-c", code]))?;
    Ok(printed.trim_end().to_owned())
}

/// Runs a command and returns its standard output. Cargo hides what a successful build script writes to standard error,
/// so warnings of a successful command are handed on as warnings of the build.
fn run(command: &mut Command) -> Result<String> {
    let output = command.output()?;
    let messages = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        let program = command.get_program().to_string_lossy();
        return Err(format!("{program} failed, {}\n{messages}", output.status).into());
    }
    for line in messages.lines() {
        println!("cargo:warning={line}");
    }
    Ok(String::from_utf8(output.stdout)?)
}
