//! Brings the generated file up to date, compiles the extension modules, and fills `lib` beside the executable.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, error, fs};

#[path = "build/configlang.rs"]
mod configlang;

type Result<T> = std::result::Result<T, Box<dyn error::Error>>;

/// Each file that app.bzl loads belongs here too.
const INPUTS: [&str; 6] = [
    "app.bzl",
    "configlang.toml",
    "CL_OUTPUT",
    "extensions",
    "lib",
    "prebuilt",
];

const NO_CONFIGLANG: [&str; 3] = [
    "there is no `configlang`, so CL_OUTPUT is used as it was committed; a change",
    "of app.bzl has no effect. Install configlang so that `configlang --version` works, or let",
    "the variable CONFIGLANG name the command. Then touch app.bzl, and build again.",
];

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
    for variable in ["CI", "CONFIGLANG"] {
        println!("cargo:rerun-if-env-changed={variable}");
    }
    // The generated file chooses by these what the CPython has that PyO3 found.
    pyo3_build_config::use_pyo3_cfgs();
    generate()?;

    let include = PathBuf::from(ask(
        "import sysconfig; print(sysconfig.get_path('include'))",
    )?);
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    // The folder of the executable has no name in cargo; OUT_DIR is `<folder>/build/<crate>-<hash>/out`.
    let beside_executable = out_dir.ancestors().nth(3).ok_or("OUT_DIR is too short")?;
    let lib = beside_executable.join("lib");
    copy_files(Path::new("lib"), &lib)?;
    link_c(&include);
    link_prebuilt(&out_dir, &include)?;
    make_shared_library("extensions/shared.c", &lib.join("_shared.so"), &include)?;
    find_python()
}

/// Makes the generated file anew, or, where CI is set, fails if it is not up to date.
fn generate() -> Result<()> {
    let is_ci = env::var("CI").is_ok_and(|value| !["", "0", "false"].contains(&value.as_str()));
    match configlang::run(is_ci) {
        Ok(Some(said)) => said.lines().for_each(warn),
        Ok(None) => NO_CONFIGLANG.into_iter().for_each(warn),
        Err(said) if is_ci => {
            let hint = "(CI is set, so nothing is made anew: build without it, and commit)";
            return Err(format!("{said}{hint}").into());
        }
        Err(said) => return Err(format!("{said}app.bzl has mistakes, see above").into()),
    }
    Ok(())
}

/// The modules in C that are part of the executable: cc tells cargo to link them.
fn link_c(include: &Path) {
    cc::Build::new()
        .files(["extensions/inner.c", "extensions/speedups.c"])
        .include(include)
        .compile("extensions");
}

/// The module of a static library. With a real one only the last two lines stay, and name its folder.
fn link_prebuilt(out_dir: &Path, include: &Path) -> Result<()> {
    let folder = out_dir.join("prebuilt");
    run(Command::new("sh")
        .arg("prebuilt/build.sh")
        .args([&folder, include])
        .env("CC", cc::Build::new().get_compiler().path()))?;
    println!("cargo:rustc-link-search=native={}", folder.display());
    println!("cargo:rustc-link-lib=static=vendored");
    Ok(())
}

/// A module that stays outside. libpython is in the process already, so nothing is linked to it.
fn make_shared_library(source: &str, library: &Path, include: &Path) -> Result<()> {
    let mut compiler = cc::Build::new()
        .include(include)
        .pic(true)
        .get_compiler()
        .to_command();
    if env::var("CARGO_CFG_TARGET_OS")? == "macos" {
        compiler.args(["-undefined", "dynamic_lookup"]);
    }
    run(compiler.args(["-shared", source, "-o"]).arg(library))
}

fn warn(line: &str) {
    println!("cargo:warning={line}");
}

/// Tells the program where libpython is and where Python finds its standard library.
fn find_python() -> Result<()> {
    // Beside the executable, for a program that is shipped, else where it was linked. Without an rpath the loader takes
    // whatever libpython the system has, even one of another release.
    let origin = if env::var("CARGO_CFG_TARGET_OS")? == "macos" {
        "@executable_path"
    } else {
        "$ORIGIN"
    };
    for folder in [Some(origin), pyo3_build_config::get().lib_dir()]
        .into_iter()
        .flatten()
    {
        println!("cargo:rustc-link-arg-bins=-Wl,-rpath,{folder}");
    }
    // With a static libpython, modules in shared libraries find Python's symbols in the program.
    if !pyo3_build_config::get().shared() {
        println!("cargo:rustc-link-arg-bins=-rdynamic");
    }
    let prefix = ask("import sys; print(sys.base_prefix)")?;
    println!("cargo:rustc-env=APP_PYTHON_HOME={prefix}");
    Ok(())
}

/// Runs one line of Python in the interpreter that PyO3 found and returns what it prints.
fn ask(code: &str) -> Result<String> {
    let executable = match pyo3_build_config::get().executable() {
        Some(executable) => executable.to_owned(),
        None => env::var("PYO3_PYTHON").map_err(|_| "PYO3_PYTHON must name the Python")?,
    };
    let output = Command::new(&executable)
        .args(["-I", "-c", code])
        .output()?;
    if !output.status.success() {
        return Err(format!("{executable} does not run").into());
    }
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}

/// Runs a command, whose messages come with the error if there is one.
fn run(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?} failed, {}\n{said}", output.status).into())
}

/// Copies a folder and what is in it.
fn copy_files(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_files(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
