"""Configs of hosts without pyembed that the tests of C and of Rust start alike."""

from __future__ import annotations

SHARED = {
    "nothing": 'interpreter(profile = "isolated", utf8_mode = True)',
    "command_line": "interpreter(utf8_mode = True)",
    "origin": """
interpreter(
    profile = "isolated",
    utf8_mode = True,
    executable = "$ORIGIN/bin/ß",
    pycache_prefix = "$ORIGIN/x$ORIGIN/y",
    run_filename = "$ORIGIN",
    run_command = "$ORIGIN",
    sys_meipass = True,
    tcl_library = "$ORIGIN/tcl",
    terminfo_resolution = "static:/a:/b",
)
""",
    "fixed_origin": """
interpreter(
    profile = "isolated",
    utf8_mode = True,
    origin = "/somewhere/ß",
    sys_meipass = True,
    pycache_prefix = "$ORIGIN",
)
""",
    "fixed_exe": """
interpreter(
    profile = "isolated",
    utf8_mode = True,
    exe = "/opt/app/ß",
    set_missing_path_configuration = True,
    sys_meipass = True,
)
""",
    "values": """
data = host_value("data", default = "$ORIGIN/data", doc = "Where its data are. */ \\\\")
mods = host_value("mods", type = list[str], required = False)
interpreter(
    profile = "isolated",
    utf8_mode = True,
    optimization_level = host_value("level", type = int, default = 1),
    write_bytecode = host_value("writes", type = bool, required = False),
    parse_argv = host_value("parses", type = bool, default = False),
    pycache_prefix = data + "/$ORIGIN/cache",
    run_command = "at $ORIGIN: " + host_value("command", default = "nothing"),
    tcl_library = host_value("tcl", required = False),
    warn_options = host_value("warnings", type = list[str], default = ["ignore", "default::UserWarning"]),
    hash_seed = host_value("seed", type = int, required = False),
)
filesystem_importer(paths = [data + "/py", "/fixed"] + mods, mode = "prepend")
environment_variable("THE_DATA", data)
environment_variable("THE_USER", host_value("user", required = False))
""",
    "values_needed": """
interpreter(
    profile = "isolated",
    utf8_mode = True,
    development_mode = host_value("develops", type = bool),
    pycache_prefix = host_value("cache") + "/of/" + host_value("user"),
)
""",
    "appended_without_site": """
interpreter(profile = "isolated", utf8_mode = True, site_import = False)
filesystem_importer(paths = ["/last"], mode = "append")
""",
    "builtin_clash": """
interpreter(profile = "isolated", utf8_mode = True)
static_extension("time", init = "PyInit_multi")
""",
    "attributes": """
interpreter(profile = "isolated", utf8_mode = True, sys_frozen = True, sys_meipass = True, argvb = True)
""",
    "fixed_argv": """
interpreter(profile = "isolated", utf8_mode = True, argv = ["prog", "ß", "", "-x"], argvb = True)
""",
    "importer_off": """
interpreter(profile = "isolated", utf8_mode = True)
filesystem_importer(enabled = False)
""",
    "running": 'interpreter(profile = "isolated", utf8_mode = True, run_command = "import sys; sys.exit(7)")',
    "workers": """
interpreter(
    profile = "isolated",
    utf8_mode = True,
    sys_frozen = True,
    run_command = '''
import multiprocessing, os
multiprocessing.set_executable(os.environ["PROGRAM"])
worker = multiprocessing.get_context(os.environ["WAY"]).Process(target = print, args = ("from a worker",))
worker.start()
worker.join(60)
print(worker.exitcode)
''',
)
""",
    "plain_workers": """
interpreter(
    profile = "isolated",
    utf8_mode = True,
    run_command = '''
import multiprocessing, os
multiprocessing.set_executable(os.environ["PROGRAM"])
worker = multiprocessing.get_context(os.environ["WAY"]).Process(target = print, args = ("from a worker",))
worker.start()
worker.join(60)
print(worker.exitcode)
''',
)
""",
    "no_dispatch": """
interpreter(
    profile = "isolated",
    utf8_mode = True,
    multiprocessing_auto_dispatch = False,
    run_command = "import sys; print(sys.argv)",
)
""",
    "terminfo": 'interpreter(profile = "isolated", utf8_mode = True, terminfo_resolution = "dynamic")',
    "variables": """
interpreter(profile = "isolated", utf8_mode = True)
environment_variable("CL_SET", value = "ß\U0001f40d")
environment_variable("CL_PLACE", value = "$ORIGIN/x")
environment_variable("CL_KEPT", value = "mine", overwrite = False)
environment_variable("CL_GONE", remove = True)
environment_variable("PYTHONUSERBASE", value = "$ORIGIN/user")
""",
    "environment": """
interpreter(utf8_mode = True, parse_argv = False)
virtual_environment("$ORIGIN/venv/")
""",
    "early_variables": """
interpreter(utf8_mode = None, parse_argv = False)
environment_variable("PYTHONDEVMODE", value = "1")
environment_variable("PYTHONOPTIMIZE", value = "2")
environment_variable("PYTHONPATH", value = "$ORIGIN/first")
environment_variable("PYTHONUTF8", value = "0")
environment_variable("TZ", value = "XXX-3")
""",
    "debug_memory": """
interpreter(profile = "isolated", utf8_mode = True, development_mode = True, allocator = "py-malloc-debug")
static_extension("two", init = "PyInit_multi")
filesystem_importer(paths = ["/last"], mode = "append")
""",
    "no_library": 'interpreter(profile = "isolated", utf8_mode = True)\nfilesystem_importer(paths = ["/nowhere"])',
    "isolated_home": 'interpreter(profile = "isolated", home = "/replaced/by/the/host", stdio_encoding = "latin-1")',
}
"""The configs, by the name of the case."""

VALUES_PASSED = {
    "VALUE_data": "/data $HOST{mods} $ORIGIN ß",
    "VALUE_mods": "/m 1:/m/$ORIGIN",
    "VALUE_level": "2",
    "VALUE_writes": "0",
    "VALUE_command": "$HOST{data}",
    "VALUE_tcl": "/tcl/$ORIGIN",
    "VALUE_warnings": "error",
    "VALUE_seed": "7",
    "VALUE_user": "\u00df",
}
"""What tests pass to `values`; what looks like a mark in it is none."""
