"""From a config to a program: its C, the harness around it, and the compiler of this machine."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence

from configlang.boot import harness, process, windows
from configlang.boot.pythons import CPython
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.light import records
from configlang.schema.config import Config

_LAST_LINES = 6
"""Of what the compiler says; its verdict stands at the end."""

SOURCE = f"{harness.NAME}.c"
"""The generated file, which the harness includes."""

_ARCHIVES, _SHARED = (".a",), (".so", ".dylib")


def with_own_inits(config: Config) -> Config:
    """Return the config with init functions of the harness, which call the declared ones or stand in for them."""
    extensions = enumerate(config.static_extensions)
    return records.evolve(
        config,
        static_extensions=tuple(records.evolve(each, init=harness.init_of(index)) for index, each in extensions),
    )


def missing(python: CPython, *, severity: Severity) -> Problem | None:
    """Say what keeps a program from being built with a CPython; None where nothing does."""
    if not python.includes:
        return Problem(
            code="no-headers",
            message=f"{CPYTHON} has no headers: there is no Python.h for {python.executable}",
            severity=severity,
            hint="install the package with its headers (python3-dev, python3-devel), or name another with --python",
        )
    if python.library is None:
        return Problem(
            code="no-libpython",
            message=f"{CPYTHON} has no libpython, shared or static, that belongs to {python.executable}",
            severity=severity,
            hint="build it with --enable-shared, or name another with --python",
        )
    return None


def build(
    config: Config,
    python: CPython,
    texts: Mapping[str, str],
    folder: str,
    *,
    given: Sequence[str] = (),
    timeout: float,
) -> str | Problem:
    """
    Compile and link the program.

    Args:
        config: The config as it was declared.
        python: A CPython that can be embedded.
        texts: The generated files by name: those of ``with_own_inits(config)``.
        folder: Where everything goes.
        given: C sources, objects and libraries that the declared init functions are in.
        timeout: How long that may take, in seconds.

    Returns:
        The path of the program; or ``no-compiler``, ``compile-failed``, ``boot-timeout``.
    """
    compiler = _compiler(python)
    if isinstance(compiler, Problem):
        return compiler
    modules = [(extension.name, extension.init) for extension in config.static_extensions]
    symbols = harness.weak_symbols(modules)
    includes = [part for include in python.includes for part in ("-isystem", include)]
    flags, words = [*compiler, *includes], [*_given(given, symbols, python), *_link(python)]
    dynamic = [extension.name for extension in config.dynamic_extensions]
    program, said = (os.path.join(folder, name) for name in ("host", "compiler"))
    # Where there are no weak symbols, what the linker does not find is left out when it is asked again.
    absent: frozenset[str] = frozenset() if python.target is None or given else frozenset(symbols)
    while True:
        passed, variables = _passed(python, folder), [each.name for each in config.environment_variables]
        code_of_host = harness.source(modules, dynamic, texts=passed, absent=absent, variables=variables)
        main = _write(folder, texts, code_of_host)
        try:
            code = _run([*flags, "-o", program, main, *words], said, folder, timeout)
        except OSError as error:
            return _no_compiler(compiler[0], f"can't be started: {error.strerror}")
        lacking = windows.undefined(said, symbols) if python.target is not None and code else frozenset()
        if not lacking - absent:
            break
        absent |= lacking
    if code is None:
        message = f"{CPYTHON} was not linked: the compiler takes longer than {timeout:g} seconds"
        return Problem(code="boot-timeout", message=message)
    # MinGW puts an end behind a name that has none.
    program = next((each for each in (program, f"{program}.exe") if os.path.exists(each)), program)
    if code != 0 or not os.path.exists(program):
        return _compile_failed(shlex.join(compiler), code, said, folder)
    return program


def _write(folder: str, texts: Mapping[str, str], source: str) -> str:
    """Write the generated files and the program around them, and return the path of that."""
    for name, text in {**texts, "host.c": source}.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return os.path.join(folder, "host.c")


def _passed(python: CPython, folder: str) -> str:
    """Return the path of the file with what the host passes, as the program knows it."""
    path = texts_of(folder)
    return path if python.target is None else windows.path_of(path)


def texts_of(folder: str) -> str:
    """Return the path of the file that a program reads what the host passes from, where the program is built."""
    return os.path.join(folder, "texts")


def _run(command: Sequence[str], said: str, folder: str, timeout: float) -> int | None:
    # What the compiler leaves behind when it is ended goes with the folder.
    environment = {**os.environ, "TMPDIR": folder}
    with open(said, "wb") as out:
        streams = process.Streams(stdout=out, stderr=out)
        return process.run(command, environment=environment, streams=streams, timeout=timeout)


def _compiler(python: CPython) -> list[str] | Problem:
    if python.target is not None:
        return windows.missing(python.target) or [windows.compiler_of(python.target)]
    text = os.environ.get("CC", "").strip() or "cc"
    try:
        words = shlex.split(text)
    except ValueError as error:
        return _no_compiler(text, f"can't be read: {error}")
    if os.name != "posix":
        return _no_compiler(text, "is none that boot knows how to call: it knows those of Unix")
    if shutil.which(words[0]) is None:
        return _no_compiler(words[0], "is not on PATH")
    return words


def _no_compiler(compiler: str, message: str) -> Problem:
    return Problem(
        code="no-compiler",
        message=f"`{compiler}` {message}, so there is no C compiler to build with for {CPYTHON}",
        hint="install one, or name it in the variable CC, as in CC=clang",
    )


def _compile_failed(compiler: str, code: int, said: str, folder: str) -> Problem:
    lines = [line.replace(folder + os.sep, "") for line in last_lines(said, _LAST_LINES)]
    return Problem(
        code="compile-failed",
        message="\n    ".join([f"{CPYTHON} can't be built with: `{compiler}` ends with exit code {code}", *lines]),
        hint="files with the functions that are missing are given with --with, and options for the compiler in CC",
    )


def last_lines(path: str, count: int) -> list[str]:
    """Return the last lines of a file that are not empty."""
    with open(path, "rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - 16384))
        lines = file.read().decode("utf-8", "backslashreplace").splitlines()
    return [line.rstrip() for line in lines if line.strip()][-count:]


_IS_APPLE = sys.platform == "darwin"


def _given(paths: Sequence[str], symbols: Sequence[str], python: CPython) -> list[str]:
    """Return the files as the compiler takes them, with what makes the linker look into them for weak symbols."""
    words = [f"-Wl,-U,_{symbol}" for symbol in symbols] if _IS_APPLE else []
    # A path never looks like an option.
    for path in (path if os.path.isabs(path) else os.path.join(os.curdir, path) for path in paths):
        if python.target is not None:
            words.append(path)
        elif path.endswith(_ARCHIVES) and _IS_APPLE:
            words.append(f"-Wl,-force_load,{path}")
        elif path.endswith(_ARCHIVES):
            # What is sought by force must be there; for a weak symbol alone nothing is taken out of an archive.
            defined = symbols_of(path)
            words += [*(f"-Wl,-u,{symbol}" for symbol in symbols if symbol in defined), path]
        elif path.endswith(_SHARED) and not _IS_APPLE:
            words += ["-Wl,--no-as-needed", path, f"-Wl,-rpath,{os.path.dirname(os.path.abspath(path))}"]
        else:
            words.append(path)
    return words


_MAGIC = (b"!<arch>\n", b"!<thin>\n")
_INDEX = {b"/": 4, b"/SYM64/": 8}
"""The name of the first member, and the size of its numbers in bytes."""


def symbols_of(archive: str) -> frozenset[str]:
    """
    Return the symbols that an archive defines, from its index; none for what is no archive.

    The form is that of System V: a head of 60 bytes, which holds the name and, from byte 48, the size; a big-endian
    count, as many offsets, and the names, each with a NUL at its end.
    """
    with open(archive, "rb") as file:
        is_archive = file.read(8) in _MAGIC
        head = file.read(60)
        width = _INDEX.get(head[:16].rstrip(b" ")) if is_archive else None
        if width is None:
            return frozenset()
        index = file.read(int(head[48:58]))
    names = index[width * (1 + int.from_bytes(index[:width], "big")) :]
    return frozenset(name.decode("ascii", "backslashreplace") for name in names.split(b"\0") if name)


def _link(python: CPython) -> list[str]:
    """
    Return what links libpython.

    The program loads this one, though the system may have its own of the same name: the old kind of rpath comes before
    LD_LIBRARY_PATH and the system's folders.
    """
    library = python.library or ""
    if python.target is not None:
        return [library]
    if not python.is_shared:
        return [library, *python.link_flags]
    rpath = f"-Wl,-rpath,{os.path.dirname(library)}"
    if _IS_APPLE:
        return [library, rpath]
    own = []
    if python.loader is not None:
        # Its C library may be newer than that of the compiler, which has not all symbols then.
        own = [f"-Wl,--dynamic-linker,{python.loader}", "-Wl,--allow-shlib-undefined"]
        rpath += f":{os.path.dirname(python.loader)}"
    return [library, *own, "-Wl,--disable-new-dtags", rpath]
