"""
Hosts on pyembed whose configs have extension modules.

The program tests/rust/boot starts each config from its JSON, so that nothing is compiled but the shared libraries.
"""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

import attrs

from configlang import Evaluation, evaluate
from configlang.schema.config import Config
from tests.emitting import emit_files
from tests.hosts import cargo, extensions
from tests.hosts.boot import build_boot
from tests.hosts.extensions import MULTI, Library, Outcome, make_library

HEAD = """
load("@stdlib//:paths.bzl", "stdlib_paths")

interpreter(
    profile = "isolated",
    utf8_mode = True,
    home = "{prefix}",
    set_missing_path_configuration = False,
    origin = "{folder}",
    {fields}
)
"""
FILES = 'filesystem_importer(paths = ["$ORIGIN/lib"] + stdlib_paths("{prefix}"))\n'
FILES_OFF = 'filesystem_importer(paths = stdlib_paths("{prefix}"), enabled = False)\n'
EMBEDDED = "oxidized_importer()\n"
MAPPED = 'oxidized_importer(extensions = "$ORIGIN/resources/mapped.bin")\n'
FILE = 'dynamic_extension("fast", path = "$ORIGIN/lib/fast.so")\n'
PACKED = 'dynamic_extension("fast", path = "odd.bin", loader = "oxidized")\n'
CODES = {"theirs": {"name-taken"}, "ours": {"shadows-stdlib"}, "no start": {"breaks-start"}}
"""What configlang has to say of a module with a name of CPython's, by whose module is imported."""
CURE = {"BOOT_FILLS_FROZEN_MODULES": "1"}
"""Has boot do what configlang tells hosts to do on CPython 3.11."""


@cache
def release_of(executable: Path) -> str:
    """Return the release of an interpreter, as in `3.11.7`."""
    command = [str(executable), "-c", "import platform; print(platform.python_version())"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@attrs.frozen(kw_only=True)
class Host:
    """
    A program with Python inside.

    Attributes:
        python: The CPython that it is linked with.
        executable: The program.
        folder: A folder of the test, which is `$ORIGIN`.
        fields: Further arguments of `interpreter()`.
    """

    python: cargo.CPython
    executable: Path
    folder: Path
    fields: str = ""

    def evaluate(self, text: str, output: str = "rust") -> Evaluation:
        """Evaluate a config, whose text stands below HEAD."""
        file = self.folder / "config.bzl"
        full = (HEAD + text).replace("{prefix}", self.python.prefix).replace("{folder}", str(self.folder))
        full = full.replace("{fields}", self.fields)
        file.write_text(full, encoding="utf-8")
        return evaluate(file, python=release_of(self.python.executable), outputs=[output])

    def codes(self, text: str) -> set[str]:
        """Return what configlang finds in a config, but for the crash of 3.11, which boot has a cure for."""
        return extensions.codes(self.evaluate(text)) - {"oxidized-finder-crash"}

    def config(self, text: str) -> Config:
        """Return the config of a text, whatever the checker says of it."""
        config = self.evaluate(text).unchecked
        assert config is not None
        return config

    def write(self, text: str) -> Path:
        """Write the JSON of a config and the packed resources beside it, or where they are to be mapped from."""
        file = self.folder / "config.json"
        for path, contents in emit_files(self.config(text), "json", file).items():
            Path(path).write_bytes(contents.encode() if isinstance(contents, str) else contents)
        packed = file.with_suffix(".packed-resources")
        if "$ORIGIN/resources/" in text and packed.exists():
            (self.folder / "resources").mkdir(exist_ok=True)
            packed.rename(self.folder / "resources" / "mapped.bin")
        return file

    def start(self, file: Path, *names: str, is_cured: bool = True) -> subprocess.CompletedProcess[str]:
        """Start a config and import modules."""
        snippet = self.folder / "snippet.py"
        snippet.write_text(extensions.ask(*names), encoding="utf-8")
        return subprocess.run(
            [self.executable, file, snippet],
            env={"LC_ALL": "C.UTF-8", **(CURE if is_cured else {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def imported(self, text: str | Path, *names: str) -> list[Outcome]:
        """Start a config, as text or as the file of its JSON, and return what becomes of imports."""
        done = self.start(self.write(text) if isinstance(text, str) else text, *names)
        assert done.returncode == 0, done.stderr
        return extensions.answers(done.stdout)

    def lay(self, path: str, library: Library | None = MULTI) -> Path:
        """Lay a library, or an empty file, into the folder."""
        file = self.folder / path
        if library is not None:
            make_library(file, self.python.include, library)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
        return file


def make_host(version: str, folder: Path) -> Host:
    """Return the program, linked with a CPython version; the folder is one for files of a test."""
    python = cargo.require_cpython(version)
    return Host(python=python, executable=build_boot(python), folder=folder.resolve())


def whose(host: Host, text: str, name: str, file: Path) -> str:
    """Start a config, import a module of CPython's name, and return whether that starts, and is the one in a file."""
    done = host.start(host.write(text), name)
    if done.returncode == 3:
        return "no start"
    assert done.returncode == 0, done.stderr
    (module,) = extensions.answers(done.stdout)
    assert isinstance(module, extensions.Imported), module
    return "ours" if module.file == str(file) else "theirs"
