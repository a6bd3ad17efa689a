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
    "debug_memory": """
interpreter(profile = "isolated", utf8_mode = True, development_mode = True, allocator = "py-malloc-debug")
static_extension("two", init = "PyInit_multi")
filesystem_importer(paths = ["/last"], mode = "append")
""",
    "no_library": 'interpreter(profile = "isolated", utf8_mode = True)\nfilesystem_importer(paths = ["/nowhere"])',
    "isolated_home": 'interpreter(profile = "isolated", home = "/replaced/by/the/host", stdio_encoding = "latin-1")',
}
"""The configs, by the name of the case."""
