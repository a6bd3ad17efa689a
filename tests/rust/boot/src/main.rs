//! Starts Python from a config in JSON, so that many configs can be tried without compiling anything.
//!
//! tests/rust/README.md describes arguments and exit codes.

use std::error::Error;
use std::ffi::{CString, OsString};
use std::path::Path;
use std::process::exit;
use std::{env, fs};

use pyembed::{
    ExtensionModule, MainPythonInterpreter, OxidizedPythonInterpreterConfig, PackedResourcesSource,
};
use pyo3::ffi::PyObject;
use serde_json::Value;

mod native;

/// The arguments or files of the test are wrong.
const EXIT_USAGE: i32 = 2;
/// pyembed does not start with this config.
const EXIT_NOT_STARTED: i32 = 3;
/// pyembed's serde does not accept the JSON.
const EXIT_REFUSED: i32 = 4;

type InitFunction = unsafe extern "C" fn() -> *mut PyObject;

extern "C" {
    fn PyInit__boot_single() -> *mut PyObject;
    fn PyInit__boot_multi() -> *mut PyObject;
    fn PyInit__prebuilt_single() -> *mut PyObject;
    fn PyInit__prebuilt_multi() -> *mut PyObject;
}

/// What `init_func` in the JSON may say.
const INIT_FUNCTIONS: [(&str, InitFunction); 7] = [
    ("PyInit__boot_single", PyInit__boot_single),
    ("PyInit__boot_multi", PyInit__boot_multi),
    ("PyInit__prebuilt_single", PyInit__prebuilt_single),
    ("PyInit__prebuilt_multi", PyInit__prebuilt_multi),
    ("PyInit__boot_rust_single", native::PyInit__boot_rust_single),
    ("PyInit__boot_rust_multi", native::PyInit__boot_rust_multi),
    ("crate::native::init", native::init),
];

struct Arguments {
    config: OsString,
    snippet: Option<OsString>,
    /// What Python gets as its command line, the program first.
    argv: Vec<OsString>,
}

fn main() {
    let arguments = parse_arguments().unwrap_or_else(|error| fail(EXIT_USAGE, &error));
    let snippet = arguments.snippet.as_ref().map(read);
    if env::var_os("BOOT_FILLS_FROZEN_MODULES").is_some() {
        fill_frozen_modules();
    }

    let interpreter = start(&arguments.config, &arguments.argv);
    let Some(code) = snippet else {
        exit(interpreter.run())
    };
    let mut exit_code = run_snippet(interpreter, &code);
    if let (0, Some(next)) = (exit_code, env::var_os("BOOT_THEN")) {
        exit_code = run_snippet(start(&next, &arguments.argv), &code);
    }
    exit(exit_code);
}

/// Starts Python with the config of a file.
fn start(file: &OsString, argv: &[OsString]) -> MainPythonInterpreter<'static, 'static> {
    // The config borrows from it.
    let json: &'static str = read(file).leak();
    let mut config: OxidizedPythonInterpreterConfig =
        serde_json::from_str(json).unwrap_or_else(|error| fail(EXIT_REFUSED, &error));
    config.extra_extension_modules =
        extension_modules(json).unwrap_or_else(|error| fail(EXIT_USAGE, &*error));
    config.packed_resources =
        packed_resources(json, Path::new(file)).unwrap_or_else(|error| fail(EXIT_USAGE, &*error));
    // Else pyembed would take this process's own arguments, which are for boot.
    if config.argv.is_none() && config.interpreter_config.argv.is_none() {
        config.argv = Some(argv.to_vec());
    }
    MainPythonInterpreter::new(config).unwrap_or_else(|error| fail(EXIT_NOT_STARTED, &error))
}

fn parse_arguments() -> Result<Arguments, String> {
    let mut all = env::args_os();
    let program = all.next().unwrap_or_default();
    let before: Vec<_> = all
        .by_ref()
        .take_while(|argument| argument != "--")
        .collect();
    let mut before = before.into_iter();
    let (Some(config), snippet, None) = (before.next(), before.next(), before.next()) else {
        return Err("usage: boot CONFIG.json [SNIPPET.py] [-- ARGUMENT...]".to_owned());
    };
    Ok(Arguments {
        config,
        snippet,
        argv: [program].into_iter().chain(all).collect(),
    })
}

/// Reads the key that serde skips: `[{"name": ..., "init_func": ...}]`.
fn extension_modules(json: &str) -> Result<Option<Vec<ExtensionModule>>, Box<dyn Error>> {
    let config: Value = serde_json::from_str(json)?;
    match &config["extra_extension_modules"] {
        Value::Null => Ok(None),
        Value::Array(modules) => modules
            .iter()
            .map(extension_module)
            .collect::<Result<_, _>>()
            .map(Some),
        other => Err(format!("extra_extension_modules: {other} is not a list").into()),
    }
}

fn extension_module(module: &Value) -> Result<ExtensionModule, Box<dyn Error>> {
    let (Some(name), Some(symbol)) = (module["name"].as_str(), module["init_func"].as_str()) else {
        return Err(format!("extra_extension_modules: {module} lacks name or init_func").into());
    };
    let (_, init_func) = INIT_FUNCTIONS
        .into_iter()
        .find(|(known, _)| *known == symbol)
        .ok_or_else(|| format!("extra_extension_modules: boot has no {symbol}"))?;
    Ok(ExtensionModule {
        name: CString::new(name)?,
        init_func,
    })
}

/// Reads the key that serde skips: files that are compiled into a host, which lie beside the JSON, or mapped by it.
fn packed_resources(
    json: &str,
    config: &Path,
) -> Result<Vec<PackedResourcesSource<'static>>, Box<dyn Error>> {
    let document: Value = serde_json::from_str(json)?;
    let Some(sources) = document["packed_resources"].as_array() else {
        return Ok(vec![]);
    };
    sources
        .iter()
        .map(|source| {
            if let Some(name) = source["memory"].as_str() {
                let file = config.parent().unwrap_or(Path::new("")).join(name);
                return Ok(PackedResourcesSource::Memory(fs::read(file)?.leak()));
            }
            let path = source["memory_mapped_path"]
                .as_str()
                .ok_or_else(|| format!("packed_resources: boot can't take {source}"))?;
            Ok(PackedResourcesSource::MemoryMappedPath(path.into()))
        })
        .collect()
}

/// OxidizedFinder reads through a pointer that CPython 3.11 leaves empty.
fn fill_frozen_modules() {
    #[cfg(has_frozen_bootstrap)]
    {
        use pyo3::ffi::{_frozen, PyImport_FrozenModules};
        extern "C" {
            static _PyImport_FrozenBootstrap: *const _frozen;
        }
        unsafe {
            if PyImport_FrozenModules.is_null() {
                PyImport_FrozenModules = _PyImport_FrozenBootstrap;
            }
        }
    }
}

/// Runs code in `__main__` and returns the exit code. Dropping the interpreter at the end flushes Python's stdout.
fn run_snippet(interpreter: MainPythonInterpreter, code: &str) -> i32 {
    interpreter.with_gil(|py| match py.run(code, None, None) {
        Ok(()) => 0,
        Err(error) => {
            // Leaves the process with its own code if the error is SystemExit.
            error.print(py);
            1
        }
    })
}

fn read(path: &OsString) -> String {
    fs::read_to_string(path)
        .unwrap_or_else(|error| fail(EXIT_USAGE, &format!("{}: {error}", path.to_string_lossy())))
}

fn fail(code: i32, error: &(impl std::fmt::Display + ?Sized)) -> ! {
    eprintln!("{error}");
    exit(code)
}
