"""
What each family of rules is about, so that those are imported that may say something of a config.

Made by tools/generate.py from the families (configlang/check/families): change those and run it again.
"""

from __future__ import annotations

Concern = tuple[tuple[str, ...], tuple[str, ...]]
"""
The fields and parts of a config of which one must be set, as rules name what they need, and the names of the
starters of which its output must have one; either may be empty, and then anything does.
"""

FAMILIES: dict[str, tuple[Concern, ...]] = {
    "allocators": (
        (
            ("allocator_pymalloc_arena",),
            ("ANY", "PYEMBED", "PYOXY"),
        ),
    ),
    "dynamic": (
        (
            ("dynamic_extensions",),
            (),
        ),
    ),
    "embedders": (
        (
            ("oxidized_importer", "set_missing_path_configuration", "terminfo_resolution"),
            (),
        ),
        (
            (),
            ("PYEMBED",),
        ),
        (
            (
                "allocator_backend",
                "allocator_mem",
                "allocator_obj",
                "allocator_pymalloc_arena",
                "allocator_raw",
                "write_modules_directory_env",
            ),
            ("PYEMBED", "PYOXY"),
        ),
    ),
    "empty_paths": (
        (
            (
                "base_exec_prefix",
                "base_executable",
                "base_prefix",
                "dump_refs_file",
                "exe",
                "exec_prefix",
                "executable",
                "filesystem_importer",
                "home",
                "origin",
                "prefix",
                "program_name",
                "pycache_prefix",
                "run_filename",
                "stdlib_dir",
                "tcl_library",
            ),
            (),
        ),
    ),
    "encodings": (
        (
            (),
            (),
        ),
    ),
    "environment": (
        (
            ("environment_variables",),
            (),
        ),
    ),
    "gil": (
        (
            ("builds",),
            (),
        ),
    ),
    "homes": (
        (
            ("home", "program_name"),
            (),
        ),
        (
            (),
            ("GENERATED",),
        ),
    ),
    "host": (
        (
            ("home", "host"),
            (),
        ),
        (
            ("host",),
            ("GENERATED", "PYEMBED"),
        ),
    ),
    "importers": (
        (
            ("filesystem_importer", "run_command", "run_filename", "run_module"),
            (),
        ),
    ),
    "interpreters": (
        (
            ("sub_interpreters",),
            (),
        ),
    ),
    "isolation": (
        (
            (
                "buffered_stdio",
                "code_debug_ranges",
                "context_aware_warnings",
                "import_time",
                "inspect",
                "isolated",
                "malloc_stats",
                "optimization_level",
                "parser_debug",
                "safe_path",
                "thread_inherit_context",
                "use_environment",
                "use_frozen_modules",
                "user_site_directory",
                "verbose",
                "warn_default_encoding",
                "write_bytecode",
            ),
            (),
        ),
        (
            ("executable", "home", "host", "program_name"),
            ("PYEMBED",),
        ),
    ),
    "loading": (
        (
            ("dynamic_extensions",),
            (),
        ),
        (
            ("dynamic_extensions",),
            ("GENERATED", "PYEMBED"),
        ),
    ),
    "module_inits": (
        (
            ("static_extensions",),
            (),
        ),
    ),
    "module_libraries": (
        (
            ("dynamic_extensions",),
            (),
        ),
    ),
    "module_names": (
        (
            ("dynamic_extensions", "static_extensions"),
            (),
        ),
    ),
    "module_packages": (
        (
            ("dynamic_extensions", "static_extensions"),
            (),
        ),
    ),
    "modules": (
        (
            ("static_extensions",),
            (),
        ),
    ),
    "numbers": (
        (
            (
                "bytes_warning",
                "cpu_count",
                "hash_seed",
                "int_max_str_digits",
                "lazy_imports",
                "optimization_level",
                "perf_profiling",
                "use_hash_seed",
                "verbose",
                "x_options",
            ),
            (),
        ),
    ),
    "origin": (
        (
            ("argv", "exe", "orig_argv", "origin", "terminfo_resolution", "x_options"),
            (),
        ),
    ),
    "path_texts": (
        (
            (
                "base_exec_prefix",
                "base_executable",
                "base_prefix",
                "dump_refs_file",
                "exe",
                "exec_prefix",
                "executable",
                "filesystem_importer",
                "home",
                "origin",
                "oxidized_importer",
                "prefix",
                "program_name",
                "pycache_prefix",
                "python_path_env",
                "run_filename",
                "stdlib_dir",
                "tcl_library",
            ),
            (),
        ),
        (
            ("python_path_env",),
            ("PYEMBED", "PYOXY"),
        ),
    ),
    "paths": (
        (
            ("filesystem_importer", "python_path_env", "use_environment"),
            (),
        ),
        (
            ("filesystem_importer",),
            ("ANY", "GENERATED"),
        ),
    ),
    "prefixes": (
        (
            (
                "base_exec_prefix",
                "base_prefix",
                "exec_prefix",
                "pathconfig_warnings",
                "platlibdir",
                "prefix",
                "stdlib_dir",
            ),
            (),
        ),
    ),
    "running": (
        (
            ("interactive", "run_command", "run_filename", "run_module"),
            (),
        ),
    ),
    "running_argv": (
        (
            ("argv", "run_command", "run_filename", "run_module"),
            (),
        ),
    ),
    "switches": (
        (
            (
                "allocator",
                "buffered_stdio",
                "development_mode",
                "dump_refs",
                "dump_refs_file",
                "install_signal_handlers",
                "malloc_stats",
                "parser_debug",
                "pycache_prefix",
                "run_presite",
                "show_alloc_count",
                "show_ref_count",
                "skip_first_source_line",
                "sys_path_0",
                "use_frozen_modules",
                "warn_default_encoding",
            ),
            (),
        ),
    ),
    "virtual": (
        (
            ("virtual_environment",),
            (),
        ),
    ),
    "warn_options": (
        (
            ("warn_options",),
            (),
        ),
    ),
    "windows": (
        (
            ("executable", "host", "program_name", "safe_path", "site_import"),
            (),
        ),
    ),
    "workers": (
        (
            ("sys_frozen",),
            (),
        ),
        (
            ("multiprocessing_auto_dispatch", "sys_frozen"),
            ("PYEMBED",),
        ),
    ),
    "x_options": (
        (
            ("x_options",),
            (),
        ),
    ),
}
