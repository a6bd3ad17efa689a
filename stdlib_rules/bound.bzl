"""The rules once more, as the config file gets them: they collect their declarations in a list.

Made by tools/generate.py from the files of the rules: change those and run it again.
"""

load(":internal.bzl", "TARGET", "frozen_list", "plain_values", "print")

EnvironmentVariable = record(name = typing.Any, value = typing.Any, remove = typing.Any, overwrite = typing.Any)

VirtualEnvironment = record(path = typing.Any)

StaticExtension = record(name = typing.Any, init = typing.Any)

DynamicExtension = record(name = typing.Any, path = typing.Any, loader = typing.Any)

FilesystemImporter = record(paths = typing.Any, mode = typing.Any, enabled = typing.Any)

OxidizedImporter = record(embedded = typing.Any, memory_mapped = typing.Any, extensions = typing.Any)

CompatibleWith = record(python = typing.Any, targets = typing.Any, builds = typing.Any)

Host = record(outputs = typing.Any, libpython = typing.Any, plugin = typing.Any, adopt = typing.Any, sealed = typing.Any, console = typing.Any)

_HOST_TYPES = ((str, "str"), (int, "int"), (bool, "bool"), (list[str], "list[str]"), (list, "list[str]"))

def _type_name(of):
    for each, name in _HOST_TYPES:
        if of == each:
            return name
    return of

_TRUE = ("true", "True", "1")

_FALSE = ("false", "False", "0")

def _to_type(text, wanted):
    if type(text) != "string":
        return text if type(text) == wanted else None
    if wanted == "bool":
        return True if text in _TRUE else False if text in _FALSE else None
    if wanted == "int":
        digits = text.removeprefix("-")
        return int(text) if digits and len(digits) < 20 and not digits.strip("0123456789") else None
    return text

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

SubInterpreter = record(
    name = typing.Any,
    gil = typing.Any,
    use_main_obmalloc = typing.Any,
    allow_fork = typing.Any,
    allow_exec = typing.Any,
    allow_threads = typing.Any,
    allow_daemon_threads = typing.Any,
    check_multi_interp_extensions = typing.Any,
)

def bind():
    """Makes rules that share a list of their own.

    Returns:
        The predeclared values in the order of prelude.bzl, and a function that returns as JSON what the list holds
        from an index on: so much at once that no text becomes as large as the list.
    """
    sink = []

    def declare(rule, values):
        # The dict is the rule's own, and is kept as it is where it holds texts and None alone.
        for value in values.values():
            if type(value) != "string" and value != None:
                values = plain_values(values)
                break

        # The two functions inside of it are left out: this one and the rule. Where there is one frame, it stands in
        # the second line; the others, with the line of the text itself, are the most of what is kept.
        stack = call_stack(strip_frames = 2)
        lines = stack.split("\n", 3)
        if len(lines) == 4 and lines[3] == "":
            stack = lines[1]

        # A list in such a tuple, of the values alone, makes appending quadratic: ten thousand then take a second.
        sink.append((rule, stack, values))

    def virtual_environment(path):
        declare("virtual_environment", {"path": path})
        return VirtualEnvironment(path = path)

    def environment_variable(name, value = None, remove = False, overwrite = True):
        declare("environment_variable", {"name": name, "value": value, "remove": remove, "overwrite": overwrite})
        return EnvironmentVariable(name = name, value = value, remove = remove, overwrite = overwrite)

    def static_extension(name, init = None):
        declare("static_extension", {"name": name, "init": init})
        if init == None and type(name) == "string":
            init = "PyInit_" + name.split(".")[-1]
        return StaticExtension(name = name, init = init)

    def dynamic_extension(name, path, loader = "filesystem"):
        declare("dynamic_extension", {"name": name, "path": path, "loader": loader})
        return DynamicExtension(name = name, path = path, loader = loader)

    def filesystem_importer(
            paths = None,
            mode = "replace",
            enabled = True):
        declare("filesystem_importer", {"paths": paths, "mode": mode, "enabled": enabled})
        return FilesystemImporter(paths = frozen_list(paths), mode = mode, enabled = enabled)

    def oxidized_importer(
            embedded = [],
            memory_mapped = [],
            extensions = None):
        declare("oxidized_importer", {
            "embedded": embedded,
            "memory_mapped": memory_mapped,
            "extensions": extensions,
        })
        return OxidizedImporter(
            embedded = frozen_list(embedded),
            memory_mapped = frozen_list(memory_mapped),
            extensions = extensions,
        )

    def compatible_with(
            python = None,
            targets = [],
            builds = []):
        declare("compatible_with", {"python": python, "targets": targets, "builds": builds})
        return CompatibleWith(python = python, targets = frozen_list(targets), builds = frozen_list(builds))

    def host(
            outputs,
            libpython = None,
            plugin = False,
            adopt = False,
            sealed = False,
            console = True):
        declare("host", {"outputs": outputs, "libpython": libpython, "plugin": plugin, "adopt": adopt, "sealed": sealed, "console": console})
        return Host(outputs = frozen_list(outputs), libpython = libpython, plugin = plugin, adopt = adopt, sealed = sealed, console = console)

    def host_value(
            name,
            type = str,
            default = None,
            required = True,
            doc = "") -> typing.Any:
        type = _type_name(type)
        declare("host_value", {"name": name, "type": type, "default": default, "required": required, "doc": doc})
        mark = "$HOST{" + str(name) + "}"
        return [mark] if type == "list[str]" else mark

    def variable(
            name,
            default = None,
            values = None,
            doc = ""):
        given = _native_variables.get(name) if type(name) == "string" else None
        allowed = values if type(values) == "list" or type(values) == "tuple" else None
        sample = default if default != None else allowed[0] if allowed else ""
        value = default if given == None else _to_type(given, type(sample))
        declare("variable", {
            "name": name,
            "default": default,
            "values": values,
            "doc": doc,
            "given": given,
            "value": value,
        })
        if value == None and default == None:
            fail("configlang: no value for the variable `" + str(name) + "`")

        # What can't be read is reported; with the default the run goes on, to what else is wrong.
        return default if value == None else value

    def interpreter(
            *,
            profile = "python",
            exe = None,
            origin = None,
            allocator_backend = None,
            allocator_raw = None,
            allocator_mem = None,
            allocator_obj = None,
            allocator_pymalloc_arena = None,
            allocator_debug = None,
            set_missing_path_configuration = None,
            argv = None,
            argvb = None,
            multiprocessing_auto_dispatch = None,
            multiprocessing_start_method = None,
            sys_frozen = None,
            sys_meipass = None,
            terminfo_resolution = None,
            tcl_library = None,
            write_modules_directory_env = None,
            allocator = None,
            configure_locale = None,
            coerce_c_locale = None,
            coerce_c_locale_warn = None,
            development_mode = None,
            isolated = None,
            legacy_windows_fs_encoding = None,
            parse_argv = None,
            use_environment = None,
            utf8_mode = None,
            base_exec_prefix = None,
            base_executable = None,
            base_prefix = None,
            buffered_stdio = None,
            bytes_warning = None,
            check_hash_pycs_mode = None,
            configure_c_stdio = None,
            dump_refs = None,
            exec_prefix = None,
            executable = None,
            fault_handler = None,
            filesystem_encoding = None,
            filesystem_errors = None,
            hash_seed = None,
            home = None,
            import_time = None,
            inspect = None,
            install_signal_handlers = None,
            interactive = None,
            legacy_windows_stdio = None,
            malloc_stats = None,
            optimization_level = None,
            parser_debug = None,
            pathconfig_warnings = None,
            prefix = None,
            program_name = None,
            pycache_prefix = None,
            python_path_env = None,
            quiet = None,
            run_command = None,
            run_filename = None,
            run_module = None,
            show_ref_count = None,
            site_import = None,
            skip_first_source_line = None,
            stdio_encoding = None,
            stdio_errors = None,
            tracemalloc = None,
            user_site_directory = None,
            verbose = None,
            warn_options = None,
            write_bytecode = None,
            x_options = None,
            code_debug_ranges = None,
            context_aware_warnings = None,
            cpu_count = None,
            dump_refs_file = None,
            enable_gil = None,
            int_max_str_digits = None,
            lazy_imports = None,
            orig_argv = None,
            perf_profiling = None,
            platlibdir = None,
            pymalloc_hugepages = None,
            remote_debug = None,
            run_presite = None,
            safe_path = None,
            show_alloc_count = None,
            stdlib_dir = None,
            sys_path_0 = None,
            thread_inherit_context = None,
            tlbc_enabled = None,
            use_frozen_modules = None,
            use_hash_seed = None,
            use_system_logger = None,
            warn_default_encoding = None):
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

    def sub_interpreter(
            name,
            gil = "own",
            use_main_obmalloc = None,
            allow_fork = None,
            allow_exec = None,
            allow_threads = None,
            allow_daemon_threads = None,
            check_multi_interp_extensions = None):
        values = {
            "name": name,
            "gil": gil,
            "use_main_obmalloc": use_main_obmalloc,
            "allow_fork": allow_fork,
            "allow_exec": allow_exec,
            "allow_threads": allow_threads,
            "allow_daemon_threads": allow_daemon_threads,
            "check_multi_interp_extensions": check_multi_interp_extensions,
        }
        declare("sub_interpreter", values)
        return SubInterpreter(**values)

    return interpreter, static_extension, dynamic_extension, filesystem_importer, oxidized_importer, compatible_with, host, virtual_environment, environment_variable, host_value, sub_interpreter, variable, TARGET, print, lambda start: json.encode(sink[start:start + 1000])
