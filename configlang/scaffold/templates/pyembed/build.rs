//! Brings the generated files up to date, compiles the extension modules, and lays out the folder of the executable.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, error, fs};

use pyo3_build_config::InterpreterConfig;

#[path = "build/configlang.rs"]
mod configlang;

type Result<T> = std::result::Result<T, Box<dyn error::Error>>;

/// Each file that app.bzl loads belongs here too.
const INPUTS: [&str; 7] = [
    "app.bzl",
    "configlang.toml",
    "CL_OUTPUT",
    "src/default_python_config.packed-resources",
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
    // The interpreter that PyO3 and pyembed chose: PYO3_PYTHON, or else the first Python on PATH.
    let python = pyo3_build_config::get();
    println!("cargo:rustc-check-cfg=cfg(frozen_modules_unset)");
    if refuse_others(python)? == 11 {
        println!("cargo:rustc-cfg=frozen_modules_unset");
    }
    generate()?;

    let include = PathBuf::from(ask(
        python,
        "import sysconfig; print(sysconfig.get_path('include'))",
    )?);
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    // The folder of the executable has no name in cargo; OUT_DIR is `<folder>/build/<crate>-<hash>/out`.
    let beside_executable = out_dir.ancestors().nth(3).ok_or("OUT_DIR is too short")?;
    copy_files(Path::new("lib"), &beside_executable.join("lib"))?;
    fs::create_dir_all(beside_executable.join("modules"))?;
    link_c(&include);
    link_prebuilt(&out_dir, &include)?;
    for (source, library) in [
        ("extensions/shared.c", "lib/_shared.so"),
        ("extensions/packed.c", "modules/packed.so"),
    ] {
        make_shared_library(source, &beside_executable.join(library), &include)?;
    }
    lead_to_stdlib(python, &beside_executable.join("stdlib"))?;
    lead_to_libpython(python)
}

/// Refuses a Python that can't work, and returns the minor version of one that can.
fn refuse_others(python: &InterpreterConfig) -> Result<u8> {
    let version = &python.version;
    // For a newer one everything builds, and the program corrupts its memory: PyO3 0.17 knows an older layout.
    if version.major != 3 || !(8..=11).contains(&version.minor) {
        return Err(format!(
            "pyembed 0.24 is for CPython 3.8 to 3.11, and this is {version}: set PYO3_PYTHON"
        )
        .into());
    }
    if !python.shared {
        return Err("this program needs a Python with a shared libpython: set PYO3_PYTHON".into());
    }
    Ok(version.minor)
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

/// Makes the link `stdlib` beside the executable. A program that is shipped has the folder itself there.
fn lead_to_stdlib(python: &InterpreterConfig, link: &Path) -> Result<()> {
    let folder = PathBuf::from(ask(
        python,
        "import sysconfig; print(sysconfig.get_path('stdlib'))",
    )?);
    if fs::read_link(link).is_ok_and(|present| present == folder) {
        return Ok(());
    }
    match fs::remove_file(link) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(std::os::unix::fs::symlink(folder, link)?),
    }
}

/// Tells the loader where libpython is: beside the executable, for a program that is shipped, else where it was linked.
/// Without this it takes whatever libpython the system has, even one of another release.
fn lead_to_libpython(python: &InterpreterConfig) -> Result<()> {
    let origin = if env::var("CARGO_CFG_TARGET_OS")? == "macos" {
        "@executable_path"
    } else {
        "$ORIGIN"
    };
    for folder in [Some(origin), python.lib_dir.as_deref()]
        .into_iter()
        .flatten()
    {
        println!("cargo:rustc-link-arg-bins=-Wl,-rpath,{folder}");
    }
    Ok(())
}

/// Runs one line of Python in the chosen interpreter and returns what it prints.
fn ask(python: &InterpreterConfig, code: &str) -> Result<String> {
    let executable = python
        .executable
        .as_ref()
        .ok_or("PyO3 names no Python executable")?;
    let output = Command::new(executable).args(["-I", "-c", code]).output()?;
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
