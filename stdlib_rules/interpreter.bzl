"""How the interpreter starts: the rule `interpreter`.

Made by tools/generate.py from the field table (configlang/schema/table.py): change that and run it again.
"""

load(":internal.bzl", "declare", "frozen_list")

Interpreter = record(
    profile = typing.Any,
    exe = typing.Any,
    origin = typing.Any,
    allocator_backend = typing.Any,
    allocator_raw = typing.Any,
    allocator_mem = typing.Any,
    allocator_obj = typing.Any,
    allocator_pymalloc_arena = typing.Any,
    allocator_debug = typing.Any,
    set_missing_path_configuration = typing.Any,
    argv = typing.Any,
    argvb = typing.Any,
    multiprocessing_auto_dispatch = typing.Any,
    multiprocessing_start_method = typing.Any,
    sys_frozen = typing.Any,
    sys_meipass = typing.Any,
    terminfo_resolution = typing.Any,
    tcl_library = typing.Any,
    write_modules_directory_env = typing.Any,
    allocator = typing.Any,
    configure_locale = typing.Any,
    coerce_c_locale = typing.Any,
    coerce_c_locale_warn = typing.Any,
    development_mode = typing.Any,
    isolated = typing.Any,
    legacy_windows_fs_encoding = typing.Any,
    parse_argv = typing.Any,
    use_environment = typing.Any,
    utf8_mode = typing.Any,
    base_exec_prefix = typing.Any,
    base_executable = typing.Any,
    base_prefix = typing.Any,
    buffered_stdio = typing.Any,
    bytes_warning = typing.Any,
    check_hash_pycs_mode = typing.Any,
    configure_c_stdio = typing.Any,
    dump_refs = typing.Any,
    exec_prefix = typing.Any,
    executable = typing.Any,
    fault_handler = typing.Any,
    filesystem_encoding = typing.Any,
    filesystem_errors = typing.Any,
    hash_seed = typing.Any,
    home = typing.Any,
    import_time = typing.Any,
    inspect = typing.Any,
    install_signal_handlers = typing.Any,
    interactive = typing.Any,
    legacy_windows_stdio = typing.Any,
    malloc_stats = typing.Any,
    optimization_level = typing.Any,
    parser_debug = typing.Any,
    pathconfig_warnings = typing.Any,
    prefix = typing.Any,
    program_name = typing.Any,
    pycache_prefix = typing.Any,
    python_path_env = typing.Any,
    quiet = typing.Any,
    run_command = typing.Any,
    run_filename = typing.Any,
    run_module = typing.Any,
    show_ref_count = typing.Any,
    site_import = typing.Any,
    skip_first_source_line = typing.Any,
    stdio_encoding = typing.Any,
    stdio_errors = typing.Any,
    tracemalloc = typing.Any,
    user_site_directory = typing.Any,
    verbose = typing.Any,
    warn_options = typing.Any,
    write_bytecode = typing.Any,
    x_options = typing.Any,
    code_debug_ranges = typing.Any,
    context_aware_warnings = typing.Any,
    cpu_count = typing.Any,
    dump_refs_file = typing.Any,
    enable_gil = typing.Any,
    int_max_str_digits = typing.Any,
    lazy_imports = typing.Any,
    orig_argv = typing.Any,
    perf_profiling = typing.Any,
    platlibdir = typing.Any,
    pymalloc_hugepages = typing.Any,
    remote_debug = typing.Any,
    run_presite = typing.Any,
    safe_path = typing.Any,
    show_alloc_count = typing.Any,
    stdlib_dir = typing.Any,
    sys_path_0 = typing.Any,
    thread_inherit_context = typing.Any,
    tlbc_enabled = typing.Any,
    use_frozen_modules = typing.Any,
    use_hash_seed = typing.Any,
    use_system_logger = typing.Any,
    warn_default_encoding = typing.Any,
)

def interpreter(
        *,
        profile: str = "python",
        exe: None | str = None,
        origin: None | str = None,
        allocator_backend: None | str = None,
        allocator_raw: None | bool = None,
        allocator_mem: None | bool = None,
        allocator_obj: None | bool = None,
        allocator_pymalloc_arena: None | bool = None,
        allocator_debug: None | bool = None,
        set_missing_path_configuration: None | bool = None,
        argv: None | list[str] | tuple[str, ...] = None,
        argvb: None | bool = None,
        multiprocessing_auto_dispatch: None | bool = None,
        multiprocessing_start_method: None | str = None,
        sys_frozen: None | bool = None,
        sys_meipass: None | bool = None,
        terminfo_resolution: None | str = None,
        tcl_library: None | str = None,
        write_modules_directory_env: None | str = None,
        allocator: None | str = None,
        configure_locale: None | bool = None,
        coerce_c_locale: None | str = None,
        coerce_c_locale_warn: None | bool = None,
        development_mode: None | bool = None,
        isolated: None | bool = None,
        legacy_windows_fs_encoding: None | bool = None,
        parse_argv: None | bool = None,
        use_environment: None | bool = None,
        utf8_mode: None | bool = None,
        base_exec_prefix: None | str = None,
        base_executable: None | str = None,
        base_prefix: None | str = None,
        buffered_stdio: None | bool = None,
        bytes_warning: None | str | int = None,
        check_hash_pycs_mode: None | str = None,
        configure_c_stdio: None | bool = None,
        dump_refs: None | bool = None,
        exec_prefix: None | str = None,
        executable: None | str = None,
        fault_handler: None | bool = None,
        filesystem_encoding: None | str = None,
        filesystem_errors: None | str = None,
        hash_seed: None | int = None,
        home: None | str = None,
        import_time: None | bool | int = None,
        inspect: None | bool = None,
        install_signal_handlers: None | bool = None,
        interactive: None | bool = None,
        legacy_windows_stdio: None | bool = None,
        malloc_stats: None | bool = None,
        optimization_level: None | int = None,
        parser_debug: None | bool = None,
        pathconfig_warnings: None | bool = None,
        prefix: None | str = None,
        program_name: None | str = None,
        pycache_prefix: None | str = None,
        python_path_env: None | str = None,
        quiet: None | bool = None,
        run_command: None | str = None,
        run_filename: None | str = None,
        run_module: None | str = None,
        show_ref_count: None | bool = None,
        site_import: None | bool = None,
        skip_first_source_line: None | bool = None,
        stdio_encoding: None | str = None,
        stdio_errors: None | str = None,
        tracemalloc: None | bool | int = None,
        user_site_directory: None | bool = None,
        verbose: None | bool | int = None,
        warn_options: None | list[str] | tuple[str, ...] = None,
        write_bytecode: None | bool = None,
        x_options: None | list[str] | tuple[str, ...] = None,
        code_debug_ranges: None | bool = None,
        context_aware_warnings: None | bool = None,
        cpu_count: None | int = None,
        dump_refs_file: None | str = None,
        enable_gil: None | bool = None,
        int_max_str_digits: None | int = None,
        lazy_imports: None | int = None,
        orig_argv: None | list[str] | tuple[str, ...] = None,
        perf_profiling: None | int = None,
        platlibdir: None | str = None,
        pymalloc_hugepages: None | bool = None,
        remote_debug: None | bool = None,
        run_presite: None | str = None,
        safe_path: None | bool = None,
        show_alloc_count: None | bool = None,
        stdlib_dir: None | str = None,
        sys_path_0: None | str = None,
        thread_inherit_context: None | bool = None,
        tlbc_enabled: None | bool = None,
        use_frozen_modules: None | bool = None,
        use_hash_seed: None | bool = None,
        use_system_logger: None | bool = None,
        warn_default_encoding: None | bool = None):
    """Declares how the interpreter starts. At most once.

    Every argument is optional; None leaves the default: the profile's, which CPython sets, or pyembed's.

    Args:
        profile: The set of defaults that every unset field takes its value from. One of `isolated`, `python`.
        exe: The executable that pyembed takes itself to be; it gives `origin` and `program_name` their defaults.
            Unset, pyembed asks the operating system which file is running.
        origin: The folder that `$ORIGIN` stands for. Unset, pyembed takes the folder that holds `exe`.
        allocator_backend: The library that serves CPython's memory requests. It serves those domains alone that the
            other `allocator_*` switches hand to it. One of `default`, `jemalloc`, `mimalloc`, `snmalloc`, `rust`.
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
            first imported. One of `none`, `fork`, `forkserver`, `spawn`, `auto`.
        sys_frozen: True sets `sys.frozen` to True, by which libraries recognise a packaged program. False leaves it
            undefined.
        sys_meipass: True sets `sys._MEIPASS` to `origin`, as PyInstaller does, for libraries that look for their
            data there. False leaves it undefined.
        terminfo_resolution: What pyembed does to `TERMINFO_DIRS`, the environment variable by which readline and
            curses find their descriptions of terminals. One of `dynamic`, `none`, `static:`.
        tcl_library: The folder with Tcl's `init.tcl`, put into the environment variable `TCL_LIBRARY` for tkinter.
            Unset, the variable is left alone.
        write_modules_directory_env: The name of an environment variable. Where that variable names a folder,
            pyembed writes a file `modules-UUID` into it at the end, with the names of all loaded modules, one a
            line.
        allocator: The memory allocators that CPython starts with. Unset, `PYTHONMALLOC` decides where the
            environment is read, else `development_mode`, which puts debug hooks on, else the build of CPython. One
            of `not-set`, `default`, `debug`, `malloc`, `malloc-debug`, `py-malloc`, `py-malloc-debug`, `mimalloc`,
            `mimalloc-debug`.
        configure_locale: True switches the process to the user's `LC_CTYPE` locale, which text encodings follow.
            False keeps the locale that the host has set, `C` if it has set none.
        coerce_c_locale: Makes CPython replace the `C` locale by a UTF-8 one such as `C.UTF-8`, for child processes
            too (PEP 538). Unset, the `python` profile decides by locale and environment, and the `isolated` one
            never coerces. One of `LC_CTYPE`, `C`, `off`, `auto`.
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
            `str()`. As an int, 2 and more are `raise`. One of `none`, `warn`, `raise`.
        check_hash_pycs_mode: How hash-based `.pyc` files (PEP 552) are checked against their source. Unset means
            `default`. One of `always`, `never`, `default`.
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
            their own. One of `0`, `1`, `2`.
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

    Returns:
        A record with every argument, lists as tuples.
    """
    values = {
        "profile": profile,
        "exe": exe,
        "origin": origin,
        "allocator_backend": allocator_backend,
        "allocator_raw": allocator_raw,
        "allocator_mem": allocator_mem,
        "allocator_obj": allocator_obj,
        "allocator_pymalloc_arena": allocator_pymalloc_arena,
        "allocator_debug": allocator_debug,
        "set_missing_path_configuration": set_missing_path_configuration,
        "argv": argv,
        "argvb": argvb,
        "multiprocessing_auto_dispatch": multiprocessing_auto_dispatch,
        "multiprocessing_start_method": multiprocessing_start_method,
        "sys_frozen": sys_frozen,
        "sys_meipass": sys_meipass,
        "terminfo_resolution": terminfo_resolution,
        "tcl_library": tcl_library,
        "write_modules_directory_env": write_modules_directory_env,
        "allocator": allocator,
        "configure_locale": configure_locale,
        "coerce_c_locale": coerce_c_locale,
        "coerce_c_locale_warn": coerce_c_locale_warn,
        "development_mode": development_mode,
        "isolated": isolated,
        "legacy_windows_fs_encoding": legacy_windows_fs_encoding,
        "parse_argv": parse_argv,
        "use_environment": use_environment,
        "utf8_mode": utf8_mode,
        "base_exec_prefix": base_exec_prefix,
        "base_executable": base_executable,
        "base_prefix": base_prefix,
        "buffered_stdio": buffered_stdio,
        "bytes_warning": bytes_warning,
        "check_hash_pycs_mode": check_hash_pycs_mode,
        "configure_c_stdio": configure_c_stdio,
        "dump_refs": dump_refs,
        "exec_prefix": exec_prefix,
        "executable": executable,
        "fault_handler": fault_handler,
        "filesystem_encoding": filesystem_encoding,
        "filesystem_errors": filesystem_errors,
        "hash_seed": hash_seed,
        "home": home,
        "import_time": import_time,
        "inspect": inspect,
        "install_signal_handlers": install_signal_handlers,
        "interactive": interactive,
        "legacy_windows_stdio": legacy_windows_stdio,
        "malloc_stats": malloc_stats,
        "optimization_level": optimization_level,
        "parser_debug": parser_debug,
        "pathconfig_warnings": pathconfig_warnings,
        "prefix": prefix,
        "program_name": program_name,
        "pycache_prefix": pycache_prefix,
        "python_path_env": python_path_env,
        "quiet": quiet,
        "run_command": run_command,
        "run_filename": run_filename,
        "run_module": run_module,
        "show_ref_count": show_ref_count,
        "site_import": site_import,
        "skip_first_source_line": skip_first_source_line,
        "stdio_encoding": stdio_encoding,
        "stdio_errors": stdio_errors,
        "tracemalloc": tracemalloc,
        "user_site_directory": user_site_directory,
        "verbose": verbose,
        "warn_options": warn_options,
        "write_bytecode": write_bytecode,
        "x_options": x_options,
        "code_debug_ranges": code_debug_ranges,
        "context_aware_warnings": context_aware_warnings,
        "cpu_count": cpu_count,
        "dump_refs_file": dump_refs_file,
        "enable_gil": enable_gil,
        "int_max_str_digits": int_max_str_digits,
        "lazy_imports": lazy_imports,
        "orig_argv": orig_argv,
        "perf_profiling": perf_profiling,
        "platlibdir": platlibdir,
        "pymalloc_hugepages": pymalloc_hugepages,
        "remote_debug": remote_debug,
        "run_presite": run_presite,
        "safe_path": safe_path,
        "show_alloc_count": show_alloc_count,
        "stdlib_dir": stdlib_dir,
        "sys_path_0": sys_path_0,
        "thread_inherit_context": thread_inherit_context,
        "tlbc_enabled": tlbc_enabled,
        "use_frozen_modules": use_frozen_modules,
        "use_hash_seed": use_hash_seed,
        "use_system_logger": use_system_logger,
        "warn_default_encoding": warn_default_encoding,
    }
    declare("interpreter", {name: value for name, value in values.items() if value != None})
    return Interpreter(**{name: frozen_list(value) for name, value in values.items()})
