"""From templates to a project on disk, with the generated code in it: all of it or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from configlang.api import emit_files, evaluate
from configlang.files import make_folder
from configlang.light import records
from configlang.outputs.fill import fill, read
from configlang.scaffold.names import package_of
from configlang.surroundings import raise_if_missing

_TEMPLATES = os.path.join(os.path.dirname(__file__), "templates")

CONFIG = "app.bzl"
TARGET = "x86_64-unknown-linux-gnu"
"""The target that builds evaluate the config for, whatever machine they run on, so that the result is the same."""


@records.frozen(kw_only=True)
class Host:
    """
    A kind of project.

    Attributes:
        layers: The folders of templates that it is made of; no two of them have the same file.
        format: The output that its code is generated as.
        output: Where that output goes, relative to the project and with ``/`` between names.
        steps: The commands that build and run it.
    """

    layers: tuple[str, ...]
    format: str
    output: str
    steps: tuple[str, ...]

    @property
    def command(self) -> str:
        """The command that generates the code, as the builds run it; the generated file names it."""
        return f"configlang eval {CONFIG} --format {self.format} --target {TARGET}"


HOSTS: Mapping[str, Host] = {
    "pyembed": Host(
        layers=("common", "cargo", "pyembed"),
        format="rust",
        output="src/default_python_config.rs",
        steps=("PYO3_PYTHON=python3.11 cargo run",),
    ),
    "pyo3": Host(
        layers=("common", "cargo", "pyo3"),
        format="rust-ffi",
        output="src/python_config.rs",
        steps=("cargo run",),
    ),
    "c": Host(
        layers=("common", "native", "c"),
        format="c",
        output="generated/python_config.c",
        steps=("make run",),
    ),
    "cmake": Host(
        layers=("common", "native", "cmake"),
        format="c",
        output="generated/python_config.c",
        steps=("cmake -B build", "cmake --build build --target run"),
    ),
}
"""The kinds by name, as in ``configlang.scaffold.HOSTS``."""


def make_project(folder: str, name: str, host: Host) -> str | None:
    """
    Write a project so that all of it is there or nothing.

    It grows beside its place, and is put there in one step.

    Args:
        folder: Where it goes: nothing, or an empty folder. The folder around it must exist.
        name: Its name, which is a good one (``name_problem``).
        host: Its kind.

    Returns:
        What went wrong, or None.

    Raises:
        SurroundingsError: When the system is to blame, as by a full disk.
    """
    try:
        make_folder(os.path.realpath(folder), lambda grown: _write_all(grown, name, host))
    except OSError as error:
        raise_if_missing(error, f"can't write `{folder}`")
        return f"can't write `{folder}`: {error.strerror or error}"
    return None


def values_of(name: str, host: Host) -> dict[str, str]:
    """Return what differs between projects, by the name of the placeholder in texts and in names of files."""
    return {
        "NAME": name,
        "PACKAGE": package_of(name),
        "FORMAT": host.format,
        "OUTPUT": host.output,
        "TARGET": TARGET,
        # Cargo's name of the variable with the path of the program that tests start.
        "BINEXE": f"CARGO_BIN_EXE_{name}",
    }


def _write_all(folder: str, name: str, host: Host) -> None:
    values = values_of(name, host)
    for template, path in templates(host):
        _write(os.path.join(folder, fill(path, values)), fill(read(template), values))
    config = evaluate(os.path.join(folder, CONFIG), target=TARGET, outputs=(host.format,)).require()
    output = os.path.join(folder, *host.output.split("/"))
    files = emit_files(config, host.format, output, source=CONFIG, command=host.command)
    for path, contents in files.items():
        _write(path, contents)


def templates(host: Host) -> Iterator[tuple[str, str]]:
    """Yield the templates of a kind of project, each with its path in the project."""
    for layer in host.layers:
        top = os.path.join(_TEMPLATES, layer)
        for folder, subfolders, names in os.walk(top):
            # What Python left here is no template.
            subfolders[:] = sorted(set(subfolders) - {"__pycache__"})
            for name in sorted(names):
                path = os.path.join(folder, name)
                yield path, os.path.relpath(path, top)


def _write(path: str, contents: str | bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "xb") as file:
        file.write(contents.encode("utf-8") if isinstance(contents, str) else contents)
