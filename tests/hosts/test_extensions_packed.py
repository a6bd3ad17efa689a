"""Modules of a host on pyembed that come through packed resources."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from tests.hosts import cargo, extensions
from tests.hosts.extensions import (
    NO_SYMBOL,
    PACKAGE,
    SINGLE,
    FileCase,
    Library,
    Raised,
    built_in,
    not_found,
)
from tests.hosts.pyembed_extensions import (
    CODES,
    CURE,
    EMBEDDED,
    FILES,
    FILES_OFF,
    MAPPED,
    PACKED,
    Host,
    make_host,
    whose,
)
from tests.packed_files import write_file

pytestmark = [
    pytest.mark.xdist_group("cargo"),
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="these libraries are built for Linux"),
]


@pytest.fixture(params=cargo.BOOTABLE)
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Host:
    """Return the program, linked with one CPython after the other."""
    return make_host(request.param, tmp_path)


def packed(case: FileCase, version: str, start: str = "") -> str:
    """Return the declaration of a case for OxidizedFinder."""
    return f'dynamic_extension("{case.name}", path = "{start}{case.path_for(version)}", loader = "oxidized")\n'


PACKED_CASES = {
    "multi": FileCase(path="odd.bin", gets="fast"),
    "single": FileCase(path="odd.bin", library=SINGLE, gets="fast"),
    "dotted-multi": FileCase(name="pkg.fast", path="odd.bin", others=PACKAGE, gets="pkg.fast"),
    "dotted-single": FileCase(name="pkg.fast", path="odd.bin", library=SINGLE, others=PACKAGE, gets="pkg.fast"),
    "dotted-single-other-definition": FileCase(
        name="pkg.fast", path="odd.bin", library=Library(name="other", is_single=True), others=PACKAGE, gets="other"
    ),
    "in-a-folder-of-the-path": FileCase(path="lib/fast.so", gets="fast"),
    "suffix-of-other-version": FileCase(path="lib/fast{other}", gets="fast"),
    "no-suffix": FileCase(path="any/where/module", gets="fast"),
    "package-in-a-library": FileCase(
        name="pkg", path="any/pkg/__init__.so", library=Library(init="PyInit_pkg", name="pkg"), gets="pkg"
    ),
    "absent": FileCase(
        path="lib/fast.so",
        library=None,
        gets=Raised("ImportError", "{library}: cannot open shared object file: No such file or directory"),
    ),
    "absent-package": FileCase(name="pkg.fast", path="odd.bin", gets=not_found("pkg")),
    "other-symbol": FileCase(path="odd.bin", library=Library(init="PyInit_odd"), gets=NO_SYMBOL),
    "no-library": FileCase(path="odd.bin", text="no library", gets=Raised("ImportError", "{library}: file too short")),
}
"""Modules that OxidizedFinder finds in whichever file it is told; paths are below `$ORIGIN`."""


@pytest.mark.parametrize("finder", [EMBEDDED, MAPPED], ids=["embedded", "mapped"])
@pytest.mark.parametrize("name", PACKED_CASES)
def test_module_in_packed_resources(host: Host, name: str, finder: str) -> None:
    """A module is found in the file that the config names; the error is the loader's, and configlang can't know it."""
    case = PACKED_CASES[name]
    file = case.lay(host.folder, host.python.version, host.python.include)
    text = FILES + finder + packed(case, host.python.version)

    assert set() == host.codes(text)
    assert [case.expected(file, "OxidizedFinder")] == host.imported(text, case.name)


@pytest.mark.parametrize("finder", [EMBEDDED, MAPPED], ids=["embedded", "mapped"])
def test_packed_resources_need_no_importer_of_files(host: Host, finder: str) -> None:
    """Where the importer of files is off, a module and a package in packed resources are found, and what it holds."""
    package = PACKED_CASES["package-in-a-library"]
    module = FileCase(name="pkg.fast", path="odd.bin", gets="pkg.fast")
    files = [case.lay(host.folder, host.python.version, host.python.include) for case in (package, module)]
    text = FILES_OFF + finder + packed(package, host.python.version) + packed(module, host.python.version)
    expected = [case.expected(file, "OxidizedFinder") for case, file in zip((package, module), files, strict=True)]

    assert set() == host.codes(text)
    assert [*expected, not_found("colorsys")] == host.imported(text, "pkg", "pkg.fast", "colorsys")


def test_package_of_a_packed_module_is_found_by_another(host: Host) -> None:
    """Where the importer of files is off, the package of a module in packed resources can't be one of files."""
    case = PACKED_CASES["dotted-multi"]
    case.lay(host.folder, host.python.version, host.python.include)
    text = FILES_OFF + EMBEDDED + packed(case, host.python.version)

    assert {"no-package"} == host.codes(text)
    assert [not_found("pkg")] == host.imported(text, "pkg.fast")


def test_package_of_a_linked_in_module_is_found_by_another(host: Host) -> None:
    """Where the importer of files is off, the package of a linked-in module must be in packed resources."""
    package = PACKED_CASES["package-in-a-library"]
    file = package.lay(host.folder, host.python.version, host.python.include)
    host.lay("lib/pkg/__init__.py", None)
    text = FILES_OFF + EMBEDDED + 'static_extension("pkg.fast", init = "PyInit__boot_multi")\n'
    with_package = text + packed(package, host.python.version)
    expected = [package.expected(file, "OxidizedFinder"), built_in("pkg.fast", "pkg.fast")]

    assert {"no-package"} == host.codes(text)
    assert [not_found("pkg")] == host.imported(text, "pkg.fast")
    assert set() == host.codes(with_package)
    assert expected == host.imported(with_package, "pkg", "pkg.fast")


@pytest.mark.parametrize(
    "declaration",
    ['static_extension("encodings.fast", init = "PyInit__boot_multi")\n', PACKED.replace("fast", "encodings.fast")],
    ids=["linked-in", "packed"],
)
def test_package_that_the_start_imports(host: Host, declaration: str) -> None:
    """The package `encodings` is there, whether or not the importer of files is on."""
    host.lay("odd.bin")
    text = FILES_OFF + EMBEDDED + declaration
    (module,) = host.imported(text, "encodings.fast")

    assert set() == host.codes(text)
    assert isinstance(module, extensions.Imported)


def test_missing_package_inside_of_a_packed_one(host: Host) -> None:
    """Each package on the way must be in packed resources; the first that is not is what the error names."""
    package = PACKED_CASES["package-in-a-library"]
    module = FileCase(name="pkg.sub.fast", path="odd.bin", gets=not_found("pkg.sub"))
    for case in (package, module):
        case.lay(host.folder, host.python.version, host.python.include)
    text = FILES_OFF + EMBEDDED + packed(package, host.python.version) + packed(module, host.python.version)

    assert {"no-package"} == host.codes(text)
    assert [module.gets] == host.imported(text, "pkg.sub.fast")


def test_package_that_is_no_init_file(host: Host) -> None:
    """A library that is not called `__init__` is no package, whatever lies in it; configlang says so of what does."""
    host.lay("any/pkg.so", Library(init="PyInit_pkg", name="pkg"))
    host.lay("odd.bin")
    text = "".join(
        f'dynamic_extension("{name}", path = "{path}", loader = "oxidized")\n'
        for name, path in (("pkg", "any/pkg.so"), ("pkg.fast", "odd.bin"))
    )
    expected = Raised("ModuleNotFoundError", "No module named 'pkg.fast'; 'pkg' is not a package")

    assert {"no-package"} == host.codes(FILES + EMBEDDED + text)
    assert [expected] == host.imported(FILES + EMBEDDED + text, "pkg.fast")


def test_origin_may_stand_before_the_path(host: Host) -> None:
    """`$ORIGIN/` at the beginning of a path changes nothing in the packed resources."""
    case = PACKED_CASES["in-a-folder-of-the-path"]
    file = case.lay(host.folder, host.python.version, host.python.include)
    written = []
    for start in ("", "$ORIGIN/"):
        text = FILES + EMBEDDED + packed(case, host.python.version, start)

        assert [case.expected(file, "OxidizedFinder")] == host.imported(text, "fast")
        written.append((host.folder / "config.packed-resources").read_bytes())

    assert written[0] == written[1]


def test_packed_resources_that_are_missing(host: Host) -> None:
    """Where the file to be mapped is missing the start fails, and nothing says which file; configlang can't know."""
    text = FILES + MAPPED + PACKED
    file = host.write(text)
    (host.folder / "resources" / "mapped.bin").unlink()
    done = host.start(file)

    assert set() == host.codes(text)
    assert (done.returncode, done.stderr) == (3, "No such file or directory (os error 2)\n")


def test_packed_module_comes_before_files(host: Host) -> None:
    """Of a module in packed resources and one in a folder of the path that have one name the first is imported."""
    case = PACKED_CASES["multi"]
    file = case.lay(host.folder, host.python.version, host.python.include)
    host.lay("lib/fast.so", SINGLE)

    assert [case.expected(file, "OxidizedFinder")] == host.imported(FILES + EMBEDDED + PACKED, "fast")


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("time", "theirs"),
        ("os.path", "theirs"),
        ("zipimport", "theirs"),
        ("_frozen_importlib_external", "theirs"),
        ("json", "ours"),
        ("runpy", "ours"),
        ("ntpath", "ours"),
        ("importlib.util", "ours"),
        ("importlib.machinery", "ours"),
        ("encodings.latin_1", "ours"),
        ("os", "no start"),
        ("stat", "no start"),
        ("codecs", "no start"),
        ("io", "no start"),
        ("abc", "no start"),
        ("_collections_abc", "no start"),
        ("encodings", "no start"),
        ("encodings.aliases", "no start"),
        ("encodings.utf_8", "no start"),
    ],
)
def test_names_of_cpython_in_packed_resources(host: Host, name: str, outcome: str) -> None:
    """Of CPython's modules, those that are built in and the frozen parts of its importer alone come before."""
    last = name.rpartition(".")[2]
    file = host.lay("odd.bin", Library(init=f"PyInit_{last}", name=last))
    text = FILES + EMBEDDED + f'dynamic_extension("{name}", path = "odd.bin", loader = "oxidized")\n'

    assert CODES[outcome] == host.codes(text)
    assert outcome == whose(host, text, name, file)


@pytest.mark.parametrize(
    ("name", "code", "exit_code"),
    [
        ("runpy", "breaks-start", 1),
        ("types", "breaks-start", 1),
        ("importlib.util", "breaks-start", 1),
        ("json", "shadows-stdlib", 0),
    ],
)
def test_packed_modules_that_running_needs(host: Host, name: str, code: str, exit_code: int) -> None:
    """A module that Python needs to run another one can't be one of packed resources."""
    running = attrs.evolve(host, fields='run_module = "colorsys",')
    last = name.rpartition(".")[2]
    running.lay("odd.bin", Library(init=f"PyInit_{last}", name=last))
    text = FILES + EMBEDDED + f'dynamic_extension("{name}", path = "odd.bin", loader = "oxidized")\n'
    done = subprocess.run([host.executable, running.write(text)], env=CURE, capture_output=True, check=False)

    assert {code} == running.codes(text)
    assert exit_code == done.returncode


def foreign_file(host: Host) -> None:
    """Write packed resources that name a `fast` as well, which configlang knows nothing of."""
    (host.folder / "foreign.bin").write_bytes(write_file([{0x03: "fast", 0x13: b"foreign.so", 0x19: True}]))
    host.lay("foreign.so", SINGLE)


def test_linked_in_module_comes_before_packed_ones(host: Host) -> None:
    """Of a linked-in module and one in packed resources that have one name the first is imported."""
    foreign_file(host)
    finder = 'oxidized_importer(memory_mapped = ["$ORIGIN/foreign.bin"])\n'
    text = FILES + finder + 'static_extension("fast", init = "PyInit__boot_multi")\n'

    assert [built_in("fast", "fast")] == host.imported(text, "fast")


@pytest.mark.parametrize(
    ("arguments", "counts"),
    [
        ('embedded = ["foreign.bin"]', "odd.bin"),
        ('memory_mapped = ["$ORIGIN/foreign.bin"], extensions = "$ORIGIN/resources/mapped.bin"', "odd.bin"),
        ('embedded = ["foreign.bin"], extensions = "$ORIGIN/resources/mapped.bin"', "odd.bin"),
        ('memory_mapped = ["$ORIGIN/foreign.bin"]', "foreign.so"),
    ],
)
def test_later_one_of_two_packed_modules_counts(host: Host, arguments: str, counts: str) -> None:
    """Files that are compiled in are read first, then those that are mapped; each time configlang's comes last."""
    foreign_file(host)
    host.lay("odd.bin")
    (module,) = host.imported(FILES + f"oxidized_importer({arguments})\n" + PACKED, "fast")

    assert isinstance(module, extensions.Imported)
    assert str(host.folder / counts) == module.file


@pytest.mark.parametrize("module", ["", PACKED], ids=["empty", "packed"])
def test_oxidized_finder_without_the_cure(host: Host, module: str) -> None:
    """On 3.11 the process dies where the host does not help, as configlang says; on 3.10 there is nothing to help."""
    file = host.lay("odd.bin")
    text = FILES + EMBEDDED + module
    found = extensions.codes(host.evaluate(text))
    done = host.start(host.write(text), "fast", is_cured=False)

    if host.python.version == "3.11":
        assert found == {"oxidized-finder-crash"}
        assert done.returncode < 0
    else:
        expected = PACKED_CASES["multi"].expected(file, "OxidizedFinder") if module else not_found("fast")
        assert found == set()
        assert [expected] == extensions.answers(done.stdout)
