"""The traps of the fields of CPython's structs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.hosts.cpythons import CPython
from tests.hosts.programs import Run
from tests.truth.members import pre_member
from tests.truth.sentence import Sentence

LIBRARY = 'load("@stdlib//:paths.bzl", "stdlib_paths")\n'
PATHS = 'filesystem_importer(paths = stdlib_paths("$ORIGIN/py"))'


def isolated(fields: str = "", more: str = "") -> str:
    """Return a config of the isolated profile with UTF-8, and some fields."""
    return f'{LIBRARY}interpreter(profile = "isolated", utf8_mode = True, {fields})\n{more}\n'


def python(fields: str = "", more: str = "") -> str:
    """Return a config of the other profile, whose arguments are the program's, with some fields."""
    return f'{LIBRARY}interpreter(profile = "python", parse_argv = False, {fields})\n{more}\n'


def lay_out(folder: Path, _: CPython) -> None:
    """Lay scripts beside the program."""
    (folder / "script.py").write_text("\nimport sys\nprint(sys.argv)\n", encoding="utf-8")
    (folder / "batch.py").write_text("this is no Python\nprint('ran')\n", encoding="utf-8")
    (folder / "scripts").mkdir()
    (folder / "scripts" / "main.py").write_text("import neighbour\n", encoding="utf-8")
    (folder / "scripts" / "neighbour.py").write_text("print('neighbour')\n", encoding="utf-8")
    (folder / "copied").mkdir()


def came_up(run: Run) -> bool:
    """Tell whether CPython has started."""
    return run.report is not None


def starts(*, is_expected: bool) -> Callable[[Run], bool]:
    """Return what tells whether CPython has started as expected, or not."""
    return lambda run: came_up(run) is is_expected


def ends_with(code: int) -> Callable[[Run], bool]:
    """Return what tells whether a run has ended with an exit code."""
    return lambda run: run.code == code


def says(expected: str) -> Callable[[Run], bool]:
    """Return what tells whether a run has printed a text, and nothing else."""
    return lambda run: run.stdout.strip() == expected


ENCODINGS = "import sys; print(sys.getfilesystemencoding(), sys.stdout.encoding)"
FLAGS = "import sys; print(sys.flags.{})"
PREFIXES = "import sys; print(sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix)"
DYNLOAD = "import sys; print(any(path.startswith('/nowhere/') and path.endswith('lib-dynload') for path in sys.path))"
EXECUTABLE = 'program_name = "$ORIGIN/py/bin/python3"'
"""By which CPython finds itself without a home."""

DEBUG_HOOKS, MALLOC = 2, 3
"""What `PyPreConfig.allocator` holds for two kinds of allocators."""


RUN_START_FILE = """
import os, site
os.makedirs("more", exist_ok=True)
for name, text in (("starter.py", "def go(): print('started')"), ("starter.start", "starter:go")):
    with open("more/" + name, "w") as file:
        file.write(text)
site.addsitedir("more")
"""
"""Adds a folder as `site` does, with a file of entry points in it."""


def lists_paths(run: Run) -> bool:
    """Tell whether a start has failed and told where it looked."""
    return not came_up(run) and "Python path configuration:" in run.stderr


SENTENCES = (
    # Profile and isolation
    Sentence(
        source="field profile",
        text="On POSIX, `isolated` makes paths and streams ASCII up to 3.14, unless",
        last="3.14",
        config='interpreter(profile = "isolated")',
        ask=ENCODINGS,
        shown=says("ascii ascii"),
    ),
    Sentence(
        source="field isolated",
        text="True silently overrules `use_environment` and `user_site_directory`",
        config=python("isolated = True, use_environment = True, user_site_directory = True, utf8_mode = True"),
        ask="import sys; print(sys.flags.ignore_environment, sys.flags.no_user_site)",
        shown=says("1 1"),
    ),
    Sentence(
        source="field isolated",
        text="and from 3.11 also `safe_path`",
        config=python("isolated = True, safe_path = False, utf8_mode = True"),
        ask="import sys; print(getattr(sys.flags, 'safe_path', None))",
        shown=says("True"),
        first="3.11",
    ),
    Sentence(
        source="field isolated",
        text="False in the `isolated` profile still leaves `safe_path` on from CPython 3.11.",
        config=isolated("isolated = False"),
        ask="import sys; print(getattr(sys.flags, 'safe_path', None))",
        shown=says("True"),
        first="3.11",
    ),
    Sentence(
        source="field safe_path",
        text="False has no effect while `isolated` is on.",
        config=isolated('safe_path = False, argv = ["scripts/main.py"], run_filename = "scripts/main.py"'),
        shown=lambda run: "No module named 'neighbour'" in run.stderr,
        is_running=True,
    ),
    Sentence(
        source="field use_environment",
        text="True has no effect while `isolated` is on.",
        config=isolated("use_environment = True"),
        ask=FLAGS.format("verbose"),
        environment={"PYTHONVERBOSE": "1"},
        shown=says("0"),
    ),
    *(
        Sentence(
            source="field use_environment",
            text="`PYTHONVERBOSE`, `PYTHONUNBUFFERED` and their like act even where a field says otherwise.",
            config=python(f"use_environment = True, {field}"),
            ask=ask,
            environment={variable: "1"},
            shown=says("True"),
        )
        for field, variable, ask in (
            ("verbose = False", "PYTHONVERBOSE", "import sys; print(sys.flags.verbose == 1)"),
            ("buffered_stdio = True", "PYTHONUNBUFFERED", "import sys; print(sys.stdout.write_through)"),
        )
    ),
    Sentence(
        source="field user_site_directory",
        text="True has no effect while `isolated` is on.",
        config=isolated("user_site_directory = True"),
        ask="import site; print(site.ENABLE_USER_SITE)",
        shown=says("False"),
    ),
    Sentence(
        source="field user_site_directory",
        text="True has no effect while `site_import` is off, although `sys.flags` shows it.",
        config=python("site_import = False, user_site_directory = True"),
        ask="import sys; print(sys.flags.no_user_site, 'site' in sys.modules)",
        shown=says("0 False"),
    ),
    Sentence(
        source="field site_import",
        text="False also removes the built-in names `exit` and `quit` and the user's site-packages.",
        config=python("site_import = False"),
        ask="import builtins; print(hasattr(builtins, 'exit'), hasattr(builtins, 'quit'))",
        shown=says("False False"),
    ),
    Sentence(
        source="field site_import",
        text="and from 3.15 on its `.start` files (PEP 829).",
        config=python("utf8_mode = True"),
        ask=RUN_START_FILE,
        shown=says("started"),
        first="3.15",
    ),
    # Text
    Sentence(
        source="field configure_locale",
        text="False switches `coerce_c_locale` and `coerce_c_locale_warn` off, whatever they say.",
        config='interpreter(configure_locale = False, coerce_c_locale = "C", coerce_c_locale_warn = True)',
        environment={"LC_ALL": "", "LC_CTYPE": "C"},
        ask="import os; print(os.environ['LC_CTYPE'])",
        shown=lambda run: run.stdout == "C\n" and "coerc" not in run.stderr,
    ),
    Sentence(
        source="field coerce_c_locale",
        text="It has no effect while `configure_locale` is off, as it is in the `isolated` profile.",
        config='interpreter(profile = "isolated", coerce_c_locale = "C")',
        environment={"LC_ALL": "", "LC_CTYPE": "C"},
        ask="import os; print(os.environ['LC_CTYPE'])",
        shown=says("C"),
    ),
    Sentence(
        source="field coerce_c_locale",
        text="Makes CPython replace the `C` locale by a UTF-8 one such as `C.UTF-8`, for child processes too",
        config='interpreter(profile = "isolated", configure_locale = True, coerce_c_locale = "C")',
        environment={"LC_ALL": "", "LC_CTYPE": "C"},
        ask="import os; print(os.environ['LC_CTYPE'])",
        shown=says("C.UTF-8"),
    ),
    Sentence(
        source="field coerce_c_locale_warn",
        text="It has no effect without coercion, or while `configure_locale` is off.",
        config='interpreter(profile = "isolated", coerce_c_locale = "C", coerce_c_locale_warn = True)',
        environment={"LC_ALL": "", "LC_CTYPE": "C"},
        shown=lambda run: came_up(run) and run.stderr == "",
    ),
    Sentence(
        source="field coerce_c_locale_warn",
        text="True prints a warning to stderr when the `C` locale is coerced.",
        config=(
            'interpreter(profile = "isolated", configure_locale = True, coerce_c_locale = "C",'
            " coerce_c_locale_warn = True)"
        ),
        environment={"LC_ALL": "", "LC_CTYPE": "C"},
        shown=lambda run: "coerced to C.UTF-8" in run.stderr,
    ),
    Sentence(
        source="field utf8_mode",
        text="An explicit `filesystem_encoding` wins over it, while `sys.flags.utf8_mode` still says 1.",
        config=isolated('filesystem_encoding = "latin-1", filesystem_errors = "strict"'),
        ask="import sys; print(sys.getfilesystemencoding(), sys.flags.utf8_mode)",
        shown=lambda run: run.stdout.strip() in {"latin-1 1", "iso8859-1 1"},
    ),
    Sentence(
        source="field utf8_mode",
        text="Unset, the `python` profile turns it on for `PYTHONUTF8=1` or a `C` or `POSIX` locale,",
        config=python('coerce_c_locale = "off"'),
        environment={"LC_ALL": "POSIX"},
        ask=FLAGS.format("utf8_mode"),
        shown=says("1"),
    ),
    Sentence(
        source="field utf8_mode",
        text="and from 3.15 in every locale.",
        config=python('coerce_c_locale = "off"'),
        environment={"LC_ALL": "C.UTF-8"},
        ask=FLAGS.format("utf8_mode"),
        shown=says("1"),
        first="3.15",
    ),
    Sentence(
        source="field filesystem_encoding",
        text="An encoding that CPython doesn't know stops the start.",
        config=isolated('filesystem_encoding = "klingon"'),
        shown=lambda run: not came_up(run),
    ),
    *(
        Sentence(
            source="field filesystem_errors",
            text="On Linux only `strict` and `surrogateescape` are safe; `ignore` and `replace` stop the start.",
            config=python(f'utf8_mode = False, filesystem_errors = "{errors}"'),
            shown=starts(is_expected=is_safe),
        )
        for errors, is_safe in (("strict", True), ("surrogateescape", True), ("ignore", False), ("replace", False))
    ),
    *(
        Sentence(
            source="field filesystem_errors",
            text="`surrogatepass` stops the start on Linux unless `utf8_mode` is on, even in a UTF-8 locale.",
            config=python(f'utf8_mode = {is_utf8}, filesystem_errors = "surrogatepass"'),
            shown=starts(is_expected=is_utf8),
        )
        for is_utf8 in (True, False)
    ),
    Sentence(
        source="field stdio_encoding",
        text="An encoding that CPython doesn't know is an error at the start.",
        config=isolated('stdio_encoding = "klingon"'),
        shown=lambda run: not came_up(run),
    ),
    Sentence(
        source="field stdio_encoding",
        text="The form `utf-8:strict` of `PYTHONIOENCODING` is an error: the part after the colon is `stdio_errors`.",
        config=isolated('stdio_encoding = "utf-8:strict"'),
        shown=lambda run: not came_up(run),
    ),
    Sentence(
        source="field stdio_errors",
        text="CPython takes an unknown name without a word",
        config=isolated('stdio_errors = "klingon"'),
        shown=lambda run: came_up(run) and run.stderr == "",
    ),
    Sentence(
        source="field stdio_errors",
        text="but for development mode from 3.9, which ends the start.",
        config=isolated('stdio_errors = "klingon", development_mode = True'),
        shown=lambda run: not came_up(run),
        first="3.9",
    ),
    Sentence(
        source="field stdio_errors",
        text="`sys.stderr` always uses `backslashreplace`.",
        config=isolated('stdio_errors = "replace"'),
        ask="import sys; print(sys.stdout.errors, sys.stderr.errors)",
        shown=says("replace backslashreplace"),
    ),
    # What runs
    Sentence(
        source="field parse_argv",
        text="`--version` exits with 0",
        config='interpreter(run_command = "print(1)")',
        arguments=("--version",),
        shown=lambda run: run.code in {0, 100} and run.stdout.startswith("Python 3."),
    ),
    Sentence(
        source="field parse_argv",
        text="an unknown option with 2.",
        config='interpreter(run_command = "print(1)")',
        arguments=("--wanted",),
        shown=lambda run: run.code in {2, 102} and not came_up(run),
    ),
    Sentence(
        source="field parse_argv",
        text="With `run_command`, `sys.argv[0]` becomes `-c`",
        config='interpreter(run_command = "import sys; print(sys.argv)")',
        arguments=("one", "two"),
        shown=says("['-c', 'one', 'two']"),
        is_running=True,
    ),
    Sentence(
        source="field parse_argv",
        text="with `run_filename`, the first item is dropped.",
        config='interpreter(run_filename = "script.py")',
        arguments=("one", "two"),
        shown=says("['one', 'two']"),
        is_running=True,
    ),
    Sentence(
        source="field parse_argv",
        text="In the `isolated` profile, `-X dev` among the arguments is ignored.",
        config=isolated("parse_argv = True"),
        arguments=("-X", "dev"),
        ask=FLAGS.format("dev_mode"),
        shown=says("False"),
    ),
    Sentence(
        source="field inspect",
        text="No prompt opens where stdin is no terminal",
        config=isolated('inspect = True, run_command = "1"'),
        shown=lambda run: ">>>" not in run.stdout + run.stderr,
        is_running=True,
    ),
    Sentence(
        source="field inspect",
        text="unless `interactive` is on as well.",
        config=isolated('inspect = True, interactive = True, run_command = "1"'),
        shown=lambda run: ">>>" in run.stdout + run.stderr,
        is_running=True,
    ),
    Sentence(
        source="field interactive",
        text="with nothing to run, CPython shows its prompt.",
        config=isolated("interactive = True"),
        shown=lambda run: ">>>" in run.stdout + run.stderr,
        is_running=True,
    ),
    *(
        Sentence(
            source=f"field {source}",
            text="command before module before filename.",
            config=isolated(f'run_command = "print(1)", run_module = "nothing", {more}'),
            shown=says("1"),
            is_running=True,
        )
        for source, more in (("run_command", 'run_filename = "script.py"'), ("run_module", ""))
    ),
    Sentence(
        source="field run_filename",
        text="command before module before filename.",
        config=isolated('run_module = "colorsys", run_filename = "script.py"'),
        shown=lambda run: (run.code, run.stdout) == (0, ""),
        is_running=True,
    ),
    Sentence(
        source="field run_command",
        text="An indented text is an IndentationError up to CPython 3.13; 3.14 removes the indentation.",
        config=isolated('run_command = "  print(1)"'),
        shown=lambda run: run.code == 1 and "IndentationError" in run.stderr,
        last="3.13",
        is_running=True,
    ),
    Sentence(
        source="field run_command",
        text="Syntax that is newer than the CPython that runs it ends the program with exit code 1.",
        config=isolated('run_command = "match 1:\\n case 1: print(1)"'),
        shown=lambda run: run.code == 1 and "SyntaxError" in run.stderr,
        last="3.9",
        is_running=True,
    ),
    Sentence(
        source="field run_filename",
        text="Neighbours of the script can't be imported unless the first item of `argv` names the script too.",
        config=python('utf8_mode = True, argv = ["app"], run_filename = "scripts/main.py"'),
        shown=lambda run: run.code == 1 and "No module named 'neighbour'" in run.stderr,
        is_running=True,
    ),
    Sentence(
        source="field run_filename",
        text="unless the first item of `argv` names the script too.",
        config=python('utf8_mode = True, argv = ["scripts/main.py"], run_filename = "scripts/main.py"'),
        shown=says("neighbour"),
        is_running=True,
    ),
    Sentence(
        source="field run_filename",
        text="A relative path is looked up from the working folder, and CPython 3.9 and later make it absolute.",
        config=isolated('run_filename = "script.py"'),
        ask="import sys; print(sys._configs['config']['run_filename'].startswith('/'))",
        shown=says("True"),
        first="3.9",
    ),
    *(
        Sentence(
            source="field run_module",
            text=(
                "A file name such as `app.py`, an entry point such as `app.cli:main` or an empty string gives"
                " exit code 1."
            ),
            config=isolated(f'run_module = "{name}"'),
            shown=lambda run: run.code == 1,
            is_running=True,
        )
        for name in ("script.py", "colorsys:rgb_to_hls", "")
    ),
    Sentence(
        source="field run_module",
        text="A module that is linked into the host can't be run.",
        config=isolated('run_module = "multi"', 'static_extension("multi")'),
        shown=lambda run: run.code == 1 and "No code object available for multi" in run.stderr,
        is_running=True,
    ),
    *(
        Sentence(
            source="field skip_first_source_line",
            text="It acts on `run_filename` alone, not on `run_module` or `run_command`.",
            config=isolated(f"skip_first_source_line = True, {field}"),
            shown=ends_with(code),
            is_running=True,
        )
        for field, code in (
            ('run_filename = "batch.py"', 0),
            ('run_command = "this is no Python\\nprint(1)"', 1),
        )
    ),
    # Places
    Sentence(
        source="field prefix",
        text="Together with `home` it is honoured up to CPython 3.10, and overwritten from 3.11.",
        config=isolated('prefix = "/nowhere"'),
        ask=PREFIXES,
        shown=lambda run: run.stdout.startswith("/nowhere "),
        last="3.10",
    ),
    Sentence(
        source="field exec_prefix",
        text="Together with `home` it is honoured up to CPython 3.10, and overwritten from 3.11.",
        config=isolated('exec_prefix = "/nowhere"'),
        ask=PREFIXES,
        shown=lambda run: run.stdout.split()[1] == "/nowhere",
        last="3.10",
    ),
    Sentence(
        source="field prefix",
        text="CPython 3.11 and later look for the standard library there and fail.",
        config=isolated(f'prefix = "/nowhere", {EXECUTABLE}'),
        home=False,
        shown=lambda run: not came_up(run),
        first="3.11",
    ),
    Sentence(
        source="field exec_prefix",
        text="CPython 3.11 and later look there for the extension modules of the standard library.",
        config=isolated(f'exec_prefix = "/nowhere", {EXECUTABLE}'),
        home=False,
        ask=DYNLOAD,
        shown=says("True"),
        first="3.11",
    ),
    Sentence(
        source="field base_prefix",
        text="Beside `home`, CPython 3.14 looks for the standard library there and fails; up to 3.13 it is honoured.",
        config=isolated('base_prefix = "/nowhere"'),
        ask=PREFIXES,
        shown=lambda run: not came_up(run),
        first="3.14",
    ),
    Sentence(
        source="field base_prefix",
        text="up to 3.13 it is honoured.",
        config=isolated('base_prefix = "/nowhere"'),
        ask=PREFIXES,
        shown=lambda run: run.stdout.split()[2:3] == ["/nowhere"],
        last="3.13",
    ),
    *(
        Sentence(
            source="field base_exec_prefix",
            text="CPython 3.14 looks there for the extension modules of the standard library.",
            config=isolated(f'base_exec_prefix = "/nowhere"{fields}'),
            home=home,
            ask=DYNLOAD,
            shown=says("True"),
            first="3.14",
        )
        for fields, home in (("", True), (f", {EXECUTABLE}", False))
    ),
    Sentence(
        source="field home",
        text="A folder without the standard library stops the start.",
        config=isolated('home = "/nowhere"'),
        home=False,
        shown=lambda run: not came_up(run),
    ),
    *(
        Sentence(
            source="field platlibdir",
            text=(
                "With another name than the build's, CPython does not find its standard library;"
                " empty, only up to 3.10."
            ),
            config=isolated(f'platlibdir = "{name}"'),
            shown=lambda run: not came_up(run),
            first="3.9",
            last=last,
        )
        for name, last in (("nowhere", None), ("", "3.10"))
    ),
    Sentence(
        source="field stdlib_dir",
        text="CPython 3.11 and 3.12 overwrite it by what they compute",
        config=isolated('stdlib_dir = "/nowhere"'),
        ask="import sys; print(getattr(sys, '_stdlib_dir', '').startswith(sys.prefix))",
        shown=says("True"),
        first="3.11",
        last="3.12",
    ),
    Sentence(
        source="field stdlib_dir",
        text="which is None beside module search paths.",
        config=isolated('stdlib_dir = "/nowhere"', PATHS),
        home=False,
        ask="import sys; print(getattr(sys, '_stdlib_dir', 'no'))",
        shown=says("None"),
        first="3.11",
        last="3.12",
    ),
    Sentence(
        source="field pathconfig_warnings",
        text="Where the start fails, CPython lists its paths on stderr even with False,",
        config=isolated('pathconfig_warnings = False, home = "/nowhere"'),
        home=False,
        shown=lambda run: lists_paths(run) and "/nowhere/lib/python3.15" not in run.stderr,
        last="3.12",
    ),
    Sentence(
        source="field pathconfig_warnings",
        text="not seen on 3.13.0 and 3.14.3, and seen on 3.13.18 and 3.14.10.",
        config=isolated('pathconfig_warnings = False, home = "/nowhere"'),
        home=False,
        shown=lambda run: lists_paths(run) and "/nowhere/lib/python3.15" in run.stderr,
        first="3.15",
    ),
    Sentence(
        source="field python_path_env",
        text="From CPython 3.11 it is ignored while `use_environment` is off, as it is in the `isolated` profile.",
        config=isolated('python_path_env = "/extra"'),
        ask="import sys; print('/extra' in sys.path)",
        shown=says("False"),
        first="3.11",
    ),
    Sentence(
        source="field python_path_env",
        text="It is ignored wherever module search paths are set.",
        config=python('utf8_mode = True, python_path_env = "/extra"', PATHS),
        ask="import sys; print('/extra' in sys.path)",
        shown=says("False"),
    ),
    # Compiled code, processes, diagnosis
    Sentence(
        source="field pycache_prefix",
        text="`.pyc` files in it are still used while `write_bytecode` is off.",
        config=isolated('pycache_prefix = "$ORIGIN/copied", write_bytecode = False'),
        ask=(
            "import sys; from importlib.util import cache_from_source as cached\n"
            "print(cached('/x/y.py').startswith(sys.pycache_prefix), sys.dont_write_bytecode)"
        ),
        shown=says("True True"),
    ),
    Sentence(
        source="field install_signal_handlers",
        text="False does not last: the first `import signal`, by asyncio for one, installs the Ctrl-C handler.",
        config=isolated(),
        ask="import asyncio, signal; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)",
        shown=says("True"),
    ),
    Sentence(
        source="field use_hash_seed",
        text="True without a `hash_seed` turns randomisation off.",
        config=isolated("use_hash_seed = True"),
        ask=FLAGS.format("hash_randomization"),
        shown=says("0"),
    ),
    Sentence(
        source="field int_max_str_digits",
        text="CPython takes 1 to 639 here, which it refuses everywhere else.",
        config=isolated("int_max_str_digits = 1"),
        ask="import sys; print(getattr(sys.flags, 'int_max_str_digits', None))",
        shown=says("1"),
        first="3.12",
    ),
    *(
        Sentence(
            source="field cpu_count",
            text="0 is ignored silently.",
            config=isolated(f"cpu_count = {count}"),
            ask="import os; print(os.cpu_count() == os.sysconf('SC_NPROCESSORS_ONLN'))",
            shown=says("True"),
        )
        for count in (0, -1)
    ),
    Sentence(
        source="field remote_debug",
        text="Unset means on.",
        config=isolated(),
        ask="import sys; print(sys.is_remote_debug_enabled() if hasattr(sys, 'is_remote_debug_enabled') else None)",
        shown=says("True"),
        first="3.14",
    ),
    *(
        Sentence(
            source=f"field {field}",
            text="Unset, it is on in free-threaded builds and off in all others.",
            config=isolated(),
            ask=f"import sys; print(getattr(sys.flags, '{field}', None))",
            shown=lambda run: run.stdout.strip() in {"0", "False"},
            first="3.14",
        )
        for field in ("context_aware_warnings", "thread_inherit_context")
    ),
    Sentence(
        source="field development_mode",
        text="In the `isolated` profile it leaves the fault handler off up to CPython 3.13.",
        config=isolated("development_mode = True"),
        ask="import faulthandler; print(faulthandler.is_enabled())",
        shown=says("False"),
        last="3.13",
    ),
    Sentence(
        source="field bytes_warning",
        text="With `raise`, the warn option `ignore::BytesWarning` still silences it.",
        config=isolated('bytes_warning = "raise", warn_options = ["ignore::BytesWarning"]'),
        ask="print(str(b'a'))",
        shown=says("b'a'"),
    ),
    Sentence(
        source="field bytes_warning",
        text="With `none`, the warn option `error::BytesWarning` raises nothing.",
        config=isolated('bytes_warning = "none", warn_options = ["error::BytesWarning"]'),
        ask="print(str(b'a'))",
        shown=says("b'a'"),
    ),
    Sentence(
        source="field allocator",
        text="`PYTHONMALLOC` decides where the environment is read, else `development_mode`, which puts debug hooks on",
        config="interpreter(development_mode = True)",
        environment={"PYTHONMALLOC": "malloc"},
        shown=lambda run: pre_member(run, "allocator") == MALLOC,
    ),
    Sentence(
        source="field allocator",
        text="else `development_mode`, which puts debug hooks on",
        config="interpreter(development_mode = True)",
        shown=lambda run: pre_member(run, "allocator") == DEBUG_HOOKS,
    ),
    Sentence(
        source="field malloc_stats",
        text="It prints nothing while `allocator` is `malloc`.",
        config=isolated('malloc_stats = True, allocator = "malloc"'),
        shown=lambda run: came_up(run) and run.stderr == "",
    ),
    *(
        Sentence(
            source="field warn_options",
            text=text,
            config=isolated(f'warn_options = ["{option}"]'),
            shown=lambda run: came_up(run) and run.stderr.count("Invalid -W option ignored") == 1,
        )
        for option, text in (
            ("klingon", "A filter that CPython can't read is dropped, with no more than a line on stderr."),
            ("error,ignore::X", "`error,ignore::X` is one filter, and dropped."),
        )
    ),
    Sentence(
        source="field warn_options",
        text="Where several match, the last one wins.",
        config=isolated('warn_options = ["error", "ignore"]'),
        ask="import warnings; warnings.warn('a'); print('ignored')",
        shown=says("ignored"),
    ),
    *(
        Sentence(
            source="field x_options",
            text="have no effect here: they act on a parsed command line only.",
            config=python(f'x_options = ["{option}"], utf8_mode = {is_utf8}'),
            # UTF-8 mode is on in that locale, whatever the version.
            environment={"LC_ALL": "C"},
            ask=f"import sys; print(int(getattr(sys.flags, '{flag}', 0)))",
            shown=says(becomes),
        )
        for option, flag, is_utf8, becomes in (
            ("dev", "dev_mode", True, "0"),
            ("utf8=0", "utf8_mode", None, "1"),
            ("warn_default_encoding", "warn_default_encoding", True, "0"),
        )
    ),
    *(
        Sentence(
            source="field x_options",
            text="The `isolated` profile ignores `tracemalloc` and `perf`, and up to CPython 3.13 also `faulthandler`.",
            config=isolated(f'x_options = ["{option}"]'),
            ask=ask,
            shown=says("False"),
            last=last,
        )
        for option, ask, last in (
            ("tracemalloc", "import tracemalloc; print(tracemalloc.is_tracing())", None),
            ("perf", "import sys; print(getattr(sys, 'is_stack_trampoline_active', bool)())", None),
            ("faulthandler", "import faulthandler; print(faulthandler.is_enabled())", "3.13"),
        )
    ),
    Sentence(
        source="field x_options",
        text="From CPython 3.12, the `isolated` profile ignores `int_max_str_digits` too.",
        config=isolated('x_options = ["int_max_str_digits=700"]'),
        ask="import sys; print(sys.get_int_max_str_digits())",
        shown=says("4300"),
        first="3.12",
    ),
    Sentence(
        source="field warn_default_encoding",
        text="CPython overwrites it: only the option `-X warn_default_encoding` and its variable act.",
        config=isolated("warn_default_encoding = True"),
        ask="import sys; print(int(getattr(sys.flags, 'warn_default_encoding', 0)))",
        shown=says("0"),
    ),
    *(
        Sentence(
            source=f"field {field}",
            text="It does nothing in release builds of CPython.",
            config=isolated(f"{field} = {value}"),
            shown=lambda run: came_up(run) and run.stderr == "" and run.stdout == "",
        )
        for field, value in (
            ("dump_refs", "True"),
            ("parser_debug", "True"),
            ("show_ref_count", "True"),
            ("show_alloc_count", "True"),
            ("dump_refs_file", '"$ORIGIN/refs"'),
        )
    ),
)
