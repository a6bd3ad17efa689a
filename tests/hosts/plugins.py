"""
Plug-ins: shared objects with generated code in C, and a program that opens them as programs do, with RTLD_LOCAL.

The program does what its arguments say, one after another, and knows nothing of Python.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import attrs
import pytest

from configlang.outputs.backend import EmitOptions
from configlang.outputs.emit import back_end_of
from configlang.outputs.table import find_output
from configlang.schema.config import Config
from tests.emitting import emit
from tests.hosts import cargo
from tests.hosts.cpythons import CPython, compile_flags, full_version_of, link_flags, loader_flags, require_tool
from tests.hosts.ffi import CRATE, USE_CFGS, cargo_python, variables_for, write, write_project
from tests.hosts.programs import COMPILERS, EXTENSIONS, WARNINGS

LOADER = """\
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

static void *plugins[8];
static int count, last;

static void *find(const char *name)
{
    void *found = dlsym(plugins[last], name);
    if (found == NULL) fprintf(stderr, "%s\\n", dlerror());
    return found;
}

int main(int argc, char **argv)
{
    int index;
    setvbuf(stdout, NULL, _IONBF, 0);
    for (index = 1; index < argc; index++) {
        const char *what = argv[index];
        if (strcmp(what, "open") == 0 || strcmp(what, "global") == 0) {
            const int scope = what[0] == 'g' ? RTLD_GLOBAL : RTLD_LOCAL;
            last = count++;
            plugins[last] = dlopen(argv[++index], RTLD_NOW | scope);
            if (plugins[last] == NULL) {
                fprintf(stderr, "%s\\n", dlerror());
                return 99;
            }
        }
        else if (strcmp(what, "close") == 0) {
            dlclose(plugins[last]);
            printf("closed\\n");
        }
        else if (strcmp(what, "use") == 0) {
            last = argv[++index][0] - '0';
        }
        else if (strcmp(what, "start") == 0 || strcmp(what, "adopt") == 0) {
            int (*start)(const char *, char *) =
                (int (*)(const char *, char *))find(what[0] == 's' ? "plugin_start" : "plugin_adopt");
            char message[600] = "";
            const int kind = start(argv[++index], message);
            printf("%d %s\\n", kind, message);
        }
        else if (strcmp(what, "run") == 0) {
            int (*run)(const char *) = (int (*)(const char *))find("plugin_run");
            printf("ran %d\\n", run(argv[++index]));
        }
        else if (strcmp(what, "end") == 0) {
            int (*end)(void) = (int (*)(void))find("plugin_end");
            printf("ended %d\\n", end());
        }
    }
    return 0;
}
"""

PLUGIN = """\
#include "app.c"
%s
#if defined(__cplusplus)
extern "C" {
#endif
__attribute__((visibility("default"))) int plugin_start(const char *home, char *message)
{
    app_host host = {0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
    app_status status;
    host.home = home;
    app_initialize(&host, &status);
    strcpy(message, status.message);
    return status.kind;
}

#ifdef APP_DIFFERS
__attribute__((visibility("default"))) int plugin_adopt(const char *home, char *message)
{
    app_host host = {0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
    app_status status;
    host.home = home;
    app_adopt(&host, &status);
    strcpy(message, status.message);
    return status.kind;
}
#endif

__attribute__((visibility("default"))) int plugin_run(const char *code) { return PyRun_SimpleString(code); }
__attribute__((visibility("default"))) int plugin_end(void) { return Py_FinalizeEx(); }
#if defined(__cplusplus)
}
#endif
"""


@attrs.frozen(kw_only=True)
class Loader:
    """
    The program.

    Attributes:
        executable: Where it is.
    """

    executable: Path

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Have it do something."""
        return subprocess.run(
            [self.executable, *arguments],
            env={"LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )


def build_loader(folder: Path, python: CPython) -> Loader:
    """Build the program; with a CPython that has brought its own C library it uses that."""
    source, executable = folder / "loader.c", folder / "loader"
    source.write_text(LOADER, encoding="utf-8")
    compile_c(["gcc", "-std=gnu99", source, "-o", executable, "-ldl", *loader_flags(python)])
    return Loader(executable=executable)


def build_plugin(
    folder: Path,
    python: CPython,
    config: Config,
    output: str = "c",
    *,
    compiler: Sequence[str] = COMPILERS["gcc"],
    libraries: Sequence[str] | None = None,
) -> Path:
    """
    Build a plug-in.

    Args:
        folder: Where it goes, which is made.
        python: The CPython that it is linked with.
        config: What is made into the output.
        output: Its name.
        compiler: The command of the compiler.
        libraries: What it is linked with instead of the shared libpython.
    """
    folder.mkdir(parents=True)
    write_app(folder, config, output)
    (folder / "plugin.c").write_text(PLUGIN % EXTENSIONS, encoding="utf-8")
    plugin = folder / "plugin.so"
    after = ("-x", "none") if "-x" in compiler else ()
    head = [*compiler, *WARNINGS, "-shared", "-fPIC", *compile_flags(python)]
    compile_c(
        [
            *head,
            "-o",
            plugin,
            folder / "plugin.c",
            *after,
            *(link_flags(python) if libraries is None else libraries),
            "-ldl",
        ]
    )
    return plugin


def write_app(folder: Path, config: Config, output: str) -> None:
    """Write the generated files of a config, with the name `app`."""
    found = find_output(output)
    back_end, options = back_end_of(found), EmitOptions(output=found, name="app")
    for suffix, text in {".c": back_end.emit(config, options), **back_end.companions(config, options)}.items():
        assert isinstance(text, str)
        (folder / f"app{suffix}").write_text(text, encoding="utf-8")


def compile_c(command: Sequence[str | Path]) -> None:
    """Compile something without a warning."""
    require_tool(str(command[0]))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]


def find_archive(to: Path, *pythons: CPython) -> CPython:
    """Return the first of some CPythons with a libpython for shared objects, put into a folder, or end the test."""
    for python in pythons:
        for prefix in (python.prefix, Path("/usr")):
            folder = f"lib/python{python.version}/config-{python.version}*/libpython{python.version}-pic.a"
            include = prefix / "include" / f"python{python.version}"
            archive = next(prefix.glob(folder), None)
            if archive is not None and (include / "Python.h").exists():
                full_version = full_version_of(include) or python.full_version
                (to / f"libpython{python.version}.a").symlink_to(archive)
                return attrs.evolve(
                    python, library=to, include=include, prefix=prefix, full_version=full_version, is_shared=False
                )
    pytest.skip("no CPython here has a static libpython for shared objects")


ARCHIVE_NEEDS = ("-lpthread", "-lutil", "-lm", "-lz", "-lexpat", "-ldl")
"""What such a libpython needs."""

# Rust

RUST_PLUGIN = """\
//! A plug-in that starts Python.

use std::ffi::{c_char, c_int, CStr};

#[allow(clippy::all)]
mod app {
    include!("app.rs");
}

thread_local! {
    static RUNNING: std::cell::RefCell<Option<app::Interpreter>> = const { std::cell::RefCell::new(None) };
}

/// # Safety
///
/// Both are texts, the second with room for 600 bytes.
#[no_mangle]
pub unsafe extern "C" fn plugin_start(home: *const c_char, message: *mut c_char) -> c_int {
    let home = unsafe { CStr::from_ptr(home) }.to_str().expect("UTF-8");
    let host = app::Host {
        home: Some(home.into()),
        ..app::Host::default()
    };
    match app::initialize(&host) {
        Ok(python) => {
            RUNNING.with(|running| running.replace(Some(python)));
            0
        }
        Err(error) => {
            let text = error.to_string();
            let length = text.len().min(599);
            unsafe { std::ptr::copy_nonoverlapping(text.as_ptr().cast(), message, length) };
            1
        }
    }
}

ADOPTION
/// # Safety
///
/// The code is a text.
#[no_mangle]
pub unsafe extern "C" fn plugin_run(code: *const c_char) -> c_int {
    pyo3::Python::attach(|_| unsafe { pyo3::ffi::PyRun_SimpleString(code) })
}

#[no_mangle]
pub extern "C" fn plugin_end() -> c_int {
    RUNNING.with(|running| running.take().expect("it runs").finalize())
}
"""


RUST_ADOPTION = """\
/// # Safety
///
/// Both are texts, the second with room for 600 bytes.
#[no_mangle]
pub unsafe extern "C" fn plugin_adopt(_home: *const c_char, message: *mut c_char) -> c_int {
    let (kind, text) = match app::adopt(&app::Host::default()) {
        Ok(found) => {
            let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
            (if found.is_empty() { 0 } else { 4 }, lines.join("; "))
        }
        Err(error) => (1, error.to_string()),
    };
    let length = text.len().min(599);
    unsafe { std::ptr::copy_nonoverlapping(text.as_ptr().cast(), message, length) };
    kind
}
"""


def build_rust_plugin(folder: Path, python: CPython, config: Config) -> Path:
    """Build a plug-in in Rust, in a folder that is made."""
    (folder / "src").mkdir(parents=True)
    flags = (f"-Wl,--disable-new-dtags,-rpath,{python.library}",) if python.is_shared else ARCHIVE_NEEDS
    modules = CRATE / "src" / "modules.c"
    links = f'\n    cc::Build::new().file("{modules}").include("{python.include}").compile("modules");'
    links += "".join(f'\n    println!("cargo:rustc-link-arg={flag}");' for flag in flags)
    write_project(folder, "2021", USE_CFGS + links)
    adoption = RUST_ADOPTION if config.host is not None and config.host.adopt else ""
    write(folder / "src" / "app.rs", emit(config, "rust-ffi"))
    write(folder / "src" / "plugin.rs", "#![deny(warnings)]\n" + RUST_PLUGIN.replace("ADOPTION\n", adoption))
    target = '[lib]\nname = "scratch"\npath = "src/plugin.rs"\ncrate-type = ["cdylib"]\n\n[dependencies]'
    manifest = (folder / "Cargo.toml").read_text(encoding="utf-8")
    manifest = re.sub(r"(?s)# A shared library; as.*?\n\n", "", manifest)
    (folder / "Cargo.toml").write_text(manifest.replace("[dependencies]", target, 1), encoding="utf-8")
    variables = variables_for(python, folder)
    done = cargo.cargo("build", folder / "Cargo.toml", python=cargo_python(python), variables=variables)
    assert done.returncode == 0, done.stderr[-6000:]
    built = cargo.target_folder(cargo_python(python)) / "debug" / "libscratch.so"
    return Path(shutil.copy(built, folder / "plugin.so"))
