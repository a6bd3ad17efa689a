"""Several configs in one process: what an earlier start really leaves to those behind it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from configlang.findings.finding import Severity
from tests.hosts import programs
from tests.hosts.cpythons import CPython, compile_flags, require_tool
from tests.hosts.ffi import CONFIGS
from tests.hosts.process_program import BUSY, IT_RUNS, LOST, TAKEN, importing
from tests.truth import configs
from tests.truth.claims import ProcessCase, ProcessEmbedded, ProcessRust, ProcessSpecial, Told

HEAD = 'interpreter(profile = "isolated", utf8_mode = True)\n'
FILES = 'filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")\n'
ONE = HEAD + 'static_extension("mod", init = "PyInit_one")\n'
TWO = HEAD + 'static_extension("mod", init = "PyInit_two")\n'
JSON = HEAD + 'static_extension("json", init = "PyInit_one")\n'
PACK = HEAD + 'static_extension("pack", init = "PyInit_one")\n'
OLD_INNER = f"""\
{HEAD}{FILES}
if TARGET.python in ["3.8", "3.9", "3.10"]:
    static_extension("pack.mod", init = "PyInit_two")
"""
INNER = HEAD + FILES + 'static_extension("pack.mod", init = "PyInit_two")\n'
KEEPS = HEAD + FILES + 'dynamic_extension("keeps", path = "$ORIGIN/lib/keeps.so")\n'
LINKED_KEEPS = HEAD + 'static_extension("keeps", init = "PyInit_one")\n'
RUNNING = 'interpreter(profile = "isolated", utf8_mode = True, run_module = "pack.main")\n' + FILES
ENDING = """\
interpreter(profile = "isolated", utf8_mode = True, run_command = "import mod")
static_extension("mod", init = "PyInit_one")
"""


def allocator(choice: str) -> str:
    """Return a config with some allocators; the choice is an expression."""
    return f'interpreter(profile = "isolated", utf8_mode = True, allocator = {choice})\n'


DEBUG_SINCE_313 = 'None if TARGET.python in ["3.8", "3.9", "3.10", "3.11", "3.12"] else "debug"'

IS_MAPPING = """
import collections.abc, native
class Kept(collections.abc.Mapping):
    def __getitem__(self, key): return key
    def __iter__(self): return iter(())
    def __len__(self): return 0
print(native.is_mapping(Kept()), flush=True)
"""
"""Asks a class of the library that PyO3 keeps for the whole process."""

KIND = """
try:
    import rust
    print(rust.kind)
except ImportError as error:
    print(type(error).__name__)
"""


def do_not_compile(python: CPython, folder: Path, texts: tuple[str, ...]) -> bool:
    """Tell whether no program for a CPython has the generated code of all the configs in it."""
    sources = {f"config_{index}": (configs.for_all(text)[0], "c") for index, text in enumerate(texts)}
    programs.write_sources(folder, sources)
    command: list[str | Path] = [require_tool("gcc"), "-fsyntax-only", *compile_flags(python), folder / "main.c"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) is ("this config is meant for CPython" not in done.stderr), done.stderr
    return done.returncode != 0


CLAIMS: tuple[Told, ...] = (
    ProcessSpecial(
        code="process-no-common-python",
        severity=Severity.ERROR,
        bad=('compatible_with(python = "<3.12")\n', 'compatible_with(python = ">=3.12")\n'),
        good=('compatible_with(python = ">=3.8")\n', 'compatible_with(python = ">=3.7")\n'),
        happens=do_not_compile,
    ),
    ProcessCase(
        code="process-allocators",
        name="sure",
        severity=Severity.ERROR,
        bad=(allocator("None"), allocator('"malloc"')),
        good=(allocator('"malloc"'), allocator('"malloc"')),
        steps=("start:{0}", BUSY, "finalize", "start:{1}", BUSY, "finalize") * 3,
        claim=lambda lines: "killed" in lines,
        last="3.11",
    ),
    ProcessCase(
        code="process-allocators",
        name="programs of some size",
        severity=Severity.WARNING,
        bad=(allocator("None"), allocator(DEBUG_SINCE_313)),
        good=(allocator(DEBUG_SINCE_313), allocator(DEBUG_SINCE_313)),
        steps=("start:{0}", BUSY, "finalize", "start:{1}", BUSY, "finalize") * 3,
        claim=lambda lines: "killed" in lines,
        first="3.13",
    ),
    ProcessCase(
        code="process-clash",
        severity=Severity.ERROR,
        bad=(ONE, TWO),
        good=(ONE, ONE),
        steps=("start:{0}", "finalize", "start:{1}"),
        claim=lambda lines: lines == ["finalized 0", TAKEN],
    ),
    ProcessCase(
        code="process-foreign-module",
        name="in the place of the library",
        severity=Severity.WARNING,
        bad=(JSON, HEAD),
        good=(HEAD, HEAD),
        steps=("start:{0}", "finalize", "start:{1}", importing("json")),
        claim=lambda lines: lines[1] == "one",
    ),
    ProcessCase(
        code="process-foreign-module",
        name="in the place of a package",
        severity=Severity.WARNING,
        bad=(PACK, INNER),
        good=(INNER, INNER),
        steps=("start:{0}", "finalize", "start:{1}", importing("pack.mod")),
        claim=lambda lines: lines[1] == "ModuleNotFoundError",
    ),
    ProcessCase(
        code="process-foreign-module",
        name="in the place of what runs",
        severity=Severity.ERROR,
        bad=(PACK, RUNNING),
        good=(RUNNING, RUNNING),
        steps=("start:{0}", "finalize", "start:{1}", "run:{1}"),
        claim=lambda lines: lines[1] == "run 1",
    ),
    ProcessCase(
        code="process-foreign-module",
        name="beside all others",
        severity=Severity.INFO,
        bad=(ONE, HEAD),
        good=(HEAD, HEAD),
        steps=("start:{0}", "finalize", "start:{1}", importing("mod")),
        claim=lambda lines: lines[1] == "one",
    ),
    ProcessCase(
        code="process-once",
        severity=Severity.ERROR,
        bad=(ENDING, HEAD),
        good=(HEAD, ENDING),
        steps=("start:{0}", "run:{0}", "start:{1}"),
        claim=lambda lines: lines[1:] == [LOST],
        last="3.8",
    ),
    ProcessRust(
        code="process-once",
        name="generated Rust",
        severity=Severity.ERROR,
        bad=(CONFIGS["more_natives"], CONFIGS["more_natives"]),
        good=(CONFIGS["more_natives"], CONFIGS["natives"]),
        snippet="pass",
        claim=lambda run: run.code == 101 and "it was tried in this process before" in run.stderr,
    ),
    ProcessRust(
        code="process-pyo3",
        name="generated Rust",
        severity=Severity.WARNING,
        bad=(CONFIGS["more_natives"], CONFIGS["natives"]),
        # What one interpreter alone makes of it.
        good=(CONFIGS["natives"],),
        snippet=IS_MAPPING,
        claim=lambda run: run.code != 0 or run.stdout == "True\nFalse\n",
    ),
    ProcessEmbedded(
        code="process-pyo3",
        severity=Severity.WARNING,
        bad=('start()\nstatic_extension("rust", init = "crate::native::init")\n',) * 2,
        good=('start()\nstatic_extension("rust", init = "crate::native::init")\n', "start()\n"),
        snippet=KIND,
        claim=lambda lines: lines == ["PyO3", "ImportError"],
    ),
    ProcessCase(
        code="process-one-interpreter",
        severity=Severity.INFO,
        bad=(ONE, HEAD),
        # It is said of any two starts.
        good=(ONE,),
        steps=("start:{0}", "start:{1}", importing("mod")),
        claim=lambda lines: lines[:1] == [IT_RUNS],
    ),
    ProcessCase(
        code="process-sub-interpreters",
        name="GIL of its own",
        severity=Severity.INFO,
        bad=(TWO, TWO),
        good=(HEAD, HEAD),
        steps=("start:{0}", "own", importing("mod")),
        claim=lambda lines: lines == ["ImportError"],
        first="3.12",
    ),
    ProcessCase(
        code="process-shared-library",
        severity=Severity.INFO,
        bad=(KEEPS, KEEPS),
        good=(LINKED_KEEPS, LINKED_KEEPS),
        steps=("start:{0}", importing("keeps"), "finalize", "start:{1}", importing("keeps")),
        claim=lambda lines: lines[-1] == "ImportError",
    ),
    ProcessCase(
        code="process-sub-interpreters",
        name="without the finder",
        severity=Severity.INFO,
        bad=(OLD_INNER, OLD_INNER),
        good=(HEAD + FILES, HEAD + FILES),
        steps=("start:{0}", importing("pack.mod"), "sub", importing("pack.mod"), "end", "finalize"),
        claim=lambda lines: lines[:2] == ["two", "file"],
        last="3.10",
    ),
)
