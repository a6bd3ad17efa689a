"""
The fields of pyembed's ``PythonInterpreterConfig``: what CPython's ``PyPreConfig`` and ``PyConfig`` are told.

Sources: PEP 587 and the page "Python Initialization Configuration" of CPython's C API docs for meaning and members; the
API docs and source of the pyembed crate, 0.17 to 0.24, for names, order and enums. The defaults per profile and the
traps were measured by starting CPython 3.8 to 3.15 with each of them; where a version is not named, all do the same.
"""

from __future__ import annotations

from functools import partial

from configlang.cpython.builds import WINDOWS
from configlang.schema.field import MEASURED, Choice, Field, Group, Kind, Place
from configlang.schema.table_outer import ORIGIN_TRAPS

_RUN_TRAPS = (
    "Nothing runs unless the host calls `Py_RunMain`, as pyembed's `run()` and `py_runmain()` do.",
    "Of several `run_*` fields one acts and the rest are dropped silently: command before module before filename.",
)
_DEBUG_BUILD_TRAP = "It does nothing in release builds of CPython."
_UNIX_TRAP = "pyembed drops it silently on Unix."
_BESIDE_HOME_TRAP = "Together with `home` it is honoured up to CPython 3.10, and overwritten from 3.11."

_INT_MAX = 2**31 - 1
"""The largest C int."""

_flag = partial(Field, place=Place.INNER, kind=Kind.BOOL)
_text = partial(Field, place=Place.INNER, kind=Kind.STR)
_texts = partial(Field, place=Place.INNER, kind=Kind.STR_LIST)
_path = partial(Field, place=Place.INNER, kind=Kind.PATH)
_choice = partial(Field, place=Place.INNER, kind=Kind.CHOICE)

# In declaration order. A default of -1 is CPython's "not decided yet": environment, options or locale decide.
INNER_FIELDS: tuple[Field, ...] = (
    # No member holds the profile: it decides which function fills both structs before any other field is set.
    _choice(
        name="profile",
        group=Group.ISOLATION,
        default="python",
        is_optional=False,
        rust_enum="PythonInterpreterProfile",
        choices=(
            Choice(
                value="isolated",
                variant="Isolated",
                doc="CPython keeps away from environment variables, options, locale, signals and the user's packages.",
            ),
            Choice(value="python", variant="Python", doc="CPython starts the way the `python` command does."),
        ),
        doc="The set of defaults that every unset field takes its value from.",
        aliases=("config_profile", "interpreter_profile"),
        traps=(
            (
                "On POSIX, `isolated` makes paths and streams ASCII up to 3.14, unless `utf8_mode` is on, or"
                " `configure_locale` or the host itself sets a locale of UTF-8."
            ),
            "PyInitConfig (3.14) knows the `isolated` defaults only, and can't be told to decide as `python` does.",
        ),
    ),
    _choice(
        name="allocator",
        group=Group.MEMORY,
        c_members=("PyPreConfig.allocator",),
        python_default=0,
        isolated_default=0,
        rust_enum="Allocator",
        choices=(
            Choice(
                value="not-set", variant="NotSet", c_value=0, doc="As unset; `development_mode` then takes `debug`."
            ),
            Choice(value="default", variant="Default", c_value=1, doc="Sets the allocators of CPython's build."),
            Choice(value="debug", variant="Debug", c_value=2, doc="Sets those of the build, with debug hooks."),
            Choice(value="malloc", variant="Malloc", c_value=3, doc="Takes all memory from C's `malloc`."),
            Choice(value="malloc-debug", variant="MallocDebug", c_value=4, doc="The same with debug hooks."),
            Choice(value="py-malloc", variant="PyMalloc", c_value=5, doc="Takes small objects from pymalloc."),
            Choice(value="py-malloc-debug", variant="PyMallocDebug", c_value=6, doc="The same with debug hooks."),
            Choice(
                value="mimalloc", c_value=7, extent=MEASURED.since("3.13"), doc="Takes small objects from mimalloc."
            ),
            Choice(value="mimalloc-debug", c_value=8, extent=MEASURED.since("3.13"), doc="The same with debug hooks."),
        ),
        doc=(
            "The memory allocators that CPython starts with."
            " Unset, `PYTHONMALLOC` decides where the environment is read, else `development_mode`, which puts debug"
            " hooks on, else the build of CPython."
        ),
        aliases=("malloc", "pythonmalloc"),
    ),
    _flag(
        name="configure_locale",
        group=Group.TEXT,
        c_members=("PyPreConfig.configure_locale",),
        python_default=1,
        isolated_default=0,
        doc=(
            "True switches the process to the user's `LC_CTYPE` locale, which text encodings follow."
            " False keeps the locale that the host has set, `C` if it has set none."
        ),
        aliases=("locale", "set_locale"),
        traps=("False switches `coerce_c_locale` and `coerce_c_locale_warn` off, whatever they say.",),
    ),
    _choice(
        name="coerce_c_locale",
        group=Group.TEXT,
        c_members=("PyPreConfig.coerce_c_locale",),
        python_default=-1,
        isolated_default=0,
        rust_enum="CoerceCLocale",
        choices=(
            Choice(value="LC_CTYPE", variant="LCCtype", c_value=1, doc="Coerces if the `LC_CTYPE` locale is `C`."),
            Choice(value="C", variant="C", c_value=2, doc="Coerces without a look at the locale."),
            Choice(value="off", c_value=0, doc="Never coerces."),
            Choice(value="auto", c_value=-1, doc="Lets locale and environment decide, as the `python` profile does."),
        ),
        doc=(
            "Makes CPython replace the `C` locale by a UTF-8 one such as `C.UTF-8`, for child processes too (PEP 538)."
            " Unset, the `python` profile decides by locale and environment, and the `isolated` one never coerces."
        ),
        aliases=("coerce_locale",),
        traps=(
            "It has no effect while `configure_locale` is off, as it is in the `isolated` profile.",
            "pyembed can only switch coercion on: it has no value for `off`.",
        ),
    ),
    _flag(
        name="coerce_c_locale_warn",
        group=Group.TEXT,
        c_members=("PyPreConfig.coerce_c_locale_warn",),
        python_default=-1,
        isolated_default=0,
        doc="True prints a warning to stderr when the `C` locale is coerced.",
        aliases=("coerce_locale_warn",),
        traps=("It has no effect without coercion, or while `configure_locale` is off.",),
    ),
    _flag(
        name="development_mode",
        group=Group.DIAGNOSIS,
        c_members=("PyPreConfig.dev_mode", "PyConfig.dev_mode"),
        python_default=-1,
        isolated_default=0,
        doc=(
            "True turns on run-time checks that cost too much for daily use:"
            " all warnings shown, debug hooks on memory, the fault handler, asyncio's debug mode."
        ),
        aliases=("dev", "dev_mode", "devmode"),
        traps=("In the `isolated` profile it leaves the fault handler off up to CPython 3.13.",),
    ),
    _flag(
        name="isolated",
        group=Group.ISOLATION,
        c_members=("PyPreConfig.isolated", "PyConfig.isolated"),
        python_default=0,
        isolated_default=1,
        doc=(
            "True keeps the user's surroundings out: no `PYTHON*` variables, no user site-packages,"
            " and no script or working folder at the head of `sys.path`."
        ),
        aliases=("isolate", "isolated_mode"),
        traps=(
            "True silently overrules `use_environment` and `user_site_directory`, and from 3.11 also `safe_path`.",
            "False in the `isolated` profile still leaves `safe_path` on from CPython 3.11.",
        ),
    ),
    _flag(
        name="legacy_windows_fs_encoding",
        group=Group.TEXT,
        c_members=("PyPreConfig.legacy_windows_fs_encoding",),
        python_default=0,
        isolated_default=0,
        guard=WINDOWS,
        doc=(
            "True makes paths on Windows use the ANSI code page (`mbcs`, unknown characters replaced)"
            " instead of UTF-8, as Python did before 3.6."
        ),
        aliases=("legacy_fs_encoding",),
        traps=("True forces `utf8_mode` off.", _UNIX_TRAP),
    ),
    _flag(
        name="parse_argv",
        group=Group.RUNNING,
        c_members=("PyPreConfig.parse_argv", "PyConfig.parse_argv"),
        python_default=1,
        isolated_default=0,
        doc=(
            "True reads the head of `argv` as the `python` command would: options such as `-O` and `-c` take effect"
            " and are removed from `sys.argv`. False hands all of it to the program."
        ),
        aliases=("parse_args", "parse_arguments"),
        traps=(
            "True reads the program's own arguments so too: `--version` exits with 0, an unknown option with 2.",
            "With `run_command`, `sys.argv[0]` becomes `-c`; with `run_filename`, the first item is dropped.",
            "In the `isolated` profile, `-X dev` among the arguments is ignored.",
        ),
    ),
    _flag(
        name="use_environment",
        group=Group.ISOLATION,
        c_members=("PyPreConfig.use_environment", "PyConfig.use_environment"),
        python_default=1,
        isolated_default=0,
        doc="True lets `PYTHON*` environment variables set what the config leaves unset. False ignores them.",
        aliases=("environment", "use_env"),
        opposites=("ignore_environment",),
        traps=(
            "True has no effect while `isolated` is on.",
            "With True, `PYTHONVERBOSE`, `PYTHONUNBUFFERED` and their like act even where a field says otherwise.",
        ),
    ),
    _flag(
        name="utf8_mode",
        group=Group.TEXT,
        c_members=("PyPreConfig.utf8_mode",),
        python_default=-1,
        isolated_default=0,
        later_defaults=(MEASURED.since("3.15"), -1, 1),
        doc=(
            "True makes UTF-8 the encoding of paths, streams and text files, whatever the locale (PEP 540, PEP 686)."
            " Unset, the `python` profile turns it on for `PYTHONUTF8=1` or a `C` or `POSIX` locale, and from 3.15"
            " in every locale."
        ),
        aliases=("utf8", "utf8mode", "utf_8_mode"),
        traps=(
            "An explicit `filesystem_encoding` wins over it, while `sys.flags.utf8_mode` still says 1.",
            "On Windows, `legacy_windows_fs_encoding` forces it off.",
        ),
    ),
    # The argument ``argv`` is the outer field, which wins: this one stays unset in every output.
    Field(
        name="argv",
        group=Group.RUNNING,
        place=Place.INNER,
        kind=Kind.OS_STR_LIST,
        c_members=("PyConfig.argv",),
        owner="argv",
        doc="The command line that pyembed falls back to where the outer `argv` is unset. It always stays unset.",
    ),
    _path(
        name="base_exec_prefix",
        group=Group.PLACES,
        c_members=("PyConfig.base_exec_prefix",),
        doc=(
            "The value of `sys.base_exec_prefix`, which differs from `sys.exec_prefix` in a virtual environment."
            " Unset, it equals `exec_prefix`."
        ),
        aliases=("sys_base_exec_prefix",),
        traps=(
            "Without module search paths, CPython 3.14 looks there for the extension modules of the standard library.",
        ),
    ),
    _path(
        name="base_executable",
        group=Group.PLACES,
        c_members=("PyConfig.base_executable",),
        doc=(
            "The value of `sys._base_executable`: the interpreter that a virtual environment was made from,"
            " and that `venv` uses for new ones. Unset, it equals `executable`."
        ),
        aliases=("base_exe", "sys_base_executable"),
    ),
    _path(
        name="base_prefix",
        group=Group.PLACES,
        c_members=("PyConfig.base_prefix",),
        doc=(
            "The value of `sys.base_prefix`, which differs from `sys.prefix` in a virtual environment."
            " Unset, it equals `prefix`."
        ),
        aliases=("sys_base_prefix",),
        traps=(
            "Beside `home`, CPython 3.14 looks for the standard library there and fails; up to 3.13 it is honoured.",
        ),
    ),
    _flag(
        name="buffered_stdio",
        group=Group.TEXT,
        c_members=("PyConfig.buffered_stdio",),
        python_default=1,
        isolated_default=1,
        doc=(
            "False writes to `sys.stdout` and `sys.stderr` at once, without a buffer."
            " `sys.stdin` is buffered in any case."
        ),
        aliases=("buffer_stdio", "buffered"),
        opposites=("unbuffered", "unbuffered_stdio"),
        traps=("False leaves the streams of C buffered while `configure_c_stdio` is off.",),
    ),
    _choice(
        name="bytes_warning",
        group=Group.DIAGNOSIS,
        maximum=_INT_MAX,
        c_members=("PyConfig.bytes_warning",),
        python_default=0,
        isolated_default=0,
        rust_enum="BytesWarning",
        choices=(
            Choice(value="none", variant="None", c_value=0, doc="Says nothing."),
            Choice(value="warn", variant="Warn", c_value=1, doc="Issues a `BytesWarning`."),
            Choice(value="raise", variant="Raise", c_value=2, doc="Raises `BytesWarning`."),
        ),
        doc=(
            "What happens when bytes are compared with a str or an int, or are turned into text by `str()`."
            " As an int, 2 and more are `raise`."
        ),
        aliases=("bytes_warnings",),
        traps=(
            "With `raise`, the warn option `ignore::BytesWarning` still silences it.",
            "With `none`, the warn option `error::BytesWarning` raises nothing.",
            "CPython's documentation calls it deprecated from 3.15 on, and announces its end for 3.17.",
        ),
    ),
    # Both Init functions leave the member NULL; ``PyConfig_Read`` turns that into "default".
    _choice(
        name="check_hash_pycs_mode",
        group=Group.COMPILED,
        c_members=("PyConfig.check_hash_pycs_mode",),
        rust_enum="CheckHashPycsMode",
        choices=(
            Choice(value="always", variant="Always", c_value="always", doc="Compares each with its source."),
            Choice(value="never", variant="Never", c_value="never", doc="Trusts each without a look at the source."),
            Choice(value="default", variant="Default", c_value="default", doc="Follows the flag inside each file."),
        ),
        doc="How hash-based `.pyc` files (PEP 552) are checked against their source. Unset means `default`.",
        aliases=("check_hash_based_pycs", "check_hash_pycs"),
    ),
    _flag(
        name="configure_c_stdio",
        group=Group.TEXT,
        c_members=("PyConfig.configure_c_stdio",),
        python_default=1,
        isolated_default=0,
        doc=(
            "True sets the buffering of C's own standard streams to match, and makes them binary on Windows."
            " False leaves them as the host has them."
        ),
        aliases=("configure_stdio",),
    ),
    _flag(
        name="dump_refs",
        group=Group.DIAGNOSIS,
        c_members=("PyConfig.dump_refs",),
        python_default=0,
        isolated_default=0,
        doc="True lists the objects that are still alive at exit. CPython must have been built with `Py_TRACE_REFS`.",
        aliases=("dumprefs",),
        traps=(_DEBUG_BUILD_TRAP,),
    ),
    _path(
        name="exec_prefix",
        group=Group.PLACES,
        c_members=("PyConfig.exec_prefix",),
        doc=(
            "The value of `sys.exec_prefix`, the root of the files that depend on the platform."
            " Unset, CPython computes it."
        ),
        aliases=("sys_exec_prefix",),
        traps=(
            _BESIDE_HOME_TRAP,
            (
                "With neither `home` nor module search paths, CPython 3.11 and later look there for the extension"
                " modules of the standard library."
            ),
        ),
    ),
    _path(
        name="executable",
        group=Group.PLACES,
        c_members=("PyConfig.executable",),
        doc=(
            "The value of `sys.executable`, which `subprocess` and `multiprocessing` start as the Python interpreter."
            " Unset, CPython derives it from `program_name`."
        ),
        aliases=("sys_executable",),
    ),
    _flag(
        name="fault_handler",
        group=Group.DIAGNOSIS,
        c_members=("PyConfig.faulthandler",),
        python_default=-1,
        isolated_default=0,
        later_defaults=(MEASURED.since("3.14"), -1, -1),
        doc=(
            "True calls `faulthandler.enable()` at the start, so that a crash prints the Python stack to stderr."
            " Unset, the `python` profile follows `PYTHONFAULTHANDLER` and the development mode."
        ),
        aliases=("enable_faulthandler", "faulthandler"),
    ),
    _text(
        name="filesystem_encoding",
        group=Group.TEXT,
        c_members=("PyConfig.filesystem_encoding",),
        doc=(
            "The encoding of paths, environment variables and command line arguments."
            " Unset, it is UTF-8 on Windows, on macOS and in UTF-8 mode, and else that of the locale."
        ),
        aliases=("fs_encoding", "fsencoding"),
        traps=("An encoding that CPython doesn't know stops the start.",),
    ),
    _text(
        name="filesystem_errors",
        group=Group.TEXT,
        c_members=("PyConfig.filesystem_errors",),
        doc=(
            "What happens to bytes of a path that `filesystem_encoding` can't decode."
            " Unset, it is `surrogatepass` on Windows and `surrogateescape` elsewhere, so that such paths survive."
        ),
        aliases=("filesystem_encode_errors", "fs_errors"),
        traps=(
            "On Linux only `strict` and `surrogateescape` are safe; `ignore` and `replace` stop the start.",
            "`surrogatepass` stops the start on Linux unless `utf8_mode` is on, even in a UTF-8 locale.",
        ),
    ),
    # One value for two members. The defaults are those of hash_seed; use_hash_seed has its own field.
    Field(
        name="hash_seed",
        group=Group.PROCESSES,
        place=Place.INNER,
        kind=Kind.INT,
        minimum=0,
        maximum=4_294_967_295,
        c_members=("PyConfig.hash_seed", "PyConfig.use_hash_seed"),
        python_default=0,
        isolated_default=0,
        doc=(
            "The seed of the hashes of str and bytes, for runs that repeat exactly; 0 turns randomisation off."
            " Unset, each run gets a random seed, or that of `PYTHONHASHSEED` where the environment is read."
        ),
        aliases=("hashseed", "pythonhashseed"),
    ),
    _path(
        name="home",
        group=Group.PLACES,
        c_members=("PyConfig.home",),
        doc=(
            "The folder below which CPython finds its standard library, as `PYTHONHOME` names it."
            " Unset, it is `origin` if `set_missing_path_configuration` is on, and else CPython searches."
        ),
        aliases=("python_home", "pythonhome"),
        traps=("A folder without the standard library stops the start.",),
    ),
    _flag(
        name="import_time",
        group=Group.DIAGNOSIS,
        maximum=2,
        maximum_extent=MEASURED.since("3.14"),
        c_members=("PyConfig.import_time",),
        python_default=0,
        isolated_default=0,
        later_defaults=(MEASURED.since("3.14"), -1, -1),
        doc=(
            "True prints to stderr how many microseconds each import has taken, alone and with what it imports."
            " 2 lists imports of what is loaded already, too."
        ),
        aliases=("importtime", "profile_import_time"),
    ),
    _flag(
        name="inspect",
        group=Group.RUNNING,
        c_members=("PyConfig.inspect",),
        python_default=0,
        isolated_default=0,
        doc="True opens the interactive prompt once the program has ended, with the program's names at hand.",
        aliases=("inspect_mode",),
        traps=("No prompt opens where stdin is no terminal, unless `interactive` is on as well.",),
    ),
    _flag(
        name="install_signal_handlers",
        group=Group.PROCESSES,
        c_members=("PyConfig.install_signal_handlers",),
        python_default=1,
        isolated_default=0,
        doc=(
            "True makes Ctrl-C raise `KeyboardInterrupt` and keeps `SIGPIPE` from killing the process."
            " False leaves all signals to the host."
        ),
        aliases=("signal_handlers",),
        traps=("False does not last: the first `import signal`, by asyncio for one, installs the Ctrl-C handler.",),
    ),
    _flag(
        name="interactive",
        group=Group.RUNNING,
        c_members=("PyConfig.interactive",),
        python_default=0,
        isolated_default=0,
        doc="True treats stdin as a terminal with a person at it: with nothing to run, CPython shows its prompt.",
        aliases=("interactive_mode", "repl"),
    ),
    _flag(
        name="legacy_windows_stdio",
        group=Group.TEXT,
        c_members=("PyConfig.legacy_windows_stdio",),
        python_default=0,
        isolated_default=0,
        guard=WINDOWS,
        doc=(
            "True makes the standard streams plain files on a Windows console, in its code page,"
            " where False talks Unicode to the console (PEP 528)."
        ),
        aliases=("legacy_stdio",),
        traps=(_UNIX_TRAP,),
    ),
    _flag(
        name="malloc_stats",
        group=Group.DIAGNOSIS,
        c_members=("PyConfig.malloc_stats",),
        python_default=0,
        isolated_default=0,
        doc="True prints pymalloc's statistics to stderr at exit.",
        aliases=("dump_malloc_stats", "mallocstats"),
        traps=(
            "CPython 3.12 up to 3.12.3 crashes at exit with it (cpython#111499).",
            "It prints nothing while `allocator` is `malloc`.",
        ),
    ),
    Field(
        name="module_search_paths",
        place=Place.INNER,
        kind=Kind.PATH_LIST,
        c_members=("PyConfig.module_search_paths", "PyConfig.module_search_paths_set"),
        expands_origin=True,
        owner="filesystem_importer",
        doc=(
            "The folders and zip files that modules come from, in this order: the first value of `sys.path`."
            " Unset, CPython computes the list; an empty list leaves `sys.path` empty."
        ),
        aliases=("module_search_paths_set", "search_paths", "sys_path", "sys_paths"),
        traps=(
            *ORIGIN_TRAPS,
            "Any list, even an empty one, turns off CPython's own paths, `PYTHONPATH` and `python_path_env`.",
            "The start fails if no entry holds the standard library and no other importer serves it.",
            "With `site_import` on, site-packages folders are still added to the list.",
            "A relative entry is looked up from the working folder of the process.",
            "On Unix, pyembed refuses an entry that is not valid UTF-8.",
        ),
    ),
    Field(
        name="optimization_level",
        group=Group.COMPILED,
        place=Place.INNER,
        kind=Kind.LEVEL,
        maximum=_INT_MAX,
        c_members=("PyConfig.optimization_level",),
        python_default=0,
        isolated_default=0,
        rust_enum="BytecodeOptimizationLevel",
        choices=(
            Choice(value="0", variant="Zero", c_value=0, doc="Compiles everything."),
            Choice(value="1", variant="One", c_value=1, doc="Leaves out assertions and sets `__debug__` to False."),
            Choice(value="2", variant="Two", c_value=2, doc="Leaves out docstrings as well."),
        ),
        doc=(
            "How much of the source the compiler leaves out, as `-O` and `-OO` do."
            " It also decides which cached `.pyc` files are used and written."
            " Levels above 2 do what 2 does, with `.pyc` files of their own."
        ),
        aliases=("optimisation_level", "optimization", "optimize", "optimize_level"),
    ),
    _flag(
        name="parser_debug",
        group=Group.DIAGNOSIS,
        c_members=("PyConfig.parser_debug",),
        python_default=0,
        isolated_default=0,
        doc="True prints what CPython's parser does, for people who work on it.",
        aliases=("debug", "debug_parser"),
        traps=(_DEBUG_BUILD_TRAP,),
    ),
    _flag(
        name="pathconfig_warnings",
        group=Group.PLACES,
        c_members=("PyConfig.pathconfig_warnings",),
        python_default=1,
        isolated_default=0,
        doc="True lets CPython print to stderr that it could not find its folders. False keeps that line back.",
        aliases=("path_config_warnings",),
        opposites=("py_frozen_flag",),
        traps=(
            "On Windows it has an effect from CPython 3.11 only.",
            (
                "Where the start fails, CPython lists its paths on stderr even with False, but for early releases of"
                " 3.13 and 3.14: not seen on 3.13.0 and 3.14.3, and seen on 3.13.18 and 3.14.10."
            ),
        ),
    ),
    _path(
        name="prefix",
        group=Group.PLACES,
        c_members=("PyConfig.prefix",),
        doc=(
            "The value of `sys.prefix`, the root of the files that are the same on all platforms."
            " Unset, CPython computes it."
        ),
        aliases=("sys_prefix",),
        traps=(
            _BESIDE_HOME_TRAP,
            (
                "With neither `home` nor module search paths, CPython 3.11 and later look for the standard library"
                " there and fail."
            ),
        ),
    ),
    _path(
        name="program_name",
        group=Group.PLACES,
        c_members=("PyConfig.program_name",),
        doc=(
            "The program that CPython starts its search for paths from, and names in errors of the start."
            " Unset, it is `exe` if `set_missing_path_configuration` is on, and else the first item of `argv`."
        ),
        aliases=("progname", "program"),
    ),
    _path(
        name="pycache_prefix",
        group=Group.COMPILED,
        c_members=("PyConfig.pycache_prefix",),
        doc=(
            "The root of a tree of folders that `.pyc` files are written to and read from,"
            " instead of `__pycache__` beside each source file."
        ),
        aliases=("pycache_dir", "pythonpycacheprefix"),
        traps=("`.pyc` files in it are still used while `write_bytecode` is off.",),
    ),
    _text(
        name="python_path_env",
        group=Group.PLACES,
        c_members=("PyConfig.pythonpath_env",),
        doc=(
            "Folders to put ahead of the computed `sys.path`, as `PYTHONPATH` would:"
            " one text, separated by `:`, on Windows by `;`."
        ),
        aliases=("python_path", "pythonpath", "pythonpath_env"),
        traps=(
            "From CPython 3.11 it is ignored while `use_environment` is off, as it is in the `isolated` profile.",
            "It is ignored wherever module search paths are set.",
        ),
    ),
    _flag(
        name="quiet",
        group=Group.RUNNING,
        c_members=("PyConfig.quiet",),
        python_default=0,
        isolated_default=0,
        doc="True leaves out the version and copyright lines that the interactive prompt begins with.",
        aliases=("quiet_mode",),
    ),
    _text(
        name="run_command",
        group=Group.RUNNING,
        c_members=("PyConfig.run_command",),
        doc="Python source to run as the program, like the text after `python -c`.",
        aliases=("command",),
        traps=(
            *_RUN_TRAPS,
            "An indented text is an IndentationError up to CPython 3.13; 3.14 removes the indentation.",
            "Syntax that is newer than the CPython that runs it ends the program with exit code 1.",
        ),
    ),
    _path(
        name="run_filename",
        group=Group.RUNNING,
        c_members=("PyConfig.run_filename",),
        doc=(
            "The script to run as the program, or a folder or zip file with a `__main__.py`,"
            " like the file after `python`."
        ),
        aliases=("filename", "run_file", "run_script", "script"),
        traps=(
            *_RUN_TRAPS,
            "Neighbours of the script can't be imported unless the first item of `argv` names the script too.",
            "pyembed does not expand `$ORIGIN` in it.",
            "A relative path is looked up from the working folder, and CPython 3.9 and later make it absolute.",
        ),
    ),
    _text(
        name="run_module",
        group=Group.RUNNING,
        c_members=("PyConfig.run_module",),
        doc="The dotted name of the module or package to run as the program, like the name after `python -m`.",
        aliases=("main_module", "module"),
        traps=(
            *_RUN_TRAPS,
            "A file name such as `app.py`, an entry point such as `app.cli:main` or an empty string gives exit code 1.",
            "A module that is linked into the host can't be run.",
        ),
    ),
    _flag(
        name="show_ref_count",
        group=Group.DIAGNOSIS,
        c_members=("PyConfig.show_ref_count",),
        python_default=0,
        isolated_default=0,
        doc="True prints the total number of references at exit. CPython must have been built for debugging.",
        aliases=("show_refcount", "showrefcount"),
        traps=(_DEBUG_BUILD_TRAP,),
    ),
    _flag(
        name="site_import",
        group=Group.ISOLATION,
        c_members=("PyConfig.site_import",),
        python_default=1,
        isolated_default=1,
        doc=(
            "True imports `site` at the start, which puts site-packages on `sys.path` and runs its `.pth` files,"
            " and from 3.15 on its `.start` files (PEP 829). False skips that and starts faster."
        ),
        aliases=("import_site", "site"),
        opposites=("no_site",),
        traps=("False also removes the built-in names `exit` and `quit` and the user's site-packages.",),
    ),
    _flag(
        name="skip_first_source_line",
        group=Group.RUNNING,
        c_members=("PyConfig.skip_source_first_line",),
        python_default=0,
        isolated_default=0,
        doc="True skips the first line of `run_filename`, which may then be a batch command instead of Python.",
        aliases=("skip_first_line", "skip_source_first_line"),
        traps=("It acts on `run_filename` alone, not on `run_module` or `run_command`.",),
    ),
    _text(
        name="stdio_encoding",
        group=Group.TEXT,
        c_members=("PyConfig.stdio_encoding",),
        doc=(
            "The encoding of `sys.stdin`, `sys.stdout` and `sys.stderr`."
            " Unset, it is that of `PYTHONIOENCODING` if given and read, else UTF-8 in UTF-8 mode, else the locale's."
        ),
        aliases=("io_encoding", "pythonioencoding"),
        traps=(
            "An encoding that CPython doesn't know is an error at the start.",
            "The form `utf-8:strict` of `PYTHONIOENCODING` is an error: the part after the colon is `stdio_errors`.",
        ),
    ),
    _text(
        name="stdio_errors",
        group=Group.TEXT,
        c_members=("PyConfig.stdio_errors",),
        doc=(
            "What happens to text that `stdio_encoding` can't encode or decode on `sys.stdin` and `sys.stdout`:"
            " `strict`, `surrogateescape`, `replace` and so on."
        ),
        aliases=("io_errors",),
        traps=(
            "CPython takes an unknown name without a word, but for development mode from 3.9, which ends the start.",
            "`sys.stderr` always uses `backslashreplace`.",
        ),
    ),
    _flag(
        name="tracemalloc",
        group=Group.DIAGNOSIS,
        maximum=65_535,
        c_members=("PyConfig.tracemalloc",),
        python_default=-1,
        isolated_default=0,
        doc=(
            "True starts `tracemalloc`, which notes for each block of memory the source line that took it."
            " An int is the number of frames that it notes."
        ),
        aliases=("trace_malloc",),
        traps=("pyembed can't choose the number of frames: its True notes one.",),
    ),
    _flag(
        name="user_site_directory",
        group=Group.ISOLATION,
        c_members=("PyConfig.user_site_directory",),
        python_default=1,
        isolated_default=0,
        doc="True adds the packages that the user has installed for their own account to `sys.path`.",
        aliases=("enable_user_site", "user_site"),
        opposites=("no_user_site", "no_user_site_directory"),
        traps=(
            "True has no effect while `isolated` is on.",
            "True has no effect while `site_import` is off, although `sys.flags` shows it.",
        ),
    ),
    _flag(
        name="verbose",
        group=Group.DIAGNOSIS,
        maximum=_INT_MAX,
        c_members=("PyConfig.verbose",),
        python_default=0,
        isolated_default=0,
        doc=(
            "True prints to stderr where each module was loaded from."
            " 2 prints each file that is looked at on the way as well."
        ),
        aliases=("verbosity",),
        traps=("pyembed can't say the levels above 1.",),
    ),
    _texts(
        name="warn_options",
        group=Group.DIAGNOSIS,
        c_members=("PyConfig.warnoptions",),
        doc=(
            "Warning filters, one an item, in the form of `python -W`: `action:message:category:module:line`."
            " Where several match, the last one wins."
        ),
        aliases=("warning_options", "warnings", "warnoptions"),
        traps=(
            "A filter that CPython can't read is dropped, with no more than a line on stderr.",
            "The comma of `PYTHONWARNINGS` separates nothing here: `error,ignore::X` is one filter, and dropped.",
        ),
    ),
    _flag(
        name="write_bytecode",
        group=Group.COMPILED,
        c_members=("PyConfig.write_bytecode",),
        python_default=1,
        isolated_default=1,
        doc="True writes a `.pyc` file for each source module that is imported. False only reads those that exist.",
        aliases=("write_pyc", "write_pycs"),
        opposites=("dont_write_bytecode",),
    ),
    _texts(
        name="x_options",
        group=Group.DIAGNOSIS,
        c_members=("PyConfig.xoptions",),
        doc="Values of `python -X`, one an item, `name` or `name=value`. They appear in `sys._xoptions`.",
        aliases=("x_option", "xoptions"),
        traps=(
            "`dev`, `utf8` and `warn_default_encoding` have no effect here: they act on a parsed command line only.",
            "The `isolated` profile ignores `tracemalloc` and `perf`, and up to CPython 3.13 also `faulthandler`.",
            "From CPython 3.12, the `isolated` profile ignores `int_max_str_digits` too.",
        ),
    ),
)
