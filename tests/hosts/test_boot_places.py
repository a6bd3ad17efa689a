"""
Configs come alive through pyembed: where Python and its modules are, and what pyembed does around it.

Every test says something in a config file and asks the interpreter that it starts whether that came true.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hosts import cargo
from tests.hosts.boot import Host, make_host

pytestmark = [pytest.mark.xdist_group("cargo"), pytest.mark.thorough]


@pytest.fixture(params=cargo.BOOTABLE)
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Host:
    """Return the program, linked with one CPython after the other."""
    return make_host(request.param, tmp_path)


# Where Python is


def test_executables_are_what_the_fields_say(host: Host) -> None:
    """The paths of executables are taken as they are, whether they exist or not."""
    config = """
start(
    executable = "/x/bin/prog",
    base_executable = "/y/bin/prog",
    base_exec_prefix = "/base exec",
    base_prefix = "/base",
    utf8_mode = True,
)
"""
    question = "(sys.executable, sys._base_executable, sys.base_exec_prefix, sys.base_prefix)"

    assert host.ask(config, question) == ("/x/bin/prog", "/y/bin/prog", "/base exec", "/base")


def test_prefixes_are_what_the_fields_say(host: Host) -> None:
    """Without home, and with search paths, the prefixes of the config hold."""
    config = """
interpreter(
    set_missing_path_configuration = False,
    site_import = False,
    prefix = "/the/prefix",
    exec_prefix = "/the/exec",
)
filesystem_importer(paths = stdlib_paths(PREFIX))
"""

    assert host.ask(config, "(sys.prefix, sys.exec_prefix)") == ("/the/prefix", "/the/exec")


def test_missing_paths_are_filled_in(host: Host) -> None:
    """Where home is unset, pyembed takes the origin, which the config can move."""
    question = "(sys.prefix, os.path.dirname(os.__file__))"
    expected = (host.python.prefix, f"{host.python.prefix}/lib/python{host.python.version}")

    assert expected == host.ask("interpreter(origin = PREFIX)", question, given="import os")


def test_path_is_the_list(host: Host) -> None:
    """sys.path is exactly the list of the importer, with the folder of the executable for $ORIGIN."""
    library = f"{host.python.prefix}/lib/python{host.python.version}"
    expected = [
        f"{host.origin}/lib",
        host.origin,
        "/\U0001f40d '\\ \"",
        "relative",
        f"{host.python.prefix}/lib/python{host.python.version.replace('.', '')}.zip",
        library,
        f"{library}/lib-dynload",
    ]
    config = """
start(site_import = False, utf8_mode = True)
filesystem_importer(
    paths = ["$ORIGIN/lib", "$ORIGIN", "/\\U0001f40d '\\\\ \\"", "relative"] + stdlib_paths(PREFIX),
)
"""

    assert expected == host.ask(config, "sys.path")


def test_origin_moves(host: Host) -> None:
    """Where the config sets the origin, that is what $ORIGIN stands for, and exe gives it its default."""
    (host.folder / "bin").mkdir()
    (host.folder / "bin" / "prog").touch()
    importer = 'filesystem_importer(paths = ["$ORIGIN/lib"] + stdlib_paths(PREFIX))\n'
    folder = str(host.folder)

    assert f"{folder}/there/lib" == host.ask(f'{importer}start(origin = FOLDER + "/there")', "sys.path[0]")
    assert f"{folder}/bin/lib" == host.ask(f'{importer}start(exe = FOLDER + "/bin/prog")', "sys.path[0]")


def test_path_variable_comes_first(host: Host) -> None:
    """python_path_env stands ahead of the path that Python computes."""
    config = 'start(profile = "python", python_path_env = "/first:/second")'

    assert host.ask(config, "sys.path[:2]") == ["/first", "/second"]


def test_user_site_is_found(host: Host) -> None:
    """The user's packages are on the path exactly where the config lets them."""
    folder = host.folder / ".local" / "lib" / f"python{host.python.version}" / "site-packages"
    folder.mkdir(parents=True)
    question = f"{str(folder)!r} in sys.path"

    assert host.ask("start(isolated = False, user_site_directory = True)", question) is True
    assert host.ask("start(isolated = False, user_site_directory = False)", question) is False


# What pyembed does around Python


def test_program_says_that_it_is_frozen(host: Host) -> None:
    """sys.frozen and sys._MEIPASS are set for libraries that ask for them."""
    config = 'start(origin = FOLDER + "/bundle", sys_frozen = True, sys_meipass = True)'

    assert (True, f"{host.folder}/bundle") == host.ask(config, "(sys.frozen, sys._MEIPASS)")


def test_program_does_not_say_that_it_is_frozen(host: Host) -> None:
    """Where the config does not ask for them, sys.frozen and sys._MEIPASS are undefined."""
    assert host.ask("start()", "(hasattr(sys, 'frozen'), hasattr(sys, '_MEIPASS'))") == (False, False)


@pytest.mark.parametrize(
    ("resolution", "expected"),
    [("static:/a:/b c", "/a:/b c"), ("static:", ""), ("none", "/user's"), ("dynamic", "/user's")],
)
def test_terminals_are_described(resolution: str, expected: str, host: Host) -> None:
    """A fixed list of terminfo folders overrules that of the user; else the user's stays."""
    answer = host.ask(
        f'start(terminfo_resolution = "{resolution}")',
        "os.environ['TERMINFO_DIRS']",
        given="import os",
        environment={"TERMINFO_DIRS": "/user's"},
    )

    assert expected == answer


def test_tcl_library_is_set(host: Host) -> None:
    """The folder of Tcl is in the environment, where tkinter looks for it."""
    config = 'start(tcl_library = "$ORIGIN/tcl/tcl8.6")'

    assert f"{host.origin}/tcl/tcl8.6" == host.ask(config, "os.environ['TCL_LIBRARY']", given="import os")


def test_modules_are_listed_at_the_end(host: Host) -> None:
    """The names of all imported modules are written into the folder that the environment names."""
    modules = host.folder / "modules"
    modules.mkdir()
    config = 'start(write_modules_directory_env = "LIST_MODULES")'
    host.ask(config, "0", given="import colorsys", environment={"LIST_MODULES": str(modules)})
    (file,) = modules.iterdir()

    assert {"sys", "colorsys"} <= set(file.read_text(encoding="utf-8").split())


# Where modules come from


KIND = "(module.__name__, module.kind, module.__spec__.origin)"


@pytest.mark.parametrize("phase", ["single", "multi"])
def test_static_extension_is_imported(phase: str, host: Host) -> None:
    """A linked-in module is found as a built-in one, under its own name; single and multi-phase alike."""
    config = f'start()\nstatic_extension("_boot_{phase}")'
    given = f"import _boot_{phase} as module"

    assert (f"_boot_{phase}", f"{phase}-phase", "built-in") == host.ask(config, KIND, given=given)


def test_static_extensions_are_renamed(host: Host) -> None:
    """A linked-in module can have another name than its init function, and one function can make two modules."""
    config = """
start()
static_extension("fast", init = "PyInit__boot_multi")
static_extension("faster", init = "PyInit__boot_multi")
static_extension("old", init = "PyInit__boot_single")
"""
    question = "[(module.__spec__.name, module.kind) for module in (fast, faster, old)]"
    expected = [("fast", "multi-phase"), ("faster", "multi-phase"), ("old", "single-phase")]

    assert expected == host.ask(config, question, given="import fast, faster, old")


def test_static_extension_lives_in_a_package(host: Host) -> None:
    """A linked-in module with a dotted name is part of a package on disk from 3.11 on, and hidden before."""
    (host.folder / "pkg").mkdir()
    (host.folder / "pkg" / "__init__.py").touch()
    config = """
start()
static_extension("pkg.native", init = "PyInit__boot_multi")
filesystem_importer(paths = [FOLDER] + stdlib_paths(PREFIX))
"""
    given = "try:\n    from pkg.native import kind\nexcept ModuleNotFoundError:\n    kind = None"

    assert {"3.10": None, "3.11": "multi-phase"}[host.python.version] == host.ask(config, "kind", given=given)


def test_dynamic_extension_is_imported(host: Host) -> None:
    """A shared library is found by the filesystem importer, at the path that the config names."""
    library = host.folder / "lib" / "_plugin.so"
    library.parent.mkdir()
    compile_plugin(host.python, library)
    config = """
start()
dynamic_extension("_plugin", path = FOLDER + "/lib/_plugin.so")
filesystem_importer(paths = [FOLDER + "/lib"] + stdlib_paths(PREFIX))
"""
    expected = ("C, loaded from a shared library", str(library))

    assert expected == host.ask(config, "(_plugin.describe(), _plugin.__file__)", given="import _plugin")


def compile_plugin(python: cargo.CPython, library: Path) -> None:
    """Compile the extension module of the example that stays outside of the program."""
    flags = ["-bundle", "-undefined", "dynamic_lookup"] if sys.platform == "darwin" else ["-shared", "-fPIC"]
    source = cargo.EXAMPLE / "src" / "plugin.c"
    subprocess.run([cargo.require_tool("cc"), *flags, f"-I{python.include}", source, "-o", library], check=True)


def test_filesystem_importer_is_switched_off(host: Host) -> None:
    """Once Python has started, no module comes from files; linked-in ones still do."""
    config = """
start()
static_extension("_boot_multi")
filesystem_importer(enabled = False)
"""
    given = """
import _boot_multi
try:
    import colorsys
except ModuleNotFoundError as error:
    missing = error.name
"""

    assert host.ask(config, "(_boot_multi.kind, missing)", given=given) == ("multi-phase", "colorsys")


# With 3.11 pyembed 0.24 aborts where OxidizedFinder is on, unless the host helps, which boot does not.
@pytest.mark.parametrize("host", ["3.10"], indirect=True)
def test_oxidized_importer_comes_first(host: Host) -> None:
    """OxidizedFinder stands ahead of the finder of files."""
    question = "[getattr(finder, '__name__', type(finder).__name__) for finder in sys.meta_path]"

    assert host.ask("start(site_import = False)\noxidized_importer()", question) == ["OxidizedFinder", "PathFinder"]
