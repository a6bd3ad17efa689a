"""Modules that are linked into a host on pyembed, or lie in files beside it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.hosts import cargo, extensions
from tests.hosts.extensions import (
    FILE_CASES,
    SINGLE,
    Library,
    Raised,
    built_in,
    not_found,
)
from tests.hosts.pyembed_extensions import (
    CODES,
    EMBEDDED,
    FILE,
    FILES,
    FILES_OFF,
    PACKED,
    Host,
    make_host,
    whose,
)

pytestmark = [
    pytest.mark.xdist_group("cargo"),
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="these libraries are built for Linux"),
]


@pytest.fixture(params=cargo.BOOTABLE)
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Host:
    """Return the program, linked with one CPython after the other."""
    return make_host(request.param, tmp_path)


# Linked in


INITS = {
    "c": ("PyInit__boot_multi", None),
    "c-single": ("PyInit__boot_single", "_boot_single"),
    "prebuilt": ("PyInit__prebuilt_multi", None),
    "prebuilt-single": ("PyInit__prebuilt_single", "_boot_single"),
    "rust": ("PyInit__boot_rust_multi", None),
    "rust-single": ("PyInit__boot_rust_single", "_boot_rust_single"),
    "pyo3": ("crate::native::init", "_boot_pyo3"),
}
"""Init functions: what a config says, and the name in the definition where that counts."""


@pytest.mark.parametrize("kind", INITS)
def test_module_that_is_linked_in(host: Host, kind: str) -> None:
    """A linked-in module is a built-in one; its name is the config's with several phases, else its definition's."""
    init, own_name = INITS[kind]
    text = FILES + f'static_extension("fast", init = "{init}")\n'

    assert set() == host.codes(text)
    assert [built_in("fast", own_name or "fast")] == host.imported(text, "fast")


@pytest.mark.parametrize("finder", ["", EMBEDDED], ids=["plain", "oxidized"])
@pytest.mark.parametrize("kind", INITS)
def test_module_that_is_linked_in_a_package(host: Host, kind: str, finder: str) -> None:
    """With a dot in its name, CPython 3.10 does not find it, as configlang says, but OxidizedFinder does."""
    init, own_name = INITS[kind]
    host.lay("lib/pkg/__init__.py", None)
    text = FILES + finder + f'static_extension("pkg.fast", init = "{init}")\n'
    is_lost = host.python.version == "3.10" and not finder
    expected = not_found("pkg.fast") if is_lost else built_in("pkg.fast", own_name or "pkg.fast")

    assert ({"unfound-in-package"} if is_lost else set()) == host.codes(text)
    assert [expected] == host.imported(text, "pkg.fast")


def test_package_of_a_linked_in_module(host: Host) -> None:
    """Without its package, a linked-in module with a dot in its name is not found; the error names the package."""
    text = FILES + EMBEDDED + 'static_extension("pkg.fast", init = "PyInit__boot_multi")\n'

    assert [not_found("pkg")] == host.imported(text, "pkg.fast")


@pytest.mark.parametrize("finder", ["", EMBEDDED], ids=["plain", "oxidized"])
def test_linked_in_module_comes_before_files(host: Host, finder: str) -> None:
    """Of a linked-in module and a file that have one name the first is imported."""
    host.lay("lib/fast.so", SINGLE)
    text = FILES + finder + 'static_extension("fast", init = "PyInit__boot_multi")\n'

    assert [built_in("fast", "fast")] == host.imported(text, "fast")


def test_function_of_pyo3_makes_one_module(host: Host) -> None:
    """PyO3 0.17 creates a module once, so of two names for one function the second import fails."""
    text = "".join(f'static_extension("{name}", init = "crate::native::init")\n' for name in ("one", "two"))
    refused = Raised("ImportError", "PyO3 modules may only be initialized once per interpreter process")
    (told,) = [each for each in host.evaluate(FILES + text).findings if each.code == "shared-init"]

    assert "the next is an ImportError" in told.message
    assert [built_in("one", "_boot_pyo3"), refused] == host.imported(FILES + text, "one", "two")


# One name twice


STATIC = 'static_extension("fast")\n'
STATIC_TOO = 'static_extension(name = "fast", init = "PyInit_other")\n'


@pytest.mark.parametrize("pair", [STATIC + STATIC_TOO, STATIC + FILE, FILE + PACKED, PACKED + STATIC])
@pytest.mark.parametrize("output", ["rust", "json"])
def test_one_name_twice_is_refused(pair: str, output: str, host: Host) -> None:
    """A name has one module: linked in, in a file or in packed resources, the second declaration is an error."""
    evaluation = host.evaluate(FILES + EMBEDDED + pair, output)

    assert "duplicate-extension" in extensions.codes(evaluation)
    assert evaluation.unchecked is None


@pytest.mark.parametrize(("first", "second"), [("multi", "single"), ("single", "multi")])
def test_first_of_two_linked_in_modules_counts(host: Host, first: str, second: str) -> None:
    """Where two of one name get into the table all the same, which only other code can do, the first is imported."""
    file = host.write(FILES + f'static_extension("fast", init = "PyInit__boot_{first}")\n')
    document = json.loads(file.read_text(encoding="utf-8"))
    document["extra_extension_modules"].append({"name": "fast", "init_func": f"PyInit__boot_{second}"})
    file.write_text(json.dumps(document), encoding="utf-8")
    expected = {"multi": "fast", "single": "_boot_single"}[first]

    assert [built_in("fast", expected)] == host.imported(file, "fast")


# Files


@pytest.mark.parametrize("name", FILE_CASES)
def test_module_in_a_file(host: Host, name: str) -> None:
    """A module is found in the file that the config names, or configlang says that it is not; the error is Python's."""
    case = FILE_CASES[name]
    file = case.lay(host.folder, host.python.version, host.python.include)
    text = FILES + case.declaration(host.python.version)

    assert case.codes == host.codes(text)
    assert [case.expected(file)] == host.imported(text, case.name)


@pytest.mark.parametrize("name", ["multi", "dotted-single", "absent", "elsewhere"])
def test_module_in_a_file_beside_oxidized_finder(host: Host, name: str) -> None:
    """OxidizedFinder leaves modules in files to the importer of files."""
    case = FILE_CASES[name]
    file = case.lay(host.folder, host.python.version, host.python.include)
    text = FILES + EMBEDDED + case.declaration(host.python.version)

    assert case.codes == host.codes(text)
    assert [case.expected(file)] == host.imported(text, case.name)


@pytest.mark.parametrize("finder", ["", EMBEDDED], ids=["plain", "oxidized"])
def test_importer_of_files_is_off(host: Host, finder: str) -> None:
    """Where the importer of files is switched off, a module in a file is not found, as configlang says."""
    host.lay("lib/fast.so")
    text = FILES_OFF + finder + FILE

    assert {"importer-off"} == host.codes(text)
    assert [not_found("fast")] == host.imported(text, "fast")


# Names of CPython


@pytest.mark.parametrize("name", ["encodings.aliases", "encodings.utf_8"])
@pytest.mark.parametrize("finder", ["", EMBEDDED], ids=["plain", "oxidized"])
def test_codecs_of_the_start_that_are_linked_in(host: Host, name: str, finder: str) -> None:
    """OxidizedFinder finds them during the start, as CPython 3.11 does itself."""
    text = FILES + finder + f'static_extension("{name}", init = "PyInit__boot_multi")\n'
    done = host.start(host.write(text), name)
    is_theirs = host.python.version == "3.10" and not finder

    assert ({"name-taken"} if is_theirs else {"breaks-start"}) == host.codes(text)
    assert (0 if is_theirs else 3) == done.returncode


@pytest.mark.parametrize("finder", ["", EMBEDDED], ids=["plain", "oxidized"])
@pytest.mark.parametrize(("name", "outcome"), [("runpy", "ours"), ("ntpath", "ours"), ("codecs", "no start")])
def test_frozen_modules_beside_oxidized_finder(host: Host, name: str, outcome: str, finder: str) -> None:
    """CPython 3.11 has modules of its library frozen, ahead of files; OxidizedFinder does not look at those."""
    file = host.lay(f"lib/{name}.so", Library(init=f"PyInit_{name}", name=name))
    text = FILES + finder + f'dynamic_extension("{name}", path = "$ORIGIN/lib/{name}.so")\n'
    if host.python.version == "3.11" and not finder:
        outcome = "theirs"

    assert CODES[outcome] == host.codes(text)
    assert outcome == whose(host, text, name, file)


@pytest.mark.parametrize("finder", ["", EMBEDDED], ids=["plain", "oxidized"])
def test_module_in_a_file_of_a_package_of_cpython(host: Host, finder: str) -> None:
    """What a package of the library holds is looked for in the folder of that package alone."""
    file = host.lay("lib/logging/handlers.so", Library(init="PyInit_handlers", name="handlers"))
    text = FILES + finder + 'dynamic_extension("logging.handlers", path = "$ORIGIN/lib/logging/handlers.so")\n'
    (told,) = [each for each in host.evaluate(text).findings if each.code == "shadows-stdlib"]

    assert "elsewhere is never loaded" in told.message
    assert "theirs" == whose(host, text, "logging.handlers", file)
