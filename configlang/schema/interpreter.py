"""
The frozen class of the arguments of `interpreter()`.

Made by tools/generate.py from the field table (configlang/schema/table.py): change that and run it again.
"""

from __future__ import annotations

from configlang.light import records
from configlang.light.typed import Literal
from configlang.schema.part import Part


@records.frozen(kw_only=True, repr=False)
class InterpreterConfig(Part):
    """
    How the interpreter starts. None is unset: the profile's or pyembed's default holds.

    Attributes:
        exe: The executable that pyembed takes itself to be; it gives `origin` and `program_name` their defaults.
            Unset, pyembed asks the operating system which file is running.
        origin: The folder that `$ORIGIN` stands for. Unset, pyembed takes the folder that holds `exe`.
        allocator_backend: The library that serves CPython's memory requests. It serves those domains alone that the
            other `allocator_*` switches hand to it.
        allocator_raw: True serves the raw domain (memory taken without the GIL) from `allocator_backend`. It does
            nothing while the backend is `default`.
        allocator_mem: True serves the mem domain (buffers, taken with the GIL) from `allocator_backend`. It does
            nothing while the backend is `default`.
        allocator_obj: True serves the obj domain (Python objects) from `allocator_backend`. It does nothing while
            the backend is `default`.
        allocator_pymalloc_arena: True lets pymalloc take its arenas, the large blocks that it cuts up, from
            `allocator_backend`. It does nothing while the backend is `default`.
        allocator_debug: True puts CPython's debug hooks around the allocators, whichever they are: they find
            overruns, use after free and calls without the GIL, at a cost in speed and memory.
        set_missing_path_configuration: True fills an unset `program_name` with `exe` and an unset `home` with
            `origin`. False leaves both to CPython, which then looks for an installed Python.
        argv: The command line that CPython makes `sys.argv` from; its first item is the script or program. Unset,
            pyembed passes on the arguments of the process.
        argvb: True also sets `sys.argvb`, the arguments as a list of bytes: as the system passed them on Unix,
            UTF-16 on Windows. Interpreter options are not taken out of it.
        multiprocessing_auto_dispatch: True makes pyembed's `run()` notice that the process is a worker that
            `multiprocessing` has started, and run the worker instead of the program; `freeze_support()` is then not
            needed.
        multiprocessing_start_method: How `multiprocessing` starts its workers, set at the moment when the module is
            first imported.
        sys_frozen: True sets `sys.frozen` to True, by which libraries recognise a packaged program. False leaves it
            undefined.
        sys_meipass: True sets `sys._MEIPASS` to `origin`, as PyInstaller does, for libraries that look for their
            data there. False leaves it undefined.
        terminfo_resolution: What pyembed does to `TERMINFO_DIRS`, the environment variable by which readline and
            curses find their descriptions of terminals.
        tcl_library: The folder with Tcl's `init.tcl`, put into the environment variable `TCL_LIBRARY` for tkinter.
            Unset, the variable is left alone.
        write_modules_directory_env: The name of an environment variable. Where that variable names a folder,
            pyembed writes a file `modules-UUID` into it at the end, with the names of all loaded modules, one a
            line.
        profile: The set of defaults that every unset field takes its value from.
        allocator: The memory allocators that CPython starts with. Unset, `PYTHONMALLOC` decides where the
            environment is read, else `development_mode`, which puts debug hooks on, else the build of CPython.
        configure_locale: True switches the process to the user's `LC_CTYPE` locale, which text encodings follow.
            False keeps the locale that the host has set, `C` if it has set none.
        coerce_c_locale: Makes CPython replace the `C` locale by a UTF-8 one such as `C.UTF-8`, for child processes
            too (PEP 538). Unset, the `python` profile decides by locale and environment, and the `isolated` one
            never coerces.
        coerce_c_locale_warn: True prints a warning to stderr when the `C` locale is coerced.
        development_mode: True turns on run-time checks that cost too much for daily use: all warnings shown, debug
            hooks on memory, the fault handler, asyncio's debug mode.
        isolated: True keeps the user's surroundings out: no `PYTHON*` variables, no user site-packages, and no
            script or working folder at the head of `sys.path`.
        legacy_windows_fs_encoding: True makes paths on Windows use the ANSI code page (`mbcs`, unknown characters
            replaced) instead of UTF-8, as Python did before 3.6.
        parse_argv: True reads the head of `argv` as the `python` command would: options such as `-O` and `-c` take
            effect and are removed from `sys.argv`. False hands all of it to the program.
        use_environment: True lets `PYTHON*` environment variables set what the config leaves unset. False ignores
            them.
        utf8_mode: True makes UTF-8 the encoding of paths, streams and text files, whatever the locale (PEP 540, PEP
            686). Unset, the `python` profile turns it on for `PYTHONUTF8=1` or a `C` or `POSIX` locale, and from
            3.15 in every locale.
        base_exec_prefix: The value of `sys.base_exec_prefix`, which differs from `sys.exec_prefix` in a virtual
            environment. Unset, it equals `exec_prefix`.
        base_executable: The value of `sys._base_executable`: the interpreter that a virtual environment was made
            from, and that `venv` uses for new ones. Unset, it equals `executable`.
        base_prefix: The value of `sys.base_prefix`, which differs from `sys.prefix` in a virtual environment.
            Unset, it equals `prefix`.
        buffered_stdio: False writes to `sys.stdout` and `sys.stderr` at once, without a buffer. `sys.stdin` is
            buffered in any case.
        bytes_warning: What happens when bytes are compared with a str or an int, or are turned into text by
            `str()`. As an int, 2 and more are `raise`.
        check_hash_pycs_mode: How hash-based `.pyc` files (PEP 552) are checked against their source. Unset means
            `default`.
        configure_c_stdio: True sets the buffering of C's own standard streams to match, and makes them binary on
            Windows. False leaves them as the host has them.
        dump_refs: True lists the objects that are still alive at exit. CPython must have been built with
            `Py_TRACE_REFS`.
        exec_prefix: The value of `sys.exec_prefix`, the root of the files that depend on the platform. Unset,
            CPython computes it.
        executable: The value of `sys.executable`, which `subprocess` and `multiprocessing` start as the Python
            interpreter. Unset, CPython derives it from `program_name`.
        fault_handler: True calls `faulthandler.enable()` at the start, so that a crash prints the Python stack to
            stderr. Unset, the `python` profile follows `PYTHONFAULTHANDLER` and the development mode.
        filesystem_encoding: The encoding of paths, environment variables and command line arguments. Unset, it is
            UTF-8 on Windows, on macOS and in UTF-8 mode, and else that of the locale.
        filesystem_errors: What happens to bytes of a path that `filesystem_encoding` can't decode. Unset, it is
            `surrogatepass` on Windows and `surrogateescape` elsewhere, so that such paths survive.
        hash_seed: The seed of the hashes of str and bytes, for runs that repeat exactly; 0 turns randomisation off.
            Unset, each run gets a random seed, or that of `PYTHONHASHSEED` where the environment is read.
        home: The folder below which CPython finds its standard library, as `PYTHONHOME` names it. Unset, it is
            `origin` if `set_missing_path_configuration` is on, and else CPython searches.
        import_time: True prints to stderr how many microseconds each import has taken, alone and with what it
            imports. 2 lists imports of what is loaded already, too.
        inspect: True opens the interactive prompt once the program has ended, with the program's names at hand.
        install_signal_handlers: True makes Ctrl-C raise `KeyboardInterrupt` and keeps `SIGPIPE` from killing the
            process. False leaves all signals to the host.
        interactive: True treats stdin as a terminal with a person at it: with nothing to run, CPython shows its
            prompt.
        legacy_windows_stdio: True makes the standard streams plain files on a Windows console, in its code page,
            where False talks Unicode to the console (PEP 528).
        malloc_stats: True prints pymalloc's statistics to stderr at exit.
        optimization_level: How much of the source the compiler leaves out, as `-O` and `-OO` do. It also decides
            which cached `.pyc` files are used and written. Levels above 2 do what 2 does, with `.pyc` files of
            their own.
        parser_debug: True prints what CPython's parser does, for people who work on it.
        pathconfig_warnings: True lets CPython print to stderr that it could not find its folders. False keeps that
            line back.
        prefix: The value of `sys.prefix`, the root of the files that are the same on all platforms. Unset, CPython
            computes it.
        program_name: The program that CPython starts its search for paths from, and names in errors of the start.
            Unset, it is `exe` if `set_missing_path_configuration` is on, and else the first item of `argv`.
        pycache_prefix: The root of a tree of folders that `.pyc` files are written to and read from, instead of
            `__pycache__` beside each source file.
        python_path_env: Folders to put ahead of the computed `sys.path`, as `PYTHONPATH` would: one text, separated
            by `:`, on Windows by `;`.
        quiet: True leaves out the version and copyright lines that the interactive prompt begins with.
        run_command: Python source to run as the program, like the text after `python -c`.
        run_filename: The script to run as the program, or a folder or zip file with a `__main__.py`, like the file
            after `python`.
        run_module: The dotted name of the module or package to run as the program, like the name after `python -m`.
        show_ref_count: True prints the total number of references at exit. CPython must have been built for
            debugging.
        site_import: True imports `site` at the start, which puts site-packages on `sys.path` and runs its `.pth`
            files, and from 3.15 on its `.start` files (PEP 829). False skips that and starts faster.
        skip_first_source_line: True skips the first line of `run_filename`, which may then be a batch command
            instead of Python.
        stdio_encoding: The encoding of `sys.stdin`, `sys.stdout` and `sys.stderr`. Unset, it is that of
            `PYTHONIOENCODING` if given and read, else UTF-8 in UTF-8 mode, else the locale's.
        stdio_errors: What happens to text that `stdio_encoding` can't encode or decode on `sys.stdin` and
            `sys.stdout`: `strict`, `surrogateescape`, `replace` and so on.
        tracemalloc: True starts `tracemalloc`, which notes for each block of memory the source line that took it.
            An int is the number of frames that it notes.
        user_site_directory: True adds the packages that the user has installed for their own account to `sys.path`.
        verbose: True prints to stderr where each module was loaded from. 2 prints each file that is looked at on
            the way as well.
        warn_options: Warning filters, one an item, in the form of `python -W`:
            `action:message:category:module:line`. Where several match, the last one wins.
        write_bytecode: True writes a `.pyc` file for each source module that is imported. False only reads those
            that exist.
        x_options: Values of `python -X`, one an item, `name` or `name=value`. They appear in `sys._xoptions`.
        code_debug_ranges: True keeps column positions in code objects, by which tracebacks mark the part of a line.
            False makes code objects and `.pyc` files smaller.
        context_aware_warnings: True makes `warnings.catch_warnings` act on the current context only, and not on the
            whole process.
        cpu_count: What `os.cpu_count()` and `os.process_cpu_count()` answer; -1 is what the operating system says.
        dump_refs_file: The file that the objects still alive at exit are listed in, as `dump_refs` does on stderr.
        enable_gil: True keeps the GIL on in a free-threaded build, and False keeps it off. Unset, it is off until a
            module that needs it is imported.
        int_max_str_digits: The largest number of digits in a conversion between int and str; 0 is no limit. -1 lets
            environment and options decide, and is else CPython's own 4300.
        lazy_imports: 1 makes every import at the top of a module lazy: it is done when the name is first used (PEP
            810). 2 leaves that to the modules, as does -1, which lets the option and `PYTHON_LAZY_IMPORTS` decide
            before.
        orig_argv: The value of `sys.orig_argv`, the command line before anything was taken out of it. Unset,
            CPython copies `argv`.
        perf_profiling: 1 makes Python functions visible to the Linux profiler `perf` through a map file, 2 through
            a JIT dump that needs no frame pointers, 0 not at all.
        platlibdir: The name of the folder below a prefix that holds the library of the platform: `lib`, or `lib64`
            on Fedora and SUSE. Unset, it is that of CPython's build.
        pymalloc_hugepages: True makes pymalloc take its arenas from huge pages, where the system has some set
            aside.
        remote_debug: False keeps other processes from running code in this one through `sys.remote_exec` (PEP 768).
        run_presite: The dotted name of a module to import before `site`.
        safe_path: True keeps the folder of the script, or the working folder, from the head of `sys.path`.
        show_alloc_count: True prints counts of allocations at exit. CPython must have been built with
            `COUNT_ALLOCS`.
        stdlib_dir: The folder of the standard library, `sys._stdlib_dir`. Unset, CPython computes it.
        sys_path_0: What CPython has put at the head of `sys.path`; it sets the member itself when it runs a
            program.
        thread_inherit_context: True starts a `threading.Thread` with a copy of its creator's context, False with an
            empty one.
        tlbc_enabled: True gives each thread a copy of the bytecode to specialise, which is faster and takes more
            memory.
        use_frozen_modules: True takes the modules of the start (`os`, `site`, `codecs` ...) from CPython's binary
            and not from files, which is faster.
        use_hash_seed: False takes a random seed for the hashes of str and bytes whatever `PYTHONHASHSEED` says.
            Unset, it is True where `hash_seed` is set.
        use_system_logger: True sends stdout and stderr to the system log of Apple's platforms.
        warn_default_encoding: True warns where a file is opened without an encoding (PEP 597).
    """

    rule = "interpreter"
    exe: str | None = None
    origin: str | None = None
    allocator_backend: Literal["default", "jemalloc", "mimalloc", "snmalloc", "rust"] | None = None
    allocator_raw: bool | None = None
    allocator_mem: bool | None = None
    allocator_obj: bool | None = None
    allocator_pymalloc_arena: bool | None = None
    allocator_debug: bool | None = None
    set_missing_path_configuration: bool | None = None
    argv: tuple[str, ...] | None = None
    argvb: bool | None = None
    multiprocessing_auto_dispatch: bool | None = None
    multiprocessing_start_method: Literal["none", "fork", "forkserver", "spawn", "auto"] | None = None
    sys_frozen: bool | None = None
    sys_meipass: bool | None = None
    terminfo_resolution: str | None = None
    tcl_library: str | None = None
    write_modules_directory_env: str | None = None
    profile: Literal["isolated", "python"] = "python"
    allocator: (
        Literal[
            "not-set",
            "default",
            "debug",
            "malloc",
            "malloc-debug",
            "py-malloc",
            "py-malloc-debug",
            "mimalloc",
            "mimalloc-debug",
        ]
        | None
    ) = None
    configure_locale: bool | None = None
    coerce_c_locale: Literal["LC_CTYPE", "C", "off", "auto"] | None = None
    coerce_c_locale_warn: bool | None = None
    development_mode: bool | None = None
    isolated: bool | None = None
    legacy_windows_fs_encoding: bool | None = None
    parse_argv: bool | None = None
    use_environment: bool | None = None
    utf8_mode: bool | None = None
    base_exec_prefix: str | None = None
    base_executable: str | None = None
    base_prefix: str | None = None
    buffered_stdio: bool | None = None
    bytes_warning: Literal["none", "warn", "raise"] | int | None = None
    check_hash_pycs_mode: Literal["always", "never", "default"] | None = None
    configure_c_stdio: bool | None = None
    dump_refs: bool | None = None
    exec_prefix: str | None = None
    executable: str | None = None
    fault_handler: bool | None = None
    filesystem_encoding: str | None = None
    filesystem_errors: str | None = None
    hash_seed: int | None = None
    home: str | None = None
    import_time: bool | int | None = None
    inspect: bool | None = None
    install_signal_handlers: bool | None = None
    interactive: bool | None = None
    legacy_windows_stdio: bool | None = None
    malloc_stats: bool | None = None
    optimization_level: int | None = None
    parser_debug: bool | None = None
    pathconfig_warnings: bool | None = None
    prefix: str | None = None
    program_name: str | None = None
    pycache_prefix: str | None = None
    python_path_env: str | None = None
    quiet: bool | None = None
    run_command: str | None = None
    run_filename: str | None = None
    run_module: str | None = None
    show_ref_count: bool | None = None
    site_import: bool | None = None
    skip_first_source_line: bool | None = None
    stdio_encoding: str | None = None
    stdio_errors: str | None = None
    tracemalloc: bool | int | None = None
    user_site_directory: bool | None = None
    verbose: bool | int | None = None
    warn_options: tuple[str, ...] | None = None
    write_bytecode: bool | None = None
    x_options: tuple[str, ...] | None = None
    code_debug_ranges: bool | None = None
    context_aware_warnings: bool | None = None
    cpu_count: int | None = None
    dump_refs_file: str | None = None
    enable_gil: bool | None = None
    int_max_str_digits: int | None = None
    lazy_imports: int | None = None
    orig_argv: tuple[str, ...] | None = None
    perf_profiling: int | None = None
    platlibdir: str | None = None
    pymalloc_hugepages: bool | None = None
    remote_debug: bool | None = None
    run_presite: str | None = None
    safe_path: bool | None = None
    show_alloc_count: bool | None = None
    stdlib_dir: str | None = None
    sys_path_0: str | None = None
    thread_inherit_context: bool | None = None
    tlbc_enabled: bool | None = None
    use_frozen_modules: bool | None = None
    use_hash_seed: bool | None = None
    use_system_logger: bool | None = None
    warn_default_encoding: bool | None = None
