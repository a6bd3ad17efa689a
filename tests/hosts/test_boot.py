"""
Configs come alive through pyembed: how Python behaves, what it is called with, and what runs.

Every test says something in a config file and asks the interpreter that it starts whether that came true.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.hosts import cargo
from tests.hosts.boot import Host, make_host

pytestmark = [pytest.mark.xdist_group("cargo"), pytest.mark.thorough]


@pytest.fixture(params=cargo.BOOTABLE)
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Host:
    """Return the program, linked with one CPython after the other."""
    return make_host(request.param, tmp_path)


def flags(*names: str) -> str:
    """Return the question for flags of Python, as ints."""
    return f"{{name: int(getattr(sys.flags, name)) for name in {names}}}"


# How Python behaves


def test_flags_are_what_the_fields_say(host: Host) -> None:
    """Every field that has a flag of its own in sys.flags arrives there."""
    expected = {
        "debug": 1,
        "inspect": 1,
        "interactive": 1,
        "optimize": 1,
        "dont_write_bytecode": 1,
        "no_user_site": 1,
        "no_site": 1,
        "ignore_environment": 1,
        "verbose": 1,
        "bytes_warning": 2,
        "quiet": 1,
        "hash_randomization": 1,
        "isolated": 1,
        "dev_mode": 1,
        "utf8_mode": 1,
    }
    config = """
start(
    profile = "python",
    bytes_warning = "raise",
    development_mode = True,
    hash_seed = 1,
    inspect = True,
    interactive = True,
    isolated = True,
    optimization_level = 1,
    parser_debug = True,
    quiet = True,
    site_import = False,
    use_environment = False,
    user_site_directory = False,
    utf8_mode = True,
    verbose = True,
    write_bytecode = False,
)
"""

    assert expected == host.ask(config, flags(*expected))


def test_flags_are_off_where_the_fields_say_so(host: Host) -> None:
    """Fields that are switched off overrule the isolated profile."""
    expected = {
        "dont_write_bytecode": 0,
        "no_user_site": 0,
        "no_site": 0,
        "ignore_environment": 0,
        "hash_randomization": 0,
        "isolated": 0,
        "dev_mode": 0,
        "utf8_mode": 0,
    }
    config = """
start(
    development_mode = False,
    hash_seed = 0,
    isolated = False,
    site_import = True,
    use_environment = True,
    user_site_directory = True,
    utf8_mode = False,
    write_bytecode = True,
)
"""

    assert expected == host.ask(config, flags(*expected))


def test_profile_decides_what_is_unset(host: Host) -> None:
    """With nothing set, the isolated profile ignores the environment and the python profile reads it."""
    environment = {"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1"}
    question = flags("isolated", "ignore_environment", "no_user_site", "optimize", "dont_write_bytecode")
    isolated, python = (
        host.ask(f'start(profile = "{profile}")', question, environment=environment)
        for profile in ("isolated", "python")
    )

    assert list(isolated.values()) == [1, 1, 1, 0, 0]
    assert list(python.values()) == [0, 0, 0, 2, 1]


def test_optimization_level_is_that_of_the_compiler(host: Host) -> None:
    """Level 1 drops assertions, level 2 docstrings as well."""
    question = "(sys.flags.optimize, __debug__, f.__doc__)"
    answers = [
        host.ask(f"start(optimization_level = {level})", question, given="def f():\n    'doc'") for level in range(3)
    ]

    assert answers == [(0, True, "doc"), (1, False, "doc"), (2, False, None)]


@pytest.mark.parametrize("seed", [0, 42, 4294967295])
def test_hash_seed_makes_hashes_repeat(seed: int, host: Host) -> None:
    """Strings hash as they do in the python command with that PYTHONHASHSEED."""
    expected = subprocess.run(
        [host.python.executable, "-c", "print(hash('configlang'))"],
        env={"PYTHONHASHSEED": str(seed)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(expected.stdout) == host.ask(f"start(hash_seed = {seed})", "hash('configlang')")


def test_x_options_arrive(host: Host) -> None:
    """Options with and without a value are in sys._xoptions."""
    expected = {"flag": True, "name": "value", "path": "a=b"}

    assert expected == host.ask('start(x_options = ["flag", "name=value", "path=a=b"])', "sys._xoptions")


def test_warn_options_filter_warnings(host: Host) -> None:
    """The last filter that matches wins, and all are listed as they were written."""
    config = 'start(warn_options = ["error", "ignore::DeprecationWarning"])'
    given = """
import warnings
def is_raised(category):
    try:
        warnings.warn("text", category)
    except category:
        return True
    return False
"""
    question = "(sys.warnoptions, is_raised(UserWarning), is_raised(DeprecationWarning))"

    assert host.ask(config, question, given=given) == (["error", "ignore::DeprecationWarning"], True, False)


def test_encodings_are_those_of_the_streams_and_the_file_system(host: Host) -> None:
    """Encodings and error handlers can be chosen for streams and paths alike."""
    config = """
start(
    filesystem_encoding = "iso8859-15",
    filesystem_errors = "strict",
    stdio_encoding = "cp1252",
    stdio_errors = "replace",
)
"""
    question = (
        "(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors(), sys.stdin.encoding, sys.stdin.errors,"
        " sys.stdout.encoding, sys.stdout.errors, sys.stderr.encoding, sys.stderr.errors)"
    )
    expected = ("iso8859-15", "strict", "cp1252", "replace", "cp1252", "replace", "cp1252", "backslashreplace")

    assert expected == host.ask(config, question)


def test_utf8_mode_overrules_the_locale(host: Host) -> None:
    """In a C locale, UTF-8 mode is what makes paths and streams UTF-8 in the isolated profile."""
    question = "(sys.flags.utf8_mode, '\\xfc'.encode(sys.getfilesystemencoding(), 'replace'), sys.stdout.encoding)"
    on, off = (
        host.ask(f"start(utf8_mode = {value})", question, environment={"LC_ALL": "C"}) for value in (True, False)
    )

    assert on == (1, b"\xc3\xbc", "utf-8")
    assert off[:2] == (0, b"?")


def test_locale_is_coerced(host: Host) -> None:
    """A C locale is replaced by a UTF-8 one, which child processes see in the environment."""
    config = 'start(profile = "python", coerce_c_locale = "LC_CTYPE", utf8_mode = False)'
    question = "(os.environ['LC_CTYPE'], sys.getfilesystemencoding())"

    assert host.ask(config, question, given="import os", environment={"LC_ALL": ""}) == ("C.UTF-8", "utf-8")


def test_debugging_helpers_are_on(host: Host) -> None:
    """The fault handler and tracemalloc run from the start."""
    config = "start(fault_handler = True, tracemalloc = True)"
    given = "import faulthandler, tracemalloc"

    assert host.ask(config, "(faulthandler.is_enabled(), tracemalloc.is_tracing())", given=given) == (True, True)


def test_site_is_imported_or_not(host: Host) -> None:
    """Without site there are no site-packages and no exit()."""
    question = "('site' in sys.modules, 'exit' in dir(__builtins__))"

    assert host.ask("start(site_import = True)", question) == (True, True)
    assert host.ask("start(site_import = False)", question) == (False, False)


def test_streams_are_unbuffered(host: Host) -> None:
    """Without buffering, text goes through to the file at once."""
    question = "(sys.stdout.write_through, sys.stderr.write_through)"

    assert host.ask("start(buffered_stdio = False)", question) == (True, True)
    assert host.ask("start(buffered_stdio = True)", question) == (False, False)


def test_bytecode_goes_where_the_config_says(host: Host) -> None:
    """Compiled modules are written below the prefix for them, and not at all where that is switched off."""
    (host.folder / "mine.py").touch()
    paths = "filesystem_importer(paths = [FOLDER] + stdlib_paths(PREFIX))\n"

    def cache_of_mine(config: str) -> object:
        return host.ask(
            paths + config, "(sys.pycache_prefix, os.path.exists(mine.__cached__))", given="import os, mine"
        )

    assert (f"{host.folder}/cache", True) == cache_of_mine('start(pycache_prefix = FOLDER + "/cache")')
    assert (f"{host.folder}/other", False) == cache_of_mine(
        'start(pycache_prefix = FOLDER + "/other", write_bytecode = False)'
    )


def test_hash_based_bytecode_is_checked_as_told(host: Host) -> None:
    """Each mode of checking hash-based .pyc files arrives in the import system."""
    modes = ["always", "never", "default"]
    answers = [
        host.ask(f'start(check_hash_pycs_mode = "{mode}")', "_imp.check_hash_based_pycs", given="import _imp")
        for mode in modes
    ]

    assert modes == answers


@pytest.mark.parametrize("allocator", ["default", "debug", "malloc", "malloc-debug", "py-malloc", "py-malloc-debug"])
def test_allocators_of_cpython_serve_memory(allocator: str, host: Host) -> None:
    """Python runs on each of CPython's own allocators."""
    assert host.ask(f'start(allocator = "{allocator}")', WORK) == 499_500


def test_allocator_of_rust_serves_memory(host: Host) -> None:
    """Python runs on the allocator of the Rust program, in every domain and with debug hooks around it."""
    config = """
start(
    allocator_backend = "rust",
    allocator_debug = True,
    allocator_mem = True,
    allocator_obj = True,
    allocator_raw = True,
)
"""

    assert host.ask(config, WORK) == 499_500


WORK = "sum([int(str(number)) for number in range(1000)])"


def test_signals_belong_to_python_or_the_host(host: Host) -> None:
    """With signal handlers Ctrl-C is an exception in Python; without them it ends the process."""
    snippet = "import os\ntry:\n    os.kill(os.getpid(), 2)\nexcept KeyboardInterrupt:\n    raise SystemExit(15)"

    assert host.run("start(install_signal_handlers = True)", snippet=snippet).returncode == 15
    assert host.run("start(install_signal_handlers = False)", snippet=snippet).returncode == -2


def test_noise_goes_to_stderr(host: Host) -> None:
    """What times and traces imports does so, and memory statistics come at the end."""
    done = host.run("start(import_time = True, malloc_stats = True, verbose = True)", snippet="import colorsys")
    lines = done.stderr.split("\n")

    assert done.returncode == 0
    assert [line for line in lines if line.startswith("import time:") and line.endswith("| colorsys")]
    assert [line for line in lines if line.startswith("import 'colorsys' #")]
    assert "Small block threshold = 512, in 32 size classes." in lines


# What Python is called with, and what runs


def test_argv_is_the_list(host: Host) -> None:
    """Where Python does not parse the command line, sys.argv is the list of the config, character by character."""
    config = 'start(argv = ["prog", "-O", "", "\\U0001f40d \\"q\\"", "--"], argvb = True, utf8_mode = True)'
    expected = ["prog", "-O", "", '\U0001f40d "q"', "--"]

    assert (expected, 0) == host.ask(config, "(sys.argv, sys.flags.optimize)")
    assert [text.encode() for text in expected] == host.ask(config, "sys.argvb")


def test_argv_is_parsed(host: Host) -> None:
    """Where Python parses the command line, its options act and vanish."""
    config = 'start(parse_argv = True, argv = ["prog", "-O", "-X", "a=b", "script.py", "-O"])'
    question = "(sys.argv, sys.flags.optimize, sys._xoptions, sys.orig_argv)"
    expected = (["script.py", "-O"], 1, {"a": "b"}, ["prog", "-O", "-X", "a=b", "script.py", "-O"])

    assert expected == host.ask(config, question)


def test_argv_comes_from_the_process(host: Host) -> None:
    """Without argv in the config, Python gets the arguments of the program."""
    expected = [str(host.executable), "--flag", "word"]

    assert (expected, False) == host.ask("start()", "(sys.argv, hasattr(sys, 'argvb'))", "--flag", "word")


def test_command_runs(host: Host) -> None:
    """run_command is executed as a program and decides the exit code."""
    done = host.run('start(run_command = "import sys\\nprint(__name__)\\nsys.exit(11)\\n")')

    assert (done.returncode, done.stdout, done.stderr) == (11, "__main__\n", "")


def test_module_runs(host: Host) -> None:
    """run_module runs the __main__ of a package that the importer finds, with the arguments of the program."""
    (host.folder / "tool").mkdir()
    (host.folder / "tool" / "__main__.py").write_text("import sys\nprint(sys.argv[1:])\nsys.exit(12)\n")
    config = """
start(run_module = "tool")
filesystem_importer(paths = [FOLDER] + stdlib_paths(PREFIX))
"""
    done = host.run(config, "one", "two")

    assert (done.returncode, done.stdout, done.stderr) == (12, "['one', 'two']\n", "")


def test_file_runs_without_its_first_line(host: Host) -> None:
    """run_filename runs a script, whose first line may be of another language."""
    (host.folder / "script.bat").write_text("@echo off\nimport sys\nsys.exit(13)\n")
    done = host.run('start(run_filename = FOLDER + "/script.bat", skip_first_source_line = True)')

    assert (done.returncode, done.stdout, done.stderr) == (13, "", "")


def test_prompt_follows_the_program(host: Host) -> None:
    """With inspect, a person finds the names of the program at the prompt once it has ended."""
    config = 'start(run_command = "value = 7", inspect = True, interactive = True, quiet = True)'
    done = host.run(config, stdin="print(value)\n")

    assert (done.returncode, done.stdout) == (0, "7\n")
