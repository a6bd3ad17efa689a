"""
Starting configs through pyembed: each is evaluated, written as JSON, and starts a real CPython.

The program tests/rust/boot starts it; its README tells the exit codes.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from configlang import evaluate
from tests import seen
from tests.emitting import emit
from tests.hosts import cargo

HEAD = """
load("@stdlib//:paths.bzl", "stdlib_paths")

PREFIX = variable("prefix", doc = "Where the linked Python is installed.")
FOLDER = variable("folder", doc = "Where the test has its files.")

def start(profile = "isolated", **fields):
    interpreter(profile = profile, home = PREFIX, set_missing_path_configuration = False, **fields)

"""
"""What every config begins with. Python's home is not beside `boot`, so most call `start` instead of `interpreter`."""

build_boot = cache(lambda python: cargo.build("boot", python))


@attrs.frozen(kw_only=True)
class Host:
    """
    A program with Python inside.

    Attributes:
        python: The CPython that it is linked with.
        executable: The program.
        folder: An empty folder for files of the test; `FOLDER` in a config.
    """

    python: cargo.CPython
    executable: Path
    folder: Path

    @property
    def origin(self) -> str:
        """What `$ORIGIN` stands for, unless the config moves it."""
        return str(self.executable.resolve().parent)

    def run(
        self,
        config: str,
        *arguments: str,
        snippet: str | None = None,
        stdin: str = "",
        environment: Mapping[str, str] | None = None,
        is_checked: bool = True,
        then: str | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """
        Start Python with a config.

        Args:
            config: The text of the config file, below `HEAD`.
            arguments: The command line of the program.
            snippet: Code to run in `__main__`; None runs what the config says.
            stdin: What the program reads.
            environment: Environment variables beside the locale, which is UTF-8.
            is_checked: Whether a config that the checker refuses is not started.
            then: The text of another config, which is started behind the first and runs the same snippet.
        """
        command: list[str | Path] = [self.executable, self._write(config, "config", is_checked=is_checked)]
        variables = {"LC_ALL": "C.UTF-8", "HOME": str(self.folder), **(environment or {})}
        if then is not None:
            variables["BOOT_THEN"] = str(self._write(then, "then", is_checked=is_checked))
        if snippet is not None:
            code = self.folder / "snippet.py"
            code.write_text(snippet, encoding="utf-8")
            command.append(code)
        done = subprocess.run(
            [*command, "--", *arguments],
            env=variables,
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode == 0:
            seen.record("run", "json", self.python.full_version)
        return done

    def _write(self, config: str, name: str, *, is_checked: bool) -> Path:
        """Write the JSON of a config to a file."""
        file = self.folder / f"{name}.bzl"
        file.write_text(HEAD + config, encoding="utf-8")
        variables = {"prefix": self.python.prefix, "folder": str(self.folder)}
        evaluation = evaluate(file, variables=variables, python=self.python.version)
        frozen = evaluation.require() if is_checked else evaluation.unchecked
        assert frozen is not None, evaluation.findings
        json = file.with_suffix(".json")
        json.write_text(emit(frozen, "json"), encoding="utf-8")
        return json

    def ask(
        self,
        config: str,
        question: str,
        *arguments: str,
        given: str = "",
        environment: Mapping[str, str] | None = None,
    ) -> Any:  # noqa: ANN401 - what was asked for
        """
        Start Python with a config and return the value of an expression there.

        Args:
            config: The text of the config file, below `HEAD`.
            question: The expression; its value is made of literals. `sys` is imported.
            arguments: The command line of the program.
            given: Code to run before.
            environment: Environment variables beside the locale, which is UTF-8.
        """
        snippet = f"import sys\n{given}\nprint(ascii({question}))\n"
        done = self.run(config, *arguments, snippet=snippet, environment=environment)
        assert done.returncode == 0, done.stderr
        return ast.literal_eval(done.stdout)


def make_host(version: str, folder: Path) -> Host:
    """Return the program, linked with a CPython version; the folder is one for files of a test."""
    python = cargo.require_cpython(version)
    return Host(python=python, executable=build_boot(python), folder=folder.resolve())
