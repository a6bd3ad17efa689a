"""Sub-interpreters of generated Rust: a program over PyO3 starts them, runs scripts in them, and ends them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from configlang import evaluate
from configlang.cpython.versions import Version
from tests.emitting import emit
from tests.hosts import cargo
from tests.hosts.cpythons import VERSIONS, require_cpython
from tests.hosts.ffi import cargo_python, variables_for, write, write_project

pytestmark = [
    pytest.mark.xdist_group("cargo"),
    pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux"),
]

CONFIG = """
interpreter(profile = "isolated", utf8_mode = True, sys_frozen = True, sys_meipass = True)
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
sub_interpreter("own")
sub_interpreter("Shared_1", gil = "shared")
"""

MAIN = """\
#![deny(warnings)]

use pyo3::prelude::*;

mod engine {
    include!("engine.rs");
}

fn tell(name: &str, started: Result<engine::SubInterpreter, engine::Error>, py: Python<'_>, script: &str) {
    let interpreter = match started {
        Ok(interpreter) => interpreter,
        Err(error) => return println!("{name}: {error}"),
    };
    println!("{name}: {:?}", interpreter.run_code(py, script));
    println!("{name}: {:?}", interpreter.run_file(py, "/not/there".as_ref()).kind);
    match interpreter.end(py) {
        Ok(()) => println!("{name}: ended"),
        Err((interpreter, error)) => {
            println!("{name}: {error}");
            py.detach(|| std::thread::sleep(std::time::Duration::from_secs(1)));
            let ended = interpreter.end(py).is_ok();
            println!("{name}: then {ended}");
        }
    }
}

fn main() {
    let host = engine::Host {
        home: std::env::var_os("HOST_HOME").map(Into::into),
        ..Default::default()
    };
    let python = engine::initialize(&host).expect("it starts");
    let scripts: Vec<String> = std::env::args().skip(1).collect();
    for script in &scripts {
        Python::attach(|py| {
            tell("own", engine::start_own(py, &host), py, script);
            tell("shared", engine::start_Shared_1(py, &host), py, script);
            println!("main: {:?}", engine::run_code(py, "import sys; sys.exit(sys.frozen)").exit_code);
        });
    }
    let threads: Vec<_> = (0..4)
        .map(|number| {
            let host = host.clone();
            std::thread::spawn(move || {
                Python::attach(|py| {
                    let own = engine::start_own(py, &host).ok()?;
                    let script = format!("import sys; sys.exit(sum(range({number})) + len(sys.path[:1]))");
                    let code = own.run_code(py, &script).exit_code;
                    own.end(py).ok().map(|()| code)
                })
            })
        })
        .collect();
    let codes: Vec<_> = threads.into_iter().map(|thread| thread.join().expect("no panic")).collect();
    println!("{codes:?}");
    std::process::exit(python.finalize());
}
"""


@pytest.mark.parametrize("version", sorted({VERSIONS[0], VERSIONS[-1], *{"3.12", "3.13"}.intersection(VERSIONS)}))
def test_they_run_scripts_and_end(version: str, tmp_path: Path) -> None:
    """Scripts come back with what they ended with, settings of the config hold, and several run at once."""
    python = require_cpython(version)
    (tmp_path / "app.bzl").write_text(CONFIG, encoding="utf-8")
    config = evaluate(tmp_path / "app.bzl").unchecked
    assert config is not None
    write_project(tmp_path, "2021")
    (tmp_path / "src").mkdir()
    write(tmp_path / "src" / "engine.rs", emit(config, "rust-ffi"))
    write(tmp_path / "src" / "main.rs", MAIN)
    variables = variables_for(python, tmp_path)
    done = cargo.cargo("build", tmp_path / "Cargo.toml", python=cargo_python(python), variables=variables)
    assert done.returncode == 0, done.stderr[-6000:]
    program = cargo.target_folder(cargo_python(python)) / "debug" / "scratch"
    script = "import sys; print(sys.frozen, sys._MEIPASS, sys.path[0]); sys.exit('ß')"
    daemon = "import threading, time; threading.Thread(target=time.sleep, args=(0.5,), daemon=True).start()"
    ran = subprocess.run(
        [str(program), script, daemon],
        env={"HOST_HOME": str(python.prefix), "LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": str(python.library)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    folder = program.parent
    shown = f"True {folder} {folder}/lib"
    ending = 'Ending { kind: Exited, exit_code: 1, message: "ß" }'
    refused = 'Failed, exit_code: 1, message: "RuntimeError: daemon threads are disabled in this (sub)interpreter"'
    ended = (
        "ended" if Version(version) >= Version("3.14") else "ending a sub-interpreter: a daemon thread still runs in it"
    )
    lines = [
        *(shown, f"own: {ending}", "own: Failed", "own: ended"),
        *(shown, f"shared: {ending}", "shared: Failed", "shared: ended", "main: 1"),
        *(f"own: Ending {{ kind: {refused} }}", "own: Failed", "own: ended"),
        *('shared: Ending { kind: Done, exit_code: 0, message: "" }', "shared: Failed", f"shared: {ended}"),
        *(["shared: then true"] if ended != "ended" else []),
        "main: 1",
        "[Some(1), Some(1), Some(2), Some(4)]",
    ]
    if Version(version) < Version("3.12"):
        lines = [
            "own: starting the sub-interpreter own: it needs CPython 3.12",
            "shared: starting the sub-interpreter Shared_1: it needs CPython 3.12",
            "main: 1",
        ] * 2 + ["[None, None, None, None]"]

    assert (ran.stdout.splitlines(), ran.returncode) == (lines, 0), ran.stderr[-2000:]
