"""The predeclared names as the type checker sees them, without what the rules do.

Made by tools/generate.py from the files of the rules: change those and run it again.
"""

def virtual_environment(path: str):
    pass

def environment_variable(name: str, value: None | str = None, remove: bool = False, overwrite: bool = True):
    pass

def static_extension(name: str, init: None | str = None):
    pass

def dynamic_extension(name: str, path: str, loader: str = "filesystem"):
    pass

def filesystem_importer(
        paths: None | list[str] | tuple[str, ...] = None,
        mode: str = "replace",
        enabled: bool = True):
    pass

def oxidized_importer(
        embedded: list[str] | tuple[str, ...] = [],
        memory_mapped: list[str] | tuple[str, ...] = [],
        extensions: None | str = None):
    pass

def compatible_with(
        python: None | str = None,
        targets: list[str] | tuple[str, ...] = [],
        builds: list[str] | tuple[str, ...] = []):
    pass

def host(
        outputs: list[str] | tuple[str, ...],
        libpython: None | str = None,
        plugin: bool = False,
        adopt: bool = False,
        sealed: bool = False,
        console: bool = True):
    pass

def host_value(
        name: str,
        type: typing.Any = str,
        default: None | str | bool | int | list[str] | tuple[str, ...] = None,
        required: bool = True,
        doc: str = "") -> typing.Any:
    pass

def variable(
        name: str,
        default: None | str | bool | int = None,
        values: None | list[typing.Any] | tuple[typing.Any, ...] = None,
        doc: str = ""):
    pass

TARGET = struct(**{part: tuple(value) if type(value) == "list" else value for part, value in _native_target.items()})

def print(*args: typing.Any, sep: str = " "):
    pass

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
    pass

def sub_interpreter(
        name: str,
        gil: str = "own",
        use_main_obmalloc: None | bool = None,
        allow_fork: None | bool = None,
        allow_exec: None | bool = None,
        allow_threads: None | bool = None,
        allow_daemon_threads: None | bool = None,
        check_multi_interp_extensions: None | bool = None):
    pass
