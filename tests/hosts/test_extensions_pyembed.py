"""
Every way that a module has into a host on pyembed: linked in, as a file, and through packed resources.

The program tests/rust/boot starts each config from its JSON, so that nothing is compiled but the shared libraries.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from configlang import Evaluation, emit_files, evaluate
from configlang.schema.config import Config
from tests.hosts import cargo, extensions
from tests.hosts.extensions import (
    FILE_CASES,
    MULTI,
    NO_SYMBOL,
    PACKAGE,
    SINGLE,
    FileCase,
    Library,
    Outcome,
    Raised,
    built_in,
    make_library,
    not_found,
)
from tests.hosts.test_boot import build_boot
from tests.packed_files import write_file

pytestmark = [
    pytest.mark.xdist_group("cargo"),
    pytest.mark.skipif(sys.platform != "linux", reason="these libraries are built for Linux"),
]

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
CURE = {"BOOT_FILLS_FROZEN_MODULES": "1"}
"""Has boot do what configlang tells hosts to do on CPython 3.11."""


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
        return evaluate(file, python=self.python.version, outputs=[output])

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


@pytest.fixture(params=cargo.BOOTABLE)
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Host:
    """Return the program, linked with one CPython after the other."""
    python = cargo.require_cpython(request.param)
    return Host(python=python, executable=build_boot(python), folder=tmp_path.resolve())


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
FILE = 'dynamic_extension("fast", path = "$ORIGIN/lib/fast.so")\n'
PACKED = 'dynamic_extension("fast", path = "odd.bin", loader = "oxidized")\n'


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


# Packed resources


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


CODES = {"theirs": {"name-taken"}, "ours": {"shadows-stdlib"}, "no start": {"breaks-start"}}
"""What configlang has to say of a module with a name of CPython's, by whose module is imported."""


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


@pytest.mark.parametrize("name", ["encodings.aliases", "encodings.utf_8"])
@pytest.mark.parametrize("finder", ["", EMBEDDED], ids=["plain", "oxidized"])
def test_codecs_of_the_start_that_are_linked_in(host: Host, name: str, finder: str) -> None:
    """OxidizedFinder finds them during the start, as CPython 3.11 does itself."""
    text = FILES + finder + f'static_extension("{name}", init = "PyInit__boot_multi")\n'
    done = host.start(host.write(text), name)
    is_theirs = host.python.version == "3.10" and not finder

    assert ({"name-taken"} if is_theirs else {"breaks-start"}) == host.codes(text)
    assert (0 if is_theirs else 3) == done.returncode


def whose(host: Host, text: str, name: str, file: Path) -> str:
    """Start a config, import a module of CPython's name, and return whether that starts, and is the one in a file."""
    done = host.start(host.write(text), name)
    if done.returncode == 3:
        return "no start"
    assert done.returncode == 0, done.stderr
    (module,) = extensions.answers(done.stdout)
    assert isinstance(module, extensions.Imported), module
    return "ours" if module.file == str(file) else "theirs"


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
