"""The pages that translate: from PyOxidizer's words, and from those of a program that fills in PyConfig by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from configlang.schema.elsewhere import meant
from configlang.schema.field import Field, Place
from configlang.schema.table import FIELDS

Row = tuple[str, str]
"""What is written there, and what here; in Markdown."""

_NOTE = (
    "<!-- Made by tools/generate.py from tools/vocabulary.py and the field table: change those and run it again. -->"
)
_NOTHING = "nothing"

CONFIG: tuple[Row, ...] = (
    ("`dist.make_python_interpreter_config()`", "`interpreter(...)`, at most once"),
    ('`config.config_profile = "isolated"`', '`interpreter(profile = "isolated")`'),
    ('`config.run_module = "app"`', '`interpreter(run_module = "app")`; every field has the same name'),
    ("`config.filesystem_importer = True`", "`filesystem_importer()`"),
    (
        '`config.module_search_paths = ["$ORIGIN/lib"]`',
        '`filesystem_importer(paths = ["$ORIGIN/lib"])`; the standard library must be among them, see `stdlib_paths`',
    ),
    ("`config.oxidized_importer = True`", "`oxidized_importer()`"),
    (
        '`exe.packed_resources_load_mode = "embedded:NAME"`',
        '`oxidized_importer(embedded = ["NAME"])`; `dynamic_extension(loader = "oxidized")` has configlang make one',
    ),
    (
        '`exe.packed_resources_load_mode = "binary-relative-memory-mapped:NAME"`',
        '`oxidized_importer(memory_mapped = ["$ORIGIN/NAME"])`',
    ),
    ("`VARS.get(NAME)`, `--var NAME VALUE`", "`variable(NAME, default = ...)`, set by `-D NAME=VALUE`"),
    ("`BUILD_TARGET_TRIPLE`", "`TARGET.triple`; `TARGET.os` and `TARGET.arch` are its parts"),
    ("`CONTEXT`, `CWD`, `CONFIG_PATH`", f"{_NOTHING}: paths are labels, from the root or beside the file"),
    ("`load(...)` of another file", '`load("//dir:file.bzl", ...)` or `load(":file.bzl", ...)`'),
)
"""PyOxidizer's words about the interpreter and the file."""

BUILDING: tuple[Row, ...] = (
    (
        "`default_python_distribution()`, `PythonDistribution(...)`",
        "nothing: the host program links a CPython of its own; `compatible_with(python = ...)` says which ones fit",
    ),
    (
        "`dist.to_python_executable(...)`",
        "nothing: cargo, CMake or Meson builds the program, with what `configlang eval` writes",
    ),
    (
        "`register_target(...)`, `resolve_target(...)`, `resolve_targets()`",
        "`--output FORMAT=PATH` of `configlang eval`",
    ),
    ("`set_build_path(...)`", "the paths of `--output`"),
    (
        "`exe.pip_install(...)`, `pip_download`, `read_package_root`, `read_virtualenv`, `setup_py_install`",
        "nothing: configlang gathers no files; install them into a folder that is among `paths`",
    ),
    (
        "`exe.add_python_resource(...)`, `add_python_resources`, `FileManifest`, `FileContent`, `glob`",
        "nothing, likewise",
    ),
    ("`exe.windows_subsystem`, `windows_runtime_dlls_mode`", "nothing: that is said to the linker of the host"),
    ("`exe.tcl_files_path`", '`interpreter(tcl_library = "...")`'),
    ("`exe.to_wix_msi_builder(...)`, `WiXMSIBuilder`, `AppleCodeSigner` and their like", "nothing: other tools pack"),
)
"""PyOxidizer's words about the building of a program."""

POLICY: tuple[Row, ...] = (
    (
        "`policy.resources_location`, `resources_location_fallback`",
        "per module: `static_extension` (linked in), `dynamic_extension` (a file, or packed resources)",
    ),
    (
        "`policy.extension_module_filter`, `set_preferred_extension_module_variant`",
        "nothing is added by itself: each module that is linked in is declared",
    ),
    ("`policy.allow_in_memory_shared_library_loading`", "nothing: a shared library is a file"),
    (
        "`policy.bytecode_optimize_level_zero`, `_one`, `_two`",
        "nothing for packed code; `interpreter(optimization_level = ...)` for what is compiled at run time",
    ),
    (
        "`policy.allow_files`, `file_scanner_emit_files`, `file_scanner_classify_files`, and all `include_...`",
        "nothing: what lies in the folders of `paths` is there",
    ),
    ("`policy.register_resource_callback(...)`, `set_resource_handling_mode`", "nothing"),
)
"""The attributes of PyOxidizer's `PythonPackagingPolicy`."""

CALLS: tuple[Row, ...] = (
    ("`PyConfig_InitIsolatedConfig(&config)`, `PyPreConfig_InitIsolatedConfig`", '`interpreter(profile = "isolated")`'),
    ("`PyConfig_InitPythonConfig(&config)`, `PyPreConfig_InitPythonConfig`", '`interpreter(profile = "python")`'),
    (
        '`PyConfig_SetString(&config, &config.home, L"...")`, `PyConfig_SetBytesString`',
        '`interpreter(home = "...")`: texts are UTF-8',
    ),
    (
        "`PyConfig_SetArgv`, `PyConfig_SetBytesArgv`, `PySys_SetArgv`, `PySys_SetArgvEx`",
        "`interpreter(argv = [...])`, or the host struct of the generated code at run time",
    ),
    (
        "`PyWideStringList_Append(&config.module_search_paths, ...)`, `Py_SetPath`",
        "`filesystem_importer(paths = [...])`; `mode` says whether CPython's own come too",
    ),
    (
        '`PySys_SetPath`, `PyRun_SimpleString("import sys; sys.path.append(...)")`',
        '`filesystem_importer(paths = [...], mode = "append")`',
    ),
    (
        '`PyImport_AppendInittab("name", PyInit_name)`, `PyImport_ExtendInittab`',
        '`static_extension("name", init = "PyInit_name")`',
    ),
    ("`Py_SetPythonHome`", '`interpreter(home = "...")`'),
    ("`Py_SetProgramName`", '`interpreter(program_name = "...")`'),
    ("`PySys_AddWarnOption`, `PySys_AddXOption`", "`interpreter(warn_options = [...], x_options = [...])`"),
    ("`Py_SetStandardStreamEncoding`", '`interpreter(stdio_encoding = "...", stdio_errors = "...")`'),
    (
        "`Py_PreInitialize`, `Py_InitializeFromConfig`, `Py_Initialize`, `Py_InitializeEx`",
        "the generated `..._initialize`",
    ),
    (
        "`Py_RunMain`, `Py_Main`, `Py_BytesMain`, `PyRun_SimpleFile`",
        "`run_command`, `run_filename` or `run_module`, and the generated `..._run`",
    ),
    (
        "`PyInitConfig_Create`, `PyInitConfig_SetInt` and their like",
        "the same fields; `--format c-initconfig` writes these calls",
    ),
)
"""Functions of CPython's C API, with what is written here."""


FLAGS = (
    "Py_BytesWarningFlag",
    "Py_DebugFlag",
    "Py_DontWriteBytecodeFlag",
    "Py_IgnoreEnvironmentFlag",
    "Py_InspectFlag",
    "Py_InteractiveFlag",
    "Py_IsolatedFlag",
    "Py_LegacyWindowsFSEncodingFlag",
    "Py_LegacyWindowsStdioFlag",
    "Py_NoSiteFlag",
    "Py_NoUserSiteDirectory",
    "Py_OptimizeFlag",
    "Py_QuietFlag",
    "Py_UTF8Mode",
    "Py_UnbufferedStdioFlag",
    "Py_VerboseFlag",
    "PYTHONDEVMODE",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONFAULTHANDLER",
    "PYTHONHASHSEED",
    "PYTHONHOME",
    "PYTHONNOUSERSITE",
    "PYTHONOPTIMIZE",
    "PYTHONPYCACHEPREFIX",
    "PYTHONSAFEPATH",
    "PYTHONTRACEMALLOC",
    "PYTHONUNBUFFERED",
    "PYTHONUTF8",
)
"""What C programs set before the start, each of which is a field."""


def pyoxidizer_page() -> str:
    """Return the page for those who come from PyOxidizer."""
    return "\n".join(
        [
            _NOTE,
            "",
            "# Come from PyOxidizer",
            "",
            "PyOxidizer's file describes a whole build, in functions that make objects and hand them on. A",
            "config here describes how the interpreter starts and nothing else: each thing is said once, as a",
            "call with named arguments, in any order. The outputs `rust` and `rust-expr` are what",
            "PyOxidizer's own `default_python_config.rs` is to pyembed; your own cargo project builds the",
            "program, as [the tutorial](../tutorial/own-modules.md) shows.",
            "",
            "A word of PyOxidizer in a config is the finding",
            "[`foreign-name`](../reference/findings/foreign-name.md), which says what is written here.",
            "",
            "## The interpreter and the file",
            "",
            *_table("PyOxidizer", CONFIG),
            "",
            "## Fields",
            "",
            "The attributes of `PythonInterpreterConfig` are arguments of `interpreter()` under their own",
            "names, all of them but those that a rule of its own sets:",
            "",
            *_table("PyOxidizer", ((f"`{field.name}`", f"`{field.owner}(...)`") for field in _owned())),
            "",
            "## The building of the program",
            "",
            *_table("PyOxidizer", BUILDING),
            "",
            "## Resource policies",
            "",
            "A policy decides what PyOxidizer packs into the program. configlang packs nothing but an index",
            "of shared libraries, so that most of it has no counterpart.",
            "",
            *_table("`PythonPackagingPolicy`", POLICY),
            "",
        ]
    )


def c_page() -> str:
    """Return the page for those who have filled in PyConfig by hand."""
    members: dict[str, list[str]] = {}
    for field in FIELDS:
        for member in field.c_members:
            said = members.setdefault(f"`{member}`", [])
            said += [] if _said(field) in said else [_said(field)]
    rows = sorted(((member, " or ".join(said)) for member, said in members.items()), key=lambda row: row[0].lower())
    return "\n".join(
        [
            _NOTE,
            "",
            "# Come from hand-written C",
            "",
            "A host that starts CPython by itself calls functions in the right order, some before and some",
            "after others, and frees what it has made, on every way out. Of this, a config keeps what is said",
            "and drops how: write the values down, and let `configlang eval app.bzl --output app.c` write the",
            "calls, with a status for each failure. [Embed Python in a C program with",
            "CMake](embed-in-c-with-cmake.md) tells how the program calls them.",
            "",
            "A name of the C API in a config is the finding",
            "[`foreign-name`](../reference/findings/foreign-name.md) or",
            "[`unknown-field`](../reference/findings/unknown-field.md), which says what is written here; so",
            "does `configlang explain Py_NoSiteFlag`.",
            "",
            "## Functions",
            "",
            *_table("C", CALLS),
            "",
            "## Global flags and variables of the environment",
            "",
            "*Turned round* means that the field says the opposite: `Py_NoSiteFlag = 1` is `site_import =",
            "False`.",
            "",
            *_table("C", map(_flag, FLAGS)),
            "",
            "## Members of `PyPreConfig` and `PyConfig`",
            "",
            *_table("C", rows),
            "",
        ]
    )


def _flag(name: str) -> Row:
    found = meant(name)
    if found is None:
        raise ValueError(f"no field is known for {name}")
    return f"`{name}`", f"{_said(found.field)}{', turned round' if found.is_opposite else ''}"


def _owned() -> list[Field]:
    return [field for field in FIELDS if field.owner is not None and field.place is not Place.CPYTHON]


def _said(field: Field) -> str:
    if field.owner is not None and field.owner != field.name:
        return f"`{field.owner}(...)`"
    return f"[`{field.name}`](../reference/fields.md#{field.name})"


def _table(there: str, rows: Iterable[Row]) -> Iterator[str]:
    yield f"| {there} | here |"
    yield "| --- | --- |"
    yield from (f"| {word} | {here} |" for word, here in rows)
