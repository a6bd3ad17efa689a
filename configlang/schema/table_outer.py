"""
The fields of pyembed's ``OxidizedPythonInterpreterConfig``: what pyembed does around CPython's own start.

Sources: the API docs and source of the pyembed crate, 0.17 to 0.24, whose structs are the same in all of them; PEP 587
and the page "Python Initialization Configuration" of CPython's C API docs for the member that ``argv`` ends in.
"""

from __future__ import annotations

from functools import partial

from configlang.schema.field import Choice, Field, Group, Kind, Place

ORIGIN_TRAPS: tuple[str, ...] = (
    "pyembed replaces every `$ORIGIN` in the text, also inside a longer word such as `$ORIGINAL`.",
    "Where the folder that `$ORIGIN` stands for is not valid UTF-8, the expanded path is damaged.",
)

_path = partial(Field, place=Place.OUTER, kind=Kind.PATH)
_switch = partial(Field, place=Place.OUTER, kind=Kind.BOOL, is_optional=False)
_choice = partial(Field, place=Place.OUTER, kind=Kind.CHOICE, is_optional=False)

# In declaration order, without ``interpreter_config``, the third: it is the inner struct itself.
OUTER_FIELDS: tuple[Field, ...] = (
    _path(
        name="exe",
        group=Group.PLACES,
        doc=(
            "The executable that pyembed takes itself to be; it gives `origin` and `program_name` their defaults."
            " Unset, pyembed asks the operating system which file is running."
        ),
        aliases=("current_exe", "exe_path"),
        traps=("The file must exist when the program starts, or pyembed refuses to start.",),
    ),
    _path(
        name="origin",
        group=Group.PLACES,
        doc="The folder that `$ORIGIN` stands for. Unset, pyembed takes the folder that holds `exe`.",
        aliases=("exe_dir", "origin_path"),
        traps=("pyembed uses the text as it is: no `$ORIGIN` in it is expanded and no symlink is resolved.",),
    ),
    _choice(
        name="allocator_backend",
        group=Group.MEMORY,
        default="default",
        rust_enum="MemoryAllocatorBackend",
        choices=(
            Choice(value="default", variant="Default", doc="Keeps the allocators that CPython has chosen."),
            Choice(value="jemalloc", variant="Jemalloc", doc="Uses jemalloc, which pyembed lacks on Windows."),
            Choice(value="mimalloc", variant="Mimalloc", doc="Uses Microsoft's mimalloc."),
            Choice(value="snmalloc", variant="Snmalloc", doc="Uses Microsoft's snmalloc."),
            Choice(value="rust", variant="Rust", doc="Uses the global allocator of the Rust program."),
        ),
        doc=(
            "The library that serves CPython's memory requests."
            " It serves those domains alone that the other `allocator_*` switches hand to it."
        ),
        aliases=("memory_allocator", "raw_allocator"),
        traps=("`jemalloc`, `mimalloc` and `snmalloc` need pyembed's cargo feature `allocator-NAME`, else it panics.",),
    ),
    _switch(
        name="allocator_raw",
        group=Group.MEMORY,
        default=True,
        doc=(
            "True serves the raw domain (memory taken without the GIL) from `allocator_backend`."
            " It does nothing while the backend is `default`."
        ),
    ),
    _switch(
        name="allocator_mem",
        group=Group.MEMORY,
        default=False,
        doc=(
            "True serves the mem domain (buffers, taken with the GIL) from `allocator_backend`."
            " It does nothing while the backend is `default`."
        ),
    ),
    _switch(
        name="allocator_obj",
        group=Group.MEMORY,
        default=False,
        doc=(
            "True serves the obj domain (Python objects) from `allocator_backend`."
            " It does nothing while the backend is `default`."
        ),
    ),
    _switch(
        name="allocator_pymalloc_arena",
        group=Group.MEMORY,
        default=False,
        doc=(
            "True lets pymalloc take its arenas, the large blocks that it cuts up, from `allocator_backend`."
            " It does nothing while the backend is `default`."
        ),
        aliases=("allocator_arena", "pymalloc_arena"),
        traps=("With a backend chosen, pyembed fails if `allocator_mem` or `allocator_obj` is true too.",),
    ),
    _switch(
        name="allocator_debug",
        group=Group.MEMORY,
        default=False,
        doc=(
            "True puts CPython's debug hooks around the allocators, whichever they are:"
            " they find overruns, use after free and calls without the GIL, at a cost in speed and memory."
        ),
        aliases=("debug_hooks", "malloc_debug"),
    ),
    _switch(
        name="set_missing_path_configuration",
        group=Group.PLACES,
        default=True,
        doc=(
            "True fills an unset `program_name` with `exe` and an unset `home` with `origin`."
            " False leaves both to CPython, which then looks for an installed Python."
        ),
        aliases=("set_missing_path_config", "set_missing_paths"),
        traps=(
            "True stops the start if the standard library lies neither below `origin` nor where other fields point.",
            "The `home` that it fills in makes CPython 3.11 and later overwrite `prefix` and `exec_prefix`.",
        ),
    ),
    _switch(
        name="oxidized_importer",
        default=False,
        owner="oxidized_importer",
        doc=(
            "True puts OxidizedFinder first on `sys.meta_path`, so that modules come from packed resources."
            " With the filesystem importer on as well, packed resources win over files."
        ),
        aliases=("oxidized_finder",),
    ),
    _switch(
        name="filesystem_importer",
        default=True,
        owner="filesystem_importer",
        doc=(
            "True keeps CPython's finder for modules in files."
            " False removes it after the start; from then on only packed, built-in and frozen modules can be imported."
        ),
        aliases=("path_finder",),
        traps=(
            "False comes into force after the start only: the modules that CPython needs to start may come from files.",
            "OxidizedFinder registers its path hook even where this is false.",
        ),
    ),
    # No kind fits a list of byte blobs and files; the rule that owns the field emits it, and the kind is for show.
    # The type is a plain list, so unset is the empty list, which ``default`` has no value for.
    Field(
        name="packed_resources",
        place=Place.OUTER,
        kind=Kind.PATH_LIST,
        is_optional=False,
        expands_origin=True,
        owner="oxidized_importer",
        doc=(
            "The packed-resources files that OxidizedFinder serves modules from: compiled into the binary, or mapped"
            " from disk at run time. They are read only while `oxidized_importer` is on."
        ),
        aliases=("packed_resources_load_mode", "resources"),
        traps=(*ORIGIN_TRAPS, "A relative path is looked up from the working folder of the process."),
    ),
    # No kind fits pairs of name and function; the rule that owns the field emits them, and the kind is for show.
    Field(
        name="extra_extension_modules",
        place=Place.OUTER,
        kind=Kind.STR_LIST,
        owner="static_extension",
        doc="The extension modules that are linked into the host program; each becomes a built-in module of CPython.",
        aliases=("builtin_modules", "extension_modules", "inittab"),
        traps=(
            "Where a name is taken already, CPython up to 3.12 uses the first module of that name, 3.13 the last.",
            "An entry named like a module of the standard library hides that module.",
            "A dotted name can't be imported on CPython 3.8 to 3.11.3 unless OxidizedFinder is on.",
        ),
    ),
    Field(
        name="argv",
        group=Group.RUNNING,
        place=Place.OUTER,
        kind=Kind.OS_STR_LIST,
        c_members=("PyConfig.argv",),
        doc=(
            "The command line that CPython makes `sys.argv` from; its first item is the script or program."
            " Unset, pyembed passes on the arguments of the process."
        ),
        aliases=("args", "arguments", "sys_argv"),
        traps=(
            "With `parse_argv` on, interpreter options among the items act and vanish from `sys.argv`.",
            "The serde form of the list differs between Unix and Windows, so one document can't serve both.",
        ),
    ),
    _switch(
        name="argvb",
        group=Group.RUNNING,
        default=False,
        doc=(
            "True also sets `sys.argvb`, the arguments as a list of bytes: as the system passed them on Unix,"
            " UTF-16 on Windows. Interpreter options are not taken out of it."
        ),
        aliases=("argv_bytes", "sys_argvb"),
    ),
    _switch(
        name="multiprocessing_auto_dispatch",
        group=Group.PROCESSES,
        default=True,
        doc=(
            "True makes pyembed's `run()` notice that the process is a worker that `multiprocessing` has started,"
            " and run the worker instead of the program; `freeze_support()` is then not needed."
        ),
        aliases=("freeze_support", "multiprocessing_dispatch"),
        traps=("Only `MainPythonInterpreter::run()` looks at it, `py_runmain()` does not.",),
    ),
    _choice(
        name="multiprocessing_start_method",
        group=Group.PROCESSES,
        default="auto",
        rust_enum="MultiprocessingStartMethod",
        choices=(
            Choice(value="none", variant="None", doc="Leaves the choice to CPython."),
            Choice(value="fork", variant="Fork", doc="Workers are forks of the process."),
            Choice(value="forkserver", variant="ForkServer", doc="Workers are forks of a helper process."),
            Choice(value="spawn", variant="Spawn", doc="Workers are fresh processes of the same program."),
            Choice(value="auto", variant="Auto", doc="Takes `spawn` on Windows and `fork` elsewhere."),
        ),
        doc="How `multiprocessing` starts its workers, set at the moment when the module is first imported.",
        aliases=("mp_start_method", "start_method"),
        traps=(
            "It acts only where OxidizedFinder is on and is the finder that imports `multiprocessing`.",
            "`auto` forks on macOS too, where CPython itself has spawned since 3.8.",
        ),
    ),
    _switch(
        name="sys_frozen",
        group=Group.LIBRARIES,
        default=False,
        doc=(
            "True sets `sys.frozen` to True, by which libraries recognise a packaged program."
            " False leaves it undefined."
        ),
        aliases=("frozen",),
    ),
    _switch(
        name="sys_meipass",
        group=Group.LIBRARIES,
        default=False,
        doc=(
            "True sets `sys._MEIPASS` to `origin`, as PyInstaller does, for libraries that look for their data there."
            " False leaves it undefined."
        ),
        aliases=("meipass",),
        traps=("What is not valid UTF-8 in the path is lost.",),
    ),
    _choice(
        name="terminfo_resolution",
        group=Group.LIBRARIES,
        default="dynamic",
        rust_enum="TerminfoResolution",
        choices=(
            Choice(
                value="dynamic",
                variant="Dynamic",
                doc="Sets the usual folders of the system that it runs on, unless the variable is set already.",
            ),
            Choice(value="none", variant="None", doc="Leaves the variable alone, which saves some file system calls."),
            Choice(value="static:", variant="Static", doc="Sets the folders after `static:`, with `:` between them."),
        ),
        doc=(
            "What pyembed does to `TERMINFO_DIRS`, the environment variable by which"
            " readline and curses find their descriptions of terminals."
        ),
        aliases=("terminfo", "terminfo_dirs"),
        traps=("`static:` replaces a value that the user has set, and does so on Windows too.",),
    ),
    _path(
        name="tcl_library",
        group=Group.LIBRARIES,
        expands_origin=True,
        doc=(
            "The folder with Tcl's `init.tcl`, put into the environment variable `TCL_LIBRARY` for tkinter."
            " Unset, the variable is left alone."
        ),
        aliases=("tcl_files_path", "tcl_library_path"),
        traps=ORIGIN_TRAPS,
    ),
    Field(
        name="write_modules_directory_env",
        group=Group.DIAGNOSIS,
        place=Place.OUTER,
        kind=Kind.STR,
        doc=(
            "The name of an environment variable. Where that variable names a folder, pyembed writes a file"
            " `modules-UUID` into it at the end, with the names of all loaded modules, one a line."
        ),
        aliases=("modules_directory_env", "write_modules_directory"),
        traps=("Nothing is written after `run()` or `py_runmain()`, since Python is finalised by then.",),
    ),
)
